//! What the files of a catalogue must say beyond their descriptions: questions, criteria, frameworks, rules of fit.

use super::catalogue::{table, values};
use super::diagnostics::{Diagnostics, short};
use super::shape::{Ref, record};
use super::tree::{At, Entry, Node, Spanned};
use crate::model::{
    Agreement, AnswerId, Basis, CapabilityId, Catalogue, Condition, Criterion, FitRules, Framework,
    Implication, Indicator, Scale, ScaleKind, Score, Trait, checklist_score,
};
use crate::text::or_list;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The smallest end of a log scale: the largest end divided by it is still a number.
const SMALLEST_END: f64 = 1e-100;

/// Reads the questions about the project, and their answers.
pub(super) fn traits(root: &Node, json: Value, out: &mut Diagnostics) -> Vec<Trait> {
    for (key, node) in root.table() {
        let (answers, templates) = (node.value.map("answers"), node.value.items("each-framework"));
        if answers.is_empty() && templates.is_empty() {
            out.error(key.at, "this question has no answers", "add `answers:`");
        }
        for (key, answer) in answers {
            if !answer.value.map("weights").is_empty() && answer.value.field("because").is_none() {
                let message = "an answer that changes weights needs a reason";
                out.error(key.at, message, "add `because:`");
            }
        }
        templates.iter().for_each(|each| check_template(&each.value, answers, out));
    }
    let with_answers = |mut asked: Value| {
        asked["answers"] = table(asked["answers"].take()).collect();
        for answer in values(&mut asked, "answers") {
            let scored = answer.get("fit") == Some(&json!(true));
            answer["fit"] = json!(if scored { "scored" } else { "neutral" });
        }
        out.read(asked)
    };
    table(json).filter_map(with_answers).collect()
}

fn check_template(each: &Node, answers: &[Entry], out: &mut Diagnostics) {
    let (Some(answer), Some(node)) = (each.text("answer"), each.field("answer")) else { return };
    if !answer.contains("{id}") || AnswerId::new(&answer.replace("{id}", "x")).is_err() {
        let help =
            "write `{id}`, alone or with lower-case words joined by hyphens, such as `{id}-start`";
        let message = format!("invalid template `{answer}` of an answer's id");
        return out.error(node.at, &message, help);
    }
    for framework in out.known.get(Ref::Framework, "").unwrap_or_default() {
        let id = answer.replace("{id}", framework);
        if answers.iter().any(|(written, _)| written.value == id) {
            let message =
                format!("duplicate answer `{id}`, which the framework `{framework}` adds too");
            return out.error(node.at, &message, "remove that answer, or give it another id");
        }
    }
}

/// Reads a criterion with its indicators and scales.
pub(super) fn criterion(root: &Node, mut json: Value, out: &mut Diagnostics) -> Option<Criterion> {
    if let Some(article) = root.field("article").map(|article| &article.value)
        && let Some(today) = article.field("today")
        && article.word("today").is_some_and(|agreement: Agreement| agreement != Agreement::Agrees)
        && article.text("note").is_none()
    {
        let message = "a `note` must say how today's evidence differs";
        out.error(today.at, message, "add `note:`, or write `today: agrees`");
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
    if let Some(winner) = json.pointer_mut("/article/winner").filter(|winner| *winner != "tie") {
        *winner = json!({ "framework": winner });
    }
    for indicator in values(&mut json, "indicators") {
        let kind = indicator["scale"].as_str().unwrap_or_default().to_owned();
        if kind != ScaleKind::Judgement.as_str() {
            indicator["scale"] = json!({ (kind): indicator });
        }
    }
    out.read(json)
}

fn check_scale(node: &Node, out: &mut Diagnostics) {
    let (Some(scale), Some(kind)) = (node.field("scale"), node.word::<ScaleKind>("scale")) else {
        return;
    };
    let keys = |taken| record("Indicator").keys_of(kind, taken);
    check_keys((node, scale.at), &format!("a {kind} scale"), &keys(true), &keys(false), out);
    if kind == ScaleKind::Log {
        above_zero(node, &["worst", "best"], "write a number above 0, or `scale: linear`", out);
        for (key, at, end) in node.numbers(&["worst", "best"]) {
            if end > 0.0 && end < SMALLEST_END {
                let message = format!("`{key}` is {}, too near to 0 for a log scale", short(end));
                out.error(at, &message, &format!("write at least {}", short(SMALLEST_END)));
            }
        }
    }
    if let (Some(worst), Some(best)) = (node.number("worst"), node.field("best"))
        && best.value.as_number().is_some_and(|best| worst.total_cmp(&best).is_eq())
    {
        let help = "`worst` scores 0 and `best` scores 10; `best` may be the smaller one";
        out.error(best.at, "`worst` and `best` are equal", help);
    }
}

/// Checks the keys that depend on what is described.
pub(super) fn check_keys(
    (node, at): (&Node, At),
    what: &str,
    needed: &[impl AsRef<str>],
    foreign: &[&str],
    out: &mut Diagnostics,
) {
    for (key, value) in foreign.iter().filter_map(|key| Some((key, node.field(key)?))) {
        out.error(value.at, &format!("{what} takes no `{key}`"), "remove it");
    }
    for key in needed.iter().map(AsRef::as_ref).filter(|key| node.field(key).is_none()) {
        out.error(at, &format!("{what} needs `{key}`"), &format!("add `{key}`"));
    }
}

/// What a log scale takes.
fn above_zero(node: &Node, keys: &[&str], help: &str, out: &mut Diagnostics) {
    for (_, at, number) in node.numbers(keys).filter(|(.., number)| *number <= 0.0) {
        let message = format!("a log scale takes only numbers above 0, found {}", short(number));
        out.error(at, &message, if number < 0.0 { "" } else { help });
    }
}

/// Reads a framework; the catalogue has all criteria that are valid.
pub(super) fn framework(
    root: &Node,
    mut json: Value,
    catalogue: &Catalogue,
    out: &mut Diagnostics,
) -> Option<Framework> {
    for (criterion, written) in root.map("findings") {
        let known = catalogue.criteria.get(&*criterion.value);
        for entry @ (key, node) in written.value.entries() {
            let mut indicators = known.iter().flat_map(|known| &known.indicators);
            let indicator = indicators.find(|one| one.id == *key.value);
            if let (Some(indicator), Node::Map(_)) = (indicator, &node.value) {
                check_finding(entry, indicator, out);
            }
        }
    }
    for (_, fits) in root.map("fit") {
        for (_, fit) in fits.value.entries() {
            check_range(&fit.value, "score", fit.value.number("score"), out);
        }
    }
    let checklist = record("Finding").keys_of(ScaleKind::Checklist, true);
    for finding in values_within(&mut json, "findings") {
        let has = |key: &&str| finding.get(*key).is_some();
        if let Some(key) = ["value", "score"].into_iter().find(has) {
            finding["found"] = json!({ (key): finding[key] });
        } else if checklist.iter().any(has) {
            finding["found"] = json!({ "items": finding });
        }
    }
    for fit in values_within(&mut json, "fit") {
        if fit.get("basis").is_none() {
            let sources = fit.get("source").and_then(Value::as_array);
            fit["basis"] = json!(match sources.map(Vec::as_slice).unwrap_or_default() {
                [] => Basis::Judgement,
                [source] => source.as_str().and_then(|id| id.parse().ok()).unwrap_or(Basis::Fact),
                _ => Basis::Fact,
            });
        }
    }
    out.read(json)
}

fn values_within<'v>(json: &'v mut Value, key: &str) -> impl Iterator<Item = &'v mut Value> {
    values(json, key).into_iter().filter_map(Value::as_object_mut).flat_map(Map::values_mut)
}

fn check_finding((key, finding): &Entry, indicator: &Indicator, out: &mut Diagnostics) {
    let (at, node, scale) = (finding.at, &finding.value, &indicator.scale);
    let kind = scale.kind();
    let keys = |taken| record("Finding").keys_of(kind, taken);
    let help = format!("write {}", or_list(keys(true).iter().map(|key| format!("`{key}:`"))));
    if let Some((key, value)) = keys(false).iter().find_map(|key| Some((key, node.field(key)?))) {
        let message = format!("this indicator has a {kind} scale, which takes no `{key}`");
        return out.error(value.at, &message, &help);
    }
    if keys(true).iter().all(|key| node.field(key).is_none()) {
        let message =
            format!("this indicator has a {kind} scale, and the finding has none of its keys");
        let help = format!("{help}, or `{}: null` for what is not known", indicator.id);
        return out.error(key.at, &message, &help);
    }
    match scale {
        Scale::Checklist { items } => check_items(node, items, out),
        Scale::Linear { .. } => {}
        Scale::Log { worst, best } => {
            let (id, end) = (&indicator.id, short(worst.min(*best)));
            let help = format!(
                "for a figure of 0 write {end}, the end of the scale, which has the same score, and say so in \
                 `because`; for an unknown one write `{id}: null`"
            );
            above_zero(node, &["value", "low", "high"], &help, out);
        }
        Scale::Judgement => {
            if node.field("because").is_none() {
                out.error(at, "a judgement needs a reason", "add `because:`");
            }
            bounds_are_scores(node, out);
        }
    }
    check_percentage(node, indicator, out);
    for key in ["value", "score"] {
        check_range(node, key, node.number(key), out);
    }
}

/// A share is from 0% to 100%; a scale that reaches further is of something else.
fn check_percentage(node: &Node, indicator: &Indicator, out: &mut Diagnostics) {
    let share = 0.0..=100.0;
    let is_within = |(worst, best)| share.contains(&worst) && share.contains(&best);
    if indicator.unit.as_deref() != Some("%") || !indicator.scale.ends().is_some_and(is_within) {
        return;
    }
    for (key, at, number) in node.numbers(&["value", "low", "high"]) {
        if !share.contains(&number) {
            let message = format!("`{key}` is {}%, and a share is from 0% to 100%", short(number));
            out.error(at, &message, "check the figure and its unit");
        }
    }
}

fn check_items(node: &Node, items: &[String], out: &mut Diagnostics) {
    let of = |key| node.items(key).iter().filter_map(|item| Some((item.value.as_text()?, item.at)));
    let extensions = node.map("extension").iter().map(|(item, _)| (item.value.as_str(), item.at));
    let named: Vec<(&str, At)> = of("built-in").chain(extensions).chain(of("none")).collect();
    let mut seen = BTreeSet::new();
    for (item, at) in named {
        if !items.iter().any(|known| known == item) {
            let item = Spanned { value: item.into(), at };
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

fn bounds_are_scores(node: &Node, out: &mut Diagnostics) {
    for (key, at, bound) in node.numbers(&["low", "high"]) {
        if Score::new(bound).is_err() {
            out.error(at, &format!("`{key}` is {}, and scores are from 0 to 10", short(bound)), "");
        }
    }
}

/// Checks that `low` and `high` enclose a figure, which may be missing.
pub(super) fn check_range(node: &Node, name: &str, figure: Option<f64>, out: &mut Diagnostics) {
    let Some(figure) = figure else { return };
    for (key, at, bound) in node.numbers(&["low", "high"]) {
        let (is_wrong, side) =
            if key == "low" { (bound > figure, "above") } else { (bound < figure, "below") };
        if is_wrong {
            let help = "`low` is the lowest it could be and `high` the highest";
            let message =
                format!("`{key}` is {}, {side} the {name}, {}", short(bound), short(figure));
            out.error(at, &message, help);
        }
    }
}

/// Reads the rules; the catalogue has all traits and capabilities that are valid.
pub(super) fn fit(
    root: &Node,
    mut json: Value,
    catalogue: &Catalogue,
    out: &mut Diagnostics,
) -> Option<FitRules> {
    for list in ["implies", "expects", "outside"] {
        for one in values(&mut json, list) {
            if let Some(when) = one.get_mut("when") {
                *when = conditions(when, catalogue);
            }
        }
    }
    if let Some(leads) = root.field("thresholds").map(|leads| &leads.value)
        && let Some(clear) = leads.field("clear")
        && leads.number("clear") < leads.number("too-close")
    {
        out.error(clear.at, "`clear` is below `too-close`", "swap them");
    }
    let rules: FitRules = out.read(json)?;
    check_cycles(&rules.implies, root, out);
    Some(rules)
}

fn conditions(when: &Value, catalogue: &Catalogue) -> Value {
    let known = |subject: &str| catalogue.traits.iter().any(|asked| asked.id == *subject);
    let condition = |(subject, value): (&String, &Value)| {
        let kind = if known(subject) { "answer" } else { "need" };
        json!({ (kind): [subject, value] })
    };
    when.as_object().into_iter().flatten().map(condition).collect()
}

/// Refuses needs that bring each other along.
fn check_cycles(implies: &[Implication], root: &Node, out: &mut Diagnostics) {
    let brings = |from: &CapabilityId| {
        let starts = |one: &&Implication| {
            one.when.iter().any(|when| matches!(when, Condition::Need(id, _) if id == from))
        };
        implies.iter().filter(starts).flat_map(|one| one.needs.keys()).collect::<Vec<_>>()
    };
    for (one, node) in implies.iter().zip(root.items("implies")) {
        for start in one.needs.keys() {
            let mut reached = BTreeSet::new();
            let mut next = brings(start);
            while let Some(capability) = next.pop() {
                if reached.insert(capability) {
                    next.extend(brings(capability));
                }
            }
            if reached.contains(start) {
                let message = format!("`{start}` implies itself, directly or indirectly");
                let at = node.value.field("needs").map_or(node.at, |needs| needs.at);
                return out.error(at, &message, "remove one of the implications");
            }
        }
    }
}
