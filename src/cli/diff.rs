//! `weigh diff`: what moved between two profiles, catalogues or saved decisions.

use super::args::CatalogueArgs;
use super::decide::DrawArgs;
use super::{Exit, input, output, stream};
use crate::decision::{Decision, SCHEMA};
use crate::diff::{Difference, diff};
use crate::load::{Overlay, Problem, Problems, Text};
use crate::render::{self, Options};
use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// What the schema of every saved decision begins with.
const DECISION: &str = "weigh/decision/";

/// Say what moved from one decision to another, and what flipped the answer.
///
/// OLD and NEW are each a profile, a catalogue's folder, or a decision saved with `--format json`. Exit code 0
/// whatever moved.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  weigh diff 2021.yaml 2022.yaml
  weigh diff saved.json shop.yaml              has the answer moved since it was saved?
  weigh diff old-criteria/ criteria/ --profile shop.yaml")]
pub struct DiffArgs {
    /// The old profile, catalogue folder or saved decision; `-` is standard input.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The new one.
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// With catalogues: the profile to decide with them; without it, their own weights decide.
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// The form of the result.
    #[arg(long, value_enum, default_value_t = DiffFormat::Table, help_heading = "Output")]
    format: DiffFormat,
    #[command(flatten)]
    catalogue: CatalogueArgs,
    #[command(flatten)]
    draws: DrawArgs,
}

/// What a difference is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// For a terminal.
    Table,
    /// For a pull request.
    Markdown,
    /// For programs.
    Json,
}

/// Runs the command.
pub(super) fn run(args: &DiffArgs) -> anyhow::Result<Exit> {
    if [&args.old, &args.new].iter().all(|path| path.as_os_str() == input::STDIN) {
        bail!("only one of the two can be standard input; name a file for the other");
    }
    let (old, new) = (Side::read(&args.old)?, Side::read(&args.new)?);
    let folder = [&old, &new].iter().any(|side| matches!(side, Side::Catalogue(_)));
    if args.profile.is_some() && !folder {
        bail!(
            "`--profile` goes with a catalogue's folder, and neither OLD nor NEW is one; leave it out"
        );
    }
    let difference = diff(&old.decision(args)?, &new.decision(args)?);
    output::to_stdout(args.format.rendered(&difference)?.as_bytes())?;
    Ok(Exit::Done)
}

impl DiffFormat {
    fn rendered(self, difference: &Difference) -> anyhow::Result<String> {
        let screen = output::Screen::of_stdout();
        let options = Options { width: screen.width, unicode: screen.unicode, full: false };
        Ok(match self {
            Self::Table => render::diff::table(difference, &options),
            Self::Markdown => render::diff::markdown(difference),
            Self::Json => render::diff::json(difference)?,
        })
    }
}

/// One of the two that are compared, told apart by what it holds.
enum Side {
    Catalogue(PathBuf),
    Profile(Text),
    Decision(Box<Decision>),
}

impl Side {
    fn read(path: &Path) -> anyhow::Result<Self> {
        if path.is_dir() {
            return Ok(Self::Catalogue(path.to_owned()));
        }
        let text = input::text(path)?;
        Ok(match saved(&text)? {
            Some(decision) => Self::Decision(Box::new(decision)),
            None => Self::Profile(text),
        })
    }

    fn decision(self, args: &DiffArgs) -> anyhow::Result<Decision> {
        match self {
            Self::Decision(decision) => Ok(*decision),
            Self::Profile(text) => decide(&args.catalogue, Some(&text), args),
            Self::Catalogue(folder) => {
                let profile = args.profile.as_deref().map(input::text).transpose()?;
                let catalogue = CatalogueArgs { criteria: Some(folder), ..args.catalogue.clone() };
                decide(&catalogue, profile.as_ref(), args)
            }
        }
    }
}

fn decide(
    catalogue: &CatalogueArgs,
    profile: Option<&Text>,
    args: &DiffArgs,
) -> anyhow::Result<Decision> {
    let catalogue = input::catalogue(catalogue)?;
    let overlay = Overlay::default();
    let settings = args.draws.settings();
    let job = stream::Job {
        catalogue: &catalogue,
        overlay: &overlay,
        settings,
        as_of: args.draws.as_of(),
    };
    Ok(job.decide(profile, &[])?)
}

/// A saved decision; none where the text is something else.
fn saved(text: &Text) -> anyhow::Result<Option<Decision>> {
    let Some(schema) = schema(&text.text) else { return Ok(None) };
    if schema != SCHEMA {
        return Err(Problems::from(other_version(text, &schema)).into());
    }
    let decision = serde_json::from_str(&text.text);
    decision.map(Some).with_context(|| {
        format!("`{}` names itself a decision of weigh and is not a whole one", text.name)
    })
}

/// What a JSON object says it is, where it says that it is a decision.
fn schema(text: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    let schema = value.get("schema")?.as_str()?;
    schema.starts_with(DECISION).then(|| schema.chars().take(48).collect())
}

fn other_version(text: &Text, schema: &str) -> Problem {
    let message =
        format!("this decision is written as `{schema}`, and this weigh reads `{SCHEMA}`");
    let help = "use the weigh that wrote it, or decide again from its profile and save that";
    Problem::new(&text.name, &message).help(help)
}

#[cfg(test)]
mod tests {
    use super::{saved, schema};
    use crate::load::Text;

    #[test]
    fn a_decision_is_known_by_its_schema() {
        assert_eq!(schema("{\"schema\": 1}"), None);
        assert_eq!(schema("{\"traits\": {}}"), None);
        assert_eq!(schema("traits: {size: small}"), None);
        assert_eq!(
            schema("{\"schema\": \"weigh/decision/1\"}").as_deref(),
            Some("weigh/decision/1")
        );
    }

    #[test]
    fn another_version_and_a_part_of_a_decision_are_refused() {
        let newer = Text::new("new.json", "{\"schema\": \"weigh/decision/2\"}");
        let refused = saved(&newer).unwrap_err().to_string();
        assert!(refused.contains("weigh/decision/2"), "{refused}");
        assert!(saved(&Text::new("half.json", "{\"schema\": \"weigh/decision/1\"}")).is_err());
        assert!(saved(&Text::new("p.yaml", "{}")).unwrap().is_none());
    }
}
