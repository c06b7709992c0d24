//! The records of a repository: their folder and format, the files there, and the names of new ones.

use crate::load::Text;
use crate::model::AdrFormat;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// The slug of a title without a Latin letter or digit.
const UNTITLED: &str = "web-framework";
const MAX_SLUG: usize = 60;

/// A repository's convention for records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdrConfig {
    /// The folder, relative to the root.
    pub folder: String,
    /// The format of the records there.
    pub format: AdrFormat,
    /// The file or folder that settles it; none for the default.
    pub origin: Option<&'static str>,
}

/// Files and folders that mark the root of a repository with records, by precedence.
pub const MARKERS: [&str; 6] =
    [".log4brains.yml", ".adr-dir", "doc/adr", "adrs.toml", "docs/decisions", "docs/adr"];

impl AdrConfig {
    /// Detects the convention; the default is MADR in `docs/decisions`.
    pub fn detect(root: &Path) -> Self {
        let text = |path: &str| Text::read(&root.join(path)).ok().map(|text| text.text);
        let usual = |folder: Option<String>| folder.unwrap_or_else(|| "doc/adr".to_owned());
        for origin in MARKERS {
            if !root.join(origin).exists() {
                continue;
            }
            let text = text(origin).unwrap_or_default();
            let (folder, format) = match origin {
                ".log4brains.yml" => {
                    let folder = setting(&text, "adrFolder", ':');
                    (folder.unwrap_or("docs/adr".to_owned()), AdrFormat::Log4brains)
                }
                ".adr-dir" => (usual(text.lines().next().and_then(scalar)), AdrFormat::Nygard),
                // The tool adrs may keep MADR there.
                "doc/adr" => {
                    let config = Text::read(&root.join("adrs.toml")).map(|text| text.text);
                    let stated = config.ok().and_then(|config| template(&config));
                    (origin.to_owned(), stated.unwrap_or(AdrFormat::Nygard))
                }
                "adrs.toml" => {
                    let folder = usual(setting(&text, "adr_dir", '='));
                    let by_mode = || match setting(&text, "mode", '=').as_deref() {
                        Some("ng" | "nextgen" | "next-gen") => AdrFormat::Madr,
                        _ => AdrFormat::Nygard,
                    };
                    let by_headings = || AdrDir::read(&root.join(&folder)).ok()?.format();
                    let format = template(&text).or_else(by_headings).unwrap_or_else(by_mode);
                    (folder, format)
                }
                _ => {
                    let format = AdrDir::read(&root.join(origin)).ok().and_then(|dir| dir.format());
                    (origin.to_owned(), format.unwrap_or(AdrFormat::Madr))
                }
            };
            return Self { folder, format, origin: Some(origin) };
        }
        let format = AdrFormat::Madr;
        Self { folder: format.default_folder().to_owned(), format, origin: None }
    }
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

/// One Markdown file of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdrFile {
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl AdrFile {
    /// The number at the beginning of its name; a date there, of eight digits, is none.
    pub fn number(&self) -> Option<u32> {
        let (digits, _) = self.name.split_once('-')?;
        let is_number = digits.len() <= 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse().ok()).flatten()
    }

    /// The name without `.md`.
    pub fn stem(&self) -> &str {
        self.name.strip_suffix(".md").unwrap_or(&self.name)
    }

    /// The first heading, without a number before it.
    pub fn title(&self) -> String {
        let heading = self.text.lines().find_map(|line| line.strip_prefix("# "));
        let heading = heading.unwrap_or(self.stem()).trim();
        let number = self.number().map(|number| format!("{number}. ")).unwrap_or_default();
        heading.strip_prefix(&number).unwrap_or(heading).to_owned()
    }
}

/// The Markdown files of a folder, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AdrDir {
    /// The files, by name.
    pub files: Vec<AdrFile>,
}

impl AdrDir {
    /// Reads a folder; one that does not exist has no files.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        if folder.is_dir() {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let is_markdown = path.extension().is_some_and(|end| end == "md");
                if is_markdown && !name.starts_with('.') && path.is_file() {
                    // A file that cannot be read as text still takes its number.
                    let text = Text::read(&path).map(|text| text.text).unwrap_or_default();
                    files.push(AdrFile { name, text });
                }
            }
        }
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Self { files })
    }

    /// The format of most of the records, by their headings.
    pub fn format(&self) -> Option<AdrFormat> {
        let count = |wanted: fn(&[&str]) -> bool| {
            let lines =
                |file: &&AdrFile| wanted(&file.text.lines().map(str::trim_end).collect::<Vec<_>>());
            self.files.iter().filter(lines).count()
        };
        let madr = count(|lines| {
            lines.contains(&"## Decision Outcome") || lines.contains(&"## Considered Options")
        });
        let nygard = count(|lines| lines.contains(&"## Status") && lines.contains(&"## Decision"));
        if nygard > madr {
            return Some(AdrFormat::Nygard);
        }
        (madr > 0).then_some(AdrFormat::Madr)
    }

    /// The number after the highest.
    pub fn next_number(&self) -> u32 {
        self.files.iter().filter_map(AdrFile::number).max().unwrap_or(0).saturating_add(1)
    }

    /// The name, with `-2`, `-3`, ... if it is taken.
    pub fn free_name(&self, wanted: &str) -> String {
        let stem = wanted.strip_suffix(".md").unwrap_or(wanted);
        let mut name = wanted.to_owned();
        let mut copy = 2;
        while self.files.iter().any(|file| file.name == name) {
            name = format!("{stem}-{copy}.md");
            copy += 1;
        }
        name
    }

    /// Numbers that several files have, with the files.
    pub fn duplicates(&self) -> BTreeMap<u32, Vec<&AdrFile>> {
        let mut by_number: BTreeMap<u32, Vec<&AdrFile>> = BTreeMap::new();
        for file in &self.files {
            if let Some(number) = file.number() {
                by_number.entry(number).or_default().push(file);
            }
        }
        by_number.retain(|_, files| files.len() > 1);
        by_number
    }

    /// The record that a user means by its number, file name or the beginning of it; `None` if several match.
    pub fn find(&self, typed: &str) -> Option<&AdrFile> {
        let taken = |number: &u32| self.files.iter().any(|file| file.number() == Some(*number));
        let number = typed.parse().ok().filter(taken);
        let matches = |file: &&AdrFile| match number {
            Some(_) => file.number() == number,
            None => file.name == typed || file.stem().starts_with(typed),
        };
        let mut matching = self.files.iter().filter(matches);
        matching.next().filter(|_| matching.next().is_none())
    }
}

impl AdrFormat {
    /// The folder where the format's tools keep records by default.
    pub fn default_folder(self) -> &'static str {
        match self {
            Self::Madr => "docs/decisions",
            Self::Nygard => "doc/adr",
            Self::Log4brains => "docs/adr",
        }
    }

    /// The file name of a new record.
    pub fn file_name(self, number: u32, date: Date, title: &str) -> String {
        let slug = slug(title);
        match self {
            Self::Madr | Self::Nygard => format!("{number:04}-{slug}.md"),
            Self::Log4brains => format!("{}-{slug}.md", date.strftime("%Y%m%d")),
        }
    }

    pub(super) fn bullet(self) -> char {
        if self == Self::Log4brains { '-' } else { '*' }
    }
}

/// A title's words in lower case, joined by hyphens and cut between words.
fn slug(title: &str) -> String {
    let latin: String = title.to_lowercase().chars().map(to_ascii).collect();
    let words = latin.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        if slug.is_empty() {
            slug.extend(word.chars().take(MAX_SLUG));
        } else if slug.len() + 1 + word.len() <= MAX_SLUG {
            slug = format!("{slug}-{word}");
        } else {
            break;
        }
    }
    if slug.is_empty() { UNTITLED.to_owned() } else { slug }
}

/// Letters after what stands for them; an apostrophe does not end a word.
const LATIN: &str = "aàáâãåāăą aeäæ cçćč dďđð eèéêëēėęě gğ iìíîïīı lł nñńň oòóôõøōő oeöœ rř sśšş ssß tťţț uùúûūůűų ueü \
                     yýÿ zźžż '’";

fn to_ascii(letter: char) -> String {
    match LATIN.split(' ').find(|known| known.contains(letter)) {
        Some(known) if !letter.is_ascii() => known.chars().filter(char::is_ascii).collect(),
        _ => letter.to_string().replace('\'', ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dir(names: &[&str]) -> AdrDir {
        let file = |name: &&str| AdrFile { name: (*name).to_owned(), text: String::new() };
        AdrDir { files: names.iter().map(file).collect() }
    }

    #[test]
    fn the_next_number_is_one_above_the_highest() {
        assert_eq!(dir(&[]).next_number(), 1);
        let names = ["0002-a.md", "0010-b.md", "readme.md", "20261123-c.md"];
        assert_eq!(dir(&names).next_number(), 11);
    }

    #[test]
    fn a_number_used_twice_is_found() {
        let dir = dir(&["0002-a.md", "0002-b.md", "0003-c.md"]);
        assert_eq!(dir.duplicates().into_keys().collect::<Vec<_>>(), [2]);
        assert!(dir.find("2").is_none());
        assert_eq!(dir.find("0003").unwrap().name, "0003-c.md");
        assert_eq!(dir.free_name("0003-c.md"), "0003-c-2.md");
    }

    #[test]
    fn words_are_joined_and_cut_between_words() {
        assert_eq!(slug("Web framework: A shop's page"), "web-framework-a-shops-page");
        assert_eq!(slug("Bäckerei – Größe"), "baeckerei-groesse");
        assert_eq!(slug("面包店"), "web-framework");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        let long = slug(&"word ".repeat(2_000));
        assert!(long.len() <= 60 && long.ends_with("-word"), "{long}");
        assert_eq!(slug(&"a".repeat(10_000)).len(), 60);
    }

    fn found(files: &[(&str, &str)]) -> (String, AdrFormat) {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let AdrConfig { folder, format, .. } = AdrConfig::detect(root.path());
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
            (vec![("docs/decisions/0001-a.md", "# A\n")], "docs/decisions", AdrFormat::Madr),
            (vec![("docs/adr/0001-a.md", NYGARD)], "docs/adr", AdrFormat::Nygard),
            (vec![("docs/adr/0001-a.md", "## Considered Options\n")], "docs/adr", AdrFormat::Madr),
        ] {
            assert_eq!(found(&files), (folder.to_owned(), format), "{files:?}");
        }
    }
}
