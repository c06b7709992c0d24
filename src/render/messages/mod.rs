//! What is said of a decision, worded and rounded once for all formats.
//!
//! Sentences are sanitized plain text in which backticks mark what a reader would type; each format escapes them in its
//! own way.

mod comparison;
mod facts;
mod needs;
mod notices;
mod precedents;
mod robustness;
mod sections;
mod verdict;

pub use comparison::{Comparison, Row, by_contribution};
pub use facts::{fact_lines, facts, reason_words, reasons};
pub use needs::{excluded, migration, packages, trade_offs};
pub use notices::{alerts, notices};
pub use precedents::{Precedent, precedent_lines, precedents};
pub use robustness::{changes, robustness, tips_at};
pub use sections::{inputs, needs, sections};
pub use verdict::{because, estimate, headline, next, summary, verdict};

use crate::decision::Decision;
use crate::model::{CapabilityId, CriterionId, FrameworkId};
use crate::text::{excerpt, mid_sentence, or_list};

/// The most characters of a name.
const NAME: usize = 48;
/// The most characters of a title.
const TITLE: usize = 120;
/// The most characters of a reason.
const REASON: usize = 300;
/// The most characters of a longer text.
const TEXT: usize = 2_000;

/// The project's title.
pub fn title(decision: &Decision) -> Option<String> {
    let title = excerpt(decision.project.title.as_deref()?, TITLE);
    (!title.is_empty()).then_some(title)
}

/// The project's title, or the question that is decided.
pub fn heading(decision: &Decision) -> String {
    title(decision).unwrap_or_else(|| {
        let names = names(decision, decision.frameworks.iter().map(|one| &one.id));
        if names.len() < 2 { "Which web framework?".to_owned() } else { or_list(&names) + "?" }
    })
}

/// The situation in the team's own words.
pub fn context(decision: &Decision) -> Option<String> {
    let context = excerpt(decision.project.context.as_deref()?, TEXT);
    (!context.is_empty()).then_some(context)
}

/// A framework's name; with its id where another candidate has the same name.
pub fn name(decision: &Decision, id: &FrameworkId) -> String {
    let name = excerpt(decision.name(id), NAME);
    if name.is_empty() {
        return id.to_string();
    }
    let candidates = decision.frameworks.iter().map(|one| &one.name);
    let candidates = candidates.chain(decision.excluded.iter().map(|out| &out.name));
    let same = candidates.filter(|other| excerpt(other, NAME) == name).count();
    if same > 1 { format!("{name} ({id})") } else { name }
}

fn names<'a>(decision: &Decision, ids: impl IntoIterator<Item = &'a FrameworkId>) -> Vec<String> {
    ids.into_iter().map(|id| name(decision, id)).collect()
}

/// A criterion's title, the id where there is none.
pub fn criterion_title(decision: &Decision, id: &CriterionId) -> String {
    let title = decision.criterion(id).map(|row| excerpt(&row.title, NAME));
    title.filter(|title| !title.is_empty()).unwrap_or_else(|| id.to_string())
}

/// A criterion within a sentence.
pub fn criterion(decision: &Decision, id: &CriterionId) -> String {
    mid_sentence(&criterion_title(decision, id))
}

/// A capability within a sentence.
pub fn capability(decision: &Decision, id: &CapabilityId) -> String {
    let title = decision.project.capabilities.get(id).map(|title| excerpt(title, NAME));
    let title = title.filter(|title| !title.is_empty());
    title.map_or_else(|| id.to_string(), |title| mid_sentence(&title))
}
