//! A page as Markdown: what files said stays text.

use super::doc::{Block, Doc, Item, Phrase, Span};
use crate::render::markdown::escaped;
use std::fmt::Write;

/// The page as Markdown, its own heading at this level.
pub(super) fn page(doc: &Doc, level: usize) -> String {
    let mut page = String::new();
    for block in &doc.0 {
        if !page.is_empty() {
            page.push('\n');
        }
        write_block(&mut page, block, level);
    }
    page.replace('\u{a0}', " ")
}

fn write_block(page: &mut String, block: &Block, level: usize) {
    let hashes = |below: usize| "#".repeat((level + below).min(6));
    let _ = match block {
        Block::Title(title, beside) => {
            let beside =
                if beside.is_empty() { String::new() } else { format!("\n\n{}", escaped(beside)) };
            writeln!(page, "{} {}{beside}", hashes(0), escaped(title))
        }
        Block::Heading(text) => writeln!(page, "{} {}", hashes(1), escaped(text)),
        Block::Subheading(text, beside) if beside.is_empty() => {
            writeln!(page, "{} {}", hashes(2), escaped(text))
        }
        Block::Subheading(text, beside) => {
            writeln!(page, "{} {} ({})", hashes(2), escaped(text), escaped(beside))
        }
        Block::Para(phrase) => writeln!(page, "{}", said(phrase)),
        Block::List(items) => items.iter().try_for_each(|item| write!(page, "{}", listed(item))),
        Block::Table(head, rows) => write!(page, "{}", table(head, rows)),
        Block::Code(code) => writeln!(page, "```yaml\n{code}\n```"),
    };
}

fn listed(item: &Item) -> String {
    let mut lines = format!("- {}\n", said(&item.lead));
    for phrase in &item.under {
        let _ = writeln!(lines, "  <br>{}", said(phrase));
    }
    lines
}

fn table(head: &[&str], rows: &[Vec<Phrase>]) -> String {
    let names: Vec<String> = head.iter().map(|name| escaped(name)).collect();
    let mut table = format!("| {} |\n|{}\n", names.join(" | "), " :-- |".repeat(head.len()));
    for row in rows {
        let cells: Vec<String> = row.iter().map(said).collect();
        let _ = writeln!(table, "| {} |", cells.join(" | "));
    }
    table
}

fn said(phrase: &Phrase) -> String {
    let span = |span: &Span| match span {
        Span::Text(text) => escaped(text),
        Span::Strong(text) => format!("**{}**", escaped(text)),
        Span::Link(text, url) => format!("[{}](<{}>)", escaped(text), destination(url)),
    };
    phrase.0.iter().map(span).collect()
}

/// An address between angle brackets, which it cannot end.
fn destination(url: &str) -> String {
    url.replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C").replace('|', "%7C")
}
