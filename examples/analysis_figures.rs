//! Times one piece of analysis and prints the seconds of the fastest of some runs, for `benches/peers/run`.
//!
//! `cargo run --release --example analysis_figures -- draws-2x6`; without a name, all of them as JSON lines.
#![expect(clippy::print_stdout, reason = "an example talks to the one who runs it")]

use std::hint::black_box;
use std::time::Instant;

use weigh::analysis::draws::run;
use weigh::analysis::{DrawCache, Sampling, dominance, methods, tipping, weightings};
use weigh::model::{CriterionId, FrameworkId};
use weigh::score::{Cell, Matrix};

type Piece = (&'static str, u32, fn() -> Box<dyn FnMut()>);

const MILLION: usize = 1_000_000;
/// Name, runs, and what makes the work ready.
const PIECES: [Piece; 6] = [
    ("draws-2x6", 5, || draws(2, 6)),
    ("draws-10x10", 3, || draws(10, 10)),
    ("weightings-2x6", 5, || weightings_of(2, 6)),
    ("weightings-10x10", 3, || weightings_of(10, 10)),
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
    let cell = |place: usize| {
        let score = ((place * 37) % 61) as f64 / 10.0 + 2.0;
        Cell { score, low: score - 1.0, high: score + 1.5, known: true }
    };
    let sum = (criteria * (criteria + 1) / 2) as f64;
    Matrix::new(
        (0..criteria).filter_map(|at| CriterionId::new(&format!("c{at:02}")).ok()).collect(),
        (0..candidates).filter_map(|at| FrameworkId::new(&format!("f{at:02}")).ok()).collect(),
        (1..=criteria).map(|points| points as f64 / sum).collect(),
        (0..candidates * criteria).map(cell).collect(),
    )
}

fn draws(candidates: usize, criteria: usize) -> Box<dyn FnMut()> {
    let matrix = decision(candidates, criteria);
    Box::new(move || drop(black_box(run(&matrix, &Sampling::new(1, MILLION)))))
}

fn weightings_of(candidates: usize, criteria: usize) -> Box<dyn FnMut()> {
    let matrix = decision(candidates, criteria);
    let sampling = Sampling::new(1, MILLION);
    let each = |_, block: &mut weightings::Block| {
        black_box(block.totals[0]);
    };
    Box::new(move || weightings::each_block(&matrix, &sampling, each))
}

/// One decision with all of its analysis.
fn whole(candidates: usize, criteria: usize) -> Box<dyn FnMut()> {
    let matrix = decision(candidates, criteria);
    Box::new(move || everything(&matrix, &Sampling::new(1, 10_000)))
}

/// The same as one of a stream, with the random numbers at hand.
fn warm() -> Box<dyn FnMut()> {
    let (matrix, mut sampling) = (decision(2, 6), Sampling::new(1, 10_000));
    sampling.cache = DrawCache::new(&sampling, matrix.criteria(), matrix.candidates());
    Box::new(move || everything(&matrix, &sampling))
}

fn everything(matrix: &Matrix, sampling: &Sampling) {
    black_box((dominance::dominated(matrix), methods::all(matrix)));
    black_box((tipping::weights(matrix), tipping::ratings(matrix)));
    black_box((weightings::answers(matrix, Some(sampling)), run(matrix, sampling)));
}
