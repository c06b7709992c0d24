//! YAML to the shapes of `raw`, strictly, with places. The only file that names the YAML crate.
//!
//! JSON is YAML here, so that a profile may be either.

use super::problem::{Place, Problem};
use super::text::Text;
use super::words;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};
use serde_yaml::{Location, Options, Spanned};
use std::borrow::Cow;

/// What the library says went wrong.
pub(super) use serde_yaml::Error;

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
    text.within_limits()?;
    if is_blank(&text.text) {
        let problem = Problem::new(&text.name, "this file is empty");
        return Err(problem.help("write what belongs in it, or remove it"));
    }
    serde_yaml::from_str_with_options(&text.text, options()).map_err(|error| {
        newer_schema(text).unwrap_or_else(|| explain(text, error.without_snippet()))
    })
}

/// Whether there is nothing but comments and the marks of a document.
pub(crate) fn is_blank(text: &str) -> bool {
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
        reject_unsupported_tags: true,
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
    let (message, hint) = words::of(error, &written);
    let problem = match place {
        Some(place) => text.problem(words::place_of_tab(text, &message, place), &message),
        None => Problem::new(&text.name, &message),
    };
    match hint {
        Some(hint) => problem.help(&hint),
        None => problem,
    }
}

/// The characters at a place, at least one.
fn written_at(text: &Text, place: Place) -> String {
    let (start, length) = (place.column as usize - 1, place.length as usize);
    text.line(place.line).chars().skip(start).take(length.clamp(1, 60)).collect()
}
