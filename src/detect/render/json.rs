//! The report as JSON: an interface, see `schema`.

use serde_json::{Value, json as object};

use super::super::report::{Confidence, Found, Place, Proposal, Report, Skipped, Target};
use super::escape;

/// The report as JSON, ended by a line end. Low confidence is included and said.
pub fn json(report: &Report) -> String {
    let proposals = |wanted: fn(&Target) -> bool| -> Vec<Value> {
        report.proposals.iter().filter(|p| wanted(&p.target)).map(proposal).collect()
    };
    let value = object!({
        "schema": "weigh/detect/1",
        "frameworks": report.frameworks.iter().map(framework).collect::<Vec<_>>(),
        "traits": proposals(|target| matches!(target, Target::Trait { .. })),
        "needs": proposals(|target| matches!(target, Target::Need { .. })),
        "projects": report.projects,
        "notes": report.notes,
        "skipped": report.skipped.iter().map(skipped).collect::<Vec<_>>(),
        "names_seen": report.names_seen,
        "files_read": report.files_read,
    });
    format!("{}\n", escape::json(&format!("{value:#}")))
}

fn framework(found: &Found) -> Value {
    object!({
        "id": found.id,
        "confidence": found.confidence.word(),
        "because": found.because,
        "places": places(&found.places),
        "folders": found.folders,
        "lines": found.lines,
    })
}

fn proposal(proposal: &Proposal) -> Value {
    let (id, value) = match &proposal.target {
        Target::Trait { id, value } if value.len() == 1 => (id, object!(value[0])),
        Target::Trait { id, value } => (id, object!(value)),
        Target::Need { capability, strength } => (capability, object!(strength.word())),
    };
    object!({
        "id": id,
        "value": value,
        "confidence": proposal.confidence.word(),
        "set": proposal.confidence > Confidence::Low,
        "because": proposal.because,
        "places": places(&proposal.places),
    })
}

fn places(places: &[Place]) -> Value {
    // A file that is evidence by being there has no line, which is not line 0.
    let place = |place: &Place| {
        let line = if place.line == 0 { Value::Null } else { Value::from(place.line) };
        object!({"path": place.path, "line": line})
    };
    Value::Array(places.iter().map(place).collect())
}

fn skipped(skipped: &Skipped) -> Value {
    object!({
        "reason": skipped.reason.word(),
        "count": skipped.count,
        "examples": skipped.examples,
    })
}
