//! Files to model, strictly: every problem with its file, line and column, the line itself and what to do.
//!
//! A file is parsed to a tree ([`Node`]), checked against the description of its kind ([`Record`]), and decoded. All
//! problems of a file are reported at once; of invalid YAML, the first.

mod catalogue;
mod check;
#[cfg(feature = "cli")]
pub mod config;
mod diagnostics;
pub mod embedded;
mod entries;
#[cfg(feature = "cli")]
mod folder;
mod known;
mod overlay;
mod problem;
mod profile;
mod shape;
mod slip;
mod suggest;
mod text;
mod tree;
mod written;
mod yaml;

pub use catalogue::record_by_keys;
#[cfg(feature = "cli")]
pub use folder::{catalogue_files, is_catalogue, record_of, unread_folders, yaml_files};
pub use overlay::Overlay;
pub use problem::{Place, Problem, Problems};
pub use profile::profile;
pub use shape::{Key, Range, Record, Ref, Shape, record, words};
pub use suggest::meant;
pub(crate) use text::sha256;
pub use text::{LARGEST, Text};
pub use tree::Node;
pub use written::profile_yaml;
