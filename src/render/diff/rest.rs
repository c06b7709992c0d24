//! Other changes: everything that the movements and the flip do not tell.

use super::{NAME, candidate, capabilities, capability, criterion, name};
use crate::decision::{SelectedAnswer, WeightFrom};
use crate::diff::{
    Answers, Burdens, Cause, Difference, Flip, NeedChange, OverrideChange, Rated, RatingChange,
    WeightChange, Weighted,
};
use crate::model::{CapabilityId, CriterionId, FrameworkId, Need};
use crate::text::{and_list, excerpt, percent, plural, range, score};
use std::collections::{BTreeMap, BTreeSet};

/// How many stale findings are named.
const NAMED: usize = 3;

pub(super) fn rest(difference: &Difference) -> Vec<String> {
    let mut said = Vec::new();
    let by_candidate = match &difference.flip {
        Some(Flip::LeaderGone { framework } | Flip::LeaderCame { framework }) => Some(framework),
        _ => None,
    };
    for change in difference.candidates.iter().filter(|one| by_candidate != Some(&one.id)) {
        said.push(candidate(difference, change));
    }
    for burdens in &difference.burdens {
        burden(difference, burdens, &mut said);
    }
    let moved = |id: &str| difference.facts.iter().any(|fact| fact.id == id);
    for change in &difference.answers {
        if !moved(change.asked.as_str()) {
            said.push(format!("Answer to `{}`: {}.", change.asked, answer_change(change)));
        }
    }
    for change in &difference.needs {
        if !moved(change.capability.as_str()) {
            said.push(format!("Need: {}.", need_change(difference, change)));
        }
    }
    let (weights, ratings) = told(difference);
    for change in &difference.weights {
        if !weights.contains(&change.criterion) {
            said.push(weight(difference, change));
        }
    }
    for change in &difference.overrides {
        if !ratings.contains(&(&change.criterion, &change.framework)) {
            let on = criterion(difference, &change.criterion);
            said.push(format!("On {on}, {}.", override_change(difference, change)));
        }
    }
    for change in &difference.ratings {
        if !ratings.contains(&(&change.criterion, &change.framework)) {
            said.push(rating(difference, change));
        }
    }
    evidence(difference, &mut said);
    said
}

type Told<'a> = (BTreeSet<&'a CriterionId>, BTreeSet<(&'a CriterionId, &'a FrameworkId)>);

/// The weights and the ratings of which the movements tell.
fn told(difference: &Difference) -> Told<'_> {
    let (mut weights, mut ratings) = (BTreeSet::new(), BTreeSet::new());
    for movement in &difference.movements {
        for cause in &movement.because {
            match cause {
                Cause::OtherWeights => false,
                Cause::Weight { .. } => weights.insert(&movement.criterion),
                Cause::Override { framework } | Cause::Rating { framework, .. } => {
                    ratings.insert((&movement.criterion, framework))
                }
            };
        }
    }
    (weights, ratings)
}

fn burden(difference: &Difference, burdens: &Burdens, said: &mut Vec<String>) {
    let name = name(difference, &burdens.framework);
    let list =
        |ids: &[CapabilityId]| (!ids.is_empty()).then(|| and_list(&capabilities(difference, ids)));
    if let Some(titles) = list(&burdens.unused_now) {
        said.push(format!("{name} ships {titles}, which this project will not use."));
    }
    if let Some(titles) = list(&burdens.unused_no_longer) {
        said.push(format!("No longer unused in {name}: {titles}."));
    }
    if let Some(extensions) = extensions(difference, &burdens.to_add_now) {
        said.push(format!("{name} now needs {extensions}."));
    }
    if let Some(extensions) = extensions(difference, &burdens.to_add_no_longer) {
        said.push(format!("{name} no longer needs {extensions}."));
    }
    if let Some(titles) = list(&burdens.lacking_now) {
        said.push(format!("{name} lacks {titles}, which the project now wants."));
    }
    if let Some(titles) = list(&burdens.lacking_no_longer) {
        said.push(format!("No longer missing or wanted in {name}: {titles}."));
    }
}

/// "Flask-Admin (administration site)".
fn extensions(difference: &Difference, parts: &BTreeMap<CapabilityId, String>) -> Option<String> {
    let part = |(what, extension): (&CapabilityId, &String)| {
        format!("{} ({})", excerpt(extension, NAME), capability(difference, what))
    };
    let parts: Vec<String> = parts.iter().map(part).collect();
    (!parts.is_empty()).then(|| and_list(&parts))
}

pub(super) fn answer_change(answers: &Answers) -> String {
    let labels = |said: &[SelectedAnswer]| {
        let label = |said: &SelectedAnswer| {
            let text = if said.label.is_empty() { said.id.as_str() } else { said.label.as_str() };
            excerpt(text, NAME)
        };
        and_list(&said.iter().map(label).collect::<Vec<_>>())
    };
    let (before, after) = (labels(&answers.before), labels(&answers.after));
    match (answers.before.is_empty(), answers.after.is_empty()) {
        (true, _) => format!("now answered: {after}"),
        (_, true) => format!("no longer answered (before: {before})"),
        _ => format!("{after} (before: {before})"),
    }
}

/// "administration site (`bypass`, before `maybe`)".
pub(super) fn need_change(difference: &Difference, need: &NeedChange) -> String {
    let title = capability(difference, &need.capability);
    match (need.before.map(Need::as_str), need.after.map(Need::as_str)) {
        (Some(before), Some(after)) => format!("{title} (`{after}`, before `{before}`)"),
        (Some(before), None) => format!("{title} (no longer `{before}`)"),
        (None, after) => format!("{title} (now `{}`)", after.unwrap_or_default()),
    }
}

fn weight(difference: &Difference, change: &WeightChange) -> String {
    let title = criterion(difference, &change.criterion);
    match (change.before, change.after) {
        (Some(before), Some(after)) => {
            let (was, is) = (weight_from(before), weight_from(after));
            format!("The weight of {title} changed from {was} to {is}.")
        }
        (None, _) => format!("New criterion: {title}."),
        (_, None) => format!("Removed criterion: {title}."),
    }
}

/// Points and where they come from.
pub(super) fn weight_from(weight: Weighted) -> String {
    let from = match weight.weight_from {
        WeightFrom::Catalogue => "catalogue",
        WeightFrom::Traits => "catalogue and answers",
        WeightFrom::User => "your weights",
        WeightFrom::Ranking => "your ranking",
        WeightFrom::Pairwise => "your comparisons",
    };
    format!("{} ({from})", score(weight.weight))
}

pub(super) fn override_change(difference: &Difference, change: &OverrideChange) -> String {
    let name = name(difference, &change.framework);
    match (&change.before, &change.after, change.expired) {
        (None, _, _) => format!("{name}'s rating is now overridden"),
        (_, None, Some(day)) => format!("the override of {name}'s rating expired on {day}"),
        (_, None, None) => format!("the override of {name}'s rating was removed"),
        _ => format!("the override of {name}'s rating changed"),
    }
}

fn rating(difference: &Difference, change: &RatingChange) -> String {
    let shown = |rated: Option<Rated>| {
        rated.map_or("unknown".to_owned(), |rated| {
            format!("{} ({})", score(rated.score), range(rated.low, rated.high))
        })
    };
    let (was, is) = (shown(change.before), shown(change.after));
    let name = name(difference, &change.framework);
    let on = criterion(difference, &change.criterion);
    if was == is {
        format!("{name}'s rating on {on} is the same, but its evidence changed.")
    } else {
        format!("{name}'s rating on {on} changed from {was} to {is}.")
    }
}

/// Coverage, stale findings and the catalogue.
fn evidence(difference: &Difference, said: &mut Vec<String>) {
    for (id, change) in &difference.coverage {
        let (was, is) = (percent(change.before), percent(change.after));
        if was != is {
            let name = name(difference, id);
            said.push(format!("Findings cover {is} of the weight for {name} (before: {was})."));
        }
    }
    for (stale, what) in
        [(&difference.stale.now, "now stale"), (&difference.stale.no_longer, "no longer stale")]
    {
        if stale.is_empty() {
            continue;
        }
        let named = stale.iter().take(NAMED);
        let named = named.map(|s| format!("`{}/{}/{}`", s.framework, s.criterion, s.indicator));
        let more = if stale.len() > NAMED { " and more" } else { "" };
        let (count, named) = (plural(stale.len(), "finding"), named.collect::<Vec<_>>().join(", "));
        said.push(format!("{count} {what}: {named}{more}."));
    }
    if difference.inputs.catalogue.is_some() && !difference.is_empty() {
        said.push("The two decisions used different catalogues.".to_owned());
    }
}
