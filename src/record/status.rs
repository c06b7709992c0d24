//! The status of a record, and superseding it, in each format.

use super::markdown::file_address;
use super::{AdrDir, AdrFile};
use crate::load::{Node, Text};
use crate::model::AdrFormat;
use std::ops::Range;

impl AdrFile {
    /// How MADR refers to the record.
    fn id(&self) -> String {
        self.digits().map_or_else(|| self.stem().to_owned(), |digits| format!("ADR-{digits}"))
    }

    /// How adr-tools refers to the record.
    fn numbered(&self) -> String {
        let title = self.title().replace(['[', ']'], "");
        self.number().map_or(title.clone(), |number| format!("{number}. {title}"))
    }

    /// Whether it links to the record, as one that replaces it does.
    pub fn supersedes(&self, old: &Self) -> bool {
        self.text.contains(&format!("]({})", file_address(&old.name)))
    }

    /// What a new record says of this one, which it replaces. The spelling of adr-tools is its own.
    pub(super) fn superseded(&self, format: AdrFormat) -> String {
        let address = file_address(&self.name);
        match format {
            AdrFormat::Madr => format!("Supersedes [{}]({address}).", self.id()),
            AdrFormat::Nhs => format!("Supersedes [{}]({address})", self.id()),
            AdrFormat::Nygard => format!("Supercedes [{}]({address})", self.numbered()),
            AdrFormat::Log4brains => format!("Supersedes [{}]({address})", self.stem()),
        }
    }
}

/// Where a text has its status, and in which format: a key of the front matter with its value (empty if no place has a
/// status), the body of the section, the item of a list, or the row of a table.
fn locate(text: &str) -> Option<(AdrFormat, Range<usize>)> {
    let head = front_matter(text);
    if let Some(status) = head.clone().and_then(|head| front_matter_status(text, head)) {
        return Some((AdrFormat::Madr, status));
    }
    let mut in_head = true;
    let mut at = head.as_ref().map_or(0, |head| head.end);
    for line in text[at..].split_inclusive('\n') {
        let end = at + line.len();
        let line = line.trim_end();
        let here = at..at + line.len();
        if in_head && StatusItem::of(line).is_some() {
            return Some((AdrFormat::Log4brains, here));
        } else if in_head && is_status_row(line) {
            return Some((AdrFormat::Nhs, here));
        } else if line == "## Status" {
            let next = text[end..].find("\n#").map_or(text.len(), |next| end + next + 1);
            return Some((AdrFormat::Nygard, end..next));
        }
        in_head &= !line.starts_with("## ");
        at = end;
    }
    head.map(|head| (AdrFormat::Madr, head.end..head.end))
}

/// The lines of the front matter, without its marks.
fn front_matter(text: &str) -> Option<Range<usize>> {
    let is_mark = |line: &str| line.trim_end() == "---";
    let lines = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = lines.split_inclusive('\n').next().filter(|line| is_mark(line))?;
    let start = text.len() - lines.len() + first.len();
    let inside = text[start..].split_inclusive('\n').take_while(|line| !is_mark(line));
    let end = start + inside.map(str::len).sum::<usize>();
    (end < text.len()).then_some(start..end)
}

/// The key of the status in the front matter, with all lines of its value.
fn front_matter_status(text: &str, head: Range<usize>) -> Option<Range<usize>> {
    let mut found: Option<Range<usize>> = None;
    let mut at = head.start;
    for line in text[head].split_inclusive('\n') {
        let (end, key) = (at + line.trim_end().len(), line.split(':').next().unwrap_or_default());
        match &mut found {
            Some(_) if !line.starts_with([' ', '\t', '\r', '\n', '-', ']', '#']) => break,
            Some(status) if !line.trim().is_empty() && !line.starts_with('#') => status.end = end,
            None if key.trim_end().trim_matches(['"', '\'']).eq_ignore_ascii_case("status") => {
                found = Some(at..end);
            }
            _ => {}
        }
        at += line.len();
    }
    found
}

/// An item such as `- Status: accepted` or `* **Status:** accepted`.
struct StatusItem<'a> {
    /// Everything up to the value.
    label: &'a str,
    value: &'a str,
    /// The emphasis that is still open there.
    open: &'a str,
}

impl<'a> StatusItem<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let is_mark = ['*', '_'];
        let item = line.trim_start_matches(['-', '*', '_', ' ', '\t']);
        let before = &line[..line.len() - item.len()];
        let (key, value) = item.split_once(':').filter(|_| !before.trim().is_empty())?;
        let word = key.trim_end_matches(is_mark);
        let mark = &before[before.trim_end_matches(is_mark).len()..];
        let closed = if word == key { value.strip_prefix(mark) } else { Some(value) };
        let (value, open) = closed.map_or((value, mark), |value| (value, ""));
        let label = &line[..line.len() - value.len()];
        word.eq_ignore_ascii_case("status").then_some(Self { label, value, open })
    }
}

/// A row of the quoted table at the head of NHS England's records.
pub(super) fn is_status_row(line: &str) -> bool {
    line.starts_with('>') && line.split('|').nth(1).is_some_and(|label| label.trim() == "Status")
}

const RETIRED: [&str; 4] = ["superseded", "deprecated", "rejected", "withdrawn"];

/// Why the record is history, if it is.
pub fn retired(text: &str) -> Option<&'static str> {
    let (format, range) = locate(text)?;
    let status = &text[range];
    let value = match format {
        AdrFormat::Nygard => status.to_owned(),
        AdrFormat::Nhs => status.split('|').nth(2).unwrap_or_default().to_owned(),
        AdrFormat::Log4brains => StatusItem::of(status)?.value.to_owned(),
        AdrFormat::Madr => match yaml_texts(status) {
            Some(texts) => texts.join("\n"),
            None => status.split_once(':')?.1.to_owned(),
        },
    };
    value.lines().find_map(|line| {
        let mut words = line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        // Nygard's tools spell it so.
        let first = words.next()?.to_lowercase().replace("superceded", RETIRED[0]);
        RETIRED.into_iter().find(|word| *word == first)
    })
}

/// What the status of a superseded record names as its successor, if that is like the name of a record: the address of a
/// link, or `ADR-0002`.
pub fn successor(text: &str) -> Option<String> {
    let (_, range) = locate(text)?;
    let status = &text[range];
    let (_, by) =
        ["uperseded by ", "uperceded by "].iter().find_map(|by| status.rsplit_once(by))?;
    let name = match by.split_once("](") {
        Some((_, address)) => address.split([')', '#', ' ']).next()?,
        None => by.split(|c: char| c.is_whitespace() || "\"'`|,;*".contains(c)).next()?,
    };
    let file = AdrFile { name: name.to_owned(), text: String::new() };
    (file.is_named() && !name.contains("://")).then(|| name.to_owned())
}

impl AdrDir {
    /// Whether a file has this name, be it an address or `ADR-0002`.
    pub fn has(&self, successor: &str) -> bool {
        let named = AdrFile { name: successor.to_owned(), text: String::new() };
        self.files.iter().any(|file| {
            file_address(file.stem()) == named.stem()
                || (named.is_only_number() && file.number() == named.number())
        })
    }
}

/// The texts of the only key of a YAML text; none if it is invalid or has another value.
fn yaml_texts(yaml: &str) -> Option<Vec<String>> {
    let node = Node::read(&Text::new("", yaml)).ok()?;
    let [(_, value)] = node.entries() else { return None };
    match &value.value {
        Node::Null => Some(Vec::new()),
        Node::List(items) => {
            items.iter().map(|item| item.value.as_text().map(str::to_owned)).collect()
        }
        other => other.as_text().map(|text| vec![text.to_owned()]),
    }
}

/// The text of a record with its status changed to superseded; `None` if it has no status, or one that cannot be replaced
/// as a whole.
pub fn supersede(text: &str, by: &AdrFile) -> Option<String> {
    let (format, range) = locate(text)?;
    let old = &text[range.clone()];
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let status = match format {
        AdrFormat::Madr if old.is_empty() => {
            // Another key cannot be added to a map in braces.
            let is_block = !text[front_matter(text)?].trim_start().starts_with('{');
            is_block.then(|| format!("status: \"superseded by {}\"{newline}", by.id()))?
        }
        AdrFormat::Madr => {
            let (key, value) = old.split_once(':')?;
            // A value with an anchor may be used elsewhere.
            yaml_texts(old).filter(|_| !value.trim_start().starts_with('&'))?;
            format!("{key}: \"superseded by {}\"", by.id())
        }
        AdrFormat::Log4brains => {
            let StatusItem { label, value, open } = StatusItem::of(old)?;
            value.strip_suffix(open)?;
            format!("{label} superseded by [{}]({}){open}", by.stem(), file_address(&by.name))
        }
        AdrFormat::Nhs => {
            let ([_, label, _] | [_, label, _, _]) = old.split('|').collect::<Vec<_>>()[..] else {
                return None;
            };
            format!("> |{label}| `Superseded by {}` |", by.id())
        }
        // As adr-tools does: the plain status goes, links stay, and the new one is added at the end.
        AdrFormat::Nygard => {
            let is_link = |line: &&str| {
                let line = line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
                !["", "accepted", "proposed", "draft"].contains(&line.as_str())
            };
            let link = format!("Superceded by [{}]({})", by.numbered(), file_address(&by.name));
            let mut lines: Vec<&str> = old.lines().filter(is_link).collect();
            lines.push(&link);
            let gap = newline.repeat(2);
            format!("{newline}{}{gap}", lines.join(&gap))
        }
    };
    Some(format!("{}{status}{}", &text[..range.start], &text[range.end..]))
}

#[cfg(test)]
mod tests {
    use super::{AdrFile, retired, supersede};

    fn by() -> AdrFile {
        AdrFile { name: "0002-b.md".to_owned(), text: "# B\n".to_owned() }
    }

    #[test]
    fn each_format_supersedes_in_its_own_way() {
        for (old, new) in [
            (
                "---\nstatus: accepted\ndate: x\n---\n# A\nstatus: no\n",
                "---\nstatus: \"superseded by ADR-0002\"\ndate: x\n---\n# A\nstatus: no\n",
            ),
            (
                "---\r\ndate: x\r\n---\r\n",
                "---\r\ndate: x\r\nstatus: \"superseded by ADR-0002\"\r\n---\r\n",
            ),
            (
                "# 1. A\n\n## Status\n\nAccepted\n\nAmends [x](y)\n\n## Context\n",
                "# 1. A\n\n## Status\n\nAmends [x](y)\n\nSuperceded by [2. B](0002-b.md)\n\n## Context\n",
            ),
            (
                "# A\n\n> | Date | `x` |\n> | Status       | `Accepted` |\n",
                "# A\n\n> | Date | `x` |\n> | Status       | `Superseded by ADR-0002` |\n",
            ),
            (
                "# A\n\n- Status: accepted\n- Date: x\n",
                "# A\n\n- Status: superseded by [0002-b](0002-b.md)\n- Date: x\n",
            ),
            (
                "# A\n\n**Status:** Accepted  \n**Date:** x\n",
                "# A\n\n**Status:** superseded by [0002-b](0002-b.md)  \n**Date:** x\n",
            ),
            (
                "# A\n\n* *Status*: Accepted\n",
                "# A\n\n* *Status*: superseded by [0002-b](0002-b.md)\n",
            ),
            (
                "# A\n\n- __Status: Accepted__\n",
                "# A\n\n- __Status: superseded by [0002-b](0002-b.md)__\n",
            ),
            ("---\nStatus: Accepted\n---\n", "---\nStatus: \"superseded by ADR-0002\"\n---\n"),
            (
                "---\nstatus: >\n  accepted\n\n  by us\n\n# when\ndate: x\n---\n",
                "---\nstatus: \"superseded by ADR-0002\"\n\n# when\ndate: x\n---\n",
            ),
            (
                "---\nstatus:\n- accepted\n- really\ndate: x\n---\n",
                "---\nstatus: \"superseded by ADR-0002\"\ndate: x\n---\n",
            ),
            (
                "---\nstatus: [accepted,\n  really\n]\n---\n",
                "---\nstatus: \"superseded by ADR-0002\"\n---\n",
            ),
            (
                "---\ntitle: x\n---\n\n## Status\n\n**Accepted**\n",
                "---\ntitle: x\n---\n\n## Status\n\nSuperceded by [2. B](0002-b.md)\n\n",
            ),
        ] {
            assert_eq!(retired(old), None, "{old}");
            for mark in ["", "\u{feff}"] {
                let text = supersede(&format!("{mark}{old}"), &by()).unwrap();
                assert_eq!(text, format!("{mark}{new}"));
                assert_eq!(retired(&text), Some("superseded"), "{text}");
            }
        }
    }

    #[test]
    fn what_cannot_be_replaced_as_a_whole_stays_as_it_is() {
        for text in [
            "# Notes\n",
            "# A\n\n- **Status: accepted** by us\n",
            "---\nstatus: {by: us}\n---\n",
            "---\nstatus: &s accepted\nother: *s\n---\n",
            "---\nstatus: \"accepted\n---\n",
            "---\n{title: x}\n---\n",
            "> | Status | Accepted | by us |\n",
        ] {
            assert_eq!(supersede(text, &by()), None, "{text}");
        }
    }

    #[test]
    fn the_status_is_the_first_whole_word() {
        for (status, retired_by) in [
            ("rejected", Some("rejected")),
            (">-\n  rejected", Some("rejected")),
            ("[Rejected]", Some("rejected")),
            ("\n- deprecated", Some("deprecated")),
            ("'superseded by ADR-0002' # at last", Some("superseded")),
            ("deprecatedly", None),
            ("accepted, not rejected", None),
            ("# rejected\n  accepted", None),
        ] {
            assert_eq!(retired(&format!("---\nstatus: {status}\n---\n")), retired_by, "{status}");
        }
        for text in ["# A\n\n**Status:** *Rejected*\n", "## Status\n\n~~Withdrawn~~ by us\n"] {
            assert!(retired(text).is_some(), "{text}");
        }
    }
}
