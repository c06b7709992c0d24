//! What a framework now asks of the project, and what it no longer does.

use super::Burdens;
use crate::decision::Decision;
use crate::model::{CapabilityId, FrameworkId};
use std::collections::{BTreeMap, BTreeSet};

/// One for each framework of which something changed; on a side on which it was not weighed it asks nothing.
pub(super) fn burdens(old: &Decision, new: &Decision) -> Vec<Burdens> {
    let weighed = old.frameworks.iter().chain(&new.frameworks).map(|standing| &standing.id);
    let ids: BTreeSet<&FrameworkId> = weighed.collect();
    ids.into_iter().map(|id| of(old, new, id)).filter(is_something).collect()
}

fn of(old: &Decision, new: &Decision, id: &FrameworkId) -> Burdens {
    let unused = |decision: &Decision| listed(&decision.unused, id);
    let lacking = |decision: &Decision| listed(&decision.lacking, id);
    let to_add = |decision: &Decision| decision.to_add.get(id).cloned().unwrap_or_default();
    Burdens {
        framework: id.clone(),
        unused_now: only_in(&unused(new), &unused(old)),
        unused_no_longer: only_in(&unused(old), &unused(new)),
        to_add_now: only_of(&to_add(new), &to_add(old)),
        to_add_no_longer: only_of(&to_add(old), &to_add(new)),
        lacking_now: only_in(&lacking(new), &lacking(old)),
        lacking_no_longer: only_in(&lacking(old), &lacking(new)),
    }
}

fn listed(
    lists: &BTreeMap<FrameworkId, Vec<CapabilityId>>,
    id: &FrameworkId,
) -> BTreeSet<CapabilityId> {
    lists.get(id).into_iter().flatten().cloned().collect()
}

fn only_in(own: &BTreeSet<CapabilityId>, other: &BTreeSet<CapabilityId>) -> Vec<CapabilityId> {
    own.difference(other).cloned().collect()
}

/// The entries that the others do not have; another extension's name makes another entry.
fn only_of(
    own: &BTreeMap<CapabilityId, String>,
    other: &BTreeMap<CapabilityId, String>,
) -> BTreeMap<CapabilityId, String> {
    let kept = own.iter().filter(|(id, name)| other.get(*id) != Some(*name));
    kept.map(|(id, name)| (id.clone(), name.clone())).collect()
}

fn is_something(burdens: &Burdens) -> bool {
    let lists = [
        &burdens.unused_now,
        &burdens.unused_no_longer,
        &burdens.lacking_now,
        &burdens.lacking_no_longer,
    ];
    let added = [&burdens.to_add_now, &burdens.to_add_no_longer];
    lists.iter().any(|list| !list.is_empty()) || added.iter().any(|map| !map.is_empty())
}
