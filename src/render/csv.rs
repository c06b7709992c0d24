//! The ratings for a spreadsheet, as RFC 4180: a row for each rating, for each fact's points, and for each total.
//!
//! Unknown is an empty cell, never zero. Numbers keep full precision.

use super::messages;
use crate::decision::{Decision, RatingRow, Verdict};
use crate::text::{csv_cell, csv_text, excerpt};
use std::io;

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

/// The most characters of a text.
const TEXT: usize = 1_000;

/// Writes the ratings, the points, the totals, and the excluded candidates.
pub(super) fn write(decision: &Decision, out: &mut dyn io::Write) -> io::Result<()> {
    let recommendation = &decision.recommendation;
    let profile = decision.inputs.profile.as_ref();
    let profile = profile.map_or(String::new(), |profile| text(&profile.path));
    row(out, HEAD.map(str::to_owned))?;
    for criterion in &decision.criteria {
        for candidate in &decision.frameworks {
            let rating = criterion.ratings.get(&candidate.id).and_then(Option::as_ref);
            let of = |value: fn(&RatingRow) -> f64| number(rating.map(value));
            row(
                out,
                [
                    profile.clone(),
                    criterion.id.to_string(),
                    text(&criterion.title),
                    number(Some(criterion.weight)),
                    number(Some(criterion.share)),
                    candidate.id.to_string(),
                    text(&candidate.name),
                    of(|rating| rating.score),
                    of(|rating| rating.low),
                    of(|rating| rating.high),
                    of(|rating| rating.coverage),
                    number(criterion.best_in_draws.get(&candidate.id).copied()),
                    criterion.winner.as_ref().map_or(String::new(), ToString::to_string),
                    criterion.tie.to_string(),
                    number(criterion.contribution),
                    text(criterion.why.as_deref().unwrap_or_default()),
                ],
            )?;
        }
    }
    for fact in &decision.fit {
        for candidate in &decision.frameworks {
            let mut cells = [const { String::new() }; 16];
            cells[0].clone_from(&profile);
            cells[1] = text(&format!("fit:{}={}", fact.id, fact.answer));
            cells[2] = text(&format!("{}: {}", fact.title, fact.label));
            cells[5] = candidate.id.to_string();
            cells[6] = text(&candidate.name);
            cells[7] = number(fact.points.get(&candidate.id).copied());
            cells[15] =
                fact.because.get(&candidate.id).map_or(String::new(), |because| text(because));
            row(out, cells)?;
        }
    }
    for candidate in &decision.frameworks {
        let draws = decision.analysis.draws.as_ref();
        let ranks = draws.and_then(|draws| draws.rank_acceptability.get(&candidate.id));
        row(
            out,
            [
                profile.clone(),
                "total".to_owned(),
                "Total".to_owned(),
                String::new(),
                number(Some(1.0)),
                candidate.id.to_string(),
                text(&candidate.name),
                number(Some(candidate.total)),
                number(Some(candidate.low)),
                number(Some(candidate.high)),
                number(Some(candidate.coverage)),
                number(ranks.and_then(|ranks| ranks.first().copied())),
                recommendation.winner.as_ref().map_or(String::new(), ToString::to_string),
                (recommendation.verdict == Verdict::TooClose).to_string(),
                number(recommendation.lead),
                text(&messages::headline(decision)),
            ],
        )?;
    }
    for (excluded, why) in decision.excluded.iter().zip(messages::excluded(decision)) {
        let mut cells = [const { String::new() }; 16];
        cells[0].clone_from(&profile);
        "total".clone_into(&mut cells[1]);
        "Total".clone_into(&mut cells[2]);
        cells[5] = excluded.id.to_string();
        cells[6] = text(&excluded.name);
        cells[15] = text(&why);
        row(out, cells)?;
    }
    Ok(())
}

fn number(number: Option<f64>) -> String {
    // Adding zero turns -0 into 0.
    number.map_or(String::new(), |number| (number + 0.0).to_string())
}

fn text(text: &str) -> String {
    csv_text(&excerpt(text, TEXT))
}

fn row(out: &mut dyn io::Write, cells: [String; 16]) -> io::Result<()> {
    write!(out, "{}\r\n", cells.map(|cell| csv_cell(&cell)).join(","))
}
