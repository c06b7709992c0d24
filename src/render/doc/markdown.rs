//! A page as Markdown; text from files stays text.

use crate::doc::{Block, Doc, Phrase, Span};
use crate::text::{escape_comment, escape_line_start};

/// The page as Markdown, its own heading at this level.
pub(in crate::render) fn page(doc: &Doc, level: usize) -> String {
    let blocks: Vec<String> = doc.blocks.iter().map(|block| written(block, level)).collect();
    blocks.join("\n").replace('\u{a0}', " ")
}

fn written(block: &Block, page_level: usize) -> String {
    match block {
        Block::Heading { level, text, note } => {
            let hashes = "#".repeat((page_level + level).min(6));
            let (text, note) = (escape_comment(text), escape_comment(note));
            match (note.as_str(), level) {
                ("", _) => format!("{hashes} {text}\n"),
                (note, 0) => format!("{hashes} {text}\n\n{note}\n"),
                (note, _) => format!("{hashes} {text} ({note})\n"),
            }
        }
        Block::Paragraph { text } => escape_line_start(&said(text)) + "\n",
        Block::List { items } => {
            let mut lines = String::new();
            for item in items {
                lines += &format!("- {}\n", escape_line_start(&said(&item.text)));
                for phrase in &item.under {
                    lines += &format!("  <br>{}\n", said(phrase));
                }
            }
            lines
        }
        Block::Table { head, rows } => {
            let names: Vec<String> = head.iter().map(|name| escape_comment(name)).collect();
            let mut table =
                format!("| {} |\n|{}\n", names.join(" | "), " :-- |".repeat(head.len()));
            for row in rows {
                let cells: Vec<String> = row.iter().map(said).collect();
                table += &format!("| {} |\n", cells.join(" | "));
            }
            table
        }
        Block::Code { text } => format!("```yaml\n{text}\n```\n"),
    }
}

fn said(phrase: &Phrase) -> String {
    let span = |span: &Span| match span {
        Span::Text(text) => escape_comment(text),
        Span::Strong(text) => format!("**{}**", escape_comment(text)),
        Span::Link { text, url } => {
            format!("[{}](<{}>)", escape_comment(text), destination(url))
        }
    };
    phrase.0.iter().map(span).collect()
}

/// A URL between angle brackets, which it cannot close.
fn destination(url: &str) -> String {
    url.replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C").replace('|', "%7C")
}
