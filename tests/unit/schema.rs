//! The schemas accept what the loader accepts, refuse what has a wrong shape, and describe what is written.

use jsonschema::{Validator, draft7};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use weigh::decision::{Notice, Verdict, WorstComparison};
use weigh::load::config::nearest;
use weigh::load::{Overlay, Problems, Text, profile};
use weigh::model::{CapabilityId, Catalogue, CriterionId, FrameworkId, Need, PrecedentId, Word};
use weigh::schema::Subject;

const SMALL: &str = "tests/fixtures/catalogue";

/// How messages about a shape begin, whatever the file is about.
const OF_SHAPE: [&str; 18] = [
    "unknown key `",
    "missing key `",
    "missing value",
    "expected ",
    "unknown need level",
    "unknown scale",
    "unknown method",
    "unknown confidence",
    "unknown claim",
    "unknown condition",
    "unknown format",
    "this text is empty",
    "at least two frameworks",
    "this ranking is empty",
    "there are no comparisons",
    "missing answer",
    "this checklist has no items",
    "a criterion needs at least one indicator",
];

fn small() -> Catalogue {
    Catalogue::from_folder(Path::new(SMALL), &[]).unwrap()
}

fn schema(subject: Subject, catalogue: &Catalogue) -> Value {
    serde_json::from_str(&subject.schema(catalogue)).unwrap()
}

fn validator(subject: Subject, catalogue: &Catalogue) -> Validator {
    draft7::new(&schema(subject, catalogue)).unwrap()
}

/// Which keys belong together, and how many answers a question takes, is of the shape too.
fn is_of_shape(message: &str) -> bool {
    let together = [" scale needs `", "an override ", "mutually exclusive", " takes one answer"];
    if together.iter().any(|words| message.contains(words)) {
        return true;
    }
    // JSON has no such numbers.
    let in_json = !message.ends_with("found NaN") && !message.ends_with("infinity");
    in_json && OF_SHAPE.iter().any(|words| message.starts_with(words))
}

/// YAML as an editor sees it; nothing where it is no YAML.
fn value_of(text: &str) -> Option<Value> {
    let options = serde_yaml::options! { strict_booleans: true };
    serde_yaml::from_str_with_options(text, options).ok()
}

fn yaml_files(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(yaml_files(path.to_str().unwrap()));
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// What a file of a catalogue is, by its name or else by its keys.
fn subject_of(path: &Path, value: &Value) -> Subject {
    match path.file_stem().unwrap().to_str().unwrap() {
        "traits" => Subject::Traits,
        "capabilities" => Subject::Capabilities,
        "sources" => Subject::Sources,
        "fit" => Subject::Fit,
        _ if path.parent().unwrap().ends_with("frameworks") => Subject::Framework,
        _ if value.get("chose").is_some() => Subject::Precedent,
        _ if value.get("indicators").is_some() => Subject::Criterion,
        _ if value.get("question").is_some() => Subject::Criterion,
        _ => Subject::Framework,
    }
}

fn assert_valid(validator: &Validator, value: &Value, what: &str) {
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{what}:\n{}", errors.join("\n"));
}

/// The schemas of results are written by hand, but for the word lists in them.
fn with_words(schema: &str) -> String {
    fn set<W: Word>(schema: &mut Value, name: &str) {
        let one = |word: &W| json!({"type": "string", "const": word.as_str(), "description": word.about()});
        if let Some(definition) = schema.pointer_mut(&format!("/definitions/{name}")) {
            definition["oneOf"] = W::ALL.iter().map(one).collect();
        }
    }
    let mut schema: Value = serde_json::from_str(schema).unwrap();
    set::<Need>(&mut schema, "Need");
    set::<Verdict>(&mut schema, "Verdict");
    format!("{schema:#}\n")
}

#[test]
fn the_schemas_that_are_checked_in_are_fresh() {
    let catalogue = Catalogue::embedded();
    let mut stale = Vec::new();
    for subject in Subject::ALL {
        assert!(draft7::meta::is_valid(&schema(*subject, &catalogue)), "{subject}");
        let path = format!("schemas/{subject}.schema.json");
        let expected = with_words(&subject.schema(&catalogue));
        if env::var_os("UPDATE").is_some() {
            fs::create_dir_all("schemas").unwrap();
            fs::write(&path, &expected).unwrap();
        }
        if fs::read_to_string(&path).unwrap_or_default() != expected {
            stale.push(path);
        }
    }
    assert!(stale.is_empty(), "run with UPDATE=1: {stale:?}");
}

#[test]
fn every_schema_names_itself_and_explains_its_keys() {
    let mut silent = Vec::new();
    for subject in Subject::ALL {
        let schema = schema(*subject, &Catalogue::embedded());
        let id = schema["$id"].as_str().unwrap();
        assert!(id.ends_with(&format!("/schemas/{}.schema.json", subject.as_str())), "{id}");
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        assert!(schema["title"].as_str().unwrap().contains("weigh"));
        let properties = schema.get("properties").and_then(Value::as_object);
        for (key, property) in properties.into_iter().flatten() {
            let said = ["description", "$ref", "allOf", "anyOf"];
            if !said.iter().any(|word| property.get(word).is_some()) {
                silent.push(format!("{}: {key}", subject.as_str()));
            }
        }
    }
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn every_example_and_every_file_of_the_catalogue_validates() {
    let catalogue = Catalogue::embedded();
    let profiles = validator(Subject::Profile, &catalogue);
    // A folder of the examples may be one to add to a catalogue.
    let is_profile = |path: &PathBuf| {
        !path.parent().unwrap().ends_with("frameworks") && path.file_stem().unwrap() != "sources"
    };
    let (examples, added): (Vec<_>, Vec<_>) =
        yaml_files("examples").into_iter().partition(is_profile);
    assert!(examples.len() > 8);
    for path in examples {
        let value = value_of(&fs::read_to_string(&path).unwrap()).unwrap();
        assert_valid(&profiles, &value, &path.display().to_string());
    }
    let mut known = BTreeMap::new();
    let files = ["criteria", "evidence/decisions", SMALL].into_iter().flat_map(yaml_files);
    for path in files.chain(added) {
        let value = value_of(&fs::read_to_string(&path).unwrap()).unwrap();
        let subject = subject_of(&path, &value);
        let validator = known.entry(subject).or_insert_with(|| validator(subject, &catalogue));
        assert_valid(validator, &value, &path.display().to_string());
    }
}

/// The files in which a message finds a wrong shape.
fn wrong_in_shape(messages: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut message = "";
    for line in messages.lines() {
        if let Some(said) = line.strip_prefix("error: ") {
            message = said;
        }
        let place = line.trim_start().strip_prefix("--> ").filter(|_| is_of_shape(message));
        let path = place.and_then(|place| place.split(".yaml").next());
        found.extend(path.map(|path| (PathBuf::from(format!("{path}.yaml")), message.to_owned())));
    }
    found
}

/// Cases of meaning (an unknown id, a number out of range) may pass; those of syntax have no value to look at.
#[test]
fn every_file_of_a_wrong_shape_fails() {
    let catalogue = small();
    let mut looked_at = 0;
    for folder in ["profiles", "added", "catalogues"] {
        for entry in fs::read_dir(Path::new("tests/fixtures/invalid").join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|ending| ending != "txt") {
                continue;
            }
            for (file, message) in wrong_in_shape(&fs::read_to_string(&path).unwrap()) {
                let Some(value) = value_of(&fs::read_to_string(&file).unwrap()) else { continue };
                let subject = match folder {
                    "profiles" => Subject::Profile,
                    _ => subject_of(&file, &value),
                };
                let passes = validator(subject, &catalogue).is_valid(&value);
                assert!(!passes, "{} passes: {message}", file.display());
                looked_at += 1;
            }
        }
    }
    assert!(looked_at >= 25, "only {looked_at} cases of shape");
}

/// A value with one thing changed, in every way and at every place.
fn mutations(value: &Value) -> Vec<Value> {
    let mut all: Vec<Value> =
        [json!(null), json!(true), json!(7), json!("x"), json!(" "), json!([]), json!({})]
            .into_iter()
            .filter(|other| other != value)
            .collect();
    match value {
        Value::Object(keys) => {
            for (key, inner) in keys {
                let mut without = keys.clone();
                without.shift_remove(key);
                all.push(Value::Object(without));
                for changed in mutations(inner) {
                    let mut with = keys.clone();
                    with.insert(key.clone(), changed);
                    all.push(Value::Object(with));
                }
            }
            let mut more = keys.clone();
            more.insert("zzz".to_owned(), json!(1));
            all.push(Value::Object(more));
        }
        Value::Array(values) => {
            for (place, inner) in values.iter().enumerate() {
                for changed in mutations(inner) {
                    let mut with = values.clone();
                    with[place] = changed;
                    all.push(Value::Array(with));
                }
            }
        }
        _ => {}
    }
    all
}

/// What the loader takes, the schema takes; what has a wrong shape for the loader, has one for the schema.
fn disagreement(value: &Value, loaded: Result<(), Problems>, schema: &Validator) -> Option<String> {
    let passes = schema.is_valid(value);
    match loaded {
        Ok(()) if !passes => {
            let error = schema.iter_errors(value).next().map(|error| error.to_string());
            Some(format!("only the schema refuses {value}: {error:?}"))
        }
        Err(problems) if passes => {
            let mut shapes = problems.iter().filter(|problem| is_of_shape(&problem.message));
            shapes.next().map(|one| format!("only the loader refuses {value}: {}", one.message))
        }
        _ => None,
    }
}

#[test]
fn schema_and_loader_agree_on_profiles() {
    let catalogue = small();
    let schema = validator(Subject::Profile, &catalogue);
    let mut wrong = Vec::new();
    for text in [
        "{schema: 1, title: Shop, context: Two people, frameworks: [django, flask], \
         traits: {size: small, team: [django, flask]}, needs: {orm: must}, weights: {security: 3}, \
         overrides: [{framework: flask, criterion: hiring, score: 8, low: 7, high: 9, because: known, \
         until: \"2027-06-01\"}], deciders: [Ada], review-by: \"2027-11-23\"}",
        "overrides: [{framework: flask, fact: size=small, points: 2, because: known}]",
        "traits: {size: [small, large]}",
        "frameworks: [django]",
        "frameworks: django",
        "ranking: [security, hiring]",
        "pairwise: [[security, hiring, 1/9]]",
        "pairwise: [[security, hiring, 3]]",
    ] {
        let value = value_of(text).unwrap();
        for changed in mutations(&value).into_iter().chain([value]) {
            let text = Text::new("p.yaml", changed.to_string());
            let loaded = profile(Some(&text), &Overlay::default(), &catalogue).map(drop);
            wrong.extend(disagreement(&changed, loaded, &schema));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn schema_and_loader_agree_on_catalogues() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("frameworks")).unwrap();
    let originals: BTreeMap<PathBuf, String> = yaml_files(SMALL)
        .into_iter()
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect();
    let copy = |path: &Path| folder.path().join(path.strip_prefix(SMALL).unwrap());
    for (path, text) in &originals {
        fs::write(copy(path), text).unwrap();
    }
    let mut wrong = Vec::new();
    for (path, text) in &originals {
        let value = value_of(text).unwrap();
        let schema = validator(subject_of(path, &value), &Catalogue::embedded());
        for changed in mutations(&value).into_iter().chain([value]) {
            fs::write(copy(path), changed.to_string()).unwrap();
            let loaded = Catalogue::from_folder(folder.path(), &[]).map(drop);
            let found = disagreement(&changed, loaded, &schema);
            wrong.extend(found.map(|found| format!("{}: {found}", path.display())));
        }
        fs::write(copy(path), text).unwrap();
    }
    let shown: Vec<String> =
        wrong.iter().map(|line| line.chars().take(900).collect()).take(20).collect();
    assert!(wrong.is_empty(), "{} cases, such as\n{}", wrong.len(), shown.join("\n"));
}

#[test]
fn schema_and_loader_agree_on_settings() {
    let repository = tempfile::tempdir().unwrap();
    let at = |name: &str| repository.path().join(name);
    fs::create_dir(at(".git")).unwrap();
    fs::copy("examples/bakery-shop.yaml", at("shop.yaml")).unwrap();
    for path in yaml_files(SMALL) {
        let target = at("ours").join(path.strip_prefix(SMALL).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(&path, target).unwrap();
    }
    let schema = validator(Subject::Config, &Catalogue::embedded());
    let docs = fs::read_to_string("docs/ci.md").unwrap();
    let example = docs.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let value =
        value_of(&example.replace("our-criteria", "ours").replace("rails.yaml", "shop.yaml"))
            .unwrap();
    assert_valid(&schema, &value, "the example of docs/ci.md");
    let mut wrong = Vec::new();
    for changed in mutations(&value).into_iter().chain([value.clone()]) {
        fs::write(at("weigh.yaml"), changed.to_string()).unwrap();
        let loaded = nearest(repository.path()).map(drop);
        assert!(changed != value || loaded.is_ok(), "{}", loaded.unwrap_err());
        wrong.extend(disagreement(&changed, loaded, &schema));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_profile_of_another_catalogue_is_completed_with_its_ids() {
    let ours = validator(Subject::Profile, &small());
    assert!(ours.is_valid(&json!({"traits": {"size": "small"}})));
    assert!(!ours.is_valid(&json!({"traits": {"size": "tiny"}})));
    assert!(!ours.is_valid(&json!({"traits": {"sise": "small"}})));
    assert!(!ours.is_valid(&json!({"needs": {"orm": "absolutely"}})));
    assert!(!ours.is_valid(&json!({"weights": {"securty": 3}})));
    let weights = json!({"security": 3});
    assert!(ours.is_valid(&json!({"weights": weights, "ranking": null})));
    assert!(!ours.is_valid(&json!({"weights": weights, "ranking": ["security"]})));
    let by = |key: &str, more: &str, value: &str| {
        let mut given = json!({"framework": "flask", "because": "known", key: value});
        given[more] = json!(2);
        ours.is_valid(&json!({"overrides": [given]}))
    };
    assert!(by("criterion", "score", "hiring") && by("fact", "points", "size=small"));
    assert!(!by("criterion", "points", "hiring") && !by("fact", "score", "size=small"));
    assert!(!by("because", "score", "hiring"));
}

/// Days that do not exist, other spellings and other text: the schema says what the loader says.
#[test]
fn the_schema_and_the_loader_agree_on_dates() {
    let catalogue = small();
    let validator = validator(Subject::Profile, &catalogue);
    let mut texts: Vec<String> = ["soon", "2026-1-1", "20261123", "2026", "2026-11-23T1", " ", ""]
        .map(str::to_owned)
        .to_vec();
    for year in [0, 1900, 1999, 2000, 2023, 2024, 2026, 2096, 2100, 9999] {
        for month in 0..=13 {
            texts.extend(
                [0, 1, 9, 10, 28, 29, 30, 31, 32, 99]
                    .map(|day| format!("{year:04}-{month:02}-{day:02}")),
            );
        }
    }
    for text in texts {
        let file = Text::new("p.yaml", format!("review-by: \"{text}\"\n"));
        let loaded = profile(Some(&file), &Overlay::default(), &catalogue).is_ok();
        assert_eq!(validator.is_valid(&json!({"review-by": text})), loaded, "{text}");
    }
}

#[test]
fn every_notice_validates() {
    let framework = || FrameworkId::new("flask").unwrap();
    let criterion = || CriterionId::new("security").unwrap();
    let text = || "a text".to_owned();
    let until = weigh::parts::Date::constant(2026, 11, 28);
    let worst =
        WorstComparison { first: criterion(), second: criterion(), given: 3.0, implied: 0.5 };
    let mut notice = Notice::NotCalibrated;
    let mut seen = 0;
    let mut schema: Value =
        serde_json::from_str(Subject::Decision.schema(&small()).as_str()).unwrap();
    schema["definitions"]["Root"] = json!({"$ref": "#/definitions/Notice"});
    let schema =
        json!({"$ref": "#/definitions/Root", "definitions": schema["definitions"].clone()});
    let validator = draft7::new(&schema).unwrap();
    loop {
        let value = serde_json::to_value(&notice).unwrap();
        assert_valid(&validator, &value, "a notice");
        for key in value.as_object().unwrap().keys() {
            let mut less = value.clone();
            less.as_object_mut().unwrap().remove(key);
            assert!(!validator.is_valid(&less), "{key} of {value}");
        }
        seen += 1;
        // Each variant leads to the next: one without its own arm does not compile.
        notice = match notice {
            Notice::NotCalibrated => {
                Notice::ShareMoved { criterion: criterion(), before: 0.1, after: 0.2 }
            }
            Notice::ShareMoved { .. } => {
                Notice::FactorHeld { criterion: criterion(), factor: 9.0, held_to: 4.0 }
            }
            Notice::FactorHeld { .. } => {
                Notice::Consistency { ratio: 0.2, worst: Some(worst.clone()) }
            }
            Notice::Consistency { worst: Some(_), .. } => {
                Notice::Consistency { ratio: 0.0, worst: None }
            }
            Notice::Consistency { .. } => {
                Notice::OverrideExpired { framework: framework(), on: text(), until }
            }
            Notice::OverrideExpired { .. } => {
                Notice::OverrideUnused { framework: framework(), on: text() }
            }
            Notice::OverrideUnused { .. } => Notice::NotCompared {
                framework: framework(),
                name: text(),
                rank: Some(1),
                close: true,
            },
            Notice::NotCompared { .. } => Notice::NotApplicableKept { criterion: criterion() },
            Notice::NotApplicableKept { .. } => Notice::WeightsCannotChange {
                rival: framework(),
                facts_lead: 3.0,
                criteria_most: 1.0,
            },
            Notice::WeightsCannotChange { .. } => Notice::Outside {
                alternatives: vec![text()],
                because: text(),
                precedents: vec![PrecedentId::new("one").unwrap()],
            },
            Notice::Outside { .. } => {
                let (name, best) = (text(), text());
                Notice::StackBehind { framework: framework(), name, best, points: 0.5 }
            }
            Notice::StackBehind { .. } => Notice::RestsOnUnknown {
                framework: framework(),
                capability: CapabilityId::new("admin").unwrap(),
            },
            Notice::RestsOnUnknown { .. } => Notice::Contradicted {
                capability: CapabilityId::new("orm").unwrap(),
                wanted: true,
                because: text(),
            },
            Notice::Contradicted { .. } => {
                Notice::OldExtension { framework: framework(), name: text(), released: until }
            }
            Notice::OldExtension { .. } => break,
        };
    }
    assert_eq!(seen, 15);
}

#[test]
fn every_path_in_the_skill_is_in_the_schema_of_decisions() {
    let skill = fs::read_to_string("skills/weigh/SKILL.md").unwrap();
    let read = skill.split("Read `").nth(1).unwrap().split("`weigh schema").next().unwrap();
    let schema = schema(Subject::Decision, &small());
    let read = format!("`{read}");
    let paths: Vec<&str> = read.split('`').skip(1).step_by(2).collect();
    assert!(paths.len() >= 7, "{paths:?}");
    for path in paths {
        let mut at = &schema;
        for key in path.split('.') {
            let found = &at["properties"][key];
            assert!(found.is_object(), "{path}");
            let name = found["allOf"][0]["$ref"].as_str().and_then(|name| name.rsplit('/').next());
            at = name.map_or(found, |name| &schema["definitions"][name]);
        }
    }
}

#[test]
fn a_decision_survives_json_and_a_fit_factor_that_is_no_number() {
    let catalogue = Catalogue::embedded();
    let text = "{needs: {admin: want}, weights: {security: 30}}";
    let mut profile = weigh::Profile::from_yaml(text, &catalogue).unwrap();
    let settings = weigh::Settings::with_draws(1, 100).cached_for(&catalogue);
    assert!(format!("{settings:?}").len() < 100);
    let plain = weigh::decide(&catalogue, &profile, &settings).unwrap();
    let json = serde_json::to_string(&plain).unwrap();
    assert_eq!(serde_json::from_str::<weigh::Decision>(&json).unwrap(), plain);
    profile.fit_factor = Some(f64::NAN);
    assert_eq!(weigh::decide(&catalogue, &profile, &settings).unwrap(), plain);
}
