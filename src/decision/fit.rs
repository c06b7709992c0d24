//! The project's facts, the estimate and the precedents, as the result holds them.

use crate::model::{Basis, CriterionId, FrameworkId, PrecedentId, SortedMap, SourceId, words};
use serde::{Deserialize, Serialize};

/// What kind of fact or reason it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactKind {
    /// A criterion; only in reasons.
    Criterion,
    /// An answer to a question.
    Trait,
    /// A need.
    Need,
    /// A feature that the project will not use.
    Bypass,
}

/// One fact and what it does to each framework.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FactRow {
    /// What kind of fact it is.
    pub kind: FactKind,
    /// The trait or capability.
    pub id: String,
    /// The answer or the need level.
    pub answer: String,
    /// The question, or the capability's title.
    pub title: String,
    /// The answer's text, or the need level.
    pub label: String,
    /// Points per framework, multiplied by the fit factor.
    pub points: SortedMap<FrameworkId, f64>,
    /// What implies it, as `trait=answer` or `capability=level`; null where the profile states it.
    pub brought_by: Option<String>,
    /// The reason per framework, where there is one.
    pub because: SortedMap<FrameworkId, String>,
    /// What the reason rests on, per framework.
    pub basis: SortedMap<FrameworkId, Basis>,
    /// The sources of the reason, per framework.
    pub sources: SortedMap<FrameworkId, Vec<SourceId>>,
    /// The frameworks whose points an override replaces.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overridden: Vec<FrameworkId>,
}

words! {
    /// Why a decision has no estimate.
    pub enum NoEstimate {
        /// None of the candidates qualifies, or only one.
        NoRival = "no-rival",
        /// It is calibrated for the built-in catalogue as it is.
        Catalogue = "catalogue",
        /// It is calibrated for a fit factor of 1.
        FitFactor = "fit-factor",
        /// Nothing that the project says gives points, and the criteria alone do not predict what teams choose.
        NoPoints = "no-points",
        /// At least one candidate was not chosen by any team of the public decisions.
        NeverChosen = "never-chosen",
    }
}

/// What the estimate rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EstimateBasis {
    /// The data of the fit, such as `217 public decisions`.
    pub basis: String,
    /// The day of the fit, YYYY-MM-DD.
    pub fitted: String,
    /// The slope, per point: P = 1 / (1 + Σ e^(−k × lead)), over the leads over every other candidate.
    ///
    /// Source (multinomial logit): D. McFadden, "Conditional logit analysis of qualitative choice behavior", 1974.
    pub k: f64,
    /// The share of a lead in the criteria that counts in these leads, 0 to 1.
    #[serde(default = "whole")]
    pub criteria: f64,
    /// The 90% interval of the slope, per point.
    pub k_interval: [f64; 2],
    /// The lowest and the highest estimate at the ends of that interval, 0 to 0.95.
    #[serde(default)]
    pub interval: [f64; 2],
    /// The candidate whose estimate is the highest, if that is not the leader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likelier: Option<FrameworkId>,
    /// Of the public decisions with the same verdict, how many teams chose the leader; none where doubt alone limits the
    /// verdict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub like_this: Option<BandCount>,
}

/// Older decisions count the criteria in full.
fn whole() -> f64 {
    1.0
}

/// How often teams chose the leader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BandCount {
    /// Teams that chose the leader.
    pub leader_chosen: u32,
    /// All teams of these decisions.
    pub of: u32,
}

/// One difference between leader and runner-up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reason {
    /// Where it comes from.
    pub kind: FactKind,
    /// The criterion, trait or capability.
    pub id: String,
    /// The answer or need level; null for a criterion.
    pub answer: Option<String>,
    /// The leader's points minus the runner-up's; negative values favour the runner-up.
    pub points: f64,
}

/// A criterion that does not apply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NotApplicable {
    /// The criterion.
    pub criterion: CriterionId,
    /// Its title.
    pub title: String,
    /// The reason.
    pub because: String,
}

/// A known framework that was not compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NotCompared {
    /// The framework.
    pub id: FrameworkId,
    /// Its name.
    pub name: String,
    /// The rank that it would have among the candidates, if it is first or second of all known frameworks; else null.
    pub rank: Option<usize>,
    /// Whether its total would be too close to that of the leader to call.
    #[serde(default)]
    pub close: bool,
}

/// A public decision like this one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NearPrecedent {
    /// The precedent.
    pub id: PrecedentId,
    /// A few words on the project.
    pub title: String,
    /// What the team chose: the id of a framework, or another name.
    pub chose: String,
    /// Weighted Jaccard likeness of answers and needs, 0 to 1: the weight of what both say, divided by the weight of
    /// what at least one says.
    ///
    /// Of n precedents, an item that m of them say weighs ln((n + 1) / m); see "Precedents" in `docs/method.md`.
    pub likeness: f64,
    /// What both say, as `trait=answer` or `capability=level`.
    pub shared: Vec<String>,
    /// What only one of them says.
    pub differs: Vec<String>,
    /// Of that, what this project says.
    #[serde(default)]
    pub yours: Vec<String>,
    /// What the precedent says, for people: each `trait=answer` with the answer, each capability with its title.
    #[serde(default)]
    pub labels: SortedMap<String, String>,
    /// The team's reasons.
    pub because: String,
    /// What became of it.
    pub later: Option<String>,
    /// The address where the team published it.
    pub url: String,
    /// The year of the decision.
    pub year: Option<u16>,
}
