//! Questions, their answers, and how frameworks fit them.

use super::{LintContext, Reporter};
use crate::load::{FIT, TRAITS};
use crate::model::{AnswerFit, Trait};

/// How far the mean fit of an answer may be from the middle of the scale.
const OFF: f64 = 0.5;
/// The fit that neither helps nor hinders.
const MIDDLE: f64 = 5.0;

pub(super) fn off_centre(context: &LintContext<'_>, reporter: &mut Reporter) {
    for (file, asked, answer) in context.answers() {
        let mut scores = Vec::new();
        for framework in context.catalogue.frameworks.values() {
            match &answer.fit {
                AnswerFit::Silent => {}
                AnswerFit::Stated => {
                    let views = framework.fit.get(&asked.id);
                    scores.extend(views.and_then(|v| v.get(&answer.id)).map(|v| v.score.get()));
                }
                AnswerFit::Names { framework: named, own, other } => {
                    scores.push(if framework.id == *named { own.get() } else { other.get() });
                }
            }
        }
        let mean = scores.iter().sum::<f64>() / scores.len() as f64;
        if scores.len() > 1 && (mean - MIDDLE).abs() > OFF {
            let message = format!("the mean fit for `{}: {}` is {mean:.1}", asked.id, answer.id);
            let path = [asked.id.as_str(), "answers", answer.id.as_str()];
            reporter.report(file, &path, &message, "move the scores so that the mean is near 5");
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
    for asked in &context.catalogue.traits {
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
