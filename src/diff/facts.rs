//! What is different between two decisions apart from the lead, as it stands in the difference.

use super::report::Change;
use crate::decision::{SelectedAnswer, Stale, WeightFrom};
use crate::model::{CapabilityId, CriterionId, FrameworkId, Need, TraitId};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A question answered otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Answers {
    /// The question.
    pub asked: TraitId,
    /// The answers before; empty where there was none.
    pub before: Vec<SelectedAnswer>,
    /// The answers now; empty where there is none.
    pub after: Vec<SelectedAnswer>,
}

/// A need that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NeedChange {
    /// Of what.
    pub capability: CapabilityId,
    /// How much before; null where nothing was said.
    pub before: Option<Need>,
    /// How much now; null where nothing is said.
    pub after: Option<Need>,
}

/// A weight that changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WeightChange {
    /// Of which criterion.
    pub criterion: CriterionId,
    /// Its title.
    pub title: String,
    /// Before; null where the criterion was not there.
    pub before: Option<Weighted>,
    /// Now; null where the criterion is not there any more.
    pub after: Option<Weighted>,
}

/// A criterion's weight in one of the decisions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Weighted {
    /// Points.
    pub weight: f64,
    /// Part of all points, 0 to 1.
    pub share: f64,
    /// Who set it.
    pub weight_from: WeightFrom,
    /// What the answers multiplied it by.
    pub factor: f64,
}

/// A rating, or what it rests on, that changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RatingChange {
    /// Whose.
    pub framework: FrameworkId,
    /// On which criterion.
    pub criterion: CriterionId,
    /// Before; null where nobody had looked.
    pub before: Option<Rated>,
    /// Now; null where nobody has looked.
    pub after: Option<Rated>,
}

/// A rating in one of the decisions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Rated {
    /// 0 to 10.
    pub score: f64,
    /// The lowest that the evidence allows.
    pub low: f64,
    /// The highest that the evidence allows.
    pub high: f64,
    /// The part of the criterion that rests on findings, 0 to 1.
    pub coverage: f64,
}

/// One of the team's own ratings that came, went or changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OverrideChange {
    /// Whose rating.
    pub framework: FrameworkId,
    /// On which criterion.
    pub criterion: CriterionId,
    /// The team's reason before; null where it did not judge.
    pub before: Option<String>,
    /// The team's reason now; null where it does not judge.
    pub after: Option<String>,
    /// Its last day, where it is gone because that day has passed.
    #[schemars(with = "Option<String>")]
    pub expired: Option<Date>,
}

/// A candidate that came, went, fell out or came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Candidate {
    /// The framework.
    pub id: FrameworkId,
    /// In the old decision.
    pub before: Presence,
    /// In the new one.
    pub after: Presence,
    /// What it lacks on the side on which it is excluded, the new one first.
    pub missing: Vec<CapabilityId>,
}

/// Whether a framework was chosen between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// It was no candidate.
    Absent,
    /// It was a candidate that lacks something the project must have.
    Excluded,
    /// It was weighed.
    Qualifies,
}

/// What a framework now asks of the project, and what it no longer does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Burdens {
    /// The framework.
    pub framework: FrameworkId,
    /// Built in and gone round, now and not before.
    pub unused_now: Vec<CapabilityId>,
    /// Built in and gone round, before and not now.
    pub unused_no_longer: Vec<CapabilityId>,
    /// Needed and by extension, now and not before: capability to the extension's name.
    pub to_add_now: BTreeMap<CapabilityId, String>,
    /// Needed and by extension, before and not now.
    pub to_add_no_longer: BTreeMap<CapabilityId, String>,
    /// Wanted and not to be had, now and not before.
    pub lacking_now: Vec<CapabilityId>,
    /// Wanted and not to be had, before and not now.
    pub lacking_no_longer: Vec<CapabilityId>,
}

/// Findings that are past their date on one side only.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Staleness {
    /// Stale now and not before.
    pub now: Vec<Stale>,
    /// Stale before and not now.
    pub no_longer: Vec<Stale>,
}

/// What the decisions were computed from, where that changed; null where it is the same.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Inputs {
    /// Digests of the profile; null within where there was none.
    pub profile: Option<Change<Option<String>>>,
    /// Digests of the catalogue.
    pub catalogue: Option<Change<String>>,
    /// What flags laid over the profile.
    pub flags: Option<Change<Vec<String>>>,
}
