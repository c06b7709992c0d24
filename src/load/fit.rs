//! The rules of project fit.

use super::check::Diagnostics;
use super::decode::{read, record, values};
use super::files::FIT;
use super::tree::Node;
use crate::model::{CapabilityId, Catalogue, Condition, FitRules, Implication};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Reads the rules; the catalogue has all traits and capabilities that are valid.
pub(super) fn fit(
    root: &Node,
    catalogue: &Catalogue,
    out: &mut Diagnostics<'_>,
) -> Option<FitRules> {
    let mut json = record(root, &FIT);
    for list in ["implies", "outside"] {
        for node in root.items(list) {
            if let (Some(when), []) = (node.value.field("when"), node.value.map("when")) {
                let help = "write `{trait: answer}` or `{capability: want}`";
                out.error(when.at, "there is no condition", help);
            }
        }
        for one in json.get_mut(list).into_iter().flat_map(values) {
            if let Some(when) = one.get_mut("when") {
                *when = conditions(when, catalogue);
            }
        }
    }
    if let Some(leads) = root.field("thresholds").map(|leads| &leads.value)
        && let Some(clear) = leads.field("clear")
        && leads.number("clear") < leads.number("too-close")
    {
        out.error(clear.at, "`clear` is below `too-close`", "exchange the two");
    }
    let rules: FitRules = read(json)?;
    check_cycles(&rules.implies, root, out);
    Some(rules)
}

fn conditions(when: &Value, catalogue: &Catalogue) -> Value {
    let known = |subject: &str| catalogue.traits.iter().any(|asked| asked.id == *subject);
    let condition = |(subject, value): (&String, &Value)| {
        let kind = if known(subject) { "answer" } else { "need" };
        json!({ (kind): [subject, value] })
    };
    when.as_object().into_iter().flatten().map(condition).collect()
}

/// Refuses needs that bring each other along.
fn check_cycles(implies: &[Implication], root: &Node, out: &mut Diagnostics<'_>) {
    let brings = |from: &CapabilityId| {
        let starts = |one: &&Implication| {
            one.when.iter().any(|when| matches!(when, Condition::Need(id, _) if id == from))
        };
        implies.iter().filter(starts).flat_map(|one| one.needs.keys()).collect::<Vec<_>>()
    };
    for (one, node) in implies.iter().zip(root.items("implies")) {
        for start in one.needs.keys() {
            let mut reached = BTreeSet::new();
            let mut next = brings(start);
            while let Some(capability) = next.pop() {
                if reached.insert(capability) {
                    next.extend(brings(capability));
                }
            }
            if reached.contains(start) {
                let message = format!("`{start}` brings itself along, through others or directly");
                let at = node.value.field("needs").map_or(node.at, |needs| needs.at);
                return out.error(at, &message, "remove one of the implications");
            }
        }
    }
}
