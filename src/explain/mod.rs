//! Everything known about one topic, gathered and computed, as a plain value that renderers put into words.
//!
//! A topic is a criterion, framework, trait, capability, source or lint rule. An id that names several is told of
//! each; `criterion:database` asks for one.

mod asked;
mod capability;
mod change;
mod criterion;
mod fit;
mod framework;
mod index;
mod parts;
mod source;

pub use asked::{AnswerPart, Effect, FitPart, TraitPage};
pub use capability::{CapabilityPage, Provider};
pub use change::{Change, Turn};
pub use criterion::{ArticlePart, CriterionPage, IndicatorPart, Mover, Outcome, RatedFramework};
pub use fit::{FitPage, PointsPart};
pub use framework::{
    CapabilityPart, Claimed, CriterionPart, ExtensionPart, FrameworkPage, Observed,
};
pub use index::{Group, Index, Line};
pub use parts::{Figure, FindingPart, Named, Rated};
pub use source::{Resting, SourcePage};

use crate::lint::Rule;
use crate::model::{Catalogue, FitRules};
use jiff::civil::Date;
use serde::Serialize;

/// The name of the JSON form.
pub const SCHEMA: &str = "weigh/explain/1";

/// What a topic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A criterion, project fit too.
    Criterion,
    /// A framework.
    Framework,
    /// A property of the user's project.
    Trait,
    /// Something a project may need.
    Capability,
    /// Where something is written.
    Source,
    /// A rule of `weigh lint`.
    Rule,
}

impl Kind {
    /// All kinds, in the order in which they are told.
    pub const ALL: [Self; 6] =
        [Self::Criterion, Self::Framework, Self::Trait, Self::Capability, Self::Source, Self::Rule];

    /// As a topic names it: `criterion:security`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Criterion => "criterion",
            Self::Framework => "framework",
            Self::Trait => "trait",
            Self::Capability => "capability",
            Self::Source => "source",
            Self::Rule => "rule",
        }
    }
}

/// What is known about one topic.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Page {
    /// A criterion that is rated by findings.
    Criterion(Box<CriterionPage>),
    /// Project fit, the criterion that is computed from what the project says.
    Fit(FitPage),
    /// A framework.
    Framework(Box<FrameworkPage>),
    /// A trait.
    Trait(TraitPage),
    /// A capability.
    Capability(CapabilityPage),
    /// A source.
    Source(SourcePage),
    /// A lint rule.
    Rule(&'static Rule),
}

/// Looks topics up in one catalogue.
#[derive(Debug, Clone, Copy)]
pub struct Explainer<'a> {
    catalogue: &'a Catalogue,
    /// The day on which evidence is looked at; without it nothing is called stale.
    today: Option<Date>,
}

impl<'a> Explainer<'a> {
    /// An explainer of this catalogue on this day.
    pub fn new(catalogue: &'a Catalogue, today: Option<Date>) -> Self {
        Self { catalogue, today }
    }

    /// The page of every topic that the text names; none where it names nothing.
    pub fn explain(&self, topic: &str) -> Vec<Page> {
        let topic = topic.trim().to_lowercase().replace([' ', '_'], "-");
        let (kinds, id) = match asked_kind(&topic) {
            Some((kind, id)) => (vec![kind], id),
            None => (Kind::ALL.to_vec(), topic.as_str()),
        };
        kinds.into_iter().filter_map(|kind| self.page(kind, id)).collect()
    }

    /// The page of one thing.
    pub fn page(&self, kind: Kind, id: &str) -> Option<Page> {
        let known = self.catalogue;
        match kind {
            Kind::Criterion if id == FitRules::ID => self.fit().map(Page::Fit),
            Kind::Criterion => {
                known.criteria.get(id).map(|one| Page::Criterion(Box::new(self.criterion(one))))
            }
            Kind::Framework => {
                known.frameworks.get(id).map(|one| Page::Framework(Box::new(self.framework(one))))
            }
            Kind::Trait => {
                let asked = known.traits.iter().find(|asked| asked.id == *id);
                asked.map(|one| Page::Trait(self.asked(one)))
            }
            Kind::Capability => {
                known.capabilities.get(id).map(|one| Page::Capability(self.capability(one)))
            }
            Kind::Source => known.sources.get(id).map(|one| Page::Source(self.source(one))),
            Kind::Rule => crate::lint::rule(id).map(Page::Rule),
        }
    }

    /// Every id of one kind, in the order in which it is told.
    pub fn ids(&self, kind: Kind) -> Vec<String> {
        let known = self.catalogue;
        match kind {
            Kind::Criterion => known.weighable().map(String::from).collect(),
            Kind::Framework => known.frameworks.keys().map(ToString::to_string).collect(),
            Kind::Trait => known.traits.iter().map(|asked| asked.id.to_string()).collect(),
            Kind::Capability => known.capabilities.keys().map(ToString::to_string).collect(),
            Kind::Source => known.sources.keys().map(ToString::to_string).collect(),
            Kind::Rule => crate::lint::RULES.iter().map(|rule| rule.id.to_owned()).collect(),
        }
    }

    /// Every id that a topic may name, those of each kind in turn.
    pub fn topics(&self) -> Vec<String> {
        Kind::ALL.into_iter().flat_map(|kind| self.ids(kind)).collect()
    }

    fn is_past(&self, day: Option<Date>) -> bool {
        self.today.zip(day).is_some_and(|(today, day)| day <= today)
    }
}

/// `criterion:database` asks for one kind.
fn asked_kind(topic: &str) -> Option<(Kind, &str)> {
    let (kind, id) = topic.split_once(':')?;
    Kind::ALL.into_iter().find(|known| known.as_str() == kind).map(|kind| (kind, id.trim()))
}
