//! `weigh schema`.

use super::args::{CatalogueArgs, about, word};
use super::{Exit, input, output};
use crate::schema::Subject;
use clap::Args;

/// Print the JSON schema of a file or a result.
///
/// The schemas use JSON Schema draft 7. The profile schema lists the traits, answers, capabilities, criteria and frameworks of
/// the catalogue in use, so that editors can complete them. Without a name, the schemas are listed.
#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// The file or result to describe.
    #[arg(value_name = "NAME", value_parser = word::<Subject>(), value_hint = clap::ValueHint::Other)]
    name: Option<Subject>,
    #[command(flatten)]
    catalogue: CatalogueArgs,
}

/// Runs the command.
pub(super) fn run(args: &SchemaArgs) -> anyhow::Result<Exit> {
    let text = if let Some(subject) = args.name {
        subject.schema(&input::catalogue(&args.catalogue)?)
    } else {
        let line = |subject: &Subject| format!("{subject:<14}{}\n", about(*subject));
        Subject::ALL.iter().map(line).collect()
    };
    output::result(text)
}
