//! How far a project has come: a start, a prototype or a product.
//!
//! Graded by its own Python code and by signs of production. Lines are those on which code begins:
//! no blank lines, comments, documentation strings, tests, migrations or examples.

use super::kind;
use super::kind::Kind;
use super::report::{Confidence, Found, Place};
use super::repository::Repository;

/// From here on there is more than a start. `startproject` with one empty app has about 80 lines.
pub(super) const PROTOTYPE_LINES: usize = 400;
/// From here on it is a product, whatever else there is.
pub(super) const PRODUCT_LINES: usize = 5_000;
/// From here on it is a product if enough else speaks for it.
pub(super) const PRODUCT_LINES_IF_SIGNS: usize = 1_500;
/// So many signs of production are enough, out of migrations, containers, tests and CI.
pub(super) const SIGNS: usize = 3;
/// So many migrations show a schema that has lived.
pub(super) const MIGRATIONS: usize = 10;
/// So many files of tests show that somebody relies on it.
pub(super) const TEST_FILES: usize = 3;
/// Within this factor of a threshold the grade is only likely.
const NEAR: f64 = 1.25;

/// A grade of existing code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grade {
    /// `start`, `prototype` or `product`.
    pub(super) word: &'static str,
    pub(super) confidence: Confidence,
    pub(super) because: String,
    pub(super) places: Vec<Place>,
}

/// Grades what there is of one framework.
pub(super) fn grade(repository: &Repository, framework: &Found) -> Grade {
    let signs = signs(repository);
    let lines = framework.lines;
    let word = word(lines, signs.len());
    let sure = if is_near(lines) { Confidence::Medium } else { Confidence::High };
    let words: Vec<String> = signs.iter().map(|sign| sign.0.clone()).collect();
    let listed = if words.is_empty() { String::new() } else { format!(", {}", words.join(", ")) };
    let places = framework.places.iter().cloned();
    Grade {
        word,
        confidence: sure.min(framework.confidence),
        because: format!("{} of its own Python{listed}", count(lines, "line")),
        places: places.take(1).chain(signs.into_iter().filter_map(|sign| sign.1)).collect(),
    }
}

fn word(lines: usize, signs: usize) -> &'static str {
    let signs = signs >= SIGNS;
    match lines {
        PRODUCT_LINES.. => "product",
        PRODUCT_LINES_IF_SIGNS.. if signs => "product",
        PROTOTYPE_LINES.. => "prototype",
        _ if signs => "prototype",
        _ => "start",
    }
}

fn is_near(lines: usize) -> bool {
    let near = |threshold: usize| {
        let ratio = lines as f64 / threshold as f64;
        (1.0 / NEAR..NEAR).contains(&ratio)
    };
    [PROTOTYPE_LINES, PRODUCT_LINES_IF_SIGNS, PRODUCT_LINES].into_iter().any(near)
}

/// Signs of production, in words, with a place where one file stands for the sign.
fn signs(repository: &Repository) -> Vec<(String, Option<Place>)> {
    let python = |test: fn(&str) -> bool| {
        repository.sources.iter().filter(|source| test(&source.path)).count()
    };
    let migrations = python(kind::is_migration);
    let tests = python(kind::is_test);
    let mut signs = Vec::new();
    if migrations >= MIGRATIONS {
        signs.push((count(migrations, "migration"), None));
    }
    if tests >= TEST_FILES {
        signs.push((count(tests, "test file"), None));
    }
    let containers = first(repository, |kind| kind == Kind::Dockerfile).or_else(|| {
        let paths = repository.compose.iter().map(|(path, _)| path.as_str());
        paths.min().map(|path| Place::new(path, 0))
    });
    if containers.is_some() {
        signs.push(("a container".to_owned(), containers));
    }
    let ci = first(repository, |kind| kind == Kind::Ci);
    if ci.is_some() {
        signs.push(("CI".to_owned(), ci));
    }
    signs
}

fn first(repository: &Repository, is: impl Fn(Kind) -> bool) -> Option<Place> {
    let paths = repository.present.iter().filter(|(kind, _)| is(*kind)).map(|(_, path)| path);
    paths.min().map(|path| Place::new(path, 0))
}

/// A number with its noun.
pub(super) fn count(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_rise_with_lines_and_signs() {
        let cases = [
            (0, 0, "start"),
            (PROTOTYPE_LINES - 1, 2, "start"),
            (PROTOTYPE_LINES - 1, 3, "prototype"),
            (PROTOTYPE_LINES, 0, "prototype"),
            (PRODUCT_LINES_IF_SIGNS, 2, "prototype"),
            (PRODUCT_LINES_IF_SIGNS, 3, "product"),
            (PRODUCT_LINES, 0, "product"),
        ];
        for (lines, signs, expected) in cases {
            assert_eq!(word(lines, signs), expected, "{lines} lines, {signs} signs");
        }
    }
}
