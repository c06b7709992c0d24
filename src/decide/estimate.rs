//! How likely teams in a position like this are to choose the leader.

use super::calibration::{BANDS, CASES, CLEAR, CRITERIA, FITTED, K, K_INTERVAL};
use crate::decision::{EstimateBasis, NoEstimate, Verdict};
use crate::model::{Framework, Thresholds};
use crate::score::{Scoreboard, TOLERANCE};

/// An estimate never goes beyond this.
const MOST: f64 = 0.95;

/// How likely teams are to choose the leader, 0 to 0.95, or why that was not calibrated. The public decisions are choices
/// of frameworks that are compared by default.
pub(super) fn estimate(board: &Scoreboard) -> Result<f64, NoEstimate> {
    if board.candidates.len() < 2 {
        return Err(NoEstimate::NoRival);
    }
    let mut effects = board.facts.iter().flat_map(|fact| &fact.effects);
    let gives_points = effects.any(|effect| effect.span.points.abs() > TOLERANCE);
    let chosen = |known: &&Framework| {
        let mut precedents = board.catalogue.precedents.values();
        known.default && precedents.any(|precedent| precedent.chose == known.id.as_str())
    };
    if !board.catalogue.is_embedded() {
        Err(NoEstimate::Catalogue)
    } else if (board.profile.factor() - 1.0).abs() > TOLERANCE {
        Err(NoEstimate::FitFactor)
    } else if !gives_points {
        Err(NoEstimate::NoPoints)
    } else if !board.candidates.iter().all(chosen) {
        Err(NoEstimate::NeverChosen)
    } else {
        Ok(likelihood(board))
    }
}

/// The leads over all others as one figure, 0 to 0.95: the formula of the estimate, whether it was calibrated for this board
/// or not.
pub(super) fn likelihood(board: &Scoreboard) -> f64 {
    with_slope(board, K)
}

/// The leads at which the verdict changes.
pub(super) fn thresholds(board: &Scoreboard) -> Thresholds {
    board.catalogue.fit.as_ref().map_or(Thresholds::UNCALIBRATED, |rules| rules.thresholds)
}

/// What the estimate rests on, with the public decisions of the verdict that it is like.
pub(super) fn basis(board: &Scoreboard, like: Option<Verdict>) -> Option<EstimateBasis> {
    let [leader, ref others @ ..] = board.matrix.order[..] else { return None };
    let lead = |other: usize| counted(board, leader) - counted(board, other);
    let nearest = others.iter().copied().min_by(|a, b| lead(*a).total_cmp(&lead(*b)));
    let likelier = nearest.filter(|other| lead(*other) < -TOLERANCE);
    let mut interval = K_INTERVAL.map(|k| with_slope(board, k));
    // Where the criteria speak against the leader's lead, a steeper slope makes it less likely.
    interval.sort_by(f64::total_cmp);
    Some(EstimateBasis {
        basis: format!("{CASES} public decisions"),
        fitted: FITTED.to_owned(),
        k: K,
        criteria: CRITERIA,
        k_interval: K_INTERVAL,
        interval,
        likelier: likelier.map(|candidate| board.candidates[candidate].id.clone()),
        like_this: BANDS.iter().find(|(band, _)| Some(*band) == like).map(|(_, count)| *count),
    })
}

/// 1 / (1 + Σ e^(−k × lead)), over the leads over every other candidate, in which the criteria count by their share.
/// Where another lead is clear than in the catalogue of the fit, a point counts in proportion.
fn with_slope(board: &Scoreboard, k: f64) -> f64 {
    let k = k * CLEAR / thresholds(board).clear.max(TOLERANCE);
    let [leader, ref others @ ..] = board.matrix.order[..] else { return MOST };
    let lead = |other: &usize| counted(board, leader) - counted(board, *other);
    let odds = others.iter().map(|other| libm::exp(-k * lead(other)));
    (1.0 / (1.0 + odds.sum::<f64>())).min(MOST)
}

/// A candidate's points as the estimate counts them. Where there are no facts, the criteria are all there is.
fn counted(Scoreboard { catalogue, matrix, .. }: &Scoreboard, candidate: usize) -> f64 {
    let share = if catalogue.fit.is_some() { CRITERIA } else { 1.0 };
    matrix.adjustment(candidate).points + share * matrix.criteria_part(candidate)
}
