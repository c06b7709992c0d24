//! A profile as written.

use super::{Entries, Number, OneOrMany, Spot};
use schemars::JsonSchema;
use serde::Deserialize;

/// A comparison of two criteria: `[one, other, how many times as important the one is]`.
pub type Pair = (Spot<String>, Spot<String>, Spot<Number>);

/// A project: what it is, what it needs, and what counts. Every key may be left out.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// The form of this file: 1.
    pub schema: Option<Spot<Number>>,
    /// Becomes the record's title.
    pub title: Option<String>,
    /// The situation in the team's own words.
    pub context: Option<String>,
    /// The candidates; at least two.
    pub frameworks: Option<Spot<Vec<Spot<String>>>>,
    /// Trait to answer, or to a list of answers where several may be given.
    pub traits: Option<Entries<OneOrMany>>,
    /// Capability to how much it is needed: `built-in`, `must`, `want`, `maybe` or `bypass`.
    pub needs: Option<Entries<Spot<String>>>,
    /// Criterion to points. Use one of `weights`, `ranking` and `pairwise`.
    pub weights: Option<Spot<Entries<Spot<Number>>>>,
    /// Criteria from the most important on.
    pub ranking: Option<Spot<Vec<Spot<String>>>>,
    /// `[one, other, how many times as important the one is]`, 1/9 to 9, for every pair of the criteria named.
    pub pairwise: Option<Spot<Vec<Spot<Pair>>>>,
    /// The team's own judgement in place of a rating.
    pub overrides: Option<Vec<Override>>,
    /// Who decides.
    pub deciders: Option<Vec<String>>,
    /// When to look at the decision again: YYYY-MM-DD.
    pub review_by: Option<Spot<String>>,
}

/// A rating that the team puts in place of the catalogue's.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Override {
    /// Whose rating.
    pub framework: Spot<String>,
    /// On which criterion.
    pub criterion: Spot<String>,
    /// The rating, 0 to 10.
    pub score: Spot<Number>,
    /// The least it could be; one below the score where nothing is said.
    pub low: Option<Spot<Number>>,
    /// The most it could be; one above the score where nothing is said.
    pub high: Option<Spot<Number>>,
    /// The reason.
    pub because: Option<Spot<String>>,
    /// The last day on which it counts: YYYY-MM-DD.
    pub until: Option<Spot<String>>,
}
