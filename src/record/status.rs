//! The status of a record, and superseding it, in each flavour's manner.

use super::Flavour;

/// A record as another one refers to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its number; log4brains has none.
    pub number: Option<u32>,
    /// Its title, without the number.
    pub title: String,
    /// Its file's name.
    pub file: String,
}

impl Named {
    fn stem(&self) -> &str {
        self.file.strip_suffix(".md").unwrap_or(&self.file)
    }

    fn id(&self) -> String {
        self.number.map_or_else(|| self.stem().to_owned(), |number| format!("ADR-{number:04}"))
    }

    /// What a new record says of the one that it replaces.
    pub(super) fn superseded_by_new(&self, flavour: Flavour) -> String {
        match flavour {
            Flavour::Madr => format!("Supersedes [{}]({}).", self.id(), self.file),
            Flavour::Nygard => format!("Supercedes [{}]({})", self.numbered(), self.file),
            Flavour::Log4brains => format!("Supersedes [{}]({})", self.stem(), self.file),
        }
    }

    fn numbered(&self) -> String {
        let title = self.title.replace(['[', ']'], "");
        self.number.map_or(title.clone(), |number| format!("{number}. {title}"))
    }
}

/// How a text writes its status, whoever wrote it.
fn manner(text: &str) -> Option<Flavour> {
    let mut lines = text.lines();
    if lines.next()?.trim_end() == "---" {
        return Some(Flavour::Madr);
    }
    let head = text.lines().take_while(|line| !line.starts_with("## ")).any(is_status_item);
    let section = text.lines().any(|line| line.trim_end() == "## Status");
    if head { Some(Flavour::Log4brains) } else { section.then_some(Flavour::Nygard) }
}

fn is_status_item(line: &str) -> bool {
    let item = line.trim_start().trim_start_matches(['-', '*']).trim_start();
    line.trim_start() != item && item.to_lowercase().starts_with("status:")
}

/// The status as it is written; several lines where adr-tools added links.
fn status(text: &str) -> Option<String> {
    match manner(text)? {
        Flavour::Madr => {
            let mut matter = text.lines().skip(1).take_while(|line| line.trim_end() != "---");
            let value = matter.find_map(|line| line.strip_prefix("status:"))?;
            Some(value.trim().trim_matches(['"', '\'']).to_owned())
        }
        Flavour::Nygard => {
            let section = text.lines().skip_while(|line| line.trim_end() != "## Status").skip(1);
            let lines: Vec<&str> = section.take_while(|line| !line.starts_with('#')).collect();
            Some(lines.join("\n").trim().to_owned())
        }
        Flavour::Log4brains => {
            let line = text.lines().find(|line| is_status_item(line))?;
            Some(line.split_once(':')?.1.trim().to_owned())
        }
    }
}

/// Whether the record no longer stands: superseded, deprecated or rejected. It is history and not checked.
pub fn is_retired(text: &str) -> bool {
    let retired = ["superseded", "superceded", "deprecated", "rejected"];
    let status = status(text).unwrap_or_default().to_lowercase();
    status.lines().any(|line| retired.iter().any(|word| line.starts_with(word)))
}

/// The text of a record with its status changed to superseded; none where it has no status to change.
pub fn supersede(text: &str, by: &Named) -> Option<String> {
    match manner(text)? {
        Flavour::Madr => {
            Some(in_front_matter(text, &format!("status: \"superseded by {}\"", by.id())))
        }
        Flavour::Nygard => {
            Some(in_section(text, &format!("Superceded by [{}]({})", by.numbered(), by.file)))
        }
        Flavour::Log4brains => {
            let status = format!("superseded by [{}]({})", by.stem(), by.file);
            Some(in_list(text, &status))
        }
    }
}

/// Lines with their ends, so that a text's own line ends are kept.
fn replaced(text: &str, mut change: impl FnMut(&str) -> Option<String>) -> String {
    let line = |line: &str| {
        let bare = line.trim_end_matches(['\n', '\r']);
        match change(bare) {
            Some(other) => format!("{other}{}", &line[bare.len()..]),
            None => line.to_owned(),
        }
    };
    text.split_inclusive('\n').map(line).collect()
}

fn in_front_matter(text: &str, status: &str) -> String {
    let mut fences = 0;
    let mut done = false;
    replaced(text, |line| {
        fences += usize::from(line == "---");
        let own = fences == 1 && line.starts_with("status:");
        let missing = fences == 2 && line == "---" && !done;
        done |= own || missing;
        match (own, missing) {
            (true, _) => Some(status.to_owned()),
            (_, true) => Some(format!("{status}\n---")),
            _ => None,
        }
    })
}

fn in_list(text: &str, status: &str) -> String {
    let mut done = false;
    replaced(text, |line| {
        let own = !done && is_status_item(line);
        done |= own;
        own.then(|| format!("{} {status}", line.split_inclusive(':').next().unwrap_or_default()))
    })
}

/// As adr-tools does: the plain status goes, and the link stands at the section's end.
fn in_section(text: &str, link: &str) -> String {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let Some(at) = text.find("## Status") else { return text.to_owned() };
    let body = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
    let next = text[body..].find("\n#").map_or(text.len(), |end| body + end + 1);
    let plain = |line: &&str| {
        let status = line.trim().to_lowercase();
        !["", "accepted", "proposed", "draft"].contains(&status.as_str())
    };
    let mut kept: Vec<&str> = text[body..next].lines().filter(plain).collect();
    kept.push(link);
    let section = kept.join(&newline.repeat(2));
    format!("{}{newline}{section}{}{}", &text[..body], newline.repeat(2), &text[next..])
}

#[cfg(test)]
mod tests {
    use super::{Named, is_retired, supersede};

    fn by() -> Named {
        Named { number: Some(2), title: "B".to_owned(), file: "0002-b.md".to_owned() }
    }

    #[test]
    fn each_flavour_supersedes_in_its_own_manner() {
        for (old, new) in [
            (
                "---\nstatus: accepted\ndate: x\n---\n# A\nstatus: no\n",
                "---\nstatus: \"superseded by ADR-0002\"\ndate: x\n---\n# A\nstatus: no\n",
            ),
            (
                "---\r\ndate: x\r\n---\r\n",
                "---\r\ndate: x\r\nstatus: \"superseded by ADR-0002\"\n---\r\n",
            ),
            (
                "# 1. A\n\n## Status\n\nAccepted\n\nAmends [x](y)\n\n## Context\n",
                "# 1. A\n\n## Status\n\nAmends [x](y)\n\nSuperceded by [2. B](0002-b.md)\n\n## Context\n",
            ),
            (
                "# A\n\n- Status: accepted\n- Date: x\n",
                "# A\n\n- Status: superseded by [0002-b](0002-b.md)\n- Date: x\n",
            ),
        ] {
            assert!(!is_retired(old), "{old}");
            let text = supersede(old, &by()).unwrap();
            assert_eq!(text, new);
            assert!(is_retired(&text), "{text}");
        }
        assert_eq!(supersede("# Notes\n", &by()), None);
    }
}
