//! The settings of a repository as written: `weigh.yaml`.

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

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $variant:ident $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
        pub enum $name {
            $($(#[$about])* #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// Every word that may stand here.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// As files and arguments write it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }
        }
    )+};
}

words! {
    /// A way of writing records.
    AdrName {
        /// MADR 4.
        Madr "madr",
        /// Michael Nygard's sections, for adr-tools.
        Nygard "nygard",
        /// For log4brains.
        Log4brains "log4brains",
    }
    /// A condition on which to fail.
    Condition {
        /// Nothing parts the contenders.
        TooClose "too-close",
        /// The recommendation is not clear.
        Lean "lean",
        /// Something unknown could still change a winner.
        Provisional "provisional",
        /// Evidence is past its date.
        Stale "stale",
        /// Every candidate lacks something.
        NoneQualifies "none-qualifies",
    }
    /// The form of a result.
    FormatName {
        /// For a terminal.
        Table "table",
        /// For a pull request or a job's summary.
        Markdown "markdown",
        /// For programs.
        Json "json",
        /// One page that needs nothing else.
        Html "html",
        /// For a spreadsheet.
        Csv "csv",
    }
}
