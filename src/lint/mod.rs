//! Problems in a catalogue or a profile that the loader accepts.
//!
//! What the loader refuses is reported as the rule `invalid`.

mod context;
mod criteria;
mod evidence;
mod file;
mod frameworks;
mod order;
mod precedents;
mod profile;
mod rules;
mod sources;
mod traits;

pub use context::LintContext;
pub use file::File;
pub use rules::RULES;

use crate::load::{Place, Problem, Problems};
use crate::model::words;
use serde::Serialize;

type Check = fn(&LintContext<'_>, &mut Reporter);

/// A lint rule.
#[derive(Debug, Clone, Copy, Serialize)]
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
    #[serde(skip)]
    check: Check,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
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

/// A place that breaks a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    /// The rule.
    pub rule: &'static Rule,
    /// Message, place and hint.
    pub problem: Problem,
}

/// Collects the violations of one rule after the other.
struct Reporter {
    rule: &'static Rule,
    violations: Vec<Violation>,
}

impl Reporter {
    /// Reports the last of these keys that the file has.
    fn report(&mut self, file: &File, path: &[&str], message: &str, hint: &str) {
        self.report_at(file, file.place(path), message, hint);
    }

    fn report_at(&mut self, file: &File, place: Place, message: &str, hint: &str) {
        let line = file.text.line(place.line);
        let problem = Problem::new(&file.text.name, message).at(place, line).help(hint);
        self.violations.push(Violation { rule: self.rule, problem });
    }
}

/// Checks every rule; violations come by file, line and rule.
pub fn lint(context: &LintContext<'_>) -> Vec<Violation> {
    let mut reporter = Reporter { rule: &RULES[0], violations: Vec::new() };
    for rule in RULES.iter() {
        reporter.rule = rule;
        (rule.check)(context, &mut reporter);
    }
    let mut violations = reporter.violations;
    violations.sort_by_cached_key(|found| (found.problem.clone(), found.rule.id));
    violations.dedup();
    violations
}

/// What the loader refused, under the rule `invalid`.
pub fn from_problems(problems: &Problems) -> Vec<Violation> {
    let violation = |problem: &Problem| Violation { rule: &RULES[0], problem: problem.clone() };
    problems.iter().map(violation).collect()
}
