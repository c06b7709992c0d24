//! A criterion as written: `criteria/security.yaml`.

use super::{Number, Spot};
pub use crate::model::ScaleKind as ScaleName;
use crate::model::Standing;
use schemars::JsonSchema;
use serde::Deserialize;

/// One point of view on the frameworks, with the indicators that it is rated by.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Criterion {
    /// The form of this file: 1.
    pub schema: Option<Spot<Number>>,
    /// The id, which is also the file's name.
    pub id: Spot<String>,
    /// As tables head it.
    pub title: Spot<String>,
    /// The question that the criterion answers.
    pub question: Spot<String>,
    /// What stands behind the question.
    pub about: Option<String>,
    /// Points before traits and before the user.
    pub weight: Spot<Number>,
    /// What the comparison article concluded that the catalogue began from.
    pub article: Option<Spot<Article>>,
    /// What is observed, at least one.
    pub indicators: Spot<Vec<Indicator>>,
}

/// What the article concluded on one criterion, and how that stands today.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Article {
    /// A framework's id, or `tie`.
    pub winner: Spot<String>,
    /// Its reason, in our words.
    pub because: Spot<String>,
    /// Whether today's evidence bears it out.
    pub today: Spot<Standing>,
    /// What differs; needed unless it simply agrees.
    pub note: Option<String>,
}

/// One observable thing under a criterion, with its scale.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Indicator {
    /// Unique within the criterion.
    pub id: Spot<String>,
    /// As explanations head it.
    pub title: Spot<String>,
    /// What a value counts or measures.
    pub unit: Option<String>,
    /// Points within the criterion, above zero.
    pub weight: Spot<Number>,
    /// How a finding becomes a score.
    pub scale: Spot<ScaleName>,
    /// The items looked for; for a checklist only.
    pub items: Option<Spot<Vec<Spot<String>>>>,
    /// The value that scores 0; for a linear or log scale only.
    pub worst: Option<Spot<Number>>,
    /// The value that scores 10; for a linear or log scale only.
    pub best: Option<Spot<Number>>,
    /// Why the scale's ends are where they are, or why these items.
    pub anchors: Option<String>,
    /// How old a finding may be before it is called stale: `24 months` or `2 years`.
    pub stale_after: Option<Spot<String>>,
}
