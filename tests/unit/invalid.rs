//! Everything that may be wrong with a file, each case with its exact message beside it.
//!
//! `UPDATE=1` writes the messages anew; read them before they are kept.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use weigh::load::{Overlay, Problems, Text, profile};
use weigh::model::Catalogue;

const INVALID: &str = "tests/fixtures/invalid";

fn small() -> Catalogue {
    Catalogue::from_folder(Path::new("tests/fixtures/catalogue"), &[]).unwrap()
}

/// The cases of a folder: everything in it but the messages.
fn cases(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(Path::new(INVALID).join(folder)).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut cases: Vec<_> =
        paths.filter(|path| path.extension().is_none_or(|ending| ending != "txt")).collect();
    cases.sort();
    cases
}

/// Holds each case's message against the one beside it; all that differ are told.
fn assert_messages(folder: &str, load: impl Fn(&Path) -> Result<(), Problems>) {
    let mut wrong = Vec::new();
    for case in cases(folder) {
        let found = match load(&case) {
            Ok(()) => "nothing is wrong\n".to_owned(),
            Err(problems) => problems.render(false) + "\n",
        };
        let beside = case.with_extension("txt");
        if env::var_os("UPDATE").is_some() {
            fs::write(&beside, &found).unwrap();
        }
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        if found != expected || found == "nothing is wrong\n" {
            wrong.push(format!("{}:\n{found}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "read these, then run with UPDATE=1\n\n{}", wrong.join("\n"));
}

#[test]
fn profiles() {
    let catalogue = small();
    assert_messages("profiles", |case| {
        let text = Text::read(case)?;
        profile(Some(&text), &Overlay::default(), &catalogue).map(drop)
    });
}

#[test]
fn files_added_to_a_catalogue() {
    let catalogue = small();
    assert_messages("added", |case| catalogue.clone().add(&[case.to_owned()]).map(drop));
}

#[test]
fn whole_catalogues() {
    assert_messages("catalogues", |case| Catalogue::from_folder(case, &[]).map(drop));
}

#[test]
fn no_message_is_left_without_its_case() {
    for folder in ["profiles", "added", "catalogues"] {
        let cases: BTreeSet<_> =
            cases(folder).iter().map(|case| case.with_extension("txt")).collect();
        for entry in fs::read_dir(Path::new(INVALID).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let is_message = path.extension().is_some_and(|ending| ending == "txt");
            assert!(!is_message || cases.contains(&path), "{}", path.display());
        }
    }
}

/// Whoever names something that does not exist is told which there are, or how to list them.
#[test]
fn every_unknown_name_comes_with_help() {
    let catalogue = Catalogue::embedded();
    let answers = catalogue.traits.iter().map(|asked| format!("traits: {{{}: zzz}}", asked.id));
    let others = [
        "traits: {zzz: small}",
        "needs: {zzz: must}",
        "needs: {orm: zzz}",
        "weights: {zzz: 1}",
        "ranking: [zzz]",
        "pairwise: [[security, zzz, 2]]",
        "frameworks: [zzz, flask]",
        "overrides: [{framework: zzz, criterion: hiring, score: 1, because: x}]",
        "overrides: [{framework: flask, criterion: zzz, score: 1, because: x}]",
        "overrides: [{framework: flask, fact: zzz, points: 1, because: x}]",
        "overrides: [{framework: flask, fact: team=zzz, points: 1, because: x}]",
    ];
    for yaml in answers.chain(others.map(str::to_owned)) {
        let problems = profile(Some(&Text::new("x", &*yaml)), &Overlay::default(), &catalogue);
        let problems = problems.expect_err(&yaml);
        for problem in problems.iter() {
            let help = problem.hint.as_deref().unwrap_or_default();
            let is_help = help.contains("expected one of") || help.contains("weigh explain");
            assert!(is_help, "{yaml}: {} / {help}", problem.message);
        }
    }
}

/// Hints name nothing that the catalogue does not have.
#[test]
fn hints_fit_a_catalogue_of_its_own() {
    let mut own = Catalogue::embedded();
    own.capabilities.clear();
    own.traits.clear();
    own.criteria.clear();
    for yaml in ["needs: {zzz: must}", "traits: {zzz: small}", "weights: {zzz: 1}"] {
        let problems = profile(Some(&Text::new("x", yaml)), &Overlay::default(), &own).unwrap_err();
        let help = problems.iter().next().unwrap().hint.clone().unwrap();
        assert!(help.starts_with("this catalogue has no "), "{yaml}: {help}");
    }
    let mut one = Catalogue::embedded();
    one.origin.place = "own".to_owned();
    one.frameworks.values_mut().for_each(|framework| framework.default = framework.id == *"flask");
    let problems = profile(None, &Overlay::default(), &one).unwrap_err();
    let problem = problems.iter().next().unwrap();
    assert!(problem.file == "own" && problem.message.contains("only `flask`"), "{problems}");
    for yaml in ["frameworks: [flask]", "pairwise: []", "pairwise: [[a, b]]"] {
        let problems = profile(Some(&Text::new("x", yaml)), &Overlay::default(), &one).unwrap_err();
        let shown = problems.iter().filter_map(|one| one.hint.clone()).collect::<String>();
        assert!(!shown.contains("django") && !shown.contains("security"), "{shown}");
    }
}

/// Whoever forgets a space or a bracket is led to the line in which it is missing.
#[test]
fn a_missing_space_or_bracket_is_found_in_its_line() {
    let catalogue = Catalogue::embedded();
    let yaml = "title: Shop\nframeworks:\n  - django\n  - flask\ntraits: {size: small}\nneeds:\n  orm: must\n\
                \u{20} forms: want\nranking: [security, hiring]\nfit-factor: 2\n";
    let lines: Vec<&str> = yaml.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        for (sign, slip, help) in [
            (": ", ":", "write a space after `:`"),
            ("- ", "-", "write a space after `-`"),
            ("]", "", "close the `[` of line 9"),
            ("}", "", "close the `{` of line 5"),
        ] {
            let wrong = line.replacen(sign, slip, 1);
            if wrong == *line {
                continue;
            }
            let mut all = lines.clone();
            all[at] = &wrong;
            let text = Text::new("x", all.join("\n"));
            let problems = profile(Some(&text), &Overlay::default(), &catalogue).unwrap_err();
            let problem = problems.iter().next().unwrap();
            let line = problem.place.map(|place| place.line as usize);
            assert_eq!(
                (line, problem.hint.as_deref()),
                (Some(at + 1), Some(help)),
                "{}",
                text.text
            );
        }
    }
}

#[test]
fn flags() {
    let catalogue = small();
    let text = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
    let overlay = Overlay {
        weights: vec![
            ("securty".into(), "3".into()),
            ("hiring".into(), "-1".into()),
            ("hiring".into(), "NaN".into()),
            ("security".into(), "30%".into()),
        ],
        traits: vec![("sise".into(), "small".into()), ("size".into(), "small,huge".into())],
        needs: vec![("orn".into(), "must".into()), ("orm".into(), "mist\u{1b}[31m".into())],
        frameworks: Some(text(&["django", "flaks", "django"])),
        fit_factor: Some(5.0),
    };
    let found = profile(None, &overlay, &catalogue).unwrap_err().render(false) + "\n";
    let beside = Path::new(INVALID).join("flags.txt");
    if env::var_os("UPDATE").is_some() {
        fs::write(&beside, &found).unwrap();
    }
    assert_eq!(found, fs::read_to_string(&beside).unwrap_or_default());
}

#[test]
fn a_flag_for_weights_does_not_go_with_an_order() {
    let overlay = Overlay { weights: vec![("security".into(), "3".into())], ..Overlay::default() };
    for (file, name) in
        [("ranking: [hiring]", "ranking"), ("pairwise: [[hiring, security, 2]]", "pairwise")]
    {
        let problems = profile(Some(&Text::new("p.yaml", file)), &overlay, &small()).unwrap_err();
        let messages: Vec<_> = problems.iter().map(|problem| problem.message.clone()).collect();
        assert_eq!(
            messages,
            [format!("`--weight` and `{name}` in the profile are mutually exclusive")]
        );
    }
}

#[test]
fn a_line_of_a_stream_is_named_by_its_number() {
    let line = Text::from_bytes("<stdin>", 41, br#"{"weights": {"securty": 3}}"#.to_vec()).unwrap();
    let problems = profile(Some(&line), &Overlay::default(), &small()).unwrap_err().to_string();
    assert!(problems.contains("--> <stdin>:41:14\n"), "{problems}");
}
