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
        let lines = Subject::ALL.iter().map(|s| format!("{s:<14}{}", about(*s)));
        lines.collect::<Vec<_>>().join("\n") + "\n"
    };
    output::result(text)
}
