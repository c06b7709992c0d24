//! From a checked tree to the types of the model.
//!
//! serde reads the types from JSON with the keys of the file. Whatever can be written in several ways is the same here.

use super::check::ratio;
use super::shape::{Record, Shape};
use super::tree::Node;
use crate::model::Months;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A value of the model; none where the file is wrong, which was reported.
pub(super) fn read<T: DeserializeOwned>(json: Value) -> Option<T> {
    serde_json::from_value(json).ok()
}

/// The keys of a record that have a value.
pub(super) fn record(node: &Node, record: &Record) -> Value {
    let written = record.keys.iter().filter_map(|key| Some((key, node.field(key.name)?)));
    let values = written.map(|(key, node)| (key.name, value(&node.value, &key.shape)));
    values.filter(|(_, value)| !value.is_null()).collect()
}

/// The entries of a table, each with its id.
pub(super) fn table(root: &Node, of: &Record) -> Vec<Value> {
    root.table()
        .map(|(key, node)| {
            let mut entry = record(&node.value, of);
            entry["id"] = json!(key.value);
            entry
        })
        .collect()
}

/// The values of a list or a map.
pub(super) fn values(of: &mut Value) -> Vec<&mut Value> {
    match of {
        Value::Array(items) => items.iter_mut().collect(),
        Value::Object(entries) => entries.values_mut().collect(),
        _ => Vec::new(),
    }
}

fn value(node: &Node, shape: &Shape) -> Value {
    match (shape, node) {
        (Shape::OrUnknown(_) | Shape::WordOr(..), Node::Text(text)) if text == "unknown" => {
            Value::Null
        }
        (Shape::OrUnknown(shape) | Shape::OrNull(shape), _) => value(node, shape),
        (Shape::Ratio, _) => json!(ratio(node)),
        (Shape::Months, Node::Text(text)) => json!(text.parse::<Months>().ok()),
        (Shape::Id(_) | Shape::Words(..), Node::Number(number)) => json!(number.to_string()),
        (Shape::Id(_) | Shape::Words(..), Node::Bool(bool)) => json!(bool.to_string()),
        (Shape::List(shape) | Shape::OneOrMany(shape), Node::List(items)) => {
            items.iter().map(|item| value(&item.value, shape)).collect()
        }
        (Shape::OneOrMany(shape), _) => json!([value(node, shape)]),
        (Shape::Tuple(shapes), Node::List(items)) => {
            items.iter().zip(*shapes).map(|(item, shape)| value(&item.value, shape)).collect()
        }
        (Shape::Map(_, shape), Node::Map(entries)) => entries
            .iter()
            .map(|(key, node)| (key.value.as_str(), value(&node.value, shape)))
            .filter(|(_, value)| !value.is_null())
            .collect(),
        (Shape::Record(of), Node::Map(_)) => record(node, of),
        (Shape::Record(_), _) => Value::Null,
        (Shape::WordOr(_, of), Node::Map(_)) => json!({ (of.keys[0].name): record(node, of) }),
        (_, Node::Text(text)) => json!(text),
        (_, Node::Bool(bool)) => json!(bool),
        // A whole number is one of the model's, too.
        (_, Node::Number(number)) => {
            number.to_string().parse::<u64>().map_or_else(|_| json!(number), Value::from)
        }
        _ => Value::Null,
    }
}
