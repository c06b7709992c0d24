//! Scales, and the findings that each of them takes.

use super::decode::Diagnostics;
use super::profile::range_around;
use super::shape::{NEW_ID, Range, Record, SCORE, SOURCES, Shape, TEXT, key, words};
use super::tree::{At, Node, Spanned};
use crate::model::{
    Confidence, Finding, Found, Indicator, Method, Points, Scale, ScaleKind, Score, checklist_score,
};
use std::collections::BTreeSet;

pub(super) static INDICATOR: Record = Record {
    name: "Indicator",
    about: "One observable thing under a criterion, with its scale.",
    keys: &[
        key("id", Shape::NewId, "The id, unique within the criterion.").required(),
        key("title", Shape::Text, "The heading in explanations.").required(),
        key("unit", Shape::Text, "What a value counts or measures."),
        key("weight", Shape::Number(Range::POSITIVE), "Points within the criterion, above zero.")
            .required(),
        key("scale", Shape::Words("scale", words::<ScaleKind>), "How a finding becomes a score.")
            .required(),
        key("items", Shape::List(&NEW_ID), "The items of a checklist; for a checklist only."),
        key(
            "worst",
            Shape::Number(Range::ANY),
            "The value that scores 0; for a linear or log scale only.",
        ),
        key(
            "best",
            Shape::Number(Range::ANY),
            "The value that scores 10; for a linear or log scale only.",
        ),
        key("anchors", Shape::Text, "Why the ends of the scale, or the items, were chosen."),
        key(
            "stale-after",
            Shape::Months,
            "The age at which a finding is stale: `24 months` or `2 years`.",
        ),
    ],
    rest: None,
};

pub(super) static FINDING: Record = Record {
    name: "Finding",
    about: "What was found on one indicator. The indicator's scale determines which keys are allowed.",
    keys: &[
        key(
            "built-in",
            Shape::List(&TEXT),
            "For a checklist: the items that ship with the framework.",
        ),
        key(
            "extension",
            Shape::Map(&TEXT, &TEXT),
            "For a checklist: items, each with the name of the extension that has it.",
        ),
        key("none", Shape::List(&TEXT), "For a checklist: the items that were not found."),
        key(
            "value",
            Shape::Number(Range::ANY),
            "For a linear or log scale: the value, in the indicator's unit.",
        ),
        key("score", SCORE, "For a judgement: 0 to 10."),
        key(
            "low",
            Shape::Number(Range::ANY),
            "The lowest that the evidence allows, in the indicator's unit, else in score points.",
        ),
        key("high", Shape::Number(Range::ANY), "The highest that the evidence allows, likewise."),
        key("because", Shape::Text, "The reason; required for a judgement."),
        key("source", SOURCES, "The source or sources.").required(),
        key("checked", Shape::Date, "The day on which it was checked: YYYY-MM-DD.").required(),
        key("method", Shape::Words("method", words::<Method>), "How it was obtained."),
        key(
            "confidence",
            Shape::Words("confidence level", words::<Confidence>),
            "How certain it is.",
        ),
    ],
    rest: None,
};

pub(super) fn indicator(node: &Node, out: &mut Diagnostics<'_>) -> Option<Indicator> {
    let scale = scale(node, out);
    Some(Indicator {
        id: node.id("id")?,
        title: node.text("title")?,
        unit: node.text("unit"),
        weight: node.number("weight", |weight| Points::new(weight).ok())?,
        scale: scale?,
        anchors: node.text("anchors"),
        stale_after: node.field("stale-after").and_then(|span| span.value.as_text()?.parse().ok()),
    })
}

fn scale(node: &Node, out: &mut Diagnostics<'_>) -> Option<Scale> {
    let kind: ScaleKind = node.word("scale")?;
    let keys: &[&str] = match kind {
        ScaleKind::Checklist => &["items"],
        ScaleKind::Linear | ScaleKind::Log => &["worst", "best"],
        ScaleKind::Judgement => &[],
    };
    let at = node.field("scale")?.at;
    for key in ["items", "worst", "best"] {
        match node.field(key) {
            Some(value) if !keys.contains(&key) => {
                let message = format!("a {kind} scale takes no `{key}`");
                out.error(value.at, &message, "remove it, or change the scale");
            }
            None if keys.contains(&key) => {
                let help = format!("add `{key}:`");
                out.error(at, &format!("a {kind} scale needs `{key}`"), &help);
            }
            _ => {}
        }
    }
    match kind {
        ScaleKind::Judgement => Some(Scale::Judgement),
        ScaleKind::Checklist => {
            let items = node.field("items")?;
            if Node::as_items(items).is_empty() {
                out.error(items.at, "this checklist has no items", "add at least one");
            }
            Some(Scale::Checklist { items: node.texts("items") })
        }
        ScaleKind::Linear | ScaleKind::Log => {
            let ends = (node.number("worst", Some)?, node.number("best", Some)?);
            let (worst, best) = ends;
            let log = kind == ScaleKind::Log;
            for key in ["worst", "best"].into_iter().filter(|_| log) {
                above_zero(node, key, out);
            }
            if worst.total_cmp(&best).is_eq() {
                let help = "`worst` scores 0 and `best` scores 10; `best` may be the smaller one";
                out.error(node.field("best")?.at, "`worst` and `best` are equal", help);
            }
            Some(if log { Scale::Log { worst, best } } else { Scale::Linear { worst, best } })
        }
    }
}

fn above_zero(node: &Node, key: &str, out: &mut Diagnostics<'_>) {
    if let Some(value) = node.field(key)
        && let Some(number) = value.value.as_number().filter(|number| *number <= 0.0)
    {
        let message = format!("a log scale takes only numbers above 0, found {number}");
        out.error(value.at, &message, "");
    }
}

pub(super) fn finding(
    node: &Spanned<Node>,
    scale: &Scale,
    out: &mut Diagnostics<'_>,
) -> Option<Finding> {
    let (found, low, high) = found(node, scale, out)?;
    let node = &node.value;
    Some(Finding {
        found,
        low,
        high,
        sources: node.ids("source"),
        checked: node.date("checked")?,
        method: node.word("method"),
        confidence: node.word("confidence"),
        because: node.text("because"),
    })
}

type Bounded = (Found, Option<f64>, Option<f64>);

fn found(at: &Spanned<Node>, scale: &Scale, out: &mut Diagnostics<'_>) -> Option<Bounded> {
    let node = &at.value;
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
    let has = |key: &&str| node.get(key).is_some();
    let of_another = all.iter().find(|key| !keys.contains(key) && has(key));
    if let Some(key) = of_another {
        let message = format!("this indicator {name}, which takes no `{key}`");
        let at = node.field(key).map_or(at.at, |value| value.at);
        out.error(at, &message, help);
        return None;
    }
    if !keys.iter().any(has) {
        out.error(
            at.at,
            &format!("this indicator {name}, and the finding has none of its keys"),
            help,
        );
        return None;
    }
    match scale {
        Scale::Checklist { items } => Some(checklist(node, items, out)),
        Scale::Linear { .. } | Scale::Log { .. } => {
            for key in ["value", "low", "high"] {
                if matches!(scale, Scale::Log { .. }) {
                    above_zero(node, key, out);
                }
            }
            let value = node.number("value", Some);
            let (low, high) = range_around(node, "value", value, out);
            Some((Found::Value(value?), low, high))
        }
        Scale::Judgement => {
            if node.field("because").is_none() {
                out.error(at.at, "a judgement needs a reason", "add `because:`");
            }
            let score = node.number("score", |score| Score::new(score).ok())?;
            bounds_are_scores(node, out);
            let (low, high) = range_around(node, "score", Some(score.get()), out);
            Some((Found::Judged(score), low, high))
        }
    }
}

fn checklist(node: &Node, items: &[String], out: &mut Diagnostics<'_>) -> Bounded {
    let of = |key| node.items(key).iter().filter_map(|item| Some((item.value.as_text()?, item.at)));
    let brought = node.map("extension").iter();
    let brought = brought.map(|(item, _)| (item.value.as_str(), item.at));
    let named: Vec<(&str, At)> = of("built-in").chain(brought).chain(of("none")).collect();
    let mut seen = BTreeSet::new();
    for (item, at) in named {
        if !items.iter().any(|known| known == item) {
            let item = Spanned { value: item.to_owned(), at };
            out.unknown("item", &item, items.iter().map(String::as_str));
        } else if !seen.insert(item) {
            out.duplicate("item", at, item);
        }
    }
    let built_in = node.texts("built-in");
    let extension = node
        .map("extension")
        .iter()
        .filter_map(|(item, name)| Some((item.value.clone(), name.value.as_text()?.to_owned())));
    bounds_are_scores(node, out);
    let score = checklist_score(built_in.len(), node.map("extension").len(), items.len());
    let found = Found::Items { built_in, extension: extension.collect() };
    let (low, high) = range_around(node, "score of this checklist", Some(score), out);
    (found, low, high)
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

/// The keys of a finding on such a scale, as `init` writes them.
pub fn example(scale: &Scale) -> Vec<String> {
    let lines = match scale {
        Scale::Checklist { items } => {
            let fixed = ["built-in: []", "extension: {}    # item: NAME", "none:"];
            let items = items.iter().map(|item| format!("  - {item}"));
            return fixed.map(str::to_owned).into_iter().chain(items).collect();
        }
        Scale::Linear { .. } | Scale::Log { .. } => vec!["value: 0", "low: 0", "high: 0"],
        Scale::Judgement => vec!["score: 5", "low: 3", "high: 7", "because: The reason."],
    };
    lines.into_iter().map(str::to_owned).collect()
}
