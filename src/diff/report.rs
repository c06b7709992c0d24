//! The difference between two decisions as a value, from which every output is rendered.
//!
//! Its JSON form is an interface (`weigh/difference/1`); numbers keep their full precision.

use super::facts::{
    Answers, Burdens, Candidate, Inputs, NeedChange, OverrideChange, RatingChange, Staleness,
    WeightChange,
};
use super::lead::{Flip, Movement, Pair};
use crate::decision::Verdict;
use crate::model::{CapabilityId, CriterionId, FrameworkId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The name of the JSON form.
pub const SCHEMA: &str = "weigh/difference/1";

/// What moved between two decisions, and what flipped the answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Difference {
    /// The name of this form, `weigh/difference/1`.
    pub schema: String,
    /// How it came out.
    pub outcome: Outcome,
    /// Who has the highest total; null where nobody qualifies.
    pub leader: Change<Option<FrameworkId>>,
    /// Whom to choose; null where no one is recommended.
    pub winner: Change<Option<FrameworkId>>,
    /// How each decision came out.
    pub verdict: Change<Verdict>,
    /// The two frameworks whose distance the movements move; null where there are no two to compare.
    pub pair: Option<Pair>,
    /// What each criterion did to the lead, largest first; they sum to the lead's change.
    pub movements: Vec<Movement>,
    /// What put another in front; null where the leader is the same.
    pub flip: Option<Flip>,
    /// Questions answered otherwise.
    pub answers: Vec<Answers>,
    /// Needs that changed.
    pub needs: Vec<NeedChange>,
    /// Weights that changed, not counting shares that moved because others' weights did.
    pub weights: Vec<WeightChange>,
    /// Ratings, or what they rest on, that changed.
    pub ratings: Vec<RatingChange>,
    /// The team's own ratings that came, went or changed.
    pub overrides: Vec<OverrideChange>,
    /// Candidates that came, went, fell out or came back.
    pub candidates: Vec<Candidate>,
    /// Per framework, what now has to be added or lies unused.
    pub burdens: Vec<Burdens>,
    /// Per framework in both, the share of weight that rests on findings, where it changed.
    pub coverage: BTreeMap<FrameworkId, Change<f64>>,
    /// Findings that are past their date on one side only.
    pub stale: Staleness,
    /// Per framework, the share of draws that it wins, where it changed; null where it was not drawn.
    pub first_in_draws: BTreeMap<FrameworkId, Change<Option<f64>>>,
    /// What the decisions were computed from, where that changed.
    pub inputs: Inputs,
    /// The criteria's titles.
    pub criteria: BTreeMap<CriterionId, String>,
    /// The frameworks' names.
    pub names: BTreeMap<FrameworkId, String>,
    /// Titles of the capabilities named here, where known.
    pub capabilities: BTreeMap<CapabilityId, String>,
}

/// How a comparison of two decisions came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Nothing that bears on the answer is different.
    NothingMoved,
    /// Something is different and the leader is the same.
    Still,
    /// Another leads.
    Flipped,
    /// Someone led and now nobody qualifies.
    NoneQualifiesNow,
    /// Nobody qualified and now someone leads.
    QualifiesNow,
    /// Nobody qualified and nobody does.
    NoneQualifiesStill,
}

/// Something before and after.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change<T> {
    /// In the old decision.
    pub before: T,
    /// In the new one.
    pub after: T,
}

impl<T: PartialEq> Change<T> {
    /// The same thing taken from both.
    pub(super) fn of<D>(old: &D, new: &D, take: impl Fn(&D) -> T) -> Self {
        Self { before: take(old), after: take(new) }
    }

    /// Whether the two are different.
    pub fn changed(&self) -> bool {
        self.before != self.after
    }
}

impl Difference {
    /// Whether nothing that bears on the answer is different; the inputs' bytes may be.
    pub fn is_empty(&self) -> bool {
        let same_answer =
            !self.leader.changed() && !self.winner.changed() && !self.verdict.changed();
        let same_project =
            self.answers.is_empty() && self.needs.is_empty() && self.burdens.is_empty();
        same_answer && same_project && self.same_figures() && self.candidates.is_empty()
    }

    fn same_figures(&self) -> bool {
        let same_evidence = self.ratings.is_empty()
            && self.overrides.is_empty()
            && self.coverage.is_empty()
            && self.stale == Staleness::default();
        let same_lead = self.movements.is_empty() && self.first_in_draws.is_empty();
        same_evidence && same_lead && self.weights.is_empty()
    }
}
