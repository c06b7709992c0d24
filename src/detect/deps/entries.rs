//! Dependency files of every format as one list: the keys that lead to a value, and its line.

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::tokens::{Token, TokenKind, tokens};

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
    add_table(document, &[], deepest, &mut found);
    // Until here an entry has its offset instead of its line.
    found.sort_by_key(|entry| entry.line);
    for entry in &mut found {
        entry.line = lines.partition_point(|start| *start <= entry.line);
    }
    found
}

fn add_table<'d>(
    table: &'d DeTable<'_>,
    keys: &[&'d str],
    deepest: usize,
    found: &mut Vec<Entry<'d>>,
) {
    for (key, value) in table.iter().filter(|_| keys.len() < deepest) {
        let keys = [keys, &[key.get_ref()]].concat();
        let mut add = |value: &'d Spanned<DeValue<'_>>, line| {
            let text = match value.get_ref() {
                DeValue::String(text) => text.as_ref(),
                DeValue::Boolean(true) => "true",
                _ => "",
            };
            found.push(Entry { keys: keys.clone(), value: text, line });
            if let DeValue::Table(table) = value.get_ref() {
                add_table(table, &keys, deepest, found);
            }
        };
        match value.get_ref() {
            DeValue::Array(items) => items.iter().for_each(|item| add(item, item.span().start)),
            _ => add(value, key.span().start),
        }
    }
}

/// The keys of a JSON object's objects. The parser tells no lines: the first that begins with
/// the key is taken.
pub(super) fn json<'d>(root: &'d Value, text: &str) -> Vec<Entry<'d>> {
    let line_of = |key: &str| {
        let quoted = format!("\"{key}\"");
        text.lines().position(|line| line.trim_start().starts_with(&quoted)).map_or(1, |at| at + 1)
    };
    let sections = root.as_object().into_iter().flatten();
    let packages = sections.flat_map(|(section, packages)| {
        packages.as_object().into_iter().flatten().map(move |(name, _)| (section, name))
    });
    packages
        .map(|(section, name)| Entry { keys: vec![section, name], value: "", line: line_of(name) })
        .collect()
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
        let rest = &tokens[index + 3..];
        if key.text == "extras_require" && first.is("{") {
            let mut group = "";
            for pair in rest.windows(2).take_while(|pair| !pair[0].is("}")) {
                let Token { text, line, kind } = pair[0];
                if pair[1].is(":") {
                    group = text;
                } else if kind == TokenKind::Text {
                    found.push(Entry { keys: vec![key.text, group], value: text, line });
                }
            }
            continue;
        }
        let is_list = first.is("[") || first.is("(");
        let mut values: Vec<(&str, usize)> = match first.kind {
            TokenKind::Text => first.text.lines().map(|text| (text, first.line)).collect(),
            TokenKind::Name => {
                let named = found.iter().filter(|entry| entry.keys == [first.text]);
                named.map(|entry| (entry.value, entry.line)).collect()
            }
            _ if is_list => {
                let inside = rest.iter().take_while(|t| !t.is("]") && !t.is(")"));
                let texts = inside.filter(|token| token.kind == TokenKind::Text);
                texts.map(|token| (token.text, token.line)).collect()
            }
            _ => Vec::new(),
        };
        let next = rest.first().map_or("", |token| token.text);
        let is_empty_list = is_list && [")", "]"].contains(&next);
        if next == "+" || values.is_empty() && !is_empty_list {
            values.insert(0, ("?", key.line));
        }
        found.extend(values.iter().map(|&(value, line)| Entry {
            keys: vec![key.text],
            value,
            line,
        }));
    }
    found
}
