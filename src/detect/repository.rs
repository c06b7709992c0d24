//! A folder as it was read: stated dependencies, facts of the Python files, names of other files.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use super::deps::{self, Dependency, Files};
use super::facts::{Facts, Wanted, root_of};
use super::kind::{self, Kind};
use super::other_stack;
use super::python;
use super::report::{DetectError, Limits, Place, SkipReason};
use super::signs::{Seen, signs};
use super::walk::{self, File, SkipLog, Walk};

/// Texts that are no requirements files by name are read only if one includes them, so many.
const MOST_INCLUDED: usize = 32;
/// Dependency files may fill this part of all bytes: parsing them costs more than scanning code.
const DEPENDENCIES_SHARE: u64 = 8;
/// Dependencies and projects that are kept; more are noted as left out.
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
    pub(super) migration: bool,
    pub(super) facts: Facts,
}

/// What was read of a folder.
#[derive(Debug, Default)]
pub(super) struct Repository {
    /// Project folders; the root is the empty one.
    pub(super) projects: BTreeSet<String>,
    /// The names of the projects' own packages, normalised.
    pub(super) packages: BTreeSet<String>,
    /// Stated dependencies, with the project of each.
    pub(super) dependencies: Vec<(String, Dependency)>,
    /// Python files, by path.
    pub(super) sources: Vec<Source>,
    /// Databases that compose files run, as `means` in the tables says.
    pub(super) services: Vec<(Place, &'static String)>,
    /// Places that show a server in another language, with the word that does.
    pub(super) other_stacks: Vec<(Place, &'static str)>,
    /// Files whose name is all that counts.
    pub(super) present: Vec<(Kind, String)>,
    pub(super) skipped: SkipLog,
    pub(super) names_seen: usize,
    pub(super) files_read: usize,
}

/// Reads a folder: dependency files first, where not everything can be read.
pub(super) fn read(
    root: &Path,
    limits: &Limits,
    known: &[String],
) -> Result<Repository, DetectError> {
    let Walk { mut files, skipped, names_seen, .. } = walk::walk(root, limits, &kind::of)?;
    let mut repository = Repository { skipped, names_seen, ..Repository::default() };
    let (mut stated, mut includable) = (Files::new(), BTreeMap::new());
    let mut python = Vec::new();
    let mut bytes = 0;
    let wanted = wanted(known);
    // Stated dependencies, then lock files, then the rest.
    files.sort_by_key(|file| (file.kind > Kind::Requirements, file.kind > Kind::Lock));
    for file in files {
        if file.kind == Kind::Included {
            includable.insert(file.path.clone(), file);
            continue;
        } else if file.kind == Kind::Unsupported {
            repository.skipped.add(SkipReason::Unsupported, &file.path);
            continue;
        } else if file.kind > Kind::OtherStack {
            repository.present.push((file.kind, file.path));
            continue;
        }
        let size = file.full.symlink_metadata().map_or(0, |metadata| metadata.len());
        let share = if file.kind <= Kind::Lock { DEPENDENCIES_SHARE } else { 1 };
        if size <= limits.file_size
            && (repository.files_read >= limits.files || bytes + size > limits.total_size / share)
        {
            repository.skipped.add(SkipReason::LimitReached, &file.path);
            continue;
        }
        let Some(text) = repository.text(&file, limits) else { continue };
        bytes += size;
        if file.kind == Kind::Requirements && !deps::is_text(&text) {
            repository.skipped.add(SkipReason::Malformed, &file.path);
        }
        match file.kind {
            Kind::Python => python.push((file.path, python::facts(&text, &wanted))),
            Kind::Compose => {
                repository.services.extend(services(&file.path, &text));
                repository.present.push((file.kind, file.path));
            }
            Kind::OtherStack => match other_stack::find(&file.path, &text) {
                Ok(found) => repository.other_stacks.extend(found),
                Err(reason) => repository.skipped.add(reason, &file.path),
            },
            kind => drop(stated.insert(file.path, (kind, text))),
        }
    }
    let (mut left, mut missing) = (MOST_INCLUDED, BTreeSet::new());
    let mut load = |path: &str| {
        left = left.checked_sub(1)?;
        let Some(file) = includable.get(path) else {
            if missing.insert(path.to_owned()) {
                repository.skipped.add(SkipReason::Missing, path);
            }
            return None;
        };
        repository.text(file, limits)
    };
    for statement in deps::read(&stated, &mut load) {
        repository.add_statement(statement);
    }
    repository.add_sources(python);
    Ok(repository)
}

/// Services by the lines `image: name:version`; no other line matters, so no parser is needed.
fn services(path: &str, text: &str) -> Vec<(Place, &'static String)> {
    let service = |(index, line): (usize, &str)| {
        let (before, image) = line.split_once("image:")?;
        let is_key = before.trim().is_empty() || before.trim_end().ends_with(['{', ',']);
        let means = database(image).filter(|_| is_key)?;
        Some((Place::line(path, index + 1), means))
    };
    text.lines().enumerate().filter_map(service).collect()
}

/// What an image runs, by its name without registry, tag and digest:
/// `"${IMAGE:-docker.io/library/postgres:16}"`.
fn database(image: &str) -> Option<&'static String> {
    let image = image.split(" #").next()?.trim().trim_matches(['"', '\'']);
    let variable = image.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'));
    let default = variable.and_then(|rest| rest.split_once('-'));
    let image = default.map_or(image, |(_, default)| default);
    let image = image.split([' ', ',', '"', '\'']).next()?;
    let (folder, name) = image.rsplit_once('/').unwrap_or(("", image));
    let name = name.split([':', '@', '}']).next()?;
    let names = |known: &str| match known.rsplit_once('/') {
        Some((at, known)) => known == name && (folder == at || folder.ends_with(&format!("/{at}"))),
        None => known == name,
    };
    signs().images.iter().find(|(known, _)| names(known)).map(|(_, means)| means)
}

/// What the scanner is to note: for the tables, and for the frameworks of the catalogue.
fn wanted(known: &[String]) -> Wanted {
    let signs = signs();
    let mut names: HashMap<(Seen, &str), &'static str> = HashMap::new();
    let mut add = |seen, list: &'static [String]| {
        names.extend(list.iter().map(|name| ((seen, name.as_str()), name.as_str())));
    };
    for rule in &signs.rules {
        rule.lists().into_iter().for_each(|(seen, list)| add(seen, list));
    }
    for framework in &signs.frameworks {
        add(Seen::Call, &framework.calls);
        add(Seen::Base, &framework.calls);
        add(Seen::Setting, &framework.settings);
        add(Seen::Text, std::slice::from_ref(&framework.text));
    }
    names.insert((Seen::Setting, "MIDDLEWARE"), "MIDDLEWARE");
    let with = signs.rules.iter().flat_map(|rule| &rule.with);
    let modules = signs.packages.iter().flat_map(|package| &package.modules);
    let modules = with.chain(modules).chain(signs.other_frameworks.values()).cloned();
    let modules = modules.chain(signs.frameworks.iter().flat_map(|known| &known.parts).cloned());
    let modules = modules.chain(known.iter().map(|id| module_of(id)));
    let sends = signs.packages.iter().filter(|package| package.means == ["needs.email"]);
    let mail = sends.flat_map(|package| &package.modules).map(String::as_str).collect();
    Wanted { names, roots: modules.map(|module| root_of(&module).to_owned()).collect(), mail }
}

/// The module that a framework's id stands for.
pub(super) fn module_of(id: &str) -> String {
    id.replace('-', "_")
}

/// A project folder as the report names it.
pub(super) fn folder(project: &str) -> String {
    if project.is_empty() { ".".to_owned() } else { project.to_owned() }
}

impl Repository {
    fn text(&mut self, file: &File, limits: &Limits) -> Option<String> {
        let text = walk::read(&file.full, limits.file_size);
        self.files_read += usize::from(text.is_ok());
        text.map_err(|reason| self.skipped.add(reason, &file.path)).ok()
    }

    fn add_statement(&mut self, statement: deps::Statement) {
        let deps::Statement { project, path, package, dependencies, malformed, .. } = statement;
        if malformed {
            self.skipped.add(SkipReason::Malformed, &path);
        }
        if package.is_some() || !dependencies.is_empty() {
            self.add_project(&project, &path);
        }
        self.packages.extend(package);
        let left = MOST_DEPENDENCIES - self.dependencies.len();
        if dependencies.len() > left {
            self.skipped.add(SkipReason::LimitReached, &path);
        }
        let kept = dependencies.into_iter().take(left);
        self.dependencies.extend(kept.map(|found| (project.clone(), found)));
    }

    fn add_project(&mut self, project: &str, path: &str) {
        if !kind::is_aside(path) && self.projects.len() < MOST_PROJECTS {
            self.projects.insert(project.to_owned());
        }
    }

    fn add_sources(&mut self, python: Vec<(String, Facts)>) {
        // A `manage.py` outside all projects is a project too.
        for (path, _) in &python {
            if kind::file_name(path) == "manage.py" && self.project_of(path).is_none() {
                self.add_project(&kind::project_of(path), path);
            }
        }
        for (path, facts) in python {
            let project = self.project_of(&path).unwrap_or_default().to_owned();
            let (aside, migration) = (kind::is_aside(&path), signs().migrations.cover(&path));
            self.sources.push(Source { path, project, aside, migration, facts });
        }
        self.sources.sort_by(|one, other| one.path.cmp(&other.path));
    }

    /// The nearest project above a path.
    fn project_of(&self, path: &str) -> Option<&str> {
        let above = self.projects.iter().filter(|project| is_within(path, project));
        above.max_by_key(|project| project.len()).map(String::as_str)
    }

    /// The firmest statement of a package by a project or one around it.
    pub(super) fn stated(&self, project: &str, name: &str) -> Option<&Dependency> {
        self.firmest(name, |at| at == project || is_within(project, at))
    }

    /// The firmest statement of a package by any project.
    pub(super) fn stated_anywhere(&self, name: &str) -> Option<&Dependency> {
        self.firmest(name, |_| true)
    }

    fn firmest(&self, name: &str, counts: impl Fn(&str) -> bool) -> Option<&Dependency> {
        let stated = self.dependencies.iter().filter(|(at, d)| d.name == name && counts(at));
        let stated = stated.map(|(_, dependency)| dependency);
        stated.min_by_key(|found| (std::cmp::Reverse(found.scope), &found.place))
    }

    /// Whether a project is an extension of a package, by its name: `arq-dashboard` of `arq`.
    pub(super) fn extends(&self, name: &str) -> bool {
        let rest = |own: &String| own.strip_prefix(name).is_some_and(|rest| rest.starts_with('-'));
        self.packages.iter().any(rest)
    }

    /// The program's own files: no tests, documentation, examples or migrations.
    pub(super) fn program(&self) -> impl Iterator<Item = &Source> {
        self.sources.iter().filter(|source| !source.aside && !source.migration)
    }

    /// Names that an absolute import may mean because the repository has them itself.
    pub(super) fn local_modules(&self) -> BTreeSet<String> {
        let packages: BTreeSet<&str> =
            self.sources.iter().filter_map(|s| s.path.strip_suffix("/__init__.py")).collect();
        let is_start = |source: &&Source| kind::file_name(&source.path) == "manage.py";
        let starts = self.sources.iter().filter(is_start).map(|source| folder_of(&source.path));
        let tops: BTreeSet<&str> = self.projects.iter().map(String::as_str).chain(starts).collect();
        let mut local = BTreeSet::new();
        let mut add = |path: &str| {
            let name = kind::file_name(path);
            local.insert(name.strip_suffix(".py").unwrap_or(name).to_owned());
        };
        for source in &self.sources {
            // What lies in no package may be imported by its name.
            let mut path = source.path.as_str();
            while packages.contains(folder_of(path)) {
                path = folder_of(path);
            }
            add(path);
            // An app may be a package without saying so.
            let is_app = ["apps.py", "models.py"].contains(&kind::file_name(&source.path));
            for top in tops.iter().filter(|top| is_app && is_within(&source.path, top)) {
                let inside = source.path[top.len()..].trim_start_matches('/');
                let below = ["src/", "apps/"].iter().find_map(|top| inside.strip_prefix(top));
                add(below.unwrap_or(inside).split('/').next().unwrap_or(inside));
            }
        }
        local
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether a path lies in a folder; everything lies in the empty one.
fn is_within(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}
