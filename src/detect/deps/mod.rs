//! What a project depends on, by its dependency files. They are parsed and never run.

mod entries;
mod manifest;
mod marker;
mod requirements;
mod specifier;

pub(super) use requirements::{included, included_by};
pub(super) use specifier::normalise;

use std::collections::BTreeMap;

use super::kind::{self, Kind};
use super::report::Place;
use super::signs::signs;

/// Texts of dependency files, by path.
pub(super) type Files = BTreeMap<String, (Kind, String)>;

/// How a dependency is meant, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

/// What one dependency file states.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Statement {
    /// The name of the package that the file belongs to, normalised.
    pub(super) package: Option<String>,
    pub(super) dependencies: Vec<Dependency>,
    /// Whether the file, or a list in it, cannot be understood.
    pub(super) malformed: bool,
}

/// Reads all dependency files: the project folder, the path and the statement of each.
pub(super) fn read(files: &Files) -> Vec<(String, String, Statement)> {
    let mut statements = Vec::new();
    for (path, (kind, text)) in files {
        if matches!(kind, Kind::Manifest | Kind::Lock) {
            let mut statement = manifest::read(path, text);
            // What tests, documentation and examples state is not needed to run the project.
            if kind::is_aside(path) {
                for dependency in &mut statement.dependencies {
                    dependency.scope = Scope::Development;
                }
            }
            statements.push((kind::project_of(path), path.clone(), statement));
        }
    }
    statements.extend(requirements::read(files));
    statements
}

/// The scope of a group that is installed on request.
fn group_scope(group: &str) -> Scope {
    if signs().is_development(group) { Scope::Development } else { Scope::Optional }
}
