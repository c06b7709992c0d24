//! Traits, capabilities and sources: each a file of entries by id.

use super::decode::Diagnostics;
use super::known::Known;
use super::shape::{CRITERION_ID, NEW_ID, Range, Record, Ref, SCHEMA, SCORE, SOURCES, Shape, key};
use super::tree::{Node, Spanned, id};
use crate::model::{Answer, AnswerFit, AnswerId, Capability, Each, Factor, Score, Source, Trait};

/// What `traits.yaml` may hold.
pub static TRAITS: Record = Record {
    name: "Traits",
    about: "Questions about the project, by id, in the order in which they are asked.",
    keys: &[SCHEMA],
    rest: Some((&NEW_ID, &Shape::Record(&TRAIT))),
};

/// What `capabilities.yaml` may hold.
pub static CAPABILITIES: Record = Record {
    name: "Capabilities",
    about: "What a project may need, by id.",
    keys: &[SCHEMA],
    rest: Some((&NEW_ID, &Shape::Record(&CAPABILITY))),
};

/// What `sources.yaml` may hold.
pub static SOURCES_FILE: Record = Record {
    name: "Sources",
    about: "Every source once, by id.",
    keys: &[SCHEMA],
    rest: Some((&NEW_ID, &Shape::Record(&SOURCE))),
};

static TRAIT: Record = Record {
    name: "Trait",
    about: "A property of the project, asked as a question.",
    keys: &[
        key("question", Shape::Text, "The question.").required(),
        key("help", Shape::Text, "A line of help."),
        key("several", Shape::Bool, "Whether several answers are allowed."),
        key("answers", Shape::Map(&NEW_ID, &Shape::Record(&ANSWER)), "The answers by id."),
        key(
            "each-framework",
            Shape::List(&Shape::Record(&EACH)),
            "Templates of answers, one for every framework of the catalogue.",
        ),
    ],
    rest: None,
};

static ANSWER: Record = Record {
    name: "Answer",
    about: "One answer to a question.",
    keys: &[
        key("label", Shape::Text, "The answer, as people read it.").required(),
        key("fit", Shape::Bool, "Whether project fit is computed from it."),
        key(
            "weights",
            Shape::Map(&CRITERION_ID, &Shape::Number(Range::FACTOR)),
            "Criteria, each with the factor by which its weight is multiplied; 0 says that it does not apply.",
        ),
        key("because", Shape::Text, "The reason of the factors; required where there are any."),
        key("source", SOURCES, "The source or sources of the reason."),
    ],
    rest: None,
};

static EACH: Record = Record {
    name: "Each",
    about: "The template of an answer for every framework; `{id}` and `{name}` are replaced.",
    keys: &[
        key("answer", Shape::Text, "The answer's id, with `{id}`.").required(),
        key("label", Shape::Text, "The answer's label, with `{name}`.").required(),
        key("own", SCORE, "How well the framework named suits, 0 to 10.").required(),
        key("other", SCORE, "How well every other framework suits, 0 to 10.").required(),
        key("because", Shape::Text, "The reason of both, with `{name}`."),
    ],
    rest: None,
};

static CAPABILITY: Record = Record {
    name: "Capability",
    about: "Something that a project may need and a framework may have.",
    keys: &[
        key("title", Shape::Text, "The heading in lists.").required(),
        key("question", Shape::Text, "The question in the interview."),
        key("about", Shape::Text, "What counts as having it."),
    ],
    rest: None,
};

static SOURCE: Record = Record {
    name: "Source",
    about: "A page, paper or measurement that is cited.",
    keys: &[
        key("title", Shape::Text, "Its title.").required(),
        key("publisher", Shape::Text, "Who published it.").required(),
        key("url", Shape::OrUnknown(&Shape::Url), "Its address; none for our own measurements."),
        key(
            "date",
            Shape::OrUnknown(&Shape::PartialDate),
            "When it was published: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.",
        ),
    ],
    rest: None,
};

/// The entries of a file.
pub(super) fn entries(root: &Node) -> impl Iterator<Item = &(Spanned<String>, Spanned<Node>)> {
    root.entries().iter().filter(|(key, _)| key.value != "schema")
}

pub(super) fn one_trait(
    (key, node): &(Spanned<String>, Spanned<Node>),
    known: &Known,
    out: &mut Diagnostics<'_>,
) -> Option<Trait> {
    let node = &node.value;
    let answers = node.map("answers").iter().filter_map(|entry| answer(entry, out)).collect();
    let templates = node.items("each-framework").iter();
    let templates = templates.filter_map(|each| template(&each.value, node, known, out)).collect();
    if node.map("answers").is_empty() && node.items("each-framework").is_empty() {
        out.error(key.at, "this question has no answers", "add `answers:`");
    }
    Some(Trait {
        id: id(&key.value)?,
        question: node.text("question")?,
        help: node.text("help"),
        several: node.flag("several"),
        answers,
        each_framework: templates,
    })
}

fn answer(
    (key, node): &(Spanned<String>, Spanned<Node>),
    out: &mut Diagnostics<'_>,
) -> Option<Answer> {
    let node = &node.value;
    let weights = node.map("weights").iter();
    if !node.map("weights").is_empty() && node.field("because").is_none() {
        out.error(key.at, "an answer that changes weights needs a reason", "add `because:`");
    }
    Some(Answer {
        id: id(&key.value)?,
        label: node.text("label")?,
        fit: if node.flag("fit") { AnswerFit::Stated } else { AnswerFit::Silent },
        weights: weights
            .filter_map(|(criterion, factor)| {
                Some((id(&criterion.value)?, Factor::new(factor.value.as_number()?).ok()?))
            })
            .collect(),
        because: node.text("because"),
        sources: node.ids("source"),
    })
}

fn template(node: &Node, asked: &Node, known: &Known, out: &mut Diagnostics<'_>) -> Option<Each> {
    let (answer, at) = (node.text("answer")?, node.field("answer")?.at);
    if !answer.contains("{id}") || AnswerId::new(&answer.replace("{id}", "x")).is_err() {
        let help =
            "write `{id}`, alone or with lower-case words joined by hyphens, such as `{id}-start`";
        out.error(at, &format!("invalid template `{answer}` of an answer's id"), help);
        return None;
    }
    for framework in known.get(Ref::Framework, "").unwrap_or_default() {
        let id = answer.replace("{id}", framework);
        if asked.map("answers").iter().any(|(written, _)| written.value == id) {
            let message =
                format!("duplicate answer `{id}`, which the framework `{framework}` adds too");
            out.error(at, &message, "remove that answer, or give it another id");
            break;
        }
    }
    let score = |key| node.number(key, |score| Score::new(score).ok());
    Some(Each {
        answer,
        label: node.text("label")?,
        own: score("own")?,
        other: score("other")?,
        because: node.text("because"),
    })
}

pub(super) fn capability((key, node): &(Spanned<String>, Spanned<Node>)) -> Option<Capability> {
    Some(Capability {
        id: id(&key.value)?,
        title: node.value.text("title")?,
        question: node.value.text("question"),
        about: node.value.text("about"),
    })
}

pub(super) fn source((key, node): &(Spanned<String>, Spanned<Node>)) -> Option<Source> {
    let stated = |key| node.value.text(key).filter(|text| text != "unknown");
    Some(Source {
        id: id(&key.value)?,
        title: node.value.text("title")?,
        publisher: node.value.text("publisher")?,
        url: stated("url"),
        date: stated("date"),
    })
}
