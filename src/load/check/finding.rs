//! One finding against the scale of its indicator.

use super::bounds::{Bounds, around};
use super::index::Index;
use super::{Sink, all};
use crate::load::raw::{self, Entries, Number, OneOrMany, Spot};
use crate::model::{Finding, Found, Scale, Score, SourceId};
use std::collections::BTreeMap;

pub(super) fn finding(
    raw: &Spot<raw::Finding>,
    scale: &Scale,
    index: &Index,
    sink: &mut Sink<'_>,
) -> Option<Finding> {
    let told = &raw.value;
    if told.source.0.is_empty() {
        sink.say(raw.at, "a finding needs a source")
            .advise("name it; `sources.yaml` lists what is known");
    }
    let sources = sources(&told.source, index, sink);
    let checked = sink.day(&told.checked);
    let because = super::optional(told.because.as_ref(), |because| sink.words(because));
    let (found, bounds) = (fitting(raw, scale, sink)).then(|| found(raw, scale, sink)).flatten()?;
    Some(Finding {
        found,
        low: bounds.low,
        high: bounds.high,
        sources: sources?,
        checked: checked?,
        method: told.method,
        confidence: told.confidence,
        because: because?,
    })
}

/// The sources named; unknown ones are told.
pub(super) fn sources(
    named: &OneOrMany,
    index: &Index,
    sink: &mut Sink<'_>,
) -> Option<Vec<SourceId>> {
    sink.distinct("the source", &named.0);
    all(named.0.iter().map(|source| match &index.sources {
        Some(known) => {
            sink.refer("source", source, known.iter().map(String::as_str), SourceId::new)
        }
        None => SourceId::new(&source.value).ok(),
    }))
}

/// Whether the finding is of the kind that the scale takes; says so where it is not.
fn fitting(raw: &Spot<raw::Finding>, scale: &Scale, sink: &mut Sink<'_>) -> bool {
    let told = &raw.value;
    let items = told.built_in.is_some() || told.extension.is_some() || told.none.is_some();
    let (value, score) = (told.value.is_some(), told.score.is_some());
    let (right, name, advice) = match scale {
        Scale::Checklist { .. } => (
            items && !value && !score,
            "is a checklist",
            "write `built-in: [...]` and `extension: {item: NAME}`",
        ),
        Scale::Linear { .. } => (value && !items && !score, "has a linear scale", "write `value:`"),
        Scale::Log { .. } => (value && !items && !score, "has a log scale", "write `value:`"),
        Scale::Judgement => {
            (score && !items && !value, "is a judgement", "write `score:` and `because:`")
        }
    };
    if !right {
        let message = format!("this indicator {name}, and the finding is of another kind");
        sink.say(raw.at, &message).advise(advice);
    }
    right
}

fn found(raw: &Spot<raw::Finding>, scale: &Scale, sink: &mut Sink<'_>) -> Option<(Found, Bounds)> {
    match scale {
        Scale::Checklist { items } => checklist(&raw.value, items, sink),
        Scale::Linear { .. } => measured(&raw.value, sink, false),
        Scale::Log { .. } => measured(&raw.value, sink, true),
        Scale::Judgement => judged(raw, sink),
    }
}

fn checklist(
    told: &raw::Finding,
    items: &[String],
    sink: &mut Sink<'_>,
) -> Option<(Found, Bounds)> {
    let built_in = told.built_in.iter().flatten();
    let brought = || told.extension.iter().flat_map(Entries::iter);
    let named = built_in.clone().chain(brought().map(|(item, _)| item));
    let named: Vec<_> = named.chain(told.none.iter().flatten()).collect();
    sink.distinct("the item", named.iter().copied());
    let mut known = true;
    for item in named.into_iter().filter(|item| !items.contains(&item.value)) {
        sink.unknown("item", item, items.iter().map(String::as_str));
        known = false;
    }
    let extension: Option<BTreeMap<_, _>> =
        all(brought().map(|(item, name)| Some((item.value.clone(), sink.words(name)?))));
    let (extension, built_in) =
        (extension?, built_in.map(|item| item.value.clone()).collect::<Vec<_>>());
    let score = 10.0 * (built_in.len() as f64 + 0.5 * extension.len() as f64) / items.len() as f64;
    let bounds = scores_around(("the score of this checklist", score), told, sink)?;
    known.then_some((Found::Items { built_in, extension }, bounds))
}

fn measured(told: &raw::Finding, sink: &mut Sink<'_>, log: bool) -> Option<(Found, Bounds)> {
    let spots = [&told.value, &told.low, &told.high];
    let mut right = true;
    for spot in spots.into_iter().flatten() {
        if log && matches!(spot.value, Number::Value(value) if value <= 0.0) {
            sink.say(spot.at, "on a log scale every figure is above zero")
                .advise("write a number above zero");
            right = false;
        }
    }
    let value = told.value.as_ref().and_then(|value| sink.number(value));
    let bounds = around(sink, ("the value", value), told.low.as_ref(), told.high.as_ref())?;
    right.then_some((Found::Value(value?), bounds))
}

fn judged(raw: &Spot<raw::Finding>, sink: &mut Sink<'_>) -> Option<(Found, Bounds)> {
    let told = &raw.value;
    let score = told.score.as_ref().and_then(|score| sink.checked(score, Score::new));
    if told.because.is_none() {
        sink.say(raw.at, "a judgement needs a reason").advise("add `because:`");
        return None;
    }
    let score = score?;
    let bounds = scores_around(("the score", score.get()), told, sink)?;
    Some((Found::Judged(score), bounds))
}

fn scores_around(figure: (&str, f64), told: &raw::Finding, sink: &mut Sink<'_>) -> Option<Bounds> {
    let ends = [&told.low, &told.high].into_iter().flatten();
    let scores: Option<Vec<_>> = all(ends.map(|end| sink.checked(end, Score::new)));
    scores?;
    around(sink, (figure.0, Some(figure.1)), told.low.as_ref(), told.high.as_ref())
}
