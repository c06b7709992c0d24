//! What is said of a decision, for documents that are written elsewhere.

use super::messages::Comparison;
pub use super::messages::{
    Precedent, because, by_contribution, capability, context, criterion, criterion_title, estimate,
    excluded, migration as moving, name, needs, notices, precedents, reason_words, reasons,
    robustness as firmness, title,
};
use crate::decision::Decision;
use crate::diff::Difference;

/// The comparison as cells of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What stands above the columns.
    pub head: Vec<String>,
    /// One row for each criterion, then the sums.
    pub rows: Vec<Vec<String>>,
    /// What the signs mean.
    pub legend: Vec<String>,
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
