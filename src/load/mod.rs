//! Files to model, strictly: every problem with its file, line and column, the line itself and what to do.
//!
//! A file is parsed to a tree ([`Node`]), checked against the description of its kind ([`Record`]), and decoded. All
//! problems of a file are reported at once; of invalid YAML, the first.

mod catalogue;
#[cfg(feature = "cli")]
pub mod config;
mod criterion;
mod decode;
mod digest;
pub mod embedded;
#[cfg(feature = "cli")]
mod file;
mod fit;
#[cfg(feature = "cli")]
mod folder;
mod framework;
mod known;
mod overlay;
mod overrides;
mod precedent;
mod problem;
mod profile;
mod scale;
mod shape;
mod suggest;
mod syntax;
mod tables;
mod text;
mod tree;
mod weighting;
mod written;
mod yaml;

pub use criterion::CRITERION;
pub use fit::FIT;
#[cfg(feature = "cli")]
pub use folder::{add_to, catalogue_files, catalogue_from, record_of, yaml_files};
pub use framework::FRAMEWORK;
pub use overlay::Overlay;
pub use precedent::PRECEDENT;
pub use problem::{Place, Problem, Problems};
pub use profile::{PROFILE, profile};
pub use scale::example as example_finding;
pub use shape::{Key, Range, Record, Ref, Shape};
pub use suggest::nearest;
pub use tables::{CAPABILITIES, SOURCES_FILE, TRAITS};
pub use text::{LARGEST, Text};
pub use tree::{Node, Spanned};
pub use written::profile_yaml;
