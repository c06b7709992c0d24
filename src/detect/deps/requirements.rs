//! Requirements files, with what they include by `-r` and `-c`.

use std::collections::{BTreeMap, BTreeSet};

use super::super::kind::{self, Kind};
use super::super::report::Place;
use super::super::signs::signs;
use super::specifier;
use super::{Dependency, Files, Scope, Statement};

/// Includes followed in all. Files that all include one another would cost the cube of their
/// number; what is not followed still counts for itself.
const MOST_FOLLOWED: usize = 100_000;
/// Requirements files that one manifest may name.
const MOST_NAMED: usize = 32;
/// Dependencies stated by all requirements files; the caller keeps fewer and notes the rest.
const MOST_STATED: usize = 50_000;
/// Few people pin so many packages by hand, in alphabetical order.
const FROZEN_LINES: usize = 30;
/// Or so many, each with a marker or hashes.
const EXPORTED_LINES: usize = 3;

/// What one requirements file says.
#[derive(Default)]
struct Parsed {
    /// Paths, and whether only as constraints.
    includes: Vec<(String, bool)>,
    /// Names with their lines, and whether another package needs them.
    stated: Vec<(String, usize, bool)>,
}

/// Reads the requirements files, and what `load` gives of the other files that they include.
///
/// A file's scope is told by its name, or by the manifest that names it. One that is included counts for the project of the
/// including file too, and takes its scope where that is stronger: `-r base.txt` in
/// `production.txt`. A path that leaves the folder is in no list of files, so it is never followed.
pub(super) fn read(
    files: &Files,
    manifests: &[Statement],
    load: &mut dyn FnMut(&str) -> Option<String>,
) -> Vec<Statement> {
    let own: BTreeSet<&str> = manifests.iter().filter_map(|one| one.package.as_deref()).collect();
    let parse = |path: &str, text: &str| parse(path, text, files, &own);
    let listed = || files.iter().filter(|(_, (kind, _))| *kind == Kind::Requirements);
    let mut parsed: BTreeMap<String, Parsed> =
        listed().map(|(path, (_, text))| (path.clone(), parse(path, text))).collect();
    let mut roots: BTreeSet<(String, String, Scope)> =
        listed().map(|(path, _)| (kind::project_of(path), path.clone(), scope_of(path))).collect();
    for manifest in manifests {
        for (path, scope) in manifest.includes.iter().take(MOST_NAMED) {
            if !parsed.contains_key(path)
                && let Some(text) = load(path)
            {
                parsed.insert(path.clone(), parse(path, &text));
            }
            roots.insert((manifest.project.clone(), path.clone(), *scope));
        }
    }
    let mut scopes: BTreeMap<(String, String), Scope> = BTreeMap::new();
    let mut left = MOST_FOLLOWED;
    for (project, path, scope) in roots {
        let mut seen = BTreeSet::from([path.clone()]);
        let mut waiting = vec![(path, scope)];
        while let Some((path, scope)) = waiting.pop() {
            let Some(includes) = parsed.get(&path).map(|file| file.includes.clone()) else {
                continue;
            };
            let known = scopes.entry((project.clone(), path)).or_insert(scope);
            *known = scope.max(*known);
            for (target, only_constrains) in includes.into_iter().take(left) {
                left -= 1;
                if !parsed.contains_key(&target)
                    && let Some(text) = load(&target)
                {
                    parsed.insert(target.clone(), parse(&target, &text));
                }
                if seen.insert(target.clone()) {
                    let scope = if only_constrains { scope.min(Scope::Locked) } else { scope };
                    waiting.push((target, scope));
                }
            }
        }
    }
    let mut left = MOST_STATED;
    let statement = |((project, path), scope): ((String, String), Scope)| {
        let stated = parsed[&path].stated.iter().take(left);
        let dependency = |(name, line, transitive): &(String, usize, bool)| Dependency {
            name: name.clone(),
            scope: if *transitive { scope.min(Scope::Transitive) } else { scope },
            place: Place::line(&path, *line),
        };
        let dependencies: Vec<Dependency> = stated.map(dependency).collect();
        left -= dependencies.len();
        Statement { project, path, dependencies, ..Statement::default() }
    };
    scopes.into_iter().map(statement).collect()
}

/// The scope of what a requirements file states, by its name and that of a folder of requirements.
fn scope_of(path: &str) -> Scope {
    let below = path.get(kind::project_of(path).len()..).unwrap_or(path);
    if signs().is_development(below) || kind::is_aside(path) {
        Scope::Development
    } else if kind::stem(path).to_ascii_lowercase().contains("constraints") {
        Scope::Locked
    } else {
        Scope::Runtime
    }
}

/// `own` are the names of the repository's packages.
fn parse(path: &str, text: &str, files: &Files, own: &BTreeSet<&str>) -> Parsed {
    let mut compiled_from = compiled_from(path, text, files);
    let mut parsed = Parsed::default();
    let (mut logical, mut begins) = (String::new(), 1);
    // Whether the last requirement is pinned, and whether a list of those that need it goes on.
    let (mut pinned, mut listing) = (false, false);
    for (index, raw) in text.lines().chain([""]).enumerate() {
        let (part, comment) = split_comment(raw.trim_end_matches('\\'));
        if logical.is_empty() {
            begins = index + 1;
        }
        logical.push_str(part);
        if raw.ends_with('\\') {
            logical.push(' ');
            continue;
        }
        if !logical.is_empty() {
            (pinned, listing) = (logical.contains("==") || logical.contains("://"), false);
            parsed.add(path, logical.trim(), begins);
            logical.clear();
        }
        let comment = comment.trim_start_matches('#');
        let after = comment.trim_start().strip_prefix("via");
        let after = after.filter(|rest| rest.is_empty() || rest.starts_with(' '));
        let needed_by = after.or_else(|| comment.strip_prefix("  ").filter(|_| listing));
        listing = pinned && needed_by.is_some();
        if let Some(is_direct) = needed_by.filter(|_| listing).and_then(|by| is_direct(by, own)) {
            compiled_from = Some(0);
            if let Some((_, _, transitive)) = parsed.stated.last_mut().filter(|_| is_direct) {
                *transitive = false;
            }
        }
    }
    for (_, line, transitive) in &mut parsed.stated {
        *transitive &= compiled_from.is_some_and(|from| *line > from);
    }
    parsed
}

/// Whether the project itself is among those that need a package: `-r requirements.in`, `shop
/// (pyproject.toml)`, or a package of its own. Nothing where the text is no such list.
fn is_direct(needed_by: &str, own: &BTreeSet<&str>) -> Option<bool> {
    let mut is_direct = false;
    for one in needed_by.split(',').map(str::trim).filter(|one| !one.is_empty()) {
        if one.starts_with("-r ") {
            is_direct = true;
        } else if !one.starts_with("-c ") {
            let (name, rest) = one.split_at(one.find([' ', '[', ':', '(']).unwrap_or(one.len()));
            let name = specifier::normalise(name)?;
            if rest.starts_with(' ') && !rest.starts_with(" (") {
                return None;
            }
            is_direct |= rest.starts_with(" (") || own.contains(name.as_str());
        }
    }
    Some(is_direct)
}

impl Parsed {
    fn add(&mut self, path: &str, line: &str, number: usize) {
        let after = |short: &str, long: &str| {
            let rest = line.strip_prefix(long).or_else(|| line.strip_prefix(short))?;
            Some(unquoted(rest.trim_start_matches(['=', ' ', '\t'])))
        };
        let include = after("-r", "--requirement").map(|target| (target, false));
        if let Some((target, constrains)) =
            include.or_else(|| Some((after("-c", "--constraint")?, true)))
        {
            self.includes.extend(resolve(path, target).map(|target| (target, constrains)));
            return;
        }
        let specifier = after("-e", "--editable").unwrap_or(line);
        let specifier = unquoted(specifier.split(" --").next().unwrap_or(""));
        if !specifier.starts_with('-') {
            self.stated.extend(specifier::name(specifier).map(|name| (name, number, true)));
        }
    }
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\''])
}

/// The line from which on a tool wrote the file, with everything that the stated packages need: its
/// name or a comment says so, or it pins all packages as `pip freeze` and other exports do.
fn compiled_from(path: &str, text: &str, files: &Files) -> Option<usize> {
    let (stem, extension) = path.rsplit_once('.')?;
    let says_so = |line: &str| {
        let line = line.to_ascii_lowercase();
        line.starts_with('#') && signs().compiled.iter().any(|words| line.contains(words))
    };
    let folder = stem.strip_suffix(kind::file_name(stem)).unwrap_or("");
    let project = kind::project_of(path);
    let above = if project.is_empty() { project } else { project + "/" };
    let beside = [format!("{stem}.in"), format!("{folder}Pipfile"), format!("{above}Pipfile")];
    if extension == "in" {
        None
    } else if extension == "lock"
        || is_export(text)
        || beside.iter().any(|path| files.contains_key(path))
    {
        Some(0)
    } else {
        text.lines().position(says_so).map(|index| index + 1)
    }
}

/// Whether all packages are pinned, and either each has a marker, or hashes, or there are many in
/// alphabetical order.
fn is_export(text: &str) -> bool {
    let (mut names, mut marked) = (Vec::new(), 0);
    let lines = text.lines().map(|line| split_comment(line).0);
    // Options, hashes, and what the machine had in a folder, stand between the packages.
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('-')) {
        if let Some((name, rest)) = line.split_once("==") {
            names.push(name.trim().to_ascii_lowercase());
            marked += usize::from(rest.contains(';'));
        } else if !line.contains("@ file:") {
            return false;
        }
    }
    let alike = |name: &String| name.replace(['_', '.'], "-");
    let is_sorted = || names.is_sorted() || names.is_sorted_by_key(alike);
    let is_marked = marked == names.len() || text.contains("--hash=");
    names.len() >= FROZEN_LINES && is_sorted() || names.len() >= EXPORTED_LINES && is_marked
}

/// A `#` begins a comment at the start or after a blank; elsewhere it is part of an address.
fn split_comment(line: &str) -> (&str, &str) {
    let begins = |at: &usize| *at == 0 || line.as_bytes()[at - 1].is_ascii_whitespace();
    let comment = line.match_indices('#').map(|(at, _)| at).find(begins).unwrap_or(line.len());
    (line[..comment].trim(), &line[comment..])
}

/// The path that an include means, if it lies in the folder.
pub(super) fn resolve(from: &str, target: &str) -> Option<String> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    if target.starts_with('/') {
        return None;
    }
    for part in target.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<(String, Scope, usize)> {
        let file = |(path, text): &(&str, &str)| {
            let kind = kind::of(path).unwrap();
            ((*path).to_owned(), (kind, (*text).to_owned()))
        };
        let files = files.iter().map(file).collect();
        let all = read(&files, &[], &mut |_| None)
            .into_iter()
            .flat_map(|statement| statement.dependencies);
        all.map(|d| (d.name, d.scope, d.place.line.unwrap())).collect()
    }

    fn one(name: &str, scope: Scope, line: usize) -> (String, Scope, usize) {
        (name.to_owned(), scope, line)
    }

    #[test]
    fn comments_hashes_and_continuations_are_understood() {
        let text =
            "# flask\nDjango==5.2 \\\n  --hash=sha256:00 # why\n\n-i https://x.org\ncelery\n";
        let expected = [one("django", Scope::Runtime, 2), one("celery", Scope::Runtime, 6)];
        assert_eq!(found(&[("requirements.txt", text)]), expected);
        let names = ["requirements-dev.txt", "docs/requirements.txt"];
        for name in names {
            assert_eq!(found(&[(name, "flask")]), [one("flask", Scope::Development, 1)]);
        }
    }

    #[test]
    fn an_include_passes_the_scope_on_and_may_not_leave() {
        let files = [
            ("requirements/test.txt", "-r base.txt\npytest\n-r ../../etc/passwd\n-r /etc/passwd"),
            ("requirements/base.txt", "flask\n-r test.txt\n-c constraints.txt"),
            ("requirements/constraints.txt", "django==1"),
        ];
        let scopes = found(&files);
        assert!(scopes.contains(&one("flask", Scope::Runtime, 1)));
        assert!(scopes.contains(&one("django", Scope::Locked, 1)));
    }

    #[test]
    fn a_compiled_file_states_what_other_packages_need() {
        let text = "# autogenerated by pip-compile\nflask==3 \\\n  --hash=sha256:00\n    \
                    # via -r requirements.in\nwtforms==3\n    # via flask-wtf\n";
        let expected = [one("flask", Scope::Runtime, 2), one("wtforms", Scope::Transitive, 5)];
        assert_eq!(found(&[("requirements.txt", text)]), expected);
        let files = [("requirements.in", "flask"), ("requirements.txt", "wtforms")];
        let expected = [one("flask", Scope::Runtime, 1), one("wtforms", Scope::Transitive, 1)];
        assert_eq!(found(&files), expected);
    }
}
