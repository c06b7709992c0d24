//! Notes on how the decision came about, and what to do about them.

use super::{capability, criterion, name};
use crate::decision::{Decision, Notice};
use crate::text::{percent, score};

/// A sentence or two for each notice.
pub fn notices(decision: &Decision) -> Vec<String> {
    decision.notices.iter().map(|notice| notice_words(decision, notice)).collect()
}

fn notice_words(decision: &Decision, notice: &Notice) -> String {
    match notice {
        Notice::ShareMoved { criterion: id, before, after } => {
            let what = criterion(decision, id);
            let (was, is) = (percent(*before), percent(*after));
            if (after - before).abs() < 1e-9 {
                format!("Your weight leaves the share of {what} at {is}.")
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
            "Your comparisons are consistent (consistency ratio {ratio:.2}; up to 0.10 is good)."
        ),
        Notice::Consistency { ratio, worst: Some(worst) } => format!(
            "Your comparisons contradict each other (consistency ratio {ratio:.2}; up to 0.10 is good). Check {} \
             against {} first: you gave {}, the others imply {}.",
            criterion(decision, &worst.first),
            criterion(decision, &worst.second),
            ratio_words(worst.given),
            ratio_words(worst.implied)
        ),
        Notice::OverrideExpired { framework, criterion: id, until } => format!(
            "Your own rating of {} on {} expired on {until} and is ignored: change its `until`, or remove it.",
            name(decision, framework),
            criterion(decision, id)
        ),
        Notice::OverrideUnused { framework, criterion: id } => format!(
            "Your own rating of {} on {} has no effect: the framework is not a candidate, or the criterion has no \
             weight here.",
            name(decision, framework),
            criterion(decision, id)
        ),
        Notice::RestsOnUnknown { framework, capability: id } => format!(
            "Not checked: {} for {}, which the project requires. Check it before you rely on this result.",
            capability(decision, id),
            name(decision, framework)
        ),
    }
}

/// Ratios below one as the fraction that the user typed: `1/5`.
fn ratio_words(ratio: f64) -> String {
    let number = |ratio: f64| score(ratio).trim_end_matches(".0").to_owned();
    if ratio < 1.0 { format!("1/{}", number(1.0 / ratio)) } else { number(ratio) }
}
