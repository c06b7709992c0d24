//! All topics, grouped.

use super::doc::{Block, Doc, Item, Phrase};
use super::words::{name, text};
use crate::explain::{Group, Index, Kind, Line};

pub(super) fn page(index: &Index) -> Doc {
    let mut doc = Doc::titled("What weigh knows", "");
    doc.para("Each of these is told with `weigh explain ID`; an id of two kinds with `weigh explain KIND:ID`.");
    for group in &index.groups {
        doc.heading(plural(group.kind));
        if group.kind == Kind::Trait {
            doc.items(group.lines.iter().map(asked).collect());
        } else {
            doc.push(table(group));
        }
    }
    doc
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Criterion => "Criteria",
        Kind::Framework => "Frameworks",
        Kind::Trait => "Traits, with their answers",
        Kind::Capability => "Capabilities",
        Kind::Source => "Sources",
        Kind::Rule => "Rules of `weigh lint`",
    }
}

fn asked(line: &Line) -> Item {
    let lead = Phrase::default().strong(line.id.clone()).then(format!(": {}", text(&line.title)));
    Item { lead, under: vec![line.answers.join(", ").into()] }
}

fn table(group: &Group) -> Block {
    let row =
        |line: &Line| vec![Phrase::default().strong(line.id.clone()), name(&line.title).into()];
    Block::Table(vec!["", ""], group.lines.iter().map(row).collect())
}
