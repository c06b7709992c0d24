//! The answers of the analyses, as the result holds them.

use super::FactKind;
use crate::model::{CriterionId, FrameworkId, IndicatorId, SortedMap};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The answers of all analyses; a null means that the question has no answer here.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Analysis {
    /// Per criterion, how far its share may move.
    pub tipping_weights: Vec<TippingWeight>,
    /// Per criterion, the leader's rating that would put a rival level.
    pub tipping_ratings: Vec<TippingRating>,
    /// Of all weightings there are, the share that each candidate wins.
    pub all_weightings: Option<Weightings>,
    /// The same, of those that keep the order of the present shares.
    pub given_order: Option<GivenOrder>,
    /// For each candidate, the mean of the weightings that it wins; null where it wins none.
    pub central_weights: SortedMap<FrameworkId, Option<Central>>,
    /// Single facts that would put another framework first, if they were different.
    pub tipping_facts: Vec<TippingFact>,
    /// The nearest fit factor at which a rival is level with the leader; null where there is none from 0 to 4.
    pub tipping_factor: Option<f64>,
    /// Weights and ratings drawn within their ranges.
    pub draws: Option<Draws>,
    /// Candidates that another equals or betters everywhere.
    pub dominated: Vec<Dominated>,
    /// What other methods say; information, never a vote.
    pub methods: Vec<CrossCheck>,
    /// How old the evidence is.
    pub age: Age,
}

/// A fact that would put another framework first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TippingFact {
    /// What kind of fact it is.
    pub kind: FactKind,
    /// The trait or capability.
    pub id: String,
    /// What is said; null where nothing is.
    pub from: Option<String>,
    /// What would have to be said; null for leaving it out.
    pub to: Option<String>,
    /// Who would come first.
    pub winner: FrameworkId,
    /// The lead it would have.
    pub lead: f64,
}

/// A mean weighting: criterion to share.
pub type Central = SortedMap<CriterionId, f64>;

/// How far one criterion's share may move before somebody else is first, the others keeping their proportions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TippingWeight {
    /// The criterion.
    pub criterion: CriterionId,
    /// Its share now.
    pub share: f64,
    /// The shares between which the leader stays first; null where the share is 1.
    pub holds: Option<[f64; 2]>,
    /// Who takes over below.
    pub below: Vec<FrameworkId>,
    /// Who takes over above.
    pub above: Vec<FrameworkId>,
}

/// The leader's rating that would put a rival level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TippingRating {
    /// The criterion.
    pub criterion: CriterionId,
    /// The leader.
    pub framework: FrameworkId,
    /// Its rating now.
    pub score: f64,
    /// The rating that would put a rival level; null where no rating does.
    pub tips_at: Option<f64>,
}

/// Shares of all weightings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Weightings {
    /// Whether it was computed, not sampled.
    pub exact: bool,
    /// The share that each candidate wins.
    pub first: SortedMap<FrameworkId, f64>,
}

/// Shares of the weightings in one order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GivenOrder {
    /// The share that each candidate wins.
    pub first: SortedMap<FrameworkId, f64>,
}

/// The result of a simulation that draws weights and ratings within their ranges.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Draws {
    /// The number of draws.
    pub count: usize,
    /// The seed of the random numbers.
    pub seed: u64,
    /// For each candidate, how often it came first, second, ...
    pub rank_acceptability: SortedMap<FrameworkId, Vec<f64>>,
}

/// A candidate that another equals or betters everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Dominated {
    /// The dominated candidate.
    pub id: FrameworkId,
    /// The candidate that dominates it.
    pub by: FrameworkId,
}

/// What another method says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CrossCheck {
    /// `weighted-product`, `topsis`, `vikor` or `promethee-ii`.
    pub id: String,
    /// Its figure for each candidate.
    pub scores: SortedMap<FrameworkId, f64>,
    /// The frameworks that it ranks first.
    pub first: Vec<FrameworkId>,
}

/// How old the evidence is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Age {
    /// The date of the oldest finding.
    pub oldest: Option<Date>,
    /// Findings past their date.
    pub stale: Vec<Stale>,
}

/// A finding past its date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Stale {
    /// Of which framework.
    pub framework: FrameworkId,
    /// On which criterion.
    pub criterion: CriterionId,
    /// On which indicator.
    pub indicator: IndicatorId,
    /// The indicator's title.
    #[serde(default)]
    pub title: String,
    /// The date of its data.
    pub observed: Date,
    /// When it became stale.
    pub since: Date,
}
