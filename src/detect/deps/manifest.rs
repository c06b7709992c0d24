//! What the keys of dependency files mean, requirements files apart.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use toml::de::DeTable;

use super::super::kind::{Kind, file_name, of};
use super::super::report::Place;
use super::super::signs::signs;
use super::entries::{self, Entry};
use super::specifier::{self, normalise};
use super::{Dependency, Scope, Statement, group_scope};

/// Keys that lead to a value in `pyproject.toml`; a table of a lock file lies less deep.
const DEEPEST: usize = 8;
const DEEPEST_IN_LOCK: usize = 2;
/// Groups of PEP 735 that are followed from one that includes others.
const MOST_INCLUDED: usize = 16;

/// Reads a dependency file.
pub(super) fn read(path: &str, text: &str) -> Statement {
    let malformed = Statement { malformed: true, ..Statement::default() };
    match file_name(path) {
        "setup.cfg" => statement(path, &entries::ini(text)),
        "setup.py" => statement(path, &entries::setup_py(text)),
        "environment.yml" | "environment.yaml" => statement(path, &entries::conda(text)),
        "Pipfile.lock" => match serde_json::from_str::<Value>(text) {
            Ok(root) => statement(path, &entries::json(&root, text)),
            Err(_) => malformed,
        },
        _ => match DeTable::parse(text) {
            Ok(document) => {
                let is_lock = of(path) == Some(Kind::Lock);
                let deepest = if is_lock { DEEPEST_IN_LOCK } else { DEEPEST };
                statement(path, &entries::toml(document.get_ref(), text, deepest))
            }
            Err(_) => malformed,
        },
    }
}

/// What the value of an entry is.
enum Meaning<'a> {
    /// The name of the project's own package.
    Package,
    /// A specifier, such as `Django~=5.2`.
    Specifier(Scope),
    /// No value counts, but the key before it: a package's name.
    Name(&'a str, Scope),
    /// A note on the dependency before it: it has this scope at most.
    AtMost(Scope),
    Nothing,
}

fn statement(path: &str, entries: &[Entry<'_>]) -> Statement {
    let optional_groups = optional_groups(entries);
    let mut statement = Statement::default();
    for list in entries.chunk_by(|one, next| one.keys == next.keys) {
        let keys = list[0].keys.as_slice();
        let meaning = match file_name(path) {
            "pyproject.toml" => pyproject(&list[0], &optional_groups),
            "pixi.toml" => pixi(keys),
            "Pipfile" => pipfile(keys),
            "Pipfile.lock" => pipfile_lock(keys),
            "setup.cfg" => setup_cfg(keys),
            "setup.py" => setup_py(keys),
            "environment.yml" | "environment.yaml" => conda(keys),
            _ => lock(list),
        };
        for entry in list {
            statement.add(&meaning, entry, path);
        }
    }
    if file_name(path) == "pyproject.toml" {
        dependency_groups(path, entries, &mut statement);
    }
    statement
}

impl Statement {
    fn add(&mut self, meaning: &Meaning<'_>, entry: &Entry<'_>, path: &str) {
        let (name, scope) = match meaning {
            Meaning::Package => {
                self.package = normalise(entry.value).or(self.package.take());
                return;
            }
            Meaning::AtMost(scope) => {
                if let Some(last) = self.dependencies.last_mut() {
                    last.scope = last.scope.min(*scope);
                }
                return;
            }
            Meaning::Specifier(scope) => {
                self.malformed |= entry.value == "?";
                (specifier::name(entry.value), *scope)
            }
            Meaning::Name(name, scope) => (normalise(name), *scope),
            Meaning::Nothing => return,
        };
        if let Some(name) = name.filter(|name| name != "python") {
            let place = Place::line(path, entry.line);
            self.dependencies.push(Dependency { name, scope, place });
        }
    }
}

fn pyproject<'a>(entry: &Entry<'a>, optional_groups: &BTreeSet<&str>) -> Meaning<'a> {
    match entry.keys.as_slice() {
        ["project", "name"] | ["tool", "poetry", "name"] => Meaning::Package,
        ["project", "dependencies"] => Meaning::Specifier(Scope::Runtime),
        ["project", "optional-dependencies", group] => Meaning::Specifier(group_scope(group)),
        ["tool", "poetry", "dependencies", name] => Meaning::Name(name, Scope::Runtime),
        ["tool", "poetry", "dev-dependencies", name] => Meaning::Name(name, Scope::Development),
        ["tool", "poetry", "group", group, "dependencies", name] => {
            let scope = match group_scope(group) {
                Scope::Optional if !optional_groups.contains(group) => Scope::Runtime,
                scope => scope,
            };
            Meaning::Name(name, scope)
        }
        ["tool", "poetry", .., "dependencies", _, "optional"] if entry.value == "true" => {
            Meaning::AtMost(Scope::Optional)
        }
        ["tool", "pdm" | "uv", "dev-dependencies", ..]
        | ["tool", "hatch", "envs", _, "dependencies" | "extra-dependencies"] => {
            Meaning::Specifier(Scope::Development)
        }
        ["tool", "pixi", keys @ ..] => pixi(keys),
        _ => Meaning::Nothing,
    }
}

fn pixi<'a>(keys: &[&'a str]) -> Meaning<'a> {
    match keys {
        ["dependencies" | "pypi-dependencies", name] => Meaning::Name(name, Scope::Runtime),
        ["feature", group, "dependencies" | "pypi-dependencies", name] => {
            Meaning::Name(name, group_scope(group))
        }
        _ => Meaning::Nothing,
    }
}

fn pipfile<'a>(keys: &[&'a str]) -> Meaning<'a> {
    match keys {
        ["source" | "requires" | "pipenv" | "scripts", ..] => Meaning::Nothing,
        ["packages", name] => Meaning::Name(name, Scope::Runtime),
        ["dev-packages", name] => Meaning::Name(name, Scope::Development),
        // Pipenv's own categories are groups under any name.
        [group, name] => Meaning::Name(name, group_scope(group)),
        _ => Meaning::Nothing,
    }
}

fn pipfile_lock<'a>(keys: &[&'a str]) -> Meaning<'a> {
    match keys {
        ["default", name] => Meaning::Name(name, Scope::Locked),
        ["develop", name] => Meaning::Name(name, Scope::Development),
        _ => Meaning::Nothing,
    }
}

fn setup_cfg<'a>(keys: &[&str]) -> Meaning<'a> {
    match keys {
        ["metadata", "name"] => Meaning::Package,
        ["options", "install_requires"] => Meaning::Specifier(Scope::Runtime),
        ["options", "tests_require" | "setup_requires"] => Meaning::Specifier(Scope::Development),
        ["options.extras_require", group] => Meaning::Specifier(group_scope(group)),
        _ => Meaning::Nothing,
    }
}

fn setup_py<'a>(keys: &[&str]) -> Meaning<'a> {
    match keys {
        ["name"] => Meaning::Package,
        ["install_requires" | "requires"] => Meaning::Specifier(Scope::Runtime),
        _ => Meaning::Nothing,
    }
}

fn conda<'a>(keys: &[&str]) -> Meaning<'a> {
    if keys == ["dependencies"] { Meaning::Specifier(Scope::Runtime) } else { Meaning::Nothing }
}

/// Lock files list `[[package]]` with a `name`. Poetry and PDM name the groups it is for.
fn lock<'a>(list: &[Entry<'a>]) -> Meaning<'a> {
    let for_development = || list.iter().all(|group| signs().is_development(group.value));
    match list[0].keys.as_slice() {
        ["package" | "packages", "name"] => Meaning::Specifier(Scope::Locked),
        ["package", "category"] if list[0].value == "dev" => Meaning::AtMost(Scope::Development),
        ["package", "groups"] if for_development() => Meaning::AtMost(Scope::Development),
        _ => Meaning::Nothing,
    }
}

fn optional_groups<'a>(entries: &[Entry<'a>]) -> BTreeSet<&'a str> {
    let optional = entries.iter().filter(|entry| entry.value == "true");
    let group = |entry: &Entry<'a>| match entry.keys.as_slice() {
        ["tool", "poetry", "group", group, "optional"] => Some(*group),
        _ => None,
    };
    optional.filter_map(group).collect()
}

/// `[dependency-groups]`: specifiers, and other groups to include.
fn dependency_groups(path: &str, entries: &[Entry<'_>], statement: &mut Statement) {
    let mut groups: BTreeMap<Option<String>, (&str, Vec<&Entry<'_>>)> = BTreeMap::new();
    for entry in entries {
        if let ["dependency-groups", group, ..] = entry.keys.as_slice() {
            groups.entry(normalise(group)).or_insert((group, Vec::new())).1.push(entry);
        }
    }
    for (id, (group, _)) in &groups {
        let (mut seen, mut waiting) = (BTreeSet::from([id.clone()]), vec![id.clone()]);
        while let Some(included) = waiting.pop() {
            for entry in groups.get(&included).map_or(&[][..], |(_, entries)| entries) {
                if entry.keys.last() == Some(&"include-group") {
                    let other = normalise(entry.value);
                    if seen.len() < MOST_INCLUDED && seen.insert(other.clone()) {
                        waiting.push(other);
                    }
                } else if let Some(name) = specifier::name(entry.value) {
                    let (scope, place) = (group_scope(group), Place::line(path, entry.line));
                    statement.dependencies.push(Dependency { name, scope, place });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<(String, Scope, usize)> {
        let all = read(path, text).dependencies.into_iter();
        all.map(|d| (d.name, d.scope, d.place.line.unwrap())).collect()
    }

    fn one(name: &str, scope: Scope, line: usize) -> (String, Scope, usize) {
        (name.to_owned(), scope, line)
    }

    #[test]
    fn groups_include_one_another_without_end() {
        let text = "[dependency-groups]\nweb = ['flask', {include-group = 'Dev'}]\n\
                    dev = ['pytest', {include-group = 'web'}]\n";
        let all = found("pyproject.toml", text);
        assert!(all.contains(&one("flask", Scope::Optional, 2)));
        assert!(all.contains(&one("flask", Scope::Development, 2)));
    }

    #[test]
    fn poetry_knows_optional_and_groups() {
        let text = "[tool.poetry.dependencies]\npython = '^3.12'\nDjango = '^5'\n\
                    redis = {version = '*', optional = true}\n\
                    [tool.poetry.group.test.dependencies]\npytest = '*'\n\
                    [tool.poetry.group.web.dependencies]\nflask = '*'\n\
                    [tool.poetry.group.x]\noptional = true\n\
                    [tool.poetry.group.x.dependencies]\nfalcon = '*'\n";
        let expected = [
            one("django", Scope::Runtime, 3),
            one("redis", Scope::Optional, 4),
            one("pytest", Scope::Development, 6),
            one("flask", Scope::Runtime, 8),
            one("falcon", Scope::Optional, 12),
        ];
        assert_eq!(found("pyproject.toml", text), expected);
    }

    #[test]
    fn broken_files_are_malformed() {
        assert!(read("pyproject.toml", "[project\n").malformed);
        assert!(read("pyproject.toml", &"[".repeat(100_000)).malformed);
        assert!(read("Pipfile.lock", &"[".repeat(100_000)).malformed);
    }

    #[test]
    fn packages_of_lock_files_have_their_lines_and_groups() {
        let text = "[[package]]\nname = \"Flask\"\n\n[[package]]\nname = \"mypy\"\n\
                    groups = [\"dev\"]\n";
        let expected = [one("flask", Scope::Locked, 2), one("mypy", Scope::Development, 5)];
        assert_eq!(found("pdm.lock", text), expected);
        let text = "{\"default\": {\n\"flask\": {}},\n\"develop\": {\n\"pytest\": {}}}";
        let expected = [one("flask", Scope::Locked, 2), one("pytest", Scope::Development, 4)];
        assert_eq!(found("Pipfile.lock", text), expected);
    }

    #[test]
    fn setup_cfg_has_lists_extras_and_comments() {
        let text = "[metadata]\nname = My.Shop\n[options]\ninstall_requires =\n    Flask>=3\n\
                    \n    # django\n[options.extras_require]\ndev =\n    pytest\n";
        assert_eq!(read("setup.cfg", text).package.as_deref(), Some("my-shop"));
        let expected = [one("flask", Scope::Runtime, 5), one("pytest", Scope::Development, 10)];
        assert_eq!(found("setup.cfg", text), expected);
    }

    #[test]
    fn literal_values_of_setup_py_are_read() {
        let text = "from setuptools import setup\n# install_requires=['django']\n\
                    MORE = ('click',)\nsetup(\n  name='Flask',\n  install_requires=[\n    \
                    'Werkzeug>=3',\n  ],\n  requires=MORE,\n)\n";
        assert_eq!(read("setup.py", text).package.as_deref(), Some("flask"));
        let expected = [one("werkzeug", Scope::Runtime, 7), one("click", Scope::Runtime, 3)];
        assert_eq!(found("setup.py", text), expected);
        assert!(read("setup.py", "setup(install_requires=read('x'))").malformed);
        assert!(!read("setup.py", "setup(install_requires=[])").malformed);
    }

    #[test]
    fn a_conda_environment_lists_packages_of_both_kinds() {
        let text = "name: x\nchannels:\n  - flask\ndependencies:\n  - python=3.12\n  - \
                    conda-forge::django=5.2  # why\n  - pip:\n    - \"celery>=5\"\n";
        let all = found("environment.yml", text);
        let names: Vec<&str> = all.iter().map(|found| found.0.as_str()).collect();
        assert_eq!(names, ["django", "celery"]);
    }
}
