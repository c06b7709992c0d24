//! What moved the lead, and what flipped the answer, as they stand in the difference.

use crate::decision::WeightFrom;
use crate::model::{CapabilityId, CriterionId, FrameworkId, TraitId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The two frameworks whose distance the movements move.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Pair {
    /// The old leader.
    pub first: FrameworkId,
    /// The new leader where it is another, else the old runner-up or whoever stands in its place.
    pub second: FrameworkId,
    /// The lead of the first over the second in the old decision; null where one of them did not qualify.
    pub before: Option<f64>,
    /// The same in the new one; below zero where the second leads.
    pub after: Option<f64>,
}

impl Pair {
    /// How far the lead moved, where both decisions have one.
    pub fn moved(&self) -> Option<f64> {
        Some(self.after? - self.before?)
    }
}

/// What one criterion did to the lead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Movement {
    /// The criterion.
    pub criterion: CriterionId,
    /// Its title.
    pub title: String,
    /// In the old decision; null where it was not in it.
    pub before: Option<Side>,
    /// In the new decision; null where it is not in it.
    pub after: Option<Side>,
    /// Δshare × mean difference.
    pub by_weight: f64,
    /// Mean share × Δdifference.
    pub by_rating: f64,
    /// The sum of both.
    pub moved: f64,
    /// What caused it.
    pub because: Vec<Cause>,
    /// Project fit's movement by its parts, largest first; they sum to `moved`, each split in its own two ways.
    /// Empty for other criteria, and where the team's own rating stands in place of the parts.
    pub parts: Vec<Part>,
}

/// What one part of project fit did to the lead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    /// A trait's id, `feature-match` or `dead-weight`.
    pub id: String,
    /// In the old decision; null where it was not in it. Its share is of the whole, not of fit.
    pub before: Option<Side>,
    /// In the new decision; null where it is not in it.
    pub after: Option<Side>,
    /// Δshare × mean difference.
    pub by_weight: f64,
    /// Mean share × Δdifference.
    pub by_rating: f64,
    /// The sum of both.
    pub moved: f64,
    /// What caused it.
    pub because: Vec<Cause>,
}

/// One criterion in one of the decisions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Side {
    /// Its part of all weight, 0 to 1.
    pub share: f64,
    /// The first framework's rating less the second's; a rating that nobody knows counts as 5.
    pub difference: f64,
}

/// Why something moved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Cause {
    /// A question is answered otherwise; see `answers`.
    Answer {
        /// The question.
        asked: TraitId,
    },
    /// Needs changed; see `needs`.
    Needs {
        /// Of what.
        capabilities: Vec<CapabilityId>,
    },
    /// Its own weight changed; see `weights`.
    Weight {
        /// Who set it before; null where the criterion was not there.
        before: Option<WeightFrom>,
        /// Who sets it now; null where the criterion is no longer there.
        after: Option<WeightFrom>,
    },
    /// Its own weight is the same, and its share moved with the others' weights.
    OtherWeights,
    /// The team's own rating came, went or changed; see `overrides`.
    Override {
        /// Of whom.
        framework: FrameworkId,
    },
    /// A rating changed.
    Rating {
        /// Whose.
        framework: FrameworkId,
        /// Before; null where nobody had looked.
        before: Option<f64>,
        /// Now; null where nobody has looked.
        after: Option<f64>,
    },
}

/// What put another in front.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Flip {
    /// Without any one of these the old leader would still lead the new one.
    Each {
        /// The movements, largest first.
        movers: Vec<Mover>,
    },
    /// No single movement did it; without these together the old leader would still lead the new one.
    Together {
        /// The fewest of the largest movements that did it.
        movers: Vec<Mover>,
    },
    /// The old leader no longer qualifies, or is no candidate any more; see `candidates`.
    LeaderGone {
        /// The old leader.
        framework: FrameworkId,
    },
    /// The new leader did not qualify before, or was no candidate; see `candidates`.
    LeaderCame {
        /// The new leader.
        framework: FrameworkId,
    },
}

/// One movement that took part in a flip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Mover {
    /// The criterion.
    pub criterion: CriterionId,
    /// The part of project fit; null for a criterion as a whole.
    pub part: Option<String>,
    /// How far it moved the lead.
    pub moved: f64,
}
