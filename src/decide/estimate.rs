//! How likely teams in a position like this are to choose the leader.

use super::calibration::{BANDS, CASES, FITTED, K, K_INTERVAL};
use crate::decision::{EstimateBasis, Verdict};
use crate::score::{Scoreboard, TOLERANCE};

/// An estimate never goes beyond this.
const MOST: f64 = 0.95;

/// The estimate and what it rests on.
///
/// None where it was not calibrated: a catalogue other than the embedded one, a fit factor other than 1, no fact that
/// gives points, a sole candidate, a leader or runner-up that no precedent's team chose.
pub(super) fn estimate(board: &Scoreboard, verdict: Verdict) -> Option<(f64, EstimateBasis)> {
    let (catalogue, matrix) = (board.catalogue, &board.matrix);
    let [leader, others @ ..] = &matrix.order[..] else { return None };
    let runner_up = others.first()?;
    let leads = || others.iter().map(|other| matrix.totals[*leader] - matrix.totals[*other]);
    let mut effects = board.facts.iter().flat_map(|fact| &fact.effects);
    let gives_points = effects.any(|effect| effect.span.points.abs() > TOLERANCE);
    let chosen = |candidate: &usize| {
        let id = board.candidates[*candidate].id.as_str();
        catalogue.precedents.values().any(|precedent| precedent.chose == id)
    };
    let calibrated = catalogue.is_embedded()
        && (board.profile.factor() - 1.0).abs() < TOLERANCE
        && gives_points
        && chosen(leader)
        && chosen(runner_up);
    let like_this = BANDS.iter().find(|(band, _)| *band == verdict)?.1;
    calibrated.then(|| {
        let against = |k: f64| leads().map(|lead| libm::exp(-k * lead)).sum::<f64>();
        let at = |k: f64| (1.0 / (1.0 + against(k))).min(MOST);
        let basis = EstimateBasis {
            basis: format!("{CASES} public decisions"),
            fitted: FITTED.to_owned(),
            k: K,
            k_interval: K_INTERVAL,
            interval: K_INTERVAL.map(at),
            like_this,
        };
        (at(K), basis)
    })
}
