//! All ratings and shares of one decision.

use super::fit;
use super::matrix::{Cell, Matrix};
use super::needs::{self, Gate};
use super::rating::{self, Rating};
use super::weights::{self, Weight, Weights, ZeroWeights};
use crate::model::{Catalogue, CriterionId, Framework, FrameworkId, Override, Profile};
use jiff::civil::Date;

/// Ratings and shares, with everyone who qualifies.
#[derive(Debug, Clone)]
pub struct Scoreboard<'a> {
    /// The candidates that qualify, in canonical order.
    pub candidates: Vec<&'a Framework>,
    /// The candidates that are out, with what they lack.
    pub excluded: Vec<(&'a Framework, Gate)>,
    /// Required capabilities that were not checked, per candidate that qualifies.
    pub unknown_needs: Vec<Gate>,
    /// One for each criterion, in canonical order.
    pub rows: Vec<Row>,
    /// What fit is made of.
    pub fit: Vec<fit::Indicator>,
    /// The weights.
    pub weights: Weights,
}

/// One criterion's weight and ratings.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The weight.
    pub weight: Weight,
    /// One for each candidate that qualifies; none where nothing was found.
    pub ratings: Vec<Option<Rating>>,
}

impl<'a> Scoreboard<'a> {
    /// Scores every candidate. `as_of` is the day on which overrides are looked at; without it none expires.
    pub fn new(
        catalogue: &'a Catalogue,
        profile: &Profile,
        as_of: Option<Date>,
    ) -> Result<Self, ZeroWeights> {
        let gates = catalogue
            .candidates(profile.frameworks.as_deref())
            .into_iter()
            .map(|f| (f, needs::gate(f, profile)));
        let (excluded, qualified): (Vec<_>, Vec<_>) =
            gates.partition(|(_, gate)| !gate.missing.is_empty());
        let (candidates, unknown_needs): (Vec<&Framework>, Vec<Gate>) =
            qualified.into_iter().unzip();
        let rules = catalogue.fit.as_ref();
        let fit =
            rules.map_or_else(Vec::new, |r| fit::indicators(r, catalogue, profile, &candidates));
        let part = rules.and_then(|rules| fit::weight(rules, &fit));
        let weights = weights::weigh(catalogue, profile, part)?;
        let board = Self { candidates, excluded, unknown_needs, rows: Vec::new(), fit, weights };
        Ok(board.rated(catalogue, &in_force(profile, as_of)))
    }

    fn rated(mut self, catalogue: &Catalogue, overrides: &[&Override]) -> Self {
        let row = |weight: &Weight| {
            let mut ratings = self.ratings(catalogue, &weight.criterion);
            for (framework, rating) in self.candidates.iter().zip(&mut ratings) {
                let given = overrides
                    .iter()
                    .find(|o| o.framework == framework.id && o.criterion == weight.criterion);
                if let Some(o) = given {
                    *rating = Some(Rating::given(o.score.get(), o.low.get(), o.high.get()));
                }
            }
            Row { weight: weight.clone(), ratings }
        };
        self.rows = self.weights.each.iter().map(row).collect();
        self
    }

    fn ratings(&self, catalogue: &Catalogue, criterion: &CriterionId) -> Vec<Option<Rating>> {
        match catalogue.criteria.get(criterion) {
            Some(criterion) => self.candidates.iter().map(|f| rating::rate(f, criterion)).collect(),
            None => fit::ratings(&self.fit, self.candidates.len()),
        }
    }

    /// The decision as plain numbers.
    pub fn matrix(&self) -> Matrix {
        let cell = |rating: &Option<Rating>| rating.map_or_else(Cell::unknown, Rating::cell);
        let cells = (0..self.candidates.len())
            .flat_map(|candidate| self.rows.iter().map(move |row| cell(&row.ratings[candidate])))
            .collect();
        Matrix::new(
            self.rows.iter().map(|row| row.weight.criterion.clone()).collect(),
            self.candidates.iter().map(|framework| framework.id.clone()).collect(),
            self.rows.iter().map(|row| row.weight.share).collect(),
            cells,
        )
    }

    /// The part of a candidate's weight that rests on findings, 0 to 1.
    pub fn coverage(&self, candidate: usize) -> f64 {
        let known = |row: &Row| row.ratings[candidate].map_or(0.0, |rating| rating.coverage);
        self.rows.iter().map(|row| row.weight.share * known(row)).sum()
    }
}

/// The overrides that have not expired.
pub fn in_force(profile: &Profile, as_of: Option<Date>) -> Vec<&Override> {
    let expired = |o: &Override| o.until.zip(as_of).is_some_and(|(until, today)| until < today);
    profile.overrides.iter().filter(|o| !expired(o)).collect()
}

/// Whether an override touches anything: its framework is a candidate and its criterion counts.
pub fn touches(o: &Override, candidates: &[&Framework], rows: &[Row]) -> bool {
    let framework = |id: &FrameworkId| candidates.iter().any(|framework| framework.id == *id);
    let criterion = |id: &CriterionId| rows.iter().any(|row| row.weight.criterion == *id);
    framework(&o.framework) && criterion(&o.criterion)
}
