//! What a reader should know before believing the rest.

use super::frameworks;
use super::report::{Confidence, Found};
use super::repository::Repository;

/// The notes, in a fixed order.
pub(super) fn notes(repository: &Repository, found: &[Found]) -> Vec<String> {
    let mut notes = Vec::new();
    for (project, id) in &repository.own_sources {
        let folder = frameworks::folder(project);
        notes.push(format!("{folder} is the source of {id} itself, not a project that uses it"));
    }
    let sure: Vec<&Found> = found.iter().filter(|f| f.confidence > Confidence::Low).collect();
    if sure.len() > 1 {
        let uses = sure.iter().map(|f| format!("{} in {}", f.id, f.folders.join(", ")));
        let uses: Vec<String> = uses.collect();
        notes.push(format!("several frameworks are in use: {}", uses.join("; ")));
    }
    if repository.projects.len() > 1 {
        let folders: Vec<String> =
            repository.projects.iter().map(|project| frameworks::folder(project)).collect();
        let count = folders.len();
        notes.push(format!("{count} projects, read as one: {}", folders.join(", ")));
    }
    notes
}
