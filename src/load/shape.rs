//! What each file may hold, described once: files are checked against these descriptions, and JSON schemas, the files
//! that `init` writes and the order of keys come from them.

use crate::model::Word;

/// A map with known keys.
#[derive(Debug)]
pub struct Record {
    /// The name of its definition in a JSON schema.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
    /// The keys, in the order in which they are written.
    pub keys: &'static [Key],
    /// What the other keys hold, each of which defines an id, where there are others.
    pub entries: Option<&'static Shape>,
}

/// A key of a record.
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What its value may be.
    pub shape: Shape,
    /// What it means.
    pub about: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// A value, as `init` shows it.
    pub example: &'static str,
}

/// What may be written as a value.
#[derive(Debug)]
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
    /// One word of a list, called so; each word with its meaning.
    Words(&'static str, fn() -> Vec<(&'static str, &'static str)>),
    /// `null` too.
    OrNull(&'static Shape),
    /// `unknown` too, which says the same as leaving it out.
    OrUnknown(&'static Shape),
    /// One of these words, or a record.
    WordOr(&'static [&'static str], &'static Record),
    /// One value, or a list of values.
    OneOrMany(&'static Shape),
    /// A list.
    List(&'static Shape),
    /// A list of fixed length.
    Tuple(&'static [Shape]),
    /// Any keys of one shape, with values of another.
    Map(&'static Shape, &'static Shape),
    /// A map with known keys.
    Record(&'static Record),
}

/// What an id refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ref {
    /// A framework.
    Framework,
    /// A framework, or `tie`.
    Winner,
    /// A criterion.
    Criterion,
    /// An indicator of the criterion that is the key above.
    Indicator,
    /// A trait.
    Trait,
    /// An answer of the trait that is the key above.
    Answer,
    /// A capability.
    Capability,
    /// A source.
    Source,
    /// A public decision.
    Precedent,
    /// A trait or a capability.
    Subject,
    /// An answer of the trait, or a need level of the capability, that is the key above.
    Statement,
}

impl Ref {
    /// As messages name it.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Framework | Self::Winner => "framework",
            Self::Criterion => "criterion",
            Self::Indicator => "indicator",
            Self::Trait => "trait",
            Self::Answer => "answer",
            Self::Capability => "capability",
            Self::Source => "source",
            Self::Precedent => "precedent",
            Self::Subject => "trait or capability",
            Self::Statement => "answer or need level",
        }
    }
}

/// A range of numbers; the lower end may be excluded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The least.
    pub low: f64,
    /// The most.
    pub high: f64,
    /// Whether a number must be above `low`.
    pub above: bool,
}

impl Range {
    /// Any finite number.
    pub const ANY: Self = Self::new(f64::NEG_INFINITY, f64::INFINITY);
    /// Points of a weight.
    pub const POINTS: Self = Self::new(0.0, 1e12);
    /// Points that count.
    pub const POSITIVE: Self = Self { low: 0.0, high: 1e12, above: true };
    /// What a weight is multiplied by.
    pub const FACTOR: Self = Self::new(0.0, 1e6);

    /// A range that includes both ends.
    pub(super) const fn new(low: f64, high: f64) -> Self {
        Self { low, high, above: false }
    }

    pub(super) fn contains(self, number: f64) -> bool {
        number.is_finite()
            && number <= self.high
            && (number > self.low || !self.above && number >= self.low)
    }

    /// As messages say what is expected.
    pub(super) fn about(self) -> String {
        match self {
            Self { low, .. } if low.is_infinite() => "a finite number".to_owned(),
            Self { high, above: true, .. } if high >= 1e6 => "a number above 0".to_owned(),
            Self { high, .. } if high >= 1e6 => "a number of at least 0".to_owned(),
            Self { low, high, .. } => format!("a number from {low} to {high}"),
        }
    }
}

/// A record without keys.
pub(super) const fn record(name: &'static str) -> Record {
    Record { name, about: "", keys: &[], entries: None }
}

impl Record {
    pub(super) const fn about(mut self, about: &'static str) -> Self {
        self.about = about;
        self
    }

    pub(super) const fn keys(mut self, keys: &'static [Key]) -> Self {
        self.keys = keys;
        self
    }

    /// A file of entries by their ids.
    pub(super) const fn table(mut self, entries: &'static Shape) -> Self {
        self.keys = &[SCHEMA];
        self.entries = Some(entries);
        self
    }
}

/// An optional key.
pub(super) const fn key(name: &'static str, shape: Shape) -> Key {
    Key { name, shape, about: "", required: false, example: "" }
}

pub(super) const fn required(name: &'static str, shape: Shape) -> Key {
    Key { name, shape, about: "", required: true, example: "" }
}

impl Key {
    pub(super) const fn about(mut self, about: &'static str) -> Self {
        self.about = about;
        self
    }

    pub(super) const fn example(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }
}

/// One word of a list, which messages call `what`.
pub(super) const fn word<W: Word>(what: &'static str) -> Shape {
    Shape::Words(what, || W::ALL.iter().map(|word| (word.as_str(), word.about())).collect())
}

pub(super) const SCHEMA: Key =
    key("schema", Shape::Version).about("The schema version of this file: 1.").example("1");
pub(super) const POINTS: Shape = Shape::Number(Range::POINTS);
pub(super) const SCORE: Shape = Shape::Number(Range::new(0.0, 10.0));
pub(super) const SOURCES: Shape = Shape::OneOrMany(&Shape::Id(Ref::Source));
