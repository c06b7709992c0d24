//! Every framework and stack of the catalogue, and the example in another language, as people use them.

use crate::repository::{Repository, copy};
use serde_json::Value;
use std::path::Path;
use weigh::{Catalogue, Decision, Format};

const PROFILE: &str = "title: Shop\ntraits: {project-kind: e-commerce, size: small, data: own-relational}\n\
                       needs: {orm: want, templates: want, websockets: maybe}\n";

fn ids() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("criteria/frameworks");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

#[test]
fn every_framework_and_stack_decides_explains_renders_and_is_recorded() {
    let ids = ids();
    assert!(ids.len() >= 16);
    let (repository, catalogue) = (Repository::new(), Catalogue::embedded());
    for id in ids {
        let name = format!("{id}.yaml");
        let rival = if id.starts_with("django") { "flask" } else { "django" };
        repository.write(&name, &format!("{PROFILE}frameworks: [{id}, {rival}]\n"));
        let run = |arguments: &[&str]| {
            let ran = repository.weigh(arguments);
            assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
            ran.out
        };
        let decision = run(&["decide", &name, "--format", "json", "--draws", "100"]);
        let decision: Decision = serde_json::from_str(&decision).unwrap();
        let compared = decision.frameworks.iter().find(|one| one.id.as_str() == id);
        let title = &compared.unwrap_or_else(|| panic!("{id} is not compared")).name;
        for format in Format::ALL {
            assert!(decision.render(*format, &catalogue).contains(title), "{id} as {format}");
        }
        assert!(run(&["explain", &format!("framework:{id}")]).contains(title), "{id}");
        let record = repository.record(&[&name]);
        assert!(repository.read(&record).contains(title), "{id}");
    }
    let checked = repository.weigh(&["check", "--fail-on", "all"]);
    assert_eq!(checked.code, 0, "{checked:?}");
}

#[test]
fn all_frameworks_at_80_columns_are_a_table() {
    let repository = Repository::with_shop();
    let mut command = repository.command();
    command.env("COLUMNS", "80").args([
        "decide",
        "shop.yaml",
        "--frameworks",
        "all",
        "--draws",
        "100",
    ]);
    let shown = crate::repository::ran(&mut command).out;
    let head = shown.lines().find(|line| line.starts_with("Criterion")).unwrap();
    assert!(head.contains("Share") && head.contains("Best"), "{shown}");
    let total = shown.lines().find(|line| line.starts_with("Total")).unwrap();
    assert!(total.matches('.').count() >= 5, "{shown}");
    assert!(shown.contains("Lower totals, not shown in the table: "), "{shown}");
    assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
}

#[test]
fn the_example_in_another_language_is_compared_with_what_is_known_of_it() {
    let repository = Repository::with_shop();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/express");
    copy(&example, &repository.at("express"));
    let ran = repository.weigh(&["decide", "shop.yaml", "--add", "express", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let decision: Value = serde_json::from_str(&ran.out).unwrap();
    let compared = decision["frameworks"].as_array().unwrap();
    let express = compared.iter().find(|one| one["id"] == "express").unwrap();
    let figure = |key: &str| express[key].as_f64().unwrap();
    assert!(figure("coverage") < 0.2, "{express}");
    assert!(
        figure("low") + 1.0 < figure("total") && figure("total") + 1.0 < figure("high"),
        "{express}"
    );
}
