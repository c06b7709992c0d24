//! What is said of a decision: every sentence and every rounding, once for all formats.
//!
//! A sentence is plain text in which backticks mark what a reader would type, and U+00A0 holds together what must not
//! be parted at a line's end. Names and reasons that came from files are made harmless here ([`safe`]); what a format
//! has to escape, the format escapes.
//!
//! [`safe`]: crate::render::safe

mod detail;
pub(super) mod facts;
pub(super) mod figures;
mod firmness;
mod needs;
mod notices;
mod rows;
mod verdict;

pub(super) use detail::sections;
pub(super) use facts::{context, facts};
pub(super) use figures::{part, percent, range, score};
pub(super) use firmness::{brief, tips_at};
pub(super) use needs::{burdens, excluded, moving};
pub(super) use notices::notices;
pub(super) use rows::{Mark, Rating, Row, Rows};
pub(super) use verdict::{because, headline, lead_and_wins, next, reasons, verdict_word, whose};

use super::safe;
use crate::decision::{CriterionRow, Decision};
use crate::model::{CapabilityId, CriterionId, FrameworkId};

/// The most characters of a name that are shown.
const NAME: usize = 48;
/// The most characters of a title.
const TITLE: usize = 120;
/// The most characters of a reason.
const REASON: usize = 300;
/// The most characters of a longer text.
const TEXT: usize = 2_000;

/// The project's title.
pub(super) fn title(decision: &Decision) -> Option<String> {
    let title = safe::given(decision.project.title.as_deref()?, TITLE);
    (!title.is_empty()).then_some(title)
}

/// The project's title, or what stands in its place.
pub(super) fn heading(decision: &Decision) -> String {
    title(decision).unwrap_or_else(|| {
        let names: Vec<String> =
            decision.frameworks.iter().map(|standing| name(decision, &standing.id)).collect();
        if names.len() < 2 {
            "Which web framework?".to_owned()
        } else {
            figures::either(&names) + "?"
        }
    })
}

/// A framework's name; with its id where another candidate has the same name.
pub(super) fn name(decision: &Decision, id: &FrameworkId) -> String {
    let name = safe::given(decision.name(id), NAME);
    if name.is_empty() {
        return id.to_string();
    }
    let same = |other: &&FrameworkId| safe::given(decision.name(other), NAME) == name;
    let standing = decision.frameworks.iter().map(|standing| &standing.id);
    let candidates = standing.chain(decision.excluded.iter().map(|out| &out.id));
    if candidates.filter(same).count() > 1 { format!("{name} ({id})") } else { name }
}

fn names<'a>(decision: &Decision, ids: impl IntoIterator<Item = &'a FrameworkId>) -> Vec<String> {
    ids.into_iter().map(|id| name(decision, id)).collect()
}

/// A criterion's title, the id where there is none.
pub(super) fn title_of(decision: &Decision, row: &CriterionRow) -> String {
    criterion_title(decision, &row.id)
}

/// A criterion's title as a heading.
pub(super) fn criterion_title(decision: &Decision, id: &CriterionId) -> String {
    let title = decision.criterion(id).map(|row| safe::given(&row.title, NAME));
    title.filter(|title| !title.is_empty()).unwrap_or_else(|| id.to_string())
}

/// A criterion within a sentence.
pub(super) fn criterion(decision: &Decision, id: &CriterionId) -> String {
    within_sentence(&criterion_title(decision, id))
}

/// A capability within a sentence.
pub(super) fn capability(decision: &Decision, id: &CapabilityId) -> String {
    let title = decision.project.capabilities.get(id).map(|title| safe::given(title, NAME));
    let title = title.filter(|title| !title.is_empty());
    title.map_or_else(|| id.to_string(), |title| within_sentence(&title))
}

/// Lower-cases a title's first letter, unless its first word is an abbreviation such as ORM.
fn within_sentence(title: &str) -> String {
    let first_word = title.split(' ').next().unwrap_or_default();
    let capitals = first_word.chars().filter(|letter| letter.is_uppercase()).count();
    let mut letters = title.chars();
    match letters.next() {
        Some(first) if capitals == 1 && first_word.chars().count() > 1 => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => title.to_owned(),
    }
}
