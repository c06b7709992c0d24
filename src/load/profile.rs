//! A profile: from a file, standard input, one line of a stream, or flags alone.

use super::catalogue::{Kind, values};
use super::check::ratio;
use super::diagnostics::Diagnostics;
use super::entries::{check_keys, check_range};
use super::known::Known;
use super::overlay::Overlay;
use super::problem::{Problem, Problems};
use super::shape::{Ref, record};
use super::text::Text;
use super::tree::{At, Node, Spanned};
use super::yaml;
use crate::model::{Catalogue, Criterion, CriterionId, Profile, Score, Weighting};
use serde_json::{Value, json};
use std::collections::BTreeSet;

impl Profile {
    /// Reads a profile in YAML or JSON and checks it against the catalogue.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the text, each problem at its place; of invalid YAML, the first problem.
    pub fn from_yaml(text: &str, catalogue: &Catalogue) -> Result<Self, Problems> {
        let text = Text::new("profile", text);
        text.within_limits()?;
        profile(Some(&text), &Overlay::default(), catalogue)
    }
}

/// Reads a profile, overrides it with the flags and checks both against the catalogue.
pub fn profile(
    text: Option<&Text>,
    overlay: &Overlay,
    catalogue: &Catalogue,
) -> Result<Profile, Problems> {
    let flags_only = Text::new("the flags", "{}");
    let text = text.unwrap_or(&flags_only);
    if yaml::is_blank(&text.text) {
        let problem = Problem::new(&text.name, "this profile is empty");
        return Err(problem.help("write `{}` for a profile without answers").into());
    }
    let mut root = yaml::parse(text)?;
    refuse_other(&text.name, &root.value)?;
    let known = Known { traits: &catalogue.traits, ..Known::of(catalogue) };
    let mut out = Diagnostics::new(text, &known);
    overlay.lay_over(&mut root.value, catalogue, &mut out);
    let mut profile = None;
    if let Some(json) = out.check(&root, record("Profile")) {
        profile = decode(&root.value, json, catalogue, &mut out);
        if let Some(read) = profile.as_ref().filter(|read| read.frameworks.is_none())
            && let [only] = catalogue.candidates(read)[..]
        {
            let message = format!(
                "at least two candidates are needed, and only `{}` is marked `default: true`",
                only.id
            );
            let help =
                "mark another framework, or name at least two with `frameworks` or `--frameworks`";
            out.push(Problem::new(&catalogue.origin.place, &message).help(help));
        }
    }
    Problems::unless(out.into_problems(), profile)
}

/// Refuses a file that is no profile but something else that weigh reads.
fn refuse_other(name: &str, root: &Node) -> Result<(), Problem> {
    let kind = Kind::by_keys(root).filter(|_| root.entry("id").is_some() && !is_profile(root));
    let is_saved = root.text("schema").is_some_and(|it| it.starts_with("weigh/decision/"));
    let (what, help) = match kind {
        _ if is_saved => ("saved decision", "use it with `weigh diff`, or decide with its profile"),
        Some(kind) => (kind.about(), "name it with `--add` to add it to the catalogue"),
        None => return Ok(()),
    };
    Err(Problem::new(name, &format!("this is a {what}, not a profile")).help(help))
}

/// Whether a file has keys that only a profile has.
pub(super) fn is_profile(root: &Node) -> bool {
    let keys = ["traits", "needs", "weights", "frameworks", "ranking", "pairwise"];
    keys.iter().any(|key| root.entry(key).is_some())
}

/// Reads a checked profile.
pub(super) fn decode(
    root: &Node,
    mut json: Value,
    catalogue: &Catalogue,
    out: &mut Diagnostics,
) -> Option<Profile> {
    for (asked, given) in root.map("traits") {
        match (Node::as_items(given), catalogue.find_trait(&asked.value)) {
            ([], Some(_)) if given.value != Node::Null => {
                out.error(asked.at, "missing answer", "write one, or remove the trait");
            }
            ([_, second, ..], Some(known)) if !known.several => {
                let message = format!("`{}` takes one answer, and this is a second", known.id);
                out.error(second.at, &message, "keep one of them");
            }
            _ => {}
        }
    }
    check_weighting(root, out);
    check_overrides(root, out);
    for one in values(&mut json, "overrides") {
        if let Some(score) = one.get("score").and_then(Value::as_f64) {
            for (key, bound) in ["low", "high"].into_iter().zip(Score::default_range(score)) {
                if one.get(key).is_none() {
                    one[key] = json!(bound);
                }
            }
        }
    }
    let profile = out.read(json)?;
    check_something_counts(root, &profile, catalogue, out);
    Some(profile)
}

/// The ways to weigh the criteria, of which a profile has one.
fn methods() -> impl Iterator<Item = &'static str> {
    record("Profile").alternatives.iter().map(|method| method.key.as_str())
}

fn check_weighting(root: &Node, out: &mut Diagnostics) {
    let given: Vec<_> = methods().filter_map(|m| Some((m, root.field(m)?))).collect();
    for pair in given.windows(2) {
        // Against `--weight` this was reported where the flags were laid over the file.
        if let [(first, one), (second, other)] = pair
            && matches!(one.at, At::File(_))
        {
            let message = format!("`{first}` and `{second}` are mutually exclusive");
            out.error(other.at, &message, "keep one of `weights`, `ranking` and `pairwise`");
        }
    }
    if let Some(("pairwise", node)) = given.first() {
        check_pairs(node, out);
    }
}

fn check_pairs(node: &Spanned<Node>, out: &mut Diagnostics) {
    let items = Node::as_items(node);
    let mut seen = BTreeSet::new();
    let mut read = 0;
    for item in items {
        let [first, second, times] = Node::as_items(item) else { continue };
        let texts = first.value.as_text().zip(second.value.as_text());
        let Some((one, other)) = texts.filter(|_| ratio(&times.value).is_some()) else { continue };
        read += 1;
        if one == other {
            let message = format!("`{one}` is compared with itself");
            out.error(second.at, &message, "compare it with another criterion, or remove the line");
        } else if !seen.insert((one.min(other), one.max(other))) {
            let message = format!("`{one}` and `{other}` are compared twice");
            out.error(first.at, &message, "keep one of the two comparisons");
        }
    }
    let named: BTreeSet<_> = seen.iter().flat_map(|(one, other)| [*one, *other]).collect();
    let pairs = named.iter().flat_map(|one| named.iter().map(move |other| (*one, *other)));
    let missing: Vec<_> = pairs.filter(|pair| pair.0 < pair.1 && !seen.contains(pair)).collect();
    if let ([(one, other), rest @ ..], true) = (&*missing, read == items.len()) {
        let more =
            if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
        let message = format!("missing comparison: `{one}` with `{other}`{more}");
        out.error(node.at, &message, "compare every pair of the criteria named here");
    }
}

/// Refuses weights and answers with which no criterion counts.
fn check_something_counts(
    root: &Node,
    profile: &Profile,
    catalogue: &Catalogue,
    out: &mut Diagnostics,
) {
    let applies = |id: &CriterionId| {
        let mut answers = catalogue.given(profile);
        answers.all(|(_, one)| one.weights.get(id).is_none_or(|factor| factor.get() > 0.0))
    };
    let counts = |(id, criterion): &(CriterionId, Criterion)| match &profile.weighting {
        Weighting::Points(set) if set.contains_key(id) => set[id].get() > 0.0,
        _ => criterion.weight.get() > 0.0 && applies(id),
    };
    let by_name = matches!(profile.weighting, Weighting::Ranking(_) | Weighting::Pairwise(_));
    if by_name || catalogue.criteria.is_empty() || catalogue.criteria.iter().any(counts) {
        return;
    }
    let help = "give at least one criterion a weight above zero";
    if let Some(node) = root.field("weights") {
        out.error(node.at, "all weights are zero", help);
    } else if let Some(node) = root.field("traits") {
        out.error(node.at, "no criterion applies to this project", help);
    }
}

/// The team's own ratings and points: each needs what it replaces and by what.
fn check_overrides(root: &Node, out: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    let Some(Node::List(overrides)) = root.at(&["overrides"]) else { return };
    for item in overrides.iter().filter(|item| matches!(item.value, Node::Map(_))) {
        let (at, node) = (item.at, &item.value);
        let ways = &record("Override").alternatives;
        let given = ways.iter().filter_map(|way| Some((way, node.field(&way.key)?)));
        let [(way, target)] = given.collect::<Vec<_>>()[..] else {
            let help = "write `criterion` with `score`, or `fact` with `points`";
            out.error(at, "an override needs either `criterion` or `fact`", help);
            continue;
        };
        let kind = way.key.as_str();
        let foreign = record("Override").foreign_to(way);
        let what = format!("an override of a {kind}");
        check_keys((node, at), &what, &way.needs, &foreign, out);
        if kind == "fact" {
            check_fact(target, out);
        } else {
            check_range(node, "score", node.number("score"), out);
        }
        if let (Some(framework), Some(name)) = (node.text("framework"), target.value.as_text())
            && !seen.insert((framework.clone(), kind, name))
        {
            out.duplicate("override of", target.at, &format!("{name}` of `{framework}"));
        }
    }
}

fn check_fact(node: &Spanned<Node>, out: &mut Diagnostics) {
    let Some(text) = node.value.as_text() else { return };
    let (name, answer) =
        text.split_once('=').map_or((text, None), |(name, answer)| (name, Some(answer)));
    if answer.is_some() && out.known.has(Ref::Capability, "", name) {
        return out.error(
            node.at,
            "an override of a need applies to every level of it",
            &format!("write `{name}`"),
        );
    }
    let (what, scope, id) = match answer {
        Some(answer) if out.known.has(Ref::Trait, "", name) => (Ref::Answer, name, answer),
        Some(_) => (Ref::Trait, "", name),
        None => (Ref::Subject, "", name),
    };
    out.check_id(&Spanned { value: id.into(), at: node.at }, what, scope);
}
