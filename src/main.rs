//! The command line of weigh: parses, calls, and turns the outcome into an exit code.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    weigh::cli::run(&weigh::cli::Cli::parse()).into()
}
