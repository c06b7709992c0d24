//! The tests of the engine that reach what is private, compiled into the crate: one file a subject.

#![expect(clippy::unwrap_used, reason = "a failed helper should fail the test")]

mod article;
mod cli_reference;
mod detect;
mod diff;
mod explain;
mod invalid;
mod laws;
mod lint;
mod loading;
mod made;
mod made_decisions;
mod record;
mod reference;
mod render;
mod saved;
mod schema;
mod scoring;
mod support;
mod through_loader;
mod whatif;
