//! `weigh lint`: checks the files of catalogues, and profiles.

use super::args::{CatalogueArgs, date, word};
use super::config::Settings;
use super::input::{DETECT_TABLES, STDIN};
use super::records::from_here;
use super::{Exit, input, output};
use crate::detect::files_named;
use crate::lint::{self, Entry, File, RULES, Severity};
use crate::load::config::{NAMES, PROFILE, nearest};
use crate::load::{self, Overlay, Problem, Problems, Text, embedded, record};
use crate::model::{Catalogue, FindingsFormat, LintFailOn, SourceKind};
use crate::render::findings::{Report, Rule};
use crate::text::sanitize;
use anyhow::ensure;
use clap::Args;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// Check catalogue files, profiles and settings.
///
/// Without a path: the folder of the catalogue, by default `criteria`, what is added to the catalogue, the profile that
/// `weigh decide` uses, and every `weigh-profile.yaml` below the working directory, except in hidden and ignored folders and in
/// those of installed packages; if there is none of them, the built-in catalogue. A profile found below is checked with the
/// catalogue of its own `weigh.yaml`. Errors fail the run; warnings do so only with `--fail-on`.
#[derive(Debug, Args)]
pub(super) struct LintArgs {
    /// Folders and files to check; `-` reads a profile from standard input.
    #[arg(value_name = "PATH", value_hint = clap::ValueHint::FilePath)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    catalogue: CatalogueArgs,
    /// The format of the result.
    #[arg(long, value_parser = word::<FindingsFormat>(), default_value_t = FindingsFormat::Table, help_heading = "Output")]
    format: FindingsFormat,
    /// Fail on these warnings too.
    #[arg(
        long,
        value_name = "CONDITIONS",
        value_parser = word::<LintFailOn>(),
        value_delimiter = ',',
        help_heading = "Gates"
    )]
    fail_on: Vec<LintFailOn>,
    /// Compute the age of evidence as of this day instead of today: YYYY-MM-DD.
    #[arg(long, value_name = "DATE", env = "WEIGH_AS_OF", value_parser = date)]
    as_of: Option<Date>,
}

/// Runs the command.
pub(super) fn run(args: &LintArgs, settings: &Settings) -> anyhow::Result<Exit> {
    let today = args.as_of.unwrap_or_else(input::today);
    let rules = RULES.iter().map(|&lint::Rule { id, severity, title, why, fix, .. }| {
        let fails = args.fail_on.contains(&LintFailOn::Warning)
            || args.fail_on.contains(&LintFailOn::Stale) && id.starts_with("stale");
        let severity = if fails { Severity::Error } else { severity };
        Rule { id, title, help: format!("{why} {fix}"), severity }
    });
    let report = Report { command: "lint", rules: rules.collect(), ..Report::default() };
    let named = &args.catalogue;
    let base = input::catalogue_files(named);
    let unreadable = named.criteria.iter().chain(&named.add).any(|path| !path.exists());
    let mut run = CheckRun { args: named, base, today, report, unreadable };
    let paths = paths(args, settings);
    let from_stdin = paths.iter().filter(|path| path.as_os_str() == STDIN).count();
    ensure!(from_stdin < 2, "only one profile can be standard input");
    let mut below = Vec::new();
    if args.paths.is_empty() && !settings.ignored {
        below = files_named(Path::new("."), PROFILE);
        below.retain(|path| !paths.iter().any(|named| is_within(path, named)));
    }
    if paths.is_empty() && below.is_empty() {
        output::say("no catalogue and no profile found here: checking the built-in catalogue");
        run.embedded();
    }
    for path in &paths {
        if let Err(error) = run.path(path) {
            run.unreadable(error)?;
        }
    }
    let is_typed = ["criteria", "add"].iter().any(|key| settings.is_typed(key));
    for path in &below {
        if let Err(error) = run.found(path, is_typed) {
            run.unreadable(error)?;
        }
    }
    let in_force = run.base.as_ref().map_err(Problems::clone);
    run.check(in_force.and_then(|base| Ok(settings.check_expected(base)?)));
    output::findings(run.report, args.format, run.unreadable)
}

/// The paths given, else those in force.
fn paths(args: &LintArgs, settings: &Settings) -> Vec<PathBuf> {
    if !args.paths.is_empty() {
        return args.paths.clone();
    }
    let usual = || Some(PathBuf::from("criteria")).filter(|folder| load::is_catalogue(folder));
    let folder = args.catalogue.criteria.clone().or_else(usual);
    settings.report_profile();
    let added = args.catalogue.add.iter().cloned();
    folder.into_iter().chain(added).chain(settings.paths("profile")).collect()
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "yaml")
}

/// Whether a path is this folder or within it.
fn is_within(path: &Path, folder: &Path) -> bool {
    let folder = folder.canonicalize();
    folder.is_ok_and(|folder| path.canonicalize().is_ok_and(|path| path.starts_with(folder)))
}

/// Names the sources that nobody can look up, on standard error: they are no violations.
fn list_unlocated(catalogue: &Catalogue) {
    for source in catalogue.sources.values().filter(|one| one.kind == Some(SourceKind::Unlocated)) {
        let because = source.because.as_deref().unwrap_or("no reason given");
        output::say(&format!("source without an address: {} ({})", source.id, sanitize(because)));
    }
}

/// What was checked and found.
struct CheckRun<'a> {
    args: &'a CatalogueArgs,
    /// The catalogue in force.
    base: Result<Catalogue, Problems>,
    today: Date,
    report: Report,
    /// Whether a file could not be read.
    unreadable: bool,
}

impl CheckRun<'_> {
    /// The folder of a catalogue that holds a path, in itself or in one of its subfolders. The folder in force is
    /// one, whatever it holds.
    fn catalogue_of(&self, path: &Path) -> Option<PathBuf> {
        let real = path.canonicalize().ok()?;
        let folder = if real.is_dir() { &real } else { real.parent()? };
        let is_subfolder = folder.ends_with("frameworks") || folder.ends_with("precedents");
        let above = folder.parent().filter(|_| is_subfolder);
        [Some(folder), above].into_iter().flatten().find_map(|at| {
            let in_force = self.args.criteria.clone();
            let in_force = in_force.filter(|it| it.canonicalize().is_ok_and(|real| real == at));
            in_force.or_else(|| load::is_catalogue(at).then(|| from_here(at)))
        })
    }

    /// A profile that was found below: the settings of a folder below hold in it, unless the catalogue was typed.
    fn found(&mut self, path: &Path, is_typed: bool) -> anyhow::Result<()> {
        let config = nearest(output::folder_of(path))?;
        let here = |file: &String| is_within(Path::new("."), output::folder_of(Path::new(file)));
        if is_typed || config.path.as_ref().is_none_or(here) {
            return self.path(path);
        }
        let paths = |key| config.values.get(key).into_iter().flat_map(|(paths, _)| paths);
        let args = CatalogueArgs {
            criteria: paths("criteria").next().map(PathBuf::from),
            add: paths("add").map(PathBuf::from).collect(),
        };
        let (base, report) = (input::catalogue_files(&args), std::mem::take(&mut self.report));
        let mut run = CheckRun { args: &args, base, report, ..*self };
        let done = run.base.as_ref().map(drop).map_err(Problems::clone);
        run.check(done);
        let done = run.path(path);
        self.report = run.report;
        done
    }

    fn path(&mut self, path: &Path) -> anyhow::Result<()> {
        let is_tables = path.ends_with(DETECT_TABLES);
        let tables = if is_tables { path.to_owned() } else { path.join(DETECT_TABLES) };
        if tables.exists() {
            self.report.files.push(tables.display().to_string());
            self.check(input::use_tables(&tables).map_err(Problems::from));
            if is_tables {
                return Ok(());
            }
        }
        if NAMES.iter().any(|name| path.ends_with(name)) && path.is_file() {
            self.report.files.push(path.display().to_string());
            self.check(nearest(output::folder_of(path)).map(drop));
            return Ok(());
        }
        if let Some(folder) = self.catalogue_of(path) {
            let paths = load::catalogue_files(&folder).map_err(Problems::from)?;
            let texts: Vec<Text> = paths.iter().filter_map(|path| Text::read(path).ok()).collect();
            // Of any other file in the folder, the catalogue says nothing.
            if path.is_dir() {
                self.unread(&folder);
            }
            if path.is_dir() || texts.iter().any(|text| is_within(Path::new(&text.name), path)) {
                self.whole(&texts, Catalogue::from_folder(&folder, &[]), Some(path));
                return Ok(());
            }
        }
        let mut paths = vec![path.to_owned()];
        if path.is_dir() {
            let folders = [path.to_owned(), path.join("frameworks"), path.join("precedents")];
            let folders = folders.iter().filter(|folder| folder.is_dir());
            let found: Result<Vec<_>, _> = folders.map(|folder| load::yaml_files(folder)).collect();
            paths = found.map_err(Problems::from)?.concat();
            paths.retain(|path| is_yaml(path));
            let below = files_named(path, PROFILE).into_iter().map(|name| path.join(name));
            let below: Vec<_> = below.filter(|path| !paths.contains(path)).collect();
            paths.extend(below);
        }
        if paths.is_empty() {
            let name = path.display().to_string();
            let message =
                "this folder contains no `.yaml` files, and no `weigh-profile.yaml` below it";
            let problem = Problem::new(&name, message);
            let problem = problem.help("name the folder of a catalogue, or profiles");
            return Err(Problems::from(problem).into());
        }
        self.parts(&paths, Some(path).filter(|path| path.is_dir()))
    }

    /// Reports the folders of a catalogue, or of an addition to one, that are not read.
    fn unread(&mut self, folder: &Path) {
        for unread in load::unread_folders(folder) {
            let name = unread.display().to_string();
            self.add(Ok(vec![lint::entry(
                "unread-folder",
                Problem::new(&name, "this folder is not read"),
            )]));
        }
    }

    /// Profiles, and files that can be added to the catalogue, which are added together.
    fn parts(&mut self, paths: &[PathBuf], folder: Option<&Path>) -> anyhow::Result<()> {
        let (mut files, mut added) = (Vec::new(), Vec::new());
        for path in paths {
            let text = match input::text(path) {
                Ok(text) => text,
                // The others are checked.
                Err(error) => {
                    self.unreadable(error)?;
                    continue;
                }
            };
            self.report.files.push(text.name.clone());
            let by_name = Some(load::record_of(path)).filter(|record| record.name != "Criterion");
            match File::read(text, by_name) {
                Err(problem) => self.check(Err(problem.into())),
                Ok(file) if file.is(record("Profile")) => {
                    let Ok(base) = &self.base else { continue };
                    let profile = load::profile(Some(&file.text), &Overlay::default(), base);
                    let lint = |profile| lint::lint(&[file], base, Some(&profile), self.today);
                    self.add(profile.map(lint));
                }
                Ok(file) => {
                    files.push(file);
                    // What `--add` names is a part of the catalogue already.
                    let is_known = self.args.add.iter().any(|known| is_within(path, known));
                    added.extend((!is_known).then(|| path.clone()));
                }
            }
        }
        if let Some(folder) = folder.filter(|_| !files.is_empty()) {
            self.unread(folder);
        }
        if let (false, Ok(base)) = (files.is_empty(), &self.base) {
            let catalogue = base.clone().add(&added);
            if let (Err(_), Some(folder)) = (&catalogue, folder) {
                let folder = output::word(folder);
                output::say(&format!(
                    "{folder} is checked as an addition to the catalogue in use; `--criteria {folder}` checks it as a catalogue \
                     of its own"
                ));
            }
            let mut found = catalogue.map(|whole| lint::lint(&files, &whole, None, self.today));
            // What is not checked may cite the sources of its folder.
            let is_partial = |name: &str| {
                let folder = Path::new(name).parent().unwrap_or(Path::new(""));
                let beside = load::catalogue_files(&Path::new(".").join(folder));
                let is_checked = |one: &PathBuf| paths.iter().any(|path| is_within(one, path));
                !beside.unwrap_or_default().iter().all(is_checked)
            };
            if let Ok(found) = &mut found {
                found.retain(|one| one.rule != "unused-source" || !is_partial(&one.problem.file));
            }
            self.add(found);
        }
        Ok(())
    }

    /// The files of a catalogue, or those of a folder or one file within it.
    fn whole(
        &mut self,
        texts: &[Text],
        catalogue: Result<Catalogue, Problems>,
        only: Option<&Path>,
    ) {
        let found = catalogue.and_then(|catalogue| {
            if only.is_some() {
                list_unlocated(&catalogue);
            }
            let read = |text: &Text| {
                File::read(text.clone(), Some(load::record_of(Path::new(&text.name))))
            };
            let files = texts.iter().map(read).collect::<Result<Vec<_>, Problem>>()?;
            Ok(lint::lint(&files, &catalogue, None, self.today))
        });
        let is_wanted = |name: &str| only.is_none_or(|only| is_within(Path::new(name), only));
        let names = texts.iter().map(|text| text.name.clone());
        self.report.files.extend(names.filter(|name| is_wanted(name)));
        // If the catalogue is invalid, its problems are shown for each of its files.
        self.add(found.map(|mut found| {
            found.retain(|one| is_wanted(&one.problem.file));
            found
        }));
    }

    fn embedded(&mut self) {
        let files = embedded::FILES.iter().filter(|(path, _)| is_yaml(Path::new(path)));
        let texts = files.map(|(path, text)| Text::new(format!("criteria/{path}"), *text));
        self.whole(&texts.collect::<Vec<_>>(), Ok(Catalogue::embedded()), None);
        // They are no files of the repository.
        self.report.files.clear();
    }

    /// Adds a path that could not be read.
    fn unreadable(&mut self, error: anyhow::Error) -> anyhow::Result<()> {
        self.unreadable = true;
        self.check(Err(error.downcast()?));
        Ok(())
    }

    /// Adds what is wrong, if anything is.
    fn check(&mut self, checked: Result<(), Problems>) {
        self.add(checked.map(|()| Vec::new()));
    }

    /// Adds what was found; what is wrong with the catalogue in force is often found twice.
    fn add(&mut self, found: Result<Vec<Entry>, Problems>) {
        for entry in found.unwrap_or_else(|problems| lint::from_problems(&problems)) {
            if !self.report.entries.contains(&entry) {
                self.report.entries.push(entry);
            }
        }
    }
}
