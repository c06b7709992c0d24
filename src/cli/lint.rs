//! `weigh lint`: checks catalogue and profile files, and says what to do at which line.

mod report;
mod subject;

use super::args::CatalogueArgs;
use super::{Exit, input, output};
use crate::lint::Severity;
use crate::render::findings::{Form, write};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use subject::{Looked, look};

/// Check catalogue and profile files, and say what to put right at which line.
///
/// Without a path: the folder `criteria` and the file `weigh-profile.yaml` where they are, else the embedded
/// catalogue. Errors fail the run; warnings do not, unless `--fail-on` says so.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  weigh lint criteria                a catalogue's folder
  weigh lint rails.yaml              a framework that is added with --add
  weigh lint services/*.yaml         profiles
  weigh lint --format github --fail-on stale
  weigh explain unsourced            what a rule wants")]
pub struct LintArgs {
    /// Folders and files to check; `-` is a profile on standard input.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    catalogue: CatalogueArgs,
    /// The form of the result.
    #[arg(long, value_enum, default_value_t = Form::Table, help_heading = "Output")]
    format: Form,
    /// Fail on these warnings too.
    #[arg(
        long,
        value_name = "CONDITIONS",
        value_enum,
        value_delimiter = ',',
        help_heading = "Gates"
    )]
    fail_on: Vec<FailOn>,
    /// Look at the age of evidence as of this day instead of today: YYYY-MM-DD.
    #[arg(long, value_name = "DATE", env = "WEIGH_AS_OF")]
    as_of: Option<Date>,
}

/// A warning on which to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Evidence or an extension past its date.
    Stale,
    /// Any warning.
    Warning,
}

/// Runs the command.
pub(super) fn run(args: &LintArgs) -> anyhow::Result<Exit> {
    let today = args.as_of.unwrap_or_else(input::today);
    let base = input::catalogue(&args.catalogue)?;
    let mut looked = Looked::default();
    let paths = paths(args);
    if paths.is_empty() {
        looked.extend(subject::embedded(today));
    }
    for path in &paths {
        looked.extend(look(path, &base, today)?);
    }
    let mut out = Vec::new();
    write(&report::report(&looked), args.format, &mut out)?;
    output::to_stdout(&out)?;
    let fails = looked.findings.iter().any(|finding| args.fails(finding.rule));
    Ok(if fails { Exit::GateFailed } else { Exit::Done })
}

impl LintArgs {
    fn fails(&self, rule: &crate::lint::Rule) -> bool {
        let asked = |on: &FailOn| match on {
            FailOn::Stale => rule.id.starts_with("stale"),
            FailOn::Warning => true,
        };
        rule.severity == Severity::Error || self.fail_on.iter().any(asked)
    }
}

/// What was named, else what is there.
fn paths(args: &LintArgs) -> Vec<PathBuf> {
    if !args.paths.is_empty() {
        return args.paths.clone();
    }
    let folder = args.catalogue.criteria.clone().unwrap_or_else(|| PathBuf::from("criteria"));
    let profile = PathBuf::from("weigh-profile.yaml");
    let there =
        [subject::is_catalogue(&folder).then_some(folder), profile.exists().then_some(profile)];
    there.into_iter().flatten().collect()
}

/// Whether a folder is laid out as a catalogue.
fn has(folder: &Path, name: &str) -> bool {
    folder.join(name).exists()
}
