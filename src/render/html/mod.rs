//! The decision as one page that needs nothing else: no script, no font, no picture from elsewhere.
//!
//! Its policy allows the one style sheet in it and nothing more, so that not even a mistake here could run anything.

mod picture;

use super::messages;
use super::messages::{Mark, Rating, Row, Rows};
use crate::decision::Decision;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};
use std::io;

const STYLE: &str = include_str!("style.css");

/// Writes the page.
pub(super) fn write(decision: &Decision, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "{}", page(decision).into_string())
}

fn page(decision: &Decision) -> Markup {
    let title = messages::heading(decision);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content="weigh";
                title { (title) ": " (messages::verdict_word(decision)) }
                style { (PreEscaped(STYLE)) }
            }
            body { main { (body(decision, &title)) } }
        }
    }
}

fn body(decision: &Decision, title: &str) -> Markup {
    html! {
        header {
            h1 dir="auto" { (title) }
            @if let Some(context) = messages::context(decision) { p.context dir="auto" { (context) } }
            (answer(decision))
        }
        (picture::totals(decision))
        (comparison(decision))
        (picture::contributions(decision))
        (list("What each brings along", &consequences(decision)))
        (list("How firm it is", &messages::brief(decision)))
        (picture::scales(decision))
        (notices(decision))
        (details(decision))
        (footer(decision))
    }
}

/// The policy: the style sheet by its digest, and nothing else.
fn policy() -> String {
    let digest = base64(&Sha256::digest(STYLE.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'")
}

fn base64(bytes: &[u8]) -> String {
    bytes.chunks(3).flat_map(base64_group).collect()
}

fn base64_group(chunk: &[u8]) -> [char; 4] {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits =
        (0..3).fold(0, |bits, at| bits << 8 | usize::from(chunk.get(at).copied().unwrap_or(0)));
    let letter = |at: usize| char::from(LETTERS[(bits >> (18 - 6 * at)) & 63]);
    std::array::from_fn(|at| if at <= chunk.len() { letter(at) } else { '=' })
}

/// A sentence, with what stands between backticks as code.
fn rich(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if at % 2 == 0 { (part) } @else { code { (part) } }
        }
    }
}

fn answer(decision: &Decision) -> Markup {
    html! {
        div.answer {
            h2 { span.label { "Recommendation: " } (messages::verdict_word(decision)) }
            @for said in messages::because(decision) { p { (rich(&said)) } }
            @for said in messages::reasons(decision, false) { p.soft { (rich(&said)) } }
        }
    }
}

fn consequences(decision: &Decision) -> Vec<String> {
    let mut said = messages::excluded(decision);
    said.extend(messages::burdens(decision));
    said
}

fn list(title: &str, said: &[String]) -> Markup {
    html! {
        @if !said.is_empty() {
            section { h2 { (title) } (items(said)) }
        }
    }
}

fn items(said: &[String]) -> Markup {
    html! { ul { @for line in said { li { (rich(line)) } } } }
}

fn notices(decision: &Decision) -> Markup {
    let said = messages::notices(decision);
    html! {
        @if !said.is_empty() {
            section.card.notices { h2 { "To know" } (items(&said)) }
        }
    }
}

fn details(decision: &Decision) -> Markup {
    html! {
        details {
            summary { "The whole analysis" }
            @for section in messages::sections(decision) {
                h3 { (section.title) }
                (items(&section.lines))
            }
        }
    }
}

fn footer(decision: &Decision) -> Markup {
    html! {
        footer {
            dl {
                @for (label, value) in messages::facts(decision) {
                    dt { (label) }
                    dd dir="auto" { (value) }
                }
            }
        }
    }
}

// The comparison

fn comparison(decision: &Decision) -> Markup {
    let rows = Rows::of(decision);
    let leader = picture::place(decision, decision.recommendation.leader.as_ref());
    html! {
        @if !rows.frameworks.is_empty() {
            section {
                h2 { "Criterion by criterion" }
                div.scroll tabindex="0" role="region" aria-label="Criterion by criterion" {
                    table role="table" {
                        thead role="rowgroup" { (head(&rows)) }
                        tbody role="rowgroup" { @for row in &rows.criteria { (table_row(&rows, row, leader)) } }
                        tfoot role="rowgroup" { (foot(&rows)) }
                    }
                }
                div.legend { @for said in &rows.legend { p { (said) } } }
            }
        }
    }
}

fn head(rows: &Rows) -> Markup {
    html! {
        tr role="row" {
            th role="columnheader" scope="col" { "Criterion" }
            th.figure role="columnheader" scope="col" { "Share" }
            @for name in &rows.frameworks { th.figure role="columnheader" scope="col" { (name) } }
            th role="columnheader" scope="col" { "Winner" }
            th.figure role="columnheader" scope="col" { "Sure" }
            th role="columnheader" scope="col" { "Why" }
        }
    }
}

fn table_row(rows: &Rows, row: &Row, leader: Option<usize>) -> Markup {
    let side = |at: usize| if leader == Some(at) { "leader" } else { "rival" };
    let winner = row.winner_at.map_or("", side);
    html! {
        tr role="row" {
            th role="rowheader" scope="row" { (row.criterion) }
            td.figure.soft role="cell" data-label="Share" { (row.share) }
            @for (at, rating) in row.ratings.iter().enumerate() {
                td class=(rating_class(row, at, rating, side)) role="cell"
                    data-label=(rows.frameworks.get(at).map_or("", String::as_str))
                    title=[rating.range.as_deref()] { (rating.marked()) }
            }
            td class={ "winner " (winner) } role="cell" data-label="Winner" { (row.winner) }
            td.figure.soft role="cell" data-label="Sure" { (row.sure) }
            td.why role="cell" { (row.why) }
        }
    }
}

fn rating_class(
    row: &Row,
    at: usize,
    rating: &Rating,
    side: impl Fn(usize) -> &'static str,
) -> String {
    if rating.mark == Some(Mark::Unknown) {
        return "figure doubt".to_owned();
    }
    if row.winner_at == Some(at) {
        format!("figure best {}", side(at))
    } else {
        "figure".to_owned()
    }
}

fn foot(rows: &Rows) -> Markup {
    let line = |label: &str, figures: &[String], first: &str| {
        html! {
            tr role="row" {
                th role="rowheader" scope="row" { (label) }
                td role="cell" {}
                @for (name, figure) in rows.frameworks.iter().zip(figures) {
                    td.figure role="cell" data-label=(name) { (figure) }
                }
                @if first.is_empty() { td role="cell" {} } @else { td.winner role="cell" data-label="First" { (first) } }
                td role="cell" {}
                td role="cell" {}
            }
        }
    };
    html! {
        (line("Total", &rows.totals, &rows.first))
        (line("Range", &rows.ranges, ""))
    }
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
