//! Files that show a server in another language: its framework is one of the packages that they ask for.

use serde_json::{Map, Value};

use super::kind;
use super::report::{Place, SkipReason};
use super::signs::{OtherStack, signs};

/// The first package of a server framework that a file needs to run, as the tables name it.
pub(super) fn find(path: &str, text: &str) -> Result<Option<(Place, &'static str)>, SkipReason> {
    let Some(row) = signs().other_stack(path) else { return Ok(None) };
    let found = if row.keys.is_empty() { in_text(row, text) } else { in_tables(row, path, text)? };
    let found = found.filter(|_| !kind::is_aside(path));
    Ok(found.map(|(line, name)| (Place::line(path, line), name.trim_end_matches('*'))))
}

/// The first name in JSON or TOML that is a key of one of the row's tables.
fn in_tables(
    row: &'static OtherStack,
    path: &str,
    text: &str,
) -> Result<Option<(usize, &'static str)>, SkipReason> {
    let is_toml = path.rsplit('.').next() == Some("toml");
    let root: Option<Value> =
        if is_toml { toml::from_str(text).ok() } else { serde_json::from_str(text).ok() };
    let root = root.ok_or(SkipReason::Malformed)?;
    for keys in &row.keys {
        let keys: Vec<&str> = keys.split(' ').collect();
        for (key, value) in tables(&root, &keys).into_iter().flatten() {
            // Cargo lets a package have another name, and be one that is built in on request.
            let name = value.get("package").and_then(Value::as_str).unwrap_or(key);
            let is_optional = value.get("optional") == Some(&Value::Bool(true));
            if let Some(found) = row.name(name).filter(|_| !is_optional) {
                return Ok(Some((line_of(key, text), found)));
            }
        }
    }
    Ok(None)
}

/// The tables that keys lead to; `*` is any key.
fn tables<'v>(value: &'v Value, keys: &[&str]) -> Vec<&'v Map<String, Value>> {
    let Some(table) = value.as_object() else { return Vec::new() };
    let Some((key, rest)) = keys.split_first() else { return vec![table] };
    let inside = table.iter().filter(|(name, _)| ["*", name.as_str()].contains(key));
    inside.flat_map(|(_, value)| tables(value, rest)).collect()
}

/// The parser tells no lines: the first that begins with the key is taken, else that has it.
fn line_of(key: &str, text: &str) -> usize {
    let begins = |line: &str| words(line).find(|word| !word.is_empty()) == Some(key);
    let has = |line: &str| words(line).any(|word| word == key);
    let line = text.lines().position(begins).or_else(|| text.lines().position(has));
    line.map_or(1, |index| index + 1)
}

/// The first name in code or markup. A line that is indented belongs to the last one that is not:
/// `group :test do`.
fn in_text(row: &'static OtherStack, text: &str) -> Option<(usize, &'static str)> {
    let text = without_comments(&row.comment, text);
    let by_line = row.unit.is_empty();
    let is_aside = |text: &str| words(text).any(|word| row.is_aside(word));
    let (mut below_aside, mut line) = (false, 1);
    for unit in text.split_inclusive(if by_line { "\n" } else { &row.unit }) {
        if by_line && !unit.starts_with(char::is_whitespace) {
            below_aside = is_aside(unit);
        }
        let counts = !below_aside && !is_aside(unit);
        for word in unit.split_inclusive(is_between) {
            if let Some(name) = row.name(word.trim_end_matches(is_between)).filter(|_| counts) {
                return Some((line, name));
            }
            line += usize::from(word.ends_with('\n'));
        }
    }
    None
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_between)
}

/// Whether a character separates names; all others may stand in one, in whatever language.
fn is_between(c: char) -> bool {
    !c.is_alphanumeric() && !"-_./:@*".contains(c)
}

/// `comment` is what begins a comment that ends with the line, or what begins and what ends one. In
/// the middle of a word it is part of an address.
fn without_comments(comment: &str, text: &str) -> String {
    let (open, close) = comment.split_once(' ').unwrap_or((comment, "\n"));
    let (mut kept, mut rest) = (String::new(), text);
    let begins = |rest: &str| {
        let is_open = |at: &usize| *at == 0 || rest.as_bytes()[at - 1].is_ascii_whitespace();
        rest.match_indices(open).map(|(at, _)| at).find(is_open)
    };
    while let Some(at) = begins(rest).filter(|_| !open.is_empty()) {
        let length = rest[at..].find(close).unwrap_or(rest.len() - at);
        kept.push_str(&rest[..at]);
        kept.extend(rest[at..at + length].matches('\n'));
        rest = rest[at + length..].trim_start_matches(close.trim());
    }
    kept + rest
}
