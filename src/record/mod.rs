//! Architecture decision records: writing one from a decision, and telling whether it still holds.
//!
//! A record belongs to people. weigh owns one delimited part of it (`part`), which ends in what a later run needs to
//! compare with (`data`); everything around it is kept byte for byte. Nothing here reads or writes a file.

mod check;
mod consequences;
mod context;
mod data;
mod document;
mod flavour;
mod home;
mod options;
mod outcome;
mod part;
mod shelf;
mod slug;
mod sources;
mod status;
mod text;

pub use check::{Found, Look, RULES, Rule, compare, looked_at, numbers_twice};
pub use data::{Data, DataError, Inputs};
pub use document::{Frame, Subject, new_record, own_part, title};
pub use flavour::Flavour;
pub use home::{Home, MARKS, Tree, flavour_of, home};
pub use part::{Cut, cut, put};
pub use shelf::{Entry, Shelf};
pub use status::{Named, is_retired, supersede};
