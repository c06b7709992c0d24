//! A profile: from a file, standard input, one line of a stream, or flags alone.

use super::decode::Diagnostics;
use super::digest::sha256;
use super::known::Known;
use super::overlay::Overlay;
use super::overrides::{OVERRIDE, overrides};
use super::problem::{Problem, Problems};
use super::shape::{
    ANSWER_ID, CRITERION_ID, FRAMEWORK_ID, POINTS, Range, Record, Ref, SCHEMA, Shape, TEXT,
    TRAIT_ID, key, words,
};
use super::text::Text;
use super::tree::{At, Node, Spanned, id};
use super::weighting::{something_counts, weighting};
use super::yaml;
use crate::model::{Catalogue, Need, Profile};

/// What a profile may hold.
pub static PROFILE: Record = Record {
    name: "Profile",
    about: "A project: what it is, what it needs, and what counts. Every key is optional.",
    keys: &[
        SCHEMA,
        key("title", Shape::Text, "The title of the decision record.")
            .example("Web shop for a bakery"),
        key("context", Shape::Text, "The situation in the team's own words.")
            .example("Two people, an existing till system, orders until six in the morning."),
        key(
            "frameworks",
            Shape::List(&FRAMEWORK_ID),
            "The candidates, at least two; by default those that the catalogue marks as default.",
        )
        .example("[django, flask]"),
        key(
            "traits",
            Shape::Map(&TRAIT_ID, &ANSWERS),
            "What the project is: each trait with its answer, or a list of answers where several are allowed.",
        ),
        key(
            "needs",
            Shape::Map(&Shape::Id(Ref::Capability), &NEED),
            "What the project needs: each capability with its need level.",
        ),
        key(
            "weights",
            Shape::Map(&CRITERION_ID, &POINTS),
            "Points of criteria; the others keep theirs. `weights`, `ranking` and `pairwise` are mutually exclusive.",
        ),
        key(
            "ranking",
            Shape::List(&CRITERION_ID),
            "Instead of weights, the criteria in order, the most important first.",
        )
        .example("[security, hiring]"),
        key(
            "pairwise",
            Shape::List(&Shape::Tuple(&[
                Shape::Id(Ref::Criterion),
                Shape::Id(Ref::Criterion),
                Shape::Ratio,
            ])),
            "Instead of weights, how many times as important one criterion is as another (1/9 to 9), for every pair of \
             the criteria named.",
        )
        .example("[[security, hiring, 5]]"),
        key(
            "fit-factor",
            Shape::Number(FIT_FACTOR),
            "How much the project's facts count beside the criteria, from 0 to 4; by default 1.",
        )
        .example("1"),
        key(
            "overrides",
            Shape::List(&Shape::Record(&OVERRIDE)),
            "The team's own ratings and points, which replace the catalogue's.",
        )
        .example(
            "\n#   - {framework: flask, criterion: hiring, score: 8, because: two of us have used it for years, \
             until: 2027-06-01}",
        ),
        key("deciders", Shape::List(&TEXT), "Who decides.").example("[Ada, Grace]"),
        key("review-by", Shape::Date, "When to review the decision: YYYY-MM-DD.")
            .example("2027-11-23"),
    ],
    rest: None,
};

static ANSWERS: Shape = Shape::OneOrMany(&ANSWER_ID);
static NEED: Shape = Shape::Words("need level", words::<Need>);

const FIT_FACTOR: Range = Range { low: 0.0, high: 4.0, above: false };

/// A profile that was read and is valid.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedProfile {
    /// The profile.
    pub profile: Profile,
    /// The file's name, where there was a file.
    pub path: Option<String>,
    /// The digest of its bytes, where there was a file.
    pub sha256: Option<String>,
}

impl Profile {
    /// Reads a profile in YAML (or JSON) and checks it against the catalogue.
    pub fn from_yaml(text: &str, catalogue: &Catalogue) -> Result<Self, Problems> {
        let text = Text::new("profile", text);
        text.within_limits()?;
        Ok(profile(Some(&text), &Overlay::default(), catalogue)?.profile)
    }
}

/// Reads a profile, lays the flags over it and checks both against the catalogue.
pub fn profile(
    text: Option<&Text>,
    overlay: &Overlay,
    catalogue: &Catalogue,
) -> Result<LoadedProfile, Problems> {
    let mut root = match text {
        Some(text) if yaml::is_blank(&text.text) => {
            let problem = Problem::new(&text.name, "this profile is empty");
            return Err(problem.help("write `{}` for a profile without answers").into());
        }
        Some(text) => yaml::parse(text)?,
        None => Spanned { value: Node::Map(Vec::new()), at: At::Flag(0) },
    };
    let flags_only = Text::new("the flags", "");
    let text_or_flags = text.unwrap_or(&flags_only);
    let mut out = Diagnostics::new(text_or_flags);
    overlay.lay_over(&mut root.value, &mut out);
    let mut profile = None;
    if out.check(&root, &PROFILE, &Known::of(catalogue)) {
        let read = decode(&root.value, catalogue, &mut out);
        if read.frameworks.is_none() && catalogue.candidates(&read).len() < 2 {
            let message = "at least two candidates are needed; one framework is marked default";
            let help = "name at least two with `frameworks: [..]` or `--frameworks`";
            out.push(Problem::new(&text_or_flags.name, message).help(help));
        }
        profile = Some(read);
    }
    Problems::unless(out.into_problems(), profile).map(|profile| LoadedProfile {
        profile,
        path: text.map(|text| text.name.clone()),
        sha256: text.map(|text| sha256([text.text.as_bytes()])),
    })
}

/// Reads the profile that a tree holds.
pub(super) fn decode(root: &Node, catalogue: &Catalogue, out: &mut Diagnostics<'_>) -> Profile {
    let profile = Profile {
        title: root.text("title"),
        context: root.text("context"),
        frameworks: root.field("frameworks").map(|_| root.ids("frameworks")),
        traits: (root.map("traits").iter())
            .filter_map(|(trait_id, given)| {
                several_only_where_allowed(trait_id, given, catalogue, out);
                let answers = Node::as_items(given).iter();
                let answers = answers.filter_map(|answer| id(answer.value.as_text()?)).collect();
                Some((id(&trait_id.value)?, answers))
            })
            .collect(),
        needs: (root.map("needs").iter())
            .filter_map(|(capability, need)| {
                Some((id(&capability.value)?, need.value.as_text()?.parse().ok()?))
            })
            .collect(),
        weighting: weighting(root, out),
        fit_factor: root.number("fit-factor", Some).unwrap_or(1.0),
        overrides: overrides(root, catalogue, out),
        deciders: root.texts("deciders"),
        review_by: root.date("review-by"),
    };
    if let (Some(ids), Some(node)) = (&profile.frameworks, root.field("frameworks"))
        && catalogue.candidates(&profile).len() < 2
        && matches!(node.value, Node::List(_))
        && ids.iter().all(|id| catalogue.frameworks.contains_key(id))
    {
        let known: Vec<_> = catalogue.frameworks.keys().map(|id| format!("`{id}`")).collect();
        let help = format!("known frameworks: {}", known.join(", "));
        out.error(node.at, "at least two frameworks are needed", &help);
    }
    something_counts(root, &profile, catalogue, out);
    profile
}

fn several_only_where_allowed(
    trait_id: &Spanned<String>,
    given: &Spanned<Node>,
    catalogue: &Catalogue,
    out: &mut Diagnostics<'_>,
) {
    let asked = catalogue.traits.iter().find(|asked| asked.id == *trait_id.value);
    match (Node::as_items(given), asked) {
        ([], Some(_)) if given.value != Node::Null => {
            out.error(trait_id.at, "missing answer", "write one, or remove the trait");
        }
        ([_, second, ..], Some(asked)) if !asked.several => {
            let message = format!("`{}` takes one answer, and this is a second", asked.id);
            out.error(second.at, &message, "keep one of them");
        }
        _ => {}
    }
}

/// Checks that `low` and `high` enclose a figure, which may be missing.
pub(super) fn range_around(
    node: &Node,
    name: &str,
    figure: Option<f64>,
    out: &mut Diagnostics<'_>,
) -> (Option<f64>, Option<f64>) {
    let (low, high) = (node.number("low", Some), node.number("high", Some));
    let help = "`low` is the lowest it could be and `high` the highest";
    let mut check = |key: &str, wrong: bool, message: String| {
        if let (true, Some(node)) = (wrong, node.field(key)) {
            out.error(node.at, &message, help);
        }
    };
    if let (Some(low), Some(figure)) = (low, figure) {
        check("low", low > figure, format!("`low` is {low}, above the {name}, {figure}"));
    }
    if let (Some(high), Some(figure)) = (high, figure) {
        check("high", high < figure, format!("`high` is {high}, below the {name}, {figure}"));
    }
    (low, high)
}
