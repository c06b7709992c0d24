//! `weigh record`: writes the decision into the repository, or updates the record that is there.

use super::args::{CatalogueArgs, ProjectArgs, date, word};
use super::config::Settings;
use super::decide::Job;
use super::records::{
    Convention, Existing, Repository, arguments, from_here, lock, open, place, read_dir, real,
    relative,
};
use super::{Exit, input, output};
use crate::decision::Decision;
use crate::load::config::nearest;
use crate::load::{Problem, Problems};
use crate::model::{AdrFormat, AdrStatus, Catalogue, parse_word};
use crate::record::{
    self, AdrDir, AdrFile, CheckRule, Composer, Data, Inputs, RecordCheck, retired,
};
use crate::render::findings::Entry;
use crate::text::{and_list, quote};
use anyhow::{Context, bail, ensure};
use clap::Args;
use jiff::civil::Date;
use own::{inputs, own_record};
use std::path::{Path, PathBuf};

mod own;

/// Write the decision record, or update it.
///
/// The folder and the format are those of the records around the profile: see docs/records.md. The default is MADR in
/// `docs/decisions`. An existing record is changed only with `--update`, or with `--supersede`, which changes the status
/// of the old one.
#[derive(Debug, Args)]
pub(super) struct RecordArgs {
    /// The profile; the default is that of `weigh.yaml`, else the nearest `weigh-profile.yaml`.
    #[arg(value_name = "PROFILE", env = "WEIGH_PROFILE", value_hint = clap::ValueHint::FilePath)]
    profile: Option<PathBuf>,
    /// The format; the default is the repository's.
    #[arg(long, value_name = "FORMAT", env = "WEIGH_ADR", value_parser = word::<AdrFormat>(), help_heading = "Record")]
    adr: Option<AdrFormat>,
    /// The folder of the records; the default is the repository's.
    #[arg(long, value_name = "DIR", env = "WEIGH_RECORDS", help_heading = "Record", value_hint = clap::ValueHint::DirPath)]
    dir: Option<PathBuf>,
    /// Rewrite weigh's part of the existing record, and nothing else.
    #[arg(long, conflicts_with_all = ["supersede", "adr", "date", "status"], help_heading = "Record")]
    update: bool,
    /// Write a new record that replaces this one, and link the two: a number or a file name.
    #[arg(long, value_name = "N", help_heading = "Record")]
    supersede: Option<String>,
    /// The date of a new record instead of today: YYYY-MM-DD.
    #[arg(long, value_name = "DATE", env = "ADR_DATE", value_parser = date, help_heading = "Record")]
    date: Option<Date>,
    /// The status of a new record; the default is proposed.
    #[arg(long, value_parser = word::<AdrStatus>(), help_heading = "Record")]
    status: Option<AdrStatus>,
    #[command(flatten)]
    project: ProjectArgs,
    #[command(flatten)]
    catalogue: CatalogueArgs,
    /// Check the age of evidence and overrides as of this day instead of today: YYYY-MM-DD.
    #[arg(long, value_name = "DATE", env = "WEIGH_AS_OF", value_parser = date, help_heading = "Analysis")]
    as_of: Option<Date>,
}

/// Everything that writing needs.
struct Recorder<'a> {
    args: &'a RecordArgs,
    set: &'a Settings,
    /// The day for which evidence and overrides are judged.
    day: Date,
    root: PathBuf,
    folder: PathBuf,
    format: AdrFormat,
    dir: AdrDir,
    records: Vec<(PathBuf, Data)>,
    inputs: Inputs,
    arguments: String,
    catalogue: Catalogue,
    decision: Decision,
}

/// Runs the command.
pub(super) fn run(args: &RecordArgs, set: &Settings) -> anyhow::Result<Exit> {
    let mut profile = args.profile.as_deref();
    ensure!(
        profile.is_none_or(|path| path.as_os_str() != input::STDIN),
        "a record names its profile so that it can be checked later; save it in a file first"
    );
    let day = args.as_of.unwrap_or_else(input::today);
    let (flags, mut catalogue) = (input::overlay(&args.project).flags(), args.catalogue.clone());
    let repository = Repository::of(profile.unwrap_or(Path::new("")))?;
    let convention = repository.convention()?;
    let records = own::records(args, set, &repository, &convention)?;
    let own = own_record(args, set, &repository, &convention, &records)?;
    match &own {
        Some((_, data)) if data.inputs.profile.is_none() => profile = None,
        _ => set.report_profile(),
    }
    // Flags and a catalogue that are not given stay as they were recorded.
    let recorded = own.as_ref().filter(|_| args.supersede.is_none());
    let is_usual = catalogue.criteria.is_none() && catalogue.add.is_empty();
    if let Some((folder, data)) = recorded.filter(|_| is_usual) {
        catalogue = repository.catalogue(folder, &data.inputs)?;
    }
    let mut job = Job::on_day(day, &catalogue, &args.project)?;
    if let Some((_, data)) = recorded.filter(|_| flags.is_empty()) {
        job = job.with_flags(&data.inputs.flags)?;
    }
    ensure!(
        profile.is_some() || !job.flags.is_empty(),
        "missing profile; name one, or write one with `weigh init` or `weigh ask`"
    );
    let text = profile.map(input::text).transpose()?;
    let (dir, adr) = told(args, set, profile)?;
    let (own_folder, own_format) = own.map(|(folder, data)| (folder, data.format)).unzip();
    let (folder, usual) = destination((own_folder.or(dir), adr), &repository, &convention)?;
    ensure!(
        folder == convention.folder || repository.is_searched(&folder),
        "`weigh check` does not search `{}`; name another folder",
        shown(&folder)
    );
    let format = adr.or(own_format).unwrap_or(usual);
    let decision = job.decide(text.as_ref())?;
    ensure!(
        decision.described,
        "the profile does not describe the project; answer questions with `weigh ask`, or fill it in"
    );
    let inputs = inputs(&catalogue, job.flags, profile, &repository, &folder)?;
    let catalogue = job.catalogue;
    let root = repository.top().to_owned();
    if !args.update && args.supersede.is_none() {
        output::create_folder(&folder)?;
    }
    // The paths in it lead through the folder.
    let arguments = arguments(&inputs, &folder, &root);
    // Whoever holds the lock sees all records, so that numbers are given once.
    let _lock = lock(&folder);
    let dir = read_dir(&folder)?;
    Recorder {
        args,
        set,
        day,
        root,
        folder,
        format,
        dir,
        records,
        inputs,
        arguments,
        catalogue,
        decision,
    }
    .run()?;
    Ok(Exit::Done)
}

/// The folder of the records and their format: as told, else the repository's.
fn destination(
    told: (Option<PathBuf>, Option<AdrFormat>),
    repository: &Repository,
    convention: &Convention,
) -> anyhow::Result<(PathBuf, AdrFormat)> {
    let Convention { root, config, folder: configured } = convention;
    let (folder, format) = match told {
        (Some(dir), format) => {
            let folder = real(&dir)?;
            repository.ensure_same(&folder)?;
            let usual = (folder == *configured).then_some(config.format);
            let format = format.or(usual).or(read_dir(&folder)?.format());
            (folder, format.unwrap_or(AdrFormat::Madr))
        }
        (None, Some(format)) if format != config.format => {
            (real(&root.join(format.default_folder()))?, format)
        }
        (None, _) => {
            let origin = config.origin.as_deref().unwrap_or("the default");
            repository
                .ensure_within(configured)
                .with_context(|| format!("invalid folder in `{origin}`; use --dir to name it"))?;
            repository.ensure_same(configured)?;
            if config.origin.is_none() && !configured.exists() {
                output::say(&format!(
                    "no decision records found; they go to `{}`, unless --dir or `records` in weigh.yaml names a folder",
                    shown(configured)
                ));
            }
            (configured.clone(), config.format)
        }
    };
    let is_adr_tools = config.origin.is_some() && config.format == AdrFormat::Nygard;
    ensure!(
        !is_adr_tools || folder != *configured || format == AdrFormat::Nygard,
        "`{}` belongs to adr-tools, which does not support {} records; use --dir to name another folder, or leave \
         out --adr",
        shown(&folder),
        format.as_str()
    );
    Ok((folder, format))
}

/// The folder and the format that flags and environment name, else the settings nearest to the profile.
fn told(
    args: &RecordArgs,
    set: &Settings,
    profile: Option<&Path>,
) -> anyhow::Result<(Option<PathBuf>, Option<AdrFormat>)> {
    let folder = profile.and_then(Path::parent).filter(|at| !at.as_os_str().is_empty());
    let is_typed = set.is_typed("records") || set.is_typed("adr");
    let (Some(folder), false) = (folder, is_typed || set.ignored) else {
        return Ok((args.dir.clone(), args.adr));
    };
    let values = nearest(folder)?.values;
    let value = |key| values.get(key).and_then(|(values, _)| values.first());
    Ok((value("records").map(PathBuf::from), value("adr").and_then(|word| parse_word(word).ok())))
}

impl Recorder<'_> {
    fn run(&self) -> anyhow::Result<()> {
        for (number, files) in self.dir.duplicates() {
            let names: Vec<String> = files.iter().map(|file| quote(&file.name)).collect();
            output::say(&format!("warning: number {number} is used twice: {}", names.join(", ")));
        }
        let existing = self.existing()?;
        match (&self.args.supersede, existing.first()) {
            (Some(old), _) => self.supersede(old, &existing),
            (None, Some(existing)) if self.args.update => self.update(existing),
            (None, Some(existing)) => self.keep(existing),
            (None, None) if self.args.update => bail!(
                "no record of this profile in `{}`; leave out `--update` to write one",
                shown(&self.folder)
            ),
            (None, None) => {
                self.ensure_not_moved()?;
                let path = self.create(&self.new_record(None))?;
                print(&path, &format!("wrote {}", shown(&path)))
            }
        }
    }

    /// The records of this profile that are not retired, those with the same flags and catalogue first, then the latest.
    fn existing(&self) -> anyhow::Result<Vec<Existing<'_>>> {
        let unreadable = self.dir.unreadable.first();
        let why = |name: &String| match open(&self.folder.join(name)) {
            Ok(_) => "it cannot be read".to_owned(),
            Err(error) => {
                match error.downcast_ref::<Problems>().and_then(|all| all.iter().next()) {
                    Some(Problem { message, hint: Some(hint), .. }) => format!("{message}; {hint}"),
                    _ => format!("{error:#}"),
                }
            }
        };
        let mut damaged = unreadable.map(|name| (name, why(name)));
        let mut found = Vec::new();
        for file in self.dir.files.iter().rev() {
            match Existing::read(file) {
                Ok(existing) => found.extend(existing),
                Err(error) => {
                    let why = format!("{error}; restore it from version control");
                    damaged = Some((&file.name, why));
                }
            }
        }
        found.retain(|one| one.data.inputs.profile == self.inputs.profile);
        found.sort_by_key(|one| one.data.inputs != self.inputs);
        if let (true, Some((name, error))) = (found.is_empty(), damaged) {
            bail!("cannot read `{}`: {error}", shown(&self.folder.join(name)))
        }
        Ok(found)
    }

    fn composer<'s>(&'s self, record: &'s str, format: AdrFormat) -> Composer<'s> {
        let Self { decision, catalogue, inputs, arguments, .. } = self;
        Composer { decision, catalogue, inputs, record, arguments, format }
    }

    /// Reports that nothing is to be done, or refuses to overwrite.
    fn keep(&self, Existing { file, split, data }: &Existing<'_>) -> anyhow::Result<()> {
        let place = self.folder.join(&file.name);
        let path = shown(&place);
        let (today, now, update) = (self.day, &self.decision, "weigh record --update");
        let check = RecordCheck { file: &file.name, split, data, now, today, update };
        let is_settled_by_update =
            |found: &Entry| parse_word(found.rule).is_ok_and(CheckRule::is_settled_by_update);
        let change = if data.inputs == self.inputs {
            let change = check.findings().into_iter().find(is_settled_by_update);
            change.map(|found| found.problem.message)
        } else {
            Some("it was made with other flags or another catalogue".to_owned())
        };
        let supersede = quote(&format!("--supersede {}", file.reference()));
        if let Some(change) = change {
            bail!(
                "`{path}` is not up to date: {change}; use `--update` to rewrite weigh's part of it, or {supersede} to \
                 write another that replaces it"
            )
        }
        ensure!(
            self.format == data.format || !self.set.is_flag("adr"),
            "`{path}` records this decision already, as {}; use {supersede} to write another that replaces it, or \
             leave out --adr",
            data.format.as_str()
        );
        let typed = ["date", "status"].into_iter().filter(|flag| self.set.is_flag(flag));
        let ignored = and_list(typed.map(|flag| format!("--{flag}")));
        let note = if ignored.is_empty() { "" } else { "; only a new record uses " };
        print(&place, &format!("{path} is up to date{note}{ignored}"))
    }

    fn update(&self, Existing { file, split, data }: &Existing<'_>) -> anyhow::Result<()> {
        let path = self.folder.join(&file.name);
        let part = self.composer(&relative(&self.root, &path), data.format).own_part();
        let written = !split.says(&part)
            && output::to_file(&from_here(&path), record::replace(split, &part).as_bytes(), true)?;
        let what = if written { "updated" } else { "is up to date" };
        print(&path, &format!("{} {what}", shown(&path)))
    }

    /// A new record, which replaces the old one.
    fn new_record(&self, old: Option<&AdrFile>) -> AdrFile {
        let date = self.args.date.unwrap_or_else(input::today);
        let title = record::title(&self.decision);
        let is_dated = self.dir.dated(self.format).is_some();
        let number = Some(self.dir.next_number()).filter(|_| !is_dated);
        let name = self.dir.new_name(self.format, date, &title);
        let status = self.args.status.unwrap_or(AdrStatus::Proposed);
        let record = relative(&self.root, &self.folder.join(&name));
        let text = self.composer(&record, self.format).new_record(number, date, status, old);
        AdrFile { name, text }
    }

    fn create(&self, new: &AdrFile) -> anyhow::Result<PathBuf> {
        let path = self.folder.join(&new.name);
        output::to_file(&from_here(&path), new.text.as_bytes(), false)?;
        Ok(path)
    }

    fn supersede(&self, typed: &str, existing: &[Existing<'_>]) -> anyhow::Result<()> {
        let typed_path = real(Path::new(typed))?;
        let is_named = |file: &&AdrFile| self.folder.join(&file.name) == typed_path;
        let named = self.dir.files.iter().find(is_named);
        let Some(old) = named.or_else(|| self.dir.find(typed)) else {
            let numbers = || self.dir.files.iter().filter_map(AdrFile::number);
            let known = match (numbers().min(), numbers().max()) {
                (Some(first), Some(last)) if first < last => {
                    format!("name one of its numbers, {first} to {last}, or a file")
                }
                (Some(only), _) => format!("the only number there is {only}"),
                _ => "no record there has a number".to_owned(),
            };
            bail!(
                "{} does not match exactly one record in `{}`; {known}",
                quote(&format!("--supersede {typed}")),
                shown(&self.folder)
            )
        };
        let path = place(&self.folder.join(&old.name))?;
        let retired = retired(&old.text);
        let superseded = |by: &AdrFile| {
            record::supersede(&old.text, &by.seen_from(old))
                .with_context(|| format!("`{}` has no status that could be changed", shown(&path)))
        };
        let mut same =
            existing.iter().filter(|one| one.data.inputs == self.inputs && one.file != old);
        // An earlier run may have been killed between the two files, or before it printed the path.
        if let Some(begun) = same.clone().find(|one| one.file.supersedes(old)) {
            if retired.is_none() {
                output::to_file(&from_here(&path), superseded(begun.file)?.as_bytes(), true)?;
            }
            return self.keep(begun);
        }
        if let Some(Existing { file, .. }) = same.next() {
            bail!(
                "`{}` records this decision already; supersede that one, or remove it",
                shown(&self.folder.join(&file.name))
            )
        }
        if let Some(status) = retired {
            bail!("`{}` is {status} already", shown(&path));
        }
        let new = self.new_record(Some(old));
        let text = superseded(&new)?;
        let created = self.create(&new)?;
        output::to_file(&from_here(&path), text.as_bytes(), true).inspect_err(|_| {
            // Both are written, or neither.
            let _ = std::fs::remove_file(&created);
        })?;
        print(&created, &format!("wrote {}\n{} is superseded", shown(&created), shown(&path)))
    }
}

/// Says what was done; the record's path is the result.
fn print(path: &Path, done: &str) -> anyhow::Result<()> {
    output::say(done);
    output::path(&from_here(path))
}

/// A path as it is typed here.
fn shown(path: &Path) -> String {
    output::shown(&from_here(path))
}
