//! What detection hands back: plain values, sorted, with the place of every statement.

use std::path::PathBuf;

/// How far a look at a folder may go. Every limit that was met is told in the report.
///
/// None of them is a time limit: the same folder must give the same report on a slow machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Names looked at, files and folders together.
    pub entries: usize,
    /// Names in one folder; a folder with more is left out whole, whatever the order of its names.
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

/// Why nothing could be looked at.
#[derive(Debug, thiserror::Error)]
pub enum DetectError {
    /// The path cannot be looked at.
    #[error("cannot read `{}`", .path.display())]
    Unreadable {
        /// The folder that was asked for.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The path is there, but no folder.
    #[error("`{}` is not a folder", .path.display())]
    NotAFolder {
        /// The path that was asked for.
        path: PathBuf,
    },
}

/// What was found in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The folder, as it was asked for.
    pub root: String,
    /// The frameworks in use, by id.
    pub frameworks: Vec<Found>,
    /// Proposed traits, then needs, each by id.
    pub proposals: Vec<Proposal>,
    /// What a reader should know before believing the rest.
    pub notes: Vec<String>,
    /// The folders that are projects of their own; `.` is the root.
    pub projects: Vec<String>,
    /// What was not looked at, and why.
    pub skipped: Vec<Skipped>,
    /// Files and folders whose names were looked at.
    pub names_seen: usize,
    /// Files whose content was read.
    pub files_read: usize,
}

/// A framework that is in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its id in the catalogue.
    pub id: String,
    /// How sure that is.
    pub confidence: Confidence,
    /// In a sentence without a full stop.
    pub because: String,
    /// Where it shows.
    pub places: Vec<Place>,
    /// The projects that use it; `.` is the root.
    pub folders: Vec<String>,
    /// Lines of Python code of those projects, tests and migrations apart.
    pub lines: usize,
}

/// One line of a profile, with what speaks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What is proposed.
    pub target: Target,
    /// How sure that is.
    pub confidence: Confidence,
    /// In a sentence without a full stop.
    pub because: String,
    /// Where it shows: the firmest evidence first, then by path and line.
    pub places: Vec<Place>,
}

/// What a proposal is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The answer to a question.
    Trait {
        /// The question.
        id: String,
        /// One answer, or several.
        value: Vec<String>,
    },
    /// Something the project needs.
    Need {
        /// The capability.
        capability: String,
        /// How much.
        strength: Strength,
    },
}

/// How much a capability is needed. Detection never says `built-in`: use does not tell that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// It is in real use.
    Must,
    /// A dependency brings it, and no code was seen that uses it.
    Want,
}

impl Strength {
    /// The word a profile uses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Want => "want",
        }
    }
}

/// How sure a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// A guess: shown, but not part of the profile until somebody agrees.
    Low,
    /// Likely, from one kind of evidence.
    Medium,
    /// Unmistakable in the code.
    High,
}

impl Confidence {
    /// The word for people and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Relative to the root, with `/`. Not escaped: a renderer does that.
    pub path: String,
    /// From 1; 0 where the file's being there is the evidence.
    pub line: usize,
}

impl Place {
    /// A place in a file.
    pub fn new(path: &str, line: usize) -> Self {
        Self { path: path.to_owned(), line }
    }
}

/// Things left out for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Why.
    pub reason: SkipReason,
    /// How many.
    pub count: usize,
    /// The first few, by path.
    pub examples: Vec<String>,
}

/// Why something was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SkipReason {
    /// A symbolic link: never followed, neither out nor in.
    Link,
    /// A pipe, socket or device: never opened.
    Special,
    /// The system would not let it be read.
    Unreadable,
    /// Larger than the limit for one file.
    TooLarge,
    /// A folder with more names than the limit.
    TooManyNames,
    /// Deeper than the limit.
    TooDeep,
    /// Beyond the number of names, of files, or of bytes that are looked at.
    Budget,
    /// Not to be understood as the kind of file its name says.
    Malformed,
    /// A virtual environment or installed packages.
    Installed,
    /// Excluded by the project's ignore rules.
    Ignored,
}

impl SkipReason {
    /// The word for JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Special => "special-file",
            Self::Unreadable => "unreadable",
            Self::TooLarge => "too-large",
            Self::TooManyNames => "too-many-names",
            Self::TooDeep => "too-deep",
            Self::Budget => "limit-reached",
            Self::Malformed => "malformed",
            Self::Installed => "installed-packages",
            Self::Ignored => "ignored",
        }
    }

    /// The words for people.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Link => "links, not followed",
            Self::Special => "pipes, sockets or devices, not opened",
            Self::Unreadable => "not readable",
            Self::TooLarge => "larger than the limit for one file",
            Self::TooManyNames => "folders with too many names",
            Self::TooDeep => "folders deeper than the limit",
            Self::Budget => "beyond the limit on names, files or bytes",
            Self::Malformed => "not understood",
            Self::Installed => "virtual environments and installed packages",
            Self::Ignored => "excluded by ignore rules",
        }
    }
}
