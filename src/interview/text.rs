//! Catalogue texts made fit for a terminal: harmless, and broken into lines at words.
//!
//! Widths are in columns, in which a Chinese character takes two.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The text on one line, without anything that a terminal would obey or that would turn its direction round.
pub(super) fn clean(text: &str) -> String {
    let spaced = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    let kept: String = spaced.filter(|c| !is_harmful(*c)).collect();
    kept.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_harmful(c: char) -> bool {
    let turns = matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}');
    let more = matches!(c, '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}');
    c.is_control() || turns || more || matches!(c, '\u{e0000}'..='\u{e007f}')
}

/// The cleaned text in lines of at most `width` columns, the first shorter by `first`.
pub(super) fn lines(text: &str, width: usize, first: usize) -> Vec<String> {
    let width = width.max(8);
    let mut lines = vec![String::new()];
    let mut left = width.saturating_sub(first).max(4);
    for word in clean(text).split(' ') {
        let gap = usize::from(lines.last().is_some_and(|line| !line.is_empty()));
        if word.width() + gap > left && (gap > 0 || word.width() <= width) {
            lines.push(String::new());
            left = width;
        } else if gap > 0 {
            push(&mut lines, ' ');
            left -= gap;
        }
        for c in word.chars() {
            let columns = c.width().unwrap_or(0);
            if columns > left {
                lines.push(String::new());
                left = width;
            }
            push(&mut lines, c);
            left = left.saturating_sub(columns);
        }
    }
    lines
}

fn push(lines: &mut [String], c: char) {
    if let Some(line) = lines.last_mut() {
        line.push(c);
    }
}

/// The lines joined, all but the first set in by `indent` columns; the first begins at column `first`.
pub(super) fn wrap(text: &str, width: usize, first: usize, indent: usize) -> String {
    let inner = width.saturating_sub(indent);
    lines(text, inner, first.saturating_sub(indent)).join(&format!("\n{}", " ".repeat(indent)))
}

/// `a, b and c`.
pub(super) fn list<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{clean, lines, list, wrap};
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        assert_eq!(clean("a\u{1b}[31mb\nc\u{9b}2J\u{202e}d\r\t e"), "a[31mb c2Jd e");
    }

    #[test]
    fn no_line_is_wider_than_asked_for_and_nothing_is_lost() {
        for text in [
            "Where does its data live, and who owns it?",
            "数据存放在哪里？谁拥有这些数据？",
            "a",
            "",
            "antidisestablishmentarianism yes",
        ] {
            for width in 8..50 {
                let found = lines(text, width, 2);
                assert!(found.iter().all(|line| line.width() <= width), "{width}: {found:?}");
                assert!(found[0].width() + 2 <= width.max(4 + 2), "{width}: {found:?}");
                let kept = |text: &str| text.replace(' ', "");
                assert_eq!(kept(&found.concat()), kept(text));
            }
        }
    }

    #[test]
    fn lines_break_at_words_and_are_set_in() {
        assert_eq!(wrap("who looks after logins", 12, 2, 2), "who looks\n  after\n  logins");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    }
}
