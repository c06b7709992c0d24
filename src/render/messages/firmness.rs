//! How firm the answer is, in plain sentences.

use super::facts::sentence_case;
use super::figures::{at_least, at_most, count, list, percent, score};
use super::{criterion, name, names};
use crate::decision::{Central, CrossCheck, Decision, Stale, TippingRating, TippingWeight};
use crate::model::FrameworkId;

/// How many stale findings, and how many criteria of a central weighting, are named.
const BRIEF: usize = 2;

/// The few sentences that stand below every table.
pub(in crate::render) fn brief(decision: &Decision) -> Vec<String> {
    if decision.frameworks.len() < 2 {
        return coverage(decision);
    }
    let mut said = nearest_tipping_weights(decision);
    said.extend(check_first(decision));
    said.extend(weightings(decision));
    said.extend(runner_up_suits(decision));
    said.extend(dominated(decision));
    said.extend(second_opinions(decision));
    said.extend(coverage(decision));
    said
}

fn leader(decision: &Decision) -> Option<&FrameworkId> {
    decision.recommendation.leader.as_ref()
}

// Tipping weights

fn nearest_tipping_weights(decision: &Decision) -> Vec<String> {
    let mut tips: Vec<&TippingWeight> = decision.analysis.tipping_weights.iter().collect();
    if tips.is_empty() {
        return Vec::new();
    }
    tips.retain(|tip| distance(tip).is_some());
    tips.sort_by(|a, b| {
        let far = |tip| distance(tip).unwrap_or(f64::INFINITY);
        far(a).total_cmp(&far(b)).then_with(|| a.criterion.cmp(&b.criterion))
    });
    if tips.is_empty() {
        return vec!["No single weight, moved alone, changes who is first.".to_owned()];
    }
    tips.into_iter().take(1).map(|tip| tipping_weight(decision, tip)).collect()
}

/// How far the nearest tipping point of a criterion's weight lies from its share.
fn distance(tip: &TippingWeight) -> Option<f64> {
    let [low, high] = tip.holds?;
    let below = (!tip.below.is_empty()).then_some(tip.share - low);
    let above = (!tip.above.is_empty()).then_some(high - tip.share);
    below.into_iter().chain(above).min_by(f64::total_cmp)
}

/// A sentence for each criterion's weight.
pub(super) fn tipping_weights(decision: &Decision) -> Vec<String> {
    decision.analysis.tipping_weights.iter().map(|tip| tipping_weight(decision, tip)).collect()
}

fn tipping_weight(decision: &Decision, tip: &TippingWeight) -> String {
    let what = criterion(decision, &tip.criterion);
    let Some([low, high]) = tip.holds else {
        return format!("All the weight lies on {what}.");
    };
    let takes_over = |who: &[FrameworkId], bound: String| {
        (!who.is_empty()).then(|| {
            let wins = if who.len() == 1 { "wins" } else { "win" };
            format!("{} {wins} if {what} counts {bound}", list(&names(decision, who)))
        })
    };
    let below = takes_over(&tip.below, format!("{} or less", at_most(low, tip.share)));
    let above = takes_over(&tip.above, format!("{} or more", at_least(high, tip.share)));
    let tips: Vec<String> = below.into_iter().chain(above).collect();
    let now = percent(tip.share);
    match (tips.is_empty(), leader(decision)) {
        (true, Some(leader)) => {
            format!("{} stays first whatever {what} counts (now {now}).", name(decision, leader))
        }
        (true, None) => format!("Whatever {what} counts, nothing changes (now {now})."),
        (false, _) => format!("{} (now {now}).", tips.join(", and ")),
    }
}

/// The shares at which a weight tips the answer: `46 %`, or `never`.
pub(in crate::render) fn tips_at(tip: &TippingWeight) -> String {
    let Some([low, high]) = tip.holds else { return String::new() };
    let below = (!tip.below.is_empty()).then(|| at_most(low, tip.share));
    let above = (!tip.above.is_empty()).then(|| at_least(high, tip.share));
    let tips: Vec<String> = below.into_iter().chain(above).collect();
    if tips.is_empty() { "never".to_owned() } else { tips.join(", ") }
}

// Tipping ratings

/// The leader's rating that has the least way to go until somebody draws level.
pub(super) fn cell_to_check(decision: &Decision) -> Option<&TippingRating> {
    let way = |cell: &TippingRating| cell.tips_at.map(|tips_at| (cell.score - tips_at).abs());
    let tips = decision.analysis.tipping_ratings.iter().filter_map(|cell| Some((way(cell)?, cell)));
    let nearest = tips.min_by(|(a, one), (b, other)| {
        a.total_cmp(b).then_with(|| one.criterion.cmp(&other.criterion))
    });
    nearest.map(|(_, cell)| cell)
}

fn check_first(decision: &Decision) -> Option<String> {
    let leader = leader(decision)?;
    if decision.analysis.tipping_ratings.is_empty() {
        return None;
    }
    let Some((cell, tips_at)) =
        cell_to_check(decision).and_then(|cell| Some((cell, cell.tips_at?)))
    else {
        return Some(format!(
            "No single rating of {} changes who is first.",
            name(decision, leader)
        ));
    };
    Some(format!(
        "The one cell to check first: {} on {} ({}, tips at {}).",
        name(decision, &cell.framework),
        criterion(decision, &cell.criterion),
        score(cell.score),
        score(tips_at)
    ))
}

fn rival(decision: &Decision) -> String {
    let only =
        decision.recommendation.runner_up.as_ref().filter(|_| decision.frameworks.len() == 2);
    only.map_or_else(|| "a rival".to_owned(), |id| name(decision, id))
}

/// A sentence for each of the leader's ratings.
pub(super) fn tipping_ratings(decision: &Decision) -> Vec<String> {
    let sentence = |cell: &TippingRating| {
        let whose = format!(
            "{} on {}, rated {}",
            name(decision, &cell.framework),
            criterion(decision, &cell.criterion),
            score(cell.score)
        );
        match cell.tips_at {
            Some(tips_at) => {
                format!("{whose}: at {} {} draws level.", score(tips_at), rival(decision))
            }
            None => format!("{whose}: no rating changes who is first."),
        }
    };
    decision.analysis.tipping_ratings.iter().map(sentence).collect()
}

// Weightings

fn weightings(decision: &Decision) -> Option<String> {
    let all = decision.analysis.all_weightings.as_ref()?;
    let sampled = if all.exact { "" } else { ", by sampling" };
    let given = decision.analysis.given_order.as_ref();
    if let (2, Some(leader)) = (decision.frameworks.len(), leader(decision)) {
        let of = |first: &std::collections::BTreeMap<FrameworkId, f64>| {
            percent(first.get(leader).copied().unwrap_or(0.0))
        };
        let ordered = given.map(|given| format!("; in this order of weights {}", of(&given.first)));
        let ordered = ordered.unwrap_or_default();
        let who = name(decision, leader);
        return Some(format!(
            "Of all possible weightings {who} wins {}{sampled}{ordered}.",
            of(&all.first)
        ));
    }
    let wins = decision.frameworks.iter().map(|standing| {
        let share = all.first.get(&standing.id).copied().unwrap_or(0.0);
        format!("{} {}", name(decision, &standing.id), percent(share))
    });
    let wins: Vec<String> = wins.collect();
    Some(format!("Of all possible weightings the shares won are {}{sampled}.", list(&wins)))
}

fn runner_up_suits(decision: &Decision) -> Option<String> {
    let id = decision.recommendation.runner_up.as_ref()?;
    let central = decision.analysis.central_weights.get(id)?;
    Some(suits(decision, id, central.as_ref()))
}

/// Who should choose each candidate; a sentence each.
pub(super) fn central(decision: &Decision) -> Vec<String> {
    let weights = &decision.analysis.central_weights;
    let ids = decision.frameworks.iter().map(|standing| &standing.id);
    ids.filter_map(|id| Some(suits(decision, id, weights.get(id)?.as_ref()))).collect()
}

fn suits(decision: &Decision, id: &FrameworkId, central: Option<&Central>) -> String {
    let who = name(decision, id);
    let Some(central) = central else {
        return format!(
            "Who should choose {who}? Nobody, by these ratings: no weighting puts it first."
        );
    };
    let mut shares: Vec<_> = central.iter().collect();
    shares.sort_by(|(a, more), (b, less)| less.total_cmp(more).then_with(|| a.cmp(b)));
    let gives: Vec<String> = shares
        .into_iter()
        .take(BRIEF)
        .map(|(id, share)| format!("{} {}", criterion(decision, id), percent(*share)))
        .collect();
    format!("Who should choose {who}? Someone who gives {}.", list(&gives))
}

fn dominated(decision: &Decision) -> Vec<String> {
    let sentence = |pair: &crate::decision::Dominated| {
        let (worse, better) = (name(decision, &pair.id), name(decision, &pair.by));
        format!("{better} is at least as good as {worse} on every criterion.")
    };
    decision.analysis.dominated.iter().map(sentence).collect()
}

// Draws

/// How often each candidate came first, second, and so on; a line each.
pub(super) fn ranks(decision: &Decision) -> Vec<String> {
    let Some(draws) = &decision.analysis.draws else { return Vec::new() };
    let line = |id: &FrameworkId| {
        let places = draws.rank_acceptability.get(id)?.iter().enumerate();
        let place =
            |(at, share): (usize, &f64)| format!("{} in {}", ordinal(at + 1), percent(*share));
        let places: Vec<String> = places.map(place).collect();
        Some(format!("{}: {}.", name(decision, id), list(&places)))
    };
    decision.frameworks.iter().filter_map(|standing| line(&standing.id)).collect()
}

fn ordinal(place: usize) -> String {
    let words = ["first", "second", "third", "fourth", "fifth", "sixth"];
    words.get(place.wrapping_sub(1)).map_or_else(|| format!("{place}th"), |word| (*word).to_owned())
}

// Second opinions

/// Who agrees and who does not, in one line.
fn second_opinions(decision: &Decision) -> Option<String> {
    let leader = std::slice::from_ref(leader(decision)?);
    let opinions = &decision.analysis.methods;
    if opinions.len() > 1 && opinions.iter().all(|opinion| opinion.first == leader) {
        let who = list(&names(decision, leader));
        return Some(format!(
            "Second opinions: all {} other methods put {who} first.",
            number(opinions.len())
        ));
    }
    let mut views: Vec<&[FrameworkId]> = Vec::new();
    for opinion in opinions {
        if !views.contains(&opinion.first.as_slice()) {
            views.push(&opinion.first);
        }
    }
    views.sort_by_key(|view| *view != leader);
    let said: Vec<String> = views.into_iter().map(|view| shared_view(decision, view)).collect();
    (!said.is_empty()).then(|| format!("Second opinions: {}.", said.join("; ")))
}

fn shared_view(decision: &Decision, first: &[FrameworkId]) -> String {
    let holders = decision.analysis.methods.iter().filter(|opinion| opinion.first == first);
    let holders: Vec<&str> = holders.map(|opinion| method(&opinion.id)).collect();
    format!("{} {}", list(&holders), puts(decision, first, holders.len() > 1))
}

/// "puts Django first", "put Django and Flask level".
fn puts(decision: &Decision, first: &[FrameworkId], several: bool) -> String {
    let put = if several { "put" } else { "puts" };
    let place = if first.len() > 1 { "level" } else { "first" };
    format!("{put} {} {place}", list(&names(decision, first)))
}

fn number(count: usize) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six"];
    words.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// What each method gives each candidate; a line each.
pub(super) fn methods(decision: &Decision) -> Vec<String> {
    let line = |opinion: &CrossCheck| {
        let figures = decision.frameworks.iter().filter_map(|standing| {
            let figure = opinion.scores.get(&standing.id)?;
            Some(format!("{} {figure:.2}", name(decision, &standing.id)).replace('-', "−"))
        });
        let figures: Vec<String> = figures.collect();
        let view = puts(decision, &opinion.first, false);
        let method = sentence_case(method(&opinion.id));
        format!("{method} {view} ({}).", list(&figures))
    };
    decision.analysis.methods.iter().map(line).collect()
}

fn method(id: &str) -> &'static str {
    match id {
        "weighted-product" => "weighted product",
        "topsis" => "TOPSIS",
        "vikor" => "VIKOR",
        "promethee-ii" => "PROMETHEE II",
        _ => "another method",
    }
}

// Coverage and age

/// What the answer rests on and how old that is.
fn coverage(decision: &Decision) -> Vec<String> {
    covered(decision).into_iter().chain(age(decision)).collect()
}

fn covered(decision: &Decision) -> Option<String> {
    let patchy = decision.frameworks.iter().any(|standing| standing.coverage < 1.0 - 1e-9);
    let shares: Vec<String> = decision
        .frameworks
        .iter()
        .map(|standing| format!("{} {}", name(decision, &standing.id), percent(standing.coverage)))
        .collect();
    patchy.then(|| format!("Share of the weight that rests on findings: {}.", list(&shares)))
}

fn age(decision: &Decision) -> Option<String> {
    let age = &decision.analysis.age;
    let oldest = age.oldest?;
    let past = match (decision.inputs.as_of, age.stale.as_slice()) {
        (None, []) => String::new(),
        (Some(day), []) => format!("; nothing is past its date on {day}"),
        (_, stale) => format!("; past {} date: {}", their(stale), some_stale(decision, stale)),
    };
    Some(format!("Oldest evidence: {oldest}{past}."))
}

fn their(stale: &[Stale]) -> &'static str {
    if stale.len() == 1 { "its" } else { "their" }
}

fn some_stale(decision: &Decision, stale: &[Stale]) -> String {
    let mut named: Vec<String> =
        stale.iter().take(BRIEF).map(|finding| past(decision, finding)).collect();
    if stale.len() > BRIEF {
        named.push(format!("{} more", count(stale.len() - BRIEF)));
    }
    list(&named)
}

fn past(decision: &Decision, finding: &Stale) -> String {
    format!(
        "{}'s {} ({}, since {})",
        name(decision, &finding.framework),
        finding.indicator,
        criterion(decision, &finding.criterion),
        finding.since
    )
}

/// Each finding past its date; a line each.
pub(super) fn stale(decision: &Decision) -> Vec<String> {
    let line =
        |finding: &Stale| format!("{}, checked on {}.", past(decision, finding), finding.checked);
    decision.analysis.age.stale.iter().map(line).collect()
}
