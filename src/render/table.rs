//! The decision for a terminal: an answer that fits on one screen, and with `--full` everything behind it.

use super::Options;
use super::messages::{self, COLUMNS, Comparison};
use super::terminal::{GAP, Style, finish, grid, paint};
use crate::decision::{Decision, Verdict};
use crate::text::{NBSP, hang, join, pad_left, plural, shorten, width, wrap};

/// The narrowest screen for a table; a list stands in its place below.
const NARROWEST: usize = 60;
/// The narrowest column of reasons.
const WHY: usize = 14;
/// The lines below the table on a screen of 24 lines and 80 columns, without the hint.
const BELOW: usize = 10;
/// The most candidates named above the table.
const NAMED: usize = 5;

/// The decision for a terminal.
pub fn render(decision: &Decision, options: &Options) -> String {
    let columns = options.width;
    let comparison = Comparison::of(decision, COLUMNS);
    let head = title(decision, &comparison, columns);
    let mut blocks = vec![head, self::comparison(&comparison, columns)];
    let mut answer = answer(decision, columns);
    let notices = messages::notices(decision);
    if options.full {
        blocks.push(answer);
        let sections = messages::sections(decision).into_iter().chain([("Notes", notices)]);
        blocks.extend(sections.map(|(title, said)| section(title, &said, columns)));
    } else {
        let mut shown = 0;
        let room = if decision.frameworks.is_empty() { 2 * BELOW } else { BELOW };
        let lines = (room * 80 / columns.max(1)).max(room);
        for alert in messages::alerts(decision) {
            let mark = paint(Style::Doubt, "!");
            let alert = hang(&alert, &format!("{mark} "), "  ", columns);
            if answer.len() + alert.len() <= lines {
                answer.extend(alert);
                shown += 1;
            }
        }
        let next = messages::next(decision, notices.len() - shown, options.has_flags);
        answer.extend(next.iter().flat_map(|next| wrap(&paint(Style::Quiet, next), columns)));
        blocks.push(answer);
    }
    blocks.retain(|block| !block.is_empty());
    let line = |line: &String| finish(line, options.unicode) + "\n";
    join(blocks.iter().map(|block| join(block.iter().map(line), "")), "\n")
}

/// One line for each decision: its profile, the answer, the lead and the estimate.
pub fn summaries(decisions: &[Decision], options: &Options) -> String {
    let summary = |decision: &Decision| {
        let style = match decision.recommendation.verdict {
            Verdict::Clear | Verdict::Lean if decision.described => Style::Leader,
            _ => Style::Doubt,
        };
        let [profile, verdict, lead] = messages::summary(decision);
        let line = format!(
            "{}: {} {}",
            paint(Style::Strong, &profile),
            paint(style, &verdict),
            paint(Style::Quiet, &lead)
        );
        finish(&line, options.unicode) + "\n"
    };
    decisions.iter().map(summary).collect()
}

fn heading(text: &str, columns: usize) -> Vec<String> {
    wrap(&paint(Style::Strong, text), columns)
}

fn section(title: &str, sentences: &[String], columns: usize) -> Vec<String> {
    if sentences.is_empty() {
        return Vec::new();
    }
    let mut lines = heading(title, columns);
    lines.extend(sentences.iter().flat_map(|said| hang(said, "· ", "  ", columns)));
    lines
}

/// The project, and at the right who is compared.
fn title(decision: &Decision, comparison: &Comparison, columns: usize) -> Vec<String> {
    let title = messages::title(decision).unwrap_or_else(|| "Which web framework?".to_owned());
    let compared = match decision.frameworks.len() {
        0 => return heading(&title, columns),
        1..=NAMED => format!("compared: {}", comparison.names.join(", ")),
        many => format!("compared: {}", plural(many, "framework")),
    };
    let left = columns.saturating_sub(width(&title));
    let mut lines = heading(&title, columns);
    let quiet = paint(Style::Quiet, &compared);
    if width(&compared) + GAP <= left {
        return vec![lines.concat() + &pad_left(&quiet, left.min(80))];
    }
    lines.extend(wrap(&quiet, columns));
    lines
}

/// The recommendation, what it rests on, what would change it, and what to add.
fn answer(decision: &Decision, columns: usize) -> Vec<String> {
    let mut headline = paint(Style::Strong, &(messages::headline(decision) + "."));
    let mut because = messages::because(decision);
    if let Some(estimate) = messages::estimate(decision) {
        let together = format!("{headline} {estimate}");
        if width(&together) <= columns {
            headline = together;
        } else {
            because.insert(0, estimate);
        }
    }
    let mut sentences = vec![headline, because.join(" ")];
    sentences.extend(messages::brief(decision));
    sentences.retain(|said| !said.is_empty());
    sentences.iter().flat_map(|said| wrap(said, columns)).collect()
}

/// A table with a few words on each row's winner, or a list where a table does not fit.
fn comparison(comparison: &Comparison, columns: usize) -> Vec<String> {
    if comparison.names.is_empty() {
        return Vec::new();
    }
    let table = table(comparison, true, columns).or_else(|| table(comparison, false, columns));
    let mut lines = table.unwrap_or_else(|| list(comparison, columns));
    if !comparison.legend.is_empty() {
        let legend = paint(Style::Quiet, &comparison.legend.join(" "));
        lines.extend(wrap(&legend, columns));
    }
    lines
}

/// A table with a line for each row, or without reasons and with names on several lines; none where it does not fit.
fn table(comparison: &Comparison, one_line: bool, columns: usize) -> Option<Vec<String>> {
    let mut cells = comparison.cells();
    let best = comparison.names.len() + 2;
    let widest = |at: usize| cells.iter().map(|line| width(&line[at])).max().unwrap_or(0);
    let used: usize = (0..=best).map(|at| widest(at) + GAP).sum();
    if columns < NARROWEST || (one_line && used > columns + GAP) {
        return None;
    }
    let room = columns.min(120).saturating_sub(used);
    for (row, line) in cells.iter_mut().enumerate() {
        let why = line.pop().filter(|_| one_line && row > 0 && room >= WHY);
        line.extend(why.map(|why| shorten(&why, room)));
        for (column, cell) in line.iter_mut().enumerate() {
            if one_line || (row > 0 && column < best) {
                *cell = cell.replace(' ', &NBSP.to_string());
            }
            *cell = paint(style(comparison, row, column), cell);
        }
    }
    // The share and the candidates hold numbers.
    let right: Vec<usize> = (1..best).collect();
    grid(&cells, &right, columns, 0)
}

fn list(comparison: &Comparison, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for row in &comparison.rows {
        let title = match row.share.as_str() {
            "" => format!("{}:", row.title),
            share => format!("{}, {share}:", row.title),
        };
        let title = paint(Style::Strong, &title);
        let best = paint(side(comparison, row.best_at), &row.best);
        let ratings = comparison.names.iter().zip(&row.ratings);
        let ratings = join(ratings.map(|(name, rating)| format!("{name} {rating}")), ", ");
        lines.extend(wrap(&format!("{title} {best}"), columns));
        for said in [&ratings, &row.why].into_iter().filter(|said| !said.is_empty()) {
            lines.extend(hang(said, "  ", "  ", columns));
        }
    }
    lines
}

/// The style of a cell of the table.
fn style(comparison: &Comparison, row: usize, column: usize) -> Style {
    let best = comparison.names.len() + 2;
    let Some(row) = row.checked_sub(1).and_then(|at| comparison.rows.get(at)) else {
        return Style::Strong;
    };
    match column.checked_sub(2) {
        None if column == 1 => Style::Quiet,
        _ if column > best => Style::Quiet,
        _ if row.share.is_empty() && row.title == "Total" => Style::Strong,
        None => Style::Plain,
        Some(at) if row.ratings.get(at).is_some_and(|one| *one == "?") => Style::Doubt,
        Some(at) if column == best || row.best_at == Some(at) => side(comparison, row.best_at),
        Some(_) => Style::Plain,
    }
}

fn side(comparison: &Comparison, at: Option<usize>) -> Style {
    match at {
        None => Style::Plain,
        at if at == comparison.leader => Style::Leader,
        Some(_) => Style::Rival,
    }
}
