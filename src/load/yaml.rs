//! YAML to the shapes of `raw`, strictly, with places. The only file that names the YAML crate.
//!
//! JSON is YAML here, so that a profile may be either.

use super::problem::{Place, Problem};
use super::suggest;
use super::text::Text;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};
use serde_yaml::{Error, Location, Options, Spanned};
use std::borrow::Cow;

/// The newest `schema:` number that is understood.
pub(crate) const SCHEMA: f64 = 1.0;

/// Where something was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// At a place of the file being read.
    File(Place),
    /// In a flag: the number of the flag among those laid over the file.
    Flag(usize),
}

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub at: At,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spot<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spanned { value, referenced, .. } = Spanned::deserialize(deserializer)?;
        Ok(Self { value, at: At::File(place(referenced)) })
    }
}

impl<T: JsonSchema> JsonSchema for Spot<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }
}

/// Reads one document. The first thing wrong with its syntax or shape is told.
pub(crate) fn parse<T: for<'de> Deserialize<'de>>(text: &Text) -> Result<T, Problem> {
    if is_blank(&text.text) {
        let problem = Problem::new(&text.name, "this file is empty");
        return Err(problem.help("write `{}` for a profile that says nothing"));
    }
    serde_yaml::from_str_with_options(&text.text, options()).map_err(|error| {
        newer_schema(text).unwrap_or_else(|| explain(text, error.without_snippet()))
    })
}

/// Whether there is nothing but comments and the marks of a document.
fn is_blank(text: &str) -> bool {
    let says_nothing = |line: &str| {
        let line = line.trim();
        line.is_empty() || line.starts_with('#') || line == "---" || line == "..."
    };
    text.trim_start_matches('\u{feff}').lines().all(says_nothing)
}

fn options() -> Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: 32,
            max_aliases: 64,
            max_anchors: 64,
            max_nodes: 200_000,
            max_events: 500_000,
            flow_nesting_limit: 32,
        },
        alias_limits: serde_yaml::alias_limits! {
            max_total_replayed_events: 10_000,
            max_replay_stack_depth: 8,
        },
        duplicate_keys: DuplicateKeyPolicy::Error,
        merge_keys: MergeKeyPolicy::Error,
        strict_booleans: true,
        no_schema: true,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    }
}

fn place(location: Location) -> Place {
    let narrow = |number| u32::try_from(number).unwrap_or(u32::MAX);
    let line = narrow(location.line()).max(1);
    Place { line, column: narrow(location.column()).max(1), length: narrow(location.span().len()) }
}

/// What a file of a newer form may look like is not known, so its number is looked at before anything else is said.
fn newer_schema(text: &Text) -> Option<Problem> {
    #[derive(Deserialize)]
    struct Only {
        schema: Option<Spot<f64>>,
    }
    let only: Only = serde_yaml::from_str_with_options(&text.text, options()).ok()?;
    let schema = only.schema.filter(|schema| schema.value > SCHEMA)?;
    let At::File(place) = schema.at else { return None };
    Some(schema_problem(text.problem(place, &schema_message(schema.value))))
}

/// What is said of a `schema:` number that is newer than this program.
pub(crate) fn schema_message(number: f64) -> String {
    format!(
        "this file has form {number}, which is newer than the forms known here (up to {SCHEMA})"
    )
}

/// What to do about a newer `schema:` number.
pub(crate) const SCHEMA_ADVICE: &str = "use a newer weigh";

fn schema_problem(problem: Problem) -> Problem {
    problem.help(SCHEMA_ADVICE)
}

/// The library's errors in plain words.
fn explain(text: &Text, error: &Error) -> Problem {
    let place = error.location().filter(|at| at.line() > 0).map(place);
    let written = place.map(|place| written_at(text, place)).unwrap_or_default();
    let (message, hint) = in_words(error, &written);
    let problem = match place {
        Some(place) => text.problem(place, &message),
        None => Problem::new(&text.name, &message),
    };
    match hint {
        Some(hint) => problem.help(&hint),
        None => problem,
    }
}

/// The characters at a place.
fn written_at(text: &Text, place: Place) -> String {
    let (start, length) = (place.column as usize - 1, place.length as usize);
    text.line(place.line).chars().skip(start).take(length.min(60)).collect()
}

type Words = (String, Option<String>);

fn words(message: impl Into<String>, hint: &str) -> Words {
    (message.into(), Some(hint.to_owned()))
}

fn in_words(error: &Error, written: &str) -> Words {
    match error {
        Error::AliasError { error, .. } => in_words(error, written),
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
        Error::SerdeInvalidType { unexpected, expected, .. }
        | Error::SerdeInvalidValue { unexpected, expected, .. } => {
            (format!("here stands {}, where {expected} is expected", found(unexpected)), None)
        }
        Error::Message { msg, .. } | Error::ExternalMessage { msg, .. } => syntax(msg),
        other => scalars(other, written),
    }
}

fn one_of(wrong: &str, expected: &[&'static str]) -> Option<String> {
    suggest::advice(wrong, expected.iter().copied())
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

fn scalars(error: &Error, written: &str) -> Words {
    match error {
        Error::Unexpected { expected, .. } => unexpected(expected, written),
        Error::ExternallyTaggedEnumExpectedScalarOrMapping { .. }
        | Error::UnexpectedValueForUnitEnumVariant { .. } => {
            words("one word is expected here", "write it without brackets")
        }
        Error::NullIntoString { .. } => {
            words("a text is expected here", "write it, or leave the key out")
        }
        Error::QuotingRequired { .. } => words(
            format!("`{written}` reads as a number or a yes-or-no, where a text is expected"),
            &format!("put it in quotes: \"{written}\""),
        ),
        Error::InvalidBooleanStrict { .. } => (
            format!("`{written}` is neither true nor false"),
            Some("write `true` or `false`".into()),
        ),
        Error::InvalidScalar { .. } => (format!("`{written}` is no number"), None),
        other => structure(other),
    }
}

fn unexpected(expected: &str, written: &str) -> Words {
    let here = if written.is_empty() { "this".to_owned() } else { format!("`{written}`") };
    match expected {
        "mapping start" => words(
            format!("{here} stands where keys with values are expected"),
            "write `key: value`, or leave the key out",
        ),
        "sequence start" => {
            words(format!("{here} stands where a list is expected"), &format!("write [{written}]"))
        }
        "string scalar" => {
            words("one value is expected here, no list and no keys", "write it without brackets")
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
        Error::UnknownAnchor { .. } => words(
            "this refers to an anchor that is not there",
            "put the text in quotes if it begins with `*`, or write the value out",
        ),
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayCounterOverflow { .. } => words(
            "this file is nested too deeply or repeats itself too often to be read",
            "write it with less nesting and without aliases (`*name`)",
        ),
        Error::Eof { .. } => {
            words("the file ends too early", "complete it, or close what was opened")
        }
        other => (format!("this is not understood: {other}"), None),
    }
}

/// The parser's syntax errors, told by a few words of each.
fn syntax(message: &str) -> Words {
    const KNOWN: [(&str, &str, &str); 9] = [
        ("tab", "a tab stands where the line should be indented with spaces", "use spaces"),
        ("unclosed quote", "a quote is opened here and not closed", "close it"),
        ("unclosed bracket", "a bracket is opened here and not closed", "close it"),
        (
            "mapping values are not allowed",
            "a `: ` cannot stand here",
            "put a text that contains `: ` in quotes; indent keys of one group alike",
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
        ("nesting", "this is nested too deeply to be read", "write it with less nesting"),
        ("unexpected character", "this character cannot stand here", "put the text in quotes"),
        (
            "invalid trailing content",
            "something follows after the closing quote",
            "put the whole text inside the quotes",
        ),
    ];
    let known = KNOWN.into_iter().find(|(mark, ..)| message.contains(mark));
    match known {
        Some((_, plain, advice)) => words(plain, advice),
        None => (format!("this is not YAML: {message}"), None),
    }
}
