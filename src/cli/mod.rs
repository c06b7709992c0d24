//! The command line: one file a command.

mod args;
mod ask;
mod check;
mod config;
mod decide;
mod detect;
mod diff;
mod explain;
mod init;
mod input;
mod lint;
mod output;
mod playground;
mod record;
mod records;
mod schema;
mod shell;
mod stream;

use crate::load::Problems;
use args::{Cli, Command};
use clap::CommandFactory;
use clap::error::ContextKind;
use config::Settings;
use std::ffi::OsString;
use std::process::ExitCode;

/// How a run ends. The numbers are part of the interface and the same in every format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// The work was done, whatever the result.
    Done = 0,
    /// A gate failed, such as `--expect` or an error found by `lint`.
    GateFailed = 1,
    /// Invalid usage or input, or the work could not be done.
    Failed = 2,
    /// The user pressed Ctrl-C.
    Interrupted = 130,
}

#[cfg(test)]
/// The command line, from which docs/cli.md is generated.
pub fn command() -> clap::Command {
    config::command()
}

/// Runs the program.
pub fn main() -> ExitCode {
    let typed: Vec<OsString> = std::env::args_os().collect();
    let exit = match typed.as_slice() {
        // Answered before anything is loaded.
        [_, flag] if flag == "--version" || flag == "-V" => {
            output::result(concat!("weigh ", env!("CARGO_PKG_VERSION"), "\n"))
        }
        _ => config::parse(typed).and_then(|(command, settings)| run(&command, &settings)),
    };
    ExitCode::from(exit.unwrap_or_else(|error| report(&error)) as u8)
}

fn run(command: &Command, settings: &Settings) -> anyhow::Result<Exit> {
    match command {
        Command::Ask(args) => ask::run(args),
        Command::Check(args) => check::run(args),
        Command::Completions(args) => shell::completions(args),
        Command::Config(args) => config::run(args, settings),
        Command::Decide(args) => decide::run(args, settings),
        Command::Detect(args) => detect::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Init(args) => init::run(args, settings),
        Command::Lint(args) => lint::run(args, settings),
        Command::Man(args) => shell::man(args),
        Command::Playground(args) => playground::run(args),
        Command::Record(args) => record::run(args, settings),
        Command::Schema(args) => schema::run(args),
    }
}

/// Prints an error, or the help that clap hands over as one.
fn report(error: &anyhow::Error) -> Exit {
    if let Some(usage) = error.downcast_ref::<clap::Error>() {
        return report_usage(usage);
    }
    match error.downcast_ref::<Problems>() {
        Some(problems) => output::say(&problems.render(output::styled_stderr())),
        None => output::error(&format!("{error:#}")),
    }
    Exit::Failed
}

fn report_usage(usage: &clap::Error) -> Exit {
    let text = usage.render();
    if usage.use_stderr() {
        // Without clap's own colours, since what was typed may hold escape sequences.
        let mut text = text.to_string();
        if let Some((flag, variable)) = variable(usage) {
            text = text.replacen(&format!("'{flag}'"), &format!("{variable} (`{flag}`)"), 1);
        }
        output::error(text.strip_prefix("error: ").unwrap_or(&text).trim_end());
        return Exit::Failed;
    }
    output::result(text.ansi().to_string()).unwrap_or_else(|error| report(&error))
}

/// The flag with the invalid value, and the environment variable that set it.
fn variable(usage: &clap::Error) -> Option<(String, String)> {
    let flag = usage.get(ContextKind::InvalidArg)?.to_string();
    let long = flag.split(' ').next().filter(|long| long.starts_with("--"))?;
    let mut typed = std::env::args_os();
    if typed.any(|typed| typed.to_string_lossy().starts_with(long)) {
        return None;
    }
    let command = Cli::command();
    let arguments = command.get_subcommands().flat_map(clap::Command::get_arguments);
    let mut same = arguments.filter(|one| one.get_long() == Some(&long[2..]));
    let variable = same.find_map(clap::Arg::get_env)?;
    std::env::var_os(variable)?;
    Some((flag.clone(), variable.to_string_lossy().into_owned()))
}
