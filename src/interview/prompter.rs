//! What the interview needs of a terminal.

use crate::decide::ZeroWeights;
use std::io;

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

/// A question and what is shown with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub text: String,
    /// A line of help.
    pub help: Option<String>,
    /// The label of skipping; none where the question always has an answer.
    pub skip: Option<String>,
    /// Where the offered answer was found.
    pub found: Option<String>,
}

impl Question {
    pub(super) fn new(text: impl Into<String>) -> Self {
        let skip = Some("Skip this question".to_owned());
        Self { text: text.into(), help: None, skip, found: None }
    }

    pub(super) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    pub(super) fn skip(self, skip: impl Into<String>) -> Self {
        Self { skip: Some(skip.into()), ..self }
    }
}

/// Whether a typed text is valid; else what is wrong.
pub type Valid = fn(&str) -> Result<(), String>;

/// Asks questions. Texts may come from an untrusted catalogue: implementations sanitize them.
///
/// `given` is the answer so far or the one found: Enter accepts it. Without one, Enter skips.
pub trait Prompter {
    /// Shows a line.
    fn say(&mut self, line: &str) -> io::Result<()>;

    /// Asks for one of several choices; the answer is its position.
    fn select(
        &mut self,
        question: &Question,
        choices: &[String],
        given: Option<usize>,
    ) -> Answer<usize>;

    /// Asks for any number of choices; the answer is their positions, at least one.
    fn select_several(
        &mut self,
        question: &Question,
        choices: &[String],
        given: &[usize],
    ) -> Answer<Vec<usize>>;

    /// Asks for a line of text until it is valid.
    fn text(&mut self, question: &Question, given: Option<&str>, valid: Valid) -> Answer<String>;
}
