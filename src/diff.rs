//! What changed between two decisions, and why the leader changed.
//!
//! A movement is what one criterion did to the lead of one framework over another. It has a part by weight,
//! Δshare × mean difference, and a part by rating, mean share × Δdifference. The two are exactly
//! share × difference after minus before. A fact moves the lead by the change of its points, so that all movements and
//! facts sum to the change of the lead. Each part uses the mean of both ends, so neither order of the two changes is
//! preferred.
//!
//! Only the two decisions are read; the inputs they were computed from are not needed.

mod compare;
mod movement;
mod report;

pub use movement::{facts, movements};
pub use report::{
    Answers, Burdens, Candidate, Cause, Change, Difference, FactMovement, Flip, Movement, Mover,
    NeedChange, Outcome, OverrideChange, Pair, Presence, Rated, RatingChange, SCHEMA, Side,
    Staleness, WeightChange, Weighted,
};

use crate::decision::Decision;
use crate::model::FrameworkId;
use std::collections::BTreeMap;

/// Smaller relative differences are rounding errors.
const TOLERANCE: f64 = 1e-9;

/// What changed from `old` to `new`.
pub fn diff(old: &Decision, new: &Decision) -> Difference {
    let pair = movement::pair(old, new);
    let movements =
        pair.as_ref().map_or_else(Vec::new, |pair| movements(old, new, &pair.first, &pair.second));
    let facts =
        pair.as_ref().map_or_else(Vec::new, |pair| facts(old, new, &pair.first, &pair.second));
    let (ratings, overrides) = compare::ratings(old, new);
    let fit_factor = Change::of(old, new, |d| d.fit_factor);
    let mut difference = Difference {
        schema: SCHEMA.to_owned(),
        outcome: outcome(old, new),
        leader: Change::of(old, new, |d| d.recommendation.leader.clone()),
        winner: Change::of(old, new, |d| d.recommendation.winner.clone()),
        verdict: Change::of(old, new, |d| d.recommendation.verdict),
        flip: movement::flip(old, new, pair.as_ref(), &movements, &facts),
        pair,
        movements,
        facts,
        fit_factor: fit_factor.changed().then_some(fit_factor),
        answers: compare::answers(old, new),
        needs: compare::needs(old, new),
        weights: compare::weights(old, new),
        ratings,
        overrides,
        candidates: compare::candidates(old, new),
        burdens: compare::burdens(old, new),
        coverage: compare::coverage(old, new),
        stale: compare::stale(old, new),
        first_in_draws: compare::first_in_draws(old, new),
        inputs: compare::inputs(old, new),
        criteria: BTreeMap::new(),
        names: BTreeMap::new(),
        capabilities: BTreeMap::new(),
    };
    for decision in [old, new] {
        let titles = decision.criteria.iter().map(|row| (row.id.clone(), row.title.clone()));
        difference.criteria.extend(titles);
        let ranked = decision.frameworks.iter().map(|one| (one.id.clone(), one.name.clone()));
        difference.names.extend(ranked);
        let excluded = decision.excluded.iter().map(|one| (one.id.clone(), one.name.clone()));
        difference.names.extend(excluded);
        difference.capabilities.extend(decision.project.capabilities.clone());
    }
    if difference.is_empty() {
        difference.outcome = Outcome::NothingMoved;
    }
    difference
}

impl Difference {
    /// Whether nothing that affects the result changed; the inputs may differ.
    pub fn is_empty(&self) -> bool {
        !self.leader.changed()
            && !self.winner.changed()
            && !self.verdict.changed()
            && self.movements.is_empty()
            && self.facts.is_empty()
            && self.answers.is_empty()
            && self.needs.is_empty()
            && self.weights.is_empty()
            && self.ratings.is_empty()
            && self.overrides.is_empty()
            && self.candidates.is_empty()
            && self.burdens.is_empty()
            && self.coverage.is_empty()
            && self.stale == Staleness::default()
            && self.first_in_draws.is_empty()
    }
}

fn outcome(old: &Decision, new: &Decision) -> Outcome {
    match (&old.recommendation.leader, &new.recommendation.leader) {
        (None, None) => Outcome::NoneQualifiesStill,
        (Some(_), None) => Outcome::NoneQualifiesNow,
        (None, Some(_)) => Outcome::QualifiesNow,
        (Some(before), Some(after)) if before == after => Outcome::Still,
        (Some(_), Some(_)) => Outcome::Flipped,
    }
}

fn qualifies(decision: &Decision, id: &FrameworkId) -> bool {
    decision.frameworks.iter().any(|framework| framework.id == *id)
}

fn differ(one: f64, other: f64) -> bool {
    (one - other).abs() > TOLERANCE * one.abs().max(other.abs()).max(1.0)
}

/// The same for figures that may be unknown.
fn changed(before: Option<f64>, after: Option<f64>) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => differ(before, after),
        (before, after) => before.is_some() || after.is_some(),
    }
}
