//! Which candidates can be left out whatever the weights: another is at least as good on every criterion and in adjustment, and better in one.

use crate::decision::Dominated;
use crate::score::{Matrix, TOLERANCE};

/// All pairs (loser, by), by the scores and in canonical order.
///
/// Criteria of weight zero count, because another project may weigh them; ranges do not. Identical candidates do not
/// dominate each other. A pair is compared up to the first criterion on which it fails.
pub fn dominated(matrix: &Matrix) -> Vec<Dominated> {
    let mut found = Vec::new();
    for (loser, id) in matrix.candidates.iter().enumerate() {
        for (by, winner) in matrix.candidates.iter().enumerate() {
            if dominates(matrix, by, loser) {
                found.push(Dominated { id: id.clone(), by: winner.clone() });
            }
        }
    }
    found
}

fn dominates(matrix: &Matrix, strong: usize, weak: usize) -> bool {
    // Whoever dominates has no lower total.
    if matrix.total(strong) < matrix.total(weak) - TOLERANCE {
        return false;
    }
    let adjustments = matrix.adjustment(strong).points - matrix.adjustment(weak).points;
    let leads = || {
        let rows = matrix.row(strong).iter().zip(matrix.row(weak));
        rows.map(|(strong, weak)| strong.score - weak.score).chain([adjustments])
    };
    leads().all(|lead| lead > -TOLERANCE) && leads().any(|lead| lead > TOLERANCE)
}
