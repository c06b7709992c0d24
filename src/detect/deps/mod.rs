//! What a project depends on, by its dependency files. They are parsed and never run.

mod manifest;
mod requirements;
mod setup_py;
mod specifier;

pub(super) use specifier::normalise;

use std::collections::BTreeMap;

use super::kind::{self, Kind};
use super::report::Place;
use super::signs::signs;

/// Texts of dependency files, by path.
pub(super) type Files = BTreeMap<String, (Kind, String)>;

/// How a dependency is meant, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Scope {
    /// For those who work on the project, not for running it.
    Development,
    /// In a compiled requirements file because another package needs it.
    Transitive,
    /// Only in a lock or constraints file: another package may need it.
    Locked,
    /// An extra, or a group that is installed on request.
    Optional,
    /// Needed to run.
    Runtime,
}

/// One stated dependency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dependency {
    /// Normalised as PEP 503 says.
    pub(super) name: String,
    pub(super) scope: Scope,
    pub(super) place: Place,
}

impl Dependency {
    /// How a dependency is stated that the project itself may not need.
    pub(super) fn weakly_stated(&self) -> &'static str {
        match (self.scope, kind::of(&self.place.path)) {
            (Scope::Transitive, _) => "only needed by another package",
            (_, Some(Kind::Lock)) => "only in a lock file",
            _ => "only in a constraints file",
        }
    }
}

/// What one dependency file states.
#[derive(Debug, Default)]
pub(super) struct Statement {
    /// The project folder.
    pub(super) project: String,
    pub(super) path: String,
    /// The name of the package that the file belongs to, normalised.
    pub(super) package: Option<String>,
    pub(super) dependencies: Vec<Dependency>,
    /// Paths of requirements files that it names, and how what they state is meant.
    includes: Vec<(String, Scope)>,
    /// Whether the file, or a list in it, cannot be understood.
    pub(super) malformed: bool,
}

/// Whether a file was text in a known encoding; else it is read as far as possible.
pub(super) fn is_text(text: &str) -> bool {
    !text.contains(['\0', char::REPLACEMENT_CHARACTER])
}

/// Reads all dependency files. `load` gives the text of a file that a requirements file includes,
/// if it is none of them.
pub(super) fn read(files: &Files, load: &mut dyn FnMut(&str) -> Option<String>) -> Vec<Statement> {
    let manifests = files.iter().filter(|(_, (kind, _))| *kind != Kind::Requirements);
    let mut all: Vec<Statement> =
        manifests.map(|(path, (_, text))| manifest::read(path, text)).collect();
    // What tests, documentation and examples state is not needed to run the project.
    let is_aside = |path: &str| kind::is_aside(path) || signs().is_development(kind::stem(path));
    for statement in all.iter_mut().filter(|statement| is_aside(&statement.path)) {
        let stated = statement.dependencies.iter_mut().map(|dependency| &mut dependency.scope);
        for scope in stated.chain(statement.includes.iter_mut().map(|(_, scope)| scope)) {
            *scope = Scope::Development;
        }
    }
    let stated = requirements::read(files, &all, load);
    all.extend(stated);
    all
}
