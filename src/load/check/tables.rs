//! Traits, capabilities and sources.

use super::finding::sources;
use super::index::Index;
use super::{Sink, all, optional};
use crate::load::raw::{self, Entries, Spot};
use crate::model::{
    Answer, AnswerFit, AnswerId, Capability, CapabilityId, CriterionId, Each, Factor, Score,
    Source, SourceId, Trait, TraitId,
};
use std::collections::BTreeMap;

pub(super) fn traits(file: &raw::Traits, index: &Index, sink: &mut Sink<'_>) -> Option<Vec<Trait>> {
    sink.schema(file.schema.as_ref());
    all(file.entries.iter().map(|(id, asked)| one_trait(id, asked, index, sink)))
}

fn one_trait(
    id: &Spot<String>,
    raw: &raw::Trait,
    index: &Index,
    sink: &mut Sink<'_>,
) -> Option<Trait> {
    let (known, question) = (sink.id(id, TraitId::new), sink.words(&raw.question));
    let written = raw.answers.iter().flat_map(Entries::iter);
    let answers: Option<Vec<_>> = all(written.map(|(id, given)| answer(id, given, index, sink)));
    let patterns = raw.each_framework.iter().flatten();
    let each: Option<Vec<_>> = all(patterns.map(|each| pattern(each, raw, index, sink)));
    if answers.as_ref().is_some_and(Vec::is_empty) && each.as_ref().is_some_and(Vec::is_empty) {
        sink.say(id.at, "this question has no answers").advise("add `answers:`");
        return None;
    }
    Some(Trait {
        id: known?,
        question: question?,
        help: raw.help.clone(),
        several: raw.several,
        answers: answers?,
        each_framework: each?,
    })
}

fn answer(
    id: &Spot<String>,
    raw: &raw::Answer,
    index: &Index,
    sink: &mut Sink<'_>,
) -> Option<Answer> {
    let (known, label) = (sink.id(id, AnswerId::new), sink.words(&raw.label));
    let factors = raw.weights.iter().flat_map(Entries::iter);
    let weights: Option<BTreeMap<_, _>> = all(factors.map(|(criterion, factor)| {
        let criteria = index.criteria.keys().map(String::as_str);
        let criterion = sink.refer("criterion", criterion, criteria, CriterionId::new);
        let factor = sink.checked(factor, Factor::new);
        Some((criterion?, factor?))
    }));
    let because = optional(raw.because.as_ref(), |because| sink.words(because));
    if raw.because.is_none() && raw.weights.as_ref().is_some_and(|weights| !weights.0.is_empty()) {
        sink.say(id.at, "an answer that moves weights needs a reason").advise("add `because:`");
        return None;
    }
    let sources = sources(&raw.source, index, sink);
    Some(Answer {
        id: known?,
        label: label?,
        fit: if raw.fit { AnswerFit::Stated } else { AnswerFit::Silent },
        weights: weights?,
        because: because?,
        sources: sources?,
    })
}

fn pattern(
    raw: &raw::Each,
    asked: &raw::Trait,
    index: &Index,
    sink: &mut Sink<'_>,
) -> Option<Each> {
    let (own, other) = (sink.checked(&raw.own, Score::new), sink.checked(&raw.other, Score::new));
    let label = sink.words(&raw.label);
    let pattern = &raw.answer.value;
    if !pattern.contains("{id}") || AnswerId::new(&pattern.replace("{id}", "x")).is_err() {
        sink.say(raw.answer.at, &format!("`{pattern}` makes no answer for a framework")).advise(
            "write `{id}`, alone or with lower-case words joined by hyphens, such as `{id}-start`",
        );
        return None;
    }
    let written = || asked.answers.iter().flat_map(Entries::iter).map(|(id, _)| &*id.value);
    let mut clash = index
        .frameworks
        .iter()
        .filter(|id| written().any(|answer| answer == pattern.replace("{id}", id)));
    if let Some(id) = clash.next() {
        let message = format!(
            "the framework `{id}` would bring the answer `{}`, which is there already",
            pattern.replace("{id}", id)
        );
        sink.say(raw.answer.at, &message).advise("remove that answer, or give it another id");
        return None;
    }
    Some(Each { answer: pattern.clone(), label: label?, own: own?, other: other? })
}

pub(super) fn capabilities(
    file: &raw::Capabilities,
    sink: &mut Sink<'_>,
) -> Option<BTreeMap<CapabilityId, Capability>> {
    sink.schema(file.schema.as_ref());
    all(file.entries.iter().map(|(id, raw)| {
        let (known, title) = (sink.id(id, CapabilityId::new), sink.words(&raw.title));
        let id = known?;
        let (question, about) = (raw.question.clone(), raw.about.clone());
        Some((id.clone(), Capability { id, title: title?, question, about }))
    }))
}

pub(super) fn sources_of(
    file: &raw::Sources,
    sink: &mut Sink<'_>,
) -> Option<BTreeMap<SourceId, Source>> {
    sink.schema(file.schema.as_ref());
    all(file.entries.iter().map(|(id, raw)| {
        let (known, title) = (sink.id(id, SourceId::new), sink.words(&raw.title));
        let publisher = sink.words(&raw.publisher);
        let url = optional(stated(raw.url.as_ref()), |url| sink.address(url));
        let date = optional(stated(raw.date.as_ref()), |date| moment(date, sink));
        let id = known?;
        let (title, publisher) = (title?, publisher?);
        Some((id.clone(), Source { id, title, publisher, url: url?, date: date? }))
    }))
}

/// What a source says; `unknown` says as much as `null`.
fn stated(said: Option<&Spot<String>>) -> Option<&Spot<String>> {
    said.filter(|said| said.value != "unknown")
}

/// A year, a month or a day.
fn moment(spot: &Spot<String>, sink: &mut Sink<'_>) -> Option<String> {
    let text = &spot.value;
    let whole = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.clone(),
    };
    if whole.len() != 10 || whole.parse::<jiff::civil::Date>().is_err() {
        sink.say(spot.at, &format!("`{text}` is no date"))
            .advise("write it as YYYY-MM-DD, or as \"YYYY-MM\" or \"YYYY\" in quotes");
        return None;
    }
    Some(text.clone())
}
