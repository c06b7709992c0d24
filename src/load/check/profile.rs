//! Profiles, against the catalogue that they will be decided with.

use super::bounds::around;
use super::overlay::Overlay;
use super::{Sink, all, optional, weighting};
use crate::load::problem::Problem;
use crate::load::raw::{self, Entries, Spot};
use crate::load::suggest;
use crate::load::text::Text;
use crate::model::{
    AnswerId, CapabilityId, Catalogue, CriterionId, FitRules, FrameworkId, Need, Override, Profile,
    Score, TraitId,
};
use std::collections::{BTreeMap, BTreeSet};

/// Lays the flags over the file and checks both.
pub(crate) fn profile(
    text: &Text,
    mut raw: raw::Profile,
    overlay: &Overlay,
    catalogue: &Catalogue,
) -> (Option<Profile>, Vec<Problem>) {
    let (flags, mut problems) = overlay.lay_over(&mut raw, text);
    let mut check = Check { catalogue, sink: Sink::with_flags(text, &flags) };
    let profile = check.profile(&raw);
    problems.extend(check.sink.into_problems());
    (profile, problems)
}

/// The ids of what can carry a weight.
pub(super) fn weighable(catalogue: &Catalogue) -> impl Iterator<Item = &str> + Clone {
    let fit = catalogue.fit.as_ref().map(|_| FitRules::ID);
    catalogue.criteria.keys().map(CriterionId::as_str).chain(fit)
}

struct Check<'a> {
    catalogue: &'a Catalogue,
    sink: Sink<'a>,
}

impl Check<'_> {
    fn profile(&mut self, raw: &raw::Profile) -> Option<Profile> {
        self.sink.schema(raw.schema.as_ref());
        let frameworks = optional(raw.frameworks.as_ref(), |named| self.frameworks(named));
        let (traits, needs) = (self.traits(raw), self.needs(raw));
        let weighting = weighting::weighting(raw, self.catalogue, &mut self.sink);
        let overrides = self.overrides(raw.overrides.as_deref().unwrap_or_default());
        let review_by = optional(raw.review_by.as_ref(), |day| self.sink.day(day));
        let (traits, needs, weighting) = (traits?, needs?, weighting?);
        let profile = Profile {
            title: raw.title.clone(),
            context: raw.context.clone(),
            frameworks: frameworks?,
            traits,
            needs,
            weighting,
            overrides: overrides?,
            deciders: raw.deciders.clone().unwrap_or_default(),
            review_by: review_by?,
        };
        weighting::something_counts(raw, &profile, self.catalogue, &mut self.sink)
            .then_some(profile)
    }

    fn frameworks(&mut self, named: &Spot<Vec<Spot<String>>>) -> Option<Vec<FrameworkId>> {
        self.sink.distinct("the framework", &named.value);
        let known = self.catalogue.frameworks.keys().map(FrameworkId::as_str);
        let named_ids = named.value.iter();
        let ids: Option<Vec<_>> =
            all(named_ids
                .map(|id| self.sink.refer("framework", id, known.clone(), FrameworkId::new)));
        if ids.as_ref().is_some_and(|ids| self.catalogue.candidates(Some(ids)).len() < 2) {
            let message = "there is nothing to choose between: name at least two frameworks";
            let known: Vec<_> = known.map(|id| format!("`{id}`")).collect();
            self.sink.say(named.at, message).advise(&format!("choose from {}", known.join(", ")));
        }
        ids
    }

    fn traits(&mut self, raw: &raw::Profile) -> Option<BTreeMap<TraitId, Vec<AnswerId>>> {
        self.each_once("the trait", raw.traits.as_ref());
        let given = raw.traits.iter().flat_map(Entries::iter);
        all(given.map(|(id, answers)| self.answers(id, &answers.0)))
    }

    fn answers(
        &mut self,
        id: &Spot<String>,
        given: &[Spot<String>],
    ) -> Option<(TraitId, Vec<AnswerId>)> {
        let traits = &self.catalogue.traits;
        let Some(asked) = traits.iter().find(|asked| *asked.id.as_str() == id.value) else {
            self.sink.unknown("trait", id, traits.iter().map(|asked| asked.id.as_str()));
            return None;
        };
        self.sink.distinct("the answer", given);
        if given.is_empty() {
            self.sink
                .say(id.at, "an answer is missing here")
                .advise("write one, or leave the trait out");
        }
        if let (false, [_, second, ..]) = (asked.several, given) {
            let message = format!("`{}` takes one answer, and this is a second", asked.id);
            self.sink.say(second.at, &message).advise("keep the one that fits best");
        }
        let known = asked.answers.iter().map(|answer| answer.id.as_str());
        let what = format!("answer to the question `{}`:", asked.id);
        let answers = all(given
            .iter()
            .map(|answer| self.sink.refer(&what, answer, known.clone(), AnswerId::new)));
        Some((asked.id.clone(), answers?))
    }

    fn needs(&mut self, raw: &raw::Profile) -> Option<BTreeMap<CapabilityId, Need>> {
        self.each_once("the capability", raw.needs.as_ref());
        let given = raw.needs.iter().flat_map(Entries::iter);
        all(given.map(|(capability, strength)| {
            let known = self.catalogue.capabilities.keys().map(CapabilityId::as_str);
            let id = self.sink.refer("capability", capability, known, CapabilityId::new);
            let need = self.need(strength);
            Some((id?, need?))
        }))
    }

    fn need(&mut self, strength: &Spot<String>) -> Option<Need> {
        let need = strength.value.parse().ok();
        if need.is_none() {
            let words = Need::ALL.iter().map(|need| need.as_str());
            let message = format!("`{}` does not say how much it is needed", strength.value);
            self.sink.say(strength.at, &message).hint = suggest::advice(&strength.value, words);
        }
        need
    }

    /// A file cannot write a key twice, but flags can.
    fn each_once<V>(&mut self, what: &str, entries: Option<&Entries<V>>) {
        self.sink.distinct(
            what,
            entries.into_iter().flat_map(|entries| entries.iter().map(|one| one.0)),
        );
    }

    fn overrides(&mut self, given: &[raw::Override]) -> Option<Vec<Override>> {
        let mut seen = BTreeSet::new();
        for one in given {
            if !seen.insert((&one.framework.value, &one.criterion.value)) {
                let message = format!(
                    "`{}` of `{}` is overridden twice",
                    one.criterion.value, one.framework.value
                );
                self.sink.say(one.criterion.at, &message).advise("keep one of the two");
            }
        }
        all(given.iter().map(|one| self.override_of(one)))
    }

    fn override_of(&mut self, raw: &raw::Override) -> Option<Override> {
        let known = self.catalogue.frameworks.keys().map(FrameworkId::as_str);
        let framework = self.sink.refer("framework", &raw.framework, known, FrameworkId::new);
        let known = weighable(self.catalogue);
        let criterion = self.sink.refer("criterion", &raw.criterion, known, CriterionId::new);
        if raw.because.is_none() {
            let message = "an override needs a reason, so that others can judge it";
            self.sink.say(raw.framework.at, message).advise("add `because:`");
        }
        let because = raw.because.as_ref().and_then(|because| self.sink.words(because));
        let until = optional(raw.until.as_ref(), |day| self.sink.day(day));
        let (score, low, high) = self.range(raw)?;
        Some(Override {
            framework: framework?,
            criterion: criterion?,
            score,
            low,
            high,
            because: because?,
            until: until?,
        })
    }

    /// The score and its range: one either way where nothing is said.
    fn range(&mut self, raw: &raw::Override) -> Option<(Score, Score, Score)> {
        let sink = &mut self.sink;
        let score = sink.checked(&raw.score, Score::new);
        let low = optional(raw.low.as_ref(), |low| sink.checked(low, Score::new));
        let high = optional(raw.high.as_ref(), |high| sink.checked(high, Score::new));
        let (score, low, high) = (score?, low?, high?);
        let figure = ("the score", Some(score.get()));
        around(sink, figure, raw.low.as_ref(), raw.high.as_ref())?;
        let beside = |step: f64| Score::new((score.get() + step).clamp(0.0, 10.0)).ok();
        Some((score, low.or_else(|| beside(-1.0))?, high.or_else(|| beside(1.0))?))
    }
}
