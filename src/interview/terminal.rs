//! Prompts on a terminal: arrows, typing to filter, Esc back. On standard error, never on standard output.
//!
//! The terminal is in raw mode only while a prompt waits, and `inquire` sets it back however the prompt ends.

use super::prompter::{Answer, Prompter, Question, parse_number};
use super::text;
use inquire::error::InquireError;
use inquire::list_option::ListOption;
use inquire::ui::{Attributes, Color, RenderConfig, StyleSheet, Styled};
use inquire::validator::Validation;
use inquire::{Confirm, MultiSelect, Select, Text};
use std::fmt;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Asks on the terminal.
pub struct Terminal {
    size: fn() -> (usize, usize),
    colour: bool,
}

/// One line of a list, broken as the terminal is wide.
struct Entry {
    shown: String,
    plain: String,
    lines: usize,
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl Terminal {
    /// Asks at a terminal of this size (columns and lines, asked anew for every question), with colour or without.
    pub fn new(size: fn() -> (usize, usize), colour: bool) -> Self {
        Self { size, colour }
    }

    /// Columns that may be used; the last stays free, because terminals differ in what they do there.
    fn width(&self) -> usize {
        (self.size)().0.max(12) - 1
    }

    fn style(&self) -> RenderConfig<'static> {
        let config = RenderConfig::empty()
            .with_canceled_prompt_indicator(Styled::new("(back)"))
            .with_highlighted_option_prefix(Styled::new(">"));
        if !self.colour {
            return config;
        }
        let bold = StyleSheet::new().with_attr(Attributes::BOLD);
        let mut config = config
            .with_prompt_prefix(Styled::new("?").with_fg(Color::DarkCyan))
            .with_answered_prompt_prefix(Styled::new("?").with_fg(Color::DarkGreen))
            .with_highlighted_option_prefix(Styled::new(">").with_fg(Color::DarkCyan))
            .with_selected_checkbox(Styled::new("[x]").with_fg(Color::DarkGreen))
            .with_selected_option(Some(bold))
            .with_answer(StyleSheet::new().with_fg(Color::DarkCyan))
            .with_help_message(StyleSheet::new().with_fg(Color::DarkGrey));
        config.prompt = bold;
        config
    }

    fn message(&self, question: &Question) -> String {
        text::wrap(&question.text, self.width(), 2, 2)
    }

    /// An answer as it stays behind its question, broken at words.
    fn behind(&self, message: &str, answer: &str) -> String {
        let last = message.lines().last().unwrap_or_default().width();
        let prefix = if lines(message) > 1 { 0 } else { 2 };
        text::wrap(answer, self.width(), prefix + last + 1, 2)
    }

    /// The help line: what the question says, where its answer was found, and the keys.
    fn help(&self, question: &Question, keys: &str) -> String {
        let found = question.found.as_ref().map(|found| format!("found in {found}"));
        let parts = [question.help.clone(), found, Some(keys.to_owned())];
        let help = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        text::wrap(&help, self.width().saturating_sub(1), 1, 1)
    }

    fn entries(&self, labels: impl Iterator<Item = String>, indent: usize) -> Vec<Entry> {
        let entry = |label: String| {
            let shown = text::wrap(&label, self.width(), indent, indent);
            let lines = shown.lines().count();
            Entry { shown, plain: text::clean(&label), lines }
        };
        labels.map(entry).collect()
    }

    /// How many entries fit on the screen below the question and above the help.
    fn page(&self, entries: &[Entry], taken: usize) -> usize {
        let room = (self.size)().1.saturating_sub(taken + 2).clamp(3, 16);
        let tallest = entries.iter().map(|entry| entry.lines).max().unwrap_or(1);
        let all: usize = entries.iter().map(|entry| entry.lines).sum();
        if all <= room { entries.len() } else { (room / tallest).max(2) }
    }
}

/// What inquire's outcome means here: Esc is back, Ctrl-C is leaving.
fn answer<T>(outcome: Result<T, InquireError>) -> io::Result<Answer<T>> {
    match outcome {
        Ok(value) => Ok(Answer::Given(value)),
        Err(InquireError::OperationCanceled) => Ok(Answer::Back),
        Err(InquireError::OperationInterrupted) => {
            // At the foot of the screen the cursor cannot go below the prompt; this keeps it readable.
            writeln!(io::stderr())?;
            Ok(Answer::Quit)
        }
        Err(InquireError::IO(error)) => Err(error),
        Err(other) => Err(io::Error::other(other.to_string())),
    }
}

fn lines(text: &str) -> usize {
    text.lines().count()
}

/// A typed text, of which nothing means that there is none.
fn typed(answer: Answer<String>) -> Answer<String> {
    match answer.map(|text| text::clean(&text)) {
        Answer::Given(text) if text.is_empty() => Answer::Skipped,
        other => other,
    }
}

impl Prompter for Terminal {
    fn say(&mut self, line: &str) -> io::Result<()> {
        let wrapped = text::wrap(line, self.width(), 2, 2);
        let (dim, plain) = if self.colour { ("\u{1b}[2m", "\u{1b}[0m") } else { ("", "") };
        let mut err = io::stderr().lock();
        writeln!(err, "  {dim}{wrapped}{plain}")?;
        err.flush()
    }

    fn select(
        &mut self,
        question: &Question,
        choices: &[String],
        given: Option<usize>,
    ) -> io::Result<Answer<usize>> {
        let message = self.message(question);
        let help = self.help(question, "↑↓ or type · Enter · Esc back");
        let skip = question.skip.iter().cloned();
        let before = skip.len();
        let entries = self.entries(skip.chain(choices.iter().cloned()), 2);
        let page = self.page(&entries, lines(&message) + lines(&help));
        let formatter = |entry: ListOption<&Entry>| self.behind(&message, &entry.value.plain);
        let picked = Select::new(&message, entries)
            .with_starting_cursor(given.map_or(0, |at| at + before))
            .with_page_size(page)
            .with_help_message(&help)
            .with_formatter(&formatter)
            .with_render_config(self.style())
            .raw_prompt();
        Ok(match answer(picked)? {
            Answer::Given(entry) => {
                entry.index.checked_sub(before).map_or(Answer::Skipped, Answer::Given)
            }
            other => other.map(|_| 0),
        })
    }

    fn select_several(
        &mut self,
        question: &Question,
        choices: &[String],
        given: &[usize],
    ) -> io::Result<Answer<Vec<usize>>> {
        let message = self.message(question);
        let help = self.help(question, "Space marks · Enter goes on · Esc back · type to find");
        let entries = self.entries(choices.iter().cloned(), 6);
        let page = self.page(&entries, lines(&message) + lines(&help));
        let skip = question.skip.clone().unwrap_or_default();
        let formatter = |marked: &[ListOption<&Entry>]| {
            let marked: Vec<&str> = marked.iter().map(|entry| entry.value.plain.as_str()).collect();
            let marked = marked.join(", ");
            self.behind(&message, if marked.is_empty() { &skip } else { &marked })
        };
        let picked = MultiSelect::new(&message, entries)
            .with_default(given)
            .with_page_size(page)
            .with_keep_filter(false)
            .with_help_message(&help)
            .with_formatter(&formatter)
            .with_render_config(self.style())
            .raw_prompt();
        let places = |marked: Vec<ListOption<Entry>>| -> Vec<usize> {
            marked.into_iter().map(|entry| entry.index).collect()
        };
        Ok(match answer(picked)?.map(places) {
            Answer::Given(places) if places.is_empty() => Answer::Skipped,
            other => other,
        })
    }

    fn text(&mut self, question: &Question, given: Option<&str>) -> io::Result<Answer<String>> {
        let message = self.message(question);
        let help = self.help(question, "Enter goes on · Esc back");
        let given = given.map(text::clean).unwrap_or_default();
        let formatter = |text: &str| self.behind(&message, text);
        let prompt = Text::new(&message)
            .with_initial_value(&given)
            .with_help_message(&help)
            .with_formatter(&formatter)
            .with_render_config(self.style());
        Ok(typed(answer(prompt.prompt())?))
    }

    fn number(
        &mut self,
        question: &Question,
        most: f64,
        given: Option<f64>,
    ) -> io::Result<Answer<f64>> {
        let message = self.message(question);
        let help = self.help(question, "Enter goes on · Esc back");
        let given = given.map(|number| number.to_string()).unwrap_or_default();
        let valid = move |text: &str| match parse_number(text, most) {
            Err(problem) if !text.trim().is_empty() => Ok(Validation::Invalid(problem.into())),
            _ => Ok(Validation::Valid),
        };
        let prompt = Text::new(&message)
            .with_initial_value(&given)
            .with_help_message(&help)
            .with_validator(valid)
            .with_render_config(self.style());
        Ok(match typed(answer(prompt.prompt())?) {
            Answer::Given(text) => parse_number(&text, most).map_or(Answer::Skipped, Answer::Given),
            other => other.map(|_| 0.0),
        })
    }

    fn confirm(&mut self, question: &Question) -> io::Result<Answer<bool>> {
        let message = self.message(question);
        let help = self.help(question, "y or n · Enter is no · Esc back");
        let prompt = Confirm::new(&message)
            .with_default(false)
            .with_help_message(&help)
            .with_render_config(self.style());
        answer(prompt.prompt())
    }
}
