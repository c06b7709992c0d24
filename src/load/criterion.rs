//! Criteria, and the rules of project fit.

use super::decode::Diagnostics;
use super::scale::{INDICATOR, indicator};
use super::shape::{POINTS, Range, Record, Ref, SCHEMA, Shape, TRAIT_ID, key, words};
use super::tree::{Node, Spanned, id};
use crate::model::{
    ArticleView, ArticleWinner, Criterion, DeadWeight, FeatureMatch, FitRules, Points, Standing,
};
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

/// What `fit.yaml` may hold.
pub static FIT: Record = Record {
    name: "Fit",
    about: "The rules of project fit, the criterion that is computed from the profile.",
    keys: &[
        SCHEMA,
        key("id", Shape::NewId, "Always `fit`.").required(),
        key("title", Shape::Text, "The heading in tables.").required(),
        key("question", Shape::Text, "The question that it answers.").required(),
        key("about", Shape::Text, "More about it."),
        key("points", Shape::Map(&TRAIT_ID, &POINTS), "Traits, each with its points within fit.")
            .required(),
        key("feature-match", Shape::Record(&FEATURE_MATCH), "How needs count.").required(),
        key(
            "dead-weight",
            Shape::Record(&DEAD_WEIGHT),
            "How features count that the project will not use.",
        )
        .required(),
        key(
            "full-at",
            Shape::Number(Range::POSITIVE),
            "The points at which fit has as much weight as all other criteria together.",
        )
        .required(),
    ],
    rest: None,
};

static FEATURE_MATCH: Record = Record {
    name: "FeatureMatch",
    about: "How needs count within fit.",
    keys: &[
        key(
            "points-per-need",
            Shape::Number(Range::POINTS),
            "Points for each need of full weight.",
        )
        .required(),
        key("most", Shape::Number(Range::POINTS), "The most points for all needs together.")
            .required(),
        key("maybe", Shape::Number(Range::PART), "The weight of a `maybe`; the others have 1.")
            .required(),
        key(
            "extension",
            Shape::Number(Range::PART),
            "What an extension is worth; built in is worth 1.",
        )
        .required(),
    ],
    rest: None,
};

static DEAD_WEIGHT: Record = Record {
    name: "DeadWeight",
    about: "How features count within fit that the project will not use.",
    keys: &[
        key("points-per-bypass", Shape::Number(Range::POINTS), "Points for each such capability.")
            .required(),
        key("most", Shape::Number(Range::POINTS), "The most points for all of them together.")
            .required(),
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
        weight: root.number("weight", points)?,
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

fn points(points: f64) -> Option<Points> {
    Points::new(points).ok()
}

pub(super) fn fit(root: &Node) -> Option<FitRules> {
    let (needs, bypassed) =
        (&root.field("feature-match")?.value, &root.field("dead-weight")?.value);
    let traits = root.map("points").iter().filter_map(|(asked, number)| {
        Some((id(&asked.value)?, points(number.value.as_number()?)?))
    });
    Some(FitRules {
        title: root.text("title")?,
        question: root.text("question")?,
        about: root.text("about"),
        points: traits.collect(),
        feature_match: FeatureMatch {
            points_per_need: needs.number("points-per-need", Some)?,
            most: needs.number("most", Some)?,
            maybe: needs.number("maybe", Some)?,
            extension: needs.number("extension", Some)?,
        },
        dead_weight: DeadWeight {
            points_per_bypass: bypassed.number("points-per-bypass", Some)?,
            most: bypassed.number("most", Some)?,
        },
        full_at: root.number("full-at", points)?,
    })
}
