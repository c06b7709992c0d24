//! Everything known about a topic, as a page for people or as JSON for programs.
//!
//! Each kind of page has one file that words it as a `Doc`; text and Markdown are two ways to write a document.

mod asked;
mod capability;
mod criterion;
mod doc;
mod fit;
mod framework;
mod index;
mod markdown;
pub mod reference;
mod rule;
mod source;
mod text;
mod words;

use super::Options;
use crate::explain::{Index, Page, SCHEMA};
use doc::Doc;
use std::io;

/// What a page is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Form {
    /// For a terminal.
    #[default]
    Text,
    /// For a wiki or a pull request.
    Markdown,
    /// For programs.
    Json,
}

/// Writes the pages of a topic.
pub fn write(
    pages: &[Page],
    form: Form,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if form == Form::Json {
        return json(&serde_json::json!({"schema": SCHEMA, "topics": pages}), out);
    }
    let mut docs = Doc::default();
    for page in pages {
        docs.append(worded(page));
    }
    written(&docs, form, options, out)
}

/// Writes every topic there is.
pub fn write_index(
    index: &Index,
    form: Form,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match form {
        Form::Json => json(&serde_json::json!({"schema": SCHEMA, "index": index.groups}), out),
        Form::Text | Form::Markdown => written(&index::page(index), form, options, out),
    }
}

fn written(doc: &Doc, form: Form, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let page =
        if form == Form::Markdown { markdown::page(doc, 2) } else { text::page(doc, options) };
    out.write_all(page.as_bytes())
}

fn json(value: &serde_json::Value, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

fn worded(page: &Page) -> Doc {
    match page {
        Page::Criterion(page) => criterion::page(page),
        Page::Fit(page) => fit::page(page),
        Page::Framework(page) => framework::page(page),
        Page::Trait(page) => asked::page(page),
        Page::Capability(page) => capability::page(page),
        Page::Source(page) => source::page(page),
        Page::Rule(rule) => rule::page(rule),
    }
}
