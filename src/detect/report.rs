//! The result of a detection: plain values, sorted, each with its places.

use std::path::PathBuf;

use serde::Serialize;

use crate::model::{Need, words};

/// Limits on what is read. Every limit that was met is in the report.
///
/// None of them is a time limit: the same folder gives the same report on a slow machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Names looked at, files and folders together.
    pub entries: usize,
    /// Names in one folder; a folder with more is skipped whole, whatever the order of its names.
    pub folder_entries: usize,
    /// Files that are read.
    pub files: usize,
    /// Bytes of one file; a larger one is not opened.
    pub file_size: u64,
    /// Bytes of all files together.
    pub total_size: u64,
    /// Folders below the root.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            entries: 100_000,
            folder_entries: 20_000,
            files: 10_000,
            file_size: 1 << 20,
            total_size: 64 << 20,
            depth: 24,
        }
    }
}

/// Why a folder cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read the folder `{}`", .path.display())]
pub struct DetectError {
    pub(super) path: PathBuf,
    pub(super) source: std::io::Error,
}

/// What was found in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The folder, as the caller named it.
    pub root: String,
    /// The frameworks in use, by id.
    pub frameworks: Vec<FrameworkUse>,
    /// Proposed traits, then needs, each by id.
    pub proposals: Vec<Proposal>,
    /// What a reader should know first.
    pub notes: Vec<String>,
    /// The folders that are projects of their own; `.` is the root.
    pub projects: Vec<String>,
    /// What was not read, and why.
    pub skipped: Vec<Skipped>,
    /// Files and folders whose names were looked at.
    pub names_seen: usize,
    /// Files whose content was read.
    pub files_read: usize,
}

/// A framework in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FrameworkUse {
    /// Its id in the catalogue.
    pub id: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// A sentence without a full stop.
    pub because: String,
    /// Where it shows.
    pub places: Vec<Place>,
    /// The projects that use it; `.` is the root.
    pub folders: Vec<String>,
    /// Lines of Python code of those projects, without tests and migrations.
    pub lines: usize,
}

/// One line of a profile, with its evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What it answers.
    pub target: Target,
    /// How sure it is.
    pub confidence: Confidence,
    /// A sentence without a full stop.
    pub because: String,
    /// Where it shows: the firmest evidence first, then by path and line.
    pub places: Vec<Place>,
}

/// What a proposal answers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The answer to a question.
    Trait {
        /// The question.
        id: String,
        /// The answer.
        value: String,
    },
    /// A capability that the project needs; never `built-in`, since use does not show that.
    Need {
        /// The capability.
        id: String,
        /// How much it is needed.
        value: Need,
    },
}

impl Target {
    pub(super) fn answer(id: &str, value: &str) -> Self {
        Self::Trait { id: id.to_owned(), value: value.to_owned() }
    }

    /// The id and the value, as a profile writes them.
    pub(super) fn words(&self) -> (&str, &str) {
        match self {
            Self::Trait { id, value } => (id, value),
            Self::Need { id, value } => (id, value.as_str()),
        }
    }
}

words! {
    /// How sure a statement is.
    pub enum Confidence {
        /// A guess: shown, but not set in the profile.
        Low = "low",
        /// Likely, from one kind of evidence.
        Medium = "medium",
        /// Unmistakable in the code.
        High = "high",
    }

    /// Why something was skipped.
    pub enum SkipReason {
        /// links, not followed
        Link = "link",
        /// pipes, sockets or devices, not opened
        SpecialFile = "special-file",
        /// not readable
        Unreadable = "unreadable",
        /// larger than the limit for one file
        TooLarge = "too-large",
        /// folders with too many names
        TooManyNames = "too-many-names",
        /// folders deeper than the limit
        TooDeep = "too-deep",
        /// beyond the limit on names, files or bytes
        LimitReached = "limit-reached",
        /// not understood
        Malformed = "malformed",
        /// dependency files of a kind that is not read
        Unsupported = "unsupported",
        /// virtual environments and installed packages
        InstalledPackages = "installed-packages",
        /// excluded by ignore rules
        Ignored = "ignored",
    }
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Relative to the root, with `/`. It may hold any character: escape it.
    pub path: String,
    /// From 1; none where the file as a whole is the evidence.
    pub line: Option<usize>,
}

impl Place {
    /// A line of a file.
    pub fn line(path: &str, line: usize) -> Self {
        Self { path: path.to_owned(), line: Some(line) }
    }

    /// A file as a whole.
    pub fn file(path: &str) -> Self {
        Self { path: path.to_owned(), line: None }
    }
}

/// What was skipped for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Why.
    pub reason: SkipReason,
    /// How many.
    pub count: usize,
    /// The first few, by path.
    pub examples: Vec<String>,
}
