//! The result of a detection: plain values, sorted, each with its places.

use std::fmt;
use std::path::PathBuf;

use serde::Serialize;

use crate::model::words;

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
#[error("cannot read the folder `{}`{}", .path.display(), if path.is_file() { ": it is a file" } else { "" })]
pub struct DetectError {
    pub(super) path: PathBuf,
    pub(super) source: std::io::Error,
}

/// What was found in a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The schema of the report as JSON.
    pub schema: &'static str,
    /// The frameworks in use, by id.
    pub frameworks: Vec<FrameworkUse>,
    /// Stacks of the catalogue whose packages are all stated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stacks: Vec<FrameworkUse>,
    /// The candidates of the profile, by id; none for the default ones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
    /// Proposed answers to questions, by id.
    pub traits: Vec<Proposal>,
    /// Proposed needs, by id; never `built-in`, since use does not show that.
    pub needs: Vec<Proposal>,
    /// The folders that are projects of their own; `.` is the root.
    pub projects: Vec<String>,
    /// What a reader should know first.
    pub notes: Vec<String>,
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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Proposal {
    /// The question or the capability.
    pub id: String,
    /// The answer, or how much the capability is needed.
    pub value: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// Whether the profile sets it; a guess is only shown.
    pub set: bool,
    /// A sentence without a full stop.
    pub because: String,
    /// Where it shows: the firmest evidence first, then by path and line.
    pub places: Vec<Place>,
}

impl Proposal {
    pub(super) fn new(id: &str, value: &str, confidence: Confidence) -> Self {
        let (id, value, set) = (id.to_owned(), value.to_owned(), confidence > Confidence::Low);
        Self { id, value, confidence, set, because: String::new(), places: Vec::new() }
    }

    pub(super) fn at_most(mut self, confidence: Confidence) -> Self {
        self.confidence = self.confidence.min(confidence);
        self.set = self.confidence > Confidence::Low;
        self
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
        /// files of a kind that is not read
        Unsupported = "unsupported",
        /// named in a dependency file, but missing or not read
        Missing = "missing",
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

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))
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
