//! Counting who is best, and who has which rank, in blocks of samples.
//!
//! What is counted is one block of figures for each candidate.

pub use super::random::{BLOCK, Block};
use crate::score::TOLERANCE;

/// Two samples nearer than this are the same figure: what rounding to `f32` leaves of a difference of nothing.
pub const SAME: f32 = 1e-5;

/// In how many samples each candidate was best; those who tie share a sample equally.
#[derive(Debug, Clone)]
pub struct WinCounts {
    wins: Vec<f64>,
    /// Room for one block: the best figure of each sample, and how often each candidate has it.
    best: Block,
    times: Vec<u32>,
}

impl WinCounts {
    /// No samples yet.
    pub fn new(candidates: usize) -> Self {
        Self { wins: vec![0.0; candidates], best: [0.0; BLOCK], times: vec![0; candidates] }
    }

    /// Counts the first `len` samples of a block, among the candidates that can be best at all.
    pub fn count(&mut self, figures: &[Block], among: &[usize], len: usize) {
        // At most a block, so that a compiler sees that no place is outside.
        let (best, len) = (&mut self.best, len.min(BLOCK));
        best.fill(f32::NEG_INFINITY);
        for &candidate in among {
            let own = &figures[candidate];
            for n in 0..BLOCK {
                best[n] = if own[n] > best[n] { own[n] } else { best[n] };
            }
        }
        best.iter_mut().for_each(|best| *best -= SAME);
        let mut sum = 0;
        for (times, &candidate) in self.times.iter_mut().zip(among) {
            let own = &figures[candidate];
            *times = 0;
            for n in 0..len {
                *times += u32::from(own[n] >= best[n]);
            }
            sum += *times as usize;
        }
        if sum == len {
            for (times, &candidate) in self.times.iter().zip(among) {
                self.wins[candidate] += f64::from(*times);
            }
            return;
        }
        for n in 0..len {
            let wins = |candidate: &&usize| figures[**candidate][n] >= best[n];
            let part = 1.0 / among.iter().filter(wins).count() as f64;
            among.iter().filter(wins).for_each(|winner| self.wins[*winner] += part);
        }
    }

    /// The share of the samples that each candidate won.
    pub fn shares(&self, samples: usize) -> Vec<f64> {
        self.wins.iter().map(|wins| wins / samples as f64).collect()
    }
}

/// Up to so many candidates each is compared with each other, a block at a time; more are sorted sample by sample.
const FEW: usize = 12;

/// In how many samples each candidate had each rank; those who tie share their ranks equally.
#[derive(Debug, Clone)]
pub struct RankCounts {
    candidates: usize,
    /// `[candidate][rank]`, as the difference from the rank before, so that a tie of many costs no more than one.
    steps: Vec<f64>,
    order: Vec<(f32, usize)>,
}

impl RankCounts {
    /// No samples yet.
    pub fn new(candidates: usize) -> Self {
        let steps = vec![0.0; candidates * (candidates + 1)];
        Self { candidates, steps, order: (0..candidates).map(|c| (0.0, c)).collect() }
    }

    /// Counts the first `len` samples of a block.
    pub fn count(&mut self, totals: &[Block], len: usize) {
        if self.candidates <= FEW && self.count_few(totals, len.min(BLOCK)) {
            return;
        }
        for sample in 0..len {
            // From the order of the sample before, which is often the same.
            self.order.iter_mut().for_each(|(total, c)| *total = totals[*c][sample]);
            self.order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
            let mut rank = 0;
            for tied in self.order.chunk_by(|a, b| a.0 - b.0 <= SAME) {
                let part = 1.0 / tied.len() as f64;
                for (_, candidate) in tied {
                    let steps = &mut self.steps[candidate * (self.candidates + 1)..];
                    steps[rank] += part;
                    steps[rank + tied.len()] -= part;
                }
                rank += tied.len();
            }
        }
    }

    /// The same where nobody ties; otherwise nothing is counted, and it says so.
    fn count_few(&mut self, totals: &[Block], len: usize) -> bool {
        for (candidate, own) in totals.iter().enumerate() {
            for other in &totals[..candidate] {
                let mut near = 0;
                for n in 0..len {
                    near += u32::from((own[n] - other[n]).abs() <= SAME);
                }
                if near > 0 {
                    return false;
                }
            }
        }
        for (own, steps) in totals.iter().zip(self.steps.chunks_exact_mut(self.candidates + 1)) {
            let mut above = [0_u32; BLOCK];
            for other in totals {
                for n in 0..BLOCK {
                    above[n] += u32::from(other[n] > own[n]);
                }
            }
            for (place, rank) in (0..self.candidates).zip(0_u32..) {
                let mut times = 0;
                for above in &above[..len] {
                    times += u32::from(*above == rank);
                }
                steps[place] += f64::from(times);
                steps[place + 1] -= f64::from(times);
            }
        }
        true
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
