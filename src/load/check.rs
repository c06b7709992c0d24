//! Checks a tree against the description of its file, and gathers every problem with its place.

use super::known::Known;
use super::problem::{Place, Problem};
use super::shape::{Range, Record, Ref, Shape};
use super::suggest;
use super::text::Text;
use super::tree::{At, Node, Spanned};
use crate::model::{AnswerId, Months, Ratio};
use crate::text;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The newest schema version that is supported.
const VERSION: f64 = 1.0;

/// No more problems than these are kept of one file.
const MOST: usize = 100;

/// The problems of one file.
pub(super) struct Diagnostics<'a> {
    text: &'a Text,
    /// The flags that were laid over the file, as they were typed.
    pub(super) flags: Vec<String>,
    problems: Vec<Problem>,
}

impl<'a> Diagnostics<'a> {
    pub(super) fn new(text: &'a Text) -> Self {
        Self { text, flags: Vec::new(), problems: Vec::new() }
    }

    /// Notes a problem, and what to do about it.
    pub(super) fn error(&mut self, at: At, message: &str, help: &str) {
        let problem = match at {
            At::File(_) if self.problems.len() >= MOST => Problem::new(&self.text.name, message),
            At::File(place) => self.text.problem(place, message),
            At::Flag(number) => {
                Problem::new(self.flags.get(number).map_or("", String::as_str), message)
            }
        };
        self.problems.push(if help.is_empty() { problem } else { problem.help(help) });
    }

    pub(super) fn unknown<'k>(
        &mut self,
        what: &str,
        name: &Spanned<String>,
        known: impl IntoIterator<Item = &'k str> + Clone,
    ) {
        let help = suggest::help(&name.value, known).unwrap_or_default();
        self.error(name.at, &format!("unknown {what} `{}`", name.value), &help);
    }

    pub(super) fn duplicate(&mut self, what: &str, at: At, name: &str) {
        self.error(at, &format!("duplicate {what} `{name}`"), "keep one of the two");
    }

    /// Notes a problem with the file as a whole.
    pub(super) fn push(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    pub(super) fn into_problems(mut self) -> Vec<Problem> {
        if self.problems.len() > MOST {
            let more = self.problems.len() - MOST;
            self.problems.truncate(MOST);
            let message = format!("{more} more problems in this file are not shown");
            self.problems.push(Problem::new(&self.text.name, &message).after_all());
        }
        self.problems
    }

    /// Checks a whole file; false where its schema version is not supported, so that nothing else can be said of it.
    pub(super) fn check(
        &mut self,
        root: &Spanned<Node>,
        record: &'static Record,
        known: &Known,
    ) -> bool {
        if let Some(Spanned { value: Node::Number(version), at }) = root.value.field("schema")
            && *version > VERSION
        {
            let message = format!("unsupported schema version {version} (supported: {VERSION})");
            self.error(*at, &message, "upgrade weigh");
            return false;
        }
        Check { known, out: self }.record(root, record, "");
        true
    }

    /// The characters of the file at a place.
    fn written(&self, at: At) -> String {
        match at {
            At::File(place) => written_at(self.text, place),
            At::Flag(_) => String::new(),
        }
    }

    /// What is there instead of what is expected.
    fn found(node: &Spanned<Node>) -> String {
        match &node.value {
            Node::Map(_) => "a map".to_owned(),
            Node::List(_) => "a list".to_owned(),
            Node::Text(text) => format!("`{}`", text::clip(text, 60)),
            Node::Number(number) if number.is_nan() => "NaN".to_owned(),
            Node::Number(number) if number.is_infinite() => "infinity".to_owned(),
            Node::Number(number) => format!("{number}"),
            Node::Bool(bool) => bool.to_string(),
            Node::Null => "nothing".to_owned(),
        }
    }
}

/// The characters at a place, at least one.
pub(super) fn written_at(text: &Text, place: Place) -> String {
    let (start, length) = (place.column as usize - 1, place.length as usize);
    text.line(place.line).chars().skip(start).take(length.clamp(1, 60)).collect()
}

struct Check<'c, 'a> {
    known: &'c Known,
    out: &'c mut Diagnostics<'a>,
}

impl Check<'_, '_> {
    fn record(&mut self, node: &Spanned<Node>, record: &Record, scope: &str) {
        let Node::Map(entries) = &node.value else { return self.expected("a map", node) };
        let mut misspelt = Vec::new();
        for (key, value) in entries {
            match record.keys.iter().find(|known| known.name == key.value) {
                Some(known) if value.value != Node::Null => self.value(value, &known.shape, scope),
                Some(known) if known.required => {
                    self.out.error(value.at, &format!("missing value of `{}`", known.name), "");
                }
                Some(_) => {}
                None => match record.entries {
                    Some(entries) => self.entry((key, value), (&Shape::NewId, entries), scope),
                    None => misspelt.extend(self.unknown_key(key, record)),
                },
            }
        }
        for key in record.keys.iter().filter(|key| key.required) {
            let written = entries.iter().any(|(written, _)| written.value == key.name);
            if !written && !misspelt.contains(&key.name) {
                let (name, help) = (key.name, format!("add `{}:`", key.name));
                self.out.error(node.at, &format!("missing key `{name}`"), &help);
            }
        }
    }

    /// Reports an unknown key; gives the key that was meant, if it is likely.
    fn unknown_key<'k>(&mut self, key: &Spanned<String>, record: &'k Record) -> Option<&'k str> {
        let names = record.keys.iter().map(|key| key.name);
        let help = suggest::help(&key.value, names.clone()).unwrap_or_else(|| {
            format!("`weigh schema {}` lists the keys", record.name.to_lowercase())
        });
        self.out.error(key.at, &format!("unknown key `{}`", key.value), &help);
        suggest::nearest(&key.value, names)
    }

    /// A key of a map and its value; references below it may depend on the key.
    fn entry(
        &mut self,
        (key, value): (&Spanned<String>, &Spanned<Node>),
        of: (&Shape, &Shape),
        scope: &str,
    ) {
        self.text(key, of.0, scope);
        self.value(value, of.1, &key.value);
    }

    fn value(&mut self, node: &Spanned<Node>, shape: &Shape, scope: &str) {
        match (shape, &node.value) {
            (Shape::OrNull(_), Node::Null) => {}
            (Shape::OrNull(shape), _) => self.value(node, shape, scope),
            (Shape::Version, Node::Number(version)) => {
                if version.total_cmp(&VERSION).is_ne() {
                    let message = format!("unsupported schema version {version}");
                    self.out.error(node.at, &message, "write `schema: 1`");
                }
            }
            (Shape::Version, _) => self.expected("the number 1", node),
            (Shape::Bool, Node::Bool(_)) => {}
            (Shape::Bool, _) => self.expected("`true` or `false`", node),
            (Shape::Number(range), _) => self.number(node, *range),
            (Shape::Ratio, _) => self.ratio(node),
            (Shape::Record(record), _) => self.record(node, record, scope),
            (Shape::WordOr(_, record), Node::Map(_)) => self.record(node, record, scope),
            (Shape::Map(keys, values), Node::Map(entries)) => {
                self.distinct(keys, entries.iter().map(|(key, _)| (key.value.as_str(), key.at)));
                entries
                    .iter()
                    .for_each(|(key, value)| self.entry((key, value), (keys, values), scope));
            }
            (Shape::Map(..), _) => self.expected("a map", node),
            (Shape::OneOrMany(shape) | Shape::List(shape), Node::List(items)) => {
                let texts = items.iter().filter_map(|item| Some((item.value.as_text()?, item.at)));
                self.distinct(shape, texts);
                items.iter().for_each(|item| self.value(item, shape, scope));
            }
            (Shape::OneOrMany(shape), _) => self.value(node, shape, scope),
            (Shape::List(_), _) => self.expected("a list", node),
            (Shape::Tuple(shapes), Node::List(items)) if items.len() == shapes.len() => {
                items.iter().zip(*shapes).for_each(|(item, shape)| self.value(item, shape, scope));
            }
            (Shape::Tuple(shapes), Node::List(items)) => {
                let message = format!("expected {} values, found {}", shapes.len(), items.len());
                self.out.error(node.at, &message, "write it as `[security, hiring, 5]`");
            }
            (Shape::Tuple(_), _) => self.expected("a list", node),
            (_, Node::Text(text)) => {
                let text = Spanned { value: text.clone(), at: node.at };
                self.text(&text, shape, scope);
            }
            (Shape::WordOr(words, _), _) => {
                let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
                self.expected(&format!("{} or a map", words.join(", ")), node);
            }
            (Shape::Words(..) | Shape::Id(_), Node::Number(_) | Node::Bool(_)) => {
                let value = self.out.written(node.at);
                self.text(&Spanned { value, at: node.at }, shape, scope);
            }
            (_, Node::Number(_) | Node::Bool(_)) => {
                let written = self.out.written(node.at);
                let message = format!("expected text, found {}", Diagnostics::found(node));
                self.out.error(node.at, &message, &format!("put it in quotes: \"{written}\""));
            }
            (_, Node::Null) => {
                self.out.error(node.at, "missing value", "write one, or remove the key");
            }
            _ => self.expected("text", node),
        }
    }

    fn expected(&mut self, what: &str, node: &Spanned<Node>) {
        let help = match what {
            "a map" => "write it as `key: value`",
            "a list" => "write it as `[one, other]`, or with one `[...]`",
            _ => "",
        };
        let message = format!("expected {what}, found {}", Diagnostics::found(node));
        self.out.error(node.at, &message, help);
    }

    fn number(&mut self, node: &Spanned<Node>, range: Range) {
        match &node.value {
            Node::Number(number) if range.contains(*number) => {}
            Node::Number(_) => self.expected(&range.about(), node),
            Node::Text(text) => {
                let meant = text.trim().trim_end_matches('%').trim_end().replace(',', ".");
                if meant.parse().is_ok_and(f64::is_finite) {
                    let message = format!("expected a number, found the text `{text}`");
                    self.out.error(node.at, &message, &format!("write {meant}"));
                } else {
                    self.expected("a number", node);
                }
            }
            _ => self.expected("a number", node),
        }
    }

    fn ratio(&mut self, node: &Spanned<Node>) {
        match ratio(&node.value) {
            Some(number) if Ratio::new(number).is_ok() => {}
            Some(_) => {
                let message = format!("invalid ratio {}", self.out.written(node.at));
                self.out.error(node.at, &message, "write a number from 1/9 to 9");
            }
            None => self.expected("a number from 1/9 to 9", node),
        }
    }

    /// A text that is a value or a key.
    fn text(&mut self, text: &Spanned<String>, shape: &Shape, scope: &str) {
        let value = text.value.as_str();
        let mut invalid = |valid: bool, what: &str, help: &str| {
            if !valid {
                self.out.error(text.at, &format!("invalid {what} `{value}`"), help);
            }
        };
        match shape {
            Shape::Text if value.trim().is_empty() => {
                self.out.error(text.at, "this text is empty", "write some text");
            }
            Shape::Date => invalid(is_day(value), "date", "write it as YYYY-MM-DD"),
            Shape::PartialDate => {
                let help = "write it as YYYY-MM-DD, or as \"YYYY-MM\" or \"YYYY\" in quotes";
                let whole = match value.len() {
                    4 => format!("{value}-01-01"),
                    7 => format!("{value}-01"),
                    _ => value.to_owned(),
                };
                invalid(is_day(&whole), "date", help);
            }
            Shape::Months => invalid(
                value.parse::<Months>().is_ok(),
                "span of time",
                "write it as `24 months` or `2 years`",
            ),
            Shape::Url => invalid(
                ["https://", "http://"].iter().any(|start| value.starts_with(start))
                    && !value.contains(char::is_whitespace),
                "URL",
                "begin it with https://",
            ),
            Shape::NewId => invalid(
                AnswerId::new(value).is_ok(),
                "id",
                "use lower-case letters, digits and single hyphens, such as `e-commerce`",
            ),
            Shape::OrUnknown(shape) if value != "unknown" => self.text(text, shape, scope),
            Shape::OrNull(shape) | Shape::OneOrMany(shape) => self.text(text, shape, scope),
            Shape::Id(what) if !self.known.has(*what, scope, value) => {
                let known = self.known.get(*what, scope).unwrap_or_default();
                if let (Ref::Criterion, "fit") = (what, value) {
                    let help = "`fit-factor`, from 0 to 4, says how much the project's facts count beside the criteria";
                    return self.out.error(text.at, "`fit` is not a criterion", help);
                }
                let message = match what {
                    Ref::Statement if self.known.has(Ref::Trait, "", scope) => {
                        format!("trait `{scope}` has no answer `{value}`")
                    }
                    Ref::Answer => format!("trait `{scope}` has no answer `{value}`"),
                    Ref::Indicator => format!("criterion `{scope}` has no indicator `{value}`"),
                    _ => format!("unknown {} `{value}`", what.noun()),
                };
                let help = suggest::help(value, known).unwrap_or_else(|| match what {
                    Ref::Capability if self.known.has(Ref::Trait, "", value) => {
                        format!("`{value}` is a trait: `weigh explain {value}` lists its answers")
                    }
                    Ref::Capability => "`weigh explain capabilities` lists them".to_owned(),
                    Ref::Framework | Ref::Winner => {
                        "`weigh explain frameworks` lists them".to_owned()
                    }
                    Ref::Criterion => "`weigh explain criteria` lists them".to_owned(),
                    Ref::Trait => "`weigh explain traits` lists them".to_owned(),
                    Ref::Source => "`weigh explain sources` lists them".to_owned(),
                    _ => String::new(),
                });
                self.out.error(text.at, &message, &help);
            }
            Shape::Words(what, words) => {
                let words: Vec<_> = words().into_iter().map(|(word, _)| word).collect();
                if !words.contains(&value) {
                    self.out.unknown(what, text, words);
                }
            }
            Shape::WordOr(words, record) if !words.contains(&value) => {
                let key = record.keys.first().map_or("", |key| key.name);
                let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
                let help = format!("expected {} or `{{{key}: NAME}}`", words.join(", "));
                self.out.error(text.at, &format!("unknown value `{value}`"), &help);
            }
            _ => {}
        }
    }

    /// Ids in a list, or keys of a map: a file cannot repeat a key, but flags can.
    fn distinct<'s>(&mut self, shape: &Shape, texts: impl Iterator<Item = (&'s str, At)>) {
        let what = match shape {
            Shape::Id(what) => what.noun(),
            Shape::NewId => "id",
            _ => return,
        };
        let mut seen = BTreeSet::new();
        for (text, at) in texts {
            if !seen.insert(text) {
                self.out.duplicate(what, at, text);
            }
        }
    }
}

/// A number, which may be written as a fraction.
pub(super) fn ratio(node: &Node) -> Option<f64> {
    let Node::Text(text) = node else { return node.as_number() };
    let (above, below) = text.split_once('/')?;
    Some(above.trim().parse::<f64>().ok()? / below.trim().parse::<f64>().ok()?)
}

/// Whether a text is a date written as YYYY-MM-DD.
fn is_day(text: &str) -> bool {
    text.len() == 10 && !text.contains('T') && text.parse::<Date>().is_ok()
}
