//! The comparison itself: a table where there is room, else a list.

use super::{Block, Page};
use crate::decision::Decision;
use crate::render::messages::{Mark, Rating, Row, Rows};
use crate::render::terminal::{
    Column, GLUE, Style, grid_row, grid_width, hang, widest_word, width, wrap,
};

/// The narrowest page on which a table is drawn.
const NARROWEST: usize = 60;
/// The narrowest column in which reasons can be read.
const WHY: usize = 20;

/// The comparison as the page has room for it.
pub(super) fn comparison(page: Page, decision: &Decision) -> Vec<Block> {
    let rows = Rows::of(decision);
    if rows.frameworks.is_empty() {
        return Vec::new();
    }
    let leader = decision.recommendation.leader.as_ref();
    let leader = leader.and_then(|id| decision.frameworks.iter().position(|s| s.id == *id));
    let sheet = Sheet { page, rows: &rows, leader };
    let (mut lines, whys) = match Shape::that_fits(&rows, page.width) {
        Some(shape) if shape.why => (sheet.table(&shape), Block::new()),
        Some(shape) => (sheet.table(&shape), sheet.whys()),
        None => (sheet.list(), Block::new()),
    };
    lines.extend(
        rows.legend
            .iter()
            .flat_map(|said| hang(&page.painter.paint(Style::Quiet, said), "", "  ", page.width)),
    );
    vec![lines, whys]
}

/// The columns of a table.
struct Shape {
    columns: Vec<Column>,
    why: bool,
}

impl Shape {
    /// The most generous shape that the width has room for: reasons beside, else below, names on one line or several.
    fn that_fits(rows: &Rows, room: usize) -> Option<Self> {
        if room < NARROWEST {
            return None;
        }
        let with_why = [width as fn(&str) -> usize, widest_word];
        with_why
            .into_iter()
            .find_map(|measure| Self::with_why(rows, room, measure))
            .or_else(|| with_why.into_iter().find_map(|measure| Self::without(rows, room, measure)))
    }

    fn without(rows: &Rows, room: usize, measure: fn(&str) -> usize) -> Option<Self> {
        let columns = figures(rows, measure);
        (grid_width(&columns) <= room).then_some(Self { columns, why: false })
    }

    fn with_why(rows: &Rows, room: usize, measure: fn(&str) -> usize) -> Option<Self> {
        let mut columns = figures(rows, measure);
        columns.push(Column { room: 0, right: false });
        let left = room.checked_sub(grid_width(&columns))?;
        let whys = || rows.criteria.iter().map(|row| row.why.as_str());
        let least = whys().map(widest_word).max().unwrap_or(0).max(WHY);
        let most = whys().map(width).max().unwrap_or(0).max(3);
        let why = columns.last_mut()?;
        why.room = left.min(most);
        (left >= least.min(most)).then_some(Self { columns, why: true })
    }
}

/// All columns but the reasons; `measure` says how narrow those with names may be.
fn figures(rows: &Rows, measure: fn(&str) -> usize) -> Vec<Column> {
    let widest = |cells: &mut dyn Iterator<Item = &str>, measure: fn(&str) -> usize| {
        cells.map(measure).max().unwrap_or(0)
    };
    let titles =
        widest(&mut rows.criteria.iter().map(|row| row.criterion.as_str()), widest_word).max(12);
    let natural = widest(&mut rows.criteria.iter().map(|row| row.criterion.as_str()), width);
    let winners =
        rows.criteria.iter().map(|row| row.winner.as_str()).chain([rows.first.as_str(), "Winner"]);
    let left = |room| Column { room, right: false };
    let right = |room| Column { room, right: true };
    let mut columns = vec![left(titles.min(natural).max("Criterion".len())), right("Share".len())];
    columns.extend((0..rows.frameworks.len()).map(|at| right(rating_room(rows, at))));
    columns.push(left(winners.map(measure).max().unwrap_or(0)));
    columns.push(right("100 %".len()));
    columns
}

fn rating_room(rows: &Rows, at: usize) -> usize {
    let cells =
        rows.criteria.iter().filter_map(|row| row.ratings.get(at)).map(|r| width(&r.marked()));
    let figures = cells
        .chain([rows.totals.get(at), rows.ranges.get(at)].into_iter().flatten().map(|t| width(t)));
    figures.max().unwrap_or(0).max(rows.frameworks.get(at).map_or(0, |name| widest_word(name)))
}

/// The comparison, about to be drawn.
struct Sheet<'a> {
    page: Page,
    rows: &'a Rows,
    leader: Option<usize>,
}

impl Sheet<'_> {
    fn table(&self, shape: &Shape) -> Block {
        let rule = "─".repeat(grid_width(&shape.columns));
        let rule = self.page.painter.paint(Style::Quiet, &rule);
        let draw = |mut cells: Vec<String>, why: String| {
            if shape.why {
                cells.push(why);
            }
            grid_row(&cells, &shape.columns)
        };
        let mut lines = draw(self.head(), self.strong("Why"));
        lines.push(rule.clone());
        for row in &self.rows.criteria {
            lines.extend(draw(self.cells(row), row.why.clone()));
        }
        lines.push(rule);
        lines.extend(draw(self.foot("Total", &self.rows.totals, &self.rows.first), String::new()));
        lines.extend(draw(self.foot("Range", &self.rows.ranges, ""), String::new()));
        lines
    }

    fn strong(&self, text: &str) -> String {
        self.page.painter.paint(Style::Strong, text)
    }

    fn quiet(&self, text: &str) -> String {
        self.page.painter.paint(Style::Quiet, text)
    }

    fn style(&self, at: usize) -> Style {
        if self.leader == Some(at) { Style::Leader } else { Style::Rival }
    }

    fn head(&self) -> Vec<String> {
        let names = self.rows.frameworks.iter().map(String::as_str);
        let titles = ["Criterion", "Share"].into_iter().chain(names).chain(["Winner", "Sure"]);
        titles.map(|title| self.strong(title)).collect()
    }

    fn cells(&self, row: &Row) -> Vec<String> {
        let mut cells = vec![row.criterion.clone(), self.quiet(&row.share)];
        cells.extend(
            row.ratings.iter().enumerate().map(|(at, rating)| self.rating(row, at, rating)),
        );
        cells.push(match row.winner_at {
            Some(at) => self.page.painter.paint(self.style(at), &row.winner),
            None => row.winner.clone(),
        });
        cells.push(self.quiet(&row.sure));
        cells
    }

    fn rating(&self, row: &Row, at: usize, rating: &Rating) -> String {
        let style = match rating.mark {
            Some(Mark::Unknown) => Style::Doubt,
            _ if row.winner_at == Some(at) => self.style(at),
            _ => Style::Plain,
        };
        let signs = |row: &Row| row.ratings.get(at).and_then(|r| r.mark).map_or("", Mark::sign);
        let signed = self.rows.criteria.iter().any(|row| !signs(row).is_empty());
        let room = if signed && signs(row).is_empty() { GLUE.to_string() } else { String::new() };
        self.page.painter.paint(style, &format!("{}{room}", rating.marked()))
    }

    fn foot(&self, label: &str, figures: &[String], first: &str) -> Vec<String> {
        let style = if first.is_empty() { Style::Quiet } else { Style::Strong };
        let paint = |text: &str| self.page.painter.paint(style, text);
        let mut cells = vec![paint(label), String::new()];
        cells.extend(figures.iter().map(|figure| paint(figure)));
        cells.extend([paint(first), String::new()]);
        cells
    }

    /// The reasons below the table, where it has no room for them.
    fn whys(&self) -> Block {
        let given = self.rows.criteria.iter().filter(|row| !row.why.is_empty());
        let line = |row: &Row| {
            let said = format!("{}: {}", row.criterion, row.why);
            hang(&said, "  ", "    ", self.page.width)
        };
        std::iter::once(self.strong("Why")).chain(given.flat_map(line)).collect()
    }

    fn list(&self) -> Block {
        let mut lines: Block = self.rows.criteria.iter().flat_map(|row| self.entry(row)).collect();
        let names = self.rows.frameworks.iter();
        let totals = names.zip(&self.rows.totals).zip(&self.rows.ranges);
        let totals: Vec<String> =
            totals.map(|((name, total), range)| format!("{name} {total} ({range})")).collect();
        let total = format!("{} {}", self.strong("Total:"), totals.join(", "));
        lines.extend(hang(&total, "", "  ", self.page.width));
        lines
    }

    fn entry(&self, row: &Row) -> Block {
        let room = self.page.width;
        let winner = row.winner_at.map_or(Style::Plain, |at| self.style(at));
        let sure = if row.sure.is_empty() { String::new() } else { format!(", sure {}", row.sure) };
        let head = format!(
            "{} {} {}{}",
            self.strong(&format!("{},", row.criterion)),
            self.quiet(&format!("{}:", row.share)),
            self.page.painter.paint(winner, &row.winner),
            self.quiet(&sure)
        );
        let ratings = self.rows.frameworks.iter().zip(&row.ratings);
        let ratings: Vec<String> =
            ratings.map(|(name, rating)| format!("{name} {}", rating.marked())).collect();
        let mut lines = wrap(&head, room);
        lines.extend(hang(&ratings.join(", "), "  ", "  ", room));
        if !row.why.is_empty() {
            lines.extend(hang(&row.why, "  ", "  ", room));
        }
        lines
    }
}
