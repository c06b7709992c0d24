//! What `lint` and `check` found, for people, for programs and for CI.

mod machine;

pub use crate::lint::Severity;
use crate::model::FindingsFormat;
use crate::text::{clip, escape_comment, excerpt, plural, sanitize};
use anstyle::{AnsiColor, Style};
use std::io;

/// No more characters of a message are shown.
const LONGEST: usize = 1_000;

/// A rule that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The id.
    pub id: &'static str,
    /// What it finds.
    pub title: &'static str,
    /// Why it matters, and how to fix it.
    pub help: String,
    /// How serious its findings are.
    pub severity: Severity,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The id of the rule.
    pub rule: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// The file, as it was named.
    pub file: String,
    /// Line, column and length, counted from 1; an unknown length is 0.
    pub place: Option<(u32, u32, u32)>,
    /// The text of that line.
    pub line: Option<String>,
    /// What is wrong.
    pub message: String,
    /// More sentences about it.
    pub detail: Vec<String>,
    /// How to fix it.
    pub hint: Option<String>,
}

impl Entry {
    /// A warning about a line of a file.
    pub fn warning(rule: &'static str, at: (&str, u32), message: String, help: &str) -> Self {
        let (file, place, hint) = (at.0.to_owned(), Some((at.1, 1, 0)), Some(help.to_owned()));
        let severity = Severity::Warning;
        Self { rule, severity, file, place, line: None, message, detail: Vec::new(), hint }
    }

    /// `file:line:column`, as far as it is known.
    fn at(&self) -> String {
        match self.place {
            Some((line, column, _)) => format!("{}:{line}:{column}", self.file),
            None => self.file.clone(),
        }
    }

    /// Message, hint and details, in the order in which they are read.
    fn sentences(&self) -> Vec<String> {
        let first = match &self.hint {
            Some(hint) => format!("{}; {hint}", self.message),
            None => self.message.clone(),
        };
        std::iter::once(first).chain(self.detail.iter().cloned()).collect()
    }
}

/// The result of `lint` or `check`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// `lint` or `check`.
    pub command: &'static str,
    /// The rules that were checked.
    pub rules: Vec<Rule>,
    /// The files that were checked.
    pub files: Vec<String>,
    /// The findings, by file and place.
    pub entries: Vec<Entry>,
}

impl Report {
    /// The number of findings that are so serious.
    pub fn count(&self, severity: Severity) -> usize {
        self.entries.iter().filter(|entry| entry.severity == severity).count()
    }

    /// Errors first, because some readers show only the beginning.
    fn errors_first(&self) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        entries.sort_by_key(|entry| entry.severity);
        entries
    }

    /// `3 files checked, 1 error, 2 warnings`.
    fn summary(&self) -> String {
        let files = plural(self.files.len(), "file");
        let (errors, warnings) = (self.count(Severity::Error), self.count(Severity::Warning));
        if errors + warnings == 0 {
            return format!("{files} checked, no problems found");
        }
        format!("{files} checked, {}, {}", plural(errors, "error"), plural(warnings, "warning"))
    }
}

/// Writes a report.
pub fn write(report: &Report, format: FindingsFormat, out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        FindingsFormat::Table => table(report, out),
        FindingsFormat::Markdown => markdown(report, out),
        FindingsFormat::Json => machine::json(report, out),
        FindingsFormat::Github => machine::github(report, out),
        FindingsFormat::Sarif => machine::sarif(report, out),
        FindingsFormat::Junit => machine::junit(report, out),
    }
}

fn table(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let bold = Style::new().bold();
    for entry in &report.entries {
        let colour = match entry.severity {
            Severity::Error => AnsiColor::Red.on_default().bold(),
            Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        };
        let (at, level, message) =
            (line(&entry.at()), entry.severity.as_str(), line(&entry.message));
        writeln!(out, "{bold}{at}{bold:#}: {colour}{level}{colour:#}: {message} [{}]", entry.rule)?;
        if let (Some(text), Some((number, ..))) = (&entry.line, entry.place) {
            let indent = text.len() - text.trim_start().len();
            writeln!(out, "  {number} | {}{}", " ".repeat(indent.min(120)), excerpt(text, 120))?;
        }
        for sentence in &entry.detail {
            writeln!(out, "  · {}", excerpt(sentence, LONGEST))?;
        }
        if let Some(hint) = &entry.hint {
            writeln!(out, "  help: {}", line(hint))?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}", report.summary())
}

fn markdown(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "## weigh {}\n\n{}.", report.command, report.summary())?;
    if !report.entries.is_empty() {
        writeln!(out, "\n| Severity | Rule | Place | Problem |\n| :-- | :-- | :-- | :-- |")?;
    }
    for entry in report.errors_first() {
        let cell = |text: &str| escape_comment(&excerpt(text, LONGEST));
        let sentences: Vec<String> = entry.sentences().iter().map(|text| cell(text)).collect();
        let (level, rule, at) = (entry.severity.as_str(), &entry.rule, cell(&entry.at()));
        writeln!(out, "| {level} | {rule} | {at} | {} |", sentences.join("<br>"))?;
    }
    Ok(())
}

/// One line; unlike in an excerpt, backticks stay, because they mark what to type.
fn line(text: &str) -> String {
    sanitize(&clip(text, LONGEST))
}
