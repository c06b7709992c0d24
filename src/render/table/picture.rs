//! The small picture: what each criterion adds to the lead, and where on its weight's scale the answer tips.

use super::{Block, Page};
use crate::decision::{CriterionRow, Decision, TippingWeight};
use crate::model::FrameworkId;
use crate::render::messages::{name, part, tips_at, title_of};
use crate::render::terminal::{Style, pad, width, wrap};

/// The widest label that stands beside its bar; a wider one stands above.
const LABEL: usize = 20;
/// Columns for a contribution: `+0.78`.
const VALUE: usize = 5;
/// The most columns for a bar, and the fewest.
const BAR: (usize, usize) = (12, 4);
/// The most columns for a scale, and the fewest.
const SCALE: (usize, usize) = (30, 10);

/// Bars and scales side by side where there is room, else one below the other; nothing where there is no room at all.
pub(super) fn blocks(page: Page, decision: &Decision) -> Vec<Block> {
    let Some(picture) = Picture::of(page, decision) else { return Vec::new() };
    let (bars, scales) = (picture.bars_width(BAR.1 * 2), picture.scales_width(SCALE.0));
    if bars + 2 + scales <= page.width {
        return vec![picture.beside()];
    }
    vec![picture.bars_alone(), picture.scales_alone()]
}

struct Picture<'a> {
    page: Page,
    decision: &'a Decision,
    leader: &'a FrameworkId,
    rival: &'a FrameworkId,
    rows: Vec<Entry<'a>>,
    label: usize,
    tip: usize,
}

struct Entry<'a> {
    label: String,
    row: &'a CriterionRow,
    tipping: Option<&'a TippingWeight>,
    tips: String,
}

impl<'a> Picture<'a> {
    fn of(page: Page, decision: &'a Decision) -> Option<Self> {
        let leader = decision.recommendation.leader.as_ref()?;
        let rival = decision.recommendation.runner_up.as_ref()?;
        let rows: Vec<Entry> =
            decision.criteria.iter().map(|row| Entry::of(decision, row)).collect();
        let label =
            rows.iter().map(|row| width(&row.label)).filter(|w| *w <= LABEL).max().unwrap_or(0);
        let tip = rows.iter().map(|row| width(&row.tips)).max().unwrap_or(0);
        Some(Self { page, decision, leader, rival, rows, label, tip })
    }

    fn bars_width(&self, both: usize) -> usize {
        self.label + 1 + both + 1 + 1 + VALUE
    }

    fn scales_width(&self, scale: usize) -> usize {
        scale + 1 + self.tip
    }

    fn beside(&self) -> Block {
        let scale = SCALE.0;
        let spare = self.page.width - self.bars_width(0) - 2 - self.scales_width(scale);
        let half = (spare / 2).min(BAR.0);
        let head = format!("{}  {}", self.bars_head(half), self.scale_head(scale));
        let line = |row: &Entry| {
            let bars = self.bars(row, half);
            self.labelled(row, &format!("{bars}  {}", self.scale(row, scale)))
        };
        std::iter::once(head).chain(self.rows.iter().flat_map(line)).collect()
    }

    fn bars_alone(&self) -> Block {
        let half = (self.page.width.saturating_sub(self.bars_width(0)) / 2).min(BAR.0);
        if half < BAR.1 {
            return Block::new();
        }
        let line = |row: &Entry| self.labelled(row, &self.bars(row, half));
        std::iter::once(self.bars_head(half)).chain(self.rows.iter().flat_map(line)).collect()
    }

    fn scales_alone(&self) -> Block {
        let room = self.page.width.saturating_sub(self.label + 1);
        let scale = room.saturating_sub(self.scales_width(0)).min(SCALE.0);
        if scale < SCALE.1 {
            return Block::new();
        }
        let head = format!("{} {}", pad("", self.label, false), self.scale_head(scale));
        let line = |row: &Entry| self.labelled(row, &self.scale(row, scale));
        std::iter::once(head).chain(self.rows.iter().flat_map(line)).collect()
    }

    /// A label beside its picture, or above it where it is too long.
    fn labelled(&self, row: &Entry, picture: &str) -> Block {
        let beside = width(&row.label) <= self.label;
        let label =
            if beside { pad(&row.label, self.label, false) } else { pad("", self.label, false) };
        let above = if beside { Block::new() } else { wrap(&row.label, self.page.width) };
        above.into_iter().chain([format!("{label} {picture}")]).collect()
    }
}

impl<'a> Entry<'a> {
    fn of(decision: &'a Decision, row: &'a CriterionRow) -> Self {
        let tipping = decision.analysis.tipping_weights.iter().find(|tip| tip.criterion == row.id);
        let tips = tipping.map_or_else(String::new, tips_at);
        Self { label: title_of(decision, row), row, tipping, tips }
    }
}

// Bars

impl Picture<'_> {
    fn bars_head(&self, half: usize) -> String {
        let (rival, leader) = (name(self.decision, self.rival), name(self.decision, self.leader));
        let fits = width(&rival) <= half && width(&leader) <= half + VALUE + 1;
        let (left, right) = if fits { (rival, leader) } else { ("against".into(), "for".into()) };
        let left = self.page.painter.paint(Style::Rival, &left);
        let right = self.page.painter.paint(Style::Leader, &right);
        let left = pad(&left, self.label + 1 + half, true);
        format!("{left}│{}", pad(&right, half + 1 + VALUE, false))
    }

    fn bars(&self, entry: &Entry, half: usize) -> String {
        let by = entry.row.contribution.unwrap_or(0.0);
        let halves = self.halves(by, half);
        let (full, odd) = (halves / 2, halves % 2);
        let paint = |style, bar: String| self.page.painter.paint(style, &bar);
        let (left, right) = if by < 0.0 {
            let bar = format!("{}{}", "▐".repeat(odd), "█".repeat(full));
            (paint(Style::Rival, bar), String::new())
        } else {
            let bar = format!("{}{}", "█".repeat(full), "▌".repeat(odd));
            (String::new(), paint(Style::Leader, bar))
        };
        let value = pad(&part(by), VALUE, true);
        format!("{}│{} {value}", pad(&left, half, true), pad(&right, half, false))
    }

    /// The bar's length in half columns; what rounds to nothing has none.
    fn halves(&self, by: f64, half: usize) -> usize {
        let figures = self.rows.iter().filter_map(|entry| entry.row.contribution);
        let most = figures.map(f64::abs).fold(0.0, f64::max);
        if part(by) == "0.00" || most <= 0.0 {
            return 0;
        }
        cells(by.abs() / most, half * 2).max(1)
    }
}

/// A fraction of so many cells, rounded.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "held between 0 and `cells`"
)]
fn cells(fraction: f64, cells: usize) -> usize {
    (fraction.clamp(0.0, 1.0) * cells as f64).round() as usize
}

// Scales

impl Picture<'_> {
    fn scale_head(&self, scale: usize) -> String {
        let long = "share: ● now ╋ tips";
        let text = if scale >= width(long) { long } else { "● now" };
        let text = self.page.painter.paint(Style::Quiet, text);
        format!("{} {}", pad(&text, scale, false), self.page.painter.paint(Style::Quiet, "tips"))
    }

    /// A weight's share from 0 to 1: heavy where the leader stays first, with its place now and its tipping points.
    fn scale(&self, entry: &Entry, room: usize) -> String {
        let Some((tip, [low, high])) = entry.tipping.and_then(|tip| Some((tip, tip.holds?))) else {
            return String::new();
        };
        let at = |share: f64| cells(share, room - 1);
        let now = at(tip.share);
        let low = (!tip.below.is_empty()).then(|| at(low).min(now.saturating_sub(1)));
        let high = (!tip.above.is_empty()).then(|| at(high).max(now + 1).min(room - 1));
        let marks = Marks { now, low, high, last: room - 1 };
        let line: String = (0..room).map(|cell| self.cell(&marks, cell)).collect();
        format!("{line} {}", entry.tips)
    }

    fn cell(&self, marks: &Marks, cell: usize) -> String {
        let (sign, style) = marks.sign(cell);
        self.page.painter.paint(style, sign)
    }
}

/// Where a scale has its signs.
struct Marks {
    now: usize,
    low: Option<usize>,
    high: Option<usize>,
    last: usize,
}

impl Marks {
    fn sign(&self, cell: usize) -> (&'static str, Style) {
        if cell == self.now {
            return ("●", Style::Strong);
        }
        if Some(cell) == self.low || Some(cell) == self.high {
            return ("╋", Style::Rival);
        }
        let holds =
            self.low.is_none_or(|low| cell > low) && self.high.is_none_or(|high| cell < high);
        let style = if holds { Style::Leader } else { Style::Rival };
        match cell {
            0 => ("├", style),
            _ if cell == self.last => ("┤", style),
            _ if holds => ("━", style),
            _ => ("┄", style),
        }
    }
}
