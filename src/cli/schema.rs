//! `weigh schema`.

use super::args::{CatalogueArgs, about, word};
use super::{Exit, input, output};
use crate::schema::Subject;
use clap::Args;

/// Print the JSON schema of a file or a result.
///
/// The schemas are of draft 7. That of a profile lists the traits, answers, capabilities, criteria and frameworks of
/// the catalogue in use, so that editors can complete them. Without a name, the schemas are listed.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  weigh schema                                   list the schemas
  weigh schema profile > profile.schema.json     for the first line that `weigh init` writes
  weigh schema profile --add rails.yaml          including an added framework
  weigh schema decision                          the result of `weigh decide --format json`")]
pub(super) struct SchemaArgs {
    /// The file or result to describe.
    #[arg(value_name = "NAME", value_parser = word::<Subject>())]
    name: Option<Subject>,
    #[command(flatten)]
    catalogue: CatalogueArgs,
}

/// Runs the command.
pub(super) fn run(args: &SchemaArgs) -> anyhow::Result<Exit> {
    let text = match args.name {
        Some(subject) => subject.schema(&input::catalogue(&args.catalogue)?),
        None => Subject::ALL
            .iter()
            .map(|subject| format!("{subject:<14}{}\n", about(*subject)))
            .collect(),
    };
    output::to_stdout(text.as_bytes())?;
    Ok(Exit::Done)
}
