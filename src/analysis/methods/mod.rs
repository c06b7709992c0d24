//! What four other methods would say: as information, never as a vote.
//!
//! Weighted product, TOPSIS, VIKOR and PROMETHEE II answer different questions from the additive model, and three
//! of them look at each candidate relative to the others. Agreement is reassuring; disagreement says that
//! something is uneven, and the tipping weights say what.

pub mod promethee;
pub mod topsis;
pub mod vikor;
pub mod weighted_product;

use crate::analysis::contributions::highest;
use crate::score::Matrix;

/// One method's figures.
#[derive(Debug, Clone, PartialEq)]
pub struct SecondOpinion {
    /// `weighted-product`, `topsis`, `vikor` or `promethee-ii`.
    pub id: &'static str,
    /// One figure for each candidate. More is better, except for `vikor`, whose Q is best at 0.
    pub scores: Vec<f64>,
    /// Who comes first; several where they are the same figure (within 1e-9).
    pub first: Vec<usize>,
}

/// All four, in a fixed order.
pub fn all(matrix: &Matrix) -> Vec<SecondOpinion> {
    let vikor = vikor::figures(matrix).q;
    let least = vikor.iter().map(|q| -q).collect::<Vec<_>>();
    vec![
        more_is_better("weighted-product", weighted_product::scores(matrix)),
        more_is_better("topsis", topsis::closeness(matrix)),
        SecondOpinion { id: "vikor", first: highest(&least), scores: vikor },
        more_is_better("promethee-ii", promethee::flows(matrix).net()),
    ]
}

fn more_is_better(id: &'static str, scores: Vec<f64>) -> SecondOpinion {
    SecondOpinion { id, first: highest(&scores), scores }
}

/// One criterion's scores, one for each candidate.
fn column(matrix: &Matrix, criterion: usize) -> impl Iterator<Item = f64> + Clone + '_ {
    (0..matrix.candidates().len()).map(move |candidate| matrix.cell(candidate, criterion).score)
}
