//! The comparison as cells of text: what every format that draws a table fills it with.

use super::figures::{percent_short, range, score, signed};
use super::{REASON, criterion, criterion_title, name};
use crate::decision::{CriterionRow, Decision, RatingRow};
use crate::model::FrameworkId;
use crate::render::safe;

const UNKNOWN: &str =
    "? nobody has looked yet: 5.0 stands in the total, and its range leaves room for all else.";
const PARTLY: &str = "~ part of the evidence is missing.";
const DOUBT: &str = "A winner with ? could still be beaten by what nobody has looked at.";
const SURE: &str = "Sure: how often a row's winner is best while ratings move within their ranges.";

/// The whole comparison.
#[derive(Debug)]
pub(in crate::render) struct Rows {
    /// The candidates' names, best first.
    pub(in crate::render) frameworks: Vec<String>,
    /// One row for each criterion.
    pub(in crate::render) criteria: Vec<Row>,
    /// Each candidate's total.
    pub(in crate::render) totals: Vec<String>,
    /// Between what bounds each total lies.
    pub(in crate::render) ranges: Vec<String>,
    /// The leader and the lead.
    pub(in crate::render) first: String,
    /// What the signs mean, only those that are used.
    pub(in crate::render) legend: Vec<String>,
}

/// One criterion.
#[derive(Debug)]
pub(in crate::render) struct Row {
    /// Its title.
    pub(in crate::render) criterion: String,
    /// Its share.
    pub(in crate::render) share: String,
    /// One cell for each candidate.
    pub(in crate::render) ratings: Vec<Rating>,
    /// Who wins it and by how much.
    pub(in crate::render) winner: String,
    /// Which candidate wins it.
    pub(in crate::render) winner_at: Option<usize>,
    /// How often the winner is best within the ranges.
    pub(in crate::render) sure: String,
    /// Why the winner wins it.
    pub(in crate::render) why: String,
}

/// One rating.
#[derive(Debug)]
pub(in crate::render) struct Rating {
    /// The score; `?` where nobody has looked.
    pub(in crate::render) score: String,
    /// The bounds; nothing where nobody has looked.
    pub(in crate::render) range: Option<String>,
    /// What is particular about it.
    pub(in crate::render) mark: Option<Mark>,
}

/// What is particular about a rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Mark {
    /// Nobody has looked.
    Unknown,
    /// Some of its indicators are unknown.
    Partly,
    /// The team's own judgement.
    Own,
}

impl Mark {
    /// The sign behind the score.
    pub(in crate::render) fn sign(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::Partly => "~",
            Self::Own => "*",
        }
    }
}

impl Rows {
    /// Rounds and words a decision's comparison.
    pub(in crate::render) fn of(decision: &Decision) -> Self {
        let standings = &decision.frameworks;
        Self {
            frameworks: standings.iter().map(|standing| name(decision, &standing.id)).collect(),
            criteria: decision.criteria.iter().map(|row| Row::of(decision, row)).collect(),
            totals: standings.iter().map(|standing| score(standing.total)).collect(),
            ranges: standings.iter().map(|standing| range(standing.low, standing.high)).collect(),
            first: first(decision),
            legend: legend(decision),
        }
    }
}

fn first(decision: &Decision) -> String {
    let recommendation = &decision.recommendation;
    match (&recommendation.leader, recommendation.lead) {
        (Some(leader), Some(lead)) if lead >= 1e-9 => {
            format!("{} {}", name(decision, leader), signed(lead))
        }
        (_, Some(_)) => "tie".to_owned(),
        _ => String::new(),
    }
}

impl Row {
    fn of(decision: &Decision, row: &CriterionRow) -> Self {
        let ratings = decision.frameworks.iter().map(|standing| Rating::of(row, &standing.id));
        let at =
            |id: &FrameworkId| decision.frameworks.iter().position(|standing| standing.id == *id);
        let rivals = decision.frameworks.len() > 1;
        let winner_of_some = row.winner.as_ref().filter(|_| rivals);
        let sure = winner_of_some.and_then(|winner| row.best_in_draws.get(winner));
        Self {
            criterion: criterion_title(decision, &row.id),
            share: percent_short(row.share),
            ratings: ratings.collect(),
            winner: winner(decision, row),
            winner_at: row.winner.as_ref().and_then(at),
            sure: sure.map_or(String::new(), |share| percent_short(*share)),
            why: row.why.as_deref().map_or(String::new(), |why| safe::given(why, REASON)),
        }
    }
}

fn winner(decision: &Decision, row: &CriterionRow) -> String {
    let doubt = if row.provisional { "?" } else { "" };
    match (&row.winner, row.lead) {
        (Some(winner), Some(lead)) => format!("{} {}{doubt}", name(decision, winner), signed(lead)),
        (Some(winner), None) => format!("{}{doubt}", name(decision, winner)),
        (None, _) if row.tie => format!("tie{doubt}"),
        (None, _) => "unknown".to_owned(),
    }
}

impl Rating {
    fn of(row: &CriterionRow, id: &FrameworkId) -> Self {
        match row.ratings.get(id).and_then(Option::as_ref) {
            None => Self { score: "?".to_owned(), range: None, mark: Some(Mark::Unknown) },
            Some(rating) => Self {
                score: score(rating.score),
                range: Some(range(rating.low, rating.high)),
                mark: mark(rating),
            },
        }
    }

    /// The score with its sign.
    pub(in crate::render) fn marked(&self) -> String {
        format!("{}{}", self.score, self.mark.map_or("", Mark::sign))
    }
}

fn mark(rating: &RatingRow) -> Option<Mark> {
    let partly = (rating.coverage < 1.0 - 1e-9).then_some(Mark::Partly);
    rating.overridden.as_ref().map(|_| Mark::Own).or(partly)
}

fn legend(decision: &Decision) -> Vec<String> {
    let rows: Vec<Row> = decision.criteria.iter().map(|row| Row::of(decision, row)).collect();
    let marks = || rows.iter().flat_map(|row| &row.ratings).filter_map(|rating| rating.mark);
    let mut legend: Vec<String> = Vec::new();
    for (mark, meaning) in [(Mark::Unknown, UNKNOWN), (Mark::Partly, PARTLY)] {
        legend.extend(marks().any(|used| used == mark).then(|| meaning.to_owned()));
    }
    legend.extend(decision.criteria.iter().flat_map(|row| own(decision, row)));
    let doubt = decision.criteria.iter().any(|row| row.provisional);
    legend.extend(doubt.then(|| DOUBT.to_owned()));
    let sure = rows.iter().any(|row| !row.sure.is_empty());
    legend.extend(sure.then(|| SURE.to_owned()));
    legend
}

/// The team's own judgements on one criterion, each with its reason.
fn own<'a>(decision: &'a Decision, row: &'a CriterionRow) -> impl Iterator<Item = String> + 'a {
    decision.frameworks.iter().filter_map(|standing| {
        let because = row.ratings.get(&standing.id)?.as_ref()?.overridden.as_ref()?;
        let because = safe::given(because, REASON);
        let because = because.trim_end_matches('.');
        let (who, what) = (name(decision, &standing.id), criterion(decision, &row.id));
        Some(format!("* {who} on {what} is the team's own judgement: {because}."))
    })
}
