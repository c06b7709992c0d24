//! Colour and columns for a terminal.

use crate::text::{NBSP, width};
use anstyle::{AnsiColor, Style as Ansi};
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};

/// What a piece of text is; without colour it must be clear without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Ordinary text.
    Plain,
    /// A heading, or the answer.
    Strong,
    /// The leader.
    Leader,
    /// The leader's rival.
    Rival,
    /// Something uncertain.
    Doubt,
    /// Secondary.
    Quiet,
}

/// Characters of no width that mark where a style begins; sanitized text has none of them. Layout does not see them,
/// and [`finish`] turns them into colours.
const STARTS: [(Style, char, Ansi); 5] = [
    (Style::Strong, '\u{2061}', Ansi::new().bold()),
    (Style::Leader, '\u{2062}', AnsiColor::Green.on_default()),
    (Style::Rival, '\u{2063}', AnsiColor::Magenta.on_default()),
    (Style::Doubt, '\u{2064}', AnsiColor::Yellow.on_default()),
    (Style::Quiet, '\u{206a}', Ansi::new().dimmed()),
];
const END: char = '\u{206f}';

/// The text in a style, word by word, so that a line may end between any two.
pub(super) fn paint(style: Style, text: &str) -> String {
    let Some((_, start, _)) = STARTS.iter().find(|(marked, ..)| *marked == style) else {
        return text.to_owned();
    };
    let words = text.split(' ').map(|word| match word {
        "" => String::new(),
        word => format!("{start}{word}{END}"),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A line as the terminal gets it: with its colours, and in ASCII where it shows no more.
pub(super) fn finish(line: &str, unicode: bool) -> String {
    let mut finished = String::new();
    for c in line.trim_end().chars() {
        if c == END {
            finished += &anstyle::Reset.render().to_string();
        } else if let Some((_, _, ansi)) = STARTS.iter().find(|(_, start, _)| *start == c) {
            finished += &ansi.render().to_string();
        } else {
            let c = if c == NBSP { ' ' } else { c };
            finished.push(if unicode { c } else { ascii(c) });
        }
    }
    finished
}

fn ascii(c: char) -> char {
    match c {
        '–' | '−' | '—' | '·' => '-',
        '│' => '|',
        '█' | '▌' | '▐' => '#',
        '×' => 'x',
        '…' => '>',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        other => other,
    }
}

/// The gap between two columns.
pub(super) const GAP: usize = 2;

/// Rows in columns, those in `right` aligned right; the last is at least `least_last` wide where it holds as much.
///
/// None where the columns do not fit without breaking words.
pub(super) fn grid(
    rows: &[Vec<String>],
    right: &[usize],
    columns: usize,
    least_last: usize,
) -> Option<Vec<String>> {
    let count = rows.iter().map(Vec::len).max()?;
    let widest = |at: usize, measure: fn(&str) -> usize| {
        rows.iter().filter_map(|row| row.get(at)).map(|cell| measure(cell)).max().unwrap_or(0)
    };
    let widest_word = |cell: &str| cell.split(' ').map(width).max().unwrap_or(0);
    let mut least: Vec<usize> = (0..count).map(|at| widest(at, widest_word) + GAP).collect();
    let last = least.last_mut()?;
    *last = (*last).max(widest(count - 1, width).min(least_last) + GAP);
    if least.iter().sum::<usize>() > columns + GAP {
        return None;
    }
    let cells = |width: usize| u16::try_from(width).unwrap_or(u16::MAX);
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(cells(columns + GAP)).add_rows(rows);
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, cells(GAP)));
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(cells(least[at]))));
        if right.contains(&at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    Some(table.lines().map(|line| line.trim_end().to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::{Style, finish, grid, paint};
    use crate::text::{width, wrap};

    #[test]
    fn a_style_has_no_width_and_ends_with_its_word() {
        let painted = paint(Style::Leader, "two words");
        assert_eq!(width(&painted), 9);
        let lines = wrap(&painted, 5);
        assert_eq!(finish(&lines[0], true), "\u{1b}[32mtwo\u{1b}[0m");
    }

    #[test]
    fn numbers_stand_right_and_sentences_are_wrapped() {
        let painted = paint(Style::Rival, "10.0");
        let rows = [["a", "7.1", "a sentence of many words"], ["bc", &painted, ""]]
            .map(|row| row.map(str::to_owned).to_vec());
        let lines = grid(&rows, &[1], 30, 20).unwrap();
        let found: Vec<String> =
            lines.iter().map(|line| line.replace(['\u{2063}', '\u{206f}'], "")).collect();
        assert_eq!(found, ["a    7.1  a sentence of many", "          words", "bc  10.0"]);
        assert_eq!(grid(&rows, &[1], 20, 20), None);
    }
}
