//! Findings to ratings, weights to shares, needs, totals.

mod matrix;

pub use matrix::{Cell, HIGHEST, LOWEST, Matrix, TOLERANCE, UNKNOWN_SCORE, ranks};
