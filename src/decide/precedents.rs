//! The public decisions most like this one. Reading, not evidence: they enter neither the total nor the estimate.

use crate::decision::NearPrecedent;
use crate::model::{Catalogue, FrameworkId, Need, Precedent, Profile};
use std::collections::{BTreeMap, BTreeSet};

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
    let known: Vec<(&Precedent, &str, BTreeSet<String>)> = catalogue
        .precedents
        .values()
        .filter_map(|p| Some((p, p.url.as_deref()?, items(p.profile.as_ref()?))))
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for item in known.iter().flat_map(|(_, _, items)| items) {
        *counts.entry(item).or_default() += 1;
    }
    let weight = |item: &String| {
        let count = counts.get(item.as_str()).copied().unwrap_or(1);
        libm::log((known.len() + 1) as f64 / count as f64)
    };
    let mut near: Vec<NearPrecedent> = Vec::new();
    for (precedent, url, items) in &known {
        let shared: Vec<&String> = own.intersection(items).collect();
        let differs: Vec<&String> = own.symmetric_difference(items).collect();
        let (alike, unlike): (f64, f64) =
            (shared.iter().map(|i| weight(i)).sum(), differs.iter().map(|i| weight(i)).sum());
        if shared.is_empty() {
            continue;
        }
        near.push(NearPrecedent {
            id: precedent.id.clone(),
            title: precedent.title.clone(),
            chose: precedent.chose.clone(),
            likeness: alike / (alike + unlike),
            shared: shared.into_iter().cloned().collect(),
            differs: differs.into_iter().cloned().collect(),
            because: precedent.because.clone(),
            later: precedent.later.clone(),
            url: (*url).to_owned(),
            year: precedent.year,
        });
    }
    near.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then_with(|| a.id.cmp(&b.id)));
    let otherwise = |p: &NearPrecedent| leader.is_some_and(|leader| p.chose != leader.as_str());
    if !near.iter().take(SHOWN).any(otherwise)
        && let Some(at) = near.iter().position(otherwise)
    {
        near.swap(SHOWN - 1, at);
    }
    near.truncate(SHOWN);
    near
}

/// What a profile says, as `trait=answer` and `capability=level`; the stronger levels are one.
fn items(profile: &Profile) -> BTreeSet<String> {
    let answers = profile
        .traits
        .iter()
        .flat_map(|(id, answers)| answers.iter().map(move |answer| format!("{id}={answer}")));
    let needs = profile.needs.iter().map(|(id, need)| {
        let level = if need.decides() { Need::Want } else { *need };
        format!("{id}={level}")
    });
    answers.chain(needs).collect()
}
