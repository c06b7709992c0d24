//! Which frameworks are in use, in which projects, and how sure that is.

use std::collections::{BTreeMap, BTreeSet};

use super::deps::{Dependency, Scope, normalise};
use super::kind::file_name;
use super::report::{Confidence, FrameworkUse, Place};
use super::repository::{Repository, Source, folder, module_of};
use super::signs::{Framework, Seen, Stack, signs};
use crate::text::and_list;

/// The frameworks in use, by id.
pub(super) fn find(repository: &Repository, known: &[String]) -> Vec<FrameworkUse> {
    let ids: BTreeSet<&String> = known.iter().collect();
    let mut found: Vec<FrameworkUse> =
        ids.iter().filter_map(|id| find_one(repository, id)).collect();
    let brings = found.iter().filter_map(|one| signs().framework(&one.id));
    let brought: BTreeSet<&String> = brings.flat_map(|known| &known.brings).collect();
    found.retain(|one| !brought.contains(&one.id));
    let mut users: BTreeMap<String, usize> = BTreeMap::new();
    for project in found.iter().flat_map(|framework| &framework.folders) {
        *users.entry(project.clone()).or_default() += 1;
    }
    // In a project of several frameworks only the files count that import this one.
    for framework in &mut found {
        let module = module(&framework.id);
        let counts = |source: &&Source| {
            let project = folder(&source.project);
            framework.folders.contains(&project)
                && (users[&project] == 1 || source.facts.imports(&module))
        };
        framework.lines = repository.program().filter(counts).map(|s| s.facts.lines).sum();
    }
    found
}

/// The stacks whose packages are all needed to run the program.
pub(super) fn stacks(repository: &Repository) -> Vec<FrameworkUse> {
    let in_use = |stack: &Stack| {
        let stated = |name: &String| {
            repository.stated_anywhere(name).filter(|found| found.scope == Scope::Runtime)
        };
        let stated: Vec<&Dependency> = stack.packages.iter().map(stated).collect::<Option<_>>()?;
        let names = and_list(&stack.packages);
        let are = if stated.len() == 1 { "is a dependency" } else { "are dependencies" };
        Some(FrameworkUse {
            id: stack.id.clone(),
            confidence: Confidence::Medium,
            because: format!("{names} {are}"),
            places: stated.iter().map(|found| found.place.clone()).collect(),
            folders: Vec::new(),
            lines: 0,
        })
    };
    signs().stacks.iter().filter_map(in_use).collect()
}

/// The module whose import shows the framework: of a package that is a client too, the part that serves.
fn module(id: &str) -> String {
    signs().other_frameworks.get(id).cloned().unwrap_or_else(|| module_of(id))
}

fn find_one(repository: &Repository, id: &str) -> Option<FrameworkUse> {
    let mut projects = repository.projects.clone();
    projects.insert(String::new());
    let mut signs: Vec<FrameworkUse> =
        projects.iter().filter_map(|project| in_project(repository, id, project)).collect();
    // Beside a sure sign, a weaker one in another project is none.
    let best = signs.iter().map(|sign| sign.confidence).max()?;
    signs.retain(|sign| sign.confidence >= best.min(Confidence::Medium));
    let folders = signs.iter().flat_map(|sign| sign.folders.clone()).collect();
    let first = signs.into_iter().find(|sign| sign.confidence == best)?;
    Some(FrameworkUse { folders, ..first })
}

/// What a project shows of a framework, if anything.
fn in_project(repository: &Repository, id: &str, project: &str) -> Option<FrameworkUse> {
    let sources: Vec<&Source> = repository.program().filter(|s| s.project == project).collect();
    let name = normalise(id)?;
    let stated = repository.stated(project, &name);
    let module = module(id);
    let certain = signs().framework(id).and_then(|known| certain(&sources, known, &module, stated));
    let imported = || {
        let place = first(&sources, |source| source.facts.import_line(&module))?;
        Some((format!("{module} is imported"), vec![place]))
    };
    let is_certain = certain.is_some();
    let code = certain.or_else(imported);
    // A dependency of the whole is no sign of use in a part that shows none.
    let states_it = |(at, found): &(String, Dependency)| at == project && found.name == name;
    let stated = stated.filter(|_| code.is_some() || repository.dependencies.iter().any(states_it));
    // Where the package is more than the framework, a dependency alone says nothing.
    if code.is_none() && module.contains('.') {
        return None;
    }
    let scope = stated.map(|found| found.scope);
    let confidence = match (code.is_some(), scope) {
        _ if is_certain => Confidence::High,
        (true, Some(Scope::Runtime)) => Confidence::High,
        (false, Some(Scope::Development) | None) => return None,
        (true, None | Some(Scope::Optional | Scope::Locked | Scope::Transitive))
        | (false, Some(Scope::Runtime)) => Confidence::Medium,
        _ => Confidence::Low,
    };
    let (because, mut places) = code.unwrap_or_else(|| {
        let what = match scope {
            Some(Scope::Runtime) => "a dependency, but no code uses it",
            Some(Scope::Optional) => "an optional dependency",
            _ => stated.map_or("", Dependency::weakly_stated),
        };
        (format!("{id} is {what}"), Vec::new())
    });
    places.extend(stated.map(|found| found.place.clone()));
    let (id, folders) = (id.to_owned(), vec![folder(project)]);
    Some(FrameworkUse { id, confidence, because, places, folders, lines: 0 })
}

/// What leaves no doubt: see the table of frameworks in `criteria/detect.toml`.
fn certain(
    sources: &[&Source],
    known: &Framework,
    module: &str,
    stated: Option<&Dependency>,
) -> Option<(String, Vec<Place>)> {
    for (seen, how) in
        [(Seen::Call, "the application is created by"), (Seen::Base, "a class derives from")]
    {
        let made = |source: &Source| {
            let mut calls = known.calls.iter().filter(|_| source.facts.imports(module));
            calls.find_map(|call| source.facts.line_of(seen, call))
        };
        if let Some(place) = first(sources, made) {
            let arguments = if seen == Seen::Call { "(…)" } else { "" };
            return Some((format!("{how} {}{arguments}", known.calls[0]), vec![place]));
        }
    }
    let assigned =
        |name: &String| first(sources, |source| source.facts.line_of(Seen::Setting, name));
    let settings: Option<Vec<Place>> = known.settings.iter().map(assigned).collect();
    let started = first(sources, |source| {
        let line = source.facts.line_of(Seen::Text, &known.text);
        line.filter(|_| file_name(&source.path) == known.file)
    });
    if let Some(mut places) = settings.filter(|places| !places.is_empty()) {
        places.extend(started);
        return Some((format!("its settings have {}", known.settings.join(" and ")), places));
    }
    let started = started.filter(|_| stated.is_some_and(|found| found.scope == Scope::Runtime))?;
    Some((format!("{} starts it, and it is a dependency", known.file), vec![started]))
}

fn first(sources: &[&Source], line: impl Fn(&Source) -> Option<usize>) -> Option<Place> {
    sources.iter().find_map(|source| Some(Place::line(&source.path, line(source)?)))
}

/// What a reader should know before the rest.
pub(super) fn notes(repository: &Repository, found: &[FrameworkUse]) -> Vec<String> {
    let mut notes = Vec::new();
    let sure = found.iter().filter(|one| one.lines > 0 && one.confidence > Confidence::Low);
    let sure: Vec<String> =
        sure.map(|found| format!("{} in {}", found.id, found.folders.join(", "))).collect();
    if sure.len() > 1 {
        notes.push(format!("several frameworks are in use: {}", sure.join("; ")));
    }
    let projects: Vec<String> = repository.projects.iter().map(|project| folder(project)).collect();
    if projects.len() > 1 {
        notes.push(format!(
            "{} projects, read as one: {}; to read one alone, run `weigh detect FOLDER`",
            projects.len(),
            projects.join(", ")
        ));
    }
    notes
}
