//! Criteria, their indicators and scales.

use super::check::Diagnostics;
use super::decode::{read, record, values};
use super::files::CRITERION;
use super::tree::Node;
use crate::model::{Criterion, ScaleKind, Standing};
use serde_json::json;
use std::collections::BTreeSet;

pub(super) fn criterion(root: &Node, out: &mut Diagnostics<'_>) -> Option<Criterion> {
    if let Some(article) = root.field("article") {
        check_article(&article.value, out);
    }
    if let Some(node) = root.field("indicators").filter(|node| node.is_empty_list()) {
        out.error(node.at, "a criterion needs at least one indicator", "add one");
    }
    let mut ids = BTreeSet::new();
    for node in root.items("indicators") {
        if let Some(id) = node.value.field("id")
            && let Some(text) = id.value.as_text()
            && !ids.insert(text)
        {
            out.duplicate("indicator", id.at, text);
        }
        check_scale(&node.value, out);
    }
    let mut json = record(root, &CRITERION);
    if let Some(winner) = json.pointer_mut("/article/winner").filter(|winner| *winner != "tie") {
        *winner = json!({ "framework": winner });
    }
    for indicator in json.get_mut("indicators").into_iter().flat_map(values) {
        let kind = indicator["scale"].as_str().unwrap_or_default().to_owned();
        if kind != ScaleKind::Judgement.as_str() {
            indicator["scale"] = json!({ (kind): indicator });
        }
    }
    read(json)
}

fn check_article(article: &Node, out: &mut Diagnostics<'_>) {
    if let Some(today) = article.field("today")
        && article.word("today").is_some_and(|standing: Standing| standing != Standing::Agrees)
        && article.text("note").is_none()
    {
        let message = "a `note` must say how today's evidence differs";
        out.error(today.at, message, "add `note:`, or write `today: agrees`");
    }
}

fn check_scale(node: &Node, out: &mut Diagnostics<'_>) {
    let (Some(scale), Some(kind)) = (node.field("scale"), node.word::<ScaleKind>("scale")) else {
        return;
    };
    let keys: &[&str] = match kind {
        ScaleKind::Checklist => &["items"],
        ScaleKind::Linear | ScaleKind::Log => &["worst", "best"],
        ScaleKind::Judgement => &[],
    };
    for key in ["items", "worst", "best"] {
        match node.field(key) {
            Some(value) if !keys.contains(&key) => {
                let message = format!("a {kind} scale takes no `{key}`");
                out.error(value.at, &message, "remove it, or change the scale");
            }
            Some(items) if items.is_empty_list() => {
                out.error(items.at, "this checklist has no items", "add at least one");
            }
            None if keys.contains(&key) => {
                let message = format!("a {kind} scale needs `{key}`");
                out.error(scale.at, &message, &format!("add `{key}:`"));
            }
            _ => {}
        }
    }
    if let (Some(worst), Some(best), true) =
        (node.number("worst"), node.number("best"), keys.contains(&"best"))
    {
        if kind == ScaleKind::Log {
            above_zero(node, &["worst", "best"], out);
        }
        if let (true, Some(node)) = (worst.total_cmp(&best).is_eq(), node.field("best")) {
            let help = "`worst` scores 0 and `best` scores 10; `best` may be the smaller one";
            out.error(node.at, "`worst` and `best` are equal", help);
        }
    }
}

/// What a log scale takes.
pub(super) fn above_zero(node: &Node, keys: &[&str], out: &mut Diagnostics<'_>) {
    for value in keys.iter().filter_map(|key| node.field(key)) {
        if let Some(number) = value.value.as_number().filter(|number| *number <= 0.0) {
            let message = format!("a log scale takes only numbers above 0, found {number}");
            out.error(value.at, &message, "");
        }
    }
}
