//! Times one piece of analysis and prints the seconds of the fastest of some runs, for `benches/peers/run`.
//!
//! `cargo run --release --example analysis_figures -- draws-2x6`; without a name, all of them as JSON lines.
#![expect(clippy::print_stdout, reason = "an example talks to the one who runs it")]

use std::hint::black_box;
use std::time::Instant;

use weigh::analysis::batch::Batch;
use weigh::analysis::draws::{Bank, run};
use weigh::analysis::{Sampling, contributions, dominance, methods, tipping, weightings};
use weigh::score::{Cell, Matrix};

type Piece = (&'static str, u32, fn() -> Box<dyn FnMut()>);

const MILLION: usize = 1_000_000;
/// Name, runs, and what makes the work ready.
const PIECES: [Piece; 8] = [
    ("draws-2x6", 5, || draws(2, 6)),
    ("draws-10x10", 3, || draws(10, 10)),
    ("weightings-2x6", 5, || weightings_of(2, 6)),
    ("weightings-10x10", 3, || weightings_of(10, 10)),
    ("plain-2x6", 20, plain),
    ("totals-2x6", 2_000, || Box::new(just_totals(decision(2, 6)))),
    ("decision-2x6", 50, || whole(2, 6)),
    ("decision-2x6-warm", 200, warm),
];

fn main() {
    let wanted = std::env::args().nth(1);
    for (name, runs, ready) in PIECES {
        if wanted.as_deref().is_none_or(|wanted| wanted == name) {
            println!("{{\"name\": \"{name}\", \"seconds\": {:e}}}", fastest(runs, &mut *ready()));
        }
    }
}

fn fastest(runs: u32, work: &mut dyn FnMut()) -> f64 {
    let time = |_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    };
    (0..runs).map(time).fold(f64::INFINITY, f64::min)
}

/// The decision that `peers.py` builds too.
fn decision(candidates: usize, criteria: usize) -> Matrix {
    let ids = |letter: char, count| (0..count).map(|place| format!("{letter}{place:02}")).collect();
    let cell = |place: usize| {
        let score = ((place * 37) % 61) as f64 / 10.0 + 2.0;
        Cell { score, low: score - 1.0, high: score + 1.5, known: true }
    };
    let sum = (criteria * (criteria + 1) / 2) as f64;
    let shares = (1..=criteria).map(|points| points as f64 / sum).collect();
    let cells = (0..candidates * criteria).map(cell).collect();
    Matrix::new(ids('c', criteria), ids('f', candidates), shares, cells)
}

fn draws(candidates: usize, criteria: usize) -> Box<dyn FnMut()> {
    let matrix = decision(candidates, criteria);
    Box::new(move || drop(black_box(run(&matrix, &Bank::new(1, MILLION)))))
}

fn weightings_of(candidates: usize, criteria: usize) -> Box<dyn FnMut()> {
    let matrix = decision(candidates, criteria);
    let sampling = Sampling { seed: 1, count: MILLION };
    Box::new(move || drop(black_box(weightings::sample(&matrix, &sampling))))
}

/// 100,000 decisions without ranges, ratings and weights as flat lists.
fn plain() -> Box<dyn FnMut()> {
    let figures = |count: usize| -> Vec<f64> {
        (0..count).map(|place| ((place * 7_919) % 9_973) as f64 / 997.3).collect()
    };
    let (ratings, weights) = (figures(1_200_000), figures(600_000));
    Box::new(move || {
        let batch = Batch { candidates: 2, criteria: 6, ratings: &ratings, weights: &weights };
        drop(black_box(batch.totals()));
    })
}

fn just_totals(matrix: Matrix) -> impl FnMut() {
    move || drop(black_box((matrix.totals(), matrix.order())))
}

/// One decision with all of its analysis, with a bank that has to be filled.
fn whole(candidates: usize, criteria: usize) -> Box<dyn FnMut()> {
    let matrix = decision(candidates, criteria);
    Box::new(move || everything(&matrix, &Bank::new(1, 10_000)))
}

/// The same as one of a stream, with the bank already filled.
fn warm() -> Box<dyn FnMut()> {
    let (matrix, bank) = (decision(2, 6), Bank::new(1, 10_000));
    Box::new(move || everything(&matrix, &bank))
}

fn everything(matrix: &Matrix, bank: &Bank) {
    let sampling = Sampling::default();
    black_box((matrix.totals(), contributions::of_lead(matrix), dominance::dominated(matrix)));
    black_box((tipping::weights(matrix), tipping::ratings(matrix), methods::all(matrix)));
    black_box((
        weightings::all(matrix, &sampling),
        weightings::given_order(matrix, &sampling),
        weightings::central(matrix, &sampling),
    ));
    black_box(run(matrix, bank));
}
