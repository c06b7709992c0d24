//! The rules of project fit.

use super::decode::Diagnostics;
use super::shape::{POINTS, Range, Record, Ref, SCHEMA, Shape, TEXT, TRAIT_ID, key};
use super::tree::{Entry, Node, Spanned, id};
use crate::model::{
    CapabilityId, Catalogue, Condition, FitRules, Implication, Need, NeedPoints, Outside, Points,
    Thresholds, Word,
};
use std::collections::BTreeSet;

/// What `fit.yaml` may hold.
pub static FIT: Record = Record {
    name: "Fit",
    about: "The rules of project fit: the points that a project's answers and needs add to a framework or take from it.",
    keys: &[
        SCHEMA,
        key("points", Shape::Map(&TRAIT_ID, &POINTS), "Traits, each with its points.").required(),
        key("needs", Shape::Record(&NEEDS), "The points of needs.").required(),
        key(
            "unsaid",
            POINTS,
            "What the project has not told may be worth up to so many points, either way.",
        )
        .required(),
        key("thresholds", Shape::Record(&THRESHOLDS), "The leads at which the verdict changes.")
            .required(),
        key(
            "implies",
            Shape::List(&Shape::Record(&IMPLICATION)),
            "The needs that something brings along.",
        ),
        key(
            "outside",
            Shape::List(&Shape::Record(&OUTSIDE)),
            "Projects for which something outside the catalogue is the usual choice.",
        ),
    ],
    rest: None,
};

static NEEDS: Record = Record {
    name: "NeedPoints",
    about: "The points of needs.",
    keys: &[
        key(
            "step",
            POINTS,
            "Points between built in and by extension, and half of those to missing.",
        )
        .required(),
        key("maybe", Shape::Number(Range::PART), "The weight of a `maybe`; the others have 1.")
            .required(),
        key(
            "bypass",
            POINTS,
            "Points of a feature that will not be used, between built in and not.",
        )
        .required(),
    ],
    rest: None,
};

static THRESHOLDS: Record = Record {
    name: "Thresholds",
    about: "Leads, in points, at which the verdict changes.",
    keys: &[
        key("too-close", POINTS, "Below this lead, no framework is recommended.").required(),
        key("clear", POINTS, "From this lead on, the recommendation is clear.").required(),
    ],
    rest: None,
};

static IMPLICATION: Record = Record {
    name: "Implication",
    about: "Needs that an answer or another need brings along.",
    keys: &[
        key("when", WHEN, "Answers and needs, all of which must be given.").required(),
        key(
            "needs",
            Shape::Map(&Shape::Id(Ref::Capability), &BROUGHT),
            "Capabilities, each with its need level: `want`, `maybe` or `bypass`.",
        )
        .required(),
        key("because", Shape::Text, "The reason.").required(),
    ],
    rest: None,
};

static OUTSIDE: Record = Record {
    name: "Outside",
    about: "A usual choice outside the catalogue.",
    keys: &[
        key("when", WHEN, "Answers and needs, all of which must be given.").required(),
        key("alternatives", Shape::List(&TEXT), "What people choose.").required(),
        key("because", Shape::Text, "The reason.").required(),
        key("precedents", Shape::List(&Shape::Id(Ref::Precedent)), "Decisions that ended there."),
    ],
    rest: None,
};

const WHEN: Shape = Shape::Map(&Shape::Id(Ref::Subject), &Shape::Id(Ref::Statement));
static BROUGHT: Shape = Shape::Words("need level that can be brought along", brought);

fn brought() -> Vec<(&'static str, &'static str)> {
    [Need::Want, Need::Maybe, Need::Bypass].map(|need| (need.as_str(), need.about())).to_vec()
}

/// Reads the rules; the catalogue has all traits and capabilities that are valid.
pub(super) fn fit(
    root: &Node,
    catalogue: &Catalogue,
    out: &mut Diagnostics<'_>,
) -> Option<FitRules> {
    let points = root.map("points").iter().filter_map(|(asked, number)| {
        Some((id(&asked.value)?, Points::new(number.value.as_number()?).ok()?))
    });
    let (needs, leads) = (&root.field("needs")?.value, &root.field("thresholds")?.value);
    let thresholds = Thresholds {
        too_close: leads.number("too-close", Some)?,
        clear: leads.number("clear", Some)?,
    };
    if let Some(node) = leads.field("clear").filter(|_| thresholds.clear < thresholds.too_close) {
        out.error(node.at, "`clear` is below `too-close`", "exchange the two");
    }
    let implies: Vec<_> =
        root.items("implies").iter().filter_map(|one| implication(one, catalogue, out)).collect();
    cycle(&implies, root, out);
    let outside = root.items("outside").iter().filter_map(|one| {
        Some(Outside {
            when: conditions(one, catalogue, out)?,
            alternatives: one.value.texts("alternatives"),
            because: one.value.text("because")?,
            precedents: one.value.ids("precedents"),
        })
    });
    Some(FitRules {
        points: points.collect(),
        needs: NeedPoints {
            step: needs.number("step", Some)?,
            maybe: needs.number("maybe", Some)?,
            bypass: needs.number("bypass", Some)?,
        },
        unsaid: root.number("unsaid", Some)?,
        thresholds,
        outside: outside.collect(),
        implies,
    })
}

fn implication(
    node: &Spanned<Node>,
    catalogue: &Catalogue,
    out: &mut Diagnostics<'_>,
) -> Option<Implication> {
    let needs = node.value.map("needs").iter().filter_map(|(capability, need)| {
        Some((id(&capability.value)?, need.value.as_text()?.parse().ok()?))
    });
    Some(Implication {
        when: conditions(node, catalogue, out)?,
        needs: needs.collect(),
        because: node.value.text("because")?,
    })
}

fn conditions(
    node: &Spanned<Node>,
    catalogue: &Catalogue,
    out: &mut Diagnostics<'_>,
) -> Option<Vec<Condition>> {
    let entries = node.value.map("when");
    if let (Some(when), []) = (node.value.field("when"), entries) {
        out.error(
            when.at,
            "there is no condition",
            "write `{trait: answer}` or `{capability: want}`",
        );
    }
    let condition = |(subject, value): &Entry| {
        let (subject, value) = (&subject.value, value.value.as_text()?);
        if catalogue.traits.iter().any(|asked| asked.id == **subject) {
            return Some(Condition::Answer(id(subject)?, id(value)?));
        }
        Some(Condition::Need(id(subject)?, value.parse().ok()?))
    };
    entries.iter().map(condition).collect()
}

/// Refuses needs that bring each other along.
fn cycle(implies: &[Implication], root: &Node, out: &mut Diagnostics<'_>) {
    let brings = |from: &CapabilityId| {
        let starts = |one: &&Implication| {
            one.when.iter().any(|when| matches!(when, Condition::Need(id, _) if id == from))
        };
        implies.iter().filter(starts).flat_map(|one| one.needs.keys()).collect::<Vec<_>>()
    };
    for (at, one) in implies.iter().enumerate() {
        for start in one.needs.keys() {
            let mut reached = BTreeSet::new();
            let mut next = brings(start);
            while let Some(capability) = next.pop() {
                if reached.insert(capability) {
                    next.extend(brings(capability));
                }
            }
            if let (true, Some(node)) = (reached.contains(start), root.items("implies").get(at)) {
                let message = format!("`{start}` brings itself along, through others or directly");
                let at = node.value.field("needs").map_or(node.at, |needs| needs.at);
                return out.error(at, &message, "remove one of the implications");
            }
        }
    }
}
