//! What moved the lead: a line for each criterion and each fact.

use super::rest::{answer_change, need_change, override_change, weight_from};
use super::{NAME, fact, name, title};
use crate::diff::{Cause, Difference, FactMovement, Movement, Side};
use crate::text::{capitalise, excerpt, hundredths, percent, plural, score, signed};

/// Smaller movements show as 0.00.
const SHOWN: f64 = 0.005;

/// All movements, the largest first.
pub(super) struct Movements {
    /// The sum, and the meaning of the signs.
    pub(super) title: String,
    /// How far, what, and why.
    pub(super) lines: Vec<[String; 3]>,
    /// The sum of those that are too small to show.
    pub(super) smaller: Option<String>,
}

/// None where there is nothing to show.
pub(super) fn movements(difference: &Difference) -> Option<Movements> {
    let pair = difference.pair.as_ref()?;
    let sum = hundredths(pair.moved()?);
    let (first, second) = (name(difference, &pair.first), name(difference, &pair.second));
    let mut all: Vec<(f64, String, String)> = Vec::new();
    for movement in &difference.movements {
        let title = title(difference, &movement.criterion);
        all.push((movement.moved, title, causes(difference, movement)));
    }
    for movement in &difference.facts {
        let title = capitalise(&fact(difference, &movement.id));
        all.push((movement.moved, title, fact_cause(difference, movement)));
    }
    if all.is_empty() {
        return None;
    }
    all.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then_with(|| a.1.cmp(&b.1)));
    let (shown, small): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(moved, ..)| moved.abs() >= SHOWN);
    let rest: f64 = small.iter().map(|(moved, ..)| moved).sum();
    let smaller = (!small.is_empty()).then(|| {
        let count = plural(small.len(), "smaller movement");
        format!("{count}, in total {}.", hundredths(rest))
    });
    Some(Movements {
        title: format!("What moved: {sum} in total (+ favours {first}, − favours {second})"),
        lines: shown.into_iter().map(|(by, what, why)| [hundredths(by), what, why]).collect(),
        smaller,
    })
}

/// Why a fact moved the lead: what the profile says of it, what brought it along, the factor, or the catalogue.
fn fact_cause(difference: &Difference, movement: &FactMovement) -> String {
    if let Some(change) = difference.answers.iter().find(|one| one.asked.as_str() == movement.id) {
        return answer_change(change);
    }
    let mut needs = difference.needs.iter();
    if let Some(change) = needs.find(|one| one.capability.as_str() == movement.id) {
        return need_change(difference, change);
    }
    if let Some(by) = &movement.brought_by {
        let by = excerpt(by, NAME);
        match (movement.before, movement.after) {
            (None, _) => return format!("follows from `{by}`"),
            (_, None) => return format!("no longer follows from `{by}`"),
            _ => {}
        }
    }
    match &difference.fit_factor {
        Some(change) => format!(
            "the fit factor changed from {} to {}",
            score(change.before),
            score(change.after)
        ),
        None => "its points changed".to_owned(),
    }
}

fn causes(difference: &Difference, movement: &Movement) -> String {
    let cause = |cause: &Cause| match cause {
        Cause::OtherWeights => {
            format!("{}, as other weights changed", share(movement.before, movement.after))
        }
        Cause::Weight { .. } => weight_cause(difference, movement),
        Cause::Override { framework } => {
            let mut overrides = difference.overrides.iter();
            let change = overrides
                .find(|one| one.framework == *framework && one.criterion == movement.criterion);
            change.map_or_else(
                || format!("{}'s rating is overridden", name(difference, framework)),
                |change| override_change(difference, change),
            )
        }
        Cause::Rating { framework, before, after } => {
            let name = name(difference, framework);
            let shown = |rating: &Option<f64>| rating.map_or("unknown".to_owned(), score);
            match (before, after) {
                (Some(old), Some(new)) if score(*old) == score(*new) => {
                    let by = hundredths(new - old);
                    let by = if by == "0.00" { signed(new - old) } else { by };
                    format!("{name}'s rating changed by {by}")
                }
                _ => format!("{name}'s rating changed from {} to {}", shown(before), shown(after)),
            }
        }
    };
    movement.because.iter().map(cause).collect::<Vec<_>>().join("; ")
}

fn weight_cause(difference: &Difference, movement: &Movement) -> String {
    let share = share(movement.before, movement.after);
    let mut weights = difference.weights.iter();
    let Some(change) = weights.find(|change| change.criterion == movement.criterion) else {
        return share;
    };
    match (change.before, change.after) {
        (Some(before), Some(after)) => {
            let (was, is) = (weight_from(before), weight_from(after));
            format!("its weight changed from {was} to {is}; {share}")
        }
        (None, Some(after)) => format!("new, with {} of the weight", percent(after.share)),
        (_, None) => "removed".to_owned(),
    }
}

/// `its share fell from 10% to 6%`, with a decimal where the two would look the same without.
fn share(before: Option<Side>, after: Option<Side>) -> String {
    let share = |side: Option<Side>| side.map_or(0.0, |side| side.share);
    let (before, after) = (share(before), share(after));
    let (mut was, mut is) = (percent(before), percent(after));
    if was == is {
        let finer = |share: f64| format!("{}%", score(share * 100.0));
        (was, is) = (finer(before), finer(after));
    }
    let verb = if after > before { "grew" } else { "fell" };
    format!("its share {verb} from {was} to {is}")
}
