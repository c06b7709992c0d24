//! A page for a terminal or as Markdown; text from files stays text.

use super::Options;
use super::terminal::{GAP, Style, finish, grid, paint};
use crate::doc::{Block, Doc, Phrase, Span, strong};
use crate::text::{NBSP, escape_comment, escape_line_start, hang, join, markdown_table, width};

/// Longer lines are hard to read.
const WIDEST: usize = 100;
const NARROWEST: usize = 20;
/// The narrowest column of sentences.
const SENTENCES: usize = 20;

/// The page as text with escape codes, which the caller may strip.
pub(super) fn text(doc: &Doc, options: &Options) -> String {
    let columns = options.width.clamp(NARROWEST, WIDEST);
    let block = |block: &Block| -> String {
        lines(block, columns).iter().map(|line| finish(line, options.unicode) + "\n").collect()
    };
    join(doc.blocks.iter().map(block), "\n")
}

/// Headings and paragraphs begin at the left edge, all else two columns in. Lines of an entry that is wrapped begin two
/// columns further in, and what belongs to it another two.
fn lines(block: &Block, columns: usize) -> Vec<String> {
    let set =
        |phrase: &Phrase, first: &str, indent: &str| hang(&said(phrase), first, indent, columns);
    match block {
        Block::Heading { level: 0, text, note } => {
            let gap = columns.saturating_sub(width(text) + width(note));
            if gap >= GAP {
                return vec![format!("{}{}{note}", paint(Style::Strong, text), " ".repeat(gap))];
            }
            let mut lines = set(&strong(text.as_str()), "", "");
            lines.push(note.clone());
            lines
        }
        Block::Heading { text, note, .. } => {
            let note = if note.is_empty() { String::new() } else { format!(" ({note})") };
            set(&strong(text.as_str()).then(note), "", "")
        }
        Block::Paragraph { text } => set(text, "", ""),
        Block::List { items } => {
            let mut lines = Vec::new();
            for item in items {
                lines.extend(set(&item.text, "  ", "    "));
                lines
                    .extend(item.under.iter().flat_map(|phrase| set(phrase, "      ", "        ")));
            }
            lines
        }
        Block::Table { head, rows } => table(head, rows, columns),
        Block::Code { text } => text.lines().map(|line| format!("  {line}")).collect(),
    }
}

/// Columns where there is room for them; else each row as an entry of a list.
fn table(head: &[&str], rows: &[Vec<Phrase>], columns: usize) -> Vec<String> {
    let mut cells: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(said).collect()).collect();
    if head.iter().any(|name| !name.is_empty()) {
        cells.insert(0, head.iter().map(|name| paint(Style::Quiet, name)).collect());
    }
    if let Some(lines) = grid(&cells, &[], columns - 2, SENTENCES) {
        return lines.iter().map(|line| format!("  {line}")).collect();
    }
    let entries = cells.iter().skip(cells.len() - rows.len());
    entries.flat_map(|row| hang(&row.join("  "), "  ", "    ", columns)).collect()
}

fn said(phrase: &Phrase) -> String {
    let said = |span: &Span| match span {
        Span::Text(text) | Span::Link { text, .. } => text.clone(),
        Span::Strong(text) => paint(Style::Strong, text),
    };
    phrase.0.iter().map(said).collect()
}

/// The page as Markdown, its own heading at this level.
pub fn markdown(doc: &Doc, level: usize) -> String {
    let blocks = doc.blocks.iter().map(|block| markdown_block(block, level));
    join(blocks, "\n").replace(NBSP, " ")
}

fn markdown_block(block: &Block, page_level: usize) -> String {
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
        Block::Paragraph { text } => escape_line_start(&inline(text)) + "\n",
        Block::List { items } => {
            let mut lines = String::new();
            for item in items {
                lines += &format!("- {}\n", escape_line_start(&inline(&item.text)));
                for phrase in &item.under {
                    lines += &format!("  <br>{}\n", inline(phrase));
                }
            }
            lines
        }
        Block::Table { head, rows } => {
            let head = head.iter().map(|name| escape_comment(name)).collect();
            let rows = rows.iter().map(|row| row.iter().map(inline).collect());
            markdown_table(std::iter::once(head).chain(rows), 0..0)
        }
        Block::Code { text } => format!("```yaml\n{text}\n```\n"),
    }
}

fn inline(phrase: &Phrase) -> String {
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

#[cfg(test)]
mod tests {
    use super::{Doc, Options, text};
    use crate::doc::Item;

    #[test]
    fn every_level_is_indented_by_two_columns() {
        let mut doc = Doc::default();
        doc.subheading("A heading", "of the second level");
        doc.para("Text begins at the edge.");
        doc.list([Item::new("An entry of a list").with(Some("What belongs to the entry"))]);
        doc.table(&["", ""], [vec!["A".into(), "B".into()]]);
        let shown = text(&doc, &Options { width: 20, ..Options::default() });
        let expected = "A heading (of the
second level)

Text begins at the
edge.

  An entry of a list
      What belongs
        to the entry

  A  B
";
        assert_eq!(crate::render::without_colours(&shown), expected);
    }
}
