//! weigh: choose a web framework, and show afterwards why.
pub mod analysis;
pub mod load;
pub mod model;
pub mod score;
