//! What loads, loads to the same whatever the order of files and keys, and nothing makes the loader panic.

use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use weigh::load::{Overlay, Text, embedded, meant, profile, record};
use weigh::model::{Catalogue, Need, OverrideTarget, Profile, ScaleKind, Score, Weighting};
use weigh::score::rating;

const SMALL: &str = "tests/fixtures/catalogue";

fn small() -> Catalogue {
    Catalogue::from_folder(Path::new(SMALL), &[]).unwrap()
}

fn load(file: &str, overlay: &Overlay) -> Profile {
    profile(Some(&Text::new("p.yaml", file)), overlay, &small()).unwrap()
}

#[test]
fn every_example_fits_the_embedded_catalogue() {
    let catalogue = Catalogue::embedded();
    for entry in fs::read_dir("examples").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "yaml") {
            let text = Text::read(&path).unwrap();
            let loaded = profile(Some(&text), &Overlay::default(), &catalogue);
            assert!(loaded.is_ok(), "{}", loaded.unwrap_err());
        }
    }
}

#[test]
fn a_profile_of_nothing_is_the_default() {
    assert_eq!(load("{}", &Overlay::default()), Profile::default());
    let marked = "\u{feff}--- # nothing\r\n{title: }\r\n...\r\n";
    assert_eq!(load(marked, &Overlay::default()), Profile::default());
}

#[test]
fn json_and_yaml_say_the_same() {
    let yaml = "title: Shop\nweights: {security: 30}\ntraits: {team: [django, flask], size: small}\n\
                needs: {orm: must}\npairwise: \n";
    let json = r#"{"needs":{"orm":"must"},"traits":{"size":["small"],"team":["django","flask"]},
                   "weights":{"security":30.0},"title":"Shop"}"#;
    assert_eq!(load(yaml, &Overlay::default()), load(json, &Overlay::default()));
}

#[test]
fn flags_replace_what_the_file_says() {
    let file = "weights: {security: 1, hiring: 2}\nfit-factor: 3\ntraits: {size: small}\nneeds: {orm: must}\n\
                frameworks: [django, flask]\n";
    let overlay = Overlay {
        weights: vec![("security".into(), "5".into())],
        traits: vec![("size".into(), "large".into())],
        needs: vec![("orm".into(), "want".into()), ("admin".into(), "maybe".into())],
        frameworks: Some(vec!["flask".into(), "django".into()]),
        fit_factor: Some(2.0),
    };
    let said = "weights: {security: 5, hiring: 2}\ntraits: {size: large}\nfit-factor: 2\n\
                needs: {orm: want, admin: maybe}\nframeworks: [flask, django]\n";
    assert_eq!(load(file, &overlay), load(said, &Overlay::default()));
}

#[test]
fn fractions_may_be_written_in_comparisons() {
    let compared = load("pairwise: [[security, hiring, 1/9]]", &Overlay::default()).weighting;
    let Weighting::Pairwise(compared) = compared else { panic!("{compared:?}") };
    assert!((compared[0].ratio.get() - 1.0 / 9.0).abs() < 1e-12);
}

#[test]
fn an_override_has_a_range_of_one_either_way() {
    let file =
        "overrides: [{framework: flask, criterion: hiring, score: 9.5, because: we know it}]";
    let OverrideTarget::Rating { low, high, .. } =
        load(file, &Overlay::default()).overrides[0].target
    else {
        panic!("no rating")
    };
    assert_eq!((low, high), (Score::new(8.5).unwrap(), Score::new(10.0).unwrap()));
}

#[test]
fn an_override_may_contest_the_points_of_a_fact() {
    for fact in ["orm", "team", "team=flask"] {
        let file =
            format!("overrides: [{{framework: flask, fact: {fact}, points: -0.5, because: x}}]");
        let one = &load(&file, &Overlay::default()).overrides[0];
        let OverrideTarget::Fact { fact: read, points } = &one.target else { panic!("{one:?}") };
        assert_eq!((read.to_string().as_str(), *points), (fact, -0.5));
    }
}

#[test]
fn every_strength_of_a_need_is_understood() {
    for need in Need::ALL {
        let found = load(&format!("needs: {{orm: {need}}}"), &Overlay::default());
        assert_eq!(found.needs.values().copied().collect::<Vec<_>>(), [*need]);
    }
}

/// The groups of a text in block style, each a key with what is indented below it.
fn groups(lines: &[&str]) -> Vec<Vec<String>> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let Some(outer) = lines.first().map(|line| indent(line)) else { return Vec::new() };
    let mut groups: Vec<Vec<String>> = Vec::new();
    for line in lines {
        match groups.last_mut() {
            Some(group) if indent(line) > outer => group.push((*line).to_owned()),
            _ => groups.push(vec![(*line).to_owned()]),
        }
    }
    groups
}

/// The same text with its keys in the opposite order, at every depth; lists keep theirs.
fn reversed(lines: &[&str]) -> Vec<String> {
    let mut groups = groups(lines);
    if !groups.iter().any(|group| group[0].trim_start().starts_with("- ")) {
        groups.reverse();
    }
    let turn = |group: Vec<String>| {
        let below: Vec<_> = group[1..].iter().map(String::as_str).collect();
        let keys = group[0].ends_with(':');
        let below = if keys { reversed(&below) } else { group[1..].to_vec() };
        [vec![group[0].clone()], below].concat()
    };
    groups.into_iter().flat_map(turn).collect()
}

#[test]
fn the_order_of_keys_does_not_matter() {
    let turned = tempfile::tempdir().unwrap();
    for folder in ["frameworks", "precedents"] {
        fs::create_dir(turned.path().join(folder)).unwrap();
    }
    for (path, text) in embedded::FILES {
        let lines: Vec<_> = text
            .lines()
            .filter(|line| !line.trim().is_empty() && !line.trim().starts_with('#'))
            .collect();
        let in_order = *path == "traits.yaml"; // the order of the interview
        let text = if in_order { (*text).to_owned() } else { reversed(&lines).join("\n") };
        fs::write(turned.path().join(path), text).unwrap();
    }
    let mut found = Catalogue::from_folder(turned.path(), &[]).unwrap();
    let expected = Catalogue::embedded();
    assert_ne!(found.origin.sha256, expected.origin.sha256);
    found.origin = expected.origin.clone();
    assert_eq!(found, expected);
}

#[test]
fn an_exported_catalogue_has_the_digest_of_the_embedded() {
    let out = tempfile::tempdir().unwrap();
    for folder in ["frameworks", "precedents"] {
        fs::create_dir(out.path().join(folder)).unwrap();
    }
    for (path, text) in embedded::FILES {
        fs::write(out.path().join(path), text).unwrap();
    }
    let found = Catalogue::from_folder(out.path(), &[]).unwrap();
    assert_eq!(found.origin.sha256, Catalogue::embedded().origin.sha256);
}

#[test]
fn what_is_added_is_there_in_whatever_order() {
    let out = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| -> PathBuf {
        let path = out.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let rails = file("rails.yaml", "id: rails\nname: Rails\nbecause: {upkeep: few parts}\n");
    let laravel = file("laravel.yaml", "name: Laravel\nid: laravel\n");
    let upkeep = file(
        "upkeep.yaml",
        "id: upkeep\ntitle: Upkeep\nquestion: How much?\nweight: 5\nindicators:\n\
         - {id: work, title: Work, weight: 1, scale: judgement}\n",
    );
    let one = small().add(&[rails.clone(), laravel.clone(), upkeep.clone()]).unwrap();
    let mut other = small().add(&[upkeep, laravel, rails]).unwrap();
    assert!(one.origin.place.starts_with(SMALL) && one.origin.place.contains(" + "));
    other.origin = one.origin.clone();
    assert_eq!(one, other);
    let team = one.traits.iter().find(|asked| asked.id.as_str() == "team").unwrap();
    let answers: Vec<_> = team.answers.iter().map(|answer| answer.id.as_str()).collect();
    assert_eq!(answers, ["new-to-python", "django", "flask", "laravel", "rails"]);
}

/// A good file, for mutation.
const GOOD: &str = include_str!("../fixtures/catalogue/frameworks/django.yaml");

const PROFILE: &str = "frameworks: [django, flask]\ntraits: {size: small, team: [django]}\n\
    needs: {orm: must, admin: built-in}\nweights: &w {security: 30}\nranking: [security]\n\
    pairwise:\n  - [security, hiring, 1/5]\noverrides:\n\
    - {framework: flask, criterion: hiring, score: 8, low: 7, because: |\n    we know it\n  }\n\
    deciders: [\"Ada\"]\nreview-by: 2027-11-23\n";

/// Characters that mean something to YAML, or to a terminal.
const SHARP: [&str; 24] = [
    ":", " ", "\n", "\t", "-", "{", "}", "[", "]", ",", "\"", "'", "&a ", "*a", "!t ", "|", ">",
    "%", "@", "\u{1b}", "\u{feff}", "---\n", ".nan", "é",
];

fn mutate(good: &str, changes: &[(prop::sample::Index, usize, bool)]) -> String {
    let mut text: Vec<char> = good.chars().collect();
    for (place, sharp, insert) in changes {
        let at = place.index(text.len().max(1)).min(text.len());
        let end = if *insert || at == text.len() { at } else { at + 1 };
        text.splice(at..end, SHARP[sharp % SHARP.len()].chars());
    }
    text.into_iter().collect()
}

/// Reads the text as everything it could be; what is wrong is told without a character that could do harm.
fn survives(catalogue: &Catalogue, folder: &Path, bytes: &[u8]) {
    let harmless = |said: &str| said.chars().all(|c| c == '\n' || !c.is_control());
    match Text::from_bytes("<stdin>", 1, bytes.to_vec()) {
        Err(problem) => assert!(harmless(&problem.message)),
        Ok(text) => {
            if let Err(problems) = profile(Some(&text), &Overlay::default(), catalogue) {
                assert!(harmless(&problems.render(false)), "{problems}");
            }
        }
    }
    for name in ["rails.yaml", "sources.yaml", "traits.yaml", "fit.yaml", "capabilities.yaml"] {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        if let Err(problems) = catalogue.clone().add(&[path]) {
            assert!(harmless(&problems.render(false)), "{problems}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let folder = tempfile::tempdir().unwrap();
        survives(&small(), folder.path(), &bytes);
    }

    #[test]
    fn good_files_gone_wrong_never_panic(
        of_profile in any::<bool>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<usize>(), any::<bool>()), 1..6),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let text = mutate(if of_profile { PROFILE } else { GOOD }, &changes);
        survives(&small(), folder.path(), text.as_bytes());
    }

    #[test]
    fn suggestions_never_panic(wrong in ".{0,40}", known in prop::collection::vec(".{0,20}", 0..5)) {
        meant(&wrong, known.iter().map(String::as_str));
    }
}

#[test]
fn a_source_may_say_that_something_is_unknown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sources.yaml");
    fs::write(
        &path,
        "talk: {title: A talk, publisher: unknown, url: unknown, observed: unknown}\n",
    )
    .unwrap();
    let catalogue = Catalogue::embedded().add(&[path]).unwrap();
    let source = catalogue.sources.values().find(|source| source.title == "A talk").unwrap();
    assert_eq!((&source.url, &source.observed), (&None, &None));
}

/// A scale whose keys are not described in `files.json`, or that something does not know, fails here.
#[test]
fn every_scale_can_be_written_found_rated_and_explained() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let keys = |what: &str, kind: ScaleKind, indent: &str| {
        let keys = record(what).keys.iter().filter(|key| key.scales.contains(&kind));
        let text = keys.map(|key| format!("{}: {}", key.name, key.example)).collect::<Vec<_>>();
        assert!(what != "Finding" || !text.is_empty(), "no key of a finding is for {kind}");
        text.join("\n").replace('\n', &format!("\n{indent}"))
    };
    file("sources.yaml", "made: {title: Made, publisher: a test, url: null, observed: null}\n");
    let indicator = |kind: &ScaleKind| {
        let own = keys("Indicator", *kind, "    ");
        format!(
            "  - id: {kind}\n    title: By {kind}\n    weight: 1\n    scale: {kind}\n    {own}\n"
        )
    };
    let indicators: String = ScaleKind::ALL.iter().map(indicator).collect();
    let head = "id: made\ntitle: Made\nquestion: How good?\nweight: 1\nindicators:\n";
    file("made.yaml", &format!("{head}{indicators}"));
    let finding = |kind: &ScaleKind| {
        let found = keys("Finding", *kind, "      ");
        let rest = "      because: seen\n      source: made\n      checked: 2026-11-23\n";
        format!("    {kind}:\n      {found}\n{rest}")
    };
    let findings: String = ScaleKind::ALL.iter().map(finding).collect();
    fs::create_dir(folder.path().join("frameworks")).unwrap();
    for id in ["one", "two"] {
        let text = format!("id: {id}\nname: {id}\nfindings:\n  made:\n{findings}");
        file(&format!("frameworks/{id}.yaml"), &text);
    }
    let catalogue = Catalogue::from_folder(folder.path(), &[]).unwrap();
    let (criterion, one) = (&catalogue.criteria["made"], &catalogue.frameworks["one"]);
    assert!(rating::rate(one, criterion).unwrap().coverage > 0.99);
    for (kind, indicator) in ScaleKind::ALL.iter().zip(&criterion.indicators) {
        let scale = &indicator.scale;
        assert_eq!(scale.kind(), *kind);
        assert_eq!(scale.less_is_better(), scale.score(1e6) < scale.score(1e-6), "{kind}");
        for (end, score) in scale.ends().into_iter().flat_map(|(a, b)| [(a, 0.0), (b, 10.0)]) {
            assert!((scale.score(end) - score).abs() < 1e-9, "{kind}: {end}");
            assert!((scale.value(score).unwrap() - end).abs() < 1e-9, "{kind}: {score}");
        }
    }
}
