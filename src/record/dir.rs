//! The records of a folder: which numbers are taken, and which record a user means.

use std::collections::BTreeMap;

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
    files: Vec<AdrFile>,
}

impl AdrDir {
    /// A folder with these files.
    pub fn new(mut files: Vec<AdrFile>) -> Self {
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Self { files }
    }

    /// The files, by name.
    pub fn files(&self) -> &[AdrFile] {
        &self.files
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
    pub fn find(&self, typed: &str, is_numbered: bool) -> Option<&AdrFile> {
        let number = typed.parse::<u32>().ok().filter(|_| is_numbered);
        let matches = |file: &&AdrFile| match number {
            Some(_) => file.number() == number,
            None => file.name == typed || file.stem().starts_with(typed),
        };
        let mut matching = self.files.iter().filter(matches);
        matching.next().filter(|_| matching.next().is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::{AdrDir, AdrFile};

    fn dir(names: &[&str]) -> AdrDir {
        let file = |name: &&str| AdrFile { name: (*name).to_owned(), text: String::new() };
        AdrDir::new(names.iter().map(file).collect())
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
        assert!(dir.find("2", true).is_none());
        assert_eq!(dir.find("0003", true).unwrap().name, "0003-c.md");
        assert_eq!(dir.free_name("0003-c.md"), "0003-c-2.md");
    }
}
