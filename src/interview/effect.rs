//! The effect of an answer, in one line.

use super::draft::Step;
use super::swings;
use crate::decision::{Decision, FactKind, FactRow, Verdict};
use crate::model::{AnswerId, Catalogue, FrameworkId, TraitId};
use crate::text::{and_list, mid_sentence, score, signed};

/// The smallest number of points that is mentioned.
const LEAST_POINTS: f64 = 0.05;

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
    if !decision.described {
        return "nothing is known about the project, so there is no recommendation".to_owned();
    }
    let Some(leader) = found.leader.as_ref().map(|id| decision.name(id)) else {
        return "no candidate meets every requirement".to_owned();
    };
    let Some(lead) = found.lead else { return format!("only {leader} meets every requirement") };
    if lead < LEAST_POINTS {
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
        _ if !change.before.described => is,
        Some(lead) if before.leader == after.leader && lead >= LEAST_POINTS => {
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
    let mut parts = candidates(change);
    parts.extend(points(change));
    match step {
        Step::Trait(id) => parts.extend(factors(catalogue, id, answers)),
        Step::Rank(_) => {
            parts.push(swings::shares(change.after));
            parts.extend(swings::exchange_rates(change.after));
        }
        _ => {}
    }
    if parts.is_empty() && lead(change.before) == lead(change.after) {
        return "no effect on the result".to_owned();
    }
    parts.push(moved(change));
    parts.join("; ")
}

/// `Litestar is compared too`, `Flask is excluded: it lacks accounts`.
fn candidates(change: &Change<'_>) -> Vec<String> {
    let (before, after) = (change.before, change.after);
    let was = |id: &FrameworkId| before.frameworks.iter().any(|one| one.id == *id);
    let was_excluded = |id: &FrameworkId| before.excluded.iter().any(|one| one.id == *id);
    let mut parts = Vec::new();
    for new in after.frameworks.iter().filter(|new| !was(&new.id) && !was_excluded(&new.id)) {
        parts.push(format!("{} is compared too", new.name));
    }
    for new in after.excluded.iter().filter(|new| !was_excluded(&new.id)) {
        let titles = new.missing.iter().filter_map(|id| after.project.capabilities.get(id));
        let missing: Vec<String> = titles.map(|title| mid_sentence(title)).collect();
        parts.push(format!("{} is excluded: it lacks {}", new.name, and_list(&missing)));
    }
    parts
}

/// The points of every fact that an answer adds or changes: `Django +2.3, Flask −0.6 (Django: it ships accounts)`.
fn points(change: &Change<'_>) -> Vec<String> {
    // A need that only becomes stronger is the same fact; a candidate that comes in changes no fact.
    let known = |row: &FactRow| {
        change.before.fit.iter().any(|old| {
            (old.kind, &old.id) == (row.kind, &row.id)
                && (old.kind != FactKind::Trait || old.answer == row.answer)
                && row.points.iter().all(|(id, p)| old.points.get(id).is_none_or(|old| old == p))
        })
    };
    let new: Vec<&FactRow> = change.after.fit.iter().filter(|row| !known(row)).collect();
    let mut parts = Vec::new();
    for row in &new {
        let largest = row
            .points
            .iter()
            .max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()).then_with(|| a.1.total_cmp(b.1)));
        let Some((largest, _)) = largest.filter(|(_, points)| points.abs() >= LEAST_POINTS) else {
            continue;
        };
        let points = row
            .points
            .iter()
            .map(|(id, points)| format!("{} {}", change.after.name(id), signed(*points)));
        let points = points.collect::<Vec<_>>().join(", ");
        let about = if new.len() > 1 { format!("{}: ", about(row)) } else { String::new() };
        let because = row.because.get(largest).map_or(String::new(), |because| {
            format!(" ({}: {})", change.after.name(largest), because.trim_end_matches('.'))
        });
        parts.push(format!("{about}{points}{because}"));
    }
    parts
}

/// What a fact is about: `Shop`, `Admin site`, `hence schema migrations not used`.
fn about(row: &FactRow) -> String {
    let what = match row.kind {
        FactKind::Trait => row.label.clone(),
        FactKind::Need => row.title.clone(),
        FactKind::Bypass => format!("{} not used", row.title),
    };
    if row.brought_by.is_some() { format!("hence {}", mid_sentence(&what)) } else { what }
}

/// `security ×2: a breach costs more here`.
fn factors(catalogue: &Catalogue, id: &TraitId, answers: &[AnswerId]) -> Vec<String> {
    let Some(asked) = catalogue.find_trait(id) else { return Vec::new() };
    let mut lines = Vec::new();
    for answer in answers.iter().filter_map(|answer| asked.find(answer)) {
        let factors = answer.weights.iter().map(|(criterion, factor)| {
            let title = mid_sentence(catalogue.criterion_title(criterion));
            match factor.get() {
                0.0 => format!("{title} does not apply"),
                factor => format!("{title} ×{factor}"),
            }
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
