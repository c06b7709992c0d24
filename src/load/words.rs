//! The YAML library's errors in words for those who write the files.

use super::problem::Place;
use super::suggest;
use super::text::Text;
use super::yaml::Error;

/// What is wrong, and what to do about it.
type Words = (String, Option<String>);

fn words(message: impl Into<String>, hint: &str) -> Words {
    (message.into(), Some(hint.to_owned()))
}

/// An error in plain words; `written` is what stands at its place.
pub(super) fn of(error: &Error, written: &str) -> Words {
    match error {
        Error::AliasError { error, .. } => of(error, written),
        Error::SerdeUnknownField { field, expected, .. } => {
            (format!("unknown key `{field}`"), one_of(field, expected))
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => (
            format!("`{variant}` is not one of the words that may stand here"),
            one_of(variant, expected),
        ),
        Error::SerdeMissingField { field, .. } => words(
            format!("the key `{field}` is missing"),
            &format!("add `{field}:` beside the keys here"),
        ),
        Error::DuplicateMappingKey { key, .. } => {
            let key = key.as_deref().map(|key| format!(" `{key}`")).unwrap_or_default();
            words(format!("the key{key} is written twice"), "keep one of the two")
        }
        Error::Message { msg, .. } | Error::ExternalMessage { msg, .. } => syntax(msg, written),
        other => shape(other, written),
    }
}

fn one_of(wrong: &str, expected: &[&'static str]) -> Option<String> {
    suggest::advice(wrong, expected.iter().copied())
}

fn shape(error: &Error, written: &str) -> Words {
    match error {
        Error::SerdeInvalidType { unexpected, expected, .. }
        | Error::SerdeInvalidValue { unexpected, expected, .. } => words(
            format!("{} stands where {expected} is expected", found(unexpected)),
            &format!("write {expected}"),
        ),
        Error::SerdeInvalidLength { len, expected, .. } => {
            let wanted: String = expected.chars().filter(char::is_ascii_digit).collect();
            words(
                format!("here are {len} values, where {wanted} are expected"),
                &format!("write {wanted}, separated by commas"),
            )
        }
        Error::Unexpected { expected, .. } => unexpected(expected, written),
        Error::ExternallyTaggedEnumExpectedScalarOrMapping { .. }
        | Error::UnexpectedValueForUnitEnumVariant { .. } => {
            words("one word is expected here", "write it without brackets")
        }
        Error::NullIntoString { .. } => {
            words("a text is expected here", "write it, or leave the key out")
        }
        Error::QuotingRequired { .. } => words(
            format!("`{written}` is no text unless it is put in quotes"),
            &format!("write \"{written}\""),
        ),
        Error::InvalidBooleanStrict { .. } => {
            words(format!("`{written}` is neither true nor false"), "write `true` or `false`")
        }
        Error::InvalidScalar { .. } => {
            words(format!("`{written}` is no number"), "write a number, such as 7.5")
        }
        other => structure(other),
    }
}

/// What serde calls a thing, in plain words.
fn found(unexpected: &str) -> String {
    let kind = unexpected.split(['`', '"']).next().unwrap_or_default().trim();
    let plain = match kind {
        "map" => "a group of keys",
        "sequence" => "a list",
        "unit value" | "null" | "Option value" => return "nothing".to_owned(),
        "boolean" => "true or false",
        "string" => "a text",
        "integer" | "floating point" => "a number",
        other => other,
    };
    match unexpected.split_once(['`', '"']) {
        Some((_, value)) => format!("{plain} (`{}`)", value.trim_end_matches(['`', '"'])),
        None => plain.to_owned(),
    }
}

fn unexpected(expected: &str, written: &str) -> Words {
    let here = match written.chars().next() {
        None => "this".to_owned(),
        Some('[' | '-') => "a list".to_owned(),
        Some('{') => "a group of keys".to_owned(),
        Some(_) => format!("`{written}`"),
    };
    match expected {
        "mapping start" => words(
            format!("{here} stands where keys with values are expected"),
            "write `key: value`, or leave the key out",
        ),
        "sequence start" => words(
            format!("{here} stands where a list is expected"),
            "write it as `[one, other]`, or with one `[...]`",
        ),
        "string scalar" => {
            words(format!("{here} stands where one value is expected"), "write it without brackets")
        }
        other => (format!("{other} is expected here"), None),
    }
}

fn structure(error: &Error) -> Words {
    match error {
        Error::MultipleDocuments { .. } => words(
            "a second document begins here",
            "one file holds one document: remove the `---` and what is not meant",
        ),
        Error::MergeKeyNotAllowed { .. } => {
            words("merge keys (`<<`) are not understood", "write the keys out")
        }
        Error::UnsupportedTag { .. } => words(
            "tags (`!name`) are not understood",
            "put the text in quotes if it begins with `!`, or remove the tag",
        ),
        Error::UnknownAnchor { .. } => words(
            "this refers to an anchor that is not there",
            "put the text in quotes if it begins with `*`, or write the value out",
        ),
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayCounterOverflow { .. } => too_much(),
        Error::Eof { .. } => {
            words("the file ends too early", "complete it, or close what was opened")
        }
        other => (format!("this is not understood: {other}"), None),
    }
}

fn too_much() -> Words {
    words(
        "this file has too many parts, is nested too deeply or repeats itself too often to be read",
        "write less, with less nesting and without aliases (`*name`)",
    )
}

const TAB: &str = "a tab stands where the line should be indented with spaces";

/// The parser's syntax errors, told by a few words of each.
const SYNTAX: [(&str, &str, &str); 10] = [
    ("tab", TAB, "use spaces"),
    ("unclosed quote", "a quote is opened here and not closed", "close it"),
    ("unclosed bracket", "a bracket is opened here and not closed", "close it"),
    (
        "mapping values are not allowed",
        "a `: ` cannot stand here",
        "put a text that contains `: ` in quotes; indent keys of one group alike",
    ),
    (
        "did not find expected ','",
        "before this a comma or a closing bracket is missing",
        "close what was opened above, or add the comma",
    ),
    (
        "did not find expected key",
        "this line does not fit the ones above it",
        "indent the keys of one group alike",
    ),
    (
        "did not find expected '-'",
        "this line does not fit the list above it",
        "begin each entry of a list with `- `, indented alike",
    ),
    (
        "document start",
        "something follows after the end",
        "remove it, or bring it inside the brackets",
    ),
    ("unexpected character", "this character cannot stand here", "put the text in quotes"),
    (
        "invalid trailing content",
        "something follows after the closing quote",
        "put the whole text inside the quotes",
    ),
];

fn syntax(message: &str, written: &str) -> Words {
    if written.chars().next().is_some_and(|c| c.is_control() && c != '\t') {
        return words("a control character cannot stand here", "remove it");
    }
    if message.contains("recursion limit") || message.contains("nesting") {
        return too_much();
    }
    match SYNTAX.into_iter().find(|(mark, ..)| message.contains(mark)) {
        Some((_, plain, advice)) => words(plain, advice),
        None => words(
            format!("this is not YAML: {message}"),
            "put texts with special characters in quotes",
        ),
    }
}

/// The parser notices some tabs late, and some before they come: the nearest line indented with one is meant.
pub(super) fn place_of_tab(text: &Text, message: &str, place: Place) -> Place {
    let tab_in = |line: u32| {
        let line = text.line(line);
        let indent = line.chars().take_while(|c| c.is_whitespace());
        indent.enumerate().find(|(_, c)| *c == '\t').map(|(at, _)| at)
    };
    let near =
        (place.line..=place.line.saturating_add(2)).find_map(|line| Some((line, tab_in(line)?)));
    match near.and_then(|(line, at)| Some((line, u32::try_from(at + 1).ok()?))) {
        Some((line, column)) if message == TAB => Place { line, column, length: 1 },
        _ => place,
    }
}
