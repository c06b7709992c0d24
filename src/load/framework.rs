//! Frameworks and what was found about them.

use super::check::Diagnostics;
use super::criterion::above_zero;
use super::decode::{read, record, values};
use super::files::FRAMEWORK;
use super::tree::{At, Node, Spanned};
use crate::model::{Basis, Catalogue, Framework, Scale, Score, checklist_score};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Reads a framework; the catalogue has all criteria that are valid.
pub(super) fn framework(
    root: &Node,
    catalogue: &Catalogue,
    out: &mut Diagnostics<'_>,
) -> Option<Framework> {
    for (criterion, written) in root.map("findings") {
        let known = catalogue.criteria.get(&*criterion.value);
        for (key, node) in written.value.entries() {
            let mut indicators = known.iter().flat_map(|known| &known.indicators);
            let indicator = indicators.find(|one| one.id == *key.value);
            if let (Some(indicator), Node::Map(_)) = (indicator, &node.value) {
                check_finding(node, &indicator.scale, out);
            }
        }
    }
    for (_, fits) in root.map("fit") {
        for (_, fit) in fits.value.entries() {
            check_range(&fit.value, "score", fit.value.number("score"), out);
        }
    }
    let mut json = record(root, &FRAMEWORK);
    for finding in json.get_mut("findings").into_iter().flat_map(values).flat_map(values) {
        finding["found"] =
            match ["value", "score"].into_iter().find(|key| finding.get(key).is_some()) {
                Some(key) => json!({ (key): finding[key] }),
                None => json!({ "items": finding }),
            };
    }
    for fit in json.get_mut("fit").into_iter().flat_map(values).flat_map(values) {
        if fit.get("basis").is_none() {
            fit["basis"] = json!(usual_basis(fit.get("source")));
        }
    }
    read(json)
}

/// What a fit rests on whose file does not say it.
fn usual_basis(sources: Option<&Value>) -> Basis {
    match sources.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default() {
        [] => Basis::Judgement,
        [source] => source.as_str().and_then(|id| id.parse().ok()).unwrap_or(Basis::Fact),
        _ => Basis::Fact,
    }
}

fn check_finding(finding: &Spanned<Node>, scale: &Scale, out: &mut Diagnostics<'_>) {
    let (at, node) = (finding.at, &finding.value);
    if let Some(source) = node.field("source").filter(|source| source.is_empty_list()) {
        out.error(source.at, "a finding needs a source", "name one of `sources.yaml`");
    }
    let (name, keys, help): (_, &[&str], _) = match scale {
        Scale::Checklist { .. } => (
            "is a checklist",
            &["built-in", "extension", "none"],
            "write `built-in: [...]` and `extension: {item: NAME}`",
        ),
        Scale::Linear { .. } => ("has a linear scale", &["value"], "write `value:`"),
        Scale::Log { .. } => ("has a log scale", &["value"], "write `value:`"),
        Scale::Judgement => ("is a judgement", &["score"], "write `score:` and `because:`"),
    };
    let all = ["built-in", "extension", "none", "value", "score"];
    let mut others = all.into_iter().filter(|key| !keys.contains(key));
    if let Some((key, value)) = others.find_map(|key| Some((key, node.field(key)?))) {
        let message = format!("this indicator {name}, which takes no `{key}`");
        return out.error(value.at, &message, help);
    }
    if keys.iter().all(|key| node.field(key).is_none()) {
        let message = format!("this indicator {name}, and the finding has none of its keys");
        return out.error(at, &message, help);
    }
    match scale {
        Scale::Checklist { items } => check_items(node, items, out),
        Scale::Linear { .. } => check_range(node, "value", node.number("value"), out),
        Scale::Log { .. } => {
            above_zero(node, &["value", "low", "high"], out);
            check_range(node, "value", node.number("value"), out);
        }
        Scale::Judgement => {
            if node.field("because").is_none() {
                out.error(at, "a judgement needs a reason", "add `because:`");
            }
            bounds_are_scores(node, out);
            check_range(node, "score", node.number("score"), out);
        }
    }
}

fn check_items(node: &Node, items: &[String], out: &mut Diagnostics<'_>) {
    let of = |key| node.items(key).iter().filter_map(|item| Some((item.value.as_text()?, item.at)));
    let extensions = node.map("extension").iter().map(|(item, _)| (item.value.as_str(), item.at));
    let named: Vec<(&str, At)> = of("built-in").chain(extensions).chain(of("none")).collect();
    let mut seen = BTreeSet::new();
    for (item, at) in named {
        if !items.iter().any(|known| known == item) {
            let item = Spanned { value: item.to_owned(), at };
            out.unknown("item", &item, items.iter().map(String::as_str));
        } else if !seen.insert(item) {
            out.duplicate("item", at, item);
        }
    }
    bounds_are_scores(node, out);
    let built_in = of("built-in").count();
    let score = checklist_score(built_in, node.map("extension").len(), items.len());
    check_range(node, "score of this checklist", Some(score), out);
}

fn bounds_are_scores(node: &Node, out: &mut Diagnostics<'_>) {
    for key in ["low", "high"] {
        if let Some(bound) = node.field(key)
            && let Some(number) = bound.value.as_number()
            && Score::new(number).is_err()
        {
            out.error(bound.at, &format!("`{key}` is {number}, and scores are from 0 to 10"), "");
        }
    }
}

/// Checks that `low` and `high` enclose a figure, which may be missing.
pub(super) fn check_range(node: &Node, name: &str, figure: Option<f64>, out: &mut Diagnostics<'_>) {
    let Some(figure) = figure else { return };
    for (key, side, wrong) in
        [("low", "above", f64::gt as fn(&f64, &f64) -> bool), ("high", "below", f64::lt)]
    {
        if let Some(node) = node.field(key)
            && let Some(bound) = node.value.as_number().filter(|bound| wrong(bound, &figure))
        {
            let help = "`low` is the lowest it could be and `high` the highest";
            out.error(node.at, &format!("`{key}` is {bound}, {side} the {name}, {figure}"), help);
        }
    }
}
