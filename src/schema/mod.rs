//! What files and results must look like, as JSON schemas for editors and other programs.
//!
//! Draft-07, which editors read. Generated from the types that are read and written, so that nothing is said twice.

mod profile;
mod shape;

use crate::decision::{self, Decision};
use crate::diff::{self, Difference};
use crate::load::raw;
use crate::model::Catalogue;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// Where the schemas lie that are checked in.
const HOME: &str = "https://raw.githubusercontent.com/weigh-project/weigh/main/schemas";

/// Something that has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Subject {
    /// A profile: what the project is and needs, and what counts.
    Profile,
    /// A criterion of the catalogue.
    Criterion,
    /// A framework of the catalogue.
    Framework,
    /// The questions about the project: `traits.yaml`.
    Traits,
    /// What a project may need: `capabilities.yaml`.
    Capabilities,
    /// Where findings are written: `sources.yaml`.
    Sources,
    /// The rules of project fit: `fit.yaml`.
    Fit,
    /// Settings of a repository: `weigh.yaml`.
    Config,
    /// The result of `decide --format json`.
    Decision,
    /// The result of `diff --format json`.
    Difference,
}

impl Subject {
    /// Everything that has a schema.
    pub const ALL: [Self; 10] = [
        Self::Profile,
        Self::Criterion,
        Self::Framework,
        Self::Traits,
        Self::Capabilities,
        Self::Sources,
        Self::Fit,
        Self::Config,
        Self::Decision,
        Self::Difference,
    ];

    /// As arguments and files name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Criterion => "criterion",
            Self::Framework => "framework",
            Self::Traits => "traits",
            Self::Capabilities => "capabilities",
            Self::Sources => "sources",
            Self::Fit => "fit",
            Self::Config => "config",
            Self::Decision => "decision",
            Self::Difference => "difference",
        }
    }

    /// The heading of its schema.
    pub fn title(self) -> &'static str {
        match self {
            Self::Profile => "Profile of weigh",
            Self::Criterion => "Criterion of weigh's catalogue",
            Self::Framework => "Framework of weigh's catalogue",
            Self::Traits => "Traits of weigh's catalogue: questions about the project",
            Self::Capabilities => "Capabilities of weigh's catalogue: what a project may need",
            Self::Sources => "Sources of weigh's catalogue: where findings are written",
            Self::Fit => "Rules of project fit in weigh's catalogue",
            Self::Config => "Settings of weigh in a repository: weigh.yaml",
            Self::Decision => "Decision of weigh",
            Self::Difference => "Difference between two decisions of weigh",
        }
    }

    /// Its schema; that of a profile knows the ids of the catalogue, so that editors complete them.
    pub fn schema(self, catalogue: &Catalogue) -> Value {
        let mut schema = match self {
            Self::Profile => profile::schema(read::<raw::Profile>(), catalogue),
            Self::Criterion => read::<raw::Criterion>(),
            Self::Framework => read::<raw::Framework>(),
            Self::Traits => read::<raw::Traits>(),
            Self::Capabilities => read::<raw::Capabilities>(),
            Self::Sources => read::<raw::Sources>(),
            Self::Fit => read::<raw::Fit>(),
            Self::Config => read::<raw::Config>(),
            Self::Decision => written::<Decision>(decision::SCHEMA),
            Self::Difference => written::<Difference>(diff::SCHEMA),
        };
        shape::tidy(&mut schema);
        self.headed(schema)
    }

    /// The schema with its name and title before everything else.
    fn headed(self, schema: Value) -> Value {
        let Value::Object(mut rest) = schema else { return schema };
        let mut headed = Map::new();
        headed.extend(rest.remove_entry("$schema"));
        headed.insert("$id".to_owned(), json!(format!("{HOME}/{}.schema.json", self.as_str())));
        headed.insert("title".to_owned(), json!(self.title()));
        headed.extend(rest.remove_entry("description"));
        rest.remove("title");
        headed.extend(rest);
        Value::Object(headed)
    }
}

/// The schema of a file that is read.
fn read<T: JsonSchema>() -> Value {
    let mut schema =
        SchemaSettings::draft07().into_generator().into_root_schema_for::<T>().to_value();
    if let Some(form) = schema.pointer_mut("/properties/schema") {
        *form = json!({"description": "The form of this file: 1.", "enum": [1, null]});
    }
    schema
}

/// The schema of a result that is written; it may have more keys in a later version.
fn written<T: JsonSchema>(name: &str) -> Value {
    let settings = SchemaSettings::draft07().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    if let Some(form) = schema.pointer_mut("/properties/schema") {
        *form = json!({"description": "The name of this form.", "const": name});
    }
    schema
}
