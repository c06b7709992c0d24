//! Findings as `JUnit` XML: a case for each file, failed by each error, with warnings as its output.

use super::{Entry, Level, Report};
use crate::render::safe;
use std::io;

/// No more of a message is shown.
const MESSAGE: usize = 1_000;

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let failed = |file: &&String| of(report, file, Level::Error).next().is_some();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuite name=\"weigh {}\" tests=\"{}\" failures=\"{}\" errors=\"0\">",
        report.command,
        report.files.len(),
        report.files.iter().filter(failed).count()
    )?;
    for file in &report.files {
        case(report, file, out)?;
    }
    writeln!(out, "</testsuite>")
}

fn case(report: &Report, file: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let name = xml(file);
    writeln!(out, "  <testcase classname=\"weigh.{}\" name=\"{name}\">", report.command)?;
    let said = |level| of(report, file, level).map(line).collect::<Vec<_>>().join("\n");
    let (errors, warnings) = (said(Level::Error), said(Level::Warning));
    if let Some(first) = of(report, file, Level::Error).next() {
        let message = xml(&first.message);
        writeln!(
            out,
            "    <failure message=\"{message}\" type=\"{}\">{errors}</failure>",
            first.rule
        )?;
    }
    if !warnings.is_empty() {
        writeln!(out, "    <system-out>{warnings}</system-out>")?;
    }
    writeln!(out, "  </testcase>")
}

fn of<'a>(report: &'a Report, file: &str, level: Level) -> impl Iterator<Item = &'a Entry> {
    let file = file.to_owned();
    report.entries.iter().filter(move |entry| entry.file == file && entry.level == level)
}

fn line(entry: &Entry) -> String {
    xml(&format!("{}: {} [{}]", entry.at(), entry.said().join(" "), entry.rule))
}

fn xml(text: &str) -> String {
    let text = safe::given(text, MESSAGE);
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
