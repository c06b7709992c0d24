//! Findings: with a reason, a method, a confidence, a range where they are judged, and a day that has come.

use super::Found;
use crate::lint::Ground;
use crate::lint::rule::{Check, Rule, Says, Severity};

pub(in crate::lint) const UNREASONED: Rule = Rule {
    id: "unreasoned",
    severity: Severity::Error,
    title: "A finding does not say how to read it",
    why: "A figure alone does not say what was counted and what was left out. One line does, and it is what \
          people argue with.",
    fix: "Add `because:` with what was counted or measured, and why a range is as wide as it is.",
    example: "contributors: {value: 13, source: git-histories, checked: 2026-11-23, because: Authors of the last \
              year in 67 commits.}",
    check: Check::Catalogue(unreasoned),
};

pub(in crate::lint) const UNQUALIFIED: Rule = Rule {
    id: "unqualified",
    severity: Severity::Error,
    title: "A finding does not say how it was obtained or how sure it is",
    why: "A measurement, a survey and a judgement deserve different trust, and low confidence widens the range \
          that the decision is tried with.",
    fix: "Add `method:` (measured, counted, documented, survey, judged) and `confidence:` (high, medium, low).",
    example: "memory: {value: 46, source: bench-memory, checked: 2026-11-23, method: measured, confidence: high}",
    check: Check::Catalogue(unqualified),
};

pub(in crate::lint) const UNRANGED: Rule = Rule {
    id: "unranged",
    severity: Severity::Error,
    title: "A judgement has no range",
    why: "Two sensible people do not judge alike. Without `low` and `high` a judgement looks as certain as a \
          count.",
    fix: "Add `low:` and `high:`, the least and the most that can be argued.",
    example: "setup-effort: {score: 8, low: 7, high: 9, because: …, source: …, checked: 2026-11-23}",
    check: Check::Catalogue(unranged),
};

pub(in crate::lint) const FUTURE: Rule = Rule {
    id: "checked-in-future",
    severity: Severity::Error,
    title: "A finding was checked on a day that has not come",
    why: "A wrong year makes old evidence look fresh for years.",
    fix: "Write the day on which somebody looked at the source.",
    example: "checked: 2026-11-23    # not 2062-11-23",
    check: Check::Catalogue(future),
};

fn each(ground: &Ground<'_>, mut look: impl FnMut(&Found<'_>)) {
    for found in &ground.findings() {
        look(found);
    }
}

fn unreasoned(ground: &Ground<'_>, says: &mut Says) {
    each(ground, |found| {
        if found.finding.because.is_none() {
            let message = format!("{} gives no reason", found.name());
            let hint = "add `because:` with what was counted or measured";
            says.say(found.file, found.file.place(&found.path()), &message, hint);
        }
    });
}

fn unqualified(ground: &Ground<'_>, says: &mut Says) {
    each(ground, |found| {
        let place = found.file.place(&found.path());
        if found.finding.method.is_none() {
            let message = format!("{} does not say how it was obtained", found.name());
            let hint = "add `method:` measured, counted, documented, survey or judged";
            says.say(found.file, place, &message, hint);
        }
        if found.finding.confidence.is_none() {
            let message = format!("{} does not say how sure it is", found.name());
            says.say(found.file, place, &message, "add `confidence:` high, medium or low");
        }
    });
}

fn unranged(ground: &Ground<'_>, says: &mut Says) {
    each(ground, |found| {
        let judged = matches!(found.finding.found, crate::model::Found::Judged(_));
        if judged && (found.finding.low.is_none() || found.finding.high.is_none()) {
            let message = format!("{} is a judgement without a range", found.name());
            let hint = "add `low:` and `high:`, the least and the most that can be argued";
            says.say(found.file, found.file.place(&found.path()), &message, hint);
        }
    });
}

fn future(ground: &Ground<'_>, says: &mut Says) {
    let Some(today) = ground.today else { return };
    each(ground, |found| {
        let checked = found.finding.checked;
        if checked > today {
            let message = format!("{} was checked on {checked}, which has not come", found.name());
            let place = found.file.place(&found.key("checked"));
            says.say(found.file, place, &message, "write the day on which somebody looked");
        }
    });
}
