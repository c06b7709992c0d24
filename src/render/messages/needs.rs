//! What the needs of the project lead to: exclusions, packages to add, unused features, migration.

use super::comparison::COLUMNS;
use super::{NAME, capability, name};
use crate::decision::{Decision, FactKind, FactRow};
use crate::model::{CapabilityId, FrameworkId, Need, SortedMap};
use crate::text::{and_list, excerpt, join, mid_sentence, plural};

/// A sentence for each excluded candidate.
pub fn excluded(decision: &Decision) -> Vec<String> {
    let mut sentences = Vec::new();
    for out in &decision.excluded {
        let missing = out.missing.iter().map(|id| {
            let what = capability(decision, id);
            if let Some(extension) = out.by_extension_only.get(id) {
                let extension = excerpt(extension, NAME);
                return format!(
                    "no built-in {what} ({extension} adds it; use `{id}: must` to accept an extension)"
                );
            }
            let built_in = decision.project.needs.get(id) == Some(&Need::BuiltIn);
            if built_in { format!("no built-in {what}") } else { format!("no {what}") }
        });
        let (name, missing) = (name(decision, &out.id), and_list(missing));
        sentences.push(format!("{name} is excluded: it has {missing}."));
    }
    sentences
}

/// How many packages each candidate in the table needs: "To add: Django nothing, Flask 7 packages."
pub fn packages(decision: &Decision) -> Option<String> {
    let (mut counts, mut any) = (Vec::new(), false);
    for candidate in decision.frameworks.iter().take(COLUMNS) {
        let unchecked = unchecked(decision, &candidate.id).count();
        let count = match by_package(decision, &candidate.id).len() {
            0 if unchecked > 0 => "not checked".to_owned(),
            0 => "nothing".to_owned(),
            count => {
                let count = if any { count.to_string() } else { plural(count, "package") };
                any = true;
                if unchecked > 0 { format!("{count} ({unchecked} not checked)") } else { count }
            }
        };
        counts.push(format!("{} {count}", name(decision, &candidate.id)));
    }
    any.then(|| format!("To add: {}.", counts.join(", ")))
}

/// What the project needs or wants and was not checked for a framework.
fn unchecked<'a>(decision: &'a Decision, id: &FrameworkId) -> impl Iterator<Item = &'a FactRow> {
    let wants = |fact: &&FactRow| fact.answer.parse().is_ok_and(Need::wants);
    let needs = decision.fit.iter().filter(|fact| fact.kind == FactKind::Need).filter(wants);
    needs.filter(|fact| !fact.basis.contains_key(id) && !fact.overridden.contains(id))
}

/// The packages that a framework needs, each with what it is for.
fn by_package(decision: &Decision, id: &FrameworkId) -> SortedMap<String, Vec<String>> {
    let mut packages: SortedMap<String, Vec<String>> = SortedMap::new();
    for (what, extension) in decision.to_add.get(id).into_iter().flatten() {
        packages.get_or_default(excerpt(extension, NAME)).push(capability(decision, what));
    }
    packages
}

/// Sentences on what to add to each candidate, what it lacks, what goes unused, and migration.
pub fn trade_offs(decision: &Decision) -> Vec<String> {
    let mut sentences = Vec::new();
    for candidate in &decision.frameworks {
        let (id, name) = (&candidate.id, name(decision, &candidate.id));
        let packages = by_package(decision, id).into_iter();
        let packages = packages.map(|(package, uses)| format!("{package} ({})", and_list(uses)));
        let packages = and_list(packages);
        if !packages.is_empty() {
            sentences.push(format!("To add to {name}: {packages}."));
        }
        if let Some(what) = capabilities(decision, decision.lacking.get(id)) {
            sentences.push(format!("{name} lacks {what}, and no known extension adds it."));
        }
        let unchecked =
            and_list(unchecked(decision, id).map(|fact| mid_sentence(&excerpt(&fact.title, NAME))));
        if !unchecked.is_empty() {
            sentences.push(format!("Not checked for {name}: {unchecked}."));
        }
        if let Some(what) = capabilities(decision, decision.unused.get(id)) {
            sentences.push(format!("{name} ships what this project will not use: {what}."));
        }
    }
    sentences.extend(migration(decision));
    sentences
}

/// What migration from the framework in use means; a sentence for each other candidate.
pub fn migration(decision: &Decision) -> Vec<String> {
    let Some(migration) = &decision.moving else { return Vec::new() };
    let mut sentences = Vec::new();
    for (to, provided) in &migration.to {
        let listed =
            |ids, how: &str| Some(format!("{how}: {}", capabilities(decision, Some(ids))?));
        let parts = [
            listed(&provided.built_in, "built in"),
            by_extension(decision, &provided.by_extension),
            listed(&provided.missing, "missing"),
            listed(&provided.unknown, "not checked"),
        ];
        let parts = join(parts.into_iter().flatten(), "; ");
        let (from, to) = (name(decision, &migration.from), name(decision, to));
        sentences.push(format!("Migration from {from} to {to}: {parts}."));
    }
    sentences
}

fn by_extension(decision: &Decision, parts: &SortedMap<CapabilityId, String>) -> Option<String> {
    let part = |(what, extension): &(CapabilityId, String)| {
        format!("{} ({})", capability(decision, what), excerpt(extension, NAME))
    };
    let parts = and_list(parts.iter().map(part));
    (!parts.is_empty()).then(|| format!("by extension: {parts}"))
}

fn capabilities(decision: &Decision, ids: Option<&Vec<CapabilityId>>) -> Option<String> {
    let titles = and_list(ids?.iter().map(|id| capability(decision, id)));
    Some(titles).filter(|titles| !titles.is_empty())
}
