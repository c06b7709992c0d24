//! The words of the domain as types that cannot be wrong.
//!
//! Nothing here reads a file, computes a decision or prints one.

mod catalogue;
mod criterion;
mod fit;
mod framework;
mod id;
mod number;
mod profile;
mod scale;
mod sorted_map;
mod words;

pub use catalogue::*;
pub use criterion::*;
pub use fit::*;
pub use framework::*;
pub use id::*;
pub use number::*;
pub use profile::*;
pub use scale::*;
pub use sorted_map::*;
pub use words::*;
