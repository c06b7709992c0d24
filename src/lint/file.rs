//! A file to check: its text, and where each key is written.

use crate::load::{Node, Place, Problem, Record, Text, record, record_by_keys};
use std::path::Path;

/// One file.
#[derive(Debug, Clone)]
pub struct File {
    /// What it may hold.
    pub record: &'static Record,
    /// Its text.
    pub text: Text,
    /// Its `id:`, or else its name without folder and ending.
    pub id: String,
    pub(super) tree: Node,
}

/// A place in a file.
#[derive(Clone, Copy)]
pub(super) struct Located<'a> {
    pub(super) file: &'a File,
    pub(super) place: Place,
}

impl File {
    /// Reads a file; without a description its keys tell what it is. Fails where the text is not YAML.
    pub fn read(text: Text, known: Option<&'static Record>) -> Result<Self, Problem> {
        let tree = Node::read(&text)?;
        let by_keys = || record_by_keys(&tree).unwrap_or_else(|| record("Profile"));
        let record = known.unwrap_or_else(by_keys);
        let id = if let Some(Node::Text(id)) = tree.at(&["id"]) {
            id.to_string()
        } else {
            let stem = Path::new(&text.name).file_stem().unwrap_or_default();
            stem.to_string_lossy().into_owned()
        };
        Ok(Self { record, text, id, tree })
    }

    /// Whether it is a file of this description.
    pub fn is(&self, record: &Record) -> bool {
        self.record.name == record.name
    }

    /// The last of these keys that is there; else the first line.
    pub(super) fn at(&self, path: &[&str]) -> Located<'_> {
        let first = Place { line: 1, column: 1, length: 1 };
        Located { file: self, place: self.tree.place_of(path).unwrap_or(first) }
    }

    /// The item of a list at this position.
    pub(super) fn item(&self, list: &str, at: usize) -> Located<'_> {
        match self.tree.at(&[list]) {
            Some(Node::List(items)) if at < items.len() => {
                Located { file: self, place: items[at].place() }
            }
            _ => self.at(&[list]),
        }
    }

    pub(super) fn has(&self, path: &[&str]) -> bool {
        self.tree.at(path).is_some()
    }

    /// The texts of a list, or the keys of a map.
    pub(super) fn names(&self, path: &[&str]) -> Vec<&str> {
        match self.tree.at(path) {
            Some(Node::List(items)) => items.iter().filter_map(|one| one.value.as_text()).collect(),
            Some(Node::Text(text)) => vec![text],
            node => {
                node.map_or(&[][..], Node::entries).iter().map(|(key, _)| &*key.value).collect()
            }
        }
    }
}
