//! Questions about the project, and their answers.

use super::check::Diagnostics;
use super::decode::{read, table, values};
use super::files::TRAIT;
use super::known::Known;
use super::shape::Ref;
use super::tree::{Entry, Node};
use crate::model::{AnswerId, Trait};
use serde_json::{Value, json};

pub(super) fn traits(root: &Node, known: &Known, out: &mut Diagnostics<'_>) -> Vec<Trait> {
    root.table().for_each(|entry| check(entry, known, out));
    table(root, &TRAIT).into_iter().filter_map(with_answers).collect()
}

fn check((key, node): &Entry, known: &Known, out: &mut Diagnostics<'_>) {
    let answers = node.value.map("answers");
    if answers.is_empty() && node.value.items("each-framework").is_empty() {
        out.error(key.at, "this question has no answers", "add `answers:`");
    }
    for (key, answer) in answers {
        if !answer.value.map("weights").is_empty() && answer.value.field("because").is_none() {
            out.error(key.at, "an answer that changes weights needs a reason", "add `because:`");
        }
    }
    for each in node.value.items("each-framework") {
        check_template(&each.value, answers, known, out);
    }
}

fn check_template(each: &Node, answers: &[Entry], known: &Known, out: &mut Diagnostics<'_>) {
    let (Some(answer), Some(node)) = (each.text("answer"), each.field("answer")) else { return };
    if !answer.contains("{id}") || AnswerId::new(&answer.replace("{id}", "x")).is_err() {
        let help =
            "write `{id}`, alone or with lower-case words joined by hyphens, such as `{id}-start`";
        let message = format!("invalid template `{answer}` of an answer's id");
        return out.error(node.at, &message, help);
    }
    for framework in known.get(Ref::Framework, "").unwrap_or_default() {
        let id = answer.replace("{id}", framework);
        if answers.iter().any(|(written, _)| written.value == id) {
            let message =
                format!("duplicate answer `{id}`, which the framework `{framework}` adds too");
            return out.error(node.at, &message, "remove that answer, or give it another id");
        }
    }
}

fn with_answers(mut asked: Value) -> Option<Trait> {
    if let Some(Value::Object(answers)) = asked.get_mut("answers").map(Value::take) {
        let with_id = |(id, mut answer): (String, Value)| {
            answer["id"] = json!(id);
            answer
        };
        asked["answers"] = answers.into_iter().map(with_id).collect();
    }
    for answer in asked.get_mut("answers").into_iter().flat_map(values) {
        let stated = answer.get("fit") == Some(&json!(true));
        answer["fit"] = json!(if stated { "stated" } else { "silent" });
    }
    read(asked)
}
