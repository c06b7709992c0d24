//! What each criterion and each fact did to the lead, and why the leader changed.

use super::report::{Change, Difference, FactMovement, Flip, Movement, Mover, Pair, Side};
use super::{TOLERANCE, changes, qualifies, title};
use crate::decision::{CriterionRow, Decision, FactKind, FactRow};
use crate::model::{FrameworkId, Score, SortedMap};
use std::cmp::Ordering;

/// Smaller movements are rounding errors.
const NOTHING: f64 = 1e-12;

/// The old leader and the new one; where the leader is the same, its best rival now.
///
/// None where the old decision has no leader, or neither decision has a second framework.
pub(super) fn pair(old: &Decision, new: &Decision) -> Option<Pair> {
    let first = old.recommendation.leader.clone()?;
    let new_leader = new.recommendation.leader.as_ref().filter(|leader| **leader != first);
    let ranked = new.frameworks.iter().chain(&old.frameworks).map(|framework| &framework.id);
    let rivals: Vec<&FrameworkId> = ranked.filter(|id| **id != first).collect();
    let in_both = rivals.iter().find(|id| qualifies(old, id) && qualifies(new, id));
    let second = new_leader.or(in_both.copied()).or(rivals.first().copied())?.clone();
    let pair = Pair { first, second, before: None, after: None };
    let lead = |decision: &Decision| {
        let both = qualifies(decision, &pair.first) && qualifies(decision, &pair.second);
        let part = |row: &CriterionRow| row.share * difference(row, &pair);
        let fact = |row: &FactRow| points(row, &pair);
        both.then(|| {
            let criteria: f64 = decision.criteria.iter().map(part).sum();
            criteria + decision.fit.iter().map(fact).sum::<f64>()
        })
    };
    let (before, after) = (lead(old), lead(new));
    Some(Pair { before, after, ..pair })
}

fn difference(row: &CriterionRow, pair: &Pair) -> f64 {
    let score = |id| row.rating(id).map_or(Score::UNKNOWN, |one| one.score);
    score(&pair.first) - score(&pair.second)
}

fn points(row: &FactRow, pair: &Pair) -> f64 {
    let of = |id| row.points.get(id).copied().unwrap_or(0.0);
    of(&pair.first) - of(&pair.second)
}

/// What each criterion did to the lead of a pair that qualifies in both decisions, largest first; zeros are left out.
///
/// With the facts they sum to the lead after minus the lead before.
pub fn movements(old: &Decision, new: &Decision, pair: &Pair) -> Vec<Movement> {
    let side = |row: &CriterionRow| {
        (row.id.clone(), Side { share: row.share, difference: difference(row, pair) })
    };
    let sides = |decision: &Decision| decision.criteria.iter().map(side).collect();
    let movement = |criterion, before, after| {
        let (by_weight, by_rating) = split(before, after);
        let (title, moved) = (title(old, new, &criterion), by_weight + by_rating);
        Movement { criterion, title, before, after, by_weight, by_rating, moved }
    };
    let mut movements = changes(&sides(old), &sides(new), |_, _| true, movement);
    movements.retain(|one| one.by_weight.abs() > NOTHING || one.by_rating.abs() > NOTHING);
    movements.sort_by(|a, b| larger(a.moved, b.moved).then_with(|| a.criterion.cmp(&b.criterion)));
    movements
}

/// The movement by weight and by rating. An absent side has share 0 and the other side's difference.
fn split(before: Option<Side>, after: Option<Side>) -> (f64, f64) {
    let absent = |side: &Side| Side { share: 0.0, ..*side };
    let nothing = Side { share: 0.0, difference: 0.0 };
    let old = before.or(after.as_ref().map(absent)).unwrap_or(nothing);
    let new = after.or(before.as_ref().map(absent)).unwrap_or(nothing);
    let by_weight = (new.share - old.share) * f64::midpoint(old.difference, new.difference);
    let by_rating = f64::midpoint(old.share, new.share) * (new.difference - old.difference);
    (by_weight, by_rating)
}

/// The larger figure first, whatever its sign.
fn larger(one: f64, other: f64) -> Ordering {
    other.abs().total_cmp(&one.abs())
}

/// The same for each question and each capability.
pub fn facts(old: &Decision, new: &Decision, pair: &Pair) -> Vec<FactMovement> {
    let mut all: SortedMap<(bool, &str), FactMovement> = SortedMap::new();
    for (decision, is_new) in [(old, false), (new, true)] {
        for row in &decision.fit {
            let movement =
                all.get_or_insert_with((row.kind == FactKind::Trait, &row.id), || FactMovement {
                    kind: row.kind,
                    id: row.id.clone(),
                    title: row.title.clone(),
                    before: None,
                    after: None,
                    moved: 0.0,
                    brought_by: None,
                });
            let side = if is_new { &mut movement.after } else { &mut movement.before };
            *side = Some(side.unwrap_or(0.0) + points(row, pair));
            movement.brought_by.clone_from(&row.brought_by);
        }
    }
    let mut movements: Vec<FactMovement> = all.into_values().collect();
    for movement in &mut movements {
        movement.moved = movement.after.unwrap_or(0.0) - movement.before.unwrap_or(0.0);
    }
    movements.retain(|movement| movement.moved.abs() > NOTHING);
    movements.sort_by(|a, b| larger(a.moved, b.moved).then_with(|| a.id.cmp(&b.id)));
    movements
}

/// Why the leader changed; none where it is the same, or where one decision has none.
pub(super) fn flip(difference: &Difference) -> Option<Flip> {
    let Change { before, after } = &difference.leader;
    let (before, after) = (before.as_ref()?, after.as_ref()?);
    let pair = difference.pair.as_ref().filter(|_| before != after)?;
    match (pair.before, pair.after) {
        (Some(_), Some(lead)) => Some(enough(difference, pair, lead)),
        (_, None) => Some(Flip::LeaderGone { framework: before.clone() }),
        (None, Some(_)) => Some(Flip::LeaderCame { framework: after.clone() }),
    }
}

/// The movements without which, each alone, the old leader would lead; else the fewest that are enough together.
fn enough(difference: &Difference, pair: &Pair, lead: f64) -> Flip {
    let Difference { movements, facts, .. } = difference;
    let mover = |criterion, fact, moved| Mover { criterion, fact, moved };
    let criteria = movements.iter().map(|one| mover(Some(one.criterion.clone()), None, one.moved));
    let facts = facts.iter().map(|one| mover(None, Some(one.id.clone()), one.moved));
    let mut against: Vec<Mover> = criteria.chain(facts).filter(|mover| mover.moved < 0.0).collect();
    against.sort_by(|a, b| {
        larger(a.moved, b.moved).then_with(|| (&a.criterion, &a.fact).cmp(&(&b.criterion, &b.fact)))
    });
    // A tie goes to the smaller id, as in a decision.
    let leads = |lead: f64| lead > TOLERANCE || (lead > -TOLERANCE && pair.first < pair.second);
    let each: Vec<Mover> =
        against.iter().filter(|mover| leads(lead - mover.moved)).cloned().collect();
    if !each.is_empty() {
        return Flip::Each { movers: each };
    }
    let mut without = lead;
    let mut movers = Vec::new();
    for mover in against {
        without -= mover.moved;
        movers.push(mover);
        if leads(without) {
            break;
        }
    }
    Flip::Together { movers }
}

#[cfg(test)]
mod tests {
    use super::{Side, split};

    fn near(left: (f64, f64), right: (f64, f64)) -> bool {
        (left.0 - right.0).abs() < 1e-12 && (left.1 - right.1).abs() < 1e-12
    }

    #[test]
    fn the_two_parts_are_the_whole() {
        let old = Side { share: 0.2, difference: 3.0 };
        let new = Side { share: 0.5, difference: -1.0 };
        assert!(near(split(Some(old), Some(new)), (0.3, -1.4)));
    }

    #[test]
    fn what_comes_or_goes_moves_by_its_weight_alone() {
        let side = Side { share: 0.5, difference: 2.0 };
        assert!(near(split(None, Some(side)), (1.0, 0.0)));
        assert!(near(split(Some(side), None), (-1.0, 0.0)));
        assert!(near(split(None, None), (0.0, 0.0)));
    }
}
