//! A page before it is text, Markdown or JSON: headings, paragraphs, lists and tables.

use crate::model::SourceId;
use serde::{Serialize, Serializer};
use std::collections::BTreeSet;

/// A stretch of text. Backticks mark what to type, and U+00A0 holds words together.
#[derive(Debug, Clone)]
pub(crate) enum Span {
    Text(String),
    Strong(String),
    Link { text: String, url: String },
}

/// Several stretches that are read as one; as JSON, their text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Phrase(pub(crate) Vec<Span>);

impl Phrase {
    pub(crate) fn then(mut self, other: impl Into<Self>) -> Self {
        self.0.extend(other.into().0);
        self
    }
}

impl<T: Into<String>> From<T> for Phrase {
    fn from(text: T) -> Self {
        Self(vec![Span::Text(text.into())])
    }
}

impl Serialize for Phrase {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = |span: &Span| match span {
            Span::Text(text) | Span::Strong(text) | Span::Link { text, .. } => text.clone(),
        };
        let whole: String = self.0.iter().map(text).collect();
        serializer.serialize_str(&whole.replace('\u{a0}', " "))
    }
}

pub(crate) fn strong(text: impl Into<String>) -> Phrase {
    Phrase(vec![Span::Strong(text.into())])
}

pub(crate) fn link(text: String, url: String) -> Phrase {
    Phrase(vec![Span::Link { text, url }])
}

/// An entry of a list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Item {
    pub(crate) text: Phrase,
    /// What belongs to it, each on a line of its own.
    pub(crate) under: Vec<Phrase>,
}

impl Item {
    pub(crate) fn new(text: impl Into<Phrase>) -> Self {
        Self { text: text.into(), under: Vec::new() }
    }

    pub(crate) fn with(mut self, under: Option<impl Into<Phrase>>) -> Self {
        self.under.extend(under.map(Into::into));
        self
    }
}

impl From<String> for Item {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

/// A part of a page.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(crate) enum Block {
    Heading {
        /// 0 for the page's own.
        level: usize,
        text: String,
        /// The kind and id.
        note: String,
    },
    Paragraph {
        text: Phrase,
    },
    List {
        items: Vec<Item>,
    },
    /// Text shows the column names only where one of them is not empty.
    Table {
        head: Vec<&'static str>,
        rows: Vec<Vec<Phrase>>,
    },
    Code {
        text: String,
    },
}

/// A page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Doc {
    pub(crate) blocks: Vec<Block>,
    /// The sources that it names, for the list at its end.
    pub(crate) cited: BTreeSet<SourceId>,
}

impl Doc {
    pub(crate) fn titled(title: impl Into<String>, note: impl Into<String>) -> Self {
        let title = Block::Heading { level: 0, text: title.into(), note: note.into() };
        Self { blocks: vec![title], ..Self::default() }
    }

    pub(crate) fn heading(&mut self, text: &str) {
        self.blocks.push(Block::Heading { level: 1, text: text.to_owned(), note: String::new() });
    }

    pub(crate) fn subheading(&mut self, text: impl Into<String>, note: impl Into<String>) {
        self.blocks.push(Block::Heading { level: 2, text: text.into(), note: note.into() });
    }

    pub(crate) fn para(&mut self, text: impl Into<Phrase>) {
        self.blocks.push(Block::Paragraph { text: text.into() });
    }

    /// Adds a list; nothing where it has no entries.
    pub(crate) fn list(&mut self, items: impl IntoIterator<Item = impl Into<Item>>) {
        let items: Vec<Item> = items.into_iter().map(Into::into).collect();
        if !items.is_empty() {
            self.blocks.push(Block::List { items });
        }
    }

    /// Adds a list under a heading; nothing where it has no entries.
    pub(crate) fn section(&mut self, heading: &str, items: Vec<Item>) {
        if !items.is_empty() {
            self.heading(heading);
            self.list(items);
        }
    }

    pub(crate) fn table(
        &mut self,
        head: &[&'static str],
        rows: impl IntoIterator<Item = Vec<Phrase>>,
    ) {
        self.blocks.push(Block::Table { head: head.to_vec(), rows: rows.into_iter().collect() });
    }
}
