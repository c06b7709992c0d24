//! `weigh detect`.

use super::args::{CatalogueArgs, word};
use super::{Exit, input, output};
use crate::detect;
use crate::model::DetectFormat;
use crate::render;
use clap::Args;
use std::path::PathBuf;

/// Read a Python repository and propose a profile, with the evidence for each value.
///
/// No code of the repository is run, and links are not followed.
#[derive(Debug, Args)]
pub(super) struct DetectArgs {
    /// The folder of the repository.
    #[arg(value_name = "DIR", default_value = ".", value_hint = clap::ValueHint::DirPath)]
    dir: PathBuf,
    /// The format of the proposal.
    #[arg(long, value_parser = word::<DetectFormat>(), default_value_t = DetectFormat::Yaml)]
    format: DetectFormat,
    #[command(flatten)]
    catalogue: CatalogueArgs,
}

/// Runs the command.
pub(super) fn run(args: &DetectArgs) -> anyhow::Result<Exit> {
    let catalogue = input::catalogue(&args.catalogue)?;
    let report = detect::detect_for(&args.dir, &catalogue)?;
    let text = match args.format {
        DetectFormat::Yaml => detect::render::yaml(&report),
        DetectFormat::Json => render::json(&report),
        DetectFormat::Table => detect::render::table(&report, output::options().width),
    };
    output::result(text)
}
