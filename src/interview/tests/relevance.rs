//! A question that is left out could not have changed the answer.

use super::fixture::catalogue;
use crate::decide::{Settings, decide};
use crate::interview::relevance;
use crate::model::{Profile, Trait, Weighting};

/// Every way to answer the questions left, one answer or none to each.
fn completions(profile: &Profile, left: &[&Trait]) -> Vec<Profile> {
    let Some((asked, others)) = left.split_first() else { return vec![profile.clone()] };
    let mut all = completions(profile, others);
    for answer in &asked.answers {
        let mut with = profile.clone();
        with.traits.insert(asked.id.clone(), vec![answer.id.clone()]);
        all.extend(completions(&with, others));
    }
    all
}

#[test]
fn what_is_not_asked_cannot_change_who_is_first() {
    let catalogue = catalogue();
    let orders = catalogue.criteria.keys().flat_map(|first| {
        let others = catalogue.criteria.keys().filter(move |id| *id != first);
        others.map(move |second| Weighting::Ranking(vec![first.clone(), second.clone()]))
    });
    let weightings: Vec<Weighting> = orders.chain([Weighting::Catalogue]).collect();
    let left: Vec<&Trait> = catalogue.traits[2..].iter().collect();
    let first = |profile: &Profile| {
        decide(&catalogue, profile, &Settings::with_draws(1, 0)).unwrap().recommendation.leader
    };
    let (mut open, mut closed) = (0, 0);
    for profile in completions(&Profile::default(), &[&catalogue.traits[0], &catalogue.traits[1]]) {
        let found = relevance::open(&catalogue, &profile, &left, true, None).unwrap().unwrap();
        if found.weights || !found.traits.is_empty() {
            open += 1;
            continue;
        }
        closed += 1;
        for mut with in completions(&profile, &left) {
            for weighting in &weightings {
                with.weighting = weighting.clone();
                assert_eq!(first(&with), first(&profile), "{with:?}");
            }
        }
    }
    assert!(open > 0 && closed > 0, "{open} open, {closed} closed");
}
