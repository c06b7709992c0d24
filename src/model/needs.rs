//! What a profile may say of a capability.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How much a project needs a capability.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// It must ship with the framework.
    BuiltIn,
    /// It must be there; a named extension counts.
    Must,
    /// It is wanted.
    Want,
    /// It may come to be wanted.
    Maybe,
    /// Built in or not, this project goes round it.
    Bypass,
}

impl Need {
    /// All strengths, strongest first.
    pub const ALL: [Self; 5] = [Self::BuiltIn, Self::Must, Self::Want, Self::Maybe, Self::Bypass];

    /// As files and arguments write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BuiltIn => "built-in",
            Self::Must => "must",
            Self::Want => "want",
            Self::Maybe => "maybe",
            Self::Bypass => "bypass",
        }
    }

    /// Whether a framework without it is out before anything is weighed.
    pub fn decides(self) -> bool {
        matches!(self, Self::BuiltIn | Self::Must)
    }
}

impl std::str::FromStr for Need {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|need| need.as_str() == text).ok_or(())
    }
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
