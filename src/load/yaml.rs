//! YAML to a tree, strictly. The only file that names the YAML crate. JSON is YAML here.

use super::check::meant_numbers;
use super::diagnostics::written_at;
use super::problem::{Place, Problem};
use super::slip;
use super::text::{Text, narrow};
use super::tree::{At, Node, Spanned};
use crate::text::or_list;
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};
use serde_yaml::{Error, Location, Options};
use std::fmt;

/// Reads one document; only the first syntax error is reported.
pub(super) fn parse(text: &Text) -> Result<Spanned<Node>, Problem> {
    text.within_limits()?;
    if is_blank(&text.text) {
        let problem = Problem::new(&text.name, "this file is empty");
        return Err(problem.help("write its content, or remove it"));
    }
    serde_yaml::from_str_with_options(&text.text, options())
        .map_err(|error| explain(text, error.without_snippet()))
}

/// Whether there is nothing but comments and the marks of a document.
pub(super) fn is_blank(text: &str) -> bool {
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
        // The check reports all of them at once.
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::Error,
        strict_booleans: true,
        reject_unsupported_tags: true,
        no_schema: true,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    }
}

fn place(location: Location) -> Place {
    let line = narrow(location.line()).max(1);
    Place { line, column: narrow(location.column()).max(1), length: narrow(location.span().len()) }
}

fn explain(text: &Text, error: &Error) -> Problem {
    let place = error.location().filter(|at| at.line() > 0).map(place);
    let is_slip = |error: String| SLIPS.iter().any(|mark| error.contains(mark));
    if let Some(slip) =
        place.filter(|_| is_slip(error.to_string())).and_then(|at| slip::behind(text, at))
    {
        return slip;
    }
    let written = place.map(|place| written_at(text, place)).unwrap_or_default();
    let (mut message, mut help) = message(error, &written);
    if let (Some(place), true) = (place, matches!(error, Error::QuotingRequired { .. })) {
        // In a map in braces, a comma within a number begins a key.
        let number = around(text.line(place.line), place.column as usize - 1);
        let meant = meant_numbers(&number);
        if number.contains(',') && !meant.is_empty() {
            message = format!("expected a number, found `{number}`");
            help = format!("write {}", or_list(meant.iter().map(|(text, _)| text)));
        }
    }
    let in_braces = text.text.trim_start().strip_prefix('{').unwrap_or_default();
    if message.starts_with(UNKNOWN)
        && in_braces.trim_start().starts_with('"')
        && let Err(error) = serde_json::from_str::<de::IgnoredAny>(&text.text)
    {
        let before = text.text.split_inclusive('\n').take(error.line().saturating_sub(1));
        let at = before.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
        let said = error.to_string();
        let message = said.split(" at line ").next().unwrap_or_default();
        return text.problem_at_byte(at, &format!("invalid JSON: {message}"));
    }
    let problem = match place {
        Some(place) => text.problem(place_of_tab(text, &message, place), &message),
        None => Problem::new(&text.name, &message),
    };
    problem.help(&help)
}

/// The digits, commas and points around a column.
fn around(line: &str, column: usize) -> String {
    let is_part = |c: &char| c.is_ascii_digit() || ",.".contains(*c);
    let before: Vec<char> = line.chars().take(column).collect();
    let start = column - before.iter().rev().take_while(|c| is_part(c)).count();
    let number: String = line.chars().skip(start).take_while(is_part).collect();
    number.trim_end_matches(',').to_owned()
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let serde_yaml::Spanned { value, referenced, .. } = Deserialize::deserialize(deserializer)?;
        Ok(Self { value, at: At::File(place(referenced)) })
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        entries.shrink_to_fit();
        Ok(Node::Map(entries))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        items.shrink_to_fit();
        Ok(Node::List(items))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.into()))
    }

    fn visit_bool<E: de::Error>(self, bool: bool) -> Result<Node, E> {
        Ok(Node::Bool(bool))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Node, E> {
        Ok(Node::Number(number))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Number(number as f64))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Number(number as f64))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }
}

/// The parser's errors: part of its message, ours, and what to do.
const ERRORS: &str = include_str!("errors.json");

/// Errors that a missing space or bracket leads to.
const SLIPS: [&str; 4] = [
    "simple key expected",
    "mapping values are not allowed",
    "illegal placement of ':'",
    "did not find expected",
];

/// How the message of any other error begins.
const UNKNOWN: &str = "invalid YAML";

/// What is wrong, and what to do about it; `written` is the text at the place of the error.
fn message(error: &Error, written: &str) -> (String, String) {
    let message = match error {
        Error::AliasError { error, .. } => return message(error, written),
        Error::Message { msg, .. } | Error::ExternalMessage { msg, .. } => msg.clone(),
        Error::QuotingRequired { .. } => {
            let is_number = written.parse::<f64>().is_ok();
            let point = if is_number { "; write decimals with a point, such as `1.5`" } else { "" };
            let help = format!("put it in quotes: \"{written}\"{point}");
            return (format!("expected text, found `{written}`"), help);
        }
        other => other.to_string(),
    };
    if written.chars().next().is_some_and(|c| c.is_control() && c != '\t') {
        return (
            "control characters are not allowed".to_owned(),
            "remove this character".to_owned(),
        );
    }
    let known: Vec<[&str; 3]> = serde_json::from_str(ERRORS).unwrap_or_default();
    let Some([_, plain, help]) = known.into_iter().find(|[mark, ..]| message.contains(mark)) else {
        let help = "put text with special characters in quotes".to_owned();
        return (format!("{UNKNOWN}: {message}"), help);
    };
    (plain.to_owned(), help.to_owned())
}

/// The parser notices some tabs late, and some early: the nearest line indented with one is meant.
fn place_of_tab(text: &Text, message: &str, place: Place) -> Place {
    let tab_in = |line: u32| {
        let mut indent = text.line(line).chars().take_while(|c| c.is_whitespace());
        let column = narrow(indent.position(|c| c == '\t')? + 1);
        Some(Place { line, column, length: 1 })
    };
    let mut near = place.line..=place.line.saturating_add(2);
    let tab = near.find_map(tab_in).filter(|_| message.ends_with("with a tab"));
    tab.unwrap_or(place)
}
