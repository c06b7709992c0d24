//! The ratings for a spreadsheet, as RFC 4180: a row for each rating, for each fact's points, and for each total.
//!
//! Unknown is an empty cell, never zero. Numbers keep full precision.

use super::messages;
use crate::decision::{Decision, RatingRow, Verdict};
use crate::model::FrameworkId;
use crate::text::{csv_cell, csv_text, excerpt, join};

const HEAD: &str = "profile,criterion,title,weight,share,framework,name,score,low,high,coverage,\
                    best_in_draws,winner,tie,contribution,why";

/// The most characters of a text.
const TEXT: usize = 1_000;

/// The ratings, the points, the totals, and the excluded candidates.
pub(super) fn render(decision: &Decision) -> String {
    let mut out = format!("{HEAD}\r\n");
    let profile = decision.inputs.profile.as_ref();
    let profile = profile.map_or(String::new(), |profile| text(&profile.path));
    let mut row = |criterion: [String; 4], framework: [&str; 2], cells: [String; 9]| {
        let [id, name] = framework;
        let framework = [id.to_owned(), text(name)];
        let row = [&[profile.clone()][..], &criterion, &framework, &cells].concat();
        out += &(join(row.iter().map(|cell| csv_cell(cell)), ",") + "\r\n");
    };
    for criterion in &decision.criteria {
        for candidate in &decision.frameworks {
            let rating = criterion.rating(&candidate.id);
            let of = |value: fn(&RatingRow) -> f64| number(rating.map(value));
            row(
                [
                    criterion.id.to_string(),
                    text(&criterion.title),
                    number(Some(criterion.weight)),
                    number(Some(criterion.share)),
                ],
                [candidate.id.as_str(), &candidate.name],
                [
                    of(|rating| rating.score),
                    of(|rating| rating.low),
                    of(|rating| rating.high),
                    of(|rating| rating.coverage),
                    number(criterion.best_in_draws.get(&candidate.id).copied()),
                    id(criterion.winner.as_ref()),
                    criterion.tie.to_string(),
                    number(criterion.contribution),
                    text(criterion.why.as_deref().unwrap_or_default()),
                ],
            );
        }
    }
    for fact in &decision.fit {
        let what = text(&format!("fit:{}={}", fact.id, fact.answer));
        let title = text(&format!("{}: {}", fact.title, fact.label));
        for candidate in &decision.frameworks {
            let mut cells = <[String; 9]>::default();
            cells[0] = number(fact.points.get(&candidate.id).copied());
            cells[8] = fact.because.get(&candidate.id).map_or(String::new(), |why| text(why));
            let about = [what.clone(), title.clone(), String::new(), String::new()];
            row(about, [candidate.id.as_str(), &candidate.name], cells);
        }
    }
    let recommendation = &decision.recommendation;
    let total = |share| ["total".to_owned(), "Total".to_owned(), String::new(), number(share)];
    for candidate in &decision.frameworks {
        let draws = decision.analysis.draws.as_ref();
        let ranks = draws.and_then(|draws| draws.rank_acceptability.get(&candidate.id));
        row(
            total(Some(1.0)),
            [candidate.id.as_str(), &candidate.name],
            [
                number(Some(candidate.total)),
                number(Some(candidate.low)),
                number(Some(candidate.high)),
                number(Some(candidate.coverage)),
                number(ranks.and_then(|ranks| ranks.first().copied())),
                id(recommendation.winner.as_ref()),
                (recommendation.verdict == Verdict::TooClose).to_string(),
                number(recommendation.lead),
                text(&messages::headline(decision)),
            ],
        );
    }
    for (excluded, why) in decision.excluded.iter().zip(messages::excluded(decision)) {
        let mut cells = <[String; 9]>::default();
        cells[8] = text(&why);
        row(total(None), [excluded.id.as_str(), &excluded.name], cells);
    }
    out
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
