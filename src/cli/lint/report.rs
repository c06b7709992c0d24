//! From what the rules found to what is written.

use super::subject::Looked;
use crate::lint::{Finding, RULES, Severity};
use crate::render::findings::{Entry, Level, Report, Rule};

pub(super) fn report(looked: &Looked) -> Report {
    let rule = |rule: &crate::lint::Rule| Rule {
        id: rule.id.to_owned(),
        title: rule.title.to_owned(),
        help: format!("{} {}", rule.why, rule.fix),
        level: level(rule.severity),
    };
    Report {
        command: "lint".to_owned(),
        rules: RULES.iter().map(rule).collect(),
        files: looked.files.clone(),
        entries: looked.findings.iter().map(entry).collect(),
    }
}

fn level(severity: Severity) -> Level {
    match severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
    }
}

fn entry(finding: &Finding) -> Entry {
    let problem = &finding.problem;
    Entry {
        rule: finding.rule.id.to_owned(),
        level: level(finding.rule.severity),
        file: problem.file.clone(),
        place: problem.place.map(|place| (place.line, place.column, place.length)),
        line: problem.line.clone(),
        message: problem.message.clone(),
        detail: Vec::new(),
        hint: problem.hint.clone(),
    }
}
