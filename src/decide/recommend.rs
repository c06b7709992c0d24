//! From totals and draws to what to choose.

use crate::analysis::contributions;
use crate::analysis::verdict::{TOO_CLOSE_LEAD, TOO_CLOSE_WINS, of_lead};
use crate::decision::{Draws, Recommendation, Verdict};
use crate::model::{Catalogue, CriterionId, FrameworkId, Profile};
use crate::score::weights::ZeroWeights;
use crate::score::{HIGHEST, LOWEST, Matrix, Row, Scoreboard, TOLERANCE};
use jiff::civil::Date;

/// Who leads and how clearly, and nothing else: cheap enough to be asked of every possible answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// How it would come out without draws.
    pub verdict: Verdict,
    /// Who has the highest total.
    pub leader: Option<FrameworkId>,
    /// The totals of those that qualify.
    pub totals: Vec<(FrameworkId, f64)>,
}

impl Outlook {
    /// A framework's total less the best of the others; none where there is no other.
    pub fn margin(&self, id: &FrameworkId) -> Option<f64> {
        let own = self.totals.iter().find(|(other, _)| other == id)?.1;
        let others = self.totals.iter().filter(|(other, _)| other != id);
        Some(own - others.map(|(_, total)| *total).reduce(f64::max)?)
    }
}

/// The outlook of a decision.
pub fn outlook(
    catalogue: &Catalogue,
    profile: &Profile,
    today: Option<Date>,
) -> Result<Outlook, ZeroWeights> {
    let board = Scoreboard::new(catalogue, profile, today)?;
    let matrix = board.matrix();
    let leader = matrix.order().first().copied();
    Ok(Outlook {
        verdict: leader
            .map_or(Verdict::NoneQualifies, |leader| verdict(&board, leader, matrix.lead(), None)),
        leader: leader.map(|leader| board.candidates[leader].id.clone()),
        totals: matrix.candidates().iter().cloned().zip(matrix.totals().iter().copied()).collect(),
    })
}

/// What to choose among the candidates that qualify.
pub(super) fn recommend(
    board: &Scoreboard,
    matrix: &Matrix,
    draws: Option<&Draws>,
) -> Recommendation {
    let order = matrix.order();
    let Some(&leader) = order.first() else { return none_qualifies() };
    let id = |candidate: usize| board.candidates[candidate].id.clone();
    let wins = |candidate: usize| {
        draws.and_then(|draws| draws.rank_acceptability.get(&id(candidate))?.first().copied())
    };
    let runner_up = order.get(1).copied();
    let verdict = verdict(board, leader, matrix.lead(), wins(leader));
    let decided = verdict != Verdict::TooClose;
    let (reasons_for, reasons_against) = reasons(board, matrix, leader, runner_up);
    Recommendation {
        verdict,
        winner: decided.then(|| id(leader)),
        contenders: if decided {
            Vec::new()
        } else {
            contenders(matrix, wins).into_iter().map(id).collect()
        },
        lead: matrix.lead(),
        leader: Some(id(leader)),
        runner_up: runner_up.map(id),
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

/// At most lean while it is unknown whether the leader has something that it must have.
fn verdict(board: &Scoreboard, leader: usize, lead: Option<f64>, wins: Option<f64>) -> Verdict {
    match of_lead(lead, wins.filter(|_| lead.is_some())) {
        Verdict::Clear if !board.unknown_needs[leader].unknown.is_empty() => Verdict::Lean,
        verdict => verdict,
    }
}

/// The first two, whoever is within the lead that is too close, and whoever wins the draws that the leader lacks.
fn contenders(matrix: &Matrix, wins: impl Fn(usize) -> Option<f64>) -> Vec<usize> {
    let order = matrix.order();
    let near = |candidate: usize| {
        matrix.total(order[0]) - matrix.total(candidate) < TOO_CLOSE_LEAD - TOLERANCE
    };
    let often = |candidate: usize| wins(candidate).is_some_and(|wins| wins > 1.0 - TOO_CLOSE_WINS);
    let places = order.iter().copied().enumerate();
    places
        .filter(|(place, candidate)| *place < 2 || near(*candidate) || often(*candidate))
        .map(|(_, candidate)| candidate)
        .collect()
}

/// Whether what is unknown could still put another first.
fn provisional(board: &Scoreboard, leader: usize) -> bool {
    let total = |candidate: usize, best: bool| -> f64 {
        let rating = |row: &Row| match row.ratings[candidate] {
            Some(rating) if best => rating.if_best,
            Some(rating) => rating.if_worst,
            None if best => HIGHEST,
            None => LOWEST,
        };
        board.rows.iter().map(|row| row.weight.share * rating(row)).sum()
    };
    let least = total(leader, false);
    let doubted = !board.unknown_needs[leader].unknown.is_empty();
    let mut others = (0..board.candidates.len()).filter(|candidate| *candidate != leader);
    doubted || others.any(|candidate| total(candidate, true) > least + TOLERANCE)
}

/// The criteria that separate leader and runner-up, strongest first: those for the leader, those against.
///
/// A criterion on which one of the two is unrated is no reason.
fn reasons(
    board: &Scoreboard,
    matrix: &Matrix,
    leader: usize,
    runner_up: Option<usize>,
) -> (Vec<CriterionId>, Vec<CriterionId>) {
    let rated = |row: &&Row| {
        row.ratings[leader].is_some() && runner_up.is_some_and(|next| row.ratings[next].is_some())
    };
    let rows = contributions::of_lead(matrix).into_iter().zip(&board.rows);
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
