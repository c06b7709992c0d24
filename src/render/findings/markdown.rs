//! Findings for a pull request's comment or a job's summary: a table, the whole of it.

use super::{Entry, Level, Report};
use crate::render::markdown::escaped;
use crate::render::safe;
use std::io;

/// No more of a message is shown.
const MESSAGE: usize = 600;

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let (errors, warnings) = (report.count(Level::Error), report.count(Level::Warning));
    writeln!(out, "## weigh {}\n", report.command)?;
    writeln!(out, "Looked at: {}. Errors: {errors}, warnings: {warnings}.", report.files.len())?;
    if report.entries.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| Severity | Rule | Where | What |\n| :-- | :-- | :-- | :-- |")?;
    for entry in report.worst_first() {
        let (place, said) = (shown(&entry.at()), said(entry));
        writeln!(out, "| {} | {} | {place} | {said} |", entry.level.as_str(), entry.rule)?;
    }
    Ok(())
}

fn said(entry: &Entry) -> String {
    let said = entry.said();
    said.iter().map(|said| shown(said)).collect::<Vec<_>>().join("<br>")
}

fn shown(text: &str) -> String {
    escaped(&safe::given(text, MESSAGE)).replace('\u{a0}', " ")
}
