//! What the files define, gathered before references are checked.
//!
//! What a file defines that could not be read is not known; nothing is then said of references to it, since they
//! may be right.

use crate::load::raw;
use crate::model::{Catalogue, Scale};
use std::collections::{BTreeMap, BTreeSet};

/// The ids that may be referred to.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) frameworks: BTreeSet<String>,
    /// Each criterion's indicators; nothing where its file could not be read.
    pub(super) criteria: BTreeMap<String, Option<Scales>>,
    /// Each trait's answers; nothing where a file of traits could not be read.
    pub(super) traits: Option<BTreeMap<String, BTreeSet<String>>>,
    pub(super) capabilities: Option<BTreeSet<String>>,
    pub(super) sources: Option<BTreeSet<String>>,
    pub(super) fit: bool,
}

/// The scale of each indicator; nothing where the scale itself is wrong.
pub(super) type Scales = BTreeMap<String, Option<Scale>>;

impl Index {
    /// What a catalogue defines already.
    pub(super) fn of(catalogue: &Catalogue) -> Self {
        let scales = |criterion: &crate::model::Criterion| {
            let of = criterion.indicators.iter();
            of.map(|one| (one.id.to_string(), Some(one.scale.clone()))).collect()
        };
        let answers =
            |asked: &crate::model::Trait| asked.answers.iter().map(|a| a.id.to_string()).collect();
        Self {
            frameworks: catalogue.frameworks.keys().map(ToString::to_string).collect(),
            criteria: (catalogue.criteria.iter())
                .map(|(id, criterion)| (id.to_string(), Some(scales(criterion))))
                .collect(),
            traits: Some(
                catalogue
                    .traits
                    .iter()
                    .map(|asked| (asked.id.to_string(), answers(asked)))
                    .collect(),
            ),
            capabilities: Some(catalogue.capabilities.keys().map(ToString::to_string).collect()),
            sources: Some(catalogue.sources.keys().map(ToString::to_string).collect()),
            fit: catalogue.fit.is_some(),
        }
    }

    /// The traits and answers of a file.
    pub(super) fn add_traits(&mut self, file: &raw::Traits) {
        let Some(traits) = &mut self.traits else { return };
        for (id, asked) in file.entries.iter() {
            let written = asked.answers.iter().flat_map(raw::Entries::iter);
            let answers = written.map(|(answer, _)| answer.value.clone()).collect();
            traits.insert(id.value.clone(), answers);
        }
    }

    /// The answers that every framework brings, once all frameworks and traits are known.
    pub(super) fn add_answers_of_frameworks<'p>(
        &mut self,
        patterns: impl Iterator<Item = (&'p str, &'p str)>,
    ) {
        let Some(traits) = &mut self.traits else { return };
        for (asked, pattern) in patterns {
            let made = self.frameworks.iter().map(|id| pattern.replace("{id}", id));
            traits.entry(asked.to_owned()).or_default().extend(made);
        }
    }

    /// The criteria, and fit where there is one.
    pub(super) fn weighable(&self) -> impl Iterator<Item = &str> + Clone {
        self.criteria.keys().map(String::as_str).chain(self.fit.then_some("fit"))
    }
}
