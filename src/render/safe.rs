//! Makes text that strangers wrote harmless, and keeps it readable.
//!
//! Everything that people read passes through here before a format escapes it in its own way. JSON does not: it
//! escapes by itself and keeps every character.

/// One line of harmless text, cut after `most` characters.
///
/// Line ends and tabs become spaces. Control characters, escape sequences, and characters that reorder or hide text
/// become what a programmer would type for them, so that they can be seen. Two forms that a CI runner would take for
/// its own commands are broken up. A backtick becomes an apostrophe: in our sentences backticks mean code.
pub fn given(text: &str, most: usize) -> String {
    let clean = clipped(text, most).chars().fold(String::new(), |clean, next| clean + &shown(next));
    let words: Vec<String> = clean.split_whitespace().map(no_command).collect();
    words.join(" ")
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

fn shown(character: char) -> String {
    match character {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => " ".to_owned(),
        '`' => "'".to_owned(),
        c if c.is_control() => format!("\\x{:02x}", u32::from(c)),
        c if hides_or_reorders(c) => format!("\\u{{{:x}}}", u32::from(c)),
        c => c.to_string(),
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
    use super::given;

    #[test]
    fn escape_sequences_and_overrides_can_be_seen() {
        assert_eq!(given("a\u{1b}[31mb\u{7}\u{9b}", 99), "a\\x1b[31mb\\x07\\x9b");
        assert_eq!(given("user\u{202e}nimda", 99), "user\\u{202e}nimda");
        assert_eq!(given("two\r\nlines\tand `code`", 99), "two lines and 'code'");
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
