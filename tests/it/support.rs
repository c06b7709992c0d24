//! What several tests need: matrices from plain figures, reference decisions, comparisons with a tolerance.

use std::fs;
use std::path::Path;

use serde_json::Value;
use weigh::score::{Cell, Matrix};

/// Where exact figures must agree.
pub(crate) const EXACT: f64 = 1e-9;

/// Ids in an order that sorting keeps: `c00`, `c01`, …
pub(crate) fn ids(letter: char, count: usize) -> Vec<String> {
    (0..count).map(|place| format!("{letter}{place:02}")).collect()
}

/// A matrix of cells, one row for each candidate; weights in points.
pub(crate) fn matrix_of(rows: &[Vec<Cell>], weights: &[f64]) -> Matrix {
    let sum: f64 = weights.iter().sum();
    let shares = weights.iter().map(|weight| weight / sum).collect();
    Matrix::new(ids('c', weights.len()), ids('f', rows.len()), shares, rows.concat())
}

/// A matrix of ratings without ranges.
pub(crate) fn plain(rows: &[Vec<f64>], weights: &[f64]) -> Matrix {
    let cells = |row: &Vec<f64>| row.iter().map(|score| Cell::exact(*score)).collect();
    matrix_of(&rows.iter().map(cells).collect::<Vec<_>>(), weights)
}

/// One decision of `tests/reference` with what is expected of it.
pub(crate) struct Reference {
    pub(crate) name: String,
    pub(crate) matrix: Matrix,
    pub(crate) expected: Value,
}

/// All reference decisions, by name.
pub(crate) fn references() -> Vec<Reference> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference");
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    assert!(paths.len() >= 6, "the reference decisions are missing");
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Reference {
    let mut whole: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let rows: Vec<Vec<f64>> = whole["matrix"].as_array().unwrap().iter().map(figures).collect();
    Reference {
        name: whole["name"].as_str().unwrap().to_owned(),
        matrix: plain(&rows, &figures(&whole["weights"])),
        expected: whole["expected"].take(),
    }
}

/// A JSON list of numbers.
pub(crate) fn figures(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|figure| figure.as_f64().unwrap()).collect()
}

/// A JSON list of places.
pub(crate) fn places(value: &Value) -> Vec<usize> {
    let place = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    value.as_array().unwrap().iter().map(place).collect()
}

/// Two lists of figures agree, each to the tolerance.
#[track_caller]
pub(crate) fn assert_near(found: &[f64], wanted: &[f64], tolerance: f64, what: &str) {
    assert_eq!(found.len(), wanted.len(), "{what}");
    for (place, (found, wanted)) in found.iter().zip(wanted).enumerate() {
        let near = (found - wanted).abs() <= tolerance;
        assert!(near, "{what}, place {place}: found {found}, wanted {wanted} ± {tolerance}");
    }
}
