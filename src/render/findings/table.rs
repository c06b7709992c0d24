//! Findings for a terminal: place, line and advice, and a count at the end.

use super::{Entry, Level, Report};
use crate::render::safe;
use anstyle::{AnsiColor, Style};
use std::io;

/// No more of a quoted line is shown.
const LINE: usize = 120;
/// No more of a message is shown.
const MESSAGE: usize = 600;

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    for entry in &report.entries {
        one(entry, out)?;
    }
    writeln!(out, "{}", summary(report))
}

fn one(entry: &Entry, out: &mut dyn io::Write) -> io::Result<()> {
    let (level, bold) = (style(entry.level), Style::new().bold());
    let message = clipped(&entry.message);
    writeln!(
        out,
        "{bold}{}{bold:#}: {level}{}{level:#}: {message} [{}]",
        clipped(&entry.at()),
        entry.level.as_str(),
        entry.rule
    )?;
    if let (Some(line), Some((number, ..))) = (&entry.line, entry.place) {
        let indent = line.len() - line.trim_start().len();
        writeln!(out, "  {number} | {}{}", " ".repeat(indent.min(LINE)), safe::given(line, LINE))?;
    }
    for said in &entry.detail {
        writeln!(out, "  · {}", safe::given(said, MESSAGE))?;
    }
    match &entry.hint {
        Some(hint) => writeln!(out, "  help: {}\n", clipped(hint)),
        None => writeln!(out),
    }
}

/// One harmless line; backticks stay, since here they mark what to type.
fn clipped(text: &str) -> String {
    safe::line(&text.chars().take(MESSAGE).collect::<String>())
}

fn style(level: Level) -> Style {
    match level {
        Level::Error => AnsiColor::Red.on_default().bold(),
        Level::Warning => AnsiColor::Yellow.on_default().bold(),
    }
}

fn summary(report: &Report) -> String {
    let files = counted(report.files.len(), "file");
    let (errors, warnings) = (report.count(Level::Error), report.count(Level::Warning));
    if errors + warnings == 0 {
        return format!("{files}: nothing to complain of");
    }
    format!("{files}: {}, {}", counted(errors, "error"), counted(warnings, "warning"))
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
