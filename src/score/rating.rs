//! Findings to scores, scores to ratings.
//!
//! Every scale is anchored in the catalogue; nothing is normalised relative to the other candidates.

use super::matrix::{Cell, HIGHEST, LOWEST};
use crate::model::{
    Confidence, Criterion, Finding, FindingValue, Framework, Indicator, Scale, Score,
    checklist_score,
};

/// A rating on one criterion, 0 to 10, with its ranges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rating {
    /// What enters the totals.
    pub score: f64,
    /// The lowest that the evidence allows.
    pub low: f64,
    /// The highest that the evidence allows.
    pub high: f64,
    /// The part of the criterion's weight that rests on findings, 0 to 1.
    pub coverage: f64,
    /// What the rating falls to if everything unknown turns out worst.
    pub if_worst: f64,
    /// What it rises to if everything unknown turns out best.
    pub if_best: f64,
}

impl Rating {
    /// A rating given as a whole.
    pub fn given(score: f64, low: f64, high: f64) -> Self {
        Self { score, low, high, coverage: 1.0, if_worst: score, if_best: score }
    }

    /// The rating without its coverage.
    pub fn cell(self) -> Cell {
        Cell { score: self.score, low: self.low, high: self.high, known: true }
    }

    /// The weighted mean of parts, each a weight and what is known of it; none where nothing is known at all.
    ///
    /// An unknown part counts as 5 between 0 and 10.
    pub fn mean(parts: impl IntoIterator<Item = (f64, Option<Cell>)>) -> Option<Self> {
        let parts: Vec<(f64, Option<Cell>)> = parts.into_iter().collect();
        let weights: f64 = parts.iter().map(|(weight, _)| weight).sum();
        let mean = |of: fn(Cell) -> f64, unknown: f64| {
            parts.iter().map(|(weight, part)| weight * part.map_or(unknown, of)).sum::<f64>()
                / weights
        };
        let coverage = mean(|_| 1.0, 0.0);
        (coverage > 0.0).then(|| Self {
            score: mean(|cell| cell.score, Score::UNKNOWN),
            low: mean(|cell| cell.low, LOWEST),
            high: mean(|cell| cell.high, HIGHEST),
            coverage,
            if_worst: mean(|cell| cell.score, LOWEST),
            if_best: mean(|cell| cell.score, HIGHEST),
        })
    }
}

/// A framework's rating on a criterion; none where nothing was found.
pub fn rate(framework: &Framework, criterion: &Criterion) -> Option<Rating> {
    let findings = framework.findings.get(&criterion.id)?;
    Rating::mean(criterion.indicators.iter().map(|indicator| {
        let scored = findings.get(&indicator.id).map(|finding| score(finding, indicator));
        (indicator.weight.get(), scored)
    }))
}

/// The score of one finding on its indicator's scale, with its range.
pub fn score(finding: &Finding, indicator: &Indicator) -> Cell {
    let scale = &indicator.scale;
    let score = match (&finding.found, scale) {
        (FindingValue::Items { built_in, extension }, Scale::Checklist { items }) => {
            let score = checklist_score(built_in.len(), extension.len(), items.len());
            score.clamp(LOWEST, HIGHEST)
        }
        (FindingValue::Value(value), scale) => scale.score(*value),
        (FindingValue::Judged(score), _) => score.get(),
        // The loader refuses a checklist finding on another scale; unknown is the honest answer to one.
        (FindingValue::Items { .. }, _) => Score::UNKNOWN,
    };
    // How far a finding may be off that names no bounds of its own.
    let slack = match finding.confidence {
        Some(Confidence::High) | None => 0.0,
        Some(Confidence::Medium) => 0.5,
        Some(Confidence::Low) => 1.0,
    };
    let bound = |bound: Option<f64>, off: f64| {
        bound.map_or((score + off).clamp(LOWEST, HIGHEST), |value| scale.score(value))
    };
    let (low, high) = if scale.less_is_better() {
        (bound(finding.high, -slack), bound(finding.low, slack))
    } else {
        (bound(finding.low, -slack), bound(finding.high, slack))
    };
    Cell { score, low: low.min(score), high: high.max(score), known: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(left: f64, right: f64) {
        assert!((left - right).abs() < 1e-12, "{left} is not {right}");
    }

    #[test]
    fn an_unknown_part_widens_the_rating_and_is_never_zero() {
        let rating =
            Rating::mean([(1.0, Some(Cell::exact(9.0))), (1.0, None)]).expect("one is known");
        near(rating.score, 7.0);
        near(rating.low, 4.5);
        near(rating.high, 9.5);
        near(rating.coverage, 0.5);
        assert_eq!(Rating::mean([(1.0, None)]), None);
    }
}
