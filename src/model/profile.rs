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
/// [`Profile::from_yaml`] reads it from YAML or JSON and checks it. `serde` reads and writes the same keys, an override with
/// its whole range, and checks nothing against a catalogue.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Profile {
    /// Becomes the record's title.
    pub title: Option<String>,
    /// The situation in the team's own words.
    pub context: Option<String>,
    /// The candidates, where the profile names them; none twice.
    pub frameworks: Option<Vec<FrameworkId>>,
    /// The questions answered, each with at least one answer.
    pub traits: SortedMap<TraitId, Vec<AnswerId>>,
    /// What is needed and how much.
    pub needs: SortedMap<CapabilityId, Need>,
    /// What the user says of the weights.
    #[serde(flatten, serialize_with = "Weighting::write", deserialize_with = "Weighting::read")]
    pub weighting: Weighting,
    /// How much the project's facts count beside the criteria, 0 to 4; see [`Profile::factor`].
    pub fit_factor: Option<f64>,
    /// The team's own judgement in place of ratings or points.
    pub overrides: Vec<Override>,
    /// Who decides.
    pub deciders: Vec<String>,
    /// When to look at the decision again.
    pub review_by: Option<Date>,
}

impl Profile {
    /// The largest `fit-factor`.
    pub const MOST_FIT_FACTOR: f64 = 4.0;

    /// The fit factor: 1 where nothing is said, or no finite number.
    pub fn factor(&self) -> f64 {
        self.fit_factor.filter(|factor| factor.is_finite()).unwrap_or(1.0)
    }

    /// The profile without the overrides that have expired; without a day none has.
    #[must_use]
    pub fn in_force(&self, today: Option<Date>) -> Self {
        let mut profile = self.clone();
        let expired = |o: &Override| o.until.zip(today).is_some_and(|(until, today)| until < today);
        profile.overrides.retain(|o| !expired(o));
        profile
    }

    /// Whether it says anything about the project or the weights.
    pub fn describes(&self) -> bool {
        !(self.traits.is_empty()
            && self.needs.is_empty()
            && self.overrides.is_empty()
            && self.weighting == Weighting::Catalogue)
    }
}

/// What the user says of the weights.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weighting {
    /// Nothing: the catalogue's points and the answers' factors.
    #[default]
    Catalogue,
    /// Points for some criteria; the others keep theirs.
    #[serde(rename = "weights")]
    Points(SortedMap<CriterionId, Points>),
    /// Criteria from the most important on; none twice.
    Ranking(Vec<CriterionId>),
    /// Every pair of the criteria named.
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

/// The team's own judgement in place of a rating or of one fact's points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Override {
    /// Of which framework.
    pub framework: FrameworkId,
    /// What is replaced, and by what.
    #[serde(flatten)]
    pub target: OverrideTarget,
    /// The reason.
    pub because: String,
    /// The last day on which it counts.
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
        /// On which criterion.
        criterion: CriterionId,
        /// The rating.
        score: Score,
        /// The least it could be; one below the score where nothing is said.
        low: Score,
        /// The most it could be; one above the score where nothing is said.
        high: Score,
    },
    /// The points of one fact, at a fit factor of 1.
    Fact {
        /// Which.
        fact: FactRef,
        /// The points.
        points: f64,
    },
}

/// One thing that a project says: a capability, a trait, or one answer of a trait (`trait=answer`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "SmolStr")]
pub struct FactRef {
    /// The capability or the trait.
    pub id: FactId,
    /// The answer; any where none is named.
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
