//! A report as a profile in YAML, and as a table for people.
//!
//! File names come from strangers: every format escapes what could change a terminal's display,
//! end a line or turn the direction of writing.

use super::report::{Place, Proposal, Report};
use crate::model::Word as _;
use crate::text::{clip, hang, pad_right, plural, sanitize, width};

/// Longer names are cut in the middle.
const LONGEST: usize = 160;
/// Places on a line; the number of the others follows.
const PLACES: usize = 3;

/// A profile in YAML. What is sure enough is set, the rest is commented out.
///
/// It leaves out the key `frameworks` unless a stack is in use, or a framework that no answer names: an answer that names a
/// framework makes it a candidate.
pub fn yaml(report: &Report) -> String {
    let mut head = vec!["Proposed by `weigh detect`. Review every value.".to_owned()];
    head.push(extent(report));
    head.extend(skipped(report));
    head.extend(notes(report));
    for found in report.frameworks.iter().chain(&report.stacks) {
        let (places, confidence) = (places(&found.places), found.confidence);
        let (id, because) = (line(&found.id), line(&found.because));
        head.push(format!("found: {id}: {because}: {places} ({confidence})"));
    }
    if report.frameworks.is_empty() {
        head.push("found: no known framework".to_owned());
    }
    let mut out = format!("# {}\n", head.join("\n# "));
    if !report.candidates.is_empty() {
        out += &format!("frameworks: [{}]\n", report.candidates.join(", "));
    }
    out += &yaml_section("traits", &report.traits);
    out += &yaml_section("needs", &report.needs);
    if !report.traits.iter().chain(&report.needs).any(|proposal| proposal.set) {
        out += "# No value is certain enough to set.\n";
        out += if report.candidates.is_empty() { "{}\n" } else { "" };
    }
    out
}

/// The key is commented out too where nothing under it is set: a blank key is an error.
fn yaml_section(key: &str, proposals: &[Proposal]) -> String {
    let mut out = match proposals {
        [] => String::new(),
        _ if proposals.iter().any(|proposal| proposal.set) => format!("{key}:\n"),
        _ => format!("# {key}:\n"),
    };
    let entry = |proposal: &Proposal| format!("{}: {}", line(&proposal.id), line(&proposal.value));
    let width = proposals.iter().map(|proposal| entry(proposal).len() + 2).max().unwrap_or(0);
    for proposal in proposals {
        let entry = format!("{}{}", if proposal.set { "" } else { "# " }, entry(proposal));
        let (places, because) = (places(&proposal.places), line(&proposal.because));
        out += &format!("  {entry:width$}  # {places}: {because} ({})\n", proposal.confidence);
    }
    out
}

/// The report as text of at most so many columns, paths apart.
pub fn table(report: &Report, columns: usize) -> String {
    let frameworks = report.frameworks.iter().chain(&report.stacks).map(|found| {
        let (folders, confidence) = (line(&found.folders.join(", ")), found.confidence.to_string());
        [found.id.clone(), folders, confidence, line(&found.because), places(&found.places)]
    });
    let proposals = |proposals: &[Proposal]| -> Vec<[String; 5]> {
        let row = |proposal: &Proposal| {
            let value = format!("{}{}", proposal.value, if proposal.set { "" } else { "?" });
            let (because, confidence) = (line(&proposal.because), proposal.confidence.to_string());
            [proposal.id.clone(), value, confidence, because, places(&proposal.places)]
        };
        proposals.iter().map(row).collect()
    };
    let mut out = String::new();
    for (title, rows) in [
        ("Frameworks", frameworks.collect()),
        ("Traits", proposals(&report.traits)),
        ("Needs", proposals(&report.needs)),
    ] {
        match rows.as_slice() {
            [] if title == "Frameworks" => out += "No framework was found.\n\n",
            [] => {}
            rows => out += &format!("{title}\n{}\n", grid(rows, columns)),
        }
    }
    let foot = [extent(report)].into_iter().chain(notes(report)).chain(skipped(report));
    let foot: Vec<String> = foot.flat_map(|line| hang(&line, "", "  ", columns)).collect();
    out + &foot.join("\n") + "\n"
}

/// Columns side by side; where they do not fit, the places have lines of their own, and then the reasons.
fn grid(rows: &[[String; 5]], columns: usize) -> String {
    let widths: [usize; 5] =
        std::array::from_fn(|at| rows.iter().map(|row| width(&row[at])).max().unwrap_or(0));
    let line = |row: &[String]| {
        let cells =
            row.iter().zip(widths).map(|(cell, width)| format!("  {}", pad_right(cell, width)));
        cells.collect::<String>().trim_end().to_owned()
    };
    let fits = |cells: usize| rows.iter().all(|row| width(&line(&row[..cells])) <= columns);
    let aligned = (3..=5).rev().find(|cells| fits(*cells));
    let lines = rows.iter().flat_map(|row| {
        let (head, rest) = row.split_at(aligned.unwrap_or(3));
        let mut lines = match aligned {
            Some(_) => vec![line(head)],
            None => hang(&head.join(" "), "  ", "    ", columns),
        };
        lines.extend(rest.iter().flat_map(|text| hang(text, "      ", "      ", columns)));
        lines
    });
    lines.map(|line| line + "\n").collect()
}

/// The first places, and how many more there are.
fn places(places: &[Place]) -> String {
    let mut shown: Vec<String> =
        places.iter().take(PLACES).map(|place| line(&place.to_string())).collect();
    if places.len() > PLACES {
        shown.push(format!("and {} more", places.len() - PLACES));
    }
    shown.join(", ")
}

fn extent(report: &Report) -> String {
    let read = plural(report.files_read, "file");
    format!("{read} read of {} listed", plural(report.names_seen, "path"))
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
