//! A page for a terminal.

use super::doc::{Block, Doc, Item, Phrase, Span};
use crate::render::Options;
use crate::render::terminal::{
    Column, GAP, Painter, Style, grid_row, grid_width, hang, width, wrap,
};

/// Lines are not set wider than is good to read.
const WIDEST: usize = 100;
/// Lines are not set narrower than a few words.
const NARROWEST: usize = 20;

/// The page as text, with escape codes that whoever writes it may strip.
pub(super) fn page(doc: &Doc, options: &Options) -> String {
    let sheet = Sheet {
        painter: Painter { unicode: options.unicode },
        room: options.width.clamp(NARROWEST, WIDEST),
    };
    let mut lines: Vec<String> = Vec::new();
    for block in &doc.0 {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(sheet.block(block));
    }
    lines.iter().map(|line| sheet.painter.finish(line) + "\n").collect()
}

struct Sheet {
    painter: Painter,
    room: usize,
}

impl Sheet {
    fn block(&self, block: &Block) -> Vec<String> {
        match block {
            Block::Title(title, beside) => self.title(title, beside),
            Block::Heading(text) => self.set(&Phrase::default().strong(text.clone()), "", ""),
            Block::Subheading(text, beside) => {
                let beside = if beside.is_empty() { String::new() } else { format!(" ({beside})") };
                self.set(&Phrase::default().strong(text.clone()).then(beside), "  ", "    ")
            }
            Block::Para(phrase) => self.set(phrase, "", ""),
            Block::List(items) => items.iter().flat_map(|item| self.item(item)).collect(),
            Block::Table(head, rows) => self.table(head, rows),
            Block::Code(code) => code.lines().map(|line| format!("    {line}")).collect(),
        }
    }

    fn title(&self, title: &str, beside: &str) -> Vec<String> {
        let gap = self.room.saturating_sub(width(title) + width(beside));
        if gap < GAP {
            let mut lines = self.set(&Phrase::default().strong(title), "", "");
            lines.push(beside.to_owned());
            return lines;
        }
        vec![format!("{}{}{beside}", self.painter.paint(Style::Strong, title), " ".repeat(gap))]
    }

    fn item(&self, item: &Item) -> Vec<String> {
        let mut lines = self.set(&item.lead, "  ", "    ");
        for phrase in &item.under {
            lines.extend(self.set(phrase, "      ", "      "));
        }
        lines
    }

    fn set(&self, phrase: &Phrase, first: &str, indent: &str) -> Vec<String> {
        hang(&self.said(phrase), first, indent, self.room)
    }

    fn said(&self, phrase: &Phrase) -> String {
        let said = |span: &Span| match span {
            Span::Text(text) | Span::Link(text, _) => text.clone(),
            Span::Strong(text) => self.painter.paint(Style::Strong, text),
        };
        phrase.0.iter().map(said).collect()
    }

    fn table(&self, head: &[&str], rows: &[Vec<Phrase>]) -> Vec<String> {
        let cells: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| self.said(cell)).collect()).collect();
        let columns = columns(head, &cells, self.room - 2);
        if grid_width(&columns) > self.room - 2 {
            return cells.iter().flat_map(|row| self.stacked(row)).collect();
        }
        let head = head.iter().any(|name| !name.is_empty()).then(|| {
            let names = head.iter().map(|name| self.painter.paint(Style::Quiet, name));
            names.collect::<Vec<String>>()
        });
        let rows = head.iter().chain(&cells).flat_map(|row| grid_row(row, &columns));
        rows.map(|line| format!("  {line}")).collect()
    }

    /// A row where there is no room for columns.
    fn stacked(&self, row: &[String]) -> Vec<String> {
        let cells: Vec<&str> =
            row.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        let indent = "    ";
        let lines = wrap(&cells.join("  "), self.room.saturating_sub(indent.len()).max(1));
        let lead = |at: usize| if at == 0 { "  " } else { indent };
        lines.iter().enumerate().map(|(at, line)| format!("{}{line}", lead(at))).collect()
    }
}

/// Every column as wide as its widest cell, the last as wide as there is room.
fn columns(head: &[&str], cells: &[Vec<String>], room: usize) -> Vec<Column> {
    let widest = |at: usize| {
        let cells = cells.iter().filter_map(|row| row.get(at)).map(|cell| width(cell));
        cells.chain(head.get(at).map(|name| width(name))).max().unwrap_or(0)
    };
    let mut columns: Vec<Column> =
        (0..head.len()).map(|at| Column { room: widest(at), right: false }).collect();
    let before = grid_width(&columns[..columns.len().saturating_sub(1)]) + GAP;
    if let Some(last) = columns.last_mut() {
        let left = room.saturating_sub(before).max(NARROWEST);
        last.room = last.room.min(left);
    }
    columns
}
