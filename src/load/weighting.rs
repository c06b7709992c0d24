//! Weights, rankings and comparisons of a profile.

use super::decode::{Diagnostics, ratio};
use super::tree::{At, Node, Spanned, id};
use crate::model::{
    Catalogue, Comparison, Criterion, CriterionId, Points, Profile, Ratio, Weighting,
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn weighting(root: &Node, out: &mut Diagnostics<'_>) -> Weighting {
    let methods = ["weights", "ranking", "pairwise"];
    let given: Vec<_> = methods.into_iter().filter_map(|m| Some((m, root.field(m)?))).collect();
    for pair in given.windows(2) {
        // Against `--weight` this was reported where the flags were laid over the file.
        if let [(first, one), (second, other)] = pair
            && matches!(one.at, At::File(_))
        {
            let message = format!("`{first}` and `{second}` are mutually exclusive");
            out.error(other.at, &message, "keep one of `weights`, `ranking` and `pairwise`");
        }
    }
    match given.first() {
        None => Weighting::Catalogue,
        Some(("weights", node)) => {
            let points = node.value.entries().iter().filter_map(|(criterion, points)| {
                Some((id(&criterion.value)?, Points::new(points.value.as_number()?).ok()?))
            });
            Weighting::Points(points.collect())
        }
        Some(("ranking", node)) => {
            if node.value == Node::List(Vec::new()) {
                out.error(
                    node.at,
                    "this ranking is empty",
                    "name the criteria, the most important first",
                );
            }
            Weighting::Ranking(root.ids("ranking"))
        }
        Some((_, node)) => Weighting::Pairwise(pairwise(node, out)),
    }
}

fn pairwise(node: &Spanned<Node>, out: &mut Diagnostics<'_>) -> Vec<Comparison> {
    let items = Node::as_items(node);
    if node.value == Node::List(Vec::new()) {
        out.error(
            node.at,
            "there are no comparisons",
            "write `[security, hiring, 5]`, for every pair",
        );
    }
    let mut comparisons = Vec::new();
    let mut seen: BTreeSet<(CriterionId, CriterionId)> = BTreeSet::new();
    for item in items {
        let [first, second, times] = Node::as_items(item) else { continue };
        let one = || -> Option<Comparison> {
            let ratio = Ratio::new(ratio(&times.value)?).ok()?;
            let (first, second) = (id(first.value.as_text()?)?, id(second.value.as_text()?)?);
            Some(Comparison { first, second, ratio })
        };
        let Some(one) = one() else { continue };
        let (low, high) =
            (one.first.clone().min(one.second.clone()), one.first.clone().max(one.second.clone()));
        if low == high {
            let message = format!("`{low}` is compared with itself");
            out.error(second.at, &message, "compare it with another criterion, or remove the line");
        } else if !seen.insert((low.clone(), high.clone())) {
            let message = format!("`{}` and `{}` are compared twice", one.first, one.second);
            out.error(first.at, &message, "keep one of the two comparisons");
        }
        comparisons.push(one);
    }
    if comparisons.len() == items.len() {
        every_pair(node.at, &seen, out);
    }
    comparisons
}

fn every_pair(at: At, seen: &BTreeSet<(CriterionId, CriterionId)>, out: &mut Diagnostics<'_>) {
    let named: BTreeSet<_> = seen.iter().flat_map(|(one, other)| [one, other]).collect();
    let mut missing = Vec::new();
    for one in &named {
        for other in named.iter().filter(|other| *other > one) {
            if !seen.contains(&((*one).clone(), (*other).clone())) {
                missing.push((one, other));
            }
        }
    }
    if let [(one, other), rest @ ..] = &*missing {
        let more =
            if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
        let message = format!("missing comparison: `{one}` with `{other}`{more}");
        out.error(at, &message, "compare every pair of the criteria named here");
    }
}

/// Refuses weights and answers with which no criterion counts.
pub(super) fn something_counts(
    root: &Node,
    profile: &Profile,
    catalogue: &Catalogue,
    out: &mut Diagnostics<'_>,
) {
    let set = match &profile.weighting {
        Weighting::Points(points) => points.clone(),
        _ => BTreeMap::new(),
    };
    let given = profile.traits.iter().filter_map(|(id, answers)| {
        let asked = catalogue.find_trait(id)?;
        Some(answers.iter().filter_map(|answer| asked.find(answer)))
    });
    let answers: Vec<_> = given.flatten().collect();
    let applies = |id: &CriterionId| {
        answers.iter().all(|answer| answer.weights.get(id).is_none_or(|factor| factor.get() > 0.0))
    };
    let counts = |(id, criterion): (&CriterionId, &Criterion)| match set.get(id) {
        Some(points) => points.get() > 0.0,
        None => criterion.weight.get() > 0.0 && applies(id),
    };
    let by_name = match &profile.weighting {
        Weighting::Ranking(named) => !named.is_empty(),
        Weighting::Pairwise(pairs) => !pairs.is_empty(),
        Weighting::Catalogue | Weighting::Points(_) => false,
    };
    if by_name || catalogue.criteria.is_empty() || catalogue.criteria.iter().any(counts) {
        return;
    }
    let help = "give at least one criterion a weight above zero";
    match root.field("weights") {
        // What is wrong with a weight was reported.
        Some(node) if set.len() < node.value.entries().len() => {}
        Some(node) => out.error(node.at, "all weights are zero", help),
        None => {
            if let Some(node) = root.field("traits") {
                out.error(node.at, "no criterion applies to this project", help);
            }
        }
    }
}
