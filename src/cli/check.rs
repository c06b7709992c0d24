//! `weigh check`: computes records again, and reports which still hold.

use super::args::word;
use super::records::{Repository, read_dir, real, recompute, relative, typed_at};
use super::{Exit, input, output};
use crate::load::{Problems, Text};
use crate::model::{FindingsFormat, Word};
use crate::record::{
    AdrConfig, CheckRule, Data, RecordCheck, duplicate_numbers, is_retired, split,
};
use crate::render::findings::{Entry, Report, Rule, Severity, write};
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
        value_parser = PossibleValuesParser::new(CheckRule::ALL.iter().map(|rule| rule.as_str()).chain(["all", "none"])),
        value_delimiter = ',',
        default_value = "recommendation-changed,method-changed",
        help_heading = "Gates"
    )]
    fail_on: Vec<String>,
    /// The output format.
    #[arg(long, value_parser = word::<FindingsFormat>(), default_value_t = FindingsFormat::Table, help_heading = "Output")]
    format: FindingsFormat,
    /// Check evidence, overrides and review dates as of this day instead of today: YYYY-MM-DD.
    #[arg(long, value_name = "DATE", env = "WEIGH_AS_OF", help_heading = "Analysis")]
    as_of: Option<Date>,
}

/// Runs the command.
pub(super) fn run(args: &CheckArgs) -> anyhow::Result<Exit> {
    let rules = CheckRule::ALL.iter().map(|rule| Rule {
        id: rule.as_str(),
        title: rule.about(),
        help: rule.help().to_owned(),
        severity: args.severity(rule.as_str()),
    });
    let report = Report { command: "check", rules: rules.collect(), ..Report::default() };
    let today = args.as_of.unwrap_or_else(input::today);
    let mut run = CheckRun { args, today, report, failed: false };
    let records = args.records()?;
    for path in &records {
        run.check(path);
    }
    run.check_numbers(&records)?;
    let mut out = Vec::new();
    write(&run.report, args.format, &mut out)?;
    output::to_stdout(&out)?;
    Ok(match run.report.count(Severity::Error) {
        _ if run.failed => Exit::Failed,
        0 => Exit::Done,
        _ => Exit::GateFailed,
    })
}

impl CheckArgs {
    fn severity(&self, rule: &str) -> Severity {
        let fails = self.fail_on.iter().any(|on| on == rule || on == "all");
        if fails { Severity::Error } else { Severity::Warning }
    }

    /// The named records, else all that weigh wrote.
    fn records(&self) -> anyhow::Result<Vec<PathBuf>> {
        if !self.records.is_empty() {
            return Ok(self.records.clone());
        }
        let folder = self.dir.clone().map_or_else(default_folder, Ok)?;
        let dir = read_dir(&folder)?.unwrap_or_default();
        let own = dir.files().iter().filter(|file| split(&file.text).is_some());
        let paths: Vec<PathBuf> = own.map(|file| folder.join(&file.name)).collect();
        ensure!(
            !paths.is_empty(),
            "no record written by weigh in `{}`; write one with `weigh record`",
            output::shown(&folder)
        );
        Ok(paths)
    }
}

/// Where the repository keeps its records.
fn default_folder() -> anyhow::Result<PathBuf> {
    let here = real(Path::new("."))?;
    let repository = Repository::around(&here)?;
    let folder = real(&repository.root.join(AdrConfig::detect(&repository).folder))?;
    repository.ensure_within(&folder)?;
    Ok(PathBuf::from(relative(&here, &folder)))
}

/// A run over every record.
struct CheckRun<'a> {
    args: &'a CheckArgs,
    today: Date,
    report: Report,
    failed: bool,
}

impl CheckRun<'_> {
    /// Checks one record; one that cannot be checked is reported, and the run goes on.
    fn check(&mut self, path: &Path) {
        match self.findings(path) {
            Ok(found) => {
                self.report.files.push(path.display().to_string());
                found.into_iter().for_each(|entry| self.add(entry));
            }
            Err(error) => {
                self.failed = true;
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

    fn add(&mut self, entry: Entry) {
        let severity = self.args.severity(entry.rule);
        self.report.entries.push(Entry { severity, ..entry });
    }

    fn findings(&self, path: &Path) -> anyhow::Result<Vec<Entry>> {
        let text = Text::read(path).map_err(Problems::from)?;
        let split = split(&text.text).context("it has no part written by weigh")?;
        if is_retired(&text.text) {
            output::say(&format!("skipped {}: superseded or rejected", output::shown(path)));
            return Ok(Vec::new());
        }
        let data = Data::read(split.inside)?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let now = recompute(folder, &data.inputs, self.today)?;
        let (here, folder) = (real(Path::new("."))?, real(folder)?);
        let arguments = data.inputs.arguments(|path| typed_at(&here, &folder, path));
        let update = format!("weigh record {arguments} --update");
        let (file, today) = (path.display().to_string(), self.today);
        let (file, update) = (file.as_str(), update.as_str());
        Ok(RecordCheck { file, split: &split, data: &data, now: &now, today, update }.findings())
    }

    /// Checks for records that share their number with another file of their folder.
    fn check_numbers(&mut self, records: &[PathBuf]) -> anyhow::Result<()> {
        let parent = |path: &PathBuf| path.parent().map(Path::to_owned).unwrap_or_default();
        for folder in records.iter().map(parent).collect::<BTreeSet<PathBuf>>() {
            let here = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
            let Some(dir) = read_dir(here)? else { continue };
            for entry in duplicate_numbers(&dir) {
                let path = folder.join(&entry.file);
                if records.contains(&path) {
                    self.add(Entry { file: path.display().to_string(), ..entry });
                }
            }
        }
        Ok(())
    }
}
