//! The search for records in a folder.

use super::config::is_usual;
use super::dir::EXTENSIONS;
use super::{AdrDir, AdrFile, is_ours};
use crate::load::LARGEST;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

/// Folders of files that others wrote or that programs made.
const SKIPPED: [&str; 7] =
    ["node_modules", "target", "vendor", "venv", "site-packages", "build", "dist"];

impl AdrDir {
    /// Reads a folder and those below it; one that does not exist has no files. Hidden folders, other repositories,
    /// virtual environments and links to folders are left out.
    pub fn read(root: &Path) -> io::Result<Self> {
        let (mut dir, mut folders) = (Self::default(), vec![root.to_owned()]);
        if root.is_dir() {
            fs::read_dir(root)?;
        }
        let name = |path: &Path| {
            path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
        };
        let mut closed = Vec::new();
        while let Some(folder) = folders.pop() {
            let Ok(entries) = fs::read_dir(&folder) else {
                closed.push(name(&folder));
                continue;
            };
            for entry in entries.flatten() {
                let (path, base) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    folders.extend(Some(path).filter(|path| !is_skipped(path)));
                } else if !base.starts_with('.')
                    && EXTENSIONS.iter().any(|end| base.ends_with(end))
                    && path.is_file()
                {
                    let (name, text) = (name(&path), text_of(&path));
                    dir.unreadable.extend(text.is_none().then(|| name.clone()));
                    dir.files.push(AdrFile { name, text: text.unwrap_or_default() });
                }
            }
        }
        // Other folders may be unreadable on purpose, such as the data of a server.
        let is_beside = |folder: &str, file: &AdrFile| {
            let above = folder.rfind('/').map_or("", |at| &folder[..=at]);
            file.folder() == above && (file.is_named() || file.is_record())
        };
        closed.retain(|folder| {
            is_usual(Path::new(folder)) || dir.files.iter().any(|file| is_beside(folder, file))
        });
        dir.unreadable.append(&mut closed);
        dir.files.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(dir)
    }

    /// Whether a search from the root reaches a folder; both without links and dots.
    pub fn is_searched(root: &Path, folder: &Path) -> bool {
        let mut below = folder.ancestors().take_while(|at| *at != root);
        folder.starts_with(root) && !below.any(is_skipped)
    }
}

/// Whether a search for records leaves a folder out.
fn is_skipped(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.')
        || SKIPPED.contains(&&*name)
        || [".git", "pyvenv.cfg"].iter().any(|mark| folder.join(mark).exists())
}

/// The text of a file; none if it cannot be read, or if weigh wrote in it and it is not UTF-8.
fn text_of(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes)).ok()?;
    let is_readable = std::str::from_utf8(&bytes).is_ok() || !is_ours(&bytes);
    is_readable.then(|| String::from_utf8_lossy(&bytes).into_owned())
}
