//! Two decisions to what moved between them, and what flipped the answer.
//!
//! A movement is what one criterion did to the lead of one fixed framework over another. It has a part by weight,
//! Δshare × mean difference, and a part by rating, mean share × Δdifference; the two are the whole of
//! share × difference after, less before, so that all movements sum to the change of the lead. The mean of both ends
//! stands in each part, so that neither order of the two changes is preferred.
//!
//! Reads nothing but the two decisions: what they were computed from need not be at hand any more.

mod burdens;
mod cause;
mod changes;
mod facts;
mod flip;
mod lead;
mod movement;
mod pair;
mod report;

pub use facts::{
    Answers, Burdens, Candidate, Inputs, NeedChange, OverrideChange, Presence, Rated, RatingChange,
    Staleness, WeightChange, Weighted,
};
pub use lead::{Cause, Flip, Movement, Mover, Pair, Part, Side};
pub use movement::movements;
pub use report::{Change, Difference, Outcome, SCHEMA};

use crate::decision::Decision;
use crate::model::{CapabilityId, CriterionId, FrameworkId};
use std::collections::BTreeMap;

/// Two figures nearer than this are the same figure.
const TOLERANCE: f64 = 1e-9;

/// What moved from `old` to `new`.
pub fn diff(old: &Decision, new: &Decision) -> Difference {
    let pair = pair::pair(old, new);
    let movements =
        pair.as_ref().map_or_else(Vec::new, |p| movements(old, new, &p.first, &p.second));
    let difference = Difference {
        schema: SCHEMA.to_owned(),
        outcome: outcome(old, new),
        leader: Change::of(old, new, |d| d.recommendation.leader.clone()),
        winner: Change::of(old, new, |d| d.recommendation.winner.clone()),
        verdict: Change::of(old, new, |d| d.recommendation.verdict),
        flip: flip::flip(old, new, pair.as_ref(), &movements),
        pair,
        movements,
        answers: changes::answers(old, new),
        needs: changes::needs(old, new),
        weights: changes::weights(old, new),
        ratings: changes::ratings(old, new),
        overrides: changes::overrides(old, new),
        candidates: changes::candidates(old, new),
        burdens: burdens::burdens(old, new),
        coverage: changes::coverage(old, new),
        stale: changes::stale(old, new),
        first_in_draws: changes::first_in_draws(old, new),
        inputs: changes::inputs(old, new),
        criteria: criteria(old, new),
        names: names(old, new),
        capabilities: capabilities(old, new),
    };
    settled(difference)
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

/// Nothing moved is an outcome of its own, known only when everything has been looked at.
fn settled(mut difference: Difference) -> Difference {
    if difference.is_empty() {
        difference.outcome = Outcome::NothingMoved;
    }
    difference
}

fn criteria(old: &Decision, new: &Decision) -> BTreeMap<CriterionId, String> {
    old.criteria
        .iter()
        .chain(&new.criteria)
        .map(|row| (row.id.clone(), row.title.clone()))
        .collect()
}

fn names(old: &Decision, new: &Decision) -> BTreeMap<FrameworkId, String> {
    let named = |decision: &Decision| {
        let standing = decision.frameworks.iter().map(|s| (s.id.clone(), s.name.clone()));
        let excluded = decision.excluded.iter().map(|e| (e.id.clone(), e.name.clone()));
        standing.chain(excluded).collect::<Vec<_>>()
    };
    named(old).into_iter().chain(named(new)).collect()
}

fn capabilities(old: &Decision, new: &Decision) -> BTreeMap<CapabilityId, String> {
    let titles = |decision: &Decision| decision.project.capabilities.clone();
    titles(old).into_iter().chain(titles(new)).collect()
}

/// Whether two figures are different figures, whatever their size.
fn differ(one: f64, other: f64) -> bool {
    (one - other).abs() > TOLERANCE * one.abs().max(other.abs()).max(1.0)
}
