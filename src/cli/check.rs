//! `weigh check`: computes records again, and says which still hold.

use super::records::{Repository, computed, real, shelf};
use super::{Exit, input, output};
use crate::load::{Problems, Text};
use crate::record::{
    self, Cut, Data, Found, Look, RULES, compare, cut, is_retired, looked_at, numbers_twice,
};
use crate::render::findings::{Entry, Form, Level, Report, Rule, write};
use anyhow::{Context, anyhow, bail};
use clap::Args;
use clap::builder::PossibleValuesParser;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Fails by default; the others warn.
const DEFAULT: &str = "recommendation-changed";

/// Compute decision records again, and say which still hold.
///
/// A record names the profile and the catalogue that it was computed from. What fails the run, `--fail-on` chooses;
/// the rest is a warning. A record whose profile is gone cannot be checked: exit code 2.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  weigh check                                   every record that weigh wrote
  weigh check docs/decisions/0001-shop.md
  weigh check --fail-on all
  weigh check --format github                   annotations in a pull request
  weigh check --format markdown >> \"$GITHUB_STEP_SUMMARY\"")]
pub struct CheckArgs {
    /// The records; without any, all that weigh wrote in the folder of the records.
    #[arg(value_name = "RECORD")]
    records: Vec<PathBuf>,
    /// The folder of the records, whatever the repository says.
    #[arg(long, value_name = "DIR", conflicts_with = "records")]
    dir: Option<PathBuf>,
    /// What fails the run, and nothing else does.
    #[arg(
        long,
        value_name = "RULES",
        value_parser = rules(),
        value_delimiter = ',',
        default_value = DEFAULT,
        help_heading = "Gates"
    )]
    fail_on: Vec<String>,
    /// The form of the result.
    #[arg(long, value_enum, default_value_t = Form::Table, help_heading = "Output")]
    format: Form,
    /// Look at evidence, overrides and review days as of this day instead of today: YYYY-MM-DD.
    #[arg(long, value_name = "DATE", env = "WEIGH_AS_OF", help_heading = "Analysis")]
    as_of: Option<Date>,
}

fn rules() -> PossibleValuesParser {
    let ids = RULES.iter().map(|rule| rule.id);
    PossibleValuesParser::new(ids.chain(["all", "none"]))
}

/// What came of looking at every record.
struct Looked<'a> {
    args: &'a CheckArgs,
    today: Date,
    report: Report,
    failed: bool,
}

/// Runs the command.
pub(super) fn run(args: &CheckArgs) -> anyhow::Result<Exit> {
    let today = args.as_of.unwrap_or_else(input::today);
    let report = Report { command: "check".to_owned(), rules: listed(args), ..Report::default() };
    let mut looked = Looked { args, today, report, failed: false };
    let records = records(args)?;
    for path in &records {
        looked.at(path);
    }
    looked.numbers(&records)?;
    let mut out = Vec::new();
    write(&looked.report, args.format, &mut out)?;
    output::to_stdout(&out)?;
    Ok(looked.exit())
}

fn listed(args: &CheckArgs) -> Vec<Rule> {
    let rule = |rule: &record::Rule| Rule {
        id: rule.id.to_owned(),
        title: rule.title.to_owned(),
        help: rule.help.to_owned(),
        level: args.level(rule.id),
    };
    RULES.iter().map(rule).collect()
}

/// Those that were named, else all that weigh wrote.
fn records(args: &CheckArgs) -> anyhow::Result<Vec<PathBuf>> {
    if !args.records.is_empty() {
        return Ok(args.records.clone());
    }
    let folder = args.dir.clone().map_or_else(usual_folder, Ok)?;
    let found = shelf(&folder)?.unwrap_or_default();
    let own = found.entries().iter().filter(|entry| cut(&entry.text).is_some());
    let paths: Vec<PathBuf> = own.map(|entry| folder.join(&entry.name)).collect();
    if paths.is_empty() {
        bail!(
            "there is no record that weigh wrote in `{}`; `weigh record` writes one",
            output::shown(&folder)
        );
    }
    Ok(paths)
}

/// Where the repository keeps its records.
fn usual_folder() -> anyhow::Result<PathBuf> {
    let here = real(Path::new("."))?;
    let repository = Repository::around(&here)?;
    let folder = real(&repository.root.join(record::home(&repository).folder))?;
    repository.ensure_within(&folder)?;
    Ok(PathBuf::from(super::records::relative(&here, &folder)))
}

impl CheckArgs {
    fn level(&self, rule: &str) -> Level {
        let fails = self.fail_on.iter().any(|on| on == rule || on == "all");
        if fails { Level::Error } else { Level::Warning }
    }
}

impl Looked<'_> {
    /// Looks at one record; what cannot be looked at is told, and the others go on.
    fn at(&mut self, path: &Path) {
        match self.found(path) {
            Ok(found) => {
                self.report.files.push(path.display().to_string());
                let entries = found.into_iter().map(|found| self.args.entry(path, found));
                self.report.entries.extend(entries.collect::<Vec<_>>());
            }
            Err(error) => {
                self.failed = true;
                let said = format!("{} cannot be checked", output::shown(path));
                match error.downcast_ref::<Problems>() {
                    Some(problems) => {
                        output::say(&output::error_line(&said));
                        output::say(&problems.render(output::styled_stderr()));
                    }
                    None => output::say(&output::error_line(&format!("{said}: {error:#}"))),
                }
            }
        }
    }

    fn found(&self, path: &Path) -> anyhow::Result<Vec<Found>> {
        let text = Text::read(path).map_err(Problems::from)?;
        let cut = cut(&text.text).context("weigh has no part in it")?;
        if is_retired(&text.text) {
            output::say(&format!("{} no longer stands, and is not checked", output::shown(path)));
            return Ok(Vec::new());
        }
        let data = Data::read(cut.inside).map_err(|error| anyhow!("{error}"))?;
        self.compared(path, &cut, &data)
    }

    fn compared(&self, path: &Path, cut: &Cut<'_>, data: &Data) -> anyhow::Result<Vec<Found>> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let now = computed(folder, &data.inputs, self.today)?;
        let difference = compare(data, &now);
        let remedy = remedy(folder, data)?;
        let look = Look { cut, data, now: &now, today: Some(self.today), remedy: &remedy };
        Ok(looked_at(&look, &difference))
    }

    /// Records that share their number with another file of their folder.
    fn numbers(&mut self, records: &[PathBuf]) -> anyhow::Result<()> {
        let parent = |path: &PathBuf| path.parent().map(Path::to_owned).unwrap_or_default();
        let folders: BTreeSet<PathBuf> = records.iter().map(parent).collect();
        for folder in folders {
            let here = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
            let Some(files) = shelf(here)? else { continue };
            for (name, found) in numbers_twice(&files) {
                let path = folder.join(name);
                if records.contains(&path) {
                    self.report.entries.push(self.args.entry(&path, found));
                }
            }
        }
        Ok(())
    }

    fn exit(&self) -> Exit {
        match (self.failed, self.report.count(Level::Error)) {
            (true, _) => Exit::Failed,
            (false, 0) => Exit::Done,
            (false, _) => Exit::GateFailed,
        }
    }
}

impl CheckArgs {
    fn entry(&self, path: &Path, found: Found) -> Entry {
        Entry {
            rule: found.rule.to_owned(),
            level: self.level(found.rule),
            file: path.display().to_string(),
            place: Some((found.line, 1, 0)),
            line: None,
            message: found.message,
            detail: found.detail,
            hint: found.help,
        }
    }
}

/// The command that brings a record up to date, typed here.
fn remedy(folder: &Path, data: &Data) -> anyhow::Result<String> {
    let (here, folder) = (real(Path::new("."))?, real(folder)?);
    let at =
        |path: &String| real(&folder.join(path)).map(|path| super::records::relative(&here, &path));
    let mut words = vec!["weigh record".to_owned()];
    words.extend(data.inputs.profile.as_ref().map(at).transpose()?);
    words.extend(data.inputs.flags.iter().cloned());
    if let Some(path) = &data.inputs.criteria {
        words.push(format!("--criteria {}", at(path)?));
    }
    for path in &data.inputs.add {
        words.push(format!("--add {}", at(path)?));
    }
    words.push("--update".to_owned());
    Ok(words.join(" "))
}
