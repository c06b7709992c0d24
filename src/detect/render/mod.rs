//! A report as a profile in YAML, as JSON, and as a table for people.
//!
//! File names come from strangers. Each format escapes them in its own way: none lets a control
//! character, a line separator or a change of writing direction through.

mod escape;
mod json;
mod table;
mod words;
mod yaml;

pub use json::json;
pub use table::table;
pub use yaml::yaml;
