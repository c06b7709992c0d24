//! Prompts on a terminal, on standard error: arrows, typing to filter, Esc to go back.
//!
//! The terminal is in raw mode only while a prompt waits; `inquire` restores it however the prompt ends.

use super::{Answer, Prompter, Question, SKIP, Stop};
use crate::text::{hang, sanitize};
use inquire::error::InquireError;
use inquire::list_option::ListOption;
use inquire::ui::{RenderConfig, Styled};
use inquire::validator::Validation;
use inquire::{MultiSelect, Select, Text};
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

const NO_MATCH: &str = "Nothing matches";

/// Asks on the terminal.
pub struct Terminal {
    /// Gives columns and lines; it is called for every question.
    pub size: fn() -> (usize, usize),
    /// Whether colours are shown.
    pub colour: bool,
}

impl Terminal {
    /// The text on lines of `indent`, of which the first stands behind as many columns.
    fn wrap(&self, text: &str, indent: usize) -> String {
        // Terminals differ in what they do at the last column.
        let columns = (self.size)().0.max(12) - 1;
        let indent = " ".repeat(indent);
        hang(&sanitize(text), &indent, &indent, columns).join("\n")[indent.len()..].to_owned()
    }

    fn style<'a>(&self, back: &'a str) -> RenderConfig<'a> {
        let config =
            if self.colour { RenderConfig::default_colored() } else { RenderConfig::empty() };
        config
            .with_canceled_prompt_indicator(Styled::new(back))
            .with_highlighted_option_prefix(Styled::new(">"))
    }

    /// An answer as it stays behind its question, wrapped as one text with it.
    fn answered(&self, question: &Question, answer: &str) -> String {
        let answer = if answer == SKIP { "Skipped" } else { answer };
        let both = self.wrap(&format!("{} {answer}", question.text), 2);
        let alone = self.wrap(&question.text, 2);
        let rest = both.strip_prefix(&alone);
        rest.map_or_else(|| sanitize(answer), |rest| rest.trim_start_matches(' ').to_owned())
    }

    fn help(&self, question: &Question, keys: &str) -> String {
        let found = question.found.as_ref().map(|found| format!("found in {found}"));
        let back = (!question.first).then(|| "Esc back".to_owned());
        let parts = [question.help.clone(), found, Some(keys.to_owned()), back];
        let help = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        // inquire puts it into brackets.
        self.wrap(&format!("{help}]"), 1).trim_end_matches(']').to_owned()
    }

    /// How many entries fit on the screen beside the question and the help.
    fn page(&self, entries: &[String], message: &str, help: &str) -> usize {
        let taken = message.lines().count() + help.lines().count() + 2;
        let left = (self.size)().1.saturating_sub(taken).clamp(3, 16);
        let heights = entries.iter().map(|entry| entry.lines().count());
        let tallest = heights.clone().max().unwrap_or(1).max(1);
        if heights.sum::<usize>() <= left { entries.len() } else { (left / tallest).max(2) }
    }
}

fn answer<T>(outcome: Result<T, InquireError>) -> Result<T, Stop> {
    match outcome {
        Ok(value) => Ok(value),
        Err(InquireError::OperationCanceled) => Err(Stop::Back),
        Err(InquireError::OperationInterrupted) => {
            // At the foot of the screen the cursor cannot go below the prompt; this keeps it readable.
            writeln!(io::stderr())?;
            Err(Stop::Quit)
        }
        Err(InquireError::IO(error)) => Err(error.into()),
        Err(other) => Err(io::Error::other(other.to_string()).into()),
    }
}

impl Prompter for Terminal {
    fn say(&mut self, line: &str) -> io::Result<()> {
        let (dim, plain) = if self.colour { ("\u{1b}[2m", "\u{1b}[0m") } else { ("", "") };
        writeln!(io::stderr(), "  {dim}{}{plain}", self.wrap(line, 2))
    }

    fn choose(&mut self, question: &Question) -> Answer<Vec<usize>> {
        let back = self.answered(question, "(back)");
        let message = self.wrap(&question.text, 2);
        // A mark takes four columns. Where no choice can be left unmarked, skipping is the first of the list.
        let (keys, indent, skip) = if question.several {
            ("Space selects · Enter continues · type to filter", 6, None)
        } else {
            ("↑↓ or type · Enter", 2, Some(&question.skip))
        };
        let help = self.help(question, keys);
        let labels: Vec<&str> =
            skip.into_iter().chain(&question.choices).map(String::as_str).collect();
        let mut entries: Vec<String> =
            labels.iter().map(|label| self.wrap(label, indent)).collect();
        let page = self.page(&entries, &message, &help);
        // What the list shows where nothing that is typed matches: skipping, or a last entry that says so.
        let fallback = skip.map_or(entries.len(), |_| 0);
        entries.extend(skip.is_none().then(|| NO_MATCH.to_owned()));
        let filter = Rc::new(RefCell::new(String::new()));
        let matches =
            |typed: &str, label: &str| label.to_lowercase().contains(&typed.to_lowercase());
        let scorer = |typed: &str, _: &String, _: &str, at: usize| {
            typed.clone_into(&mut filter.borrow_mut());
            let shown = labels.get(at).is_some_and(|label| matches(typed, label));
            let none = || !labels.iter().any(|label| matches(typed, label));
            (shown || at == fallback && none()).then_some(0)
        };
        let picked: Vec<usize> = if question.several {
            let formatter = |marked: &[ListOption<&String>]| {
                let marked = marked.iter().filter_map(|entry| labels.get(entry.index).copied());
                let marked: Vec<&str> = marked.collect();
                let answer =
                    if marked.is_empty() { question.skip.clone() } else { marked.join(", ") };
                self.answered(question, &answer)
            };
            // Enter would leave what was looked for unmarked.
            let filter = Rc::clone(&filter);
            let validator = move |_: &[ListOption<&String>]| {
                Ok(match filter.borrow().as_str() {
                    "" => Validation::Valid,
                    _ => Validation::Invalid("Mark with Space, or delete what you typed.".into()),
                })
            };
            let marked = MultiSelect::new(&message, entries)
                .with_validator(validator)
                .with_default(&question.given)
                .with_page_size(page)
                .with_keep_filter(false)
                .with_scorer(&scorer)
                .with_help_message(&help)
                .with_formatter(&formatter)
                .with_render_config(self.style(&back))
                .raw_prompt();
            let marked = answer(marked)?.into_iter().map(|entry| entry.index);
            marked.filter(|at| *at < labels.len()).collect()
        } else {
            // Skipping is in the list where nothing matches, but then it is not meant.
            let is_meant = |at: usize| matches(&filter.borrow(), labels[at]);
            let formatter = |entry: ListOption<&String>| {
                let label = if is_meant(entry.index) { labels[entry.index] } else { NO_MATCH };
                self.answered(question, label)
            };
            loop {
                let picked = Select::new(&message, entries.clone())
                    .with_starting_cursor(question.given.first().map_or(0, |at| at + 1))
                    .with_page_size(page)
                    .with_scorer(&scorer)
                    .with_help_message(&help)
                    .with_formatter(&formatter)
                    .with_render_config(self.style(&back))
                    .raw_prompt();
                let at = answer(picked)?.index;
                if is_meant(at) {
                    break at.checked_sub(1).into_iter().collect();
                }
            }
        };
        Ok(Some(picked).filter(|picked| !picked.is_empty()))
    }

    fn text(&mut self, question: &Question, given: Option<&str>) -> Answer<String> {
        let (keys, back) = if question.saves {
            ("Enter saves · Esc ends without saving", "")
        } else {
            ("Enter goes on", "(back)")
        };
        let help = self.help(question, keys);
        let given = given.map(sanitize).unwrap_or_default();
        // Wrapped with what stands behind it, without the space that inquire adds.
        let both = self.wrap(&format!("{} {given}", question.text), 2);
        let before = both.strip_suffix(&given).and_then(|before| before.strip_suffix(' '));
        let message = before.map_or_else(|| self.wrap(&question.text, 2), str::to_owned);
        let is_below = message.ends_with("\n ");
        let formatter = |text: &str| {
            if is_below { self.wrap(text, 2) } else { self.answered(question, text) }
        };
        let back = formatter(back);
        let typed = Text::new(&message)
            .with_initial_value(&given)
            .with_help_message(&help)
            .with_formatter(&formatter)
            .with_render_config(self.style(&back))
            .prompt();
        Ok(Some(sanitize(&answer(typed)?)).filter(|text| !text.is_empty()))
    }
}
