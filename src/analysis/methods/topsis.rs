//! TOPSIS: near the best of everything and far from the worst of everything.
//!
//! Reference: C.-L. Hwang and K. Yoon, "Multiple Attribute Decision Making: Methods and Applications", 1981.

use super::column;
use crate::score::{Matrix, TOLERANCE};

/// d⁻ / (d⁺ + d⁻) for each candidate, 0 to 1; more is better.
///
/// Each criterion is divided by the root of the sum of its squares (vector normalisation) and multiplied by its
/// share; d⁺ and d⁻ are the Euclidean distances to the best and the worst figure of every criterion. A criterion
/// on which all have 0 stays 0. Where both distances are 0, all candidates being alike, the figure is 0.5.
pub fn closeness(matrix: &Matrix) -> Vec<f64> {
    let mut to_best = vec![0.0; matrix.candidates().len()];
    let mut to_worst = to_best.clone();
    for (criterion, share) in matrix.shares().iter().enumerate() {
        let figures = column(matrix, criterion);
        let length = figures.clone().map(|figure| figure * figure).sum::<f64>().sqrt();
        let scale = if length > 0.0 { share / length } else { 0.0 };
        let best = figures.clone().fold(f64::NEG_INFINITY, f64::max);
        let worst = figures.clone().fold(f64::INFINITY, f64::min);
        for (candidate, figure) in figures.enumerate() {
            to_best[candidate] += (scale * (best - figure)).powi(2);
            to_worst[candidate] += (scale * (figure - worst)).powi(2);
        }
    }
    to_best.into_iter().zip(to_worst).map(|(best, worst)| part(worst.sqrt(), best.sqrt())).collect()
}

fn part(worst: f64, best: f64) -> f64 {
    if best + worst < TOLERANCE { 0.5 } else { worst / (best + worst) }
}
