//! Questions, their answers, and how frameworks fit them.

use super::{LintContext, Reporter};
use crate::load::{FIT, TRAITS};
use crate::model::{AnswerFit, Condition, Trait};
use std::collections::BTreeMap;

pub(super) fn no_basis(context: &LintContext<'_>, reporter: &mut Reporter) {
    for (file, asked, answer, _) in context.fits() {
        let path = ["fit", asked.id.as_str(), answer.id.as_str()];
        if !file.has(&[path[0], path[1], path[2], "basis"]) {
            let message = format!("the fit for `{}: {}` has no `basis`", asked.id, answer.id);
            let hint = "add `basis:` fact, survey, judgement or article";
            reporter.report(file, &path, &message, hint);
        }
    }
}

pub(super) fn same_reason(context: &LintContext<'_>, reporter: &mut Reporter) {
    let mut seen = BTreeMap::new();
    for (file, asked, answer, view) in context.fits() {
        // The same words for another answer, or for another framework on the same answer, must mean the same.
        for key in [(file.id.as_str(), ""), (asked.id.as_str(), answer.id.as_str())] {
            let before = seen.insert((key, view.because.as_str()), (file, asked, answer, view));
            let Some((other, its_trait, its_answer, its_view)) = before else { continue };
            if its_view.score.get().total_cmp(&view.score.get()).is_ne() {
                let message = format!(
                    "this reason gives {} for `{}: {}` and {} for `{}: {}` of `{}`",
                    view.score.get(),
                    asked.id,
                    answer.id,
                    its_view.score.get(),
                    its_trait.id,
                    its_answer.id,
                    other.id,
                );
                let path = ["fit", asked.id.as_str(), answer.id.as_str(), "because"];
                reporter.report(file, &path, &message, "say what differs, or use one score");
            }
        }
    }
}

pub(super) fn idle_fit(context: &LintContext<'_>, reporter: &mut Reporter) {
    for (file, asked, answer, _) in context.fits() {
        if answer.fit != AnswerFit::Stated {
            let message = format!("`{}: {}` does not count for fit", asked.id, answer.id);
            let hint = "mark the answer with `fit: true`, or remove this";
            reporter.report(file, &["fit", asked.id.as_str(), answer.id.as_str()], &message, hint);
        }
    }
}

pub(super) fn idle_reason(context: &LintContext<'_>, reporter: &mut Reporter) {
    for (file, asked, answer) in context.answers() {
        if answer.weights.is_empty() && (answer.because.is_some() || !answer.sources.is_empty()) {
            let message = format!("`{}: {}` has a reason but no weights", asked.id, answer.id);
            let path = [asked.id.as_str(), "answers", answer.id.as_str()];
            reporter.report(file, &path, &message, "add `weights:`, or remove the reason");
        }
    }
}

fn has_fit(asked: &Trait) -> bool {
    asked.answers.iter().any(|answer| answer.fit != AnswerFit::Silent)
}

pub(super) fn unused_trait(context: &LintContext<'_>, reporter: &mut Reporter) {
    let Some(file) = context.file(&TRAITS) else { return };
    let rules = context.catalogue.fit.iter();
    let conditions: Vec<_> = rules
        .flat_map(|rules| {
            let implies = rules.implies.iter().map(|one| &one.when);
            implies.chain(rules.outside.iter().map(|one| &one.when))
        })
        .flatten()
        .collect();
    for asked in &context.catalogue.traits {
        let has_part =
            |when: &&Condition| matches!(when, Condition::Answer(id, _) if *id == asked.id);
        if conditions.iter().any(has_part) {
            continue;
        }
        if !has_fit(asked) && asked.answers.iter().all(|answer| answer.weights.is_empty()) {
            let message = format!("no answer to `{}` has an effect", asked.id);
            let hint = "give an answer weights or `fit: true`, or remove the question";
            reporter.report(file, &[asked.id.as_str()], &message, hint);
        }
    }
}

pub(super) fn pointless(context: &LintContext<'_>, reporter: &mut Reporter) {
    let Some((file, rules)) = context.file(&FIT).zip(context.catalogue.fit.as_ref()) else {
        return;
    };
    for asked in &context.catalogue.traits {
        let id = asked.id.as_str();
        let (message, hint) = match (rules.points.contains_key(&asked.id), has_fit(asked)) {
            (false, true) => ("has fits but no points", format!("add `{id}:` with its points")),
            (true, false) => (
                "has points but no fits",
                "remove it, or mark an answer with `fit: true`".to_owned(),
            ),
            _ => continue,
        };
        reporter.report(file, &["points", id], &format!("`{id}` {message}"), &hint);
    }
}
