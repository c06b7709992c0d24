//! The comparison, rounded and worded for every format that draws it as a table.

use super::{REASON, criterion, criterion_title, name};
use crate::decision::{CriterionRow, Decision, RatingRow};
use crate::model::FrameworkId;
use crate::text::{estimate, excerpt, percent, range, score, signed};

/// The comparison of the candidates that qualify.
#[derive(Debug)]
pub struct Comparison {
    /// The candidates' names, best first.
    pub names: Vec<String>,
    /// Where the leader stands in `names`.
    pub leader: Option<usize>,
    /// One row for each criterion.
    pub rows: Vec<Row>,
    /// Each candidate's total.
    pub totals: Vec<String>,
    /// The bounds of each total.
    pub ranges: Vec<String>,
    /// The leader and its lead.
    pub best: String,
    /// What the signs mean that are used.
    pub legend: Vec<String>,
}

/// One criterion.
#[derive(Debug)]
pub struct Row {
    /// Its title.
    pub criterion: String,
    /// Its share of the weight.
    pub share: String,
    /// One for each candidate.
    pub ratings: Vec<Rating>,
    /// The best candidate and its lead.
    pub best: String,
    /// Where the best candidate stands in `names`.
    pub best_at: Option<usize>,
    /// How often it stays best within the ranges.
    pub sure: String,
    /// Why it is best.
    pub why: String,
}

/// One rating.
#[derive(Debug)]
pub struct Rating {
    /// The score and its sign; `?` where it is unknown.
    pub text: String,
    /// Its bounds; none where it is unknown.
    pub range: Option<String>,
}

impl Comparison {
    /// Rounds and words a decision's comparison.
    pub fn of(decision: &Decision) -> Self {
        let candidates = &decision.frameworks;
        let leader = decision.recommendation.leader.as_ref();
        Self {
            names: candidates.iter().map(|one| name(decision, &one.id)).collect(),
            leader: candidates.iter().position(|one| Some(&one.id) == leader),
            rows: decision.criteria.iter().map(|row| row_of(decision, row)).collect(),
            totals: candidates.iter().map(|one| score(one.total)).collect(),
            ranges: candidates.iter().map(|one| range(one.low, one.high)).collect(),
            best: best_total(decision),
            legend: legend(decision),
        }
    }

    /// The table as cells: a head, a row for each criterion, the totals and their ranges.
    ///
    /// The columns are criterion, share, one for each candidate, best, sure, why.
    pub fn cells(&self) -> Vec<Vec<String>> {
        let line = |first: [&str; 2], middle: &[String], last: [&str; 3]| {
            let text = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
            [text(&first), middle.to_vec(), text(&last)].concat()
        };
        let mut cells = vec![line(["Criterion", "Share"], &self.names, ["Best", "Sure", "Why"])];
        for row in &self.rows {
            let ratings: Vec<String> = row.ratings.iter().map(|one| one.text.clone()).collect();
            let last = [row.best.as_str(), &row.sure, &row.why];
            cells.push(line([&row.criterion, &row.share], &ratings, last));
        }
        cells.push(line(["Total", ""], &self.totals, [&self.best, "", ""]));
        cells.push(line(["Range", ""], &self.ranges, ["", "", ""]));
        cells
    }
}

fn best_total(decision: &Decision) -> String {
    match (&decision.recommendation.leader, decision.recommendation.lead) {
        (Some(leader), Some(lead)) if lead >= 1e-9 => {
            format!("{} {}", name(decision, leader), signed(lead))
        }
        (_, Some(_)) => "tie".to_owned(),
        _ => String::new(),
    }
}

fn row_of(decision: &Decision, row: &CriterionRow) -> Row {
    let candidates = &decision.frameworks;
    let best = row.winner.as_ref();
    let sure = best.filter(|_| candidates.len() > 1).and_then(|id| row.best_in_draws.get(id));
    Row {
        criterion: criterion_title(decision, &row.id),
        share: percent(row.share),
        ratings: candidates.iter().map(|one| rating_of(row, &one.id)).collect(),
        best: best_words(decision, row),
        best_at: candidates.iter().position(|one| Some(&one.id) == best),
        sure: sure.map_or(String::new(), |share| estimate(*share)),
        why: excerpt(row.why.as_deref().unwrap_or_default(), REASON),
    }
}

fn best_words(decision: &Decision, row: &CriterionRow) -> String {
    let sign = if row.provisional { "?" } else { "" };
    match (&row.winner, row.lead) {
        (Some(best), Some(lead)) => format!("{} {}{sign}", name(decision, best), signed(lead)),
        (Some(best), None) => format!("{}{sign}", name(decision, best)),
        (None, _) if row.tie => format!("tie{sign}"),
        (None, _) => "unknown".to_owned(),
    }
}

fn rating_of(row: &CriterionRow, id: &FrameworkId) -> Rating {
    let Some(rating) = row.ratings.get(id).and_then(Option::as_ref) else {
        return Rating { text: "?".to_owned(), range: None };
    };
    let sign = match &rating.overridden {
        Some(_) => "*",
        None if is_partial(rating) => "~",
        None => "",
    };
    Rating {
        text: format!("{}{sign}", score(rating.score)),
        range: Some(range(rating.low, rating.high)),
    }
}

fn is_partial(rating: &RatingRow) -> bool {
    rating.coverage < 1.0 - 1e-9
}

fn legend(decision: &Decision) -> Vec<String> {
    let mut legend = Vec::new();
    let mut partial = false;
    let mut overrides = Vec::new();
    let mut unknown = false;
    for row in &decision.criteria {
        for candidate in &decision.frameworks {
            match row.ratings.get(&candidate.id).and_then(Option::as_ref) {
                None => unknown = true,
                Some(RatingRow { overridden: Some(because), .. }) => overrides.push(format!(
                    "* Your own rating of {} on {}: {}.",
                    name(decision, &candidate.id),
                    criterion(decision, &row.id),
                    excerpt(because, REASON).trim_end_matches('.')
                )),
                Some(rating) => partial |= is_partial(rating),
            }
        }
    }
    if unknown {
        legend.push("? not rated: the total uses 5.0, its range covers every rating.".to_owned());
    }
    if partial {
        legend.push("~ part of the evidence is missing.".to_owned());
    }
    legend.extend(overrides);
    if decision.criteria.iter().any(|row| row.provisional) {
        legend.push("Best with ?: missing ratings could change it.".to_owned());
    }
    if decision.frameworks.len() > 1
        && decision.criteria.iter().any(|row| !row.best_in_draws.is_empty())
    {
        legend.push(
            "Sure: how often it stays best while ratings vary within their ranges.".to_owned(),
        );
    }
    legend
}
