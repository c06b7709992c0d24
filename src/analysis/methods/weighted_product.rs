//! The weighted product: a weak point cannot be made good as easily as in a sum.
//!
//! Reference: D. W. Miller and M. K. Starr, "Executive Decisions and Operations Research", 1969, after
//! P. W. Bridgman, "Dimensional Analysis", 1922.

use crate::score::Matrix;

/// Π rating^share for each candidate, on the ratings as they are; more is better.
///
/// 0⁰ is 1, so that a criterion without a share changes nothing. A rating of 0 under any share makes the product
/// 0, whatever else the candidate has.
pub fn scores(matrix: &Matrix) -> Vec<f64> {
    let product = |candidate| {
        let factors = matrix.row(candidate).iter().zip(matrix.shares());
        factors.map(|(cell, share)| cell.score.powf(*share)).product()
    };
    (0..matrix.candidates().len()).map(product).collect()
}
