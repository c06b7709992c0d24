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

pub use order::MOST_ORDERS;

use super::Sampling;
use crate::score::Matrix;

/// The share of all weightings that puts each candidate first.
#[derive(Debug, Clone, PartialEq)]
pub struct Weightings {
    /// Whether the shares are exact or sampled.
    pub exact: bool,
    /// One share for each candidate; they sum to 1. Identical candidates share equally.
    pub first: Vec<f64>,
}

/// Everything one sample of weightings tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// The share of weightings in which each candidate is first, ties split.
    pub first: Vec<f64>,
    /// `[candidate][rank]`: the share of weightings in which it has that rank; those who tie share their ranks.
    pub rank_acceptability: Vec<Vec<f64>>,
    /// The mean weighting of those in which the candidate is first; None where there are none.
    pub central: Vec<Option<Vec<f64>>>,
}

/// The share of all weightings that puts each candidate first.
///
/// With one or two candidates it is exact, else sampled; the standard error of a sampled share P is
/// √(P·(1 − P) / count). Criteria of share 0 count like any other. No candidates: no shares.
pub fn all(matrix: &Matrix, sampling: &Sampling) -> Weightings {
    match *matrix.candidates() {
        [] => Weightings { exact: true, first: Vec::new() },
        [_] => Weightings { exact: true, first: vec![1.0] },
        [_, _] => {
            let (first, second) = exact::shares(&differences(matrix, 0, 1));
            Weightings { exact: true, first: vec![first, second] }
        }
        _ => Weightings { exact: false, first: sample(matrix, sampling).first },
    }
}

/// The same, but only over weightings in the order of the matrix's shares.
///
/// Two candidates: exact. The simplex of weights in a given order has its corners at equal weights for the first k
/// criteria, so a uniform weighting in it is a uniform weighting of the running means of the differences. Where
/// shares are equal (within 1e-9) it is the mean over the orders of the equals, and None beyond [`MOST_ORDERS`].
/// More candidates: sampled, with equals in any order and no such limit.
pub fn given_order(matrix: &Matrix, sampling: &Sampling) -> Option<Vec<f64>> {
    let groups = order::groups(matrix.shares());
    match matrix.candidates().len() {
        0 => Some(Vec::new()),
        1 => Some(vec![1.0]),
        2 => order::shares(&differences(matrix, 0, 1), &groups).map(|(a, b)| vec![a, b]),
        _ => Some(sampled::run(matrix, sampling, Some(&groups)).first),
    }
}

/// The mean of the weightings that put each candidate first: who should choose it.
///
/// Each list sums to 1. None where no weighting does, which for more than two candidates means: none in the sample.
/// Exact for two: with P the share of d, the mean weight of criterion j is P(d with `d_j` listed twice) / (n·P).
pub fn central(matrix: &Matrix, sampling: &Sampling) -> Vec<Option<Vec<f64>>> {
    let criteria = matrix.criteria().len();
    match matrix.candidates().len() {
        0 => Vec::new(),
        1 => vec![Some(vec![1.0 / criteria as f64; criteria])],
        2 => [(0, 1), (1, 0)].map(|(a, b)| exact::central(&differences(matrix, a, b))).to_vec(),
        _ => sample(matrix, sampling).central,
    }
}

/// `[a][b]`: the share of all weightings in which a is ahead of b, a tie counting half; exact for any number.
///
/// On the diagonal, where there is no pair, stands None.
pub fn pairwise(matrix: &Matrix) -> Vec<Vec<Option<f64>>> {
    let candidates = 0..matrix.candidates().len();
    let share = |a, b| (a != b).then(|| exact::shares(&differences(matrix, a, b)).0);
    candidates.clone().map(|a| candidates.clone().map(|b| share(a, b)).collect()).collect()
}

/// Samples weightings once for all that can be asked of them, for any number of candidates.
///
/// Use it in place of [`all`] and [`central`] where both are wanted for more than two candidates.
///
/// No candidates: everything is empty.
pub fn sample(matrix: &Matrix, sampling: &Sampling) -> Sample {
    if matrix.candidates().is_empty() {
        return Sample { first: Vec::new(), rank_acceptability: Vec::new(), central: Vec::new() };
    }
    sampled::run(matrix, sampling, None)
}

fn differences(matrix: &Matrix, a: usize, b: usize) -> Vec<f64> {
    matrix.row(a).iter().zip(matrix.row(b)).map(|(a, b)| a.score - b.score).collect()
}
