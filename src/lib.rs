//! weigh: choose a web framework, and show afterwards why.
//!
//! ```text
//! criteria/*.yaml ─┐
//!                  ├─ load ──> Catalogue ─┐
//! profile.yaml ────┤                      ├─ score ──> Scoreboard ── analyse ──> Decision ── render ──> table, ...
//! prompts, detect ─┴────────> Profile ────┘
//! ```
//!
//! The library knows no terminal, no clock and no network: days come in as values, results go out as values or to
//! a `Write`. Only [`cli`] touches the world.

pub mod analysis;
pub mod cli;
pub mod decide;
pub mod decision;
pub mod detect;
pub mod diff;
mod doc;
pub mod explain;
pub mod interview;
pub mod lint;
pub mod load;
pub mod model;
pub mod record;
pub mod render;
pub mod schema;
pub mod score;
pub mod text;
