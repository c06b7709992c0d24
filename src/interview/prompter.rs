//! What the interview asks of a terminal, and nothing of how it is done.

use crate::model::Need;
use std::io;

/// What came of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer<T> {
    /// An answer.
    Given(T),
    /// None: it stays unanswered and changes nothing.
    Skipped,
    /// One question back.
    Back,
    /// The person leaves.
    Quit,
}

impl<T> Answer<T> {
    /// The same with another value.
    pub fn map<U>(self, to: impl FnOnce(T) -> U) -> Answer<U> {
        match self {
            Self::Given(value) => Answer::Given(to(value)),
            Self::Skipped => Answer::Skipped,
            Self::Back => Answer::Back,
            Self::Quit => Answer::Quit,
        }
    }
}

/// A question as it is put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub text: String,
    /// A line of help.
    pub help: Option<String>,
    /// What not answering is called in a list; none where there is always an answer.
    pub skip: Option<String>,
    /// Where the answer offered was found.
    pub found: Option<String>,
}

impl Question {
    /// A question that may stay unanswered.
    pub fn new(text: impl Into<String>) -> Self {
        let skip = Some("Not answered".to_owned());
        Self { text: text.into(), help: None, skip, found: None }
    }

    /// With a line of help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With the places where the answer offered was found.
    #[must_use]
    pub fn found(mut self, found: Option<String>) -> Self {
        self.found = found;
        self
    }

    /// Always with an answer.
    #[must_use]
    pub fn answered(mut self) -> Self {
        self.skip = None;
        self
    }

    /// With another name for not answering.
    #[must_use]
    pub fn skip(mut self, skip: impl Into<String>) -> Self {
        self.skip = Some(skip.into());
        self
    }
}

/// Puts questions to somebody. Texts may come from a stranger's catalogue: whoever shows them cleans them.
///
/// `given` is the answer so far, from an earlier pass or found in a repository: Enter accepts it. Without one,
/// Enter skips.
pub trait Prompter {
    /// Says something, on a line of its own.
    fn say(&mut self, line: &str) -> io::Result<()>;

    /// One of several; the answer is its place.
    fn select(
        &mut self,
        question: &Question,
        choices: &[String],
        given: Option<usize>,
    ) -> io::Result<Answer<usize>>;

    /// Any number of several; the answer is their places, at least one.
    fn select_several(
        &mut self,
        question: &Question,
        choices: &[String],
        given: &[usize],
    ) -> io::Result<Answer<Vec<usize>>>;

    /// A line of text.
    fn text(&mut self, question: &Question, given: Option<&str>) -> io::Result<Answer<String>>;

    /// A number from 0 to `most`.
    fn number(
        &mut self,
        question: &Question,
        most: f64,
        given: Option<f64>,
    ) -> io::Result<Answer<f64>>;

    /// Yes or no; Enter is no.
    fn confirm(&mut self, question: &Question) -> io::Result<Answer<bool>>;

    /// How much something is needed; Enter leaves it at `given`.
    fn strength(&mut self, question: &Question, given: Need) -> io::Result<Answer<Need>> {
        let choices = Need::ALL.iter().map(|need| strength(*need).to_owned()).collect::<Vec<_>>();
        let at = Need::ALL.iter().position(|need| *need == given);
        let picked = self.select(question, &choices, at)?;
        Ok(picked.map(|at| Need::ALL.get(at).copied().unwrap_or(given)))
    }
}

fn strength(need: Need) -> &'static str {
    match need {
        Need::BuiltIn => "Built in: it must ship with the framework",
        Need::Must => "Must: it must be there, an extension counts",
        Need::Want => "Want: it counts",
        Need::Maybe => "Maybe: it counts a little",
        Need::Bypass => "Bypass: we go round it, built in or not",
    }
}

/// Reads a number as people type it.
pub(super) fn parse_number(text: &str, most: f64) -> Result<f64, String> {
    let number = text.trim().replace(',', ".").parse::<f64>().ok();
    number
        .filter(|number| (0.0..=most).contains(number))
        .ok_or_else(|| format!("a number from 0 to {most}, please"))
}
