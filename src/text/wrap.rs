//! Lines of a given width in terminal columns, of which a Chinese character takes two.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that the text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text in lines of at most `columns`, broken at spaces.
///
/// A word that is too long is broken between characters; a path or an address stands alone on its line.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    hang(text, "", "", columns)
}

/// As [`wrap`], with `first` in front of the first line and `indent` in front of the others.
pub fn hang(text: &str, first: &str, indent: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = first.to_owned();
    let mut used = width(first);
    let mut empty = true;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let word_width = width(word);
        if !empty && used + 1 + word_width <= columns {
            line.push(' ');
            used += 1;
        } else if !empty {
            lines.push(std::mem::replace(&mut line, indent.to_owned()));
            used = width(indent);
        }
        if used + word_width <= columns || word.contains('/') {
            line.push_str(word);
            used += word_width;
        } else {
            for c in word.chars() {
                let char_width = c.width().unwrap_or(0);
                if used + char_width > columns && used > width(indent) {
                    lines.push(std::mem::replace(&mut line, indent.to_owned()));
                    used = width(indent);
                }
                line.push(c);
                used += char_width;
            }
        }
        empty = false;
    }
    lines.push(line);
    lines
}

/// The text cut to `columns`, with an ellipsis where something was cut.
pub fn truncate(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut cut = String::new();
    for c in text.chars() {
        if width(&cut) + c.width().unwrap_or(0) + 1 > columns {
            break;
        }
        cut.push(c);
    }
    cut + "…"
}

/// The beginning of the text that fits into `columns`: up to the end of a clause where there is one, else cut.
pub fn shorten(text: &str, columns: usize) -> String {
    const ENDS: [&str; 9] =
        [", ", "; ", ": ", " and ", " or ", " with ", " that ", " among ", " around "];
    const SHORTEST: usize = 10;
    if width(text) <= columns {
        return text.to_owned();
    }
    let starts = ENDS.iter().flat_map(|end| text.match_indices(end)).map(|(at, _)| &text[..at]);
    let clauses = starts.filter(|start| (SHORTEST..=columns).contains(&width(start)));
    if let Some(clause) = clauses.max_by_key(|clause| clause.len()) {
        return clause.trim_end_matches([',', ';', ':']).to_owned();
    }
    let cut = truncate(text, columns);
    let words = cut.rfind(' ').map(|at| format!("{}…", &cut[..at]));
    words.filter(|words| width(words) >= SHORTEST).unwrap_or(cut)
}

/// The text filled up with spaces on its left.
pub fn pad_left(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text filled up with spaces on its right.
pub fn pad_right(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_words_and_wide_letters_count_twice() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("框架 框架", 5), ["框架", "框架"]);
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(hang("one two three", "- ", "  ", 9), ["- one two", "  three"]);
        assert_eq!(wrap("see https://example.org", 8), ["see", "https://example.org"]);
        assert_eq!(
            [truncate("one", 3), truncate("three", 3), truncate("框架", 3)],
            ["one", "th…", "框…"]
        );
    }

    #[test]
    fn a_reason_is_cut_where_a_clause_ends() {
        for (text, short) in [
            ("more people, more packages", "more people"),
            ("the larger pool among web developers", "the larger pool"),
            ("short enough", "short enough"),
            ("twice the throughput of any", "twice the…"),
            ("antidisestablishmentarianism", "antidisestablishm…"),
        ] {
            assert_eq!(shorten(text, 18), short);
        }
    }

    #[test]
    fn no_line_is_too_wide_and_nothing_is_lost() {
        for text in
            ["Where does its data live?", "数据存放在哪里？谁拥有？", "antidisestablishment yes"]
        {
            for columns in 4..30 {
                let lines = hang(text, "> ", "  ", columns);
                assert!(lines.iter().all(|line| width(line) <= columns), "{columns}: {lines:?}");
                let letters = |text: &str| text.replace([' ', '>'], "");
                assert_eq!(letters(&lines.concat()), letters(text));
            }
        }
    }
}
