//! Rules for profiles, one file a subject.

pub(super) mod candidates;
pub(super) mod dates;
pub(super) mod overrides;
pub(super) mod weights;

use super::Project;
use crate::model::{Framework, FrameworkId};

impl<'a> Project<'a> {
    /// The frameworks that the profile chooses between.
    pub(super) fn candidates(&self) -> Vec<&'a Framework> {
        let all = || self.known.frameworks.values();
        if let Some(named) = &self.profile.frameworks {
            return all().filter(|framework| named.contains(&framework.id)).collect();
        }
        let default: Vec<&Framework> = all().filter(|framework| framework.default).collect();
        if default.is_empty() { all().collect() } else { default }
    }

    /// Whether the profile chooses between this one and others.
    pub(super) fn is_candidate(&self, id: &FrameworkId) -> bool {
        self.candidates().iter().any(|framework| framework.id == *id)
    }
}
