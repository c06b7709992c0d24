//! The command line of weigh: parses, calls, and turns the outcome into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    weigh::cli::main()
}
