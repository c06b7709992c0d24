//! What the reader should know about how a decision came out.

use super::recommend::described;
use crate::decision::{NotCompared, Notice};
use crate::model::{Override, OverrideTarget, Profile, Provision, Thresholds, Weighting};
use crate::score::needs::wanted;
use crate::score::pairwise::Consistency;
use crate::score::weights::weigh;
use crate::score::{Scoreboard, TOLERANCE, touches};

/// All of them.
pub(super) fn notices(
    board: &Scoreboard,
    overrides: &[Override],
    not_compared: &[NotCompared],
) -> Vec<Notice> {
    let mut notices = moved_shares(board);
    notices.extend(weights_cannot_change(board));
    for weight in board.rows.iter().map(|row| &row.weight) {
        if (weight.raw_factor - weight.factor).abs() > 1e-12 {
            notices.push(Notice::FactorHeld {
                criterion: weight.criterion.clone(),
                factor: weight.raw_factor,
                held_to: weight.factor,
            });
        }
    }
    notices.extend(board.consistency.as_ref().map(consistency));
    notices.extend(overrides.iter().filter_map(|o| ignored(o, board)));
    for (framework, unknown) in board.candidates.iter().zip(&board.unknown_needs) {
        for capability in unknown {
            let (framework, capability) = (framework.id.clone(), capability.clone());
            notices.push(Notice::RestsOnUnknown { framework, capability });
        }
    }
    notices.extend(old_extensions(board));
    for (stack, best, points) in &board.behind {
        let (framework, name) = (stack.id.clone(), stack.name.clone());
        let (best, points) = (best.name.clone(), *points);
        notices.push(Notice::StackBehind { framework, name, best, points });
    }
    for NotCompared { id, name, rank, close } in
        not_compared.iter().filter(|one| one.rank.is_some())
    {
        let (framework, name) = (id.clone(), name.clone());
        notices.push(Notice::NotCompared { framework, name, rank: *rank, close: *close });
    }
    let kept = board.kept.iter().cloned();
    notices.extend(kept.map(|criterion| Notice::NotApplicableKept { criterion }));
    for outside in board.catalogue.fit.iter().flat_map(|rules| &rules.outside) {
        let need = |id: &_| board.needs.get(id).map(|known| known.need);
        if outside.when.iter().all(|condition| condition.holds(board.profile, need)) {
            notices.push(Notice::Outside {
                alternatives: outside.alternatives.clone(),
                because: outside.because.clone(),
                precedents: outside.precedents.clone(),
            });
        }
    }
    notices.extend(contradicted(board));
    if board.catalogue.fit.is_none() && described(board) {
        notices.push(Notice::NotCalibrated);
    }
    notices
}

/// The extensions that the candidates would need and that are stale, each once.
fn old_extensions(board: &Scoreboard) -> Vec<Notice> {
    let mut notices = Vec::new();
    for framework in &board.candidates {
        for provision in wanted(&board.needs).filter_map(|id| framework.capabilities.get(id)) {
            if let Provision::Extension { name, released: Some(released), .. } = provision
                && provision.stale_since().zip(board.today).is_some_and(|(a, b)| a <= b)
            {
                let (framework, name) = (framework.id.clone(), name.clone());
                let notice = Notice::OldExtension { framework, name, released: *released };
                if !notices.contains(&notice) {
                    notices.push(notice);
                }
            }
        }
    }
    notices
}

/// What the profile says of a capability, where its answers bring the contrary along or let one expect it.
fn contradicted(Scoreboard { catalogue, profile, needs, .. }: &Scoreboard) -> Vec<Notice> {
    let need = |id: &_| needs.get(id).map(|known| known.need);
    let implies = catalogue.fit.iter().flat_map(|rules| rules.implies.iter().chain(&rules.expects));
    let mut notices = Vec::new();
    for implied in implies.filter(|one| one.when.iter().all(|when| when.holds(profile, need))) {
        for (capability, brought) in &implied.needs {
            let said = profile.needs.get(capability);
            if let Some(said) = said.filter(|said| said.rejects() != brought.rejects()) {
                notices.push(Notice::Contradicted {
                    capability: capability.clone(),
                    wanted: !said.rejects(),
                    because: implied.because.clone(),
                });
            }
        }
    }
    notices
}

/// Where the user set weights and no weighting could change who is first.
fn weights_cannot_change(Scoreboard { profile, matrix, .. }: &Scoreboard) -> Option<Notice> {
    let (leader, rivals) = matrix.order.split_first()?;
    if profile.weighting == Weighting::Catalogue || rivals.is_empty() {
        return None;
    }
    // Against each rival the facts' lead, and the most by which one criterion speaks for the rival.
    let against = |rival: &usize| {
        let facts = matrix.adjustment(*leader).points - matrix.adjustment(*rival).points;
        let rows = matrix.row(*leader).iter().zip(matrix.row(*rival));
        let most = rows.map(|(own, other)| other.score - own.score);
        (*rival, facts, most.fold(f64::NEG_INFINITY, f64::max))
    };
    let closest = rivals.iter().map(against).min_by(|a, b| (a.1 - a.2).total_cmp(&(b.1 - b.2)));
    let (rival, facts_lead, most) = closest?;
    let rival = matrix.candidates[rival].clone();
    (facts_lead > TOLERANCE && facts_lead - most > TOLERANCE)
        .then_some(Notice::WeightsCannotChange { rival, facts_lead, criteria_most: most.max(0.0) })
}

/// What the user's points did to the shares of the criteria that they name.
fn moved_shares(board: &Scoreboard) -> Vec<Notice> {
    let Weighting::Points(points) = &board.profile.weighting else { return Vec::new() };
    let plain = Profile { weighting: Weighting::Catalogue, ..board.profile.clone() };
    let Ok(before) = weigh(board.catalogue, &plain) else { return Vec::new() };
    let named = board.rows.iter().filter(|row| points.contains_key(&row.weight.criterion));
    named
        .map(|row| {
            let criterion = row.weight.criterion.clone();
            let before = before.each.iter().find(|weight| weight.criterion == criterion);
            let before = before.map_or(0.0, |weight| weight.share);
            Notice::ShareMoved { criterion, before, after: row.weight.share }
        })
        .collect()
}

fn consistency(found: &Consistency) -> Notice {
    let worst = found.worst.clone().filter(|_| found.ratio > Thresholds::ACCEPTED_INCONSISTENCY);
    Notice::Consistency { ratio: found.ratio, worst }
}

/// An override that changes nothing, unless its framework is excluded anyway.
fn ignored(o: &Override, board: &Scoreboard) -> Option<Notice> {
    let framework = o.framework.clone();
    let on = match &o.target {
        OverrideTarget::Rating { criterion, .. } => criterion.to_string(),
        OverrideTarget::Fact { fact, .. } => fact.to_string(),
    };
    match o.until {
        Some(until) if !board.profile.overrides.contains(o) => {
            Some(Notice::OverrideExpired { framework, on, until })
        }
        _ if board.excluded.iter().any(|out| out.id == o.framework) => None,
        _ if touches(o, board) => None,
        _ => Some(Notice::OverrideUnused { framework, on }),
    }
}
