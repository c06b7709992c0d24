//! `weigh lint`: exit codes and formats.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

fn weigh(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_weigh")).args(args).env_remove("WEIGH_AS_OF").output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_warning_passes_and_stale_evidence_fails_where_it_is_asked_to() {
    let later = ["lint", "criteria", "--as-of", "2040-01-01"];
    assert_eq!(weigh(&["lint", "criteria", "--as-of", "2026-11-28"]).status.code(), Some(0));
    let passed = weigh(&later);
    assert_eq!(passed.status.code(), Some(0));
    assert!(stdout(&passed).contains("[stale]"), "{}", stdout(&passed));
    let failed = weigh(&[&later[..], &["--fail-on", "stale"]].concat());
    assert_eq!(failed.status.code(), Some(1));
    assert!(stdout(&failed).contains(": error: ") && !stdout(&failed).contains(" 0 errors"));
    assert_eq!(weigh(&["lint", "nowhere.yaml"]).status.code(), Some(2));
}

const CRITERION: &str = "\
id: licence
title: Licence
question: How free is it?
about: What its licence allows.
weight: 10
indicators:
  - {id: permissive, title: Permissive, weight: 1, unit: points, scale: linear, worst: 0, best: 10, stale-after: 24 months,
     anchors: nothing is allowed to everything is}
";

/// A folder with a criterion and a framework, but without features or questions, is what `--add` takes.
#[test]
fn an_addition_is_checked_with_the_catalogue_that_it_is_added_to() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    std::fs::create_dir(folder.path().join("frameworks")).unwrap();
    write("licence.yaml", CRITERION);
    write("frameworks/rails.yaml", "id: rails\nname: Rails\ncapabilities: {orm: built-in}\n");
    let output = weigh(&["lint", folder.path().to_str().unwrap()]);
    assert!(stdout(&output).contains("2 files checked, 0 errors"), "{}", stdout(&output));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn without_a_path_what_is_added_is_checked_too() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    std::fs::create_dir(folder.path().join("own")).unwrap();
    write("own/rails.yaml", "id: rails\nname: Rails\nhomepage: http://example.org/\n");
    write("weigh.yaml", "add: own\nfail-on: lean\n");
    let mut lint = Command::new(env!("CARGO_BIN_EXE_weigh"));
    let output = lint.current_dir(folder.path()).arg("lint").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("own/rails.yaml:3:1: error: "), "{}", stdout(&output));
}

/// The exit code and standard output of `weigh` in a folder with these files.
fn in_folder(files: &[(&str, &str)], args: &[&str]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut weigh = Command::new(env!("CARGO_BIN_EXE_weigh"));
    let output = weigh.current_dir(folder.path()).env_remove("WEIGH_AS_OF").args(args).output();
    let output = output.unwrap();
    (output.status.code(), stdout(&output))
}

const WRONG: &str = "title: Shop\nneeds: {ormm: must}\n";

#[test]
fn every_profile_of_a_monorepo_is_checked() {
    let files = [
        (".gitignore", "old"),
        ("services/a/weigh-profile.yaml", WRONG),
        ("services/b/deep/weigh-profile.yaml", WRONG),
        ("services/b/docker-compose.yaml", "services: {}\n"),
        ("node_modules/x/weigh-profile.yaml", WRONG),
        (".cache/weigh-profile.yaml", WRONG),
        ("old/weigh-profile.yaml", WRONG),
        ("env/pyvenv.cfg", ""),
        ("env/weigh-profile.yaml", WRONG),
    ];
    for args in [&["lint"][..], &["lint", "services"], &["lint", "."]] {
        let (code, text) = in_folder(&files, args);
        assert_eq!(code, Some(1), "{text}");
        for part in ["services/a/weigh-profile.yaml:2:9", "services/b/deep/weigh-profile.yaml:2:9"]
        {
            assert!(text.contains(part), "{text}");
        }
        assert!(text.contains("2 files checked, 2 errors"), "{text}");
    }
    assert_eq!(in_folder(&files, &["lint", "--no-config"]).0, Some(0));
    let none = in_folder(&[("a/b/c.txt", "")], &["lint", "a"]);
    assert!(none.1.contains("no `weigh-profile.yaml` below it"), "{}", none.1);
    let (_, junit) = in_folder(&[], &["lint", "--format", "junit"]);
    assert!(junit.contains("tests=\"0\""), "{junit}");
}

/// A profile that is found below is decided with the catalogue of its own settings, and so it is checked.
#[test]
fn a_profile_below_is_checked_with_its_own_settings() {
    let files = [
        ("a/weigh-profile.yaml", "title: A\nframeworks: [django, rails]\n"),
        ("a/weigh.yaml", "add: rails.yaml\n"),
        ("a/rails.yaml", "id: rails\nname: Rails\n"),
        (".git/HEAD", ""),
    ];
    let (code, text) = in_folder(&files, &["lint"]);
    assert_eq!((code, &*text), (Some(0), "1 file checked, no problems found\n"));
    assert_eq!(in_folder(&files, &["lint", "--add", "a/rails.yaml"]).0, Some(0));
    assert_eq!(in_folder(&files[..1], &["lint"]).0, Some(1));
}

/// A folder that is not read, and a file whose name is misspelt, are named in every format.
#[test]
fn what_is_not_read_is_reported() {
    let framework = "id: rails\nname: Rails\n";
    let files = [("own/rails.yaml", framework), ("own/framework/roda.yaml", framework)];
    for format in ["table", "json", "github", "sarif", "junit"] {
        let (_, text) = in_folder(&files, &["lint", "own", "--format", format]);
        assert!(
            text.contains("unread-folder") && text.contains("own/framework"),
            "{format}: {text}"
        );
    }
    for (name, meant) in [
        ("trait.yaml", "traits.yaml"),
        ("source.yaml", "sources.yaml"),
        ("capability.yaml", "capabilities.yaml"),
    ] {
        let files = [("own/fit.yaml", "{}\n"), (&*format!("own/{name}"), "a: {title: A}\n")];
        let (_, text) = in_folder(&files, &["lint", "own"]);
        assert!(text.contains(&format!("did you mean `{meant}`?")), "{text}");
        assert!(!text.contains("missing key"), "{text}");
    }
}

/// Rules of fit cannot be added, so a folder with them is meant as a catalogue.
#[test]
fn a_first_catalogue_is_not_checked_as_an_addition() {
    let (code, text) =
        in_folder(&[("own/fit.yaml", "{}\n"), ("own/licence.yaml", CRITERION)], &["lint", "own"]);
    assert_eq!(code, Some(1));
    assert!(text.contains("this catalogue needs at least two frameworks"), "{text}");
    assert!(!text.contains("the catalogue already has"), "{text}");
}

/// A hundred findings of one rule at one place take a line each, with one line of help.
#[test]
fn what_findings_share_is_shown_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.yaml");
    fs::write(&path, "schema: 1\nid: own\nname: Own\n").unwrap();
    let text = stdout(&weigh(&["lint", path.to_str().unwrap()]));
    let count = |part: &str| text.lines().filter(|line| line.contains(part)).count();
    assert!(count("[unexplored]") > 50, "{text}");
    assert_eq!((count("schema: 1"), count("help: look it up")), (1, 1), "{text}");
}

/// A file that cannot be read hides nothing about the others, in no format.
#[test]
fn a_file_that_cannot_be_read_hides_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(at("latin.yaml"), b"title: caf\xe9\n").unwrap();
    fs::write(at("large.yaml"), "#".repeat(2 << 20)).unwrap();
    fs::write(at("typo.yaml"), "titel: Shop\n").unwrap();
    let files = ["gone.yaml", "large.yaml", "latin.yaml", "typo.yaml"].map(at);
    for format in ["table", "json", "github", "sarif", "junit"] {
        let arguments = files.iter().map(String::as_str).chain(["--format", format]);
        let output = weigh(&[&["lint"], &*arguments.collect::<Vec<_>>()].concat());
        let text = stdout(&output);
        assert_eq!(output.status.code(), Some(2), "{format}: {text}");
        for part in ["gone.yaml", "no such file", "large.yaml", "latin.yaml", "UTF-8", "titel"] {
            assert!(text.contains(part), "{format}: {part}\n{text}");
        }
    }
}

/// A profile whose refusal quotes what a stranger wrote.
fn hostile() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a,b:%0A.yaml");
    fs::write(&path, "title: x\nneeds:\n  \"::error::\\u001b[31m%0A,|<b>\": must\n").unwrap();
    (folder, path)
}

#[test]
fn every_format_has_one_exit_code_and_is_harmless() {
    let (_folder, path) = hostile();
    for format in ["table", "json", "github", "sarif", "junit"] {
        let output = weigh(&["lint", path.to_str().unwrap(), "--format", format]);
        assert_eq!(output.status.code(), Some(1), "{format}");
        let text = stdout(&output);
        assert!(!text.contains('\u{1b}'), "{format}: {text}");
        assert!(!text.lines().any(|line| line.starts_with("::error::")), "{format}: {text}");
    }
}

#[test]
fn workflow_commands_are_escaped() {
    let (_folder, path) = hostile();
    let text = stdout(&weigh(&["lint", path.to_str().unwrap(), "--format", "github"]));
    let line = text.lines().next().unwrap();
    assert!(line.starts_with("::error file=") && line.contains("a%2Cb%3A%250A.yaml"), "{line}");
    assert!(line.contains(",line=3,col=") && line.contains(",title=weigh invalid::"), "{line}");
    assert_eq!(text.lines().count(), 1);
}

#[test]
fn sarif_has_what_code_scanning_reads() {
    let (_folder, path) = hostile();
    let text = stdout(&weigh(&["lint", path.to_str().unwrap(), "--format", "sarif"]));
    let sarif: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let result = &run["results"][0];
    let at = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(result["ruleId"], rules[at]["id"]);
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["region"]["startLine"], 3);
    let uri = place["artifactLocation"]["uri"].as_str().unwrap();
    assert!(
        uri.bytes().all(|byte| byte.is_ascii_graphic()) && uri.ends_with("a%2Cb%3A%250A.yaml"),
        "{uri}"
    );
}

/// The schema is that of OASIS, without its line ends and without a bracket too many in one pattern.
#[test]
fn sarif_is_valid() {
    let read = |text: &str| -> serde_json::Value { serde_json::from_str(text).unwrap() };
    let schema = read(&fs::read_to_string("tests/fixtures/sarif-2.1.0.json").unwrap());
    let validator = jsonschema::validator_for(&schema).unwrap();
    let (_folder, path) = hostile();
    let stale = ["lint", "criteria", "--as-of", "2040-01-01", "--format", "sarif"];
    for args in [&stale[..], &["lint", path.to_str().unwrap(), "--format", "sarif"]] {
        let sarif = read(&stdout(&weigh(args)));
        let wrong: Vec<String> =
            validator.iter_errors(&sarif).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}

#[test]
fn one_file_of_a_catalogue_is_looked_at_within_the_whole() {
    let copy = tempfile::tempdir().unwrap();
    crate::repository::copy("criteria".as_ref(), copy.path());
    let django = copy.path().join("frameworks/django.yaml");
    let flask = copy.path().join("frameworks/flask.yaml");
    for path in [&django, &flask] {
        let text = fs::read_to_string(path).unwrap();
        fs::write(path, text.replacen("https://", "http://", 1)).unwrap();
    }
    let text = stdout(&weigh(&["lint", django.to_str().unwrap(), "--format", "json"]));
    let found: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(found["errors"], 1, "{text}");
    assert_eq!(found["findings"][0]["rule"], "bad-link");
}

/// A folder that is added has its own sources, and is no whole catalogue.
#[test]
fn what_is_added_together_is_checked_together() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let source =
        "mine: {title: Mine, publisher: We, url: 'https://example.org', checked: 2026-11-01}\n";
    let finding =
        "{value: 3, source: mine, checked: 2026-11-01, method: documented, confidence: medium}";
    let rails = format!(
        "id: rails\nname: Rails\nfindings: {{performance: {{json-throughput: {finding}}}}}\n"
    );
    for framework in ["rails.yaml", "frameworks/rails.yaml"] {
        write("sources.yaml", source);
        write(framework, &rails);
        let text = stdout(&weigh(&["lint", folder.path().to_str().unwrap(), "--format", "json"]));
        assert!(!text.contains("unknown source"), "{text}");
        assert!(!text.contains("needs at least"), "{text}");
        write("sources.yaml", &source.replace("mine", "other"));
        let text = stdout(&weigh(&["lint", folder.path().to_str().unwrap(), "--format", "json"]));
        assert!(text.contains("unknown source `mine`"), "{text}");
        fs::remove_file(folder.path().join(framework)).unwrap();
    }
}

/// Where CI looks a file up, it is named from the root of the repository, from wherever and however it was named.
#[test]
fn places_for_ci_start_at_the_root_of_the_repository() {
    use crate::repository::{Repository, ran};
    let repository = Repository::new();
    repository.write("services/a/shop.yaml", "needs: {admn: must}\n");
    repository.write("other/x", "");
    let whole = repository.at("services/a/shop.yaml").display().to_string();
    let ways = [
        (".", "services/a/shop.yaml"),
        (".", "./other/../services//a/shop.yaml"),
        ("services/a", "shop.yaml"),
        ("other", "../services/a/./shop.yaml"),
        ("..", &whole),
    ];
    for (folder, path) in ways {
        let of = |format: &str| {
            let mut command = repository.command();
            command.current_dir(repository.at(folder)).args(["lint", path, "--format", format]);
            ran(&mut command).out
        };
        assert!(of("github").contains("file=services/a/shop.yaml,"), "{path}: {}", of("github"));
        assert!(of("junit").contains("name=\"services/a/shop.yaml\""), "{path}: {}", of("junit"));
        let sarif: serde_json::Value = serde_json::from_str(&of("sarif")).unwrap();
        let run = &sarif["runs"][0];
        let place = &run["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "services/a/shop.yaml", "{path}");
        assert!(run["automationDetails"]["id"].as_str().unwrap().ends_with('/'));
        assert!(run["tool"]["driver"]["informationUri"].is_string());
    }
}

/// A catalogue with what every catalogue needs and no more, in the folder `ours`.
fn small_catalogue(repository: &crate::repository::Repository) {
    repository.write("ours/licence.yaml", CRITERION);
    repository.write("ours/sources.yaml", "schema: 1\n");
    for id in ["rails", "phoenix"] {
        repository.write(&format!("ours/frameworks/{id}.yaml"), &format!("id: {id}\nname: X\n"));
    }
}

/// The exit code and the findings of `weigh lint` in a folder, each as file, line and message.
fn linted(
    repository: &crate::repository::Repository,
    folder: &str,
    args: &[&str],
) -> (i32, Vec<String>) {
    let mut command = repository.command();
    command.current_dir(repository.at(folder)).env("WEIGH_AS_OF", "2026-12-01");
    command.args(["lint", "--format", "json"]).args(args);
    let ran = crate::repository::ran(&mut command);
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect(&ran.err);
    let entries = report["findings"].as_array().unwrap();
    let said = |one: &serde_json::Value| {
        let file = one["file"].as_str().unwrap();
        format!("{file}:{} {}", one["line"], one["message"].as_str().unwrap())
    };
    let errors = entries.iter().filter(|one| one["severity"] == "error").map(said);
    (ran.code, errors.collect())
}

#[test]
fn an_invalid_catalogue_in_force_is_reported_in_every_format() {
    let repository = crate::repository::Repository::new();
    small_catalogue(&repository);
    repository.write("weigh.yaml", "criteria: ours\n");
    repository.write("shop.yaml", "title: Shop\n");
    repository.write("ours/licence.yaml", &CRITERION.replace("weight: 10", "weight: -1"));
    for args in [&[][..], &["ours"], &["shop.yaml"]] {
        let (code, errors) = linted(&repository, ".", args);
        assert_eq!((code, errors.len()), (1, 1), "{args:?} {errors:?}");
        assert!(errors[0].starts_with("ours/licence.yaml:5 expected a number"), "{errors:?}");
    }
    for folder in ["ours", "ours/frameworks"] {
        let (code, errors) = linted(&repository, folder, &["."]);
        assert_eq!((code, errors.len()), (1, 1), "{folder}: {errors:?}");
    }
}

/// What is named as the catalogue is one; of other folders their files tell.
#[test]
fn a_folder_with_what_a_catalogue_needs_is_one() {
    let repository = crate::repository::Repository::new();
    small_catalogue(&repository);
    let table =
        |args: &[&str]| crate::repository::ran(repository.command().arg("lint").args(args)).out;
    // Of an addition, the criteria of the built-in catalogue would be unexplored.
    assert!(!table(&["ours"]).contains("json-throughput"), "{}", table(&["ours"]));
    repository.write("weigh.yaml", "criteria: ours\n");
    assert!(table(&[]).contains("4 files checked"), "{}", table(&[]));
    fs::remove_file(repository.at("ours/frameworks/rails.yaml")).unwrap();
    let (code, errors) = linted(&repository, ".", &[]);
    assert_eq!((code, errors.len()), (1, 1), "{errors:?}");
    assert!(errors[0].contains("needs at least two frameworks"), "{errors:?}");
    // Without the setting it is an addition.
    fs::remove_file(repository.at("weigh.yaml")).unwrap();
    repository.write("ours/traits.yaml", "pace: {question: How fast?, answers: {a: {label: A}}}\n");
    let (code, errors) = linted(&repository, ".", &["ours"]);
    assert_eq!((code, errors), (0, Vec::new()));
    // What is in force already is not added again.
    repository.write("weigh.yaml", "add: ours\n");
    assert_eq!(linted(&repository, ".", &["ours"]).1, Vec::<String>::new());
}

#[test]
fn files_of_a_catalogue_are_known_however_they_are_named() {
    let repository = crate::repository::Repository::new();
    crate::repository::copy("criteria".as_ref(), &repository.at("ours"));
    for (folder, path) in [
        ("ours", "traits.yaml"),
        ("ours", "security.yaml"),
        ("ours", "frameworks/flask.yaml"),
        ("ours", "frameworks"),
        ("ours/frameworks", "."),
        ("ours/frameworks", "flask.yaml"),
        ("ours/precedents", "../frameworks"),
    ] {
        assert_eq!(linted(&repository, folder, &[path]), (0, Vec::new()), "{folder}: {path}");
    }
}

/// Nothing passes because it is beside a catalogue and no file of it.
#[test]
fn what_is_no_file_of_the_catalogue_around_it_is_checked_all_the_same() {
    let repository = crate::repository::Repository::new();
    small_catalogue(&repository);
    repository.write("ours/notes.txt", "weights: {x: 1}\n");
    let (code, errors) = linted(&repository, "ours", &["nowhere.yaml"]);
    assert_eq!((code, errors), (2, vec!["nowhere.yaml:null no such file".to_owned()]));
    let (code, errors) = linted(&repository, "ours", &["notes.txt"]);
    assert_eq!((code, errors), (1, vec!["notes.txt:1 unknown criterion `x`".to_owned()]));
    let mut command = repository.command();
    let profile = fs::File::open(repository.at("ours/notes.txt")).unwrap();
    command.current_dir(repository.at("ours")).args(["lint", "-"]).stdin(profile);
    let ran = crate::repository::ran(&mut command);
    assert!(ran.code == 1 && ran.out.contains("unknown criterion `x`"), "{ran:?}");
}

#[test]
fn the_tables_of_detect_are_checked() {
    let repository = crate::repository::Repository::new();
    small_catalogue(&repository);
    let tables = fs::read_to_string("criteria/detect.toml").unwrap();
    for (text, found) in [
        ("a = 1\ngarbage = [\n".to_owned(), "ours/detect.toml:2 "),
        (format!("typo = 1\n{tables}"), "ours/detect.toml:1 unknown field `typo`"),
    ] {
        repository.write("ours/detect.toml", &text);
        for path in ["ours", "ours/detect.toml"] {
            let (code, errors) = linted(&repository, ".", &[path]);
            assert_eq!(code, 1);
            assert!(errors[0].starts_with(found), "{errors:?}");
        }
    }
}
