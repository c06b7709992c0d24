//! How long each question of section "How firm it is" takes. Run with `cargo bench --bench analysis`.

use divan::{Bencher, black_box};
use weigh::analysis::draws::{Bank, run};
use weigh::analysis::{Sampling, contributions, dominance, methods, tipping, weightings};
use weigh::score::{Cell, Matrix};

fn main() {
    divan::main();
}

/// Candidates × criteria, in the sizes that are of interest.
const SIZES: [(usize, usize); 3] = [(2, 7), (3, 7), (10, 10)];

/// A decision with ranges and unequal weights, in which nobody leads everywhere.
fn decision(candidates: usize, criteria: usize) -> Matrix {
    let ids = |letter: char, count| (0..count).map(|place| format!("{letter}{place:02}")).collect();
    let cell = |place: usize| {
        let score = ((place * place * 37 + place) % 61) as f64 / 10.0 + 2.0;
        Cell { score, low: score - 1.0, high: score + 1.5, known: true }
    };
    let sum = (criteria * (criteria + 1) / 2) as f64;
    let shares = (1..=criteria).map(|points| points as f64 / sum).collect();
    let cells = (0..candidates * criteria).map(cell).collect();
    Matrix::new(ids('c', criteria), ids('f', candidates), shares, cells)
}

/// The same without ranges and with equal weights: every order of the criteria is possible.
fn equal_weights(criteria: usize) -> Matrix {
    let ranged = decision(2, criteria);
    let cells = (0..2).flat_map(|c| ranged.row(c).iter().map(|cell| Cell::exact(cell.score)));
    let mut shares = vec![1.0 / (criteria as f64 + 1.0); criteria];
    shares[0] *= 2.0;
    Matrix::new(ranged.criteria().to_vec(), ranged.candidates().to_vec(), shares, cells.collect())
}

#[divan::bench(args = SIZES)]
fn tipping_weights(bencher: Bencher, (candidates, criteria): (usize, usize)) {
    let matrix = decision(candidates, criteria);
    bencher.bench(|| tipping::weights(black_box(&matrix)));
}

#[divan::bench(args = SIZES)]
fn tipping_ratings(bencher: Bencher, (candidates, criteria): (usize, usize)) {
    let matrix = decision(candidates, criteria);
    bencher.bench(|| tipping::ratings(black_box(&matrix)));
}

#[divan::bench(args = SIZES)]
fn all_weightings(bencher: Bencher, (candidates, criteria): (usize, usize)) {
    let matrix = decision(candidates, criteria);
    bencher.bench(|| weightings::all(black_box(&matrix), &Sampling::default()));
}

#[divan::bench(args = SIZES)]
fn given_order(bencher: Bencher, (candidates, criteria): (usize, usize)) {
    let matrix = decision(candidates, criteria);
    bencher.bench(|| weightings::given_order(black_box(&matrix), &Sampling::default()));
}

#[divan::bench]
fn given_order_of_six_equals(bencher: Bencher) {
    let matrix = equal_weights(7);
    bencher.bench(|| weightings::given_order(black_box(&matrix), &Sampling::default()));
}

#[divan::bench(args = SIZES)]
fn central_weights(bencher: Bencher, (candidates, criteria): (usize, usize)) {
    let matrix = decision(candidates, criteria);
    bencher.bench(|| weightings::central(black_box(&matrix), &Sampling::default()));
}

#[divan::bench(args = SIZES)]
fn second_opinions(bencher: Bencher, (candidates, criteria): (usize, usize)) {
    let matrix = decision(candidates, criteria);
    bencher.bench(|| methods::all(black_box(&matrix)));
}

#[divan::bench(args = SIZES)]
fn dominated_and_contributions(bencher: Bencher, (candidates, criteria): (usize, usize)) {
    let matrix = decision(candidates, criteria);
    bencher.bench(|| (dominance::dominated(black_box(&matrix)), contributions::of_lead(&matrix)));
}

#[divan::bench(args = SIZES)]
fn ten_thousand_draws_warm(bencher: Bencher, (candidates, criteria): (usize, usize)) {
    let matrix = decision(candidates, criteria);
    let bank = Bank::new(1, 10_000);
    bencher.bench(|| run(black_box(&matrix), &bank));
}

#[divan::bench(args = SIZES)]
fn ten_thousand_draws_cold(bencher: Bencher, (candidates, criteria): (usize, usize)) {
    let matrix = decision(candidates, criteria);
    bencher.bench(|| run(black_box(&matrix), &Bank::new(1, 10_000)));
}

#[divan::bench(args = [(2, 6), (10, 10)], sample_count = 20)]
fn million_draws(bencher: Bencher, (candidates, criteria): (usize, usize)) {
    let matrix = decision(candidates, criteria);
    bencher.bench(|| run(black_box(&matrix), &Bank::new(1, 1_000_000)));
}

#[divan::bench(args = [(3, 6), (10, 10)], sample_count = 20)]
fn million_weightings(bencher: Bencher, (candidates, criteria): (usize, usize)) {
    let matrix = decision(candidates, criteria);
    let sampling = Sampling { seed: 1, count: 1_000_000 };
    bencher.bench(|| weightings::sample(black_box(&matrix), &sampling));
}

#[divan::bench(sample_count = 20)]
fn hundred_thousand_plain_decisions(bencher: Bencher) {
    let matrices: Vec<Matrix> = (0..100_000).map(|_| decision(2, 6)).collect();
    bencher.bench(|| {
        let firsts = |matrix: &Matrix| usize::from(matrix.total(1) > matrix.total(0));
        matrices.iter().map(firsts).sum::<usize>()
    });
}
