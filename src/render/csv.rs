//! Ratings and points for a spreadsheet, as RFC 4180: a row for each rating, for each fact, and for each total.
//!
//! The column `points` is what a row adds to the framework's total: share × rating, or the points of the fact. Unknown is
//! an empty cell, never zero, though an unknown rating adds to the total. Numbers keep full precision.

use super::messages;
use crate::decision::{Decision, Verdict};
use crate::model::{FrameworkId, Score};
use crate::text::{csv_cell, csv_text, excerpt, join};

const HEAD: &str = "profile,criterion,title,weight,share,framework,name,score,low,high,coverage,\
                    best_in_draws,winner,tie,points,why";

/// The most characters of a text.
const TEXT: usize = 1_000;

/// The ratings, the points, the totals, and the excluded candidates of each decision.
pub fn render(decisions: &[Decision]) -> String {
    let rows = decisions.iter().flat_map(rows);
    format!("{HEAD}\r\n") + &join(rows.map(|row| row + "\r\n"), "")
}

fn rows(decision: &Decision) -> Vec<String> {
    let mut rows = Vec::new();
    let profile = decision.inputs.profile.as_ref().map_or("", |profile| &profile.path);
    // The cells by their columns; the others are empty.
    let mut add = |framework: &FrameworkId, name: &str, cells: &[(&str, String)]| {
        let shared = [
            ("profile", text(profile)),
            ("framework", framework.to_string()),
            ("name", text(name)),
        ];
        let cell = |column| shared.iter().chain(cells).find(|(name, _)| *name == column);
        let cells = HEAD.split(',').map(|column| cell(column).map_or("", |(_, cell)| cell));
        rows.push(join(cells.map(csv_cell), ","));
    };
    for criterion in &decision.criteria {
        for candidate in &decision.frameworks {
            let rating = criterion.rating(&candidate.id);
            let is_winner = criterion.winner.as_ref() == Some(&candidate.id);
            let own = rating.and_then(|rating| rating.overridden.as_deref());
            let why = own.or(criterion.why.as_deref().filter(|_| is_winner));
            let counted = rating.map_or(Score::UNKNOWN, |rating| rating.score);
            let cells = [
                ("criterion", criterion.id.to_string()),
                ("title", text(&criterion.title)),
                ("weight", number(Some(criterion.weight))),
                ("share", number(Some(criterion.share))),
                ("score", number(rating.map(|rating| rating.score))),
                ("low", number(rating.map(|rating| rating.low))),
                ("high", number(rating.map(|rating| rating.high))),
                ("coverage", number(rating.map(|rating| rating.coverage))),
                ("best_in_draws", number(criterion.best_in_draws.get(&candidate.id).copied())),
                ("winner", id(criterion.winner.as_ref())),
                ("tie", criterion.tie.to_string()),
                ("points", number(Some(criterion.share * counted))),
                ("why", text(why.unwrap_or_default())),
            ];
            add(&candidate.id, &candidate.name, &cells);
        }
    }
    for fact in &decision.fit {
        for candidate in &decision.frameworks {
            let cells = [
                ("criterion", text(&format!("fit:{}={}", fact.id, fact.answer))),
                ("title", text(&format!("{}: {}", fact.title, fact.label))),
                ("points", number(fact.points.get(&candidate.id).copied())),
                ("why", text(fact.because.get(&candidate.id).map_or("", String::as_str))),
            ];
            add(&candidate.id, &candidate.name, &cells);
        }
    }
    let recommendation = &decision.recommendation;
    for candidate in &decision.frameworks {
        let draws = decision.analysis.draws.as_ref();
        let ranks = draws.and_then(|draws| draws.rank_acceptability.get(&candidate.id));
        let is_leader = recommendation.leader.as_ref() == Some(&candidate.id);
        let headline = Some(messages::headline(decision)).filter(|_| is_leader);
        let cells = [
            ("criterion", "total".to_owned()),
            ("title", "Total".to_owned()),
            ("share", number(Some(1.0))),
            ("score", number(Some(candidate.total))),
            ("low", number(Some(candidate.low))),
            ("high", number(Some(candidate.high))),
            ("coverage", number(Some(candidate.coverage))),
            ("best_in_draws", number(ranks.and_then(|ranks| ranks.first().copied()))),
            ("winner", id(recommendation.winner.as_ref())),
            ("tie", (recommendation.verdict == Verdict::TooClose).to_string()),
            ("points", number(Some(candidate.total))),
            ("why", text(&headline.unwrap_or_default())),
        ];
        add(&candidate.id, &candidate.name, &cells);
    }
    for (excluded, why) in decision.excluded.iter().zip(messages::excluded(decision)) {
        let cells =
            [("criterion", "total".to_owned()), ("title", "Total".to_owned()), ("why", text(&why))];
        add(&excluded.id, &excluded.name, &cells);
    }
    rows
}

fn number(number: Option<f64>) -> String {
    // Adding zero turns -0 into 0.
    number.map_or(String::new(), |number| (number + 0.0).to_string())
}

fn id(id: Option<&FrameworkId>) -> String {
    id.map_or(String::new(), FrameworkId::to_string)
}

fn text(text: &str) -> String {
    csv_text(&excerpt(text, TEXT))
}
