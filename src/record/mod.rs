//! Architecture decision records: composing one from a decision, and checking whether it still holds.
//!
//! weigh owns one delimited part of a record (`part`), which ends in the data that a later run compares with (`data`);
//! everything around it is kept byte for byte. Nothing here reads or writes a file.

mod check;
mod compose;
mod config;
mod data;
mod dir;
mod format;
mod markdown;
mod options;
mod part;
mod sections;
mod sources;
mod status;

pub use check::{CheckRule, RecordCheck, compare, duplicate_numbers};
pub use compose::{Composer, Frame, title};
pub use config::{AdrConfig, MARKERS, RepoFiles, format_of};
pub use data::{Data, Inputs};
pub use dir::{AdrDir, AdrFile};
pub use part::{Split, replace, split};
pub use status::{RecordRef, is_retired, supersede};
