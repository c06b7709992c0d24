//! The decision as one page that needs no other files and runs no script.
//!
//! Its content security policy allows its one style sheet and nothing else.

use super::messages::{self, Comparison, Row};
use crate::decision::{CandidateResult, Decision};
use crate::model::FrameworkId;
use crate::text::{hundredths, range, score};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};
use std::io;
use std::ops::Range;

const STYLE: &str = include_str!("style.css");

/// Writes the page.
pub(super) fn write(decision: &Decision, out: &mut dyn io::Write) -> io::Result<()> {
    let title = messages::heading(decision);
    let digest = base64(&Sha256::digest(STYLE.as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    );
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content="weigh";
                title { (title) ": " (messages::verdict(decision)) }
                style { (PreEscaped(STYLE)) }
            }
            body { main { (body(decision, &title)) } }
        }
    };
    writeln!(out, "{}", page.into_string())
}

fn body(decision: &Decision, title: &str) -> Markup {
    let trade_offs = [messages::excluded(decision), messages::trade_offs(decision)].concat();
    let notices = messages::notices(decision);
    html! {
        header {
            h1 dir="auto" { (title) }
            @if let Some(context) = messages::context(decision) { p.context dir="auto" { (context) } }
            div.answer {
                h2 { span.label { "Recommendation: " } (messages::verdict(decision)) }
                @if let Some(estimate) = messages::estimate(decision) { p { (estimate) } }
                @for said in messages::because(decision) { p { (rich(&said)) } }
                @for said in messages::reasons(decision) { p.soft { (rich(&said)) } }
            }
        }
        (totals(decision))
        (comparison(&Comparison::of(decision)))
        (facts(decision))
        (contributions(decision))
        (section("Trade-offs", &trade_offs))
        (section("Robustness", &messages::robustness(decision)))
        (precedents(decision))
        @if !notices.is_empty() {
            section.card.notices { h2 { "Notes" } (items(&notices)) }
        }
        details {
            summary { "Full analysis" }
            @for (title, sentences) in messages::analysis(decision) {
                @if title != messages::FACTS { h3 { (title) } (items(&sentences)) }
            }
        }
        footer {
            dl {
                @for (label, value) in messages::inputs(decision) {
                    dt { (label) }
                    dd dir="auto" { (value) }
                }
            }
        }
    }
}

/// What the project says, with the points of each fact.
fn facts(decision: &Decision) -> Markup {
    let facts = messages::facts(decision);
    let names = messages::all_names(decision);
    let rows = html! {
        tbody role="rowgroup" {
            @for fact in &facts {
                tr role="row" {
                    th role="rowheader" scope="row" { (fact.what) }
                    @for (name, points) in names.iter().zip(&fact.points) {
                        td.figure role="cell" data-label=(name) { (points) }
                    }
                    td.why role="cell" { @for reason in &fact.reasons { p { (reason) } } }
                }
            }
        }
    };
    let head = [&["Fact".to_owned()][..], &names, &["Reasons".to_owned()]].concat();
    html! {
        @if !facts.is_empty() && !names.is_empty() {
            section { (table(messages::FACTS, &head, 1..names.len() + 1, &rows)) }
        }
    }
}

/// A table with its title; the columns `figures` hold numbers.
fn table(title: &str, head: &[String], figures: Range<usize>, rows: &Markup) -> Markup {
    html! {
        h2 { (title) }
        div.scroll tabindex="0" role="region" aria-label=(title) {
            table role="table" {
                thead role="rowgroup" {
                    tr role="row" {
                        @for (at, name) in head.iter().enumerate() {
                            th.figure[figures.contains(&at)] role="columnheader" scope="col" { (name) }
                        }
                    }
                }
                (rows)
            }
        }
    }
}

fn precedents(decision: &Decision) -> Markup {
    let precedents = messages::precedents(decision);
    html! {
        @if !precedents.is_empty() {
            section {
                h2 { "Public decisions like this one" }
                ul {
                    @for one in &precedents {
                        li {
                            @if one.url.starts_with("https://") || one.url.starts_with("http://") {
                                a href=(one.url) rel="noreferrer" { (one.title) }
                            } @else { (one.title) }
                            ". " (one.text)
                        }
                    }
                }
            }
        }
    }
}

fn section(title: &str, sentences: &[String]) -> Markup {
    html! {
        @if !sentences.is_empty() {
            section { h2 { (title) } (items(sentences)) }
        }
    }
}

fn items(sentences: &[String]) -> Markup {
    html! { ul { @for said in sentences { li { (rich(said)) } } } }
}

/// A sentence, with what stands between backticks as code.
fn rich(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if at % 2 == 0 { (part) } @else { code { (part) } }
        }
    }
}

fn comparison(comparison: &Comparison) -> Markup {
    let Some(head) = comparison.cells().into_iter().next() else { return html! {} };
    let (sums, criteria): (Vec<&Row>, Vec<&Row>) =
        comparison.rows.iter().partition(|row| row.is_sum);
    let rows = html! {
        tbody role="rowgroup" { @for row in criteria { (table_row(comparison, row)) } }
        tfoot role="rowgroup" { @for row in sums { (table_row(comparison, row)) } }
    };
    html! {
        @if !comparison.names.is_empty() {
            section {
                (table("Criterion by criterion", &head, 1..comparison.names.len() + 2, &rows))
                div.legend { @for said in &comparison.legend { p { (said) } } }
            }
        }
    }
}

fn table_row(comparison: &Comparison, row: &Row) -> Markup {
    let side = match row.best_at {
        None => "",
        at if at == comparison.leader => "leader",
        Some(_) => "rival",
    };
    let ratings = comparison.names.iter().zip(&row.ratings).enumerate();
    html! {
        tr role="row" {
            th role="rowheader" scope="row" { (row.title) }
            @if row.is_sum { td role="cell" {} }
            @else { td.figure.soft role="cell" data-label="Share" { (row.share) } }
            @for (at, (name, rating)) in ratings {
                @let class = match &rating.range {
                    None if !row.is_sum => "figure doubt".to_owned(),
                    _ if row.best_at == Some(at) => format!("figure best {side}"),
                    _ => "figure".to_owned(),
                };
                td class=(class) role="cell" data-label=(name) title=[rating.range.as_deref()] { (rating.text) }
            }
            td class={ "winner " (side) } role="cell" data-label="Best" { (row.best) }
            td.why role="cell" { (row.why) }
        }
    }
}

/// A horizontal line in a drawing that is 100 wide and 10 high.
fn level(class: &str, from: f64, to: f64) -> Markup {
    html! { line class=(class) x1=(format!("{from:.2}")) y1="5" x2=(format!("{to:.2}")) y2="5" {} }
}

/// A row of a chart: its label, its drawing, and the same as text.
fn row(label: &str, drawing: &Markup, value: &str) -> Markup {
    html! {
        div.row {
            div { (label) }
            div.draw {
                svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" { (drawing) }
            }
            div.value { (value) }
        }
    }
}

/// The totals with their ranges.
fn totals(decision: &Decision) -> Markup {
    let leader = decision.recommendation.leader.as_ref();
    let least = decision.frameworks.iter().map(|one| one.low).fold(0.0, f64::min);
    let most = decision.frameworks.iter().map(|one| one.high).fold(10.0, f64::max);
    let at = |points: f64| (points - least) / (most - least) * 100.0;
    let total = |candidate: &CandidateResult| {
        let side = if Some(&candidate.id) == leader { "s-leader" } else { "s-rival" };
        let drawing = html! {
            (level("track", 0.0, 100.0))
            (level(&format!("span {side}"), at(candidate.low), at(candidate.high)))
            (level(&format!("dot {side}"), at(candidate.total), at(candidate.total)))
        };
        let value =
            format!("{} ({})", score(candidate.total), range(candidate.low, candidate.high));
        row(&messages::name(decision, &candidate.id), &drawing, &value)
    };
    html! {
        @if !decision.frameworks.is_empty() {
            section.card {
                h2 { "Totals in points, with their ranges" }
                div.chart { @for candidate in &decision.frameworks { (total(candidate)) } }
            }
        }
    }
}

/// What each criterion and the project add to the lead: to the right for the leader, to the left for the runner-up.
fn contributions(decision: &Decision) -> Markup {
    let recommendation = &decision.recommendation;
    let sides = recommendation.leader.as_ref().zip(recommendation.runner_up.as_ref());
    let Some((leader, rival)) = sides else { return html! {} };
    let mut parts: Vec<(String, f64)> = messages::by_contribution(decision)
        .into_iter()
        .map(|row| (messages::criterion_title(decision, &row.id), row.contribution.unwrap_or(0.0)))
        .collect();
    let adjustment = |id: &FrameworkId| {
        let one = decision.frameworks.iter().find(|one| one.id == *id);
        one.map_or(0.0, |one| one.adjustment)
    };
    let project = adjustment(leader) - adjustment(rival);
    if project.abs() > 1e-9 {
        parts.push(("Your project".to_owned(), project));
    }
    let largest = parts.iter().map(|(_, part)| part.abs()).fold(f64::MIN_POSITIVE, f64::max);
    let bar = |part: f64| {
        html! {
            line class="axis" x1="50" y1="0" x2="50" y2="10" {}
            (level(if part < 0.0 { "bar s-rival" } else { "bar s-leader" }, 50.0, 50.0 + 50.0 * part / largest))
        }
    };
    html! {
        section {
            h2 { "What adds to the lead" }
            div.chart {
                div.empty {}
                div.draw.sides {
                    span.rival { "for " (messages::name(decision, rival)) }
                    span.leader { "for " (messages::name(decision, leader)) }
                }
                div.empty {}
                @for (label, part) in &parts { (row(label, &bar(*part), &hundredths(*part))) }
            }
        }
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| usize::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let letter = char::from(LETTERS[(bits >> (18 - 6 * at)) & 63]);
            text.push(if at <= chunk.len() { letter } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{base64, rich};

    #[test]
    fn digests_are_written_as_policies_want_them() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn markup_is_text_and_backticks_are_code() {
        assert_eq!(rich("<b> `a<b`").into_string(), "&lt;b&gt; <code>a&lt;b</code>");
    }
}
