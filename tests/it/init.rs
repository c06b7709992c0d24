//! `weigh init`: what it writes loads, and nothing is overwritten.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use weigh::{Catalogue, Profile};

fn weigh(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weigh"));
    command.current_dir(folder).args(args).env_remove("WEIGH_CRITERIA").output().unwrap()
}

fn init(folder: &Path, args: &[&str]) -> Option<i32> {
    weigh(folder, &[&["init"], args].concat()).status.code()
}

#[test]
fn the_profile_is_the_default_one_and_every_key_in_it_is_right() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(init(folder.path(), &[]), Some(0));
    let path = folder.path().join("weigh-profile.yaml");
    let known = Catalogue::embedded();
    let text = fs::read_to_string(&path).unwrap();
    let modeline = |line: &str| line.starts_with("# yaml-language-server");
    assert!(!text.lines().any(modeline), "refers to a file that does not exist");
    assert_eq!(Profile::from_yaml(&text, &known).unwrap(), Profile::default());
    let filled = filled(&text, &["ranking:", "pairwise:"]);
    let loaded = Profile::from_yaml(&filled, &known).unwrap();
    assert_eq!(loaded.traits.len(), known.traits.len());
    assert_eq!(loaded.needs.len(), known.capabilities.len());
}

/// The text with the `#` taken from every line that is a key, but for those that begin so.
fn filled(text: &str, without: &[&str]) -> String {
    let keys = text.lines().map(|line| {
        let bare = line.strip_prefix("# ").unwrap_or(line);
        let words = bare.trim_start_matches(['#', ' ', '-', '{']);
        let is_key = words.split_once(':').is_some_and(|(key, rest)| {
            !key.contains(' ')
                && !key.starts_with("yaml-")
                && (rest.is_empty() || rest.starts_with(' '))
        });
        let comment = bare.trim_start().starts_with('#');
        if is_key && !comment && !without.iter().any(|key| bare.starts_with(key)) {
            bare
        } else {
            ""
        }
    });
    keys.collect::<Vec<_>>().join("\n")
}

#[test]
fn nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("weigh-profile.yaml");
    fs::write(&path, "title: ours\n").unwrap();
    assert_eq!(init(folder.path(), &[]), Some(2));
    assert_eq!(fs::read_to_string(&path).unwrap(), "title: ours\n");
    fs::create_dir(folder.path().join("mine")).unwrap();
    fs::write(folder.path().join("mine/traits.yaml"), "ours").unwrap();
    assert_eq!(init(folder.path(), &["--criteria", "mine"]), Some(2));
    assert_eq!(fs::read_dir(folder.path().join("mine")).unwrap().count(), 1);
    fs::write(folder.path().join("rails.yaml"), "ours").unwrap();
    assert_eq!(init(folder.path(), &["--framework", "Rails"]), Some(2));
    assert_eq!(init(folder.path(), &["--framework", "Django"]), Some(2));
    assert_eq!(init(folder.path(), &["--framework", "…"]), Some(2));
}

#[test]
fn the_exported_catalogue_is_the_embedded_one() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(init(folder.path(), &["--criteria", "mine"]), Some(0));
    let exported = Catalogue::from_folder(&folder.path().join("mine"), &[]).unwrap();
    let known = Catalogue::embedded();
    assert_eq!(exported.origin.sha256, known.origin.sha256);
    let decided = |args: &[&str]| {
        let output = weigh(
            folder.path(),
            &[&["decide", "-t", "size=small", "--format", "csv"], args].concat(),
        );
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(decided(&[]), decided(&["--criteria", "mine"]));
}

#[test]
fn a_framework_begins_with_everything_unknown() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(init(folder.path(), &["--framework", "Ruby on Rails"]), Some(0));
    let path = folder.path().join("ruby-on-rails.yaml");
    let known = Catalogue::embedded().add(std::slice::from_ref(&path)).unwrap();
    let rails = known.frameworks.get("ruby-on-rails").unwrap();
    assert_eq!(rails.name, "Ruby on Rails");
    assert!(rails.findings.is_empty() && rails.capabilities.is_empty() && rails.fit.is_empty());
    let linted = weigh(folder.path(), &["lint", "ruby-on-rails.yaml", "--format", "json"]);
    assert_eq!(linted.status.code(), Some(0), "only warnings");
    let found: serde_json::Value = serde_json::from_slice(&linted.stdout).unwrap();
    let indicators: usize = known.criteria.values().map(|one| one.indicators.len()).sum();
    assert!(
        usize::try_from(found["warnings"].as_u64().unwrap()).unwrap()
            > indicators + known.capabilities.len()
    );
    let decided = weigh(
        folder.path(),
        &["decide", "--add", "ruby-on-rails.yaml", "--draws", "50", "--format", "json"],
    );
    assert!(String::from_utf8(decided.stdout).unwrap().contains("Ruby on Rails"));
}

#[test]
fn what_the_skeleton_asks_for_is_what_the_loader_takes() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(init(folder.path(), &["--framework", "Rails", "new"]), Some(0));
    let path = folder.path().join("new/rails.yaml");
    let text = fs::read_to_string(&path).unwrap().replace("ID", "article");
    fs::write(&path, filled(&text, &[])).unwrap();
    let known = Catalogue::embedded().add(&[path]).unwrap();
    let rails = known.frameworks.get("rails").unwrap();
    assert_eq!(rails.findings.len(), known.criteria.len());
    assert_eq!(rails.capabilities.len(), known.capabilities.len());
}

/// A framework goes among those of its catalogue; what is asked is what the catalogue in use asks.
#[test]
fn the_catalogue_in_use_gets_the_framework_and_gives_the_questions() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    assert_eq!(init(folder.path(), &["--criteria", "ours"]), Some(0));
    let traits = fs::read_to_string(at("ours/traits.yaml")).unwrap();
    let renamed = traits.replace("  question: ", "  question: Our ");
    fs::write(at("ours/traits.yaml"), &renamed).unwrap();
    let said = weigh(folder.path(), &["init", "--framework", "Rails", "ours"]).stderr;
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains("`weigh decide --criteria ours --frameworks all`"), "{said}");
    let compared = ["decide", "--criteria", "ours", "--frameworks", "all", "--draws", "0"];
    assert_eq!(weigh(folder.path(), &compared).status.code(), Some(0));
    assert_eq!(init(&at("ours"), &["--framework", "Phoenix", "."]), Some(0));
    assert!(at("ours/frameworks/rails.yaml").is_file() && !at("ours/rails.yaml").exists());
    assert!(at("ours/frameworks/phoenix.yaml").is_file());
    fs::write(at("weigh.yaml"), "criteria: ours\n").unwrap();
    assert_eq!(init(folder.path(), &["--framework", "Laravel"]), Some(0));
    assert!(at("ours/frameworks/laravel.yaml").is_file());
    assert_eq!(init(folder.path(), &["p.yaml"]), Some(0));
    assert!(fs::read_to_string(at("p.yaml")).unwrap().contains("Our "));
    assert!(Catalogue::from_folder(&at("ours"), &[]).is_ok());
}

#[test]
fn the_command_for_an_exported_catalogue_can_be_typed() {
    let folder = tempfile::tempdir().unwrap();
    let said = weigh(folder.path(), &["init", "--criteria", "our criteria"]).stderr;
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains("`weigh decide --criteria 'our criteria'`"), "{said}");
}
