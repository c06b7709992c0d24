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

/// The schema version of the JSON.
const SCHEMA: &str = "weigh/explain/2";

/// The pages of these topics.
pub fn render(
    explainer: &Explainer,
    topics: &[Topic],
    format: PageFormat,
    options: &Options,
) -> String {
    let docs: Vec<Doc> = topics.iter().map(|topic| explainer.page(*topic, true)).collect();
    let topic = |(topic, doc): (&Topic, &Doc)| json!({"kind": topic.kind.as_str(), "id": topic.id, "page": doc.blocks});
    let topics = || topics.iter().zip(&docs).map(topic).collect::<Vec<Value>>();
    written(&docs, || json!({"schema": SCHEMA, "topics": topics()}), format, options)
}

/// The list of all topics.
pub fn render_index(explainer: &Explainer, format: PageFormat, options: &Options) -> String {
    let topic =
        |topic: Topic| json!({"kind": topic.kind.as_str(), "id": topic.id, "title": topic.summary});
    let topics = || explainer.topics().into_iter().map(topic).collect::<Vec<Value>>();
    written(&[explainer.index()], || json!({"schema": SCHEMA, "index": topics()}), format, options)
}

fn written(
    docs: &[Doc],
    json: impl FnOnce() -> Value,
    format: PageFormat,
    options: &Options,
) -> String {
    match format {
        PageFormat::Text => join(docs.iter().map(|doc| text(doc, options)), "\n"),
        PageFormat::Markdown => join(docs.iter().map(|doc| markdown(doc, 2)), "\n"),
        PageFormat::Json => super::json(&json()),
    }
}
