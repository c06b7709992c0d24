//! What the reader should know about how a decision came out.

use crate::decision::{Notice, WorstComparison};
use crate::model::{Catalogue, Override, Profile, Weighting};
use crate::score::pairwise::{ACCEPTED_INCONSISTENCY, Consistency};
use crate::score::weights::weigh;
use crate::score::{Scoreboard, fit, touches};

/// All of them; `in_force` are the overrides that have not expired.
pub(super) fn notices(
    catalogue: &Catalogue,
    profile: &Profile,
    board: &Scoreboard,
    in_force: &[&Override],
) -> Vec<Notice> {
    let mut notices = moved_shares(catalogue, profile, board);
    for weight in board.rows.iter().map(|row| &row.weight) {
        if (weight.raw_factor - weight.factor).abs() > 1e-12 {
            notices.push(Notice::FactorHeld {
                criterion: weight.criterion.clone(),
                factor: weight.raw_factor,
                held_to: weight.factor,
            });
        }
    }
    notices.extend(board.weights.consistency.as_ref().map(consistency));
    notices.extend(profile.overrides.iter().filter_map(|o| ignored(o, board, in_force)));
    for (framework, gate) in board.candidates.iter().zip(&board.unknown_needs) {
        for capability in &gate.unknown {
            let (framework, capability) = (framework.id.clone(), capability.clone());
            notices.push(Notice::RestsOnUnknown { framework, capability });
        }
    }
    notices
}

/// What the user's points did to the shares of the criteria that they name.
fn moved_shares(catalogue: &Catalogue, profile: &Profile, board: &Scoreboard) -> Vec<Notice> {
    let Weighting::Points(points) = &profile.weighting else { return Vec::new() };
    let plain = Profile { weighting: Weighting::Catalogue, ..profile.clone() };
    let part = catalogue.fit.as_ref().and_then(|rules| fit::weight(rules, &board.fit));
    let Ok(before) = weigh(catalogue, &plain, part) else { return Vec::new() };
    let both = before.each.iter().zip(&board.rows);
    both.filter(|(before, _)| points.contains_key(&before.criterion))
        .map(|(before, row)| Notice::ShareMoved {
            criterion: before.criterion.clone(),
            before: before.share,
            after: row.weight.share,
        })
        .collect()
}

fn consistency(found: &Consistency) -> Notice {
    let named = found.worst.as_ref().filter(|_| found.ratio > ACCEPTED_INCONSISTENCY);
    let worst = named.map(|(comparison, implied)| WorstComparison {
        first: comparison.first.clone(),
        second: comparison.second.clone(),
        given: comparison.ratio.get(),
        implied: *implied,
    });
    Notice::Consistency { ratio: found.ratio, worst }
}

/// An override that changes nothing, unless its framework is excluded anyway.
fn ignored(o: &Override, board: &Scoreboard, in_force: &[&Override]) -> Option<Notice> {
    let (framework, criterion) = (o.framework.clone(), o.criterion.clone());
    match o.until {
        Some(until) if !in_force.contains(&o) => {
            Some(Notice::OverrideExpired { framework, criterion, until })
        }
        _ if board.excluded.iter().any(|(out, _)| out.id == o.framework) => None,
        _ if touches(o, &board.candidates, &board.rows) => None,
        _ => Some(Notice::OverrideUnused { framework, criterion }),
    }
}
