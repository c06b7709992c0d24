//! Making hostile text harmless.

use std::fmt::Write as _;

/// Longer names are cut in the middle; nobody reads them to the end.
const LONGEST: usize = 160;

/// Whether a character may change what a terminal shows, or end a line of YAML.
pub(super) fn is_hostile(c: char) -> bool {
    let separators = matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    let directions = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{061c}');
    let tags = matches!(c, '\u{e0000}'..='\u{e007f}');
    c.is_control() || separators || directions || tags
}

/// Text for one line of a comment or a table.
pub(super) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hostile(c) {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    shorten(out)
}

fn shorten(text: String) -> String {
    let length = text.chars().count();
    if length <= LONGEST {
        return text;
    }
    let half = LONGEST / 2 - 1;
    let head: String = text.chars().take(half).collect();
    let tail: String = text.chars().skip(length - half).collect();
    format!("{head}…{tail}")
}

/// JSON text in which no hostile character is left; what it means stays the same.
pub(super) fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        // The line ends and blanks of the layout are the writer's own: in a string it escapes them.
        if is_hostile(c) && c != '\n' {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// A plain scalar where it is safe, else a quoted one.
pub(super) fn scalar(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
    let begins = text.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
    let reserved = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(&text);
    if begins && text.bytes().all(plain) && !reserved {
        return text.to_owned();
    }
    json(&serde_json::Value::from(text).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_characters_become_visible() {
        assert_eq!(line("a\u{1b}[2Jb\n"), "a\\u{1b}[2Jb\\u{a}");
        assert_eq!(line("caf\u{e9} \u{202e}txt"), "caf\u{e9} \\u{202e}txt");
        assert_eq!(json("\"\u{9b}\u{e0041}\""), "\"\\u009b\\udb40\\udc41\"");
        assert_eq!(line(&"x".repeat(500)).chars().count(), 159);
    }

    #[test]
    fn scalars_are_quoted_where_they_must_be() {
        assert_eq!(scalar("django-start"), "django-start");
        assert_eq!(scalar("no"), "\"no\"");
        assert_eq!(scalar("a: b"), "\"a: b\"");
        assert_eq!(scalar(""), "\"\"");
    }
}
