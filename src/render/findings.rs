//! What a gate found, in the forms that people and CI read: one writer for `lint` and `check`.

use super::layout::{Pen, Tone, hang, wrap};
use super::{Style, safe};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How grave something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The gate fails.
    Error,
    /// Somebody should look.
    Warning,
    /// Something to know.
    Note,
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule's id.
    pub rule: String,
    /// How grave it is.
    pub severity: Severity,
    /// The file as it was named.
    pub file: String,
    /// The line, counted from 1; null where the whole file is meant.
    pub line: Option<u32>,
    /// The column, counted from 1.
    pub column: Option<u32>,
    /// What is found, in a sentence without a full stop.
    pub message: String,
    /// More sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub detail: Vec<String>,
    /// What to do about it.
    pub help: Option<String>,
}

/// A rule as programs list it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule<'a> {
    /// The id.
    pub id: &'a str,
    /// What it finds.
    pub title: &'a str,
}

impl Severity {
    fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    fn tone(self) -> Tone {
        match self {
            Self::Error => Tone::Rival,
            Self::Warning => Tone::Doubt,
            Self::Note => Tone::Quiet,
        }
    }
}

impl Finding {
    /// `file:line:column`, as far as it is known.
    fn place(&self) -> String {
        let part = |part: Option<u32>| part.map_or_else(String::new, |number| format!(":{number}"));
        let column = self.column.filter(|_| self.line.is_some());
        format!("{}{}{}", safe::given(&self.file, usize::MAX), part(self.line), part(column))
    }

    /// Everything said, on several lines.
    fn text(&self) -> String {
        let help = self.help.as_ref().map(|help| format!("help: {help}"));
        let lines = std::iter::once(&self.message).chain(&self.detail).chain(&help);
        lines.map(|line| safe::given_code(line)).collect::<Vec<_>>().join("\n")
    }
}

/// For a terminal: place, gravity and rule, then what is said, then what to do.
pub fn table(findings: &[Finding], style: &Style) -> String {
    let pen = Pen { colour: style.colour, unicode: style.unicode };
    let mut text = String::new();
    for finding in findings {
        let label = format!("{}[{}]", finding.severity.as_str(), finding.rule);
        let label = pen.paint(finding.severity.tone(), &label);
        let message = safe::given_code(&finding.message);
        let first = format!("{}: {label}: {message}", finding.place());
        let mut lines = wrap(&first, style.width);
        for said in &finding.detail {
            lines.extend(hang(&safe::given_code(said), "  · ", "    ", style.width));
        }
        if let Some(help) = &finding.help {
            let help = pen.paint(Tone::Quiet, &format!("help: {}", safe::given_code(help)));
            lines.extend(hang(&help, "  ", "  ", style.width));
        }
        lines.iter().for_each(|line| text = format!("{text}{}\n", pen.finish(line)));
    }
    text
}

/// For GitHub's runner: a workflow command for each, which it shows beside the line.
pub fn github(findings: &[Finding]) -> String {
    findings.iter().fold(String::new(), |text, finding| {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = vec![("file", finding.file.clone())];
        properties.extend(finding.line.map(|line| ("line", line.to_string())));
        let column = finding.column.filter(|_| finding.line.is_some());
        properties.extend(column.map(|column| ("col", column.to_string())));
        properties.push(("title", format!("weigh: {}", finding.rule)));
        let property = |(key, value): &(&str, String)| format!("{key}={}", in_property(value));
        let properties: Vec<String> = properties.iter().map(property).collect();
        format!("{text}::{command} {}::{}\n", properties.join(","), in_message(&finding.text()))
    })
}

/// The message of a workflow command.
fn in_message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command.
fn in_property(text: &str) -> String {
    let clean: String = text.chars().filter(|c| !c.is_control()).collect();
    in_message(&clean).replace(':', "%3A").replace(',', "%2C")
}

/// For a job's summary: a table.
pub fn markdown(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let cell = |text: &str| super::markdown::escaped(text).replace('\n', "<br>");
    let row = |finding: &Finding| {
        let said: Vec<String> = finding.text().lines().map(cell).collect();
        let place = cell(&finding.place());
        format!("| {} | `{}` | {place} | {} |\n", finding.severity.as_str(), finding.rule, said.join("<br>"))
    };
    let head = "| Gravity | Rule | Where | What |\n| :-- | :-- | :-- | :-- |\n";
    let rows: String = findings.iter().map(row).collect();
    format!("{head}{rows}").replace('\u{a0}', " ")
}

/// For code scanning: SARIF 2.1.0.
pub fn sarif(findings: &[Finding], rules: &[Rule<'_>]) -> String {
    let known: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(at, rule)| (rule.id, at)).collect();
    let rule = |rule: &Rule| json!({"id": rule.id, "shortDescription": {"text": rule.title}});
    let results: Vec<Value> = findings.iter().map(|finding| result(finding, &known)).collect();
    let driver = json!({
        "name": "weigh",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules.iter().map(rule).collect::<Vec<_>>(),
    });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    });
    pretty(&log)
}

fn result(finding: &Finding, known: &BTreeMap<&str, usize>) -> Value {
    let mut physical = json!({"artifactLocation": {"uri": uri(&finding.file)}});
    if let Some(line) = finding.line {
        let mut region = json!({"startLine": line.max(1)});
        if let Some(column) = finding.column {
            region["startColumn"] = json!(column.max(1));
        }
        physical["region"] = region;
    }
    let mut result = json!({
        "ruleId": finding.rule,
        "level": finding.severity.as_str(),
        "message": {"text": finding.text()},
        "locations": [{"physicalLocation": physical}],
    });
    if let Some(at) = known.get(finding.rule.as_str()) {
        result["ruleIndex"] = json!(at);
    }
    result
}

/// A path as a reference that a URI takes.
fn uri(path: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let path = path.strip_prefix("./").unwrap_or(path);
    path.bytes().fold(String::new(), |uri, byte| {
        if keep(byte) { uri + char::from(byte).encode_utf8(&mut [0; 4]) } else { format!("{uri}%{byte:02X}") }
    })
}

/// JSON over several lines, in which no runner finds a command.
pub fn pretty(value: &Value) -> String {
    format!("{value:#}\n").replace("##[", "##\\u005b")
}

#[cfg(test)]
mod tests {
    use super::{Finding, Severity, github, markdown, table, uri};
    use crate::render::Style;

    fn hostile() -> Finding {
        Finding {
            rule: "figures-moved".to_owned(),
            severity: Severity::Warning,
            file: "a,b:c.md".to_owned(),
            line: Some(3),
            column: Some(1),
            message: "100% `x`\n::error::<script>|\u{1b}[31m".to_owned(),
            detail: vec!["##[error]more".to_owned()],
            help: Some("do\r\nit".to_owned()),
        }
    }

    #[test]
    fn a_workflow_command_stays_one() {
        let text = github(&[hostile()]);
        assert_eq!(
            text,
            "::warning file=a%2Cb%3Ac.md,line=3,col=1,title=weigh%3A figures-moved::100%25 `x` : :error::<script>|\\x1b[31m%0A## [error]more%0Ahelp: do it\n"
        );
    }

    #[test]
    fn people_see_what_it_is_and_what_to_do() {
        let text = table(&[hostile()], &Style::default());
        assert!(text.starts_with("a,b:c.md:3:1: warning[figures-moved]: 100%"), "{text}");
        assert!(!text.contains('\u{1b}') && text.contains("\n  help: do it\n"), "{text}");
        assert!(markdown(&[hostile()]).contains("&lt;script&gt;\\|"));
        assert_eq!(uri("./a b/ä.md"), "a%20b/%C3%A4.md");
    }
}
