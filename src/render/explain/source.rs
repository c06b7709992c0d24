//! The page of a source.

use super::doc::{Doc, Phrase, Span};
use super::words::{address, name, text};
use crate::explain::{Resting, SourcePage};
use crate::render::messages;

pub(super) fn page(page: &SourcePage) -> Doc {
    let source = &page.source;
    let mut doc = Doc::titled(name(&source.title), format!("source `{}`", source.id));
    let dated =
        source.date.as_deref().map_or(", undated".to_owned(), |date| format!(", {}", name(date)));
    let by = match source.publisher.as_str() {
        "unknown" => "Nobody knows who published it".to_owned(),
        publisher => format!("Published by {}", name(publisher)),
    };
    let published = Phrase::from(format!("{by}{dated}. "));
    doc.para(match source.url.as_deref().map(address) {
        Some(url) => published.and(Phrase(vec![Span::Link(url.clone(), url)])),
        None => published.then("It has no address."),
    });
    doc.heading("What rests on it");
    if page.resting.is_empty() {
        doc.para("Nothing.");
    }
    doc.list(page.resting.iter().map(resting));
    doc
}

fn resting(resting: &Resting) -> Phrase {
    let strong = |who: &crate::explain::Named| Phrase::default().strong(name(&who.name));
    match resting {
        Resting::Finding { framework, criterion, indicator, score, checked } => strong(framework)
            .then(format!(
                ": {}, {}: {}, checked {checked}",
                name(&criterion.name),
                name(&indicator.name),
                messages::score(*score)
            )),
        Resting::Fit { framework, asked, answer, score } => strong(framework).then(format!(
            " suits `{}={}`: {}",
            asked.id,
            answer.id,
            messages::score(*score)
        )),
        Resting::Effect { asked, answer } => {
            format!("What `{}={}` does to weights: {}", asked.id, answer.id, name(&answer.name))
                .into()
        }
        Resting::UsedFor { framework, use_ } => {
            strong(framework).then(format!(" is used for {}", text(use_)))
        }
        Resting::User { framework, name: user } => {
            strong(framework).then(format!(" is used by {}", name(user)))
        }
    }
}
