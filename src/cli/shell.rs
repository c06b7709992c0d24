//! `weigh completions`, `weigh man` and the page docs/cli.md: what is generated from the definition of the arguments.
//!
//! Everything is written to memory first, because the generators panic on a closed pipe.

use super::{Exit, config, output};
use clap::{Args, Command};
use clap_complete::Shell;
use clap_mangen::Man;
use std::path::PathBuf;

/// Print a completion script for a shell.
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell.
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

/// Print the manual page, or write a page for each command.
#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// Write all pages into this folder, which is created if it does not exist.
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Replace existing pages.
    #[arg(long, requires = "dir")]
    force: bool,
}

pub(super) fn completions(args: &CompletionsArgs) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut config::command(), "weigh", &mut script);
    output::result(&script)
}

pub(super) fn man(args: &ManArgs) -> anyhow::Result<Exit> {
    let mut root = config::command();
    root.build();
    let Some(dir) = &args.dir else {
        return output::result(page(root)?);
    };
    output::create_folder(dir)?;
    let commands = root.get_subcommands().filter(|command| command.get_name() != "help");
    for command in std::iter::once(&root).chain(commands) {
        let name = match command.get_name() {
            "weigh" => "weigh".to_owned(),
            name => format!("weigh-{name}"),
        };
        let page = page(command.clone().name(name.clone()))?;
        output::to_file(&dir.join(format!("{name}.1")), &page, args.force)?;
    }
    output::say(&format!("wrote the manual pages to {}", output::shown(dir)));
    Ok(Exit::Done)
}

fn page(command: Command) -> anyhow::Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    Ok(page)
}
