//! A folder as it was read: dependency files, facts of the Python files, and what is just there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::deps;
use super::deps::{Dependency, Scope, Statement, names};
use super::kind;
use super::kind::Kind;
use super::packages::{OTHER_FRAMEWORKS, PACKAGES};
use super::python::facts::Facts;
use super::python::scan;
use super::python::scan::Wanted;
use super::read;
use super::report::{DetectError, Limits, SkipReason};
use super::rules::{MARKS, RULES};
use super::skip::SkipLog;
use super::walk;
use super::walk::File;

/// So many texts that are no requirements files by name are read because one includes them.
const MOST_INCLUDED: usize = 32;

/// Dependency files may fill this part of all bytes: parsing them costs more than scanning code.
const DEPENDENCIES_SHARE: u64 = 8;
/// So many dependencies and projects are kept; the next ones are told as left out.
const MOST_DEPENDENCIES: usize = 20_000;
const MOST_PROJECTS: usize = 200;

/// One Python file.
#[derive(Debug)]
pub(super) struct Source {
    /// Relative to the root.
    pub(super) path: String,
    /// The project it belongs to.
    pub(super) project: String,
    /// Whether it is a test, documentation or an example.
    pub(super) aside: bool,
    /// Whether a tool wrote it.
    pub(super) migration: bool,
    /// What it shows.
    pub(super) facts: Facts,
}

/// What was read of a folder.
#[derive(Debug, Default)]
pub(super) struct Repository {
    /// Project folders; the root is the empty one.
    pub(super) projects: BTreeSet<String>,
    /// Project folders that are the source of a framework, with its id.
    pub(super) own_sources: BTreeMap<String, String>,
    /// Stated dependencies, with the project of each.
    pub(super) dependencies: Vec<(String, Dependency)>,
    /// Python files, own sources of frameworks left out.
    pub(super) sources: Vec<Source>,
    /// Compose files.
    pub(super) compose: Vec<(String, String)>,
    /// Files that are only there.
    pub(super) present: Vec<(Kind, String)>,
    /// What was left out.
    pub(super) skipped: SkipLog,
    /// Names looked at.
    pub(super) names_seen: usize,
    /// Files read.
    pub(super) files_read: usize,
}

/// What one file's content gave.
enum Content {
    Text(String),
    Python(Facts),
    Refused(SkipReason),
}

/// Reads a folder.
pub(super) fn read(
    root: &Path,
    limits: &Limits,
    known: &[String],
) -> Result<Repository, DetectError> {
    let tree = walk::walk(root, limits)?;
    let mut repository =
        Repository { skipped: tree.skipped, names_seen: tree.names, ..Repository::default() };
    let (read, present): (Vec<File>, Vec<File>) =
        tree.files.into_iter().partition(|file| file.kind.is_read());
    let (includable, present): (Vec<File>, Vec<File>) =
        present.into_iter().partition(|file| file.kind == Kind::Includable);
    let includable = includable.into_iter().map(|file| (file.path.clone(), file)).collect();
    repository.present = present.into_iter().map(|file| (file.kind, file.path)).collect();
    let chosen = choose(read, limits, &mut repository.skipped);
    let wanted = wanted(known);
    let contents: Vec<Content> =
        chosen.par_iter().map(|file| content(file, limits, &wanted)).collect();
    repository.sort_in((&chosen, contents), known, (&includable, limits));
    Ok(repository)
}

/// The files that are within the limits on count and bytes; dependency files are taken first.
fn choose(mut files: Vec<File>, limits: &Limits, skipped: &mut SkipLog) -> Vec<File> {
    files.sort_by_key(|file| file.kind.turn());
    let (mut count, mut bytes) = (0, 0);
    files.retain(|file| {
        let size = file.full.symlink_metadata().map_or(0, |metadata| metadata.len());
        let total = if file.kind.is_dependencies() {
            limits.total_size / DEPENDENCIES_SHARE
        } else {
            limits.total_size
        };
        let reason = if size > limits.file_size {
            SkipReason::TooLarge
        } else if count >= limits.files || bytes + size > total {
            SkipReason::Budget
        } else {
            (count, bytes) = (count + 1, bytes + size);
            return true;
        };
        skipped.add(reason, &file.path);
        false
    });
    files
}

fn content(file: &File, limits: &Limits, wanted: &Wanted) -> Content {
    match read::regular(&file.full, limits.file_size) {
        Err(reason) => Content::Refused(reason),
        Ok(bytes) if file.kind == Kind::Python => Content::Python(scan::facts(&bytes, wanted)),
        Ok(bytes) => Content::Text(String::from_utf8_lossy(&bytes).into_owned()),
    }
}

/// What the scanner is to note for the rules, the packages and the frameworks that are asked for.
fn wanted(known: &[String]) -> Wanted {
    let rules = RULES.iter().map(|rule| (rule.seen, rule.name));
    let names = rules.chain(MARKS.iter().copied());
    let with = RULES.iter().flat_map(|rule| rule.with).copied();
    let modules = PACKAGES.iter().flat_map(|package| package.modules).copied();
    let others = OTHER_FRAMEWORKS.iter().map(|(_, module)| *module);
    let root = |module: &str| module.split('.').next().unwrap_or(module).as_bytes().to_vec();
    let mut roots: std::collections::HashSet<Vec<u8>> =
        with.chain(modules).chain(others).map(root).collect();
    roots.extend(known.iter().map(|id| module_of(id).into_bytes()));
    Wanted { names: names.map(|(seen, name)| ((seen, name.as_bytes()), name)).collect(), roots }
}

/// The module that a framework's id stands for.
pub(super) fn module_of(id: &str) -> String {
    id.replace('-', "_")
}

impl Repository {
    fn sort_in(
        &mut self,
        (files, contents): (&[File], Vec<Content>),
        known: &[String],
        (includable, limits): (&BTreeMap<String, File>, &Limits),
    ) {
        let mut texts: BTreeMap<String, (Kind, String)> = BTreeMap::new();
        let mut python = Vec::new();
        for (file, content) in files.iter().zip(contents) {
            match content {
                Content::Refused(reason) => {
                    self.skipped.add(reason, &file.path);
                    continue;
                }
                Content::Python(facts) => python.push((file.path.clone(), facts)),
                Content::Text(text) if file.kind == Kind::Compose => {
                    self.compose.push((file.path.clone(), text));
                }
                Content::Text(text) => drop(texts.insert(file.path.clone(), (file.kind, text))),
            }
            self.files_read += 1;
        }
        self.read_included(&mut texts, (includable, limits));
        let paths: BTreeSet<&str> = python.iter().map(|(path, _)| path.as_str()).collect();
        for (project, path, statement) in deps::read(&texts) {
            self.state(&project, &path, statement, (known, &paths));
        }
        self.projects_without_statements(&python);
        self.add_sources(python);
    }

    /// Texts of any name that a requirements file includes, and those that they include.
    fn read_included(
        &mut self,
        texts: &mut BTreeMap<String, (Kind, String)>,
        (includable, limits): (&BTreeMap<String, File>, &Limits),
    ) {
        let mut waiting = deps::requirements::included(texts);
        for _ in 0..MOST_INCLUDED {
            let Some(path) = waiting.pop_first() else { return };
            let Some(file) = includable.get(&path).filter(|_| !texts.contains_key(&path)) else {
                continue;
            };
            match read::regular(&file.full, limits.file_size) {
                Ok(bytes) => {
                    let text = String::from_utf8_lossy(&bytes).into_owned();
                    waiting.extend(deps::requirements::included_by(&path, &text));
                    texts.insert(path, (Kind::Includable, text));
                    self.files_read += 1;
                }
                Err(reason) => self.skipped.add(reason, &path),
            }
        }
    }

    fn state(
        &mut self,
        project: &str,
        path: &str,
        statement: Statement,
        (known, paths): (&[String], &BTreeSet<&str>),
    ) {
        if statement.malformed {
            self.skipped.add(SkipReason::Malformed, path);
        }
        let package = statement.package.as_deref();
        let itself = known.iter().find(|id| names::normalise(id).as_deref() == package);
        if let Some(id) = itself.filter(|id| holds_package(project, id, paths)) {
            self.own_sources.insert(project.to_owned(), id.clone());
        }
        let states = package.is_some() || !statement.dependencies.is_empty();
        if states && !kind::is_aside(path) && self.projects.len() < MOST_PROJECTS {
            self.projects.insert(project.to_owned());
        }
        let left = MOST_DEPENDENCIES - self.dependencies.len();
        if statement.dependencies.len() > left {
            self.skipped.add(SkipReason::Budget, path);
        }
        let mine = statement.dependencies.into_iter().take(left);
        self.dependencies.extend(mine.map(|found| (project.to_owned(), found)));
    }

    /// A `manage.py` outside all stated projects is a project too.
    fn projects_without_statements(&mut self, python: &[(String, Facts)]) {
        for (path, _) in python {
            let Some(folder) = path.strip_suffix("manage.py") else { continue };
            let folder = folder.trim_end_matches('/');
            let room = self.projects.len() < MOST_PROJECTS;
            if room && self.stated_project(path).is_none() && !kind::is_aside(path) {
                self.projects.insert(folder.to_owned());
            }
        }
    }

    fn add_sources(&mut self, python: Vec<(String, Facts)>) {
        for (path, facts) in python {
            let project = self.stated_project(&path).unwrap_or_default().to_owned();
            if !self.own_sources.contains_key(&project) {
                let aside = kind::is_aside(&path);
                let migration = kind::is_migration(&path);
                self.sources.push(Source { path, project, aside, migration, facts });
            }
        }
        let own = &self.own_sources;
        self.dependencies.retain(|(project, _)| !own.contains_key(project));
        self.sources.sort_by(|one, other| one.path.cmp(&other.path));
    }

    /// The nearest project above a path.
    fn stated_project(&self, path: &str) -> Option<&str> {
        let holds = |project: &&String| within(path, project);
        self.projects.iter().filter(holds).max_by_key(|project| project.len()).map(String::as_str)
    }

    /// The best scope in which a project, or one around it, states a package, and where.
    pub(super) fn stated(&self, project: &str, name: &str) -> Option<&Dependency> {
        let here = self
            .dependencies
            .iter()
            .filter(|(at, found)| found.name == name && (at == project || within(project, at)));
        best(here.map(|(_, found)| found))
    }

    /// The best scope in which any project states a package, and where.
    pub(super) fn stated_anywhere(&self, name: &str) -> Option<&Dependency> {
        best(self.dependencies.iter().map(|(_, found)| found).filter(|found| found.name == name))
    }

    /// The program's own files: no tests, documentation, examples or migrations.
    pub(super) fn program(&self) -> impl Iterator<Item = &Source> {
        let own = |source: &&Source| !source.aside && !source.migration;
        self.sources.iter().filter(own)
    }

    /// Names that an absolute import may mean because the repository has them itself.
    pub(super) fn local_modules(&self) -> BTreeSet<String> {
        let top = |source: &Source| {
            let inside = source.path.strip_prefix(&source.project)?.trim_start_matches('/');
            let inside = inside.strip_prefix("src/").unwrap_or(inside);
            let (name, rest) = inside.split_once('/').unwrap_or((inside, ""));
            let package = rest == "__init__.py";
            if package { Some(name.to_owned()) } else { Some(name.strip_suffix(".py")?.to_owned()) }
        };
        self.sources.iter().filter_map(top).collect()
    }
}

/// Whether a path lies in a folder; everything lies in the empty one.
fn within(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// The firmest statement, the first by place among equals.
fn best<'a>(found: impl Iterator<Item = &'a Dependency>) -> Option<&'a Dependency> {
    found.min_by_key(|dependency| (std::cmp::Reverse(dependency.scope), &dependency.place))
}

/// Whether a project holds the package of its own name, and does not merely call itself so.
fn holds_package(project: &str, id: &str, paths: &BTreeSet<&str>) -> bool {
    let module = module_of(id);
    let base = if project.is_empty() { String::new() } else { format!("{project}/") };
    ["", "src/"]
        .iter()
        .any(|under| paths.contains(format!("{base}{under}{module}/__init__.py").as_str()))
}

/// Whether a scope counts as being stated for use.
pub(super) fn is_for_use(dependency: Option<&Dependency>) -> bool {
    dependency.is_some_and(|found| found.scope > Scope::Development)
}
