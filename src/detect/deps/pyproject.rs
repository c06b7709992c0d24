//! `pyproject.toml` in its dialects (PEP 621, PEP 735, Poetry, PDM, uv), and `Pipfile`.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::names;
use super::spans;
use super::spans::Lines;
use super::{Scope, Statement};

/// The groups of PEP 735 may include one another, so deep at most.
const DEEPEST_INCLUDE: usize = 16;

struct Reader<'a> {
    lines: Lines<'a>,
    found: Statement,
}

/// Reads a `pyproject.toml`.
pub(super) fn read(path: &str, text: &str) -> Statement {
    let Ok(document) = DeTable::parse(text) else { return Statement::malformed() };
    let root = document.get_ref();
    let mut reader = Reader { lines: Lines::new(path, text), found: Statement::default() };
    reader.project(root);
    reader.groups(root);
    reader.poetry(root);
    for keys in [["tool", "pdm"], ["tool", "uv"]] {
        reader.development(root, &keys);
    }
    reader.found
}

/// Reads a `Pipfile`.
pub(super) fn pipfile(path: &str, text: &str) -> Statement {
    let Ok(document) = DeTable::parse(text) else { return Statement::malformed() };
    let mut reader = Reader { lines: Lines::new(path, text), found: Statement::default() };
    for (section, _, value) in spans::entries(document.get_ref()) {
        let scope = match section {
            "packages" => Scope::Runtime,
            "dev-packages" => Scope::Development,
            // Pipenv's own categories are groups under any name.
            "source" | "requires" | "pipenv" | "scripts" => continue,
            other => names::group_scope(other),
        };
        reader.named(value.get_ref().as_table(), scope);
    }
    reader.found
}

impl Reader<'_> {
    /// `[project]`, with its optional dependencies.
    fn project(&mut self, root: &DeTable<'_>) {
        let Some(project) = spans::table(root, "project") else { return };
        self.found.package = spans::text(project, "name").and_then(names::normalise);
        for value in spans::array(project, "dependencies") {
            self.specifier(value, Scope::Runtime);
        }
        let Some(extras) = spans::table(project, "optional-dependencies") else { return };
        for (group, _, value) in spans::entries(extras) {
            for value in spans::items(Some(value)) {
                self.specifier(value, names::group_scope(group));
            }
        }
    }

    /// `[dependency-groups]`, with what each includes.
    fn groups(&mut self, root: &DeTable<'_>) {
        let Some(groups) = spans::table(root, "dependency-groups") else { return };
        for (group, _, _) in spans::entries(groups) {
            let scope = names::group_scope(group);
            self.group(groups, group, scope, &mut BTreeSet::new());
        }
    }

    fn group(
        &mut self,
        groups: &DeTable<'_>,
        name: &str,
        scope: Scope,
        seen: &mut BTreeSet<String>,
    ) {
        let wanted = names::normalise(name);
        if seen.len() >= DEEPEST_INCLUDE || !seen.insert(wanted.clone().unwrap_or_default()) {
            return;
        }
        let is = |key: &str| key == name || names::normalise(key) == wanted;
        let all = spans::entries(groups);
        let Some((_, _, value)) = all.into_iter().find(|entry| is(entry.0)) else { return };
        for item in spans::items(Some(value)) {
            let include = item.get_ref().as_table().and_then(|t| spans::text(t, "include-group"));
            match include {
                Some(other) => self.group(groups, other, scope, seen),
                None => self.specifier(item, scope),
            }
        }
    }

    /// `[tool.poetry]`, with its groups and the older `dev-dependencies`.
    fn poetry(&mut self, root: &DeTable<'_>) {
        let Some(poetry) = spans::at(root, &["tool", "poetry"]) else { return };
        if self.found.package.is_none() {
            self.found.package = spans::text(poetry, "name").and_then(names::normalise);
        }
        self.named(spans::table(poetry, "dependencies"), Scope::Runtime);
        self.named(spans::table(poetry, "dev-dependencies"), Scope::Development);
        let Some(groups) = spans::table(poetry, "group") else { return };
        for (group, _, value) in spans::entries(groups) {
            let Some(value) = value.get_ref().as_table() else { continue };
            self.named(spans::table(value, "dependencies"), poetry_scope(group, value));
        }
    }

    /// `dev-dependencies` of PDM (groups of lists) and uv (one list): never for running.
    fn development(&mut self, root: &DeTable<'_>, keys: &[&str]) {
        let Some(tool) = spans::at(root, keys) else { return };
        for value in spans::array(tool, "dev-dependencies") {
            self.specifier(value, Scope::Development);
        }
        let Some(groups) = spans::table(tool, "dev-dependencies") else { return };
        for (_, _, group) in spans::entries(groups) {
            for value in spans::items(Some(group)) {
                self.specifier(value, Scope::Development);
            }
        }
    }

    /// A table whose keys are the names, as Poetry and Pipenv write it.
    fn named(&mut self, table: Option<&DeTable<'_>>, scope: Scope) {
        for (name, offset, value) in table.map(spans::entries).unwrap_or_default() {
            if name.eq_ignore_ascii_case("python") {
                continue;
            }
            let scope = if is_optional(value) { scope.min(Scope::Optional) } else { scope };
            let place = self.lines.place(offset);
            self.found.push_name(name, scope, place);
            if let Some(last) = self.found.dependencies.last_mut() {
                last.extras = extras(value);
            }
        }
    }

    fn specifier(&mut self, value: &Spanned<DeValue<'_>>, scope: Scope) {
        if let Some(text) = value.get_ref().as_str() {
            self.found.push(text, scope, self.lines.place(value.span().start));
        }
    }
}

/// Poetry installs a group by default unless it says that it is optional.
fn poetry_scope(group: &str, table: &DeTable<'_>) -> Scope {
    let optional = table.get("optional").and_then(|value| value.get_ref().as_bool());
    match names::group_scope(group) {
        Scope::Optional if group == "main" && optional != Some(true) => Scope::Runtime,
        scope => scope,
    }
}

fn is_optional(value: &Spanned<DeValue<'_>>) -> bool {
    let flag = value.get_ref().as_table().and_then(|table| table.get("optional"));
    flag.and_then(|flag| flag.get_ref().as_bool()) == Some(true)
}

fn extras(value: &Spanned<DeValue<'_>>) -> Vec<String> {
    let listed = value.get_ref().as_table().and_then(|table| table.get("extras"));
    spans::items(listed).filter_map(|e| e.get_ref().as_str().and_then(names::normalise)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Scope, usize)> {
        let all = read("pyproject.toml", text).dependencies.into_iter();
        all.map(|d| (d.name, d.scope, d.place.line)).collect()
    }

    #[test]
    fn groups_include_one_another_without_end() {
        let text = "[dependency-groups]\nweb = ['flask', {include-group = 'Dev'}]\n\
                    dev = ['pytest', {include-group = 'web'}]\n";
        let all = found(text);
        assert!(all.contains(&("flask".into(), Scope::Optional, 2)));
        assert!(all.contains(&("flask".into(), Scope::Development, 2)));
    }

    #[test]
    fn poetry_knows_optional_and_groups() {
        let text = "[tool.poetry.dependencies]\npython = '^3.12'\nDjango = '^5'\n\
                    redis = {version = '*', optional = true}\n\
                    [tool.poetry.group.test.dependencies]\npytest = '*'\n";
        let expected = [
            ("django".into(), Scope::Runtime, 3),
            ("redis".into(), Scope::Optional, 4),
            ("pytest".into(), Scope::Development, 6),
        ];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn broken_files_are_said_to_be() {
        assert!(read("pyproject.toml", "[project\n").malformed);
        assert!(read("pyproject.toml", &"[".repeat(100_000)).malformed);
    }
}
