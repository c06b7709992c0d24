//! What `lint` and `check` found, for people, for programs and for CI.

pub use crate::lint::{Entry, Severity};
use crate::lint::{Place, Problem};
use crate::model::FindingsFormat;
use crate::text::{
    clip, escape_comment, excerpt, fit_comment, join, percent_encode, plural, sanitize,
};
use anstyle::{AnsiColor, Style};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// No more characters of a message are shown.
const LONGEST: usize = 1_000;

const SARIF: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// A rule that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The id.
    pub id: &'static str,
    /// What it finds.
    pub title: &'static str,
    /// Why it matters, and how to fix it.
    pub help: String,
    /// How serious its findings are.
    pub severity: Severity,
}

impl Entry {
    /// A warning about a line of a file.
    pub fn warning(rule: &'static str, place: (&str, u32), message: &str, help: &str) -> Self {
        let (file, line) = place;
        let mut problem = Problem::new(file, message).help(help);
        problem.place = Some(Place { line, column: 1, length: 0 });
        Self { rule, severity: Severity::Warning, problem, detail: Vec::new() }
    }

    /// `file:line:column`, as far as it is known.
    fn at(&self) -> String {
        match self.problem.place {
            Some(Place { line, column, .. }) => format!("{}:{line}:{column}", self.problem.file),
            None => self.problem.file.clone(),
        }
    }

    /// Message, hint and details, in the order in which they are read.
    fn sentences(&self) -> Vec<String> {
        let Problem { message, hint, .. } = &self.problem;
        let hint = hint.as_ref().map_or(String::new(), |hint| format!("; {hint}"));
        std::iter::once(format!("{message}{hint}")).chain(self.detail.iter().cloned()).collect()
    }
}

/// The result of `lint` or `check`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// `lint` or `check`.
    pub command: &'static str,
    /// The rules that were checked.
    pub rules: Vec<Rule>,
    /// The files that were checked.
    pub files: Vec<String>,
    /// The findings, by file and place.
    pub entries: Vec<Entry>,
}

impl Report {
    /// The number of findings that are so serious.
    pub fn count(&self, severity: Severity) -> usize {
        self.entries.iter().filter(|entry| entry.severity == severity).count()
    }

    /// Errors first, because some readers show only the beginning.
    fn errors_first(&self) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        entries.sort_by_key(|entry| entry.severity);
        entries
    }

    /// `3 files checked, 1 error, 2 warnings`.
    fn summary(&self) -> String {
        let files = plural(self.files.len(), "file");
        match (self.count(Severity::Error), self.count(Severity::Warning)) {
            (0, 0) if self.files.is_empty() => "no files checked".to_owned(),
            (0, 0) => format!("{files} checked, no problems found"),
            (errors, warnings) => {
                let (errors, warnings) = (plural(errors, "error"), plural(warnings, "warning"));
                format!("{files} checked, {errors}, {warnings}")
            }
        }
    }
}

/// A report in one format, a table with colours.
pub fn render(report: &Report, format: FindingsFormat) -> String {
    match format {
        FindingsFormat::Table => table(report),
        FindingsFormat::Markdown => fit_comment(markdown(report)),
        FindingsFormat::Json => json(report),
        FindingsFormat::Github => github(report),
        FindingsFormat::Sarif => sarif(report),
        FindingsFormat::Junit => junit(report),
    }
}

fn table(report: &Report) -> String {
    let mut out = String::new();
    let bold = Style::new().bold();
    for (at, entry) in report.entries.iter().enumerate() {
        let Problem { place, line: text, message, hint, .. } = &entry.problem;
        // Findings of one rule follow each other; what they share is shown once.
        let is_shown = at > 0 && report.entries[at - 1].at() == entry.at();
        let next = report.entries.get(at + 1);
        let is_last = next.is_none_or(|next| {
            (next.rule, &next.problem.hint) != (entry.rule, hint) || next.at() != entry.at()
        });
        let colour = match entry.severity {
            Severity::Error => AnsiColor::Red.on_default().bold(),
            Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        };
        let (at, level, message) =
            (line(&entry.at(), LONGEST), entry.severity, line(message, LONGEST));
        let rule = entry.rule;
        out += &format!("{bold}{at}{bold:#}: {colour}{level}{colour:#}: {message} [{rule}]\n");
        if let (Some(text), Some(Place { line: number, .. }), false) = (text, place, is_shown) {
            let indent = text.len() - text.trim_start().len();
            let indent = " ".repeat(indent.min(120));
            out += &format!("  {number} | {indent}{}\n", line(text.trim(), 120));
        }
        for sentence in &entry.detail {
            out += &format!("  · {}\n", line(sentence, LONGEST));
        }
        if is_last {
            if let Some(hint) = hint {
                out += &format!("  help: {}\n", line(hint, LONGEST));
            }
            out.push('\n');
        }
    }
    out + &report.summary() + "\n"
}

fn markdown(report: &Report) -> String {
    let mut out = format!("## weigh {}\n\n{}.\n", report.command, report.summary());
    if !report.entries.is_empty() {
        out += "\n| Severity | Rule | Place | Problem |\n| :-- | :-- | :-- | :-- |\n";
    }
    for entry in report.errors_first() {
        let cell = |text: &str| escape_comment(&excerpt(text, LONGEST));
        let sentences = join(entry.sentences().iter().map(|text| cell(text)), "<br>");
        let (level, rule, at) = (entry.severity, entry.rule, cell(&entry.at()));
        out += &format!("| {level} | {rule} | {at} | {sentences} |\n");
    }
    out
}

/// One line; unlike in an excerpt, backticks stay, because they mark what to type.
fn line(text: &str, most: usize) -> String {
    sanitize(&clip(text, most))
}

fn json(report: &Report) -> String {
    let finding = |entry: &Entry| {
        json!({
            "rule": entry.rule,
            "severity": entry.severity.as_str(),
            "file": entry.problem.file,
            "line": entry.problem.place.map(|place| place.line),
            "column": entry.problem.place.map(|place| place.column),
            "message": entry.problem.message,
            "detail": entry.detail,
            "hint": entry.problem.hint,
        })
    };
    super::json(&json!({
        "schema": format!("weigh/{}/1", report.command),
        "files": report.files,
        "errors": report.count(Severity::Error),
        "warnings": report.count(Severity::Warning),
        "findings": report.entries.iter().map(finding).collect::<Vec<_>>(),
    }))
}

fn sarif(report: &Report) -> String {
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
            "locations": [{"physicalLocation": location(&entry.problem)}],
        });
        if let Some(index) = report.rules.iter().position(|rule| rule.id == entry.rule) {
            result["ruleIndex"] = json!(index);
        }
        result
    };
    let run = json!({
        "tool": {"driver": {
            "name": "weigh",
            "informationUri": env!("CARGO_PKG_REPOSITORY"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": report.rules.iter().map(rule).collect::<Vec<_>>(),
        }},
        "columnKind": "unicodeCodePoints",
        // Ends in a slash, so that all of it is the category: one upload does not replace another.
        "automationDetails": {"id": format!("weigh/{}/", report.command)},
        "results": report.entries.iter().map(result).collect::<Vec<_>>(),
    });
    super::json(&json!({"$schema": SARIF, "version": "2.1.0", "runs": [run]}))
}

fn location(problem: &Problem) -> Value {
    let mut location = json!({"artifactLocation": {"uri": uri(&problem.file)}});
    if let Some(Place { line, column, length }) = problem.place {
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
    let file = file.strip_prefix("./").unwrap_or(file).replace('\\', "/");
    percent_encode(&file, b"/.-_~")
}

/// One case a file: failed by its errors, with its warnings as output.
fn junit(report: &Report) -> String {
    // A file that could not be checked is a failed test, too.
    let found = report.entries.iter().map(|entry| &entry.problem.file);
    let files: BTreeSet<&String> = report.files.iter().chain(found).collect();
    let (command, tests, mut failures) = (report.command, files.len(), 0);
    let mut cases = String::new();
    for file in files {
        let name = xml(file);
        cases += &format!("  <testcase classname=\"weigh.{command}\" name=\"{name}\">\n");
        let of_file = report.entries.iter().filter(|entry| entry.problem.file == *file);
        let (errors, warnings): (Vec<_>, Vec<_>) =
            of_file.partition(|entry| entry.severity == Severity::Error);
        if let Some(first) = errors.first() {
            failures += 1;
            let (message, rule, lines) =
                (xml(&first.problem.message), first.rule, junit_lines(&errors));
            cases +=
                &format!("    <failure message=\"{message}\" type=\"{rule}\">{lines}</failure>\n");
        }
        if !warnings.is_empty() {
            cases += &format!("    <system-out>{}</system-out>\n", junit_lines(&warnings));
        }
        cases += "  </testcase>\n";
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuite name=\"weigh {command}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n\
         {cases}</testsuite>\n"
    )
}

fn junit_lines(entries: &[&Entry]) -> String {
    let line = |entry: &&Entry| {
        let text = join(entry.sentences().iter().map(|one| one.trim_end_matches('.')), ". ");
        // What ends in a colon goes on.
        let text = text.replace(":. ", ": ");
        xml(&format!("{}: {text} [{}]", entry.at(), entry.rule))
    };
    join(entries.iter().map(line), "\n")
}

fn xml(text: &str) -> String {
    let text = excerpt(text, LONGEST);
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// GitHub shows only some annotations for a step, so errors come first.
fn github(report: &Report) -> String {
    let command = |entry: &Entry| {
        let mut properties = format!("file={}", property(&line(&entry.problem.file, LONGEST)));
        if let Some(Place { line, column, length }) = entry.problem.place {
            properties += &format!(",line={line},col={column}");
            if length > 0 {
                properties += &format!(",endColumn={}", column.saturating_add(length));
            }
        }
        let title = property(&format!("weigh {}", entry.rule));
        let sentences =
            join(entry.sentences().iter().map(|text| data(&line(text, LONGEST))), "%0A");
        format!("::{} {properties},title={title}::{sentences}\n", entry.severity)
    };
    report.errors_first().into_iter().map(command).collect()
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{Entry, Report, data, property, render, uri};
    use crate::model::FindingsFormat;
    use crate::text::is_unsafe;

    #[test]
    fn file_names_become_references() {
        assert_eq!(uri("./a b/ü:c.yaml"), "a%20b/%C3%BC%3Ac.yaml");
    }

    #[test]
    fn text_cannot_end_a_workflow_command() {
        assert_eq!(data("50 %\n::error::x"), "50 %25%0A::error::x");
        assert_eq!(property("a,b:c%0A"), "a%2Cb%3Ac%250A");
    }

    #[test]
    fn no_format_lets_a_control_character_through() {
        let hostile = "a\u{202e}b\u{1b}[2J\u{61c}##[error]";
        let entry = Entry::warning("stale", (hostile, 1), hostile, hostile);
        let files = vec![hostile.to_owned()];
        let report = Report { files, entries: vec![entry], ..Report::default() };
        for format in FindingsFormat::ALL {
            let text = render(&report, *format);
            let text = anstream::adapter::strip_str(&text).to_string();
            assert!(!text.chars().any(|c| is_unsafe(c) && c != '\n'), "{format}: {text:?}");
        }
    }
}
