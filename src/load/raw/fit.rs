//! The rules of project fit as written: `criteria/fit.yaml`.

use super::{Entries, Number, Spot};
use schemars::JsonSchema;
use serde::Deserialize;

/// The seventh criterion, computed from what the project says.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fit {
    /// The form of this file: 1.
    pub schema: Option<Spot<Number>>,
    /// Always `fit`.
    pub id: Spot<String>,
    /// As tables head it.
    pub title: Spot<String>,
    /// The question that it answers.
    pub question: Spot<String>,
    /// More about it.
    pub about: Option<String>,
    /// Trait to its points within fit.
    pub points: Entries<Spot<Number>>,
    /// How needs count.
    pub feature_match: FeatureMatch,
    /// How bypassed capabilities count.
    pub dead_weight: DeadWeight,
    /// The points at which fit weighs as much as all other criteria together.
    pub full_at: Spot<Number>,
}

/// How needs count within fit.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FeatureMatch {
    /// Points for each need of full weight.
    pub points_per_need: Spot<Number>,
    /// The most points that all needs have together.
    pub most: Spot<Number>,
    /// The weight of a `maybe`, against 1 for the others.
    pub maybe: Spot<Number>,
    /// What an extension is worth, against 1 for built in.
    pub extension: Spot<Number>,
}

/// How capabilities that the project goes round count within fit.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DeadWeight {
    /// Points for each capability bypassed.
    pub points_per_bypass: Spot<Number>,
    /// The most points that they have together.
    pub most: Spot<Number>,
}
