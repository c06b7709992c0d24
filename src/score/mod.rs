//! Findings to ratings, weights to shares, needs, totals.
//!
//! ```text
//! profile ── needs ──> who qualifies ─┐
//! findings ─ rating ─> ratings ───────┼─> Scoreboard ──> Matrix
//! answers ── weights ─> shares ───────┤
//! answers, needs ── facts ─> points ──┘
//! ```

pub mod facts;
mod matrix;
pub mod needs;
pub mod pairwise;
pub mod rating;
mod scoreboard;
pub mod weights;

pub use matrix::{Adjustment, Cell, HIGHEST, LOWEST, Matrix, TOLERANCE, ranks};
pub use rating::Rating;
pub use scoreboard::{Row, Scoreboard, touches};
