//! Architecture decision records: composing one from a decision, and checking whether it still holds.
//!
//! weigh owns one delimited part of a record (`part`), which ends in the data that a later run compares with (`data`);
//! everything around it is kept byte for byte. Nothing here writes a file.

mod check;
mod compose;
#[cfg(feature = "cli")]
mod config;
mod data;
mod dir;
mod markdown;
mod options;
mod part;
mod status;

pub use check::{CheckRule, RecordCheck, wrong_numbers};
pub use compose::{Composer, title};
#[cfg(feature = "cli")]
pub use config::AdrConfig;
pub use data::{Data, DataError, Inputs};
pub use dir::{AdrDir, AdrFile, slug};
pub use part::{Split, is_ours, replace, split};
pub use status::{retired, successor, supersede};
