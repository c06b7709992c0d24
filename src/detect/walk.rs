//! The files of a folder, nearest first, within limits and by the project's ignore rules.
//!
//! Breadth first, names sorted: where a limit cuts the walk off, what lies near the root has been
//! seen, and the cut falls at the same place on every file system. Not `ignore`'s own walker:
//! that one opens whatever is called `.gitignore`, a pipe or a link to a device too, and reads the
//! rules of the folders above and of the user's home, which would make the report depend on them.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::fs::FileType;
use std::path::Path;
use std::path::PathBuf;
use std::rc::Rc;

use super::ignored::{Allowance, Rules};
use super::kind;
use super::kind::Kind;
use super::report::{DetectError, Limits, SkipReason};
use super::skip::SkipLog;

/// A file worth knowing of.
#[derive(Debug, Clone)]
pub(super) struct File {
    /// Relative to the root, with `/`.
    pub(super) path: String,
    /// What it is.
    pub(super) kind: Kind,
    /// Where to open it.
    pub(super) full: PathBuf,
}

/// What a walk brought.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The files, nearest first, then by name.
    pub(super) files: Vec<File>,
    /// What was left out.
    pub(super) skipped: SkipLog,
    /// Names looked at.
    pub(super) names: usize,
}

/// Folders of installed or generated things, by name.
const INSTALLED: [&str; 4] = ["node_modules", "site-packages", "dist-packages", "__pypackages__"];
/// Folders that say nothing and are not worth a word.
const SILENT: [&str; 1] = ["__pycache__"];

/// A folder waiting for its turn.
struct Folder {
    path: String,
    full: PathBuf,
    depth: usize,
    rules: Rc<Rules>,
}

struct Walk<'a> {
    limits: &'a Limits,
    tree: Tree,
    queue: VecDeque<Folder>,
    allowance: Allowance,
}

/// Walks a folder.
pub(super) fn walk(root: &Path, limits: &Limits) -> Result<Tree, DetectError> {
    let unreadable = |source| DetectError::Unreadable { path: root.to_owned(), source };
    if !root.metadata().map_err(unreadable)?.is_dir() {
        return Err(DetectError::NotAFolder { path: root.to_owned() });
    }
    root.read_dir().map_err(unreadable)?;
    let mut walk = Walk {
        limits,
        tree: Tree::default(),
        queue: VecDeque::new(),
        allowance: Allowance::default(),
    };
    walk.enter(&Folder {
        path: String::new(),
        full: root.to_owned(),
        depth: 0,
        rules: Rc::default(),
    });
    while let Some(folder) = walk.queue.pop_front() {
        walk.enter(&folder);
    }
    Ok(walk.tree)
}

impl Walk<'_> {
    fn enter(&mut self, folder: &Folder) {
        let Some(names) = self.names(folder) else { return };
        let is = |wanted: &str| names.iter().any(|(name, _)| name == wanted);
        if is("pyvenv.cfg") || is("conda-meta") {
            return self.skip(SkipReason::Installed, &folder.path);
        }
        let rules = if is(".gitignore") {
            Rc::new(folder.rules.with(
                (&folder.full, &folder.path),
                &mut self.allowance,
                &mut self.tree.skipped,
            ))
        } else {
            Rc::clone(&folder.rules)
        };
        for (name, kind) in names {
            self.take(folder, &rules, &name, kind);
        }
    }

    /// The names in a folder, sorted; nothing where the folder is to be left out.
    fn names(&mut self, folder: &Folder) -> Option<Vec<(OsString, FileType)>> {
        let Ok(entries) = folder.full.read_dir() else {
            self.skip(SkipReason::Unreadable, &folder.path);
            return None;
        };
        let left = self.limits.entries - self.tree.names;
        let most = left.min(self.limits.folder_entries);
        let mut names = Vec::new();
        for entry in entries.take(most + 1).filter_map(Result::ok) {
            names.extend(entry.file_type().ok().map(|kind| (entry.file_name(), kind)));
        }
        if names.len() > most {
            let crowded = most == self.limits.folder_entries;
            let reason = if crowded { SkipReason::TooManyNames } else { SkipReason::Budget };
            self.skip(reason, &folder.path);
            return None;
        }
        self.tree.names += names.len();
        names.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        Some(names)
    }

    fn take(&mut self, folder: &Folder, rules: &Rc<Rules>, name: &OsString, kind: FileType) {
        let shown = name.to_string_lossy();
        let path = match folder.path.as_str() {
            "" => shown.into_owned(),
            above => format!("{above}/{shown}"),
        };
        if is_hidden(&path) || SILENT.iter().any(|silent| name == silent) {
            return;
        }
        let full = folder.full.join(name);
        if kind.is_symlink() {
            self.skip(SkipReason::Link, &path);
        } else if kind.is_dir() {
            self.queue_folder(folder, rules, (path, full));
        } else if kind.is_file() {
            self.keep(rules, path, full);
        } else {
            self.skip(SkipReason::Special, &path);
        }
    }

    fn queue_folder(&mut self, above: &Folder, rules: &Rc<Rules>, place: (String, PathBuf)) {
        let (path, full) = place;
        let name = path.rsplit('/').next().unwrap_or(&path);
        if INSTALLED.contains(&name) {
            self.skip(SkipReason::Installed, &path);
        } else if rules.exclude(&full, true) {
            self.skip(SkipReason::Ignored, &path);
        } else if above.depth >= self.limits.depth {
            self.skip(SkipReason::TooDeep, &path);
        } else {
            let (depth, rules) = (above.depth + 1, Rc::clone(rules));
            self.queue.push_back(Folder { path, full, depth, rules });
        }
    }

    fn keep(&mut self, rules: &Rules, path: String, full: PathBuf) {
        let Some(kind) = kind::of(&path) else { return };
        if rules.exclude(&full, false) {
            self.skip(SkipReason::Ignored, &path);
        } else {
            self.tree.files.push(File { path, kind, full });
        }
    }

    fn skip(&mut self, reason: SkipReason, path: &str) {
        self.tree.skipped.add(reason, if path.is_empty() { "." } else { path });
    }
}

fn is_hidden(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with('.') && !kind::is_visible_dot(path)
}
