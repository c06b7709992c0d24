//! What a rule is, the list of them all, and what a rule finds.

use super::catalogue::{
    capabilities, described, fits, links, order, reasons, scales, sources, stale, traits, unrated,
};
use super::file::File;
use super::profile::{candidates, dates, overrides, weights};
use super::{Ground, Project};
use crate::load::{Place, Problem};
use serde::Serialize;

/// One thing to look for.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Rule {
    /// In lower case, with hyphens.
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it looks for, as a heading.
    pub title: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// How to put it right.
    pub fix: &'static str,
    /// YAML that is right, with what is wrong in a comment.
    pub example: &'static str,
    /// How it looks.
    #[serde(skip)]
    pub(super) check: Check,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It must be put right.
    Error,
    /// It should be looked at.
    Warning,
}

impl Severity {
    /// As reports name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// How a rule looks.
#[derive(Debug, Clone, Copy)]
pub(super) enum Check {
    /// The loader does.
    Loader,
    /// At the files of a catalogue.
    Catalogue(fn(&Ground<'_>, &mut Says)),
    /// At a profile.
    Profile(fn(&Project<'_>, &mut Says)),
}

/// What the loader refuses.
pub(super) const INVALID: Rule = Rule {
    id: "invalid",
    severity: Severity::Error,
    title: "The file cannot be used as it stands",
    why: "A key that nobody knows, a reference to something that is not there or a number out of range would be \
          passed over or guessed at, and the decision would rest on less than its readers think. So weigh refuses \
          the file.",
    fix: "Each problem names its place and says what may stand there. Per file the first error of syntax or shape \
          is told, or else every error of meaning.",
    example: "needs:\n  admin: must    # not `admni: must`, not `admin: yes`",
    check: Check::Loader,
};

/// Every rule: those for catalogues, then those for profiles.
pub static RULES: &[Rule] = &[
    INVALID,
    sources::UNSOURCED,
    sources::INCOMPLETE,
    sources::UNUSED,
    sources::TWICE,
    links::BAD_LINK,
    reasons::UNREASONED,
    reasons::UNQUALIFIED,
    reasons::UNRANGED,
    reasons::FUTURE,
    unrated::UNRATED,
    unrated::UNEXPLORED,
    scales::UNANCHORED,
    scales::AGELESS,
    scales::OFF_SCALE,
    scales::UNACCOUNTED,
    stale::STALE,
    stale::STALE_EXTENSION,
    capabilities::UNDATED_EXTENSION,
    capabilities::UNUSED_CAPABILITY,
    described::UNDESCRIBED,
    described::SAYS_WHY,
    described::UNCLAIMED,
    fits::OFF_CENTRE,
    fits::IDLE_FIT,
    traits::IDLE_REASON,
    traits::UNUSED_TRAIT,
    traits::POINTLESS,
    order::KEY_ORDER,
    order::ENTRY_ORDER,
    order::LAYOUT,
    weights::DOES_LESS,
    weights::RANKING_OF_ONE,
    candidates::UNKNOWN_NEED,
    candidates::IMPOSSIBLE_NEED,
    overrides::ENDLESS,
    overrides::EXPIRED,
    overrides::IDLE,
    dates::REVIEW_PASSED,
    dates::UNTITLED,
];

/// The rule of this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// What a rule found, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// What is wrong, where, and what to do.
    pub problem: Problem,
}

impl Finding {
    /// A finding of a rule of the list.
    pub(super) fn new(rule: &Rule, problem: Problem) -> Self {
        Self { rule: self::rule(rule.id).unwrap_or(&INVALID), problem }
    }
}

/// Gathers what the rules say.
#[derive(Debug, Default)]
pub(super) struct Says {
    rule: Option<&'static Rule>,
    findings: Vec<Finding>,
}

impl Says {
    /// What is said from here on is said by this rule.
    pub(super) fn under(&mut self, rule: &'static Rule) {
        self.rule = Some(rule);
    }

    /// Says what is wrong at a place of a file, and what to do.
    pub(super) fn say(&mut self, file: &File, place: Place, message: &str, hint: &str) {
        let line = file.text.line(place.line);
        let problem = Problem::new(&file.text.name, message).at(place, line).help(hint);
        self.findings.extend(self.rule.map(|rule| Finding { rule, problem }));
    }

    /// What was said, by file, line and rule.
    pub(super) fn sorted(mut self) -> Vec<Finding> {
        let key = |finding: &Finding| (finding.problem.clone(), finding.rule.id);
        self.findings.sort_by_cached_key(key);
        self.findings.dedup();
        self.findings
    }
}

#[cfg(test)]
mod tests {
    use super::RULES;
    use std::collections::BTreeSet;

    #[test]
    fn rules_have_names_of_one_form_and_say_everything() {
        let mut seen = BTreeSet::new();
        for rule in RULES {
            assert!(seen.insert(rule.id), "{} is there twice", rule.id);
            assert!(rule.id.bytes().all(|b| b == b'-' || b.is_ascii_lowercase()), "{}", rule.id);
            assert!(rule.why.ends_with('.') && rule.fix.ends_with('.'), "{}", rule.id);
            assert!(!rule.title.ends_with('.') && !rule.example.is_empty(), "{}", rule.id);
        }
    }
}
