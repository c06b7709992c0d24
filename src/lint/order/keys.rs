//! The order of keys in every kind of entry: that of the descriptions by which files are read.

use super::out_of_order;
use crate::lint::{File, Kind, LintContext, Reporter};
use crate::load::{
    CAPABILITIES, CRITERION, FIT, FRAMEWORK, Node, PRECEDENT, Record, SOURCES_FILE, Shape, TRAITS,
};

pub(in crate::lint) fn check(context: &LintContext<'_>, reporter: &mut Reporter) {
    for file in context.files {
        let record = match file.kind {
            Kind::Criterion => &CRITERION,
            Kind::Fit => &FIT,
            Kind::Framework => &FRAMEWORK,
            Kind::Traits => &TRAITS,
            Kind::Capabilities => &CAPABILITIES,
            Kind::Sources => &SOURCES_FILE,
            Kind::Precedent => &PRECEDENT,
            Kind::Profile => continue,
        };
        in_record(&file.tree, record, file, reporter);
    }
}

fn in_record(node: &Node, record: &Record, file: &File, reporter: &mut Reporter) {
    // A judgement is nothing without its reason, which follows the score; a measurement's reason comes last.
    let anywhere = if record.name == "Finding" { "because" } else { "" };
    let keys = record.keys.iter().map(|key| key.name).filter(|name| *name != anywhere);
    if let Some((place, message, hint)) = out_of_order(node, &keys.collect::<Vec<_>>()) {
        reporter.report_at(file, place, &message, &hint);
    }
    for (key, value) in node.entries() {
        let known = record.keys.iter().find(|known| known.name == key.value);
        let shape = known.map(|known| &known.shape).or(record.rest.map(|(_, values)| values));
        if let Some(shape) = shape {
            in_value(&value.value, shape, file, reporter);
        }
    }
}

fn in_value(node: &Node, shape: &Shape, file: &File, reporter: &mut Reporter) {
    match (shape, node) {
        (Shape::Record(record) | Shape::WordOr(_, record), Node::Map(_)) => {
            in_record(node, record, file, reporter);
        }
        (Shape::OrNull(shape), _) => in_value(node, shape, file, reporter),
        (Shape::Map(_, values), Node::Map(entries)) => {
            for (_, value) in entries {
                in_value(&value.value, values, file, reporter);
            }
        }
        (Shape::List(shape) | Shape::OneOrMany(shape), Node::List(items)) => {
            for item in items {
                in_value(&item.value, shape, file, reporter);
            }
        }
        _ => {}
    }
}
