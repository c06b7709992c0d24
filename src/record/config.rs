//! Where a repository keeps its records, and in which format; and the search for records in a folder.

use super::dir::EXTENSIONS;
use super::{AdrDir, AdrFile, is_ours};
use crate::load::{LARGEST, Node, Problem, Text};
use crate::model::{AdrFormat, SortedMap};
use std::cmp::Reverse;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;
use toml::de::DeTable;

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
    pub fn of_package(root: &Path, folder: &Path) -> Result<Option<Self>, Problem> {
        let (path, Ok(within)) = (root.join(LOG4BRAINS), folder.strip_prefix(root)) else {
            return Ok(None);
        };
        if !path.is_file() {
            return Ok(None);
        }
        let text = Text::read(&path)?;
        let config = Node::read(&text)?;
        let Some(Node::List(packages)) = config.at(&["project", "packages"]) else {
            return Ok(None);
        };
        for package in packages.iter().map(|package| &package.value) {
            let path = yaml_folder(&text, package, &["path"])?;
            let folder = yaml_folder(&text, package, &["adrFolder"])?;
            if let (Some(path), Some(folder)) = (path, folder)
                && within.starts_with(path)
            {
                return Ok(Some(Self::of_file(folder, AdrFormat::Log4brains, LOG4BRAINS)));
            }
        }
        Ok(None)
    }

    /// Detects the convention of a root: a file that names the folder, else one of the usual folders.
    pub fn detect(root: &Path) -> Result<Option<Self>, Problem> {
        let named = FILES.into_iter().find(|name| root.join(name).is_file());
        if let Some(origin) = named {
            let text = Text::read(&root.join(origin))?;
            if origin == LOG4BRAINS {
                let folder = yaml_folder(&text, &Node::read(&text)?, &["project", "adrFolder"])?;
                let folder = folder.unwrap_or_else(|| "docs/adr".to_owned());
                return Ok(Some(Self::of_file(folder, AdrFormat::Log4brains, origin)));
            }
            let [folder, format, mode] = match origin {
                ".adr-dir" => [text.text.lines().next().and_then(plain_folder), None, None],
                _ => adrs_settings(&text)?,
            };
            let folder = folder.unwrap_or_else(|| "doc/adr".to_owned());
            let by_headings = || AdrDir::read(&root.join(&folder)).ok()?.format();
            let by_mode = || match mode.as_deref() {
                Some("ng" | "nextgen" | "next-gen") => AdrFormat::Madr,
                _ => AdrFormat::Nygard,
            };
            let named = format.and_then(|word| word.parse().ok());
            let named = named.filter(|one| matches!(one, AdrFormat::Madr | AdrFormat::Nygard));
            let format = named.or_else(by_headings).unwrap_or_else(by_mode);
            return Ok(Some(Self::of_file(folder, format, origin)));
        }
        let usual = FOLDERS.split(' ').filter(|folder| root.join(folder).is_dir());
        let full = usual.clone().find_map(|folder| {
            let dir = AdrDir::read(&root.join(folder)).ok()?;
            dir.has_records().then(|| Self::in_folder(folder, &dir))
        });
        Ok(full.or_else(|| {
            let empty = usual.clone().find(|folder| is_only_text(&root.join(folder)));
            empty.map(|folder| Self::in_folder(folder, &AdrDir::default()))
        }))
    }

    fn of_file(folder: String, format: AdrFormat, origin: &str) -> Self {
        Self { folder, format, origin: Some(origin.to_owned()) }
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

/// The folder at the end of a path of keys.
fn yaml_folder(text: &Text, config: &Node, keys: &[&str]) -> Result<Option<String>, Problem> {
    match (config.at(keys), config.place_of(keys)) {
        (None | Some(Node::Null), _) | (_, None) => Ok(None),
        (Some(Node::Text(folder)), _) => Ok(plain_folder(folder)),
        (Some(_), Some(place)) => Err(text
            .problem(place, "expected a folder, found another value")
            .help("write a path relative to this file")),
    }
}

/// The folder, the format and the mode that `adrs.toml` names.
fn adrs_settings(text: &Text) -> Result<[Option<String>; 3], Problem> {
    let document = DeTable::parse(&text.text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        text.problem_at_byte(at, &format!("invalid TOML: {}", error.message()))
            .help("correct this line")
    })?;
    let root = document.get_ref();
    let templates = root.get("templates").and_then(|table| table.get_ref().as_table());
    let format = templates.and_then(|table| table.get("format"));
    let values = [root.get("adr_dir"), format.or(root.get("format")), root.get("mode")];
    let mut found = [None, None, None];
    for (value, found) in values.into_iter().zip(&mut found) {
        let Some(value) = value else { continue };
        let Some(said) = value.get_ref().as_str() else {
            let problem = text.problem_at_byte(value.span().start, "expected text in quotes");
            return Err(problem.help("put it in quotes"));
        };
        *found = Some(said.to_owned());
    }
    let [folder, format, mode] = found;
    Ok([folder.as_deref().and_then(plain_folder), format, mode])
}

/// A folder without spaces around it, a leading `./` and a slash at the end; none if it is empty.
fn plain_folder(folder: &str) -> Option<String> {
    let folder = folder.trim().trim_end_matches('/');
    let folder = folder.strip_prefix("./").unwrap_or(folder);
    (!folder.is_empty()).then(|| folder.to_owned())
}

impl AdrDir {
    /// Reads a folder and those below it; one that does not exist has no files. Hidden folders, other repositories,
    /// virtual environments and links to folders are left out.
    pub fn read(root: &Path) -> io::Result<Self> {
        let (mut dir, mut folders) = (Self::default(), vec![root.to_owned()]);
        match fs::read_dir(root) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(dir),
            found => drop(found?),
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
        let is_usual =
            |name: &str| FOLDERS.split(' ').any(|usual| root.join(name).ends_with(usual));
        let is_record = |folder: &String| {
            is_usual(folder) || dir.files.iter().any(|file| is_beside(folder, file))
        };
        let (mut among_records, others) = closed.into_iter().partition(is_record);
        dir.unreadable.append(&mut among_records);
        dir.unsearched = others;
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

/// So much of a file that is too large is searched for a part written by weigh.
const LARGEST_SEARCHED: u64 = 64 * LARGEST;

/// The text of a file, of a large one the beginning; none if it cannot be read, or if weigh wrote in it and it is too large
/// or not UTF-8.
fn text_of(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST_SEARCHED).read_to_end(&mut bytes)).ok()?;
    let limit = usize::try_from(LARGEST).ok()?;
    let is_readable = bytes.len() <= limit && std::str::from_utf8(&bytes).is_ok();
    if !is_readable && is_ours(&bytes) {
        return None;
    }
    bytes.truncate(limit);
    Some(String::from_utf8_lossy(&bytes).into_owned())
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
        let AdrConfig { folder, format, .. } =
            AdrConfig::detect(root.path()).unwrap().unwrap_or_default();
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
