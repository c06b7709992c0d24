//! Findings for programs.

use super::{Entry, Level, Report};
use serde_json::{Value, json};
use std::io;

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let findings: Vec<Value> = report.entries.iter().map(entry).collect();
    let whole = json!({
        "schema": format!("weigh/{}/1", report.command),
        "files": report.files,
        "errors": report.count(Level::Error),
        "warnings": report.count(Level::Warning),
        "findings": findings,
    });
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    writeln!(out)
}

fn entry(entry: &Entry) -> Value {
    json!({
        "rule": entry.rule,
        "severity": entry.level.as_str(),
        "file": entry.file,
        "line": entry.place.map(|(line, ..)| line),
        "column": entry.place.map(|(_, column, _)| column),
        "message": entry.message,
        "detail": entry.detail,
        "hint": entry.hint,
    })
}
