//! Criteria.

use super::decode::Diagnostics;
use super::scale::{INDICATOR, indicator};
use super::shape::{Range, Record, Ref, SCHEMA, Shape, key, words};
use super::tree::{Node, Spanned, id};
use crate::model::{ArticleView, ArticleWinner, Criterion, Points, Standing};
use std::collections::BTreeSet;

/// What a criterion's file may hold.
pub static CRITERION: Record = Record {
    name: "Criterion",
    about: "One point of view on the frameworks, with the indicators by which it is rated.",
    keys: &[
        SCHEMA,
        key("id", Shape::NewId, "The id, which is also the file's name.").required(),
        key("title", Shape::Text, "The heading in tables.").required(),
        key("question", Shape::Text, "The question that the criterion answers.").required(),
        key("about", Shape::Text, "More about the question."),
        key(
            "weight",
            Shape::Number(Range::POINTS),
            "Points, before the project's answers and weights.",
        )
        .required(),
        key(
            "article",
            Shape::Record(&ARTICLE),
            "What the comparison article concluded from which the catalogue began.",
        ),
        key(
            "indicators",
            Shape::List(&Shape::Record(&INDICATOR)),
            "What is observed, at least one.",
        )
        .required(),
    ],
    rest: None,
};

static ARTICLE: Record = Record {
    name: "Article",
    about: "What the article concluded on one criterion, and how that compares with today's evidence.",
    keys: &[
        key("winner", Shape::Id(Ref::Winner), "A framework's id, or `tie`.").required(),
        key("because", Shape::Text, "The article's reason, in our words.").required(),
        key(
            "today",
            Shape::Words("value", words::<Standing>),
            "How it compares with today's evidence.",
        )
        .required(),
        key("note", Shape::Text, "What differs; required unless `today` is `agrees`."),
    ],
    rest: None,
};

pub(super) fn criterion(root: &Node, out: &mut Diagnostics<'_>) -> Option<Criterion> {
    let article = root.field("article").and_then(|article| article_view(article, out));
    let mut indicators = Vec::new();
    let mut ids = BTreeSet::new();
    let nodes = root.field("indicators");
    if let Some(node) = nodes.filter(|node| node.value == Node::List(Vec::new())) {
        out.error(node.at, "a criterion needs at least one indicator", "add one");
    }
    for node in root.items("indicators") {
        if let Some(id) = node.value.field("id")
            && let Some(text) = id.value.as_text()
            && !ids.insert(text)
        {
            out.duplicate("indicator", id.at, text);
        }
        indicators.push(indicator(&node.value, out));
    }
    Some(Criterion {
        id: root.id("id")?,
        title: root.text("title")?,
        question: root.text("question")?,
        about: root.text("about"),
        weight: root.number("weight", |points| Points::new(points).ok())?,
        article,
        indicators: indicators.into_iter().collect::<Option<_>>()?,
    })
}

fn article_view(article: &Spanned<Node>, out: &mut Diagnostics<'_>) -> Option<ArticleView> {
    let node = &article.value;
    let today = node.word("today")?;
    let note = node.text("note");
    if today != Standing::Agrees && note.is_none() {
        let message = "a `note` must say how today's evidence differs";
        out.error(node.field("today")?.at, message, "add `note:`, or write `today: agrees`");
    }
    let winner = node.field("winner")?.value.as_text()?;
    let winner = match winner {
        "tie" => ArticleWinner::Tie,
        framework => ArticleWinner::Framework(id(framework)?),
    };
    Some(ArticleView { winner, because: node.text("because")?, today, note })
}
