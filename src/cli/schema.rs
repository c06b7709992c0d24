//! `weigh schema`: what files and results must look like, for editors and other programs.

use super::args::CatalogueArgs;
use super::{Exit, input, output};
use crate::model::Word;
use crate::schema::Subject;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use std::fmt::Write;

/// Print the JSON schema of a file or a result, for editors and programs.
///
/// Draft-07. That of a profile knows the traits, answers, capabilities, criteria and frameworks of the catalogue in
/// use, so that editors complete them. Without a name, what there is.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  weigh schema                                   what has a schema
  weigh schema profile > profile.schema.json     for the first line that `weigh init` writes
  weigh schema profile --add rails.yaml          with what is added
  weigh schema decision                          the JSON of `weigh decide --format json`")]
pub struct SchemaArgs {
    /// What to describe.
    #[arg(value_name = "NAME", value_parser = names())]
    name: Option<String>,
    #[command(flatten)]
    catalogue: CatalogueArgs,
}

fn names() -> PossibleValuesParser {
    let values = Subject::ALL.iter();
    values.map(|one| PossibleValue::new(one.as_str()).help(one.about())).into()
}

/// Runs the command.
pub(super) fn run(args: &SchemaArgs) -> anyhow::Result<Exit> {
    let text = match &args.name {
        Some(name) => name.parse::<Subject>()?.schema(&input::catalogue(&args.catalogue)?),
        None => list(),
    };
    output::to_stdout(text.as_bytes())?;
    Ok(Exit::Done)
}

/// The schemas with their descriptions.
fn list() -> String {
    let mut text = String::new();
    for subject in Subject::ALL {
        // Writing to memory cannot fail.
        let _ = writeln!(text, "{:<14}{}", subject.as_str(), subject.about());
    }
    text
}
