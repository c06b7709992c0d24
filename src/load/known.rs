//! The ids that files may refer to.

use super::shape::Ref;
use crate::model::{
    Answer, CapabilityId, Catalogue, CriterionId, FrameworkId, Need, PrecedentId, SortedMap,
    SourceId, Trait,
};
use smol_str::SmolStr;

/// The ids that may be referred to, each kind within its scope: answers by trait, indicators by criterion, all others
/// without. What a broken file defines is not known, and nothing is said of references to it.
#[derive(Debug, Default)]
pub(super) struct Known<'c> {
    pub(super) ids: SortedMap<(Ref, String), SortedMap<SmolStr, ()>>,
    /// Questions of which an answer may be meant by its label.
    pub(super) traits: &'c [Trait],
}

impl Known<'_> {
    pub(super) fn of(catalogue: &Catalogue) -> Self {
        let mut known = Self::default();
        known.extend(Ref::Framework, "", catalogue.frameworks.keys().map(FrameworkId::as_str));
        known.extend(Ref::Criterion, "", catalogue.criteria.keys().map(CriterionId::as_str));
        known.extend(Ref::Capability, "", catalogue.capabilities.keys().map(CapabilityId::as_str));
        known.extend(Ref::Source, "", catalogue.sources.keys().map(SourceId::as_str));
        known.extend(Ref::Precedent, "", catalogue.precedents.keys().map(PrecedentId::as_str));
        known.extend(Ref::Trait, "", catalogue.traits.iter().map(|asked| asked.id.as_str()));
        for asked in &catalogue.traits {
            let answers = asked.answers.iter().map(|answer| answer.id.as_str());
            known.extend(Ref::Answer, asked.id.as_str(), answers);
        }
        for criterion in catalogue.criteria.values() {
            let indicators = criterion.indicators.iter().map(|one| one.id.as_str());
            known.extend(Ref::Indicator, criterion.id.as_str(), indicators);
        }
        known
    }

    pub(super) fn extend<T: Into<SmolStr>>(
        &mut self,
        what: Ref,
        scope: &str,
        ids: impl IntoIterator<Item = T>,
    ) {
        let ids = ids.into_iter().map(|id| (id.into(), ()));
        self.ids.get_or_default((what, scope.to_owned())).extend(ids);
    }

    /// Says that not everything of a kind is known.
    pub(super) fn forget(&mut self, what: Ref) {
        let is_within = |kind: Ref| what == Ref::Trait && kind == Ref::Answer;
        self.ids.retain(|(kind, _), _| *kind != what && !is_within(*kind));
    }

    /// The answer to a trait that has this label.
    pub(super) fn labelled(&self, asked: &str, label: &str) -> Option<&str> {
        let asked = self.traits.iter().find(|known| known.id == *asked)?;
        let is_it = |one: &&Answer| one.label.to_lowercase() == label.trim().to_lowercase();
        asked.answers.iter().find(is_it).map(|one| one.id.as_str())
    }

    fn ids(&self, what: Ref, scope: &str) -> Option<&SortedMap<SmolStr, ()>> {
        let scope = if matches!(what, Ref::Answer | Ref::Indicator) { scope } else { "" };
        self.ids.get(&(what, scope.to_owned()))
    }

    /// The ids of a kind; `scope` is the trait of answers, or the criterion of indicators.
    pub(super) fn get(&self, what: Ref, scope: &str) -> Option<Vec<&str>> {
        let get = |kind| self.get(kind, scope);
        Some(match what {
            Ref::Statement if self.has(Ref::Trait, "", scope) => get(Ref::Answer)?,
            Ref::Statement => Need::ALL.iter().map(|need| need.as_str()).collect(),
            Ref::Subject => [get(Ref::Trait)?, get(Ref::Capability)?].concat(),
            Ref::Winner => [get(Ref::Framework)?, vec!["tie"]].concat(),
            _ => self.ids(what, scope)?.keys().map(SmolStr::as_str).collect(),
        })
    }

    pub(super) fn has(&self, what: Ref, scope: &str, id: &str) -> bool {
        match what {
            Ref::Winner => id == "tie" || self.has(Ref::Framework, "", id),
            Ref::Subject => self.has(Ref::Trait, "", id) || self.has(Ref::Capability, "", id),
            Ref::Statement => self.get(what, scope).is_none_or(|known| known.contains(&id)),
            _ => self.ids(what, scope).is_none_or(|ids| ids.contains_key(id)),
        }
    }
}
