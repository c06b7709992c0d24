//! Everything that differs between two decisions, apart from the lead.

use super::report::{
    Answers, Burdens, Candidate, Change, Inputs, NeedChange, OverrideChange, Presence, Rated,
    RatingChange, Staleness, WeightChange, Weighted,
};
use super::{changed, differ, qualifies};
use crate::decision::{CriterionRow, Decision, Notice, RatingRow, SelectedAnswer, Stale};
use crate::model::{CapabilityId, CriterionId, FrameworkId};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The keys of two maps.
fn keys<'a, K: Ord, V>(old: &'a BTreeMap<K, V>, new: &'a BTreeMap<K, V>) -> BTreeSet<&'a K> {
    old.keys().chain(new.keys()).collect()
}

/// Questions with another answer; the order of several answers does not matter.
pub(super) fn answers(old: &Decision, new: &Decision) -> Vec<Answers> {
    let (old, new) = (&old.project.traits, &new.project.traits);
    let ids =
        |said: &[SelectedAnswer]| said.iter().map(|one| one.id.clone()).collect::<BTreeSet<_>>();
    let mut list = Vec::new();
    for id in keys(old, new) {
        let before = old.get(id).cloned().unwrap_or_default();
        let after = new.get(id).cloned().unwrap_or_default();
        if ids(&before) != ids(&after) {
            list.push(Answers { asked: id.clone(), before, after });
        }
    }
    list
}

pub(super) fn needs(old: &Decision, new: &Decision) -> Vec<NeedChange> {
    let (old, new) = (&old.project.needs, &new.project.needs);
    let change = |id: &CapabilityId| NeedChange {
        capability: id.clone(),
        before: old.get(id).copied(),
        after: new.get(id).copied(),
    };
    let all = keys(old, new).into_iter().map(change);
    all.filter(|need| need.before != need.after).collect()
}

/// Weights of which the points or the origin changed.
pub(super) fn weights(old: &Decision, new: &Decision) -> Vec<WeightChange> {
    let ids: BTreeSet<&CriterionId> =
        old.criteria.iter().chain(&new.criteria).map(|row| &row.id).collect();
    let weighted = |row: &CriterionRow| Weighted {
        weight: row.weight,
        share: row.share,
        weight_from: row.weight_from,
        factor: row.factor,
    };
    let mut list = Vec::new();
    for id in ids {
        let (old, new) = (old.criterion(id), new.criterion(id));
        let same = old.zip(new).is_some_and(|(old, new)| {
            old.weight_from == new.weight_from
                && !differ(old.weight, new.weight)
                && !differ(old.factor, new.factor)
        });
        if !same {
            list.push(WeightChange {
                criterion: id.clone(),
                title: new.or(old).map_or_else(String::new, |row| row.title.clone()),
                before: old.map(weighted),
                after: new.map(weighted),
            });
        }
    }
    list
}

/// Ratings and overrides that changed, of the frameworks and criteria that are in both decisions.
pub(super) fn ratings(old: &Decision, new: &Decision) -> (Vec<RatingChange>, Vec<OverrideChange>) {
    let (mut ratings, mut overrides) = (Vec::new(), Vec::new());
    for row in &old.criteria {
        let Some(new_row) = new.criterion(&row.id) else { continue };
        for (framework, before) in &row.ratings {
            let Some(after) = new_row.ratings.get(framework) else { continue };
            let (framework, criterion) = (framework.clone(), row.id.clone());
            let moved = moved(before.as_ref(), after.as_ref());
            let reason = |row: &Option<RatingRow>| row.as_ref().and_then(|r| r.overridden.clone());
            let (was, is) = (reason(before), reason(after));
            if was != is || (was.is_some() && moved) {
                let expired = is.is_none().then(|| expired(new, &framework, &criterion)).flatten();
                let (framework, criterion) = (framework.clone(), criterion.clone());
                overrides.push(OverrideChange {
                    framework,
                    criterion,
                    before: was,
                    after: is,
                    expired,
                });
            }
            if moved {
                let (before, after) = (before.as_ref().map(rated), after.as_ref().map(rated));
                ratings.push(RatingChange { framework, criterion, before, after });
            }
        }
    }
    ratings.sort_by_key(|one| (one.criterion.clone(), one.framework.clone()));
    overrides.sort_by_key(|one| (one.criterion.clone(), one.framework.clone()));
    (ratings, overrides)
}

fn rated(row: &RatingRow) -> Rated {
    Rated { score: row.score, low: row.low, high: row.high, coverage: row.coverage }
}

fn moved(before: Option<&RatingRow>, after: Option<&RatingRow>) -> bool {
    let figures: [fn(&RatingRow) -> f64; 4] = [|r| r.score, |r| r.low, |r| r.high, |r| r.coverage];
    figures.iter().any(|figure| changed(before.map(figure), after.map(figure)))
}

fn expired(decision: &Decision, of: &FrameworkId, on: &CriterionId) -> Option<Date> {
    decision.notices.iter().find_map(|notice| match notice {
        Notice::OverrideExpired { framework, on: target, until }
            if framework == of && target == on.as_str() =>
        {
            Some(*until)
        }
        _ => None,
    })
}

pub(super) fn candidates(old: &Decision, new: &Decision) -> Vec<Candidate> {
    let mut ids: BTreeSet<&FrameworkId> = BTreeSet::new();
    for decision in [old, new] {
        ids.extend(decision.frameworks.iter().map(|framework| &framework.id));
        ids.extend(decision.excluded.iter().map(|framework| &framework.id));
    }
    let mut list = Vec::new();
    for id in ids {
        let (before, was_missing) = presence(old, id);
        let (after, is_missing) = presence(new, id);
        if before != after {
            let missing = if after == Presence::Excluded { is_missing } else { was_missing };
            list.push(Candidate { id: id.clone(), before, after, missing });
        }
    }
    list
}

fn presence(decision: &Decision, id: &FrameworkId) -> (Presence, Vec<CapabilityId>) {
    let excluded = decision.excluded.iter().find(|framework| framework.id == *id);
    match excluded {
        _ if qualifies(decision, id) => (Presence::Qualifies, Vec::new()),
        Some(excluded) => (Presence::Excluded, excluded.missing.clone()),
        None => (Presence::Absent, Vec::new()),
    }
}

/// One entry for each framework with changes.
pub(super) fn burdens(old: &Decision, new: &Decision) -> Vec<Burdens> {
    let none = BTreeMap::new();
    let ids: BTreeSet<&FrameworkId> =
        old.frameworks.iter().chain(&new.frameworks).map(|framework| &framework.id).collect();
    let mut list = Vec::new();
    for id in ids {
        let (unused_before, unused_after) = (listed(&old.unused, id), listed(&new.unused, id));
        let (lacking_before, lacking_after) = (listed(&old.lacking, id), listed(&new.lacking, id));
        let added_before = old.to_add.get(id).unwrap_or(&none);
        let added_after = new.to_add.get(id).unwrap_or(&none);
        let burdens = Burdens {
            framework: id.clone(),
            unused_now: without(unused_after, unused_before),
            unused_no_longer: without(unused_before, unused_after),
            to_add_now: without_entries(added_after, added_before),
            to_add_no_longer: without_entries(added_before, added_after),
            lacking_now: without(lacking_after, lacking_before),
            lacking_no_longer: without(lacking_before, lacking_after),
        };
        let Burdens { unused_now, unused_no_longer, lacking_now, lacking_no_longer, .. } = &burdens;
        let lists = [unused_now, unused_no_longer, lacking_now, lacking_no_longer];
        if lists.iter().any(|list| !list.is_empty()) || added_before != added_after {
            list.push(burdens);
        }
    }
    list
}

fn listed<'a>(
    lists: &'a BTreeMap<FrameworkId, Vec<CapabilityId>>,
    id: &FrameworkId,
) -> &'a [CapabilityId] {
    lists.get(id).map_or(&[], Vec::as_slice)
}

fn without(own: &[CapabilityId], other: &[CapabilityId]) -> Vec<CapabilityId> {
    let kept: BTreeSet<&CapabilityId> = own.iter().filter(|id| !other.contains(id)).collect();
    kept.into_iter().cloned().collect()
}

/// Entries that the other does not have; another extension makes another entry.
fn without_entries(
    own: &BTreeMap<CapabilityId, String>,
    other: &BTreeMap<CapabilityId, String>,
) -> BTreeMap<CapabilityId, String> {
    let kept = own.iter().filter(|(id, name)| other.get(*id) != Some(*name));
    kept.map(|(id, name)| (id.clone(), name.clone())).collect()
}

/// For frameworks that both decisions rank.
pub(super) fn coverage(old: &Decision, new: &Decision) -> BTreeMap<FrameworkId, Change<f64>> {
    let mut changes = BTreeMap::new();
    for framework in &old.frameworks {
        let after = new.frameworks.iter().find(|one| one.id == framework.id);
        if let Some(after) = after.filter(|after| differ(framework.coverage, after.coverage)) {
            let change = Change { before: framework.coverage, after: after.coverage };
            changes.insert(framework.id.clone(), change);
        }
    }
    changes
}

pub(super) fn stale(old: &Decision, new: &Decision) -> Staleness {
    let (old, new) = (&old.analysis.age.stale, &new.analysis.age.stale);
    let only = |own: &[Stale], other: &[Stale]| {
        own.iter().filter(|stale| !other.contains(stale)).cloned().collect()
    };
    Staleness { now: only(new, old), no_longer: only(old, new) }
}

pub(super) fn first_in_draws(
    old: &Decision,
    new: &Decision,
) -> BTreeMap<FrameworkId, Change<Option<f64>>> {
    let first = |decision: &Decision| -> BTreeMap<FrameworkId, f64> {
        let ranks = decision.analysis.draws.iter().flat_map(|draws| &draws.rank_acceptability);
        ranks.filter_map(|(id, ranks)| Some((id.clone(), *ranks.first()?))).collect()
    };
    let (old, new) = (first(old), first(new));
    let mut changes = BTreeMap::new();
    for id in keys(&old, &new) {
        let (before, after) = (old.get(id).copied(), new.get(id).copied());
        if changed(before, after) {
            changes.insert(id.clone(), Change { before, after });
        }
    }
    changes
}

pub(super) fn inputs(old: &Decision, new: &Decision) -> Inputs {
    let digest = |d: &Decision| d.inputs.profile.as_ref().map(|profile| profile.sha256.clone());
    let profile = Change::of(old, new, digest);
    let catalogue = Change::of(old, new, |d: &Decision| d.inputs.catalogue.sha256.clone());
    let flags = Change::of(old, new, |d: &Decision| d.inputs.flags.clone());
    Inputs {
        profile: profile.changed().then_some(profile),
        catalogue: catalogue.changed().then_some(catalogue),
        flags: flags.changed().then_some(flags),
    }
}
