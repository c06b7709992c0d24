//! Names: of packages, of groups, of requirements files.

use super::Scope;

/// A package's name as PEP 503 normalises it, if it is a name at all.
pub(in crate::detect) fn normalise(name: &str) -> Option<String> {
    let inner = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
    let ends = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = name.as_bytes();
    if !bytes.iter().all(|b| inner(*b)) || !ends(bytes.first()) || !ends(bytes.last()) {
        return None;
    }
    let parts = name.split(['-', '_', '.']).filter(|part| !part.is_empty());
    Some(parts.collect::<Vec<_>>().join("-").to_ascii_lowercase())
}

/// Words that mark a group or a requirements file as one for development.
const DEVELOPMENT: [&str; 38] = [
    "bench",
    "benchmark",
    "black",
    "build",
    "ci",
    "contrib",
    "contributing",
    "coverage",
    "debug",
    "dev",
    "devel",
    "develop",
    "development",
    "doc",
    "docs",
    "documentation",
    "e2e",
    "format",
    "formatting",
    "lint",
    "linter",
    "linters",
    "linting",
    "local",
    "mypy",
    "precommit",
    "quality",
    "release",
    "style",
    "stubs",
    "test",
    "testing",
    "tests",
    "tooling",
    "tools",
    "tox",
    "types",
    "typing",
];

/// Whether a group's name says that it serves development.
pub(in crate::detect) fn is_development(group: &str) -> bool {
    let words = group.split(|c: char| !c.is_ascii_alphanumeric());
    words.map(str::to_ascii_lowercase).any(|word| DEVELOPMENT.contains(&word.as_str()))
        || group.eq_ignore_ascii_case("pre-commit")
}

/// The scope of a group that is installed on request.
pub(super) fn group_scope(group: &str) -> Scope {
    if is_development(group) { Scope::Development } else { Scope::Optional }
}

/// Whether a path is that of a requirements or constraints file.
pub(in crate::detect) fn is_requirements(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or(path);
    let Some(stem) = name.strip_suffix(".txt").or_else(|| name.strip_suffix(".in")) else {
        return false;
    };
    let word = |wanted: &str| stem.split(['-', '_', '.']).any(|part| part == wanted);
    word("requirements") || word("constraints") || parts.next() == Some("requirements")
}

/// The scope of what a requirements file states, by its name.
pub(super) fn requirements_scope(path: &str) -> Scope {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if is_development(stem) || super::super::kind::is_aside(path) {
        Scope::Development
    } else if stem.split(['-', '_', '.']).any(|part| part == "constraints") {
        Scope::Locked
    } else {
        Scope::Runtime
    }
}

/// The project folder that a dependency file belongs to; empty for the root.
pub(super) fn project_of(path: &str) -> String {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = folder.strip_suffix("requirements").unwrap_or(folder);
    folder.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_normalised() {
        assert_eq!(normalise("Flask_SQLAlchemy").as_deref(), Some("flask-sqlalchemy"));
        assert_eq!(normalise("zope..interface").as_deref(), Some("zope-interface"));
        assert_eq!(normalise("-e"), None);
        assert_eq!(normalise(""), None);
        assert_eq!(normalise("caf\u{e9}"), None);
    }

    #[test]
    fn file_names_tell_their_scope() {
        assert_eq!(requirements_scope("requirements.txt"), Scope::Runtime);
        assert_eq!(requirements_scope("requirements/production.txt"), Scope::Runtime);
        assert_eq!(requirements_scope("dev-requirements.txt"), Scope::Development);
        assert_eq!(requirements_scope("docs/requirements.txt"), Scope::Development);
        assert_eq!(requirements_scope("constraints.txt"), Scope::Locked);
    }

    #[test]
    fn a_requirements_folder_belongs_to_the_folder_above() {
        assert_eq!(project_of("requirements/base.txt"), "");
        assert_eq!(project_of("api/requirements/base.txt"), "api");
        assert_eq!(project_of("api/pyproject.toml"), "api");
    }
}
