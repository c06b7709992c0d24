//! Many plain decisions at once: totals and nothing else.
//!
//! For whoever has ratings and weights as flat lists and asks no further questions; everything else works on a
//! [`Matrix`](crate::score::Matrix), which knows names and ranges.

use rayon::prelude::*;

use crate::score::TOLERANCE;

/// Decisions that one thread takes at a time.
const TASK: usize = 4_096;

/// Decisions of one size, one after another in two flat lists.
#[derive(Debug, Clone, Copy)]
pub struct Batch<'a> {
    /// How many candidates each decision has.
    pub candidates: usize,
    /// How many criteria each decision has.
    pub criteria: usize,
    /// `[decision][candidate][criterion]`, 0 to 10.
    pub ratings: &'a [f64],
    /// `[decision][criterion]`, in points.
    pub weights: &'a [f64],
}

impl Batch<'_> {
    /// Σ weight × rating / Σ weight, `[decision][candidate]`, on the scale of the ratings.
    ///
    /// Where the weights of a decision sum to less than 1e-9, there is no total and its figures are NaN. A
    /// decision that is not whole at the end of the lists is left out.
    pub fn totals(&self) -> Vec<f64> {
        let width = self.candidates * self.criteria;
        if width == 0 {
            return Vec::new();
        }
        let decisions = (self.ratings.len() / width).min(self.weights.len() / self.criteria);
        let mut totals = vec![0.0; decisions * self.candidates];
        totals
            .par_chunks_mut(TASK * self.candidates)
            .zip(self.ratings.par_chunks(TASK * width))
            .zip(self.weights.par_chunks(TASK * self.criteria))
            .for_each(|((totals, ratings), weights)| self.fill(totals, ratings, weights));
        totals
    }

    fn fill(&self, totals: &mut [f64], ratings: &[f64], weights: &[f64]) {
        let rows = ratings.chunks_exact(self.candidates * self.criteria);
        let decisions = totals.chunks_exact_mut(self.candidates).zip(rows);
        for ((totals, rows), weights) in decisions.zip(weights.chunks_exact(self.criteria)) {
            let sum: f64 = weights.iter().sum();
            let scale = if sum < TOLERANCE { f64::NAN } else { 1.0 / sum };
            for (total, row) in totals.iter_mut().zip(rows.chunks_exact(self.criteria)) {
                *total = scale * row.iter().zip(weights).map(|(r, w)| r * w).sum::<f64>();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Batch;

    #[test]
    fn totals_are_weighted_means() {
        let batch = Batch {
            candidates: 2,
            criteria: 2,
            ratings: &[9.0, 6.0, 6.0, 9.0, 1.0, 2.0, 3.0, 4.0, 5.0],
            weights: &[2.0, 1.0, 0.0, 0.0],
        };
        let totals = batch.totals();
        assert_eq!(totals[..2], [8.0, 7.0]);
        assert!(totals[2].is_nan() && totals[3].is_nan());
    }
}
