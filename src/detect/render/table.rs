//! The report for people.

use unicode_width::UnicodeWidthStr;

use super::super::report::{Confidence, Found, Proposal, Report, Target};
use super::escape;
use super::words;

/// The report as aligned text.
pub fn table(report: &Report) -> String {
    let parts = [
        frameworks(report),
        section(report, "Traits", |target| matches!(target, Target::Trait { .. })),
        section(report, "Needs", |target| matches!(target, Target::Need { .. })),
        foot(report),
    ];
    parts.concat()
}

fn section(report: &Report, title: &str, belongs: fn(&Target) -> bool) -> String {
    let members = report.proposals.iter().filter(|proposal| belongs(&proposal.target));
    let rows: Vec<[String; 5]> = members.map(row).collect();
    if rows.is_empty() { String::new() } else { format!("\n{title}\n{}", grid(&rows)) }
}

fn foot(report: &Report) -> String {
    let extent = std::iter::once(words::extent(report));
    let notes = report.notes.iter().map(|note| format!("note: {}", escape::line(note)));
    let skipped = report.skipped.iter().map(|s| format!("skipped: {}", words::skipped(s)));
    let lines: Vec<String> = extent.chain(notes).chain(skipped).collect();
    format!("\n{}\n", lines.join("\n"))
}

fn frameworks(report: &Report) -> String {
    if report.frameworks.is_empty() {
        return "No framework was found.\n".to_owned();
    }
    let rows: Vec<[String; 5]> = report.frameworks.iter().map(framework_row).collect();
    format!("Frameworks\n{}", grid(&rows))
}

fn framework_row(found: &Found) -> [String; 5] {
    [
        escape::line(&found.id),
        escape::line(&found.folders.join(", ")),
        found.confidence.word().to_owned(),
        escape::line(&found.because),
        words::places(&found.places),
    ]
}

fn row(proposal: &Proposal) -> [String; 5] {
    let (id, value) = match &proposal.target {
        Target::Trait { id, value } => (id, value.join(", ")),
        Target::Need { capability, strength } => (capability, strength.word().to_owned()),
    };
    let guess = if proposal.confidence == Confidence::Low { "?" } else { "" };
    [
        escape::line(id),
        format!("{}{guess}", escape::line(&value)),
        proposal.confidence.word().to_owned(),
        escape::line(&proposal.because),
        words::places(&proposal.places),
    ]
}

/// Columns side by side; the last one is as long as it likes.
fn grid(rows: &[[String; 5]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..5).map(width).collect();
    let line = |row: &[String; 5]| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| {
            let pad = width - cell.width();
            format!("{cell}{}", " ".repeat(pad))
        });
        let joined: Vec<String> = cells.collect();
        format!("  {}\n", joined.join("  ").trim_end())
    };
    rows.iter().map(line).collect::<Vec<_>>().concat()
}
