//! The program prints the schemas that are checked in, and what it writes is valid.

use crate::repository::{Repository, example};
use jsonschema::{Validator, draft7};
use serde_json::Value;
use std::fs;

/// A schema with which a key that it does not describe is wrong; as it is checked in, results may gain keys.
fn validator(name: &str) -> Validator {
    fn close(schema: &mut Value) {
        if let Some(object) = schema.as_object_mut() {
            if object.contains_key("properties") {
                object.entry("additionalProperties").or_insert(false.into());
            }
            object.values_mut().for_each(close);
        }
        schema.as_array_mut().into_iter().flatten().for_each(close);
    }
    let text = fs::read_to_string(format!("schemas/{name}.schema.json")).unwrap();
    let mut schema = serde_json::from_str(&text).unwrap();
    close(&mut schema);
    draft7::new(&schema).unwrap()
}

fn assert_valid(validator: &Validator, value: &Value, what: &str) {
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{what}:\n{}", errors.join("\n"));
}

#[test]
fn the_command_prints_what_is_checked_in() {
    let repository = Repository::new();
    let listed = repository.weigh(&["schema"]);
    for entry in fs::read_dir("schemas").unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        let name = file.strip_suffix(".schema.json").unwrap();
        assert!(listed.out.contains(&format!("\n{name}")) || listed.out.starts_with(name));
        let printed = repository.weigh(&["schema", name]);
        assert!(
            printed.out == fs::read_to_string(format!("schemas/{file}")).unwrap(),
            "{name}: {}",
            printed.err
        );
    }
    assert_eq!(repository.weigh(&["schema", "nothing"]).code, 2);
}

#[test]
fn results_validate() {
    let (decisions, differences) = (validator("decision"), validator("difference"));
    let repository = Repository::new();
    let names =
        ["bakery-shop.yaml", "json-service.yaml", "newcomer-blog.yaml", "three-frameworks.yaml"];
    for name in names {
        repository.write(name, &example(name));
    }
    repository.write(
        "picky.yaml",
        "needs: {admin: built-in, api-schema: built-in, websockets: built-in}",
    );
    let mut lines = repository
        .weigh(&[&["decide", "--format", "json"], &names[..], &["picky.yaml"]].concat())
        .out;
    lines +=
        &repository.weigh(&["decide", "--format", "json", "--draws", "0"]).out.replace('\n', "");
    let stacks = ["--frameworks", "django,django-rest-framework,flask", "-n", "rest-api=want"];
    let stacks = [&["decide", "--format", "json", "--draws", "0"], &stacks[..]].concat();
    lines += &format!("\n{}", repository.weigh(&stacks).out.replace('\n', ""));
    let values: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(values.len(), 7);
    for value in &values {
        assert_valid(&decisions, value, "a decision");
        for key in ["schema", "recommendation", "frameworks", "criteria", "analysis", "inputs"] {
            let mut less = value.clone();
            less.as_object_mut().unwrap().remove(key);
            assert!(!decisions.is_valid(&less), "{key}");
        }
    }
    assert!(values.iter().any(|value| value["recommendation"]["verdict"] == "none-qualifies"));
    for path in fs::read_dir("tests/fixtures/decisions").unwrap() {
        let text = fs::read_to_string(path.unwrap().path()).unwrap();
        assert_valid(&decisions, &serde_json::from_str(&text).unwrap(), "a fixture");
    }
    let moved =
        repository.weigh(&["diff", "bakery-shop.yaml", "json-service.yaml", "--format", "json"]);
    assert_valid(&differences, &serde_json::from_str(&moved.out).unwrap(), "a difference");
    assert!(moved.out.contains("to_add_still"), "{}", moved.out);
}
