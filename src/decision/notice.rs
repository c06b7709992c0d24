//! Notes on how a decision was reached.

use crate::model::{CapabilityId, CriterionId, FrameworkId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One thing to know; renderers word it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
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
        /// Whose rating.
        framework: FrameworkId,
        /// On which criterion.
        criterion: CriterionId,
        /// Its last day.
        until: Date,
    },
    /// An override that touches nothing in this decision.
    OverrideUnused {
        /// Whose rating.
        framework: FrameworkId,
        /// On which criterion.
        criterion: CriterionId,
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
