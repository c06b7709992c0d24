//! The team's own ratings and points.

use super::decode::Diagnostics;
use super::known::Known;
use super::profile::range_around;
use super::shape::{Range, Record, Ref, SCORE, Shape, key};
use super::suggest;
use super::tree::{Node, Spanned, id};
use crate::model::{Catalogue, FactRef, Override, OverrideTarget, Score};

pub(super) static OVERRIDE: Record = Record {
    name: "Override",
    about: "A rating that replaces the catalogue's, or the points of one fact: `criterion` with `score`, or `fact` with `points`.",
    keys: &[
        key("framework", Shape::Id(Ref::Framework), "Of which framework.").required(),
        key("criterion", Shape::Id(Ref::Criterion), "On which criterion."),
        key("score", SCORE, "The rating, 0 to 10."),
        key("low", SCORE, "The lowest it could be; by default one below the score."),
        key("high", SCORE, "The highest it could be; by default one above the score."),
        key(
            "fact",
            Shape::Text,
            "Instead of a criterion, a capability, a trait, or an answer as `trait=answer`.",
        ),
        key(
            "points",
            Shape::Number(FACT_POINTS),
            "The points of that fact, at a `fit-factor` of 1.",
        ),
        key("because", Shape::Text, "The reason, so that others can judge it.").required(),
        key("until", Shape::Date, "The last day on which it counts: YYYY-MM-DD."),
    ],
    rest: None,
};

const FACT_POINTS: Range = Range { low: -100.0, high: 100.0, above: false };

/// Reads the overrides of a profile.
pub(super) fn overrides(
    root: &Node,
    catalogue: &Catalogue,
    out: &mut Diagnostics<'_>,
) -> Vec<Override> {
    let mut overrides: Vec<Override> = Vec::new();
    for node in root.items("overrides") {
        let Some(target) = target(node, catalogue, out) else { continue };
        let node = &node.value;
        let one = || {
            Some(Override {
                framework: node.id("framework")?,
                target,
                because: node.text("because")?,
                until: node.date("until"),
            })
        };
        let Some(one) = one() else { continue };
        let same =
            |o: &Override| o.framework == one.framework && same_target(&o.target, &one.target);
        let place = node.field("criterion").or_else(|| node.field("fact"));
        if let (true, Some(place)) = (overrides.iter().any(same), place) {
            let name = place.value.as_text().unwrap_or_default();
            out.duplicate("override of", place.at, &format!("{name}` of `{}", one.framework));
        }
        overrides.push(one);
    }
    overrides
}

fn same_target(one: &OverrideTarget, other: &OverrideTarget) -> bool {
    match (one, other) {
        (
            OverrideTarget::Rating { criterion: a, .. },
            OverrideTarget::Rating { criterion: b, .. },
        ) => a == b,
        (OverrideTarget::Fact { fact: a, .. }, OverrideTarget::Fact { fact: b, .. }) => a == b,
        _ => false,
    }
}

/// What an override replaces: a rating or the points of a fact.
fn target(
    node: &Spanned<Node>,
    catalogue: &Catalogue,
    out: &mut Diagnostics<'_>,
) -> Option<OverrideTarget> {
    let (at, node) = (node.at, &node.value);
    let (kind, keys, foreign): (_, _, &[&str]) = match (node.field("criterion"), node.field("fact"))
    {
        (Some(_), None) => ("criterion", "score", &["points"]),
        (None, Some(_)) => ("fact", "points", &["score", "low", "high"]),
        _ => {
            let help = "write `criterion:` with `score:`, or `fact:` with `points:`";
            out.error(at, "an override needs either `criterion` or `fact`", help);
            return None;
        }
    };
    for key in foreign {
        if let Some(value) = node.field(key) {
            out.error(value.at, &format!("an override of a {kind} takes no `{key}`"), "remove it");
        }
    }
    if node.field(keys).is_none() {
        out.error(
            at,
            &format!("an override of a {kind} needs `{keys}`"),
            &format!("add `{keys}:`"),
        );
    }
    if let Some(fact) = node.field("fact") {
        return Some(OverrideTarget::Fact {
            fact: fact_ref(fact, catalogue, out)?,
            points: node.number("points", Some)?,
        });
    }
    let score = node.number("score", |score| Score::new(score).ok())?;
    range_around(node, "score", Some(score.get()), out);
    let bound = |key, step: f64| {
        let given = node.number(key, |score| Score::new(score).ok());
        given.or_else(|| Score::new((score.get() + step).clamp(0.0, 10.0)).ok())
    };
    Some(OverrideTarget::Rating {
        criterion: node.id("criterion")?,
        score,
        low: bound("low", -1.0)?,
        high: bound("high", 1.0)?,
    })
}

/// A capability, a trait, or `trait=answer`.
fn fact_ref(
    node: &Spanned<Node>,
    catalogue: &Catalogue,
    out: &mut Diagnostics<'_>,
) -> Option<FactRef> {
    let text = node.value.as_text()?;
    let (name, answer) = match text.split_once('=') {
        Some((name, answer)) => (name, Some(answer)),
        None => (text, None),
    };
    let known = Known::of(catalogue);
    if !known.has(Ref::Trait, "", name) {
        if answer.is_none() && known.has(Ref::Capability, "", name) {
            return Some(FactRef::Capability(id(name)?));
        }
        let names = known.get(Ref::Subject, "").unwrap_or_default();
        let help = suggest::nearest(name, names).map_or_else(
            || "`weigh explain` lists the traits and the capabilities".to_owned(),
            |name| format!("did you mean `{name}`?"),
        );
        let what = if answer.is_some() { "trait" } else { Ref::Subject.noun() };
        out.error(node.at, &format!("unknown {what} `{name}`"), &help);
        return None;
    }
    let Some(answer) = answer else { return Some(FactRef::Trait(id(name)?, None)) };
    if !known.has(Ref::Answer, name, answer) {
        let answers = known.get(Ref::Answer, name).unwrap_or_default();
        let help = suggest::help(answer, answers).unwrap_or_default();
        out.error(node.at, &format!("trait `{name}` has no answer `{answer}`"), &help);
        return None;
    }
    Some(FactRef::Trait(id(name)?, Some(id(answer)?)))
}
