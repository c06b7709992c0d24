//! The effect of an answer, in one line.

use super::draft::Step;
use crate::decision::{Decision, Verdict};
use crate::model::{AnswerId, Catalogue, FrameworkId, TraitId};
use crate::text::{and_list, mid_sentence, percent, score};

/// The smallest change of a share that is mentioned.
const LEAST_SHARE: f64 = 0.005;
/// The most shares that are mentioned.
const MOST_SHARES: usize = 4;

/// The decision before an answer, or without it, and with it.
pub(super) struct Change<'a> {
    /// What the first decision is called.
    pub(super) word: &'static str,
    pub(super) before: &'a Decision,
    pub(super) after: &'a Decision,
}

/// Who leads: `Django leads by 0.9`.
pub(super) fn lead(decision: &Decision) -> String {
    let found = &decision.recommendation;
    let name = |id: &FrameworkId| decision.name(id).to_owned();
    let Some(leader) = found.leader.as_ref().map(name) else {
        return "no candidate meets every requirement".to_owned();
    };
    let Some(lead) = found.lead else { return format!("only {leader} meets every requirement") };
    if lead < 0.05 {
        let tied: Vec<&str> =
            decision.frameworks.iter().take(2).map(|one| one.name.as_str()).collect();
        return format!("{} are tied", and_list(&tied));
    }
    let close = if found.verdict == Verdict::TooClose { ", too close to call" } else { "" };
    format!("{leader} leads by {}{close}", score(lead))
}

fn moved(change: &Change<'_>) -> String {
    let (was, is) = (lead(change.before), lead(change.after));
    if was == is {
        return is.replace(" leads by", " still leads by").replace(" are tied", " are still tied");
    }
    let (before, after) = (&change.before.recommendation, &change.after.recommendation);
    match before.lead {
        Some(lead) if before.leader == after.leader && lead >= 0.05 => {
            format!("{is} ({}: {})", change.word, score(lead))
        }
        _ => format!("{is} ({}: {was})", change.word),
    }
}

/// The effect of the answer to a question.
pub(super) fn effect(
    catalogue: &Catalogue,
    step: &Step,
    answers: &[AnswerId],
    change: &Change<'_>,
) -> String {
    let mut parts = match step {
        Step::Trait(id) => {
            let mut parts = factors(catalogue, id, answers);
            parts.extend(fit(change.after, id.as_str(), "fit"));
            parts
        }
        Step::Needs | Step::NeedLevels | Step::NeedLevel(_) => needs(change),
        _ => shares(change).into_iter().collect(),
    };
    if parts.is_empty() && lead(change.before) == lead(change.after) {
        return "no effect on the result".to_owned();
    }
    parts.push(moved(change));
    parts.join("; ")
}

/// `security ×2: a breach costs more here`.
fn factors(catalogue: &Catalogue, id: &TraitId, answers: &[AnswerId]) -> Vec<String> {
    let Some(asked) = catalogue.find_trait(id) else { return Vec::new() };
    let mut lines = Vec::new();
    for answer in answers.iter().filter_map(|answer| asked.find(answer)) {
        let factors = answer.weights.iter().map(|(criterion, factor)| {
            format!("{} ×{}", mid_sentence(catalogue.criterion_title(criterion)), factor.get())
        });
        let factors = and_list(&factors.collect::<Vec<_>>());
        match &answer.because {
            _ if factors.is_empty() => {}
            Some(because) => lines.push(format!("{factors}: {because}")),
            None => lines.push(factors),
        }
    }
    lines
}

/// `fit: Django 9.0, Flask 3.0`, for one part of fit.
fn fit(decision: &Decision, part: &str, word: &str) -> Option<String> {
    let mut parts = decision.criteria.iter().flat_map(|row| &row.parts);
    let part = parts.find(|found| found.id == part)?;
    let scores = part
        .scores
        .iter()
        .filter_map(|(id, value)| Some(format!("{} {}", decision.name(id), score((*value)?))));
    let scores: Vec<String> = scores.collect();
    (!scores.is_empty()).then(|| format!("{word}: {}", scores.join(", ")))
}

fn needs(change: &Change<'_>) -> Vec<String> {
    let after = change.after;
    let mut parts = Vec::new();
    for excluded in &after.excluded {
        if change.before.excluded.iter().all(|old| old.id != excluded.id) {
            let titles =
                excluded.missing.iter().filter_map(|id| after.project.capabilities.get(id));
            let missing: Vec<String> = titles.map(|title| mid_sentence(title)).collect();
            parts.push(format!("{} is excluded: it lacks {}", excluded.name, and_list(&missing)));
        }
    }
    if after.frameworks.len() > 1 {
        parts.extend(fit(after, "feature-match", "needs met"));
        parts.extend(fit(after, "dead-weight", "free of unused features"));
    }
    parts
}

/// `security 24% to 40%`, the largest changes first.
fn shares(change: &Change<'_>) -> Option<String> {
    let mut changes: Vec<(f64, String)> = Vec::new();
    for row in &change.after.criteria {
        let old = change.before.criterion(&row.id).map_or(0.0, |old| old.share);
        let by = (row.share - old).abs();
        if by >= LEAST_SHARE {
            let (title, old, new) = (mid_sentence(&row.title), percent(old), percent(row.share));
            changes.push((by, format!("{title} {old} to {new}")));
        }
    }
    changes.sort_by(|a, b| b.0.total_cmp(&a.0));
    changes.truncate(MOST_SHARES);
    let texts: Vec<String> = changes.into_iter().map(|(_, text)| text).collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

/// `security 24%, database 20%`, the largest first.
pub(super) fn present_shares(decision: &Decision) -> String {
    let mut rows: Vec<_> = decision.criteria.iter().collect();
    rows.sort_by(|a, b| b.share.total_cmp(&a.share));
    let shares =
        rows.iter().map(|row| format!("{} {}", mid_sentence(&row.title), percent(row.share)));
    shares.collect::<Vec<_>>().join(", ")
}
