//! Wording that the formats share.

use super::super::report::{Place, Report, Skipped};
use super::super::size::count;
use super::escape;

/// So many places stand on a line; the number of the others follows.
const PLACES: usize = 3;

/// `path:line`, or the path alone where the whole file is meant.
pub(super) fn place(place: &Place) -> String {
    let path = escape::line(&place.path);
    if place.line == 0 { path } else { format!("{path}:{}", place.line) }
}

/// The first places, and how many more there are.
pub(super) fn places(places: &[Place]) -> String {
    let mut shown: Vec<String> = places.iter().take(PLACES).map(place).collect();
    if places.len() > PLACES {
        shown.push(format!("and {} more", places.len() - PLACES));
    }
    shown.join(", ")
}

/// What was read, in one line.
pub(super) fn extent(report: &Report) -> String {
    format!(
        "{} read, {} looked at",
        count(report.files_read, "file"),
        count(report.names_seen, "name")
    )
}

/// What was left out for one reason, in one line.
pub(super) fn skipped(skipped: &Skipped) -> String {
    let shown: Vec<String> = skipped.examples.iter().map(|path| escape::line(path)).collect();
    let more = if skipped.count > shown.len() { ", …" } else { "" };
    format!("{}: {} ({}{more})", skipped.reason.sentence(), skipped.count, shown.join(", "))
}
