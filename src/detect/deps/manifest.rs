//! What the keys of dependency files mean, requirements files apart. Files of every format are read as one list: the
//! keys that lead to a value, and its line.

use std::collections::BTreeSet;

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::kind::{self, Kind, file_name};
use super::super::report::Place;
use super::super::signs::{KeyMeaning, signs};
use super::super::tokens::{Token, TokenKind, tokens};
use super::specifier::{self, normalise};
use super::{Dependency, Scope, Statement, is_text};

/// Keys that lead to a value in `pyproject.toml`; a table of a lock file lies less deep.
const DEEPEST: usize = 8;
const DEEPEST_IN_LOCK: usize = 2;

/// Reads a dependency file.
pub(super) fn read(path: &str, text: &str) -> Statement {
    let mut statement = Statement {
        project: kind::project_of(path),
        path: path.to_owned(),
        malformed: !is_text(text),
        ..Statement::default()
    };
    match file_name(path) {
        "setup.cfg" => statement.add_lines(&ini_entries(text)),
        "setup.py" => statement.add_all(&setup_py_entries(text)),
        name if name.starts_with("environment") => statement.add_lines(&conda_entries(text)),
        "Pipfile.lock" => match serde_json::from_str::<Value>(text) {
            Ok(root) => statement.add_all(&json_entries(&root, text)),
            Err(_) => statement.malformed = true,
        },
        _ => match DeTable::parse(text) {
            Ok(document) => {
                let is_lock = kind::of(path) == Some(Kind::Lock);
                let deepest = if is_lock { DEEPEST_IN_LOCK } else { DEEPEST };
                statement.add_all(&toml_entries(document.get_ref(), text, deepest));
            }
            Err(_) => statement.malformed = true,
        },
    }
    statement
}

impl Statement {
    /// Adds what was read line by line; a line that belongs to no key is not understood.
    fn add_lines(&mut self, entries: &[Entry<'_>]) {
        self.malformed |= entries.iter().any(|entry| entry.keys[0].is_empty());
        self.add_all(entries);
    }

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
            if signs().is_development(group) {
                Scope::Development
            } else if keys.starts_with(&["tool", "poetry"]) && !optional_groups.contains(group) {
                // Poetry installs a group unless it says that it is optional.
                Scope::Runtime
            } else {
                Scope::Optional
            }
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

/// One value of a file. A table gives an entry of its own, without a value, before its content;
/// each item of a list gives one with the keys of the list.
#[derive(Debug, PartialEq, Eq)]
struct Entry<'a> {
    keys: Vec<&'a str>,
    /// Empty where it is neither text nor `true` or `false`.
    value: &'a str,
    line: usize,
}

/// The values of a TOML document that lie under at most `deepest` keys, in the order of the file.
fn toml_entries<'d>(document: &'d DeTable<'_>, text: &str, deepest: usize) -> Vec<Entry<'d>> {
    let newlines = text.match_indices('\n').map(|(at, _)| at + 1);
    let lines: Vec<usize> = std::iter::once(0).chain(newlines).collect();
    let mut found = Vec::new();
    add_table(document, &[], deepest, &mut found);
    // Until here an entry has its offset instead of its line.
    found.sort_by_key(|entry| entry.line);
    for entry in &mut found {
        entry.line = lines.partition_point(|start| *start <= entry.line);
    }
    found
}

fn add_table<'d>(
    table: &'d DeTable<'_>,
    keys: &[&'d str],
    deepest: usize,
    found: &mut Vec<Entry<'d>>,
) {
    for (key, value) in table.iter().filter(|_| keys.len() < deepest) {
        let keys = [keys, &[key.get_ref()]].concat();
        let mut add = |value: &'d Spanned<DeValue<'_>>, line| {
            let text = match value.get_ref() {
                DeValue::String(text) => text.as_ref(),
                DeValue::Boolean(true) => "true",
                _ => "",
            };
            found.push(Entry { keys: keys.clone(), value: text, line });
            if let DeValue::Table(table) = value.get_ref() {
                add_table(table, &keys, deepest, found);
            }
        };
        match value.get_ref() {
            DeValue::Array(items) => items.iter().for_each(|item| add(item, item.span().start)),
            _ => add(value, key.span().start),
        }
    }
}

/// The keys of a JSON object's objects. The parser tells no lines: the first that begins with
/// the key is taken.
fn json_entries<'d>(root: &'d Value, text: &str) -> Vec<Entry<'d>> {
    let line_of = |key: &str| {
        let quoted = format!("\"{key}\"");
        text.lines().position(|line| line.trim_start().starts_with(&quoted)).map_or(1, |at| at + 1)
    };
    let sections = root.as_object().into_iter().flatten();
    let packages = sections.flat_map(|(section, packages)| {
        packages.as_object().into_iter().flatten().map(move |(name, _)| (section, name))
    });
    packages
        .map(|(section, name)| Entry { keys: vec![section, name], value: "", line: line_of(name) })
        .collect()
}

/// The lines of all values of a file that `configparser` reads; an indented line continues the
/// value above it.
fn ini_entries(text: &str) -> Vec<Entry<'_>> {
    let (mut section, mut key) = ("", "");
    let mut found = Vec::new();
    for (index, raw) in text.lines().enumerate() {
        let trimmed = raw.trim();
        if trimmed.is_empty() || trimmed.starts_with(['#', ';']) {
            continue;
        }
        let value = if raw.starts_with([' ', '\t']) {
            trimmed
        } else if let Some(name) = trimmed.strip_prefix('[') {
            (section, key) = (name.trim_end_matches(']').trim(), "");
            continue;
        } else if let Some((name, value)) = trimmed.split_once(['=', ':']) {
            key = name.trim();
            value
        } else {
            found.push(Entry { keys: vec![""], value: "", line: index + 1 });
            continue;
        };
        let value = value.split(" #").next().unwrap_or(value).trim();
        found.push(Entry { keys: vec![section, key], value, line: index + 1 });
    }
    found
}

/// The list items under `dependencies:` of a conda environment, those of `pip:` included.
fn conda_entries(text: &str) -> Vec<Entry<'_>> {
    let mut key = "";
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        match line.trim().strip_prefix("- ") {
            Some(item) => {
                let item = item.split(" #").next().unwrap_or(item).trim().trim_matches(['"', '\'']);
                let value = item.rsplit("::").next().unwrap_or(item);
                found.push(Entry { keys: vec![key], value, line: index + 1 });
            }
            None if line.starts_with(|c: char| !c.is_whitespace() && !"#-.%".contains(c)) => {
                let value;
                (key, value) = line.split_once(':').unwrap_or_default();
                let value = value.split(" #").next().unwrap_or(value).trim();
                if key.is_empty() || !["", "[]"].contains(&value) {
                    found.push(Entry { keys: vec![key], value: "?", line: index + 1 });
                }
            }
            None => {}
        }
    }
    found
}

/// The keyword arguments and variables of a `setup.py` that are a literal text, or a list or tuple
/// of texts. One that names such a variable has its values. Anything else is computed: it has the
/// value `?`.
fn setup_py_entries(text: &str) -> Vec<Entry<'_>> {
    let tokens = tokens(text);
    let mut found: Vec<Entry<'_>> = Vec::new();
    for (index, window) in tokens.windows(3).enumerate() {
        let [key, equals, first] = window else { continue };
        if key.kind != TokenKind::Name || !equals.is("=") {
            continue;
        }
        let rest = &tokens[index + 3..];
        if key.text == "extras_require" && first.is("{") {
            let mut group = "";
            for pair in rest.windows(2).take_while(|pair| !pair[0].is("}")) {
                let Token { text, line, kind, .. } = pair[0];
                if pair[1].is(":") {
                    group = text;
                } else if kind == TokenKind::Text {
                    found.push(Entry { keys: vec![key.text, group], value: text, line });
                }
            }
            continue;
        }
        let is_list = first.is("[") || first.is("(");
        let mut values: Vec<(&str, usize)> = match first.kind {
            TokenKind::Text => first.text.lines().map(|text| (text, first.line)).collect(),
            TokenKind::Name => {
                let named = found.iter().filter(|entry| entry.keys == [first.text]);
                named.map(|entry| (entry.value, entry.line)).collect()
            }
            _ if is_list => {
                let inside = rest.iter().take_while(|t| !t.is("]") && !t.is(")"));
                let texts = inside.filter(|token| token.kind == TokenKind::Text);
                texts.map(|token| (token.text, token.line)).collect()
            }
            _ => Vec::new(),
        };
        let next = rest.first().map_or("", |token| token.text);
        let is_empty_list = is_list && [")", "]"].contains(&next);
        if next == "+" || values.is_empty() && !is_empty_list {
            values.insert(0, ("?", key.line));
        }
        found.extend(values.iter().map(|&(value, line)| Entry {
            keys: vec![key.text],
            value,
            line,
        }));
    }
    found
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
        for text in ["name = x\n", "[options]\nno value\n", "    flask\n", "<html>\n"] {
            assert!(read("setup.cfg", text).malformed, "{text}");
        }
        for text in ["django\n", "- django\n", "dependencies: [django]\n", "{% if x %}\n"] {
            assert!(read("environment.yml", text).malformed, "{text}");
        }
        let text = "%YAML 1.2\n--- # x\n# y\nname: x\ndependencies: # z\n- a\n...\n";
        assert!(!read("environment.yml", text).malformed);
        assert!(!read("setup.cfg", "; x\n[metadata]\nname: x\n\n  y\n").malformed);
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
