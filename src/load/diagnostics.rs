//! The problems of one file, gathered with their places.

use super::known::Known;
use super::problem::{Place, Problem};
use super::shape::Ref;
use super::slip;
use super::suggest;
use super::text::Text;
use super::tree::{At, Node, Spanned};
use crate::model::Word;
use crate::text;
use serde::de::DeserializeOwned;
use serde_json::Value;
use smol_str::SmolStr;

/// No more problems than these are kept of one file.
const MOST: usize = 100;

/// The problems of one file.
pub(super) struct Diagnostics<'a> {
    text: &'a Text,
    /// What the file may refer to.
    pub(super) known: &'a Known<'a>,
    /// The flags that were laid over the file, as they were typed.
    pub(super) flags: Vec<String>,
    problems: Vec<Problem>,
}

impl<'a> Diagnostics<'a> {
    pub(super) fn new(text: &'a Text, known: &'a Known<'a>) -> Self {
        Self { text, known, flags: Vec::new(), problems: Vec::new() }
    }

    /// Notes a problem, and what to do about it.
    pub(super) fn error(&mut self, at: At, message: &str, help: &str) {
        let problem = match at {
            At::File(_) if self.problems.len() >= MOST => Problem::new(&self.text.name, message),
            At::File(place) => match slip::at(self.text, place) {
                Some(slip) => return self.problems.push(slip),
                None => self.text.problem(place, message),
            },
            At::Flag(number) => {
                Problem::new(self.flags.get(number).map_or("", String::as_str), message)
            }
        };
        self.problems.push(problem.help(help));
    }

    pub(super) fn unknown<'k>(
        &mut self,
        what: &str,
        name: &Spanned<SmolStr>,
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

    /// A value of the model; none where the file is wrong.
    pub(super) fn read<T: DeserializeOwned>(&mut self, json: Value) -> Option<T> {
        let value = serde_json::from_value(json);
        value
            .map_err(|error| {
                // Its description let it pass, and nothing may be left out in silence.
                if self.problems.is_empty() {
                    let message = format!("weigh cannot read this file: {error}");
                    let help = "please report this as a fault of weigh, with the file";
                    self.push(Problem::new(&self.text.name, &message).help(help));
                }
            })
            .ok()
    }

    pub(super) fn into_problems(mut self) -> Vec<Problem> {
        if self.problems.len() > MOST {
            let more = text::plural(self.problems.len() - MOST, "more problem");
            self.problems.truncate(MOST);
            let message = format!("this file has {more}, not shown here");
            let last = Some(Place { line: u32::MAX, column: 0, length: 0 });
            self.problems.push(Problem { place: last, ..Problem::new(&self.text.name, &message) });
        }
        self.problems
    }

    /// Reports an id that is not known.
    pub(super) fn check_id(&mut self, id: &Spanned<SmolStr>, what: Ref, scope: &str) {
        let (known, value) = (self.known, id.value.as_str());
        if known.has(what, scope, value) {
            return;
        }
        if let (Ref::Criterion, "fit") = (what, value) {
            let help = "`fit-factor`, from 0 to 4, says how much the project's facts count beside the criteria";
            return self.error(id.at, "`fit` is not a criterion", help);
        }
        let is_trait = |id: &str| known.has(Ref::Trait, "", id);
        let message = match what {
            Ref::Statement | Ref::Answer if is_trait(scope) => {
                format!("trait `{scope}` has no answer `{value}`")
            }
            Ref::Indicator => format!("criterion `{scope}` has no indicator `{value}`"),
            _ => format!("unknown {} `{value}`", what.about()),
        };
        let ids = known.get(what, scope).unwrap_or_default();
        let labelled = known.labelled(scope, value).filter(|id| ids.contains(id));
        let labelled = labelled.map(|id| format!("did you mean `{id}`?"));
        let help =
            labelled.or_else(|| suggest::help(value, ids.iter().copied())).unwrap_or_else(|| {
                match what {
                    Ref::Capability if is_trait(value) => {
                        format!("`{value}` is a trait: `weigh explain {value}` lists its answers")
                    }
                    Ref::Statement | Ref::Answer if is_trait(scope) => {
                        format!("`weigh explain {scope}` lists its answers")
                    }
                    Ref::Trait | Ref::Capability | Ref::Criterion | Ref::Subject
                        if ids.is_empty() =>
                    {
                        format!("this catalogue has no {}", what.about())
                    }
                    Ref::Winner => Ref::Framework.help().to_owned(),
                    _ => what.help().to_owned(),
                }
            });
        self.error(id.at, &message, &help);
    }

    /// The characters of the file at a place.
    pub(super) fn written(&self, at: At) -> String {
        match at {
            At::File(place) => written_at(self.text, place),
            At::Flag(_) => String::new(),
        }
    }
}

impl Node {
    /// As messages show it.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Map(_) => "a map".to_owned(),
            Self::List(_) => "a list".to_owned(),
            Self::Text(text) => format!("`{}`", text::clip(text, 60)),
            Self::Number(number) => short(*number),
            Self::Bool(bool) => bool.to_string(),
            Self::Null => "nothing".to_owned(),
        }
    }
}

/// A number as messages show it: with an exponent where it has many digits.
pub(super) fn short(number: f64) -> String {
    match number {
        f64::INFINITY => "infinity".to_owned(),
        f64::NEG_INFINITY => "minus infinity".to_owned(),
        _ => format!("{number:?}").trim_end_matches(".0").to_owned(),
    }
}

/// The characters at a place, at least one.
pub(super) fn written_at(text: &Text, place: Place) -> String {
    let (start, length) = (place.column as usize - 1, place.length as usize);
    text.line(place.line).chars().skip(start).take(length.clamp(1, 60)).collect()
}
