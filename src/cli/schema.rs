//! `weigh schema`: what files and results must look like, for editors and other programs.

use super::args::CatalogueArgs;
use super::{Exit, input, output};
use crate::schema::Subject;
use clap::{Args, ValueEnum};
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
    #[arg(value_name = "NAME", value_enum)]
    name: Option<Subject>,
    #[command(flatten)]
    catalogue: CatalogueArgs,
}

/// Runs the command.
pub(super) fn run(args: &SchemaArgs) -> anyhow::Result<Exit> {
    let text = match args.name {
        Some(subject) => {
            let catalogue = input::catalogue(&args.catalogue)?;
            format!("{:#}\n", subject.schema(&catalogue))
        }
        None => list(),
    };
    output::to_stdout(text.as_bytes())?;
    Ok(Exit::Done)
}

/// What there is, with what it describes.
fn list() -> String {
    let mut text = String::new();
    for subject in Subject::ALL {
        let value = subject.to_possible_value();
        let about = value.and_then(|value| value.get_help().map(ToString::to_string));
        // Writing to memory cannot fail.
        let _ = writeln!(text, "{:<14}{}", subject.as_str(), about.unwrap_or_default());
    }
    text
}
