//! Notes on how a decision was reached.

use crate::model::{CapabilityId, CriterionId, FrameworkId, PrecedentId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A note on the decision; the renderers write its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Notice {
    /// The share of a criterion that the user's weights name, before and after.
    ShareMoved {
        /// The criterion.
        criterion: CriterionId,
        /// Its share without the user's weights, 0 to 1.
        before: f64,
        /// Its share with them, 0 to 1.
        after: f64,
    },
    /// The answers' factors on a criterion exceeded the limit and were clamped.
    FactorHeld {
        /// The criterion.
        criterion: CriterionId,
        /// The factor of the answers before the limit, below ⅓ or above 3.
        factor: f64,
        /// The factor that counts, ⅓ or 3.
        held_to: f64,
    },
    /// How far the comparisons in pairs contradict each other.
    Consistency {
        /// The consistency ratio; 0 is without contradiction. Up to 0.1 is accepted; above 0.3 the verdict is at most
        /// lean.
        ///
        /// Source: T. L. Saaty, "The Analytic Hierarchy Process", 1980.
        ratio: f64,
        /// The comparison that fits worst, where the ratio is above 0.1.
        worst: Option<WorstComparison>,
    },
    /// An override is ignored because its last day is over.
    OverrideExpired {
        /// The framework of the override.
        framework: FrameworkId,
        /// What it would replace: a criterion or a fact.
        on: String,
        /// Its last day.
        until: Date,
    },
    /// An override has no effect on this decision.
    OverrideUnused {
        /// The framework of the override.
        framework: FrameworkId,
        /// What it would replace: a criterion or a fact.
        on: String,
    },
    /// A known framework was not compared.
    NotCompared {
        /// The framework.
        framework: FrameworkId,
        /// Its name.
        name: String,
        /// The rank that it would have among the candidates; it is first or second of all known frameworks.
        rank: Option<usize>,
        /// Whether its total would be too close to that of the leader to call.
        #[serde(default)]
        close: bool,
    },
    /// A criterion does not apply to this project, but stays because the user's weights name it.
    NotApplicableKept {
        /// The criterion.
        criterion: CriterionId,
    },
    /// No weighting of the criteria could change the answer.
    WeightsCannotChange {
        /// The rival that weights could bring closest to the leader.
        rival: FrameworkId,
        /// The leader's lead over that rival by the project's facts, in points.
        facts_lead: f64,
        /// The most by which the criteria can favour that rival, in points, 0 to 10.
        criteria_most: f64,
    },
    /// Something outside the catalogue is the usual choice for such a project.
    Outside {
        /// What is usually chosen.
        alternatives: Vec<String>,
        /// The reason.
        because: String,
        /// Public decisions with that outcome.
        precedents: Vec<PrecedentId>,
    },
    /// The thresholds of this catalogue are not calibrated.
    NotCalibrated,
    /// Of the candidates with the same base only the best is compared; this one is left out.
    StackBehind {
        /// The candidate that is left out.
        framework: FrameworkId,
        /// Its name.
        name: String,
        /// The better one's name.
        best: String,
        /// The lead of the better one, in points.
        points: f64,
    },
    /// The profile contradicts what its answers imply or lead one to expect; the profile takes precedence.
    Contradicted {
        /// The capability.
        capability: CapabilityId,
        /// True where the profile wants it and its answers do not; false where it is the other way round.
        wanted: bool,
        /// Why the answers imply the opposite.
        because: String,
    },
    /// An extension that a candidate would need has had no release for more than 24 months.
    OldExtension {
        /// The candidate.
        framework: FrameworkId,
        /// The extension's name.
        name: String,
        /// The day of its last release.
        released: Date,
    },
    /// A required capability was not checked for a candidate.
    RestsOnUnknown {
        /// The candidate.
        framework: FrameworkId,
        /// The capability.
        capability: CapabilityId,
    },
}

/// The comparison that fits the others worst.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WorstComparison {
    /// The first criterion.
    pub first: CriterionId,
    /// The second criterion.
    pub second: CriterionId,
    /// The ratio given, 1/9 to 9.
    pub given: f64,
    /// The ratio that the other comparisons imply.
    pub implied: f64,
}
