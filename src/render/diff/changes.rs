//! What changed beside the answer: what moved the lead, and everything else.

use super::{candidate, capability, criterion, fact, name};
use crate::decision::{SelectedAnswer, WeightFrom};
use crate::diff::{
    Answers, Difference, FactMovement, Flip, Movement, NeedChange, Pair, TradeOffs, WeightChange,
    Weighted, differ,
};
use crate::model::{CapabilityId, Need};
use crate::render::messages::{NAME, extensions};
use crate::text::{and_list, capitalise, excerpt, hundredths, percent, plural, score};
use std::collections::BTreeSet;

/// Smaller movements show as 0.00.
const SHOWN: f64 = 0.005;

/// Two figures as they are usually shown, or with the fewest decimals that tell them apart.
fn apart(figures: [f64; 2], usual: fn(f64) -> String) -> [String; 2] {
    let finer =
        |decimals: usize| figures.map(|figure| format!("{figure:.decimals$}").replace('-', "−"));
    let mut shown = std::iter::once(figures.map(usual)).chain((2..=12).map(finer));
    shown.find(|[before, after]| before != after).unwrap_or_else(|| figures.map(usual))
}

/// What each criterion and each fact did to the lead, the largest first; the title holds the sum.
pub(super) fn movements(difference: &Difference) -> (String, Vec<String>) {
    let pair = difference.pair.as_ref();
    let Some((pair, sum)) = pair.and_then(|pair| Some((pair, pair.moved()?))) else {
        return (String::new(), Vec::new());
    };
    let mut all: Vec<(f64, String)> = Vec::new();
    let mut add = |what: &str, moved: f64, why: &str| {
        all.push((moved, format!("{} {}: {why}.", capitalise(what), hundredths(moved))));
    };
    for one in &difference.movements {
        let why = criterion_cause(difference, pair, one);
        add(&criterion(difference, &one.criterion), one.moved, &why);
    }
    for one in &difference.facts {
        add(&fact(difference, &one.id), one.moved, &fact_cause(difference, one));
    }
    all.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then_with(|| a.1.cmp(&b.1)));
    let small = all.split_off(all.partition_point(|(moved, _)| moved.abs() >= SHOWN));
    let mut sentences: Vec<String> = all.into_iter().map(|(_, sentence)| sentence).collect();
    if !small.is_empty() {
        let count = plural(small.len(), "smaller change");
        let total: f64 = small.iter().map(|(moved, _)| moved).sum();
        sentences.push(format!("{count}, in total {}.", hundredths(total)));
    }
    let (sum, first) = (hundredths(sum), name(difference, &pair.first));
    let second = name(difference, &pair.second);
    (format!("What moved: {sum} in total (+ favours {first}, − favours {second})"), sentences)
}

/// Why a criterion moved the lead: its weight, its share, or its ratings.
fn criterion_cause(difference: &Difference, pair: &Pair, movement: &Movement) -> String {
    let changes = difference.weights.iter().filter(|one| one.criterion == movement.criterion);
    let mut causes: Vec<String> = changes.map(weight_change).collect();
    if let (Some(before), Some(after)) = (movement.before, movement.after) {
        // What is shown is at least SHOWN, so at least one of its two parts is half of that.
        if movement.by_weight.abs() >= SHOWN / 2.0 {
            let (mut was, mut is) = (percent(before.share), percent(after.share));
            if was == is {
                let shares = [before, after].map(|side| side.share * 100.0);
                [was, is] = apart(shares, score).map(|share| share + "%");
            }
            let verb = if after.share > before.share { "grew" } else { "fell" };
            causes.insert(0, format!("its share {verb} from {was} to {is}"));
        }
        if movement.by_rating.abs() >= SHOWN / 2.0 {
            let [was, is] = apart([before.difference, after.difference], hundredths);
            let (first, second) = (name(difference, &pair.first), name(difference, &pair.second));
            causes.push(format!("{first}'s rating minus {second}'s changed from {was} to {is}"));
            let own = difference.own_ratings.iter();
            for one in own.filter(|one| one.criterion == movement.criterion) {
                let own = format!("your own rating of {}", name(difference, &one.framework));
                causes.push(match (one.before, one.after) {
                    (Some(was), Some(is)) => {
                        let [was, is] = apart([was, is], score);
                        format!("{own} went from {was} to {is}")
                    }
                    (Some(was), None) => format!("{own}, {}, no longer counts", score(was)),
                    (None, is) => format!("{own} is {}", is.map(score).unwrap_or_default()),
                });
            }
        }
    }
    causes.join("; ")
}

/// Why a fact moved the lead: what the profile says of it, what brought it along, the factor, or the catalogue.
fn fact_cause(difference: &Difference, movement: &FactMovement) -> String {
    if let Some(change) = difference.answers.iter().find(|one| one.asked.as_str() == movement.id) {
        return answer_change(change);
    }
    let mut needs = difference.needs.iter();
    if let Some(change) = needs.find(|one| one.capability.as_str() == movement.id) {
        return need_change(change);
    }
    let by = movement.brought_by.as_deref().map(|by| excerpt(by, NAME));
    match (by, movement.before, movement.after, &difference.fit_factor) {
        (Some(by), None, _, _) => format!("follows from `{by}`"),
        (Some(by), _, None, _) => format!("no longer follows from `{by}`"),
        (_, _, _, Some(change)) => {
            let [was, is] = apart([change.before, change.after], score);
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
    let titles = |ids: &[CapabilityId]| -> Vec<String> {
        ids.iter().map(|id| capability(difference, id)).collect()
    };
    for trade_offs in &difference.trade_offs {
        let name = name(difference, &trade_offs.framework);
        let changes = [
            (
                titles(&trade_offs.unused_now),
                format!("{name} ships what this project will not use: "),
            ),
            (titles(&trade_offs.unused_no_longer), format!("No longer unused in {name}: ")),
            (
                titles(&trade_offs.lacking_now),
                format!("{name} lacks what this project now wants: "),
            ),
            (titles(&trade_offs.lacking_no_longer), format!("No longer missing in {name}: ")),
        ];
        let changes = changes.into_iter().filter(|(what, _)| !what.is_empty());
        said.extend(changes.map(|(what, says)| format!("{says}{}.", and_list(&what))));
        said.extend(packages(difference, trade_offs));
    }
    let moved = |id: &str| difference.facts.iter().any(|fact| fact.id == id);
    for change in difference.answers.iter().filter(|one| !moved(one.asked.as_str())) {
        said.push(format!("Answer to `{}`: {}.", change.asked, answer_change(change)));
    }
    for change in difference.needs.iter().filter(|one| !moved(one.capability.as_str())) {
        let what = capitalise(&capability(difference, &change.capability));
        said.push(format!("{what}: {}.", need_change(change)));
    }
    let moved = |id: &_| difference.movements.iter().any(|one| one.criterion == *id);
    for change in difference.weights.iter().filter(|one| !moved(&one.criterion)) {
        let what = capitalise(&criterion(difference, &change.criterion));
        said.push(format!("{what}: {}.", weight_change(change)));
    }
    for (id, frameworks) in difference.ratings.iter().filter(|(id, _)| !moved(id)) {
        let names = and_list(frameworks.iter().map(|id| name(difference, id)));
        let what = capitalise(&criterion(difference, id));
        said.push(format!("{what}: new ratings of {names}."));
    }
    for (id, change) in &difference.totals {
        let [was, is] = [change.before, change.after].map(|total| total.map(score));
        if let (Some(was), Some(is), true) = (&was, &is, was != is) {
            let name = name(difference, id);
            said.push(format!("{name} has {is} points in total (before: {was})."));
        }
    }
    if difference.inputs.catalogue.is_some() && !difference.is_empty() {
        said.push("The two decisions used different catalogues.".to_owned());
    }
    said
}

/// The packages that a framework now needs, no longer needs, or needs for something else.
fn packages(difference: &Difference, trade_offs: &TradeOffs) -> Vec<String> {
    let TradeOffs { framework, to_add_now, to_add_no_longer, to_add_still, .. } = trade_offs;
    let lists = [to_add_now, to_add_no_longer, to_add_still];
    let name = name(difference, framework);
    let (mut now, mut no_longer, mut said) = (Vec::new(), Vec::new(), Vec::new());
    for package in lists.iter().flat_map(|list| list.values()).collect::<BTreeSet<_>>() {
        let uses = lists.map(|list| {
            let mut list = list.clone();
            list.retain(|_, other| other == package);
            list
        });
        let named = |uses| extensions(Some(uses), |what| capability(difference, what));
        let [new, old, still] =
            uses.each_ref().map(|uses| and_list(uses.keys().map(|id| capability(difference, id))));
        let package = excerpt(package, NAME);
        let kept = match (new.as_str(), old.as_str(), still.as_str()) {
            (_, "", "") => {
                now.extend(named(&uses[0]));
                continue;
            }
            ("", _, "") => {
                no_longer.extend(named(&uses[1]));
                continue;
            }
            (_, _, "") => format!("still needs {package}, now for {new} instead of {old}"),
            (_, "", _) => format!("now needs {package} for {new} too"),
            ("", _, _) => format!("still needs {package}, but no longer for {old}"),
            _ => format!("still needs {package}: now for {new} too, no longer for {old}"),
        };
        said.push(format!("{name} {kept}."));
    }
    let changes = [(now, "now"), (no_longer, "no longer")];
    let changes = changes.into_iter().filter(|(packages, _)| !packages.is_empty());
    let mut all: Vec<String> = changes
        .map(|(packages, how)| format!("{name} {how} needs {}.", and_list(packages)))
        .collect();
    all.extend(said);
    all
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
    match (&answers.before[..], &answers.after[..]) {
        ([], _) => format!("now answered: {after}"),
        (_, []) => format!("no longer answered (before: {before})"),
        _ => format!("{after} (before: {before})"),
    }
}

fn need_change(need: &NeedChange) -> String {
    match (need.before.map(Need::as_str), need.after.map(Need::as_str)) {
        (Some(before), Some(after)) => format!("`{after}` (before: `{before}`)"),
        (Some(before), None) => format!("no longer stated (before: `{before}`)"),
        (None, after) => format!("now `{}`", after.unwrap_or_default()),
    }
}

fn weight_change(change: &WeightChange) -> String {
    match (change.before, change.after) {
        (Some(before), Some(after)) => {
            let (from, now_from) = (weight_from(before), weight_from(after));
            if !differ(before.weight, after.weight) {
                return format!(
                    "its weight, {}, now comes from {now_from} (before: {from})",
                    score(after.weight)
                );
            }
            let [was, is] = apart([before.weight, after.weight], score);
            format!("its weight changed from {was} ({from}) to {is} ({now_from})")
        }
        (None, Some(after)) => format!("now compared, with {} of the weight", percent(after.share)),
        (_, None) => "no longer compared".to_owned(),
    }
}

/// Where points come from.
fn weight_from(weight: Weighted) -> &'static str {
    match weight.weight_from {
        WeightFrom::Catalogue => "catalogue",
        WeightFrom::Traits => "catalogue and answers",
        WeightFrom::User => "your weights",
        WeightFrom::Ranking => "your ranking",
        WeightFrom::Pairwise => "your comparisons",
    }
}
