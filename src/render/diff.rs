//! Writes the difference between two decisions: for a terminal, for a pull request, for programs.

use super::markdown::escaped;
use super::messages::diff::{Line, Lines, flip, rest, standing};
use super::terminal::{Column, Painter, Style, grid_row, hang, width, wrap};
use super::{Options, messages};
use crate::diff::Difference;
use std::fmt::Write as _;

/// The narrowest column in which causes can be read.
const CAUSES: usize = 24;

/// The outcome in one sentence.
pub fn headline(difference: &Difference) -> String {
    messages::diff::headline(difference).replace('\u{a0}', " ")
}

/// For a terminal.
pub fn table(difference: &Difference, options: &Options) -> String {
    let painter = Painter { unicode: options.unicode };
    let page = Page { painter, width: options.width };
    let blocks = [
        page.outcome(difference),
        Lines::of(difference).map(|lines| page.movements(&lines)).unwrap_or_default(),
        page.titled("What flipped it", &flip(difference)),
        page.titled("What else is different", &rest(difference)),
    ];
    let blocks = blocks.iter().filter(|block| !block.is_empty());
    let blocks = blocks.map(|block| {
        block.iter().fold(String::new(), |text, line| text + &painter.finish(line) + "\n")
    });
    blocks.collect::<Vec<_>>().join("\n")
}

struct Page {
    painter: Painter,
    width: usize,
}

impl Page {
    fn outcome(&self, difference: &Difference) -> Vec<String> {
        let headline = self.painter.paint(Style::Strong, &messages::diff::headline(difference));
        let mut lines = wrap(&headline, self.width);
        lines.extend(standing(difference).iter().flat_map(|said| wrap(said, self.width)));
        lines
    }

    fn titled(&self, title: &str, said: &[String]) -> Vec<String> {
        if said.is_empty() {
            return Vec::new();
        }
        let mut lines = wrap(&self.painter.paint(Style::Strong, title), self.width);
        lines.extend(said.iter().flat_map(|said| hang(said, "· ", "  ", self.width)));
        lines
    }

    fn movements(&self, moved: &Lines) -> Vec<String> {
        let mut lines = wrap(&self.painter.paint(Style::Strong, &moved.title), self.width);
        let columns = self.columns(moved);
        for line in &moved.seen {
            lines.extend(self.movement(line, columns.as_ref()));
        }
        lines.extend(moved.others.iter().flat_map(|said| {
            hang(&self.painter.paint(Style::Quiet, said), "  ", "  ", self.width)
        }));
        lines
    }

    /// Figures, names and causes side by side, where there is room.
    fn columns(&self, moved: &Lines) -> Option<[Column; 3]> {
        let widest = |of: fn(&Line) -> &str| {
            moved.seen.iter().map(|line| width(of(line))).max().unwrap_or(0)
        };
        let (figure, what) = (widest(|line| &line.moved), widest(|line| &line.what));
        let room = self.width.checked_sub(figure + what + 6).filter(|room| *room >= CAUSES)?;
        let left = |room| Column { room, right: false };
        Some([Column { room: figure + 2, right: true }, left(what), left(room)])
    }

    fn movement(&self, line: &Line, columns: Option<&[Column; 3]>) -> Vec<String> {
        let style = if line.towards_first { Style::Leader } else { Style::Rival };
        let moved = self.painter.paint(style, &line.moved);
        match columns {
            Some(columns) => grid_row(&[moved, line.what.clone(), line.because.clone()], columns),
            None => {
                hang(&format!("{moved} {}: {}", line.what, line.because), "  ", "    ", self.width)
            }
        }
    }
}

/// For a pull request's comment or a job's summary.
pub fn markdown(difference: &Difference) -> String {
    let mut page = format!("**{}**", escaped(&messages::diff::headline(difference)));
    for said in standing(difference) {
        let _ = write!(page, " {}", escaped(&said));
    }
    page.push('\n');
    if let Some(lines) = Lines::of(difference) {
        movements(&mut page, &lines);
    }
    titled(&mut page, "What flipped it", &flip(difference));
    titled(&mut page, "What else is different", &rest(difference));
    page.replace('\u{a0}', " ")
}

fn movements(page: &mut String, moved: &Lines) {
    let _ = write!(page, "\n### {}\n\n", escaped(&moved.title));
    if !moved.seen.is_empty() {
        page.push_str("| Moved | Criterion | Because |\n| --: | :-- | :-- |\n");
    }
    for line in &moved.seen {
        let (what, because) = (escaped(&line.what), escaped(&line.because));
        let _ = writeln!(page, "| {} | {what} | {because} |", line.moved);
    }
    if let Some(others) = &moved.others {
        let _ = write!(page, "\n{}\n", escaped(others));
    }
}

fn titled(page: &mut String, title: &str, said: &[String]) {
    if said.is_empty() {
        return;
    }
    let _ = write!(page, "\n### {title}\n\n");
    for line in said {
        let _ = writeln!(page, "- {}", escaped(line));
    }
}

/// For programs: the whole difference, in full precision.
pub fn json(difference: &Difference) -> serde_json::Result<String> {
    let json = serde_json::to_string_pretty(difference)? + "\n";
    // A CI runner takes `##[` for a command wherever it stands; in JSON it can only stand within a string.
    Ok(json.replace("##[", "##\\u005b"))
}
