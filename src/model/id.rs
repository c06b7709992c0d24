//! Ids: short names in lower case that stand in files, arguments and results.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::fmt;

/// A text that is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "invalid id `{0}`; use lower-case letters, digits and single hyphens, such as `e-commerce`"
)]
pub struct InvalidId(String);

/// A regular expression for ids.
pub const ID_PATTERN: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

fn is_id(text: &str) -> bool {
    let mut after_hyphen = true;
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' => after_hyphen = false,
            b'-' if !after_hyphen => after_hyphen = true,
            _ => return false,
        }
    }
    !after_hyphen && text.len() <= 64
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "SmolStr")]
        pub struct $name(SmolStr);

        impl $name {
            /// Checks that the text is an id: 1 to 64 characters that match `^[a-z0-9]+(-[a-z0-9]+)*$`.
            ///
            /// # Errors
            ///
            /// [`InvalidId`] for any other text.
            pub fn new(text: &str) -> Result<Self, InvalidId> {
                Self::try_from(SmolStr::new(text))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<SmolStr> for $name {
            type Error = InvalidId;

            fn try_from(text: SmolStr) -> Result<Self, InvalidId> {
                if is_id(&text) { Ok(Self(text)) } else { Err(InvalidId(text.into())) }
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }
    )+};
}

ids! {
    /// Names a criterion: `security`.
    CriterionId,
    /// Names an indicator within its criterion: `support-window`.
    IndicatorId,
    /// Names a framework: `django`.
    FrameworkId,
    /// Names a trait of the user's project: `project-kind`.
    TraitId,
    /// Names one answer of a trait: `e-commerce`.
    AnswerId,
    /// Names something a project may need: `orm`.
    CapabilityId,
    /// Names a trait or a capability, on which a project states a fact.
    FactId,
    /// Names a source of evidence: `django-releases`.
    SourceId,
    /// Names a public decision: `d01-opre-ops-2021`.
    PrecedentId,
}

#[cfg(test)]
mod tests {
    use super::FrameworkId;

    #[test]
    fn ids_are_lower_case_words_joined_by_hyphens() {
        for good in ["django", "ruby-on-rails", "web2py", "2"] {
            assert!(FrameworkId::new(good).is_ok(), "{good}");
        }
        for bad in ["", "Django", "-a", "a-", "a--b", "a b", "a_b", "é", &"a".repeat(65)] {
            assert!(FrameworkId::new(bad).is_err(), "{bad}");
        }
    }
}
