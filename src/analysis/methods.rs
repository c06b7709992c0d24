//! What four other methods would say: as information, never as a vote.
//!
//! They answer different questions from the additive model, and three of them look at each candidate relative to the
//! others. Disagreement says that something is uneven, and the tipping weights say what.

use crate::decision::CrossCheck;
use crate::score::{Matrix, TOLERANCE};

/// All four, in a fixed order.
pub fn all(matrix: &Matrix) -> Vec<CrossCheck> {
    let check = |id: &str, scores: Vec<f64>, more_is_better: bool| {
        let sign = if more_is_better { 1.0 } else { -1.0 };
        let best = scores.iter().map(|score| sign * score).fold(f64::NEG_INFINITY, f64::max);
        let ids = || matrix.candidates.iter().cloned().zip(scores.iter().copied());
        let first = ids().filter(|(_, score)| sign * score > best - TOLERANCE);
        CrossCheck {
            id: id.to_owned(),
            first: first.map(|(id, _)| id).collect(),
            scores: ids().collect(),
        }
    };
    vec![
        check("weighted-product", weighted_product(matrix), true),
        check("topsis", topsis(matrix), true),
        check("vikor", vikor(matrix).q, false),
        check("promethee-ii", promethee(matrix).net(), true),
    ]
}

/// One criterion's scores, one for each candidate.
fn column(matrix: &Matrix, criterion: usize) -> Vec<f64> {
    (0..matrix.candidates.len()).map(|c| matrix.cell(c, criterion).score).collect()
}

fn least_and_most(figures: &[f64]) -> (f64, f64) {
    let least = figures.iter().copied().fold(f64::INFINITY, f64::min);
    (least, figures.iter().copied().fold(f64::NEG_INFINITY, f64::max))
}

/// The weighted product, Π rating^share for each candidate; more is better.
///
/// 0⁰ is 1, so that a criterion without a share changes nothing. A rating of 0 under any share makes the product
/// 0, whatever else the candidate has.
///
/// Reference: D. W. Miller and M. K. Starr, "Executive Decisions and Operations Research", 1969, after
/// P. W. Bridgman, "Dimensional Analysis", 1922.
pub fn weighted_product(matrix: &Matrix) -> Vec<f64> {
    let product = |candidate| {
        let factors = matrix.row(candidate).iter().zip(&matrix.shares);
        factors.map(|(cell, share)| libm::pow(cell.score, *share)).product()
    };
    (0..matrix.candidates.len()).map(product).collect()
}

/// TOPSIS: d⁻ / (d⁺ + d⁻) for each candidate, 0 to 1; more is better.
///
/// Each criterion is divided by the root of the sum of its squares (vector normalisation) and multiplied by its
/// share; d⁺ and d⁻ are the Euclidean distances to the best and the worst figure of every criterion. A criterion
/// on which all have 0 stays 0. Where both distances are 0, all candidates being alike, the figure is 0.5.
///
/// Reference: C.-L. Hwang and K. Yoon, "Multiple Attribute Decision Making: Methods and Applications", 1981.
pub fn topsis(matrix: &Matrix) -> Vec<f64> {
    let mut squares = vec![(0.0, 0.0); matrix.candidates.len()];
    for (criterion, share) in matrix.shares.iter().enumerate() {
        let figures = column(matrix, criterion);
        let length = figures.iter().map(|figure| figure * figure).sum::<f64>().sqrt();
        let scale = if length > 0.0 { share / length } else { 0.0 };
        let (worst, best) = least_and_most(&figures);
        for ((to_best, to_worst), figure) in squares.iter_mut().zip(figures) {
            *to_best += (scale * (best - figure)) * (scale * (best - figure));
            *to_worst += (scale * (figure - worst)) * (scale * (figure - worst));
        }
    }
    let closeness = |(to_best, to_worst): (f64, f64)| {
        let (best, worst) = (to_best.sqrt(), to_worst.sqrt());
        if best + worst < TOLERANCE { 0.5 } else { worst / (best + worst) }
    };
    squares.into_iter().map(closeness).collect()
}

/// VIKOR's three figures for each candidate; of all three, less is better.
#[derive(Debug, Clone, PartialEq)]
pub struct Vikor {
    /// The regret summed over the criteria.
    pub s: Vec<f64>,
    /// The largest regret on one criterion.
    pub r: Vec<f64>,
    /// Both together, 0 to 1: what the candidates are ranked by.
    pub q: Vec<f64>,
}

/// VIKOR's S, R and Q with v = 0.5: a compromise between the sum of the regrets and the largest one.
///
/// The regret on a criterion is share × (best − own) / (best − worst), and Q = v·(S − S*) / (S⁻ − S*) +
/// (1 − v)·(R − R*) / (R⁻ − R*). Where best and worst are the same figure (within 1e-9) the quotient is 0. With
/// two candidates each criterion is all or nothing, whether they are a tenth of a point apart or ten.
///
/// Reference: S. Opricovic and G.-H. Tzeng, "Compromise solution by MCDM methods: A comparative analysis of VIKOR
/// and TOPSIS", European Journal of Operational Research 156 (2004), 445–455.
pub fn vikor(matrix: &Matrix) -> Vikor {
    let mut s = vec![0.0; matrix.candidates.len()];
    let mut r: Vec<f64> = s.clone();
    for (criterion, share) in matrix.shares.iter().enumerate() {
        let negated: Vec<f64> = column(matrix, criterion).iter().map(|figure| -figure).collect();
        for (candidate, regret) in above_least(&negated).into_iter().enumerate() {
            s[candidate] += share * regret;
            r[candidate] = r[candidate].max(share * regret);
        }
    }
    let q = above_least(&s).iter().zip(above_least(&r)).map(|(s, r)| 0.5 * s + 0.5 * r).collect();
    Vikor { s, r, q }
}

/// How far each figure lies above the least, as a share of the whole spread.
fn above_least(figures: &[f64]) -> Vec<f64> {
    let (least, most) = least_and_most(figures);
    let spread = most - least;
    let share = |figure: &f64| if spread < TOLERANCE { 0.0 } else { (figure - least) / spread };
    figures.iter().map(share).collect()
}

/// PROMETHEE's outranking flows of each candidate, 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Flows {
    /// The mean share of the criteria on which it is better (φ⁺).
    pub plus: Vec<f64>,
    /// The mean share of the criteria on which it is worse (φ⁻).
    pub minus: Vec<f64>,
}

impl Flows {
    /// φ⁺ − φ⁻, −1 to 1: what PROMETHEE II ranks by; more is better.
    pub fn net(&self) -> Vec<f64> {
        self.plus.iter().zip(&self.minus).map(|(plus, minus)| plus - minus).collect()
    }
}

/// PROMETHEE's flows under the usual criterion: any difference above 1e-9 is full preference, however small.
///
/// The sums over the other candidates are divided by n − 1; a single candidate has flows of 0. How many are worse
/// and better on a criterion is read off its sorted scores.
///
/// Reference: J.-P. Brans and P. Vincke, "A Preference Ranking Organisation Method: The PROMETHEE Method for
/// Multiple Criteria Decision-Making", Management Science 31 (1985), 647–656.
pub fn promethee(matrix: &Matrix) -> Flows {
    let candidates = matrix.candidates.len();
    let others = candidates.saturating_sub(1).max(1) as f64;
    let mut flows = Flows { plus: vec![0.0; candidates], minus: vec![0.0; candidates] };
    for (criterion, share) in matrix.shares.iter().enumerate() {
        let scores = column(matrix, criterion);
        let mut sorted = scores.clone();
        sorted.sort_by(f64::total_cmp);
        for (candidate, own) in scores.iter().enumerate() {
            let worse = sorted.partition_point(|other| own - other > TOLERANCE);
            let better = candidates - sorted.partition_point(|other| other - own <= TOLERANCE);
            flows.plus[candidate] += share * worse as f64 / others;
            flows.minus[candidate] += share * better as f64 / others;
        }
    }
    flows
}
