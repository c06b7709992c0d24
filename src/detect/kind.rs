//! What a file is, told from its path alone.

use super::signs::{has_word_of, signs};

/// A kind of file that matters: first those that state dependencies, then the others that are read,
/// then those of which only the name counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A file that states dependencies, other than requirements and lock files.
    Manifest,
    /// A requirements or constraints file.
    Requirements,
    /// A lock file.
    Lock,
    Python,
    Compose,
    /// A file that shows another language's server framework, or may.
    OtherStack,
    /// A page template; its content is not read.
    Template,
    /// `alembic.ini`.
    Alembic,
    /// Translated messages.
    Messages,
    Dockerfile,
    /// A description of a CI job.
    Ci,
    /// A file that states dependencies and is not read.
    Unsupported,
    /// A text that a requirements file may include under any name; read only then.
    Includable,
}

/// The kind of a file at a path relative to the root, if it matters.
pub(super) fn of(path: &str) -> Option<Kind> {
    let name = file_name(path);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let kind = match name {
        _ if is_ci(path) => Kind::Ci,
        "pyproject.toml" | "pixi.toml" | "Pipfile" | "setup.cfg" | "setup.py" => Kind::Manifest,
        "uv.lock" | "poetry.lock" | "pdm.lock" | "pylock.toml" | "Pipfile.lock" => Kind::Lock,
        "alembic.ini" => Kind::Alembic,
        _ if name.starts_with('.') => return None,
        _ if name.starts_with("Dockerfile") => Kind::Dockerfile,
        _ if signs().other_stack(path).is_some() => Kind::OtherStack,
        "conda-lock.yml" | "meta.yaml" | "pixi.lock" | "buildout.cfg" => Kind::Unsupported,
        _ => match extension {
            "py" => Kind::Python,
            "yml" | "yaml" if stem.starts_with("environment") => Kind::Manifest,
            "yml" | "yaml" if stem.starts_with("docker-compose") || stem.starts_with("compose") => {
                Kind::Compose
            }
            "txt" | "in" if is_requirements(path) => Kind::Requirements,
            "txt" | "in" => Kind::Includable,
            "po" if path.contains("LC_MESSAGES/") => Kind::Messages,
            "html" | "jinja" | "jinja2" | "j2" if is_page(path) => Kind::Template,
            _ => return None,
        },
    };
    Some(kind)
}

pub(super) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The names of the folders of a path, the nearest first.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.rsplit('/').skip(1)
}

/// Whether a template makes a page of the project, and no e-mail or configuration file.
fn is_page(path: &str) -> bool {
    (path.strip_suffix(".j2").is_none_or(|name| name.contains(".htm")))
        && folders(path).any(|part| part == "templates")
        && !path.split('/').any(|p| has_word_of(&signs().no_pages, p))
}

/// Whether a Python file is a command or a script beside the program.
pub(super) fn is_command(path: &str) -> bool {
    path.contains("management/commands/") || folders(path).any(|f| f == "scripts" || f == "bin")
}

fn is_ci(path: &str) -> bool {
    path.starts_with(".github/workflows/")
        || path.starts_with(".circleci/")
        || [".gitlab-ci.yml", ".travis.yml", "Jenkinsfile", "azure-pipelines.yml"].contains(&path)
}

/// Whether a hidden name is looked at nevertheless: only for the sign that CI exists.
pub(super) fn is_visible_dot(path: &str) -> bool {
    [".github", ".circleci", ".gitlab-ci.yml", ".travis.yml"].contains(&path)
}

fn is_requirements(path: &str) -> bool {
    let path = &path.to_ascii_lowercase();
    has_word(path, "requirements")
        || has_word(path, "constraints")
        || folders(path).next() == Some("requirements")
}

/// A file's name without its extension.
pub(super) fn stem(path: &str) -> &str {
    let name = file_name(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Whether a word is part of a file's name, its extension left out.
pub(super) fn has_word(path: &str, word: &str) -> bool {
    stem(path).split(['-', '_', '.']).any(|part| part == word)
}

/// The project folder that a dependency file belongs to; empty for the root.
pub(super) fn project_of(path: &str) -> String {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    match folder.rsplit_once('/').unwrap_or(("", folder)) {
        (above, "requirements") => above.to_owned(),
        _ => folder.to_owned(),
    }
}

/// Whether a path is tests, documentation or examples.
pub(super) fn is_aside(path: &str) -> bool {
    is_test(path)
        || folders(path).any(|folder| signs().aside.split_whitespace().any(|known| known == folder))
}

/// Whether a Python file holds tests.
pub(super) fn is_test(path: &str) -> bool {
    let name = file_name(path);
    name == "conftest.py"
        || name == "tests.py"
        || name.starts_with("test_")
        || name.ends_with("_test.py")
}

/// Whether a Python file is a migration, which a tool wrote.
pub(super) fn is_migration(path: &str) -> bool {
    let numbered =
        file_name(path).get(..4).is_some_and(|head| head.bytes().all(|b| b.is_ascii_digit()));
    let mut folders = folders(path);
    match folders.next() {
        Some("migrations") => numbered,
        Some("versions") => matches!(folders.next(), Some("migrations" | "alembic")),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_kinds() {
        assert_eq!(of("a/pyproject.toml"), Some(Kind::Manifest));
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

    #[test]
    fn a_requirements_folder_belongs_to_the_folder_above() {
        assert_eq!(project_of("requirements/base.txt"), "");
        assert_eq!(project_of("api/requirements/base.txt"), "api");
        assert_eq!(project_of("my-requirements/base.txt"), "my-requirements");
        assert_eq!(project_of("api/pyproject.toml"), "api");
    }
}
