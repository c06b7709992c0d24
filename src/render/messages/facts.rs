//! The project's facts and what each does to the candidates.

use super::{NAME, REASON, TITLE, capability, name};
use crate::decision::{Decision, FactKind, FactRow, Reason, ReasonKind};
use crate::model::{CapabilityId, FrameworkId, SourceId};
use crate::text::{and_list, excerpt, hundredths, label, mid_sentence, signed};

/// Smaller points show as 0.0.
const SHOWN: f64 = 0.05;
/// The most facts named beside the sum of all.
const FEW: usize = 4;

/// One fact, worded for a row of a table.
#[derive(Debug)]
pub struct Fact {
    /// What is said: "Team: Django".
    pub what: String,
    /// The points of each candidate.
    pub points: Vec<String>,
    /// The reasons, with what they rest on.
    pub reasons: Vec<String>,
}

/// The facts that give points, those that separate the first two most first.
pub fn facts(decision: &Decision) -> Vec<Fact> {
    let mut rows: Vec<&FactRow> = decision.fit.iter().filter(|row| has_points(row)).collect();
    rows.sort_by(|a, b| effect(decision, b).abs().total_cmp(&effect(decision, a).abs()));
    let fact = |row: &FactRow| Fact {
        what: fact_with_origin(decision, row),
        points: decision.frameworks.iter().map(|one| signed(points(row, &one.id))).collect(),
        reasons: reasons_of(decision, row),
    };
    rows.into_iter().map(fact).collect()
}

/// The facts in sentences, with a last one for those that give nobody points.
pub fn fact_lines(decision: &Decision) -> Vec<String> {
    let line = |fact: Fact| {
        let names = decision.frameworks.iter().map(|one| name(decision, &one.id));
        let points: Vec<String> =
            names.zip(&fact.points).map(|(name, points)| format!("{name} {points}")).collect();
        [format!("{}: {}.", fact.what, points.join(", ")), fact.reasons.join(" ")]
            .join(" ")
            .trim_end()
            .to_owned()
    };
    let mut lines: Vec<String> = facts(decision).into_iter().map(line).collect();
    let silent = decision.fit.iter().filter(|row| !has_points(row));
    let silent: Vec<String> = silent.map(|row| mid_sentence(&fact(decision, row))).collect();
    if !silent.is_empty() {
        lines.push(format!("No effect on the candidates: {}.", silent.join("; ")));
    }
    lines
}

fn points(row: &FactRow, id: &FrameworkId) -> f64 {
    row.points.get(id).copied().unwrap_or(0.0)
}

fn has_points(row: &FactRow) -> bool {
    row.points.values().any(|points| points.abs() >= SHOWN)
}

/// What a fact adds to the leader's lead.
fn effect(decision: &Decision, row: &FactRow) -> f64 {
    let of = |id: &Option<FrameworkId>| id.as_ref().map_or(0.0, |id| points(row, id));
    of(&decision.recommendation.leader) - of(&decision.recommendation.runner_up)
}

/// What speaks most for the candidate that the facts put first, in a word or two each.
pub(super) fn for_best(decision: &Decision, best: &FrameworkId) -> Vec<String> {
    let others = decision.frameworks.iter().filter(|one| one.id != *best);
    let next = others.max_by(|a, b| a.adjustment.total_cmp(&b.adjustment));
    let lead = |row: &FactRow| points(row, best) - next.map_or(0.0, |next| points(row, &next.id));
    let mut rows: Vec<&FactRow> = decision.fit.iter().filter(|row| lead(row) >= SHOWN).collect();
    rows.sort_by(|a, b| lead(b).total_cmp(&lead(a)));
    let brief = |row: &&FactRow| match row.kind {
        FactKind::Trait => label(&row.id).to_lowercase(),
        FactKind::Need => label(&row.id).to_lowercase(),
        FactKind::Bypass => format!("no {}", label(&row.id).to_lowercase()),
    };
    let mut named: Vec<String> = rows.iter().map(brief).collect();
    named.dedup();
    named.truncate(FEW);
    named
}

/// A question or capability within a sentence.
pub(super) fn title(decision: &Decision, kind: FactKind, id: &str) -> String {
    match (kind, CapabilityId::new(id)) {
        (FactKind::Trait, _) | (_, Err(_)) => label(&excerpt(id, NAME)).to_lowercase(),
        (_, Ok(id)) => capability(decision, &id),
    }
}

/// A fact: "Team: Django", "Administration site: must".
fn fact(decision: &Decision, row: &FactRow) -> String {
    let label = excerpt(&row.label, TITLE);
    let answer = if label.is_empty() { excerpt(&row.answer, NAME) } else { label };
    fact_words(decision, row.kind, &row.id, &answer)
}

fn fact_words(decision: &Decision, kind: FactKind, id: &str, answer: &str) -> String {
    let title = crate::text::capitalise(&title(decision, kind, id));
    match kind {
        FactKind::Bypass => format!("{title}: not used"),
        FactKind::Trait | FactKind::Need => format!("{title}: {answer}"),
    }
}

fn fact_with_origin(decision: &Decision, row: &FactRow) -> String {
    let origin = row.brought_by.as_deref().map(|by| item(decision, by));
    let origin = origin.map_or(String::new(), |by| format!(" (follows from {by})"));
    format!("{}{origin}", fact(decision, row))
}

/// The reasons for each candidate; once where all have the same.
fn reasons_of(decision: &Decision, row: &FactRow) -> Vec<String> {
    let mut reasons: Vec<(String, Vec<String>)> = Vec::new();
    for one in &decision.frameworks {
        let Some(because) = row.because.get(&one.id) else { continue };
        let because = excerpt(because, REASON);
        let mut rests: Vec<String> = Vec::new();
        rests.extend(row.basis.get(&one.id).map(ToString::to_string));
        if row.overridden.contains(&one.id) {
            rests = vec!["your own points".to_owned()];
        }
        for source in row.sources.get(&one.id).into_iter().flatten().map(SourceId::to_string) {
            if !rests.contains(&source) {
                rests.push(source);
            }
        }
        let rests =
            if rests.is_empty() { String::new() } else { format!(" ({})", rests.join(", ")) };
        let reason = format!("{}{rests}.", because.trim_end_matches('.'));
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(name(decision, &one.id)),
            None => reasons.push((reason, vec![name(decision, &one.id)])),
        }
    }
    let all = decision.frameworks.len();
    let worded = reasons.into_iter().map(|(reason, names)| {
        if names.len() == all {
            crate::text::capitalise(&reason)
        } else {
            format!("{}: {reason}", and_list(&names))
        }
    });
    worded.collect()
}

/// What speaks for the leader and for the runner-up, the largest first, with its points.
pub fn reasons(decision: &Decision) -> Vec<String> {
    let recommendation = &decision.recommendation;
    let sides = [(&recommendation.leader, 1.0), (&recommendation.runner_up, -1.0)];
    let mut sentences = Vec::new();
    for (candidate, sign) in sides {
        let own = recommendation.reasons.iter().filter(|reason| reason.points * sign >= 0.005);
        let worded: Vec<String> = own
            .map(|reason| {
                let points = hundredths(reason.points.abs());
                format!("{} ({points})", reason_words(decision, reason))
            })
            .collect();
        if let Some(candidate) = candidate.as_ref().filter(|_| !worded.is_empty()) {
            sentences.push(format!("For {}: {}.", name(decision, candidate), and_list(&worded)));
        }
    }
    sentences
}

/// A reason within a sentence: "security", "team: Django".
pub fn reason_words(decision: &Decision, reason: &Reason) -> String {
    let kind = match reason.kind {
        ReasonKind::Criterion => {
            let row = decision.criteria.iter().find(|row| row.id.as_str() == reason.id);
            return row
                .map_or_else(|| reason.id.clone(), |row| super::criterion(decision, &row.id));
        }
        ReasonKind::Trait => FactKind::Trait,
        ReasonKind::Need => FactKind::Need,
        ReasonKind::Bypass => FactKind::Bypass,
    };
    let answer = reason.answer.as_deref().unwrap_or_default();
    mid_sentence(&fact_words(
        decision,
        kind,
        &reason.id,
        &answer_words(decision, &reason.id, answer),
    ))
}

/// An answer or level as people read it.
pub(super) fn answer_words(decision: &Decision, id: &str, answer: &str) -> String {
    let given = decision.project.traits.iter().find(|(asked, _)| asked.as_str() == id);
    let given = given.and_then(|(_, answers)| answers.iter().find(|one| one.id == answer));
    if let Some(given) = given.filter(|given| !given.label.is_empty()) {
        return excerpt(&given.label, TITLE);
    }
    for one in &decision.frameworks {
        match answer.strip_prefix(one.id.as_str()) {
            Some("") => return name(decision, &one.id),
            Some(rest) if rest.starts_with('-') => {
                return format!("{}{}", name(decision, &one.id), rest.replace('-', " "));
            }
            _ => {}
        }
    }
    excerpt(answer, NAME).replace('-', " ")
}

/// The same within a sentence; a framework's name keeps its capital.
pub(super) fn answer_mid(decision: &Decision, id: &str, answer: &str) -> String {
    let words = answer_words(decision, id, answer);
    let is_name = decision.frameworks.iter().any(|one| words.starts_with(&one.name));
    if is_name { words } else { mid_sentence(&words) }
}

/// `trait=answer` or `capability=level` within a sentence.
pub(super) fn item(decision: &Decision, item: &str) -> String {
    let (id, answer) = item.split_once('=').unwrap_or((item, ""));
    let is_trait = decision.project.traits.keys().any(|asked| asked.as_str() == id);
    let is_capability = decision.project.capabilities.keys().any(|known| known.as_str() == id);
    let kind = if is_capability && !is_trait { FactKind::Need } else { FactKind::Trait };
    let answer =
        if answer == "bypass" { "not used".to_owned() } else { answer_words(decision, id, answer) };
    format!("{}: {answer}", title(decision, kind, id))
}
