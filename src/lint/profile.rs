//! Profiles.

use super::{LintContext, Reporter};
use crate::model::{
    CapabilityId, FactRef, Framework, Need, Override, OverrideTarget, Profile, Provision, Weighting,
};
use crate::text::percent;

/// The required needs of the profile, with its candidates.
fn required<'a>(context: &LintContext<'a>) -> Vec<(&'a CapabilityId, Need)> {
    let Some((_, profile)) = context.project() else { return Vec::new() };
    profile.needs.iter().map(|(id, need)| (id, *need)).filter(|(_, need)| need.decides()).collect()
}

fn candidates<'a>(context: &LintContext<'a>) -> Vec<&'a Framework> {
    context.profile.map(|profile| context.catalogue.candidates(profile)).unwrap_or_default()
}

pub(super) fn unknown_need(context: &LintContext<'_>, reporter: &mut Reporter) {
    let Some((file, _)) = context.project() else { return };
    for (id, need) in required(context) {
        for framework in candidates(context) {
            if !framework.capabilities.contains_key(id) {
                let message =
                    format!("`{id}` is required ({need}) but unknown for {}", framework.name);
                reporter.report(file, &["needs", id.as_str()], &message, "find out, or use `want`");
            }
        }
    }
}

pub(super) fn impossible_need(context: &LintContext<'_>, reporter: &mut Reporter) {
    let Some((file, _)) = context.project() else { return };
    for (id, need) in required(context) {
        let fails = |one: &&Framework| match one.capabilities.get(id) {
            None | Some(Provision::BuiltIn) => false,
            Some(Provision::Extension { .. }) => need == Need::BuiltIn,
            Some(Provision::None) => true,
        };
        if candidates(context).iter().all(fails) {
            let message = format!("no candidate meets `{id}: {need}`");
            let hint = "name more candidates, or ask for less";
            reporter.report(file, &["needs", id.as_str()], &message, hint);
        }
    }
}

pub(super) fn weight_does_less(context: &LintContext<'_>, reporter: &mut Reporter) {
    let Some((file, profile)) = context.project() else { return };
    let Weighting::Points(given) = &profile.weighting else { return };
    let criteria = &context.catalogue.criteria;
    let by_default: f64 = criteria.values().map(|one| one.weight.get()).sum();
    let points = criteria.values().map(|one| given.get(&one.id).unwrap_or(&one.weight).get());
    let now: f64 = points.sum();
    let mut reduced = Vec::new();
    for (id, one) in criteria {
        let Some(points) = given.get(id) else { continue };
        let (before, after) = (one.weight.get() / by_default, points.get() / now);
        if points.get() == 0.0 || after >= before {
            return;
        }
        reduced.push((id, points.get(), percent(before), percent(after)));
    }
    if reduced.len() == criteria.len() {
        return;
    }
    for (id, points, before, after) in reduced {
        let message = format!("{points} points give {id} {after}; the default is {before}");
        let hint = "the other criteria keep their points; give this one more";
        reporter.report(file, &["weights", id.as_str()], &message, hint);
    }
}

pub(super) fn ranking_of_one(context: &LintContext<'_>, reporter: &mut Reporter) {
    let Some((file, profile)) = context.project() else { return };
    if let Weighting::Ranking(order) = &profile.weighting
        && let [only] = order.as_slice()
    {
        let message = format!("this ranking contains only {only}");
        let hint = "rank two or three criteria, or use `weights`";
        reporter.report(file, &["ranking"], &message, hint);
    }
}

fn each_override(
    context: &LintContext<'_>,
    reporter: &mut Reporter,
    hint: &str,
    problem: impl Fn(&Override) -> Option<String>,
) {
    let Some((file, profile)) = context.project() else { return };
    for (at, one) in profile.overrides.iter().enumerate() {
        if let Some(problem) = problem(one) {
            let what = match &one.target {
                OverrideTarget::Rating { criterion, .. } => criterion.to_string(),
                OverrideTarget::Fact { fact, .. } => fact.to_string(),
            };
            let message = format!("the override of {what} for {} {problem}", one.framework);
            reporter.report_at(file, file.place_of_item("overrides", at), &message, hint);
        }
    }
}

pub(super) fn endless(context: &LintContext<'_>, reporter: &mut Reporter) {
    each_override(context, reporter, "add `until:`", |one| {
        one.until.is_none().then(|| "has no last day".to_owned())
    });
}

pub(super) fn expired(context: &LintContext<'_>, reporter: &mut Reporter) {
    each_override(context, reporter, "remove it, or write a later day", |one| {
        let (until, today) = (one.until?, context.today?);
        (until < today).then(|| format!("expired on {until}"))
    });
}

pub(super) fn idle_override(context: &LintContext<'_>, reporter: &mut Reporter) {
    let candidates = candidates(context);
    each_override(context, reporter, "remove it, or add the framework to `frameworks`", |one| {
        let is_candidate = candidates.iter().any(|framework| framework.id == one.framework);
        (!is_candidate).then(|| "has no effect: the framework is not a candidate".to_owned())
    });
    let Some((_, profile)) = context.project() else { return };
    each_override(context, reporter, "remove it, or add the answer or need", |one| {
        let OverrideTarget::Fact { fact, .. } = &one.target else { return None };
        let unsaid = !says(context, profile, fact);
        unsaid.then(|| "has no effect: the profile does not say so".to_owned())
    });
}

/// Whether a profile says something, or may bring it along.
fn says(context: &LintContext<'_>, profile: &Profile, fact: &FactRef) -> bool {
    match fact {
        FactRef::Trait(id, answer) => profile
            .traits
            .get(id)
            .is_some_and(|given| answer.as_ref().is_none_or(|answer| given.contains(answer))),
        FactRef::Capability(id) => {
            let mut implies = context.catalogue.fit.iter().flat_map(|rules| &rules.implies);
            profile.needs.contains_key(id) || implies.any(|one| one.needs.contains_key(id))
        }
    }
}

pub(super) fn review_passed(context: &LintContext<'_>, reporter: &mut Reporter) {
    let Some((file, profile)) = context.project() else { return };
    if let Some(day) =
        profile.review_by.filter(|day| context.today.is_some_and(|today| *day < today))
    {
        let message = format!("the review was due on {day}");
        reporter.report(
            file,
            &["review-by"],
            &message,
            "review the decision, then write a later day",
        );
    }
}

pub(super) fn untitled(context: &LintContext<'_>, reporter: &mut Reporter) {
    let Some((file, profile)) = context.project() else { return };
    if profile.title.as_ref().is_none_or(|title| title.trim().is_empty()) {
        reporter.report(file, &["title"], "this profile has no title", "add `title:`");
    }
}
