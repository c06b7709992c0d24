//! A capability: who has it, and how.

use super::Explainer;
use super::parts::Named;
use crate::model::{Capability, Framework, Provision};
use jiff::civil::Date;
use serde::Serialize;

/// Everything known about a capability.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CapabilityPage {
    /// The id.
    pub id: String,
    /// As lists name it.
    pub title: String,
    /// As the interview asks for it.
    pub question: Option<String>,
    /// What counts as having it.
    pub about: Option<String>,
    /// Every framework, and how it provides it.
    pub frameworks: Vec<(Named, Provider)>,
}

/// How a framework provides a capability.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provider {
    /// It ships with the framework.
    BuiltIn,
    /// A named extension brings it.
    Extension {
        /// The extension's name.
        name: String,
        /// The day of its last release.
        released: Option<Date>,
        /// Whether that is long ago.
        stale: bool,
        /// Anything to know about it.
        note: Option<String>,
    },
    /// It is said to be missing.
    None,
    /// Nobody has looked.
    Unknown,
}

impl Explainer<'_> {
    pub(super) fn capability(&self, capability: &Capability) -> CapabilityPage {
        let provider =
            |framework: &Framework| self.provider(framework.capabilities.get(&capability.id));
        let frameworks = self.frameworks().into_iter();
        CapabilityPage {
            id: capability.id.to_string(),
            title: capability.title.clone(),
            question: capability.question.clone(),
            about: capability.about.clone(),
            frameworks: frameworks.map(|one| (Named::framework(one), provider(one))).collect(),
        }
    }

    pub(super) fn provider(&self, provision: Option<&Provision>) -> Provider {
        match provision {
            None => Provider::Unknown,
            Some(Provision::BuiltIn) => Provider::BuiltIn,
            Some(Provision::None) => Provider::None,
            Some(provision @ Provision::Extension { name, released, note }) => {
                Provider::Extension {
                    name: name.clone(),
                    released: *released,
                    stale: self.is_past(provision.stale_since()),
                    note: note.clone(),
                }
            }
        }
    }
}
