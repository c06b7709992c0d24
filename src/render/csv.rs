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

/// One row; a cell without a value is empty.
#[derive(Default)]
struct Row {
    criterion: String,
    title: String,
    weight: Option<f64>,
    share: Option<f64>,
    score: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    coverage: Option<f64>,
    best_in_draws: Option<f64>,
    winner: String,
    tie: Option<bool>,
    points: Option<f64>,
    why: String,
}

/// The ratings, the points, the totals, and the excluded candidates of each decision.
pub fn render(decisions: &[Decision]) -> String {
    let rows = decisions.iter().flat_map(rows);
    format!("{HEAD}\r\n") + &join(rows.map(|row| row + "\r\n"), "")
}

fn rows(decision: &Decision) -> Vec<String> {
    let mut rows = Vec::new();
    let profile = decision.inputs.profile.as_ref().map_or("", |profile| &profile.path);
    let mut add = |framework: &FrameworkId, name: &str, row: Row| {
        let cells = [
            text(profile),
            row.criterion,
            row.title,
            number(row.weight),
            number(row.share),
            framework.to_string(),
            text(name),
            number(row.score),
            number(row.low),
            number(row.high),
            number(row.coverage),
            number(row.best_in_draws),
            row.winner,
            row.tie.map_or(String::new(), |tie| tie.to_string()),
            number(row.points),
            row.why,
        ];
        rows.push(join(cells.iter().map(|cell| csv_cell(cell)), ","));
    };
    for criterion in &decision.criteria {
        for candidate in &decision.frameworks {
            let rating = criterion.rating(&candidate.id);
            let is_winner = criterion.winner.as_ref() == Some(&candidate.id);
            let own = rating.and_then(|rating| rating.overridden.as_deref());
            let why = own.or(criterion.why.as_deref().filter(|_| is_winner));
            let counted = rating.map_or(Score::UNKNOWN, |rating| rating.score);
            let row = Row {
                criterion: criterion.id.to_string(),
                title: text(&criterion.title),
                weight: Some(criterion.weight),
                share: Some(criterion.share),
                score: rating.map(|rating| rating.score),
                low: rating.map(|rating| rating.low),
                high: rating.map(|rating| rating.high),
                coverage: rating.map(|rating| rating.coverage),
                best_in_draws: criterion.best_in_draws.get(&candidate.id).copied(),
                winner: id(criterion.winner.as_ref()),
                tie: Some(criterion.tie),
                points: Some(criterion.share * counted),
                why: text(why.unwrap_or_default()),
            };
            add(&candidate.id, &candidate.name, row);
        }
    }
    for fact in &decision.fit {
        for candidate in &decision.frameworks {
            let row = Row {
                criterion: text(&format!("fit:{}={}", fact.id, fact.answer)),
                title: text(&format!("{}: {}", fact.title, fact.label)),
                points: fact.points.get(&candidate.id).copied(),
                why: fact.because.get(&candidate.id).map_or(String::new(), |why| text(why)),
                ..Row::default()
            };
            add(&candidate.id, &candidate.name, row);
        }
    }
    let total =
        || Row { criterion: "total".to_owned(), title: "Total".to_owned(), ..Row::default() };
    let recommendation = &decision.recommendation;
    for candidate in &decision.frameworks {
        let draws = decision.analysis.draws.as_ref();
        let ranks = draws.and_then(|draws| draws.rank_acceptability.get(&candidate.id));
        let is_leader = recommendation.leader.as_ref() == Some(&candidate.id);
        let headline = Some(messages::headline(decision)).filter(|_| is_leader);
        let row = Row {
            share: Some(1.0),
            score: Some(candidate.total),
            low: Some(candidate.low),
            high: Some(candidate.high),
            coverage: Some(candidate.coverage),
            best_in_draws: ranks.and_then(|ranks| ranks.first().copied()),
            winner: id(recommendation.winner.as_ref()),
            tie: Some(recommendation.verdict == Verdict::TooClose),
            points: Some(candidate.total),
            why: text(&headline.unwrap_or_default()),
            ..total()
        };
        add(&candidate.id, &candidate.name, row);
    }
    for (excluded, why) in decision.excluded.iter().zip(messages::excluded(decision)) {
        add(&excluded.id, &excluded.name, Row { why: text(&why), ..total() });
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
