//! The computed result: one value, from which every output is rendered.
//!
//! Its JSON form is an interface (`weigh/decision/1`); numbers keep their full precision, and rounding is left to
//! the renderers. Nothing here computes.

mod analysis;
mod fit;
mod notice;

pub use analysis::*;
pub use fit::*;
pub use notice::*;

use crate::model::{CapabilityId, CriterionId, FrameworkId, Need, SortedMap, TraitId, words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The schema version of the JSON.
pub const SCHEMA: &str = "weigh/decision/1";

/// What to choose, who wins each criterion, and how firm that is.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Decision {
    /// The schema version, `weigh/decision/1`.
    pub schema: String,
    /// What to choose.
    pub recommendation: Recommendation,
    /// Whether the profile says anything about the project or the weights.
    pub described: bool,
    /// How much the project's facts count beside the criteria.
    pub fit_factor: f64,
    /// What the estimate rests on; null where there is none.
    pub estimate: Option<EstimateBasis>,
    /// Why there is no estimate; null where there is one.
    #[serde(default)]
    pub no_estimate: Option<NoEstimate>,
    /// The candidates that qualify, best first.
    pub frameworks: Vec<CandidateResult>,
    /// The candidates that lack something they must have.
    pub excluded: Vec<Excluded>,
    /// Where no candidate qualifies: the names of the known frameworks and stacks that have everything required.
    #[serde(default, skip_serializing_if = "SortedMap::is_empty")]
    pub others_qualify: SortedMap<FrameworkId, String>,
    /// Per framework, what the project needs and an extension provides: capability to the extension's name.
    pub to_add: SortedMap<FrameworkId, SortedMap<CapabilityId, String>>,
    /// Per framework, what the project wants and neither the framework nor a known extension has.
    pub lacking: SortedMap<FrameworkId, Vec<CapabilityId>>,
    /// Per framework, what the project wants and nobody has checked.
    #[serde(default)]
    pub unchecked: SortedMap<FrameworkId, Vec<CapabilityId>>,
    /// Per framework, what is built in and this project will not use.
    pub unused: SortedMap<FrameworkId, Vec<CapabilityId>>,
    /// What a migration would mean, where the project has code in one of the candidates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub migration: Option<Migration>,
    /// The criteria, those that count most first.
    pub criteria: Vec<CriterionRow>,
    /// What the project says, and the points of each fact per framework; they sum to the adjustments.
    pub fit: Vec<FactRow>,
    /// Criteria that do not apply to this project.
    pub not_applicable: Vec<NotApplicable>,
    /// Known frameworks that were not compared.
    pub not_compared: Vec<NotCompared>,
    /// The public decisions most like this one.
    pub precedents: Vec<NearPrecedent>,
    /// How firm the answer is.
    pub analysis: Analysis,
    /// Notes on how the decision was reached.
    pub notices: Vec<Notice>,
    /// The project as it was described.
    pub project: Project,
    /// What it was computed from.
    pub inputs: Inputs,
}

/// What to choose.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Recommendation {
    /// How the decision came out.
    pub verdict: Verdict,
    /// The framework to choose; null unless the verdict is clear or lean.
    pub winner: Option<FrameworkId>,
    /// Those between which it is too close, best first; else empty.
    pub contenders: Vec<FrameworkId>,
    /// The leader's total less the runner-up's; null with fewer than two.
    pub lead: Option<f64>,
    /// Who has the highest total, whatever the verdict.
    pub leader: Option<FrameworkId>,
    /// Who has the next highest.
    pub runner_up: Option<FrameworkId>,
    /// The share of draws that the leader wins.
    pub leader_wins: Option<f64>,
    /// Whether an unknown finding could still change the answer.
    pub provisional: bool,
    /// How likely teams in a position like this are to choose the leader, 0 to 0.95; null where not calibrated.
    pub estimate: Option<f64>,
    /// Leader less runner-up, largest first: criteria, then facts; negative values favour the runner-up.
    pub reasons: Vec<Reason>,
}

words! {
    /// How a decision came out.
    pub enum Verdict {
        /// The lead and the estimate reach the thresholds of a clear result, and nothing unknown could change the leader.
        Clear = "clear",
        /// One candidate leads, but not all conditions of `clear` are met.
        Lean = "lean",
        /// The evidence does not separate the contenders.
        TooClose = "too-close",
        /// Every candidate lacks something that the project must have.
        NoneQualifies = "none-qualifies",
    }
}

#[expect(clippy::derivable_impls, reason = "the words of a list take no attributes")]
impl Default for Verdict {
    fn default() -> Self {
        Self::NoneQualifies
    }
}

/// One candidate's result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CandidateResult {
    /// The framework.
    pub id: FrameworkId,
    /// Its name.
    pub name: String,
    /// The criteria's part plus the adjustment, in points.
    pub total: f64,
    /// Σ share × rating, 0 to 10.
    pub criteria: f64,
    /// What the project's facts add or take, in points.
    pub adjustment: f64,
    /// The total with every rating at its lowest.
    pub low: f64,
    /// The total with every rating at its highest.
    pub high: f64,
    /// Competition rank: 1, 2, 2, 4.
    pub rank: usize,
    /// The share of weight that rests on findings, 0 to 1.
    pub coverage: f64,
}

/// A candidate excluded because it lacks a required capability.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Excluded {
    /// The framework.
    pub id: FrameworkId,
    /// Its name.
    pub name: String,
    /// What it lacks.
    pub missing: Vec<CapabilityId>,
    /// Those of `missing` that an extension provides, where they are required to be built in.
    pub by_extension_only: SortedMap<CapabilityId, String>,
}

/// What a migration from the framework in use would mean for what the project needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Migration {
    /// The framework in use.
    pub from: FrameworkId,
    /// Per other candidate, how it has what the project needs.
    pub to: SortedMap<FrameworkId, Provided>,
}

/// How a framework has what a project needs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Provided {
    /// Ships with it.
    pub built_in: Vec<CapabilityId>,
    /// Comes by a named extension.
    pub by_extension: SortedMap<CapabilityId, String>,
    /// Neither it nor a known extension has it.
    pub missing: Vec<CapabilityId>,
    /// Not checked.
    pub unknown: Vec<CapabilityId>,
}

/// One criterion's part in the decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CriterionRow {
    /// The criterion.
    pub id: CriterionId,
    /// Its title.
    pub title: String,
    /// Its points, after traits and the user.
    pub weight: f64,
    /// Its part of all points, 0 to 1.
    pub share: f64,
    /// Who set the weight.
    pub weight_from: WeightFrom,
    /// What the answers multiplied the weight by.
    pub factor: f64,
    /// The rating of each candidate; null where nothing was found.
    pub ratings: SortedMap<FrameworkId, Option<RatingRow>>,
    /// Who wins it; null on a tie or where nobody is rated.
    pub winner: Option<FrameworkId>,
    /// Whether the best two differ by less than half a point.
    #[serde(default)]
    pub tie: bool,
    /// Those on a tie.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tied: Vec<FrameworkId>,
    /// Whether an unknown could still beat the winner.
    #[serde(default)]
    pub provisional: bool,
    /// The best rating less the next; null with fewer than two rated.
    pub lead: Option<f64>,
    /// Share × (the leader's rating less the runner-up's): what it adds to the lead.
    pub contribution: Option<f64>,
    /// Why the winner wins it.
    pub why: Option<String>,
    /// How often each candidate is best on it within the ranges, 0 to 1.
    #[serde(default)]
    pub best_in_draws: SortedMap<FrameworkId, f64>,
}

impl CriterionRow {
    /// The rating of a candidate, where something was found.
    pub fn rating(&self, id: &FrameworkId) -> Option<&RatingRow> {
        self.ratings.get(id)?.as_ref()
    }
}

/// One rating.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RatingRow {
    /// 0 to 10.
    pub score: f64,
    /// The lowest that the evidence allows.
    pub low: f64,
    /// The highest that the evidence allows.
    pub high: f64,
    /// The part of the criterion that rests on findings, 0 to 1.
    pub coverage: f64,
    /// The team's reason, where it judged in place of the catalogue.
    pub overridden: Option<String>,
}

/// Who set a weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WeightFrom {
    /// The catalogue alone.
    Catalogue,
    /// The catalogue, moved by the project's answers.
    Traits,
    /// The user, in points.
    User,
    /// The user's ranking.
    Ranking,
    /// The user's comparisons in pairs.
    Pairwise,
}

/// The project as it was described.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Project {
    /// Its title.
    pub title: Option<String>,
    /// The situation.
    pub context: Option<String>,
    /// The questions answered.
    pub traits: SortedMap<TraitId, Vec<SelectedAnswer>>,
    /// What is needed.
    pub needs: SortedMap<CapabilityId, Need>,
    /// Titles of the capabilities named anywhere in this decision.
    pub capabilities: SortedMap<CapabilityId, String>,
    /// Who decides.
    pub deciders: Vec<String>,
    /// When to look again.
    pub review_by: Option<Date>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SelectedAnswer {
    /// Its id.
    pub id: String,
    /// As people read it.
    pub label: String,
}

/// What a decision was computed from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Inputs {
    /// The profile; null where there was no file.
    pub profile: Option<ProfileInput>,
    /// The flags that override the profile, as they were typed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
    /// The catalogue.
    pub catalogue: CatalogueInput,
    /// The day as of which it was decided, where one was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
}

/// Which profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ProfileInput {
    /// Its file; `-` for standard input.
    pub path: String,
    /// A digest of its bytes.
    pub sha256: String,
}

/// Which catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CatalogueInput {
    /// `embedded`, or a folder, and what was added.
    pub origin: String,
    /// A digest of its files.
    pub sha256: String,
}

impl Decision {
    /// A framework's name, the id where it is not in the decision.
    pub fn name<'a>(&'a self, id: &'a FrameworkId) -> &'a str {
        self.compared().find(|(known, _)| *known == id).map_or(id.as_str(), |(_, name)| name)
    }

    /// Every candidate, those that are excluded too, with its name.
    pub(crate) fn compared(&self) -> impl Iterator<Item = (&FrameworkId, &String)> {
        let excluded = self.excluded.iter().map(|one| (&one.id, &one.name));
        self.frameworks.iter().map(|one| (&one.id, &one.name)).chain(excluded)
    }

    /// Those and the known frameworks that are not compared, each with its name.
    pub(crate) fn known(&self) -> impl Iterator<Item = (&FrameworkId, &String)> {
        self.compared().chain(self.not_compared.iter().map(|one| (&one.id, &one.name)))
    }

    /// A criterion's row.
    pub fn criterion(&self, id: &CriterionId) -> Option<&CriterionRow> {
        self.criteria.iter().find(|row| row.id == *id)
    }
}
