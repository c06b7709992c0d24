//! `weigh record`: writes the decision into the repository, or brings the record that is there up to date.

mod paths;

use super::args::{CatalogueArgs, ProjectArgs};
use super::records::{Repository, from_here, settings, shelf};
use super::{Exit, input, output, stream};
use crate::decision::{Decision, Verdict};
use crate::model::Catalogue;
use crate::record::{
    self, Data, Entry, Flavour, Frame, Inputs, Named, Shelf, Subject, cut, is_retired, new_record,
    own_part, put,
};
use anyhow::{Context, bail, ensure};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use paths::{Paths, place, profile};
use std::path::{Path, PathBuf};

/// Write the decision record, or bring it up to date.
///
/// Where records stand and how they are written, the repository says: `.log4brains.yml`, `.adr-dir` or `doc/adr`,
/// `adrs.toml`, `docs/decisions`, `docs/adr`; else MADR in `docs/decisions`. Nothing that exists is overwritten.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  weigh record shop.yaml                    a new record; nothing happens if it is there and still right
  weigh record shop.yaml --update           bring it up to date, keeping what people wrote around it
  weigh record shop.yaml --supersede 3      another record in the place of number 3
  weigh record shop.yaml --adr nygard --dir architecture")]
pub struct RecordArgs {
    /// The profile; without it and without flags, `weigh-profile.yaml`.
    #[arg(value_name = "PROFILE")]
    profile: Option<PathBuf>,
    /// How to write it, whatever the repository says.
    #[arg(long, value_name = "FLAVOUR", value_enum, help_heading = "Record")]
    adr: Option<Adr>,
    /// The folder of the records, whatever the repository says.
    #[arg(long, value_name = "DIR", help_heading = "Record")]
    dir: Option<PathBuf>,
    /// Rewrite weigh's own part of the record that is there, and nothing else.
    #[arg(long, conflicts_with = "supersede", help_heading = "Record")]
    update: bool,
    /// Write a new record in the place of this one, and link the two: a number, or the file's name.
    #[arg(long, value_name = "N", help_heading = "Record")]
    supersede: Option<String>,
    /// The day that a new record bears instead of today: YYYY-MM-DD.
    #[arg(long, value_name = "DATE", env = "ADR_DATE", help_heading = "Record")]
    date: Option<Date>,
    /// The status of a new record; without it, accepted where someone is recommended and else proposed.
    #[arg(long, value_enum, help_heading = "Record")]
    status: Option<Status>,
    #[command(flatten)]
    project: ProjectArgs,
    #[command(flatten)]
    catalogue: CatalogueArgs,
    /// Look at evidence and overrides as of this day instead of today: YYYY-MM-DD.
    #[arg(long, value_name = "DATE", env = "WEIGH_AS_OF", help_heading = "Analysis")]
    as_of: Option<Date>,
}

/// A way of writing records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Adr {
    /// MADR 4.
    Madr,
    /// Michael Nygard's sections, for adr-tools.
    Nygard,
    /// For log4brains.
    Log4brains,
}

/// What a record may begin as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Status {
    /// To be talked about.
    Proposed,
    /// Decided.
    Accepted,
    /// Decided against.
    Rejected,
    /// No longer to be followed.
    Deprecated,
}

impl Status {
    fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Deprecated => "deprecated",
        }
    }
}

impl From<Adr> for Flavour {
    fn from(adr: Adr) -> Self {
        match adr {
            Adr::Madr => Self::Madr,
            Adr::Nygard => Self::Nygard,
            Adr::Log4brains => Self::Log4brains,
        }
    }
}

/// Everything that writing needs, with every default settled.
struct Plan<'a> {
    args: &'a RecordArgs,
    repository: Repository,
    folder: PathBuf,
    flavour: Flavour,
    shelf: Shelf,
    inputs: Inputs,
    arguments: String,
    catalogue: Catalogue,
    decision: Decision,
}

/// Runs the command.
pub(super) fn run(args: &RecordArgs) -> anyhow::Result<Exit> {
    let plan = Plan::new(args)?;
    plan.warn_of_numbers();
    let existing = plan.existing()?;
    match (&args.supersede, existing) {
        (Some(old), _) => plan.supersede(old)?,
        (None, Some(entry)) if args.update => plan.update(entry)?,
        (None, Some(entry)) => plan.unchanged(entry)?,
        (None, None) if args.update => bail!(
            "there is no record of this profile in `{}` to update; leave out `--update` to write one",
            shown(&plan.folder)
        ),
        (None, None) => plan.create(None).map(drop)?,
    }
    Ok(Exit::Done)
}

impl<'a> Plan<'a> {
    fn new(args: &'a RecordArgs) -> anyhow::Result<Self> {
        let repository = Repository::around(Path::new("."))?;
        let (folder, flavour) = place(args, &repository)?;
        let typed = input::flags(&args.project);
        let profile = profile(args, &typed)?;
        let text = profile.as_deref().map(input::text).transpose()?;
        let catalogue = input::catalogue(&args.catalogue)?;
        let overlay = input::overlay(&args.project)?;
        let day = args.as_of.unwrap_or_else(input::today);
        let job = stream::Job {
            catalogue: &catalogue,
            overlay: &overlay,
            settings: settings(day),
            as_of: None,
        };
        let decision = job.decide(text.as_ref(), &typed)?;
        let paths = Paths { args, repository: &repository, profile: profile.as_deref() };
        let inputs = paths.inputs(&folder, typed)?;
        let arguments = paths.arguments(&inputs)?;
        let shelf = shelf(&folder)?.unwrap_or_default();
        Ok(Self {
            args,
            repository,
            folder,
            flavour,
            shelf,
            inputs,
            arguments,
            catalogue,
            decision,
        })
    }

    /// The record of this profile that stands; the latest where there are several.
    fn existing(&self) -> anyhow::Result<Option<&Entry>> {
        let mut damaged = None;
        let own = |entry: &&Entry| {
            let Some(cut) = cut(&entry.text).filter(|_| !is_retired(&entry.text)) else {
                return false;
            };
            match Data::read(cut.inside) {
                Ok(data) => data.inputs.profile == self.inputs.profile,
                Err(error) => {
                    damaged.get_or_insert((entry.name.clone(), error));
                    false
                }
            }
        };
        let found = self.shelf.entries().iter().rfind(own);
        match (found, damaged) {
            (None, Some((name, error))) => bail!(
                "`{}` cannot be compared: {error}; restore it from version control, or take it away",
                shown(&self.folder.join(name))
            ),
            (found, _) => Ok(found),
        }
    }

    fn subject<'s>(&'s self, record: &'s str, flavour: Flavour) -> Subject<'s> {
        Subject {
            decision: &self.decision,
            catalogue: &self.catalogue,
            inputs: &self.inputs,
            record,
            arguments: &self.arguments,
            flavour,
        }
    }

    /// Says that nothing is to be done, or refuses to overwrite.
    fn unchanged(&self, entry: &Entry) -> anyhow::Result<()> {
        let path = self.folder.join(&entry.name);
        let Some(changed) = self.changed(entry) else {
            output::say(&format!("{} is up to date", shown(&path)));
            return tell(&path);
        };
        let meant = entry.number().filter(|_| self.flavour.is_numbered());
        let meant = meant.map_or_else(|| entry.stem().to_owned(), |number| number.to_string());
        bail!(
            "`{}` is there, and {changed}; say `--update` to rewrite weigh's own part of it, or `--supersede {}` to \
             write another in its place",
            shown(&path),
            output::shown(Path::new(&meant))
        )
    }

    /// What is different from the record, if anything is.
    fn changed(&self, entry: &Entry) -> Option<&'static str> {
        let cut = cut(&entry.text)?;
        let data = Data::read(cut.inside).ok()?;
        let (then, now) = (&data.decision.inputs, &self.decision.inputs);
        let digest = |inputs: &crate::decision::Inputs| {
            inputs.profile.as_ref().map(|profile| profile.sha256.clone())
        };
        if digest(then) != digest(now) {
            return Some("the profile has changed since");
        }
        if data.inputs != self.inputs {
            return Some("it was made with other flags or another catalogue");
        }
        if then.catalogue.sha256 != now.catalogue.sha256 {
            return Some("the catalogue has changed since");
        }
        if !record::compare(&data, &self.decision).is_empty() {
            return Some("evidence or the team's own ratings have run out since");
        }
        (!cut.is_whole).then_some("weigh's part of it was edited by hand")
    }

    fn update(&self, entry: &Entry) -> anyhow::Result<()> {
        let path = self.folder.join(&entry.name);
        let Some(cut) = cut(&entry.text) else { return Ok(()) };
        let flavour = Data::read(cut.inside).map_or(self.flavour, |data| data.flavour);
        let at_root = self.repository.shown(&path);
        let text = put(&cut, &own_part(&self.subject(&at_root, flavour)));
        let written = output::to_file(&path, text.as_bytes(), true)?;
        let said = if written { "updated" } else { "is up to date" };
        output::say(&format!("{} {said}", shown(&path)));
        tell(&path)
    }

    /// Writes a new record; returns how others name it.
    fn create(&self, supersedes: Option<Named>) -> anyhow::Result<Named> {
        let date = self.args.date.unwrap_or_else(input::today);
        let (number, title) = (self.shelf.next_number(), record::title(&self.decision));
        let name = self.shelf.free_name(&self.flavour.file_name(number, date, &title));
        let path = self.folder.join(&name);
        let at_root = self.repository.shown(&path);
        let frame = Frame { number, date, status: self.status(), supersedes };
        let text = new_record(&self.subject(&at_root, self.flavour), &frame);
        output::to_new_file(&path, text.as_bytes())?;
        output::say(&format!("wrote {}", shown(&path)));
        tell(&path)?;
        Ok(Named { number: self.flavour.is_numbered().then_some(number), title, file: name })
    }

    fn supersede(&self, typed: &str) -> anyhow::Result<()> {
        let Some(old) = self.shelf.meant(typed, self.flavour) else {
            bail!(
                "`--supersede {}` names no record, or several, in `{}`; name its number or its file",
                output::shown(Path::new(typed)),
                shown(&self.folder)
            )
        };
        let path = self.folder.join(&old.name);
        let number = old.number().filter(|_| self.flavour.is_numbered());
        let named = Named { number, title: old.title(), file: old.name.clone() };
        let no_status = || format!("`{}` has no status that could be changed", shown(&path));
        ensure!(!is_retired(&old.text), "`{}` no longer stands", shown(&path));
        record::supersede(&old.text, &named).with_context(no_status)?;
        let new = self.create(Some(named))?;
        let text = record::supersede(&old.text, &new).with_context(no_status)?;
        output::to_file(&path, text.as_bytes(), true)?;
        output::say(&format!("{} is superseded", shown(&path)));
        Ok(())
    }

    fn status(&self) -> &'static str {
        let decided =
            matches!(self.decision.recommendation.verdict, Verdict::Clear | Verdict::Lean);
        let usual = if decided { Status::Accepted } else { Status::Proposed };
        self.args.status.unwrap_or(usual).as_str()
    }

    fn warn_of_numbers(&self) {
        for (number, entries) in self.shelf.numbers_twice() {
            let names: Vec<String> =
                entries.iter().map(|entry| output::shown(Path::new(&entry.name))).collect();
            output::say(&format!("warning: number {number} is used twice: {}", names.join(", ")));
        }
    }
}

/// The record's path is the result.
fn tell(path: &Path) -> anyhow::Result<()> {
    Ok(output::to_stdout(format!("{}\n", shown(path)).as_bytes())?)
}

/// A path as it is typed here.
fn shown(path: &Path) -> String {
    output::shown(&from_here(path))
}
