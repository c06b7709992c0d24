//! One thing that speaks for one statement.

use super::report::{Confidence, Place, Strength};

/// What evidence may speak for. The ids are those of the shipped catalogue; a consumer leaves out
/// what its own catalogue does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About {
    /// An answer to the question `project-kind`.
    Kind(&'static str),
    /// What it sends.
    Output(Output),
    /// Where its data lives.
    Data(Data),
    /// Who looks after logins.
    Login(Login),
    /// A capability.
    Need(&'static str),
}

/// What it sends. Both is what the two together say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Output {
    Pages,
    Api,
}

/// Where its data lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Data {
    OwnRelational,
    NonRelational,
    /// Behind SQL that is written by hand.
    Foreign,
    /// Behind models of tables that others own.
    Unmanaged,
}

/// Who looks after logins, the one that weighs more first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Login {
    External,
    Framework,
    OwnScheme,
}

impl Data {
    /// The answer's id.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::OwnRelational => "own-relational",
            Self::NonRelational => "non-relational",
            Self::Foreign | Self::Unmanaged => "foreign-sql",
        }
    }
}

impl Login {
    /// The answer's id.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::External => "external-provider",
            Self::Framework => "framework-accounts",
            Self::OwnScheme => "own-scheme",
        }
    }
}

/// One thing that was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Evidence {
    pub(super) about: About,
    pub(super) strength: Strength,
    pub(super) confidence: Confidence,
    pub(super) because: String,
    pub(super) place: Place,
}
