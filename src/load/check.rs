//! Checks a tree against the description of its file, and reads it as JSON.

use super::diagnostics::{Diagnostics, short};
use super::shape::{Key, Range, Record, Shape, record, words};
use super::suggest;
use super::tree::{At, Node, Spanned};
use crate::model::{AnswerId, Months, Ratio, Word};
use crate::text::{join, or_list};
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// The newest schema version that is supported.
const VERSION: f64 = 1.0;

/// How a map and comparisons are written.
const MAP: &str = r#"write it as `{"key": value}`"#;
const COMPARISON: &str = r#"write `[["one", "other", 5]]`"#;
const COMPARISONS: &str = r#"write it as `[["one", "other", 5]]`"#;

impl Diagnostics<'_> {
    /// Checks a whole file, and reads it as JSON with the keys of the file, in which what can be written in several
    /// ways is the same; none where its schema version is not supported, so that nothing else can be said of it.
    pub(super) fn check(&mut self, root: &Spanned<Node>, record: &Record) -> Option<Value> {
        if let Some(Spanned { value: Node::Number(version), at }) = root.value.field("schema")
            && *version > VERSION
        {
            let version = short(*version);
            let message = format!("unsupported schema version {version} (supported: {VERSION})");
            self.error(*at, &message, "upgrade weigh");
            return None;
        }
        self.repeated_keys(&root.value);
        Some(self.record(root, record, ""))
    }

    /// Reports the keys that the file repeats within a map, however deep.
    fn repeated_keys(&mut self, node: &Node) {
        let mut seen = BTreeSet::new();
        for (key, value) in node.entries() {
            if matches!(key.at, At::File(_)) && !seen.insert(key.value.as_str()) {
                self.duplicate("key", key.at, &key.value);
            }
            self.repeated_keys(&value.value);
        }
        if let Node::List(items) = node {
            items.iter().for_each(|item| self.repeated_keys(&item.value));
        }
    }

    fn record(&mut self, node: &Spanned<Node>, record: &Record, scope: &str) -> Value {
        let Node::Map(entries) = &node.value else { return self.expected("a map", MAP, node) };
        let (mut json, mut misspelt) = (Map::new(), Vec::new());
        for (key, value) in entries {
            let name = &key.value;
            let read = match record.keys.iter().find(|known| known.name == *name) {
                Some(known) if value.value != Node::Null => {
                    let is_other = matches!(
                        (&known.shape, &value.value),
                        (Shape::List(_) | Shape::OneOrMany(_), Node::Map(_))
                    );
                    if let Some((least, message, help)) = &known.least
                        && value.value.count() < *least
                        && !is_other
                    {
                        self.error(value.at, message, help);
                        if !matches!(value.value, Node::List(_) | Node::Map(_)) {
                            continue;
                        }
                    }
                    self.value(value, &known.shape, scope)
                }
                Some(known) if known.required => {
                    self.error(value.at, &format!("missing value of `{name}`"), "");
                    continue;
                }
                Some(_) => continue,
                None => {
                    let Some(entries) = &record.entries else {
                        misspelt.extend(self.unknown_key(key, record));
                        continue;
                    };
                    self.text(key, &Shape::NewId, scope);
                    self.value(value, entries, name)
                }
            };
            if !read.is_null() {
                json.insert(name.to_string(), read);
            }
        }
        for Key { name, .. } in record.keys.iter().filter(|key| key.required) {
            let written = entries.iter().any(|(written, _)| written.value == *name);
            if !written && !misspelt.contains(&name.as_str()) {
                let (message, help) = (format!("missing key `{name}`"), format!("add `{name}`"));
                self.error(node.at, &message, &help);
            }
        }
        Value::Object(json)
    }

    /// Reports an unknown key; gives the key that was meant, if it is likely.
    fn unknown_key<'k>(&mut self, key: &Spanned<SmolStr>, record: &'k Record) -> Option<&'k str> {
        let names = record.keys.iter().map(|key| key.name.as_str());
        let help = suggest::help(&key.value, names.clone()).unwrap_or_else(|| {
            format!("`weigh schema {}` lists the keys", record.name.to_lowercase())
        });
        self.error(key.at, &format!("unknown key `{}`", key.value), &help);
        suggest::nearest(&key.value, names)
    }

    /// Reads a value; `scope` is the key above, on which references may depend.
    fn value(&mut self, node: &Spanned<Node>, shape: &Shape, scope: &str) -> Value {
        match (shape, &node.value) {
            (Shape::OrNull(_), Node::Null) => {}
            (Shape::OrNull(shape), _) => return self.value(node, shape, scope),
            (Shape::Version, Node::Number(version)) => {
                if version.total_cmp(&VERSION).is_ne() {
                    let message = format!("unsupported schema version {}", short(*version));
                    self.error(node.at, &message, "write 1");
                }
            }
            (Shape::Version, _) => {
                return self.unquoted("the number 1", "write 1", node, |text| text == "1");
            }
            (Shape::Bool, Node::Bool(bool)) => return json!(bool),
            (Shape::Bool, _) => {
                let is_bool = |text: &str| ["true", "false"].contains(&text);
                return self.unquoted("`true` or `false`", "", node, is_bool);
            }
            (Shape::Number(range), _) => return self.number(node, *range),
            (Shape::Ratio, _) => return self.ratio(node),
            (Shape::Record(name), _) => return self.record(node, record(name), scope),
            (Shape::WordOr(_, name), Node::Map(_)) => {
                let of = record(name);
                return json!({ (of.keys[0].name.as_str()): self.record(node, of, scope) });
            }
            (Shape::Map(keys, values), Node::Map(entries)) => {
                let flags = entries.iter().filter(|(key, _)| matches!(key.at, At::Flag(_)));
                self.distinct(keys, flags.map(|(key, _)| (key.value.as_str(), key.at)));
                let mut json = Map::new();
                for (key, value) in entries {
                    self.text(key, keys, scope);
                    let read = self.value(value, values, &key.value);
                    if !read.is_null() {
                        json.insert(key.value.to_string(), read);
                    }
                }
                return json.into();
            }
            (Shape::Map(..), _) => return self.expected("a map", MAP, node),
            (Shape::OneOrMany(shape) | Shape::List(shape), Node::List(items)) => {
                let texts = items.iter().filter_map(|item| Some((item.value.as_text()?, item.at)));
                self.distinct(shape, texts);
                return items.iter().map(|item| self.value(item, shape, scope)).collect();
            }
            (Shape::OneOrMany(of), Node::Text(text))
                if text.contains(',') && matches!(**of, Shape::Id(_) | Shape::Words(_)) =>
            {
                let message = format!("expected a list, found the text `{text}`");
                self.error(node.at, &message, &format!("write it as `[{text}]`"));
            }
            (Shape::OneOrMany(shape), _) => return json!([self.value(node, shape, scope)]),
            (Shape::List(of), _) => {
                let (what, help) = match (&**of, &node.value) {
                    (Shape::Record(_), _) => {
                        ("a list of entries", r#"write it as `[{"key": value}]`"#)
                    }
                    (Shape::Tuple(_), _) => ("a list of comparisons", COMPARISONS),
                    (_, Node::Map(_)) => ("a list", r#"write it as `["one", "other"]`"#),
                    _ => ("a list", &*format!("write it as `[{}]`", self.written(node.at))),
                };
                return self.expected(what, help, node);
            }
            (Shape::Tuple(shapes), Node::List(items)) if items.len() == shapes.len() => {
                let items = items.iter().zip(shapes);
                return items.map(|(item, shape)| self.value(item, shape, scope)).collect();
            }
            (Shape::Tuple(shapes), Node::List(items)) => {
                let message = format!("expected {} values, found {}", shapes.len(), items.len());
                self.error(node.at, &message, COMPARISON);
            }
            (Shape::Tuple(_), _) => return self.expected("a list", COMPARISON, node),
            (_, Node::Text(text)) => {
                return self.text(&Spanned { value: text.clone(), at: node.at }, shape, scope);
            }
            (Shape::WordOr(words, _), _) => {
                return self.expected(&format!("{} or a map", quoted(words)), "", node);
            }
            (Shape::OrUnknown(shape), Node::Number(_) | Node::Bool(_)) => {
                return self.value(node, shape, scope);
            }
            // Of these no number becomes one by quotes.
            (
                Shape::Words(_) | Shape::Id(_) | Shape::Date | Shape::Months | Shape::Url,
                Node::Number(_) | Node::Bool(_),
            ) => {
                let value = self.written(node.at);
                return self.text(&Spanned { value: value.into(), at: node.at }, shape, scope);
            }
            (_, Node::Number(_) | Node::Bool(_)) => {
                let written = self.written(node.at);
                self.expected("text", &format!("put it in quotes: \"{written}\""), node);
            }
            (_, Node::Null) => {
                self.error(node.at, "missing value", "write one, or remove the key");
            }
            _ => return self.expected("text", "write one value", node),
        }
        Value::Null
    }

    fn expected(&mut self, what: &str, help: &str, node: &Spanned<Node>) -> Value {
        self.error(node.at, &format!("expected {what}, found {}", node.value.shown()), help);
        Value::Null
    }

    /// As [`Self::expected`], where a text may be what would be right without its quotes.
    fn unquoted(
        &mut self,
        what: &str,
        help: &str,
        node: &Spanned<Node>,
        is_meant: impl Fn(&str) -> bool,
    ) -> Value {
        match node.value.as_text().map(str::trim).filter(|text| is_meant(text)) {
            Some(text) => {
                let message = format!("expected {what}, found the text {}", node.value.shown());
                self.error(node.at, &message, &format!("write {text}"));
                Value::Null
            }
            None => self.expected(what, help, node),
        }
    }

    fn number(&mut self, node: &Spanned<Node>, range: Range) -> Value {
        match &node.value {
            Node::Number(number) if range.whole && number.fract() != 0.0 && number.is_finite() => {
                self.error(node.at, "expected a whole number", "");
            }
            Node::Number(number) if range.contains(*number) => {
                // A whole number is one of the model's, too.
                let whole = number.to_string().parse::<u64>();
                return whole.map_or_else(|_| json!(number), Value::from);
            }
            Node::Number(_) => return self.expected(&range.about(), "", node),
            Node::Text(text) if !meant_numbers(text).is_empty() => {
                let mut meant = meant_numbers(text);
                meant.retain(|(_, number)| range.contains(*number));
                let valid = or_list(meant.iter().map(|(text, _)| text));
                let what = if meant.is_empty() { &range.about() } else { "a number" };
                let help = if meant.is_empty() { valid } else { format!("write {valid}") };
                let message = format!("expected {what}, found the text `{text}`");
                self.error(node.at, &message, &help);
            }
            _ => return self.expected("a number", "", node),
        }
        Value::Null
    }

    fn ratio(&mut self, node: &Spanned<Node>) -> Value {
        let is_ratio = |number| Ratio::new(number).is_ok();
        let Some(number) = ratio(&node.value) else {
            let is_meant = |text: &str| text.parse().is_ok_and(is_ratio);
            return self.unquoted("a number from 1/9 to 9", "", node, is_meant);
        };
        if is_ratio(number) {
            return json!(number);
        }
        let message = format!("invalid ratio {}", self.written(node.at));
        self.error(node.at, &message, "write a number from 1/9 to 9");
        Value::Null
    }

    /// A text that is a value or a key.
    fn text(&mut self, text: &Spanned<SmolStr>, shape: &Shape, scope: &str) -> Value {
        let value = text.value.as_str();
        let mut invalid = |valid: bool, what: &str, help: &str| {
            if !valid {
                self.error(text.at, &format!("invalid {what} `{value}`"), help);
            }
        };
        match shape {
            Shape::Text if value.trim().is_empty() => {
                self.error(text.at, "this text is empty", "write some text");
            }
            Shape::Date | Shape::PartialDate if is_written_as_day(value) => {
                let help = "there is no such day: write one that exists, as YYYY-MM-DD";
                invalid(is_day(value), "date", help);
            }
            Shape::Date => invalid(false, "date", "write it as YYYY-MM-DD"),
            Shape::PartialDate => {
                let help = "write it as YYYY-MM-DD, or as \"YYYY-MM\" or \"YYYY\" in quotes";
                let whole = match value.len() {
                    4 => format!("{value}-01-01"),
                    7 => format!("{value}-01"),
                    _ => value.to_owned(),
                };
                invalid(is_day(&whole), "date", help);
            }
            Shape::Months => {
                let months = value.parse::<Months>().ok();
                invalid(months.is_some(), "span of time", "write it as `24 months` or `2 years`");
                return json!(months);
            }
            Shape::Url => {
                let has_scheme = value.starts_with("https://") || value.starts_with("http://");
                let valid = has_scheme && !value.contains(char::is_whitespace);
                invalid(valid, "URL", "begin it with https://");
            }
            Shape::NewId => {
                let help =
                    "use lower-case letters, digits and single hyphens, such as `e-commerce`";
                invalid(AnswerId::new(value).is_ok(), "id", help);
            }
            Shape::OrUnknown(_) | Shape::WordOr(..) if value == "unknown" => return Value::Null,
            Shape::OrUnknown(shape) => return self.text(text, shape, scope),
            Shape::Id(what) => self.check_id(text, *what, scope),
            Shape::Words(what) => {
                let words: Vec<_> = words(what).into_iter().map(|(word, _)| word).collect();
                if !words.contains(&value) {
                    self.unknown(what, text, words);
                }
            }
            Shape::WordOr(words, name) if !words.iter().any(|word| word == value) => {
                let key = &record(name).keys[0].name;
                let help = format!("expected {} or `{{{key}: NAME}}`", quoted(words));
                self.error(text.at, &format!("unknown value `{value}`"), &help);
            }
            _ => {}
        }
        json!(value)
    }

    /// Ids in a list, or in flags that are keys of a map.
    fn distinct<'s>(&mut self, shape: &Shape, texts: impl Iterator<Item = (&'s str, At)>) {
        let what = match shape {
            Shape::Id(what) => what.about(),
            Shape::NewId => "id",
            _ => return,
        };
        let mut seen = BTreeSet::new();
        for (text, at) in texts {
            if !seen.insert(text) {
                self.duplicate(what, at, text);
            }
        }
    }
}

/// A number, which may be written as a fraction.
pub(super) fn ratio(node: &Node) -> Option<f64> {
    let Node::Text(text) = node else { return node.as_number() };
    let (above, below) = text.split_once('/')?;
    Some(above.trim().parse::<f64>().ok()? / below.trim().parse::<f64>().ok()?)
}

fn quoted(words: &[String]) -> String {
    join(words.iter().map(|word| format!("`{word}`")), ", ")
}

/// The numbers that a text may mean, as they must be written. A comma before three digits may separate thousands.
pub(super) fn meant_numbers(text: &str) -> Vec<(String, f64)> {
    let plain = text.trim().trim_end_matches('%').trim_end();
    let (whole, _) = plain.split_once('.').unwrap_or((plain, ""));
    let has_thousands =
        !whole.starts_with('0') && whole.split(',').skip(1).all(|group| group.len() == 3);
    let mut readings = vec![plain.replace(',', "."), plain.replace(',', "")];
    readings.truncate(if has_thousands && whole.contains(',') { 2 } else { 1 });
    let number = |text: String| Some((text.parse().ok().filter(|n| f64::is_finite(*n))?, text));
    readings.into_iter().rev().filter_map(number).map(|(number, text)| (text, number)).collect()
}

/// Whether a text is written as YYYY-MM-DD.
fn is_written_as_day(text: &str) -> bool {
    let is_right =
        |(at, c): (usize, u8)| if at == 4 || at == 7 { c == b'-' } else { c.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(is_right)
}

/// Whether a text is a date written as YYYY-MM-DD.
fn is_day(text: &str) -> bool {
    is_written_as_day(text) && text.parse::<Date>().is_ok()
}
