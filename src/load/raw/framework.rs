//! A framework as written: `criteria/frameworks/django.yaml`.

use super::{Entries, Number, OneOrMany, Spot};
use crate::model::{Claim, Confidence, Method};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{self, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::fmt;

/// One of the things chosen between, and everything found about it.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Framework {
    /// The form of this file: 1.
    pub schema: Option<Spot<Number>>,
    /// The id, which is also the file's name.
    pub id: Spot<String>,
    /// As people write it.
    pub name: Spot<String>,
    /// The version that the findings are about, in quotes.
    pub version: Option<String>,
    /// Where it lives.
    pub homepage: Option<Spot<String>>,
    /// One sentence.
    pub summary: Option<String>,
    /// Whether it is a candidate when nobody names candidates.
    #[serde(default)]
    pub default: bool,
    /// Criterion to one line: what to say when it wins that criterion.
    pub because: Option<Entries<Spot<String>>>,
    /// Criterion to indicator to finding; what is not there is unknown, and `null` says so.
    pub findings: Option<Entries<Entries<Option<Spot<Finding>>>>>,
    /// Capability to how it is provided; what is not there is unknown, and `unknown` says so.
    pub capabilities: Option<Entries<Spot<Provision>>>,
    /// Trait to answer to how well the framework suits it; what is not there is unknown.
    pub fit: Option<Entries<Entries<Spot<FitView>>>>,
    /// What people use it for.
    pub used_for: Option<Vec<UsedFor>>,
    /// Who uses it.
    pub users: Option<Vec<User>>,
}

/// What was found on one indicator. Which keys it has follows from the indicator's scale.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Finding {
    /// For a checklist: the items that ship with the framework.
    pub built_in: Option<Vec<Spot<String>>>,
    /// For a checklist: item to the name of the extension that brings it.
    pub extension: Option<Entries<Spot<String>>>,
    /// For a checklist: the items looked for and not found.
    pub none: Option<Vec<Spot<String>>>,
    /// For a linear or log scale: the value, in the indicator's unit.
    pub value: Option<Spot<Number>>,
    /// For a judgement: 0 to 10.
    pub score: Option<Spot<Number>>,
    /// The lower bound where the evidence leaves room: in the value's unit, else in score points.
    pub low: Option<Spot<Number>>,
    /// The upper bound, likewise.
    pub high: Option<Spot<Number>>,
    /// The reason; needed for a judgement.
    pub because: Option<Spot<String>>,
    /// Where it is written: one source or several.
    #[schemars(schema_with = "super::shape::at_least_one")]
    pub source: OneOrMany,
    /// The day it was checked: YYYY-MM-DD.
    pub checked: Spot<String>,
    /// How it was obtained.
    pub method: Option<Method>,
    /// How sure it is.
    pub confidence: Option<Confidence>,
}

/// How a framework provides a capability: `built-in`, `none`, `unknown`, or an extension.
#[derive(Debug, Clone, PartialEq)]
pub enum Provision {
    /// A word; `built-in`, `none` and `unknown` are understood.
    Word(String),
    /// A named extension.
    Extension(Extension),
}

/// The extension that brings a capability.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Extension {
    /// Its name.
    pub extension: Spot<String>,
    /// The day of its last release: YYYY-MM-DD.
    pub released: Option<Spot<String>>,
    /// Anything to know about it.
    pub note: Option<String>,
}

impl<'de> Deserialize<'de> for Provision {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ProvisionVisitor)
    }
}

struct ProvisionVisitor;

impl<'de> Visitor<'de> for ProvisionVisitor {
    type Value = Provision;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`built-in`, `none`, `unknown` or {extension: NAME}")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Provision, E> {
        Ok(Provision::Word(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Provision, A::Error> {
        Extension::deserialize(MapAccessDeserializer::new(map)).map(Provision::Extension)
    }
}

impl JsonSchema for Provision {
    fn schema_name() -> Cow<'static, str> {
        "Provision".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let extension = generator.subschema_for::<Extension>();
        schemars::json_schema!({
            "description": "How a framework provides a capability; what is not mentioned is unknown.",
            "anyOf": [{"enum": ["built-in", "none", "unknown"]}, extension],
        })
    }
}

/// How well a framework suits one answer.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FitView {
    /// 0 to 10; 5 neither helps nor hinders.
    pub score: Spot<Number>,
    /// The least that can be argued.
    pub low: Option<Spot<Number>>,
    /// The most that can be argued.
    pub high: Option<Spot<Number>>,
    /// The reason.
    pub because: Spot<String>,
    /// Where it is written: one source or several.
    #[serde(default)]
    pub source: OneOrMany,
}

/// A use the framework is put to.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UsedFor {
    /// The use.
    pub what: Spot<String>,
    /// Where it is written: one source or several.
    pub source: OneOrMany,
    /// How far it is borne out.
    pub claim: Option<Claim>,
    /// Anything to know about it.
    pub note: Option<String>,
}

/// Someone said to use the framework.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct User {
    /// Who.
    pub name: Spot<String>,
    /// Where it is written: one source or several.
    pub source: OneOrMany,
    /// How far it is borne out.
    pub claim: Claim,
    /// Anything to know about it.
    pub note: Option<String>,
}
