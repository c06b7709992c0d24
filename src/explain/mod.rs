//! Topics that `weigh explain` knows: criteria, project fit, frameworks, traits, capabilities, sources, public
//! decisions and lint rules.
//!
//! An id that several topics share resolves to all of them; `criterion:database` selects one kind.

mod criterion;
mod fit;
mod pages;
mod words;

use crate::analysis::verdict::{self, CriterionVerdict};
use crate::doc::{Doc, Phrase};
use crate::lint::RULES;
use crate::model::{
    Catalogue, Criterion, Finding, Framework, Indicator, Need, Profile, Provision, SourceId, Word,
    words as word_lists,
};
use crate::score::rating;
use crate::text::{label, plural};
use jiff::civil::Date;

word_lists! {
    /// The kind of a topic; the word selects it, as in `criterion:security`.
    pub enum Kind {
        /// Criteria
        Criterion = "criterion",
        /// Project fit
        Fit = "fit",
        /// Frameworks
        Framework = "framework",
        /// Traits
        Trait = "trait",
        /// Capabilities
        Capability = "capability",
        /// Sources
        Source = "source",
        /// Public decisions
        Precedent = "precedent",
        /// Rules of `weigh lint`
        Rule = "rule",
    }
}

/// Something that can be explained, or the list of all topics of a kind, which has the id of the kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Topic<'a> {
    /// The kind.
    pub kind: Kind,
    /// Unique within the kind.
    pub id: &'a str,
    /// One line that says what it is.
    pub summary: &'a str,
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
    /// The topics that `ID` or `KIND:ID` names, else those with that title, else the list of those of a kind:
    /// `precedents`.
    pub fn find(&self, text: &str) -> Vec<Topic<'a>> {
        let as_id = |text: &str| text.trim().to_lowercase().replace([' ', '_'], "-");
        let text = as_id(text);
        // An answer as results write it, `size=small`, is on the page of its question.
        let text = text.split_once('=').map_or(text.as_str(), |(asked, _)| asked);
        let (mut topics, id) = match text.split_once(':') {
            Some((kind, id)) => {
                (kind.parse().map_or_else(|_| Vec::new(), |kind| self.of_kind(kind)), id)
            }
            None => (self.topics(), text),
        };
        let by_title: Vec<_> =
            topics.iter().filter(|topic| as_id(topic.summary) == id).copied().collect();
        topics.retain(|topic| topic.id == id);
        if topics.is_empty() {
            topics = by_title;
        }
        let names_list = |kind: &&Kind| {
            [kind.as_str(), &kind.about().to_lowercase()].contains(&id)
                || id.strip_suffix('s') == Some(kind.as_str())
        };
        if topics.is_empty() {
            let list = |&kind: &Kind| Topic { kind, id: kind.as_str(), summary: kind.about() };
            topics.extend(Kind::ALL.iter().find(names_list).map(list));
        }
        topics
    }

    /// The page on which something stands that is no topic: an answer, an extension or a need level.
    pub fn mention(&self, text: &str) -> Option<String> {
        let is = |name: &str| name.eq_ignore_ascii_case(text);
        let known = self.catalogue;
        let answer = known.traits.iter().find_map(|asked| {
            let answer = asked.answers.iter().find(|one| is(one.id.as_str()) || is(&one.label))?;
            Some((format!("`{}` is an answer", answer.id), asked.id.to_string()))
        });
        let extension = || {
            let mut supports = known.frameworks.values().flat_map(|one| &one.capabilities);
            let (id, _) = supports
                .find(|(_, one)| matches!(one, Provision::Extension { name, .. } if is(name)))?;
            Some((format!("`{text}` is an extension"), id.to_string()))
        };
        let need = || {
            let need = text.parse::<Need>().ok()?;
            Some((format!("`{need}` is a need level"), "fit".to_owned()))
        };
        let (what, topic) = answer.or_else(extension).or_else(need)?;
        Some(format!("{what}: see `weigh explain {topic}`"))
    }

    /// Every topic.
    pub fn topics(&self) -> Vec<Topic<'a>> {
        Kind::ALL.iter().flat_map(|kind| self.of_kind(*kind)).collect()
    }

    /// The topics of one kind.
    pub fn of_kind(&self, kind: Kind) -> Vec<Topic<'a>> {
        fn all<'a, T: 'a>(
            of: impl IntoIterator<Item = &'a T>,
            topic: impl Fn(&'a T) -> (&'a str, &'a str),
        ) -> Vec<(&'a str, &'a str)> {
            of.into_iter().map(topic).collect()
        }
        let known = self.catalogue;
        let topics = match kind {
            Kind::Criterion => all(known.criteria.values(), |one| (one.id.as_str(), &one.question)),
            Kind::Fit => all(&known.fit, |_| ("fit", fit::SUMMARY)),
            Kind::Framework => all(known.frameworks.values(), |one| {
                (one.id.as_str(), one.summary.as_deref().unwrap_or(&one.name))
            }),
            Kind::Trait => all(&known.traits, |one| (one.id.as_str(), &one.question)),
            Kind::Capability => {
                all(known.capabilities.values(), |one| (one.id.as_str(), &one.title))
            }
            Kind::Source => all(known.sources.values(), |one| (one.id.as_str(), &one.title)),
            Kind::Precedent => all(known.precedents.values(), |one| (one.id.as_str(), &one.title)),
            Kind::Rule => all(RULES.iter(), |rule| (rule.id, rule.title)),
        };
        topics.into_iter().map(|(id, summary)| Topic { kind, id, summary }).collect()
    }

    /// The page of a topic; `sources` adds the list of the sources that it cites.
    pub(crate) fn page(&self, topic: Topic, sources: bool) -> Doc {
        let (known, id) = (self.catalogue, topic.id);
        let page = match topic.kind {
            Kind::Criterion => known.criteria.get(id).map(|one| criterion::page(self, one)),
            Kind::Fit => known.fit.as_ref().map(|rules| fit::page(self, rules)),
            Kind::Framework => known.frameworks.get(id).map(|one| pages::framework(self, one)),
            Kind::Trait => known.find_trait(id).map(|one| fit::question(self, one)),
            Kind::Capability => known.capabilities.get(id).map(|one| pages::capability(self, one)),
            Kind::Source => known.sources.get(id).map(|one| pages::source(self, one)),
            Kind::Precedent => known.precedents.get(id).map(|one| pages::precedent(self, one)),
            Kind::Rule => RULES.iter().find(|rule| rule.id == id).map(pages::rule),
        };
        let mut doc = page.unwrap_or_else(|| {
            let mut doc = Doc::titled(topic.kind.about(), "");
            pages::list(&mut doc, self, topic.kind);
            doc
        });
        if sources && topic.kind != Kind::Rule {
            words::sources(&mut doc, self);
            if known.is_embedded() {
                doc.para(words::CONTEST);
            }
        }
        doc
    }

    /// The findings of these frameworks on a criterion, in short, and the article's view of it.
    pub(crate) fn evidence(&self, criterion: &Criterion, frameworks: &[&Framework]) -> Doc {
        let mut doc = Doc::default();
        criterion::evidence(&mut doc, self, criterion, (frameworks, true));
        doc
    }

    /// Titles of sources as links, each with its date.
    pub(crate) fn cite(&self, sources: &[SourceId]) -> Option<Phrase> {
        words::cite(&mut Doc::default(), self, sources)
    }

    /// All topics by kind; of public decisions, only how many there are.
    pub(crate) fn index(&self) -> Doc {
        let mut doc = Doc::titled("Topics", "");
        doc.para(
            "Read about one with `weigh explain ID`, or with `weigh explain KIND:ID` where two kinds share an id.",
        );
        for &kind in Kind::ALL {
            let count = self.of_kind(kind).len();
            if count == 0 {
                continue;
            }
            doc.heading(kind.about());
            if kind == Kind::Precedent {
                let decisions = plural(count, "decision");
                doc.para(format!("{decisions}; `weigh explain precedents` lists them."));
            } else {
                pages::list(&mut doc, self, kind);
            }
        }
        doc
    }

    /// All frameworks, the default candidates first.
    fn frameworks(&self) -> Vec<&'a Framework> {
        let mut all: Vec<&Framework> = self.catalogue.frameworks.values().collect();
        all.sort_by_key(|framework| !framework.default);
        all
    }

    /// The candidates of a project that names none.
    fn candidates(&self) -> Vec<&'a Framework> {
        self.catalogue.candidates(&Profile::default())
    }

    /// A framework's name, or what a decision calls it.
    fn named(&self, id: &str) -> String {
        let known = self.catalogue.frameworks.get(id);
        words::name(known.map_or(&label(id), |framework| &framework.name))
    }

    /// Who wins a criterion among the default candidates.
    fn winner(&self, criterion: &Criterion) -> (Option<&'a Framework>, CriterionVerdict) {
        let candidates = self.candidates();
        let ratings: Vec<_> =
            candidates.iter().map(|framework| rating::rate(framework, criterion)).collect();
        let verdict = verdict::criterion(&ratings);
        (verdict.winner.map(|at| candidates[at]), verdict)
    }

    /// The day, if it is reached.
    fn passed(&self, day: Option<Date>) -> Option<Date> {
        day.filter(|day| self.today.is_some_and(|today| *day <= today))
    }
}

/// What was found about a framework on an indicator.
fn finding<'a>(
    framework: &'a Framework,
    criterion: &Criterion,
    indicator: &Indicator,
) -> Option<&'a Finding> {
    framework.findings.get(&criterion.id)?.get(&indicator.id)
}
