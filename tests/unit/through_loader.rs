//! The reference decisions through the real loader: catalogues written as files, read, scored and ranked.

use serde_json::Value;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use weigh::decide::{Settings, decide};
use weigh::decision::Decision;
use weigh::load::{Overlay, profile};

fn write(dir: &Path, name: &str, text: &str) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A catalogue whose ratings are the matrix, as somebody would write it.
fn write_catalogue(dir: &Path, matrix: &[Vec<f64>], weights: &[f64]) {
    write(
        dir,
        "sources.yaml",
        "made: {title: Made, publisher: a test, url: null, observed: null}\n",
    );
    for (at, weight) in weights.iter().enumerate() {
        let text = format!(
            "id: c{at}\ntitle: Criterion {at}\nquestion: How good?\nweight: {weight}\nindicators:\n  \
             - {{id: judged, title: Judged, weight: 1, scale: judgement}}\n"
        );
        write(dir, &format!("c{at}.yaml"), &text);
    }
    for (framework, row) in matrix.iter().enumerate() {
        let mut text = format!("id: f{framework}\nname: Framework {framework}\nfindings:\n");
        for (criterion, score) in row.iter().enumerate() {
            writeln!(
                text,
                "  c{criterion}: {{judged: {{score: {score}, because: made, source: made, checked: 2026-11-23}}}}"
            )
            .unwrap();
        }
        write(dir, &format!("frameworks/f{framework}.yaml"), &text);
    }
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn decided(reference: &Value) -> Decision {
    let dir = tempfile::tempdir().unwrap();
    let matrix: Vec<Vec<f64>> =
        reference["matrix"].as_array().unwrap().iter().map(numbers).collect();
    write_catalogue(dir.path(), &matrix, &numbers(&reference["weights"]));
    let catalogue = weigh::Catalogue::from_folder(dir.path(), &[]).unwrap();
    let silent = profile(None, &Overlay::default(), &catalogue).unwrap();
    decide(&catalogue, &silent, &Settings::with_draws(1, 0)).unwrap()
}

#[test]
fn scores_ranks_and_ties_are_the_references() {
    let mut seen = 0;
    for entry in fs::read_dir("tests/reference").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "json") {
            continue;
        }
        let reference: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let cells = reference["matrix"].as_array().unwrap().iter().flat_map(numbers);
        if cells.into_iter().any(|cell| cell > 10.0) {
            continue; // Raw values on mixed scales are no ratings; `reference.rs` has them.
        }
        let expected = &reference["expected"]["weighted_sum"];
        let (scores, ranks) = (numbers(&expected["scores"]), numbers(&expected["ranks"]));
        let decision = decided(&reference);
        assert_eq!(decision.frameworks.len(), scores.len());
        for standing in &decision.frameworks {
            let at: usize = standing.id.as_str()[1..].parse().unwrap();
            assert!(
                (standing.total - scores[at]).abs() < 1e-9,
                "{}: {}",
                path.display(),
                standing.id
            );
            assert!((standing.rank as f64 - ranks[at]).abs() < 0.5, "{}", path.display());
        }
        seen += 1;
    }
    assert_eq!(seen, 5);
}
