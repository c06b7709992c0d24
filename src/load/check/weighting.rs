//! What a profile says of the weights: points, an order, or comparisons in pairs.

use super::profile::weighable;
use super::{Sink, all};
use crate::load::raw::{self, At, Entries, Number, Spot};
use crate::model::{
    AnswerFit, Catalogue, Comparison, CriterionId, FitRules, Points, Profile, Ratio, Weighting,
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn weighting(
    raw: &raw::Profile,
    catalogue: &Catalogue,
    sink: &mut Sink<'_>,
) -> Option<Weighting> {
    one_of_three(raw, sink);
    let points = raw.weights.as_ref().map(|weights| points(&weights.value, catalogue, sink));
    let ranking = raw.ranking.as_ref().map(|order| ranking(order, catalogue, sink));
    let pairwise = raw.pairwise.as_ref().map(|pairs| pairwise(pairs, catalogue, sink));
    points.or(ranking).or(pairwise).unwrap_or(Some(Weighting::Catalogue))
}

fn one_of_three(raw: &raw::Profile, sink: &mut Sink<'_>) {
    let weights = raw.weights.as_ref().map(|spot| ("weights", spot.at));
    let ranking = raw.ranking.as_ref().map(|spot| ("ranking", spot.at));
    let pairwise = raw.pairwise.as_ref().map(|spot| ("pairwise", spot.at));
    let said: Vec<_> = [weights, ranking, pairwise].into_iter().flatten().collect();
    for pair in said.windows(2) {
        let [(first, _), (second, at)] = pair else { continue };
        if matches!(pair[0].1, At::Flag(_)) {
            continue; // said already, where the flags were laid over the file
        }
        sink.say(*at, &format!("`{first}` and `{second}` do not go together"))
            .advise("keep one of `weights`, `ranking` and `pairwise`");
    }
}

fn points(
    entries: &Entries<Spot<Number>>,
    catalogue: &Catalogue,
    sink: &mut Sink<'_>,
) -> Option<Weighting> {
    sink.distinct("the criterion", entries.iter().map(|(id, _)| id));
    let points: Option<BTreeMap<_, _>> = all(entries.iter().map(|(id, points)| {
        let id = sink.refer("criterion", id, weighable(catalogue), CriterionId::new);
        let points = sink.checked(points, Points::new);
        Some((id?, points?))
    }));
    points.map(Weighting::Points)
}

fn ranking(
    order: &Spot<Vec<Spot<String>>>,
    catalogue: &Catalogue,
    sink: &mut Sink<'_>,
) -> Option<Weighting> {
    sink.distinct("the criterion", &order.value);
    if order.value.is_empty() {
        sink.say(order.at, "this ranking is empty")
            .advise("name the criteria, the most important first");
    }
    let known = weighable(catalogue);
    let ids =
        order.value.iter().map(|id| sink.refer("criterion", id, known.clone(), CriterionId::new));
    all(ids).map(Weighting::Ranking)
}

fn pairwise(
    pairs: &Spot<Vec<Spot<raw::Pair>>>,
    catalogue: &Catalogue,
    sink: &mut Sink<'_>,
) -> Option<Weighting> {
    if pairs.value.is_empty() {
        sink.say(pairs.at, "there is no comparison here")
            .advise("write `[security, hiring, 5]`, for every pair");
    }
    let compared: Option<Vec<_>> =
        all(pairs.value.iter().map(|pair| comparison(pair, catalogue, sink)));
    let compared = compared?;
    let mut seen = BTreeSet::new();
    for (pair, comparison) in pairs.value.iter().zip(&compared) {
        if !seen.insert(ordered(&comparison.first, &comparison.second)) {
            let message =
                format!("`{}` and `{}` are compared twice", comparison.first, comparison.second);
            sink.say(pair.value.0.at, &message).advise("keep one of the two comparisons");
        }
    }
    every_pair(pairs.at, &seen, sink);
    Some(Weighting::Pairwise(compared))
}

fn comparison(
    pair: &Spot<raw::Pair>,
    catalogue: &Catalogue,
    sink: &mut Sink<'_>,
) -> Option<Comparison> {
    let (one, other, times) = &pair.value;
    let first = sink.refer("criterion", one, weighable(catalogue), CriterionId::new);
    let second = sink.refer("criterion", other, weighable(catalogue), CriterionId::new);
    let ratio = ratio(times, sink);
    if one.value == other.value {
        sink.say(other.at, &format!("`{}` is compared with itself", other.value))
            .advise("compare it with another criterion, or remove the line");
        return None;
    }
    Some(Comparison { first: first?, second: second?, ratio: ratio? })
}

/// A number from 1/9 to 9, which may be written as a fraction.
fn ratio(spot: &Spot<Number>, sink: &mut Sink<'_>) -> Option<Ratio> {
    let fraction = match &spot.value {
        Number::Text(text) => text.split_once('/').and_then(|(above, below)| {
            Some(above.trim().parse::<f64>().ok()? / below.trim().parse::<f64>().ok()?)
        }),
        _ => None,
    };
    match fraction {
        Some(value) => sink.checked(&Spot { value: Number::Value(value), at: spot.at }, Ratio::new),
        None => sink.checked(spot, Ratio::new),
    }
}

fn ordered<'a>(one: &'a CriterionId, other: &'a CriterionId) -> (&'a CriterionId, &'a CriterionId) {
    if one < other { (one, other) } else { (other, one) }
}

/// Says which pairs of the criteria named are not compared.
fn every_pair(at: At, seen: &BTreeSet<(&CriterionId, &CriterionId)>, sink: &mut Sink<'_>) {
    let named: BTreeSet<_> = seen.iter().flat_map(|(one, other)| [*one, *other]).collect();
    let pairs = named.iter().flat_map(|one| {
        named.iter().filter(move |other| *other > one).map(move |other| (*one, *other))
    });
    let missing: Vec<_> = pairs.filter(|pair| !seen.contains(pair)).collect();
    if let [(one, other), rest @ ..] = &*missing {
        let more =
            if rest.is_empty() { String::new() } else { format!(", and {} more", rest.len()) };
        let message =
            format!("not every pair is compared: `{one}` with `{other}` is missing{more}");
        sink.say(at, &message).advise("compare every pair of the criteria named here");
    }
}

/// Whether anything has a weight above zero; says so where nothing has.
pub(super) fn something_counts(
    raw: &raw::Profile,
    profile: &Profile,
    catalogue: &Catalogue,
    sink: &mut Sink<'_>,
) -> bool {
    let Weighting::Points(points) = &profile.weighting else { return true };
    let of = |id: &CriterionId, own: Points| points.get(id).copied().unwrap_or(own).get();
    let counts = catalogue.criteria.iter().any(|(id, criterion)| of(id, criterion.weight) > 0.0);
    let fit_alone = points.get(FitRules::ID).is_some_and(|points| points.get() > 0.0);
    let all_zero = !(counts || fit_alone && fit_says_something(profile, catalogue));
    if all_zero && let Some(weights) = &raw.weights {
        let message = if fit_alone {
            "only project fit has a weight, and this profile says nothing that fit is computed from"
        } else {
            "all weights are zero, so that nothing counts"
        };
        sink.say(weights.at, message).advise("give at least one criterion a weight above zero");
    }
    !all_zero
}

/// Whether the profile has a need or an answer that makes an indicator of fit.
fn fit_says_something(profile: &Profile, catalogue: &Catalogue) -> bool {
    let speaks = |asked: &crate::model::Trait| {
        let given = profile.traits.get(&asked.id).into_iter().flatten();
        given.filter_map(|id| asked.find(id)).any(|answer| answer.fit != AnswerFit::Silent)
    };
    !profile.needs.is_empty() || catalogue.traits.iter().any(speaks)
}
