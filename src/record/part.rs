//! weigh's own part of a record, and everything around it, which is people's.
//!
//! The part stands between two comments, which Markdown and the tools for records ignore. The second carries a digest
//! of the lines between, so that an edit by hand is seen.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// How the line before the part begins.
const BEGIN: &str = "<!-- weigh:begin";
/// How the line after the part begins.
const END: &str = "<!-- weigh:end";
/// What a reader of the raw file is told.
const ADVICE: &str = "What follows, down to weigh:end, was written by weigh, which rewrites it when it updates this \
                      record. Write above or below: that is kept.";
/// Bytes of the digest that are kept; it guards against slips, not against malice.
const DIGEST: usize = 8;

/// A record taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut<'a> {
    /// Everything before the part.
    pub before: &'a str,
    /// The lines between the two comments.
    pub inside: &'a str,
    /// Everything after the part.
    pub after: &'a str,
    /// The line on which the part begins, counted from 1.
    pub line: u32,
    /// Whether the lines between are as weigh wrote them.
    pub is_whole: bool,
}

/// Takes a record apart; none where weigh has no part in it.
pub fn cut(text: &str) -> Option<Cut<'_>> {
    let begin = line_starting(text, BEGIN, 0)?;
    let inside = text[begin..].find('\n').map(|end| begin + end + 1)?;
    let end = line_starting(text, END, inside)?;
    let after = text[end..].find('\n').map_or(text.len(), |newline| end + newline + 1);
    let said = text[end..after].split_whitespace().nth(2).unwrap_or_default();
    Some(Cut {
        before: &text[..begin],
        inside: &text[inside..end],
        after: &text[after..],
        line: line_number(text, begin),
        is_whole: said == digest(&text[inside..end]),
    })
}

fn line_starting(text: &str, beginning: &str, from: usize) -> Option<usize> {
    let mut at = from;
    text[from..].split_inclusive('\n').find_map(|line| {
        let start = at;
        at += line.len();
        line.starts_with(beginning).then_some(start)
    })
}

fn line_number(text: &str, at: usize) -> u32 {
    let before = text[..at].bytes().filter(|byte| *byte == b'\n').count();
    u32::try_from(before + 1).unwrap_or(u32::MAX)
}

/// The part with its two comments.
pub(super) fn enclosed(inside: &str) -> String {
    format!("{BEGIN} {ADVICE} -->\n{inside}{END} {} -->\n", digest(inside))
}

/// A record with another part, everything around it byte for byte as it was; the line ends are the record's.
pub fn put(cut: &Cut<'_>, part: &str) -> String {
    let windows = cut.before.contains("\r\n") || cut.inside.contains("\r\n");
    let part = if windows { part.replace('\n', "\r\n") } else { part.to_owned() };
    format!("{}{part}{}", cut.before, cut.after)
}

/// A digest that other line ends and spaces at a line's end do not change: checkouts and editors add them.
fn digest(inside: &str) -> String {
    let mut hash = Sha256::new();
    for line in inside.lines() {
        hash.update(line.trim_end().as_bytes());
        hash.update(b"\n");
    }
    hash.finalize().iter().take(DIGEST).fold(String::new(), |mut hex, byte| {
        // Writing into a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::{cut, enclosed, put};

    #[test]
    fn what_stands_around_the_part_is_kept() {
        let text = format!("# A\n\nours\n{}theirs", enclosed("one\ntwo\n"));
        let found = cut(&text).unwrap();
        assert_eq!(
            (found.before, found.inside, found.after),
            ("# A\n\nours\n", "one\ntwo\n", "theirs")
        );
        assert!(found.is_whole && found.line == 4);
        assert_eq!(put(&found, "X\n"), "# A\n\nours\nX\ntheirs");
    }

    #[test]
    fn an_edit_is_seen_and_other_line_ends_are_none() {
        let text = enclosed("one\ntwo\n");
        assert!(!cut(&text.replace("two", "three")).unwrap().is_whole);
        let windows = text.replace('\n', "\r\n");
        assert!(cut(&windows).unwrap().is_whole);
        assert_eq!(put(&cut(&windows).unwrap(), &text), windows);
        assert!(cut("# A\n").is_none() && cut(&text.replace("weigh:end", "")).is_none());
    }
}
