//! Findings as workflow commands, which GitHub shows beside the lines.
//!
//! Only some annotations are shown for a step, so errors come first. What files say is escaped, or it could end the
//! command and begin another.

use super::{Entry, Report};
use crate::render::safe;
use std::io;

/// No more of a message is shown.
const MESSAGE: usize = 1_000;

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    for entry in report.worst_first() {
        let said: Vec<String> = entry.said().iter().map(|said| data(&shown(said))).collect();
        let message = said.join("%0A");
        writeln!(out, "::{} {}::{message}", entry.level.as_str(), properties(entry))?;
    }
    Ok(())
}

fn properties(entry: &Entry) -> String {
    let file = property(&shown(&entry.file));
    let place = match entry.place {
        Some((line, column, 0)) => format!(",line={line},col={column}"),
        Some((line, column, length)) => {
            format!(",line={line},col={column},endColumn={}", column.saturating_add(length))
        }
        None => String::new(),
    };
    format!("file={file}{place},title={}", property(&format!("weigh {}", entry.rule)))
}

fn shown(text: &str) -> String {
    safe::line(&text.chars().take(MESSAGE).collect::<String>())
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn nothing_ends_a_command_early() {
        assert_eq!(data("50 %\n::error::x"), "50 %25%0A::error::x");
        assert_eq!(property("a,b:c%0A"), "a%2Cb%3Ac%250A");
    }
}
