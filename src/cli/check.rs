//! `weigh check`: computes records again, and reports which still hold.

use super::args::{Lenient, date, word};
use super::records::{
    Convention, Repository, arguments, from_here, open, read_dir, real, recompute, written_by_weigh,
};
use super::{Exit, input, output};
use crate::load::{Problem, Problems, Text};
use crate::model::{FindingsFormat, Word};
use crate::record::{
    AdrDir, AdrFile, CheckRule, Data, DataError, RecordCheck, is_ours, retired, split, successor,
    wrong_numbers,
};
use crate::render::findings::{Entry, Report, Rule, Severity};
use crate::text::quote;
use anyhow::ensure;
use clap::Args;
use clap::builder::PossibleValuesParser;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Recompute decision records, and report which no longer follow from their profile.
///
/// A record names the profile and the catalogue that it was computed from. `--fail-on` chooses the rules that fail the
/// run; the others are warnings. A record that is damaged or whose profile is missing cannot be checked: exit code 2.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// The records, or folders of them; the default is every record that weigh wrote in the repository.
    #[arg(value_name = "RECORD", value_hint = clap::ValueHint::FilePath)]
    records: Vec<PathBuf>,
    /// Check the records in this folder and below it only.
    #[arg(long, value_name = "DIR", conflicts_with = "records", value_hint = clap::ValueHint::DirPath)]
    dir: Option<PathBuf>,
    /// The rules that fail the run; the others are warnings.
    #[arg(
        long,
        value_name = "RULES",
        value_parser = Lenient(PossibleValuesParser::new(CheckRule::ALL.iter().map(|rule| rule.as_str()).chain(["all", "none"]))),
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
    let rules = CheckRule::ALL.iter().map(|rule| {
        let (id, title, help) = (rule.as_str(), rule.about(), rule.help().to_owned());
        let fails =
            *rule == CheckRule::NotChecked || args.fail_on.iter().any(|on| on == id || on == "all");
        let severity = if fails { Severity::Error } else { Severity::Warning };
        Rule { id, title, help, severity }
    });
    let mut report = Report { command: "check", rules: rules.collect(), ..Report::default() };
    let today = args.as_of.unwrap_or_else(input::today);
    let records = records(args)?;
    let mut failed = false;
    for path in &records {
        let file = path.display().to_string();
        match findings(path, today) {
            Ok(None) => {}
            Ok(Some(found)) => {
                report.files.push(file);
                report.entries.extend(found);
            }
            // The others are checked.
            Err(error) => {
                failed = true;
                let rule = CheckRule::NotChecked;
                let (line, reason, help) = reason(&error, &file);
                let help = match help {
                    Some(help) if path.symlink_metadata().is_ok() => help,
                    _ if let Some(reference) = without_profile(path) => format!(
                        "restore the profile from version control; if it was renamed, run `weigh record NEW-NAME \
                         --supersede {reference}`"
                    ),
                    _ if args.records.is_empty()
                        || std::fs::read(path).is_ok_and(|bytes| is_ours(&bytes)) =>
                    {
                        rule.help().to_owned()
                    }
                    _ => {
                        "name a record written by weigh, or omit the argument to check all records"
                            .to_owned()
                    }
                };
                let message = format!("cannot check this record: {reason}");
                let entry = Entry::warning(rule.as_str(), (&file, line), &message, &help);
                report.entries.push(entry);
            }
        }
    }
    report.entries.extend(shared_numbers(&records)?);
    output::findings(report, args.format, failed)
}

/// What names a record in `--supersede` if it can be read, and its profile is missing.
fn without_profile(path: &Path) -> Option<String> {
    let path = path.canonicalize().ok()?;
    let (name, folder) = (path.file_name()?.to_string_lossy().into_owned(), path.parent()?);
    let file = AdrFile { name, text: Text::read(&path).ok()?.text };
    let profile = Data::read(&split(&file.text).ok()??).ok()?.inputs.profile?;
    (!folder.join(profile).exists()).then(|| output::word(Path::new(&file.reference())))
}

/// The line of the record, what went wrong, the first problem of several, and what to do if that is known. All problems of
/// another file that can be read are reported.
fn reason(error: &anyhow::Error, record: &str) -> (u32, String, Option<String>) {
    if let Some(DataError { line, message }) = error.downcast_ref() {
        return (*line, message.clone(), None);
    }
    match error.downcast_ref::<Problems>().and_then(|problems| problems.iter().next()) {
        None => (1, format!("{error:#}").lines().next().unwrap_or_default().to_owned(), None),
        Some(first) if first.file == record => {
            (first.place.map_or(1, |place| place.line), first.message.clone(), first.hint.clone())
        }
        Some(first) => {
            let other = quote(&first.file);
            let is_there = Path::new(&first.file).exists();
            if is_there {
                super::report(error);
            }
            let help = is_there.then(|| format!("correct {other}"));
            (1, format!("{other}: {}", first.message), help)
        }
    }
}

/// The named records and those in the named folders, else all that weigh wrote in the repository and in the folder of its
/// convention, which a search may leave out.
fn records(args: &CheckArgs) -> anyhow::Result<Vec<PathBuf>> {
    let written = |folder: &PathBuf| Ok(warn_if_none(folder, written_by_weigh(folder)?));
    if !args.records.is_empty() {
        let of =
            |path: &PathBuf| if path.is_dir() { written(path) } else { Ok(vec![path.clone()]) };
        return Ok(once(args.records.iter().map(of).collect::<anyhow::Result<Vec<_>>>()?.concat()));
    }
    if let Some(folder) = &args.dir {
        ensure!(folder.is_dir(), "no such folder: `{}`", output::shown(folder));
        return written(folder);
    }
    let repository = Repository::around(Path::new("."))?;
    let Convention { root, folder, .. } = repository.convention()?;
    repository.ensure_within(&folder)?;
    let mut paths = written_by_weigh(&root)?;
    if !AdrDir::is_searched(&root, &folder) {
        paths.extend(written_by_weigh(&folder)?);
    }
    let paths = once(paths);
    Ok(warn_if_none(&from_here(&root), paths.iter().map(|path| from_here(path)).collect()))
}

/// Each file once, by its own name rather than that of a link.
fn once(mut paths: Vec<PathBuf>) -> Vec<PathBuf> {
    paths.sort_by_key(|path| path.is_symlink());
    let mut seen = BTreeSet::new();
    paths.retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    paths
}

fn warn_if_none(folder: &Path, records: Vec<PathBuf>) -> Vec<PathBuf> {
    if records.is_empty() {
        let folder = output::shown(folder);
        output::say(&format!(
            "no record written by weigh in `{folder}` or below it; write one with `weigh record`"
        ));
    }
    records
}

/// What is found about a record; none if it is skipped.
fn findings(path: &Path, today: Date) -> anyhow::Result<Option<Vec<Entry>>> {
    // A link stands for its file.
    let (place, text) = open(path)?;
    let skip = |why: &str| {
        output::say(&format!("skipped {}: {why}", output::shown(path)));
        Ok(None)
    };
    let Some(split) = split(&text.text)? else {
        let is_text = path.extension().is_some_and(|end| end == "md" || end == "adoc");
        ensure!(is_text, "it is not a record written by weigh");
        return skip("not written by weigh");
    };
    if let Some(status) = retired(&text.text) {
        ensure_successor(path, &place, &text.text)?;
        return skip(status);
    }
    let data = Data::read(&split)?;
    let folder = place.parent().unwrap_or(Path::new("."));
    let now = &recompute(folder, &data.inputs, today)?;
    let arguments = arguments(&data.inputs, folder, &real(Path::new("."))?);
    let update = &format!("weigh record {arguments} --update");
    let file = &path.display().to_string();
    let check = RecordCheck { file, split: &split, data: &data, now, today, update };
    Ok(Some(check.findings()))
}

/// A superseded record is history only if there is another in its place.
fn ensure_successor(path: &Path, place: &Path, text: &str) -> anyhow::Result<()> {
    let Some(by) = successor(text) else { return Ok(()) };
    let folder = place.parent().unwrap_or(Path::new("."));
    let repository = Repository::around(folder)?;
    // An old record may have been moved to a subfolder.
    for near in folder.ancestors().take(2).take_while(|at| at.starts_with(repository.top())) {
        if near.join(&by).is_file() || read_dir(near)?.has(&by) {
            return Ok(());
        }
    }
    let message = format!("it is superseded by {}, which does not exist", quote(&by));
    let problem = Problem::new(&path.display().to_string(), &message);
    let help = "restore that record from version control, or correct the status";
    Err(Problems::from(problem.help(help)).into())
}

/// Records that share their number with another file of their folder, or have two.
fn shared_numbers(records: &[PathBuf]) -> anyhow::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let folders: BTreeSet<&Path> = records.iter().filter_map(|path| path.parent()).collect();
    for folder in folders {
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        for mut entry in wrong_numbers(&read_dir(here)?) {
            let path = folder.join(&entry.problem.file);
            if records.contains(&path) {
                entry.problem.file = path.display().to_string();
                entries.push(entry);
            }
        }
    }
    Ok(entries)
}
