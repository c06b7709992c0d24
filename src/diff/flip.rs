//! Which movements put another framework in front.

use super::movement::larger;
use super::{Flip, Movement, Mover, Pair, TOLERANCE};
use crate::decision::Decision;
use crate::model::FrameworkId;

/// What flipped the answer; none where the leader is the same, or where one decision has none.
pub(super) fn flip(
    old: &Decision,
    new: &Decision,
    pair: Option<&Pair>,
    movements: &[Movement],
) -> Option<Flip> {
    let before = old.recommendation.leader.as_ref()?;
    let after = new.recommendation.leader.as_ref()?;
    let pair = pair.filter(|_| before != after)?;
    match (pair.before, pair.after) {
        (Some(_), Some(lead)) => Some(moved(pair, lead, movements)),
        (_, None) => Some(Flip::LeaderGone { framework: before.clone() }),
        (None, Some(_)) => Some(Flip::LeaderCame { framework: after.clone() }),
    }
}

/// The movements without which, each alone, the old leader would lead; else the fewest that did it together.
fn moved(pair: &Pair, lead: f64, movements: &[Movement]) -> Flip {
    let against: Vec<Mover> = movers(movements).into_iter().filter(|m| m.moved < 0.0).collect();
    let leads = |lead| leads(lead, &pair.first, &pair.second);
    let alone = |mover: &&Mover| leads(lead - mover.moved);
    let each: Vec<Mover> = against.iter().filter(alone).cloned().collect();
    if !each.is_empty() {
        return Flip::Each { movers: each };
    }
    let mut without = lead;
    let enough = against.iter().position(|mover| {
        without -= mover.moved;
        leads(without)
    });
    let fewest = enough.map_or(against.len(), |at| at + 1);
    Flip::Together { movers: against.into_iter().take(fewest).collect() }
}

/// Whether the first would be put before the second: by its lead, and on a tie by its id, as decisions do.
fn leads(lead: f64, first: &FrameworkId, second: &FrameworkId) -> bool {
    lead > TOLERANCE || (lead > -TOLERANCE && first < second)
}

/// Every criterion, project fit by its parts, largest movement first.
fn movers(movements: &[Movement]) -> Vec<Mover> {
    let mut movers: Vec<Mover> = movements.iter().flat_map(of).collect();
    movers.sort_by(|a, b| {
        let name = |mover: &Mover| (mover.criterion.clone(), mover.part.clone());
        larger(a.moved, b.moved).then_with(|| name(a).cmp(&name(b)))
    });
    movers
}

fn of(movement: &Movement) -> Vec<Mover> {
    let mover = |part: Option<&str>, moved| Mover {
        criterion: movement.criterion.clone(),
        part: part.map(str::to_owned),
        moved,
    };
    if movement.parts.is_empty() {
        return vec![mover(None, movement.moved)];
    }
    movement.parts.iter().map(|part| mover(Some(&part.id), part.moved)).collect()
}
