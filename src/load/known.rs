//! The ids that files may refer to.

use super::shape::Ref;
use crate::model::{Catalogue, Need};
use std::collections::{BTreeMap, BTreeSet};

/// The ids that may be referred to. What a broken file defines is not known, and nothing is said of references to it.
#[derive(Debug, Default)]
pub(super) struct Known {
    ids: BTreeMap<Ref, BTreeSet<String>>,
    /// Answers by trait, indicators by criterion.
    within: BTreeMap<(Ref, String), BTreeSet<String>>,
}

impl Known {
    pub(super) fn of(catalogue: &Catalogue) -> Self {
        let mut known = Self::default();
        known.extend(Ref::Framework, catalogue.frameworks.keys());
        known.extend(Ref::Criterion, catalogue.criteria.keys());
        known.extend(Ref::Capability, catalogue.capabilities.keys());
        known.extend(Ref::Source, catalogue.sources.keys());
        known.extend(Ref::Precedent, catalogue.precedents.keys());
        known.extend(Ref::Trait, catalogue.traits.iter().map(|asked| &asked.id));
        for asked in &catalogue.traits {
            let answers = asked.answers.iter().map(|answer| &answer.id);
            known.extend_within(Ref::Answer, asked.id.as_str(), answers);
        }
        for criterion in catalogue.criteria.values() {
            let indicators = criterion.indicators.iter().map(|one| &one.id);
            known.extend_within(Ref::Indicator, criterion.id.as_str(), indicators);
        }
        known
    }

    pub(super) fn extend<T: ToString>(&mut self, what: Ref, ids: impl IntoIterator<Item = T>) {
        let ids = ids.into_iter().map(|id| id.to_string());
        self.ids.entry(what).or_default().extend(ids);
    }

    pub(super) fn extend_within<T: ToString>(
        &mut self,
        what: Ref,
        scope: &str,
        ids: impl IntoIterator<Item = T>,
    ) {
        let ids = ids.into_iter().map(|id| id.to_string());
        self.within.entry((what, scope.to_owned())).or_default().extend(ids);
    }

    /// Says that not everything of a kind is known.
    pub(super) fn forget(&mut self, what: Ref) {
        self.ids.remove(&what);
        self.within.retain(|(kind, _), _| what != Ref::Trait || *kind != Ref::Answer);
    }

    /// The ids of a kind; `scope` is the trait of answers, or the criterion of indicators.
    pub(super) fn get(&self, what: Ref, scope: &str) -> Option<Vec<&str>> {
        match what {
            Ref::Statement if self.has(Ref::Trait, "", scope) => {
                return self.get(Ref::Answer, scope);
            }
            Ref::Statement => return Some(Need::ALL.iter().map(|need| need.as_str()).collect()),
            Ref::Subject => {
                let mut both = self.get(Ref::Trait, "")?;
                both.extend(self.get(Ref::Capability, "")?);
                return Some(both);
            }
            _ => {}
        }
        let strings = match what {
            Ref::Answer | Ref::Indicator => self.within.get(&(what, scope.to_owned())),
            Ref::Winner => self.ids.get(&Ref::Framework),
            _ => self.ids.get(&what),
        };
        let tie = (what == Ref::Winner).then_some("tie");
        Some(strings?.iter().map(String::as_str).chain(tie).collect())
    }

    pub(super) fn has(&self, what: Ref, scope: &str, id: &str) -> bool {
        match what {
            Ref::Answer | Ref::Indicator => {
                self.within.get(&(what, scope.to_owned())).is_none_or(|ids| ids.contains(id))
            }
            Ref::Winner => id == "tie" || self.has(Ref::Framework, "", id),
            Ref::Subject => self.has(Ref::Trait, "", id) || self.has(Ref::Capability, "", id),
            Ref::Statement => self.get(what, scope).is_none_or(|known| known.contains(&id)),
            _ => self.ids.get(&what).is_none_or(|ids| ids.contains(id)),
        }
    }
}
