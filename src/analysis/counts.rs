//! Counting who is best, and who has which rank, in blocks of samples.
//!
//! A block holds one column of [`BLOCK`] figures for each candidate. Figures within 1e-9 of each other tie.

pub use super::random::BLOCK;
use crate::score::TOLERANCE;

/// In how many samples each candidate was best; those who tie share a sample equally.
#[derive(Debug, Clone)]
pub struct WinCounts {
    wins: Vec<f64>,
    best: Vec<f64>,
}

impl WinCounts {
    /// No samples yet.
    pub fn new(candidates: usize) -> Self {
        Self { wins: vec![0.0; candidates], best: vec![0.0; BLOCK] }
    }

    /// Counts the first `len` samples of a block, among the candidates that can be best at all.
    pub fn count(&mut self, figures: &[f64], among: &[usize], len: usize) {
        let column = |candidate: usize| &figures[candidate * BLOCK..][..len];
        let best = &mut self.best[..len];
        best.fill(f64::NEG_INFINITY);
        for &candidate in among {
            for (best, own) in best.iter_mut().zip(column(candidate)) {
                *best = if *own > *best { *own } else { *best };
            }
        }
        best.iter_mut().for_each(|best| *best -= TOLERANCE);
        let times = |candidate: &usize| {
            column(*candidate).iter().zip(&*best).map(|(own, best)| u64::from(own > best)).sum()
        };
        let times: Vec<u64> = among.iter().map(times).collect();
        if times.iter().sum::<u64>() == len as u64 {
            for (candidate, times) in among.iter().zip(times) {
                self.wins[*candidate] += times as f64;
            }
            return;
        }
        for (sample, best) in best.iter().enumerate() {
            let wins = |candidate: &&usize| column(**candidate)[sample] > *best;
            let part = 1.0 / among.iter().filter(wins).count() as f64;
            among.iter().filter(wins).for_each(|winner| self.wins[*winner] += part);
        }
    }

    /// The share of the samples that each candidate won.
    pub fn shares(&self, samples: usize) -> Vec<f64> {
        self.wins.iter().map(|wins| wins / samples as f64).collect()
    }
}

/// In how many samples each candidate had each rank; those who tie share their ranks equally.
#[derive(Debug, Clone)]
pub struct RankCounts {
    candidates: usize,
    /// `[candidate][rank]`, as the difference from the rank before, so that a tie of many costs no more than one.
    steps: Vec<f64>,
    order: Vec<(f64, usize)>,
}

impl RankCounts {
    /// No samples yet.
    pub fn new(candidates: usize) -> Self {
        let steps = vec![0.0; candidates * (candidates + 1)];
        Self { candidates, steps, order: (0..candidates).map(|c| (0.0, c)).collect() }
    }

    /// Counts the first `len` samples of a block.
    pub fn count(&mut self, totals: &[f64], len: usize) {
        let count = self.candidates;
        for sample in 0..len {
            // From the order of the sample before, which is often the same.
            self.order.iter_mut().for_each(|(total, c)| *total = totals[*c * BLOCK + sample]);
            self.order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
            let mut rank = 0;
            for tied in self.order.chunk_by(|a, b| a.0 - b.0 < TOLERANCE) {
                let part = 1.0 / tied.len() as f64;
                for (_, candidate) in tied {
                    let steps = &mut self.steps[candidate * (count + 1)..][..=count];
                    steps[rank] += part;
                    steps[rank + tied.len()] -= part;
                }
                rank += tied.len();
            }
        }
    }

    /// `[candidate][rank]`: the share of the samples; rows and columns sum to 1.
    pub fn shares(&self, samples: usize) -> Vec<Vec<f64>> {
        let share = |sum: &mut f64, step: &f64| {
            *sum += step;
            // What rounding left of nothing.
            Some(if sum.abs() < TOLERANCE { 0.0 } else { *sum / samples as f64 })
        };
        let rows = self.steps.chunks_exact(self.candidates + 1);
        rows.map(|steps| steps[..self.candidates].iter().scan(0.0, share).collect()).collect()
    }
}
