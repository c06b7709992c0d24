//! What each file may hold, described once, in `files.json`: files are checked against these descriptions, and JSON
//! schemas, the files that `init` writes and the order of keys come from them.

use crate::model::{
    AdrFormat, Agreement, Basis, Claim, Confidence, FailOn, Method, Need, OutputFormat, ScaleKind,
    SourceKind, Word, words as word_list,
};
use serde::Deserialize;
use std::iter;
use std::sync::LazyLock;

/// A map with known keys.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Record {
    /// The name of its definition in a JSON schema.
    pub name: String,
    /// The title of its JSON schema, where it describes a whole file.
    #[serde(default)]
    pub title: String,
    /// What it is.
    pub about: String,
    /// Keys of which one excludes the others.
    #[serde(default)]
    pub alternatives: Vec<Alternative>,
    /// Whether one of them must be there.
    #[serde(default)]
    pub one_needed: bool,
    /// The keys, in the order in which they are written.
    pub keys: Vec<Key>,
    /// What the other keys hold, each of which defines an id, where there are others.
    pub entries: Option<Shape>,
}

/// One of several keys, with what belongs to it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alternative {
    /// The key.
    pub key: String,
    /// The keys that it needs.
    #[serde(default)]
    pub needs: Vec<String>,
    /// The keys that it takes.
    #[serde(default)]
    pub takes: Vec<String>,
}

/// A key of a record.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// The key.
    pub name: String,
    /// What its value may be.
    pub shape: Shape,
    /// What it means.
    pub about: String,
    /// Whether it must be there.
    #[serde(default)]
    pub required: bool,
    /// How many entries its list or map must have; what is wrong where there are fewer, and what to do.
    pub least: Option<(usize, String, String)>,
    /// The rule of `weigh lint` for where it is missing.
    pub lint: Option<String>,
    /// The only scales that take it, for a key that depends on the scale.
    #[serde(default)]
    pub scales: Vec<ScaleKind>,
    /// A value, as `init` shows it.
    #[serde(default)]
    pub example: String,
}

/// What may be written as a value.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// The schema version.
    Version,
    /// Text that is not empty.
    Text,
    /// `true` or `false`.
    Bool,
    /// A number in a range.
    Number(Range),
    /// A number from 1/9 to 9, or such a fraction.
    Ratio,
    /// A day: YYYY-MM-DD.
    Date,
    /// A year, a month or a day.
    PartialDate,
    /// A number of months or years.
    Months,
    /// An address on the web.
    Url,
    /// An id that is defined here.
    NewId,
    /// The id of something that is defined elsewhere.
    Id(Ref),
    /// One of the [`words`] that are called so.
    Words(String),
    /// `null` too.
    OrNull(Box<Shape>),
    /// `unknown` too, which says the same as leaving it out.
    OrUnknown(Box<Shape>),
    /// One of these words, or a record of this name.
    WordOr(Vec<String>, String),
    /// One value, or a list of values.
    OneOrMany(Box<Shape>),
    /// A list.
    List(Box<Shape>),
    /// A list of fixed length.
    Tuple(Vec<Shape>),
    /// Any keys of one shape, with values of another.
    Map(Box<Shape>, Box<Shape>),
    /// The record of this name.
    Record(String),
}

word_list! {
    /// What an id refers to, as messages name it; and what to do about one that is unknown.
    pub enum Ref {
        /// framework
        /// `weigh explain frameworks` lists them; `--add PATH` adds a framework's file, or a folder with one
        Framework = "framework",
        /// framework
        ///
        /// Or `tie`.
        Winner = "winner",
        /// criterion
        /// `weigh explain criteria` lists them
        Criterion = "criterion",
        /// indicator
        ///
        /// Of the criterion that is the key above.
        Indicator = "indicator",
        /// trait
        /// `weigh explain traits` lists them
        Trait = "trait",
        /// answer
        ///
        /// Of the trait that is the key above.
        Answer = "answer",
        /// capability
        /// `weigh explain capabilities` lists them
        Capability = "capability",
        /// source
        /// `weigh explain sources` lists them; `--add FOLDER` adds those of its `sources.yaml`
        Source = "source",
        /// precedent
        Precedent = "precedent",
        /// trait or capability
        /// `weigh explain` lists the traits and the capabilities
        Subject = "subject",
        /// answer or need level
        ///
        /// Of the trait or the capability that is the key above.
        Statement = "statement",
    }
}

/// A range of finite numbers; without an end, there is none on that side.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// The least.
    pub low: Option<f64>,
    /// The most.
    pub high: Option<f64>,
    /// Whether a number must be above `low`.
    #[serde(default)]
    pub above: bool,
    /// Whether it must be a whole number.
    #[serde(default)]
    pub whole: bool,
}

impl Range {
    pub(super) fn contains(self, number: f64) -> bool {
        number.is_finite()
            && self.high.is_none_or(|high| number <= high)
            && self.low.is_none_or(|low| number > low || !self.above && number >= low)
    }

    /// As messages say what is expected.
    pub(super) fn about(self) -> String {
        let (Some(low), Some(high)) = (self.low, self.high) else {
            return "a finite number".to_owned();
        };
        let write = |end: f64| match end.abs() {
            size if size >= 1e6 => {
                format!("{}10^{}", if end < 0.0 { "-" } else { "" }, libm::log10(size))
            }
            _ => end.to_string(),
        };
        let from = if self.above { "above" } else { "from" };
        let up = if self.above { ", up" } else { "" };
        format!("a number {from} {}{up} to {}", write(low), write(high))
    }
}

impl Record {
    /// The keys that depend on the scale: those that a scale takes, or those that it does not take.
    pub fn keys_of(&self, scale: ScaleKind, taken: bool) -> Vec<&str> {
        let keys = self.keys.iter().filter(|key| !key.scales.is_empty());
        let keys = keys.filter(|key| key.scales.contains(&scale) == taken);
        keys.map(|key| key.name.as_str()).collect()
    }

    /// The keys that belong to another alternative than this one.
    pub fn foreign_to(&self, alternative: &Alternative) -> Vec<&str> {
        let others = self.alternatives.iter().filter(|other| other.key != alternative.key);
        others
            .flat_map(|other| iter::once(&other.key).chain(&other.needs).chain(&other.takes))
            .map(String::as_str)
            .collect()
    }
}

static RECORDS: LazyLock<Vec<Record>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("files.json")).expect("a test reads every description")
});

/// The description of this name.
///
/// # Panics
///
/// Where there is none, which is a mistake of the program and never of the input.
pub fn record(name: &str) -> &'static Record {
    RECORDS.iter().find(|record| record.name == name).expect("every record has a description")
}

/// The words of a list, each with its meaning, by what messages call one of them.
pub fn words(what: &str) -> Vec<(&'static str, &'static str)> {
    fn of<W: Word>(words: &[W]) -> Vec<(&'static str, &'static str)> {
        words.iter().map(|word| (word.as_str(), word.about())).collect()
    }
    match what {
        "need level" => of(Need::ALL),
        "need level that can be implied" => {
            of(&Need::ALL[Need::ALL.partition_point(|need| need.decides())..])
        }
        "method" => of(Method::ALL),
        "confidence level" => of(Confidence::ALL),
        "basis" => of(Basis::ALL),
        "claim" => of(Claim::ALL),
        "kind" => of(SourceKind::ALL),
        "scale" => of(ScaleKind::ALL),
        "value" => of(Agreement::ALL),
        "ADR format" => of(AdrFormat::ALL),
        "condition" => of(FailOn::ALL),
        "format" => of(OutputFormat::ALL),
        _ => vec![
            ("A", "A decision record with its reasons."),
            ("B", "A discussion, an article or a short record."),
        ],
    }
}
