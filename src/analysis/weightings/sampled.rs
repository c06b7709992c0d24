//! Weightings sampled uniformly on the simplex, for three candidates and more.
//!
//! Independent exponential figures, divided by their sum, are uniform on the simplex. Who is first does not need the
//! division; the mean weighting does.

use crate::analysis::Sampling;
use crate::analysis::counts::{BLOCK, WinCounts};
use crate::analysis::random::{Scratch, Stream};
use crate::score::Matrix;

/// What a sample of weightings tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Sampled {
    /// The share of weightings in which each candidate is first, ties split.
    pub first: Vec<f64>,
    /// The same over weightings in the order of the groups.
    pub given_order: Vec<f64>,
    /// The mean weighting of those in which the candidate is first; None where there are none.
    pub central: Vec<Option<Vec<f64>>>,
}

/// Samples weightings; `groups` lists the criteria from the heaviest to the lightest, equals together.
pub fn sample(matrix: &Matrix, sampling: &Sampling, groups: &[Vec<usize>]) -> Sampled {
    let (candidates, criteria) = (matrix.candidates().len(), matrix.criteria().len());
    let everyone: Vec<usize> = (0..candidates).collect();
    let mut first = WinCounts::new(candidates);
    let mut given_order = WinCounts::new(candidates);
    let mut sums = vec![0.0; candidates * criteria];
    let mut dealer = Dealer::new(matrix, sampling, groups);
    let mut samples = 0;
    each_block(matrix, sampling, |at, block| {
        samples += block.len;
        first.count(&block.totals, &everyone, block.len);
        block.add_weightings(&mut sums);
        dealer.put_in_order(at, &mut block.weights);
        block.add_up(matrix);
        given_order.count(&block.totals, &everyone, block.len);
    });
    let mean = |sums: &[f64]| {
        let whole: f64 = sums.iter().sum();
        (whole > 0.0).then(|| sums.iter().map(|sum| sum / whole).collect())
    };
    Sampled {
        first: first.shares(samples),
        given_order: given_order.shares(samples),
        central: sums.chunks_exact(criteria).map(mean).collect(),
    }
}

/// A block of weightings and what follows from them.
#[derive(Debug)]
pub struct Block {
    /// How many of its samples count.
    pub len: usize,
    /// One column for each criterion; not divided by their sum.
    pub weights: Vec<f64>,
    /// One column for each candidate.
    pub totals: Vec<f64>,
}

/// Samples weightings block by block, with the totals that they make.
pub fn each_block(matrix: &Matrix, sampling: &Sampling, mut visit: impl FnMut(usize, &mut Block)) {
    let sampling = &sampling.limited_for(matrix);
    let streams: Vec<Stream> =
        matrix.criteria().iter().map(|id| sampling.exponentials(id)).collect();
    let mut block = Block {
        len: 0,
        weights: vec![0.0; matrix.criteria().len() * BLOCK],
        totals: vec![0.0; matrix.candidates().len() * BLOCK],
    };
    let mut scratch: Scratch = [0.0; 2 * BLOCK];
    for at in 0..sampling.blocks() {
        block.len = sampling.len(at);
        for (stream, weights) in streams.iter().zip(block.weights.chunks_exact_mut(BLOCK)) {
            for (weight, figure) in weights.iter_mut().zip(stream.block(at, &mut scratch)) {
                *weight = f64::from(*figure);
            }
        }
        block.add_up(matrix);
        visit(at, &mut block);
    }
}

impl Block {
    /// Totals = Σ weight × (rating + adjustment).
    fn add_up(&mut self, matrix: &Matrix) {
        self.totals.fill(0.0);
        for (candidate, totals) in self.totals.chunks_exact_mut(BLOCK).enumerate() {
            let adjustment = matrix.adjustment(candidate).points;
            for (cell, weights) in
                matrix.row(candidate).iter().zip(self.weights.chunks_exact(BLOCK))
            {
                for (total, weight) in totals.iter_mut().zip(weights) {
                    *total += weight * (cell.score + adjustment);
                }
            }
        }
    }

    /// Adds each weighting, divided by its sum, to every candidate that is first under it.
    ///
    /// Those who tie get the whole of it: only candidates that are alike tie, and they do so every time.
    fn add_weightings(&self, sums: &mut [f64]) {
        let criteria = self.weights.len() / BLOCK;
        for sample in 0..self.len {
            let totals = || self.totals.chunks_exact(BLOCK).map(|totals| totals[sample]);
            let weights = || self.weights.chunks_exact(BLOCK).map(|weights| weights[sample]);
            let best = totals().fold(f64::NEG_INFINITY, f64::max) - crate::score::TOLERANCE;
            let whole: f64 = weights().sum();
            for (candidate, _) in totals().enumerate().filter(|(_, total)| *total > best) {
                let sums = &mut sums[candidate * criteria..][..criteria];
                sums.iter_mut().zip(weights()).for_each(|(sum, weight)| *sum += weight / whole);
            }
        }
    }
}

/// Deals weightings out in an order.
///
/// The k-th largest of n exponential figures is Σ eᵢ / i over i from k to n, with eᵢ exponential again (Rényi 1953).
/// Equals take their places in a random order, by figures of their own.
struct Dealer<'a> {
    groups: &'a [Vec<usize>],
    /// The criteria by group and id: whose figure is used for which place.
    by_place: Vec<usize>,
    /// One stream for each criterion that has equals.
    shuffles: Vec<Option<Stream<'a>>>,
    columns: Vec<f32>,
    order: Vec<usize>,
    figures: Vec<f64>,
}

impl<'a> Dealer<'a> {
    fn new(matrix: &Matrix, sampling: &'a Sampling, groups: &'a [Vec<usize>]) -> Self {
        let mut shuffles: Vec<Option<Stream>> = Vec::new();
        shuffles.resize_with(matrix.criteria().len(), || None);
        for criterion in groups.iter().filter(|group| group.len() > 1).flatten() {
            shuffles[*criterion] = Some(sampling.shuffle(&matrix.criteria()[*criterion]));
        }
        let columns = vec![0.0; shuffles.len() * BLOCK];
        let figures = vec![0.0; shuffles.len()];
        let mut by_place = Vec::with_capacity(shuffles.len());
        for group in groups {
            let mut members = group.clone();
            members.sort_by_key(|criterion| &matrix.criteria()[*criterion]);
            by_place.extend(members);
        }
        Self { groups, order: by_place.clone(), by_place, shuffles, columns, figures }
    }

    fn put_in_order(&mut self, block: usize, weights: &mut [f64]) {
        let mut scratch: Scratch = [0.0; 2 * BLOCK];
        for (stream, column) in self.shuffles.iter().zip(self.columns.chunks_exact_mut(BLOCK)) {
            if let Some(stream) = stream {
                column.copy_from_slice(&stream.block(block, &mut scratch)[..BLOCK]);
            }
        }
        for sample in 0..BLOCK {
            let mut start = 0;
            for group in self.groups {
                let members = &mut self.order[start..start + group.len()];
                if group.len() > 1 {
                    let own = |criterion: usize| self.columns[criterion * BLOCK + sample];
                    members.sort_unstable_by(|a, b| own(*a).total_cmp(&own(*b)).then(a.cmp(b)));
                }
                start += group.len();
            }
            let mut sum = 0.0;
            for (place, criterion) in self.by_place.iter().enumerate().rev() {
                sum += weights[criterion * BLOCK + sample] / (place + 1) as f64;
                self.figures[place] = sum;
            }
            for (criterion, figure) in self.order.iter().zip(&self.figures) {
                weights[criterion * BLOCK + sample] = *figure;
            }
        }
    }
}
