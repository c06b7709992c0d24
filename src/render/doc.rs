//! Writes documents for a terminal or as Markdown.

mod markdown;
mod text;

pub(super) use markdown::page as markdown;
pub(super) use text::page as text;
