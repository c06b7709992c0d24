//! The exact share of weightings for two candidates, without sampling.
//!
//! For differences d and uniform weights w on the simplex, P(Σ w·d > 0). The weights may be taken as independent
//! exponential times; then the positive differences and the negative ones are two chains of phases that race, and
//! the recursion asks phase by phase who finishes first. The result equals Varsi's frustum of a simplex.

use crate::score::TOLERANCE;

/// The shares of the first and of the second, for the differences first − second. They sum to 1.
///
/// Differences within 1e-9 of 0 speak for nobody; if all do, each has a half. The rarer side is the one computed,
/// so that a share of one in a million has as many good digits as a share of a half.
pub(super) fn shares(differences: &[f64]) -> (f64, f64) {
    let second = share_of_second(differences);
    if second < 0.5 {
        return (1.0 - second, second);
    }
    let turned: Vec<f64> = differences.iter().map(|d| -d).collect();
    let first = share_of_second(&turned);
    (first, 1.0 - first)
}

/// The mean weighting of those that put the first ahead; None where none does.
pub(super) fn central(differences: &[f64]) -> Option<Vec<f64>> {
    let (share, _) = shares(differences);
    let mean = |d: &f64| {
        let twice = [differences, &[*d]].concat();
        shares(&twice).0 / (differences.len() as f64 * share)
    };
    (share > 0.0).then(|| differences.iter().map(mean).collect())
}

/// A\[last\] of the recursion: only sums of positive terms, so nothing cancels.
fn share_of_second(differences: &[f64]) -> f64 {
    let positive: Vec<f64> = differences.iter().copied().filter(|d| *d > TOLERANCE).collect();
    let negative: Vec<f64> = differences.iter().filter(|d| **d < -TOLERANCE).map(|d| -d).collect();
    if positive.is_empty() {
        return if negative.is_empty() { 0.5 } else { 1.0 };
    }
    let mut reached = vec![1.0; negative.len() + 1];
    reached[0] = 0.0;
    for x in positive {
        for (k, y) in negative.iter().enumerate() {
            reached[k + 1] = (x * reached[k] + y * reached[k + 1]) / (x + y);
        }
    }
    reached[negative.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_and_ties() {
        assert_eq!(shares(&[]), (0.5, 0.5));
        assert_eq!(shares(&[0.0, 1e-12]), (0.5, 0.5));
        assert_eq!(shares(&[1.0, 0.0]), (1.0, 0.0));
        assert_eq!(shares(&[-1.0, 0.0]), (0.0, 1.0));
        assert_eq!(shares(&[3.0, -1.0]), (0.75, 0.25));
    }

    #[test]
    fn a_rare_side_keeps_its_digits() {
        // One small positive against three large negatives: P = Π x / (x + y).
        let (first, _) = shares(&[0.01, -10.0, -10.0, -10.0]);
        let expected = libm::pow(0.01 / 10.01, 3.0);
        assert!((first / expected - 1.0).abs() < 1e-12);
    }
}
