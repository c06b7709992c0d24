//! All ratings, shares and facts of one decision.

use super::facts::Needs;
use super::facts::{self, Fact};
use super::matrix::Adjustment;
use super::matrix::{Cell, Matrix};
use super::needs::{self, Gate};
use super::rating::{self, Rating};
use super::weights::{self, Dropped, Weight, Weights, ZeroWeights};
use crate::model::{
    Catalogue, CriterionId, Framework, FrameworkId, Override, OverrideTarget, Profile,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Ratings, shares and facts, with everyone who qualifies.
#[derive(Debug, Clone)]
pub struct Scoreboard<'a> {
    /// The candidates that qualify, in canonical order.
    pub candidates: Vec<&'a Framework>,
    /// The candidates that are out, with what they lack.
    pub excluded: Vec<(&'a Framework, Gate)>,
    /// Required capabilities that were not checked, per candidate that qualifies.
    pub unknown_needs: Vec<Gate>,
    /// One for each criterion that applies, in canonical order.
    pub rows: Vec<Row>,
    /// What answers make not applicable.
    pub dropped: Vec<Dropped>,
    /// What the project needs, with what its answers bring along.
    pub needs: Needs<'a>,
    /// What the project says, with the points of each candidate.
    pub facts: Vec<Fact<'a>>,
    /// The candidates' adjustments at a fit factor of 1.
    pub unfactored: Vec<f64>,
    /// Half-width, in points, of what it has not told.
    pub unsaid: f64,
    /// The weights.
    pub weights: Weights,
    /// Stacks that another of the same base is ahead of: the stack, the better one, and by how many points.
    pub behind: Vec<(&'a Framework, &'a Framework, f64)>,
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
    /// Scores every candidate, of each base the best stack. `as_of` is the day on which overrides are looked at; without it none expires.
    pub fn new(
        catalogue: &'a Catalogue,
        profile: &'a Profile,
        as_of: Option<Date>,
    ) -> Result<Self, ZeroWeights> {
        let frameworks = catalogue.candidates(profile);
        let mut board = Self::of(catalogue, profile, frameworks.clone(), as_of)?;
        let bases: BTreeSet<&FrameworkId> = board.candidates.iter().map(|f| f.base()).collect();
        if bases.len() < 2 || bases.len() == board.candidates.len() {
            return Ok(board);
        }
        // The best stack of each base is a candidate. Totals do not depend on who else is compared.
        let totals = board.matrix().totals().to_vec();
        let mut order: Vec<usize> = (0..totals.len()).collect();
        order.sort_by(|a, b| totals[*b].total_cmp(&totals[*a]));
        let mut best: BTreeMap<&FrameworkId, usize> = BTreeMap::new();
        let mut behind = Vec::new();
        for at in order {
            let stack = board.candidates[at];
            let first = *best.entry(stack.base()).or_insert(at);
            if first != at {
                behind.push((stack, board.candidates[first], totals[first] - totals[at]));
            }
        }
        let left = |f: &&Framework| !behind.iter().any(|(stack, ..)| stack.id == f.id);
        let kept = frameworks.into_iter().filter(left).collect();
        board = Self::of(catalogue, profile, kept, as_of)?;
        board.behind = behind;
        Ok(board)
    }

    /// Scores these frameworks.
    pub fn of(
        catalogue: &'a Catalogue,
        profile: &'a Profile,
        frameworks: Vec<&'a Framework>,
        as_of: Option<Date>,
    ) -> Result<Self, ZeroWeights> {
        let weights = weights::weigh(catalogue, profile)?;
        let overrides = in_force(profile, as_of);
        let needs = facts::effective_needs(catalogue, profile);
        let gates =
            frameworks.into_iter().map(|framework| (framework, needs::gate(framework, profile)));
        let (excluded, qualified): (Vec<_>, Vec<_>) =
            gates.partition(|(_, gate)| !gate.missing.is_empty());
        let (candidates, unknown_needs): (Vec<&Framework>, Vec<Gate>) =
            qualified.into_iter().unzip();
        let row = |weight: &Weight| Row {
            weight: weight.clone(),
            ratings: candidates
                .iter()
                .map(|framework| rated(catalogue, framework, &weight.criterion, &overrides))
                .collect(),
        };
        let mut facts = facts::facts(catalogue, profile, &needs, &overrides, &candidates);
        let sum = |c: usize| facts.iter().map(|fact| fact.effects[c].span.points).sum();
        let unfactored = (0..candidates.len()).map(sum).collect();
        for effect in facts.iter_mut().flat_map(|fact| &mut fact.effects) {
            effect.span = effect.span.times(profile.fit_factor);
        }
        Ok(Self {
            rows: weights.each.iter().map(row).collect(),
            dropped: weights::not_applicable(catalogue, profile),
            facts,
            unfactored,
            unsaid: catalogue.fit.as_ref().map_or(0.0, |rules| rules.unsaid * profile.fit_factor),
            candidates,
            excluded,
            unknown_needs,
            needs,
            weights,
            behind: Vec::new(),
        })
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
        .with_adjustments(
            (0..self.candidates.len())
                .map(|c| {
                    let spans = self.facts.iter().map(|fact| fact.effects[c].span);
                    Adjustment::new(spans, self.unsaid)
                })
                .collect(),
        )
    }

    /// The part of a candidate's weight that rests on findings, 0 to 1.
    pub fn coverage(&self, candidate: usize) -> f64 {
        let known = |row: &Row| row.ratings[candidate].map_or(0.0, |rating| rating.coverage);
        self.rows.iter().map(|row| row.weight.share * known(row)).sum()
    }
}

/// A framework's rating on a criterion, the team's own where it gave one.
fn rated(
    catalogue: &Catalogue,
    framework: &Framework,
    criterion: &CriterionId,
    overrides: &[&Override],
) -> Option<Rating> {
    let given = overrides.iter().find_map(|o| match &o.target {
        OverrideTarget::Rating { criterion: on, score, low, high }
            if o.framework == framework.id && on == criterion =>
        {
            Some(Rating::given(score.get(), low.get(), high.get()))
        }
        _ => None,
    });
    given.or_else(|| rating::rate(framework, catalogue.criteria.get(criterion)?))
}

/// The overrides that have not expired.
pub fn in_force(profile: &Profile, as_of: Option<Date>) -> Vec<&Override> {
    let expired = |o: &Override| o.until.zip(as_of).is_some_and(|(until, today)| until < today);
    profile.overrides.iter().filter(|o| !expired(o)).collect()
}

/// Whether an override touches anything: its framework is a candidate and its criterion or fact counts.
pub fn touches(o: &Override, board: &Scoreboard) -> bool {
    let framework = |id: &FrameworkId| board.candidates.iter().any(|known| known.id == *id);
    framework(&o.framework)
        && match &o.target {
            OverrideTarget::Rating { criterion, .. } => {
                board.rows.iter().any(|row| row.weight.criterion == *criterion)
            }
            OverrideTarget::Fact { fact, .. } => {
                board.facts.iter().any(|known| fact.names(known.id, known.value))
            }
        }
}
