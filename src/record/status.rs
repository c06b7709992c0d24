//! The status of a record, and superseding it, in each format.

use super::AdrFile;
use super::markdown::file_address;
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

/// Where a text has its status, and in which format: a line of the front matter (empty if it has none), the body of
/// the section, the item of a list, or the row of a table.
fn locate(text: &str) -> Option<(AdrFormat, Range<usize>)> {
    let lines = text.strip_prefix('\u{feff}').unwrap_or(text);
    let has_front_matter = lines.lines().next()?.trim_end() == "---";
    let mut in_head = true;
    let mut at = text.len() - lines.len();
    for (index, line) in lines.split_inclusive('\n').enumerate() {
        let end = at + line.len();
        let line = line.trim_end();
        let here = at..at + line.len();
        if has_front_matter {
            if index > 0 && line == "---" {
                return Some((AdrFormat::Madr, at..at));
            }
            if line.starts_with("status:") {
                return Some((AdrFormat::Madr, here));
            }
        } else if in_head && is_status_item(line) {
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
    None
}

fn is_status_item(line: &str) -> bool {
    let item = line.trim_start().trim_start_matches(['-', '*']).trim_start();
    line.trim_start() != item && item.to_lowercase().starts_with("status:")
}

/// A row of the quoted table at the head of NHS England's records.
pub(super) fn is_status_row(line: &str) -> bool {
    line.starts_with('>') && line.split('|').nth(1).is_some_and(|label| label.trim() == "Status")
}

const RETIRED: [&str; 4] = ["superseded", "deprecated", "rejected", "withdrawn"];

/// Why the record is history, if it is.
pub fn retired(text: &str) -> Option<&'static str> {
    let (format, range) = locate(text)?;
    let status = text[range].to_lowercase();
    let value = match format {
        AdrFormat::Nygard => status.as_str(),
        AdrFormat::Nhs => status.split('|').nth(2).unwrap_or_default(),
        AdrFormat::Madr | AdrFormat::Log4brains => {
            status.split_once(':').map_or("", |(_, value)| value)
        }
    };
    // Nygard's tools spell it so.
    value.replace("superceded", RETIRED[0]).lines().find_map(|line| {
        let line = line.trim_start_matches([' ', '"', '\'', '`']);
        RETIRED.into_iter().find(|word| line.starts_with(word))
    })
}

/// The text of a record with its status changed to superseded; `None` if it has no status.
pub fn supersede(text: &str, by: &AdrFile) -> Option<String> {
    let (format, range) = locate(text)?;
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let status = match format {
        AdrFormat::Madr => {
            let end = if range.is_empty() { newline } else { "" };
            format!("status: \"superseded by {}\"{end}", by.id())
        }
        AdrFormat::Log4brains => {
            let label = text[range.clone()].split(':').next().unwrap_or_default();
            format!("{label}: superseded by [{}]({})", by.stem(), file_address(&by.name))
        }
        AdrFormat::Nhs => {
            let label = text[range.clone()].split('|').nth(1).unwrap_or_default();
            format!("> |{label}| `Superseded by {}` |", by.id())
        }
        // As adr-tools does: the plain status goes, links stay, and the new one is added at the end.
        AdrFormat::Nygard => {
            let is_link = |line: &&str| {
                let line = line.trim().to_lowercase();
                !["", "accepted", "proposed", "draft"].contains(&line.as_str())
            };
            let link = format!("Superceded by [{}]({})", by.numbered(), file_address(&by.name));
            let mut lines: Vec<&str> = text[range.clone()].lines().filter(is_link).collect();
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
        ] {
            assert_eq!(retired(old), None, "{old}");
            for mark in ["", "\u{feff}"] {
                let text = supersede(&format!("{mark}{old}"), &by()).unwrap();
                assert_eq!(text, format!("{mark}{new}"));
                assert_eq!(retired(&text), Some("superseded"), "{text}");
            }
        }
        assert_eq!(supersede("# Notes\n", &by()), None);
    }
}
