//! Where a repository keeps its records, and in which format.

use super::{AdrDir, AdrFile};
use crate::load::Text;
use crate::model::{AdrFormat, SortedMap};
use std::cmp::Reverse;
use std::fs;
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
            match (&path, &adr_folder) {
                (Some(path), Some(folder)) if within.starts_with(path) => {
                    let (folder, format) = (folder.clone(), AdrFormat::Log4brains);
                    return Some(Self { folder, format, origin: Some(LOG4BRAINS.to_owned()) });
                }
                _ => {}
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
                template(&text).or_else(by_headings).unwrap_or_else(by_mode)
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

/// Whether a folder has one of the usual names.
pub(super) fn is_usual(folder: &Path) -> bool {
    FOLDERS.split(' ').any(|usual| folder.ends_with(usual))
}

/// Whether a folder has nothing but Markdown and hidden files: `adr` may be a package of code.
fn is_only_text(folder: &Path) -> bool {
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    names
        .map(|name| name.to_string_lossy().into_owned())
        .all(|name| name.starts_with('.') || [".md", ".adoc"].iter().any(|end| name.ends_with(end)))
}

/// The format that `adrs.toml` names.
fn template(config: &str) -> Option<AdrFormat> {
    match setting(config, "format", '=')?.as_str() {
        "madr" => Some(AdrFormat::Madr),
        "nygard" => Some(AdrFormat::Nygard),
        _ => None,
    }
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
