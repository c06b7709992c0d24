//! Dependency files of every format as one list: the keys that lead to a value, and its line.

use serde_json::Value;
use toml::de::{DeTable, DeValue};

use super::super::python::{Token, TokenKind, tokens};

/// One value of a file. A table gives an entry of its own, without a value, before its content;
/// each item of a list gives one with the keys of the list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    pub(super) keys: Vec<&'a str>,
    /// Empty where it is neither text nor `true` or `false`.
    pub(super) value: &'a str,
    pub(super) line: usize,
}

/// The values of a TOML document that lie under at most `deepest` keys, in the order of the file.
pub(super) fn toml<'d>(document: &'d DeTable<'_>, text: &str, deepest: usize) -> Vec<Entry<'d>> {
    let newlines = text.match_indices('\n').map(|(at, _)| at + 1);
    let lines: Vec<usize> = std::iter::once(0).chain(newlines).collect();
    let mut found = Vec::new();
    add_table(document, &mut Vec::new(), deepest, &mut found);
    // Until here an entry has its offset instead of its line.
    found.sort_by_key(|entry| entry.line);
    for entry in &mut found {
        entry.line = lines.partition_point(|start| *start <= entry.line);
    }
    found
}

fn add_table<'d>(
    table: &'d DeTable<'_>,
    keys: &mut Vec<&'d str>,
    deepest: usize,
    found: &mut Vec<Entry<'d>>,
) {
    if keys.len() == deepest {
        return;
    }
    for (key, value) in table {
        keys.push(key.get_ref());
        let items = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        for item in items {
            let is_value = std::ptr::eq(item, value);
            let line = if is_value { key.span().start } else { item.span().start };
            let value = match item.get_ref() {
                DeValue::String(text) => text.as_ref(),
                DeValue::Boolean(true) => "true",
                _ => "",
            };
            found.push(Entry { keys: keys.clone(), value, line });
            if let DeValue::Table(table) = item.get_ref() {
                add_table(table, keys, deepest, found);
            }
        }
        keys.pop();
    }
}

/// The keys of a JSON object's objects. The parser tells no lines: the first that begins with
/// the key is taken.
pub(super) fn json<'d>(root: &'d Value, text: &str) -> Vec<Entry<'d>> {
    let line_of = |key: &str| {
        let quoted = format!("\"{key}\"");
        text.lines().position(|line| line.trim_start().starts_with(&quoted)).map_or(1, |at| at + 1)
    };
    let mut found = Vec::new();
    for (section, packages) in root.as_object().into_iter().flatten() {
        for name in packages.as_object().into_iter().flatten().map(|(name, _)| name) {
            found.push(Entry { keys: vec![section, name], value: "", line: line_of(name) });
        }
    }
    found
}

/// The lines of all values of a file that `configparser` reads; an indented line continues the
/// value above it.
pub(super) fn ini(text: &str) -> Vec<Entry<'_>> {
    let (mut section, mut key) = ("", "");
    let mut found = Vec::new();
    for (index, raw) in text.lines().enumerate() {
        let trimmed = raw.trim();
        if trimmed.is_empty() || trimmed.starts_with(['#', ';']) {
            continue;
        }
        let value = if raw.starts_with([' ', '\t']) {
            trimmed
        } else if let Some(name) = trimmed.strip_prefix('[') {
            (section, key) = (name.trim_end_matches(']').trim(), "");
            continue;
        } else if let Some((name, value)) = trimmed.split_once(['=', ':']) {
            key = name.trim();
            value
        } else {
            continue;
        };
        let value = value.split(" #").next().unwrap_or(value).trim();
        found.push(Entry { keys: vec![section, key], value, line: index + 1 });
    }
    found
}

/// The list items under `dependencies:` of a conda environment, those of `pip:` included.
pub(super) fn conda(text: &str) -> Vec<Entry<'_>> {
    let mut key = "";
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        match line.trim().strip_prefix("- ") {
            Some(item) => {
                let item = item.split(" #").next().unwrap_or(item).trim().trim_matches(['"', '\'']);
                let value = item.rsplit("::").next().unwrap_or(item);
                found.push(Entry { keys: vec![key], value, line: index + 1 });
            }
            None if line.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                key = line.split(':').next().unwrap_or(line);
            }
            None => {}
        }
    }
    found
}

/// The keyword arguments and variables of a `setup.py` that are a literal text, or a list or tuple
/// of texts. One that names such a variable has its values. Anything else is computed: it has the
/// value `?`.
pub(super) fn setup_py(text: &str) -> Vec<Entry<'_>> {
    let tokens = tokens(text);
    let mut found: Vec<Entry<'_>> = Vec::new();
    for (index, window) in tokens.windows(3).enumerate() {
        let [key, equals, first] = window else { continue };
        if key.kind != TokenKind::Name || !equals.is("=") {
            continue;
        }
        if key.text == "extras_require" && first.is("{") {
            let mut group = "";
            let inside = tokens[index + 3..].windows(2).take_while(|pair| !pair[0].is("}"));
            for pair in inside.filter(|pair| pair[0].kind == TokenKind::Text) {
                let Token { text, line, .. } = pair[0];
                if pair[1].is(":") {
                    group = text;
                } else {
                    found.push(Entry { keys: vec![key.text, group], value: text, line });
                }
            }
            continue;
        }
        let values: Vec<(&str, usize)> = match first.kind {
            TokenKind::Text => first.text.lines().map(|text| (text, first.line)).collect(),
            TokenKind::Name => {
                let named = found.iter().filter(|entry| entry.keys == [first.text]);
                named.map(|entry| (entry.value, entry.line)).collect()
            }
            _ if first.is("[") || first.is("(") => {
                let inside = tokens[index + 3..].iter().take_while(|t| !t.is("]") && !t.is(")"));
                let texts = inside.filter(|token| token.kind == TokenKind::Text);
                texts.map(|token| (token.text, token.line)).collect()
            }
            _ => Vec::new(),
        };
        let next = tokens.get(index + 3).map_or("", |token| token.text);
        let is_empty_list = first.kind != TokenKind::Name && [")", "]"].contains(&next);
        let computed = next == "+" || values.is_empty() && !is_empty_list;
        if computed {
            found.push(Entry { keys: vec![key.text], value: "?", line: key.line });
        }
        let entry = |(value, line)| Entry { keys: vec![key.text], value, line };
        found.extend(values.into_iter().map(entry));
    }
    found
}
