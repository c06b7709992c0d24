//! The command line: arguments, one file a command, exit codes, colour. Used by nothing.

mod args;
mod ask;
mod check;
mod config;
mod decide;
mod detect;
mod diff;
mod exit;
mod explain;
mod init;
mod input;
mod lint;
mod output;
mod record;
mod records;
mod reference;
mod schema;
mod shell;
mod stream;

pub use args::Cli;
pub use exit::Exit;
pub use reference::reference;

use crate::load::Problems;
use args::Command;

/// Runs what was typed, over what the environment and `weigh.yaml` say.
pub fn main() -> Exit {
    match config::parse() {
        Ok(cli) => run(&cli),
        Err(error) => report(&error),
    }
}

/// Runs what was asked for, and reports a failure.
pub fn run(cli: &Cli) -> Exit {
    cli.color.write_global();
    let outcome = match &cli.command {
        Some(Command::Ask(args)) => ask::run(args),
        Some(Command::Check(args)) => check::run(args),
        Some(Command::Completions(args)) => shell::completions(args),
        Some(Command::Config(args)) => config::run(args, &cli.sources),
        Some(Command::Decide(args)) => decide::run(args, &cli.sources),
        Some(Command::Detect(args)) => detect::run(args),
        Some(Command::Diff(args)) => diff::run(args),
        Some(Command::Explain(args)) => explain::run(args),
        Some(Command::Init(args)) => init::run(args),
        Some(Command::Lint(args)) => lint::run(args),
        Some(Command::Man(args)) => shell::man(args),
        Some(Command::Record(args)) => record::run(args),
        Some(Command::Schema(args)) => schema::run(args),
        None => ask::run_plain(),
    };
    outcome.unwrap_or_else(|error| report(&error))
}

/// Says what went wrong. A closed pipe is no failure.
fn report(error: &anyhow::Error) -> Exit {
    if output::is_closed_pipe(error) {
        return Exit::Done;
    }
    match error.downcast_ref::<Problems>() {
        Some(problems) => output::say(&problems.render(output::styled_stderr())),
        None => output::say(&output::error_line(&format!("{error:#}"))),
    }
    Exit::Failed
}
