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
    /// Whether the profile says anything about the project or the weights; true where the catalogue asks nothing.
    pub described: bool,
    /// How much the project's facts count beside the criteria, 0 to 4; 1 is the default.
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
    /// Per framework, what the project needs or wants and neither the framework nor a known extension has.
    pub lacking: SortedMap<FrameworkId, Vec<CapabilityId>>,
    /// Per framework, what the project needs or wants and was not checked.
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
    /// The framework to choose; null unless the verdict is clear or lean and `described` is true.
    pub winner: Option<FrameworkId>,
    /// The candidates between which it is too close to choose, best first; empty with any other verdict.
    pub contenders: Vec<FrameworkId>,
    /// The leader's total minus the runner-up's, in points; null with fewer than two candidates.
    pub lead: Option<f64>,
    /// The framework with the highest total, whatever the verdict; null where no candidate qualifies.
    pub leader: Option<FrameworkId>,
    /// The framework with the next highest total; null with fewer than two candidates.
    pub runner_up: Option<FrameworkId>,
    /// The share of draws that the leader wins, 0 to 1; null without draws.
    pub leader_wins: Option<f64>,
    /// Whether all missing findings together could still change the leader, or a required capability of the leader was
    /// not checked.
    pub provisional: bool,
    /// How likely teams in a position like this are to choose the leader, 0 to 0.95; null where `no_estimate` says why.
    pub estimate: Option<f64>,
    /// The leader's points minus the runner-up's, by criterion and fact, the largest difference first. Tied criteria,
    /// and those on which one of the two has no rating, are left out.
    pub reasons: Vec<Reason>,
}

words! {
    /// How a decision came out.
    pub enum Verdict {
        /// The lead and the estimate reach the thresholds of `clear`, and nothing unknown could change the leader.
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
    /// `criteria` plus `adjustment`, in points; it has no bounds.
    pub total: f64,
    /// Σ share × rating, 0 to 10; a missing rating counts as 5.
    pub criteria: f64,
    /// What the project's facts add to the total or take from it, in points.
    pub adjustment: f64,
    /// The total with every rating and every fact at its lowest, in points.
    pub low: f64,
    /// The total with every rating and every fact at its highest, in points.
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
    /// Those of `missing` that must be built in and that an extension provides: capability to the extension's name.
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
    /// A named extension provides it: capability to the extension's name.
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
    /// Its points, after the project's answers and the user's weights.
    pub weight: f64,
    /// Its share of all points, 0 to 1.
    pub share: f64,
    /// Who set the weight.
    pub weight_from: WeightFrom,
    /// What the answers multiply the catalogue's points by, limited to ⅓ to 3; 1 is no change.
    pub factor: f64,
    /// The rating of each candidate; null where nothing was found.
    pub ratings: SortedMap<FrameworkId, Option<RatingRow>>,
    /// The framework that wins it; null on a tie or where no candidate is rated.
    pub winner: Option<FrameworkId>,
    /// Whether the best two ratings differ by less than 0.5 points.
    #[serde(default)]
    pub tie: bool,
    /// The candidates within 0.5 points of the best, where it is a tie.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tied: Vec<FrameworkId>,
    /// Whether missing findings could still change the winner; false on a tie.
    #[serde(default)]
    pub provisional: bool,
    /// The best rating minus the next, 0 to 10 points; null with fewer than two rated.
    pub lead: Option<f64>,
    /// Share × (the leader's rating minus the runner-up's): what it adds to the lead, in points; null with fewer than
    /// two candidates. A missing rating counts as 5.
    pub contribution: Option<f64>,
    /// Why the winner wins it; null where there is no winner or no reason.
    pub why: Option<String>,
    /// The share of draws in which each candidate's rating is the best, 0 to 1; empty without draws, or where no
    /// candidate that could be the best has a range.
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
    /// The rating, 0 to 10.
    pub score: f64,
    /// The lowest that the evidence allows, 0 to 10.
    pub low: f64,
    /// The highest that the evidence allows, 0 to 10.
    pub high: f64,
    /// The share of the criterion's weight that rests on findings, 0 to 1.
    pub coverage: f64,
    /// The team's reason, where its own rating replaces the catalogue's.
    pub overridden: Option<String>,
}

/// Who set a weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WeightFrom {
    /// The catalogue alone.
    Catalogue,
    /// The catalogue, changed by the project's answers.
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
    /// The answered questions, each with its answers.
    pub traits: SortedMap<TraitId, Vec<SelectedAnswer>>,
    /// The needs that the profile states, without those that its answers imply.
    pub needs: SortedMap<CapabilityId, Need>,
    /// Titles of the capabilities that the project needs or bypasses, with those that its answers imply.
    pub capabilities: SortedMap<CapabilityId, String>,
    /// Who decides.
    pub deciders: Vec<String>,
    /// When to review the decision.
    pub review_by: Option<Date>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SelectedAnswer {
    /// Its id.
    pub id: String,
    /// The text that people read.
    pub label: String,
}

/// What a decision was computed from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Inputs {
    /// The profile; null where there was no file.
    pub profile: Option<ProfileInput>,
    /// The flags that override the profile, such as `--need admin=must`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
    /// The catalogue.
    pub catalogue: CatalogueInput,
    /// The day that counted as today, where the caller set one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
}

/// Which profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ProfileInput {
    /// Its file; `-` for standard input.
    pub path: String,
    /// The SHA-256 digest of its text with Unix line ends, in hexadecimal.
    pub sha256: String,
}

/// Which catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CatalogueInput {
    /// `embedded` or the folder, and what was added.
    pub origin: String,
    /// The SHA-256 digest of its files, in hexadecimal.
    pub sha256: String,
}

impl Decision {
    /// A candidate's name; the id where it is not one.
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

    /// A criterion's row; none where the criterion is not in the decision.
    pub fn criterion(&self, id: &CriterionId) -> Option<&CriterionRow> {
        self.criteria.iter().find(|row| row.id == *id)
    }
}
