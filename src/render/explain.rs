//! Everything known about a topic, as text, Markdown or JSON.
//!
//! A page is made as a `Doc` straight from the catalogue; the formats are three ways to write one.

use super::Options;
use super::page::{markdown, text};
use crate::doc::Doc;
use crate::explain::{Explainer, Topic};
use crate::model::PageFormat;
use crate::text::join;
use serde_json::{Value, json};
use std::io;

/// The name of the JSON form.
const SCHEMA: &str = "weigh/explain/2";

/// Writes the pages of these topics.
pub fn write(
    explainer: &Explainer,
    topics: &[Topic],
    format: PageFormat,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let docs: Vec<Doc> = topics.iter().map(|topic| explainer.page(*topic, true)).collect();
    if format == PageFormat::Json {
        let topic = |(topic, doc): (&Topic, &Doc)| json!({"kind": topic.kind.as_str(), "id": topic.id, "page": doc.blocks});
        let topics: Vec<Value> = topics.iter().zip(&docs).map(topic).collect();
        return write_json(&json!({"schema": SCHEMA, "topics": topics}), out);
    }
    written(&docs, format, options, out)
}

/// Writes the list of all topics.
pub fn write_index(
    explainer: &Explainer,
    format: PageFormat,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if format == PageFormat::Json {
        let topic = |topic: Topic| json!({"kind": topic.kind.as_str(), "id": topic.id, "title": topic.summary});
        let topics: Vec<Value> = explainer.topics().into_iter().map(topic).collect();
        return write_json(&json!({"schema": SCHEMA, "index": topics}), out);
    }
    written(&[explainer.index()], format, options, out)
}

fn written(
    docs: &[Doc],
    format: PageFormat,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let page = |doc: &Doc| match format {
        PageFormat::Markdown => markdown(doc, 2),
        PageFormat::Text | PageFormat::Json => text(doc, options),
    };
    out.write_all(join(docs.iter().map(page), "\n").as_bytes())
}

fn write_json(value: &Value, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}
