//! `weigh config`: what is in force, and from where.

mod layers;

pub(super) use layers::{InForce, Source, Sources, parse};

use super::args::CatalogueArgs;
use super::decide::Gates;
use super::{Exit, output};
use crate::model::AdrFormat;
use crate::render::safe;
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use layers::SETTINGS;
use serde_json::{Map, Value, json};
use std::fmt::Write;
use std::path::PathBuf;

/// Show the settings in force, and where each comes from.
///
/// Flags count over environment variables, these over the nearest `weigh.yaml` or `.weigh.yaml` above the working
/// directory (not above the repository's root), and this over the defaults. Paths in the file begin at the file and
/// stay within the repository. Flags typed here show what they would change.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  weigh config
  weigh config --criteria ours --fail-on lean
  weigh config --format json

A weigh.yaml:
  profile: shop.yaml
  add: [rails.yaml]
  records: docs/decisions
  fail-on: [too-close, stale]
  expect: django")]
pub struct ConfigArgs {
    /// Profile files, as for `weigh decide`; in the environment `WEIGH_PROFILE`.
    #[arg(value_name = "PROFILE")]
    profiles: Vec<PathBuf>,
    #[command(flatten)]
    catalogue: CatalogueArgs,
    #[command(flatten)]
    gates: Gates,
    /// The folder of the records; in the environment `WEIGH_RECORDS`.
    #[arg(long, value_name = "DIR", help_heading = "Record")]
    dir: Option<PathBuf>,
    /// How records are written; in the environment `WEIGH_ADR`.
    #[arg(long, value_name = "FLAVOUR", value_parser = flavours(), help_heading = "Record")]
    adr: Option<String>,
    /// Look at evidence and overrides as of this day instead of today: YYYY-MM-DD.
    #[arg(long, value_name = "DATE", env = "WEIGH_AS_OF", help_heading = "Analysis")]
    as_of: Option<Date>,
    /// The form of the list; the form of decisions is set with `WEIGH_FORMAT` or in the file.
    #[arg(long, value_enum, default_value_t = ListFormat::Table, help_heading = "Output")]
    format: ListFormat,
}

fn flavours() -> PossibleValuesParser {
    PossibleValuesParser::new(AdrFormat::ALL.iter().map(|adr| adr.as_str()))
}

/// What a list is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// For a terminal.
    Table,
    /// For programs.
    Json,
}

/// Runs the command.
pub(super) fn run(args: &ConfigArgs, sources: &Sources) -> anyhow::Result<Exit> {
    let text = match args.format {
        ListFormat::Table => table(sources),
        ListFormat::Json => format!("{:#}\n", listed(sources)),
    };
    output::to_stdout(text.as_bytes())?;
    Ok(Exit::Done)
}

impl Source {
    fn kind(&self) -> &'static str {
        match self {
            Self::Flag(_) => "flag",
            Self::Environment(_) => "environment",
            Self::File(..) => "file",
            Self::Default => "default",
        }
    }

    /// The flag, the variable, or the file and line.
    pub(super) fn place(&self) -> Option<String> {
        match self {
            Self::Flag(flag) => Some(flag.clone()),
            Self::Environment(name) => Some((*name).to_owned()),
            Self::File(path, line) => Some(format!("{path}:{line}")),
            Self::Default => None,
        }
    }
}

/// Settings with their values and sources, in columns.
fn table(sources: &Sources) -> String {
    let rows: Vec<[String; 3]> = SETTINGS
        .iter()
        .filter_map(|setting| {
            let InForce { values, source } = sources.of(setting.key)?;
            let value = match values.as_slice() {
                [] => setting.default.to_owned(),
                values => safe::line(&values.join(", ")),
            };
            let from = source.place().unwrap_or_else(|| source.kind().to_owned());
            Some([setting.key.to_owned(), value, safe::line(&from)])
        })
        .collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let (first, second) = (width(0).unwrap_or(0), width(1).unwrap_or(0));
    let mut text = String::new();
    for [key, value, from] in &rows {
        // Writing to memory cannot fail.
        let _ = writeln!(text, "{key:<first$}  {value:<second$}  {from}");
    }
    text
}

fn listed(sources: &Sources) -> Value {
    let each = SETTINGS.iter().filter_map(|setting| {
        let InForce { values, source } = sources.of(setting.key)?;
        let several = ["add", "fail-on"].contains(&setting.key);
        let value = match values.as_slice() {
            values if several => json!(values),
            [] if setting.key == "format" => json!(setting.default),
            [] => Value::Null,
            [one] => json!(one),
            values => json!(values),
        };
        let told = json!({"value": value, "from": source.kind(), "where": source.place()});
        Some((setting.key.to_owned(), told))
    });
    json!({"file": sources.file, "settings": each.collect::<Map<_, _>>()})
}
