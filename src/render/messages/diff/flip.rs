//! What flipped the answer, in plain sentences.

use super::rest::idle;
use super::{capabilities, criterion, name, part};
use crate::diff::{Candidate, Difference, Flip, Mover, Presence};
use crate::model::FrameworkId;
use crate::render::messages::figures::{self, either, list};

/// The part of project fit made of what would lie unused.
const DEAD_WEIGHT: &str = "dead-weight";

/// What put another in front; nothing where the leader is the same.
pub(in crate::render) fn flip(difference: &Difference) -> Vec<String> {
    let Some(flip) = &difference.flip else { return Vec::new() };
    let first =
        difference.leader.before.as_ref().map_or_else(String::new, |id| name(difference, id));
    let second =
        difference.leader.after.as_ref().map_or_else(String::new, |id| name(difference, id));
    match flip {
        Flip::Each { movers } => {
            let which = if movers.len() > 1 { "any one of these" } else { "it" };
            let named = worded(difference, movers);
            let said =
                format!("{}: without {which} {first} would still lead {second}.", list(&named));
            [vec![capitalised(&said)], meaning(difference, movers)].concat()
        }
        Flip::Together { movers } => {
            let named = list(&worded(difference, movers));
            let said = format!(
                "No single movement did it, but together: {named}. Without them {first} would still lead {second}."
            );
            [vec![said], meaning(difference, movers)].concat()
        }
        Flip::LeaderGone { framework } | Flip::LeaderCame { framework } => {
            vec![presence(difference, framework)]
        }
    }
}

fn worded(difference: &Difference, movers: &[Mover]) -> Vec<String> {
    let word = |mover: &Mover| {
        let what = mover.part.as_deref().map(part);
        let what = what.unwrap_or_else(|| criterion(difference, &mover.criterion));
        format!("{what} ({})", figures::part(mover.moved))
    };
    movers.iter().map(word).collect()
}

/// What dead weight means for the project, where it told against the old leader, by itself enough or not.
fn meaning(difference: &Difference, movers: &[Mover]) -> Vec<String> {
    let Some((moved, idle)) = dead_weight(difference) else { return Vec::new() };
    let flipped = movers.iter().any(|mover| mover.part.as_deref() == Some(DEAD_WEIGHT));
    let first =
        difference.leader.before.as_ref().map_or_else(String::new, |id| name(difference, id));
    let told = figures::part(moved);
    vec![if flipped {
        format!("Dead weight means here: with {first}, {idle}.")
    } else {
        format!("Dead weight ({told}) told against {first} too: {idle}.")
    }]
}

/// How far dead weight told against the old leader, and what would lie unused with it.
fn dead_weight(difference: &Difference) -> Option<(f64, String)> {
    let first = &difference.pair.as_ref()?.first;
    let mut parts = difference.movements.iter().flat_map(|movement| &movement.parts);
    let part = parts.find(|part| part.id == DEAD_WEIGHT && part.moved < 0.0)?;
    let burdens = difference.burdens.iter().find(|burdens| burdens.framework == *first)?;
    Some((part.moved, idle(difference, burdens)?))
}

/// Whether the flip already tells what would lie unused with the old leader.
pub(super) fn tells_unused(difference: &Difference, id: &FrameworkId) -> bool {
    let moved = matches!(difference.flip, Some(Flip::Each { .. } | Flip::Together { .. }));
    let first = difference.pair.as_ref().is_some_and(|pair| pair.first == *id);
    moved && first && dead_weight(difference).is_some()
}

/// That a candidate came, went, fell out or came back.
fn presence(difference: &Difference, id: &FrameworkId) -> String {
    let change = difference.candidates.iter().find(|candidate| candidate.id == *id);
    change.map_or_else(String::new, |change| candidate(difference, change))
}

/// The same, of any candidate.
pub(super) fn candidate(difference: &Difference, change: &Candidate) -> String {
    let name = name(difference, &change.id);
    let missing = capabilities(difference, &change.missing);
    match (change.before, change.after) {
        (Presence::Qualifies, Presence::Excluded) => {
            format!("{name} is out now: it lacks {}, which the project must have.", list(&missing))
        }
        (Presence::Excluded, Presence::Qualifies) => {
            format!("{name} was out for want of {}, and is in now.", either(&missing))
        }
        (Presence::Absent, Presence::Excluded) => {
            format!("{name} is a candidate now, and out: it lacks {}.", list(&missing))
        }
        (Presence::Absent, _) => format!("{name} is a candidate now and was none."),
        (_, _) => format!("{name} is no candidate any more."),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
