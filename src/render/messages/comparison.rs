//! The comparison, rounded and worded for every format that draws it as a table.

use super::{REASON, criterion_title, facts, name, names};
use crate::decision::{CandidateResult, CriterionRow, Decision};
use crate::model::Score;
use crate::text::{self, NBSP, and_list, excerpt, join, percent, plural, score, signed};

/// The title of what the project's facts add.
pub const PROJECT: &str = "Your project";
/// The most candidates in a table of text; the others are named below it.
pub const COLUMNS: usize = 5;
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
#[derive(Debug, Clone)]
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
}

impl Comparison {
    /// Rounds and words a decision's comparison, with at most so many columns of candidates; the legend names those
    /// behind them.
    pub fn of(decision: &Decision, columns: usize) -> Self {
        let candidates = &decision.frameworks;
        let leader = decision.recommendation.leader.as_ref();
        let rows = by_contribution(decision).into_iter().map(|row| row_of(decision, row));
        let mut rows: Vec<Row> = rows.chain(sums(decision)).collect();
        rows.iter_mut().for_each(|row| row.ratings.truncate(columns));
        let total =
            |one: &CandidateResult| format!("{} {}", name(decision, &one.id), score(one.total));
        let mut legend = legend(&rows);
        if candidates.len() > columns {
            let behind = join(candidates[columns..].iter().map(total), ", ");
            legend.insert(0, format!("Lower totals, not shown in the table: {behind}."));
        }
        let names = names(decision, candidates.iter().take(columns).map(|one| &one.id));
        let leader = candidates.iter().position(|one| Some(&one.id) == leader);
        Self { names, leader, rows, legend }
    }

    /// The table as cells: a head, a row for each criterion, the sums.
    ///
    /// The columns are criterion, share, one for each candidate, best, why.
    pub fn cells(&self) -> Vec<Vec<String>> {
        let [criterion, share, best, why] =
            ["Criterion", "Share", "Best", "Why"].map(str::to_owned);
        let head = [&[criterion, share], &self.names[..], &[best, why]].concat();
        let line = |row: &Row| {
            let Row { title, share, ratings, best, why, .. } = row.clone();
            [&[title, share], &ratings[..], &[best, why]].concat()
        };
        std::iter::once(head).chain(self.rows.iter().map(line)).collect()
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
    // As the verdict goes by it: never rounded up to a limit.
    let lead = |lead| match text::lead(lead) {
        none if none == "0.0" => text::hundredths(lead),
        lead => format!("+{lead}"),
    };
    let total = sum_of(decision, "Total", |one| one.total, [score, lead]);
    if decision.frameworks.iter().all(|one| one.adjustment.abs() < 1e-9) {
        return vec![total];
    }
    let mut project = sum_of(decision, PROJECT, |one| one.adjustment, [signed, signed]);
    let best = project.best_at.map(|at| &decision.frameworks[at].id);
    project.why = best.map_or(String::new(), |best| facts::for_best(decision, best).join(", "));
    vec![sum_of(decision, "Criteria", |one| one.criteria, [score, signed]), project, total]
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
    let lead = |first: usize, second: usize| of(&candidates[first]) - of(&candidates[second]);
    let (best_at, best) = match order[..] {
        [first, second, ..] if lead(first, second) < 1e-9 => (None, "tie".to_owned()),
        [first, second, ..] => {
            let name = name(decision, &candidates[first].id);
            (Some(first), format!("{name}{NBSP}{}", by(lead(first, second))))
        }
        _ => (None, String::new()),
    };
    Row {
        title: title.to_owned(),
        share: String::new(),
        ratings: candidates.iter().map(|one| shown(of(one))).collect(),
        best,
        best_at,
        why: String::new(),
        part: (candidates.len() > 1).then(|| lead(0, 1)),
    }
}

fn row_of(decision: &Decision, row: &CriterionRow) -> Row {
    let candidates = &decision.frameworks;
    let rating = |one: &CandidateResult| {
        let Some(rating) = row.rating(&one.id) else { return "?".to_owned() };
        let sign = match &rating.overridden {
            Some(_) => "*",
            None if rating.coverage < 1.0 - 1e-9 => "~",
            None => "",
        };
        score(rating.score) + sign
    };
    let sign = if row.provisional { "?" } else { "" };
    Row {
        title: criterion_title(decision, &row.id),
        share: percent(row.share),
        ratings: candidates.iter().map(rating).collect(),
        best: match (&row.winner, row.lead) {
            (Some(best), Some(lead)) => {
                format!("{}{NBSP}{}{sign}", name(decision, best), signed(lead))
            }
            (Some(_), None) if candidates.len() == 1 => String::new(),
            (Some(best), None) => name(decision, best) + sign,
            (None, _) if row.tie => format!("tie{sign}"),
            (None, _) => "unknown".to_owned(),
        },
        best_at: candidates.iter().position(|one| Some(&one.id) == row.winner.as_ref()),
        why: match &row.why {
            None if row.tied.len() > TIED => plural(row.tied.len(), "candidate"),
            None if row.tied.len() < candidates.len() => and_list(names(decision, &row.tied)),
            _ if candidates.len() == 1 => String::new(),
            why => excerpt(why.as_deref().unwrap_or_default(), REASON),
        },
        part: row.contribution,
    }
}

/// What the signs in the rows mean.
fn legend(rows: &[Row]) -> Vec<String> {
    let rates = |sign| rows.iter().flat_map(|row| &row.ratings).any(|text| text.ends_with(sign));
    let unknown = score(Score::UNKNOWN);
    let unrated = format!("? not rated: the total uses {unknown}, its range covers every rating.");
    let is_provisional = rows.iter().any(|row| row.best.ends_with('?'));
    let signs = [
        (rates('?'), unrated.as_str()),
        (rates('~'), "~ part of the evidence is missing."),
        (rates('*'), "* your own rating."),
        (is_provisional, "? after the best: missing ratings could change who it is."),
    ];
    signs.into_iter().filter(|(used, _)| *used).map(|(_, meaning)| meaning.to_owned()).collect()
}
