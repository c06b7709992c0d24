//! Makes text that strangers wrote harmless, and keeps it readable.
//!
//! Everything that people read passes through here before a format escapes it in its own way. JSON does not: it
//! escapes by itself and keeps every character.

/// One line of harmless text.
///
/// Line ends and tabs become spaces. Control characters, escape sequences, and characters that reorder or hide text
/// become what a programmer would type for them, so that they can be seen. Two forms that a CI runner would take for
/// its own commands are broken up, as every word may come to stand at the start of a line.
pub fn line(text: &str) -> String {
    let clean: String = text.chars().flat_map(shown).collect();
    let words: Vec<String> = clean.split_whitespace().map(no_command).collect();
    words.join(" ")
}

/// Harmless text that keeps its lines and their indentation.
pub fn text(text: &str) -> String {
    let kept = |line: &str| {
        let clean: String = line.chars().flat_map(shown).collect();
        let words = clean.trim_start();
        format!("{}{}", &clean[..clean.len() - words.len()], no_command(words))
    };
    text.split('\n').map(kept).collect::<Vec<_>>().join("\n")
}

/// One line of what a file said, for a sentence or a cell: cut after `most` characters, and without backticks, which
/// in our sentences mark what to type.
pub fn given(text: &str, most: usize) -> String {
    line(&clipped(text, most)).replace('`', "'")
}

/// The text's beginning, with an ellipsis where something was cut.
fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}

/// `::error::` at the start of a line and `##[error]` anywhere are commands to a CI runner.
fn no_command(word: &str) -> String {
    let word = word.replace("##[", "## [");
    let colons = word.bytes().take_while(|byte| *byte == b':').count();
    if colons < 2 { word } else { format!("{}:{}", ": ".repeat(colons - 1), &word[colons..]) }
}

fn shown(character: char) -> Vec<char> {
    match character {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => vec![' '],
        c if c.is_control() => format!("\\x{:02x}", u32::from(c)).chars().collect(),
        c if hides_or_reorders(c) => c.escape_unicode().collect(),
        c => vec![c],
    }
}

/// Characters without a form of their own that change how others are seen.
///
/// The joiners U+200C and U+200D stay: several scripts cannot be written without them.
fn hides_or_reorders(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::{given, text};

    #[test]
    fn escape_sequences_and_overrides_can_be_seen() {
        assert_eq!(given("a\u{1b}[31mb\u{7}\u{9b}", 99), "a\\x1b[31mb\\x07\\x9b");
        assert_eq!(given("user\u{202e}nimda", 99), "user\\u{202e}nimda");
        assert_eq!(given("two\r\nlines\tand `code`", 99), "two lines and 'code'");
    }

    #[test]
    fn lines_are_kept_where_they_are_wanted() {
        assert_eq!(text("a `b`\n  c\u{1b}\n ::error::"), "a `b`\n  c\\x1b\n : :error::");
    }

    #[test]
    fn no_word_starts_a_command() {
        assert_eq!(given("::error::x ##[warning]y a::b", 99), ": :error::x ## [warning]y a::b");
        assert_eq!(given(":::error", 99), ": : :error");
    }

    #[test]
    fn long_text_is_cut_with_a_sign() {
        assert_eq!(given(&"é".repeat(9), 4), "éééé…");
        assert_eq!(given("four", 4), "four");
        assert_eq!(given("", 4), "");
    }
}
