//! The README shows real output (`UPDATE=1` writes it), and its profile is one.

use std::fs;
use std::process::Command;
use weigh::{Catalogue, Profile};

fn blocks<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let start = format!("```{language}\n");
    text.split(start.as_str()).skip(1).filter_map(|rest| Some(rest.split_once("```")?.0)).collect()
}

#[test]
fn the_picture_is_what_the_command_prints() {
    let readme = fs::read_to_string("README.md").unwrap();
    let block = blocks(&readme, "console")[0];
    let (command, shown) = block.split_once('\n').unwrap();
    let words: Vec<&str> = command.strip_prefix("$ weigh ").unwrap().split(' ').collect();
    let output = Command::new(env!("CARGO_BIN_EXE_weigh"))
        .args(words)
        .env_clear()
        .env("COLUMNS", "80")
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    // The picture ends before the last paragraph, with a sign that more follows.
    let cut = printed.trim_end().rfind("\n\n").unwrap();
    let fresh = format!("{command}\n{}\n…\n", &printed[..cut]);
    if std::env::var_os("UPDATE").is_some() {
        fs::write("README.md", readme.replace(block, &fresh)).unwrap();
        return;
    }
    assert_eq!(shown, fresh.split_once('\n').unwrap().1, "run the tests with UPDATE=1");
}

#[test]
fn its_profile_loads() {
    let readme = fs::read_to_string("README.md").unwrap();
    Profile::from_yaml(blocks(&readme, "yaml")[0], &Catalogue::embedded()).unwrap();
}

/// Package indexes show the README, too, so its links name the repository.
#[test]
fn every_page_it_names_is_there() {
    let readme = fs::read_to_string("README.md").unwrap();
    for link in readme.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0)) {
        assert!(link.starts_with("https://"), "{link} is a dead link on a package index");
        let Some(path) = link.strip_prefix(concat!(env!("CARGO_PKG_REPOSITORY"), "/")) else {
            continue;
        };
        let path = path.strip_prefix("blob/main/").or(path.strip_prefix("tree/main/"));
        assert!(fs::exists(path.unwrap()).unwrap(), "{link}");
    }
}
