//! Which questions can still change who is first.
//!
//! Points add up. So a rival can come first at most if its total less the leader's, with the most that each question
//! left can add to that difference and the most that a ranking of the criteria can, is not below zero. A question is
//! open if it moves such a rival against the leader.
//!
//! Answers never exclude a framework; needs do, and are asked early.

use crate::model::{Answer, Catalogue, Framework, FrameworkId, Profile, Trait, TraitId};
use crate::score::weights::{ZeroWeights, rank_order_centroid};
use crate::score::{Matrix, Scoreboard, TOLERANCE};
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
    ranking_left: bool,
    today: Option<Date>,
) -> Result<Option<Open>, ZeroWeights> {
    let profile = &profile.in_force(today);
    let candidates = catalogue.candidates(profile);
    // A framework that an answer to a question left names would come in.
    let named = |framework: &&Framework| {
        let mut answers = left.iter().flat_map(|asked| &asked.answers);
        profile.frameworks.is_none() && answers.any(|answer| answer.names() == Some(&framework.id))
    };
    let is_candidate = |id: &FrameworkId| candidates.iter().any(|known| known.id == *id);
    let all = catalogue.frameworks.values();
    let field: Vec<&Framework> = all.filter(|one| is_candidate(&one.id) || named(one)).collect();
    let matrix = |profile: &Profile| {
        Scoreboard::of(catalogue, profile, field.clone(), today, None).map(|board| board.matrix)
    };
    let mut base = profile.clone();
    base.traits.retain(|id, _| left.iter().all(|asked| asked.id != *id));
    let now = matrix(&base)?;
    let mut order = now.order.iter().filter(|at| is_candidate(&now.candidates[**at]));
    let (Some(&leader), Some(_)) = (order.next(), order.next()) else { return Ok(None) };
    // What each single answer would make of it. An answer that leaves nothing to weigh is no outcome.
    let mut outcomes: Vec<(&Trait, Vec<Matrix>)> = Vec::new();
    for asked in left {
        let with = |answer: &Answer| {
            let mut profile = base.clone();
            profile.traits.insert(asked.id.clone(), vec![answer.id.clone()]);
            matrix(&profile).ok()
        };
        outcomes.push((asked, asked.answers.iter().filter_map(with).collect()));
    }
    let mut open = Open::default();
    for rival in (0..now.candidates.len()).filter(|rival| *rival != leader) {
        let margin = |matrix: &Matrix| matrix.total(rival) - matrix.total(leader);
        let mut most = margin(&now);
        let mut moving = Vec::new();
        for (asked, outcomes) in &outcomes {
            let gains: Vec<f64> = outcomes.iter().map(|one| margin(one) - margin(&now)).collect();
            let raised = gains.iter().map(|gain| gain.max(0.0));
            most += if asked.several { raised.sum() } else { raised.fold(0.0, f64::max) };
            if gains.iter().any(|gain| gain.abs() > LEAST_CHANGE) {
                moving.push(asked.id.clone());
            }
        }
        if ranking_left {
            most += most_of_ranking(&now, rival, leader);
        }
        if most >= -TOLERANCE {
            open.weights |= ranking_left;
            open.traits.extend(moving);
        }
    }
    Ok(Some(open))
}

/// The most that a ranking of the criteria can add to a rival's margin: the one by their differences.
fn most_of_ranking(now: &Matrix, rival: usize, leader: usize) -> f64 {
    let pairs = now.row(rival).iter().zip(now.row(leader));
    let mut differences: Vec<f64> = pairs.map(|(one, other)| one.score - other.score).collect();
    differences.sort_by(|a, b| b.total_cmp(a));
    let centroids = rank_order_centroid(differences.len());
    let best: f64 = differences.iter().zip(centroids).map(|(one, share)| one * share).sum();
    (best - (now.criteria_part(rival) - now.criteria_part(leader))).max(0.0)
}
