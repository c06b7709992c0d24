//! What to look for: the tables of `criteria/detect.toml`.

use std::sync::OnceLock;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use serde::Deserialize;

use super::deps::Scope;
use super::facts::Facts;
use super::kind::Kind;
use super::report::Confidence;
use crate::model::{Need, SortedMap};

/// The tables.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signs {
    development: String,
    pub(super) aside: Paths,
    pub(super) tests: Paths,
    pub(super) migrations: Paths,
    pub(super) commands: Paths,
    pub(super) drivers: Paths,
    pub(super) visible: Vec<String>,
    files: Vec<FileKind>,
    pub(super) past_versions: String,
    pub(super) no_pages: String,
    pub(super) stand_ins: String,
    pub(super) bundled: Vec<String>,
    pub(super) compiled: Vec<String>,
    dependency_keys: Vec<DependencyKey>,
    pub(super) frameworks: Vec<Framework>,
    #[serde(default)]
    pub(super) stacks: Vec<Stack>,
    pub(super) other_frameworks: SortedMap<String, String>,
    other_stacks: Vec<OtherStack>,
    pub(super) images: SortedMap<String, String>,
    pub(super) rules: Vec<Rule>,
    pub(super) packages: Vec<Package>,
}

/// Patterns of paths.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub(super) struct Paths(Gitignore);

impl TryFrom<Vec<String>> for Paths {
    type Error = ignore::Error;

    fn try_from(patterns: Vec<String>) -> Result<Self, Self::Error> {
        let mut builder = GitignoreBuilder::new("");
        for pattern in &patterns {
            builder.add_line(None, pattern)?;
        }
        builder.build().map(Self)
    }
}

impl Paths {
    /// Whether a pattern covers a file or a folder above it.
    pub(super) fn cover(&self, path: &str) -> bool {
        self.0.matched_path_or_any_parents(path, false).is_ignore()
    }
}

/// Files of a kind, and what their presence means.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileKind {
    pub(super) kind: Kind,
    paths: Paths,
    #[serde(default)]
    pub(super) means: Vec<String>,
    #[serde(default)]
    pub(super) because: String,
    /// High if none is given.
    pub(super) confidence: Option<Confidence>,
}

/// What a key of a dependency file says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct DependencyKey {
    file: String,
    keys: String,
    pub(super) means: KeyMeaning,
    pub(super) scope: Option<Scope>,
}

#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum KeyMeaning {
    #[default]
    Dependency,
    /// The name of the project's own package.
    Package,
    /// The dependency before it has this scope at most.
    Limit,
    /// Paths of requirements files.
    Include,
    Ignored,
}

impl DependencyKey {
    fn covers(&self, file: &str, keys: &[&str]) -> bool {
        let same = |part: &str, key: &str| {
            ["*", "GROUP", "NAME"].contains(&part) || part.split('|').any(|word| word == key)
        };
        let start = self.file.strip_suffix('*');
        start.map_or(self.file == file, |start| file.starts_with(start))
            && self.keys.split(' ').count() == keys.len()
            && self.keys.split(' ').zip(keys).all(|(part, key)| same(part, key))
    }

    /// The key that stands for `GROUP` or `NAME`.
    pub(super) fn key<'k>(&self, part: &str, keys: &[&'k str]) -> Option<&'k str> {
        Some(keys[self.keys.split(' ').position(|known| known == part)?])
    }
}

/// How the use of a framework shows without doubt.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Framework {
    pub(super) id: String,
    /// Modules of packages that code imports in its place.
    pub(super) parts: Vec<String>,
    pub(super) calls: Vec<String>,
    pub(super) settings: Vec<String>,
    pub(super) file: String,
    pub(super) text: String,
    pub(super) boilerplate: usize,
    /// Packages that it installs: that one of them is stated says nothing.
    pub(super) brings: Vec<String>,
    /// Whether asynchronous handlers keep a worker waiting.
    pub(super) blocking: bool,
    pub(super) means: Vec<String>,
}

/// A framework with further packages, as the catalogue has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stack {
    pub(super) id: String,
    pub(super) packages: Vec<String>,
}

/// Files in which the name of a package shows a server in another language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OtherStack {
    files: Paths,
    names: String,
    /// Keys that lead to tables of packages, in JSON or TOML; any other file is read as text.
    #[serde(default)]
    pub(super) keys: Vec<String>,
    #[serde(default)]
    unless: String,
    #[serde(default)]
    pub(super) comment: String,
    /// What ends the text that `unless` is about: a line if nothing is given.
    #[serde(default)]
    pub(super) unit: String,
}

impl OtherStack {
    /// The name in the row that a word of the file is.
    pub(super) fn name(&self, word: &str) -> Option<&str> {
        self.names.split_whitespace().find(|name| is_like(name, word))
    }

    /// Whether a word says that what stands beside it is not needed to run.
    pub(super) fn is_aside(&self, word: &str) -> bool {
        self.unless.split_whitespace().any(|known| is_like(known, word))
    }
}

/// Whether a word is the one of a pattern, which may begin or end with `*`.
fn is_like(pattern: &str, word: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(end), _) => word.ends_with(end),
        (_, Some(start)) => word.starts_with(start),
        _ => pattern == word,
    }
}

/// What a piece of code means.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Rule {
    base: Vec<String>,
    call: Vec<String>,
    assign: Vec<String>,
    text: Vec<String>,
    backend: Vec<String>,
    pub(super) with: Vec<String>,
    pub(super) means: Vec<String>,
    pub(super) because: String,
    /// High if none is given.
    pub(super) confidence: Option<Confidence>,
    pub(super) in_tests: bool,
    /// Files in which the code says nothing.
    pub(super) not_in: Option<Paths>,
}

/// Packages that mean the same.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Package {
    pub(super) names: Vec<String>,
    pub(super) modules: Vec<String>,
    pub(super) means: Vec<String>,
    /// What an import shows of a need: `must` if nothing is given.
    pub(super) strength: Option<Need>,
    /// Whether code that imports only other modules of it shows that it is for something else.
    pub(super) parts_only: bool,
}

/// What the scanner can see in code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Seen {
    /// A class with this base, as written.
    Base,
    /// A call or decorator, as written.
    Call,
    /// An assignment to this name, or to this name of this value (`name = value`), of more than an empty list,
    /// `None` or the like.
    Assign,
    /// Any assignment to this name.
    Setting,
    /// A string that is exactly this.
    Text,
    /// A string in `AUTHENTICATION_BACKENDS` that contains this.
    Backend,
}

impl Framework {
    /// Whether a file imports the framework, or a package in its place.
    pub(super) fn is_used_in(&self, facts: &Facts) -> bool {
        facts.imports(&self.id) || self.parts.iter().any(|part| facts.imports(part))
    }
}

impl Rule {
    /// The names that the rule is about.
    pub(super) fn lists(&self) -> [(Seen, &[String]); 5] {
        [
            (Seen::Base, &self.base),
            (Seen::Call, &self.call),
            (Seen::Assign, &self.assign),
            (Seen::Text, &self.text),
            (Seen::Backend, &self.backend),
        ]
    }
}

impl Signs {
    /// What is said of a file's name, if it matters.
    pub(super) fn file(&self, path: &str) -> Option<&FileKind> {
        self.files.iter().find(|row| row.paths.0.matched(path, false).is_ignore())
    }

    /// What the keys that lead to a value say in the file of a name.
    pub(super) fn dependency_key(&self, file: &str, keys: &[&str]) -> Option<&DependencyKey> {
        self.dependency_keys.iter().find(|rule| rule.covers(file, keys))
    }

    /// Whether the name of a group or a file says that it serves development.
    pub(super) fn is_development(&self, name: &str) -> bool {
        name == "pre-commit" || has_word_of(&self.development, name)
    }

    /// The row of the files that may show another stack.
    pub(super) fn other_stack(&self, path: &str) -> Option<&OtherStack> {
        self.other_stacks.iter().find(|row| row.files.0.matched(path, false).is_ignore())
    }

    /// How the use of a framework shows without doubt, if the tables say.
    pub(super) fn framework(&self, id: &str) -> Option<&Framework> {
        self.frameworks.iter().find(|framework| framework.id == id)
    }
}

/// Whether one of the words of a list is a word of a name; a capital begins one too.
pub(super) fn has_word_of(list: &str, name: &str) -> bool {
    let mut words = String::with_capacity(name.len());
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && words.ends_with(|c: char| c.is_ascii_lowercase()) {
            words.push(' ');
        }
        words.push(letter);
    }
    let mut words = words.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| list.split_whitespace().any(|known| known.eq_ignore_ascii_case(word)))
}

static SIGNS: OnceLock<Signs> = OnceLock::new();

/// What is wrong with tables, and at which byte, where that is known.
pub type Invalid = (String, Option<usize>);

/// Uses these tables, as TOML, in place of the built-in ones, from before the first detection on; else what is wrong.
pub fn use_tables(text: &str) -> Result<(), Invalid> {
    read(text).map(|tables| drop(SIGNS.set(tables)))
}

/// Tables from TOML.
fn read(text: &str) -> Result<Signs, Invalid> {
    toml::from_str(text)
        .map_err(|error| (error.message().to_owned(), error.span().map(|span| span.start)))
}

/// The tables, read once.
pub(super) fn signs() -> &'static Signs {
    let built_in = include_str!("../../criteria/detect.toml");
    SIGNS.get_or_init(|| read(built_in).expect("a test reads the same text"))
}

#[cfg(test)]
mod tests {
    use super::super::deps::normalise;
    use super::*;

    #[test]
    fn the_tables_can_be_read() {
        let signs = read(include_str!("../../criteria/detect.toml")).unwrap();
        assert!(signs.packages.len() > 30 && signs.rules.len() > 30);
    }

    #[test]
    fn every_package_is_normal_and_listed_once() {
        let names: Vec<&String> = signs().packages.iter().flat_map(|p| &p.names).collect();
        let mut once = names.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), names.len());
        for name in names {
            assert_eq!(normalise(name).as_ref(), Some(name));
        }
    }

    #[test]
    fn every_module_is_listed_once() {
        let modules: Vec<&String> = signs().packages.iter().flat_map(|p| &p.modules).collect();
        let mut once = modules.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), modules.len());
    }

    #[test]
    fn the_frameworks_that_block_are_those_that_the_catalogue_says_lack_async() {
        let catalogue = crate::model::Catalogue::embedded();
        for known in &signs().frameworks {
            let found = catalogue.frameworks.iter().find(|(id, _)| id.as_str() == known.id);
            let (_, framework) = found.unwrap();
            let lacks = framework.capabilities.iter().any(|(id, provision)| {
                id.as_str() == "async" && matches!(provision, crate::model::Provision::None)
            });
            assert_eq!(known.blocking, lacks, "{}", known.id);
        }
    }

    #[test]
    fn everything_that_is_meant_is_a_known_statement() {
        let signs = signs();
        let packages = signs.packages.iter().flat_map(|package| &package.means);
        let rules = signs.rules.iter().flat_map(|rule| &rule.means);
        let frameworks = signs.frameworks.iter().flat_map(|framework| &framework.means);
        let topics = ["needs", "data", "login", "output", "project-kind"];
        let files = signs.files.iter().flat_map(|file| &file.means);
        let all = packages.chain(rules).chain(frameworks).chain(files);
        for means in all.chain(signs.images.values()) {
            let topic = means.split_once('.').map(|(topic, _)| topic);
            assert!(topic.is_some_and(|topic| topics.contains(&topic)), "{means}");
        }
        for package in &signs.packages {
            let needs: Vec<bool> = package.means.iter().map(|m| m.starts_with("needs.")).collect();
            assert!(needs.is_sorted_by(|one, next| one >= next), "needs first: {package:?}");
        }
    }
}
