//! Counting who stood where in a block of samples.
//!
//! Counts are whole numbers, kept apart by how many share a place, and are turned into shares only at the end: so
//! the order in which threads hand in their counts cannot reach the result.

#![expect(
    clippy::float_cmp,
    reason = "a tie in a sample is the same figure, bit by bit; see `singles`"
)]

use super::stream::BLOCK;

/// How often each candidate stood with so many above it and so many level with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tally {
    candidates: usize,
    /// `[candidate][above][level]`, where `level` does not count the candidate itself.
    counts: Vec<u64>,
    above: Vec<u32>,
}

impl Tally {
    pub(super) fn new(candidates: usize) -> Self {
        Self { candidates, counts: vec![0; candidates.pow(3)], above: vec![0; BLOCK] }
    }

    /// Counts one block; `totals` holds a stretch of `BLOCK` figures for each candidate, `len` of them in use.
    pub(super) fn count(&mut self, totals: &[f32], len: usize) {
        let before = self.counts.clone();
        let mut defeats = 0;
        for candidate in 0..self.candidates {
            defeats += self.count_one(totals, candidate, len);
        }
        // Without a tie every pair has one loser in each sample.
        let pairs = self.candidates * (self.candidates - 1) / 2;
        if defeats != (pairs * len) as u64 {
            self.counts = before;
            self.count_with_ties(totals, len);
        }
    }

    /// Counts one candidate as if nobody tied, and returns how often someone was above it.
    fn count_one(&mut self, totals: &[f32], candidate: usize, len: usize) -> u64 {
        let above = &mut self.above[..len];
        above.fill(0);
        let own = stretch(totals, candidate, len);
        for other in (0..self.candidates).filter(|&other| other != candidate) {
            for ((above, own), other) in above.iter_mut().zip(own).zip(stretch(totals, other, len))
            {
                *above += u32::from(other > own);
            }
        }
        let mut defeats = 0;
        for rank in 0..self.candidates {
            let wanted = u32::try_from(rank).unwrap_or(u32::MAX);
            let times =
                u64::from(above.iter().map(|&above| u32::from(above == wanted)).sum::<u32>());
            self.counts[(candidate * self.candidates + rank) * self.candidates] += times;
            defeats += times * rank as u64;
        }
        defeats
    }

    fn count_with_ties(&mut self, totals: &[f32], len: usize) {
        let at = |candidate: usize, draw: usize| totals[candidate * BLOCK + draw];
        for draw in 0..len {
            for candidate in 0..self.candidates {
                let own = at(candidate, draw);
                let others = 0..self.candidates;
                let above = others.clone().filter(|&other| at(other, draw) > own).count();
                let level = others.filter(|&other| at(other, draw) == own).count() - 1;
                self.counts[(candidate * self.candidates + above) * self.candidates + level] += 1;
            }
        }
    }

    pub(super) fn add(mut self, other: Self) -> Self {
        for (own, other) in self.counts.iter_mut().zip(other.counts) {
            *own += other;
        }
        self
    }

    /// `[candidate][rank]`: the share of samples; those who are level share their ranks equally.
    pub(super) fn shares(&self, samples: usize) -> Vec<Vec<f64>> {
        let ranks = |candidate| {
            let mut ranks = vec![0.0; self.candidates];
            for above in 0..self.candidates {
                for level in 0..self.candidates - above {
                    let count = self.counts
                        [(candidate * self.candidates + above) * self.candidates + level];
                    let part = count as f64 / (level + 1) as f64 / samples as f64;
                    ranks[above..=above + level].iter_mut().for_each(|rank| *rank += part);
                }
            }
            ranks
        };
        (0..self.candidates).map(ranks).collect()
    }
}

/// How often each candidate was first, kept apart by how many shared the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Firsts {
    candidates: usize,
    /// `[candidate][level]`, where `level` does not count the candidate itself.
    counts: Vec<u64>,
}

impl Firsts {
    pub(super) fn new(candidates: usize) -> Self {
        Self { candidates, counts: vec![0; candidates.pow(2)] }
    }

    /// Counts one block, laid out as for [`Tally::count`]; `best` has room for a block and is left with the
    /// best figure of each sample.
    pub(super) fn count(&mut self, figures: &[f32], len: usize, best: &mut [f32]) {
        best_of(figures, len, best);
        let first = |candidate| {
            let hits = stretch(figures, candidate, len).iter().zip(&*best);
            u64::from(hits.map(|(own, best)| u32::from(own == best)).sum::<u32>())
        };
        let times: Vec<u64> = (0..self.candidates).map(first).collect();
        if times.iter().sum::<u64>() == len as u64 {
            for (candidate, times) in times.into_iter().enumerate() {
                self.counts[candidate * self.candidates] += times;
            }
        } else {
            self.count_with_ties(figures, len, best);
        }
    }

    fn count_with_ties(&mut self, figures: &[f32], len: usize, best: &[f32]) {
        for (draw, best) in best[..len].iter().enumerate() {
            let is_first = |&c: &usize| figures[c * BLOCK + draw] == *best;
            let level = (0..self.candidates).filter(is_first).count() - 1;
            for candidate in (0..self.candidates).filter(is_first) {
                self.counts[candidate * self.candidates + level] += 1;
            }
        }
    }

    /// Counts samples that all came out alike.
    pub(super) fn count_alike(&mut self, figures: &[f32], samples: usize) {
        let best = figures.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let first: Vec<usize> = (0..figures.len()).filter(|&c| figures[c] == best).collect();
        for candidate in &first {
            self.counts[candidate * self.candidates + first.len() - 1] += samples as u64;
        }
    }

    pub(super) fn add(mut self, other: Self) -> Self {
        for (own, other) in self.counts.iter_mut().zip(other.counts) {
            *own += other;
        }
        self
    }

    /// The share of samples in which each candidate was first; those who tie share the place equally.
    pub(super) fn shares(&self, samples: usize) -> Vec<f64> {
        let share = |levels: &[u64]| {
            let parts = levels.iter().zip(1_u32..);
            parts.map(|(&count, sharing)| count as f64 / f64::from(sharing)).sum::<f64>()
                / samples as f64
        };
        self.counts.chunks(self.candidates.max(1)).map(share).collect()
    }
}

/// The best figure of each sample.
pub(super) fn best_of(figures: &[f32], len: usize, best: &mut [f32]) {
    best[..len].copy_from_slice(&figures[..len]);
    for candidate in figures.chunks_exact(BLOCK).skip(1) {
        for (best, own) in best[..len].iter_mut().zip(candidate) {
            *best = if *own > *best { *own } else { *best };
        }
    }
}

/// The part of one candidate.
pub(super) fn stretch(figures: &[f32], candidate: usize, len: usize) -> &[f32] {
    &figures[candidate * BLOCK..][..len]
}
