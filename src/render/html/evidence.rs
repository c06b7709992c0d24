//! What unfolds below a criterion or the project: pages of `weigh explain` and facts, with their sources as links.

use super::{Page, rich, safe_link};
use crate::decision::CriterionRow;
use crate::doc::{Block, Item, Phrase, Span};
use crate::explain::Explainer;
use crate::render::messages;
use maud::{Markup, PreEscaped, html};

impl Page<'_> {
    fn explainer(&self) -> Explainer<'_> {
        Explainer { catalogue: self.catalogue, today: self.decision.inputs.as_of }
    }

    /// The findings behind a criterion's ratings.
    pub(super) fn evidence(&self, row: &CriterionRow) -> Markup {
        let compared = self.decision.frameworks.iter();
        let known = compared.filter_map(|one| self.catalogue.frameworks.get(&one.id));
        let known: Vec<_> = known.collect();
        html! {
            p { (rich(&messages::rated(self.decision, row))) }
            @if let Some(criterion) = self.catalogue.criteria.get(&row.id) {
                @for part in self.explainer().evidence(criterion, &known).blocks { (block(&part)) }
            }
        }
    }

    /// What the project says, with the points of each fact.
    pub(super) fn facts(&self) -> Markup {
        let names = messages::all_names(self.decision);
        html! {
            table.facts {
                thead {
                    tr {
                        th scope="col" { "Fact" }
                        @for one in &self.decision.frameworks {
                            th.figure scope="col" { (self.named(&one.id)) }
                        }
                        th scope="col" { "Reasons" }
                    }
                }
                tbody {
                    @for fact in messages::facts(self.decision) {
                        tr {
                            th scope="row" { (fact.what) }
                            @for (name, points) in names.iter().zip(&fact.points) {
                                td.figure data-label=(name) { (points) }
                            }
                            td.why {
                                @for reason in &fact.reasons {
                                    p {
                                        (rich(&reason.text))
                                        @if let Some(basis) = &reason.basis { " (" (basis) ")" }
                                        "."
                                        @if let Some(sources) = self.explainer().cite(&reason.sources) { " " (phrase(&sources)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            @if let Some(said) = messages::silent_facts(self.decision) { p { (rich(&said)) } }
        }
    }
}

fn block(block: &Block) -> Markup {
    match block {
        Block::Heading { text, note, .. } => {
            html! { h3 { (text) @if !note.is_empty() { " " small { (note) } } } }
        }
        Block::Paragraph { text } => html! { p { (phrase(text)) } },
        Block::List { items } => list(items),
        Block::Table { .. } | Block::Code { .. } => html! {},
    }
}

/// Entries side by side; a last line that all have in common stands below them once.
fn list(items: &[Item]) -> Markup {
    let last = |item: &Item| item.under.last().map(|line| phrase(line).into_string());
    let shared = items.first().and_then(last);
    let shared = shared.filter(|line| items.iter().all(|one| last(one).as_ref() == Some(line)));
    let own = |item: &Item| item.under.len() - usize::from(shared.is_some());
    html! {
        ul.columns {
            @for one in items {
                li { (phrase(&one.text)) @for line in &one.under[..own(one)] { p { (phrase(line)) } } }
            }
        }
        @if let Some(line) = &shared { p { (PreEscaped(line)) } }
    }
}

fn phrase(phrase: &Phrase) -> Markup {
    html! {
        @for span in &phrase.0 {
            @match span {
                Span::Text(text) => (rich(text)),
                Span::Strong(text) => strong { (rich(text)) },
                Span::Link { text, url } => (safe_link(text, url)),
            }
        }
    }
}
