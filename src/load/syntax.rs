//! The YAML library's syntax errors in plain words.

use super::problem::Place;
use super::text::Text;
use super::yaml::Error;

/// What is wrong, and what to do about it; `written` is the text at the place of the error.
pub(super) fn message(error: &Error, written: &str) -> (String, String) {
    let (message, help): (String, &str) = match error {
        Error::AliasError { error, .. } => return self::message(error, written),
        Error::DuplicateMappingKey { key, .. } => {
            let key = key.as_deref().map(|key| format!(" `{key}`")).unwrap_or_default();
            (format!("duplicate key{key}"), "keep one of the two")
        }
        Error::Message { msg, .. } | Error::ExternalMessage { msg, .. } => {
            return syntax(msg, written);
        }
        Error::QuotingRequired { .. } => {
            let help = format!("put it in quotes: \"{written}\"");
            return (format!("expected text, found `{written}`"), help);
        }
        Error::NullIntoString { .. } => ("expected text, found nothing".to_owned(), "write a key"),
        Error::MultipleDocuments { .. } => (
            "a second document begins here".to_owned(),
            "a file holds one document: remove the `---` and one of the two documents",
        ),
        Error::MergeKeyNotAllowed { .. } => {
            ("merge keys (`<<`) are not supported".to_owned(), "write the keys out")
        }
        Error::UnsupportedTag { .. } => (
            "tags (`!name`) are not supported".to_owned(),
            "put the text in quotes if it begins with `!`, or remove the tag",
        ),
        Error::UnknownAnchor { .. } => (
            "unknown anchor".to_owned(),
            "put the text in quotes if it begins with `*`, or write the value out",
        ),
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayCounterOverflow { .. } => return too_much(),
        Error::Eof { .. } => {
            ("unexpected end of file".to_owned(), "close what is open, or complete the file")
        }
        other => (format!("invalid YAML: {other}"), ""),
    };
    (message, help.to_owned())
}

fn too_much() -> (String, String) {
    let message = "this file has too many values, levels or aliases";
    (message.to_owned(), "use fewer levels, and no aliases (`*name`)".to_owned())
}

const TAB: &str = "this line is indented with a tab";

/// The parser's syntax errors: part of its message, ours, and what to do.
const SYNTAX: [(&str, &str, &str); 10] = [
    ("tab", TAB, "use spaces"),
    ("unclosed quote", "unclosed quote", "close it"),
    ("unclosed bracket", "unclosed bracket", "close it"),
    (
        "mapping values are not allowed",
        "unexpected `: `",
        "put a text that contains `: ` in quotes; indent the keys of one map alike",
    ),
    (
        "did not find expected ','",
        "missing comma or closing bracket before this",
        "close the bracket above, or add the comma",
    ),
    (
        "did not find expected key",
        "this line does not continue the map above it",
        "indent the keys of one map alike",
    ),
    (
        "did not find expected '-'",
        "this line does not continue the list above it",
        "begin each item with `- `, and indent all alike",
    ),
    (
        "document start",
        "unexpected text after the end of the document",
        "remove it, or move it inside the brackets",
    ),
    ("unexpected character", "unexpected character", "put the text in quotes"),
    (
        "invalid trailing content",
        "unexpected text after the closing quote",
        "put the whole text inside the quotes",
    ),
];

fn syntax(message: &str, written: &str) -> (String, String) {
    if written.chars().next().is_some_and(|c| c.is_control() && c != '\t') {
        return ("control characters are not allowed".to_owned(), "remove it".to_owned());
    }
    if message.contains("recursion limit") || message.contains("nesting") {
        return too_much();
    }
    match SYNTAX.into_iter().find(|(mark, ..)| message.contains(mark)) {
        Some((_, plain, help)) => (plain.to_owned(), help.to_owned()),
        None => (
            format!("invalid YAML: {message}"),
            "put text with special characters in quotes".to_owned(),
        ),
    }
}

/// The parser notices some tabs late, and some early: the nearest line indented with one is meant.
pub(super) fn place_of_tab(text: &Text, message: &str, place: Place) -> Place {
    let tab_in = |line: u32| {
        let line = text.line(line);
        line.chars().take_while(|c| c.is_whitespace()).position(|c| c == '\t')
    };
    let near =
        (place.line..=place.line.saturating_add(2)).find_map(|line| Some((line, tab_in(line)?)));
    match near.and_then(|(line, at)| Some((line, u32::try_from(at + 1).ok()?))) {
        Some((line, column)) if message == TAB => Place { line, column, length: 1 },
        _ => place,
    }
}
