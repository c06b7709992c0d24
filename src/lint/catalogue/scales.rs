//! Scales: their ends reasoned, their findings within them, and an age at which evidence is too old.

use crate::lint::Ground;
use crate::lint::rule::{Check, Rule, Says, Severity};
use crate::model::{Found, Scale};

pub(in crate::lint) const UNANCHORED: Rule = Rule {
    id: "unanchored",
    severity: Severity::Error,
    title: "A scale does not say why its ends are where they are",
    why: "Where 0 and 10 lie decides how much a difference weighs. Ends chosen between the candidates would turn \
          9 against 8 into 10 against 0.",
    fix: "Add `anchors:` with the best and the worst found among web frameworks at large, or why these items.",
    example: "worst: 0\nbest: 36\nanchors: No window promised, to three years, beyond which few go without payment.",
    check: Check::Catalogue(unanchored),
};

pub(in crate::lint) const AGELESS: Rule = Rule {
    id: "ageless",
    severity: Severity::Error,
    title: "An indicator does not say when its evidence is too old",
    why: "Benchmarks age faster than licences. Without `stale-after` old evidence is never called old.",
    fix: "Add `stale-after:` in months or years.",
    example: "stale-after: 24 months",
    check: Check::Catalogue(ageless),
};

pub(in crate::lint) const OFF_SCALE: Rule = Rule {
    id: "off-scale",
    severity: Severity::Warning,
    title: "A figure lies beyond the ends of its scale",
    why: "It is held to the end, so that everything beyond scores alike and a difference there is lost.",
    fix: "Check the figure and its unit; if both are right, move the end of the scale and its reason.",
    example: "worst: 0\nbest: 36    # a finding of 48 would score 10, as 36 does",
    check: Check::Catalogue(off_scale),
};

fn unanchored(ground: &Ground<'_>, says: &mut Says) {
    for (file, criterion) in ground.criteria() {
        for indicator in criterion.indicators.iter().filter(|one| one.anchors.is_none()) {
            let place = file.place_in_list("indicators", "id", indicator.id.as_str());
            let message = format!("the scale of `{}` does not say why it is as it is", indicator.id);
            says.say(file, place, &message, "add `anchors:` with what scores 0 and 10, and why");
        }
    }
}

fn ageless(ground: &Ground<'_>, says: &mut Says) {
    for (file, criterion) in ground.criteria() {
        for indicator in criterion.indicators.iter().filter(|one| one.stale_after.is_none()) {
            let place = file.place_in_list("indicators", "id", indicator.id.as_str());
            let message = format!("`{}` does not say when its evidence is too old", indicator.id);
            says.say(file, place, &message, "add `stale-after: 24 months`, or what suits it");
        }
    }
}

fn off_scale(ground: &Ground<'_>, says: &mut Says) {
    for found in ground.findings() {
        let (Scale::Linear { worst, best } | Scale::Log { worst, best }) = found.indicator.scale else {
            continue;
        };
        let Found::Value(value) = found.finding.found else { continue };
        if value < worst.min(best) || value > worst.max(best) {
            let message = format!("{}, {value}, lies beyond the scale from {worst} to {best}", found.name());
            let place = found.file.place(&found.key("value"));
            says.say(found.file, place, &message, "check figure and unit, or move the end of the scale");
        }
    }
}
