//! A file as a tree: every key and value with its place. All files are read from this form.

use super::problem::{Place, Problem};
use super::text::Text;
use super::yaml;
use crate::model::{Word, parse_word};
use smol_str::SmolStr;

/// Where something was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// In the file.
    File(Place),
    /// In a flag: its number among the flags laid over the file.
    Flag(usize),
}

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub at: At,
}

impl<T> Spanned<T> {
    /// The place in the file.
    pub fn place(&self) -> Place {
        match self.at {
            At::File(place) => place,
            At::Flag(_) => Place { line: 1, column: 1, length: 0 },
        }
    }
}

/// A key and its value.
pub type Entry = (Spanned<SmolStr>, Spanned<Node>);

/// What is written at one place.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Keys with values, in the order of the file.
    Map(Vec<Entry>),
    /// A list.
    List(Vec<Spanned<Node>>),
    /// A text.
    Text(SmolStr),
    /// A number; it may be infinite or NaN.
    Number(f64),
    /// `true` or `false`.
    Bool(bool),
    /// Nothing.
    Null,
}

impl Node {
    /// Reads a file without asking what it means.
    pub fn read(text: &Text) -> Result<Self, Problem> {
        yaml::parse(text).map(|root| root.value)
    }

    /// The keys and values; none where it is not a map.
    pub fn entries(&self) -> &[Entry] {
        if let Self::Map(entries) = self { entries } else { &[] }
    }

    /// A key and its value.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|(known, _)| known.value == key)
    }

    /// The place of the last of these keys that exists, each within the one before.
    pub fn place_of(&self, path: &[&str]) -> Option<Place> {
        let (key, value) = self.entry(path.first()?)?;
        value.value.place_of(&path[1..]).or(Some(key.place()))
    }

    /// The value at the end of a path of keys.
    pub fn at(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, key| Some(&node.entry(key)?.1.value))
    }

    /// The text, where it is one.
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The number, where it is one and finite.
    pub(super) fn as_number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number).filter(|n| n.is_finite()) } else { None }
    }

    /// A list's items; a single value is its own only item.
    pub(super) fn as_items(node: &Spanned<Node>) -> &[Spanned<Node>] {
        match &node.value {
            Self::List(items) => items,
            Self::Null => &[],
            _ => std::slice::from_ref(node),
        }
    }

    /// The number of entries; any other value is one.
    pub(crate) fn count(&self) -> usize {
        match self {
            Self::List(items) => items.len(),
            Self::Map(entries) => entries.len(),
            _ => 1,
        }
    }

    /// A key's value, where it has one.
    pub(super) fn field(&self, key: &str) -> Option<&Spanned<Node>> {
        self.entry(key).map(|(_, value)| value).filter(|value| value.value != Self::Null)
    }

    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.field(key)?.value.as_text().filter(|text| !text.trim().is_empty()).map(str::to_owned)
    }

    pub(super) fn number(&self, key: &str) -> Option<f64> {
        self.field(key)?.value.as_number()
    }

    /// The finite numbers under these keys, each with its key and place.
    pub(super) fn numbers<'k>(&self, keys: &[&'k str]) -> impl Iterator<Item = (&'k str, At, f64)> {
        let fields = keys.iter().filter_map(|key| Some((*key, self.field(key)?)));
        fields.filter_map(|(key, node)| Some((key, node.at, node.value.as_number()?)))
    }

    pub(super) fn word<W: Word>(&self, key: &str) -> Option<W> {
        parse_word(self.field(key)?.value.as_text()?).ok()
    }

    pub(super) fn items(&self, key: &str) -> &[Spanned<Node>] {
        self.field(key).map(Self::as_items).unwrap_or_default()
    }

    /// The entries of a file that has many, each with its id.
    pub(super) fn table(&self) -> impl Iterator<Item = &Entry> {
        self.entries().iter().filter(|(key, _)| key.value != "schema")
    }

    /// The entries of the map under a key.
    pub(super) fn map(&self, key: &str) -> &[Entry] {
        self.field(key).map(|node| node.value.entries()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Node;
    use crate::load::Text;

    #[test]
    fn a_path_ends_at_the_last_key_that_exists() {
        let text = Text::new("a.yaml", "one:\n  two: {three: 3, four: null}\n  five: [a, b]\n");
        let tree = Node::read(&text).unwrap();
        let line = |path: &[&str]| tree.place_of(path).map(|place| (place.line, place.column));
        assert_eq!(line(&["one", "two", "four"]), Some((2, 19)));
        assert_eq!(line(&["one", "two", "nine"]), Some((2, 3)));
        assert_eq!(line(&["nine"]), None);
        assert_eq!(tree.at(&["one", "two", "four"]), Some(&Node::Null));
    }
}
