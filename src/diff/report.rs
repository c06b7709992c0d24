//! The difference between two decisions as a value, from which every output is rendered.
//!
//! Its JSON form is an interface (`weigh/difference/1`); numbers keep their full precision.

use crate::decision::{FactKind, SelectedAnswer, Verdict, WeightFrom};
use crate::model::{CapabilityId, CriterionId, FrameworkId, Need, SortedMap, TraitId};
use serde::{Deserialize, Serialize};

/// The schema version of the JSON.
pub const SCHEMA: &str = "weigh/difference/1";

/// What changed between two decisions, and why the leader changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// The schema version, `weigh/difference/1`.
    pub schema: String,
    /// The outcome in one word.
    pub outcome: Outcome,
    /// The framework with the highest total; null where none qualifies.
    pub leader: Change<Option<FrameworkId>>,
    /// The recommended framework; null where none is.
    pub winner: Change<Option<FrameworkId>>,
    /// The verdicts.
    pub verdict: Change<Verdict>,
    /// Whether the profile says anything about the project; where it does not, nothing is recommended.
    pub described: Change<bool>,
    /// The two frameworks whose lead the movements explain; null where there are no two to compare.
    pub pair: Option<Pair>,
    /// What each criterion did to the lead, largest first; with `facts` they sum to the change of the lead.
    pub movements: Vec<Movement>,
    /// What each fact of the project did to the lead, largest first.
    pub facts: Vec<FactMovement>,
    /// The fit factor; null where it is the same.
    pub fit_factor: Option<Change<f64>>,
    /// Why the leader changed; null where it did not.
    pub flip: Option<Flip>,
    /// Questions with another answer.
    pub answers: Vec<Answers>,
    /// Needs that changed.
    pub needs: Vec<NeedChange>,
    /// Weights that changed; shares that moved with other weights are not listed.
    pub weights: Vec<WeightChange>,
    /// Per criterion, the frameworks whose rating changed.
    pub ratings: SortedMap<CriterionId, Vec<FrameworkId>>,
    /// The team's own ratings that changed.
    pub own_ratings: Vec<OwnRating>,
    /// Candidates that were added or removed, or of which the qualification changed.
    pub candidates: Vec<Candidate>,
    /// Per framework, changes in extensions to add, features that stay unused, and missing features.
    pub trade_offs: Vec<TradeOffs>,
    /// Per framework, its total, where it changed; null where it is not ranked.
    pub totals: SortedMap<FrameworkId, Change<Option<f64>>>,
    /// Per framework, the share of draws that it wins, where it changed; null where nothing was drawn or no other was compared.
    pub first_in_draws: SortedMap<FrameworkId, Change<Option<f64>>>,
    /// Inputs that changed.
    pub inputs: Inputs,
    /// The criteria's titles.
    pub criteria: SortedMap<CriterionId, String>,
    /// The frameworks' names.
    pub names: SortedMap<FrameworkId, String>,
    /// Titles of the capabilities named here, where known.
    pub capabilities: SortedMap<CapabilityId, String>,
}

/// The outcome of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Nothing that affects the result changed.
    NothingMoved,
    /// Something changed and the leader is the same.
    Still,
    /// Another framework leads.
    Flipped,
    /// A framework led; now none qualifies.
    NoneQualifiesNow,
    /// None qualified; now one leads.
    QualifiesNow,
    /// None qualified and none does.
    NoneQualifiesStill,
}

/// A value before and after.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change<T> {
    /// In the old decision.
    pub before: T,
    /// In the new one.
    pub after: T,
}

impl<T: PartialEq> Change<T> {
    pub(super) fn of<D>(old: &D, new: &D, take: impl Fn(&D) -> T) -> Self {
        Self { before: take(old), after: take(new) }
    }

    pub(super) fn if_any<D>(old: &D, new: &D, take: impl Fn(&D) -> T) -> Option<Self> {
        Some(Self::of(old, new, take)).filter(Self::changed)
    }

    /// Whether the two are different.
    pub fn changed(&self) -> bool {
        self.before != self.after
    }
}

/// A rating by the team, in place of the catalogue's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnRating {
    /// The criterion.
    pub criterion: CriterionId,
    /// The framework.
    pub framework: FrameworkId,
    /// In the old decision; null where the catalogue's counted.
    pub before: Option<f64>,
    /// In the new one.
    pub after: Option<f64>,
}

/// The two frameworks whose lead the movements explain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// The old leader.
    pub first: FrameworkId,
    /// The new leader where it is another, else the new decision's best rival that both decisions rank.
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
}

/// What one question or capability did to the lead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FactMovement {
    /// What kind of fact it is.
    pub kind: FactKind,
    /// The trait or capability.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// The first framework's points minus the second's in the old decision; null where nothing was said.
    pub before: Option<f64>,
    /// The same in the new decision.
    pub after: Option<f64>,
    /// The difference of both.
    pub moved: f64,
    /// What implies it, as `trait=answer`; null where the profile says it.
    pub brought_by: Option<String>,
}

/// One criterion in one of the decisions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// Its part of all weight, 0 to 1.
    pub share: f64,
    /// The first framework's rating minus the second's; an unknown rating counts as 5.
    pub difference: f64,
}

/// Why the leader changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Flip {
    /// Without any one of these the old leader would still lead the new one.
    Each {
        /// The movements, largest first.
        movers: Vec<Mover>,
    },
    /// If any one movement is left out, the new leader still leads; if these are left out together, the old one does.
    Together {
        /// The fewest of the largest movements that are enough.
        movers: Vec<Mover>,
    },
    /// The old leader no longer qualifies or is no longer a candidate; see `candidates`.
    LeaderGone {
        /// The old leader.
        framework: FrameworkId,
    },
    /// The new leader did not qualify before or was not a candidate; see `candidates`.
    LeaderCame {
        /// The new leader.
        framework: FrameworkId,
    },
}

/// A movement that helped to change the leader.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mover {
    /// The criterion; null for a fact.
    pub criterion: Option<CriterionId>,
    /// The trait or capability of a fact; null for a criterion.
    pub fact: Option<String>,
    /// How far it moved the lead.
    pub moved: f64,
}

/// A question with another answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// The question.
    pub asked: TraitId,
    /// The answers before; empty where there were none.
    pub before: Vec<SelectedAnswer>,
    /// The answers now; empty where there are none.
    pub after: Vec<SelectedAnswer>,
}

/// A need that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedChange {
    /// Of what.
    pub capability: CapabilityId,
    /// The level before; null where there was none.
    pub before: Option<Need>,
    /// The level now; null where there is none.
    pub after: Option<Need>,
}

/// A weight that changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WeightChange {
    /// Of which criterion.
    pub criterion: CriterionId,
    /// Its title.
    pub title: String,
    /// Before; null where the criterion was absent.
    pub before: Option<Weighted>,
    /// Now; null where the criterion is absent.
    pub after: Option<Weighted>,
}

/// A criterion's weight in one of the decisions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Weighted {
    /// Points.
    pub weight: f64,
    /// The share of all points, 0 to 1.
    pub share: f64,
    /// Where it comes from.
    pub weight_from: WeightFrom,
    /// The product of the answers' factors.
    pub factor: f64,
}

/// A candidate that was added or removed, or of which the qualification changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The framework.
    pub id: FrameworkId,
    /// In the old decision.
    pub before: Presence,
    /// In the new one.
    pub after: Presence,
    /// What it lacks where it is excluded, the new decision first.
    pub missing: Vec<CapabilityId>,
}

/// A framework's part in a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// Not a candidate.
    Absent,
    /// A candidate that lacks a required feature.
    Excluded,
    /// A candidate that qualifies.
    Qualifies,
}

/// Changes in what a framework would cost the project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TradeOffs {
    /// The framework.
    pub framework: FrameworkId,
    /// Built in and bypassed by the project, now and not before.
    pub unused_now: Vec<CapabilityId>,
    /// Built in and bypassed by the project, before and not now.
    pub unused_no_longer: Vec<CapabilityId>,
    /// Needed and available by extension, now and not before: capability to the extension's name.
    pub to_add_now: SortedMap<CapabilityId, String>,
    /// Needed and available by extension, before and not now.
    pub to_add_no_longer: SortedMap<CapabilityId, String>,
    /// The same before and now, of the extensions in the other two.
    #[serde(default, skip_serializing_if = "SortedMap::is_empty")]
    pub to_add_still: SortedMap<CapabilityId, String>,
    /// Wanted and not available, now and not before.
    pub lacking_now: Vec<CapabilityId>,
    /// Wanted and not available, before and not now.
    pub lacking_no_longer: Vec<CapabilityId>,
}

/// Inputs that changed; null where they are the same.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Inputs {
    /// Digests of the profile; null within where there was none.
    pub profile: Option<Change<Option<String>>>,
    /// Digests of the catalogue.
    pub catalogue: Option<Change<String>>,
    /// Flags that override the profile.
    pub flags: Option<Change<Vec<String>>>,
}
