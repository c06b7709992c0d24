//! What happens to the answer when every weight and every rating is drawn from its range at once.
//!
//! In each draw a weight is its share times a factor between a half and 2, uniform on a log axis; a rating is
//! triangular between its low and high with its mode at the score; an unknown one is uniform from 0 to 10; one
//! without a range stays. Dividing the weights by their sum would change no rank, so it is not done.
//!
//! A triangular figure is low + (high − mode)·min(U, V) + (mode − low)·max(U, V) for two uniform figures U and V:
//! the pair (min, max) is uniform on a triangle, and a linear function that takes the values low, mode and high at
//! its corners has that density. So a bank of ordered pairs serves every range, without a root or a branch.
//!
//! The loops run in single precision, block by block; see `singles` for why that does no harm. Rank acceptability:
//! R. Lahdelma and P. Salminen, "SMAA-2: Stochastic Multicriteria Acceptability Analysis for Group Decision
//! Making", Operations Research 49 (2001), 444–454.

mod bank;
mod plan;

pub use bank::Bank;

use crate::score::Matrix;
use plan::Plan;

/// How the candidates fared in the draws.
#[derive(Debug, Clone, PartialEq)]
pub struct Draws {
    /// How many draws there were.
    pub count: usize,
    /// The seed they came from.
    pub seed: u64,
    /// `[candidate][rank]`: the share of draws; rows and columns sum to 1. Who ties in a draw shares the ranks.
    pub rank_acceptability: Vec<Vec<f64>>,
    /// `[criterion][candidate]`: the share of draws in which the candidate's rating is the best, ties split.
    pub criterion_wins: Vec<Vec<f64>>,
    /// The share of draws in which each candidate comes first, ties split.
    ///
    /// Its standard error is √(P·(1 − P) / count), at most 0.005 with 10,000 draws.
    pub first: Vec<f64>,
}

/// Draws weights and ratings from their ranges and counts who stands where.
///
/// The result depends on the matrix, the bank's seed and its count, and on nothing else: not on the number of
/// threads, not on what the bank has served before. A share of exactly 0 takes a criterion out of the totals, but
/// its wins are still counted. No candidates: everything is empty.
pub fn run(matrix: &Matrix, bank: &Bank) -> Draws {
    let tallies = Plan::new(matrix, bank).run();
    let rank_acceptability = tallies.ranks.shares(bank.count());
    let first = rank_acceptability.iter().map(|ranks| ranks[0]).collect();
    let criterion_wins = tallies.wins.iter().map(|wins| wins.shares(bank.count())).collect();
    Draws { count: bank.count(), seed: bank.seed(), rank_acceptability, criterion_wins, first }
}
