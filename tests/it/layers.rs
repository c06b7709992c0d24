//! The house: imports run one way, and every file can be taken in.

use std::fs;
use std::path::{Path, PathBuf};

/// Each layer, and the layers it may name besides `text`, which all may use.
const MAY_USE: [(&str, &[&str]); 17] = [
    ("text", &[]),
    ("model", &[]),
    ("doc", &["model"]),
    ("load", &["model"]),
    ("score", &["model", "decision"]),
    ("analysis", &["model", "decision", "score"]),
    ("decision", &["model"]),
    ("decide", &["model", "score", "analysis", "decision"]),
    ("diff", &["model", "decision"]),
    ("explain", &["model", "doc", "score", "analysis", "lint"]),
    ("render", &["model", "doc", "decision", "diff", "explain", "lint"]),
    ("record", &["model", "load", "decision", "diff", "render"]),
    ("detect", &["model"]),
    ("interview", &["text", "model", "score", "decide", "decision"]),
    ("lint", &["text", "model", "load", "score"]),
    ("schema", &["model", "load", "decision", "diff"]),
    (
        "whatif",
        &["model", "load", "score", "decision", "decide", "diff", "interview", "record", "render"],
    ),
];

/// Longer files are hard to take in.
const MOST_LINES: usize = 400;

/// Terminals, clocks and processes are the command line's affair.
const ONLY_CLI: [&str; 5] =
    ["println!", "eprintln!", "std::process", "Zoned::now", "SystemTime::now"];

fn files_below(place: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(place) else { return Vec::new() };
    let mut files = Vec::new();
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files.extend(files_below(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn files_of(layer: &str) -> Vec<PathBuf> {
    let mut files = files_below(&Path::new("src").join(layer));
    files.extend(Some(Path::new("src").join(format!("{layer}.rs"))).filter(|path| path.exists()));
    files
}

#[test]
fn layers_use_only_what_lies_beneath() {
    let mut wrong = Vec::new();
    for (layer, allowed) in MAY_USE {
        for file in files_of(layer) {
            let text = fs::read_to_string(&file).unwrap();
            let shown = file.display();
            if text.contains("crate::{") || text.contains("super::super::super::") {
                wrong.push(format!("{shown}: name one layer per `use`, from `crate::`"));
            }
            let others = MAY_USE.map(|(other, _)| other).into_iter().chain(["cli"]);
            for other in
                others.filter(|other| ![layer, "text"].contains(other) && !allowed.contains(other))
            {
                if text.contains(&format!("crate::{other}::"))
                    || text.contains(&format!("crate::{other};"))
                {
                    wrong.push(format!("{shown} uses `crate::{other}`"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_belongs_to_a_layer() {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let modules = lib.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    for module in modules.filter(|module| *module != "unit") {
        assert!(MAY_USE.iter().any(|(layer, _)| *layer == module), "place `{module}` in MAY_USE");
    }
}

#[test]
fn only_the_command_line_knows_terminal_and_clock() {
    for (layer, _) in MAY_USE {
        for file in files_of(layer) {
            let text = fs::read_to_string(&file).unwrap();
            for word in ONLY_CLI {
                assert!(!text.contains(word), "{} uses `{word}`", file.display());
            }
        }
    }
}

#[test]
fn one_file_names_the_yaml_crate() {
    let naming: Vec<_> = files_below(Path::new("src"))
        .into_iter()
        .filter(|file| fs::read_to_string(file).unwrap().contains("serde_yaml::"))
        .collect();
    assert_eq!(naming, [Path::new("src/load/yaml.rs")]);
}

/// A count and its noun are worded by `plural`, which knows that one file is not "1 files".
#[test]
fn counts_are_worded_in_one_place() {
    const NOUNS: &str = "answers criteria days decisions features files findings frameworks lines months \
                         notes packages places problems rules sources weeks words years";
    let mut wrong = Vec::new();
    for file in files_below(Path::new("src")) {
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for (at, _) in code.match_indices("} ") {
            // The next two words: `{} files`, `{} public decisions`.
            let rest = code[at + 2..].lines().next().unwrap_or_default();
            let words = rest.split(|c: char| !c.is_ascii_lowercase()).take(2);
            let placeholder = &code[code[..at].rfind('{').unwrap_or(at)..at];
            // Those in capitals are constants.
            let is_count = placeholder.len() < 30
                && !placeholder.contains(char::is_whitespace)
                && !placeholder.contains(|c: char| c.is_ascii_uppercase());
            if is_count && words.into_iter().any(|word| NOUNS.split(' ').any(|noun| noun == word)) {
                wrong.push(format!("{}: `{placeholder}}} {rest}`", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "use `text::plural`: {wrong:#?}");
}

#[test]
fn every_file_can_be_taken_in() {
    let lines = |file: &Path| fs::read_to_string(file).unwrap().lines().count();
    let long: Vec<String> = files_below(Path::new("src"))
        .iter()
        .filter(|file| lines(file) > MOST_LINES)
        .map(|file| format!("{}: {} lines", file.display(), lines(file)))
        .collect();
    assert!(long.is_empty(), "split these: {long:?}");
}
