//! How far one weight or one rating may move before the answer changes.
//!
//! One thing moves at a time and everything else holds still: the other shares keep their proportions, the other
//! ratings stay. Figures that move together are the subject of `draws`.
//!
//! Reference: E. Triantaphyllou and A. Sánchez, "A Sensitivity Analysis Approach for Some Deterministic
//! Multi-Criteria Decision Making Methods", Decision Sciences 28 (1997), 151–194. They look at changes of a raw
//! weight; here the share itself is the unknown, which makes the answer one division.

use crate::score::{HIGHEST, LOWEST, Matrix, TOLERANCE};

/// Where the leader keeps its place while one criterion's share moves.
#[derive(Debug, Clone, PartialEq)]
pub struct TippingWeight {
    /// The criterion whose share moves.
    pub criterion: usize,
    /// Its share now.
    pub share: f64,
    /// The shares, around the present one, at which the leader is first or level with the first.
    ///
    /// None where the share is 1: then there are no other shares whose proportions could be kept.
    pub holds: Option<(f64, f64)>,
    /// Who is first just below that interval; empty where it reaches 0.
    pub below: Vec<usize>,
    /// Who is first just above that interval; empty where it reaches 1.
    pub above: Vec<usize>,
}

/// The leader's rating at which its nearest rival draws level.
#[derive(Debug, Clone, PartialEq)]
pub struct TippingRating {
    /// The criterion whose rating moves.
    pub criterion: usize,
    /// The leader.
    pub candidate: usize,
    /// Its rating now, 0 to 10.
    pub score: f64,
    /// The rating at which the nearest rival draws level; None where that lies outside 0 to 10, or where the
    /// criterion has no share and no rating of it matters.
    pub tips_at: Option<f64>,
}

/// For every criterion, the shares between which the leader stays first against every rival; exact.
///
/// Against one rival, with d the difference of ratings on the criterion and r = (lead − s·d) / (1 − s) the lead on
/// all the others together, the lead at share t is t·d + (1 − t)·r. It is nought at t = r / (r − d); where r and d
/// have one sign there is no such share. The leader is the first in canonical order where totals are equal; then
/// the interval begins or ends at the present share. Criteria of share 0 count too. No candidates: nothing.
pub fn weights(matrix: &Matrix) -> Vec<TippingWeight> {
    let order = matrix.order();
    let Some((&leader, rivals)) = order.split_first() else { return Vec::new() };
    (0..matrix.criteria().len())
        .map(|criterion| weight(matrix, leader, rivals, criterion))
        .collect()
}

/// For every criterion, the leader's rating at which the nearest rival draws level: rating − lead / share.
///
/// The nearest rival is the runner-up, since the leader's rating weighs the same against everyone. Fewer than two
/// candidates: nothing.
pub fn ratings(matrix: &Matrix) -> Vec<TippingRating> {
    let Some(&leader) = matrix.order().first() else { return Vec::new() };
    let rating = |(criterion, gap): (usize, Option<f64>)| {
        let score = matrix.cell(leader, criterion).score;
        let tips_at = gap.and_then(|gap| on_the_scale(score - gap));
        TippingRating { criterion, candidate: leader, score, tips_at }
    };
    points_to_level(matrix).into_iter().enumerate().map(rating).collect()
}

/// For every criterion, by how many points of its rating the leader is ahead of the runner-up: lead / share.
///
/// So much the leader may lose there, or the runner-up gain, before they are level; it may be more than the scale
/// has. None where the share is 0. Fewer than two candidates: nothing.
pub fn points_to_level(matrix: &Matrix) -> Vec<Option<f64>> {
    let [leader, runner_up, ..] = matrix.order()[..] else { return Vec::new() };
    let lead = snap(matrix.total(leader) - matrix.total(runner_up));
    matrix.shares().iter().map(|&share| (share > 0.0).then(|| lead / share)).collect()
}

/// A rating that the scale has, or nothing; what rounding put a hair outside is brought back.
fn on_the_scale(rating: f64) -> Option<f64> {
    let reach = LOWEST - TOLERANCE..=HIGHEST + TOLERANCE;
    reach.contains(&rating).then(|| rating.clamp(LOWEST, HIGHEST))
}

fn weight(matrix: &Matrix, leader: usize, rivals: &[usize], criterion: usize) -> TippingWeight {
    let share = matrix.shares()[criterion];
    let mut found =
        TippingWeight { criterion, share, holds: None, below: Vec::new(), above: Vec::new() };
    if share >= 1.0 - TOLERANCE {
        return found;
    }
    let crossings: Vec<Crossing> = rivals
        .iter()
        .filter_map(|&rival| Crossing::find(matrix, leader, rival, criterion))
        .collect();
    let low = crossings.iter().filter(|c| c.slope > 0.0).map(|c| c.at).fold(0.0, f64::max);
    let high = crossings.iter().filter(|c| c.slope < 0.0).map(|c| c.at).fold(1.0, f64::min);
    found.holds = Some((low, high));
    if low > TOLERANCE {
        found.below = takes_over(&crossings, low, 1.0);
    }
    if high < 1.0 - TOLERANCE {
        found.above = takes_over(&crossings, high, -1.0);
    }
    found
}

/// Where a rival draws level with the leader.
struct Crossing {
    rival: usize,
    /// The share, 0 to 1.
    at: f64,
    /// What the leader gains on the rival for each whole of share; positive means that it loses below `at`.
    slope: f64,
}

impl Crossing {
    fn find(matrix: &Matrix, leader: usize, rival: usize, criterion: usize) -> Option<Self> {
        let share = matrix.shares()[criterion];
        let here = matrix.cell(leader, criterion).score - matrix.cell(rival, criterion).score;
        let lead = snap(matrix.total(leader) - matrix.total(rival));
        let elsewhere = snap((lead - share * here) / (1.0 - share));
        let slope = here - elsewhere;
        let at = if lead == 0.0 { share } else { elsewhere / (elsewhere - here) };
        let meets = slope.abs() > TOLERANCE && (0.0..=1.0).contains(&at);
        meets.then_some(Self { rival, at, slope })
    }
}

/// Of those who draw level at `at`, the ones that are first just beyond it: whose lead grows fastest.
fn takes_over(crossings: &[Crossing], at: f64, sign: f64) -> Vec<usize> {
    let there = || {
        let level = |c: &&Crossing| (c.at - at).abs() < TOLERANCE && c.slope * sign > 0.0;
        crossings.iter().filter(level)
    };
    let steepest = there().map(|c| c.slope.abs()).fold(0.0, f64::max);
    let mut rivals: Vec<usize> =
        there().filter(|c| c.slope.abs() > steepest - TOLERANCE).map(|c| c.rival).collect();
    rivals.sort_unstable();
    rivals
}

/// Nought where rounding left a hair of it.
fn snap(figure: f64) -> f64 {
    if figure.abs() < TOLERANCE { 0.0 } else { figure }
}
