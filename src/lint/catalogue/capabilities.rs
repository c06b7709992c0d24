//! Capabilities: extensions dated, and none that nobody has.

use crate::lint::rule::{Check, Rule, Says, Severity};
use crate::lint::{Ground, Kind};
use crate::model::Provision;

pub(in crate::lint) const UNDATED_EXTENSION: Rule = Rule {
    id: "undated-extension",
    severity: Severity::Error,
    title: "An extension does not say when it was last released",
    why: "Whether an extension is kept up is the first thing to ask of it.",
    fix: "Add `released:` with the day of its last release; `null` where that is not known.",
    example: "rest-api: {extension: djangorestframework, released: 2026-03-01}",
    check: Check::Catalogue(undated),
};

pub(in crate::lint) const UNUSED_CAPABILITY: Rule = Rule {
    id: "unused-capability",
    severity: Severity::Warning,
    title: "No framework says anything of a capability",
    why: "A need for it can exclude nobody and help nobody, so that asking for it misleads.",
    fix: "Say of each framework how it provides the capability, or remove it.",
    example: "capabilities:\n  graphql: {extension: strawberry-graphql, released: 2026-10-01}",
    check: Check::Catalogue(unused),
};

fn undated(ground: &Ground<'_>, says: &mut Says) {
    for (file, framework) in ground.frameworks() {
        for (capability, provision) in &framework.capabilities {
            let Provision::Extension { name, .. } = provision else { continue };
            let written = file.tree.at(&["capabilities", capability.as_str()]);
            if written.is_some_and(|written| written.get("released").is_none()) {
                let place = file.place(&["capabilities", capability.as_str()]);
                let message = format!("`{capability}` does not say when {name} was last released");
                let hint = "add `released:`, or `released: null` where it is not known";
                says.say(file, place, &message, hint);
            }
        }
    }
}

fn unused(ground: &Ground<'_>, says: &mut Says) {
    let Some(file) = ground.one(Kind::Capabilities) else { return };
    for id in ground.known.capabilities.keys() {
        let mut frameworks = ground.known.frameworks.values();
        if !frameworks.any(|framework| framework.capabilities.contains_key(id)) {
            let message = format!("no framework says whether it has `{id}`");
            let hint = "say it of each framework, or remove the capability";
            says.say(file, file.place(&[id.as_str()]), &message, hint);
        }
    }
}
