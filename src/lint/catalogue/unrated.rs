//! What nobody has looked at yet: an error for the frameworks compared by default, a to-do list for the others.

use crate::lint::Ground;
use crate::lint::rule::{Check, Rule, Says, Severity};
use crate::model::{AnswerFit, Framework};

pub(in crate::lint) const UNRATED: Rule = Rule {
    id: "unrated",
    severity: Severity::Error,
    title: "A framework compared by default is not rated everywhere",
    why: "What nobody has looked at counts as anything from 0 to 10. In a comparison that everybody gets who asks \
          for nothing in particular, that would make the answer weaker than it need be.",
    fix: "Add the finding, the capability (`none` where it is missing) or the fit that is named.",
    example: "findings:\n  security:\n    support-window: {value: 36, …}    # every indicator of security.yaml",
    check: Check::Catalogue(unrated),
};

pub(in crate::lint) const UNEXPLORED: Rule = Rule {
    id: "unexplored",
    severity: Severity::Warning,
    title: "Something about a framework is not known yet",
    why: "What is not known may be anything from 0 to 10: it never counts against a framework, and it keeps its \
          total uncertain.",
    fix: "Look it up and add it with source and day. Where it was looked for and not found out, say so: `null` \
          for a finding, `unknown` for a capability. The list is what is left to do for this framework.",
    example: "findings:\n  hiring:\n    web-developers: null    # the survey does not say\ncapabilities:\n  \
              websockets: none        # said to be missing\n  two-factor: unknown",
    check: Check::Catalogue(unexplored),
};

fn unrated(ground: &Ground<'_>, says: &mut Says) {
    for (file, framework) in ground.frameworks().filter(|(_, one)| ground.is_compared(one)) {
        for gap in gaps(ground, framework) {
            let path: Vec<&str> = gap.path.iter().map(String::as_str).collect();
            says.say(file, file.place(&path), &gap.message, &gap.hint);
        }
    }
}

/// Other than for those compared by default, it is enough to say that it is not known.
fn unexplored(ground: &Ground<'_>, says: &mut Says) {
    for (file, framework) in ground.frameworks().filter(|(_, one)| !ground.is_compared(one)) {
        for gap in gaps(ground, framework) {
            let path: Vec<&str> = gap.path.iter().map(String::as_str).collect();
            if file.tree.at(&path).is_none() {
                says.say(file, file.place(&path), &gap.message, &gap.hint);
            }
        }
    }
}

fn gaps(ground: &Ground<'_>, framework: &Framework) -> Vec<Gap> {
    [findings(ground, framework), capabilities(ground, framework), fits(ground, framework)].concat()
}

/// Something that is not known.
#[derive(Debug, Clone)]
struct Gap {
    /// The keys under which it would stand.
    path: Vec<String>,
    message: String,
    hint: String,
}

impl Gap {
    fn new(path: &[&str], message: String, hint: String) -> Self {
        Self { path: path.iter().map(ToString::to_string).collect(), message, hint }
    }
}

fn findings(ground: &Ground<'_>, framework: &Framework) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for criterion in ground.known.criteria.values() {
        let found = framework.findings.get(&criterion.id);
        for indicator in &criterion.indicators {
            if found.is_none_or(|found| !found.contains_key(&indicator.id)) {
                let path = ["findings", criterion.id.as_str(), indicator.id.as_str()];
                let message = format!(
                    "{} has no finding `{}` under {}",
                    framework.name, indicator.id, criterion.id
                );
                let hint = format!("look for: {}", indicator.title);
                gaps.push(Gap::new(&path, message, hint));
            }
        }
    }
    gaps
}

fn capabilities(ground: &Ground<'_>, framework: &Framework) -> Vec<Gap> {
    let missing = ground
        .known
        .capabilities
        .values()
        .filter(|one| !framework.capabilities.contains_key(&one.id));
    let gap = |capability: &crate::model::Capability| {
        let message = format!("{} does not say whether it has `{}`", framework.name, capability.id);
        let about = capability.about.as_ref().unwrap_or(&capability.title);
        let hint = format!("add it as built-in, {{extension: NAME}} or none: {about}");
        Gap::new(&["capabilities", capability.id.as_str()], message, hint)
    };
    missing.map(gap).collect()
}

fn fits(ground: &Ground<'_>, framework: &Framework) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for asked in &ground.known.traits {
        let stated = framework.fit.get(&asked.id);
        let marked = asked.answers.iter().filter(|answer| answer.fit == AnswerFit::Stated);
        for answer in marked.filter(|one| stated.is_none_or(|stated| !stated.contains_key(&one.id)))
        {
            let message = format!(
                "{} does not say how well it suits `{}: {}`",
                framework.name, asked.id, answer.id
            );
            let hint = format!("add score, because and source for: {}", answer.label);
            gaps.push(Gap::new(&["fit", asked.id.as_str(), answer.id.as_str()], message, hint));
        }
    }
    gaps
}
