//! The files of a folder, nearest first, within limits and by the project's ignore rules.
//!
//! Breadth first, names sorted: where a limit ends the walk, what lies near the root has been
//! seen, and the end is the same on every file system. Not `ignore`'s own walker: that one opens
//! whatever is called `.gitignore`, even a pipe, and reads the rules of the folders above and of
//! the user's home, so that the report would depend on them.

use crate::model::SortedMap;
use std::collections::VecDeque;
use std::ffi::OsString;
use std::fs::{self, FileType};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::kind::Kind;
use super::report::{DetectError, Limits, SkipReason, Skipped};
use super::signs::signs;

/// Folders of installed or generated files.
const INSTALLED: [&str; 4] = ["node_modules", "site-packages", "dist-packages", "__pypackages__"];

/// A larger file of ignore rules is not read: compiling it could take longer than all the rest.
const IGNORE_SIZE: u64 = 64 << 10;
/// Rules used of all files of ignore rules together.
const IGNORE_RULES: usize = 5_000;

/// Paths that are kept for each reason to skip something.
const EXAMPLES: usize = 3;

/// A file of a known kind.
#[derive(Debug, Clone)]
pub(super) struct File {
    /// Relative to the root, with `/`.
    pub(super) path: String,
    pub(super) kind: Kind,
    /// Where to open it.
    pub(super) full: PathBuf,
}

/// What was skipped, by reason.
#[derive(Debug, Default)]
pub(super) struct SkipLog(pub(super) SortedMap<SkipReason, Skipped>);

impl SkipLog {
    pub(super) fn add(&mut self, reason: SkipReason, path: &str) {
        let first = Skipped { reason, count: 0, examples: Vec::new() };
        let skipped = self.0.get_or_insert_with(reason, || first);
        skipped.count += 1;
        let path = if path.is_empty() { "." } else { path };
        if let Err(at) = skipped.examples.binary_search_by(|known| known.as_str().cmp(path)) {
            skipped.examples.insert(at, path.to_owned());
            skipped.examples.truncate(EXAMPLES);
        }
    }
}

/// A folder that waits for its turn.
struct Folder {
    path: String,
    full: PathBuf,
    depth: usize,
    /// The ignore rules that hold in it, those of the root first.
    rules: Vec<Rc<Gitignore>>,
}

/// A walk, and what it found.
pub(super) struct Walk<'a> {
    limits: &'a Limits,
    /// The kind of a file, by its path; a file without one is left out.
    kind: &'a dyn Fn(&str) -> Option<Kind>,
    /// Nearest first, then by name.
    pub(super) files: Vec<File>,
    pub(super) skipped: SkipLog,
    /// Names looked at.
    pub(super) names_seen: usize,
    queue: VecDeque<Folder>,
    /// Ignore rules that may still be compiled.
    rules_left: usize,
}

/// Walks a folder.
pub(super) fn walk<'a>(
    root: &Path,
    limits: &'a Limits,
    kind: &'a dyn Fn(&str) -> Option<Kind>,
) -> Result<Walk<'a>, DetectError> {
    root.read_dir().map_err(|source| DetectError { path: root.to_owned(), source })?;
    let first = Folder { path: String::new(), full: root.to_owned(), depth: 0, rules: Vec::new() };
    let mut walk = Walk {
        limits,
        kind,
        files: Vec::new(),
        skipped: SkipLog::default(),
        names_seen: 0,
        queue: VecDeque::from([first]),
        rules_left: IGNORE_RULES,
    };
    while let Some(folder) = walk.queue.pop_front() {
        walk.enter(folder);
    }
    Ok(walk)
}

impl Walk<'_> {
    fn enter(&mut self, mut folder: Folder) {
        let Some(names) = self.names(&folder) else { return };
        let has = |wanted: &str| names.iter().any(|(name, _)| name == wanted);
        if has("pyvenv.cfg") || has("conda-meta") {
            return self.skipped.add(SkipReason::InstalledPackages, &folder.path);
        }
        if has(".gitignore")
            && let Err(reason) = self.add_rules(&mut folder)
        {
            self.skipped.add(reason, &join(&folder.path, ".gitignore"));
        }
        for (name, kind) in names {
            self.take(&folder, &name, kind);
        }
    }

    /// The names in a folder, sorted; none where the folder is skipped.
    fn names(&mut self, folder: &Folder) -> Option<Vec<(OsString, FileType)>> {
        let Ok(entries) = folder.full.read_dir() else {
            self.skipped.add(SkipReason::Unreadable, &folder.path);
            return None;
        };
        let left = self.limits.entries - self.names_seen;
        let most = left.min(self.limits.folder_entries);
        let named = |entry: fs::DirEntry| Some((entry.file_name(), entry.file_type().ok()?));
        let mut names: Vec<_> = entries.take(most + 1).flatten().filter_map(named).collect();
        if names.len() > most {
            let crowded = most == self.limits.folder_entries;
            let reason = if crowded { SkipReason::TooManyNames } else { SkipReason::LimitReached };
            self.skipped.add(reason, &folder.path);
            return None;
        }
        self.names_seen += names.len();
        names.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        Some(names)
    }

    fn add_rules(&mut self, folder: &mut Folder) -> Result<(), SkipReason> {
        let text = read(&folder.full.join(".gitignore"), IGNORE_SIZE)?;
        let is_rule = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
        let lines: Vec<&str> = text.lines().filter(is_rule).collect();
        self.rules_left =
            self.rules_left.checked_sub(lines.len()).ok_or(SkipReason::LimitReached)?;
        let mut builder = GitignoreBuilder::new(&folder.full);
        for line in lines {
            // An invalid pattern is ignored, as git does.
            let _ = builder.add_line(None, line);
        }
        let rules = builder.build().map_err(|_| SkipReason::LimitReached)?;
        folder.rules.push(Rc::new(rules));
        Ok(())
    }

    fn take(&mut self, folder: &Folder, name: &OsString, file_type: FileType) {
        let shown = name.to_string_lossy();
        let path = join(&folder.path, &shown);
        if shown == "__pycache__" || shown.starts_with('.') && !signs().visible.contains(&path) {
            return;
        }
        let (full, is_folder) = (folder.full.join(name), file_type.is_dir());
        let kind = (self.kind)(&path).filter(|_| file_type.is_file());
        let reason = if file_type.is_symlink() {
            SkipReason::Link
        } else if is_folder && INSTALLED.contains(&&*shown) {
            SkipReason::InstalledPackages
        } else if (is_folder || kind.is_some()) && is_ignored(&folder.rules, &full, is_folder) {
            SkipReason::Ignored
        } else if is_folder && folder.depth < self.limits.depth {
            let (depth, rules) = (folder.depth + 1, folder.rules.clone());
            return self.queue.push_back(Folder { path, full, depth, rules });
        } else if is_folder {
            SkipReason::TooDeep
        } else if !file_type.is_file() {
            SkipReason::SpecialFile
        } else {
            self.files.extend(kind.map(|kind| File { path, kind, full }));
            return;
        };
        self.skipped.add(reason, &path);
    }
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// Whether a path is excluded. The nearest file of rules that matches decides.
fn is_ignored(rules: &[Rc<Gitignore>], path: &Path, is_folder: bool) -> bool {
    let mut matches = rules.iter().rev().map(|rules| rules.matched(path, is_folder));
    matches.find(|found| !found.is_none()).is_some_and(|found| found.is_ignore())
}

/// The text of a regular file of at most `limit` bytes; no link, pipe or device is opened.
pub(super) fn read(path: &Path, limit: u64) -> Result<String, SkipReason> {
    let metadata = path.symlink_metadata().map_err(|_| SkipReason::Unreadable)?;
    if metadata.is_symlink() {
        return Err(SkipReason::Link);
    } else if !metadata.is_file() {
        return Err(SkipReason::SpecialFile);
    } else if metadata.len() > limit {
        return Err(SkipReason::TooLarge);
    }
    let file = fs::File::open(path).map_err(|_| SkipReason::Unreadable)?;
    let mut bytes = Vec::new();
    // The file may have grown since.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|_| SkipReason::Unreadable)?;
    if bytes.len() as u64 > limit { Err(SkipReason::TooLarge) } else { Ok(decode(&bytes)) }
}

/// UTF-8 unless a byte-order mark, or the first lines, say otherwise, as pip reads requirements files.
fn decode(bytes: &[u8]) -> String {
    let header = bytes.splitn(3, |byte| *byte == b'\n').take(2).map(String::from_utf8_lossy);
    let is_latin = |line: &str| {
        let named = line.split_once("coding:").or_else(|| line.split_once("coding="));
        let name = named.map_or("", |(_, name)| name.trim_start());
        ["latin-1", "latin1", "iso-8859-1"].iter().any(|latin| name.starts_with(latin))
    };
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ if header.map(|line| line.to_ascii_lowercase()).any(|line| is_latin(&line)) => {
            bytes.iter().map(|byte| char::from(*byte)).collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] | rest => String::from_utf8_lossy(rest).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn a_byte_order_mark_tells_the_encoding() {
        assert_eq!(decode(b"\xef\xbb\xbfflask"), "flask");
        assert_eq!(decode(b"\xff\xfef\0l\0"), "fl");
        assert_eq!(decode(b"\xfe\xff\0f\0l\0"), "fl");
        assert_eq!(decode(b"\xff"), "\u{fffd}");
        assert_eq!(decode(b"#\n# -*- coding: latin-1 -*-\n\xe4").lines().last(), Some("\u{e4}"));
        assert_eq!(decode(b"#\n#\n# coding: latin-1\n\xe4").lines().last(), Some("\u{fffd}"));
    }
}
