//! How far one weight or one rating may move before the answer changes.
//!
//! One thing moves at a time and everything else holds still: the other shares keep their proportions, the other
//! ratings and the project's facts stay. The adjustments are a constant: added to each rating of a framework they leave
//! all formulas exact, since shares sum to 1.
//!
//! Reference: E. Triantaphyllou and A. Sánchez, "A Sensitivity Analysis Approach for Some Deterministic
//! Multi-Criteria Decision Making Methods", Decision Sciences 28 (1997), 151–194. They look at changes of a raw
//! weight; here the share itself is the unknown, which makes the answer one division.

use crate::decision::{TippingRating, TippingWeight};
use crate::model::{CriterionId, FrameworkId, Profile};
use crate::score::{HIGHEST, LOWEST, Matrix, TOLERANCE};

/// For every criterion, the shares between which the leader stays first against every rival; exact.
///
/// Against one rival, with d the difference of ratings on the criterion plus that of the adjustments and r = (lead − s·d) / (1 − s) the lead on
/// all the others together, the lead at share t is t·d + (1 − t)·r. It is 0 at t = r / (r − d); where r and d
/// have one sign there is no such share. The leader is the first in canonical order where totals are equal; then
/// the interval begins or ends at the present share. Criteria of share 0 count too. Fewer than two candidates:
/// nothing.
pub fn weights(matrix: &Matrix) -> Vec<TippingWeight> {
    let [leader, rivals @ ..] = &matrix.order[..] else { return Vec::new() };
    if rivals.is_empty() {
        return Vec::new();
    }
    let weight = |(at, criterion): (usize, &CriterionId)| {
        let (criterion, share) = (criterion.clone(), matrix.shares[at]);
        let (mut holds, mut below, mut above) = (None, Vec::new(), Vec::new());
        if share < 1.0 - TOLERANCE {
            let crossing = |rival: &usize| Crossing::find(matrix, *leader, *rival, at);
            let crossings: Vec<Crossing> = rivals.iter().filter_map(crossing).collect();
            let low = crossings.iter().filter(|c| c.slope > 0.0).map(|c| c.at).fold(0.0, f64::max);
            let high = crossings.iter().filter(|c| c.slope < 0.0).map(|c| c.at).fold(1.0, f64::min);
            holds = Some([low, high]);
            if low > TOLERANCE {
                below = takes_over(matrix, &crossings, low, 1.0);
            }
            if high < 1.0 - TOLERANCE {
                above = takes_over(matrix, &crossings, high, -1.0);
            }
        }
        TippingWeight { criterion, share, holds, below, above }
    };
    matrix.criteria.iter().enumerate().map(weight).collect()
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
        let share = matrix.shares[criterion];
        let adjusted = |c| matrix.cell(c, criterion).score + matrix.adjustment(c).points;
        let here = adjusted(leader) - adjusted(rival);
        let lead = snap(matrix.total(leader) - matrix.total(rival));
        let elsewhere = snap((lead - share * here) / (1.0 - share));
        let slope = here - elsewhere;
        let at = if lead == 0.0 { share } else { elsewhere / (elsewhere - here) };
        let meets = slope.abs() > TOLERANCE && (0.0..=1.0).contains(&at);
        meets.then_some(Self { rival, at, slope })
    }
}

/// Of those who draw level at `at`, the ones that are first just beyond it: those who gain fastest.
fn takes_over(matrix: &Matrix, crossings: &[Crossing], at: f64, sign: f64) -> Vec<FrameworkId> {
    let level = |c: &&Crossing| (c.at - at).abs() < TOLERANCE && c.slope * sign > 0.0;
    let there: Vec<&Crossing> = crossings.iter().filter(level).collect();
    let steepest = there.iter().map(|c| c.slope.abs()).fold(0.0, f64::max);
    let fastest = there.iter().filter(|c| c.slope.abs() > steepest - TOLERANCE);
    let mut rivals: Vec<FrameworkId> =
        fastest.map(|c| matrix.candidates[c.rival].clone()).collect();
    rivals.sort();
    rivals
}

/// For every criterion, the leader's rating at which the runner-up draws level: rating − lead / share.
///
/// None where that lies outside 0 to 10, where the criterion has no share, and where the two are level already.
/// Fewer than two candidates: nothing.
pub fn ratings(matrix: &Matrix) -> Vec<TippingRating> {
    let rating = |(criterion, points): (usize, Option<f64>)| {
        let leader = matrix.order[0];
        let score = matrix.cell(leader, criterion).score;
        let tips_at = points.filter(|points| *points > 0.0).map(|points| score - points);
        // What rounding put just outside the scale is brought back.
        let reach = LOWEST - TOLERANCE..=HIGHEST + TOLERANCE;
        let tips_at = tips_at.filter(|at| reach.contains(at)).map(|at| at.clamp(LOWEST, HIGHEST));
        let (criterion, framework) = (&matrix.criteria[criterion], &matrix.candidates[leader]);
        TippingRating { criterion: criterion.clone(), framework: framework.clone(), score, tips_at }
    };
    points_to_level(matrix).into_iter().enumerate().map(rating).collect()
}

/// For every criterion, by how many points of its rating the leader is ahead of the runner-up: lead / share.
///
/// So much the leader may lose there, or the runner-up gain, before they are level; it may be more than the scale
/// has. None where the share is 0. Fewer than two candidates: nothing.
pub fn points_to_level(matrix: &Matrix) -> Vec<Option<f64>> {
    let Some(lead) = matrix.lead().map(snap) else { return Vec::new() };
    matrix.shares.iter().map(|&share| (share > 0.0).then(|| lead / share)).collect()
}

/// The fit factor nearest to the present one at which a rival draws level with the leader: −(the criteria's lead) / (the
/// lead of the adjustments at a factor of 1).
///
/// None where it is negative or above 4, or where the facts separate the leader from nobody.
pub fn factor(matrix: &Matrix, adjustments: &[f64], present: f64) -> Option<f64> {
    let (&leader, rivals) = matrix.order.split_first()?;
    let level = |rival: &usize| {
        let criteria = matrix.criteria_part(leader) - matrix.criteria_part(*rival);
        let facts = adjustments[leader] - adjustments[*rival];
        let factor = 0.0 - criteria / facts;
        (facts.abs() > TOLERANCE && (0.0..=Profile::MOST_FIT_FACTOR).contains(&factor))
            .then_some(factor)
    };
    let distance = |factor: &f64| (factor - present).abs();
    rivals.iter().filter_map(level).min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

/// Zero where rounding left a little of it.
fn snap(figure: f64) -> f64 {
    if figure.abs() < TOLERANCE { 0.0 } else { figure }
}
