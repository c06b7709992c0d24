//! The order of keys and entries in the files of a catalogue.

use super::{File, LintContext, Reporter};
use crate::load::{CAPABILITIES, FRAMEWORK, Node, PROFILE, Record, Ref, Shape};

/// Keys come in the order of the descriptions of the files.
pub(super) fn keys(context: &LintContext<'_>, reporter: &mut Reporter) {
    for file in context.files.iter().filter(|file| !file.is(&PROFILE)) {
        Walk { context, file, reporter, entries: false }.record(&file.tree, file.record);
    }
}

/// Entries of a framework come in the order in which the catalogue defines their ids.
pub(super) fn entries(context: &LintContext<'_>, reporter: &mut Reporter) {
    for file in context.files.iter().filter(|file| file.is(&FRAMEWORK)) {
        Walk { context, file, reporter, entries: true }.record(&file.tree, file.record);
    }
}

struct Walk<'a> {
    context: &'a LintContext<'a>,
    file: &'a File,
    reporter: &'a mut Reporter,
    /// Whether the order of entries is checked, not that of keys.
    entries: bool,
}

impl<'a> Walk<'a> {
    fn record(&mut self, node: &Node, record: &Record) {
        let mut order: Vec<&str> = record.keys.iter().map(|key| key.name).collect();
        if record.name == "Finding" && node.get("score").is_none() {
            // The reason follows the score of a judgement, but ends a count or a measurement.
            order.retain(|key| *key != "because");
            order.push("because");
        }
        if !self.entries && record.entries.is_none() {
            self.in_order(node, &order);
        }
        for (key, value) in node.entries() {
            let known = record.keys.iter().find(|known| known.name == key.value);
            let shape = known.map(|known| &known.shape).or(record.entries);
            if let Some(shape) = shape {
                self.value(&value.value, shape, "");
            }
        }
    }

    /// `scope` is the key above, on which the ids below may depend.
    fn value(&mut self, node: &Node, shape: &Shape, scope: &str) {
        match (shape, node) {
            (Shape::Record(record) | Shape::WordOr(_, record), _) => self.record(node, record),
            (Shape::OrNull(shape) | Shape::OneOrMany(shape), _) => self.value(node, shape, scope),
            (Shape::List(shape), Node::List(items)) => {
                items.iter().for_each(|item| self.value(&item.value, shape, scope));
            }
            (Shape::Map(keys, values), Node::Map(entries)) => {
                if let (Shape::Id(of), true) = (keys, self.entries) {
                    self.in_order(node, &self.defined(*of, scope));
                }
                entries.iter().for_each(|(key, value)| {
                    self.value(&value.value, values, &key.value);
                });
            }
            _ => {}
        }
    }

    /// The ids that the catalogue defines, in their order there.
    fn defined(&self, of: Ref, scope: &str) -> Vec<&'a str> {
        let known = self.context.catalogue;
        match of {
            Ref::Capability => {
                let file = self.context.file(&CAPABILITIES);
                file.map(|file| file.keys(&[])).unwrap_or_default()
            }
            Ref::Trait => known.traits.iter().map(|asked| asked.id.as_str()).collect(),
            Ref::Answer => {
                let asked = known.traits.iter().filter(|asked| asked.id == *scope);
                asked.flat_map(|asked| &asked.answers).map(|answer| answer.id.as_str()).collect()
            }
            Ref::Indicator => {
                let indicators = known.criteria.get(scope).map(|one| &one.indicators);
                indicators.into_iter().flatten().map(|one| one.id.as_str()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Reports the first key that belongs before the one above it; unknown keys do not count.
    fn in_order(&mut self, node: &Node, order: &[&str]) {
        let mut last: Option<(usize, &str)> = None;
        for (key, _) in node.entries() {
            let Some(at) = order.iter().position(|known| *known == key.value) else { continue };
            if let Some((_, above)) = last.filter(|(before, _)| at < *before) {
                let message = format!("`{}` belongs before `{above}`", key.value);
                let hint = format!("the order is {}", order.join(", "));
                return self.reporter.report_at(self.file, key.place(), &message, &hint);
            }
            last = Some((at, &key.value));
        }
    }
}
