//! Comparisons in pairs to weights, by the principal eigenvector.
//!
//! Source: T. L. Saaty, "The Analytic Hierarchy Process", 1980. The consistency ratio is
//! ((λ − n) / (n − 1)) / the mean index of random comparisons of that size.

use super::TOLERANCE;
use crate::decision::WorstComparison;
use crate::model::{Comparison, CriterionId, SortedMap};

/// Saaty's mean index of random comparisons, by how many criteria are compared; the last holds from there on.
const RANDOM_INDEX: [f64; 16] =
    [0.0, 0.0, 0.0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];

/// Enough for any matrix on Saaty's scale to settle to the last digit.
const MOST_STEPS: usize = 1000;

/// How far comparisons contradict each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Consistency {
    /// The consistency ratio; 0 is without contradiction.
    pub ratio: f64,
    /// The comparison that fits the others worst; none where all agree.
    pub worst: Option<WorstComparison>,
}

/// The shares of the criteria compared, and how consistent the comparisons are.
///
/// A pair that is not compared counts as equal; the loader refuses such input.
pub fn shares(comparisons: &[Comparison]) -> (SortedMap<CriterionId, f64>, Consistency) {
    let mut names: Vec<&CriterionId> =
        comparisons.iter().flat_map(|c| [&c.first, &c.second]).collect();
    names.sort();
    names.dedup();
    let place = |id: &CriterionId| names.partition_point(|name| *name < id);
    let placed = comparisons.iter().map(|c| (place(&c.first), place(&c.second), c));
    let placed: Vec<(usize, usize, &Comparison)> = placed.collect();
    let mut matrix = vec![vec![1.0; names.len()]; names.len()];
    for (i, j, comparison) in &placed {
        matrix[*i][*j] = comparison.ratio.get();
        matrix[*j][*i] = comparison.ratio.get().recip();
    }
    let (vector, eigenvalue) = principal(&matrix);
    let count = names.len() as f64;
    let ratio = match RANDOM_INDEX[names.len().min(RANDOM_INDEX.len() - 1)] {
        0.0 => 0.0, // Two criteria cannot contradict each other.
        random => ((eigenvalue - count) / (count - 1.0) / random).max(0.0),
    };
    let worst = worst(&placed, &matrix);
    (names.into_iter().cloned().zip(vector).collect(), Consistency { ratio, worst })
}

/// The eigenvector of the largest eigenvalue, summing to 1, and that eigenvalue, by power iteration.
fn principal(matrix: &[Vec<f64>]) -> (Vec<f64>, f64) {
    let mut vector = vec![(matrix.len() as f64).recip(); matrix.len()];
    let mut eigenvalue = matrix.len() as f64;
    for _ in 0..MOST_STEPS {
        let product: Vec<f64> =
            matrix.iter().map(|row| row.iter().zip(&vector).map(|(a, v)| a * v).sum()).collect();
        eigenvalue = product.iter().sum();
        let next: Vec<f64> = product.iter().map(|entry| entry / eigenvalue).collect();
        let moved: f64 = next.iter().zip(&vector).map(|(a, b)| (a - b).abs()).sum();
        vector = next;
        if moved < 1e-15 {
            break;
        }
    }
    (vector, eigenvalue)
}

/// The comparison that fits worst, with what the other comparisons imply for it: the geometric mean, over every third
/// criterion, of going there and on. Of comparisons that fit equally badly it is the first by ids, however they are written.
fn worst(placed: &[(usize, usize, &Comparison)], matrix: &[Vec<f64>]) -> Option<WorstComparison> {
    let implied = |i: usize, j: usize| {
        let others: Vec<usize> = (0..matrix.len()).filter(|k| *k != i && *k != j).collect();
        let logs: f64 = others.iter().map(|&k| libm::log(matrix[i][k] * matrix[k][j])).sum();
        (!others.is_empty()).then(|| libm::exp(logs / others.len() as f64))
    };
    let steps = |off: f64| (off / TOLERANCE).round();
    let (_, worst, implied) = placed
        .iter()
        .filter_map(|(i, j, c)| Some((*c, implied(*i, *j)?)))
        .map(|(c, implied)| (libm::log(c.ratio.get() / implied).abs(), c, implied))
        .filter(|(off, ..)| *off > 1e-6)
        .max_by(|a, b| steps(a.0).total_cmp(&steps(b.0)).then_with(|| pair(b.1).cmp(&pair(a.1))))?;
    let Comparison { first, second, ratio } = worst.clone();
    Some(WorstComparison { first, second, given: ratio.get(), implied })
}

/// Its criteria by ids, whichever stands first.
fn pair(comparison: &Comparison) -> [&CriterionId; 2] {
    let mut pair = [&comparison.first, &comparison.second];
    pair.sort_unstable();
    pair
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Ratio, Thresholds};

    fn comparison(first: &str, second: &str, ratio: f64) -> Comparison {
        let id = |text| CriterionId::new(text).expect("an id");
        Comparison {
            first: id(first),
            second: id(second),
            ratio: Ratio::new(ratio).expect("a ratio"),
        }
    }

    #[test]
    fn consistent_comparisons_give_their_own_ratios() {
        let given =
            [comparison("a", "b", 2.0), comparison("b", "c", 3.0), comparison("a", "c", 6.0)];
        let (shares, consistency) = shares(&given);
        let shares: Vec<f64> = shares.into_values().collect();
        for (share, expected) in shares.iter().zip([0.6, 0.3, 0.1]) {
            assert!((share - expected).abs() < 1e-12, "{shares:?}");
        }
        assert!(consistency.ratio < 1e-12 && consistency.worst.is_none());
    }

    #[test]
    fn a_circle_is_inconsistent_and_named() {
        let given =
            [comparison("a", "b", 3.0), comparison("b", "c", 3.0), comparison("a", "c", 1.0 / 3.0)];
        let (_, consistency) = shares(&given);
        assert!(consistency.ratio > Thresholds::ACCEPTED_INCONSISTENCY);
        let worst = consistency.worst.unwrap();
        assert!((worst.implied * 9.0 - 1.0).abs() < 1e-9, "{worst:?}");
        // All three fit equally badly; the other way round they say the same.
        let turned = [
            comparison("c", "b", 1.0 / 3.0),
            comparison("c", "a", 3.0),
            comparison("b", "a", 1.0 / 3.0),
        ];
        for given in [&given, &turned] {
            let worst = shares(given).1.worst.unwrap();
            let mut pair = [worst.first.as_str(), worst.second.as_str()];
            pair.sort_unstable();
            assert_eq!(pair, ["a", "b"]);
        }
    }
}
