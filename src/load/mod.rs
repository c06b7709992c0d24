//! Files to model, strictly: every problem with its file, line, column, the line itself and what to do.
//!
//! Per file the first error of syntax or shape is told, or else all errors of meaning.

mod check;
pub mod config;
mod digest;
pub mod embedded;
mod folder;
mod problem;
mod profile;
pub mod raw;
mod suggest;
mod text;
mod tree;
mod words;
mod yaml;

pub use check::Overlay;
pub use folder::{add_to, catalogue_from};
pub use problem::{Place, Problem, Problems};
pub use profile::{Loaded, profile};
pub use suggest::nearest;
pub use text::{LARGEST, Text};
pub use tree::{Node, place};
