//! The project's facts and what each does to the candidates; public decisions with the same facts.

use super::{NAME, REASON, TITLE, all_names, capability, criterion, group, name, reason};
use crate::decision::{Decision, FactKind, FactRow, NearPrecedent, Reason};
use crate::model::{CapabilityId, FrameworkId, SortedMap, SourceId};
use crate::text::{and_list, capitalise, excerpt, few, hundredths, join, label, mid_sentence};

/// Smaller points show as 0.00.
const SHOWN: f64 = 0.005;
/// The most facts named beside the sum of all, or on either side of a precedent.
const FEW: usize = 4;

/// One fact, worded for a row of a table.
#[derive(Debug)]
pub struct Fact {
    /// What is said: "Team: Django".
    pub what: String,
    /// The points of each candidate.
    pub points: Vec<String>,
    /// The reasons.
    pub reasons: Vec<FactReason>,
}

/// Why a fact gives some candidates their points.
#[derive(Debug, PartialEq)]
pub struct FactReason {
    /// The reason; begins with the candidates unless it is the same for all.
    pub text: String,
    /// What it rests on.
    pub basis: Option<String>,
    /// Where it is written.
    pub sources: Vec<SourceId>,
}

/// The facts that give points, those that separate the first two most first.
pub fn facts(decision: &Decision) -> Vec<Fact> {
    let mut rows: Vec<&FactRow> = decision.fit.iter().filter(|row| has_points(row)).collect();
    rows.sort_by(|a, b| effect(decision, b).abs().total_cmp(&effect(decision, a).abs()));
    let worded = |row: &FactRow| {
        let by = row.brought_by.as_deref().map(|by| item_words(decision, &SortedMap::new(), by));
        let origin = by.map_or(String::new(), |by| format!(" (follows from {by})"));
        let points = decision.frameworks.iter().map(|one| hundredths(points(row, &one.id)));
        let what = fact(decision, row) + &origin;
        Fact { what, points: points.collect(), reasons: reasons_of(decision, row) }
    };
    rows.into_iter().map(worded).collect()
}

/// The facts in sentences, with a last one for those that give nobody points.
pub(super) fn fact_lines(decision: &Decision) -> Vec<String> {
    let reason = |FactReason { text, basis, sources }: &FactReason| {
        let sources = sources.iter().map(SourceId::to_string);
        match join(basis.iter().cloned().chain(sources), ", ").as_str() {
            "" => format!("{text}."),
            rests => format!("{text} ({rests})."),
        }
    };
    let names = all_names(decision);
    let line = |Fact { what, points, reasons }: Fact| {
        let points = names.iter().zip(points).map(|(name, points)| format!("{name} {points}"));
        let (points, reasons) = (join(points, ", "), join(reasons.iter().map(reason), " "));
        format!("{what}: {points}. {reasons}").trim_end().to_owned()
    };
    facts(decision).into_iter().map(line).chain(silent_facts(decision)).collect()
}

/// The facts that give nobody points.
pub fn silent_facts(decision: &Decision) -> Option<String> {
    let silent = decision.fit.iter().filter(|row| !has_points(row));
    let silent = join(silent.map(|row| mid_sentence(&fact(decision, row))), "; ");
    (!silent.is_empty()).then(|| format!("No effect on the candidates: {silent}."))
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
    rows.retain(|row| is_known(row, best) && next.is_none_or(|next| is_known(row, &next.id)));
    rows.sort_by(|a, b| lead(b).total_cmp(&lead(a)));
    let mut named: Vec<String> = Vec::new();
    for row in rows {
        let not = if row.kind == FactKind::Bypass { "no " } else { "" };
        named.push(format!("{not}{}", label(&row.id).to_lowercase()));
    }
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
pub fn fact(decision: &Decision, row: &FactRow) -> String {
    let label = excerpt(&row.label, TITLE);
    let answer = if label.is_empty() { excerpt(&row.answer, NAME) } else { label };
    fact_words(decision, row.kind, &row.id, &answer)
}

fn fact_words(decision: &Decision, kind: FactKind, id: &str, answer: &str) -> String {
    let title = capitalise(&title(decision, kind, id));
    match kind {
        FactKind::Bypass => format!("{title}: not used"),
        _ => format!("{title}: {answer}"),
    }
}

/// The reasons for each candidate; once where all have the same.
fn reasons_of(decision: &Decision, row: &FactRow) -> Vec<FactReason> {
    let reason = |id: &FrameworkId, because: &String| {
        let text = reason(because);
        let own = row.overridden.contains(id).then(|| "your own points".to_owned());
        let basis = own.or_else(|| Some(row.basis.get(id)?.to_string()));
        // A source may be called as the basis is: it says nothing more.
        let mut sources = row.sources.get(id).cloned().unwrap_or_default();
        sources.retain(|source| Some(source.as_str()) != basis.as_deref());
        FactReason { text, basis, sources }
    };
    let candidates = decision.frameworks.iter().map(|one| &one.id);
    let reasons =
        candidates.filter_map(|id| Some((reason(id, row.because.get(id)?), name(decision, id))));
    let mut all = Vec::new();
    for (mut reason, names) in group(reasons) {
        reason.text = if names.len() == decision.frameworks.len() {
            capitalise(&reason.text)
        } else {
            format!("{}: {}", and_list(&names), reason.text)
        };
        all.push(reason);
    }
    all
}

/// What speaks for the leader and for the runner-up, the largest first, with its points.
pub fn reasons(decision: &Decision) -> Vec<String> {
    let recommendation = &decision.recommendation;
    let sides = [(&recommendation.leader, 1.0), (&recommendation.runner_up, -1.0)];
    let mut sentences = Vec::new();
    for (candidate, sign) in sides {
        let own = recommendation.reasons.iter().filter(|reason| reason.points * sign >= 0.005);
        let own = own.filter(|reason| is_checked(decision, reason));
        let own = and_list(own.map(|reason| {
            let points = hundredths(reason.points.abs());
            format!("{} ({points})", reason_words(decision, reason))
        }));
        if let Some(candidate) = candidate.as_ref().filter(|_| !own.is_empty()) {
            sentences.push(format!("For {}: {own}.", name(decision, candidate)));
        }
    }
    sentences
}

/// Whether the first two were both checked for a feature: that one was not is no reason for either.
fn is_checked(decision: &Decision, reason: &Reason) -> bool {
    let is_it = |row: &&FactRow| row.kind == reason.kind && row.id == reason.id;
    let row = decision.fit.iter().find(is_it);
    row.is_none_or(|row| decision.frameworks.iter().take(2).all(|one| is_known(row, &one.id)))
}

/// Whether the points of a candidate rest on more than that a feature was not checked.
fn is_known(row: &FactRow, id: &FrameworkId) -> bool {
    row.kind == FactKind::Trait || row.because.contains_key(id)
}

/// A reason within a sentence: "security", "team: Django".
fn reason_words(decision: &Decision, reason: &Reason) -> String {
    if reason.kind == FactKind::Criterion {
        let row = decision.criteria.iter().find(|row| row.id.as_str() == reason.id);
        return row.map_or_else(|| reason.id.clone(), |row| criterion(decision, &row.id));
    }
    let answer = reason.answer.as_deref().unwrap_or_default();
    let answer = answer_words(decision, &reason.id, answer);
    mid_sentence(&fact_words(decision, reason.kind, &reason.id, &answer))
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

/// `trait=answer` or `capability=level` within a sentence; `labels` are those of a precedent.
fn item_words(decision: &Decision, labels: &SortedMap<String, String>, item: &str) -> String {
    let (id, answer) = item.split_once('=').unwrap_or((item, ""));
    let is_trait = decision.project.traits.keys().any(|asked| asked.as_str() == id);
    let is_capability = decision.project.capabilities.keys().any(|known| known.as_str() == id);
    let kind = if is_capability && !is_trait { FactKind::Need } else { FactKind::Trait };
    let title = labels.get(id).map(|title| mid_sentence(&excerpt(title, NAME)));
    let title = title.unwrap_or_else(|| self::title(decision, kind, id));
    match (labels.get(item), answer) {
        (Some(label), _) => format!("{title}: {}", excerpt(label, TITLE)),
        // Of what is needed the level says little, and the stronger ones are one.
        (None, "want") => title,
        (None, "maybe") => format!("{title}: nice to have"),
        (None, "bypass") => format!("{title}: not used"),
        (None, answer) => format!("{title}: {}", answer_words(decision, id, answer)),
    }
}

/// A public decision, worded.
#[derive(Debug)]
pub struct Precedent {
    /// "A health portal for clinics (2023) chose Flask".
    pub title: String,
    /// Where it can be read.
    pub url: String,
    /// The reasons, what is alike, what is not, and what became of it.
    pub text: String,
    /// What shows more of it.
    pub topic: String,
}

/// The public decisions most like this one.
pub fn precedents(decision: &Decision) -> Vec<Precedent> {
    let worded = |one: &NearPrecedent| {
        let chose = decision.known().find(|(id, _)| id.as_str() == one.chose);
        let chose = excerpt(chose.map_or(&label(&one.chose), |(_, name)| name), NAME);
        let year = one.year.map_or(String::new(), |year| format!(" ({year})"));
        let mut text = format!("{}.", reason(&one.because));
        let mut theirs = one.differs.clone();
        theirs.retain(|item| !one.yours.contains(item));
        let lists = [("Shared", &one.shared), ("Only yours", &one.yours), ("Only theirs", &theirs)];
        for (label, items) in lists.into_iter().filter(|(_, items)| !items.is_empty()) {
            // Answers have commas of their own.
            let items = items.iter().map(|item| item_words(decision, &one.labels, item));
            text += &format!(" {label}: {}.", join(few(items, FEW), "; "));
        }
        if let Some(later) = &one.later {
            text += &format!(" Later: {}.", reason(later));
        }
        let title = excerpt(&one.title, TITLE);
        Precedent {
            title: format!("{}{year}: chose {chose}", title.trim_end_matches('.')),
            url: excerpt(&one.url, REASON),
            text,
            topic: format!("precedent:{}", one.id),
        }
    };
    decision.precedents.iter().map(worded).collect()
}

/// The same in a line each.
pub(super) fn precedent_lines(decision: &Decision) -> Vec<String> {
    let line = |one: Precedent| {
        format!("{}. {} {} (`weigh explain {}`)", one.title, one.text, one.url, one.topic)
    };
    precedents(decision).into_iter().map(line).collect()
}
