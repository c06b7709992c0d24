//! The rules of project fit: points of questions and needs, implications, thresholds.

use super::{AnswerId, CapabilityId, Need, Points, PrecedentId, Profile, SortedMap, TraitId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a project's own facts add to or take from a framework, in points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FitRules {
    /// Points of each question whose answers have fits; an answer gives points / 30 × (fit − 5).
    pub points: SortedMap<TraitId, Points>,
    /// Points of needs.
    pub needs: NeedPoints,
    /// What a profile does not say may be worth up to this many points, either way; it enters the draws only.
    pub unsaid: f64,
    /// The leads at which the verdict changes.
    pub thresholds: Thresholds,
    /// What an answer or need implies.
    #[serde(default)]
    pub implies: Vec<Implication>,
    /// What an answer or need leads one to expect; a profile that says the opposite gets a notice.
    #[serde(default)]
    pub expects: Vec<Implication>,
    /// Where something outside the catalogue is the usual choice.
    #[serde(default)]
    pub outside: Vec<Outside>,
}

/// Points of needs, at a fit factor of 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct NeedPoints {
    /// A need adds this × +0.5 where built in, −0.5 by extension, −1.5 where missing, and 0 where unknown.
    pub step: f64,
    /// The weight of a `maybe`, 0 to 1; stronger levels have 1.
    pub maybe: f64,
    /// A bypassed feature adds this × −0.5 where built in, +0.5 where not, and 0 where unknown.
    pub bypass: f64,
}

/// Leads, in points, at which the verdict changes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Thresholds {
    /// Below this lead, no framework is recommended.
    pub too_close: f64,
    /// From this lead on, the recommendation can be clear.
    pub clear: f64,
}

impl Thresholds {
    /// From this percentage on, an estimate is called likely; below it, no verdict is clear.
    pub const LIKELY: u8 = 75;

    /// The largest consistency ratio of pairwise comparisons that is accepted without advice (Saaty 1980).
    pub const ACCEPTED_INCONSISTENCY: f64 = 0.1;

    /// The largest consistency ratio of pairwise comparisons (Saaty 1980) with which a result can be clear.
    pub const MOST_INCONSISTENCY: f64 = 0.3;

    /// The thresholds of a catalogue without `fit.yaml`; they are not calibrated.
    pub const UNCALIBRATED: Self = Self { too_close: 0.2, clear: 0.8 };
}

/// Something that a profile says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// An answer to a question.
    Answer(TraitId, AnswerId),
    /// A need; `want` also holds for stronger levels.
    Need(CapabilityId, Need),
}

impl Condition {
    /// Whether it holds, where `need` gives the level of each capability.
    pub fn holds(&self, profile: &Profile, need: impl Fn(&CapabilityId) -> Option<Need>) -> bool {
        match self {
            Self::Answer(id, answer) => {
                profile.traits.get(id).is_some_and(|answers| answers.contains(answer))
            }
            Self::Need(id, Need::Want) => need(id).is_some_and(Need::wants),
            Self::Need(id, level) => need(id) == Some(*level),
        }
    }

    /// The id of the trait or capability.
    pub fn subject(&self) -> &str {
        match self {
            Self::Answer(id, _) => id.as_str(),
            Self::Need(id, _) => id.as_str(),
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(id, answer) => write!(f, "{id}={answer}"),
            Self::Need(id, need) => write!(f, "{id}={need}"),
        }
    }
}

/// Needs that an answer or another need implies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Implication {
    /// All of these must hold.
    pub when: Vec<Condition>,
    /// `want`, `maybe` or `bypass`.
    pub needs: SortedMap<CapabilityId, Need>,
    /// The reason.
    pub because: String,
}

/// A usual choice outside the catalogue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outside {
    /// All of these must hold.
    pub when: Vec<Condition>,
    /// What people choose.
    pub alternatives: Vec<String>,
    /// The reason.
    pub because: String,
    /// Public decisions with that outcome.
    #[serde(default)]
    pub precedents: Vec<PrecedentId>,
}
