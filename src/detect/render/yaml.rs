//! The report as a profile: what is sure enough is set, the rest stands commented out.

use super::super::report::{Confidence, Found, Proposal, Report, Target};
use super::escape;
use super::words;

/// A profile in YAML that can be read as it stands.
///
/// The key `frameworks` is set only where two or more are in use: it names the candidates, and one
/// candidate is no choice.
pub fn yaml(report: &Report) -> String {
    let mut out = head(report);
    let candidates = candidates(report);
    let traits = section(report, "traits", |target| matches!(target, Target::Trait { .. }));
    let needs = section(report, "needs", |target| matches!(target, Target::Need { .. }));
    let is_set = |part: &str| part.lines().any(|line| !line.trim_start().starts_with('#'));
    let parts = [candidates, traits, needs];
    let nothing = !parts.iter().any(|part| is_set(part));
    out.extend(parts);
    if nothing {
        out.push_str("# Nothing was found that is sure enough to set.\n{}\n");
    }
    out
}

fn head(report: &Report) -> String {
    let mut lines =
        vec!["Proposed by `weigh detect`: a start to correct, not a finding.".to_owned()];
    lines.push(words::extent(report));
    lines.extend(
        report.skipped.iter().map(|skipped| format!("skipped: {}", words::skipped(skipped))),
    );
    lines.extend(report.notes.iter().map(|note| format!("note: {}", escape::line(note))));
    lines.extend(report.frameworks.iter().map(found));
    if report.frameworks.is_empty() {
        lines.push("found: none of the frameworks that were looked for".to_owned());
    }
    format!("# {}\n", lines.join("\n# "))
}

fn found(found: &Found) -> String {
    let (id, because) = (escape::line(&found.id), escape::line(&found.because));
    let places = words::places(&found.places);
    format!("found: {id}: {because}: {places} ({})", found.confidence.word())
}

fn candidates(report: &Report) -> String {
    let sure = report.frameworks.iter().filter(|found| found.confidence > Confidence::Low);
    let ids: Vec<String> = sure.map(|found| escape::scalar(&found.id)).collect();
    match ids.as_slice() {
        [] | [_] => String::new(),
        _ => format!("frameworks: [{}]  # in use side by side\n", ids.join(", ")),
    }
}

/// One section. Its key is commented out too where nothing in it is set: a blank key is an error.
fn section(report: &Report, key: &str, belongs: fn(&Target) -> bool) -> String {
    let members: Vec<&Proposal> =
        report.proposals.iter().filter(|proposal| belongs(&proposal.target)).collect();
    if members.is_empty() {
        return String::new();
    }
    let values: Vec<String> = members.iter().map(|proposal| value(&proposal.target)).collect();
    let width = values.iter().map(|value| value.chars().count()).max().unwrap_or(0);
    let is_set = members.iter().any(|proposal| proposal.confidence > Confidence::Low);
    let mut out = format!("{}{key}:\n", if is_set { "" } else { "# " });
    for (proposal, value) in members.iter().zip(values) {
        let mark = if proposal.confidence > Confidence::Low { "  " } else { "  # " };
        let pad = " ".repeat(width - value.chars().count() + 4 - mark.len());
        let line = format!("{mark}{value}{pad}  # {}\n", comment(proposal));
        out.push_str(&line);
    }
    out
}

fn value(target: &Target) -> String {
    match target {
        Target::Trait { id, value } => {
            let answers: Vec<String> = value.iter().map(|answer| escape::scalar(answer)).collect();
            match answers.as_slice() {
                [one] => format!("{}: {one}", escape::scalar(id)),
                _ => format!("{}: [{}]", escape::scalar(id), answers.join(", ")),
            }
        }
        Target::Need { capability, strength } => {
            format!("{}: {}", escape::scalar(capability), strength.word())
        }
    }
}

fn comment(proposal: &Proposal) -> String {
    let confidence = proposal.confidence.word();
    let because = escape::line(&proposal.because);
    match words::places(&proposal.places).as_str() {
        "" => format!("{because} ({confidence})"),
        places => format!("{places}: {because} ({confidence})"),
    }
}
