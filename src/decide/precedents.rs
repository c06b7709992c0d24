//! The public decisions most like this one. Reading, not evidence: they enter neither the total nor the estimate.

use crate::decision::NearPrecedent;
use crate::model::{Catalogue, Condition, FrameworkId, Need, Precedent, Profile};
use std::collections::HashMap;

/// How many are shown.
const SHOWN: usize = 3;

/// What the precedents of a catalogue say, each item as a number.
#[derive(Debug)]
pub(crate) struct Index {
    numbers: HashMap<Condition, usize>,
    /// How much each item counts.
    weights: Vec<f64>,
    /// The items of each precedent that has an address and a coded profile; else none.
    items: Vec<Option<Vec<usize>>>,
}

impl Index {
    /// Each item weighs ln((n + 1) / how many of n precedents say it), so that rarer ones count more.
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        let mut numbers: HashMap<Condition, usize> = HashMap::new();
        let mut counts: Vec<usize> = Vec::new();
        let mut number = |item| {
            let number = *numbers.entry(item).or_insert(counts.len());
            counts.resize(counts.len().max(number + 1), 0);
            counts[number] += 1;
            number
        };
        let coded = |precedent: &Precedent| {
            let profile = precedent.url.as_ref().and(precedent.profile.as_ref())?;
            Some(items(profile).map(&mut number).collect())
        };
        let items: Vec<Option<Vec<usize>>> = catalogue.precedents.values().map(coded).collect();
        let known = items.iter().flatten().count() + 1;
        Self {
            weights: counts.iter().map(|n| libm::log(known as f64 / *n as f64)).collect(),
            numbers,
            items,
        }
    }

    /// The nearest, at least one of which chose otherwise than the leader where there is one.
    ///
    /// Likeness is Jaccard's over answers and needs, by their weights. An item that no precedent says weighs like one
    /// that a single precedent says.
    pub(crate) fn nearest(
        &self,
        catalogue: &Catalogue,
        profile: &Profile,
        leader: Option<&FrameworkId>,
    ) -> Vec<NearPrecedent> {
        let find = |item: Condition| self.numbers.get(&item).copied();
        let known = self.items.iter().flatten().count() + 1;
        let unknown = libm::log(known as f64);
        let own: Vec<Option<usize>> = items(profile).map(find).collect();
        let own_weight: f64 =
            own.iter().map(|item| item.map_or(unknown, |item| self.weights[item])).sum();
        let mut said = vec![false; self.weights.len()];
        own.iter().flatten().for_each(|number| said[*number] = true);
        let mut near: Vec<(f64, &Precedent)> = Vec::new();
        for (precedent, items) in catalogue.precedents.values().zip(&self.items) {
            let Some(items) = items else { continue };
            let weight = |both: bool| -> f64 {
                let items = items.iter().filter(|item| said[**item] || !both);
                items.map(|item| self.weights[*item]).sum()
            };
            let shared = weight(true);
            if shared > 0.0 {
                near.push((shared / (own_weight + weight(false) - shared), precedent));
            }
        }
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
        let otherwise =
            |near: &(f64, &Precedent)| leader.is_some_and(|leader| near.1.chose != leader.as_str());
        if !near.iter().take(SHOWN).any(otherwise)
            && let Some(at) = near.iter().position(otherwise)
        {
            near.swap(SHOWN - 1, at);
        }
        near.truncate(SHOWN);
        near.into_iter().map(|near| shown(catalogue, profile, near)).collect()
    }
}

fn shown(catalogue: &Catalogue, profile: &Profile, near: (f64, &Precedent)) -> NearPrecedent {
    let (likeness, precedent) = near;
    let own: Vec<Condition> = items(profile).collect();
    let theirs: Vec<Condition> = precedent.profile.iter().flat_map(items).collect();
    let (mut shared, mut yours) = (Vec::new(), Vec::new());
    for item in &own {
        if theirs.contains(item) { &mut shared } else { &mut yours }.push(item.to_string());
    }
    let only_theirs = theirs.iter().filter(|item| !own.contains(item)).map(Condition::to_string);
    let mut differs: Vec<String> = yours.iter().cloned().chain(only_theirs).collect();
    for items in [&mut shared, &mut yours, &mut differs] {
        items.sort();
    }
    NearPrecedent {
        id: precedent.id.clone(),
        title: precedent.title.clone(),
        chose: precedent.chose.clone(),
        likeness,
        shared,
        differs,
        yours,
        labels: theirs.iter().filter_map(|item| label(catalogue, item)).collect(),
        because: precedent.because.clone(),
        later: precedent.later.clone(),
        url: precedent.url.clone().unwrap_or_default(),
        year: precedent.year,
    }
}

fn label(catalogue: &Catalogue, item: &Condition) -> Option<(String, String)> {
    Some(match item {
        Condition::Answer(id, answer) => {
            (item.to_string(), catalogue.find_trait(id)?.find(answer)?.label.clone())
        }
        Condition::Need(id, _) => (id.to_string(), catalogue.capabilities.get(id)?.title.clone()),
    })
}

/// What a profile says; the stronger levels of a need are one.
fn items(profile: &Profile) -> impl Iterator<Item = Condition> {
    let answers = profile.traits.iter().flat_map(|(asked, answers)| {
        answers.iter().map(|answer| Condition::Answer(asked.clone(), answer.clone()))
    });
    let needs = profile.needs.iter().map(|(capability, need)| {
        let level = if need.decides() { Need::Want } else { *need };
        Condition::Need(capability.clone(), level)
    });
    answers.chain(needs)
}
