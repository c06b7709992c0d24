//! What the needs of the project lead to: exclusions, packages to add, unused features, migration.

use super::comparison::COLUMNS;
use super::{NAME, capability, name};
use crate::decision::{Decision, Excluded};
use crate::model::{CapabilityId, FrameworkId, Need, SortedMap};
use crate::text::{and_list, excerpt, join};
use std::collections::BTreeSet;

/// A sentence for each excluded candidate.
pub fn excluded(decision: &Decision) -> Vec<String> {
    let sentence = |out: &Excluded| {
        let missing = out.missing.iter().map(|id| {
            let what = capability(decision, id);
            match out.by_extension_only.get(id).map(|extension| excerpt(extension, NAME)) {
                Some(extension) => format!(
                    "no built-in {what} ({extension} adds it; use `{id}: must` to accept an extension)"
                ),
                None if decision.project.needs.get(id) == Some(&Need::BuiltIn) => {
                    format!("no built-in {what}")
                }
                None => format!("no {what}"),
            }
        });
        format!("{} is excluded: it has {}.", name(decision, &out.id), and_list(missing))
    };
    decision.excluded.iter().map(sentence).collect()
}

/// How many packages each candidate in the table needs: "Packages to add: Django 0, Flask 7."
pub fn packages(decision: &Decision) -> Option<String> {
    let (mut counts, mut any) = (Vec::new(), false);
    for candidate in decision.frameworks.iter().take(COLUMNS) {
        let to_add = decision.to_add.get(&candidate.id).into_iter().flatten();
        let packages: BTreeSet<&String> = to_add.map(|(_, package)| package).collect();
        let number =
            |lists: &SortedMap<FrameworkId, Vec<_>>| lists.get(&candidate.id).map_or(0, Vec::len);
        let (lacking, unchecked) = (number(&decision.lacking), number(&decision.unchecked));
        let mut besides = Vec::new();
        besides.extend((lacking > 0).then(|| format!("{lacking} not available")));
        besides.extend((unchecked > 0).then(|| format!("{unchecked} not checked")));
        let count = match (packages.len(), besides.as_slice()) {
            (count, []) => count.to_string(),
            (0, [only]) if lacking == 0 => "not checked".to_owned(),
            (count, besides) => format!("{count} ({})", besides.join(", ")),
        };
        any |= !packages.is_empty();
        counts.push(format!("{} {count}", name(decision, &candidate.id)));
    }
    any.then(|| format!("Packages to add: {}.", counts.join(", ")))
}

/// "Flask-Admin (admin site), Flask-Login (accounts and sign-in)": each extension once, with what it is for.
pub fn extensions(
    to_add: Option<&SortedMap<CapabilityId, String>>,
    title: impl Fn(&CapabilityId) -> String,
) -> Vec<String> {
    let mut extensions: SortedMap<String, Vec<String>> = SortedMap::new();
    for (what, extension) in to_add.into_iter().flatten() {
        extensions.get_or_default(excerpt(extension, NAME)).push(without_brackets(&title(what)));
    }
    extensions.iter().map(|(name, uses)| format!("{name} ({})", and_list(uses))).collect()
}

/// A title before or in brackets: "object-relational mapping" of "Object-relational mapping (ORM)".
fn without_brackets(title: &str) -> String {
    let before = title.strip_suffix(')').and_then(|title| title.rsplit_once(" ("));
    before.map_or(title, |(before, _)| before).to_owned()
}

/// Sentences on what to add to each candidate, what it lacks, what goes unused, and migration.
pub fn trade_offs(decision: &Decision) -> Vec<String> {
    let mut sentences = Vec::new();
    for candidate in &decision.frameworks {
        let (id, name) = (&candidate.id, name(decision, &candidate.id));
        let title = |what: &CapabilityId| capability(decision, what);
        let packages = and_list(extensions(decision.to_add.get(id), title));
        let [lacking, unchecked, unused] =
            [&decision.lacking, &decision.unchecked, &decision.unused]
                .map(|lists| and_list(lists.get(id).into_iter().flatten().map(title)));
        let said = [
            (&packages, format!("To add to {name}: {packages}.")),
            (&lacking, format!("{name} lacks {lacking}, and no known extension adds it.")),
            (&unchecked, format!("Not checked for {name}: {unchecked}.")),
            (&unused, format!("{name} ships what this project will not use: {unused}.")),
        ];
        sentences.extend(said.into_iter().filter(|(what, _)| !what.is_empty()).map(|said| said.1));
    }
    sentences.extend(migration(decision));
    sentences
}

/// That the leader is not the framework in use.
pub fn moving(decision: &Decision) -> Option<String> {
    let leader = decision.recommendation.leader.as_ref()?;
    let migration = decision.migration.as_ref().filter(|known| known.to.contains_key(leader))?;
    let (from, to) = (name(decision, &migration.from), name(decision, leader));
    Some(format!("The project has code on {from} already; choosing {to} means migrating it."))
}

/// What migration from the framework in use means; a sentence for each other candidate.
pub fn migration(decision: &Decision) -> Vec<String> {
    let Some(migration) = &decision.migration else { return Vec::new() };
    let titles = |ids: &[CapabilityId]| and_list(ids.iter().map(|id| capability(decision, id)));
    let extension = |(what, extension): &(CapabilityId, String)| {
        let title = without_brackets(&capability(decision, what));
        format!("{title} ({})", excerpt(extension, NAME))
    };
    let mut sentences = Vec::new();
    for (to, provided) in &migration.to {
        let parts = [
            ("built in", titles(&provided.built_in)),
            ("by extension", and_list(provided.by_extension.iter().map(extension))),
            ("missing", titles(&provided.missing)),
            ("not checked", titles(&provided.unknown)),
        ];
        let parts = parts.into_iter().filter(|(_, what)| !what.is_empty());
        let parts = join(parts.map(|(how, what)| format!("{how}: {what}")), "; ");
        let (from, to) = (name(decision, &migration.from), name(decision, to));
        if !parts.is_empty() {
            sentences.push(format!("Moving from {from} to {to}: {parts}."));
        }
    }
    sentences
}
