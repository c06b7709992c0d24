//! The random figures of the draws, kept for the next decision.
//!
//! What is kept does not depend on any decision: factors for weights, and ordered pairs of uniform figures from
//! which a rating of any range follows by two multiplications. A stream of decisions on one catalogue makes them
//! once.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::analysis::stream::{BLOCK, Shape, key};

/// Above so many draws, columns are made on the spot in each run instead of being kept.
const KEPT_DRAWS: usize = 65_536;
/// At most so many figures are kept, 256 MiB; what comes later is made on the spot.
const KEPT_FIGURES: usize = 64 << 20;

/// Streams of random figures by criterion and candidate id, for a seed and a number of draws.
///
/// It can be shared between threads. Whether a figure was kept or made anew cannot be seen in any result.
#[derive(Debug)]
pub struct Bank {
    seed: u64,
    count: usize,
    kept: RwLock<HashMap<u64, Arc<Vec<f32>>>>,
}

impl Bank {
    /// An empty bank; `count` draws for each decision, where 0 is taken as 1.
    pub fn new(seed: u64, count: usize) -> Self {
        Self { seed, count: count.max(1), kept: RwLock::default() }
    }

    /// The seed of all its streams.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// How many draws a decision gets.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The factors of one criterion's weight.
    pub(super) fn factors(&self, criterion: &str) -> Feed {
        self.feed(Shape::Factor, &["weight", criterion])
    }

    /// The pairs of one cell.
    pub(super) fn pairs(&self, criterion: &str, candidate: &str) -> Feed {
        self.feed(Shape::Pair, &["rating", criterion, candidate])
    }

    fn feed(&self, shape: Shape, names: &[&str]) -> Feed {
        let key = key(self.seed, names);
        Feed { shape, key, kept: self.kept(shape, key) }
    }

    fn kept(&self, shape: Shape, key: u64) -> Option<Arc<Vec<f32>>> {
        if self.count > KEPT_DRAWS {
            return None;
        }
        let known = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(column) = known.get(&key) {
            return Some(Arc::clone(column));
        }
        let blocks = self.count.div_ceil(BLOCK);
        if (known.len() + 1) * 2 * blocks * BLOCK > KEPT_FIGURES {
            return None;
        }
        drop(known);
        let mut column = vec![0.0; blocks * shape.width()];
        for (block, out) in column.chunks_exact_mut(shape.width()).enumerate() {
            shape.fill(key, block, out);
        }
        let mut known = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(known.entry(key).or_insert_with(|| Arc::new(column))))
    }
}

/// One stream, read block by block.
#[derive(Debug)]
pub(super) struct Feed {
    shape: Shape,
    key: u64,
    kept: Option<Arc<Vec<f32>>>,
}

impl Feed {
    /// One block, from what is kept or else made in `scratch`, which has room for the widest.
    pub(super) fn block<'a>(&'a self, block: usize, scratch: &'a mut [f32]) -> &'a [f32] {
        let width = self.shape.width();
        if let Some(column) = &self.kept {
            return &column[block * width..][..width];
        }
        let out = &mut scratch[..width];
        self.shape.fill(self.key, block, out);
        out
    }
}
