//! Where a repository keeps its records, and in which format; and the search for records in a folder.

use super::dir::EXTENSIONS;
use super::{AdrDir, AdrFile, is_ours};
use crate::load::{LARGEST, Text};
use crate::model::{AdrFormat, SortedMap};
use std::cmp::Reverse;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

const LOG4BRAINS: &str = ".log4brains.yml";
/// Files that name the folder, by precedence.
const FILES: [&str; 3] = [LOG4BRAINS, ".adr-dir", "adrs.toml"];
/// The usual folders, by precedence. One with records comes before one without.
const FOLDERS: &str = "doc/adr docs/decisions docs/adr docs/adrs docs/architecture/decisions \
                       doc/architecture/decisions docs/architecture/adr docs/decision-records decision-records \
                       architecture/decisions doc/adrs doc/decisions adr adrs";
/// Files of a project of its own within a repository.
const PROJECTS: &str = "pyproject.toml setup.py requirements.txt manage.py package.json Cargo.toml go.mod \
                        weigh-profile.yaml";

/// Folders of files that others wrote or that programs made.
const SKIPPED: [&str; 7] =
    ["node_modules", "target", "vendor", "venv", "site-packages", "build", "dist"];

/// A convention for records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdrConfig {
    /// The folder, relative to the root.
    pub folder: String,
    /// The format of the records there.
    pub format: AdrFormat,
    /// The file that settles it, or the folder itself; none for the default.
    pub origin: Option<String>,
}

impl Default for AdrConfig {
    fn default() -> Self {
        let format = AdrFormat::Madr;
        Self { folder: format.default_folder().to_owned(), format, origin: None }
    }
}

impl AdrConfig {
    /// The convention of the package around a folder, where the root's `.log4brains.yml` lists it.
    pub fn of_package(root: &Path, folder: &Path) -> Option<Self> {
        let config = Text::read(&root.join(LOG4BRAINS)).ok()?.text;
        let within = folder.strip_prefix(root).ok()?;
        let (mut path, mut adr_folder) = (None, None);
        for line in config.lines().skip_while(|line| line.trim() != "packages:") {
            if line.trim_start().starts_with("- ") {
                (path, adr_folder) = (None, None);
            }
            path = path.or(setting(line, "path", ':'));
            adr_folder = adr_folder.or(setting(line, "adrFolder", ':'));
            if let (Some(path), Some(folder)) = (&path, &adr_folder)
                && within.starts_with(path)
            {
                let (folder, format) = (folder.clone(), AdrFormat::Log4brains);
                return Some(Self { folder, format, origin: Some(LOG4BRAINS.to_owned()) });
            }
        }
        None
    }

    /// Detects the convention of a root: a file that names the folder, else one of the usual folders.
    pub fn detect(root: &Path) -> Option<Self> {
        let named = FILES.into_iter().find(|name| root.join(name).is_file());
        if let Some(origin) = named {
            let text = Text::read(&root.join(origin)).map(|text| text.text).unwrap_or_default();
            let folder = match origin {
                LOG4BRAINS => setting(&text, "adrFolder", ':').or(Some("docs/adr".to_owned())),
                ".adr-dir" => text.lines().next().and_then(scalar),
                _ => setting(&text, "adr_dir", '='),
            };
            let folder = folder.unwrap_or_else(|| "doc/adr".to_owned());
            let format = if origin == LOG4BRAINS {
                AdrFormat::Log4brains
            } else {
                let by_headings = || AdrDir::read(&root.join(&folder)).ok()?.format();
                let by_mode = || match setting(&text, "mode", '=').as_deref() {
                    Some("ng" | "nextgen" | "next-gen") => AdrFormat::Madr,
                    _ => AdrFormat::Nygard,
                };
                let named = setting(&text, "format", '=').and_then(|word| word.parse().ok());
                let named = named.filter(|one| matches!(one, AdrFormat::Madr | AdrFormat::Nygard));
                named.or_else(by_headings).unwrap_or_else(by_mode)
            };
            return Some(Self { folder, format, origin: Some(origin.to_owned()) });
        }
        let usual = FOLDERS.split(' ').filter(|folder| root.join(folder).is_dir());
        let full = usual.clone().find_map(|folder| {
            let dir = AdrDir::read(&root.join(folder)).ok()?;
            dir.has_records().then(|| Self::in_folder(folder, &dir))
        });
        full.or_else(|| {
            let empty = usual.clone().find(|folder| is_only_text(&root.join(folder)));
            empty.map(|folder| Self::in_folder(folder, &AdrDir::default()))
        })
    }

    /// Another folder with two or more records that have a number or a date: the one with most of them. Projects
    /// within the root are left out.
    pub fn search(root: &Path) -> Option<Self> {
        let mut by_folder: SortedMap<String, Vec<AdrFile>> = SortedMap::new();
        for file in AdrDir::read(root).ok()?.files {
            if file.is_named() && file.is_record() {
                let folder = file.folder().trim_end_matches('/').to_owned();
                by_folder.get_or_default(folder).push(file);
            }
        }
        by_folder.retain(|folder, files| {
            let mut above = Path::new(folder).ancestors().filter(|at| !at.as_os_str().is_empty());
            files.len() > 1 && !above.any(|at| Self::is_project(&root.join(at)))
        });
        let most = by_folder.into_iter().min_by_key(|(_, files)| Reverse(files.len()));
        most.map(|(folder, files)| Self::in_folder(&folder, &AdrDir { files, ..AdrDir::default() }))
    }

    fn in_folder(folder: &str, dir: &AdrDir) -> Self {
        let usual = if folder == "doc/adr" { AdrFormat::Nygard } else { AdrFormat::Madr };
        let format = dir.format().unwrap_or(usual);
        Self { folder: folder.to_owned(), format, origin: Some(folder.to_owned()) }
    }

    /// Whether the root has a project of its own.
    pub fn is_project(root: &Path) -> bool {
        PROJECTS.split(' ').any(|name| root.join(name).exists())
    }
}

/// Whether a folder has nothing but Markdown and hidden files: `adr` may be a package of code.
fn is_only_text(folder: &Path) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().all(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        name.starts_with('.') || EXTENSIONS.iter().any(|end| name.ends_with(end))
    })
}

/// A key's value in YAML or TOML; the packages of a monorepo have folders of their own, which are indented more.
fn setting(config: &str, key: &str, separator: char) -> Option<String> {
    let value = |line: &str| {
        let trimmed = line.trim_start_matches([' ', '-']);
        let value = trimmed.strip_prefix(key)?.trim_start().strip_prefix(separator)?;
        Some((line.len() - trimmed.len(), scalar(value)))
    };
    let found = config.lines().filter_map(value).min_by_key(|(indent, _)| *indent);
    found.and_then(|(_, value)| value)
}

/// A value without quotes, comment and a leading `./`; none if it is empty.
fn scalar(value: &str) -> Option<String> {
    let value = value.split(" #").next().unwrap_or_default().trim();
    let value = value.trim_matches(['"', '\'']).trim_end_matches('/');
    let value = value.strip_prefix("./").unwrap_or(value);
    (!value.is_empty()).then(|| value.to_owned())
}

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
        let is_usual = |folder: &Path| FOLDERS.split(' ').any(|usual| folder.ends_with(usual));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> (String, AdrFormat) {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let AdrConfig { folder, format, .. } = AdrConfig::detect(root.path()).unwrap_or_default();
        (folder, format)
    }

    const NYGARD: &str = "# 1. A\n\n## Status\n\nAccepted\n\n## Context\n\n## Decision\n";

    #[test]
    fn the_repository_settles_the_format() {
        let log4brains = "project:\n  name: x\n  packages:\n    - name: a\n      adrFolder: a/adr\n  adrFolder: ./docs/adr # here\n";
        for (files, folder, format) in [
            (vec![], "docs/decisions", AdrFormat::Madr),
            (
                vec![(".log4brains.yml", log4brains), (".adr-dir", "x")],
                "docs/adr",
                AdrFormat::Log4brains,
            ),
            (vec![(".adr-dir", "architecture/\n")], "architecture", AdrFormat::Nygard),
            (vec![("doc/adr/0001-a.md", NYGARD)], "doc/adr", AdrFormat::Nygard),
            (vec![("adrs.toml", "adr_dir = \"adr\"\nmode = \"ng\"\n")], "adr", AdrFormat::Madr),
            (
                vec![("adrs.toml", "adr_dir = 'adr'\n"), ("adr/0001-a.md", NYGARD)],
                "adr",
                AdrFormat::Nygard,
            ),
            (
                vec![("docs/adr/0001-a.md", NYGARD), ("docs/decisions/.keep", "")],
                "docs/adr",
                AdrFormat::Nygard,
            ),
            (vec![("docs/decisions/README.md", "")], "docs/decisions", AdrFormat::Madr),
            (vec![("adr/code.py", "")], "docs/decisions", AdrFormat::Madr),
            (vec![("docs/adrs/031-a.md", NYGARD)], "docs/adrs", AdrFormat::Nygard),
            (vec![("docs/decisions/0001-a.md", "# A\n")], "docs/decisions", AdrFormat::Madr),
            (vec![("docs/adr/0001-a.md", NYGARD)], "docs/adr", AdrFormat::Nygard),
            (vec![("docs/adr/0001-a.md", "## Considered Options\n")], "docs/adr", AdrFormat::Madr),
        ] {
            assert_eq!(found(&files), (folder.to_owned(), format), "{files:?}");
        }
    }
}
