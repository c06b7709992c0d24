//! What the project's needs did: who is out and why, what each would have to add, and what would lie unused.

use super::figures::list;
use super::{NAME, capability, name};
use crate::decision::{Decision, Excluded, Provided};
use crate::model::{CapabilityId, FrameworkId, Need};
use crate::render::safe;
use std::collections::BTreeMap;

/// One sentence for each candidate that is out.
pub(in crate::render) fn excluded(decision: &Decision) -> Vec<String> {
    decision.excluded.iter().map(|out| is_out(decision, out)).collect()
}

fn is_out(decision: &Decision, out: &Excluded) -> String {
    let missing: Vec<String> = out.missing.iter().map(|id| lack(decision, out, id)).collect();
    format!("{} is out: it has {}.", name(decision, &out.id), list(&missing))
}

fn lack(decision: &Decision, out: &Excluded, id: &CapabilityId) -> String {
    let what = capability(decision, id);
    if let Some(extension) = out.by_extension_only.get(id) {
        let extension = safe::given(extension, NAME);
        return format!(
            "no built-in {what} ({extension} would add one; say `{id}: must` if an extension will do)"
        );
    }
    let built_in = decision.project.needs.get(id) == Some(&Need::BuiltIn);
    format!("no {}{what}", if built_in { "built-in " } else { "" })
}

/// What each candidate would need added, lacks, and would carry unused; a sentence each.
pub(in crate::render) fn burdens(decision: &Decision) -> Vec<String> {
    let ids = decision.frameworks.iter().map(|standing| &standing.id);
    ids.flat_map(|id| [to_add(decision, id), lacking(decision, id), unused(decision, id)])
        .flatten()
        .chain(moving(decision))
        .collect()
}

fn to_add(decision: &Decision, id: &FrameworkId) -> Option<String> {
    let parts = decision.to_add.get(id).filter(|parts| !parts.is_empty())?;
    let part = |(what, extension): (&CapabilityId, &String)| {
        format!("{} ({})", safe::given(extension, NAME), capability(decision, what))
    };
    let parts: Vec<String> = parts.iter().map(part).collect();
    Some(format!("{} would need {} added.", name(decision, id), list(&parts)))
}

fn lacking(decision: &Decision, id: &FrameworkId) -> Option<String> {
    let what = capabilities(decision, decision.lacking.get(id)?)?;
    Some(format!("{} lacks {what}, and no extension is known to bring it.", name(decision, id)))
}

fn unused(decision: &Decision, id: &FrameworkId) -> Option<String> {
    let what = capabilities(decision, decision.unused.get(id)?)?;
    Some(format!("{} would carry {what} unused.", name(decision, id)))
}

fn capabilities(decision: &Decision, ids: &[CapabilityId]) -> Option<String> {
    let titles: Vec<String> = ids.iter().map(|id| capability(decision, id)).collect();
    (!titles.is_empty()).then(|| list(&titles))
}

/// What moving from the framework in use would mean; a sentence for each other candidate.
pub(in crate::render) fn moving(decision: &Decision) -> Vec<String> {
    let Some(moving) = &decision.moving else { return Vec::new() };
    let from = name(decision, &moving.from);
    let sentence = |(to, provided): (&FrameworkId, &Provided)| {
        let parts = [
            has(decision, &provided.built_in, "built in"),
            by_extension(decision, &provided.by_extension),
            has(decision, &provided.missing, "not at all"),
            has(decision, &provided.unknown, "in a way that nobody has looked at"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        format!("Moving from {from} to {}: it has {}.", name(decision, to), parts.join("; "))
    };
    moving.to.iter().map(sentence).collect()
}

fn has(decision: &Decision, ids: &[CapabilityId], how: &str) -> Option<String> {
    Some(format!("{} {how}", capabilities(decision, ids)?))
}

fn by_extension(decision: &Decision, parts: &BTreeMap<CapabilityId, String>) -> Option<String> {
    let part = |(what, extension): (&CapabilityId, &String)| {
        format!("{} ({})", capability(decision, what), safe::given(extension, NAME))
    };
    let parts: Vec<String> = parts.iter().map(part).collect();
    (!parts.is_empty()).then(|| format!("{} by extension", list(&parts)))
}
