//! Which frameworks are in use, in which projects, and how sure that is.

use std::collections::BTreeMap;

use super::deps::Scope;
use super::deps::names;
use super::python::facts::Facts;
use super::python::facts::Seen;
use super::report::{Confidence, Found, Place};
use super::repository::{Repository, Source, module_of};

/// What one project shows of one framework.
#[derive(Debug, Clone)]
struct Sign {
    confidence: Confidence,
    because: String,
    places: Vec<Place>,
}

/// The frameworks in use, by id.
pub(super) fn find(repository: &Repository, known: &[String]) -> Vec<Found> {
    let mut ids: Vec<&String> = known.iter().collect();
    ids.sort_unstable();
    ids.dedup();
    let mut found: Vec<Found> = ids.iter().filter_map(|id| find_one(repository, id)).collect();
    let shared = shared_projects(&found);
    for framework in &mut found {
        framework.lines = lines(repository, framework, &shared);
    }
    found
}

fn find_one(repository: &Repository, id: &str) -> Option<Found> {
    let mut projects: Vec<&str> = repository.projects.iter().map(String::as_str).collect();
    if !projects.contains(&"") {
        projects.insert(0, "");
    }
    let sign = |project| Some((project, sign(repository, id, project)?));
    let signs: Vec<(&str, Sign)> = projects.into_iter().filter_map(sign).collect();
    // A weaker sign in another project is no project of this framework beside a sure one.
    let best = signs.iter().map(|(_, sign)| sign.confidence).max()?;
    let floor = best.min(Confidence::Medium);
    let kept: Vec<&(&str, Sign)> = signs.iter().filter(|(_, s)| s.confidence >= floor).collect();
    let first = kept.iter().find(|(_, sign)| sign.confidence == best)?;
    Some(Found {
        id: id.to_owned(),
        confidence: best,
        because: first.1.because.clone(),
        places: first.1.places.clone(),
        folders: kept.iter().map(|(project, _)| folder(project)).collect(),
        lines: 0,
    })
}

/// A project folder as the report names it.
pub(super) fn folder(project: &str) -> String {
    if project.is_empty() { ".".to_owned() } else { project.to_owned() }
}

/// What a project shows of a framework, if anything.
fn sign(repository: &Repository, id: &str, project: &str) -> Option<Sign> {
    if repository.own_sources.contains_key(project) {
        return None;
    }
    let sources: Vec<&Source> = repository.program().filter(|s| s.project == project).collect();
    let name = names::normalise(id)?;
    let stated = repository.stated(project, &name);
    let scope = stated.map(|found| found.scope);
    let strong = match id {
        "django" => django(&sources, scope == Some(Scope::Runtime)),
        "flask" => application(&sources, "flask", ("Flask", "flask.Flask")),
        "fastapi" => application(&sources, "fastapi", ("FastAPI", "fastapi.FastAPI")),
        _ => None,
    };
    let used = strong.is_some();
    let code = strong.or_else(|| import(&sources, &module_of(id)));
    // A dependency of the whole is no sign of use in a part that shows none.
    let stated = stated.filter(|_| code.is_some() || states_itself(repository, project, &name));
    let place = stated.map(|found| found.place.clone());
    let confidence = confidence(code.is_some(), used, stated.map(|found| found.scope))?;
    let because = match (&code, stated.map(|found| found.scope)) {
        (Some((because, _)), _) => because.clone(),
        (None, Some(Scope::Runtime)) => format!("{id} is a dependency, but no code uses it"),
        (None, Some(Scope::Optional)) => format!("{id} is an optional dependency"),
        (None, _) => format!("{id} is only in a lock file"),
    };
    let places = code.map(|(_, places)| places).unwrap_or_default().into_iter().chain(place);
    Some(Sign { confidence, because, places: places.collect() })
}

fn states_itself(repository: &Repository, project: &str, name: &str) -> bool {
    repository.dependencies.iter().any(|(at, found)| at == project && found.name == name)
}

/// How sure code and dependency make it together.
fn confidence(code: bool, unmistakable: bool, scope: Option<Scope>) -> Option<Confidence> {
    if unmistakable {
        return Some(Confidence::High);
    }
    let sure = match (code, scope) {
        (true, Some(Scope::Runtime)) => Confidence::High,
        (true, Some(Scope::Development)) | (false, Some(Scope::Optional | Scope::Locked)) => {
            Confidence::Low
        }
        (true, _) | (false, Some(Scope::Runtime)) => Confidence::Medium,
        (false, Some(Scope::Development) | None) => return None,
    };
    Some(sure)
}

type Shown = (String, Vec<Place>);

/// Django: settings, or `manage.py` together with the dependency.
fn django(sources: &[&Source], stated: bool) -> Option<Shown> {
    let at = |seen, name| first(sources, |facts| facts.line_of(seen, name));
    let apps = at(Seen::Assign, "INSTALLED_APPS");
    let urls = at(Seen::Assign, "ROOT_URLCONF");
    let manage = sources.iter().find_map(|source| {
        let is_manage = source.path.rsplit('/').next() == Some("manage.py");
        let line = source.facts.line_of(Seen::Text, "DJANGO_SETTINGS_MODULE")?;
        is_manage.then(|| Place::new(&source.path, line as usize))
    });
    match (apps.zip(urls), manage) {
        (Some((apps, urls)), manage) => {
            let places = [apps, urls].into_iter().chain(manage).collect();
            Some(("its settings have INSTALLED_APPS and ROOT_URLCONF".to_owned(), places))
        }
        (None, Some(manage)) if stated => {
            Some(("manage.py starts it, and it is a dependency".to_owned(), vec![manage]))
        }
        _ => None,
    }
}

/// Flask and `FastAPI`: the application object is made.
fn application(
    sources: &[&Source],
    module: &str,
    calls: (&'static str, &'static str),
) -> Option<Shown> {
    let made = |facts: &Facts| {
        let line = facts.line_of(Seen::Call, calls.0).or(facts.line_of(Seen::Call, calls.1));
        line.filter(|_| facts.imports(module))
    };
    let place = first(sources, made)?;
    Some((format!("the application is made by {}(…)", calls.0), vec![place]))
}

fn import(sources: &[&Source], module: &str) -> Option<Shown> {
    let place = first(sources, |facts| facts.import_line(module))?;
    Some((format!("{module} is imported"), vec![place]))
}

fn first(sources: &[&Source], line: impl Fn(&Facts) -> Option<u32>) -> Option<Place> {
    let place = |source: &&Source| Some(Place::new(&source.path, line(&source.facts)? as usize));
    sources.iter().find_map(place)
}

/// Projects that more than one framework is used in.
fn shared_projects(found: &[Found]) -> BTreeMap<String, usize> {
    let mut users = BTreeMap::new();
    for folder in found.iter().flat_map(|framework| &framework.folders) {
        *users.entry(folder.clone()).or_default() += 1;
    }
    users.retain(|_, count| *count > 1);
    users
}

/// Lines of its projects; in a shared project only those of files that import it.
fn lines(repository: &Repository, framework: &Found, shared: &BTreeMap<String, usize>) -> usize {
    let module = module_of(&framework.id);
    let counts = |source: &&Source| {
        let project = folder(&source.project);
        framework.folders.contains(&project)
            && (!shared.contains_key(&project) || source.facts.imports(&module))
    };
    repository.program().filter(counts).map(|source| source.facts.lines).sum()
}
