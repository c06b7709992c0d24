//! What is legal and wrong all the same, in a catalogue or a profile, by rule.
//!
//! What cannot be used at all, the loader refuses; its problems are told here as the rule `invalid`. A rule looks at
//! what is meant (the model) and at how it is written (the tree of a file), and names the line.

mod catalogue;
mod file;
mod profile;
mod rule;

pub use file::{File, Kind};
pub use rule::{Finding, RULES, Rule, Severity, rule};

use crate::load::{Problem, Problems, Text};
use crate::model::{Catalogue, Profile};
use jiff::civil::Date;
use rule::{Check, Says};

/// The files of a catalogue that are looked at, and what they mean.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The files; those that are not among them are not complained of.
    pub files: &'a [File],
    /// The catalogue that they make, with whatever they were added to.
    pub known: &'a Catalogue,
    /// The day on which evidence is looked at; without it nothing is called old.
    pub today: Option<Date>,
}

/// A profile that is looked at, and what it means.
#[derive(Debug, Clone, Copy)]
pub struct Project<'a> {
    /// The file.
    pub file: &'a File,
    /// What it says.
    pub profile: &'a Profile,
    /// The catalogue that it is decided with.
    pub known: &'a Catalogue,
    /// The day on which it is looked at.
    pub today: Option<Date>,
}

/// Everything wrong with files of a catalogue, by file and line.
pub fn of_catalogue(ground: &Ground<'_>) -> Vec<Finding> {
    let mut says = Says::default();
    for rule in RULES {
        if let Check::Catalogue(check) = rule.check {
            says.under(rule);
            check(ground, &mut says);
        }
    }
    says.sorted()
}

/// Everything wrong with a profile, by line.
pub fn of_profile(project: &Project<'_>) -> Vec<Finding> {
    let mut says = Says::default();
    for rule in RULES {
        if let Check::Profile(check) = rule.check {
            says.under(rule);
            check(project, &mut says);
        }
    }
    says.sorted()
}

/// What the loader refused, as findings.
pub fn of_problems(problems: &Problems) -> Vec<Finding> {
    problems.iter().map(|problem| Finding::new(&rule::INVALID, problem.clone())).collect()
}

/// Reads a file as written; a problem where it cannot be read at all.
pub fn file(kind: Kind, text: Text) -> Result<File, Problem> {
    File::read(kind, text)
}
