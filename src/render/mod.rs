//! Writes a decision for people and for programs: one file for each format.
//!
//! Nothing here knows a terminal or a clock: the width comes in as [`Options`], and colours are always written; whoever
//! writes to a place without colours strips them. `messages` words and rounds; each format escapes.

mod csv;
#[cfg(feature = "cli")]
pub mod diff;
#[cfg(feature = "cli")]
pub mod explain;
#[cfg(feature = "cli")]
pub mod findings;
mod html;
mod markdown;
pub mod messages;
#[cfg(feature = "cli")]
pub mod page;
pub mod table;
mod terminal;

pub use crate::model::OutputFormat as Format;

use crate::decision::Decision;
use crate::text::{escape_json, fit_comment};
use std::io;

/// What the place that is written to can show, and how much the reader wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Columns of a line, for the table.
    pub width: usize,
    /// Whether lines and bars may be drawn with more than ASCII.
    pub unicode: bool,
    /// Whether the long analysis is wanted.
    pub full: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { width: 80, unicode: true, full: false }
    }
}

impl Decision {
    /// Writes the decision in one format; a table is 80 columns wide and without colours.
    pub fn render(&self, format: Format) -> String {
        let mut out = Vec::new();
        render(self, format, &Options::default(), &mut out).unwrap_or_default();
        without_colours(&String::from_utf8_lossy(&out))
    }
}

/// The text without escape sequences; what a decision quotes has none.
fn without_colours(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once('m').map_or(part, |(_, rest)| rest));
    std::iter::once(first).chain(rest).collect()
}

/// Writes a decision in one format.
pub fn render(
    decision: &Decision,
    format: Format,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match format {
        Format::Table => table::write(decision, options, out),
        Format::Markdown => {
            let mut text = Vec::new();
            markdown::write(decision, options, &mut text)?;
            out.write_all(fit_comment(&String::from_utf8_lossy(&text)).as_bytes())
        }
        Format::Json => {
            writeln!(out, "{}", escape_json(&serde_json::to_string_pretty(decision)?))
        }
        Format::Html => html::write(decision, out),
        Format::Csv => csv::write(decision, out),
    }
}

/// Writes the decision as JSON on one line.
pub fn json_line(decision: &Decision, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "{}", escape_json(&serde_json::to_string(decision)?))
}
