//! What the keys of dependency files mean, requirements files apart.

use std::collections::BTreeSet;

use serde_json::Value;
use toml::de::DeTable;

use super::super::kind::{self, Kind, file_name};
use super::super::report::Place;
use super::super::signs::{KeyMeaning, signs};
use super::entries::{self, Entry};
use super::specifier::{self, normalise};
use super::{Dependency, Scope, Statement};

/// Keys that lead to a value in `pyproject.toml`; a table of a lock file lies less deep.
const DEEPEST: usize = 8;
const DEEPEST_IN_LOCK: usize = 2;

/// Reads a dependency file.
pub(super) fn read(path: &str, text: &str) -> Statement {
    let mut statement = Statement {
        project: kind::project_of(path),
        path: path.to_owned(),
        ..Statement::default()
    };
    match file_name(path) {
        "setup.cfg" => statement.add_all(&entries::ini(text)),
        "setup.py" => statement.add_all(&entries::setup_py(text)),
        name if name.starts_with("environment") => statement.add_all(&entries::conda(text)),
        "Pipfile.lock" => match serde_json::from_str::<Value>(text) {
            Ok(root) => statement.add_all(&entries::json(&root, text)),
            Err(_) => statement.malformed = true,
        },
        _ => match DeTable::parse(text) {
            Ok(document) => {
                let is_lock = kind::of(path) == Some(Kind::Lock);
                let deepest = if is_lock { DEEPEST_IN_LOCK } else { DEEPEST };
                statement.add_all(&entries::toml(document.get_ref(), text, deepest));
            }
            Err(_) => statement.malformed = true,
        },
    }
    statement
}

impl Statement {
    fn add_all(&mut self, entries: &[Entry<'_>]) {
        let optional = entries.iter().filter(|entry| entry.value == "true");
        let optional = optional.filter_map(|entry| match entry.keys.as_slice() {
            ["tool", "poetry", "group", group, "optional"] => Some(*group),
            _ => None,
        });
        let optional: BTreeSet<&str> = optional.collect();
        for list in entries.chunk_by(|one, next| one.keys == next.keys) {
            self.add(list, &optional);
        }
    }

    /// Adds a list of values, or a single one, as the table of dependency files says.
    fn add(&mut self, list: &[Entry<'_>], optional_groups: &BTreeSet<&str>) {
        let keys = list[0].keys.as_slice();
        let Some(rule) = signs().dependency_key(file_name(&self.path), keys) else { return };
        let scope = rule.scope.unwrap_or_else(|| {
            let group = rule.key("GROUP", keys).unwrap_or_default();
            let scope = Scope::of_group(group);
            // Poetry installs a group unless it says that it is optional.
            let installed =
                keys.starts_with(&["tool", "poetry"]) && !optional_groups.contains(group);
            if installed && scope == Scope::Optional { Scope::Runtime } else { scope }
        });
        match rule.means {
            KeyMeaning::Ignored => {}
            KeyMeaning::Package => {
                self.package = normalise(list[0].value).or(self.package.take());
            }
            KeyMeaning::Limit => {
                let holds = |value| value == "true" || signs().is_development(value);
                if let Some(last) = self.dependencies.last_mut()
                    && list.iter().all(|entry| holds(entry.value))
                {
                    last.scope = last.scope.min(scope);
                }
            }
            KeyMeaning::Dependency => {
                for entry in list {
                    let named = rule.key("NAME", keys).map(normalise);
                    let name = named.unwrap_or_else(|| specifier::name(entry.value));
                    self.malformed |= entry.value == "?";
                    if let Some(name) = name.filter(|name| name != "python") {
                        let place = Place::line(&self.path, entry.line);
                        self.dependencies.push(Dependency { name, scope, place });
                    }
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
