//! A repository to a proposed profile, each value with the places that speak for it.
//!
//! ```text
//! walk ─> read ─┬─ deps ───┐
//!               └─ python ─┴─> repository ─> frameworks ─> evidence ─> proposals ─> Report
//! ```
//!
//! Dependency files are parsed, code is read as tokens, and nothing of the project is run. The
//! folder is not trusted: no link is followed, nothing but regular files is opened, and every
//! limit that was met is told. Renderers escape what file names may hold.

mod deps;
mod evidence;
mod frameworks;
mod gather;
mod ignored;
mod kind;
mod moving;
mod notes;
mod packages;
mod propose;
mod python;
mod read;
pub mod render;
mod report;
mod repository;
mod rules;
mod size;
mod skip;
mod walk;

use std::path::Path;

pub use moving::{InUse, Moving, moving};
pub use report::{
    Confidence, DetectError, Found, Limits, Place, Proposal, Report, SkipReason, Skipped, Strength,
    Target,
};

use repository::Repository;

/// Looks at a folder. `known_frameworks` are the ids of the catalogue; no other is looked for.
///
/// The same folder gives the same report, in whatever order the file system lists it.
pub fn detect(
    dir: &Path,
    limits: &Limits,
    known_frameworks: &[String],
) -> Result<Report, DetectError> {
    let repository = repository::read(dir, limits, known_frameworks)?;
    let frameworks = frameworks::find(&repository, known_frameworks);
    let mut evidence = gather::evidence(&repository, &frameworks);
    evidence.extend(gather::databases(&repository));
    let proposals = propose::proposals(&repository, &frameworks, evidence);
    let notes = notes::notes(&repository, &frameworks);
    Ok(report(dir, repository, (frameworks, proposals, notes)))
}

fn report(
    dir: &Path,
    repository: Repository,
    (frameworks, proposals, notes): (Vec<Found>, Vec<Proposal>, Vec<String>),
) -> Report {
    Report {
        root: dir.to_string_lossy().into_owned(),
        frameworks,
        proposals,
        notes,
        projects: repository.projects.iter().map(|project| frameworks::folder(project)).collect(),
        skipped: repository.skipped.into_skipped(),
        names_seen: repository.names_seen,
        files_read: repository.files_read,
    }
}
