//! What is said of a decision, for documents that are written elsewhere: plain sentences, worded and rounded as in
//! every format, in which backticks mark what to type. Escaping is left to the document.

use super::messages::{self, Rows, figures};
use super::{messages::facts, safe};
use crate::decision::Decision;
use crate::diff::Difference;
use crate::model::{CapabilityId, CriterionId, FrameworkId};

/// The comparison as cells of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What stands above the columns.
    pub head: Vec<String>,
    /// One row for each criterion, then the totals and their ranges.
    pub rows: Vec<Vec<String>>,
    /// What the signs mean.
    pub legend: Vec<String>,
}

/// Text as other tools expect it, with ordinary spaces.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

fn each(said: &[String]) -> Vec<String> {
    said.iter().map(|text| plain(text)).collect()
}

/// The project's title, if it has one.
pub fn title(decision: &Decision) -> Option<String> {
    messages::title(decision)
}

/// The situation in the team's own words.
pub fn context(decision: &Decision) -> Option<String> {
    messages::context(decision)
}

/// What is needed, as labels and lists.
pub fn needs(decision: &Decision) -> Vec<(String, String)> {
    facts::needs(decision)
}

/// The sentences that follow the answer: by how much, how surely, and what to make of it.
pub fn because(decision: &Decision) -> Vec<String> {
    each(&messages::because(decision))
}

/// What speaks for the leader and for the runner-up, with what each adds to the lead.
pub fn reasons(decision: &Decision) -> Vec<String> {
    each(&messages::reasons(decision, true))
}

/// A sentence for each candidate that is out.
pub fn excluded(decision: &Decision) -> Vec<String> {
    each(&messages::excluded(decision))
}

/// What moving would mean, where the project has code in one of the candidates.
pub fn moving(decision: &Decision) -> Vec<String> {
    each(&messages::moving(decision))
}

/// How firm the answer is and what would change it.
pub fn firmness(decision: &Decision) -> Vec<String> {
    each(&messages::brief(decision))
}

/// What the reader should know about how it came out.
pub fn notices(decision: &Decision) -> Vec<String> {
    each(&messages::notices(decision))
}

/// A framework's name.
pub fn name(decision: &Decision, id: &FrameworkId) -> String {
    messages::name(decision, id)
}

/// A criterion's title.
pub fn criterion_title(decision: &Decision, id: &CriterionId) -> String {
    messages::criterion_title(decision, id)
}

/// A criterion within a sentence.
pub fn criterion(decision: &Decision, id: &CriterionId) -> String {
    messages::criterion(decision, id)
}

/// A capability within a sentence.
pub fn capability(decision: &Decision, id: &CapabilityId) -> String {
    messages::capability(decision, id)
}

/// The part of project fit that an id names, as a heading.
pub fn fit_part(id: &str) -> String {
    facts::sentence_case(id)
}

/// A score or total: `7.8`.
pub fn score(figure: f64) -> String {
    figures::score(figure)
}

/// A range of scores: `7.1–8.3`.
pub fn range(low: f64, high: f64) -> String {
    figures::range(low, high)
}

/// A share: `25 %`.
pub fn percent(share: f64) -> String {
    plain(&figures::percent(share))
}

/// A count with its thousands parted.
pub fn count(number: usize) -> String {
    figures::count(number)
}

/// "a, b and c".
pub fn list<S: AsRef<str>>(items: &[S]) -> String {
    figures::list(items)
}

/// "a, b or c".
pub fn either<S: AsRef<str>>(items: &[S]) -> String {
    figures::either(items)
}

/// One line of what a file said, made harmless and cut after `most` characters.
pub fn harmless(text: &str, most: usize) -> String {
    safe::given(text, most)
}

/// The comparison of the candidates that qualify; nothing where none does.
pub fn table(decision: &Decision) -> Option<Table> {
    let rows = Rows::of(decision);
    if rows.frameworks.is_empty() {
        return None;
    }
    let side = |first: &str, middle: &[String], last: [&str; 2]| {
        let ends = last.map(str::to_owned);
        [vec![first.to_owned(), String::new()], middle.to_vec(), ends.to_vec()].concat()
    };
    let mut head = side("Criterion", &rows.frameworks, ["Best", "Sure"]);
    "Share".clone_into(&mut head[1]);
    let mut lines: Vec<Vec<String>> = rows.criteria.iter().map(cells).collect();
    lines.push(side("Total", &rows.totals, [&rows.first, ""]));
    lines.push(side("Range", &rows.ranges, ["", ""]));
    let lines = lines.iter().map(|line| each(line)).collect();
    Some(Table { head, rows: lines, legend: each(&rows.legend) })
}

fn cells(row: &messages::Row) -> Vec<String> {
    let ratings = row.ratings.iter().map(messages::Rating::marked).collect();
    let ends = vec![row.winner.clone(), row.sure.clone()];
    [vec![row.criterion.clone(), row.share.clone()], ratings, ends].concat()
}

/// What moved between two decisions and what flipped the answer, a sentence each.
pub fn moved(difference: &Difference) -> Vec<String> {
    super::diff::sentences(difference)
}
