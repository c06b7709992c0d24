//! Colour, width and wrapping for a terminal: what the table and the list are laid out with.
//!
//! Styles are put on word by word, so that a line may be broken anywhere between words without a style running on.

use anstyle::{AnsiColor, Style as Ansi};
use comfy_table::{ContentArrangement, Table, presets};
use unicode_width::UnicodeWidthStr;

/// Holds two words together; becomes an ordinary space when a line is finished.
pub(super) const GLUE: char = '\u{a0}';

/// What a stretch of text means; without colour the text says it alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Nothing in particular.
    Plain,
    /// A heading, or the answer.
    Strong,
    /// The leader.
    Leader,
    /// The one to beat the leader.
    Rival,
    /// Something not certain, or to be looked at.
    Doubt,
    /// Secondary.
    Quiet,
}

impl Style {
    fn ansi(self) -> Ansi {
        match self {
            Self::Plain => Ansi::new(),
            Self::Strong => Ansi::new().bold(),
            Self::Leader => AnsiColor::Green.on_default(),
            Self::Rival => AnsiColor::Magenta.on_default(),
            Self::Doubt => AnsiColor::Yellow.on_default(),
            Self::Quiet => Ansi::new().dimmed(),
        }
    }
}

/// How text is written on this terminal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Painter {
    pub(super) unicode: bool,
}

impl Painter {
    /// The text in its style, each word by itself.
    #[expect(
        clippy::unused_self,
        reason = "whoever paints holds a painter, and need not know what it looks at"
    )]
    pub(super) fn paint(self, style: Style, text: &str) -> String {
        if style == Style::Plain {
            return text.to_owned();
        }
        let ansi = style.ansi();
        let word = |word: &str| match word {
            "" => String::new(),
            word => format!("{ansi}{word}{ansi:#}"),
        };
        text.split(' ').map(word).collect::<Vec<_>>().join(" ")
    }

    /// A finished line: glue becomes space, and signs a plain terminal lacks become ASCII.
    pub(super) fn finish(self, line: &str) -> String {
        let line = line.trim_end();
        line.chars().map(|c| if self.unicode { spaced(c) } else { plain(spaced(c)) }).collect()
    }
}

fn spaced(character: char) -> char {
    if character == GLUE { ' ' } else { character }
}

fn plain(character: char) -> char {
    match character {
        '─' | '–' | '−' | '—' | '·' => '-',
        '━' => '=',
        '┄' => '.',
        '├' | '┤' | '│' => '|',
        '●' => 'o',
        '╋' => 'X',
        '█' | '▌' | '▐' => '#',
        '×' => 'x',
        '…' => '~',
        other => other,
    }
}

/// Columns that the text takes, escape sequences of ours not counted.
pub(super) fn width(text: &str) -> usize {
    if !text.contains('\u{1b}') {
        return text.width();
    }
    let after = |part: &str| part.split_once('m').map_or(0, |(_, rest)| rest.width());
    let mut parts = text.split('\u{1b}');
    parts.next().map_or(0, UnicodeWidthStr::width) + parts.map(after).sum::<usize>()
}

/// The widest word.
pub(super) fn widest_word(text: &str) -> usize {
    text.split(' ').map(width).max().unwrap_or(0)
}

/// Breaks text into lines of at most `room` columns, at spaces only; a longer word stands alone.
pub(super) fn wrap(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let wide = width(word);
        if used > 0 && used + 1 + wide > room {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += wide;
        }
    }
    lines
}

/// Wrapped text of which every line is indented by `indent`, the first by `first` in its place.
pub(super) fn hang(text: &str, first: &str, indent: &str, room: usize) -> Vec<String> {
    let lines = wrap(text, room.saturating_sub(width(indent)).max(1));
    let lead = |at: usize| if at == 0 { first } else { indent };
    lines.iter().enumerate().map(|(at, line)| format!("{}{line}", lead(at))).collect()
}

/// The text filled up to `room` columns, on its left or its right.
pub(super) fn pad(text: &str, room: usize, right: bool) -> String {
    let fill = " ".repeat(room.saturating_sub(width(text)));
    if right { format!("{fill}{text}") } else { format!("{text}{fill}") }
}

/// One column of a grid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// Columns of the terminal that it takes.
    pub(super) room: usize,
    /// Whether its cells stand on the right, as figures do.
    pub(super) right: bool,
}

/// The gap between two columns.
pub(super) const GAP: usize = GAP_COLUMNS as usize;
const GAP_COLUMNS: u16 = 2;

/// The terminal's columns that a grid takes.
pub(super) fn grid_width(columns: &[Column]) -> usize {
    columns.iter().map(|column| column.room + GAP).sum::<usize>().saturating_sub(GAP)
}

/// One row of a grid as lines, each cell wrapped within its column.
///
/// The cells are broken into lines here, at words; left to itself the table would part words that find no room.
pub(super) fn grid_row(cells: &[String], columns: &[Column]) -> Vec<String> {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table.add_row(cells.iter().zip(columns).map(|(cell, column)| {
        let lines = wrap(cell, column.room);
        let lines: Vec<String> =
            lines.iter().map(|line| pad(line, column.room, column.right)).collect();
        if lines.is_empty() { " ".repeat(column.room) } else { lines.join("\n") }
    }));
    for column in table.column_iter_mut() {
        column.set_padding((0, GAP_COLUMNS));
    }
    table.lines().map(|line| line.trim_end_matches(' ').to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Column, Painter, Style, grid_row, width, wrap};

    #[test]
    fn lines_break_at_words_and_wide_letters_count_twice() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("unbreakable a", 4), ["unbreakable", "a"]);
        assert_eq!(wrap("框架 框架", 5), ["框架", "框架"]);
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn a_style_takes_no_room_and_ends_with_its_word() {
        let painter = Painter { unicode: true };
        let painted = painter.paint(Style::Leader, "two words");
        assert_eq!(width(&painted), 9);
        assert!(wrap(&painted, 5).iter().all(|line| line.ends_with("\u{1b}[0m")));
    }

    #[test]
    fn figures_stand_right() {
        let columns = [Column { room: 4, right: false }, Column { room: 5, right: true }];
        assert_eq!(grid_row(&["a b c".into(), "7.1".into()], &columns), ["a b     7.1", "c"]);
    }
}
