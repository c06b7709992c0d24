//! The catalogue's tables as written: traits, capabilities and sources, each a file keyed by id.

use super::{Entries, Number, OneOrMany, Spot};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// `traits.yaml`: the questions, in the order in which they are asked.
pub type Traits = Table<Trait>;

/// `capabilities.yaml`: what a project may need.
pub type Capabilities = Table<Capability>;

/// `sources.yaml`: every source once.
pub type Sources = Table<Source>;

/// A file keyed by id, which may also say its form.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<V> {
    /// The form of this file: 1.
    pub schema: Option<Spot<Number>>,
    /// What is defined, by id.
    pub entries: Entries<V>,
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Table<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(TableVisitor(PhantomData))
    }
}

struct TableVisitor<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for TableVisitor<V> {
    type Value = Table<V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ids with what they stand for")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Table<V>, A::Error> {
        let (mut schema, mut entries) = (None, Vec::new());
        while let Some(key) = map.next_key::<Spot<String>>()? {
            if key.value == "schema" {
                schema = Some(map.next_value()?);
            } else {
                entries.push((key, map.next_value()?));
            }
        }
        Ok(Table { schema, entries: Entries(entries) })
    }
}

impl<V: JsonSchema> JsonSchema for Table<V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("table of {}", V::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "properties": {"schema": {"const": 1}},
            "additionalProperties": generator.subschema_for::<V>(),
        })
    }
}

/// A property of the user's project, asked as a question.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Trait {
    /// The question, as the interview asks it.
    pub question: Spot<String>,
    /// A line of help.
    pub help: Option<String>,
    /// Whether several answers may be given.
    #[serde(default)]
    pub several: bool,
    /// The answers by id.
    pub answers: Option<Entries<Answer>>,
    /// Answers that every framework of the catalogue brings.
    pub each_framework: Option<Vec<Each>>,
}

/// One answer to a question.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Answer {
    /// As people read it.
    pub label: Spot<String>,
    /// Whether it makes an indicator of project fit.
    #[serde(default)]
    pub fit: bool,
    /// Criterion to what its weight is multiplied by.
    pub weights: Option<Entries<Spot<Number>>>,
    /// The reason of the weights.
    pub because: Option<Spot<String>>,
    /// Where the reason is written: one source or several.
    #[serde(default)]
    pub source: OneOrMany,
}

/// The pattern of an answer that every framework brings; `{id}` and `{name}` stand for it.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Each {
    /// The pattern of the answer's id, with `{id}`.
    pub answer: Spot<String>,
    /// The pattern of its label, with `{name}`.
    pub label: Spot<String>,
    /// How well the framework named suits, 0 to 10.
    pub own: Spot<Number>,
    /// How well every other framework suits, 0 to 10.
    pub other: Spot<Number>,
}

/// Something a project may need and a framework may have.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Capability {
    /// As lists name it.
    pub title: Spot<String>,
    /// As the interview asks for it.
    pub question: Option<String>,
    /// What counts as having it.
    pub about: Option<String>,
}

/// Where something is written.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Source {
    /// The page's or paper's title.
    pub title: Spot<String>,
    /// Who published it.
    pub publisher: Spot<String>,
    /// Where: an https address; nothing for an own measurement.
    pub url: Option<Spot<String>>,
    /// When: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: Option<Spot<String>>,
}
