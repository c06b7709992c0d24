//! The rows of a decision: criteria and facts.

use crate::analysis::verdict;
use crate::decision::{CriterionRow, FactKind, FactRow, RatingRow};
use crate::model::{FrameworkId, OverrideTarget, SortedMap};
use crate::score::weights::Weight;
use crate::score::{Rating, Row, Scoreboard};

/// What the rows are made from.
pub(super) struct Rows<'a> {
    pub(super) board: &'a Scoreboard<'a>,
    /// For each criterion, how often each candidate is best on it in the draws; empty without draws.
    pub(super) best_on: &'a [Vec<f64>],
    /// What each criterion adds to the lead; empty with fewer than two candidates.
    pub(super) contributions: Vec<f64>,
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
        let ratings = self.each(|candidate| self.rating(weight, candidate, ratings[candidate]));
        // The team's own rating rests on the team's reason.
        let why = |winner: usize| {
            let own = ratings.get(self.id(winner)).and_then(Option::as_ref);
            let own = own.and_then(|rating| rating.overridden.clone());
            let because = &self.board.candidates[winner].because;
            own.or_else(|| because.get(&weight.criterion).cloned())
        };
        CriterionRow {
            why: verdict.winner.and_then(why),
            id: weight.criterion.clone(),
            title: self.board.catalogue.criterion_title(&weight.criterion).to_owned(),
            weight: weight.points,
            share: weight.share,
            weight_from: weight.from,
            factor: weight.factor,
            ratings,
            winner: verdict.winner.map(|winner| self.id(winner).clone()),
            tie: verdict.tie,
            provisional: verdict.provisional,
            lead: verdict.lead,
            contribution: self.contributions.get(at).copied(),
            best_in_draws: match self.best_on.get(at) {
                Some(best) if !best.is_empty() => self.each(|candidate| best[candidate]),
                _ => SortedMap::new(),
            },
        }
    }

    fn id(&self, candidate: usize) -> &FrameworkId {
        &self.board.candidates[candidate].id
    }

    fn each<T>(&self, of: impl Fn(usize) -> T) -> SortedMap<FrameworkId, T> {
        let candidates = 0..self.board.candidates.len();
        candidates.map(|candidate| (self.id(candidate).clone(), of(candidate))).collect()
    }

    fn rating(&self, weight: &Weight, at: usize, rating: Option<Rating>) -> Option<RatingRow> {
        let Rating { score, low, high, coverage, .. } = rating?;
        let given = self.board.overrides.iter().find(|o| {
            o.framework == *self.id(at)
                && matches!(&o.target, OverrideTarget::Rating { criterion, .. } if *criterion == weight.criterion)
        });
        Some(RatingRow { score, low, high, coverage, overridden: given.map(|o| o.because.clone()) })
    }

    /// One row for each fact, those that separate the candidates most first.
    pub(super) fn facts(&self) -> Vec<FactRow> {
        let mut rows: Vec<(f64, FactRow)> = Vec::new();
        for fact in &self.board.facts {
            let of = |candidate: usize| &fact.effects[candidate];
            let is_answer = fact.kind == FactKind::Trait;
            let catalogue = self.board.catalogue;
            let mut traits = catalogue.traits.iter().filter(|_| is_answer);
            let asked = traits.find(|asked| asked.id == *fact.id);
            let answer = asked.and_then(|asked| asked.answers.iter().find(|a| a.id == *fact.value));
            let capability = catalogue.capabilities.get(fact.id).filter(|_| !is_answer);
            let title = asked.map(|asked| &asked.question).or(capability.map(|known| &known.title));
            let points = self.each(|candidate| of(candidate).span.points);
            let most = points.values().copied().fold(f64::NEG_INFINITY, f64::max);
            let least = points.values().copied().fold(f64::INFINITY, f64::min);
            let frameworks = 0..self.board.candidates.len();
            let row = FactRow {
                kind: fact.kind,
                id: fact.id.to_owned(),
                answer: fact.value.to_owned(),
                title: title.map_or(fact.id, String::as_str).to_owned(),
                label: answer.map_or(fact.value, |answer| &answer.label).to_owned(),
                points,
                brought_by: fact.brought_by.map(ToString::to_string),
                because: self.some(|candidate| of(candidate).because.as_deref().map(str::to_owned)),
                basis: self.some(|candidate| of(candidate).basis),
                sources: self.some(|candidate| {
                    Some(of(candidate).sources.to_vec()).filter(|sources| !sources.is_empty())
                }),
                overridden: frameworks
                    .filter(|candidate| of(*candidate).overridden)
                    .map(|candidate| self.id(candidate).clone())
                    .collect(),
            };
            rows.push((most - least, row));
        }
        rows.sort_by(|a, b| {
            let key = |row: &FactRow| (row.kind, row.id.clone(), row.answer.clone());
            b.0.total_cmp(&a.0).then_with(|| key(&a.1).cmp(&key(&b.1)))
        });
        rows.into_iter().map(|(_, row)| row).collect()
    }

    fn some<T>(&self, of: impl Fn(usize) -> Option<T>) -> SortedMap<FrameworkId, T> {
        let candidates = 0..self.board.candidates.len();
        candidates.filter_map(|c| Some((self.id(c).clone(), of(c)?))).collect()
    }
}
