//! Text that others wrote, with nothing left in it that acts on a terminal or a CI runner.

/// Whether a character can act on a terminal, end a line, or hide or reorder the text beside it.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// The text on one line: white space is one space, unsafe characters are spelled out as `\u{1b}`.
pub fn sanitize(text: &str) -> String {
    let visible: String = text.chars().map(|c| if is_line_end(c) { ' ' } else { c }).collect();
    let words: Vec<String> = spell_out(&visible).split_whitespace().map(break_command).collect();
    words.join(" ")
}

/// As [`sanitize`], but lines and their indentation are kept.
pub fn sanitize_lines(text: &str) -> String {
    let sanitize_line = |line: &str| {
        let visible = spell_out(&line.trim_end_matches('\r').replace('\t', "    "));
        let words = visible.trim_start();
        format!("{}{}", &visible[..visible.len() - words.len()], break_command(words))
    };
    text.split('\n').map(sanitize_line).collect::<Vec<_>>().join("\n")
}

/// The text with each unsafe character replaced by U+FFFD and each tab by a space: columns stay true.
pub fn mask(text: &str) -> String {
    let masked = |c| match c {
        '\t' => ' ',
        c if is_unsafe(c) => '\u{fffd}',
        c => c,
    };
    text.chars().map(masked).collect()
}

/// The first `most` characters, with an ellipsis where something was cut.
pub fn clip(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}

/// Text for a sentence or a cell: at most `most` characters, sanitized, backticks as `'`.
pub fn excerpt(text: &str, most: usize) -> String {
    sanitize(&clip(text, most)).replace('`', "'")
}

/// Text between backticks: sanitized, and its own backticks as `'`.
pub fn quote(text: &str) -> String {
    format!("`{}`", sanitize(text).replace('`', "'"))
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}')
}

fn spell_out(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for c in text.chars() {
        if is_unsafe(c) { visible.extend(c.escape_unicode()) } else { visible.push(c) }
    }
    visible
}

/// A CI runner obeys `::error::` at the start of a line and `##[error]` anywhere.
fn break_command(word: &str) -> String {
    let word = word.replace("##[", "## [");
    let colons = word.bytes().take_while(|byte| *byte == b':').count();
    if colons < 2 { word } else { format!("{}:{}", ": ".repeat(colons - 1), &word[colons..]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsafe_characters_are_spelled_out() {
        assert_eq!(sanitize("a\u{1b}[31mb\u{7}\u{9b}"), "a\\u{1b}[31mb\\u{7}\\u{9b}");
        assert_eq!(sanitize("user\u{202e}nimda\u{e0041}"), "user\\u{202e}nimda\\u{e0041}");
        assert_eq!(sanitize(" two\r\nlines\tand\u{2028}more"), "two lines and more");
        assert_eq!(
            sanitize_lines("a `b`\r\n  c\u{1b}\n ::error::"),
            "a `b`\n  c\\u{1b}\n : :error::"
        );
        assert_eq!(mask("a\tb\u{1b}c\u{ad}"), "a b\u{fffd}c\u{fffd}");
    }

    #[test]
    fn no_word_starts_a_command() {
        assert_eq!(sanitize("::error::x ##[warning]y a::b"), ": :error::x ## [warning]y a::b");
        assert_eq!(sanitize(":::error"), ": : :error");
    }

    #[test]
    fn long_text_is_cut_with_an_ellipsis() {
        assert_eq!(excerpt(&"é".repeat(9), 4), "éééé…");
        assert_eq!(excerpt("four", 4), "four");
        assert_eq!(quote("a `b`\n"), "`a 'b'`");
    }
}
