//! Topics that `weigh explain` knows: criteria, project fit, frameworks, traits, capabilities, sources, public
//! decisions and lint rules.
//!
//! An id that several topics share resolves to all of them; `criterion:database` selects one kind.

mod change;
mod criterion;
mod fit;
mod pages;
mod words;

use crate::analysis::verdict::{self, CriterionVerdict};
use crate::doc::Doc;
use crate::lint::{RULES, Rule};
use crate::model::{
    Capability, Catalogue, Criterion, Finding, FitRules, Framework, Indicator, Precedent, Profile,
    Source, Trait, words,
};
use crate::score::rating;
use jiff::civil::Date;

words! {
    /// The kind of a topic; the word selects it, as in `criterion:security`.
    pub enum Kind {
        /// A criterion.
        Criterion = "criterion",
        /// What the project's own facts add or take.
        Fit = "fit",
        /// A framework.
        Framework = "framework",
        /// A property of the user's project.
        Trait = "trait",
        /// Something a project may need.
        Capability = "capability",
        /// A publication or measurement.
        Source = "source",
        /// A public decision.
        Precedent = "precedent",
        /// A rule of `weigh lint`.
        Rule = "rule",
    }
}

impl Kind {
    /// The heading of a list.
    pub fn title(self) -> &'static str {
        match self {
            Self::Criterion => "Criteria",
            Self::Framework => "Frameworks",
            Self::Trait => "Traits",
            Self::Capability => "Capabilities",
            Self::Source => "Sources",
            Self::Fit => fit::TITLE,
            Self::Precedent => "Public decisions",
            Self::Rule => "Rules of `weigh lint`",
        }
    }
}

/// Something that can be explained.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Topic<'a> {
    /// A criterion that is rated by findings.
    Criterion(&'a Criterion),
    /// The rules of project fit.
    Fit(&'a FitRules),
    /// A framework.
    Framework(&'a Framework),
    /// A trait.
    Trait(&'a Trait),
    /// A capability.
    Capability(&'a Capability),
    /// A source.
    Source(&'a Source),
    /// A public decision.
    Precedent(&'a Precedent),
    /// A lint rule.
    Rule(&'static Rule),
    /// All topics of a kind.
    List(Kind),
}

impl<'a> Topic<'a> {
    /// The kind.
    pub fn kind(self) -> Kind {
        match self {
            Self::Criterion(_) => Kind::Criterion,
            Self::Fit(_) => Kind::Fit,
            Self::Framework(_) => Kind::Framework,
            Self::Trait(_) => Kind::Trait,
            Self::Capability(_) => Kind::Capability,
            Self::Source(_) => Kind::Source,
            Self::Precedent(_) => Kind::Precedent,
            Self::List(kind) => kind,
            Self::Rule(_) => Kind::Rule,
        }
    }

    /// The id, unique within the kind.
    pub fn id(self) -> &'a str {
        match self {
            Self::Criterion(criterion) => criterion.id.as_str(),
            Self::Fit(_) => "fit",
            Self::Framework(framework) => framework.id.as_str(),
            Self::Trait(question) => question.id.as_str(),
            Self::Capability(capability) => capability.id.as_str(),
            Self::Source(source) => source.id.as_str(),
            Self::Precedent(precedent) => precedent.id.as_str(),
            Self::List(kind) => kind.as_str(),
            Self::Rule(rule) => rule.id,
        }
    }

    /// One line that says what it is.
    pub fn summary(self) -> &'a str {
        match self {
            Self::Criterion(criterion) => &criterion.question,
            Self::Fit(_) => fit::SUMMARY,
            Self::Framework(framework) => framework.summary.as_ref().unwrap_or(&framework.name),
            Self::Trait(question) => &question.question,
            Self::Capability(capability) => &capability.title,
            Self::Source(source) => &source.title,
            Self::Precedent(precedent) => &precedent.title,
            Self::List(kind) => kind.title(),
            Self::Rule(rule) => rule.title,
        }
    }
}

/// A catalogue, and the day on which the age of its evidence is judged.
#[derive(Debug, Clone, Copy)]
pub struct Explainer<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The day; without it nothing is called stale.
    pub today: Option<Date>,
}

impl<'a> Explainer<'a> {
    /// An explainer of this catalogue on this day.
    pub fn new(catalogue: &'a Catalogue, today: Option<Date>) -> Self {
        Self { catalogue, today }
    }

    /// The topics that `ID` or `KIND:ID` names, else the list of those of a kind: `precedents`.
    pub fn find(&self, text: &str) -> Vec<Topic<'a>> {
        let text = text.trim().to_lowercase().replace([' ', '_'], "-");
        let (mut topics, id) = self.scope(&text);
        topics.retain(|topic| topic.id() == id);
        let means = |kind: &&Kind| {
            let title = kind.title().to_lowercase();
            [kind.as_str(), title.as_str()].contains(&id)
                || id.strip_suffix('s') == Some(kind.as_str())
        };
        if topics.is_empty() {
            topics.extend(Kind::ALL.iter().find(means).map(|kind| Topic::List(*kind)));
        }
        topics
    }

    /// The topics that `ID` or `KIND:ID` may mean, and the id.
    pub fn scope<'t>(&self, text: &'t str) -> (Vec<Topic<'a>>, &'t str) {
        let kind = |(kind, id): (&str, &'t str)| Some((kind.parse().ok()?, id.trim()));
        match text.split_once(':').and_then(kind) {
            Some((kind, id)) => (self.of_kind(kind), id),
            None => (self.topics(), text),
        }
    }

    /// Every topic.
    pub fn topics(&self) -> Vec<Topic<'a>> {
        Kind::ALL.iter().flat_map(|kind| self.of_kind(*kind)).collect()
    }

    /// The topics of one kind.
    pub fn of_kind(&self, kind: Kind) -> Vec<Topic<'a>> {
        let known = self.catalogue;
        match kind {
            Kind::Criterion => known.criteria.values().map(Topic::Criterion).collect(),
            Kind::Fit => known.fit.iter().map(Topic::Fit).collect(),
            Kind::Precedent => known.precedents.values().map(Topic::Precedent).collect(),
            Kind::Framework => known.frameworks.values().map(Topic::Framework).collect(),
            Kind::Trait => known.traits.iter().map(Topic::Trait).collect(),
            Kind::Capability => known.capabilities.values().map(Topic::Capability).collect(),
            Kind::Source => known.sources.values().map(Topic::Source).collect(),
            Kind::Rule => RULES.iter().map(Topic::Rule).collect(),
        }
    }

    /// All frameworks, the default candidates first.
    pub fn frameworks(&self) -> Vec<&'a Framework> {
        let mut all: Vec<&Framework> = self.catalogue.frameworks.values().collect();
        all.sort_by_key(|framework| !framework.default);
        all
    }

    /// The candidates of a project that names none.
    pub fn candidates(&self) -> Vec<&'a Framework> {
        self.catalogue.candidates(&Profile::default())
    }

    /// A framework's name, or what a decision calls it.
    fn named(&self, id: &str) -> String {
        let known = self.catalogue.frameworks.get(id);
        words::name(known.map_or(id, |framework| &framework.name))
    }

    /// What a public decision chose.
    fn choice(&self, precedent: &Precedent) -> String {
        self.named(&precedent.chose)
    }

    /// Who wins a criterion among the default candidates.
    pub fn winner(&self, criterion: &Criterion) -> (Option<&'a Framework>, CriterionVerdict) {
        let candidates = self.candidates();
        let ratings: Vec<_> =
            candidates.iter().map(|framework| rating::rate(framework, criterion)).collect();
        let verdict = verdict::criterion(&ratings);
        (verdict.winner.map(|at| candidates[at]), verdict)
    }

    /// Whether a day is reached.
    pub fn is_past(&self, day: Option<Date>) -> bool {
        self.today.zip(day).is_some_and(|(today, day)| day <= today)
    }
}

/// What was found about a framework on an indicator.
pub fn finding<'a>(
    framework: &'a Framework,
    criterion: &Criterion,
    indicator: &Indicator,
) -> Option<&'a Finding> {
    framework.findings.get(&criterion.id)?.get(&indicator.id)
}

impl Explainer<'_> {
    /// The page of a topic; `sources` adds the list of the sources that it cites.
    pub(crate) fn page(&self, topic: Topic, sources: bool) -> Doc {
        let mut doc = match topic {
            Topic::Criterion(one) => criterion::page(self, one),
            Topic::Fit(rules) => fit::page(self, rules),
            Topic::Framework(one) => pages::framework(self, one),
            Topic::Trait(one) => fit::question(self, one),
            Topic::Capability(one) => pages::capability(self, one),
            Topic::Source(one) => pages::source(self, one),
            Topic::Precedent(one) => pages::precedent(self, one),
            Topic::List(kind) => pages::list(self, kind),
            Topic::Rule(rule) => pages::rule(rule),
        };
        if sources {
            words::sources(&mut doc, self);
        }
        doc
    }

    /// All topics by kind.
    pub(crate) fn index(&self) -> Doc {
        pages::index(self)
    }
}
