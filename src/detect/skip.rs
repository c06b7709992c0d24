//! A log of what was left out, kept short: a count for each reason and the first few paths.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::report::{SkipReason, Skipped};

/// So many paths are kept for each reason.
const EXAMPLES: usize = 3;

/// What was left out so far.
#[derive(Debug, Default)]
pub(super) struct SkipLog(BTreeMap<SkipReason, (usize, BTreeSet<String>)>);

impl SkipLog {
    /// Notes one path.
    pub(super) fn add(&mut self, reason: SkipReason, path: &str) {
        self.add_many(reason, path, 1);
    }

    /// Notes several at once, with one path to stand for them.
    pub(super) fn add_many(&mut self, reason: SkipReason, path: &str, count: usize) {
        let (total, examples) = self.0.entry(reason).or_default();
        *total += count;
        examples.insert(path.to_owned());
        if examples.len() > EXAMPLES {
            examples.pop_last();
        }
    }

    /// The log as the report shows it.
    pub(super) fn into_skipped(self) -> Vec<Skipped> {
        let entry = |(reason, (count, examples)): (_, (_, BTreeSet<String>))| Skipped {
            reason,
            count,
            examples: examples.into_iter().collect(),
        };
        self.0.into_iter().map(entry).collect()
    }
}
