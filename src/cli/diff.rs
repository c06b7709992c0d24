//! `weigh diff`.

use super::args::{CatalogueArgs, DrawArgs, ProjectArgs, word};
use super::decide::Job;
use super::{Exit, input, output};
use crate::decision::{Decision, SCHEMA};
use crate::diff::diff;
use crate::load::{Problem, Problems, Text};
use crate::model::DiffFormat;
use crate::record::is_ours;
use crate::render;
use anyhow::{Context, ensure};
use clap::Args;
use std::path::{Path, PathBuf};

/// Show what changed between two decisions, and why the recommendation changed.
///
/// OLD and NEW are each a profile, the folder of a catalogue, or a decision saved with `--format json`. The exit code
/// is 0 even if something changed.
#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    /// The old profile, catalogue folder or saved decision; `-` is standard input.
    #[arg(value_name = "OLD", value_hint = clap::ValueHint::FilePath)]
    old: PathBuf,
    /// The new one.
    #[arg(value_name = "NEW", value_hint = clap::ValueHint::FilePath)]
    new: PathBuf,
    /// The profile to decide with each catalogue folder; by default, the catalogue's own weights.
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    profile: Option<PathBuf>,
    /// The format of the result.
    #[arg(long, value_parser = word::<DiffFormat>(), default_value_t = DiffFormat::Table, help_heading = "Output")]
    format: DiffFormat,
    #[command(flatten)]
    catalogue: CatalogueArgs,
    #[command(flatten)]
    draws: DrawArgs,
}

/// Runs the command.
pub(super) fn run(args: &DiffArgs) -> anyhow::Result<Exit> {
    let sides = [&args.old, &args.new];
    let are_same = sides.iter().all(|path| path.as_os_str() == input::STDIN);
    ensure!(!are_same, "only one of OLD and NEW can be standard input");
    let is_used = args.profile.is_none() || sides.iter().any(|path| path.is_dir());
    ensure!(is_used, "`--profile` requires that OLD or NEW is the folder of a catalogue");
    let difference = diff(&decision(&args.old, args)?, &decision(&args.new, args)?);
    let text = match args.format {
        DiffFormat::Table => render::diff::table(&difference, &output::options()),
        DiffFormat::Markdown => render::diff::markdown(&difference),
        DiffFormat::Json => render::json(&difference),
    };
    output::result(text)
}

/// The decision of one side, whose content tells what it is.
fn decision(path: &Path, args: &DiffArgs) -> anyhow::Result<Decision> {
    let mut catalogue = args.catalogue.clone();
    let profile = if path.is_dir() {
        catalogue.criteria = Some(path.to_owned());
        args.profile.as_deref().map(input::text).transpose()?
    } else {
        let text = input::text(path)?;
        ensure!(
            !is_ours(text.text.as_bytes()),
            "`{}` is a decision record: `weigh check` compares it with its profile",
            output::shown(path)
        );
        if let Some(decision) = saved(&text)? {
            return Ok(decision);
        }
        Some(text)
    };
    let job = Job::new(&catalogue, &ProjectArgs::default(), &args.draws)?;
    Ok(job.decide(profile.as_ref())?)
}

/// A saved decision; none if the text is something else.
fn saved(text: &Text) -> anyhow::Result<Option<Decision>> {
    let json = serde_json::from_str::<serde_json::Value>(&text.text).ok();
    let schema = json.as_ref().and_then(|json| json.get("schema")?.as_str());
    match schema.filter(|schema| schema.starts_with("weigh/decision/")) {
        None => Ok(None),
        Some(SCHEMA) => serde_json::from_str(&text.text)
            .map(Some)
            .with_context(|| format!("`{}` is not a complete decision", text.name)),
        Some(other) => {
            let other: String = other.chars().take(48).collect();
            let message = format!("unsupported decision format `{other}` (supported: `{SCHEMA}`)");
            let help = "use the version of weigh that wrote it, or decide its profile again";
            Err(Problems::from(Problem::new(&text.name, &message).help(help)).into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::saved;
    use crate::load::Text;

    #[test]
    fn only_decisions_of_this_version_are_read() {
        for other in ["{\"schema\": 1}", "{\"traits\": {}}", "traits: {size: small}", "{}"] {
            assert!(saved(&Text::new("p.yaml", other)).unwrap().is_none());
        }
        let newer = Text::new("new.json", "{\"schema\": \"weigh/decision/2\"}");
        let error = saved(&newer).unwrap_err().to_string();
        assert!(error.contains("weigh/decision/2"), "{error}");
        assert!(saved(&Text::new("half.json", "{\"schema\": \"weigh/decision/1\"}")).is_err());
    }
}
