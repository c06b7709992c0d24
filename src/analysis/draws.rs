//! What happens to the answer when every weight and every rating is drawn from its range at once.
//!
//! In each draw a weight is its share times a factor between a half and 2, uniform on a log axis, and the weights are
//! divided by their sum; a rating is triangular between low and high with the mode at the score; an unknown rating is
//! uniform from 0 to 10; what has no range stays. The points of a framework's facts and what the profile does not say
//! are one figure, as [`Adjustment::new`] says.
//!
//! A triangular figure is low + (high − mode)·min(U, V) + (mode − low)·max(U, V) for two uniform figures U and V:
//! the pair (min, max) is uniform on a triangle, and a linear function that takes the values low, mode and high at
//! its corners has that density.
//!
//! Rank acceptability: R. Lahdelma and P. Salminen, "SMAA-2: Stochastic Multicriteria Acceptability Analysis for
//! Group Decision Making", Operations Research 49 (2001), 444–454.

use super::counts::{RankCounts, WinCounts};
use super::random::{BLOCK, Block, Sampling, Scratch, Stream, single};
use crate::decision::Draws;
use crate::score::{Adjustment, HIGHEST, LOWEST, Matrix, TOLERANCE};

/// How the candidates fared in the draws.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// As the decision holds it.
    pub draws: Draws,
    /// `[criterion][candidate]`: the share of draws in which the candidate's rating is the best, ties split; empty
    /// where only one can be the best, or none of those has a range.
    pub best_on: Vec<Vec<f64>>,
}

/// Draws weights and ratings from their ranges and counts the ranks.
///
/// The result depends on the matrix, the seed and the count, and on nothing else. Samples are single-precision figures,
/// whose rounding is far below the error of sampling. A share of exactly 0 takes a criterion out of the totals, but its
/// wins are still counted. The standard error of a share P is √(P·(1 − P) / count), at most 0.005 with 10,000 draws. More
/// than 10,000 ratings get fewer draws, as `count` says.
pub fn run(matrix: &Matrix, sampling: &Sampling) -> Drawn {
    let sampling = &sampling.limited_for(matrix);
    let candidates = matrix.candidates.len();
    let criteria: Vec<Criterion> =
        (0..matrix.criteria.len()).map(|at| Criterion::new(matrix, sampling, at)).collect();
    let adjustment = |(c, id)| {
        let Adjustment { mean, error, .. } = matrix.adjustment(c);
        if error <= 0.0 {
            return Rating::Fixed(single(mean));
        }
        let pairs = sampling.adjustment(id);
        let error = single(error);
        Rating::Triangular { low: single(mean) - error, fall: error, rise: error, pairs }
    };
    let adjustments: Vec<Rating> = matrix.candidates.iter().enumerate().map(adjustment).collect();
    let mut wins = vec![WinCounts::new(candidates); criteria.len()];
    let mut ranks = RankCounts::new(candidates);
    let mut totals = vec![[0.0; BLOCK]; candidates];
    let mut ratings = totals.clone();
    let mut points = [0.0; BLOCK];
    let mut scratch: Scratch = [[0.0; BLOCK]; 2];
    for block in 0..sampling.blocks() {
        let len = sampling.len(block);
        let mut sums = [0.0; BLOCK];
        totals.fill(sums);
        for (criterion, wins) in criteria.iter().zip(&mut wins) {
            for (rating, out) in criterion.ratings.iter().zip(&mut ratings) {
                rating.draw(block, &mut scratch, out);
            }
            if criterion.varies {
                wins.count(&ratings, &criterion.contenders, len);
            }
            let Some(factors) = &criterion.factors else { continue };
            let mut weights = factors.block(block, &mut scratch)[0];
            for n in 0..BLOCK {
                weights[n] *= criterion.share;
                sums[n] += weights[n];
            }
            for (total, rating) in totals.iter_mut().zip(&ratings) {
                for n in 0..BLOCK {
                    total[n] += rating[n] * weights[n];
                }
            }
        }
        for (adjustment, total) in adjustments.iter().zip(&mut totals) {
            adjustment.draw(block, &mut scratch, &mut points);
            for n in 0..BLOCK {
                total[n] = total[n] / sums[n] + points[n];
            }
        }
        ranks.count(&totals, len);
    }
    let best_on = criteria.iter().zip(&wins).map(|(criterion, wins)| {
        if criterion.varies { wins.shares(sampling.count) } else { Vec::new() }
    });
    let ranks = matrix.candidates.iter().cloned().zip(ranks.shares(sampling.count));
    Drawn {
        best_on: best_on.collect(),
        draws: Draws {
            count: sampling.count,
            seed: sampling.seed,
            rank_acceptability: ranks.collect(),
        },
    }
}

/// One criterion made ready for drawing.
struct Criterion<'a> {
    share: f32,
    /// None where the share is 0.
    factors: Option<Stream<'a>>,
    ratings: Vec<Rating<'a>>,
    /// The candidates that can be best in some draw.
    contenders: Vec<usize>,
    /// Whether there are several, and one of them has a range.
    varies: bool,
}

/// Where a rating comes from in a draw.
enum Rating<'a> {
    Fixed(f32),
    Triangular { low: f32, fall: f32, rise: f32, pairs: Stream<'a> },
    Anything(Stream<'a>),
}

impl<'a> Criterion<'a> {
    fn new(matrix: &Matrix, sampling: &'a Sampling, at: usize) -> Self {
        let id = &matrix.criteria[at];
        let share = single(matrix.shares[at]);
        let candidates = &matrix.candidates;
        let cell = |candidate: usize| matrix.cell(candidate, at);
        let ratings: Vec<Rating> = (0..candidates.len())
            .map(|candidate| {
                let cell = cell(candidate);
                let pairs = || sampling.pairs(id, &candidates[candidate]);
                if !cell.known {
                    Rating::Anything(pairs())
                } else if cell.low < cell.high {
                    let [low, fall, rise] =
                        [cell.low, cell.high - cell.score, cell.score - cell.low].map(single);
                    Rating::Triangular { low, fall, rise, pairs: pairs() }
                } else {
                    Rating::Fixed(single(cell.score))
                }
            })
            .collect();
        let surely = (0..candidates.len()).map(|c| cell(c).low).fold(LOWEST, f64::max);
        let contends = |candidate: &usize| cell(*candidate).high > surely - TOLERANCE;
        let contenders: Vec<usize> = (0..candidates.len()).filter(contends).collect();
        let ranges = contenders.iter().any(|c| !matches!(ratings[*c], Rating::Fixed(_)));
        let varies = ranges && contenders.len() > 1;
        let factors = (share > 0.0).then(|| sampling.factors(id));
        Self { share, factors, ratings, contenders, varies }
    }
}

impl Rating<'_> {
    fn draw(&self, block: usize, scratch: &mut Scratch, out: &mut Block) {
        match self {
            Self::Fixed(score) => out.fill(*score),
            Self::Triangular { low, fall, rise, pairs } => {
                let pairs = pairs.block(block, scratch);
                let (smaller, larger) = (&pairs[0], &pairs[1]);
                for n in 0..BLOCK {
                    out[n] = low + fall * smaller[n] + rise * larger[n];
                }
            }
            Self::Anything(pairs) => {
                // The larger of two uniform figures, squared, is uniform.
                let larger = &pairs.block(block, scratch)[1];
                let (lowest, highest) = (single(LOWEST), single(HIGHEST));
                for n in 0..BLOCK {
                    out[n] = lowest + (highest - lowest) * larger[n] * larger[n];
                }
            }
        }
    }
}
