//! Findings for programs and CI: JSON, SARIF 2.1.0, `JUnit` XML and the workflow commands of GitHub.

use super::{Entry, LONGEST, Report, Rule, Severity, line};
use crate::text::excerpt;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io;

const SARIF: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn json(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let finding = |entry: &Entry| {
        json!({
            "rule": entry.rule,
            "severity": entry.severity.as_str(),
            "file": entry.file,
            "line": entry.place.map(|(line, ..)| line),
            "column": entry.place.map(|(_, column, _)| column),
            "message": entry.message,
            "detail": entry.detail,
            "hint": entry.hint,
        })
    };
    let whole = json!({
        "schema": format!("weigh/{}/1", report.command),
        "files": report.files,
        "errors": report.count(Severity::Error),
        "warnings": report.count(Severity::Warning),
        "findings": report.entries.iter().map(finding).collect::<Vec<_>>(),
    });
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    writeln!(out)
}

pub(super) fn sarif(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let rule = |rule: &Rule| {
        json!({
            "id": rule.id,
            "shortDescription": {"text": rule.title},
            "fullDescription": {"text": rule.title},
            "help": {"text": rule.help},
            "defaultConfiguration": {"level": rule.severity.as_str()},
        })
    };
    let result = |entry: &Entry| {
        let mut result = json!({
            "ruleId": entry.rule,
            "level": entry.severity.as_str(),
            "message": {"text": entry.sentences().join("\n")},
            "locations": [{"physicalLocation": location(entry)}],
        });
        if let Some(index) = report.rules.iter().position(|rule| rule.id == entry.rule) {
            result["ruleIndex"] = json!(index);
        }
        result
    };
    let run = json!({
        "tool": {"driver": {
            "name": "weigh",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": report.rules.iter().map(rule).collect::<Vec<_>>(),
        }},
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": format!("weigh/{}", report.command)},
        "results": report.entries.iter().map(result).collect::<Vec<_>>(),
    });
    let whole = json!({"$schema": SARIF, "version": "2.1.0", "runs": [run]});
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    writeln!(out)
}

fn location(entry: &Entry) -> Value {
    let mut location = json!({"artifactLocation": {"uri": uri(&entry.file)}});
    if let Some((line, column, length)) = entry.place {
        let (line, column) = (line.max(1), column.max(1));
        location["region"] = json!({"startLine": line, "startColumn": column});
        if length > 0 {
            location["region"]["endColumn"] = json!(column.saturating_add(length));
        }
    }
    location
}

/// A file name as a relative reference.
fn uri(file: &str) -> String {
    let mut uri = String::new();
    for byte in file.strip_prefix("./").unwrap_or(file).bytes() {
        match byte {
            b'\\' => uri.push('/'),
            _ if byte.is_ascii_alphanumeric() || b"/.-_~".contains(&byte) => uri.push(byte.into()),
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

/// One case a file: failed by its errors, with its warnings as output.
pub(super) fn junit(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let of = |file: &str, severity| {
        let entries = report.entries.iter();
        entries.filter(|entry| entry.file == file && entry.severity == severity).collect::<Vec<_>>()
    };
    let failures = report.files.iter().filter(|file| !of(file, Severity::Error).is_empty()).count();
    let (command, tests) = (report.command, report.files.len());
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuite name=\"weigh {command}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">"
    )?;
    for file in &report.files {
        writeln!(out, "  <testcase classname=\"weigh.{command}\" name=\"{}\">", xml(file))?;
        let (errors, warnings) = (of(file, Severity::Error), of(file, Severity::Warning));
        if let Some(first) = errors.first() {
            let (message, rule) = (xml(&first.message), first.rule);
            let lines = junit_lines(&errors);
            writeln!(out, "    <failure message=\"{message}\" type=\"{rule}\">{lines}</failure>")?;
        }
        if !warnings.is_empty() {
            writeln!(out, "    <system-out>{}</system-out>", junit_lines(&warnings))?;
        }
        writeln!(out, "  </testcase>")?;
    }
    writeln!(out, "</testsuite>")
}

fn junit_lines(entries: &[&Entry]) -> String {
    let mut lines = Vec::new();
    for entry in entries {
        let text = entry.sentences().join(" ");
        lines.push(xml(&format!("{}: {text} [{}]", entry.at(), entry.rule)));
    }
    lines.join("\n")
}

fn xml(text: &str) -> String {
    let text = excerpt(text, LONGEST);
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// GitHub shows only some annotations for a step, so errors come first.
pub(super) fn github(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    for entry in report.errors_first() {
        let mut properties = format!("file={}", property(&line(&entry.file)));
        if let Some((number, column, length)) = entry.place {
            let _ = write!(properties, ",line={number},col={column}");
            if length > 0 {
                let _ = write!(properties, ",endColumn={}", column.saturating_add(length));
            }
        }
        let _ = write!(properties, ",title={}", property(&format!("weigh {}", entry.rule)));
        let sentences: Vec<String> =
            entry.sentences().iter().map(|text| data(&line(text))).collect();
        writeln!(out, "::{} {properties}::{}", entry.severity.as_str(), sentences.join("%0A"))?;
    }
    Ok(())
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property, uri};

    #[test]
    fn file_names_become_references() {
        assert_eq!(uri("./a b/ü:c.yaml"), "a%20b/%C3%BC%3Ac.yaml");
    }

    #[test]
    fn text_cannot_end_a_workflow_command() {
        assert_eq!(data("50 %\n::error::x"), "50 %25%0A::error::x");
        assert_eq!(property("a,b:c%0A"), "a%2Cb%3Ac%250A");
    }
}
