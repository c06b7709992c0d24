//! The records of a folder, and the names of new ones.

use super::status::is_status_row;
use super::{Data, split};
use crate::model::{AdrFormat, SortedMap};
use jiff::civil::Date;
use std::ops::Range;

pub(super) const EXTENSIONS: [&str; 2] = [".md", ".adoc"];

/// The number of characters of a title in the name of a record.
const MAX_SLUG: usize = 60;
/// What may stand before the number in the name of a record.
const PREFIXES: [&str; 9] = ["", "adr", "ladr", "madr", "dr", "ad", "tdr", "rfc", "decision"];
/// Headings that most records have one of.
const HEADINGS: [&str; 4] = ["status", "decision", "decision outcome", "considered options"];

/// What is a year, unless the records of the folder are numbered nearly as far.
const YEARS: Range<u32> = 1900..2100;

/// The parts of a numbered name such as `ADR-001_title.md`.
#[derive(Debug, Clone, Copy)]
struct Numbered<'a> {
    prefix: &'a str,
    digits: &'a str,
    number: u32,
    separator: &'a str,
    title: &'a str,
}

impl Numbered<'_> {
    /// Whether the number may be a year, as in `2024-roadmap.md`.
    fn is_year(&self) -> bool {
        self.prefix.is_empty() && self.digits.len() == 4 && YEARS.contains(&self.number)
    }
}

/// One file of the folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AdrFile {
    /// Its path in the folder, with slashes.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl AdrFile {
    fn parts(&self) -> Option<Numbered<'_>> {
        let stem = self.stem();
        let is_separator = |c: char| "-_. ".contains(c);
        let letters = stem.len() - stem.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
        let start = letters + usize::from(letters > 0 && stem[letters..].starts_with(is_separator));
        let (prefix, rest) = stem.split_at(start);
        let title = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let (digits, rest) = rest.split_at(rest.len() - title.len());
        let title = rest.trim_start_matches(is_separator);
        let separator = &rest[..rest.len() - title.len()];
        let is_prefix = PREFIXES.contains(&stem[..letters].to_lowercase().as_str());
        let number = digits.parse().ok().filter(|_| digits.len() <= 6)?;
        let is_number = title.is_empty() || !separator.is_empty();
        let is_template = (digits.len() > 2 && digits.bytes().all(|byte| byte == b'9'))
            || title.to_lowercase().contains("template");
        let is_numbered = is_prefix && is_number && !is_template && self.date().is_none();
        let name = Numbered { prefix, digits, number, separator, title };
        (is_numbered && (!name.is_year() || self.is_record())).then_some(name)
    }

    /// The date at the beginning of its name, as it is written.
    fn date(&self) -> Option<&str> {
        let is_date = |pattern: &str| {
            let bytes = self.stem().bytes().zip(pattern.bytes());
            self.stem().len() >= pattern.len()
                && bytes.into_iter().all(|(byte, mark)| match mark {
                    b'0' => byte.is_ascii_digit(),
                    _ => !byte.is_ascii_alphanumeric(),
                })
        };
        let pattern = ["0000-00-00", "00000000"].into_iter().find(|pattern| is_date(pattern))?;
        Some(&self.stem()[..pattern.len()])
    }

    /// The number in its name; a date and a template have none.
    pub fn number(&self) -> Option<u32> {
        self.parts().map(|name| name.number)
    }

    /// What names it in `--supersede`.
    pub fn reference(&self) -> String {
        self.number().map_or_else(|| self.name.clone(), |number| number.to_string())
    }

    /// The digits of its number, as they are written.
    pub(super) fn digits(&self) -> Option<&str> {
        self.parts().map(|name| name.digits)
    }

    /// Whether its name is a number without a title.
    pub(super) fn is_only_number(&self) -> bool {
        self.parts().is_some_and(|name| name.title.is_empty())
    }

    /// The number that its text gives it, in the front matter or before its title; and the line.
    pub(super) fn number_in_text(&self) -> Option<(u32, u32)> {
        self.text.lines().zip(1..).find_map(|(line, at)| {
            let number = match line.strip_prefix("# ") {
                Some(title) => {
                    let name = title.split_once([':', '.']).map(|(number, _)| number.trim())?;
                    let named = Self { name: name.to_owned(), text: String::new() };
                    named.number().filter(|_| named.is_only_number())
                }
                None => line.strip_prefix("number:").and_then(|number| number.trim().parse().ok()),
            };
            number.map(|number| (number, at))
        })
    }

    /// Whether its name has a number or a date.
    pub(super) fn is_named(&self) -> bool {
        self.parts().is_some() || self.date().is_some()
    }

    /// Whether it has a heading of a record.
    pub(super) fn is_record(&self) -> bool {
        let heading = |line: &str| {
            // Some end in a picture.
            let text = line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            line.starts_with(['#', '=']) && HEADINGS.contains(&text.as_str())
        };
        self.text.lines().any(heading)
    }

    /// Its format: what weigh noted in it, else by its headings.
    fn format(&self) -> Option<AdrFormat> {
        if let Some(data) = split(&self.text).ok().flatten().and_then(|part| Data::read(&part).ok())
        {
            return Some(data.format);
        }
        let lines: Vec<&str> = self.text.lines().map(str::trim_end).collect();
        let has = |heading| lines.contains(&heading);
        if has("## Decision Outcome") || has("## Considered Options") {
            Some(AdrFormat::Madr)
        } else if has("## Status") && has("## Decision") {
            Some(AdrFormat::Nygard)
        } else {
            lines.iter().any(|line| is_status_row(line)).then_some(AdrFormat::Nhs)
        }
    }

    /// The folder that it lies in, with a slash at the end; empty for the folder of the records.
    pub fn folder(&self) -> &str {
        self.name.rfind('/').map_or("", |at| &self.name[..=at])
    }

    /// The name without folder and extension.
    pub fn stem(&self) -> &str {
        let base = &self.name[self.folder().len()..];
        EXTENSIONS.iter().find_map(|end| base.strip_suffix(end)).unwrap_or(base)
    }

    /// The first heading, without a number before it.
    pub fn title(&self) -> String {
        let text = self.text.trim_start_matches('\u{feff}');
        let heading = text.lines().find_map(|line| line.strip_prefix("# "));
        let heading = heading.unwrap_or(self.stem()).trim();
        let number = self.number().map(|number| format!("{number}. ")).unwrap_or_default();
        heading.strip_prefix(&number).unwrap_or(heading).to_owned()
    }

    /// How a file in the folder of another one names it.
    #[must_use]
    pub fn seen_from(&self, other: &Self) -> Self {
        let up = "../".repeat(other.name.matches('/').count());
        Self { name: up + &self.name, text: self.text.clone() }
    }
}

/// The `.md` and `.adoc` files of a folder and of those below it, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AdrDir {
    /// The files, by name.
    pub files: Vec<AdrFile>,
    /// The files that cannot be read, and the folders that cannot be read among records.
    pub unreadable: Vec<String>,
    /// The other folders that cannot be read.
    pub unsearched: Vec<String>,
}

impl AdrDir {
    /// Whether there is a record, by names or headings.
    pub(super) fn has_records(&self) -> bool {
        self.files.iter().any(|file| file.is_named() || file.is_record())
    }

    /// The format of most of the records.
    pub fn format(&self) -> Option<AdrFormat> {
        let found: Vec<AdrFormat> = self.files.iter().filter_map(AdrFile::format).collect();
        let count = |format: &&AdrFormat| found.iter().filter(|one| one == format).count();
        AdrFormat::ALL.iter().rev().max_by_key(count).filter(|most| found.contains(most)).copied()
    }

    /// The files with a number in their name.
    fn numbered(&self) -> impl Iterator<Item = (&AdrFile, Numbered<'_>)> {
        let numbered = || self.files.iter().filter_map(|file| Some((file, file.parts()?)));
        let near_years = YEARS.start / 2..YEARS.start;
        let years_count = numbered().any(|(_, name)| near_years.contains(&name.number));
        numbered().filter(move |(_, name)| years_count || !name.is_year())
    }

    /// The number after the highest.
    pub fn next_number(&self) -> u32 {
        self.numbered().map(|(_, name)| name.number).max().unwrap_or(0).saturating_add(1)
    }

    /// The next number as the other records write theirs: `0007`, `ADR-007`.
    pub fn next_label(&self) -> String {
        let (number, prefix) = (self.next_number(), self.latest().map_or("", |last| last.prefix));
        let alike = self.numbered().filter(|(_, name)| name.prefix == prefix);
        let width = alike.map(|(_, name)| name.digits.len()).min().unwrap_or(4);
        format!("{prefix}{number:0width$}")
    }

    /// The name of the record with the highest number, of those in the folder itself if there are any.
    fn latest(&self) -> Option<Numbered<'_>> {
        let newest =
            self.numbered().max_by_key(|(file, name)| (file.folder().is_empty(), name.number));
        newest.map(|(_, name)| name)
    }

    /// Whether the records are named by date and not by number; then what is between the parts of the date.
    pub fn dated(&self, format: AdrFormat) -> Option<&'static str> {
        if format == AdrFormat::Log4brains {
            return Some("");
        }
        let dates: Vec<&str> = self.files.iter().filter_map(AdrFile::date).collect();
        let last = dates.last().filter(|_| dates.len() > self.numbered().count())?;
        Some(if last.contains('-') { "-" } else { "" })
    }

    /// The file name of a new record, like those of the other records; with `-2`, `-3`, ... if it is taken.
    pub fn new_name(&self, format: AdrFormat, date: Date, title: &str) -> String {
        let slug = Some(slug(title)).filter(|slug| !slug.is_empty());
        let slug = slug.unwrap_or_else(|| "web-framework".to_owned());
        let stem = match (self.dated(format), self.latest()) {
            (Some(between), _) => format!("{}-{slug}", date.to_string().replace('-', between)),
            (None, None) if format == AdrFormat::Nhs => {
                format!("ADR-{:03}_{}", self.next_number(), slug.replace('-', "_"))
            }
            (None, None) => format!("{}-{slug}", self.next_label()),
            (None, Some(last)) => {
                let words = [" ", "_"].into_iter().find(|mark| last.title.contains(mark));
                let words = words.filter(|_| !last.title.contains('-')).unwrap_or("-");
                let separator = if last.separator.is_empty() { "-" } else { last.separator };
                format!("{}{separator}{}", self.next_label(), slug.replace('-', words))
            }
        };
        let copies = (2..).map(|copy| format!("{stem}-{copy}.md"));
        let mut names = std::iter::once(format!("{stem}.md")).chain(copies);
        let is_free = |name: &String| !self.files.iter().any(|file| file.name == *name);
        names.find(is_free).unwrap_or_default()
    }

    /// The files of a folder that have the same number.
    pub fn duplicates(&self) -> Vec<(u32, Vec<&AdrFile>)> {
        let mut alike: SortedMap<_, Vec<&AdrFile>> = SortedMap::new();
        for (file, name) in self.numbered() {
            alike.get_or_default((file.folder(), name.prefix, name.number)).push(file);
        }
        alike.retain(|_, files| files.len() > 1);
        alike.into_iter().map(|((.., number), files)| (number, files)).collect()
    }

    /// The record that a user means by its number, file name or the beginning of it; `None` if several match.
    pub fn find(&self, typed: &str) -> Option<&AdrFile> {
        let taken = |typed: &u32| self.numbered().any(|(_, name)| name.number == *typed);
        let number = typed.parse().ok().filter(taken);
        let matches = |file: &&AdrFile| match number {
            Some(_) => file.number() == number,
            None => file.name.ends_with(&format!("/{typed}")) || file.stem().starts_with(typed),
        };
        let exact = self.files.iter().find(|file| file.name == typed || file.stem() == typed);
        let mut matching = self.files.iter().filter(matches);
        exact.or_else(|| matching.next().filter(|_| matching.next().is_none()))
    }
}

impl AdrFormat {
    /// The folder where the format's tools keep records by default.
    pub fn default_folder(self) -> &'static str {
        match self {
            Self::Madr => "docs/decisions",
            Self::Nygard => "doc/adr",
            Self::Log4brains | Self::Nhs => "docs/adr",
        }
    }
}

/// A title's words in lower case, joined by hyphens and cut between words; empty without a Latin letter or digit.
pub fn slug(title: &str) -> String {
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
    slug
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
        let text = |name: &str| if name.contains("record") { "## Decision ✅\n" } else { "" };
        let file = |name: &&str| AdrFile { name: (*name).to_owned(), text: text(name).to_owned() };
        AdrDir { files: names.iter().map(file).collect(), ..AdrDir::default() }
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
        let numbers: Vec<u32> = dir.duplicates().into_iter().map(|(number, _)| number).collect();
        assert_eq!(numbers, [2]);
        assert!(dir.find("2").is_none());
        assert_eq!(dir.find("0003").unwrap().name, "0003-c.md");
        let dir = super::tests::dir(&["20260101-a.md", "20260101-a-2.md"]);
        assert_eq!(dir.find("20260101-a").unwrap().name, "20260101-a.md");
    }

    #[test]
    fn a_new_name_is_like_its_neighbours() {
        let day = jiff::civil::date(2026, 11, 23);
        for (names, new) in [
            (vec![], "0001-a-b.md"),
            (vec!["030-x.md", "031-y.md"], "032-a-b.md"),
            (vec!["9-x.md", "10-y.md"], "11-a-b.md"),
            (vec!["ADR-001-x.md", "readme.md"], "ADR-002-a-b.md"),
            (vec!["ADR-001_Use_x.md"], "ADR-002_a_b.md"),
            (vec!["adr-0007-x.md"], "adr-0008-a-b.md"),
            (vec!["0007_x_y.md"], "0008_a_b.md"),
            (vec!["ADR-002 - Scan all.md"], "ADR-003 - a b.md"),
            (vec!["2024-01-02-x.md"], "2026-11-23-a-b.md"),
            (vec!["20240102-x.md", "20261123-a-b.md"], "20261123-a-b-2.md"),
            (vec!["0002-x.md", "9999-x.md", "0500-template.md"], "0003-a-b.md"),
            (vec!["0002-x.adoc", "old/0003-y.md"], "0004-a-b.md"),
            (vec!["python-3-support.md", "0001-x.md"], "0002-a-b.md"),
            (vec!["0012-x.md", "2024-roadmap.md"], "0013-a-b.md"),
            (vec!["0012-x.md", "2024-record.md", "2024-other-record.md"], "0013-a-b.md"),
            (vec!["1899-x.md", "1900-record.md"], "1901-a-b.md"),
            (vec!["ADR-nnn_Any_Decision_Record_Template.md", "ADR-002_X_y.md"], "ADR-003_a_b.md"),
        ] {
            assert_eq!(dir(&names).new_name(AdrFormat::Madr, day, "A b"), new, "{names:?}");
        }
        assert_eq!(dir(&["2024-record.md", "2024-other-record.md"]).duplicates(), []);
        assert_eq!(dir(&[]).new_name(AdrFormat::Nhs, day, "A b"), "ADR-001_a_b.md");
        let dated = dir(&["2024-01-02-x.md", "2024-01-03-y.md", "a/0001-x.md", "b/0001-y.md"]);
        assert_eq!(dated.duplicates(), []);
    }

    #[test]
    fn words_are_joined_and_cut_between_words() {
        assert_eq!(slug("Web framework: A shop's page"), "web-framework-a-shops-page");
        assert_eq!(slug("Bäckerei – Größe"), "baeckerei-groesse");
        assert_eq!(slug("面包店"), "");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("ASP.NET Core"), "asp-net-core");
        let long = slug(&"word ".repeat(2_000));
        assert!(long.len() <= 60 && long.ends_with("-word"), "{long}");
        assert_eq!(slug(&"a".repeat(10_000)).len(), 60);
    }
}
