//! A prompter without a terminal: replies from a script, and keeps what was said. For tests.

use super::prompter::{Answer, Prompter, Question};
use std::collections::VecDeque;
use std::io;

/// What the person does at a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// Accepts what is offered; where nothing is, skips.
    Enter,
    /// Picks the first choice that contains this.
    Pick(String),
    /// Marks the choices that contain one of these, and no other.
    Mark(Vec<String>),
    /// Types this.
    Type(String),
    /// Types a number.
    Number(f64),
    /// Says yes.
    Yes,
    /// Takes an answer away, or gives none.
    Skip,
    /// Goes one question back.
    Back,
    /// Leaves.
    Quit,
}

impl Reply {
    /// Picks the choice that contains this.
    pub fn pick(label: &str) -> Self {
        Self::Pick(label.to_owned())
    }

    /// Marks the choices that contain these.
    pub fn mark(labels: &[&str]) -> Self {
        Self::Mark(labels.iter().map(|label| (*label).to_owned()).collect())
    }
}

type Replying<'a> = Box<dyn FnMut(&Question, &[String]) -> Reply + 'a>;

/// Replies to every question, and keeps the conversation.
pub struct Memory<'a> {
    replying: Replying<'a>,
    /// What was asked (`? …`) and said (`  …`), in order.
    pub transcript: Vec<String>,
}

impl<'a> Memory<'a> {
    /// Replies in this order, then with Enter for ever.
    pub fn scripted(replies: impl IntoIterator<Item = Reply>) -> Self {
        let mut replies: VecDeque<Reply> = replies.into_iter().collect();
        Self::replying(move |_, _| replies.pop_front().unwrap_or(Reply::Enter))
    }

    /// Replies as the function does.
    pub fn replying(replying: impl FnMut(&Question, &[String]) -> Reply + 'a) -> Self {
        Self { replying: Box::new(replying), transcript: Vec::new() }
    }

    /// The questions that were put, in order.
    pub fn asked(&self) -> Vec<&str> {
        self.transcript.iter().filter_map(|line| line.strip_prefix("? ")).collect()
    }

    fn ask<T>(
        &mut self,
        question: &Question,
        choices: &[String],
        given: Option<T>,
        read: impl Fn(&Reply) -> Option<T>,
    ) -> io::Result<Answer<T>> {
        self.transcript.push(format!("? {}", question.text));
        let reply = (self.replying)(question, choices);
        match reply {
            Reply::Enter => Ok(given.map_or(Answer::Skipped, Answer::Given)),
            Reply::Skip => Ok(Answer::Skipped),
            Reply::Back => Ok(Answer::Back),
            Reply::Quit => Ok(Answer::Quit),
            reply => read(&reply).map(Answer::Given).ok_or_else(|| {
                io::Error::other(format!("{reply:?} is no answer to `{}`", question.text))
            }),
        }
    }
}

fn place(choices: &[String], label: &str) -> Option<usize> {
    choices.iter().position(|choice| choice.contains(label))
}

impl Prompter for Memory<'_> {
    fn say(&mut self, line: &str) -> io::Result<()> {
        self.transcript.push(format!("  {line}"));
        Ok(())
    }

    fn select(
        &mut self,
        question: &Question,
        choices: &[String],
        given: Option<usize>,
    ) -> io::Result<Answer<usize>> {
        self.ask(question, choices, given, |reply| match reply {
            Reply::Pick(label) => place(choices, label),
            _ => None,
        })
    }

    fn select_several(
        &mut self,
        question: &Question,
        choices: &[String],
        given: &[usize],
    ) -> io::Result<Answer<Vec<usize>>> {
        let given = (!given.is_empty()).then(|| given.to_vec());
        self.ask(question, choices, given, |reply| match reply {
            Reply::Pick(label) => Some(vec![place(choices, label)?]),
            Reply::Mark(labels) => labels.iter().map(|label| place(choices, label)).collect(),
            _ => None,
        })
    }

    fn text(&mut self, question: &Question, given: Option<&str>) -> io::Result<Answer<String>> {
        self.ask(question, &[], given.map(str::to_owned), |reply| match reply {
            Reply::Type(text) => Some(text.clone()),
            _ => None,
        })
    }

    fn number(
        &mut self,
        question: &Question,
        most: f64,
        given: Option<f64>,
    ) -> io::Result<Answer<f64>> {
        self.ask(question, &[], given, |reply| match reply {
            Reply::Number(number) if (0.0..=most).contains(number) => Some(*number),
            _ => None,
        })
    }

    fn confirm(&mut self, question: &Question) -> io::Result<Answer<bool>> {
        self.ask(question, &[], Some(false), |reply| matches!(reply, Reply::Yes).then_some(true))
    }
}
