//! A file to check: its text, and where each key is written.

use crate::load::{Node, Place, Problem, Text, place};
use std::path::Path;

/// What a file describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Criterion,
    Fit,
    Framework,
    Traits,
    Capabilities,
    Sources,
    Precedent,
    Profile,
}

impl Kind {
    /// By the file's name within a catalogue.
    pub fn within(path: &Path) -> Self {
        match path.parent().and_then(Path::file_name).and_then(|folder| folder.to_str()) {
            Some("frameworks") => return Self::Framework,
            Some("precedents") => return Self::Precedent,
            _ => {}
        }
        match path.file_stem().and_then(|stem| stem.to_str()) {
            Some("fit") => Self::Fit,
            Some("traits") => Self::Traits,
            Some("capabilities") => Self::Capabilities,
            Some("sources") => Self::Sources,
            _ => Self::Criterion,
        }
    }

    /// By the file's keys, wherever it is.
    pub fn of(text: &Text) -> Self {
        let tree = Node::read(text).unwrap_or(Node::Null);
        let has = |key: &str| tree.get(key).is_some();
        if has("indicators") {
            Self::Criterion
        } else if has("thresholds") {
            Self::Fit
        } else if has("chose") {
            Self::Precedent
        } else if has("name") || has("findings") {
            Self::Framework
        } else {
            Self::Profile
        }
    }
}

/// One file.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// What it describes.
    pub kind: Kind,
    /// Its text.
    pub text: Text,
    /// Its `id:`, or else its name without folder and ending.
    pub id: String,
    pub(super) tree: Node,
}

impl File {
    /// Fails where the text is not YAML.
    pub fn read(kind: Kind, text: Text) -> Result<Self, Problem> {
        let tree = Node::read(&text)?;
        let id = if let Some(Node::Text(id)) = tree.at(&["id"]) {
            id.clone()
        } else {
            let stem = Path::new(&text.name).file_stem().unwrap_or_default();
            stem.to_string_lossy().into_owned()
        };
        Ok(Self { kind, text, id, tree })
    }

    /// The place of the last of these keys that is there; else the first line.
    pub(super) fn place(&self, path: &[&str]) -> Place {
        self.tree.place_of(path).unwrap_or(Place { line: 1, column: 1, length: 1 })
    }

    /// The place of the item of a list at this position.
    pub(super) fn place_of_item(&self, list: &str, at: usize) -> Place {
        let Some(Node::List(items)) = self.tree.at(&[list]) else { return self.place(&[list]) };
        items.get(at).map_or_else(|| self.place(&[list]), place)
    }

    pub(super) fn has(&self, path: &[&str]) -> bool {
        self.tree.at(path).is_some()
    }

    /// The keys of a map, without `schema`.
    pub(super) fn keys(&self, path: &[&str]) -> Vec<&str> {
        let entries = self.tree.at(path).map(Node::entries).unwrap_or_default();
        let keys = entries.iter().map(|(key, _)| key.value.as_str());
        keys.filter(|key| *key != "schema").collect()
    }

    /// The texts of a list.
    pub(super) fn texts(&self, path: &[&str]) -> Vec<&str> {
        let Some(Node::List(items)) = self.tree.at(path) else { return Vec::new() };
        let texts = items.iter().map(|item| match &item.value {
            Node::Text(text) => text.as_str(),
            _ => "",
        });
        texts.collect()
    }
}
