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
/// Dependencies stated by all requirements files; the caller keeps fewer and notes the rest.
const MOST_STATED: usize = 50_000;
/// So far down the header of a compiled file is looked for.
const HEADER_LINES: usize = 10;
/// Few people pin so many packages by hand.
const FROZEN_LINES: usize = 30;

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
/// A file's scope is told by its name. One that is included counts for the project of the
/// including file too, and takes its scope where that is stronger: `-r base.txt` in
/// `production.txt`. A path that leaves the folder is in no list of files, so it is never followed.
pub(super) fn read(files: &Files, load: &mut dyn FnMut(&str) -> Option<String>) -> Vec<Statement> {
    let listed = || files.iter().filter(|(_, (kind, _))| *kind == Kind::Requirements);
    let mut parsed: BTreeMap<String, Parsed> =
        listed().map(|(path, (_, text))| (path.clone(), parse(path, text, files))).collect();
    let mut scopes: BTreeMap<(String, String), Scope> = BTreeMap::new();
    let mut left = MOST_FOLLOWED;
    for (path, _) in listed() {
        let project = kind::project_of(path);
        let mut seen = BTreeSet::from([path.clone()]);
        let mut waiting = vec![(path.clone(), scope_of(path))];
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
                    parsed.insert(target.clone(), parse(&target, &text, files));
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

/// The scope of what a requirements file states, by its name.
fn scope_of(path: &str) -> Scope {
    if signs().is_development(kind::stem(path)) || kind::is_aside(path) {
        Scope::Development
    } else if kind::stem(path).to_ascii_lowercase().contains("constraints") {
        Scope::Locked
    } else {
        Scope::Runtime
    }
}

fn parse(path: &str, text: &str, files: &Files) -> Parsed {
    let compiled = is_compiled(path, text, files);
    let mut parsed = Parsed::default();
    let (mut logical, mut begins) = (String::new(), 1);
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
        parsed.add(path, logical.trim(), begins, compiled);
        logical.clear();
        // `# via -r requirements.in` below a name: the project itself needs it.
        if ["-r ", ".in", ".toml", "setup."].iter().any(|file| comment.contains(file))
            && let Some((_, _, transitive)) = parsed.stated.last_mut()
        {
            *transitive = false;
        }
    }
    parsed
}

impl Parsed {
    fn add(&mut self, path: &str, line: &str, number: usize, compiled: bool) {
        let after = |short: &str, long: &str| {
            let rest = line.strip_prefix(long).or_else(|| line.strip_prefix(short))?;
            Some(rest.trim_start_matches(['=', ' ', '\t']).trim())
        };
        let include = after("-r", "--requirement").map(|target| (target, false));
        if let Some((target, constrains)) =
            include.or_else(|| Some((after("-c", "--constraint")?, true)))
        {
            self.includes.extend(resolve(path, target).map(|target| (target, constrains)));
            return;
        }
        let specifier = after("-e", "--editable").unwrap_or(line);
        let specifier = specifier.split(" --").next().unwrap_or("");
        if !specifier.starts_with('-') {
            self.stated.extend(specifier::name(specifier).map(|name| (name, number, compiled)));
        }
    }
}

/// Whether a tool wrote the file, with everything that the stated packages need: its name or text
/// says so, or it pins many packages in alphabetical order, as `pip freeze` does.
fn is_compiled(path: &str, text: &str, files: &Files) -> bool {
    let Some(stem) = path.strip_suffix(".txt") else { return false };
    let folder = stem.strip_suffix(kind::file_name(stem)).unwrap_or("");
    let header = |line: &str| line.contains("autogenerated by") || line.contains("pip-compile");
    let pinned = || -> Option<Vec<String>> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| Some(line.split_once("==")?.0.to_ascii_lowercase())).collect()
    };
    let is_frozen = |names: Vec<String>| names.len() >= FROZEN_LINES && names.is_sorted();
    files.contains_key(&format!("{stem}.in"))
        || pinned().is_some_and(is_frozen)
        || files.contains_key(&format!("{folder}Pipfile"))
        || (text.lines().take(HEADER_LINES).any(header)
            || text.lines().any(|line| line.contains("# via")))
}

/// A `#` begins a comment at the start or after a blank; elsewhere it is part of an address.
fn split_comment(line: &str) -> (&str, &str) {
    let begins = |at: &usize| *at == 0 || line.as_bytes()[at - 1].is_ascii_whitespace();
    let comment = line.match_indices('#').map(|(at, _)| at).find(begins).unwrap_or(line.len());
    (line[..comment].trim(), &line[comment..])
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

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<(String, Scope, usize)> {
        let file = |(path, text): &(&str, &str)| {
            let kind = kind::of(path).unwrap();
            ((*path).to_owned(), (kind, (*text).to_owned()))
        };
        let files = files.iter().map(file).collect();
        let all =
            read(&files, &mut |_| None).into_iter().flat_map(|statement| statement.dependencies);
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
