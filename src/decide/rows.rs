//! The criteria's rows of a decision.

use crate::analysis::verdict;
use crate::decision::{CriterionRow, FitPart, RatingRow};
use crate::model::{Catalogue, FitRules, FrameworkId, Override};
use crate::score::weights::Weight;
use crate::score::{Rating, Row, Scoreboard};
use std::collections::BTreeMap;

/// What the rows are made from.
pub(super) struct Rows<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) board: &'a Scoreboard<'a>,
    /// For each criterion, how often each candidate is best on it in the draws; empty without draws.
    pub(super) best_on: &'a [Vec<f64>],
    pub(super) overrides: &'a [&'a Override],
    /// What each criterion adds to the lead; empty with fewer than two candidates.
    pub(super) contributions: &'a [f64],
}

impl Rows<'_> {
    /// One row for each criterion, those that count most first.
    pub(super) fn all(&self) -> Vec<CriterionRow> {
        let mut rows: Vec<CriterionRow> =
            (0..self.board.rows.len()).map(|at| self.row(at)).collect();
        rows.sort_by(|a, b| b.share.total_cmp(&a.share).then_with(|| a.id.cmp(&b.id)));
        rows
    }

    fn row(&self, at: usize) -> CriterionRow {
        let Row { weight, ratings } = &self.board.rows[at];
        let verdict = verdict::criterion(ratings);
        CriterionRow {
            id: weight.criterion.clone(),
            title: self.catalogue.criterion_title(&weight.criterion).to_owned(),
            weight: weight.points,
            share: weight.share,
            weight_from: weight.from,
            factor: weight.factor,
            ratings: self.each(|candidate| self.rating(weight, candidate, ratings[candidate])),
            winner: verdict.winner.map(|winner| self.id(winner).clone()),
            tie: verdict.tie,
            provisional: verdict.provisional,
            lead: verdict.lead,
            contribution: self.contributions.get(at).copied(),
            why: verdict.winner.and_then(|winner| self.why(weight, winner)),
            best_in_draws: match self.best_on.get(at) {
                Some(best) => self.each(|candidate| best[candidate]),
                None => BTreeMap::new(),
            },
            parts: if weight.criterion.as_str() == FitRules::ID {
                self.parts()
            } else {
                Vec::new()
            },
        }
    }

    fn id(&self, candidate: usize) -> &FrameworkId {
        &self.board.candidates[candidate].id
    }

    fn each<T>(&self, of: impl Fn(usize) -> T) -> BTreeMap<FrameworkId, T> {
        let candidates = 0..self.board.candidates.len();
        candidates.map(|candidate| (self.id(candidate).clone(), of(candidate))).collect()
    }

    fn rating(
        &self,
        weight: &Weight,
        candidate: usize,
        rating: Option<Rating>,
    ) -> Option<RatingRow> {
        let Rating { score, low, high, coverage, .. } = rating?;
        let given = self
            .overrides
            .iter()
            .find(|o| o.framework == *self.id(candidate) && o.criterion == weight.criterion);
        Some(RatingRow { score, low, high, coverage, overridden: given.map(|o| o.because.clone()) })
    }

    fn why(&self, weight: &Weight, winner: usize) -> Option<String> {
        self.board.candidates[winner].because.get(&weight.criterion).cloned()
    }

    fn parts(&self) -> Vec<FitPart> {
        let sum: f64 = self.board.fit.iter().map(|part| part.points).sum();
        let part = |part: &crate::score::fit::Indicator| FitPart {
            id: part.id.clone(),
            share: part.points / sum,
            scores: self.each(|candidate| part.cells[candidate].map(|cell| cell.score)),
        };
        self.board.fit.iter().map(part).collect()
    }
}
