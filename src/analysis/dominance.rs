//! Who can be left out whatever the weights: at least as good everywhere and better somewhere.

use crate::score::{Matrix, TOLERANCE};

/// All pairs (loser, by): `by` is nowhere worse and somewhere better than the loser, by the scores.
///
/// Criteria of weight zero count, because another project may weigh them. Ranges are not looked at: dominance
/// within the evidence's ranges is what the draws answer. Identical candidates do not dominate each other.
pub fn dominated(matrix: &Matrix) -> Vec<(usize, usize)> {
    let candidates = 0..matrix.candidates().len();
    let pairs = candidates.clone().flat_map(|loser| candidates.clone().map(move |by| (loser, by)));
    pairs.filter(|&(loser, by)| dominates(matrix, by, loser)).collect()
}

fn dominates(matrix: &Matrix, strong: usize, weak: usize) -> bool {
    let leads = || {
        let rows = matrix.row(strong).iter().zip(matrix.row(weak));
        rows.map(|(strong, weak)| strong.score - weak.score)
    };
    leads().all(|lead| lead > -TOLERANCE) && leads().any(|lead| lead > TOLERANCE)
}
