//! A report as a profile in YAML, as JSON, and as a table for people.
//!
//! File names come from strangers: every format escapes what could change a terminal's display,
//! end a line or turn the direction of writing.

use std::fmt::Write as _;

use serde_json::{Value, json as object};

use super::report::{Confidence, FrameworkUse, Place, Proposal, Report, Target};
use crate::model::Word as _;
use crate::text::{clip, escape_json, pad_right, plural, sanitize, width};

/// Longer names are cut in the middle.
const LONGEST: usize = 160;
/// Places on a line; the number of the others follows.
const PLACES: usize = 3;

/// A profile in YAML. What is sure enough is set, the rest is commented out.
///
/// It leaves out the key `frameworks`: an answer that names a framework makes it a candidate.
pub fn yaml(report: &Report) -> String {
    let mut head =
        vec!["Proposed by `weigh detect`: a start to correct, not a finding.".to_owned()];
    head.push(extent(report));
    head.extend(skipped(report));
    head.extend(notes(report));
    for found in &report.frameworks {
        let FrameworkUse { id, because, confidence, .. } = found;
        let places = places(&found.places);
        head.push(format!("found: {id}: {because}: {places} ({})", confidence.as_str()));
    }
    if report.frameworks.is_empty() {
        head.push("found: none of the frameworks that were looked for".to_owned());
    }
    let mut out = format!("# {}\n", head.join("\n# "));
    let (traits, needs) = split(report);
    out += &yaml_section("traits", &traits);
    out += &yaml_section("needs", &needs);
    if out.lines().all(|line| line.trim_start().starts_with('#')) {
        out += "# Nothing was found that is sure enough to set.\n{}\n";
    }
    out
}

/// The key is commented out too where nothing under it is set: a blank key is an error.
fn yaml_section(key: &str, proposals: &[&Proposal]) -> String {
    let entry = |proposal: &&Proposal| {
        let (id, value) = proposal.target.words();
        format!("{id}: {value}")
    };
    let entries: Vec<String> = proposals.iter().map(entry).collect();
    let width = entries.iter().map(String::len).max().unwrap_or(0);
    let is_set = |proposal: &&Proposal| proposal.confidence > Confidence::Low;
    let mut out = match proposals {
        [] => String::new(),
        _ if proposals.iter().any(is_set) => format!("{key}:\n"),
        _ => format!("# {key}:\n"),
    };
    for (proposal, entry) in proposals.iter().zip(entries) {
        let mark = if is_set(proposal) { "  " } else { "  # " };
        let (place, because) = (places(&proposal.places), line(&proposal.because));
        let width = width + 4 - mark.len();
        let confidence = proposal.confidence.as_str();
        let _ = writeln!(out, "{mark}{entry:width$}  # {place}: {because} ({confidence})");
    }
    out
}

/// The report as JSON, guesses included.
pub fn json(report: &Report) -> String {
    let proposals = |proposals: &[&Proposal]| -> Vec<Value> {
        let object = |proposal: &&Proposal| {
            let (id, value) = proposal.target.words();
            object!({
                "id": id,
                "value": value,
                "confidence": proposal.confidence,
                "set": proposal.confidence > Confidence::Low,
                "because": proposal.because,
                "places": proposal.places,
            })
        };
        proposals.iter().map(object).collect()
    };
    let (traits, needs) = split(report);
    let value = object!({
        "schema": "weigh/detect/1",
        "frameworks": report.frameworks,
        "traits": proposals(&traits),
        "needs": proposals(&needs),
        "projects": report.projects,
        "notes": report.notes,
        "skipped": report.skipped,
        "names_seen": report.names_seen,
        "files_read": report.files_read,
    });
    escape_json(&format!("{value:#}\n"))
}

/// The report as aligned text.
pub fn table(report: &Report) -> String {
    let mut out = String::from("No framework was found.\n");
    if !report.frameworks.is_empty() {
        let row = |found: &FrameworkUse| {
            let confidence = found.confidence.as_str().to_owned();
            let folders = line(&found.folders.join(", "));
            [found.id.clone(), folders, confidence, line(&found.because), places(&found.places)]
        };
        out =
            format!("Frameworks\n{}", grid(&report.frameworks.iter().map(row).collect::<Vec<_>>()));
    }
    let (traits, needs) = split(report);
    for (title, proposals) in [("Traits", traits), ("Needs", needs)] {
        let row = |proposal: &&Proposal| {
            let (id, value) = proposal.target.words();
            let guess = if proposal.confidence == Confidence::Low { "?" } else { "" };
            let confidence = proposal.confidence.as_str().to_owned();
            let because = line(&proposal.because);
            [
                id.to_owned(),
                format!("{value}{guess}"),
                confidence,
                because,
                places(&proposal.places),
            ]
        };
        if !proposals.is_empty() {
            let _ =
                write!(out, "\n{title}\n{}", grid(&proposals.iter().map(row).collect::<Vec<_>>()));
        }
    }
    let foot: Vec<String> =
        [extent(report)].into_iter().chain(notes(report)).chain(skipped(report)).collect();
    let _ = write!(out, "\n{}\n", foot.join("\n"));
    out
}

/// Columns side by side; the last one is as long as it likes.
fn grid(rows: &[[String; 5]]) -> String {
    let widest = |column: usize| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0);
    let widths: Vec<usize> = (0..5).map(widest).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let _ = write!(line, "  {}", pad_right(cell, *width));
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

/// The traits and the needs.
fn split(report: &Report) -> (Vec<&Proposal>, Vec<&Proposal>) {
    report.proposals.iter().partition(|proposal| matches!(proposal.target, Target::Trait { .. }))
}

/// The first places, and how many more there are.
fn places(places: &[Place]) -> String {
    let place = |place: &Place| {
        let path = line(&place.path);
        place.line.map_or(path.clone(), |line| format!("{path}:{line}"))
    };
    let mut shown: Vec<String> = places.iter().take(PLACES).map(place).collect();
    if places.len() > PLACES {
        shown.push(format!("and {} more", places.len() - PLACES));
    }
    shown.join(", ")
}

fn extent(report: &Report) -> String {
    let read = plural(report.files_read, "file");
    format!("{read} read, {} looked at", plural(report.names_seen, "name"))
}

fn notes(report: &Report) -> impl Iterator<Item = String> {
    report.notes.iter().map(|note| format!("note: {}", line(note)))
}

fn skipped(report: &Report) -> impl Iterator<Item = String> {
    report.skipped.iter().map(|skipped| {
        let shown: Vec<String> = skipped.examples.iter().map(|path| line(path)).collect();
        let more = if skipped.count > shown.len() { ", …" } else { "" };
        let (reason, shown) = (skipped.reason.about(), shown.join(", "));
        format!("skipped: {reason}: {} ({shown}{more})", skipped.count)
    })
}

/// Text for one line of a comment or a table; a long one is cut in the middle.
fn line(text: &str) -> String {
    let text = sanitize(text);
    let length = text.chars().count();
    if length <= LONGEST {
        return text;
    }
    let half = LONGEST / 2 - 1;
    let tail: String = text.chars().skip(length - half).collect();
    format!("{}{tail}", clip(&text, half))
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn long_names_are_cut_in_the_middle() {
        assert_eq!(line(&"x".repeat(500)), format!("{0}…{0}", "x".repeat(79)));
    }
}
