//! Findings of frameworks, and what is not known of them.

use super::context::FindingAt;
use super::{LintContext, Reporter};
use crate::model::{AnswerFit, Found, Framework, Scale};

/// Reports each finding with a problem at one of its keys; the message starts with its name.
fn check(
    context: &LintContext<'_>,
    reporter: &mut Reporter,
    (key, hint): (&str, &str),
    problem: impl Fn(&FindingAt<'_>) -> Option<String>,
) {
    for at in context.findings() {
        if let Some(problem) = problem(&at) {
            let message = format!("{} {problem}", at.name());
            reporter.report(at.file, &at.key(key), &message, hint);
        }
    }
}

pub(super) fn unsourced(context: &LintContext<'_>, reporter: &mut Reporter) {
    check(context, reporter, ("source", "add `source:` with an id of sources.yaml"), |at| {
        at.finding.sources.is_empty().then(|| "has no source".to_owned())
    });
}

pub(super) fn unreasoned(context: &LintContext<'_>, reporter: &mut Reporter) {
    check(context, reporter, ("because", "add what was counted or measured"), |at| {
        at.finding.because.is_none().then(|| "has no `because`".to_owned())
    });
}

pub(super) fn unqualified(context: &LintContext<'_>, reporter: &mut Reporter) {
    let methods = "add measured, counted, documented, survey or judged";
    check(context, reporter, ("method", methods), |at| {
        at.finding.method.is_none().then(|| "has no `method`".to_owned())
    });
    check(context, reporter, ("confidence", "add high, medium or low"), |at| {
        at.finding.confidence.is_none().then(|| "has no `confidence`".to_owned())
    });
}

pub(super) fn unranged(context: &LintContext<'_>, reporter: &mut Reporter) {
    let hint = "add `low:` and `high:`, the lowest and the highest defensible score";
    check(context, reporter, ("score", hint), |at| {
        let ranged = at.finding.low.is_some() && at.finding.high.is_some();
        let judged = matches!(at.finding.found, Found::Judged(_));
        (judged && !ranged).then(|| "is a judgement without a range".to_owned())
    });
}

pub(super) fn future(context: &LintContext<'_>, reporter: &mut Reporter) {
    let hint = "write the day on which somebody checked the source";
    check(context, reporter, ("checked", hint), |at| {
        let checked = at.finding.checked;
        (checked > context.today?).then(|| format!("was checked in the future, on {checked}"))
    });
}

pub(super) fn stale(context: &LintContext<'_>, reporter: &mut Reporter) {
    let hint = "check the source again and write the new day";
    check(context, reporter, ("checked", hint), |at| {
        let (checked, after) = (at.finding.checked, at.indicator.stale_after?);
        let stale = after.first_day_after(checked)? <= context.today?;
        stale.then(|| format!("was checked on {checked}, more than {} months ago", after.0))
    });
}

pub(super) fn off_scale(context: &LintContext<'_>, reporter: &mut Reporter) {
    let hint = "check figure and unit, or move the end of the scale";
    check(context, reporter, ("value", hint), |at| {
        let (Scale::Linear { worst, best } | Scale::Log { worst, best }) = at.indicator.scale
        else {
            return None;
        };
        let Found::Value(value) = at.finding.found else { return None };
        let outside = value < worst.min(best) || value > worst.max(best);
        outside.then(|| format!("is {value}, outside the scale from {worst} to {best}"))
    });
}

pub(super) fn unaccounted(context: &LintContext<'_>, reporter: &mut Reporter) {
    let hint = "add every item to `built-in`, `extension` or `none`";
    check(context, reporter, ("built-in", hint), |at| {
        let Scale::Checklist { items } = &at.indicator.scale else { return None };
        let mut named = at.file.texts(&at.key("built-in"));
        named.extend(at.file.texts(&at.key("none")));
        named.extend(at.file.keys(&at.key("extension")));
        let missing: Vec<&str> =
            items.iter().map(String::as_str).filter(|item| !named.contains(item)).collect();
        (!missing.is_empty()).then(|| format!("does not mention {}", missing.join(", ")))
    });
}

pub(super) fn unrated(context: &LintContext<'_>, reporter: &mut Reporter) {
    gaps(context, reporter, true);
}

pub(super) fn unexplored(context: &LintContext<'_>, reporter: &mut Reporter) {
    gaps(context, reporter, false);
}

/// Reports what is unknown and not `null` or `unknown` either.
fn gaps(context: &LintContext<'_>, reporter: &mut Reporter, compared: bool) {
    let any_default = context.catalogue.frameworks.values().any(|one| one.default);
    for (file, framework) in context.frameworks() {
        if (framework.default || !any_default) != compared {
            continue;
        }
        for (path, message, hint) in unknown(context, framework) {
            if !file.has(&path) {
                reporter.report(file, &path, &format!("{} {message}", framework.name), &hint);
            }
        }
    }
}

type Gap<'a> = (Vec<&'a str>, String, String);

/// Path, message and hint of everything that a framework does not say.
fn unknown<'a>(context: &LintContext<'a>, framework: &Framework) -> Vec<Gap<'a>> {
    let mut gaps: Vec<Gap<'a>> = Vec::new();
    for (criterion, one) in &context.catalogue.criteria {
        let findings = framework.findings.get(criterion);
        for indicator in &one.indicators {
            if findings.is_none_or(|findings| !findings.contains_key(&indicator.id)) {
                let path = vec!["findings", criterion.as_str(), indicator.id.as_str()];
                let message = format!("has no finding `{}` for {criterion}", indicator.id);
                gaps.push((path, message, format!("look for: {}", indicator.title)));
            }
        }
    }
    for (id, capability) in &context.catalogue.capabilities {
        if !framework.capabilities.contains_key(id) {
            let about = capability.about.as_ref().unwrap_or(&capability.title);
            let hint = format!("add it as built-in, {{extension: NAME}} or none: {about}");
            let message = format!("does not say whether it has `{id}`");
            gaps.push((vec!["capabilities", id.as_str()], message, hint));
        }
    }
    for asked in &context.catalogue.traits {
        let views = framework.fit.get(&asked.id);
        for answer in asked.answers.iter().filter(|answer| answer.fit == AnswerFit::Stated) {
            if views.is_none_or(|views| !views.contains_key(&answer.id)) {
                let path = vec!["fit", asked.id.as_str(), answer.id.as_str()];
                let message = format!("has no fit for `{}: {}`", asked.id, answer.id);
                let hint = format!("add score, because and source for: {}", answer.label);
                gaps.push((path, message, hint));
            }
        }
    }
    gaps
}
