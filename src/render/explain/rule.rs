//! The page of a lint rule.

use super::doc::{Block, Doc, Phrase};
use crate::lint::Rule;

pub(super) fn page(rule: &Rule) -> Doc {
    let beside = format!("rule `{}`, {}", rule.id, rule.severity.as_str());
    let mut doc = Doc::titled(rule.title, beside);
    doc.para(rule.why);
    doc.para(Phrase::default().strong("To put it right: ").then(rule.fix));
    doc.push(Block::Code(rule.example.to_owned()));
    doc
}
