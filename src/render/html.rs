//! The decision as one page that needs no other files and runs no script.
//!
//! Its content security policy allows its one style sheet and nothing else.

mod chart;
mod comparison;
mod document;
mod evidence;
mod live;
mod panel;
pub(super) mod picture;

use self::chart::{dot, row, stack};
use self::document::document;
pub use self::live::{Live, report};
pub use self::panel::{MOST_SHARE, WhatIf};
use super::messages;
use crate::decision::{CandidateResult, Decision};
use crate::model::{Catalogue, FrameworkId, SortedMap};
use crate::text::{range, score};
use maud::{Markup, html};
use std::collections::BTreeSet;

const VERSION: &str = concat!("weigh ", env!("CARGO_PKG_VERSION"));
const STYLE: &str = include_str!("style.css");
/// Colours of the style sheet.
const COLOURS: usize = 8;
/// What tells frameworks apart besides their colours.
const MARKS: [&str; 16] =
    ["●", "■", "▲", "◆", "▼", "★", "✚", "◗", "○", "□", "△", "◇", "▽", "☆", "✖", "◖"];
/// The sections of the full analysis that stand elsewhere on the page.
const ELSEWHERE: [&str; 5] = [
    "Project",
    "Estimate",
    "The project's facts, in points",
    "Weights and ratings",
    "Simulation, within the model: weights, ratings and facts vary within their ranges",
];

/// The page; the catalogue has the evidence.
pub(super) fn render(decision: &Decision, catalogue: &Catalogue) -> String {
    let page = Page::new(decision, catalogue);
    document(&page.title(), STYLE, None, &html! { main { (page.body()) } })
}

/// A decision, with the evidence that it rests on.
struct Page<'a> {
    decision: &'a Decision,
    catalogue: &'a Catalogue,
    /// All known frameworks; the place gives the colour.
    order: BTreeSet<&'a FrameworkId>,
    /// Whether the evidence and what the simulation says are left out.
    brief: bool,
}

impl<'a> Page<'a> {
    fn new(decision: &'a Decision, catalogue: &'a Catalogue) -> Self {
        let compared = decision.compared().map(|(id, _)| id);
        let order = compared.chain(catalogue.frameworks.keys()).collect();
        Self { decision, catalogue, order, brief: false }
    }

    fn title(&self) -> String {
        format!("{}: {}", messages::heading(self.decision), messages::verdict(self.decision))
    }

    fn place(&self, id: &FrameworkId) -> usize {
        self.order.iter().position(|known| *known == id).unwrap_or(0)
    }

    /// The class of a framework's colour.
    fn colour(&self, id: &FrameworkId) -> String {
        format!("c{}", self.place(id) % COLOURS)
    }

    fn mark(&self, id: &FrameworkId) -> &'static str {
        MARKS[self.place(id) % MARKS.len()]
    }

    /// A framework's mark in its colour.
    fn sign(&self, id: &FrameworkId) -> Markup {
        html! { i class=(self.colour(id)) aria-hidden="true" { (self.mark(id)) } }
    }

    fn named(&self, id: &FrameworkId) -> Markup {
        html! { span.name { (self.sign(id)) " " (messages::name(self.decision, id)) } }
    }

    fn body(&self) -> Markup {
        let decision = self.decision;
        let known = messages::not_applicable(decision);
        let mut notices = messages::notices(decision);
        notices.retain(|said| !known.contains(said));
        let mut because = messages::because(decision);
        if !decision.described {
            // What follows names commands.
            because.truncate(1);
        }
        html! {
            h1 dir="auto" { (messages::heading(decision)) }
            h2.answer id="answer" { span.label { "Recommendation: " } (messages::verdict(decision)) }
            @if let Some(context) = messages::context(decision) { p.context dir="auto" { (context) } }
            @if let Some(estimate) = messages::estimate(decision) { p.large { (estimate) } }
            @for said in &because { p.large { (rich(said)) } }
            @if decision.estimate.is_some() {
                details {
                    summary { "What the estimate rests on" }
                    @for said in messages::estimate_lines(decision) { p { (rich(&said)) } }
                }
            }
            (section("excluded", "Required features that are missing", &messages::excluded(decision)))
            @if !decision.frameworks.is_empty() {
                section { (self.totals()) }
                section { (self.comparison()) }
            }
            @if !self.brief { (self.firmness()) }
            (section("trade-offs", "Trade-offs", &messages::trade_offs(decision)))
            @if !decision.precedents.is_empty() {
                section {
                    (heading("precedents", "Public decisions like this one"))
                    div.cards {
                        @for one in messages::precedents(decision) {
                            article.card { h3 { (safe_link(&one.title, &one.url)) } p { (rich(&one.text)) } }
                        }
                    }
                }
            }
            @if !notices.is_empty() {
                section.card.notices { (heading("notes", "Notes")) (items(&notices)) }
            }
            @if !self.brief {
                details.section id="analysis" {
                    summary { "Full analysis" }
                    @for (title, sentences) in messages::analysis(decision) {
                        @if !ELSEWHERE.contains(&title) { h3 { (title) } (items(&sentences)) }
                    }
                }
            }
            footer { (self.inputs()) }
        }
    }

    /// The totals with their ranges.
    fn totals(&self) -> Markup {
        let candidates = &self.decision.frameworks;
        let least = candidates.iter().map(|one| one.low).fold(0.0, f64::min);
        let most = candidates.iter().map(|one| one.high).fold(10.0, f64::max);
        let at = |points: f64| (points - least) / (most - least) * 100.0;
        let total = |one: &CandidateResult| {
            let colour = self.colour(&one.id);
            let drawing = dot(&colour, at(one.total), at(one.low), at(one.high));
            let value = format!("{} ({})", score(one.total), range(one.low, one.high));
            row(&self.named(&one.id), &drawing, &value)
        };
        html! {
            (heading("totals", "Totals in points, with their ranges"))
            div.chart { @for one in candidates { (total(one)) } }
        }
    }

    /// How firm the answer is: all weightings, ranks in the draws, and what would change it.
    fn firmness(&self) -> Markup {
        let decision = self.decision;
        let candidates = &decision.frameworks;
        let of = |by: &SortedMap<FrameworkId, f64>, id| by.get(id).copied().unwrap_or(0.0);
        let shares = |by: &SortedMap<FrameworkId, f64>| {
            stack(candidates.iter().map(|one| (self.colour(&one.id), of(by, &one.id))))
        };
        let ranks = messages::ranks(decision);
        let draws = decision.analysis.draws.as_ref().map(|draws| &draws.rank_acceptability);
        let ranked = |(one, said): (&CandidateResult, &String)| {
            let shares = draws.and_then(|draws| draws.get(&one.id))?;
            let class = |rank: usize| format!("{} r{}", self.colour(&one.id), rank.min(3));
            let drawing = stack(shares.iter().enumerate().map(|(at, share)| (class(at), *share)));
            let (_, value) = said.trim_end_matches('.').split_once(": ")?;
            Some(row(&self.named(&one.id), &drawing, value))
        };
        let weightings = decision.analysis.all_weightings.as_ref();
        let exact = weightings.is_some_and(|all| all.exact);
        let won = |by, id| messages::won(exact, of(by, id));
        let given_order = messages::given_order(decision);
        html! {
            @if candidates.len() > 1 {
                section {
                    (heading("robustness", "Robustness"))
                    @if let Some(all) = weightings {
                        h3 { "Share of the weightings of the criteria that put each first" }
                        div.chart {
                            (row(&html! { "All weightings" }, &shares(&all.first), ""))
                            @if let Some(given) = given_order {
                                (row(&html! { "Criteria in this order" }, &shares(&given.first), ""))
                            }
                        }
                        p.key {
                            @for one in candidates {
                                (self.named(&one.id)) " "
                                (won(&all.first, &one.id)) " of all"
                                @if let Some(given) = given_order { ", " (won(&given.first, &one.id)) " in this order" }
                                ". "
                            }
                        }
                    }
                    @if !ranks.is_empty() {
                        h3 { "Ranks in the simulation; rank 1 has the darkest colour" }
                        div.chart.ranks { @for row in candidates.iter().zip(&ranks).filter_map(ranked) { (row) } }
                    }
                    (items(&messages::robustness(decision)))
                }
            }
        }
    }

    /// What the decision was computed from, the program's version, and the day of the evidence.
    fn inputs(&self) -> Markup {
        let findings = self.catalogue.frameworks.values().flat_map(|one| one.findings.values());
        let newest = findings.flat_map(SortedMap::values).map(|finding| finding.checked).max();
        let days = [("Decided as of", self.decision.inputs.as_of), ("Newest evidence", newest)];
        let days = days.into_iter().filter_map(|(label, day)| Some((label, day?.to_string())));
        let version = ("Version", VERSION.to_owned());
        html! {
            dl {
                @for (label, value) in messages::inputs(self.decision).into_iter().chain(days).chain([version]) {
                    dt { (label) }
                    dd dir="auto" { (value) }
                }
            }
        }
    }
}

/// A heading that can be linked to.
fn heading(id: &str, title: &str) -> Markup {
    html! { h2 id=(id) { a href={ "#" (id) } { (title) } } }
}

/// A link where the address is one of the web; else text.
fn safe_link(text: &str, url: &str) -> Markup {
    html! {
        @if url.starts_with("https://") || url.starts_with("http://") {
            a href=(url) { (rich(text)) }
        } @else { (rich(text)) }
    }
}

fn section(id: &str, title: &str, sentences: &[String]) -> Markup {
    html! { @if !sentences.is_empty() { section { (heading(id, title)) (items(sentences)) } } }
}

fn items(sentences: &[String]) -> Markup {
    html! { ul { @for said in sentences { li { (rich(said)) } } } }
}

/// A sentence, with what stands between backticks as code.
pub fn rich(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if at % 2 == 0 { (part) } @else { code { (part) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::rich;

    #[test]
    fn markup_is_text_and_backticks_are_code() {
        assert_eq!(rich("<b> `a<b`").into_string(), "&lt;b&gt; <code>a&lt;b</code>");
    }
}
