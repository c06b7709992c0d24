//! What each criterion adds to the lead: the decision explained by differences.
//!
//! Totals say little about why: a criterion on which both are strong fills both totals and decides nothing.

use crate::score::{Matrix, TOLERANCE};

/// Share × (leader − runner-up) for each criterion, in points of the total.
///
/// The sum is the lead. Positive speaks for the leader, negative for the runner-up. With equal totals the leader
/// is the first in canonical order and the sum is 0. With fewer than two candidates there is nothing to explain
/// and the list is empty.
pub fn of_lead(matrix: &Matrix) -> Vec<f64> {
    let order = matrix.order();
    let [leader, runner_up, ..] = order[..] else { return Vec::new() };
    let rows = matrix.row(leader).iter().zip(matrix.row(runner_up));
    rows.zip(matrix.shares()).map(|((a, b), share)| share * (a.score - b.score)).collect()
}

/// The candidates with the best score on a criterion; several where they are the same figure (within 1e-9).
///
/// This is the bare comparison. Whether a difference is large enough to name a winner is a rule of the decision.
pub fn best_on(matrix: &Matrix, criterion: usize) -> Vec<usize> {
    let scores: Vec<f64> =
        (0..matrix.candidates().len()).map(|c| matrix.cell(c, criterion).score).collect();
    highest(&scores)
}

/// The places of the highest figure, all of them where several are the same.
pub(super) fn highest(figures: &[f64]) -> Vec<usize> {
    let best = figures.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (0..figures.len()).filter(|&place| figures[place] > best - TOLERANCE).collect()
}
