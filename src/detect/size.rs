//! How far a project has come: a start, a prototype or a product.

use super::kind::{self, Kind};
use super::report::{Confidence, FrameworkUse, Place, Proposal};
use super::repository::Repository;
use crate::text::plural;

/// From here on there is more than a start. `startproject` with one empty app has about 80 lines.
const PROTOTYPE_LINES: usize = 400;
/// From here on it is a product, whatever else there is.
const PRODUCT_LINES: usize = 3_000;
/// From here on it is a product if enough else shows that it is in use.
const PRODUCT_LINES_IF_SIGNS: usize = 1_500;
/// Signs of production that are enough for a product and for a prototype, out of migrations,
/// containers, tests and CI.
const SIGNS: usize = 2;
const PROTOTYPE_SIGNS: usize = 3;
/// Migrations that show a schema that has changed over time.
const MIGRATIONS: usize = 10;
/// Files of tests that show that somebody relies on it.
const TEST_FILES: usize = 3;
/// Within this factor of a threshold the grade is only likely.
const NEAR: f64 = 1.25;

/// `start`, `prototype` or `product`, and why.
pub(super) fn grade(repository: &Repository, framework: &FrameworkUse) -> Proposal {
    let python = |is: fn(&str) -> bool| repository.sources.iter().filter(|s| is(&s.path)).count();
    let first = |kind: Kind| {
        let found = repository.present.iter().filter(|(found, _)| *found == kind);
        found.map(|(_, path)| Place::file(path)).min()
    };
    let container = first(Kind::Dockerfile).or_else(|| first(Kind::Compose));
    let mut because = vec![format!("{} of its own Python", plural(framework.lines, "line"))];
    let mut places: Vec<Place> = framework.places.iter().take(1).cloned().collect();
    for (is, enough, noun) in [
        (kind::is_migration as fn(&str) -> bool, MIGRATIONS, "migration"),
        (kind::is_test, TEST_FILES, "test file"),
    ] {
        let count = python(is);
        because.extend((count >= enough).then(|| plural(count, noun)));
    }
    for (name, place) in [("a container", container), ("CI", first(Kind::Ci))] {
        because.extend(place.is_some().then(|| name.to_owned()));
        places.extend(place);
    }
    let near = |threshold: usize| {
        (1.0 / NEAR..NEAR).contains(&(framework.lines as f64 / threshold as f64))
    };
    let thresholds = [PROTOTYPE_LINES, PRODUCT_LINES_IF_SIGNS, PRODUCT_LINES];
    let sure = if thresholds.into_iter().any(near) { Confidence::Medium } else { Confidence::High };
    let word = word(framework.lines, because.len() - 1);
    let value = format!("{}-{word}", framework.id);
    let proposal = Proposal::new("existing-code", &value, sure.min(framework.confidence));
    Proposal { because: because.join(", "), places, ..proposal }
}

fn word(lines: usize, signs: usize) -> &'static str {
    match lines {
        PRODUCT_LINES.. => "product",
        PRODUCT_LINES_IF_SIGNS.. if signs >= SIGNS => "product",
        PROTOTYPE_LINES.. => "prototype",
        _ if signs >= PROTOTYPE_SIGNS => "prototype",
        _ => "start",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_rise_with_lines_and_signs() {
        let cases = [
            (0, 0, "start"),
            (PROTOTYPE_LINES - 1, PROTOTYPE_SIGNS - 1, "start"),
            (PROTOTYPE_LINES - 1, PROTOTYPE_SIGNS, "prototype"),
            (PROTOTYPE_LINES, 0, "prototype"),
            (PRODUCT_LINES_IF_SIGNS, SIGNS - 1, "prototype"),
            (PRODUCT_LINES_IF_SIGNS, SIGNS, "product"),
            (PRODUCT_LINES, 0, "product"),
        ];
        for (lines, signs, expected) in cases {
            assert_eq!(word(lines, signs), expected, "{lines} lines, {signs} signs");
        }
    }
}
