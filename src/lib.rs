//! weigh: choose a web framework, and show afterwards why.
pub mod analysis;
pub mod decide;
pub mod decision;
pub mod interview;
pub mod model;
pub mod score;
