//! weigh: choose a web framework, and show afterwards why.
pub mod analysis;
pub mod decide;
pub mod decision;
pub mod explain;
pub mod lint;
pub mod load;
pub mod model;
pub mod render;
pub mod score;
