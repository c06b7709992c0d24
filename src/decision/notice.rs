//! Notes on how a decision was reached.

use crate::model::{CapabilityId, CriterionId, FrameworkId, PrecedentId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One thing to know; renderers word it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Notice {
    /// A weight that the user set, and what that did to its share.
    ShareMoved {
        /// The criterion.
        criterion: CriterionId,
        /// Its share without the user's weights.
        before: f64,
        /// Its share with them.
        after: f64,
    },
    /// The answers' factors on a criterion exceeded the limit and were clamped.
    FactorHeld {
        /// The criterion.
        criterion: CriterionId,
        /// What the answers came to.
        factor: f64,
        /// The limit they were clamped to.
        held_to: f64,
    },
    /// How far the comparisons in pairs contradict each other.
    Consistency {
        /// Saaty's consistency ratio.
        ratio: f64,
        /// The comparison that fits worst, where the ratio is above what is accepted.
        worst: Option<WorstComparison>,
    },
    /// An override past its last day, ignored.
    OverrideExpired {
        /// Of which framework.
        framework: FrameworkId,
        /// What it would replace: a criterion or a fact.
        on: String,
        /// Its last day.
        until: Date,
    },
    /// An override that touches nothing in this decision.
    OverrideUnused {
        /// Of which framework.
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
        /// The place that it would have among the candidates, where it is first or second of all known.
        rank: Option<usize>,
    },
    /// A criterion does not apply to this project, but stays because the user's weights name it.
    NotApplicableKept {
        /// The criterion.
        criterion: CriterionId,
    },
    /// No weighting of the criteria could change the answer.
    WeightsCannotChange {
        /// By how many points the project's facts lead.
        facts_lead: f64,
        /// By how many points the criteria can differ at most.
        criteria_most: f64,
    },
    /// Something outside the catalogue is the usual choice for such a project.
    Outside {
        /// What.
        alternatives: Vec<String>,
        /// The reason.
        because: String,
        /// Public decisions that ended there.
        precedents: Vec<PrecedentId>,
    },
    /// The thresholds of this catalogue are not calibrated.
    NotCalibrated,
    /// A stack that another one with the same base is ahead of; the latter is compared with the rest.
    StackBehind {
        /// The stack.
        framework: FrameworkId,
        /// Its name.
        name: String,
        /// The better one's name.
        best: String,
        /// By how many points.
        points: f64,
    },
    /// The profile contradicts what its answers imply; the profile takes precedence.
    Contradicted {
        /// The capability.
        capability: CapabilityId,
        /// Whether the profile wants it, and its answers do without.
        wanted: bool,
        /// Why the answers bring the contrary along.
        because: String,
    },
    /// An extension that a candidate would need, and that has had no release for long.
    OldExtension {
        /// The candidate.
        framework: FrameworkId,
        /// The extension's name.
        name: String,
        /// The day of its last release.
        released: Date,
    },
    /// A required capability that was not checked for a candidate.
    RestsOnUnknown {
        /// The candidate.
        framework: FrameworkId,
        /// The capability.
        capability: CapabilityId,
    },
}

/// The comparison that fits its neighbours worst.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WorstComparison {
    /// The one.
    pub first: CriterionId,
    /// The other.
    pub second: CriterionId,
    /// The ratio given.
    pub given: f64,
    /// The ratio that the other comparisons imply.
    pub implied: f64,
}
