//! The decision as plain numbers: what every analysis works on.
//!
//! A matrix is always in canonical order (criteria and candidates sorted by id), so that neither the order of a
//! file nor the order of an argument can reach a result.

use super::facts::Span;
use crate::model::{CriterionId, FrameworkId, Score};

/// The lowest score.
pub const LOWEST: f64 = 0.0;
/// The highest score.
pub const HIGHEST: f64 = 10.0;
/// Two figures nearer than this are the same figure.
pub const TOLERANCE: f64 = 1e-9;

/// One candidate's rating on one criterion, 0 to 10, with the range the evidence leaves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// The rating that enters the totals.
    pub score: f64,
    /// The lowest rating the evidence allows.
    pub low: f64,
    /// The highest rating the evidence allows.
    pub high: f64,
    /// Whether anything at all was found; an unknown cell is 5 between 0 and 10 and uniform in draws.
    pub known: bool,
}

impl Cell {
    /// A rating without a range.
    #[cfg(test)]
    pub fn exact(score: f64) -> Self {
        Self { score, low: score, high: score, known: true }
    }

    /// A rating that nobody has found yet.
    pub fn unknown() -> Self {
        Self { score: Score::UNKNOWN, low: LOWEST, high: HIGHEST, known: false }
    }
}

/// What the project's facts add to or take from a candidate together, in points.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Adjustment {
    /// What enters the total.
    pub points: f64,
    /// With every fact at its lowest.
    pub low: f64,
    /// With every fact at its highest.
    pub high: f64,
    /// The mean in the draws.
    pub mean: f64,
    /// Half the width of the triangle from which the draws take it.
    pub error: f64,
}

impl Adjustment {
    /// The facts of one candidate; `unsaid` is the half-width, in points, of what the project has not told.
    ///
    /// In the draws each fact is triangular between low and high, and so is what is not told. Their sum is drawn as
    /// one symmetric triangle of the same mean and variance: exact for a single symmetric range, and near for several,
    /// as what is not told is far wider than any one fact.
    pub fn new(facts: impl Iterator<Item = Span>, unsaid: f64) -> Self {
        let mut sum = Self::default();
        let mut variance = unsaid * unsaid / 6.0;
        for Span { points, low, high } in facts {
            let (fall, rise) = (high - points, points - low);
            sum.points += points;
            sum.low += low;
            sum.high += high;
            sum.mean += points + (fall - rise) / 3.0;
            variance += (fall * fall + rise * rise + fall * rise) / 18.0;
        }
        Self { error: (6.0 * variance).sqrt(), ..sum }
    }
}

/// Candidates × criteria, with the criteria's shares, the candidates' adjustments and totals.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// The criteria's ids, in canonical order.
    pub criteria: Vec<CriterionId>,
    /// The candidates' ids, in canonical order.
    pub candidates: Vec<FrameworkId>,
    /// The criteria's shares; they sum to 1.
    pub shares: Vec<f64>,
    cells: Vec<Cell>,
    adjustments: Vec<Adjustment>,
    /// All totals, in the order of the candidates.
    pub totals: Vec<f64>,
    /// The candidates from best to worst; equals keep canonical order.
    pub order: Vec<usize>,
}

impl Matrix {
    /// Puts a matrix together; `cells` holds one row of all criteria for each candidate, `adjustments` what the project's
    /// facts add to or take from each.
    ///
    /// # Panics
    ///
    /// If the lengths do not agree, which is a mistake of the caller and never of the input.
    pub fn new(
        criteria: Vec<CriterionId>,
        candidates: Vec<FrameworkId>,
        shares: Vec<f64>,
        cells: Vec<Cell>,
        adjustments: Vec<Adjustment>,
    ) -> Self {
        assert_eq!(criteria.len(), shares.len(), "one share for each criterion");
        assert_eq!(cells.len(), criteria.len() * candidates.len(), "one cell for each pair");
        assert_eq!(adjustments.len(), candidates.len(), "one adjustment for each candidate");
        let (totals, order) = (Vec::new(), Vec::new());
        let mut matrix = Self { criteria, candidates, shares, cells, adjustments, totals, order };
        let total = |c| matrix.criteria_part(c) + matrix.adjustment(c).points;
        matrix.totals = (0..matrix.candidates.len()).map(total).collect();
        matrix.order = order_of(&matrix.totals);
        matrix
    }

    /// One candidate's cells, one for each criterion.
    pub fn row(&self, candidate: usize) -> &[Cell] {
        let width = self.criteria.len();
        &self.cells[candidate * width..(candidate + 1) * width]
    }

    /// One candidate's rating on one criterion.
    pub fn cell(&self, candidate: usize, criterion: usize) -> Cell {
        self.row(candidate)[criterion]
    }

    /// Σ share × what `part` takes from each cell (the score, the low or the high end).
    pub fn weighted(&self, candidate: usize, part: impl Fn(&Cell) -> f64) -> f64 {
        self.row(candidate).iter().zip(&self.shares).map(|(cell, share)| share * part(cell)).sum()
    }

    /// Σ share × rating, 0 to 10.
    pub fn criteria_part(&self, candidate: usize) -> f64 {
        self.weighted(candidate, |cell| cell.score)
    }

    /// What the project's facts add to or take from a candidate together.
    pub fn adjustment(&self, candidate: usize) -> Adjustment {
        self.adjustments[candidate]
    }

    /// A candidate's total: the criteria's part plus the adjustment.
    pub fn total(&self, candidate: usize) -> f64 {
        self.totals[candidate]
    }

    /// The leader's total less the runner-up's; none with fewer than two candidates.
    pub fn lead(&self) -> Option<f64> {
        let [leader, runner_up, ..] = *self.order else { return None };
        Some(self.totals[leader] - self.totals[runner_up])
    }

    /// What each criterion adds to the lead, in points of the total: share × (leader − runner-up); the sum is the lead
    /// without the adjustments.
    ///
    /// Positive supports the leader, negative the runner-up. With fewer than two candidates the list is empty.
    pub fn contributions(&self) -> Vec<f64> {
        let [leader, runner_up, ..] = *self.order else { return Vec::new() };
        let rows = self.row(leader).iter().zip(self.row(runner_up));
        rows.zip(&self.shares).map(|((a, b), share)| share * (a.score - b.score)).collect()
    }
}

/// Places from the highest figure to the lowest; of figures that tie with the one before, the first place first.
fn order_of(figures: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..figures.len()).collect();
    order.sort_by(|a, b| figures[*b].total_cmp(&figures[*a]));
    for tied in order.chunk_by_mut(|a, b| figures[*a] - figures[*b] < TOLERANCE) {
        tied.sort_unstable();
    }
    order
}

/// Competition ranks (1, 2, 2, 4) of figures of which more is better; equals within the tolerance share a rank.
pub fn ranks(figures: &[f64]) -> Vec<usize> {
    let mut sorted = figures.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let above = |own: &f64| sorted.partition_point(|other| *other > own + TOLERANCE);
    figures.iter().map(|own| above(own) + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::ranks;

    #[test]
    fn equals_share_the_better_rank() {
        assert_eq!(ranks(&[7.0, 8.0, 7.0 + 1e-12, 1.0]), [2, 1, 2, 4]);
    }
}
