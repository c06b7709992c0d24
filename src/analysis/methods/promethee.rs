//! PROMETHEE II: by how much weight a candidate beats the others, and is beaten.
//!
//! Reference: J.-P. Brans and P. Vincke, "A Preference Ranking Organisation Method: The PROMETHEE Method for
//! Multiple Criteria Decision-Making", Management Science 31 (1985), 647–656.

use crate::score::{Matrix, TOLERANCE};

/// The outranking flows of each candidate, 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Flows {
    /// Mean share of the criteria on which it is better (φ⁺).
    pub plus: Vec<f64>,
    /// Mean share of the criteria on which it is worse (φ⁻).
    pub minus: Vec<f64>,
}

impl Flows {
    /// φ⁺ − φ⁻, −1 to 1: what PROMETHEE II ranks by; more is better.
    pub fn net(&self) -> Vec<f64> {
        self.plus.iter().zip(&self.minus).map(|(plus, minus)| plus - minus).collect()
    }
}

/// The flows under the usual criterion: any difference above 1e-9 is full preference, however small.
///
/// The sums over the other candidates are divided by n − 1; a single candidate has flows of 0.
pub fn flows(matrix: &Matrix) -> Flows {
    let candidates = matrix.candidates().len();
    let others = candidates.saturating_sub(1).max(1) as f64;
    let flow = |preferred: &dyn Fn(usize, usize) -> f64| -> Vec<f64> {
        let sum = |own: usize| (0..candidates).map(|other| preferred(own, other)).sum::<f64>();
        (0..candidates).map(|own| sum(own) / others).collect()
    };
    Flows {
        plus: flow(&|own, other| preference(matrix, own, other)),
        minus: flow(&|own, other| preference(matrix, other, own)),
    }
}

/// The share of the criteria on which `a` is better than `b`.
fn preference(matrix: &Matrix, a: usize, b: usize) -> f64 {
    let rows = matrix.row(a).iter().zip(matrix.row(b)).zip(matrix.shares());
    rows.filter(|((a, b), _)| a.score - b.score > TOLERANCE).map(|(_, share)| share).sum()
}
