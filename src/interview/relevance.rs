//! Which questions can still change who is first.
//!
//! Points add up. So a rival can come first at most if its total less the leader's, with the most that each question
//! left can add to that difference and the most that weights can, is not below zero. The weights' part is the largest
//! weighted mean over all factors that the questions left allow, and over all rankings while the ranking is not asked.
//! A question is open if it moves such a rival against the leader.
//!
//! Answers never exclude a framework; needs do, and are asked early.

use crate::decision::WeightFrom;
use crate::model::{AnswerFit, Catalogue, Framework, Profile, Trait, TraitId};
use crate::score::weights::{MOST_FACTOR, ZeroWeights, rank_order_centroid};
use crate::score::{Matrix, Row, Scoreboard, TOLERANCE};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The smallest change of a difference for which a question is asked; leads are shown with one decimal.
const LEAST_CHANGE: f64 = 0.005;

/// What can still change who is first.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub(super) traits: BTreeSet<TraitId>,
    pub(super) weights: bool,
}

/// Which of the questions `left` are open, and whether the weights are; none where there are fewer than two candidates.
pub(super) fn open(
    catalogue: &Catalogue,
    profile: &Profile,
    left: &[&Trait],
    weights_left: bool,
    today: Option<Date>,
) -> Result<Option<Open>, ZeroWeights> {
    let candidates = catalogue.candidates(profile);
    let field = with_named(catalogue, profile, left, &candidates);
    let board = |profile: &Profile| Scoreboard::of(catalogue, profile, field.clone(), today);
    let mut base = profile.clone();
    base.traits.retain(|id, _| left.iter().all(|asked| asked.id != *id));
    let now = board(&base)?;
    let matrix = now.matrix();
    let is_candidate =
        |at: &usize| candidates.iter().any(|known| known.id == now.candidates[*at].id);
    let mut order = matrix.order().iter().copied().filter(is_candidate);
    let (Some(leader), Some(_)) = (order.next(), order.next()) else { return Ok(None) };
    // What every single answer would make of it. An answer that leaves nothing to weigh is no outcome.
    let answered = |asked: &Trait| -> Vec<Matrix> {
        let with = |answer: &crate::model::Answer| {
            let mut profile = base.clone();
            profile.traits.insert(asked.id.clone(), vec![answer.id.clone()]);
            board(&profile).ok().map(|board| board.matrix())
        };
        asked.answers.iter().filter_map(with).collect()
    };
    let outcomes: Vec<Vec<Matrix>> = left.iter().map(|asked| answered(asked)).collect();
    let mut open = Open::default();
    for rival in (0..now.candidates.len()).filter(|rival| *rival != leader) {
        let points =
            |matrix: &Matrix| matrix.adjustment(rival).points - matrix.adjustment(leader).points;
        let mut most = points(&matrix)
            + most_of_weights(&now.rows, &matrix, rival, leader, left, weights_left);
        for (asked, outcomes) in left.iter().zip(&outcomes) {
            let gains = outcomes.iter().map(|outcome| (points(outcome) - points(&matrix)).max(0.0));
            most += if asked.several { gains.sum() } else { gains.fold(0.0, f64::max) };
        }
        if most < -TOLERANCE {
            continue;
        }
        open.weights |= weights_left;
        let margin = |matrix: &Matrix| matrix.total(rival) - matrix.total(leader);
        for (asked, outcomes) in left.iter().zip(&outcomes) {
            let moves = |outcome: &Matrix| (margin(outcome) - margin(&matrix)).abs() > LEAST_CHANGE;
            if outcomes.iter().any(moves) {
                open.traits.insert(asked.id.clone());
            }
        }
    }
    Ok(Some(open))
}

/// The candidates, and every framework that an answer to a question left would bring in.
fn with_named<'a>(
    catalogue: &'a Catalogue,
    profile: &Profile,
    left: &[&Trait],
    candidates: &[&'a Framework],
) -> Vec<&'a Framework> {
    let answers = left.iter().flat_map(|asked| &asked.answers);
    let named: BTreeSet<_> = answers
        .filter_map(|answer| match &answer.fit {
            AnswerFit::Names { framework, .. } => Some(framework),
            AnswerFit::Silent | AnswerFit::Stated => None,
        })
        .collect();
    let comes_in = |framework: &&Framework| {
        candidates.iter().any(|known| known.id == framework.id)
            || profile.frameworks.is_none() && named.contains(&framework.id)
    };
    catalogue.frameworks.values().filter(comes_in).collect()
}

/// The most by which the criteria can put a rival before the leader, whatever is answered and ranked.
fn most_of_weights(
    rows: &[Row],
    matrix: &Matrix,
    rival: usize,
    leader: usize,
    left: &[&Trait],
    ranking_left: bool,
) -> f64 {
    // Per criterion: the difference, and the least and the most points.
    let mut parts: Vec<(f64, f64, f64)> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let weight = &row.weight;
        let (mut least, mut most) = (weight.raw_factor, weight.raw_factor);
        let mut drops = false;
        for asked in left {
            let factors = asked.answers.iter().filter_map(|a| a.weights.get(&weight.criterion));
            let (zero, factors): (Vec<f64>, Vec<f64>) =
                factors.map(|factor| factor.get()).partition(|factor| *factor <= 0.0);
            drops |= !zero.is_empty();
            least *= factors.iter().copied().fold(1.0, f64::min);
            most *= factors.iter().copied().fold(1.0, f64::max);
        }
        let held = |factor: f64| {
            weight.points / weight.factor * factor.clamp(MOST_FACTOR.recip(), MOST_FACTOR)
        };
        let (least, most) = match weight.from {
            WeightFrom::Catalogue | WeightFrom::Traits if drops => (0.0, held(most)),
            WeightFrom::Catalogue | WeightFrom::Traits => (held(least), held(most)),
            _ => (weight.points, weight.points),
        };
        let difference = matrix.cell(rival, at).score - matrix.cell(leader, at).score;
        parts.push((difference, least, most));
    }
    parts.sort_by(|a, b| b.0.total_cmp(&a.0));
    // The largest mean gives the first few the most points and the others the least.
    let mean = |heavy: usize| {
        let points = |at: usize| if at < heavy { parts[at].2 } else { parts[at].1 };
        let sum: f64 = (0..parts.len()).map(points).sum();
        let weighted: f64 = (0..parts.len()).map(|at| points(at) * parts[at].0).sum();
        if sum > 0.0 { weighted / sum } else { f64::NEG_INFINITY }
    };
    let weighted = (0..=parts.len()).map(mean).fold(f64::NEG_INFINITY, f64::max);
    if !ranking_left {
        return weighted;
    }
    let ranked: Vec<f64> =
        parts.iter().filter(|part| part.1 > 0.0 || part.0 > 0.0).map(|part| part.0).collect();
    let centroids = rank_order_centroid(ranked.len());
    weighted.max(ranked.iter().zip(centroids).map(|(difference, share)| difference * share).sum())
}
