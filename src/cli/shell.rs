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
    #[arg(value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
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
    let mut root = config::command().disable_help_subcommand(true);
    root.build();
    let Some(dir) = &args.dir else {
        return output::result(page(root)?);
    };
    output::create_folder(dir)?;
    for command in std::iter::once(&root).chain(root.get_subcommands()) {
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

/// A page with the usage of `--help`, and examples whose lines are kept.
fn page(mut command: Command) -> anyhow::Result<Vec<u8>> {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").to_owned();
    let mut page = Vec::new();
    Man::new(command.override_usage(usage)).render(&mut page)?;
    let page = String::from_utf8(page)?;
    let page = page.replace(".SH EXTRA\n", ".SH EXTRA\n.nf\n");
    Ok(page.replace("\n.SH VERSION\n", "\n.fi\n.SH VERSION\n").into())
}
