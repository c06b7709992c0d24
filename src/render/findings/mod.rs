//! What `lint` and `check` found, for people, for programs and for CI.
//!
//! Findings come here as plain values with rule, severity and place; each format escapes what they quote.

mod github;
mod json;
mod junit;
mod markdown;
mod sarif;
mod table;

use std::io;

/// What findings are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Form {
    /// For a terminal.
    #[default]
    Table,
    /// For a pull request or a job's summary.
    Markdown,
    /// For programs.
    Json,
    /// Annotations of GitHub Actions.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// `JUnit` XML, for CI servers that count tests.
    Junit,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It must be put right.
    Error,
    /// It should be looked at.
    Warning,
}

impl Level {
    fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A rule that was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The id.
    pub id: String,
    /// What it looks for.
    pub title: String,
    /// Why it matters, and how to put it right.
    pub help: String,
    /// How bad a finding of it is.
    pub level: Level,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The id of the rule.
    pub rule: String,
    /// How bad it is.
    pub level: Level,
    /// The file, as it was named.
    pub file: String,
    /// Where in the file: line, column and length, counted from 1; a length of 0 is not known.
    pub place: Option<(u32, u32, u32)>,
    /// The line that the place is on.
    pub line: Option<String>,
    /// What is wrong.
    pub message: String,
    /// More sentences about it.
    pub detail: Vec<String>,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Entry {
    /// `file:line:column`, as far as it is known.
    fn at(&self) -> String {
        match self.place {
            Some((line, column, _)) => format!("{}:{line}:{column}", self.file),
            None => self.file.clone(),
        }
    }

    /// Everything that is said, in the order in which it is read.
    fn said(&self) -> Vec<String> {
        let first = match &self.hint {
            Some(hint) => format!("{}; {hint}", self.message),
            None => self.message.clone(),
        };
        std::iter::once(first).chain(self.detail.iter().cloned()).collect()
    }
}

/// Everything that was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// What looked: `lint` or `check`.
    pub command: String,
    /// The rules that were looked for.
    pub rules: Vec<Rule>,
    /// The files that were looked at.
    pub files: Vec<String>,
    /// What was found, by file and place.
    pub entries: Vec<Entry>,
}

impl Report {
    /// How many findings have a level.
    pub fn count(&self, level: Level) -> usize {
        self.entries.iter().filter(|entry| entry.level == level).count()
    }

    /// The findings, errors first: some readers show only the beginning.
    fn worst_first(&self) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        entries.sort_by_key(|entry| entry.level);
        entries
    }
}

/// Writes what was found.
pub fn write(report: &Report, form: Form, out: &mut dyn io::Write) -> io::Result<()> {
    match form {
        Form::Table => table::write(report, out),
        Form::Markdown => markdown::write(report, out),
        Form::Json => json::write(report, out),
        Form::Github => github::write(report, out),
        Form::Sarif => sarif::write(report, out),
        Form::Junit => junit::write(report, out),
    }
}
