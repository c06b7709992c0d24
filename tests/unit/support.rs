//! What several tests need: matrices from plain figures, reference decisions, comparisons with a tolerance.

use std::fs;
use std::path::Path;

use serde_json::Value;
use weigh::decision::{Analysis, Central};
use weigh::model::{CriterionId, FrameworkId, SortedMap};
use weigh::score::{Adjustment, Cell, Matrix};

/// Where exact figures must agree.
pub(crate) const EXACT: f64 = 1e-9;

/// `c00`, `c01`, …: ids in an order that sorting keeps.
pub(crate) fn criteria(count: usize) -> Vec<CriterionId> {
    (0..count).map(|place| CriterionId::new(&format!("c{place:02}")).unwrap()).collect()
}

/// `f00`, `f01`, …
pub(crate) fn candidates(count: usize) -> Vec<FrameworkId> {
    (0..count).map(|place| FrameworkId::new(&format!("f{place:02}")).unwrap()).collect()
}

/// The place of a candidate or criterion in canonical order, by its id.
pub(crate) fn place(id: &str) -> usize {
    id[1..].parse().unwrap()
}

/// The places of several candidates.
pub(crate) fn places_of(ids: &[FrameworkId]) -> Vec<usize> {
    ids.iter().map(|id| place(id.as_str())).collect()
}

/// The figures of all candidates, in canonical order.
pub(crate) fn values<T: Clone>(figures: &SortedMap<FrameworkId, T>) -> Vec<T> {
    figures.values().cloned().collect()
}

/// The shares of all weightings, in canonical order of the candidates.
pub(crate) fn all(answers: &Analysis) -> Vec<f64> {
    values(&answers.all_weightings.as_ref().unwrap().first)
}

/// The central weights of all candidates, in canonical order.
pub(crate) fn central(answers: &Analysis) -> Vec<Option<Vec<f64>>> {
    let weights = |central: &Central| central.values().copied().collect();
    answers.central_weights.values().map(|central| central.as_ref().map(weights)).collect()
}

/// A matrix of cells, one row for each candidate; weights in points.
pub(crate) fn matrix_of(rows: &[Vec<Cell>], weights: &[f64]) -> Matrix {
    let sum: f64 = weights.iter().sum();
    let shares = weights.iter().map(|weight| weight / sum).collect();
    let adjustments = vec![Adjustment::default(); rows.len()];
    Matrix::new(criteria(weights.len()), candidates(rows.len()), shares, rows.concat(), adjustments)
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
