//! `weigh lint`: checks the files of catalogues, and profiles.

use super::args::{CatalogueArgs, word};
use super::{Exit, input, output};
use crate::lint::{self, File, Kind, LintContext, RULES, Severity, Violation};
use crate::load::{self, Overlay, Problem, Problems, Text, embedded};
use crate::model::{Catalogue, FindingsFormat, LintFailOn, Profile};
use crate::render::findings::{self, Entry, Report};
use clap::Args;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// Check catalogue and profile files.
///
/// Without a path: the folder `criteria` and the file `weigh-profile.yaml` if they exist, else the built-in
/// catalogue. Errors fail the run; warnings do so only with `--fail-on`.
#[derive(Debug, Args)]
pub(super) struct LintArgs {
    /// Folders and files to check; `-` reads a profile from standard input.
    #[arg(value_name = "PATH")]
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
    #[arg(long, value_name = "DATE", env = "WEIGH_AS_OF")]
    as_of: Option<Date>,
}

/// Runs the command.
pub(super) fn run(args: &LintArgs) -> anyhow::Result<Exit> {
    let today = args.as_of.unwrap_or_else(input::today);
    let base = input::catalogue(&args.catalogue)?;
    let mut run = CheckRun { base, today, files: Vec::new(), violations: Vec::new() };
    let paths = paths(args);
    if paths.is_empty() {
        run.embedded();
    }
    for path in &paths {
        run.path(path)?;
    }
    let fails = |rule: &lint::Rule| {
        rule.severity == Severity::Error
            || args.fail_on.contains(&LintFailOn::Warning)
            || args.fail_on.contains(&LintFailOn::Stale) && rule.id.starts_with("stale")
    };
    let fails = run.violations.iter().any(|found| fails(found.rule));
    let mut out = Vec::new();
    findings::write(&run.report(), args.format, &mut out)?;
    output::to_stdout(&out)?;
    Ok(if fails { Exit::GateFailed } else { Exit::Done })
}

/// The paths given, else the default ones that exist.
fn paths(args: &LintArgs) -> Vec<PathBuf> {
    if !args.paths.is_empty() {
        return args.paths.clone();
    }
    let mut paths = Vec::new();
    let folder = args.catalogue.criteria.clone().unwrap_or_else(|| PathBuf::from("criteria"));
    paths.extend(Some(folder).filter(|folder| is_catalogue(folder)));
    paths.extend(Some(PathBuf::from("weigh-profile.yaml")).filter(|path| path.exists()));
    paths
}

fn is_catalogue(folder: &Path) -> bool {
    folder.join("frameworks").exists() && folder.join("sources.yaml").exists()
}

/// The folders within a catalogue's folder.
const SUBFOLDERS: [&str; 2] = ["frameworks", "precedents"];

/// The catalogue's folder that a file belongs to.
fn catalogue_of(path: &Path) -> Option<&Path> {
    let folder = path.parent()?;
    let above = folder.parent().filter(|_| SUBFOLDERS.iter().any(|name| folder.ends_with(name)));
    [Some(folder), above].into_iter().flatten().find(|folder| is_catalogue(folder))
}

/// What was checked, and the violations found.
#[derive(Debug)]
struct CheckRun {
    base: Catalogue,
    today: Date,
    files: Vec<String>,
    violations: Vec<Violation>,
}

impl CheckRun {
    fn path(&mut self, path: &Path) -> anyhow::Result<()> {
        if path.join("frameworks").exists() {
            return Ok(self.catalogue(path, None)?);
        }
        if let Some(folder) = catalogue_of(&path.join("any.yaml")).or(catalogue_of(path)) {
            return Ok(self.catalogue(folder, Some(path))?);
        }
        if path.is_dir() {
            return self.folder(path);
        }
        let text = input::text(path)?;
        let loaded = match Kind::of(&text) {
            Kind::Profile => load::profile(Some(&text), &Overlay::default(), &self.base)
                .map(|loaded| (Kind::Profile, self.base.clone(), Some(loaded.profile))),
            kind => load::add_to(self.base.clone(), &[path.to_owned()])
                .map(|catalogue| (kind, catalogue, None)),
        };
        self.files.push(text.name.clone());
        match loaded {
            Ok((kind, catalogue, profile)) => {
                self.check(vec![(kind, text)], &catalogue, profile.as_ref());
            }
            Err(problems) => self.violations.extend(lint::from_problems(&problems)),
        }
        Ok(())
    }

    /// A folder that is not a catalogue: each of its files.
    fn folder(&mut self, folder: &Path) -> anyhow::Result<()> {
        let paths = yaml_files(folder).map_err(Problems::from)?;
        if paths.is_empty() {
            let name = folder.display().to_string();
            let problem = Problem::new(&name, "this folder contains no `.yaml` files");
            return Err(Problems::from(
                problem.help("name the folder of a catalogue, or profiles"),
            )
            .into());
        }
        paths.iter().try_for_each(|path| self.path(path))
    }

    /// The files of a catalogue, or those of a folder or one file within it.
    fn catalogue(&mut self, folder: &Path, only: Option<&Path>) -> Result<(), Problems> {
        let mut paths = yaml_files(folder)?;
        for below in SUBFOLDERS.map(|name| folder.join(name)) {
            if below.is_dir() {
                paths.extend(yaml_files(&below)?);
            }
        }
        let canonical = |path: &Path| path.canonicalize().ok();
        let within = |path: &Path, only| {
            canonical(path).zip(canonical(only)).is_some_and(|(path, only)| path.starts_with(only))
        };
        let wanted = |path: &&PathBuf| only.is_none_or(|only| within(path, only));
        let names: Vec<String> =
            paths.iter().filter(wanted).map(|path| path.display().to_string()).collect();
        let before = self.violations.len();
        match load::catalogue_from(folder, &[]) {
            Ok(catalogue) => {
                let read = |path: &PathBuf| Ok((Kind::within(path), Text::read(path)?));
                let texts: Result<Vec<_>, Problem> = paths.iter().map(read).collect();
                self.check(texts?, &catalogue, None);
            }
            Err(problems) => self.violations.extend(lint::from_problems(&problems)),
        }
        let found = self.violations.split_off(before).into_iter();
        self.violations
            .extend(found.filter(|one| only.is_none() || names.contains(&one.problem.file)));
        self.files.extend(names);
        Ok(())
    }

    fn embedded(&mut self) {
        let is_yaml = |path: &str| Path::new(path).extension().is_some_and(|end| end == "yaml");
        let texts = embedded::FILES.iter().filter(|(path, _)| is_yaml(path));
        let texts = texts.map(|(path, text)| {
            (Kind::within(Path::new(path)), Text::new(format!("criteria/{path}"), *text))
        });
        let texts: Vec<_> = texts.collect();
        self.files.extend(texts.iter().map(|(_, text)| text.name.clone()));
        self.check(texts, &embedded::catalogue(), None);
    }

    fn check(
        &mut self,
        texts: Vec<(Kind, Text)>,
        catalogue: &Catalogue,
        profile: Option<&Profile>,
    ) {
        let files: Result<Vec<File>, Problem> =
            texts.into_iter().map(|(kind, text)| File::read(kind, text)).collect();
        self.violations.extend(match files {
            Ok(files) => {
                let today = Some(self.today);
                lint::lint(&LintContext { files: &files, catalogue, profile, today })
            }
            Err(problem) => lint::from_problems(&problem.into()),
        });
    }

    fn report(&self) -> Report {
        let rule = |rule: &lint::Rule| findings::Rule {
            id: rule.id,
            title: rule.title,
            help: format!("{} {}", rule.why, rule.fix),
            severity: rule.severity,
        };
        let entry = |found: &Violation| Entry {
            rule: found.rule.id,
            severity: found.rule.severity,
            file: found.problem.file.clone(),
            place: found.problem.place.map(|place| (place.line, place.column, place.length)),
            line: found.problem.line.clone(),
            message: found.problem.message.clone(),
            detail: Vec::new(),
            hint: found.problem.hint.clone(),
        };
        Report {
            command: "lint",
            rules: RULES.iter().map(rule).collect(),
            files: self.files.clone(),
            entries: self.violations.iter().map(entry).collect(),
        }
    }
}

/// The YAML files of a folder, sorted; hidden ones are left out.
fn yaml_files(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let unreadable = |error: std::io::Error| {
        Problem::new(&folder.display().to_string(), &format!("cannot read this folder: {error}"))
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if !hidden && path.is_file() && path.extension().is_some_and(|ending| ending == "yaml") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
