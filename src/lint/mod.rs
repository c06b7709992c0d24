//! Problems in a catalogue or a profile that the loader accepts.
//!
//! docs/lint.md says what each rule is about and how to fix what breaks it; the functions here check them. Keys that are
//! only missing are described in `src/load/files.json`. What the loader refuses is reported as the rule `invalid`.

mod catalogue;
mod file;
mod framework;
mod profile;

pub use crate::load::{Place, Problem};
pub use file::File;

use crate::load::{Node, Problems, Record, Shape, record};
use crate::model::{Catalogue, Profile, words};
use crate::text::{mid_sentence, quote};
use file::Located;
use jiff::civil::Date;
use std::sync::LazyLock;

/// A lint rule, as docs/lint.md describes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Lower case with hyphens.
    pub id: &'static str,
    /// Whether it fails the run.
    pub severity: Severity,
    /// What it finds, as a heading.
    pub title: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// How to fix it.
    pub fix: &'static str,
    /// Valid YAML; a comment may show what is wrong.
    pub example: &'static str,
}

words! {
    /// Whether a violation fails the run.
    pub enum Severity {
        /// Fails it.
        Error = "error",
        /// Fails it only on request.
        Warning = "warning",
    }
}

/// Every rule, those of catalogues first; the first is reported by the loader.
pub static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    include_str!("../../docs/lint.md").split("\n## ").skip(1).filter_map(rule).collect()
});

/// A rule from its section of docs/lint.md.
fn rule(section: &'static str) -> Option<Rule> {
    let (title, rest) = section.split_once("\n\nrule `")?;
    let (id, rest) = rest.split_once("`, ")?;
    let (severity, rest) = rest.split_once("\n\n")?;
    let (why, rest) = rest.split_once("\n\n**Fix:** ")?;
    let (fix, rest) = rest.split_once("\n\n```yaml\n")?;
    let (example, _) = rest.split_once("\n```")?;
    Some(Rule { id, severity: severity.parse().ok()?, title, why, fix, example })
}

/// A finding: a place that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The id of the rule.
    pub rule: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// What is wrong, where, and how to fix it.
    pub problem: Problem,
    /// More sentences about it.
    pub detail: Vec<String>,
}

impl Rule {
    fn entry(&self, problem: Problem) -> Entry {
        Entry { rule: self.id, severity: self.severity, problem, detail: Vec::new() }
    }
}

/// Checks files that belong to this catalogue, one of which may hold this profile.
///
/// Evidence is stale, and overrides have expired, as of `today`. Entries come by file, line and rule.
pub fn lint(
    files: &[File],
    catalogue: &Catalogue,
    profile: Option<&Profile>,
    today: Date,
) -> Vec<Entry> {
    let mut linter = Linter { files, catalogue, today, entries: Vec::new() };
    for file in files {
        linter.check_keys((&quote(&file.id), file.at(&[])), &file.tree, file.record);
    }
    linter.check_catalogue();
    linter.check_frameworks();
    if let Some(profile) = profile {
        linter.check_profile(profile);
    }
    let mut entries = linter.entries;
    entries.sort_by_cached_key(|found| (found.problem.clone(), found.rule));
    entries.dedup();
    entries
}

/// A problem that breaks a rule, which says how to fix it.
pub fn entry(rule: &str, problem: Problem) -> Entry {
    let rule = RULES.iter().find(|known| known.id == rule).unwrap_or(&RULES[0]);
    rule.entry(problem.help(mid_sentence(rule.fix).trim_end_matches('.')))
}

/// What the loader refused, under the rule `invalid`.
pub fn from_problems(problems: &Problems) -> Vec<Entry> {
    problems.iter().map(|problem| RULES[0].entry(problem.clone())).collect()
}

/// The files to check, what they mean, and what was found so far.
struct Linter<'a> {
    files: &'a [File],
    catalogue: &'a Catalogue,
    today: Date,
    entries: Vec<Entry>,
}

impl<'a> Linter<'a> {
    fn files(&self, record: &'static Record) -> impl Iterator<Item = &'a File> + use<'a> {
        self.files.iter().filter(move |file| file.is(record))
    }

    fn report(&mut self, rule: &str, Located { file, place }: Located, message: &str) {
        let problem = Problem::new(&file.text.name, message);
        self.entries.push(entry(rule, problem.at(place, file.text.line(place.line))));
    }

    /// Reports a day that is still to come, of something that has happened.
    fn check_past(&mut self, at: Located, what: &str, day: Option<Date>) {
        if let Some(day) = day.filter(|day| *day > self.today) {
            self.report("checked-in-future", at, &format!("{what} is in the future: {day}"));
        }
    }

    /// Reports the keys that a file may leave out, though a reader needs them; `name` is what the keys belong to.
    fn check_keys(&mut self, (name, at): (&str, Located), node: &Node, record: &Record) {
        for key in &record.keys {
            // Of a day, `null` says that nobody knows it.
            let says = |value: &Node| match value {
                Node::Null => matches!(key.shape, Shape::OrUnknown(_)),
                value => value.count() > 0,
            };
            match (node.entry(&key.name).filter(|(_, value)| says(&value.value)), &key.lint) {
                (Some((written, value)), _) => {
                    let at = Located { place: written.place(), ..at };
                    self.check_values((&quote(&key.name), at), &value.value, &key.shape);
                }
                (None, Some(rule)) => {
                    self.report(rule, at, &format!("{name} has no `{}`", key.name));
                }
                (None, None) => {}
            }
        }
        if let Some(shape) = &record.entries {
            self.check_entries(at, node, shape);
        }
    }

    /// Reports them in every record within a value.
    fn check_values(&mut self, (name, at): (&str, Located), node: &Node, shape: &Shape) {
        match (shape, node) {
            (Shape::Record(of) | Shape::WordOr(_, of), Node::Map(_)) => {
                self.check_keys((name, at), node, record(of));
            }
            (Shape::OrNull(shape), _) => self.check_values((name, at), node, shape),
            (Shape::Map(_, shape), _) => self.check_entries(at, node, shape),
            (Shape::List(shape), Node::List(items)) => {
                for item in items {
                    let at = Located { place: item.place(), ..at };
                    let id = item.value.at(&["id"]).and_then(Node::as_text).map(quote);
                    let name = id.unwrap_or_else(|| format!("an entry of {name}"));
                    self.check_values((&name, at), &item.value, shape);
                }
            }
            _ => {}
        }
    }

    fn check_entries(&mut self, at: Located, node: &Node, shape: &Shape) {
        for (key, value) in node.entries() {
            let at = Located { place: key.place(), ..at };
            self.check_values((&quote(&key.value), at), &value.value, shape);
        }
    }
}
