//! Weightings sampled uniformly on the simplex, for three candidates and more.
//!
//! Independent exponential figures, divided by their sum, are uniform on the simplex. Ranks do not need the
//! division; the mean weighting does.

use std::ops::Range;

use rayon::prelude::*;

use super::Sample;
use crate::analysis::stream::{BLOCK, Shape, key};
use crate::analysis::tally::{Tally, best_of, stretch};
use crate::analysis::{Sampling, singles};
use crate::score::Matrix;

/// Blocks that one thread takes at a time.
const TASK: usize = 32;
/// From so many tasks on, threads pay for being started.
const PARALLEL: usize = 4;
/// Sums kept side by side, for the vector unit.
const LANES: usize = 8;

/// Samples weightings, all of them or those in the order of the groups.
pub(super) fn run(matrix: &Matrix, sampling: &Sampling, groups: Option<&[Vec<usize>]>) -> Sample {
    let sampler = Sampler::new(matrix, sampling, groups);
    let found = sampler.run();
    let rank_acceptability = found.ranks.shares(sampler.count);
    let first: Vec<f64> = rank_acceptability.iter().map(|ranks| ranks[0]).collect();
    let central = found.sums.chunks(sampler.keys.len().max(1)).map(mean).collect();
    Sample { first, rank_acceptability, central }
}

/// A sum of weightings as the mean weighting.
fn mean(sums: &[f64]) -> Option<Vec<f64>> {
    let whole: f64 = sums.iter().sum();
    (whole > 0.0).then(|| sums.iter().map(|sum| sum / whole).collect())
}

struct Sampler<'a> {
    count: usize,
    candidates: usize,
    /// One stream for each criterion.
    keys: Vec<u64>,
    /// `[criterion][candidate]`.
    ratings: Vec<Vec<f32>>,
    groups: Option<&'a [Vec<usize>]>,
}

/// What a stretch of blocks found.
struct Found {
    ranks: Tally,
    /// `[candidate][criterion]`: the sum of the weightings in which the candidate was first.
    sums: Vec<f64>,
}

/// Room for one block; `weights` and `totals` hold a stretch for each criterion and candidate.
struct Room {
    weights: Vec<f32>,
    totals: Vec<f32>,
    best: Vec<f32>,
    /// 1 / the sum of each weighting.
    inverse: Vec<f32>,
    scale: Vec<f32>,
}

impl<'a> Sampler<'a> {
    fn new(matrix: &Matrix, sampling: &Sampling, groups: Option<&'a [Vec<usize>]>) -> Self {
        let keys = matrix.criteria().iter().map(|id| key(sampling.seed, &["weighting", id]));
        let ratings = (0..matrix.criteria().len()).map(|j| singles::of_criterion(matrix, j));
        Self {
            count: sampling.count.max(1),
            candidates: matrix.candidates().len(),
            keys: keys.collect(),
            ratings: ratings.collect(),
            groups,
        }
    }

    fn run(&self) -> Found {
        let blocks = self.count.div_ceil(BLOCK);
        let tasks = blocks.div_ceil(TASK);
        let task = |task: usize| self.blocks(task * TASK..blocks.min((task + 1) * TASK));
        // The sums are added in the order of the tasks, so that rounding does not depend on the threads.
        let parts: Vec<Found> = if tasks < PARALLEL {
            (0..tasks).map(task).collect()
        } else {
            (0..tasks).into_par_iter().map(task).collect()
        };
        parts.into_iter().fold(self.nothing(), Found::add)
    }

    fn nothing(&self) -> Found {
        let sums = vec![0.0; self.candidates * self.keys.len()];
        Found { ranks: Tally::new(self.candidates), sums }
    }

    fn blocks(&self, blocks: Range<usize>) -> Found {
        let mut room = Room::new(self.candidates, self.keys.len());
        let mut found = self.nothing();
        for block in blocks {
            let len = BLOCK.min(self.count - block * BLOCK);
            for (key, out) in self.keys.iter().zip(room.weights.chunks_exact_mut(BLOCK)) {
                Shape::Exponential.fill(*key, block, out);
            }
            if let Some(groups) = self.groups {
                put_in_order(&mut room.weights, groups);
            }
            room.add_up(&self.ratings);
            found.ranks.count(&room.totals, len);
            room.add_weightings(len, &mut found.sums);
        }
        found
    }
}

/// Rearranges each weighting so that every group has heavier weights than the next.
///
/// The weights are dealt out from the largest down; within a group they keep the order they came in, which is as
/// random as any, since where a figure stood says nothing about how large the sorted ones are.
fn put_in_order(weights: &mut [f32], groups: &[Vec<usize>]) {
    let mut dealt: Vec<f32> = vec![0.0; weights.len() / BLOCK];
    let mut members: Vec<usize> = Vec::with_capacity(dealt.len());
    for draw in 0..BLOCK {
        for (figure, criterion) in dealt.iter_mut().zip(weights.chunks_exact(BLOCK)) {
            *figure = criterion[draw];
        }
        dealt.sort_unstable_by(|a, b| b.total_cmp(a));
        let mut next = dealt.iter();
        for group in groups {
            members.clone_from(group);
            let own = |j: usize| weights[j * BLOCK + draw];
            members.sort_unstable_by(|&a, &b| own(b).total_cmp(&own(a)));
            for (member, figure) in members.iter().zip(next.by_ref()) {
                weights[member * BLOCK + draw] = *figure;
            }
        }
    }
}

impl Found {
    fn add(self, other: Self) -> Self {
        let sums = self.sums.into_iter().zip(other.sums).map(|(own, other)| own + other).collect();
        Self { ranks: self.ranks.add(other.ranks), sums }
    }
}

impl Room {
    fn new(candidates: usize, criteria: usize) -> Self {
        let blocks = |number| vec![0.0; BLOCK * number];
        Self {
            weights: blocks(criteria),
            totals: blocks(candidates),
            best: blocks(1),
            inverse: blocks(1),
            scale: blocks(1),
        }
    }

    /// Totals = Σ weight × rating.
    fn add_up(&mut self, ratings: &[Vec<f32>]) {
        self.totals.fill(0.0);
        for (weights, ratings) in self.weights.chunks_exact(BLOCK).zip(ratings) {
            for (totals, rating) in self.totals.chunks_exact_mut(BLOCK).zip(ratings) {
                for (total, weight) in totals.iter_mut().zip(weights) {
                    *total += weight * rating;
                }
            }
        }
    }

    /// Adds each weighting, divided by its sum, to every candidate that is first under it.
    ///
    /// Who ties gets the whole of it: only candidates that are alike tie, and they do so every time.
    fn add_weightings(&mut self, len: usize, sums: &mut [f64]) {
        self.inverse.fill(0.0);
        for weights in self.weights.chunks_exact(BLOCK) {
            add_to(&mut self.inverse, weights);
        }
        self.inverse.iter_mut().for_each(|sum| *sum = 1.0 / *sum);
        best_of(&self.totals, len, &mut self.best);
        let criteria = (self.weights.len() / BLOCK).max(1);
        for (candidate, sums) in sums.chunks_mut(criteria).enumerate() {
            self.scale.fill(0.0);
            let totals = stretch(&self.totals, candidate, len);
            let firsts = totals.iter().zip(&self.best).zip(&self.inverse);
            #[expect(clippy::float_cmp, reason = "`best` is one of the totals, bit by bit")]
            for (scale, ((own, best), inverse)) in self.scale.iter_mut().zip(firsts) {
                *scale = if own == best { *inverse } else { 0.0 };
            }
            for (sum, weights) in sums.iter_mut().zip(self.weights.chunks_exact(BLOCK)) {
                *sum += dot(weights, &self.scale);
            }
        }
    }
}

fn add_to(sums: &mut [f32], figures: &[f32]) {
    for (sum, figure) in sums.iter_mut().zip(figures) {
        *sum += figure;
    }
}

/// Σ a·b, summed in lanes and then across them.
fn dot(a: &[f32], b: &[f32]) -> f64 {
    let mut lanes = [0.0_f32; LANES];
    for (a, b) in a.chunks_exact(LANES).zip(b.chunks_exact(LANES)) {
        for (lane, (a, b)) in lanes.iter_mut().zip(a.iter().zip(b)) {
            *lane += a * b;
        }
    }
    lanes.iter().map(|lane| f64::from(*lane)).sum()
}
