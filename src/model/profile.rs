//! The user's side: what the project is, what it needs, and what counts.

use super::{
    AnswerId, CapabilityId, CriterionId, FrameworkId, Need, Points, Ratio, Score, TraitId,
};
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// A project, checked against the catalogue that it will be decided with.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Profile {
    /// Becomes the record's title.
    pub title: Option<String>,
    /// The situation in the team's own words.
    pub context: Option<String>,
    /// The candidates, where the profile names them; none twice.
    pub frameworks: Option<Vec<FrameworkId>>,
    /// The questions answered, each with at least one answer.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub traits: BTreeMap<TraitId, Vec<AnswerId>>,
    /// What is needed and how much.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub needs: BTreeMap<CapabilityId, Need>,
    /// What the user says of the weights.
    #[serde(flatten)]
    pub weighting: Weighting,
    /// The team's own judgement in place of a rating.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Override>,
    /// Who decides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub deciders: Vec<String>,
    /// When to look at the decision again.
    pub review_by: Option<Date>,
}

/// What the user says of the weights.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weighting {
    /// Nothing: the catalogue's points and the answers' factors.
    #[default]
    Catalogue,
    /// Points for some criteria; the others keep theirs.
    #[serde(rename = "weights")]
    Points(BTreeMap<CriterionId, Points>),
    /// Criteria from the most important on; none twice.
    Ranking(Vec<CriterionId>),
    /// Every pair of the criteria named.
    Pairwise(Vec<Comparison>),
}

/// How many times as important one criterion is as another.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The one.
    pub first: CriterionId,
    /// The other.
    pub second: CriterionId,
    /// From 1/9 to 9.
    pub ratio: Ratio,
}

impl Serialize for Comparison {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.first, &self.second, self.ratio).serialize(serializer)
    }
}

/// A rating that the team puts in place of the catalogue's.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Override {
    /// Whose rating.
    pub framework: FrameworkId,
    /// On which criterion; fit too.
    pub criterion: CriterionId,
    /// The rating.
    pub score: Score,
    /// The least it could be; one below the score where nothing is said.
    pub low: Score,
    /// The most it could be; one above the score where nothing is said.
    pub high: Score,
    /// The reason.
    pub because: String,
    /// The last day on which it counts.
    pub until: Option<Date>,
}
