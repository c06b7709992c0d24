//! What is said of a decision, worded and rounded once for all formats.
//!
//! Sentences are sanitized plain text in which backticks mark what a reader would type; each format escapes them in its
//! own way.

mod analysis;
mod comparison;
mod facts;
mod needs;
mod notices;
mod robustness;
mod verdict;

pub use analysis::{analysis, inputs, need, needs, rated, sections, without_folders};
pub use comparison::{COLUMNS, Comparison, PROJECT, Row, by_contribution, lead_parts};
pub use facts::{Precedent, fact, facts, precedents, reasons, silent_facts};
pub use needs::{excluded, extensions, migration, packages, trade_offs};
pub use notices::{alerts, not_applicable, notices, out_of_date};
pub use robustness::{
    changes, given_order, ranks, rival, robustness, stale_finding, tipping_bounds, won,
};
pub use verdict::{because, estimate, estimate_lines, headline, next, summary, verdict};

use crate::decision::Decision;
use crate::model::{CapabilityId, CriterionId, FrameworkId};
use crate::text::{excerpt, mid_sentence, or_list};

/// The most characters of a name.
pub(super) const NAME: usize = 48;
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
        let names = all_names(decision);
        if names.len() < 2 { "Which web framework?".to_owned() } else { or_list(&names) + "?" }
    })
}

/// The situation in the team's own words.
pub fn context(decision: &Decision) -> Option<String> {
    let context = excerpt(decision.project.context.as_deref()?, TEXT);
    (!context.is_empty()).then_some(context)
}

/// What follows the answer in short: who is excluded, what would change it, and what to add.
pub fn brief(decision: &Decision) -> Vec<String> {
    let advice = [changes(decision), packages(decision), needs::moving(decision)];
    excluded(decision).into_iter().chain(advice.into_iter().flatten()).collect()
}

/// A reason within a sentence.
fn reason(text: &str) -> String {
    excerpt(text, REASON).trim_end_matches('.').to_owned()
}

/// The entry that is nearest to something; of several, the first.
fn nearest<'a, T>(
    entries: impl IntoIterator<Item = &'a T>,
    distance: impl Fn(&T) -> Option<f64>,
) -> Option<&'a T> {
    let near = entries.into_iter().filter_map(|one| Some((distance(one)?, one)));
    near.min_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, one)| one)
}

/// A title for a sentence or a cell; the id where it is empty.
pub(super) fn title_or_id(title: Option<&String>, id: &str) -> String {
    let title = title.map(|title| excerpt(title, NAME)).unwrap_or_default();
    if title.is_empty() { id.to_owned() } else { title }
}

/// The values of each key, in the order in which the keys first appear.
fn group<K: PartialEq, V>(pairs: impl IntoIterator<Item = (K, V)>) -> Vec<(K, Vec<V>)> {
    let mut groups: Vec<(K, Vec<V>)> = Vec::new();
    for (key, value) in pairs {
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, values)) => values.push(value),
            None => groups.push((key, vec![value])),
        }
    }
    groups
}

/// A framework's name; with its id where another candidate has the same name.
pub fn name(decision: &Decision, id: &FrameworkId) -> String {
    name_among(decision.known(), id)
}

/// A name for a sentence; with the id where another framework has the same name.
pub(super) fn name_among<'a>(
    known: impl IntoIterator<Item = (&'a FrameworkId, &'a String)>,
    id: &FrameworkId,
) -> String {
    let known: Vec<_> = known.into_iter().collect();
    let own = known.iter().find(|(known, _)| *known == id);
    let name = title_or_id(own.map(|(_, name)| *name), id.as_str());
    let same = known.iter().filter(|(_, other)| excerpt(other, NAME) == name);
    if same.count() > 1 { format!("{name} ({id})") } else { name }
}

/// The names of all candidates, best first.
pub fn all_names(decision: &Decision) -> Vec<String> {
    names(decision, decision.frameworks.iter().map(|one| &one.id))
}

fn names<'a>(decision: &Decision, ids: impl IntoIterator<Item = &'a FrameworkId>) -> Vec<String> {
    ids.into_iter().map(|id| name(decision, id)).collect()
}

/// A criterion's title, the id where there is none.
pub fn criterion_title(decision: &Decision, id: &CriterionId) -> String {
    title_or_id(decision.criterion(id).map(|row| &row.title), id.as_str())
}

/// A criterion within a sentence.
pub fn criterion(decision: &Decision, id: &CriterionId) -> String {
    mid_sentence(&criterion_title(decision, id))
}

/// A capability within a sentence.
pub fn capability(decision: &Decision, id: &CapabilityId) -> String {
    mid_sentence(&title_or_id(decision.project.capabilities.get(id), id.as_str()))
}
