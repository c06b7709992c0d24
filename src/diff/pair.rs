//! Which two frameworks a difference is about, and how far one leads the other.

use super::Pair;
use crate::decision::{CriterionRow, Decision};
use crate::model::FrameworkId;

/// What stands for a rating that nobody knows: the middle of the scale.
const UNKNOWN: f64 = 5.0;

/// The old leader, and the new one; where they are the same, the framework that it had to beat.
///
/// None where nobody led before, or where neither decision has a second framework.
pub(super) fn pair(old: &Decision, new: &Decision) -> Option<Pair> {
    let first = old.recommendation.leader.clone()?;
    let second = second(old, new, &first)?.clone();
    let lead = |decision| lead(decision, &first, &second);
    let (before, after) = (lead(old), lead(new));
    Some(Pair { first, second, before, after })
}

fn second<'a>(
    old: &'a Decision,
    new: &'a Decision,
    first: &FrameworkId,
) -> Option<&'a FrameworkId> {
    let new_leader = new.recommendation.leader.as_ref().filter(|leader| *leader != first);
    if new_leader.is_some() {
        return new_leader;
    }
    let rivals: Vec<&FrameworkId> = [old, new]
        .into_iter()
        .flat_map(|decision| decision.frameworks.iter().map(|standing| &standing.id))
        .filter(|id| *id != first)
        .collect();
    let in_both = rivals.iter().find(|id| qualifies(old, id) && qualifies(new, id));
    in_both.or(rivals.first()).copied()
}

/// How far the first leads the second; none where one of them was not weighed.
fn lead(decision: &Decision, first: &FrameworkId, second: &FrameworkId) -> Option<f64> {
    if !qualifies(decision, first) || !qualifies(decision, second) {
        return None;
    }
    let part = |row: &CriterionRow| row.share * difference(row, first, second);
    Some(decision.criteria.iter().map(part).sum())
}

/// Whether a framework was weighed.
pub(super) fn qualifies(decision: &Decision, id: &FrameworkId) -> bool {
    decision.frameworks.iter().any(|standing| standing.id == *id)
}

/// The first's rating on a criterion less the second's.
pub(super) fn difference(row: &CriterionRow, first: &FrameworkId, second: &FrameworkId) -> f64 {
    let score = |id| row.ratings.get(id).and_then(Option::as_ref).map_or(UNKNOWN, |r| r.score);
    score(first) - score(second)
}

/// The same of one part of project fit.
pub(super) fn part_difference(
    part: &crate::decision::FitPart,
    first: &FrameworkId,
    second: &FrameworkId,
) -> f64 {
    let score = |id| part.scores.get(id).copied().flatten().unwrap_or(UNKNOWN);
    score(first) - score(second)
}
