//! The decision for a terminal.

use super::Options;
use super::messages::{self, Comparison};
use super::terminal::{Painter, Style, grid};
use crate::decision::Decision;
use crate::model::CriterionId;
use crate::text::{hang, hundredths, pad_left, pad_right, truncate, width, wrap};
use std::io;

/// The narrowest screen for a table; a list stands in its place below.
const NARROWEST: usize = 60;
/// The most columns of a bar to one side, and of the label beside it.
const BAR: usize = 12;
const LABEL: usize = 20;

/// Writes the decision for a terminal.
pub(super) fn write(
    decision: &Decision,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let screen = Screen { painter: Painter { unicode: options.unicode }, width: options.width };
    let mut blocks: Vec<Vec<String>> = Vec::new();
    blocks.extend(messages::title(decision).map(|title| screen.heading(&title)));
    blocks.extend(screen.comparison(&Comparison::of(decision)));

    let mut answer = screen.heading(&messages::headline(decision));
    answer.extend(messages::because(decision).iter().flat_map(|said| wrap(said, screen.width)));
    blocks.push(answer);

    let bars = screen.bars(decision);
    let mut reasons = messages::reasons(decision, bars.is_empty());
    reasons.extend(messages::excluded(decision));
    reasons.extend(messages::trade_offs(decision));
    blocks.push(screen.bullets(&reasons, ""));
    blocks.push(bars);

    blocks.push(screen.section("Robustness", &messages::robustness(decision)));
    if options.full {
        for section in messages::sections(decision) {
            blocks.push(screen.section(section.title, &section.lines));
        }
    }
    let mark = screen.painter.paint(Style::Doubt, "!");
    blocks.push(screen.bullets(&messages::notices(decision), &format!("{mark} ")));
    let next = screen.painter.paint(Style::Quiet, &messages::next(decision));
    blocks.push(wrap(&next, screen.width));

    blocks.retain(|block| !block.is_empty());
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        for line in block {
            writeln!(out, "{}", screen.painter.finish(line))?;
        }
    }
    Ok(())
}

#[derive(Debug, Clone, Copy)]
struct Screen {
    painter: Painter,
    width: usize,
}

impl Screen {
    fn heading(self, text: &str) -> Vec<String> {
        wrap(&self.painter.paint(Style::Strong, text), self.width)
    }

    fn bullets(self, sentences: &[String], bullet: &str) -> Vec<String> {
        sentences.iter().flat_map(|said| hang(said, bullet, "  ", self.width)).collect()
    }

    fn section(self, title: &str, sentences: &[String]) -> Vec<String> {
        if sentences.is_empty() {
            return Vec::new();
        }
        let mut lines = self.heading(title);
        lines.extend(self.bullets(sentences, "· "));
        lines
    }

    /// A table with the reasons beside or below, or a list where a table does not fit.
    fn comparison(self, comparison: &Comparison) -> Vec<Vec<String>> {
        if comparison.names.is_empty() {
            return Vec::new();
        }
        let mut cells = comparison.cells();
        for (row, line) in cells.iter_mut().enumerate() {
            for (column, cell) in line.iter_mut().enumerate() {
                *cell = self.painter.paint(style(comparison, row, column), cell);
            }
        }
        // Share, the candidates, and sure hold numbers.
        let best = comparison.names.len() + 2;
        let right: Vec<usize> = (1..best).chain([best + 1]).collect();
        let fits = |cells: &[Vec<String>]| grid(cells, &right, self.width.max(NARROWEST));
        let fits = |cells: &[Vec<String>]| fits(cells).filter(|_| self.width >= NARROWEST);
        let mut reasons = Vec::new();
        let mut lines = fits(&cells).unwrap_or_else(|| {
            for line in &mut cells {
                line.pop();
            }
            match fits(&cells) {
                Some(lines) => {
                    reasons = self.reasons(comparison);
                    lines
                }
                None => self.list(comparison),
            }
        });
        for said in &comparison.legend {
            lines.extend(hang(&self.painter.paint(Style::Quiet, said), "", "  ", self.width));
        }
        vec![lines, reasons]
    }

    fn reasons(self, comparison: &Comparison) -> Vec<String> {
        let mut lines = self.heading("Why");
        for row in comparison.rows.iter().filter(|row| !row.why.is_empty()) {
            let said = format!("{}: {}", row.criterion, row.why);
            lines.extend(hang(&said, "  ", "    ", self.width));
        }
        lines
    }

    fn list(self, comparison: &Comparison) -> Vec<String> {
        let mut lines = Vec::new();
        for row in &comparison.rows {
            let criterion = self.painter.paint(Style::Strong, &format!("{},", row.criterion));
            let best = self.painter.paint(side(comparison, row.best_at), &row.best);
            let sure = if row.sure.is_empty() { "" } else { ", sure " };
            let sure = format!("{sure}{}", row.sure);
            lines.extend(wrap(&format!("{criterion} {}: {best}{sure}", row.share), self.width));
            let ratings = comparison.names.iter().zip(&row.ratings);
            let ratings: Vec<String> =
                ratings.map(|(name, rating)| format!("{name} {}", rating.text)).collect();
            for said in [ratings.join(", "), row.why.clone()] {
                if !said.is_empty() {
                    lines.extend(hang(&said, "  ", "  ", self.width));
                }
            }
        }
        let totals = comparison.names.iter().zip(&comparison.totals).zip(&comparison.ranges);
        let totals: Vec<String> =
            totals.map(|((name, total), range)| format!("{name} {total} ({range})")).collect();
        let total = self.painter.paint(Style::Strong, "Total:");
        lines.extend(hang(&format!("{total} {}", totals.join(", ")), "", "  ", self.width));
        lines
    }

    /// What each criterion adds to the lead, with the share at which its weight changes who is first.
    fn bars(self, decision: &Decision) -> Vec<String> {
        let recommendation = &decision.recommendation;
        let sides = recommendation.runner_up.as_ref().zip(recommendation.leader.as_ref());
        let Some((rival, leader)) = sides else { return Vec::new() };
        let label = |id| truncate(&messages::criterion_title(decision, id), LABEL);
        let label_width =
            decision.criteria.iter().map(|row| width(&label(&row.id))).max().unwrap_or(0);
        let tipping = &decision.analysis.tipping_weights;
        let tips_at = |id: &CriterionId| {
            let tip = tipping.iter().find(|tip| tip.criterion == *id);
            tip.map(messages::tips_at).unwrap_or_default()
        };
        let tips_width = decision.criteria.iter().map(|row| width(&tips_at(&row.id))).max();
        // Beside the bars: the axis, `+0.78`, and the share with its heading `tips at`.
        let beside = 1 + 1 + 6 + 2 + tips_width.unwrap_or(0).max(7);
        let half = self.width.saturating_sub(label_width + beside) / 2;
        if half < 4 {
            return Vec::new();
        }
        let half = half.min(BAR);
        let parts = decision.criteria.iter().filter_map(|row| row.contribution);
        let largest = parts.map(f64::abs).fold(f64::MIN_POSITIVE, f64::max);

        let name = |style, id, columns| {
            self.painter.paint(style, &truncate(&messages::name(decision, id), columns))
        };
        let (left, right) = (name(Style::Rival, rival, half), name(Style::Leader, leader, half));
        let left = pad_left(&left, label_width + 1 + half);
        let tips = self.painter.paint(Style::Quiet, "tips at");
        let mut lines = vec![format!("{left}│{}  {tips}", pad_right(&right, half + 6))];
        for row in &decision.criteria {
            let part = row.contribution.unwrap_or(0.0);
            let bar = "█".repeat(cells(part.abs() / largest, half));
            let (left, right) = if part < 0.0 {
                (self.painter.paint(Style::Rival, &bar), String::new())
            } else {
                (String::new(), self.painter.paint(Style::Leader, &bar))
            };
            lines.push(format!(
                "{} {}│{} {}  {}",
                pad_right(&label(&row.id), label_width),
                pad_left(&left, half),
                pad_right(&right, half),
                pad_left(&hundredths(part), 5),
                tips_at(&row.id)
            ));
        }
        lines
    }
}

/// The style of a cell of the table.
fn style(comparison: &Comparison, row: usize, column: usize) -> Style {
    let best = comparison.names.len() + 2;
    let last = comparison.rows.len() + 1;
    match row.checked_sub(1).and_then(|at| comparison.rows.get(at)) {
        None if row == 0 || row == last => Style::Strong,
        None => Style::Quiet,
        Some(row) => match column.checked_sub(2) {
            None if column == 1 => Style::Quiet,
            None => Style::Plain,
            Some(at) if row.ratings.get(at).is_some_and(|one| one.range.is_none()) => Style::Doubt,
            Some(at) if column == best || row.best_at == Some(at) => side(comparison, row.best_at),
            Some(_) if column == best + 1 => Style::Quiet,
            Some(_) => Style::Plain,
        },
    }
}

fn side(comparison: &Comparison, at: Option<usize>) -> Style {
    match at {
        None => Style::Plain,
        at if at == comparison.leader => Style::Leader,
        Some(_) => Style::Rival,
    }
}

/// A fraction of so many cells, rounded.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and `cells`"
)]
fn cells(fraction: f64, cells: usize) -> usize {
    (fraction.clamp(0.0, 1.0) * cells as f64).round() as usize
}
