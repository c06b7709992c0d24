//! Requirements files, with what they include by `-r` and `-c`.

use std::collections::{BTreeMap, BTreeSet};

use super::super::kind::Kind;
use super::super::report::Place;
use super::names;
use super::{Dependency, Scope, Statement};

type Files = BTreeMap<String, (Kind, String)>;

/// One line of a requirements file, continuation lines joined.
enum Line<'a> {
    Specifier(&'a str),
    /// `-r`: what the other file states is needed here.
    Include(&'a str),
    /// `-c`: only versions, nothing is installed for it.
    Constraint(&'a str),
}

/// The scope of each file, by the project it counts for and its path.
type Scopes<'a> = BTreeMap<(String, &'a str), Scope>;

/// What each file includes, and whether only as a constraint.
type Includes = BTreeMap<String, Vec<(String, bool)>>;

/// So many includes are followed in all. Files that all include one another would else cost the
/// cube of their number; what is not followed still counts for itself.
const MOST_FOLLOWED: usize = 100_000;

/// So many dependencies are stated by requirements files together; the caller keeps fewer and says
/// where that cut anything off.
const MOST_STATED: usize = 50_000;

/// Reads the requirements files among `files`: for each the project, the path, what it states.
///
/// A file's scope is told by its name; one that is included takes the best scope of those that
/// include it, if that is better than its own, so that `-r base.txt` in `production.txt` counts.
/// It also counts for their projects. A path that leaves the folder is in no list of files, so it
/// is never followed.
pub(super) fn read(files: &Files) -> Vec<(String, String, Statement)> {
    let listed = files.iter().filter(|(_, (kind, _))| is_listed(*kind));
    let includes: Includes =
        listed.map(|(path, (_, text))| (path.clone(), includes(path, text))).collect();
    let own = files.iter().filter(|(_, (kind, _))| *kind == Kind::Requirements);
    let mut scopes = Scopes::new();
    let mut left = MOST_FOLLOWED;
    for (path, _) in own {
        let (project, scope) = (names::project_of(path), names::requirements_scope(path));
        raise(&mut scopes, (project.clone(), path), scope);
        spread(&includes, (&project, path, scope), &mut scopes, &mut left);
    }
    statements(files, scopes)
}

/// The statements, each text read once however many projects it counts for.
fn statements(files: &Files, scopes: Scopes<'_>) -> Vec<(String, String, Statement)> {
    let mut known: BTreeMap<&str, Statement> = BTreeMap::new();
    let mut all = Vec::new();
    let mut left = MOST_STATED;
    for ((project, path), scope) in scopes {
        let text = files.get(path).map_or("", |(_, text)| text.as_str());
        let read = &known.entry(path).or_insert_with(|| statement(path, text)).dependencies;
        let mine = read.iter().take(left).cloned().map(|found| Dependency { scope, ..found });
        let dependencies: Vec<Dependency> = mine.collect();
        left -= dependencies.len();
        let statement = Statement { dependencies, ..Statement::default() };
        all.push((project, path.to_owned(), statement));
    }
    all
}

fn is_listed(kind: Kind) -> bool {
    matches!(kind, Kind::Requirements | Kind::Includable)
}

fn raise<'a>(scopes: &mut Scopes<'a>, file: (String, &'a str), scope: Scope) {
    let known = scopes.entry(file).or_insert(scope);
    *known = (*known).max(scope);
}

/// Carries a file's scope to what it includes, and so on; each file once.
fn spread<'a>(
    includes: &'a Includes,
    (project, from, scope): (&str, &'a str, Scope),
    scopes: &mut Scopes<'a>,
    left: &mut usize,
) {
    let mut seen = BTreeSet::from([from]);
    let mut waiting = vec![(from, scope)];
    while let Some((path, scope)) = waiting.pop() {
        let all = includes.get(path).map_or(&[][..], Vec::as_slice);
        let followed = &all[..all.len().min(*left)];
        *left -= followed.len();
        for (target, only_constrains) in followed {
            let scope = if *only_constrains { scope.min(Scope::Locked) } else { scope };
            if includes.contains_key(target) && seen.insert(target) {
                raise(scopes, (project.to_owned(), target), scope);
                waiting.push((target, scope));
            }
        }
    }
}

/// The paths that a text includes, and whether only as constraints.
fn includes(path: &str, text: &str) -> Vec<(String, bool)> {
    let include = |logical: &str| match classify(logical)? {
        Line::Include(target) => Some((resolve(path, target)?, false)),
        Line::Constraint(target) => Some((resolve(path, target)?, true)),
        Line::Specifier(_) => None,
    };
    logical_lines(text).iter().filter_map(|(_, logical)| include(logical)).collect()
}

/// The paths that any requirements file includes.
pub(in crate::detect) fn included(files: &Files) -> BTreeSet<String> {
    let listed = files.iter().filter(|(_, (kind, _))| is_listed(*kind));
    listed.flat_map(|(path, (_, text))| included_by(path, text)).collect()
}

/// The paths that a text includes.
pub(in crate::detect) fn included_by(path: &str, text: &str) -> Vec<String> {
    includes(path, text).into_iter().map(|(target, _)| target).collect()
}

/// The path that an include means, if it lies in the folder.
fn resolve(from: &str, target: &str) -> Option<String> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    if target.starts_with('/') {
        return None;
    }
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// What a text states. The scope is the includer's to say.
fn statement(path: &str, text: &str) -> Statement {
    let mut statement = Statement::default();
    for (line, logical) in logical_lines(text) {
        if let Some(Line::Specifier(specifier)) = classify(&logical) {
            statement.push(specifier, Scope::Locked, Place::new(path, line));
        }
    }
    statement
}

/// Lines with comments cut and continuations joined, each with the number it begins at.
fn logical_lines(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for (index, raw) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let continues = raw.ends_with('\\');
        let part = uncomment(raw.trim_end_matches('\\'));
        match lines.last_mut() {
            Some((_, line)) if open => {
                line.push(' ');
                line.push_str(part);
            }
            _ => lines.push((index + 1, part.to_owned())),
        }
        open = continues;
    }
    lines
}

/// A `#` begins a comment at the start or after a blank; elsewhere it is part of an address.
fn uncomment(line: &str) -> &str {
    let begins = |at: usize| at == 0 || line.as_bytes()[at - 1].is_ascii_whitespace();
    let comment = line.match_indices('#').map(|(at, _)| at).find(|at| begins(*at));
    line[..comment.unwrap_or(line.len())].trim()
}

fn classify(line: &str) -> Option<Line<'_>> {
    let line = line.trim();
    let after = |short: &str, long: &str| {
        let rest = line.strip_prefix(long).or_else(|| line.strip_prefix(short))?;
        Some(rest.trim_start_matches(['=', ' ', '\t']).trim())
    };
    if let Some(target) = after("-r", "--requirement") {
        return Some(Line::Include(target));
    }
    if let Some(target) = after("-c", "--constraint") {
        return Some(Line::Constraint(target));
    }
    if let Some(target) = after("-e", "--editable") {
        // `#egg=` is all that names what an address brings.
        return target.split_once("#egg=").map(|(_, name)| Line::Specifier(name));
    }
    if line.is_empty() || line.starts_with('-') {
        return None;
    }
    Some(Line::Specifier(line.split(" --").next().unwrap_or(line)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&'static str, &str)]) -> Vec<(String, Scope, usize)> {
        let kind = |path: &str| {
            let known = names::is_requirements(path);
            if known { Kind::Requirements } else { Kind::Compose }
        };
        let file = |(path, text): &(&'static str, &str)| {
            ((*path).to_owned(), (kind(path), (*text).to_owned()))
        };
        let files = files.iter().map(file).collect();
        let all = read(&files).into_iter().flat_map(|(_, _, statement)| statement.dependencies);
        all.map(|d| (d.name, d.scope, d.place.line)).collect()
    }

    #[test]
    fn comments_hashes_and_continuations_are_understood() {
        let text =
            "# flask\nDjango==5.2 \\\n  --hash=sha256:00 # why\n\n-i https://x.org\ncelery\n";
        let expected =
            [("django".to_owned(), Scope::Runtime, 2), ("celery".to_owned(), Scope::Runtime, 6)];
        assert_eq!(found(&[("requirements.txt", text)]), expected);
    }

    #[test]
    fn an_include_passes_the_scope_on_and_may_not_leave() {
        let files = [
            ("requirements/test.txt", "-r base.txt\npytest\n-r ../../etc/passwd\n-r /etc/passwd"),
            ("requirements/base.txt", "flask\n-r test.txt\n-c constraints.txt"),
            ("requirements/constraints.txt", "django==1"),
        ];
        let scopes = found(&files);
        assert!(scopes.contains(&("flask".into(), Scope::Runtime, 1)));
        assert!(scopes.contains(&("django".into(), Scope::Locked, 1)));
    }
}
