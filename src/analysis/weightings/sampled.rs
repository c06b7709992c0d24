//! Weightings sampled uniformly on the simplex, for three candidates and more.
//!
//! Independent exponential figures, divided by their sum, are uniform on the simplex. Who is first does not need the
//! division; the mean weighting does.

use super::Shares;
use crate::analysis::Sampling;
use crate::analysis::counts::{SAME, WinCounts};
use crate::analysis::random::{BLOCK, Block, Scratch, Stream, single};
use crate::score::Matrix;
use std::cmp::Reverse;

/// One weighting is sampled for so many draws: 2,500 by default, which gives each share a standard error of at most
/// 0.01, a percentage point.
pub const DRAWS_A_SAMPLE: usize = 4;

/// Samples weightings; `groups` lists the criteria from the heaviest to the lightest, equals together.
pub(super) fn sample(matrix: &Matrix, sampling: &Sampling, groups: &[Vec<usize>]) -> Shares {
    let limited = sampling.limited_for(matrix);
    let sampling = &Sampling { count: (limited.count / DRAWS_A_SAMPLE).max(1), ..limited };
    let (candidates, criteria) = (matrix.candidates.len(), matrix.criteria.len());
    let everyone: Vec<usize> = (0..candidates).collect();
    let streams: Vec<Stream> = matrix.criteria.iter().map(|id| sampling.exponentials(id)).collect();
    let mut first = WinCounts::new(candidates);
    let mut given_order = WinCounts::new(candidates);
    let mut sums = vec![0.0; candidates * criteria];
    // Weightings, one block for each criterion and not divided by their sum, and what follows from them.
    let mut weights = vec![[0.0; BLOCK]; criteria];
    let mut totals = vec![[0.0; BLOCK]; candidates];
    let mut scratch: Scratch = [[0.0; BLOCK]; 2];
    for block in 0..sampling.blocks() {
        let len = sampling.len(block);
        for (stream, weights) in streams.iter().zip(&mut weights) {
            *weights = stream.block(block, &mut scratch)[0];
        }
        add_up(matrix, &weights, &mut totals);
        first.count(&totals, &everyone, len);
        add_weightings(&weights, &totals, len, &mut sums);
        if groups.len() > 1 {
            put_in_order(groups, &mut weights);
            add_up(matrix, &weights, &mut totals);
            given_order.count(&totals, &everyone, len);
        }
    }
    let mean = |sums: &[f64]| {
        let whole: f64 = sums.iter().sum();
        (whole > 0.0).then(|| sums.iter().map(|sum| sum / whole).collect())
    };
    // Where all weights are equal, every weighting is in their order.
    let given_order = if groups.len() > 1 { given_order } else { first.clone() };
    Shares {
        first: first.shares(sampling.count),
        given_order: Some(given_order.shares(sampling.count)),
        central: sums.chunks_exact(criteria).map(mean).collect(),
    }
}

/// Totals = Σ weight × (rating + adjustment).
fn add_up(matrix: &Matrix, weights: &[Block], totals: &mut [Block]) {
    for (candidate, total) in totals.iter_mut().enumerate() {
        total.fill(0.0);
        let adjustment = matrix.adjustment(candidate).points;
        for (cell, weights) in matrix.row(candidate).iter().zip(weights) {
            let score = single(cell.score + adjustment);
            for n in 0..BLOCK {
                total[n] += weights[n] * score;
            }
        }
    }
}

/// Adds each weighting, divided by its sum, to every candidate that is first under it.
///
/// Those who tie get the whole of it: only candidates that are alike tie, and they do so every time.
fn add_weightings(weights: &[Block], totals: &[Block], len: usize, sums: &mut [f64]) {
    let (mut best, mut whole) = ([f32::NEG_INFINITY; BLOCK], [0.0; BLOCK]);
    for total in totals {
        for n in 0..BLOCK {
            best[n] = best[n].max(total[n]);
        }
    }
    for weights in weights {
        for n in 0..BLOCK {
            whole[n] += weights[n];
        }
    }
    for (total, sums) in totals.iter().zip(sums.chunks_exact_mut(weights.len())) {
        let mut parts = [0.0; BLOCK];
        for n in 0..len.min(BLOCK) {
            parts[n] = if total[n] >= best[n] - SAME { 1.0 / whole[n] } else { 0.0 };
        }
        for (sum, weights) in sums.iter_mut().zip(weights) {
            let mut shares = 0.0;
            for n in 0..BLOCK {
                shares += weights[n] * parts[n];
            }
            *sum += f64::from(shares);
        }
    }
}

/// Deals the weights of each sample out by size, the largest to the foremost group; within a group they keep the order
/// that they have, which is a random one and does not depend on their sizes.
fn put_in_order(groups: &[Vec<usize>], weights: &mut [Block]) {
    let mut sizes = weights.to_vec();
    sort(&mut sizes);
    let mut sizes = &sizes[..];
    let mut members: Vec<usize> = Vec::new();
    for group in groups {
        let (own, smaller) = sizes.split_at(group.len());
        sizes = smaller;
        if let [one] = group[..] {
            weights[one] = own[0];
            continue;
        }
        for sample in 0..BLOCK {
            members.clone_from(group);
            // No weight is negative, so that their bits have the order of their sizes.
            members.sort_unstable_by_key(|one| Reverse(weights[*one][sample].to_bits()));
            for (one, sizes) in members.iter().zip(own) {
                weights[*one][sample] = sizes[sample];
            }
        }
    }
}

/// Sorts the figures of each sample from the largest to the smallest, by merge exchange. What it compares does not depend
/// on the figures, so that a compiler sorts several samples at once.
///
/// D. E. Knuth, "The Art of Computer Programming", volume 3 (1998), section 5.2.2, algorithm M.
fn sort(figures: &mut [Block]) {
    let largest = figures.len().next_power_of_two() / 2;
    let mut p = largest;
    while p > 0 {
        let (mut q, mut r, mut d) = (largest, 0, p);
        loop {
            for i in (0..figures.len().saturating_sub(d)).filter(|i| i & p == r) {
                let (before, after) = figures.split_at_mut(i + d);
                for (a, b) in before[i].iter_mut().zip(&mut after[0]) {
                    (*a, *b) = if *a < *b { (*b, *a) } else { (*a, *b) };
                }
            }
            if q == p {
                break;
            }
            (d, q, r) = (q - p, q / 2, p);
        }
        p /= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::sort;
    use crate::analysis::random::{BLOCK, Block};

    #[test]
    fn figures_are_sorted_whatever_their_number() {
        for count in 0..40_usize {
            let figure = |place: usize, sample: usize| ((place * 37 + sample * 11) % 13) as f32;
            let made = |place| std::array::from_fn(|sample| figure(place, sample));
            let mut figures: Vec<Block> = (0..count).map(made).collect();
            sort(&mut figures);
            for sample in 0..BLOCK {
                let mut sorted: Vec<f32> = (0..count).map(|place| figure(place, sample)).collect();
                sorted.sort_by(|a, b| b.total_cmp(a));
                assert!(figures.iter().map(|block| block[sample]).eq(sorted), "{count}, {sample}");
            }
        }
    }
}
