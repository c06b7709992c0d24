//! `weigh completions` and `weigh man`: for shells and packagers.
//!
//! Everything is written to memory first: the generators do not survive a closed pipe.

use super::args::Cli;
use super::{Exit, output};
use anyhow::Context;
use clap::{Args, Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;
use std::path::PathBuf;

/// Print what a shell completes the command line with.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  weigh completions bash > ~/.local/share/bash-completion/completions/weigh
  weigh completions zsh > ~/.zfunc/_weigh
  weigh completions fish > ~/.config/fish/completions/weigh.fish")]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

/// Print the manual, or write a page for each command.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  weigh man | man -l -
  weigh man share/man/man1")]
pub struct ManArgs {
    /// Write all pages into this folder, which is made if need be.
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Replace pages that are already there.
    #[arg(long, requires = "dir")]
    force: bool,
}

/// Runs `weigh completions`.
pub(super) fn completions(args: &CompletionsArgs) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "weigh", &mut script);
    output::to_stdout(&script)?;
    Ok(Exit::Done)
}

/// Runs `weigh man`.
pub(super) fn man(args: &ManArgs) -> anyhow::Result<Exit> {
    let mut root = Cli::command();
    root.build();
    let Some(dir) = &args.dir else {
        output::to_stdout(&page(root)?)?;
        return Ok(Exit::Done);
    };
    std::fs::create_dir_all(dir)
        .with_context(|| format!("cannot make the folder `{}`", output::shown(dir)))?;
    for (name, command) in commands(root) {
        output::to_file(&dir.join(format!("{name}.1")), &page(command)?, args.force)?;
    }
    output::say(&format!("the pages are in {}", output::shown(dir)));
    Ok(Exit::Done)
}

/// The program and its commands, each by the name of its page.
fn commands(root: Command) -> Vec<(String, Command)> {
    let subs = root.get_subcommands().filter(|sub| sub.get_name() != "help");
    let named = |sub: &Command| {
        let name = format!("weigh-{}", sub.get_name());
        (name.clone(), sub.clone().name(name))
    };
    let subs: Vec<_> = subs.map(named).collect();
    std::iter::once(("weigh".to_owned(), root)).chain(subs).collect()
}

fn page(command: Command) -> anyhow::Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    Ok(page)
}
