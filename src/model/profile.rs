//! The user's side: what the project is, what it needs, and what counts.

use super::{
    AnswerId, CapabilityId, CriterionId, FrameworkId, Need, Points, Ratio, Score, TraitId,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A project, checked against the catalogue that it will be decided with.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// Becomes the record's title.
    pub title: Option<String>,
    /// The situation in the team's own words.
    pub context: Option<String>,
    /// The candidates, where the profile names them; none twice.
    pub frameworks: Option<Vec<FrameworkId>>,
    /// The questions answered, each with at least one answer.
    pub traits: BTreeMap<TraitId, Vec<AnswerId>>,
    /// What is needed and how much.
    pub needs: BTreeMap<CapabilityId, Need>,
    /// What the user says of the weights.
    pub weighting: Weighting,
    /// The team's own judgement in place of a rating.
    pub overrides: Vec<Override>,
    /// Who decides.
    pub deciders: Vec<String>,
    /// When to look at the decision again.
    pub review_by: Option<Date>,
}

/// What the user says of the weights.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Weighting {
    /// Nothing: the catalogue's points and the answers' factors.
    #[default]
    Catalogue,
    /// Points for some criteria; the others keep theirs.
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

/// A rating that the team puts in place of the catalogue's.
#[derive(Debug, Clone, PartialEq)]
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
