//! Descriptions, capabilities and claims of frameworks.

use super::{LintContext, Reporter};
use crate::load::CAPABILITIES;
use crate::model::Provision;

/// Longer reasons do not fit the last column of the table.
const LONGEST: usize = 60;

pub(super) fn undescribed(context: &LintContext<'_>, reporter: &mut Reporter) {
    for (file, framework) in context.frameworks() {
        let (version, homepage) = (&framework.version, &framework.homepage);
        let keys = [("version", version), ("homepage", homepage), ("summary", &framework.summary)];
        for (key, _) in keys.into_iter().filter(|(_, text)| text.is_none()) {
            let message = format!("{} has no `{key}`", framework.name);
            reporter.report(file, &["name"], &message, &format!("add `{key}:`"));
        }
    }
    let Some(file) = context.file(&CAPABILITIES) else { return };
    for (id, capability) in &context.catalogue.capabilities {
        let keys = [("question", &capability.question), ("about", &capability.about)];
        for (key, _) in keys.into_iter().filter(|(_, text)| text.is_none()) {
            let message = format!("the capability `{id}` has no `{key}`");
            reporter.report(file, &[id.as_str()], &message, &format!("add `{key}:`"));
        }
    }
}

pub(super) fn says_why(context: &LintContext<'_>, reporter: &mut Reporter) {
    for (file, framework) in context.frameworks() {
        let rated = framework.findings.iter().filter(|(_, findings)| !findings.is_empty());
        for criterion in rated.map(|(id, _)| id.as_str()) {
            let (message, hint) = match framework.because.get(criterion) {
                None => (
                    format!("{} has no short reason for {criterion}", framework.name),
                    format!("add `{criterion}:` under `because`"),
                ),
                Some(line) if line.chars().count() > LONGEST => (
                    format!("this reason has {} characters", line.chars().count()),
                    format!("use at most {LONGEST}"),
                ),
                Some(_) => continue,
            };
            reporter.report(file, &["because", criterion], &message, &hint);
        }
    }
}

pub(super) fn unclaimed(context: &LintContext<'_>, reporter: &mut Reporter) {
    for (file, framework) in context.frameworks() {
        for (at, used) in framework.used_for.iter().enumerate() {
            if used.claim.is_none() {
                let message = format!("`{}` has no `claim`", used.what);
                let hint = "add `claim:` confirmed, article or disputed";
                reporter.report_at(file, file.place_of_item("used-for", at), &message, hint);
            }
        }
    }
}

pub(super) fn undated_extension(context: &LintContext<'_>, reporter: &mut Reporter) {
    for (file, framework) in context.frameworks() {
        for (id, provision) in &framework.capabilities {
            let Provision::Extension { name, .. } = provision else { continue };
            if !file.has(&["capabilities", id.as_str(), "released"]) {
                let message = format!("`{id}` has no date of the last release of {name}");
                let hint = "add `released:`, or `released: null` where it is unknown";
                reporter.report(file, &["capabilities", id.as_str()], &message, hint);
            }
        }
    }
}

pub(super) fn stale_extension(context: &LintContext<'_>, reporter: &mut Reporter) {
    let Some(today) = context.today else { return };
    for (file, framework) in context.frameworks() {
        for (id, provision) in &framework.capabilities {
            let Provision::Extension { name, released: Some(released), note: None } = provision
            else {
                continue;
            };
            if provision.stale_since().is_some_and(|since| since <= today) {
                let message = format!("the last release of {name} was on {released}");
                let hint = "name another extension, or add a `note:` on its state";
                let path = ["capabilities", id.as_str(), "released"];
                reporter.report(file, &path, &message, hint);
            }
        }
    }
}

pub(super) fn unused_capability(context: &LintContext<'_>, reporter: &mut Reporter) {
    let Some(file) = context.file(&CAPABILITIES) else { return };
    let frameworks = &context.catalogue.frameworks;
    for id in context.catalogue.capabilities.keys() {
        if !frameworks.values().any(|framework| framework.capabilities.contains_key(id)) {
            let message = format!("no framework says whether it has `{id}`");
            let hint = "add it to the frameworks, or remove the capability";
            reporter.report(file, &[id.as_str()], &message, hint);
        }
    }
}
