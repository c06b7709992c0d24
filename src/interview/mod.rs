//! Questions to a profile, with the effect of each answer; the terminal behind a small trait.
//!
//! ```text
//! catalogue, what was found ─> Interview ── asks through a Prompter ──> profile, decision
//!                                 │   ↑
//!                             relevance: which questions can still change the answer
//! ```
//!
//! The interview neither opens a terminal nor writes a file; whoever calls it chooses the prompter, shows the
//! decision, and does what [`offer()`] is told.

mod draft;
mod effect;
#[cfg(test)]
mod fixture;
mod memory;
mod offer;
mod plain;
mod prompter;
mod questions;
mod relevance;
mod session;
mod terminal;
#[cfg(test)]
mod tests;
mod text;
mod yaml;

pub use memory::{Memory, Reply};
pub use offer::{Keep, offer};
pub use plain::Plain;
pub use prompter::{Answer, Prompter, Question};
pub use terminal::Terminal;
pub use yaml::{profile_yaml, profile_yaml_below};

use crate::decide::{Settings, ZeroWeights};
use crate::decision::Decision;
use crate::model::{AnswerId, CapabilityId, Catalogue, Need, Profile, TraitId};
use std::io;

/// Something that a repository says of itself, offered as an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Answers to a question.
    Trait {
        /// The question.
        id: TraitId,
        /// The answers.
        answers: Vec<AnswerId>,
        /// Where: `pyproject.toml:12`.
        at: String,
    },
    /// A need.
    Need {
        /// What is needed.
        id: CapabilityId,
        /// How much.
        need: Need,
        /// Where: `settings.py:40`.
        at: String,
    },
}

/// An interview about one project.
#[derive(Debug, Clone)]
pub struct Interview<'a> {
    catalogue: &'a Catalogue,
    settings: Settings,
    base: Profile,
    found: Vec<Found>,
    all: bool,
    titled: bool,
}

/// What came of an interview.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// It was led to its end.
    Finished(Box<Finished>),
    /// The person left; nothing is to be written.
    Quit,
}

/// What an interview gathered.
#[derive(Debug, Clone)]
pub struct Finished {
    /// The project.
    pub profile: Profile,
    /// What follows from it.
    pub decision: Decision,
    /// How many questions were put.
    pub asked: usize,
    /// The questions that were not put, by the names of their subjects.
    pub left_out: Vec<String>,
}

/// Why an interview could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The terminal could not be read or written.
    #[error("cannot ask at this terminal")]
    Terminal(#[from] io::Error),
    /// The catalogue or the profile it began with leaves nothing to weigh.
    #[error(transparent)]
    ZeroWeights(#[from] ZeroWeights),
}

impl<'a> Interview<'a> {
    /// Asks about a project of which nothing is known. `settings` are those of the final decision.
    pub fn new(catalogue: &'a Catalogue, settings: &Settings) -> Self {
        let (settings, base) = (settings.clone(), Profile::default());
        Self { catalogue, settings, base, found: Vec::new(), all: false, titled: false }
    }

    /// Begins with a profile: its answers are offered, and what the interview does not ask for is kept.
    #[must_use]
    pub fn starting_from(mut self, profile: Profile) -> Self {
        self.base = profile;
        self
    }

    /// Begins with what was found in a repository: marked as found, and accepted with Enter.
    ///
    /// What the catalogue does not know is left out.
    #[must_use]
    pub fn with_found(mut self, found: Vec<Found>) -> Self {
        let known = |found: &Found| match found {
            Found::Trait { id, answers, .. } => {
                self.catalogue.find_trait(id).is_some_and(|asked| {
                    !answers.is_empty() && answers.iter().all(|answer| asked.find(answer).is_some())
                })
            }
            Found::Need { id, .. } => self.catalogue.capabilities.contains_key(id),
        };
        self.found = found.into_iter().filter(known).collect();
        self
    }

    /// Whether questions are put that cannot change the answer.
    #[must_use]
    pub fn asking_all(mut self, all: bool) -> Self {
        self.all = all;
        self
    }

    /// Whether to ask what the project is called.
    #[must_use]
    pub fn asking_title(mut self, titled: bool) -> Self {
        self.titled = titled;
        self
    }

    /// Leads it.
    pub fn run(&self, prompter: &mut dyn Prompter) -> Result<Outcome, Failure> {
        session::Session::new(self, prompter)?.run()
    }
}
