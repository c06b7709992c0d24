//! A decision for people and for programs: one file for each format.
//!
//! Nothing here knows a terminal or a clock: the width comes in as [`Options`], and colours are always written; whoever
//! writes to a place without colours strips them. `messages` words and rounds; each format escapes.

pub mod csv;
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

const IS_JSON: &str = "the keys of every result are text";

/// What the place that is written to can show, and how much the reader wants.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Columns of a line, for the table.
    pub width: usize,
    /// Whether lines and bars may be drawn with more than ASCII.
    pub unicode: bool,
    /// Whether the long analysis is wanted.
    pub full: bool,
    /// Whether the reader can add flags to the command that was run.
    pub has_flags: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { width: 80, unicode: true, full: false, has_flags: true }
    }
}

impl Decision {
    /// Writes the decision in one format; a table is 80 columns wide and without colours. The catalogue has the
    /// evidence that the HTML page shows.
    pub fn render(&self, format: Format, catalogue: &Catalogue) -> String {
        without_colours(&render(self, format, catalogue, &Options::default()))
    }
}

/// The text without escape sequences; what a decision quotes has none.
fn without_colours(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once('m').map_or(part, |(_, rest)| rest));
    std::iter::once(first).chain(rest).collect()
}

/// A decision in one format, a table with colours. The catalogue has the evidence that the HTML page shows.
pub fn render(
    decision: &Decision,
    format: Format,
    catalogue: &Catalogue,
    options: &Options,
) -> String {
    match format {
        Format::Table => table::render(decision, options),
        Format::Markdown => fit_comment(markdown::render(decision, options)),
        Format::Json => json(decision),
        Format::Html => html::render(decision, catalogue),
        Format::Svg => html::picture::render(decision, catalogue),
        Format::Csv => csv::render(std::slice::from_ref(decision)),
    }
}

/// A result as JSON.
pub fn json(result: &impl Serialize) -> String {
    escape_json(&serde_json::to_string_pretty(result).expect(IS_JSON)) + "\n"
}

/// The decision as JSON on one line.
pub fn json_line(decision: &Decision) -> String {
    escape_json(&serde_json::to_string(decision).expect(IS_JSON)) + "\n"
}
