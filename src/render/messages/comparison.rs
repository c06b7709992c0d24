//! The comparison, rounded and worded for every format that draws it as a table.

use super::{REASON, all_names, criterion_title, facts, name, names};
use crate::decision::{CandidateResult, CriterionRow, Decision};
use crate::model::{FrameworkId, Score};
use crate::text::{self, NBSP, and_list, excerpt, join, percent, plural, score, signed};

/// The title of what the project's facts add.
pub const PROJECT: &str = "Your project";
/// The most candidates in a table of text; the others are named below it.
pub(super) const COLUMNS: usize = 5;
/// The most candidates named on a tie.
const TIED: usize = 3;

/// The comparison of the candidates that qualify.
#[derive(Debug)]
pub struct Comparison {
    /// The candidates' names, best first.
    pub names: Vec<String>,
    /// Where the leader stands in `names`.
    pub leader: Option<usize>,
    /// The criteria, those that speak most for the leader first; then the sums.
    pub rows: Vec<Row>,
    /// The candidates without a column, and what the signs mean that are used.
    pub legend: Vec<String>,
}

/// One criterion or sum.
#[derive(Debug)]
pub struct Row {
    /// Its title.
    pub title: String,
    /// Its share of the weight; empty for a sum.
    pub share: String,
    /// One for each candidate: the score and its sign, or `?` where it is unknown.
    pub ratings: Vec<String>,
    /// The best candidate and its lead.
    pub best: String,
    /// Where the best candidate stands in `names`.
    pub best_at: Option<usize>,
    /// Why it is best.
    pub why: String,
    /// What it adds to the lead of the leader over the runner-up, where there are both.
    pub part: Option<f64>,
    /// Whether it is a sum.
    pub is_sum: bool,
}

impl Comparison {
    /// Rounds and words a decision's comparison, with a column for every candidate.
    pub fn of(decision: &Decision) -> Self {
        Self::with_columns(decision, usize::MAX)
    }

    /// The same with at most five columns, for text; the legend names the candidates behind them.
    pub fn narrow(decision: &Decision) -> Self {
        Self::with_columns(decision, COLUMNS)
    }

    fn with_columns(decision: &Decision, columns: usize) -> Self {
        let candidates = &decision.frameworks;
        let leader = decision.recommendation.leader.as_ref();
        let rows = by_contribution(decision).into_iter().map(|row| row_of(decision, row));
        let mut rows: Vec<Row> = rows.chain(sums(decision)).collect();
        rows.iter_mut().for_each(|row| row.ratings.truncate(columns));
        let mut legend = legend(&rows);
        let behind = candidates.iter().skip(columns);
        let behind = join(
            behind.map(|one| format!("{} {}", name(decision, &one.id), score(one.total))),
            ", ",
        );
        if !behind.is_empty() {
            legend.insert(0, format!("Behind them, by total: {behind}."));
        }
        let mut names = all_names(decision);
        names.truncate(columns);
        let leader = candidates.iter().position(|one| Some(&one.id) == leader);
        Self { names, leader, rows, legend }
    }

    /// The table as cells: a head, a row for each criterion, the sums.
    ///
    /// The columns are criterion, share, one for each candidate, best, why.
    pub fn cells(&self) -> Vec<Vec<String>> {
        let line = |first: [&str; 2], middle: &[String], last: [&str; 2]| {
            let text = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
            [text(&first), middle.to_vec(), text(&last)].concat()
        };
        let mut cells = vec![line(["Criterion", "Share"], &self.names, ["Best", "Why"])];
        for row in &self.rows {
            cells.push(line([&row.title, &row.share], &row.ratings, [&row.best, &row.why]));
        }
        cells
    }
}

/// The criteria, those that speak most for the leader first.
pub fn by_contribution(decision: &Decision) -> Vec<&CriterionRow> {
    let mut rows: Vec<&CriterionRow> = decision.criteria.iter().collect();
    let part = |row: &CriterionRow| row.contribution.unwrap_or(0.0);
    rows.sort_by(|a, b| {
        part(b).total_cmp(&part(a)).then(b.share.total_cmp(&a.share)).then(a.id.cmp(&b.id))
    });
    rows
}

/// What each criterion and the project add to the lead of the first over the second, most first; negative is for the
/// second.
pub fn lead_parts(decision: &Decision) -> Vec<(String, f64)> {
    let [first, second, ..] = decision.frameworks.as_slice() else { return Vec::new() };
    let part = |row: &CriterionRow| Some((criterion_title(decision, &row.id), row.contribution?));
    let mut parts: Vec<_> = decision.criteria.iter().filter_map(part).collect();
    let project = first.adjustment - second.adjustment;
    parts.extend((project.abs() > 1e-9).then(|| (PROJECT.to_owned(), project)));
    parts.sort_by(|(one, a), (other, b)| b.total_cmp(a).then_with(|| one.cmp(other)));
    parts
}

/// What the criteria and the project come to; only the total where the project changes nothing.
fn sums(decision: &Decision) -> Vec<Row> {
    let total = sum_of(decision, "Total", |one| one.total, [score, total_lead]);
    if decision.frameworks.iter().all(|one| one.adjustment.abs() < 1e-9) {
        return vec![total];
    }
    let mut project = sum_of(decision, PROJECT, |one| one.adjustment, [signed, signed]);
    let best = project.best_at.map(|at| &decision.frameworks[at].id);
    project.why = best.map_or(String::new(), |best| facts::for_best(decision, best).join(", "));
    vec![sum_of(decision, "Criteria", |one| one.criteria, [score, signed]), project, total]
}

/// A lead of totals as the verdict goes by it: never rounded up to a limit.
fn total_lead(lead: f64) -> String {
    match text::lead(lead) {
        none if none == "0.0" => none,
        lead => format!("+{lead}"),
    }
}

fn sum_of(
    decision: &Decision,
    title: &str,
    of: fn(&CandidateResult) -> f64,
    [shown, by]: [fn(f64) -> String; 2],
) -> Row {
    let candidates = &decision.frameworks;
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|a, b| of(&candidates[*b]).total_cmp(&of(&candidates[*a])));
    let (best_at, best) = match order.as_slice() {
        [first, second, ..] => match of(&candidates[*first]) - of(&candidates[*second]) {
            lead if lead < 1e-9 => (None, "tie".to_owned()),
            lead => {
                let name = name(decision, &candidates[*first].id);
                (Some(*first), format!("{name}{NBSP}{}", by(lead)))
            }
        },
        _ => (None, String::new()),
    };
    Row {
        title: title.to_owned(),
        share: String::new(),
        ratings: candidates.iter().map(|one| shown(of(one))).collect(),
        best,
        best_at,
        why: String::new(),
        part: match candidates.as_slice() {
            [leader, rival, ..] => Some(of(leader) - of(rival)),
            _ => None,
        },
        is_sum: true,
    }
}

fn row_of(decision: &Decision, row: &CriterionRow) -> Row {
    let candidates = &decision.frameworks;
    let best = row.winner.as_ref();
    Row {
        title: criterion_title(decision, &row.id),
        share: percent(row.share),
        ratings: candidates.iter().map(|one| rating_of(row, &one.id)).collect(),
        best: best_words(decision, row),
        best_at: candidates.iter().position(|one| Some(&one.id) == best),
        why: match &row.why {
            None if row.tied.len() > TIED => plural(row.tied.len(), "candidate"),
            None if row.tied.len() < candidates.len() => and_list(names(decision, &row.tied)),
            why => excerpt(why.as_deref().unwrap_or_default(), REASON),
        },
        part: row.contribution,
        is_sum: false,
    }
}

fn best_words(decision: &Decision, row: &CriterionRow) -> String {
    let sign = if row.provisional { "?" } else { "" };
    match (&row.winner, row.lead) {
        (Some(best), Some(lead)) => {
            format!("{}{NBSP}{}{sign}", name(decision, best), signed(lead))
        }
        (Some(best), None) => format!("{}{sign}", name(decision, best)),
        (None, _) if row.tie => format!("tie{sign}"),
        (None, _) => "unknown".to_owned(),
    }
}

fn rating_of(row: &CriterionRow, id: &FrameworkId) -> String {
    let Some(rating) = row.rating(id) else { return "?".to_owned() };
    let sign = match &rating.overridden {
        Some(_) => "*",
        None if rating.coverage < 1.0 - 1e-9 => "~",
        None => "",
    };
    format!("{}{sign}", score(rating.score))
}

/// What the signs in the rows mean.
fn legend(rows: &[Row]) -> Vec<String> {
    let rates = |sign| rows.iter().flat_map(|row| &row.ratings).any(|text| text.ends_with(sign));
    let unknown = score(Score::UNKNOWN);
    let signs = [
        (
            rates('?'),
            format!("? not rated: the total uses {unknown}, its range covers every rating."),
        ),
        (rates('~'), "~ part of the evidence is missing.".to_owned()),
        (rates('*'), "* your own rating.".to_owned()),
        (
            rows.iter().any(|row| row.best.ends_with('?')),
            "Best with ?: missing ratings could change it.".to_owned(),
        ),
    ];
    signs.into_iter().filter(|(used, _)| *used).map(|(_, meaning)| meaning).collect()
}
