//! What a file is, told from its path alone.

use serde::Deserialize;

use super::signs::{has_word_of, signs};

/// A kind of file that matters: first those that state dependencies, then the others that are read,
/// then those of which only the name counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
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
    /// Evidence by its name alone.
    Shown,
    Dockerfile,
    /// A description of a CI job.
    Ci,
    /// A file that states dependencies or has code, and is not read.
    Unsupported,
    /// A text that a requirements file may include under any name; read only then.
    Included,
}

/// The kind of a file at a path relative to the root, if it matters.
pub(super) fn of(path: &str) -> Option<Kind> {
    let kind = match signs().file(path) {
        Some(file) => file.kind,
        None => signs().other_stack(path).map(|_| Kind::OtherStack)?,
    };
    (kind != Kind::Template || is_page(path)).then_some(kind)
}

/// A template may be that of an e-mail, or stand in for one of a package. What its folder of templates
/// lies in tells it only by the nearest name.
fn is_page(path: &str) -> bool {
    let (above, inside) = path.split_once("templates/").unwrap_or(("", path));
    let stands_in = |part: &str| has_word_of(&signs().stand_ins, part);
    !is_mail(file_name(above.trim_end_matches('/')))
        && !is_mail(inside)
        && !inside.split('/').any(stands_in)
}

/// Whether a template's name says that it makes no page: it is for e-mail, print or errors.
pub(super) fn is_mail(path: &str) -> bool {
    path.split('/').any(|part| has_word_of(&signs().no_pages, part))
}

pub(super) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A file's name without its extension.
pub(super) fn stem(path: &str) -> &str {
    let name = file_name(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The project folder that a dependency file belongs to; empty for the root. Lists of dependencies
/// may lie in a folder `requirements`, or in folders of that one.
pub(super) fn project_of(path: &str) -> String {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let parts: Vec<&str> = folder.split('/').collect();
    let is_list = matches!(path.rsplit('.').next(), Some("txt" | "in" | "pip" | "yml" | "yaml"));
    let above = parts.iter().rposition(|part| part.eq_ignore_ascii_case("requirements"));
    match above.filter(|at| is_list && at + 2 >= parts.len()) {
        Some(at) => parts[..at].join("/"),
        None => folder.to_owned(),
    }
}

/// Whether a path is tests, documentation or examples.
pub(super) fn is_aside(path: &str) -> bool {
    signs().tests.cover(path) || signs().aside.cover(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_kinds() {
        assert_eq!(of("a/pyproject.toml"), Some(Kind::Manifest));
        assert_eq!(of("requirements/base.txt"), Some(Kind::Requirements));
        assert_eq!(of("requirements-dev.txt"), Some(Kind::Requirements));
        assert_eq!(of("requirements/edx/base.in"), Some(Kind::Requirements));
        assert_eq!(of("requirements.pip"), Some(Kind::Requirements));
        assert_eq!(of("reqs.txt"), Some(Kind::Requirements));
        assert_eq!(of("requirements/templates/a.txt"), Some(Kind::Included));
        assert_eq!(of("conda-lock.yml"), Some(Kind::Unsupported));
        assert_eq!(of("envoy.yaml"), None);
        assert_eq!(of("notes.txt"), Some(Kind::Included));
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
        let is_migration = |path| signs().migrations.cover(path);
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
        assert_eq!(project_of("Requirements/base.txt"), "");
        assert_eq!(project_of("api/requirements/linux/base.in"), "api");
        assert_eq!(project_of("requirements/a/b/base.txt"), "requirements/a/b");
        assert_eq!(project_of("requirements/pyproject.toml"), "requirements");
        assert_eq!(project_of("requirements/conda.yml"), "");
    }
}
