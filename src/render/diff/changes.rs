//! What changed beside the answer: what moved the lead, and everything else.

use super::{candidate, capabilities, capability, criterion, fact, name};
use crate::decision::{SelectedAnswer, WeightFrom};
use crate::diff::{
    Answers, Burdens, Difference, FactMovement, Flip, Movement, NeedChange, OverrideChange, Rated,
    RatingChange, Side, WeightChange, Weighted,
};
use crate::model::{CapabilityId, CriterionId, Need};
use crate::render::messages::NAME;
use crate::text::{and_list, capitalise, excerpt, hundredths, percent, plural, range, score};
use std::collections::BTreeMap;

/// Smaller movements show as 0.00.
const SHOWN: f64 = 0.005;
/// How many stale findings are named.
const NAMED: usize = 3;

/// What each criterion and each fact did to the lead, the largest first; the title holds the sum.
pub(super) fn movements(difference: &Difference) -> (String, Vec<String>) {
    let pair = difference.pair.as_ref();
    let Some((pair, sum)) = pair.and_then(|pair| Some((pair, pair.moved()?))) else {
        return (String::new(), Vec::new());
    };
    let mut all: Vec<(f64, String)> = Vec::new();
    for one in &difference.movements {
        let (what, why) = (criterion(difference, &one.criterion), criterion_cause(difference, one));
        all.push((one.moved, format!("{} {}: {why}.", capitalise(&what), hundredths(one.moved))));
    }
    for one in &difference.facts {
        let (what, why) = (fact(difference, &one.id), fact_cause(difference, one));
        all.push((one.moved, format!("{} {}: {why}.", capitalise(&what), hundredths(one.moved))));
    }
    all.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then_with(|| a.1.cmp(&b.1)));
    let small = all.split_off(all.partition_point(|(moved, _)| moved.abs() >= SHOWN));
    let mut sentences: Vec<String> = all.into_iter().map(|(_, sentence)| sentence).collect();
    if !small.is_empty() {
        let count = plural(small.len(), "smaller movement");
        let total: f64 = small.iter().map(|(moved, _)| moved).sum();
        sentences.push(format!("{count}, in total {}.", hundredths(total)));
    }
    let (sum, first) = (hundredths(sum), name(difference, &pair.first));
    let second = name(difference, &pair.second);
    (format!("What moved: {sum} in total (+ favours {first}, − favours {second})"), sentences)
}

/// Why a criterion moved the lead: its weight, its share, or its ratings.
fn criterion_cause(difference: &Difference, movement: &Movement) -> String {
    let mut causes = changes_on(difference, &movement.criterion);
    if let (Some(before), Some(after)) = (movement.before, movement.after)
        && movement.by_weight != 0.0
    {
        causes.insert(0, share(before, after));
    }
    if causes.is_empty() {
        return "its ratings changed".to_owned();
    }
    causes.join("; ")
}

/// `its share fell from 10% to 6%`, with a decimal where the two would look the same without.
fn share(Side { share: before, .. }: Side, Side { share: after, .. }: Side) -> String {
    let (mut was, mut is) = (percent(before), percent(after));
    if was == is {
        let finer = |share: f64| format!("{}%", score(share * 100.0));
        (was, is) = (finer(before), finer(after));
    }
    let verb = if after > before { "grew" } else { "fell" };
    format!("its share {verb} from {was} to {is}")
}

/// What changed in the weight, the overrides and the ratings of a criterion.
fn changes_on(difference: &Difference, id: &CriterionId) -> Vec<String> {
    let weights = difference.weights.iter().filter(|one| one.criterion == *id);
    let overrides = difference.overrides.iter().filter(|one| one.criterion == *id);
    let ratings = difference.ratings.iter().filter(|one| one.criterion == *id);
    weights
        .map(weight_change)
        .chain(overrides.map(|one| override_change(difference, one)))
        .chain(ratings.map(|one| rating_change(difference, one)))
        .collect()
}

/// Why a fact moved the lead: what the profile says of it, what brought it along, the factor, or the catalogue.
fn fact_cause(difference: &Difference, movement: &FactMovement) -> String {
    if let Some(change) = difference.answers.iter().find(|one| one.asked.as_str() == movement.id) {
        return answer_change(change);
    }
    let mut needs = difference.needs.iter();
    if let Some(change) = needs.find(|one| one.capability.as_str() == movement.id) {
        return need_change(difference, change);
    }
    let by = movement.brought_by.as_deref().map(|by| excerpt(by, NAME));
    match (by, movement.before, movement.after, &difference.fit_factor) {
        (Some(by), None, _, _) => format!("follows from `{by}`"),
        (Some(by), _, None, _) => format!("no longer follows from `{by}`"),
        (_, _, _, Some(change)) => {
            let (was, is) = (score(change.before), score(change.after));
            format!("the fit factor changed from {was} to {is}")
        }
        _ => "its points changed".to_owned(),
    }
}

/// Everything that the movements and the flip do not tell.
pub(super) fn other(difference: &Difference) -> Vec<String> {
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
    for change in difference.answers.iter().filter(|one| !moved(one.asked.as_str())) {
        said.push(format!("Answer to `{}`: {}.", change.asked, answer_change(change)));
    }
    for change in difference.needs.iter().filter(|one| !moved(one.capability.as_str())) {
        said.push(format!("Need: {}.", need_change(difference, change)));
    }
    for id in difference.criteria.keys() {
        let changes = changes_on(difference, id);
        let moved = difference.movements.iter().any(|one| one.criterion == *id);
        if !moved && !changes.is_empty() {
            said.push(format!("On {}: {}.", criterion(difference, id), changes.join("; ")));
        }
    }
    evidence(difference, &mut said);
    said
}

fn burden(difference: &Difference, burdens: &Burdens, said: &mut Vec<String>) {
    let name = name(difference, &burdens.framework);
    let list =
        |ids: &[CapabilityId]| (!ids.is_empty()).then(|| and_list(capabilities(difference, ids)));
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

fn answer_change(answers: &Answers) -> String {
    let labels = |said: &[SelectedAnswer]| {
        let label = |said: &SelectedAnswer| {
            let text = if said.label.is_empty() { said.id.as_str() } else { said.label.as_str() };
            excerpt(text, NAME)
        };
        and_list(said.iter().map(label))
    };
    let (before, after) = (labels(&answers.before), labels(&answers.after));
    match (answers.before.is_empty(), answers.after.is_empty()) {
        (true, _) => format!("now answered: {after}"),
        (_, true) => format!("no longer answered (before: {before})"),
        _ => format!("{after} (before: {before})"),
    }
}

/// "administration site (`bypass`, before `maybe`)".
fn need_change(difference: &Difference, need: &NeedChange) -> String {
    let title = capability(difference, &need.capability);
    match (need.before.map(Need::as_str), need.after.map(Need::as_str)) {
        (Some(before), Some(after)) => format!("{title} (`{after}`, before `{before}`)"),
        (Some(before), None) => format!("{title} (no longer `{before}`)"),
        (None, after) => format!("{title} (now `{}`)", after.unwrap_or_default()),
    }
}

fn weight_change(change: &WeightChange) -> String {
    match (change.before, change.after) {
        (Some(before), Some(after)) => {
            format!("its weight changed from {} to {}", weight_from(before), weight_from(after))
        }
        (None, Some(after)) => format!("new, with {} of the weight", percent(after.share)),
        (_, None) => "removed".to_owned(),
    }
}

/// Points and where they come from.
fn weight_from(weight: Weighted) -> String {
    let from = match weight.weight_from {
        WeightFrom::Catalogue => "catalogue",
        WeightFrom::Traits => "catalogue and answers",
        WeightFrom::User => "your weights",
        WeightFrom::Ranking => "your ranking",
        WeightFrom::Pairwise => "your comparisons",
    };
    format!("{} ({from})", score(weight.weight))
}

fn override_change(difference: &Difference, change: &OverrideChange) -> String {
    let name = name(difference, &change.framework);
    match (&change.before, &change.after, change.expired) {
        (None, _, _) => format!("{name}'s rating is now overridden"),
        (_, None, Some(day)) => format!("the override of {name}'s rating expired on {day}"),
        (_, None, None) => format!("the override of {name}'s rating was removed"),
        _ => format!("the override of {name}'s rating changed"),
    }
}

fn rating_change(difference: &Difference, change: &RatingChange) -> String {
    let shown = |rated: Option<Rated>| {
        rated.map_or("unknown".to_owned(), |rated| {
            format!("{} ({})", score(rated.score), range(rated.low, rated.high))
        })
    };
    let (was, is) = (shown(change.before), shown(change.after));
    let name = name(difference, &change.framework);
    if was == is {
        format!("the evidence for {name}'s rating changed")
    } else {
        format!("{name}'s rating changed from {was} to {is}")
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
