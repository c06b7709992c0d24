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
        name if name.starts_with("environment") => statement(path, &entries::conda(text)),
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
        let meaning = meaning(file_name(path), list, &optional_groups);
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

/// What the keys of a list, or of a single value, mean in the file of a name.
fn meaning<'a>(file: &str, list: &[Entry<'a>], optional_groups: &BTreeSet<&str>) -> Meaning<'a> {
    use Meaning::{AtMost, Name, Nothing, Package, Specifier};
    use Scope::{Development, Locked, Optional, Runtime};
    let value = list[0].value;
    match (file, list[0].keys.as_slice()) {
        ("pyproject.toml", ["project", "name"] | ["tool", "poetry", "name"]) => Package,
        ("pyproject.toml", ["project", "dependencies"]) => Specifier(Runtime),
        ("pyproject.toml", ["project", "optional-dependencies", group]) => {
            Specifier(group_scope(group))
        }
        ("pyproject.toml", ["tool", "poetry", "dependencies", name]) => Name(name, Runtime),
        ("pyproject.toml", ["tool", "poetry", "dev-dependencies", name]) => Name(name, Development),
        ("pyproject.toml", ["tool", "poetry", "group", group, "dependencies", name]) => {
            match group_scope(group) {
                Optional if !optional_groups.contains(group) => Name(name, Runtime),
                scope => Name(name, scope),
            }
        }
        ("pyproject.toml", ["tool", "poetry", .., "dependencies", _, "optional"])
            if value == "true" =>
        {
            AtMost(Optional)
        }
        (
            "pyproject.toml",
            ["tool", "pdm" | "uv", "dev-dependencies", ..]
            | ["tool", "hatch", "envs", _, "dependencies" | "extra-dependencies"],
        ) => Specifier(Development),
        ("pyproject.toml", ["tool", "pixi", keys @ ..]) | ("pixi.toml", keys) => pixi(keys),
        ("setup.cfg", ["metadata", "name"]) | ("setup.py", ["name"]) => Package,
        ("setup.cfg", ["options", "install_requires"])
        | ("setup.py", ["install_requires" | "requires"]) => Specifier(Runtime),
        ("setup.cfg", ["options", "tests_require" | "setup_requires"]) => Specifier(Development),
        ("setup.cfg", ["options.extras_require", group])
        | ("setup.py", ["extras_require", group]) => Specifier(group_scope(group)),
        ("Pipfile", ["source" | "requires" | "pipenv" | "scripts", ..]) => Nothing,
        ("Pipfile", ["packages", name]) => Name(name, Runtime),
        ("Pipfile", ["dev-packages", name]) => Name(name, Development),
        // Pipenv's own categories are groups under any name.
        ("Pipfile", [group, name]) => Name(name, group_scope(group)),
        ("Pipfile.lock", ["default", name]) => Name(name, Locked),
        ("Pipfile.lock", ["develop", name]) => Name(name, Development),
        (name, ["dependencies"]) if name.starts_with("environment") => Specifier(Runtime),
        // Poetry and PDM name the groups that a package is for.
        (_, ["package" | "packages", "name"]) => Specifier(Locked),
        (_, ["package", "category"]) if value == "dev" => AtMost(Development),
        (_, ["package", "groups"])
            if list.iter().all(|group| signs().is_development(group.value)) =>
        {
            AtMost(Development)
        }
        _ => Nothing,
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
                    'Werkzeug>=3',\n  ],\n  requires=MORE,\n  \
                    extras_require={'api': ['falcon']},\n)\n";
        assert_eq!(read("setup.py", text).package.as_deref(), Some("flask"));
        let expected = [
            one("werkzeug", Scope::Runtime, 7),
            one("click", Scope::Runtime, 3),
            one("falcon", Scope::Optional, 10),
        ];
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
