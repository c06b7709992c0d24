//! The order of keys and entries in the files of a catalogue.

mod keys;

pub(super) use keys::check as keys;

use super::{File, Kind, LintContext, Reporter};
use crate::load::{Node, Place, place};

pub(super) fn entries(context: &LintContext<'_>, reporter: &mut Reporter) {
    let listed = context.file(Kind::Capabilities).map(|file| file.keys(&[])).unwrap_or_default();
    for file in context.files.iter().filter(|file| file.kind == Kind::Framework) {
        for criterion in context.catalogue.criteria.values() {
            let order: Vec<&str> = criterion.indicators.iter().map(|one| one.id.as_str()).collect();
            in_order(file, &["findings", criterion.id.as_str()], &order, reporter);
        }
        in_order(file, &["capabilities"], &listed, reporter);
        let traits = &context.catalogue.traits;
        let asked: Vec<&str> = traits.iter().map(|one| one.id.as_str()).collect();
        in_order(file, &["fit"], &asked, reporter);
        for asked in traits {
            let order: Vec<&str> = asked.answers.iter().map(|one| one.id.as_str()).collect();
            in_order(file, &["fit", asked.id.as_str()], &order, reporter);
        }
    }
}

fn in_order(file: &File, path: &[&str], order: &[&str], reporter: &mut Reporter) {
    let Some(node) = file.tree.at(path) else { return };
    if let Some((place, message, hint)) = out_of_order(node, order) {
        reporter.report_at(file, place, &message, &hint);
    }
}

/// The first key that belongs before the one above it; unknown keys do not count.
fn out_of_order(node: &Node, order: &[&str]) -> Option<(Place, String, String)> {
    let mut last: Option<(usize, &str)> = None;
    for (key, _) in node.entries() {
        let Some(at) = order.iter().position(|known| *known == key.value) else { continue };
        match last {
            Some((before, name)) if at < before => {
                let message = format!("`{}` belongs before `{name}`", key.value);
                let hint = format!("the order is {}", order.join(", "));
                return Some((place(key), message, hint));
            }
            _ => last = Some((at, &key.value)),
        }
    }
    None
}
