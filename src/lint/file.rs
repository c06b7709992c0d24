//! A file that is looked at: its text, and the tree of what is written where.

use crate::load::{Node, Place, Problem, Text, place};
use std::path::Path;

/// What a file describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A criterion.
    Criterion,
    /// The rules of project fit.
    Fit,
    /// A framework.
    Framework,
    /// The questions.
    Traits,
    /// The capabilities.
    Capabilities,
    /// The sources.
    Sources,
    /// A project.
    Profile,
}

impl Kind {
    /// The kind of a catalogue's file, by its name within the catalogue.
    pub fn within(path: &Path) -> Self {
        let folder = path.parent().and_then(Path::file_name);
        if folder.is_some_and(|folder| folder == "frameworks") {
            return Self::Framework;
        }
        match path.file_stem().and_then(|stem| stem.to_str()) {
            Some("fit") => Self::Fit,
            Some("traits") => Self::Traits,
            Some("capabilities") => Self::Capabilities,
            Some("sources") => Self::Sources,
            _ => Self::Criterion,
        }
    }

    /// The kind of a file that may lie anywhere, by what is written in it.
    pub fn of(text: &Text) -> Self {
        let tree = Node::read(text).unwrap_or(Node::Blank);
        let has = |key: &str| tree.get(key).is_some();
        if has("indicators") {
            Self::Criterion
        } else if has("full-at") {
            Self::Fit
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
    /// What is written where.
    pub tree: Node,
    /// Its name without folder and ending, which is the id of what it describes.
    pub stem: String,
}

impl File {
    /// Reads a text; a problem where it is not YAML.
    pub fn read(kind: Kind, text: Text) -> Result<Self, Problem> {
        let stem = Path::new(&text.name).file_stem().unwrap_or_default();
        let stem = stem.to_string_lossy().into_owned();
        Ok(Self { kind, tree: Node::read(&text)?, text, stem })
    }

    /// The id that the file gives itself.
    pub(super) fn id(&self) -> &str {
        match self.tree.at(&["id"]) {
            Some(Node::Text(id)) => id,
            _ => &self.stem,
        }
    }

    /// The place of the last of these keys that is there; the file's first line where none is.
    pub(super) fn place(&self, path: &[&str]) -> Place {
        self.tree.place_of(path).unwrap_or(Place { line: 1, column: 1, length: 1 })
    }

    /// The place of the map in a list under a key whose own `key` says this.
    pub(super) fn place_in_list(&self, list: &str, key: &str, says: &str) -> Place {
        let Some(Node::List(items)) = self.tree.at(&[list]) else { return self.place(&[list]) };
        let is_it = |node: &Node| matches!(node.at(&[key]), Some(Node::Text(text)) if text == says);
        let found = items.iter().find(|item| is_it(&item.value));
        found.map_or_else(|| self.place(&[list]), place)
    }
}
