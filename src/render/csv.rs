//! The ratings for a spreadsheet, after RFC 4180: a row for each rating, then one for each candidate's total.
//!
//! Unknown is an empty cell, never zero. Numbers keep full precision. A text that a spreadsheet would take for a
//! formula gets an apostrophe in front.

use super::{messages, safe};
use crate::decision::{CandidateResult, CriterionRow, Decision, Excluded};
use std::io;

/// The columns.
const HEAD: [&str; 16] = [
    "profile",
    "criterion",
    "title",
    "weight",
    "share",
    "framework",
    "name",
    "score",
    "low",
    "high",
    "coverage",
    "best_in_draws",
    "winner",
    "tie",
    "contribution",
    "why",
];

/// The most characters of a text that a cell holds.
const TEXT: usize = 1_000;

/// Writes the ratings and totals.
pub(super) fn write(decision: &Decision, out: &mut dyn io::Write) -> io::Result<()> {
    row(&HEAD.map(str::to_owned), out)?;
    for criterion in &decision.criteria {
        for standing in &decision.frameworks {
            row(&rating(decision, criterion, standing), out)?;
        }
    }
    for standing in &decision.frameworks {
        row(&total(decision, standing), out)?;
    }
    decision
        .excluded
        .iter()
        .zip(messages::excluded(decision))
        .try_for_each(|(excluded, why)| row(&out_of_it(decision, excluded, &why), out))
}

fn rating(
    decision: &Decision,
    criterion: &CriterionRow,
    standing: &CandidateResult,
) -> [String; 16] {
    let rating = criterion.ratings.get(&standing.id).and_then(Option::as_ref);
    let figure = |of: fn(&crate::decision::RatingRow) -> f64| number(rating.map(of));
    [
        profile(decision),
        criterion.id.to_string(),
        text(&criterion.title),
        number(Some(criterion.weight)),
        number(Some(criterion.share)),
        standing.id.to_string(),
        text(&standing.name),
        figure(|rating| rating.score),
        figure(|rating| rating.low),
        figure(|rating| rating.high),
        figure(|rating| rating.coverage),
        number(criterion.best_in_draws.get(&standing.id).copied()),
        criterion.winner.as_ref().map_or(String::new(), ToString::to_string),
        criterion.tie.to_string(),
        number(criterion.contribution),
        text(criterion.why.as_deref().unwrap_or_default()),
    ]
}

fn total(decision: &Decision, standing: &CandidateResult) -> [String; 16] {
    let first = decision
        .analysis
        .draws
        .as_ref()
        .and_then(|draws| draws.rank_acceptability.get(&standing.id)?.first().copied());
    let recommendation = &decision.recommendation;
    [
        profile(decision),
        "total".to_owned(),
        "Total".to_owned(),
        String::new(),
        number(Some(1.0)),
        standing.id.to_string(),
        text(&standing.name),
        number(Some(standing.total)),
        number(Some(standing.low)),
        number(Some(standing.high)),
        number(Some(standing.coverage)),
        number(first),
        recommendation.winner.as_ref().map_or(String::new(), ToString::to_string),
        (recommendation.verdict == crate::decision::Verdict::TooClose).to_string(),
        number(recommendation.lead),
        text(&messages::headline(decision)),
    ]
}

/// A candidate that was out before anything was weighed: no figures, and the reason.
fn out_of_it(decision: &Decision, excluded: &Excluded, why: &str) -> [String; 16] {
    let mut cells = [const { String::new() }; 16];
    cells[0] = profile(decision);
    cells[1].push_str("total");
    cells[2].push_str("Total");
    cells[5] = excluded.id.to_string();
    cells[6] = text(&excluded.name);
    cells[15] = text(why);
    cells
}

fn profile(decision: &Decision) -> String {
    decision.inputs.profile.as_ref().map_or(String::new(), |profile| text(&profile.path))
}

/// A number as it is; nothing where it is not known.
fn number(figure: Option<f64>) -> String {
    figure.map_or(
        String::new(),
        |figure| if figure == 0.0 { "0".to_owned() } else { figure.to_string() },
    )
}

/// Text of others, harmless, and no formula.
fn text(given: &str) -> String {
    let given = safe::given(given, TEXT).replace('\u{a0}', " ");
    if given.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{given}")
    } else {
        given
    }
}

fn row(cells: &[String], out: &mut dyn io::Write) -> io::Result<()> {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    write!(out, "{}\r\n", cells.join(","))
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r', ';', '\'']) || cell.starts_with(' ') {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{number, quoted, text};

    #[test]
    fn a_formula_becomes_text_and_a_number_stays_one() {
        assert_eq!(text("=cmd()"), "'=cmd()");
        assert_eq!(text("\t=1"), "'=1");
        assert_eq!(text("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(number(Some(-0.25)), "-0.25");
        assert_eq!((number(Some(-0.0)).as_str(), number(None).as_str()), ("0", ""));
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(quoted("a,b \"c\""), "\"a,b \"\"c\"\"\"");
        assert_eq!(quoted("plain"), "plain");
    }
}
