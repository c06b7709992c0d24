//! `weigh lint`: our own catalogue is clean, each rule fires where it should, and nothing can be deleted unseen.

mod deletion;

use jiff::civil::{Date, date};
use std::fs;
use std::path::{Path, PathBuf};
use weigh::lint::{Entry, File, RULES, from_problems};
use weigh::load::{Overlay, Text, profile, record_of};
use weigh::{Catalogue, Precedent};

const TODAY: Date = date(2026, 11, 28);

fn paths(folder: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for place in [folder.to_owned(), folder.join("frameworks"), folder.join("precedents")] {
        let entries = fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path());
        paths.extend(entries.filter(|path| path.extension().is_some_and(|end| end == "yaml")));
    }
    paths.sort();
    paths
}

/// Everything wrong with a catalogue's folder.
fn lint(folder: &Path) -> Vec<Entry> {
    let catalogue = match Catalogue::from_folder(folder, &[]) {
        Ok(catalogue) => catalogue,
        Err(problems) => return from_problems(&problems),
    };
    let files: Vec<File> = paths(folder).iter().map(|path| read(path)).collect();
    weigh::lint::lint(&files, &catalogue, None, TODAY)
}

fn read(path: &Path) -> File {
    File::read(Text::read(path).unwrap(), Some(record_of(path))).unwrap()
}

fn said(findings: &[Entry]) -> Vec<String> {
    let one = |finding: &Entry| {
        let problem = &finding.problem;
        let line = problem.place.map_or(0, |place| place.line);
        format!("{}:{line}: {} [{}]", problem.file, problem.message, finding.rule)
    };
    findings.iter().map(one).collect()
}

/// Whether nothing refers to a file.
fn is_spare(path: &Path) -> bool {
    let referred_to = fs::read_to_string("criteria/fit.yaml").unwrap();
    path.parent().unwrap().ends_with("precedents")
        && !referred_to.contains(path.file_stem().unwrap().to_str().unwrap())
}

/// A copy of a catalogue, of public decisions only those that something refers to.
fn copy(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    fs::create_dir(copy.path().join("frameworks")).unwrap();
    fs::create_dir(copy.path().join("precedents")).unwrap();
    for path in paths(folder).into_iter().filter(|path| !is_spare(path)) {
        fs::copy(&path, copy.path().join(path.strip_prefix(folder).unwrap())).unwrap();
    }
    copy
}

#[test]
fn our_own_catalogue_is_clean() {
    let findings = lint(Path::new("criteria"));
    assert!(findings.is_empty(), "{}", said(&findings).join("\n"));
}

#[test]
fn the_decisions_without_an_address_are_clean() {
    let mut catalogue = Catalogue::embedded();
    let mut files = Vec::new();
    for entry in fs::read_dir("evidence/decisions").unwrap() {
        let text = Text::read(&entry.unwrap().path()).unwrap();
        let one = Precedent::from_yaml(&text.text, &Catalogue::embedded()).unwrap();
        assert!(one.url.is_none(), "{} belongs in criteria/precedents", one.id);
        assert!(catalogue.precedents.insert(one.id.clone(), one).is_none(), "{}", text.name);
        files.push(File::read(text, None).unwrap());
    }
    let found = weigh::lint::lint(&files, &catalogue, None, TODAY);
    assert!(found.is_empty(), "{}", said(&found).join("\n"));
}

/// A rule, and what makes it find something: in one file of our catalogue one text is replaced by another.
type Edit<'a> = (&'static str, &'static str, &'static str, &'a str);

/// The rules that find something in our catalogue after edits, each in another file.
fn after(edits: &[Edit]) -> Vec<&'static str> {
    let copy = copy(Path::new("criteria"));
    for (_, file, old, new) in edits {
        let path = copy.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{file} has no {old:?}");
        fs::write(&path, text.replacen(old, new, 1)).unwrap();
    }
    lint(copy.path()).iter().map(|finding| finding.rule).collect()
}

#[test]
fn a_day_to_come_and_an_impossible_share_are_errors() {
    let future =
        ("checked-in-future", "sources.yaml", "observed: \"2024-10\"", "observed: 2062-10-01");
    let released =
        ("checked-in-future", "frameworks/django.yaml", "released: 2026", "released: 2062");
    assert_eq!(after(&[future, released]), [future.0, released.0]);
    let share = (
        "invalid",
        "frameworks/django.yaml",
        "one-person:\n      value: ",
        "one-person:\n      value: 25",
    );
    assert_eq!(after(&[share]), [share.0]);
}

#[test]
fn every_rule_for_catalogues_fires_where_it_should() {
    let django = "frameworks/django.yaml";
    let long = format!("security: {} most", "very ".repeat(20));
    let edits: Vec<Edit> = vec![
        ("bad-link", django, "https://www.djangoproject.com/", "http://www.djangoproject.com/"),
        ("checked-in-future", django, "checked: 2026-11-23", "checked: 2062-11-23"),
        ("checked-before-source", "frameworks/fastapi.yaml", "checked: 2026-", "checked: 2001-"),
        (
            "counted-twice",
            "traits.yaml",
            "weights: {performance: 2}",
            "fit: true\n      weights: {performance: 2}",
        ),
        (
            "unused-source",
            "sources.yaml",
            "article:",
            "nobody: {title: A, publisher: B, url: null, observed: null}\narticle:",
        ),
        (
            "source-twice",
            "sources.yaml",
            "article:",
            "twin:\n  title: A\n  publisher: B\n  url: https://lp.jetbrains.com/python-developers-survey-2024/\n  observed: \"2024-10\"\narticle:",
        ),
        ("off-scale", "security.yaml", "best: 36", "best: 10"),
        ("stale", "sources.yaml", "observed: 2025-11-21", "observed: 2019-11-21"),
        (
            "stale-extension",
            "frameworks/flask.yaml",
            "released: 2025-01-10",
            "released: 2020-01-10",
        ),
        ("archived", "frameworks/flask.yaml", "claim: was", "claim: confirmed"),
        (
            "rival-extensions",
            "frameworks/flask.yaml",
            "api-schema: {extension: flask-smorest",
            "api-schema: {extension: Flask-RESTX",
        ),
        (
            "unused-capability",
            "capabilities.yaml",
            "orm:",
            "nothing: {title: A, question: B, about: C}\norm:",
        ),
        ("says-why", django, "security: most", &long),
        (
            "same-reason",
            django,
            "because: shops need data, accounts and a back office",
            "because: its admin site was made for content editing",
        ),
        ("no-address", "precedents/xx11-skillstreak-2026.yaml", "url: ", "# url: "),
        ("unknown-choice", "precedents/xx11-skillstreak-2026.yaml", "chose: ", "chose: un"),
        (
            "unused-fit",
            django,
            "  deadline:\n",
            "  deadline:\n    normal: {score: 5, because: a, basis: fact, source: article}\n",
        ),
        (
            "unused-reason",
            "traits.yaml",
            "label: At a normal pace",
            "label: At a normal pace, because: so it is",
        ),
        (
            "unused-trait",
            "traits.yaml",
            "project-kind:",
            "idle: {question: \"A?\", answers: {b: {label: B}}}\nproject-kind:",
        ),
        ("pointless-fit", "fit.yaml", "  size: 8\n", "  size: 8\n  hiring: 5\n"),
        ("unaccounted", django, "orm, migrations, multiple-databases", "orm, multiple-databases"),
    ];
    assert_eq!(after(&[("invalid", django, "default: true", "default: perhaps")]), ["invalid"]);
    let mut rounds: Vec<Vec<Edit>> = Vec::new();
    for edit in edits {
        let takes = |round: &&mut Vec<Edit>| round.iter().all(|other| other.1 != edit.1);
        match rounds.iter_mut().find(takes) {
            Some(round) => round.push(edit),
            None => rounds.push(vec![edit]),
        }
    }
    for round in rounds {
        let found = after(&round);
        for (rule, ..) in round {
            assert!(found.contains(&rule), "{rule}: found {found:?}");
        }
    }
}

#[test]
fn what_is_unknown_of_a_framework_may_stay_out_unless_it_is_compared() {
    let copy = copy(Path::new("criteria"));
    let path = copy.path().join("frameworks/fastapi.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replacen("    web-developers: null\n", "", 1);
    let unrated = |text: &str| {
        fs::write(&path, text).unwrap();
        lint(copy.path()).iter().any(|one| one.rule == "unrated")
    };
    assert!(unrated(&text));
    assert!(!unrated(&text.replacen("default: true", "default: false", 1)));
    let mut catalogue = Catalogue::from_folder(copy.path(), &[]).unwrap();
    catalogue.origin.added = vec![weigh::model::FrameworkId::new("fastapi").unwrap()];
    let found = weigh::lint::lint(&[read(&path)], &catalogue, None, TODAY);
    assert!(found.iter().any(|one| one.rule == "unexplored"), "{}", said(&found).join("\n"));
}

fn of_text(text: &str) -> Vec<String> {
    let catalogue = Catalogue::embedded();
    let text = Text::new("shop.yaml", text);
    let loaded = profile(Some(&text), &Overlay::default(), &catalogue).unwrap();
    let files = [File::read(text, None).unwrap()];
    let one = |finding: &Entry| {
        format!("{} {}", finding.problem.place.map_or(0, |place| place.line), finding.rule)
    };
    let found = weigh::lint::lint(&files, &catalogue, Some(&loaded), TODAY);
    found.iter().map(one).collect()
}

#[test]
fn every_rule_for_profiles_fires_at_its_line() {
    let head = "title: Shop\n";
    for (rest, expected) in [
        ("", vec![]),
        ("weights:\n  security: 3\n", vec!["3 weight-does-less"]),
        ("weights: {security: 30}\n", vec![]),
        ("weights: {security: 0}\n", vec![]),
        (
            "pairwise: [[security, hiring, 3], [hiring, database, 2], [database, security, 6]]\n",
            vec!["2 inconsistent"],
        ),
        (
            "pairwise: [[security, hiring, 3], [hiring, database, 2], [security, database, 6]]\n",
            vec![],
        ),
        ("ranking: [security]\n", vec!["2 ranking-of-one"]),
        ("frameworks: [django, fastapi]\nneeds:\n  two-factor: must\n", vec!["4 unknown-need"]),
        ("frameworks: [django, flask]\nneeds:\n  rest-api: built-in\n", vec!["4 impossible-need"]),
        (
            "overrides:\n  - {framework: flask, criterion: hiring, score: 8, because: we know it}\n",
            vec!["3 override-without-until"],
        ),
        (
            "overrides:\n  - {framework: flask, criterion: hiring, score: 8, because: a, until: 2020-01-01}\n",
            vec!["3 override-expired"],
        ),
        (
            "overrides:\n  - {framework: litestar, criterion: hiring, score: 8, because: a, until: 2020-01-01}\n",
            vec!["3 override-expired"],
        ),
        (
            "frameworks: [django, flask]\noverrides:\n  - {framework: fastapi, criterion: hiring, score: 8, because: a, until: 2030-01-01}\n",
            vec!["4 override-unused"],
        ),
        (
            "needs: {admin: must}\noverrides:\n  - {framework: django, fact: orm, points: 1, because: a, until: 2030-01-01}\n",
            vec!["4 override-unused"],
        ),
        (
            "overrides:\n  - {framework: flask, fact: team, points: 1, because: a, until: 2030-01-01}\n",
            vec!["3 override-unused"],
        ),
        ("review-by: 2020-01-01\n", vec!["2 review-passed"]),
    ] {
        assert_eq!(of_text(&format!("{head}{rest}")), expected, "{rest}");
    }
    assert_eq!(of_text("{}\n"), ["1 untitled"]);
}

#[test]
fn no_rule_is_without_a_test() {
    let here = fs::read_to_string("tests/unit/lint.rs").unwrap();
    let by_deleting = [
        "unsourced",
        "source-incomplete",
        "unreasoned",
        "unqualified",
        "unranged",
        "unrated",
        "unanchored",
        "ageless",
        "undated-extension",
        "undescribed",
        "unclaimed",
        "no-basis",
    ];
    // The command line looks at folders: tests/it/lint.rs.
    let by_command = ["unread-folder"];
    for rule in RULES.iter() {
        let tested = by_command.contains(&rule.id)
            || by_deleting.contains(&rule.id)
            || here.matches(rule.id).count() > 0;
        assert!(tested, "{} is not tested", rule.id);
    }
}
