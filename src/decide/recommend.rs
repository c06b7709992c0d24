//! From totals to what to choose.

use super::estimate::{basis, estimate, likelihood, thresholds};
use crate::analysis::verdict::of_lead;
use crate::decision::{
    Draws, EstimateBasis, FactKind, NoEstimate, Reason, Recommendation, Verdict,
};
use crate::model::Thresholds;
use crate::score::{HIGHEST, LOWEST, Rating, Row, Scoreboard, TOLERANCE, touches};
use crate::text::in_100;

/// Whether a profile says anything, or the catalogue has nothing to ask. An override without effect says nothing.
pub(super) fn described(board: &Scoreboard) -> bool {
    let Scoreboard { catalogue, profile, .. } = board;
    profile.describes()
        || profile.overrides.iter().any(|one| touches(one, board))
        || (catalogue.traits.is_empty() && catalogue.capabilities.is_empty())
}

/// What to choose among the candidates that qualify, and what the estimate rests on or why there is none.
pub(super) fn recommend(
    board: &Scoreboard,
    draws: Option<&Draws>,
) -> (Recommendation, Result<EstimateBasis, NoEstimate>) {
    let matrix = &board.matrix;
    let order = &matrix.order[..];
    let Some(&leader) = order.first() else {
        return (Recommendation::default(), Err(NoEstimate::NoRival));
    };
    let id = |candidate: usize| board.candidates[candidate].id.clone();
    let estimate = estimate(board);
    let provisional = provisional(board, leader);
    let (verdict, is_limited) = verdict(board, provisional);
    let decided = verdict != Verdict::TooClose;
    let too_close = thresholds(board).too_close - TOLERANCE;
    let near = |candidate: usize| matrix.total(leader) - matrix.total(candidate) < too_close;
    let contenders = order.iter().copied().filter(|candidate| !decided && near(*candidate));
    let wins = draws.and_then(|draws| draws.rank_acceptability.get(&id(leader))?.first().copied());
    let recommendation = Recommendation {
        verdict,
        winner: (decided && described(board)).then(|| id(leader)),
        contenders: contenders.map(id).collect(),
        lead: matrix.lead(),
        leader: Some(id(leader)),
        runner_up: order.get(1).copied().map(id),
        leader_wins: wins,
        provisional,
        estimate: estimate.ok(),
        reasons: reasons(board),
    };
    let like = (!is_limited).then_some(verdict);
    (recommendation, estimate.and_then(|_| basis(board, like).ok_or(NoEstimate::NoRival)))
}

/// The verdict by the lead over the runner-up, at most lean while the comparisons contradict each other, while what is
/// unknown could undo the lead, and while the leads over all others together are less than likely: a lead of 3 over a sole
/// rival is likely, over two close rivals it is less. And whether doubt alone limits it: it is not like others of its kind, of
/// which most have small leads.
fn verdict(board: &Scoreboard, provisional: bool) -> (Verdict, bool) {
    let inconsistent = board
        .consistency
        .as_ref()
        .is_some_and(|found| found.ratio > Thresholds::MOST_INCONSISTENCY);
    match of_lead(board.matrix.lead(), thresholds(board)) {
        Verdict::Clear if in_100(likelihood(board)) < Thresholds::LIKELY => (Verdict::Lean, false),
        Verdict::Clear if inconsistent || provisional => (Verdict::Lean, true),
        verdict => (verdict, false),
    }
}

/// Whether what is unknown could, all together, still put another first.
fn provisional(board: &Scoreboard, leader: usize) -> bool {
    let total = |candidate: usize, rated: fn(Rating) -> f64, unrated: f64| {
        let rating = |row: &Row| row.ratings[candidate].map_or(unrated, rated);
        let criteria: f64 = board.rows.iter().map(|row| row.weight.share * rating(row)).sum();
        criteria + board.matrix.adjustment(candidate).points
    };
    let least = total(leader, |rating| rating.if_worst, LOWEST);
    let most = |candidate| total(candidate, |rating| rating.if_best, HIGHEST);
    let doubted = !board.unknown_needs[leader].is_empty();
    let mut others = (0..board.candidates.len()).filter(|candidate| *candidate != leader);
    doubted || others.any(|candidate| most(candidate) > least + TOLERANCE)
}

/// Leader less runner-up per criterion and fact, largest first. A tied criterion, or one on which one of the two is
/// unrated, is no reason.
fn reasons(board: &Scoreboard) -> Vec<Reason> {
    let [leader, runner_up, ..] = *board.matrix.order else { return Vec::new() };
    let mut reasons: Vec<Reason> = Vec::new();
    for (points, row) in board.matrix.contributions().into_iter().zip(&board.rows) {
        let tied = crate::analysis::verdict::criterion(&row.ratings).tie;
        if !tied && row.ratings[leader].is_some() && row.ratings[runner_up].is_some() {
            let id = row.weight.criterion.to_string();
            reasons.push(Reason { kind: FactKind::Criterion, id, answer: None, points });
        }
    }
    for fact in &board.facts {
        let points = fact.effects[leader].span.points - fact.effects[runner_up].span.points;
        let (id, answer) = (fact.id.to_owned(), Some(fact.value.to_owned()));
        reasons.push(Reason { kind: fact.kind, id, answer, points });
    }
    reasons.retain(|reason| reason.points.abs() > TOLERANCE);
    reasons.sort_by(|a, b| {
        b.points
            .abs()
            .total_cmp(&a.points.abs())
            .then_with(|| (a.kind, &a.id).cmp(&(b.kind, &b.id)))
    });
    reasons
}
