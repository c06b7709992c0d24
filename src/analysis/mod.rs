//! How firm a decision is, one file a question.
//!
//! Everything here is a pure function of a [`Matrix`](crate::score::Matrix) and, where something is
//! sampled, of a seed: no clock, no hash order, no dependence on the number of threads. Indices into the matrix go in and out; names and
//! wording are for the renderers.

pub mod age;
pub mod batch;
pub mod contributions;
pub mod dominance;
pub mod draws;
pub mod methods;
pub mod tipping;
pub mod verdict;
pub mod weightings;

mod singles;
mod stream;
mod tally;

/// How a sampled answer is to be sampled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sampling {
    /// Where the streams start; the same seed gives the same bytes.
    pub seed: u64,
    /// How many samples; 0 is taken as 1.
    pub count: usize,
}

impl Default for Sampling {
    fn default() -> Self {
        Self { seed: 1, count: 10_000 }
    }
}
