//! All ids, grouped, each with a line that says what it is.

use super::{Explainer, Kind};
use serde::Serialize;

/// Every topic there is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Index {
    /// The kinds, each with its topics.
    pub groups: Vec<Group>,
}

/// The topics of one kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// The kind.
    pub kind: Kind,
    /// The topics.
    pub lines: Vec<Line>,
}

/// One topic.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// The id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// The ids of its answers, for a trait.
    pub answers: Vec<String>,
}

impl Explainer<'_> {
    /// Every topic there is; kinds without any are left out.
    pub fn index(&self) -> Index {
        let group = |kind| Group {
            kind,
            lines: self.ids(kind).into_iter().map(|id| self.line(kind, id)).collect(),
        };
        let groups = Kind::ALL.into_iter().map(group).filter(|group| !group.lines.is_empty());
        Index { groups: groups.collect() }
    }

    fn line(&self, kind: Kind, id: String) -> Line {
        let known = self.catalogue;
        let asked = || known.traits.iter().find(|asked| asked.id == *id.as_str());
        let title = match kind {
            Kind::Criterion => known
                .criteria
                .get(id.as_str())
                .map(|one| &one.question)
                .or(known.fit.as_ref().map(|fit| &fit.question)),
            Kind::Framework => known
                .frameworks
                .get(id.as_str())
                .map(|one| one.summary.as_ref().unwrap_or(&one.name)),
            Kind::Trait => asked().map(|asked| &asked.question),
            Kind::Capability => known.capabilities.get(id.as_str()).map(|one| &one.title),
            Kind::Source => known.sources.get(id.as_str()).map(|one| &one.title),
            Kind::Rule => None,
        };
        let rule = || crate::lint::rule(&id).map(|rule| rule.title.to_owned());
        let answers = asked().filter(|_| kind == Kind::Trait).map(|asked| &asked.answers);
        let answers = answers.into_iter().flatten().map(|answer| answer.id.to_string()).collect();
        Line { title: title.cloned().or_else(rule).unwrap_or_default(), answers, id }
    }
}
