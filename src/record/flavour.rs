//! The three ways of writing a record, and how each names its files.

use super::slug::slug;
use jiff::civil::Date;

/// A way of writing records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// MADR 4: front matter, drivers, options.
    Madr,
    /// Michael Nygard's four sections, as adr-tools keeps them.
    Nygard,
    /// MADR as log4brains keeps it: a list in place of front matter, files named by day.
    Log4brains,
}

/// The file name of a title without a letter or digit.
const UNTITLED: &str = "web-framework";

impl Flavour {
    /// All flavours.
    pub const ALL: [Self; 3] = [Self::Madr, Self::Nygard, Self::Log4brains];

    /// As arguments name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Madr => "madr",
            Self::Nygard => "nygard",
            Self::Log4brains => "log4brains",
        }
    }

    /// The folder where the flavour is at home when nothing in the repository says another.
    pub fn usual_folder(self) -> &'static str {
        match self {
            Self::Madr => "docs/decisions",
            Self::Nygard => "doc/adr",
            Self::Log4brains => "docs/adr",
        }
    }

    /// Whether its records have numbers.
    pub fn is_numbered(self) -> bool {
        self != Self::Log4brains
    }

    /// The name of a new record's file.
    pub fn file_name(self, number: u32, date: Date, title: &str) -> String {
        let slug = slug(title, UNTITLED);
        match self {
            Self::Madr | Self::Nygard => format!("{number:04}-{slug}.md"),
            Self::Log4brains => format!("{}-{slug}.md", date.strftime("%Y%m%d")),
        }
    }

    /// The sign before an item of a list.
    pub(super) fn bullet(self) -> char {
        if self == Self::Log4brains { '-' } else { '*' }
    }
}
