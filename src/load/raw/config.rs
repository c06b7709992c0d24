//! The settings of a repository as written: `weigh.yaml`.

pub use crate::model::{AdrFormat as AdrName, FailOn as Condition, OutputFormat as FormatName};

use super::{Number, OneOrMany, Spot};
use schemars::JsonSchema;
use serde::Deserialize;

/// What weigh does in this repository where nothing else is said. Every key may be left out.
///
/// Paths are relative to this file and stay within the repository. Flags count over environment variables, and
/// these over this file.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// The form of this file: 1.
    pub schema: Option<Spot<Number>>,
    /// The profile to decide where none is named.
    pub profile: Option<Spot<String>>,
    /// The folder of the catalogue to use instead of the embedded one.
    pub criteria: Option<Spot<String>>,
    /// What is added to the catalogue, each a file or a folder: one path or several.
    pub add: Option<OneOrMany>,
    /// The folder of the decision records.
    pub records: Option<Spot<String>>,
    /// How decision records are written.
    pub adr: Option<Spot<AdrName>>,
    /// What makes `weigh decide` fail.
    pub fail_on: Option<Spot<Vec<Spot<Condition>>>>,
    /// The framework that `weigh decide` must recommend, or fail.
    pub expect: Option<Spot<String>>,
    /// The form in which `weigh decide` writes its result.
    pub format: Option<Spot<FormatName>>,
    /// The day as of which evidence is looked at: YYYY-MM-DD.
    pub as_of: Option<Spot<String>>,
}
