//! Scales: their ends reasoned, their findings within them, and an age at which evidence is too old.

use crate::lint::Ground;
use crate::lint::rule::{Check, Rule, Says, Severity};
use crate::load::Node;
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

pub(in crate::lint) const UNACCOUNTED: Rule = Rule {
    id: "unaccounted",
    severity: Severity::Error,
    title: "A checklist's finding does not say how an item stands",
    why: "An item that is not mentioned counts as missing. Only who looked knows whether it is, or was forgotten.",
    fix: "Name every item of the checklist under `built-in`, `extension` or `none`.",
    example: "protections:\n  built-in: [csrf, clickjacking]\n  extension: {csp: django-csp}\n  none: [https]",
    check: Check::Catalogue(unaccounted),
};

fn unaccounted(ground: &Ground<'_>, says: &mut Says) {
    for found in ground.findings() {
        let Scale::Checklist { items } = &found.indicator.scale else { continue };
        let Some(written) = found.file.tree.at(&found.path()) else { continue };
        let named = named(written);
        for item in items.iter().filter(|item| !named.contains(&item.as_str())) {
            let message = format!("{} does not say how `{item}` stands", found.name());
            let hint = "name it under `built-in`, `extension` or `none`";
            says.say(found.file, found.file.place(&found.path()), &message, hint);
        }
    }
}

/// The items that a checklist's finding names.
fn named(written: &Node) -> Vec<&str> {
    let listed = ["built-in", "none"].into_iter().filter_map(|key| written.at(&[key]));
    let items = listed.flat_map(|list| match list {
        Node::List(items) => items.as_slice(),
        _ => &[],
    });
    let words = items.filter_map(|item| match &item.value {
        Node::Text(word) => Some(word.as_str()),
        _ => None,
    });
    let brought = written.at(&["extension"]).map(Node::entries).unwrap_or_default();
    words.chain(brought.iter().map(|(item, _)| item.value.as_str())).collect()
}

fn unanchored(ground: &Ground<'_>, says: &mut Says) {
    for (file, criterion) in ground.criteria() {
        for indicator in criterion.indicators.iter().filter(|one| one.anchors.is_none()) {
            let place = file.place_in_list("indicators", "id", indicator.id.as_str());
            let message =
                format!("the scale of `{}` does not say why it is as it is", indicator.id);
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
        let (Scale::Linear { worst, best } | Scale::Log { worst, best }) = found.indicator.scale
        else {
            continue;
        };
        let Found::Value(value) = found.finding.found else { continue };
        if value < worst.min(best) || value > worst.max(best) {
            let message =
                format!("{}, {value}, lies beyond the scale from {worst} to {best}", found.name());
            let place = found.file.place(&found.key("value"));
            says.say(
                found.file,
                place,
                &message,
                "check figure and unit, or move the end of the scale",
            );
        }
    }
}
