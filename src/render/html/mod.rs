//! The decision as one page that needs no other files and runs no script.
//!
//! Its content security policy allows its one style sheet and nothing else.

mod charts;

use super::messages::{self, Comparison, Row};
use crate::decision::Decision;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};
use std::io;

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
        (charts::totals(decision))
        (comparison(&Comparison::of(decision)))
        (facts(decision))
        (charts::contributions(decision))
        (section("Trade-offs", &trade_offs))
        (section("Robustness", &messages::robustness(decision)))
        (charts::scales(decision))
        (precedents(decision))
        @if !notices.is_empty() {
            section.card.notices { h2 { "Notes" } (items(&notices)) }
        }
        details {
            summary { "Full analysis" }
            @for section in messages::sections(decision, false) {
                h3 { (section.title) }
                (items(&section.lines))
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
    let names: Vec<String> =
        decision.frameworks.iter().map(|one| messages::name(decision, &one.id)).collect();
    html! {
        @if !facts.is_empty() && !names.is_empty() {
            section {
                h2 { "The project's facts, in points" }
                div.scroll tabindex="0" role="region" aria-label="The project's facts" {
                    table role="table" {
                        thead role="rowgroup" {
                            tr role="row" {
                                th role="columnheader" scope="col" { "Fact" }
                                @for name in &names { th.figure role="columnheader" scope="col" { (name) } }
                                th role="columnheader" scope="col" { "Reasons" }
                            }
                        }
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
                    }
                }
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
    html! {
        @if !comparison.names.is_empty() {
            section {
                h2 { "Criterion by criterion" }
                div.scroll tabindex="0" role="region" aria-label="Criterion by criterion" {
                    table role="table" {
                        thead role="rowgroup" {
                            tr role="row" {
                                th role="columnheader" scope="col" { "Criterion" }
                                th.figure role="columnheader" scope="col" { "Share" }
                                @for name in &comparison.names {
                                    th.figure role="columnheader" scope="col" { (name) }
                                }
                                th role="columnheader" scope="col" { "Best" }
                                th role="columnheader" scope="col" { "Why" }
                            }
                        }
                        tbody role="rowgroup" {
                            @for row in comparison.rows.iter().filter(|row| !row.is_sum) {
                                (table_row(comparison, row))
                            }
                        }
                        tfoot role="rowgroup" {
                            @for row in comparison.rows.iter().filter(|row| row.is_sum) {
                                (table_row(comparison, row))
                            }
                        }
                    }
                }
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
