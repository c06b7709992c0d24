//! What people read: summaries, reasons for the table, claims with their standing.

use crate::lint::rule::{Check, Rule, Says, Severity};
use crate::lint::{File, Ground, Kind};
use crate::model::{Criterion, FitRules, Framework};

/// Longer reasons make the table's last column a paragraph.
const LONGEST: usize = 60;

pub(in crate::lint) const UNDESCRIBED: Rule = Rule {
    id: "undescribed",
    severity: Severity::Warning,
    title: "A framework or capability is not described",
    why: "Who has never heard of it should learn from weigh what it is, of which version the findings speak, and \
          what counts as having it.",
    fix: "Add the keys that are named.",
    example: "version: \"6.0\"\nhomepage: https://www.djangoproject.com/\nsummary: One sentence.",
    check: Check::Catalogue(undescribed),
};

pub(in crate::lint) const SAYS_WHY: Rule = Rule {
    id: "says-why",
    severity: Severity::Error,
    title: "A framework has no short reason for a criterion that it can win",
    why: "The table says in one line why a criterion went to its winner. Without the line the column is empty; \
          with a long one the table is no longer a table.",
    fix: "Add a line under `because` for every criterion with findings (and for fit), of at most 60 characters.",
    example: "because:\n  security: most protections are on by default",
    check: Check::Catalogue(says_why),
};

pub(in crate::lint) const UNCLAIMED: Rule = Rule {
    id: "unclaimed",
    severity: Severity::Error,
    title: "A use does not say how far it is borne out",
    why: "What the article said and what was found elsewhere should never look alike.",
    fix: "Add `claim:` confirmed, article or disputed.",
    example: "used-for:\n  - {what: content sites, source: article, claim: article}",
    check: Check::Catalogue(unclaimed),
};

fn undescribed(ground: &Ground<'_>, says: &mut Says) {
    for (file, framework) in ground.frameworks() {
        let keys = [
            ("version", framework.version.is_none()),
            ("homepage", framework.homepage.is_none()),
            ("summary", framework.summary.is_none()),
        ];
        for (key, _) in keys.into_iter().filter(|(_, missing)| *missing) {
            let message = format!("{} has no {key}", framework.name);
            says.say(file, file.place(&["name"]), &message, &format!("add `{key}:`"));
        }
    }
    let Some(file) = ground.one(Kind::Capabilities) else { return };
    for capability in ground.known.capabilities.values() {
        let keys = [("question", &capability.question), ("about", &capability.about)];
        for (key, _) in keys.into_iter().filter(|(_, text)| text.is_none()) {
            let message = format!("the capability `{}` has no `{key}`", capability.id);
            says.say(
                file,
                file.place(&[capability.id.as_str()]),
                &message,
                &format!("add `{key}:`"),
            );
        }
    }
}

fn says_why(ground: &Ground<'_>, says: &mut Says) {
    for (file, framework) in ground.frameworks() {
        let can_win = |one: &&Criterion| {
            framework.findings.get(&one.id).is_some_and(|findings| !findings.is_empty())
        };
        let criteria = ground.known.criteria.values().filter(can_win).map(|one| one.id.as_str());
        let fit = (ground.known.fit.is_some() && !framework.fit.is_empty()).then_some(FitRules::ID);
        for criterion in criteria.chain(fit) {
            look(file, framework, criterion, says);
        }
    }
}

fn look(file: &File, framework: &Framework, criterion: &str, says: &mut Says) {
    let place = file.place(&["because", criterion]);
    match framework.because.get(criterion) {
        None => {
            let message =
                format!("{} has no line for the case that it wins {criterion}", framework.name);
            says.say(file, place, &message, &format!("add `{criterion}:` under `because`"));
        }
        Some(line) if line.chars().count() > LONGEST => {
            let message = format!("this line has {} characters", line.chars().count());
            says.say(file, place, &message, &format!("say it in {LONGEST} or fewer"));
        }
        Some(_) => {}
    }
}

fn unclaimed(ground: &Ground<'_>, says: &mut Says) {
    for (file, framework) in ground.frameworks() {
        for used in framework.used_for.iter().filter(|used| used.claim.is_none()) {
            let message = format!("`{}` does not say how far it is borne out", used.what);
            let place = file.place_in_list("used-for", "what", &used.what);
            says.say(file, place, &message, "add `claim:` confirmed, article or disputed");
        }
    }
}
