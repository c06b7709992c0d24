//! Problems in a catalogue or a profile that the loader accepts.
//!
//! docs/lint.md says what each rule is about; the functions here check them. What the loader refuses is reported as
//! the rule `invalid`.

mod catalogue;
mod file;
mod framework;
mod profile;

pub use file::File;

use crate::load::{Problem, Problems, Record};
use crate::model::{Catalogue, Profile, words};
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

/// A place that breaks a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    /// The rule.
    pub rule: &'static Rule,
    /// Message, place and hint.
    pub problem: Problem,
}

impl Violation {
    fn new(rule: &str, problem: Problem) -> Self {
        let rule = RULES.iter().find(|known| known.id == rule).unwrap_or(&RULES[0]);
        Self { rule, problem }
    }
}

/// Checks files that belong to this catalogue, one of which may hold this profile.
///
/// Evidence is stale, and overrides have expired, as of `today`. Violations come by file, line and rule.
pub fn lint(
    files: &[File],
    catalogue: &Catalogue,
    profile: Option<&Profile>,
    today: Date,
) -> Vec<Violation> {
    let mut linter = Linter { files, catalogue, today, violations: Vec::new() };
    linter.check_catalogue();
    linter.check_frameworks();
    if let Some(profile) = profile {
        linter.check_profile(profile);
    }
    let mut violations = linter.violations;
    violations.sort_by_cached_key(|found| (found.problem.clone(), found.rule.id));
    violations.dedup();
    violations
}

/// What the loader refused, under the rule `invalid`.
pub fn from_problems(problems: &Problems) -> Vec<Violation> {
    problems.iter().map(|problem| Violation::new("invalid", problem.clone())).collect()
}

/// The files to check, what they mean, and the violations so far.
struct Linter<'a> {
    files: &'a [File],
    catalogue: &'a Catalogue,
    today: Date,
    violations: Vec<Violation>,
}

impl<'a> Linter<'a> {
    fn files(&self, record: &'static Record) -> impl Iterator<Item = &'a File> + use<'a> {
        self.files.iter().filter(move |file| file.is(record))
    }

    fn report(&mut self, rule: &str, at: Located, message: &str, hint: &str) {
        let Located { file, place } = at;
        let problem = Problem::new(&file.text.name, message);
        let problem = problem.at(place, file.text.line(place.line)).help(hint);
        self.violations.push(Violation::new(rule, problem));
    }
}

#[cfg(test)]
mod tests {
    use super::RULES;
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_is_documented_and_has_a_name_of_its_own() {
        assert_eq!(include_str!("../../docs/lint.md").matches("\n## ").count(), RULES.len());
        let mut seen = BTreeSet::new();
        for rule in RULES.iter() {
            assert!(seen.insert(rule.id), "{} is there twice", rule.id);
            assert!(rule.id.bytes().all(|b| b == b'-' || b.is_ascii_lowercase()), "{}", rule.id);
            assert!(rule.why.ends_with('.') && rule.fix.ends_with('.'), "{}", rule.id);
            assert!(!rule.title.ends_with('.') && !rule.example.is_empty(), "{}", rule.id);
        }
    }
}
