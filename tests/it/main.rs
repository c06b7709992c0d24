//! The tests that run the program or use the crate as others do: one binary, one file a subject.

#![expect(clippy::unwrap_used, reason = "a failed helper should fail the test")]

mod catalogue;
mod check;
mod commands;
mod config;
mod explain;
mod folders;
mod init;
mod interview;
mod laws;
mod layers;
mod lint;
mod readme;
mod record;
mod repository;
mod schema;
mod shell;
mod what_if;
