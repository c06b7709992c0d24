//! `weigh detect`: a repository to a proposed profile.

use super::args::CatalogueArgs;
use super::{Exit, input, output};
use crate::detect::{self, Limits};
use crate::model::FrameworkId;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Read a Python repository and propose a profile, each value with the place that speaks for it.
///
/// Nothing of the repository is run and no link is followed.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  weigh detect                           propose a profile for this repository
  weigh detect ../shop > weigh-profile.yaml
  weigh detect | weigh decide -          decide on what was found")]
pub struct DetectArgs {
    /// The repository's folder.
    #[arg(value_name = "DIR", default_value = ".")]
    dir: PathBuf,
    /// The form of the proposal.
    #[arg(long, value_enum, default_value_t = DetectFormat::Yaml)]
    format: DetectFormat,
    #[command(flatten)]
    catalogue: CatalogueArgs,
}

/// What a proposal is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DetectFormat {
    /// A profile, each value with its places in a comment.
    Yaml,
    /// For programs.
    Json,
    /// For a terminal.
    Table,
}

/// Runs the command.
pub(super) fn run(args: &DetectArgs) -> anyhow::Result<Exit> {
    let catalogue = input::catalogue(&args.catalogue)?;
    let known: Vec<String> = catalogue.frameworks.keys().map(FrameworkId::to_string).collect();
    let report = detect::detect(&args.dir, &Limits::default(), &known)?;
    let text = match args.format {
        DetectFormat::Yaml => detect::render::yaml(&report),
        DetectFormat::Json => detect::render::json(&report),
        DetectFormat::Table => detect::render::table(&report),
    };
    output::to_stdout(text.as_bytes())?;
    Ok(Exit::Done)
}
