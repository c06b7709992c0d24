//! One decision made ready for drawing, and the loops over a block of draws.

use std::ops::Range;

use rayon::prelude::*;

use super::bank::{Bank, Feed};
use crate::analysis::singles::{self, single};
use crate::analysis::stream::{BLOCK, Shape};
use crate::analysis::tally::{Firsts, Tally};
use crate::score::{Cell, HIGHEST, LOWEST, Matrix};

/// Blocks that one thread takes at a time.
const TASK: usize = 32;
/// From so many tasks on, threads pay for being started.
const PARALLEL: usize = 4;

/// What is drawn for a decision.
pub(super) struct Plan {
    candidates: usize,
    criteria: Vec<Criterion>,
    draws: usize,
}

struct Criterion {
    /// None where the share is 0 and the criterion is in no total.
    weight: Option<Weight>,
    ratings: Vec<Rating>,
}

struct Weight {
    share: f32,
    factors: Feed,
}

/// Where a rating comes from in a draw.
enum Rating {
    Fixed(f32),
    Triangular { low: f32, fall: f32, rise: f32, pairs: Feed },
    Anything(Feed),
}

/// What was counted.
#[derive(Clone)]
pub(super) struct Tallies {
    pub(super) ranks: Tally,
    /// One for each criterion.
    pub(super) wins: Vec<Firsts>,
}

/// Room for one block.
struct Room {
    ratings: Vec<f32>,
    totals: Vec<f32>,
    weights: Vec<f32>,
    best: Vec<f32>,
    scratch: Vec<f32>,
}

impl Plan {
    pub(super) fn new(matrix: &Matrix, bank: &Bank) -> Self {
        let criteria = (0..matrix.criteria().len()).map(|j| Criterion::new(matrix, bank, j));
        let candidates = matrix.candidates().len();
        // Without candidates there is nothing to draw for.
        let draws = if candidates == 0 { 0 } else { bank.count() };
        Self { candidates, criteria: criteria.collect(), draws }
    }

    pub(super) fn run(&self) -> Tallies {
        let blocks = self.draws.div_ceil(BLOCK);
        let tasks = blocks.div_ceil(TASK);
        let task = |task: usize| self.blocks(task * TASK..blocks.min((task + 1) * TASK));
        let empty = || Tallies::new(self.candidates, self.criteria.len());
        if tasks < PARALLEL {
            (0..tasks).map(task).fold(empty(), Tallies::add)
        } else {
            (0..tasks).into_par_iter().map(task).reduce(empty, Tallies::add)
        }
    }

    fn blocks(&self, blocks: Range<usize>) -> Tallies {
        let mut room = Room::new(self.candidates);
        let mut tallies = Tallies::new(self.candidates, self.criteria.len());
        for block in blocks {
            let len = BLOCK.min(self.draws - block * BLOCK);
            room.totals.fill(0.0);
            for (criterion, wins) in self.criteria.iter().zip(&mut tallies.wins) {
                criterion.draw(block, len, &mut room, wins);
            }
            tallies.ranks.count(&room.totals, len);
        }
        tallies
    }
}

impl Criterion {
    fn new(matrix: &Matrix, bank: &Bank, criterion: usize) -> Self {
        let name = &matrix.criteria()[criterion];
        let share = matrix.shares()[criterion];
        let fixed = singles::of_criterion(matrix, criterion);
        let rating = |candidate: usize| {
            let cell = matrix.cell(candidate, criterion);
            let pairs = || bank.pairs(name, &matrix.candidates()[candidate]);
            Rating::new(cell, fixed[candidate], pairs)
        };
        Self {
            weight: (share > 0.0)
                .then(|| Weight { share: single(share), factors: bank.factors(name) }),
            ratings: (0..matrix.candidates().len()).map(rating).collect(),
        }
    }

    /// Draws one block: adds to the totals and counts who has the best rating.
    fn draw(&self, block: usize, len: usize, room: &mut Room, wins: &mut Firsts) {
        for (rating, out) in self.ratings.iter().zip(room.ratings.chunks_exact_mut(BLOCK)) {
            rating.draw(block, &mut room.scratch, &mut out[..len]);
        }
        if let Some(fixed) = self.fixed() {
            wins.count_alike(&fixed, len);
        } else {
            wins.count(&room.ratings, len, &mut room.best);
        }
        let Some(weight) = &self.weight else { return };
        let factors = weight.factors.block(block, &mut room.scratch);
        for (out, factor) in room.weights.iter_mut().zip(factors) {
            *out = factor * weight.share;
        }
        for (totals, ratings) in
            room.totals.chunks_exact_mut(BLOCK).zip(room.ratings.chunks_exact(BLOCK))
        {
            for ((total, rating), weight) in totals.iter_mut().zip(ratings).zip(&room.weights) {
                *total += rating * weight;
            }
        }
    }

    /// The ratings, where none of them has a range.
    fn fixed(&self) -> Option<Vec<f32>> {
        let fixed = |rating: &Rating| match rating {
            Rating::Fixed(score) => Some(*score),
            _ => None,
        };
        self.ratings.iter().map(fixed).collect()
    }
}

impl Rating {
    fn new(cell: Cell, fixed: f32, pairs: impl Fn() -> Feed) -> Self {
        if !cell.known {
            Self::Anything(pairs())
        } else if cell.low < cell.high {
            let (fall, rise) = (single(cell.high - cell.score), single(cell.score - cell.low));
            Self::Triangular { low: single(cell.low), fall, rise, pairs: pairs() }
        } else {
            Self::Fixed(fixed)
        }
    }

    fn draw(&self, block: usize, scratch: &mut [f32], out: &mut [f32]) {
        match self {
            Self::Fixed(score) => out.fill(*score),
            Self::Triangular { low, fall, rise, pairs } => {
                let (lesser, greater) = pairs.block(block, scratch).split_at(BLOCK);
                for ((out, lesser), greater) in out.iter_mut().zip(lesser).zip(greater) {
                    *out = low + fall * lesser + rise * greater;
                }
            }
            Self::Anything(pairs) => {
                // The larger of two uniform figures, squared, is uniform.
                let greater = &pairs.block(block, scratch)[BLOCK..];
                let (low, span) = (single(LOWEST), single(HIGHEST - LOWEST));
                for (out, greater) in out.iter_mut().zip(greater) {
                    *out = low + span * greater * greater;
                }
            }
        }
    }
}

impl Tallies {
    fn new(candidates: usize, criteria: usize) -> Self {
        Self { ranks: Tally::new(candidates), wins: vec![Firsts::new(candidates); criteria] }
    }

    fn add(self, other: Self) -> Self {
        let wins = self.wins.into_iter().zip(other.wins).map(|(own, other)| own.add(other));
        Self { ranks: self.ranks.add(other.ranks), wins: wins.collect() }
    }
}

impl Room {
    fn new(candidates: usize) -> Self {
        let block = || vec![0.0; BLOCK];
        let blocks = || vec![0.0; BLOCK * candidates];
        Self {
            ratings: blocks(),
            totals: blocks(),
            weights: block(),
            best: block(),
            scratch: vec![0.0; Shape::Pair.width()],
        }
    }
}
