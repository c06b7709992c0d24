//! weigh: choose a web framework, and show afterwards why.
pub mod analysis;
pub mod detect;
pub mod score;
