//! Word lists: each is one enum, with the words that files, arguments and results use.

use super::Provision;

/// An enum whose variants are words.
pub trait Word: Copy + 'static {
    /// Every word, in the order in which lists show them.
    const ALL: &'static [Self];

    /// The word as files, arguments and results write it.
    fn as_str(self) -> &'static str;

    /// What the word means, in one line.
    fn about(self) -> &'static str;

    /// What to do about it, where that is said.
    fn help(self) -> &'static str;
}

/// The error for a text that is none of the words of a list; its message names them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown value `{found}`; expected one of {expected}")]
pub struct UnknownWord {
    found: String,
    expected: String,
}

/// The word that a text is.
pub fn parse_word<W: Word>(text: &str) -> Result<W, UnknownWord> {
    W::ALL.iter().copied().find(|word| word.as_str() == text).ok_or_else(|| {
        let words: Vec<_> = W::ALL.iter().map(|word| format!("`{}`", word.as_str())).collect();
        UnknownWord { found: text.to_owned(), expected: words.join(", ") }
    })
}

/// Makes one enum per word list; a variant's first doc line says what the word means.
macro_rules! words {
    ($($(#[$meta:meta])* $vis:vis enum $name:ident {
        $($(#[doc = $about:literal])+ $variant:ident = $word:literal,)+
    })+) => {$(
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        $vis enum $name {
            $($(#[doc = $about])+ #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every word.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as files, arguments and results write it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl $crate::model::Word for $name {
            const ALL: &'static [Self] = Self::ALL;

            fn as_str(self) -> &'static str {
                self.as_str()
            }

            fn about(self) -> &'static str {
                match self {
                    $(Self::$variant => [$($about),+][0].trim_ascii(),)+
                }
            }

            fn help(self) -> &'static str {
                match self {
                    $(Self::$variant => [$($about),+, ""][1].trim_ascii(),)+
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::model::parse_word(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    )+};
}
pub(crate) use words;

words! {
    /// How much a project needs a capability, the strongest first: levels are compared by this order.
    pub enum Need {
        /// It must ship with the framework, or the framework is excluded.
        BuiltIn = "built-in",
        /// It must be available, built in or by a named extension, or the framework is excluded.
        Must = "must",
        /// It is wanted.
        Want = "want",
        /// It may be wanted later.
        Maybe = "maybe",
        /// This project will not use it, even where it is built in.
        Bypass = "bypass",
    }

    /// How a finding was obtained.
    pub enum Method {
        /// Measured by running it.
        Measured = "measured",
        /// Counted.
        Counted = "counted",
        /// Read in its documentation.
        Documented = "documented",
        /// Answered in a survey.
        Survey = "survey",
        /// Judged from several facts.
        Judged = "judged",
    }

    /// How certain a finding is.
    pub enum Confidence {
        /// Anyone who looks finds the same.
        High = "high",
        /// Some uncertainty.
        Medium = "medium",
        /// Much uncertainty.
        Low = "low",
    }

    /// What a fit rests on.
    pub enum Basis {
        /// A documented, counted or measured fact.
        Fact = "fact",
        /// A survey.
        Survey = "survey",
        /// A judgement.
        Judgement = "judgement",
        /// The article.
        Article = "article",
    }

    /// How well a claim is supported.
    pub enum Claim {
        /// Found elsewhere too.
        Confirmed = "confirmed",
        /// Made by the article and found nowhere else.
        Article = "article",
        /// It held until the project was archived.
        Was = "was",
        /// Contradicted elsewhere.
        Disputed = "disputed",
    }

    /// Why a source has no address.
    pub enum SourceKind {
        /// The project's own conclusion; no page says it.
        Judgement = "judgement",
        /// It was read, and is not known to be anywhere.
        Unlocated = "unlocated",
    }

    /// How a statement of the article compares with today's evidence.
    pub enum Agreement {
        /// Today's evidence agrees.
        Agrees = "agrees",
        /// It holds in part.
        Contested = "contested",
        /// It no longer holds.
        Outdated = "outdated",
    }

    /// What a decision is written as.
    pub enum OutputFormat {
        /// For a terminal.
        Table = "table",
        /// For a pull request or a job's summary.
        Markdown = "markdown",
        /// For programs: the whole decision, in full precision.
        Json = "json",
        /// One page that needs no other files.
        Html = "html",
        /// A picture for a README or a record.
        Svg = "svg",
        /// For a spreadsheet: a row for each rating.
        Csv = "csv",
    }

    /// What the findings of `lint` and `check` are written as.
    pub enum FindingsFormat {
        /// For a terminal.
        Table = "table",
        /// For a pull request or a job's summary.
        Markdown = "markdown",
        /// For programs.
        Json = "json",
        /// Annotations of GitHub Actions.
        Github = "github",
        /// SARIF 2.1.0, for code scanning.
        Sarif = "sarif",
        /// JUnit XML, for CI servers that count tests.
        Junit = "junit",
    }

    /// What a page of `explain` is written as.
    pub enum PageFormat {
        /// For a terminal.
        Text = "text",
        /// For a wiki or a pull request.
        Markdown = "markdown",
        /// For programs.
        Json = "json",
    }

    /// What a difference between two decisions is written as.
    pub enum DiffFormat {
        /// For a terminal.
        Table = "table",
        /// For a pull request.
        Markdown = "markdown",
        /// For programs.
        Json = "json",
    }

    /// What the proposal of `detect` is written as.
    pub enum DetectFormat {
        /// A profile, each value with its places in a comment.
        Yaml = "yaml",
        /// For programs.
        Json = "json",
        /// For a terminal.
        Table = "table",
    }

    /// What a list is written as.
    pub enum ListFormat {
        /// For a terminal.
        Table = "table",
        /// For programs.
        Json = "json",
    }

    /// A format of decision records.
    pub enum AdrFormat {
        /// MADR 4.
        Madr = "madr",
        /// Michael Nygard's sections, for adr-tools.
        Nygard = "nygard",
        /// For log4brains.
        Log4brains = "log4brains",
        /// The template of NHS England's repositories.
        Nhs = "nhs",
    }

    /// The status of a new decision record.
    pub enum AdrStatus {
        /// Under discussion.
        Proposed = "proposed",
        /// Decided.
        Accepted = "accepted",
        /// Decided against.
        Rejected = "rejected",
        /// No longer to be followed.
        Deprecated = "deprecated",
    }

    /// A condition on which `decide` fails.
    pub enum FailOn {
        /// The evidence does not separate the best candidates.
        TooClose = "too-close",
        /// The recommendation is not clear.
        Lean = "lean",
        /// Unknown evidence could change the winner of a criterion or the recommendation.
        Provisional = "provisional",
        /// Evidence is out of date.
        Stale = "stale",
        /// No candidate has everything that is required.
        NoneQualifies = "none-qualifies",
        /// The profile says nothing about the project.
        Undescribed = "undescribed",
    }

    /// A condition on which `lint` fails, besides errors.
    pub enum LintFailOn {
        /// Evidence or an extension is out of date.
        Stale = "stale",
        /// Any warning.
        Warning = "warning",
    }
}

impl Basis {
    /// How far a fit may be off, in score points, where its file states no range.
    pub fn slack(self) -> f64 {
        match self {
            Self::Fact | Self::Survey => 1.0,
            Self::Judgement | Self::Article => 1.5,
        }
    }
}

impl Need {
    /// Whether a framework without it is excluded: `built-in` and `must`.
    pub fn decides(self) -> bool {
        self <= Self::Must
    }

    /// Whether the project needs or wants it now: `built-in`, `must` and `want`.
    pub fn wants(self) -> bool {
        self <= Self::Want
    }

    /// Whether the project will not use it: `bypass`.
    pub fn rejects(self) -> bool {
        self >= Self::Bypass
    }

    /// Whether a framework with this provision qualifies.
    pub fn allows(self, provision: &Provision) -> bool {
        match (self, provision) {
            (Self::BuiltIn, provision) => *provision == Provision::BuiltIn,
            (Self::Must, provision) => *provision != Provision::None,
            (Self::Want | Self::Maybe | Self::Bypass, _) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Need, Word};

    #[test]
    fn a_word_is_what_it_is_written_as() {
        for need in Need::ALL {
            assert_eq!(need.as_str().parse(), Ok(*need));
            assert_eq!(serde_json::to_value(need).unwrap(), need.as_str());
        }
        assert_eq!(Need::Want.about(), "It is wanted.");
        let error = "sometimes".parse::<Need>().unwrap_err().to_string();
        assert!(error.starts_with("unknown value `sometimes`; expected one of `built-in`, "));
    }
}
