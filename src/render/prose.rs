//! What is said of a decision, for documents that are written elsewhere.

use super::messages::{self, Comparison};
pub use super::messages::{
    capability, context, criterion, criterion_title, excluded, migration as moving, name, needs,
    notices, robustness as firmness, title,
};
use crate::decision::Decision;
use crate::diff::Difference;

/// The comparison as cells of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What stands above the columns.
    pub head: Vec<String>,
    /// One row for each criterion, then the totals and their ranges.
    pub rows: Vec<Vec<String>>,
    /// What the signs mean.
    pub legend: Vec<String>,
}

/// What speaks for the leader and for the runner-up, with what each adds to the lead.
pub fn reasons(decision: &Decision) -> Vec<String> {
    messages::reasons(decision, true)
}

/// The comparison of the candidates that qualify; nothing where none does.
pub fn table(decision: &Decision) -> Option<Table> {
    let comparison = Comparison::of(decision);
    if comparison.names.is_empty() {
        return None;
    }
    let mut rows = comparison.cells();
    for row in &mut rows {
        row.pop();
    }
    Some(Table { head: rows.remove(0), rows, legend: comparison.legend })
}

/// What moved between two decisions and what flipped the answer, a sentence each.
pub fn moved(difference: &Difference) -> Vec<String> {
    super::diff::sentences(difference)
}
