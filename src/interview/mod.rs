//! Questions about a project, each with the effect of its answer.
//!
//! The interview opens no terminal and writes no file; the caller chooses the [`Prompter`], shows the decision, and
//! saves what [`offer()`] returns.

mod draft;
mod effect;
#[cfg(test)]
mod fixture;
mod offer;
mod plain;
mod prompter;
mod questions;
mod relevance;
mod session;
mod swings;
mod terminal;
#[cfg(test)]
mod tests;

pub use offer::offer;
pub use plain::Plain;
pub use prompter::{Prompter, Stop};
pub use terminal::Terminal;

use crate::decide::Settings;
use crate::decision::Decision;
use crate::model::{CapabilityId, Catalogue, Profile, TraitId};
use std::collections::BTreeMap;

/// Where answers of a profile were found, such as `pyproject.toml:12`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    pub traits: BTreeMap<TraitId, String>,
    pub needs: BTreeMap<CapabilityId, String>,
}

/// An interview about one project.
#[derive(Debug, Clone)]
pub struct Interview<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// Settings of the final decision.
    pub settings: Settings,
    /// Answers to offer; the rest is kept.
    pub profile: Profile,
    /// Where these answers were found, if in a repository.
    pub found: Found,
    /// Whether to ask questions that cannot change who is first.
    pub all: bool,
    /// Whether to ask for a title.
    pub title: bool,
}

impl Interview<'_> {
    /// Asks the questions; `save` gets the answers after each that changes them.
    pub fn run(
        &self,
        prompter: &mut dyn Prompter,
        save: &mut dyn FnMut(&Profile),
    ) -> Result<(Profile, Decision), Stop> {
        session::Session::new(self, prompter, save)?.run()
    }
}
