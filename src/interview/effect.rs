//! What an answer does, in one short line.

use super::draft::Step;
use super::text::list;
use crate::decision::{Decision, Verdict};
use crate::model::{AnswerId, Catalogue, FrameworkId, TraitId};

/// A share that moves by less is not told.
const LEAST_SHARE: f64 = 0.005;
/// Not more shares than this are told.
const MOST_SHARES: usize = 4;

/// Where a decision stands: `Django leads by 0.9`.
pub(super) fn standing(decision: &Decision) -> String {
    let found = &decision.recommendation;
    let name = |id: &FrameworkId| decision.name(id).to_owned();
    let Some(leader) = found.leader.as_ref().map(name) else {
        return "no candidate has all that must be there".to_owned();
    };
    let Some(lead) = found.lead else { return format!("only {leader} has all that must be there") };
    if lead < 0.05 {
        let level: Vec<String> =
            decision.frameworks.iter().take(2).map(|s| s.name.clone()).collect();
        return format!("{} are level", list(&level));
    }
    let close = if found.verdict == Verdict::TooClose { ", too close to call" } else { "" };
    format!("{leader} leads by {lead:.1}{close}")
}

/// The same after a change, with where it stood `before` (or as else that is called) where that differs.
fn moved(word: &str, (before, after): (&Decision, &Decision)) -> String {
    let (was, is) = (standing(before), standing(after));
    if was == is {
        return format!("still, {is}");
    }
    let same = before.recommendation.leader == after.recommendation.leader;
    match before.recommendation.lead {
        Some(lead) if same && lead >= 0.05 => format!("{is} ({word}, {lead:.1})"),
        _ => format!("{is} ({word}, {was})"),
    }
}

/// What the answer to a step does; `word` says what the first of the decisions is.
pub(super) fn effect(
    catalogue: &Catalogue,
    step: &Step,
    answers: &[AnswerId],
    (word, before, after): (&str, &Decision, &Decision),
) -> String {
    let mut parts = match step {
        Step::Trait(id) => {
            let mut parts = factors(catalogue, id, answers);
            parts.extend(suits(after, id.as_str()));
            parts
        }
        Step::Needs | Step::Strengths | Step::Strength(_) => needs(before, after),
        Step::Weights | Step::Points(_) | Step::Rank(_) => shares(before, after),
        Step::Title | Step::Context => Vec::new(),
    };
    if parts.is_empty() && standing(before) == standing(after) {
        return "an ordinary answer: it changes nothing".to_owned();
    }
    parts.push(moved(word, (before, after)));
    parts.join("; ")
}

/// `security ×2: a breach costs more here`.
fn factors(catalogue: &Catalogue, id: &TraitId, answers: &[AnswerId]) -> Vec<String> {
    let Some(asked) = catalogue.find_trait(id) else { return Vec::new() };
    let given = answers.iter().filter_map(|answer| asked.find(answer));
    let told = given.filter(|answer| !answer.weights.is_empty()).map(|answer| {
        let factors = answer.weights.iter().map(|(criterion, factor)| {
            let title = catalogue.criterion_title(criterion).to_lowercase();
            format!("{title} ×{}", factor.get())
        });
        let factors = list(&factors.collect::<Vec<_>>());
        match &answer.because {
            Some(because) => format!("{factors}: {because}"),
            None => factors,
        }
    });
    told.collect()
}

/// `suits Django 9, Flask 3`, of one part of fit.
fn suits(decision: &Decision, part: &str) -> Option<String> {
    let part =
        decision.criteria.iter().flat_map(|row| &row.parts).find(|found| found.id == part)?;
    let scores = part
        .scores
        .iter()
        .filter_map(|(id, score)| Some(format!("{} {}", decision.name(id), figure((*score)?))));
    let scores: Vec<String> = scores.collect();
    (!scores.is_empty()).then(|| format!("suits {}", scores.join(", ")))
}

/// One place, none where it is nought.
fn figure(score: f64) -> String {
    let text = format!("{score:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

fn needs(before: &Decision, after: &Decision) -> Vec<String> {
    let new = after.excluded.iter().filter(|e| before.excluded.iter().all(|old| old.id != e.id));
    let out = new.map(|excluded| {
        let title = |id| after.project.capabilities.get(id).map(|title| title.to_lowercase());
        let missing: Vec<String> = excluded.missing.iter().filter_map(title).collect();
        format!("{} is out, it lacks {}", excluded.name, list(&missing))
    });
    let mut parts: Vec<String> = out.collect();
    if after.frameworks.len() > 1 {
        parts.extend(suits(after, "feature-match").map(|s| s.replacen("suits", "needs met by", 1)));
        parts.extend(
            suits(after, "dead-weight")
                .map(|s| s.replacen("suits", "free of what you go round,", 1)),
        );
    }
    parts
}

/// `security 24 % to 40 %`, the largest moves first.
fn shares(before: &Decision, after: &Decision) -> Vec<String> {
    let mut moves: Vec<(f64, String)> = Vec::new();
    for row in &after.criteria {
        let old = before.criterion(&row.id).map_or(0.0, |old| old.share);
        let by = row.share - old;
        if by.abs() >= LEAST_SHARE {
            let (old, new) = (old * 100.0, row.share * 100.0);
            moves
                .push((by.abs(), format!("{} {old:.0} % to {new:.0} %", row.title.to_lowercase())));
        }
    }
    moves.sort_by(|a, b| b.0.total_cmp(&a.0));
    let told: Vec<String> = moves.into_iter().take(MOST_SHARES).map(|(_, text)| text).collect();
    if told.is_empty() { told } else { vec![told.join(", ")] }
}

/// How the weights stand: `security 24 %, database 20 %`.
pub(super) fn present_shares(decision: &Decision) -> String {
    let mut rows: Vec<_> = decision.criteria.iter().collect();
    rows.sort_by(|a, b| b.share.total_cmp(&a.share));
    let shares =
        rows.iter().map(|row| format!("{} {:.0} %", row.title.to_lowercase(), row.share * 100.0));
    shares.collect::<Vec<_>>().join(", ")
}
