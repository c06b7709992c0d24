//! `weigh check`: computes records again, and reports which still hold.

use super::args::{date, lenient, word};
use super::records::{Repository, arguments, read_dir, real, recompute, relative};
use super::{Exit, input, output};
use crate::load::{Problems, Text};
use crate::model::{FindingsFormat, Word};
use crate::record::{CheckRule, Data, RecordCheck, duplicate_numbers, is_retired, split};
use crate::render::findings::{Entry, Report, Rule, Severity};
use anyhow::{Context, ensure};
use clap::Args;
use clap::builder::PossibleValuesParser;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Compute decision records again, and report which still hold.
///
/// A record names the profile and the catalogue that it was computed from. `--fail-on` chooses the rules that fail the
/// run; the others are warnings. A record whose profile is gone cannot be checked: exit code 2.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// The records; the default is every record that weigh wrote in the folder of the records.
    #[arg(value_name = "RECORD")]
    records: Vec<PathBuf>,
    /// The folder of the records; the default is the repository's.
    #[arg(long, value_name = "DIR", env = "WEIGH_RECORDS", conflicts_with = "records")]
    dir: Option<PathBuf>,
    /// The rules that fail the run; the others are warnings.
    #[arg(
        long,
        value_name = "RULES",
        value_parser = lenient(PossibleValuesParser::new(CheckRule::ALL.iter().map(|rule| rule.as_str()).chain(["all", "none"]))),
        value_delimiter = ',',
        default_value = "recommendation-changed,method-changed",
        help_heading = "Gates"
    )]
    fail_on: Vec<String>,
    /// The output format.
    #[arg(long, value_parser = word::<FindingsFormat>(), default_value_t = FindingsFormat::Table, help_heading = "Output")]
    format: FindingsFormat,
    /// Check evidence, overrides and review dates as of this day instead of today: YYYY-MM-DD.
    #[arg(long, value_name = "DATE", env = "WEIGH_AS_OF", value_parser = date, help_heading = "Analysis")]
    as_of: Option<Date>,
}

/// Runs the command.
pub(super) fn run(args: &CheckArgs) -> anyhow::Result<Exit> {
    let severity = |rule: &str| {
        let fails = args.fail_on.iter().any(|on| on == rule || on == "all");
        if fails { Severity::Error } else { Severity::Warning }
    };
    let rules = CheckRule::ALL.iter().map(|rule| Rule {
        id: rule.as_str(),
        title: rule.about(),
        help: rule.help().to_owned(),
        severity: severity(rule.as_str()),
    });
    let mut report = Report { command: "check", rules: rules.collect(), ..Report::default() };
    let today = args.as_of.unwrap_or_else(input::today);
    let records = records(args)?;
    let mut failed = false;
    for path in &records {
        match findings(path, today) {
            Ok(found) => {
                report.files.push(path.display().to_string());
                report.entries.extend(found);
            }
            // The others are checked.
            Err(error) => {
                failed = true;
                let message = format!("cannot check `{}`", output::shown(path));
                if error.is::<Problems>() {
                    output::error(&message);
                    super::report(&error);
                } else {
                    super::report(&error.context(message));
                }
            }
        }
    }
    report.entries.extend(shared_numbers(&records)?);
    for entry in &mut report.entries {
        entry.severity = severity(entry.rule);
    }
    let errors = report.count(Severity::Error);
    output::findings(report, args.format)?;
    Ok(match errors {
        _ if failed => Exit::Failed,
        0 => Exit::Done,
        _ => Exit::GateFailed,
    })
}

/// The named records, else all that weigh wrote.
fn records(args: &CheckArgs) -> anyhow::Result<Vec<PathBuf>> {
    if !args.records.is_empty() {
        return Ok(args.records.clone());
    }
    let folder = args.dir.clone().map_or_else(usual_folder, Ok)?;
    let dir = read_dir(&folder)?;
    let own = dir.files.iter().filter(|file| split(&file.text).is_some());
    let paths: Vec<PathBuf> = own.map(|file| folder.join(&file.name)).collect();
    ensure!(
        !paths.is_empty(),
        "no record written by weigh in `{}`; write one with `weigh record`",
        output::shown(&folder)
    );
    Ok(paths)
}

/// Where the repository keeps its records.
fn usual_folder() -> anyhow::Result<PathBuf> {
    let here = real(Path::new("."))?;
    let repository = Repository::around(&here)?;
    let (_, folder) = repository.convention()?;
    repository.ensure_within(&folder)?;
    Ok(PathBuf::from(relative(&here, &folder)))
}

fn findings(path: &Path, today: Date) -> anyhow::Result<Vec<Entry>> {
    let text = Text::read(path).map_err(Problems::from)?;
    let split = split(&text.text).context("it has no part written by weigh")?;
    if is_retired(&text.text) {
        output::say(&format!("skipped {}: superseded or rejected", output::shown(path)));
        return Ok(Vec::new());
    }
    let data = Data::read(split.inside)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let now = recompute(folder, &data.inputs, today)?;
    let arguments = arguments(&data.inputs, &real(folder)?, &real(Path::new("."))?);
    let update = format!("weigh record {arguments} --update");
    let check = RecordCheck {
        file: &path.display().to_string(),
        split: &split,
        data: &data,
        now: &now,
        today,
        update: &update,
    };
    Ok(check.findings().into_iter().map(|(_, entry)| entry).collect())
}

/// Records that share their number with another file of their folder.
fn shared_numbers(records: &[PathBuf]) -> anyhow::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let folders: BTreeSet<&Path> = records.iter().filter_map(|path| path.parent()).collect();
    for folder in folders {
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        for entry in duplicate_numbers(&read_dir(here)?) {
            let path = folder.join(&entry.file);
            if records.contains(&path) {
                entries.push(Entry { file: path.display().to_string(), ..entry });
            }
        }
    }
    Ok(entries)
}
