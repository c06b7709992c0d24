//! VIKOR: a compromise between the greatest use for the many and the least regret of one.
//!
//! Reference: S. Opricovic and G.-H. Tzeng, "Compromise solution by MCDM methods: A comparative analysis of VIKOR
//! and TOPSIS", European Journal of Operational Research 156 (2004), 445–455.

use super::column;
use crate::score::{Matrix, TOLERANCE};

/// The weight of the many against the one; the customary middle.
const V: f64 = 0.5;

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

/// S, R and Q with v = 0.5.
///
/// The regret on a criterion is share × (best − own) / (best − worst), and Q = v·(S − S*) / (S⁻ − S*) +
/// (1 − v)·(R − R*) / (R⁻ − R*). Where best and worst are the same figure (within 1e-9) the quotient is 0. With
/// two candidates each criterion is all or nothing, whether they are a tenth of a point apart or ten.
pub fn figures(matrix: &Matrix) -> Vikor {
    let mut s = vec![0.0; matrix.candidates().len()];
    let mut r: Vec<f64> = s.clone();
    for (criterion, share) in matrix.shares().iter().enumerate() {
        for (candidate, regret) in above_least(column(matrix, criterion).map(|x| -x)).enumerate() {
            s[candidate] += share * regret;
            r[candidate] = r[candidate].max(share * regret);
        }
    }
    let parts = above_least(s.iter().copied()).zip(above_least(r.iter().copied()));
    let q = parts.map(|(s, r)| V * s + (1.0 - V) * r).collect();
    Vikor { s, r, q }
}

/// How far each figure lies above the least, as a share of the whole spread.
fn above_least(figures: impl Iterator<Item = f64> + Clone) -> impl Iterator<Item = f64> {
    let least = figures.clone().fold(f64::INFINITY, f64::min);
    let most = figures.clone().fold(f64::NEG_INFINITY, f64::max);
    let spread = most - least;
    figures.map(move |figure| if spread < TOLERANCE { 0.0 } else { (figure - least) / spread })
}

impl Vikor {
    /// The compromise set: the best by Q alone where it is well ahead and also best by S or R, else those it
    /// has to share with.
    ///
    /// Well ahead is by 1 / (n − 1) of Q. Where that fails, everyone nearer than that is in the set; where only the
    /// second condition fails, the next by Q is. None or one candidate: all of them.
    pub fn compromise(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.q.len()).collect();
        order.sort_by(|&a, &b| self.q[a].total_cmp(&self.q[b]));
        let [best, next, ..] = order[..] else { return order };
        let enough = 1.0 / (self.q.len() - 1) as f64;
        let behind = |candidate: usize| self.q[candidate] - self.q[best];
        let mut set = if behind(next) < enough - TOLERANCE {
            order.into_iter().filter(|&c| behind(c) < enough - TOLERANCE).collect()
        } else if least(&self.s, best) || least(&self.r, best) {
            vec![best]
        } else {
            vec![best, next]
        };
        set.sort_unstable();
        set
    }
}

fn least(figures: &[f64], candidate: usize) -> bool {
    figures.iter().all(|figure| figures[candidate] < figure + TOLERANCE)
}
