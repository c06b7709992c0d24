//! What the reader should know about how the decision came out, and what to do about it.

use super::figures::{percent, trimmed};
use super::{capability, criterion, name};
use crate::decision::{Decision, Notice, WorstComparison};

/// A sentence or two for each notice.
pub(in crate::render) fn notices(decision: &Decision) -> Vec<String> {
    decision.notices.iter().map(|notice| worded(decision, notice)).collect()
}

fn worded(decision: &Decision, notice: &Notice) -> String {
    match notice {
        Notice::ShareMoved { criterion, before, after } => {
            share_moved(&super::criterion(decision, criterion), *before, *after)
        }
        Notice::FactorHeld { criterion: id, factor, held_to } => format!(
            "The answers together would multiply {} by {factor:.2}; it is held to {held_to:.2}. Set its weight \
             (`-w {id}=POINTS`) if you mean more.",
            criterion(decision, id)
        ),
        Notice::Consistency { ratio, worst } => consistency(decision, *ratio, worst.as_ref()),
        Notice::OverrideExpired { framework, criterion: id, until } => format!(
            "The team's own rating of {} on {} ended on {until} and is ignored: renew its `until`, or take it out.",
            name(decision, framework),
            criterion(decision, id)
        ),
        Notice::OverrideUnused { framework, criterion: id } => format!(
            "The team's own rating of {} on {} touches nothing here: either that framework is no candidate, \
             or that criterion does not count in this project.",
            name(decision, framework),
            criterion(decision, id)
        ),
        Notice::RestsOnUnknown { framework, capability: id } => format!(
            "For {} nobody has looked into {}, which the project must have: look, before you rely on this.",
            name(decision, framework),
            capability(decision, id)
        ),
    }
}

fn share_moved(criterion: &str, before: f64, after: f64) -> String {
    let (was, is) = (percent(before), percent(after));
    if (after - before).abs() < 1e-9 {
        return format!("Your weight for {criterion} leaves its share at {is}.");
    }
    if after < before {
        return format!(
            "Your weight for {criterion} lowers its share from {was} to {is}: weights are points beside the \
             others' points. Give it more points if you meant more."
        );
    }
    format!("Your weight for {criterion} raises its share from {was} to {is}.")
}

fn consistency(decision: &Decision, ratio: f64, worst: Option<&WorstComparison>) -> String {
    let Some(worst) = worst else {
        return format!(
            "Your comparisons agree with each other (consistency ratio {ratio:.2}; up to 0.10 is good)."
        );
    };
    format!(
        "Your comparisons contradict each other (consistency ratio {ratio:.2}; up to 0.10 is good). Look again at \
         {} against {}: you gave {}, the others imply {}.",
        criterion(decision, &worst.first),
        criterion(decision, &worst.second),
        ratio_words(worst.given),
        ratio_words(worst.implied)
    )
}

/// Saaty's ratios below one are written as the fraction that the user typed.
fn ratio_words(ratio: f64) -> String {
    if ratio < 1.0 { format!("1/{}", trimmed(1.0 / ratio)) } else { trimmed(ratio) }
}
