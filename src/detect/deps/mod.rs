//! What a project says it depends on: dependency files, parsed and never searched.

mod lock;
mod marker;
pub(super) mod names;
mod pyproject;
mod requirement;
pub(super) mod requirements;
mod setup_cfg;
mod setup_py;
mod spans;

use std::collections::BTreeMap;

use super::kind::Kind;
use super::report::Place;

/// How a dependency is meant, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scope {
    /// For those who work on the project, not for running it.
    Development,
    /// Only seen in a lock or constraints file: it may be there for the sake of another.
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
    /// The extras that are asked for, normalised alike.
    pub(super) extras: Vec<String>,
    /// How it is meant.
    pub(super) scope: Scope,
    /// Where it is stated.
    pub(super) place: Place,
}

/// What one dependency file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Statement {
    /// The name of the package that the file belongs to, normalised.
    pub(super) package: Option<String>,
    /// The dependencies, as they stand in the file.
    pub(super) dependencies: Vec<Dependency>,
    /// Whether the file could not be understood.
    pub(super) malformed: bool,
}

impl Statement {
    fn malformed() -> Self {
        Self { malformed: true, ..Self::default() }
    }

    fn push(&mut self, text: &str, scope: Scope, place: Place) {
        let Some(requirement) = requirement::parse(text) else { return };
        let (name, extras) = (requirement.name, requirement.extras);
        self.dependencies.push(Dependency { name, extras, scope, place });
    }

    fn push_name(&mut self, name: &str, scope: Scope, place: Place) {
        let Some(name) = names::normalise(name) else { return };
        self.dependencies.push(Dependency { name, extras: Vec::new(), scope, place });
    }
}

/// Reads all dependency files, by path, with the project folder each belongs to.
///
/// Requirements files come together, because they include one another.
pub(super) fn read(files: &BTreeMap<String, (Kind, String)>) -> Vec<(String, String, Statement)> {
    let mut statements: Vec<(String, String, Statement)> = Vec::new();
    for (path, (kind, text)) in files {
        let statement = match kind {
            Kind::Pyproject => pyproject::read(path, text),
            Kind::Pipfile => pyproject::pipfile(path, text),
            Kind::SetupCfg => setup_cfg::read(path, text),
            Kind::SetupPy => setup_py::read(path, text),
            Kind::Lock => lock::toml(path, text),
            Kind::PipfileLock => lock::pipfile(path, text),
            _ => continue,
        };
        statements.push((names::project_of(path), path.clone(), lower(path, statement)));
    }
    statements.extend(requirements::read(files));
    statements
}

/// What tests, documentation and examples state for themselves is not needed to run the project.
fn lower(path: &str, mut statement: Statement) -> Statement {
    if super::kind::is_aside(path) {
        for dependency in &mut statement.dependencies {
            dependency.scope = Scope::Development;
        }
    }
    statement
}
