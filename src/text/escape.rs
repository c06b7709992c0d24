//! Text that others wrote: nothing in it acts on a terminal or a CI runner, and it stays text in Markdown, CSV, JSON and
//! a shell.

use super::join;
use std::fmt::Write as _;

/// Whether a character can act on a terminal, end a line, or hide or reorder the text beside it.
pub fn is_unsafe(c: char) -> bool {
    let is_plain_ascii = (' '..='~').contains(&c);
    !is_plain_ascii
        && (c.is_control()
            || matches!(c,
                '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'))
}

/// The text on one line: white space is one space, unsafe characters are spelled out as `\u{1b}`.
pub fn sanitize(text: &str) -> String {
    let is_line_end = |c| matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}');
    let visible: String = text.chars().map(|c| if is_line_end(c) { ' ' } else { c }).collect();
    join(spell_out(&visible).split_whitespace().map(break_command), " ")
}

/// As [`sanitize`], but lines and their indentation are kept.
pub fn sanitize_lines(text: &str) -> String {
    let sanitize_line = |line: &str| {
        let visible = spell_out(&line.trim_end_matches('\r').replace('\t', "    "));
        let words = visible.trim_start();
        format!("{}{}", &visible[..visible.len() - words.len()], break_command(words))
    };
    join(text.split('\n').map(sanitize_line), "\n")
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

/// GitHub refuses a longer comment, in bytes.
const LONGEST_COMMENT: usize = 65_536;

/// Markdown that fits into a comment on GitHub: longer text is cut at the end of a line, with a note.
pub fn fit_comment(markdown: String) -> String {
    const NOTE: &str = "\n**The rest is cut: a comment on GitHub holds at most 65,536 bytes.**\n";
    const CLOSE: &str = "\n</details>\n";
    if markdown.len() <= LONGEST_COMMENT {
        return markdown;
    }
    let room = markdown.floor_char_boundary(LONGEST_COMMENT - NOTE.len() - CLOSE.len());
    let kept = &markdown[..markdown[..room].rfind('\n').map_or(room, |at| at + 1)];
    let is_open = kept.rfind("<details") > kept.rfind("</details>");
    format!("{kept}{}{NOTE}", if is_open { CLOSE } else { "" })
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

/// Markdown for a file: text stays text, what stands between backticks is code, and the source stays readable.
///
/// It may stand within a line or a table cell; [`escape_line_start`] is for what begins a line.
pub fn escape_markdown(text: &str) -> String {
    escape_outside_code(text, false)
}

/// Markdown for a comment on GitHub: as [`escape_markdown`], and without mentions, references and links.
pub fn escape_comment(text: &str) -> String {
    escape_outside_code(text, true)
}

/// Escaped Markdown that begins a line, so that it is no heading, list, quotation or rule.
pub fn escape_line_start(escaped: &str) -> String {
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    if escaped.starts_with(['#', '-', '+', '=', ':', '>']) {
        return format!("\\{escaped}");
    }
    let (number, rest) = escaped.split_at(digits);
    let begins_list =
        rest.starts_with(". ") || rest.starts_with(") ") || [".", ")"].contains(&rest);
    if digits > 0 && begins_list { format!("{number}\\{rest}") } else { escaped.to_owned() }
}

fn escape_outside_code(text: &str, comment: bool) -> String {
    let mut parts: Vec<&str> = text.split('`').collect();
    // Of an odd number of backticks the last one opens nothing.
    let unclosed = if parts.len().is_multiple_of(2) { parts.pop() } else { None };
    let mut escaped = String::new();
    for (at, part) in parts.iter().enumerate() {
        if at % 2 == 0 {
            escape_words(part, comment, &mut escaped);
        } else {
            let _ = write!(escaped, "`{}`", part.replace('|', "\\|"));
        }
    }
    escape_words(unclosed.unwrap_or_default(), comment, &mut escaped);
    escaped
}

fn escape_words(text: &str, comment: bool, out: &mut String) {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let next = rest.chars().next().unwrap_or(' ');
        match c {
            '<' => out.push_str("&lt;"),
            // Nothing may look like the end of an HTML comment.
            '>' if before == '-' => out.push_str("&gt;"),
            '&' if next.is_ascii_alphanumeric() || next == '#' => out.push_str("&amp;"),
            '\\' | '*' | '[' | ']' | '|' | '$' | '`' => out.extend(['\\', c]),
            '_' if !(before.is_alphanumeric() && next.is_alphanumeric()) => out.push_str("\\_"),
            '~' if next == '~' || before == '~' => out.push_str("\\~"),
            // An empty comment separates what GitHub would turn into a mention, a reference or a link.
            '@' if comment => out.push_str("@<!-- -->"),
            '#' if comment && next.is_ascii_alphanumeric() => out.push_str("#<!-- -->"),
            ':' if comment && rest.starts_with("//") => out.push_str(":<!-- -->"),
            '.' if comment && text[..at].to_ascii_lowercase().ends_with("www") => {
                out.push_str(".<!-- -->");
            }
            c => out.push(c),
        }
        before = c;
    }
}

/// Text for a CSV cell that no spreadsheet takes for a formula; [`csv_cell`] quotes it.
pub fn csv_text(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠']) {
        return format!("'{text}");
    }
    text.to_owned()
}

/// A CSV cell, quoted where RFC 4180 or a common reader needs it.
pub fn csv_cell(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r', ';', '\'']) || cell.starts_with(' ') {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell.to_owned()
}

/// JSON with the same meaning in which unsafe characters and `##[` are written as `\u` escapes.
pub fn escape_json(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    let mut done = 0;
    // Line ends are layout: within a string they are escaped already.
    for (at, c) in json.char_indices().filter(|(_, c)| is_unsafe(*c) && *c != '\n') {
        escaped.push_str(&json[done..at]);
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(escaped, "\\u{unit:04x}");
        }
        done = at + c.len_utf8();
    }
    escaped.push_str(&json[done..]);
    if escaped.contains("##[") { escaped.replace("##[", "##\\u005b") } else { escaped }
}

/// An address in which all is percent-encoded but ASCII letters, digits and these bytes.
pub fn percent_encode(address: &str, kept: &[u8]) -> String {
    let encode = |byte: u8| match byte {
        _ if byte.is_ascii_alphanumeric() || kept.contains(&byte) => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    address.bytes().map(encode).collect()
}

/// A path as a command in a POSIX shell takes it: quoted where need be, and no option.
pub fn shell_path(path: &str) -> String {
    let word = if path.starts_with('-') { &format!("./{path}") } else { path };
    let is_plain = |c: char| c.is_alphanumeric() || "-_./=,:+@".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_COMMENT, fit_comment};

    #[test]
    fn long_markdown_is_cut_at_a_line_and_says_so() {
        for start in ["", "<details><summary>x</summary>\n", "<details>\n</details>\n"] {
            let long = format!("{start}{}", "- räte\n".repeat(20_000));
            let cut = fit_comment(long);
            assert!(cut.len() <= LONGEST_COMMENT && cut.len() > LONGEST_COMMENT - 120);
            assert_eq!(cut.matches("<details").count(), cut.matches("</details>").count());
            assert!(cut.contains("- räte\n\n") && cut.ends_with("65,536 bytes.**\n"), "{start}");
        }
        assert_eq!(fit_comment("short".to_owned()), "short");
    }

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

    #[test]
    fn markdown_stays_text_and_readable() {
        for (given, shown) in [
            ("A|B", "A\\|B"),
            ("<script> & &lt; -->", "&lt;script> & &amp;lt; --&gt;"),
            ("[x](y) ![z](w)", "\\[x\\](y) !\\[z\\](w)"),
            ("snake_case __init__", "snake_case \\_\\_init\\_\\_"),
            ("- item 2.5", "- item 2.5"),
            ("say `admin: must`, `open", "say `admin: must`, open"),
        ] {
            assert_eq!(escape_markdown(given), shown);
        }
        for (given, shown) in [
            ("- item", "\\- item"),
            ("# head", "\\# head"),
            ("12. item 2.5", "12\\. item 2.5"),
            ("8.9", "8.9"),
        ] {
            assert_eq!(escape_line_start(given), shown);
        }
    }

    #[test]
    fn a_comment_mentions_nobody_and_links_nowhere() {
        for (given, shown) in [
            ("<script>", "&lt;script>"),
            ("ask @user", "ask @<!-- -->user"),
            ("see #12", "see #<!-- -->12"),
            ("https://a.b WWW.c.d", "https:<!-- -->//a.b WWW.<!-- -->c.d"),
            ("*b* __i__ ~~s~~", "\\*b\\* \\_\\_i\\_\\_ \\~\\~s\\~\\~"),
            ("say `admin: must`", "say `admin: must`"),
        ] {
            assert_eq!(escape_comment(given), shown);
        }
    }

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        assert_eq!(csv_cell("a,b \"c\""), "\"a,b \"\"c\"\"\"");
        assert_eq!(csv_cell("plain"), "plain");
        assert_eq!(csv_text("=cmd()"), "'=cmd()");
        assert_eq!(csv_text("@SUM(A1)"), "'@SUM(A1)");
    }

    #[test]
    fn json_and_shell_words_keep_their_meaning() {
        assert_eq!(escape_json("\"\u{9b}\u{e0041}##[\""), "\"\\u009b\\udb40\\udc41##\\u005b\"");
        assert_eq!(shell_path("a/b.yaml"), "a/b.yaml");
        assert_eq!(shell_path("it's"), "'it'\\''s'");
        assert_eq!(shell_path("-x y.yaml"), "'./-x y.yaml'");
    }
}
