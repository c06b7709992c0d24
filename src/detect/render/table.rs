//! The report for people.

use unicode_width::UnicodeWidthStr;

use super::super::report::{Confidence, Found, Proposal, Report, Target};
use super::escape;
use super::words;

/// The report as aligned text.
pub fn table(report: &Report) -> String {
    let mut out = frameworks(report);
    for (title, wanted) in [("Traits", true), ("Needs", false)] {
        let is_wanted = |p: &&Proposal| matches!(p.target, Target::Trait { .. }) == wanted;
        let members: Vec<&Proposal> = report.proposals.iter().filter(is_wanted).collect();
        if !members.is_empty() {
            out.push_str(&format!("\n{title}\n"));
            out.push_str(&grid(&members.into_iter().map(row).collect::<Vec<_>>()));
        }
    }
    out.push_str(&format!("\n{}\n", words::extent(report)));
    for note in &report.notes {
        out.push_str(&format!("note: {}\n", escape::line(note)));
    }
    for skipped in &report.skipped {
        out.push_str(&format!("skipped: {}\n", words::skipped(skipped)));
    }
    out
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
    rows.iter().map(line).collect()
}
