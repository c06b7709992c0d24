//! How long each question of how firm a decision is takes. Run with `cargo bench --bench analysis`.

#![expect(clippy::unwrap_used, reason = "a bench that cannot begin should stop")]

use divan::{Bencher, black_box};
use weigh::analysis::{DrawCache, Sampling, dominance, draws, methods, tipping, weightings};
use weigh::model::{CriterionId, FrameworkId};
use weigh::score::{Cell, Matrix};

fn main() {
    divan::main();
}

/// Candidates × criteria, in the sizes that are of interest.
const SIZES: [(usize, usize); 4] = [(2, 7), (3, 7), (10, 10), (200, 200)];

/// A decision with ranges and unequal weights, in which nobody leads everywhere.
fn decision(candidates: usize, criteria: usize) -> Matrix {
    let cell = |place: usize| {
        let score = ((place * place * 37 + place) % 61) as f64 / 10.0 + 2.0;
        Cell { score, low: score - 1.0, high: score + 1.5, known: true }
    };
    let sum = (criteria * (criteria + 1) / 2) as f64;
    Matrix::new(
        (0..criteria).map(|at| CriterionId::new(&format!("c{at:03}")).unwrap()).collect(),
        (0..candidates).map(|at| FrameworkId::new(&format!("f{at:03}")).unwrap()).collect(),
        (1..=criteria).map(|points| points as f64 / sum).collect(),
        (0..candidates * criteria).map(cell).collect(),
    )
}

#[divan::bench(args = SIZES)]
fn tipping_points(bencher: Bencher, (candidates, criteria): (usize, usize)) {
    let matrix = decision(candidates, criteria);
    bencher.bench(|| (tipping::weights(black_box(&matrix)), tipping::ratings(&matrix)));
}

#[divan::bench(args = SIZES)]
fn all_weightings(bencher: Bencher, (candidates, criteria): (usize, usize)) {
    let matrix = decision(candidates, criteria);
    bencher.bench(|| weightings::answers(black_box(&matrix), Some(&Sampling::new(1, 10_000))));
}

#[divan::bench(args = SIZES)]
fn other_methods(bencher: Bencher, (candidates, criteria): (usize, usize)) {
    let matrix = decision(candidates, criteria);
    bencher.bench(|| methods::all(black_box(&matrix)));
}

#[divan::bench(args = SIZES)]
fn dominated(bencher: Bencher, (candidates, criteria): (usize, usize)) {
    let matrix = decision(candidates, criteria);
    bencher.bench(|| dominance::dominated(black_box(&matrix)));
}

#[divan::bench(args = SIZES)]
fn ten_thousand_draws(bencher: Bencher, (candidates, criteria): (usize, usize)) {
    let matrix = decision(candidates, criteria);
    bencher.bench(|| draws::run(black_box(&matrix), &Sampling::new(1, 10_000)));
}

#[divan::bench(args = &SIZES[..3])]
fn ten_thousand_draws_cached(bencher: Bencher, (candidates, criteria): (usize, usize)) {
    let matrix = decision(candidates, criteria);
    let mut sampling = Sampling::new(1, 10_000);
    sampling.cache = DrawCache::new(&sampling, matrix.criteria(), matrix.candidates());
    bencher.bench(|| draws::run(black_box(&matrix), &sampling));
}
