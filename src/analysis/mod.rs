//! How firm a decision is, one file a question.
//!
//! Everything here is a pure function of a [`Matrix`](crate::score::Matrix) (tipping facts also of the catalogue and
//! the profile) and, where something is sampled, of a
//! [`Sampling`]: no clock, no hash order, no threads. Answers come back as the decision holds them.

pub mod age;
pub mod counts;
pub mod dominance;
pub mod draws;
pub mod methods;
pub mod tipping;
pub mod tipping_facts;
pub mod verdict;
pub mod weightings;

mod random;

pub use random::{DrawCache, Sampling};
