//! A page before it is text or Markdown: headings, paragraphs, facts, lists and tables.

/// A stretch of text.
///
/// As everywhere in `render`, backticks in a text mark what a reader would type, and U+00A0 is glue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Span {
    /// Ordinary text.
    Text(String),
    /// Text to be seen first.
    Strong(String),
    /// Text that leads somewhere.
    Link(String, String),
}

/// Several stretches that are read as one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Phrase(pub(super) Vec<Span>);

impl Phrase {
    /// Adds text.
    pub(super) fn then(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Text(text.into()));
        self
    }

    /// Adds text to be seen first.
    pub(super) fn strong(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Strong(text.into()));
        self
    }

    /// Adds another phrase.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The phrases one after the other, with something between.
    pub(super) fn joined(phrases: impl IntoIterator<Item = Self>, between: &str) -> Self {
        phrases.into_iter().fold(Self::default(), |all, next| {
            if all.0.is_empty() { next } else { all.then(between).and(next) }
        })
    }
}

impl<T: Into<String>> From<T> for Phrase {
    fn from(text: T) -> Self {
        Self(vec![Span::Text(text.into())])
    }
}

/// An entry of a list, with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// What it is.
    pub(super) lead: Phrase,
    /// What is said of it, each on a line of its own.
    pub(super) under: Vec<Phrase>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// The page's own heading, and what stands beside it: the kind and id.
    Title(String, String),
    /// A heading within the page.
    Heading(String),
    /// A heading within a section, and what stands beside it.
    Subheading(String, String),
    /// A paragraph.
    Para(Phrase),
    /// A list.
    List(Vec<Item>),
    /// A table: a heading for each column (in text they are left out where all are empty), and rows.
    Table(Vec<&'static str>, Vec<Vec<Phrase>>),
    /// Lines to be typed or copied.
    Code(String),
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Doc(pub(super) Vec<Block>);

impl Doc {
    /// A page with its heading.
    pub(super) fn titled(title: impl Into<String>, beside: impl Into<String>) -> Self {
        Self(vec![Block::Title(title.into(), beside.into())])
    }

    /// Adds a heading.
    pub(super) fn heading(&mut self, text: &str) {
        self.0.push(Block::Heading(text.to_owned()));
    }

    /// Adds a paragraph.
    pub(super) fn para(&mut self, phrase: impl Into<Phrase>) {
        self.0.push(Block::Para(phrase.into()));
    }

    /// Adds a paragraph where there is something to say.
    pub(super) fn maybe(&mut self, phrase: Option<impl Into<Phrase>>) {
        self.0.extend(phrase.map(|phrase| Block::Para(phrase.into())));
    }

    /// Adds a list of plain entries, where there are any.
    pub(super) fn list(&mut self, entries: impl IntoIterator<Item = Phrase>) {
        let items = entries.into_iter().map(|lead| Item { lead, under: Vec::new() });
        self.items(items.collect());
    }

    /// Adds a list, where there are entries.
    pub(super) fn items(&mut self, items: Vec<Item>) {
        if !items.is_empty() {
            self.0.push(Block::List(items));
        }
    }

    /// Adds a part.
    pub(super) fn push(&mut self, block: Block) {
        self.0.push(block);
    }

    /// The page without the section under this heading, which must be its last.
    pub(super) fn without(mut self, heading: &str) -> Self {
        let is_it = |block: &Block| matches!(block, Block::Heading(text) if text == heading);
        if let Some(at) = self.0.iter().position(is_it) {
            self.0.truncate(at);
        }
        self
    }

    /// Adds another page.
    pub(super) fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}
