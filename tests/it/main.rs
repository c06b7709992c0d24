//! The integration tests: one binary, one file a subject.

#![expect(clippy::unwrap_used, reason = "a failed helper should fail the test")]

mod article;
mod check;
mod commands;
mod config;
mod detect;
mod diff;
mod explain;
mod init;
mod interview;
mod invalid;
mod laws;
mod layers;
mod lint;
mod loading;
mod made;
mod made_decisions;
mod readme;
mod record;
mod reference;
mod render;
mod repository;
mod schema;
mod scoring;
mod shell;
mod support;
mod through_loader;
