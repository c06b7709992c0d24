//! Markdown for a file in a repository: what files said stays text, and the raw lines stay readable.

use crate::text::{escape_markdown, excerpt, join, markdown_table, percent_encode};

/// Length limits, in characters.
pub(super) const NAME: usize = 80;
pub(super) const TITLE: usize = 120;
pub(super) const TEXT: usize = 300;

/// What a file said, on one line, cut after `most` characters and escaped.
pub(super) fn given(text: &str, most: usize) -> String {
    escape_markdown(&excerpt(text, most))
}

/// The same without a full stop at its end, for the middle of a sentence.
pub(super) fn clause(text: &str, most: usize) -> String {
    escape_markdown(excerpt(text, most).trim_end_matches('.'))
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
    let text: String = excerpt(text, TITLE).chars().map(plain).collect();
    let title = join(text.split_whitespace(), " ");
    title.trim_start_matches(['-', '+', '=', ':', ' ']).to_owned()
}

/// A link; only the text where the address is none that a reader should follow.
pub(super) fn link(text: &str, address: &str) -> String {
    if address.starts_with("https://") || address.starts_with("http://") {
        // Nothing in the address can end the link.
        let address = percent_encode(address, b"-._~/:?#@!$&'*+,;=%");
        format!("[{}]({address})", escape_markdown(text))
    } else {
        escape_markdown(text)
    }
}

/// A link to a file beside the record.
pub(super) fn file_link(text: &str, path: &str) -> String {
    format!("[{}]({})", escape_markdown(text), file_address(path))
}

/// The address of a file beside the record.
pub(super) fn file_address(path: &str) -> String {
    percent_encode(path, b"-._~/@!$&'*+,;=")
}

/// A template with the value of each `{name}`. A line with a name that has no value is left out, and so is a heading
/// under which nothing is left.
pub(super) fn fill(template: &str, value: impl Fn(&str) -> String) -> String {
    // Each block with its level: that of a heading, or 0.
    let mut blocks: Vec<(usize, String)> = Vec::new();
    for block in template.trim().split("\n\n") {
        let level = block.bytes().take_while(|byte| *byte == b'#').count();
        let lines = block.lines().filter_map(|line| filled(line, &value));
        let text = join(lines, "\n");
        while level > 0 && blocks.last().is_some_and(|(above, _)| *above >= level) {
            blocks.pop();
        }
        blocks.extend((!text.is_empty()).then_some((level, text)));
    }
    while blocks.last().is_some_and(|(level, _)| *level > 0) {
        blocks.pop();
    }
    join(blocks.into_iter().map(|(_, text)| text), "\n\n")
}

fn filled(line: &str, value: impl Fn(&str) -> String) -> Option<String> {
    let (mut text, mut rest) = (String::new(), line);
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, from)| Some((before, from.split_once('}')?)))
    {
        let value = value(name);
        if value.trim().is_empty() {
            return None;
        }
        text += before;
        text += value.trim_end();
        rest = after;
    }
    Some(text + rest)
}

/// A table below its head; the first and the last column are aligned left.
pub(super) fn table(lines: &[Vec<String>]) -> String {
    let last = lines.first().map_or(1, Vec::len) - 1;
    let escaped = |cells: &Vec<String>| cells.iter().map(|cell| escape_markdown(cell)).collect();
    markdown_table(lines.iter().map(escaped), 1..last)
}

#[cfg(test)]
mod tests {
    use super::{file_link, link, plain_title};

    #[test]
    fn what_has_no_value_is_left_out_of_a_template() {
        let template = "# {title}\n\nA: {a}\nB: {none}\n\n## Gone\n\n### Gone too\n\n{none}\n\n## There\n\n{a}\n\n## End\n\n{none}\n";
        let value = |name: &str| match name {
            "none" => String::new(),
            name => format!("{{{name}}}\n"),
        };
        assert_eq!(super::fill(template, value), "# {title}\n\nA: {a}\n\n## There\n\n{a}");
    }

    #[test]
    fn a_title_needs_no_escape() {
        assert_eq!(plain_title("# A|B <script> [x](y)"), "A/B (script) (x)(y)");
    }

    #[test]
    fn links_lead_to_pages_only() {
        assert_eq!(link("a", "javascript:alert(1)"), "a");
        assert_eq!(link("a", "https://x.org/(y) z"), "[a](https://x.org/%28y%29%20z)");
        assert_eq!(link("a", "https://x.org/%20?a=b#c"), "[a](https://x.org/%20?a=b#c)");
        assert_eq!(file_link("a", "../ä.yaml"), "[a](../%C3%A4.yaml)");
        assert_eq!(file_link("a", "100% a#1?.yaml"), "[a](100%25%20a%231%3F.yaml)");
    }
}
