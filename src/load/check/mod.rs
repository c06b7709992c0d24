//! From what is written to what is meant: all errors of meaning in a file are gathered, each at its place.

mod bounds;
pub(super) mod catalogue;
pub(super) mod config;
mod criterion;
mod finding;
mod fit;
mod framework;
mod index;
mod overlay;
pub(super) mod profile;
mod tables;
mod weighting;

pub use overlay::Overlay;

use super::problem::Problem;
use super::raw::{At, Number, Spot};
use super::suggest;
use super::text::Text;
use super::yaml;
use crate::model::{InvalidId, InvalidNumber};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// After so many problems of one file no more are kept.
const MOST: usize = 100;

/// Gathers what is wrong with one file.
pub(crate) struct Sink<'a> {
    text: &'a Text,
    flags: &'a [String],
    problems: Vec<Problem>,
}

impl<'a> Sink<'a> {
    pub(crate) fn new(text: &'a Text) -> Self {
        Self { text, flags: &[], problems: Vec::new() }
    }

    /// With the flags that were laid over the file, as they were typed.
    pub(crate) fn with_flags(text: &'a Text, flags: &'a [String]) -> Self {
        Self { text, flags, problems: Vec::new() }
    }

    pub(crate) fn into_problems(mut self) -> Vec<Problem> {
        if self.problems.len() > MOST {
            let more = self.problems.len() - MOST;
            self.problems.truncate(MOST);
            let message = format!("{more} more problems in this file are not shown");
            self.problems.push(Problem::new(&self.text.name, &message).after_all());
        }
        self.problems
    }

    /// Notes a problem, to which a hint may be added.
    pub(crate) fn say(&mut self, at: At, message: &str) -> &mut Problem {
        let problem = match at {
            At::File(_) if self.problems.len() >= MOST => Problem::new(&self.text.name, message),
            At::File(place) => self.text.problem(place, message),
            At::Flag(number) => {
                let flag = self.flags.get(number).map_or("", String::as_str);
                Problem::new(flag, message)
            }
        };
        self.problems.push(problem);
        let last = self.problems.len() - 1;
        &mut self.problems[last]
    }

    /// Refuses a form of file that is newer than this program.
    fn schema(&mut self, schema: Option<&Spot<Number>>) {
        let Some(schema) = schema else { return };
        let Some(number) = self.number(schema) else { return };
        if number > yaml::SCHEMA {
            self.say(schema.at, &yaml::schema_message(number)).advise(yaml::SCHEMA_ADVICE);
        } else if number.total_cmp(&yaml::SCHEMA).is_ne() {
            self.say(schema.at, &format!("there is no form {number} of these files"))
                .advise("write 1");
        }
    }

    /// A finite number.
    fn number(&mut self, spot: &Spot<Number>) -> Option<f64> {
        let message = match &spot.value {
            Number::Value(value) if value.is_finite() => return Some(*value),
            Number::Value(value) if value.is_nan() => "NaN is no number to reckon with".to_owned(),
            Number::Value(_) => "this number is infinite, or too large to reckon with".to_owned(),
            Number::Text(text) => return self.no_number(spot.at, text),
            Number::Blank => "a number is missing here".to_owned(),
        };
        self.say(spot.at, &message).advise("write a number, such as 7.5");
        None
    }

    /// A text where a number should be; it may be meant as one.
    fn no_number(&mut self, at: At, text: &str) -> Option<f64> {
        let meant = text.trim().trim_end_matches('%').trim_end().replace(',', ".");
        if meant.parse().is_ok_and(f64::is_finite) {
            self.say(at, &format!("`{text}` is a text here, no number"))
                .advise(&format!("write {meant}, without quotes and without signs"));
        } else {
            self.say(at, &format!("`{text}` is no number")).advise("write a number, such as 7.5");
        }
        None
    }

    /// A number that keeps a rule of the model.
    fn checked<N>(
        &mut self,
        spot: &Spot<Number>,
        make: fn(f64) -> Result<N, InvalidNumber>,
    ) -> Option<N> {
        let value = self.number(spot)?;
        let advice = "write a number in that range";
        make(value).map_err(|error| self.say(spot.at, &error.to_string()).advise(advice)).ok()
    }

    /// An id that is defined here.
    fn id<I>(&mut self, spot: &Spot<String>, make: fn(&str) -> Result<I, InvalidId>) -> Option<I> {
        make(&spot.value).map_err(|error| self.say(spot.at, &error.to_string()).hint = None).ok()
    }

    /// An id of something defined elsewhere, among what is known.
    fn refer<'k, I>(
        &mut self,
        what: &str,
        spot: &Spot<String>,
        known: impl IntoIterator<Item = &'k str> + Clone,
        make: fn(&str) -> Result<I, InvalidId>,
    ) -> Option<I> {
        if known.clone().into_iter().any(|name| name == spot.value) {
            return make(&spot.value).ok();
        }
        self.unknown(what, spot, known);
        None
    }

    fn unknown<'k>(
        &mut self,
        what: &str,
        spot: &Spot<String>,
        known: impl IntoIterator<Item = &'k str> + Clone,
    ) {
        let advice = suggest::advice(&spot.value, known);
        self.say(spot.at, &format!("unknown {what} `{}`", spot.value)).hint = advice;
    }

    /// A text that says something.
    fn words(&mut self, spot: &Spot<String>) -> Option<String> {
        if spot.value.trim().is_empty() {
            self.say(spot.at, "this text is empty").advise("write it");
            return None;
        }
        Some(spot.value.clone())
    }

    fn day(&mut self, spot: &Spot<String>) -> Option<Date> {
        let written = spot.value.len() == 10 && !spot.value.contains('T');
        let day = spot.value.parse().ok().filter(|_| written);
        if day.is_none() {
            let message = format!("`{}` is no date", spot.value);
            self.say(spot.at, &message).advise("write it as YYYY-MM-DD, such as 2026-11-23");
        }
        day
    }

    /// An address on the web; nothing else is ever made a link.
    fn address(&mut self, spot: &Spot<String>) -> Option<String> {
        let address = &spot.value;
        let web = address.starts_with("https://") || address.starts_with("http://");
        if !web || address.chars().any(char::is_whitespace) {
            let message = format!("`{address}` is no address on the web");
            self.say(spot.at, &message).advise("begin it with https://");
            return None;
        }
        Some(address.clone())
    }

    /// Refuses what is written twice.
    fn distinct<'s>(&mut self, what: &str, spots: impl IntoIterator<Item = &'s Spot<String>>) {
        let mut seen = BTreeSet::new();
        for spot in spots {
            if !seen.insert(&spot.value) {
                let message = format!("{what} `{}` is named twice", spot.value);
                self.say(spot.at, &message).advise("keep one of the two");
            }
        }
    }
}

/// The value where it was not given, or was given and is right; nothing where it was given and is wrong.
#[expect(clippy::option_option, reason = "not given, and given but wrong, are two answers")]
fn optional<S, T>(given: Option<&S>, check: impl FnOnce(&S) -> Option<T>) -> Option<Option<T>> {
    match given {
        None => Some(None),
        Some(given) => check(given).map(Some),
    }
}

/// All values, or nothing where one is wrong; every one is looked at.
fn all<T, C: FromIterator<T>>(values: impl IntoIterator<Item = Option<T>>) -> Option<C> {
    let values: Vec<_> = values.into_iter().collect();
    values.into_iter().collect()
}
