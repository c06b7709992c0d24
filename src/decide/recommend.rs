//! From totals and draws to what to choose.

use crate::analysis::verdict::{Firmness, TOO_CLOSE_LEAD, TOO_CLOSE_WINS, firmness};
use crate::decision::{Draws, Recommendation, Verdict};
use crate::model::{CriterionId, FrameworkId};
use crate::score::{Matrix, Row, Scoreboard, TOLERANCE};

/// What to choose among the candidates that qualify.
pub(super) fn recommend(
    board: &Scoreboard,
    matrix: &Matrix,
    draws: Option<&Draws>,
    parts: &[f64],
) -> Recommendation {
    let order = matrix.order();
    let Some(&leader) = order.first() else { return none_qualifies() };
    let runner_up = order.get(1).copied();
    let wins = |candidate: usize| draws.and_then(|draws| first_share(draws, id(board, candidate)));
    let lead = runner_up.map(|next| matrix.total(leader) - matrix.total(next));
    let verdict = verdict(board, leader, lead, wins(leader));
    let decided = verdict != Verdict::TooClose;
    let (reasons_for, reasons_against) = reasons(board, parts, leader, runner_up);
    Recommendation {
        verdict,
        winner: decided.then(|| id(board, leader).clone()),
        contenders: if decided { Vec::new() } else { contenders(board, matrix, &order, wins) },
        lead,
        leader: Some(id(board, leader).clone()),
        runner_up: runner_up.map(|next| id(board, next).clone()),
        leader_wins: wins(leader),
        provisional: provisional(board, leader),
        reasons_for,
        reasons_against,
    }
}

fn none_qualifies() -> Recommendation {
    Recommendation {
        verdict: Verdict::NoneQualifies,
        winner: None,
        contenders: Vec::new(),
        lead: None,
        leader: None,
        runner_up: None,
        leader_wins: None,
        provisional: false,
        reasons_for: Vec::new(),
        reasons_against: Vec::new(),
    }
}

fn id<'a>(board: &'a Scoreboard, candidate: usize) -> &'a FrameworkId {
    &board.candidates[candidate].id
}

fn first_share(draws: &Draws, id: &FrameworkId) -> Option<f64> {
    draws.rank_acceptability.get(id)?.first().copied()
}

/// A leader that must have something of which nobody knows whether it does is at most leaned to.
fn verdict(board: &Scoreboard, leader: usize, lead: Option<f64>, wins: Option<f64>) -> Verdict {
    let doubted = !board.unknown_needs[leader].unknown.is_empty();
    match firmness(lead, wins.filter(|_| lead.is_some())) {
        Firmness::TooClose => Verdict::TooClose,
        Firmness::Clear if !doubted => Verdict::Clear,
        Firmness::Clear | Firmness::Lean => Verdict::Lean,
    }
}

/// The leader, whoever is within the lead that is too close, and whoever wins the draws that the leader lacks.
fn contenders(
    board: &Scoreboard,
    matrix: &Matrix,
    order: &[usize],
    wins: impl Fn(usize) -> Option<f64>,
) -> Vec<FrameworkId> {
    let best = matrix.total(order[0]);
    let near = |candidate: usize| best - matrix.total(candidate) < TOO_CLOSE_LEAD - TOLERANCE;
    let often = |candidate: usize| wins(candidate).is_some_and(|wins| wins > 1.0 - TOO_CLOSE_WINS);
    let contends = |(place, candidate): &(usize, &usize)| {
        *place < 2 || near(**candidate) || often(**candidate)
    };
    let named = order.iter().enumerate().filter(contends);
    named.map(|(_, candidate)| id(board, *candidate).clone()).collect()
}

/// Whether what nobody has looked at could still put another first.
fn provisional(board: &Scoreboard, leader: usize) -> bool {
    let total = |candidate: usize, best: bool| -> f64 {
        let rating = |row: &Row| match row.ratings[candidate] {
            Some(rating) if best => rating.if_best,
            Some(rating) => rating.if_worst,
            None if best => crate::score::HIGHEST,
            None => crate::score::LOWEST,
        };
        board.rows.iter().map(|row| row.weight.share * rating(row)).sum()
    };
    let least = total(leader, false);
    let doubted = !board.unknown_needs[leader].unknown.is_empty();
    let mut others = (0..board.candidates.len()).filter(|candidate| *candidate != leader);
    doubted || others.any(|candidate| total(candidate, true) > least + TOLERANCE)
}

/// The criteria that part leader and runner-up, strongest first: those for the leader, those against.
///
/// Where nobody has looked at one of the two there is a difference in the totals, and no reason.
fn reasons(
    board: &Scoreboard,
    parts: &[f64],
    leader: usize,
    runner_up: Option<usize>,
) -> (Vec<CriterionId>, Vec<CriterionId>) {
    let rated = |row: &&Row| {
        row.ratings[leader].is_some() && runner_up.is_some_and(|next| row.ratings[next].is_some())
    };
    let rows = parts.iter().copied().zip(&board.rows);
    let mut parts: Vec<(f64, &CriterionId)> = rows
        .filter(|(_, row)| rated(row))
        .map(|(part, row)| (part, &row.weight.criterion))
        .collect();
    parts.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then_with(|| a.1.cmp(b.1)));
    let named = |keep: fn(f64) -> bool| {
        parts.iter().filter(|(part, _)| keep(*part)).map(|(_, id)| (*id).clone()).collect()
    };
    (named(|part| part > TOLERANCE), named(|part| part < -TOLERANCE))
}
