//! Overrides: with an end, not past it, and about a candidate.

use crate::lint::Project;
use crate::lint::rule::{Check, Rule, Says, Severity};
use crate::load::{Node, Place, place};

pub(in crate::lint) const ENDLESS: Rule = Rule {
    id: "override-without-until",
    severity: Severity::Warning,
    title: "An override has no last day",
    why: "A team's own judgement ages as evidence does. Without an end it stays when its reason is long gone.",
    fix: "Add `until:` with the last day on which it counts.",
    example: "overrides:\n  - {framework: flask, criterion: hiring, score: 8, because: two of us know it, until: \
              2027-06-01}",
    check: Check::Profile(endless),
};

pub(in crate::lint) const EXPIRED: Rule = Rule {
    id: "override-expired",
    severity: Severity::Warning,
    title: "An override is past its last day",
    why: "It no longer counts, though it still stands there as if it did.",
    fix: "Remove it, or look at its reason again and write a later day.",
    example: "until: 2027-06-01    # a day to come",
    check: Check::Profile(expired),
};

pub(in crate::lint) const IDLE: Rule = Rule {
    id: "override-idle",
    severity: Severity::Warning,
    title: "An override is about a framework that is no candidate",
    why: "It changes nothing, and its reader believes that it does.",
    fix: "Remove it, or name the framework among the candidates.",
    example: "frameworks: [django, flask, fastapi]    # so that an override of fastapi counts",
    check: Check::Profile(idle),
};

/// The place of the override of this number.
fn at(project: &Project<'_>, number: usize) -> Place {
    let listed = project.file.tree.at(&["overrides"]);
    let Some(Node::List(items)) = listed else { return project.file.place(&["overrides"]) };
    items.get(number).map_or_else(|| project.file.place(&["overrides"]), place)
}

fn endless(project: &Project<'_>, says: &mut Says) {
    for (number, one) in project.profile.overrides.iter().enumerate() {
        if one.until.is_none() {
            let message =
                format!("the override of {} on {} has no last day", one.framework, one.criterion);
            says.say(project.file, at(project, number), &message, "add `until:`");
        }
    }
}

fn expired(project: &Project<'_>, says: &mut Says) {
    let Some(today) = project.today else { return };
    for (number, one) in project.profile.overrides.iter().enumerate() {
        if let Some(until) = one.until.filter(|until| *until < today) {
            let message =
                format!("the override of {} on {} ended on {until}", one.framework, one.criterion);
            says.say(
                project.file,
                at(project, number),
                &message,
                "remove it, or write a later day",
            );
        }
    }
}

fn idle(project: &Project<'_>, says: &mut Says) {
    for (number, one) in project.profile.overrides.iter().enumerate() {
        if !project.is_candidate(&one.framework) {
            let message =
                format!("{} is no candidate, so that this override does nothing", one.framework);
            says.say(
                project.file,
                at(project, number),
                &message,
                "remove it, or name the framework a candidate",
            );
        }
    }
}
