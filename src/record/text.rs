//! Markdown for a file in a repository: what files said stays text, and the raw lines stay readable.

use crate::render::prose;
use std::fmt::Write as _;

/// The most characters of a title.
const TITLE: usize = 120;

/// Text that stays text, with what stands between backticks as code. It may stand within a line and in a cell;
/// [`started`] is for what begins a line.
pub(super) fn escaped(text: &str) -> String {
    let mut parts: Vec<&str> = text.split('`').collect();
    // Of an odd number of backticks the last one opens nothing.
    let open = parts.len().is_multiple_of(2).then(|| parts.pop()).flatten();
    let shown = |(at, part): (usize, &&str)| match at % 2 {
        0 => words(part),
        _ => format!("`{}`", part.replace('|', "\\|")),
    };
    let shown: String = parts.iter().enumerate().map(shown).collect();
    shown + &open.map(words).unwrap_or_default()
}

/// Escapes no more than what would otherwise mean something, for who reads the raw file.
fn words(part: &str) -> String {
    let mut escaped = String::with_capacity(part.len());
    let mut before = ' ';
    let mut rest = part.chars().peekable();
    while let Some(character) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        match character {
            '<' => escaped.push_str("&lt;"),
            // Nothing may look like a comment's end.
            '>' if before == '-' => escaped.push_str("&gt;"),
            '&' if next.is_ascii_alphanumeric() || next == '#' => escaped.push_str("&amp;"),
            '\\' | '*' | '[' | ']' | '|' | '$' | '`' => escaped.extend(['\\', character]),
            '_' if !(before.is_alphanumeric() && next.is_alphanumeric()) => {
                escaped.push_str("\\_");
            }
            '~' if next == '~' || before == '~' => escaped.push_str("\\~"),
            _ => escaped.push(character),
        }
        before = character;
    }
    escaped
}

/// Escaped text that begins a line, so that it is no heading, list or rule.
pub(super) fn started(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if text.starts_with(['#', '-', '+', '=', ':', '>']) {
        return format!("\\{text}");
    }
    if digits > 0 && text[digits..].starts_with(['.', ')']) {
        let (number, rest) = text.split_at(digits);
        return format!("{number}\\{rest}");
    }
    text.to_owned()
}

/// A title: nothing in it has to be escaped, for the tools that take it as it stands.
pub(super) fn plain_title(text: &str) -> String {
    let plain = |character: char| match character {
        '[' | '<' | '{' => '(',
        ']' | '>' | '}' => ')',
        '|' | '\\' => '/',
        '*' | '_' | '`' | '$' | '~' | '#' | '&' => ' ',
        other => other,
    };
    let text: String = prose::harmless(text, TITLE).chars().map(plain).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    let title = words.join(" ");
    title.trim_start_matches(['-', '+', '=', ':', ' ']).to_owned()
}

/// A link; only the text where the address is none that a reader should follow.
pub(super) fn link(text: &str, address: &str) -> String {
    let safe = address.starts_with("https://") || address.starts_with("http://");
    if safe { format!("[{}]({})", escaped(text), encoded(address)) } else { escaped(text) }
}

/// A link to a file beside the record.
pub(super) fn file_link(text: &str, path: &str) -> String {
    format!("[{}]({})", escaped(text), encoded(path))
}

/// An address without anything that could end the link.
pub(super) fn encoded(address: &str) -> String {
    let keep = |c: char| c.is_ascii_alphanumeric() || "-._~/:?#@!$&'*+,;=%".contains(c);
    address.chars().fold(String::new(), |mut encoded, c| {
        if keep(c) {
            encoded.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                // Writing into a string cannot fail.
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
        encoded
    })
}

/// A list, an item a line; nothing where there is nothing.
pub(super) fn bullets(mark: char, items: &[String]) -> String {
    items.iter().fold(String::new(), |list, item| format!("{list}{mark} {}\n", started(item)))
}

/// Paragraphs and lists one under the other, those that are empty left out.
pub(super) fn blocks(blocks: &[String]) -> String {
    let filled = blocks.iter().map(|block| block.trim_end()).filter(|block| !block.is_empty());
    filled.collect::<Vec<_>>().join("\n\n") + "\n"
}

/// A table of cells that are escaped already; the first column and those from `left` on stand left.
pub(super) fn table(head: &[String], rows: &[Vec<String>], left: usize) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let border = |at: usize| if at == 0 || at >= left { ":--" } else { "--:" };
    let borders: Vec<String> = (0..head.len()).map(|at| border(at).to_owned()).collect();
    let rows = rows.iter().map(|row| line(row));
    [line(head), line(&borders)].into_iter().chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::{encoded, escaped, link, plain_title, started};

    #[test]
    fn what_files_said_stays_text() {
        for (given, shown) in [
            ("A|B", "A\\|B"),
            ("<script> & &lt; -->", "&lt;script> & &amp;lt; --&gt;"),
            ("[x](y) ![z](w)", "\\[x\\](y) !\\[z\\](w)"),
            ("snake_case __init__", "snake_case \\_\\_init\\_\\_"),
            ("- item 2.5", "- item 2.5"),
            ("say `admin: must`, `open", "say `admin: must`, open"),
        ] {
            assert_eq!(escaped(given), shown);
        }
        for (given, shown) in
            [("- item", "\\- item"), ("# head", "\\# head"), ("12. item 2.5", "12\\. item 2.5")]
        {
            assert_eq!(started(given), shown);
        }
    }

    #[test]
    fn a_title_needs_no_escape() {
        assert_eq!(plain_title("# A|B <script> [x](y)"), "A/B (script) (x)(y)");
    }

    #[test]
    fn links_lead_to_pages_only() {
        assert_eq!(link("a", "javascript:alert(1)"), "a");
        assert_eq!(link("a", "https://x.org/(y) z"), "[a](https://x.org/%28y%29%20z)");
        assert_eq!(encoded("../ä.yaml"), "../%C3%A4.yaml");
    }
}
