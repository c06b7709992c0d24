//! For how much of all possible weightings each candidate is first, whatever this project's weights are.
//!
//! Weights are uniform on the simplex: every way to divide 1 among the criteria counts the same. Ratings stay at
//! their scores; what the ranges do is asked in `draws`. For two candidates the answers are exact, for more they
//! are sampled.
//!
//! References: R. Lahdelma and P. Salminen, "SMAA-2", Operations Research 49 (2001), 444–454, for the questions;
//! G. Varsi, "The multidimensional content of the frustum of the simplex", Pacific Journal of Mathematics 46
//! (1973), 303–314, for the exact answer.

mod exact;
mod order;
mod sampled;

#[cfg(test)]
pub use sampled::DRAWS_A_SAMPLE;

use super::Sampling;
use crate::decision::{Analysis, GivenOrder, Weightings};
use crate::score::Matrix;

/// What all weightings say: the share of them that puts each candidate first, identical candidates equally; the same of
/// those in the order of the matrix's shares, equals in every order (with two candidates none beyond 5,040 orders of
/// equal weights); and the mean of the weightings that put each candidate first.
///
/// Exact for one or two candidates; for more sampled, and None without sampling. Criteria of share 0 count like any
/// other. No candidates: None.
///
/// Given the order, the simplex of weights has its corners at equal weights for the first k criteria, so a uniform
/// weighting in it is a uniform weighting of the running means of the differences. With P the share of d, the exact
/// mean weight of criterion j is P(d with `d_j` listed twice) / (n·P).
pub fn answers(matrix: &Matrix, sampling: Option<&Sampling>) -> Option<Analysis> {
    let groups = order::groups(&matrix.shares);
    let Shares { first, given_order, central } = match matrix.candidates.len() {
        0 => return None,
        1 => {
            let equal = vec![1.0 / matrix.criteria.len() as f64; matrix.criteria.len()];
            let (first, given_order) = (vec![1.0], Some(vec![1.0]));
            Shares { first, given_order, central: vec![Some(equal)] }
        }
        2 => {
            let [there, back] = [(0, 1), (1, 0)].map(|(a, b)| differences(matrix, a, b));
            let both = |(first, second)| vec![first, second];
            Shares {
                first: both(between(matrix, 0, 1)),
                given_order: order::shares(&there, &groups).map(both),
                central: vec![exact::central(&there), exact::central(&back)],
            }
        }
        _ => sampled::sample(matrix, sampling?, &groups),
    };
    let named = |shares: Vec<f64>| matrix.candidates.iter().cloned().zip(shares).collect();
    let weighting = |weights: Vec<f64>| matrix.criteria.iter().cloned().zip(weights).collect();
    let central = central.into_iter().map(|central| central.map(weighting));
    let exact = matrix.candidates.len() < 3;
    Some(Analysis {
        all_weightings: Some(Weightings { exact, first: named(first) }),
        given_order: given_order.map(|first| GivenOrder { first: named(first) }),
        central_weights: matrix.candidates.iter().cloned().zip(central).collect(),
        ..Analysis::default()
    })
}

/// The answers, by the places of the candidates.
struct Shares {
    /// The share of weightings in which each candidate is first, ties split.
    first: Vec<f64>,
    /// The same over weightings in the order of the groups.
    given_order: Option<Vec<f64>>,
    /// The mean weighting of those in which the candidate is first; None where there are none.
    central: Vec<Option<Vec<f64>>>,
}

/// The shares of all weightings in which `a` is ahead of `b` and the other way round, a tie counting half; exact.
pub fn between(matrix: &Matrix, a: usize, b: usize) -> (f64, f64) {
    exact::shares(&differences(matrix, a, b))
}

fn differences(matrix: &Matrix, a: usize, b: usize) -> Vec<f64> {
    let adjustments = matrix.adjustment(a).points - matrix.adjustment(b).points;
    let rows = matrix.row(a).iter().zip(matrix.row(b));
    rows.map(|(a, b)| a.score - b.score + adjustments).collect()
}
