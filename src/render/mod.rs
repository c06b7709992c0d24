//! Writes a decision for people and for programs: one file for each format.
//!
//! Nothing here knows a terminal or a clock: the width comes in as [`Options`], and colours are always written; whoever
//! writes to a place without colours strips them. `messages` words and rounds; each format escapes.

mod csv;
pub mod diff;
#[cfg(feature = "cli")]
pub mod explain;
pub mod findings;
pub mod html;
mod markdown;
pub mod messages;
pub mod page;
pub mod table;
mod terminal;

pub use crate::model::OutputFormat as Format;

use crate::decision::Decision;
use crate::model::Catalogue;
use crate::text::{escape_json, fit_comment};
use serde::Serialize;
use std::io;

/// What the place that is written to can show, and how much the reader wants.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// Columns of a line, for the table.
    pub width: usize,
    /// Whether lines and bars may be drawn with more than ASCII.
    pub unicode: bool,
    /// Whether the long analysis is wanted.
    pub full: bool,
    /// Where the page finds the evidence behind a rating.
    pub catalogue: Option<&'a Catalogue>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { width: 80, unicode: true, full: false, catalogue: None }
    }
}

impl Decision {
    /// Writes the decision in one format; a table is 80 columns wide and without colours. The catalogue has the
    /// evidence that the HTML page shows.
    pub fn render(&self, format: Format, catalogue: &Catalogue) -> String {
        let options = Options { catalogue: Some(catalogue), ..Options::default() };
        let mut out = Vec::new();
        render(self, format, &options, &mut out).unwrap_or_default();
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
        Format::Json => out.write_all(json(decision)?.as_bytes()),
        Format::Html => html::write(decision, options.catalogue, out),
        Format::Svg => html::picture::write(decision, options.catalogue, out),
        Format::Csv => csv::write(decision, out),
    }
}

/// A result as JSON.
pub fn json(result: &impl Serialize) -> serde_json::Result<String> {
    Ok(escape_json(&serde_json::to_string_pretty(result)?) + "\n")
}

/// Writes the decision as JSON on one line.
pub fn json_line(decision: &Decision, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "{}", escape_json(&serde_json::to_string(decision)?))
}
