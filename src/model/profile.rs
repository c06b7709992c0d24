//! The user's side: what the project is, what it needs, and what counts.

use super::{
    AnswerId, CapabilityId, CriterionId, FactId, FrameworkId, InvalidId, Need, Points, Ratio,
    Score, SortedMap, TraitId,
};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;
use std::fmt;

/// A project, checked against the catalogue that it will be decided with.
///
/// [`Profile::from_yaml`] reads it from YAML or JSON and checks it. `serde` reads and writes the same keys; it needs
/// both ends of the range of an overridden rating, and checks nothing against a catalogue.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Profile {
    /// The title of the decision record.
    pub title: Option<String>,
    /// The situation in the team's own words.
    pub context: Option<String>,
    /// The candidates, where the profile names them; none twice.
    pub frameworks: Option<Vec<FrameworkId>>,
    /// The answered questions, each with at least one answer.
    pub traits: SortedMap<TraitId, Vec<AnswerId>>,
    /// The needed or bypassed capabilities, each with its level.
    pub needs: SortedMap<CapabilityId, Need>,
    /// How the user sets the weights.
    #[serde(flatten, serialize_with = "Weighting::write", deserialize_with = "Weighting::read")]
    pub weighting: Weighting,
    /// How much the project's facts count beside the criteria, 0 to 4; see [`Profile::factor`].
    pub fit_factor: Option<f64>,
    /// The team's own ratings and points, which replace the catalogue's.
    pub overrides: Vec<Override>,
    /// Who decides.
    pub deciders: Vec<String>,
    /// When to review the decision.
    pub review_by: Option<Date>,
}

impl Profile {
    /// The largest `fit-factor`.
    pub const MOST_FIT_FACTOR: f64 = 4.0;

    /// The fit factor; 1 where none is set, or where it is not a finite number.
    pub fn factor(&self) -> f64 {
        self.fit_factor.filter(|factor| factor.is_finite()).unwrap_or(1.0)
    }

    /// The profile without the overrides that have expired on this day; without a day, none has.
    #[must_use]
    pub fn in_force(&self, today: Option<Date>) -> Self {
        let mut profile = self.clone();
        let expired = |o: &Override| o.until.zip(today).is_some_and(|(until, today)| until < today);
        profile.overrides.retain(|o| !expired(o));
        profile
    }

    /// Whether it says anything about the project or the weights; overrides, which may have no effect, are not looked at.
    pub fn describes(&self) -> bool {
        !(self.traits.is_empty() && self.needs.is_empty() && self.weighting == Weighting::Catalogue)
    }
}

/// How the user sets the weights.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weighting {
    /// Not at all: the catalogue's points and the answers' factors count.
    #[default]
    Catalogue,
    /// Points for some criteria; the others keep theirs.
    #[serde(rename = "weights")]
    Points(SortedMap<CriterionId, Points>),
    /// Criteria, the most important first; none twice. They get rank-order-centroid weights.
    ///
    /// Source: F. H. Barron and B. E. Barrett, "Decision Quality Using Ranked Attribute Weights", Management Science 42
    /// (1996), 1515–1523.
    Ranking(Vec<CriterionId>),
    /// Every pair of the criteria named. They are weighted by the principal eigenvector.
    ///
    /// Source: T. L. Saaty, "The Analytic Hierarchy Process", 1980.
    Pairwise(Vec<Comparison>),
}

impl Weighting {
    /// The one key of the three that a profile has; none where nothing is said.
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Some(self).filter(|given| **given != Self::Catalogue).serialize(to)
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Option::deserialize(from).map(Option::unwrap_or_default)
    }
}

/// How many times as important one criterion is as another.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Comparison {
    /// The first criterion.
    pub first: CriterionId,
    /// The second criterion.
    pub second: CriterionId,
    /// How many times as important the first is, 1/9 to 9.
    pub ratio: Ratio,
}

impl Serialize for Comparison {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.first, &self.second, self.ratio).serialize(serializer)
    }
}

/// The team's own judgement in place of a rating or of one fact's points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Override {
    /// The framework.
    pub framework: FrameworkId,
    /// What is replaced, and by what.
    #[serde(flatten)]
    pub target: OverrideTarget,
    /// The reason.
    pub because: String,
    /// The last day on which it counts; without one it never expires.
    pub until: Option<Date>,
}

impl Override {
    /// Whether it is the team's own rating of this framework on this criterion.
    pub fn rates(&self, framework: &FrameworkId, criterion: &CriterionId) -> bool {
        self.framework == *framework
            && matches!(&self.target, OverrideTarget::Rating { criterion: on, .. } if on == criterion)
    }
}

/// What an override replaces, and by what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OverrideTarget {
    /// A rating.
    Rating {
        /// The criterion.
        criterion: CriterionId,
        /// The rating, 0 to 10.
        score: Score,
        /// The lowest it could be, 0 to 10; in a file, 1 below the score by default (at least 0).
        low: Score,
        /// The highest it could be, 0 to 10; in a file, 1 above the score by default (at most 10).
        high: Score,
    },
    /// The points of one fact, at a fit factor of 1.
    Fact {
        /// The fact.
        fact: FactRef,
        /// The points; in a file, −10 to 10.
        points: f64,
    },
}

/// A fact of a project: a capability, a trait, or one answer of a trait (`trait=answer`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "SmolStr")]
pub struct FactRef {
    /// The capability or the trait.
    pub id: FactId,
    /// The answer; none for a capability, and for every answer of a trait.
    pub answer: Option<AnswerId>,
}

impl FactRef {
    /// Whether it names this fact: a capability or trait id, and the answer.
    pub fn names(&self, id: &str, answer: &str) -> bool {
        self.id == *id && self.answer.as_ref().is_none_or(|named| *named == *answer)
    }
}

impl TryFrom<SmolStr> for FactRef {
    type Error = InvalidId;

    fn try_from(text: SmolStr) -> Result<Self, InvalidId> {
        let (id, answer) = match text.split_once('=') {
            Some((id, answer)) => (id, Some(AnswerId::new(answer)?)),
            None => (&*text, None),
        };
        Ok(Self { id: FactId::new(id)?, answer })
    }
}

impl fmt::Display for FactRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.answer {
            Some(answer) => write!(f, "{}={answer}", self.id),
            None => write!(f, "{}", self.id),
        }
    }
}

impl Serialize for FactRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
