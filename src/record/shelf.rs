//! The records of a folder: which numbers are taken, and which record is of which profile.

use super::Flavour;
use std::collections::BTreeMap;

/// One file of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// The Markdown files of a folder, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shelf {
    entries: Vec<Entry>,
}

/// The most digits of a number; names that begin with a day have eight.
const MOST_DIGITS: usize = 6;

impl Entry {
    /// The number that its name begins with.
    pub fn number(&self) -> Option<u32> {
        let (digits, _) = self.name.split_once('-')?;
        let number = digits.len() <= MOST_DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
        number.then(|| digits.parse().ok()).flatten()
    }

    /// The name without its ending, by which log4brains calls it.
    pub fn stem(&self) -> &str {
        self.name.strip_suffix(".md").unwrap_or(&self.name)
    }

    /// The first heading, without the number that may stand before it.
    pub fn title(&self) -> String {
        let heading = self.text.lines().find_map(|line| line.strip_prefix("# "));
        let heading = heading.unwrap_or(self.stem()).trim();
        let numbered =
            self.number().and_then(|number| heading.strip_prefix(&format!("{number}. ")));
        numbered.unwrap_or(heading).to_owned()
    }
}

impl Shelf {
    /// A shelf of these files.
    pub fn new(mut entries: Vec<Entry>) -> Self {
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Self { entries }
    }

    /// The files, by name.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The number after the highest.
    pub fn next_number(&self) -> u32 {
        self.entries.iter().filter_map(Entry::number).max().unwrap_or(0).saturating_add(1)
    }

    /// A name that no file has: the flavour's own, or with a figure behind it.
    pub fn free_name(&self, wanted: &str) -> String {
        let taken = |name: &str| self.entries.iter().any(|entry| entry.name == name);
        let stem = wanted.strip_suffix(".md").unwrap_or(wanted);
        let others = (2_u32..).map(|n| format!("{stem}-{n}.md"));
        let mut names = std::iter::once(wanted.to_owned()).chain(others);
        names.find(|name| !taken(name)).unwrap_or_else(|| wanted.to_owned())
    }

    /// Numbers that several files have, with the files.
    pub fn numbers_twice(&self) -> BTreeMap<u32, Vec<&Entry>> {
        let mut by_number: BTreeMap<u32, Vec<&Entry>> = BTreeMap::new();
        for entry in &self.entries {
            if let Some(number) = entry.number() {
                by_number.entry(number).or_default().push(entry);
            }
        }
        by_number.retain(|_, entries| entries.len() > 1);
        by_number
    }

    /// The record that somebody means by a number, a file's name or its beginning; none where several could be meant.
    pub fn meant(&self, typed: &str, flavour: Flavour) -> Option<&Entry> {
        let number = typed.parse::<u32>().ok().filter(|_| flavour.is_numbered());
        let by_number = |entry: &&Entry| number.is_some() && entry.number() == number;
        let by_name = |entry: &&Entry| {
            number.is_none() && (entry.name == typed || entry.stem().starts_with(typed))
        };
        let mut found = self.entries.iter().filter(|entry| by_number(entry) || by_name(entry));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Shelf};
    use crate::record::Flavour;

    fn shelf(names: &[&str]) -> Shelf {
        let entry = |name: &&str| Entry { name: (*name).to_owned(), text: String::new() };
        Shelf::new(names.iter().map(entry).collect())
    }

    #[test]
    fn the_next_number_is_one_above_the_highest() {
        assert_eq!(shelf(&[]).next_number(), 1);
        assert_eq!(
            shelf(&["0002-a.md", "0010-b.md", "readme.md", "20261123-c.md"]).next_number(),
            11
        );
    }

    #[test]
    fn a_number_used_twice_is_seen() {
        let shelf = shelf(&["0002-a.md", "0002-b.md", "0003-c.md"]);
        let twice: Vec<u32> = shelf.numbers_twice().into_keys().collect();
        assert_eq!(twice, [2]);
        assert!(shelf.meant("2", Flavour::Madr).is_none());
        assert_eq!(shelf.meant("0003", Flavour::Nygard).unwrap().name, "0003-c.md");
        assert_eq!(shelf.free_name("0003-c.md"), "0003-c-2.md");
    }
}
