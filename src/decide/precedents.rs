//! The public decisions most like this one. Reading, not evidence: they enter neither the total nor the estimate.

use crate::decision::NearPrecedent;
use crate::model::{Catalogue, FrameworkId, Need, Precedent, Profile};
use std::collections::{BTreeSet, HashMap};

/// How many are shown.
const SHOWN: usize = 3;

/// The nearest, at least one of which chose otherwise than the leader where there is one.
///
/// Likeness is Jaccard's over answers and needs, each weighing ln((n + 1) / how many of n precedents say it), so that
/// rarer ones count more.
pub(super) fn nearest(
    catalogue: &Catalogue,
    profile: &Profile,
    leader: Option<&FrameworkId>,
) -> Vec<NearPrecedent> {
    let own = items(profile);
    let known: Vec<(&Precedent, &str, BTreeSet<Item>)> = catalogue
        .precedents
        .values()
        .filter_map(|p| Some((p, p.url.as_deref()?, items(p.profile.as_ref()?))))
        .collect();
    let mut counts: HashMap<Item, usize> = HashMap::new();
    for item in known.iter().flat_map(|(_, _, items)| items) {
        *counts.entry(*item).or_default() += 1;
    }
    let weigh = |items: &[&Item]| -> f64 {
        let count = |item: &Item| counts.get(item).copied().unwrap_or(1);
        items.iter().map(|item| libm::log((known.len() + 1) as f64 / count(item) as f64)).sum()
    };
    let words = |items: Vec<&Item>| {
        let mut words: Vec<_> = items.iter().map(|(id, value)| format!("{id}={value}")).collect();
        words.sort();
        words
    };
    let mut near: Vec<(f64, &Precedent, &str, &BTreeSet<Item>)> = Vec::new();
    for (precedent, url, items) in &known {
        let shared: Vec<&Item> = own.intersection(items).collect();
        let differs: Vec<&Item> = own.symmetric_difference(items).collect();
        if !shared.is_empty() {
            let alike = weigh(&shared);
            near.push((alike / (alike + weigh(&differs)), precedent, url, items));
        }
    }
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    let otherwise = |near: &(f64, &Precedent, &str, &BTreeSet<Item>)| {
        leader.is_some_and(|leader| near.1.chose != leader.as_str())
    };
    if !near.iter().take(SHOWN).any(otherwise)
        && let Some(at) = near.iter().position(otherwise)
    {
        near.swap(SHOWN - 1, at);
    }
    let shown =
        near.into_iter().take(SHOWN).map(|(likeness, precedent, url, items)| NearPrecedent {
            id: precedent.id.clone(),
            title: precedent.title.clone(),
            chose: precedent.chose.clone(),
            likeness,
            shared: words(own.intersection(items).collect()),
            differs: words(own.symmetric_difference(items).collect()),
            because: precedent.because.clone(),
            later: precedent.later.clone(),
            url: url.to_owned(),
            year: precedent.year,
        });
    shown.collect()
}

/// A question or capability, and the answer or level.
type Item<'a> = (&'a str, &'a str);

/// What a profile says; the stronger levels of a need are one.
fn items(profile: &Profile) -> BTreeSet<Item<'_>> {
    let answers = profile
        .traits
        .iter()
        .flat_map(|(id, answers)| answers.iter().map(move |answer| (id.as_str(), answer.as_str())));
    let needs = profile.needs.iter().map(|(id, need)| {
        let level = if need.decides() { Need::Want } else { *need };
        (id.as_str(), level.as_str())
    });
    answers.chain(needs).collect()
}
