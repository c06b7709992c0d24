//! Whatever a reader relies on is deleted from the catalogue, one thing after the other: each time lint says where.
//!
//! Some of each form of entry are tried; all of them with `cargo test -- --ignored`, which takes a minute.

use super::{TODAY, copy, is_spare, paths, read, said};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use weigh::lint::{Entry, File, from_problems};

/// A text with one thing deleted.
struct Cut {
    name: String,
    /// Where it stands, without the ids on the way: cuts of one form are seen by one rule.
    form: String,
    text: String,
    /// The lines, before the cut, of what it belongs to.
    whole: std::ops::RangeInclusive<u32>,
}

/// What a reader relies on; each may stand anywhere in a catalogue.
const KEYS: [&str; 26] = [
    "basis",
    "source",
    "checked",
    "because",
    "method",
    "confidence",
    "observed",
    "url",
    "released",
    "anchors",
    "stale-after",
    "value",
    "score",
    "claim",
    "publisher",
    "title",
    "question",
    "about",
    "homepage",
    "version",
    "summary",
    "label",
    "weights",
    "worst",
    "best",
    "items",
];
/// Those of a checklist's finding, which elsewhere are ids.
const OF_CHECKLIST: [&str; 3] = ["built-in", "extension", "none"];

/// Groups of entries in a framework's or the fit's file.
const FIRST: [&str; 7] =
    ["because", "findings", "capabilities", "fit", "used-for", "users", "points"];

/// Whole entries that are ratings: findings, capabilities, fits, points, and lines for the table.
fn is_rating(path: &[String]) -> bool {
    match path {
        [first, _, _] if first == "findings" || first == "fit" => true,
        [first, _] => first == "capabilities" || first == "because" || first == "points",
        _ => false,
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn key_of(line: &str) -> Option<&str> {
    let (key, rest) = line.trim_start().trim_start_matches("- ").split_once(':')?;
    let plain = !key.is_empty() && key.bytes().all(|b| b == b'-' || b.is_ascii_alphanumeric());
    (plain && (rest.is_empty() || rest.starts_with(' '))).then_some(key)
}

/// The line, from 0, after the block that begins on a line.
fn end_of(lines: &[&str], at: usize) -> usize {
    let ends =
        |next: &usize| !lines[*next].trim().is_empty() && indent(lines[*next]) <= indent(lines[at]);
    (at + 1..lines.len()).find(ends).unwrap_or(lines.len())
}

/// Whether deleting the last of these keys must be seen.
fn counts(path: &Path, keys: &[String]) -> bool {
    let key = keys.last().map_or("", String::as_str);
    let optional = key == "about" && !path.ends_with("capabilities.yaml");
    let described = KEYS.contains(&key) && !optional && (keys.len() > 1 || top_level(key));
    let listed = OF_CHECKLIST.contains(&key) && keys.len() == 4 && keys[0] == "findings";
    described || listed || is_rating(keys)
}

/// Whether what is unknown of a framework must be said: of a candidate, but not of one that has to be named.
fn is_compared(text: &str) -> bool {
    !text.contains("\ndefault: false") && !text.contains("\nbased-on: ")
}

/// Every text that comes of deleting one thing.
fn cuts(path: &Path) -> Vec<Cut> {
    let text = fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let mut cuts = Vec::new();
    let mut above: Vec<(String, usize)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(key) = key_of(line).filter(|_| !line.trim_start().starts_with('#')) else {
            continue;
        };
        while above.last().is_some_and(|(_, up)| indent(lines[*up]) >= indent(line)) {
            above.pop();
        }
        let parent = above.last().map_or(0, |(_, up)| *up);
        let end = above.last().map_or(lines.len(), |(_, up)| end_of(&lines, *up));
        above.push((key.to_owned(), at));
        let keys: Vec<String> = above.iter().map(|(key, _)| key.clone()).collect();
        let counts = counts(path, &keys) && (is_compared(&text) || !is_rating(&keys));
        if counts && !line.trim_start().starts_with("- ") {
            let text = [&lines[..at], &lines[end_of(&lines, at)..]].concat().join("\n") + "\n";
            let name = format!("{}:{}: {}", path.display(), at + 1, keys.join("."));
            cuts.push(Cut { name, form: form(&keys), text, whole: number(parent)..=number(end) });
        }
        cuts.extend(within(path, &lines, at, &keys));
    }
    cuts
}

/// The first key, the depth and the last key where that is no id.
fn form(keys: &[String]) -> String {
    let last = keys.last().map_or("", String::as_str);
    let last = if KEYS.contains(&last) || OF_CHECKLIST.contains(&last) { last } else { "*" };
    let first = if FIRST.contains(&keys[0].as_str()) { keys[0].as_str() } else { "*" };
    format!("{first} {} {last}", keys.len())
}

/// A line's number.
fn number(at: usize) -> u32 {
    u32::try_from(at + 1).unwrap()
}

/// Keys that are no group of entries at the top of a framework's file.
fn top_level(key: &str) -> bool {
    ["homepage", "version", "summary", "title", "question"].contains(&key)
}

/// The same for keys between braces on one line.
fn within(path: &Path, lines: &[&str], at: usize, keys: &[String]) -> Vec<Cut> {
    let line = lines[at];
    let Some((start, inner)) = line.find('{').map(|start| (start, &line[start + 1..])) else {
        return Vec::new();
    };
    let Some(inner) = inner.strip_suffix('}') else { return Vec::new() };
    let parts = parts(inner);
    let cut = |gone: usize| {
        let key = parts[gone].split(':').next().unwrap_or_default().trim();
        KEYS.contains(&key).then(|| {
            let kept: Vec<&str> =
                parts.iter().enumerate().filter(|(n, _)| *n != gone).map(|(_, p)| *p).collect();
            let new = format!("{}{{{}}}", &line[..start], kept.join(", "));
            let text = [&lines[..at], &[new.as_str()], &lines[at + 1..]].concat().join("\n") + "\n";
            let name = format!("{}:{}: {key} in {line}", path.display(), at + 1);
            let form = form(&[keys, &[key.to_owned()]].concat());
            Cut { name, form, text, whole: number(at)..=number(at) }
        })
    };
    (0..parts.len()).filter_map(cut).collect()
}

fn parts(inner: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut quoted) = (Vec::new(), 0, 0, false);
    for (at, c) in inner.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '[' | '{' if !quoted => depth += 1,
            ']' | '}' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                parts.push(inner[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(inner[start..].trim());
    parts
}

/// A copy of the catalogue in which cuts are tried.
struct Bench<'a> {
    folder: &'a Path,
    copy: tempfile::TempDir,
    unchanged: &'a [File],
}

impl Bench<'_> {
    /// The cuts that nothing is said of, even where they are made alone.
    ///
    /// What is said of some hides the rest, which are tried again without them.
    fn unseen(&self, cuts: &[&(PathBuf, Cut)]) -> Vec<String> {
        let (hidden, said) = self.hidden(cuts);
        match hidden.len() {
            0 => Vec::new(),
            1 if cuts.len() == 1 => vec![format!("{}\n  {}", cuts[0].1.name, said.join("\n  "))],
            all if all == cuts.len() => {
                let (some, others) = hidden.split_at(all / 2);
                [self.unseen(some), self.unseen(others)].concat()
            }
            _ => self.unseen(&hidden),
        }
    }

    /// Makes one cut in each of several files at once: those that nothing is said of, and what is said.
    fn hidden<'c>(&self, cuts: &[&'c (PathBuf, Cut)]) -> (Vec<&'c (PathBuf, Cut)>, Vec<String>) {
        let place = |path: &Path| self.copy.path().join(path.strip_prefix(self.folder).unwrap());
        for (path, cut) in cuts {
            fs::write(place(path), &cut.text).unwrap();
        }
        let changed: Vec<PathBuf> = cuts.iter().map(|(path, _)| place(path)).collect();
        let findings = lint_with(self.copy.path(), &changed, self.unchanged);
        for (path, _) in cuts {
            fs::copy(path, place(path)).unwrap();
        }
        let seen = |(path, cut): &(PathBuf, Cut)| {
            findings.iter().any(|finding| {
                let line = finding.problem.place.map_or(0, |place| place.line);
                Path::new(&finding.problem.file) == place(path) && cut.whole.contains(&line)
            })
        };
        (cuts.iter().filter(|cut| !seen(cut)).copied().collect(), said(&findings))
    }
}

/// One cut of every file, again and again; cuts of one form come together, as what is said of one may hide the rest.
fn rounds<'c>(all: &[&'c (PathBuf, Cut)]) -> Vec<Vec<&'c (PathBuf, Cut)>> {
    let mut rounds: Vec<Vec<&(PathBuf, Cut)>> = Vec::new();
    for file in all.chunk_by(|a, b| a.0 == b.0) {
        let mut file = file.to_vec();
        file.sort_by_key(|(_, cut)| &cut.form);
        for (at, cut) in file.into_iter().enumerate() {
            match rounds.get_mut(at) {
                Some(round) => round.push(cut),
                None => rounds.push(vec![cut]),
            }
        }
    }
    rounds
}

#[test]
fn nothing_of_any_form_can_be_deleted_unseen() {
    let all = all();
    let mut forms: BTreeMap<(&Path, &str), Vec<&(PathBuf, Cut)>> = BTreeMap::new();
    for cut in &all {
        let kind = cut.0.parent().filter(|folder| folder.ends_with("frameworks"));
        forms.entry((kind.unwrap_or(&cut.0), &cut.1.form)).or_default().push(cut);
    }
    assert!(forms.len() > 50, "only {} forms", forms.len());
    let some = forms.values().flat_map(|cuts| {
        let (middle, last) = (cuts.len() / 2, cuts.len() - 1);
        BTreeSet::from([0, middle, last]).into_iter().map(|at| cuts[at])
    });
    let mut some: Vec<_> = some.collect();
    some.sort_by(|a, b| (&a.0, &a.1.name).cmp(&(&b.0, &b.1.name)));
    try_all(&some);
}

#[test]
#[ignore = "takes minutes; a sample of it is tried every time, and .ci/full runs it"]
fn nothing_can_be_deleted_unseen() {
    let all = all();
    try_all(&all.iter().collect::<Vec<_>>());
}

/// Every deletion that must be seen.
fn all() -> Vec<(PathBuf, Cut)> {
    let of = |path: PathBuf| cuts(&path).into_iter().map(move |cut| (path.clone(), cut));
    let all: Vec<(PathBuf, Cut)> = paths(Path::new("criteria"))
        .into_iter()
        .filter(|path| !path.parent().is_some_and(|folder| folder.ends_with("precedents")))
        .flat_map(of)
        .collect();
    assert!(all.len() > 700, "only {} deletions", all.len());
    all
}

fn try_all(cuts: &[&(PathBuf, Cut)]) {
    let folder = Path::new("criteria");
    let unchanged: Vec<File> =
        paths(folder).iter().filter(|path| !is_spare(path)).map(|path| read(path)).collect();
    let bench = || Bench { folder, copy: copy(folder), unchanged: &unchanged };
    let unseen: Vec<String> = rounds(cuts)
        .par_iter()
        .map_init(bench, |bench, round| bench.unseen(round))
        .flatten()
        .collect();
    assert!(unseen.is_empty(), "{} of {}:\n{}", unseen.len(), cuts.len(), unseen.join("\n"));
}

/// The same where all files but some are as they were.
fn lint_with(folder: &Path, changed: &[PathBuf], unchanged: &[File]) -> Vec<Entry> {
    let catalogue = match weigh::Catalogue::from_folder(folder, &[]) {
        Ok(catalogue) => catalogue,
        Err(problems) => return from_problems(&problems),
    };
    let mut files: Vec<File> = changed.iter().map(|path| read(path)).collect();
    let is_new = |old: &File| files.iter().any(|new| old.is(new.record) && old.id == new.id);
    let same: Vec<File> = unchanged.iter().filter(|old| !is_new(old)).cloned().collect();
    files.extend(same);
    weigh::lint::lint(&files, &catalogue, None, TODAY)
}
