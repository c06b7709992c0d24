//! Needs that decide, against what is known of the candidates.

use crate::lint::Project;
use crate::lint::rule::{Check, Rule, Says, Severity};
use crate::model::{CapabilityId, Framework, Need, Provision};

pub(in crate::lint) const UNKNOWN_NEED: Rule = Rule {
    id: "unknown-need",
    severity: Severity::Warning,
    title: "A need that decides rests on something nobody has looked at",
    why: "What is not known excludes nobody, and the verdict is at most lean while it is not known.",
    fix: "Find out and say it in the framework's file, or write `want` in place of `must`.",
    example: "capabilities:\n  websockets: none    # in the framework's file",
    check: Check::Profile(unknown),
};

pub(in crate::lint) const IMPOSSIBLE_NEED: Rule = Rule {
    id: "impossible-need",
    severity: Severity::Warning,
    title: "No candidate meets a need that decides",
    why: "Every candidate is out before anything is weighed.",
    fix: "Name more candidates, accept an extension (`must` in place of `built-in`), or write `want`.",
    example: "needs:\n  rest-api: must    # not `built-in`: no candidate ships it",
    check: Check::Profile(impossible),
};

fn deciding<'a>(project: &Project<'a>) -> impl Iterator<Item = (&'a CapabilityId, Need)> {
    let needs = project.profile.needs.iter().map(|(id, need)| (id, *need));
    needs.filter(|(_, need)| need.decides())
}

fn unknown(project: &Project<'_>, says: &mut Says) {
    for (capability, need) in deciding(project) {
        let silent = |one: &&Framework| !one.capabilities.contains_key(capability);
        for framework in project.candidates().into_iter().filter(silent) {
            let message = format!(
                "whether {} has `{capability}` is not known, and it is {need}",
                framework.name
            );
            let place = project.file.place(&["needs", capability.as_str()]);
            says.say(project.file, place, &message, "find out, or write `want`");
        }
    }
}

fn impossible(project: &Project<'_>, says: &mut Says) {
    for (capability, need) in deciding(project) {
        let fails = |one: &&Framework| match one.capabilities.get(capability) {
            None | Some(Provision::BuiltIn) => false,
            Some(Provision::Extension { .. }) => need == Need::BuiltIn,
            Some(Provision::None) => true,
        };
        if project.candidates().iter().all(fails) {
            let message = format!("no candidate meets `{capability}: {need}`");
            let place = project.file.place(&["needs", capability.as_str()]);
            says.say(project.file, place, &message, "name more candidates, or ask for less");
        }
    }
}
