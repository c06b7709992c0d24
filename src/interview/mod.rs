//! Questions about a project, each with the effect of its answer.
//!
//! The interview opens no terminal and writes no file; the caller chooses the [`Prompter`], saves the answers and
//! decides.

mod effect;
mod plain;
mod questions;
mod relevance;
mod session;
#[cfg(feature = "cli")]
mod terminal;
#[cfg(test)]
mod tests;

pub use plain::Plain;
#[cfg(feature = "cli")]
pub use terminal::Terminal;

use crate::decide::ZeroWeights;
use crate::model::{CapabilityId, Catalogue, Profile, SortedMap, TraitId};
use jiff::civil::Date;
use std::io;
use std::path::{Path, PathBuf};

/// Where answers of a profile were found, such as `pyproject.toml:12`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    pub traits: SortedMap<TraitId, String>,
    pub needs: SortedMap<CapabilityId, String>,
}

/// An interview about one project.
#[derive(Debug, Clone)]
pub struct Interview<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The day on which evidence and overrides are looked at.
    pub today: Option<Date>,
    /// Answers to offer; the rest is kept.
    pub profile: Profile,
    /// Where these answers were found, if in a repository.
    pub origins: Origins,
    /// Whether to ask questions that cannot change who is first.
    pub all: bool,
    /// Whether to ask for a title.
    pub title: bool,
    /// Whether to keep the effect of each answer back, so that no result sways the next one.
    pub blind: bool,
    /// How the questions left out can be answered.
    pub left_out: &'static str,
}

/// Why an interview stopped at a question.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// The person goes one question back.
    #[error("this is the first question")]
    Back,
    /// The person quits.
    #[error("interrupted")]
    Quit,
    /// Reading or writing failed.
    #[error("cannot use this terminal")]
    Terminal(#[from] io::Error),
    /// The catalogue or the first profile has no weight above zero.
    #[error(transparent)]
    ZeroWeights(#[from] ZeroWeights),
}

/// An answer; none where the question was skipped, which has no effect on the result.
pub type Answer<T> = Result<Option<T>, Stop>;

/// The label of skipping a question.
const SKIP: &str = "Skip this question";

/// A question and what is shown with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub text: String,
    /// A line of help.
    pub help: Option<String>,
    /// The label of skipping.
    pub skip: String,
    /// Where the offered answer was found.
    pub found: Option<String>,
    /// The choices; none where a text is asked for.
    pub choices: Vec<String>,
    /// The positions of the choices picked so far or found.
    pub given: Vec<usize>,
    /// Whether several choices may be picked.
    pub several: bool,
    /// Whether no question stands before it.
    pub first: bool,
    /// Whether it is the offer to save: Enter saves.
    pub saves: bool,
}

impl Question {
    fn new(text: impl Into<String>, help: Option<&str>) -> Self {
        let (help, skip) = (help.map(str::to_owned), SKIP.to_owned());
        Self { text: text.into(), help, skip, ..Self::default() }
    }
}

/// Asks questions. Texts may come from an untrusted catalogue: implementations sanitize them.
///
/// `given` is the answer so far or the one found: Enter accepts it. Without one, Enter skips.
pub trait Prompter {
    /// Shows a line.
    fn say(&mut self, line: &str) -> io::Result<()>;

    /// Asks for choices; the answer is their positions, at least one.
    fn choose(&mut self, question: &Question) -> Answer<Vec<usize>>;

    /// Asks for a line of text.
    fn text(&mut self, question: &Question, given: Option<&str>) -> Answer<String>;
}

/// Offers to save the profile; Enter saves it under a free name, an empty name does not save it.
///
/// `exists` is whether there is such a file; no existing file is chosen. Where `save` fails, it says why, and another name
/// is asked for.
pub fn offer(
    prompter: &mut dyn Prompter,
    exists: &dyn Fn(&Path) -> bool,
    save: &mut dyn FnMut(&Path) -> Result<(), String>,
) -> Answer<PathBuf> {
    let numbered = (2..).map(|number| format!("weigh-profile-{number}.yaml"));
    let mut names = std::iter::once("weigh-profile.yaml".to_owned()).chain(numbered);
    let free = names.find(|name| !exists(Path::new(name)));
    let question = Question {
        first: true,
        saves: true,
        ..Question::new("Save your answers to which file?", None)
    };
    loop {
        match prompter.text(&question, free.as_deref())? {
            Some(name) if exists(Path::new(&name)) => {
                prompter.say(&format!("{name} already exists."))?;
            }
            Some(name) => match save(Path::new(&name)) {
                Ok(()) => return Ok(Some(PathBuf::from(name))),
                Err(why) => prompter.say(&why)?,
            },
            None => return Ok(None),
        }
    }
}
