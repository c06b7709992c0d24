//! Findings as SARIF 2.1.0, the form that code scanning takes.

use super::{Entry, Report, Rule};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let rules: Vec<Value> = report.rules.iter().map(rule).collect();
    let results: Vec<Value> = report.entries.iter().map(|entry| result(report, entry)).collect();
    let driver = json!({
        "name": "weigh",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    let run = json!({
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": format!("weigh/{}", report.command)},
        "results": results,
    });
    let whole = json!({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]});
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    writeln!(out)
}

fn rule(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.title},
        "help": {"text": rule.help},
        "defaultConfiguration": {"level": rule.level.as_str()},
    })
}

fn result(report: &Report, entry: &Entry) -> Value {
    let mut result = json!({
        "ruleId": entry.rule,
        "level": entry.level.as_str(),
        "message": {"text": entry.said().join("\n")},
        "locations": [location(entry)],
    });
    if let Some(at) = report.rules.iter().position(|rule| rule.id == entry.rule) {
        result["ruleIndex"] = json!(at);
    }
    result
}

fn location(entry: &Entry) -> Value {
    let mut physical = json!({"artifactLocation": {"uri": uri(&entry.file)}});
    if let Some((line, column, length)) = entry.place {
        physical["region"] = json!({"startLine": line.max(1), "startColumn": column.max(1)});
        if length > 0 {
            physical["region"]["endColumn"] = json!(column.max(1).saturating_add(length));
        }
    }
    json!({"physicalLocation": physical})
}

/// A file's name as a reference: relative, with slashes, everything unusual encoded.
fn uri(file: &str) -> String {
    let file = file.strip_prefix("./").unwrap_or(file);
    let mut uri = String::with_capacity(file.len());
    for byte in file.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                uri.push(char::from(byte));
            }
            b'\\' => uri.push('/'),
            byte => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn names_become_references() {
        assert_eq!(uri("./a b/ü:c.yaml"), "a%20b/%C3%BC%3Ac.yaml");
    }
}
