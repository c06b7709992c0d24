//! What each criterion adds to the lead: the decision explained by differences.

use crate::score::Matrix;

/// Share × (leader − runner-up) for each criterion, in points of the total; the sum is the lead.
///
/// Positive supports the leader, negative the runner-up. With fewer than two candidates the list is empty.
pub fn of_lead(matrix: &Matrix) -> Vec<f64> {
    let [leader, runner_up, ..] = *matrix.order() else { return Vec::new() };
    let rows = matrix.row(leader).iter().zip(matrix.row(runner_up));
    rows.zip(matrix.shares()).map(|((a, b), share)| share * (a.score - b.score)).collect()
}
