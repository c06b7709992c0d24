//! Lock files: what is installed, for whatever reason. Weaker than a stated dependency.

use toml::de::DeTable;

use super::super::report::Place;
use super::names;
use super::spans;
use super::spans::Lines;
use super::{Scope, Statement};

/// Reads `uv.lock`, `poetry.lock` or `pdm.lock`, which all list `[[package]]` with a `name`.
pub(super) fn toml(path: &str, text: &str) -> Statement {
    let Ok(document) = DeTable::parse(text) else { return Statement::malformed() };
    let lines = Lines::new(path, text);
    let mut statement = Statement::default();
    for package in spans::array(document.get_ref(), "package") {
        let Some(package) = package.get_ref().as_table() else { continue };
        let Some(name) = package.get("name") else { continue };
        let place = lines.place(name.span().start);
        statement.push_name(name.get_ref().as_str().unwrap_or(""), scope(package), place);
    }
    statement
}

/// Poetry and PDM say for which group a package is there; uv does not.
fn scope(package: &DeTable<'_>) -> Scope {
    let groups: Vec<&str> =
        spans::array(package, "groups").filter_map(|group| group.get_ref().as_str()).collect();
    let older = spans::text(package, "category") == Some("dev");
    let development = !groups.is_empty() && groups.iter().all(|g| names::is_development(g));
    if older || development { Scope::Development } else { Scope::Locked }
}

/// Reads `Pipfile.lock`, which is JSON.
pub(super) fn pipfile(path: &str, text: &str) -> Statement {
    let Ok(root) = serde_json::from_str::<serde_json::Value>(text) else {
        return Statement::malformed();
    };
    let mut statement = Statement::default();
    for (section, scope) in [("default", Scope::Locked), ("develop", Scope::Development)] {
        let packages = root.get(section).and_then(serde_json::Value::as_object);
        for name in packages.into_iter().flat_map(serde_json::Map::keys) {
            statement.push_name(name, scope, Place::new(path, line_of(text, name)));
        }
    }
    statement
}

/// The line of a key. The parser has no places; that the key is there is known from it.
fn line_of(text: &str, key: &str) -> usize {
    let is_key = |line: &str| {
        let rest = line.trim_start().strip_prefix('"').and_then(|rest| rest.strip_prefix(key));
        rest.is_some_and(|rest| rest.starts_with('"'))
    };
    text.lines().position(is_key).map_or(0, |index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_have_their_lines_and_groups() {
        let text = "[[package]]\nname = \"Flask\"\n\n[[package]]\nname = \"mypy\"\n\
                    groups = [\"dev\"]\n";
        let found = toml("pdm.lock", text).dependencies;
        assert_eq!((found[0].name.as_str(), found[0].place.line), ("flask", 2));
        assert_eq!(found[1].scope, Scope::Development);
    }

    #[test]
    fn pipfile_lock_parts_default_and_develop() {
        let text = "{\"default\": {\n\"flask\": {}},\n\"develop\": {\n\"pytest\": {}}}";
        let found = pipfile("Pipfile.lock", text).dependencies;
        assert_eq!((found[0].scope, found[0].place.line), (Scope::Locked, 2));
        assert_eq!(found[1].scope, Scope::Development);
        assert!(pipfile("Pipfile.lock", &"[".repeat(100_000)).malformed);
    }
}
