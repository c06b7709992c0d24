//! A repository to a proposed profile, each value with the places that show it.
//!
//! ```text
//! walk ─┬─ deps ───┐
//!       └─ python ─┴─> repository ─> frameworks ─> evidence ─> proposals ─> Report
//! ```
//!
//! Dependency files are parsed, code is read as tokens, and nothing of the project is run. The
//! folder is not trusted: no link is followed, only regular files are opened, and every limit that
//! was met is reported. What to look for is a table: `criteria/detect.toml`.

mod deps;
mod evidence;
mod facts;
mod frameworks;
mod handlers;
mod kind;
mod other_stack;
mod propose;
mod python;
pub mod render;
mod report;
mod repository;
mod signs;
mod syntax;
mod tokens;
mod walk;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::model::{Catalogue, Profile};

use report::FrameworkUse;
#[cfg(test)]
pub use report::SkipReason;
pub use report::{Confidence, DetectError, Limits, Proposal, Report};
pub use signs::use_tables;

/// Reads a folder for a catalogue. A stack in use is a candidate beside the default ones, and so is a framework in use that
/// no answer names.
pub fn detect_for(dir: &Path, catalogue: &Catalogue) -> Result<Report, DetectError> {
    let all = catalogue.frameworks.values().filter(|known| known.based_on.is_none());
    let all: Vec<String> = all.map(|known| known.id.to_string()).collect();
    let mut report = detect(dir, &Limits::default(), &all)?;
    report.stacks.retain(|stack| catalogue.frameworks.contains_key(stack.id.as_str()));
    let names_one = |one: &Proposal| {
        let asked = catalogue.find_trait(&one.id).filter(|_| one.set);
        asked.is_some_and(|asked| {
            asked.answers.iter().any(|answer| answer.id == *one.value && answer.names().is_some())
        })
    };
    let default = catalogue.candidates(&Profile::default()).into_iter().map(|known| &known.id);
    let is_new = |found: &FrameworkUse| {
        found.confidence > Confidence::Low && default.clone().all(|known| *known != *found.id)
    };
    let is_unnamed = !report.traits.iter().any(names_one) && report.frameworks.iter().any(is_new);
    if is_unnamed || !report.stacks.is_empty() {
        let found = report.frameworks.iter().chain(&report.stacks).map(|found| found.id.clone());
        let ids = default.map(ToString::to_string).chain(found);
        report.candidates = ids.collect::<BTreeSet<_>>().into_iter().collect();
    }
    Ok(report)
}

/// The files of this name in a folder and below it, relative to it; what a detection skips is left out. None of its
/// limits ends the search.
pub fn files_named(dir: &Path, name: &str) -> Vec<PathBuf> {
    let most = usize::MAX >> 1;
    let limits = Limits { entries: most, folder_entries: most, depth: most, ..Limits::default() };
    let is_named = |path: &str| (kind::file_name(path) == name).then_some(kind::Kind::Shown);
    let walk = walk::walk(dir, &limits, &is_named);
    walk.map_or_else(
        |_| Vec::new(),
        |walk| walk.files.into_iter().map(|file| file.path.into()).collect(),
    )
}

/// Reads a folder. `known` are the ids of the catalogue's frameworks; no other is looked for.
///
/// The same folder gives the same report, in whatever order the file system lists it.
pub fn detect(dir: &Path, limits: &Limits, known: &[String]) -> Result<Report, DetectError> {
    let repository = repository::read(dir, limits, known)?;
    let frameworks = frameworks::find(&repository, known);
    let evidence = evidence::gather(&repository, &frameworks);
    let (traits, needs) = propose::proposals(&repository, &frameworks, evidence);
    Ok(Report {
        schema: "weigh/detect/1",
        notes: frameworks::notes(&repository, &frameworks),
        stacks: frameworks::stacks(&repository),
        candidates: Vec::new(),
        frameworks,
        traits,
        needs,
        projects: repository.projects.iter().map(|project| repository::folder(project)).collect(),
        skipped: repository.skipped.0.into_values().collect(),
        names_seen: repository.names_seen,
        files_read: repository.files_read,
    })
}
