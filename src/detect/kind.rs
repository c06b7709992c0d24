//! What a file is, told from its path alone.

use super::deps::names;

/// A file worth knowing of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// `pyproject.toml`.
    Pyproject,
    /// A requirements or constraints file.
    Requirements,
    /// `Pipfile`.
    Pipfile,
    /// `setup.cfg`.
    SetupCfg,
    /// `setup.py`, read and never run.
    SetupPy,
    /// A lock file in TOML: `uv.lock`, `poetry.lock`, `pdm.lock`.
    Lock,
    /// `Pipfile.lock`.
    PipfileLock,
    /// Python source.
    Python,
    /// `compose.yaml` and its other names.
    Compose,
    /// A page template, known by its place; its content is not read.
    Template,
    /// `alembic.ini`.
    Alembic,
    /// A catalogue of translated messages.
    Messages,
    /// `Dockerfile`.
    Dockerfile,
    /// A description of a CI job.
    Ci,
    /// A text that a requirements file may include under any name; read only then.
    Includable,
}

impl Kind {
    /// Whether the content is read, and not only the name.
    pub(super) fn is_read(self) -> bool {
        !matches!(
            self,
            Self::Template
                | Self::Alembic
                | Self::Messages
                | Self::Dockerfile
                | Self::Ci
                | Self::Includable
        )
    }

    /// When its turn to be read comes, where not all can be: statements, lock files, the rest.
    pub(super) fn turn(self) -> u8 {
        match self {
            Self::Lock | Self::PipfileLock => 1,
            _ if self.is_dependencies() => 0,
            _ => 2,
        }
    }

    /// Whether it states dependencies.
    pub(super) fn is_dependencies(self) -> bool {
        self <= Self::PipfileLock
    }
}

/// The kind of a file at a path relative to the root, if it is of any.
pub(super) fn of(path: &str) -> Option<Kind> {
    let name = path.rsplit('/').next().unwrap_or(path);
    if is_ci(path) {
        return Some(Kind::Ci);
    }
    let kind = match name {
        "pyproject.toml" => Kind::Pyproject,
        "Pipfile" => Kind::Pipfile,
        "Pipfile.lock" => Kind::PipfileLock,
        "setup.cfg" => Kind::SetupCfg,
        "setup.py" => Kind::SetupPy,
        "uv.lock" | "poetry.lock" | "pdm.lock" => Kind::Lock,
        "alembic.ini" => Kind::Alembic,
        _ if name.starts_with('.') => return None,
        _ if has_extension(name, "py") => Kind::Python,
        _ if name.starts_with("Dockerfile") => Kind::Dockerfile,
        _ if is_compose(name) => Kind::Compose,
        _ if names::is_requirements(path) => Kind::Requirements,
        _ if has_extension(name, "txt") || has_extension(name, "in") => Kind::Includable,
        _ if has_extension(name, "po") && path.contains("LC_MESSAGES/") => Kind::Messages,
        _ if is_template(path, name) => Kind::Template,
        _ => return None,
    };
    Some(kind)
}

fn has_extension(name: &str, extension: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, found)| found == extension)
}

fn is_compose(name: &str) -> bool {
    let stem = name.strip_suffix(".yml").or_else(|| name.strip_suffix(".yaml"));
    stem.is_some_and(|stem| stem.starts_with("docker-compose") || stem.starts_with("compose"))
}

fn is_template(path: &str, name: &str) -> bool {
    let page = ["html", "jinja", "jinja2", "j2"].iter().any(|end| has_extension(name, end));
    page && path.split('/').any(|part| part == "templates")
}

fn is_ci(path: &str) -> bool {
    path.starts_with(".github/workflows/")
        || path.starts_with(".circleci/")
        || [".gitlab-ci.yml", ".travis.yml", "Jenkinsfile", "azure-pipelines.yml"].contains(&path)
}

/// Whether a hidden name at the root is looked at nevertheless: only for the sign that CI exists.
pub(super) fn is_visible_dot(path: &str) -> bool {
    [".github", ".circleci", ".gitlab-ci.yml", ".travis.yml"].contains(&path)
        || path == ".github/workflows"
}

/// Folders whose code is not the program itself.
const ASIDE: [&str; 17] = [
    "test",
    "tests",
    "testing",
    "testsuite",
    "e2e",
    "doc",
    "docs",
    "example",
    "examples",
    "demo",
    "demos",
    "sample",
    "samples",
    "benchmark",
    "benchmarks",
    "benches",
    "vendor",
];

/// Whether a path is aside of the program: tests, documentation, examples.
pub(super) fn is_aside(path: &str) -> bool {
    is_test(path) || path.split('/').rev().skip(1).any(|part| ASIDE.contains(&part))
}

/// Whether a Python file holds tests.
pub(super) fn is_test(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name == "conftest.py"
        || name == "tests.py"
        || name.starts_with("test_")
        || name.ends_with("_test.py")
}

/// Whether a Python file is a migration, which a tool wrote.
pub(super) fn is_migration(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or("");
    let numbered = name.get(..4).is_some_and(|head| head.bytes().all(|b| b.is_ascii_digit()));
    match parts.next() {
        Some("migrations") => numbered,
        Some("versions") => matches!(parts.next(), Some("migrations" | "alembic")),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_kinds() {
        assert_eq!(of("a/pyproject.toml"), Some(Kind::Pyproject));
        assert_eq!(of("requirements/base.txt"), Some(Kind::Requirements));
        assert_eq!(of("requirements-dev.txt"), Some(Kind::Requirements));
        assert_eq!(of("notes.txt"), Some(Kind::Includable));
        assert_eq!(of("shop/templates/shop/a.html"), Some(Kind::Template));
        assert_eq!(of("static/a.html"), None);
        assert_eq!(of(".github/workflows/ci.yml"), Some(Kind::Ci));
    }

    #[test]
    fn tests_docs_and_migrations_are_aside() {
        assert!(is_aside("tests/app.py"));
        assert!(is_aside("shop/tests.py"));
        assert!(is_aside("docs/conf.py"));
        assert!(!is_aside("testimony/app.py"));
        assert!(is_migration("shop/migrations/0001_initial.py"));
        assert!(!is_migration("shop/migrations/__init__.py"));
        assert!(is_migration("migrations/versions/3f2a_first.py"));
    }
}
