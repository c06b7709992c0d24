//! Notes on how the decision came about, and what to do about them.

use super::comparison::COLUMNS;
use super::{NAME, capability, criterion, group, name, reason};
use crate::decision::{Decision, NotApplicable, Notice};
use crate::model::{FrameworkId, Provision, Thresholds};
use crate::text::{
    self, and_list, and_more, capitalise, excerpt, join, or_list, percent, plural, quote, score,
};

/// A sentence or two for each notice, the most important first.
pub fn notices(decision: &Decision) -> Vec<String> {
    let mut said = important(decision, usize::MAX);
    said.extend(out_of_date(decision).map(|said| said + "."));
    let minor = decision.notices.iter().filter(|one| !is_alert(one));
    said.extend(minor.filter_map(|notice| notice_words(decision, notice)));
    said
}

/// Those of the notices that everybody should read, of the candidates that have a column.
pub fn alerts(decision: &Decision) -> Vec<String> {
    let mut said = important(decision, COLUMNS);
    said.extend(out_of_date(decision).map(|said| said + ": `--full` lists them."));
    said
}

fn important(decision: &Decision, columns: usize) -> Vec<String> {
    let mut said = Vec::from_iter(not_checked(decision, columns));
    let mut alerts: Vec<&Notice> = decision.notices.iter().filter(|one| is_alert(one)).collect();
    alerts.sort_by_key(|notice| matches!(notice, Notice::ShareMoved { .. }));
    said.extend(alerts.into_iter().filter_map(|notice| notice_words(decision, notice)));
    said.extend(contradicted(decision, columns));
    said.extend(not_compared(decision));
    said.extend(not_applicable(decision));
    // On a screen those of the leader.
    let candidates = if columns < usize::MAX { 1 } else { columns };
    let candidates = decision.frameworks.iter().take(candidates);
    said.extend(candidates.filter_map(|one| old_extensions(decision, &one.id)));
    said
}

/// How much of the evidence is out of date, where any is; without a full stop.
pub fn out_of_date(decision: &Decision) -> Option<String> {
    let stale = &decision.analysis.age.stale;
    let first = stale.iter().map(|one| one.since).min()?;
    let (many, are) = (plural(stale.len(), "finding"), if stale.len() == 1 { "is" } else { "are" });
    Some(format!("{many} {are} out of date, the first since {first}"))
}

/// The most features named for one candidate.
const FEATURES: usize = 3;

/// What is required and was not checked, the leader first; candidates with the same gaps together.
fn not_checked(decision: &Decision, columns: usize) -> Option<String> {
    let gaps = decision.frameworks.iter().take(columns).filter_map(|one| {
        let gap = |notice: &Notice| match notice {
            Notice::RestsOnUnknown { framework, capability: id } if *framework == one.id => {
                Some(capability(decision, id))
            }
            _ => None,
        };
        let features: Vec<String> = decision.notices.iter().filter_map(gap).collect();
        (!features.is_empty()).then(|| (features, name(decision, &one.id)))
    });
    let gap = |(features, names): (Vec<String>, Vec<String>)| {
        format!("{} for {}", and_more(features, FEATURES), and_list(names))
    };
    let gaps = join(group(gaps).into_iter().map(gap), "; ");
    (!gaps.is_empty()).then(|| {
        format!("Not checked, though required: {gaps}. Check this first: without it, a framework is excluded.")
    })
}

/// The extensions of a candidate that have had no release for long.
fn old_extensions(decision: &Decision, id: &FrameworkId) -> Option<String> {
    let mut old = Vec::new();
    for notice in &decision.notices {
        if let Notice::OldExtension { framework, name, released } = notice
            && framework == id
        {
            old.push(format!("{} (released {released})", excerpt(name, NAME)));
        }
    }
    if old.is_empty() {
        return None;
    }
    let rest = if old.len() == 1 { "an extension that has" } else { "extensions that have" };
    let (name, months) = (name(decision, id), plural(Provision::STALE_AFTER.0.into(), "month"));
    Some(format!("{name} would need {rest} had no release for {months}: {}.", and_list(old)))
}

/// What the profile says of features against its own answers; those of one reason together, on a screen their number.
fn contradicted(decision: &Decision, columns: usize) -> Option<String> {
    let known = decision.notices.iter().filter_map(|notice| match notice {
        Notice::Contradicted { capability: id, because, .. } => {
            Some((because, capability(decision, id)))
        }
        _ => None,
    });
    let known: Vec<_> = known.collect();
    match known.len() {
        0 => return None,
        2.. if columns < usize::MAX => {
            let needs = plural(known.len(), "need");
            return Some(format!("{needs} contradict the answers: `--full` lists them."));
        }
        _ => {}
    }
    let worded = |(because, features): (&String, _)| {
        format!("{} ({})", and_list::<String>(features), reason(because))
    };
    let all = join(group(known).into_iter().map(worded), "; ");
    Some(format!("Needs contradict the answers: {all}. The needs count; change one of the two."))
}

/// Known frameworks that would come first or second; those of the same place together.
fn not_compared(decision: &Decision) -> Vec<String> {
    let known = decision.notices.iter().filter_map(|notice| match notice {
        Notice::NotCompared { framework, name, rank, close } => {
            Some(((*close, rank), (framework, name)))
        }
        _ => None,
    });
    let worded = group(known).into_iter().map(|((close, rank), known)| {
        let names = and_list(known.iter().map(|(_, name)| excerpt(name, NAME)));
        let flag = compare_with(decision, known.iter().map(|(id, _)| *id));
        let place = match rank {
            _ if close => "be too close to the leader to call",
            Some(1) => "come first",
            _ => "come second",
        };
        let (known, them) = match known.len() {
            1 => ("was not compared, and", "it"),
            _ => ("were not compared; each", "them"),
        };
        format!("{names} {known} would {place}: `{flag}` compares {them}.")
    });
    worded.collect()
}

/// A sentence for each criterion that does not apply.
pub fn not_applicable(decision: &Decision) -> Vec<String> {
    let sentence = |row: &NotApplicable| {
        format!("{} does not apply: {}.", excerpt(&row.title, NAME), reason(&row.because))
    };
    decision.not_applicable.iter().map(sentence).collect()
}

fn is_alert(notice: &Notice) -> bool {
    match notice {
        Notice::ShareMoved { before, after, .. } => after < before && *after > 0.0,
        Notice::Consistency { worst, .. } => worst.is_some(),
        Notice::FactorHeld { .. } => false,
        _ => true,
    }
}

/// A notice in words; none where it is told together with others of its kind.
fn notice_words(decision: &Decision, notice: &Notice) -> Option<String> {
    Some(match notice {
        Notice::ShareMoved { criterion: id, before, after } => {
            let what = criterion(decision, id);
            let (was, is) = (percent(*before), percent(*after));
            if (after - before).abs() < 1e-9 {
                format!("Your weight leaves the share of {what} at {is}.")
            } else if *after <= 0.0 {
                format!("Your weight takes {what} out of the totals.")
            } else if after < before {
                format!(
                    "Your weight lowers the share of {what} from {was} to {is}: weights are points, relative to \
                     the points of the other criteria. Give it more points if you meant more."
                )
            } else {
                format!("Your weight raises the share of {what} from {was} to {is}.")
            }
        }
        Notice::FactorHeld { criterion: id, factor, held_to } => format!(
            "Your answers multiply the weight of {} by {factor:.2}; the limit is {held_to:.2}. To give it more, set \
             the weight with `-w {id}=POINTS`.",
            criterion(decision, id)
        ),
        Notice::Consistency { ratio, worst: None } => format!(
            "Your comparisons are consistent (consistency ratio {ratio:.2}; up to {:.2} is good).",
            Thresholds::ACCEPTED_INCONSISTENCY
        ),
        Notice::Consistency { ratio, worst: Some(worst) } => {
            let is_limit = *ratio > Thresholds::MOST_INCONSISTENCY;
            format!(
                "Your comparisons contradict each other{} (consistency ratio {ratio:.2}; up to {:.2} is good). Check {} \
                 against {} first: you gave {}, the others imply {}.",
                if is_limit { ", so no recommendation can be clear" } else { "" },
                Thresholds::ACCEPTED_INCONSISTENCY,
                criterion(decision, &worst.first),
                criterion(decision, &worst.second),
                ratio_words(worst.given),
                ratio_words(worst.implied)
            )
        }
        Notice::OverrideExpired { framework, on, until } => format!(
            "Your override of {} on {} expired on {until} and is ignored: change its `until`, or remove it.",
            name(decision, framework),
            override_target(decision, on)
        ),
        Notice::OverrideUnused { framework, on } => {
            let is_candidate = decision.frameworks.iter().any(|one| one.id == *framework);
            let why = if is_candidate {
                "the profile does not contain this fact"
            } else {
                "the framework is not a candidate"
            };
            let (name, on) = (name(decision, framework), override_target(decision, on));
            format!("Your override of {name} on {on} has no effect: {why}.")
        }
        Notice::Contradicted { .. }
        | Notice::NotCompared { .. }
        | Notice::OldExtension { .. }
        | Notice::RestsOnUnknown { .. } => return None,
        Notice::NotApplicableKept { criterion: id } => format!(
            "Your answers say that {} does not apply, but your weights name it, so it counts.",
            criterion(decision, id)
        ),
        Notice::WeightsCannotChange { rival, facts_lead, criteria_most } => format!(
            "No weights would change the result: the project's facts put {}{} {} behind, and no criterion favours it by \
             more than {}; see `weigh explain fit`.",
            if decision.frameworks.len() > 2 { "even " } else { "" },
            name(decision, rival),
            text::lead(*facts_lead),
            score(*criteria_most)
        ),
        Notice::Outside { alternatives, because, precedents } => {
            let alternatives = or_list(alternatives.iter().map(|one| excerpt(one, NAME)));
            let see = precedents
                .first()
                .map_or(String::new(), |id| format!(" See `weigh explain precedent:{id}`."));
            format!("Also consider {alternatives}. {}.{see}", capitalise(&reason(because)))
        }
        Notice::NotCalibrated => {
            "The verdict thresholds of this catalogue are not calibrated.".to_owned()
        }
        Notice::StackBehind { name, best, points, .. } => {
            let (name, best) = (excerpt(name, NAME), excerpt(best, NAME));
            let by = score(*points);
            let by = if by == "0.0" { "less than 0.1" } else { &by };
            format!("{name} is left out: {best} has the same base and is {by} points ahead.")
        }
    })
}

/// The flag that compares these besides.
pub(super) fn compare_with<'a>(
    decision: &'a Decision,
    more: impl IntoIterator<Item = &'a FrameworkId>,
) -> String {
    let all = decision.compared().map(|(id, _)| id).chain(more).map(FrameworkId::as_str);
    format!("--frameworks {}", join(all, ","))
}

/// What an override replaces, within a sentence: a criterion, a question or a capability.
fn override_target(decision: &Decision, on: &str) -> String {
    match decision.criteria.iter().find(|row| row.id.as_str() == on) {
        Some(row) => criterion(decision, &row.id),
        None if on.contains('=') => quote(on),
        None => excerpt(on, NAME).replace('-', " "),
    }
}

/// Ratios below one as the fraction that the user typed: `1/5`.
fn ratio_words(ratio: f64) -> String {
    let number = |ratio: f64| score(ratio).trim_end_matches(".0").to_owned();
    if ratio < 1.0 { format!("1/{}", number(1.0 / ratio)) } else { number(ratio) }
}
