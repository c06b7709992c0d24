//! The decision for a pull request's comment or a job's summary.
//!
//! What files say stays text: no markup, no link, no mention, no reference to an issue.

use super::Options;
use super::messages::{self, Comparison};
use crate::decision::Decision;
use crate::text::{escape_comment, escape_line_start};
use std::io;

/// Writes a section: the answer, the comparison, and how robust the answer is.
pub(super) fn write(
    decision: &Decision,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    writeln!(out, "## {}\n", escape_comment(&messages::heading(decision)))?;
    let because = escape_comment(&messages::because(decision).join(" "));
    writeln!(out, "**{}.** {because}\n", escape_comment(&messages::headline(decision)))?;
    table(&Comparison::of(decision), out)?;
    list("", &messages::reasons(decision, true), out)?;
    list("", &messages::excluded(decision), out)?;
    list("", &messages::trade_offs(decision), out)?;
    list("### Robustness\n\n", &messages::robustness(decision), out)?;
    list("### Notes\n\n", &messages::notices(decision), out)?;
    let open = if options.full { " open" } else { "" };
    writeln!(out, "<details{open}><summary>Full analysis</summary>\n")?;
    for section in messages::sections(decision) {
        list(&format!("**{}**\n\n", section.title), &section.lines, out)?;
    }
    writeln!(out, "</details>")
}

fn table(comparison: &Comparison, out: &mut dyn io::Write) -> io::Result<()> {
    if comparison.names.is_empty() {
        return Ok(());
    }
    for (at, line) in comparison.cells().iter().enumerate() {
        let cells: Vec<String> = line.iter().map(|cell| escape_comment(cell)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
        if at == 0 {
            let numbers = " --: |".repeat(comparison.names.len());
            writeln!(out, "| :-- | --: |{numbers} :-- | --: | :-- |")?;
        }
    }
    let legend: Vec<String> = comparison.legend.iter().map(|said| escape_comment(said)).collect();
    if !legend.is_empty() {
        writeln!(out, "\n<sub>{}</sub>", legend.join("<br>"))?;
    }
    writeln!(out)
}

fn list(title: &str, sentences: &[String], out: &mut dyn io::Write) -> io::Result<()> {
    if sentences.is_empty() {
        return Ok(());
    }
    write!(out, "{title}")?;
    for said in sentences {
        writeln!(out, "- {}", escape_line_start(&escape_comment(said)))?;
    }
    writeln!(out)
}
