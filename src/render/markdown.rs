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
    let said: Vec<String> =
        messages::estimate(decision).into_iter().chain(messages::because(decision)).collect();
    let said = escape_comment(&said.join(" "));
    writeln!(out, "**{}.** {said}\n", escape_comment(&messages::headline(decision)))?;
    table(&Comparison::of(decision), out)?;
    list("", &messages::brief(decision), out)?;
    list("### Notes\n\n", &messages::notices(decision), out)?;
    let open = if options.full { " open" } else { "" };
    writeln!(out, "<details{open}><summary>Full analysis</summary>\n")?;
    for (title, sentences) in messages::sections(decision) {
        list(&format!("**{title}**\n\n"), &sentences, out)?;
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
            writeln!(out, "| :-- | --: |{numbers} :-- | :-- |")?;
        }
    }
    if !comparison.legend.is_empty() {
        writeln!(out, "\n<sub>{}</sub>", escape_comment(&comparison.legend.join("<br>")))?;
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
