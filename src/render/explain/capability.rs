//! The page of a capability.

use super::doc::{Doc, Item, Phrase};
use super::words::{name, sentence, text};
use crate::explain::{CapabilityPage, Named, Provider};

pub(super) fn page(page: &CapabilityPage) -> Doc {
    let mut doc = Doc::titled(name(&page.title), format!("capability `{}`", page.id));
    doc.maybe(page.question.as_deref().map(|question| Phrase::default().strong(text(question))));
    doc.maybe(page.about.as_deref().map(sentence));
    doc.heading("Who has it");
    doc.items(page.frameworks.iter().map(|(who, how)| provided(who, how)).collect());
    doc.para(format!(
        "Ask for it with `--need {}=must`, or under `needs` in a profile: built-in, must, want, maybe or bypass.",
        page.id
    ));
    doc
}

fn provided(who: &Named, how: &Provider) -> Item {
    let who = Phrase::default().strong(name(&who.name));
    let (said, note) = match how {
        Provider::BuiltIn => ("built in".to_owned(), None),
        Provider::None => ("not at all".to_owned(), None),
        Provider::Unknown => ("not known; nobody has looked".to_owned(), None),
        Provider::Extension { name: by, released, stale, note } => {
            let rests = if *stale { ", which is long ago" } else { "" };
            let when = released.map_or("not known".to_owned(), |day| day.to_string());
            (format!("by {}, last release {when}{rests}", name(by)), note.as_deref())
        }
    };
    Item {
        lead: who.then(format!(": {said}")),
        under: note.map(|note| sentence(note).into()).into_iter().collect(),
    }
}
