//! Ratings in single precision, for the inner loops of what is sampled.
//!
//! A sampled share is known to about two digits, so seven are enough inside the loop, and they halve the memory
//! and the time. What must survive the rounding is *sameness*: two ratings that are the same figure (within 1e-9)
//! become the same bits, so that identical candidates tie exactly in every sample.

use crate::score::{Matrix, TOLERANCE};

/// The scores on one criterion, one for each candidate.
pub(super) fn of_criterion(matrix: &Matrix, criterion: usize) -> Vec<f32> {
    let scores: Vec<f64> =
        (0..matrix.candidates().len()).map(|c| matrix.cell(c, criterion).score).collect();
    let alike = |own: f64| scores.iter().copied().find(|other| (other - own).abs() < TOLERANCE);
    scores.iter().map(|&own| single(alike(own).unwrap_or(own))).collect()
}

/// The nearest single-precision figure.
#[expect(clippy::cast_possible_truncation, reason = "the rounding is what is wanted")]
pub(super) fn single(figure: f64) -> f32 {
    figure as f32
}
