//! The decision for a pull request's comment or a job's summary.
//!
//! What files say stays text: no markup, no link, no mention, no reference to an issue.

use super::Options;
use super::messages::{self, Comparison};
use crate::decision::Decision;
use crate::text::{escape_comment, escape_line_start, hundredths, join};
use std::io;

/// Characters of the longest bar.
const LONGEST: f64 = 20.0;

/// Writes a section: the answer, the comparison, and how robust the answer is.
pub(super) fn write(
    decision: &Decision,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    writeln!(out, "## {}\n", escape_comment(&messages::heading(decision)))?;
    let said = messages::estimate(decision).into_iter().chain(messages::because(decision));
    let said = escape_comment(&join(said, " "));
    writeln!(out, "**{}.** {said}\n", escape_comment(&messages::headline(decision)))?;
    table(&Comparison::of(decision), out)?;
    bars(decision, out)?;
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
        writeln!(out, "| {} |", join(line.iter().map(|cell| escape_comment(cell)), " | "))?;
        if at == 0 {
            let numbers = " --: |".repeat(comparison.names.len());
            writeln!(out, "| :-- | --: |{numbers} :-- | :-- |")?;
        }
    }
    if !comparison.legend.is_empty() {
        let legend = join(comparison.legend.iter().map(|line| escape_comment(line)), "<br>");
        writeln!(out, "\n<sub>{legend}</sub>")?;
    }
    writeln!(out)
}

/// What each row adds to the lead, as bars of characters that fixed-width fonts have too.
fn bars(decision: &Decision, out: &mut dyn io::Write) -> io::Result<()> {
    let parts = messages::lead_parts(decision);
    let largest = parts.iter().map(|(_, part)| part.abs()).fold(0.0, f64::max);
    let ([first, second, ..], true) = (decision.frameworks.as_slice(), largest > 0.0) else {
        return Ok(());
    };
    let [first, second] =
        [first, second].map(|one| escape_comment(&messages::name(decision, &one.id)));
    writeln!(out, "| Lead of {first} over {second} | Points | █ {first}, ░ {second} |")?;
    writeln!(out, "| :-- | --: | :-- |")?;
    for (title, part) in parts {
        let character = if part < 0.0 { "░" } else { "█" };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to LONGEST")]
        let bar = character.repeat((part.abs() / largest * LONGEST).round() as usize);
        writeln!(out, "| {} | {} | {bar} |", escape_comment(&title), hundredths(part))?;
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
