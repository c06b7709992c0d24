//! Frameworks and what was found about them.

use super::decode::Diagnostics;
use super::profile::range_around;
use super::scale::{FINDING, finding};
use super::shape::{
    ANSWER_ID, CRITERION_ID, Record, Ref, SCHEMA, SCORE, SOURCES, Shape, TEXT, TRAIT_ID, key, words,
};
use super::tree::{Node, Spanned, id};
use crate::model::{
    Basis, Catalogue, Claim, Criterion, FitView, Framework, Provision, Score, SourceId, UsedFor,
    User,
};
use std::collections::BTreeMap;

/// What a framework's file may hold.
pub static FRAMEWORK: Record = Record {
    name: "Framework",
    about: "One of the candidates, and everything that was found about it.",
    keys: &[
        SCHEMA,
        key("id", Shape::NewId, "The id, which is also the file's name.").required(),
        key("name", Shape::Text, "The name.").required(),
        key("version", Shape::Text, "The version to which the findings apply, in quotes.")
            .example("\"1.0\""),
        key("homepage", Shape::Url, "Its home page.").example("https://example.org/"),
        key("summary", Shape::Text, "A summary in one sentence.").example("One sentence."),
        key("default", Shape::Bool, "Whether it is a candidate when no candidates are named."),
        key(
            "because",
            Shape::Map(&CRITERION_ID, &TEXT),
            "For each criterion that it can win, why: one line of at most 60 characters.",
        ),
        key(
            "findings",
            Shape::Map(&CRITERION_ID, &FINDINGS),
            "What was found, by criterion and indicator; what is left out or `null` is unknown.",
        ),
        key(
            "capabilities",
            Shape::Map(&Shape::Id(Ref::Capability), &PROVISION),
            "How it provides each capability: `built-in`, `none`, or by which extension; what is left out is unknown.",
        ),
        key(
            "fit",
            Shape::Map(&TRAIT_ID, &FITS),
            "How well it suits each answer, 0 to 10; 5 has no effect, what is left out is unknown.",
        ),
        key("used-for", Shape::List(&Shape::Record(&USED_FOR)), "What it is used for.")
            .example("[{what: content sites, source: ID, claim: confirmed}]"),
        key("users", Shape::List(&Shape::Record(&USER)), "Who uses it.")
            .example("[{name: Somebody, source: ID, claim: confirmed}]"),
    ],
    rest: None,
};

static FINDINGS: Shape =
    Shape::Map(&Shape::Id(Ref::Indicator), &Shape::OrNull(&Shape::Record(&FINDING)));
static PROVISION: Shape = Shape::WordOr(&["built-in", "none", "unknown"], &EXTENSION);
static FITS: Shape = Shape::Map(&ANSWER_ID, &Shape::Record(&FIT_VIEW));
const CLAIM: Shape = Shape::Words("claim", words::<Claim>);

static EXTENSION: Record = Record {
    name: "Extension",
    about: "The extension that has a capability.",
    keys: &[
        key("extension", Shape::Text, "Its name.").required(),
        key("released", Shape::Date, "The day of its last release: YYYY-MM-DD."),
        key("note", Shape::Text, "A note about it."),
    ],
    rest: None,
};

static FIT_VIEW: Record = Record {
    name: "FitView",
    about: "How well a framework suits one answer.",
    keys: &[
        key("score", SCORE, "0 to 10; 5 has no effect.").required(),
        key("low", SCORE, "The lowest that can be argued."),
        key("high", SCORE, "The highest that can be argued."),
        key("because", Shape::Text, "The reason.").required(),
        key(
            "basis",
            Shape::Words("basis", words::<Basis>),
            "What it rests on; by default a judgement or the article, where the source is `judgement` or `article`, else a fact.",
        ),
        key("source", SOURCES, "The source or sources."),
    ],
    rest: None,
};

static USED_FOR: Record = Record {
    name: "UsedFor",
    about: "A use of the framework.",
    keys: &[
        key("what", Shape::Text, "The use.").required(),
        key("source", SOURCES, "The source or sources.").required(),
        key("claim", CLAIM, "How well it is supported."),
        key("note", Shape::Text, "A note about it."),
    ],
    rest: None,
};

static USER: Record = Record {
    name: "User",
    about: "An organisation or product said to use the framework.",
    keys: &[
        key("name", Shape::Text, "Who.").required(),
        key("source", SOURCES, "The source or sources.").required(),
        key("claim", CLAIM, "How well it is supported.").required(),
        key("note", Shape::Text, "A note about it."),
    ],
    rest: None,
};

/// Reads a framework; the catalogue has all criteria that are valid.
pub(super) fn framework(
    root: &Node,
    catalogue: &Catalogue,
    out: &mut Diagnostics<'_>,
) -> Option<Framework> {
    let mut findings = BTreeMap::new();
    for (criterion, written) in root.map("findings") {
        let Some(known) = catalogue.criteria.get(criterion.value.as_str()) else { continue };
        findings.insert(known.id.clone(), findings_on(known, &written.value, out));
    }
    let capabilities = root.map("capabilities").iter();
    let because = root.map("because").iter();
    Some(Framework {
        id: root.id("id")?,
        name: root.text("name")?,
        version: root.text("version"),
        homepage: root.text("homepage"),
        summary: root.text("summary"),
        default: root.flag("default"),
        because: because
            .filter_map(|(key, line)| Some((id(&key.value)?, line.value.as_text()?.to_owned())))
            .collect(),
        findings,
        capabilities: capabilities
            .filter_map(|(key, written)| Some((id(&key.value)?, provision(&written.value)?)))
            .collect(),
        fit: (root.map("fit").iter())
            .filter_map(|(asked, views)| {
                let views = views.value.entries().iter();
                let views = views.filter_map(|(answer, view)| {
                    Some((id(&answer.value)?, fit_view(&view.value, out)?))
                });
                Some((id(&asked.value)?, views.collect()))
            })
            .collect(),
        used_for: root.items("used-for").iter().filter_map(|one| used_for(&one.value)).collect(),
        users: root.items("users").iter().filter_map(|one| user(&one.value)).collect(),
    })
}

fn findings_on(
    criterion: &Criterion,
    written: &Node,
    out: &mut Diagnostics<'_>,
) -> BTreeMap<crate::model::IndicatorId, crate::model::Finding> {
    let mut findings = BTreeMap::new();
    for (key, node) in written.entries() {
        let indicator = criterion.indicators.iter().find(|one| one.id == *key.value);
        if let (Some(indicator), Node::Map(_)) = (indicator, &node.value) {
            one_source(node, out);
            let finding = finding(node, &indicator.scale, out);
            findings.extend(finding.map(|finding| (indicator.id.clone(), finding)));
        }
    }
    findings
}

fn one_source(node: &Spanned<Node>, out: &mut Diagnostics<'_>) {
    if let Some(source) = node.value.field("source").filter(|s| s.value == Node::List(Vec::new())) {
        out.error(source.at, "a finding needs a source", "name one of `sources.yaml`");
    }
}

fn provision(node: &Node) -> Option<Provision> {
    match node.as_text() {
        Some("built-in") => Some(Provision::BuiltIn),
        Some("none") => Some(Provision::None),
        Some(_) => None,
        None => Some(Provision::Extension {
            name: node.text("extension")?,
            released: node.date("released"),
            note: node.text("note"),
        }),
    }
}

fn fit_view(node: &Node, out: &mut Diagnostics<'_>) -> Option<FitView> {
    let score = |key| node.number(key, |score| Score::new(score).ok());
    range_around(node, "score", score("score").map(Score::get), out);
    let sources: Vec<SourceId> = node.ids("source");
    Some(FitView {
        score: score("score")?,
        low: score("low"),
        high: score("high"),
        because: node.text("because")?,
        basis: node.word("basis").unwrap_or_else(|| usual_basis(&sources)),
        sources,
    })
}

/// What a fit rests on whose file does not say it.
fn usual_basis(sources: &[SourceId]) -> Basis {
    match sources {
        [] => Basis::Judgement,
        [source] => source.as_str().parse().unwrap_or(Basis::Fact),
        _ => Basis::Fact,
    }
}

fn used_for(node: &Node) -> Option<UsedFor> {
    Some(UsedFor {
        what: node.text("what")?,
        sources: node.ids("source"),
        claim: node.word("claim"),
        note: node.text("note"),
    })
}

fn user(node: &Node) -> Option<User> {
    Some(User {
        name: node.text("name")?,
        sources: node.ids("source"),
        claim: node.word("claim")?,
        note: node.text("note"),
    })
}
