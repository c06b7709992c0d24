//! The order of keys in every kind of entry.

use super::out_of_order;
use crate::lint::{File, Kind, LintContext, Reporter};
use crate::load::Node;

const CRITERION: &[&str] =
    &["schema", "id", "title", "question", "about", "weight", "article", "indicators"];
const ARTICLE: &[&str] = &["winner", "because", "today", "note"];
const INDICATOR: &[&str] =
    &["id", "title", "unit", "weight", "scale", "items", "worst", "best", "anchors", "stale-after"];
const FIT: &[&str] = &[
    "schema",
    "id",
    "title",
    "question",
    "about",
    "points",
    "feature-match",
    "dead-weight",
    "full-at",
];
const FRAMEWORK: &[&str] = &[
    "schema",
    "id",
    "name",
    "version",
    "homepage",
    "summary",
    "default",
    "because",
    "findings",
    "capabilities",
    "fit",
    "used-for",
    "users",
];
/// A judgement is nothing without its reason, which therefore follows the score.
const JUDGED: &[&str] =
    &["score", "low", "high", "because", "source", "checked", "method", "confidence"];
const FINDING: &[&str] = &[
    "built-in",
    "extension",
    "none",
    "value",
    "low",
    "high",
    "source",
    "checked",
    "method",
    "confidence",
    "because",
];
const EXTENSION: &[&str] = &["extension", "released", "note"];
const FIT_VIEW: &[&str] = &["score", "low", "high", "because", "source"];
const CLAIM: &[&str] = &["what", "name", "source", "claim", "note"];
const TRAIT: &[&str] = &["question", "help", "several", "answers", "each-framework"];
const ANSWER: &[&str] = &["label", "fit", "weights", "because", "source"];
const EACH: &[&str] = &["answer", "label", "own", "other"];
const CAPABILITY: &[&str] = &["title", "question", "about"];
const SOURCE: &[&str] = &["title", "publisher", "url", "date"];

pub(in crate::lint) fn check(context: &LintContext<'_>, reporter: &mut Reporter) {
    for file in context.files {
        for (node, order) in records(file) {
            if let Some((place, message, hint)) = out_of_order(node, order) {
                reporter.report_at(file, place, &message, &hint);
            }
        }
    }
}

type Record<'a> = (&'a Node, &'static [&'static str]);

fn records(file: &File) -> Vec<Record<'_>> {
    let tree = &file.tree;
    match file.kind {
        Kind::Criterion => {
            let indicators = listed(tree, "indicators", INDICATOR);
            let article = tree.at(&["article"]).map(|article| (article, ARTICLE as _));
            [(tree, CRITERION)].into_iter().chain(article).chain(indicators).collect()
        }
        Kind::Fit => vec![(tree, FIT)],
        Kind::Framework => framework(tree),
        Kind::Traits => values(tree).flat_map(asked).collect(),
        Kind::Capabilities => values(tree).map(|one| (one, CAPABILITY)).collect(),
        Kind::Sources => values(tree).map(|one| (one, SOURCE)).collect(),
        Kind::Profile => Vec::new(),
    }
}

fn framework(tree: &Node) -> Vec<Record<'_>> {
    let below = |key: &str| tree.at(&[key]).into_iter().flat_map(values);
    let finding = |node| {
        let order = if Node::get(node, "score").is_some() { JUDGED } else { FINDING };
        (node, order)
    };
    let mut records: Vec<Record<'_>> = vec![(tree, FRAMEWORK)];
    records.extend(below("findings").flat_map(values).map(finding));
    records.extend(below("capabilities").map(|one| (one, EXTENSION)));
    records.extend(below("fit").flat_map(values).map(|one| (one, FIT_VIEW)));
    records.extend(listed(tree, "used-for", CLAIM));
    records.extend(listed(tree, "users", CLAIM));
    records
}

fn asked(node: &Node) -> Vec<Record<'_>> {
    let answers = node.at(&["answers"]).into_iter().flat_map(values).map(|one| (one, ANSWER));
    let each = listed(node, "each-framework", EACH);
    [(node, TRAIT)].into_iter().chain(answers).chain(each).collect()
}

fn values(node: &Node) -> impl Iterator<Item = &Node> {
    node.entries().iter().map(|(_, value)| &value.value)
}

fn listed<'a>(node: &'a Node, key: &str, order: &'static [&'static str]) -> Vec<Record<'a>> {
    match node.at(&[key]) {
        Some(Node::List(items)) => items.iter().map(|item| (&item.value, order)).collect(),
        _ => Vec::new(),
    }
}
