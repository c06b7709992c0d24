//! What caused a movement, from what the two decisions say.

use super::movement::Lead;
use super::{Cause, changes, differ};
use crate::decision::{CriterionRow, Decision, FitPart, RatingRow};
use crate::model::{CapabilityId, FrameworkId, Need, TraitId};

/// The part of project fit made of what is gone round.
const DEAD_WEIGHT: &str = "dead-weight";
/// The part of project fit made of what is needed.
const FEATURE_MATCH: &str = "feature-match";

/// Which of the two ways something moved in.
#[derive(Clone, Copy)]
pub(super) struct Causes {
    pub(super) weight: bool,
    pub(super) rating: bool,
}

/// Why a criterion moved.
pub(super) fn of_criterion(
    lead: Lead,
    rows: (Option<&CriterionRow>, Option<&CriterionRow>),
    in_way: Causes,
) -> Vec<Cause> {
    let by_weight = in_way.weight.then(|| weight(rows));
    let (Some(old), Some(new)) = rows else { return by_weight.into_iter().collect() };
    let rating = |id| rating(id, rated(old, id), rated(new, id));
    let ratings = [lead.first, lead.second].into_iter().filter_map(rating);
    by_weight.into_iter().chain(ratings.filter(|_| in_way.rating)).collect()
}

fn weight((old, new): (Option<&CriterionRow>, Option<&CriterionRow>)) -> Cause {
    let own = |row: &CriterionRow| (row.weight, row.weight_from);
    match (old.map(own), new.map(own)) {
        (Some((old, from)), Some((new, now))) if from == now && !differ(old, new) => {
            Cause::OtherWeights
        }
        (before, after) => {
            Cause::Weight { before: before.map(|(_, from)| from), after: after.map(|(_, now)| now) }
        }
    }
}

fn rated<'a>(row: &'a CriterionRow, id: &FrameworkId) -> Option<&'a RatingRow> {
    row.ratings.get(id).and_then(Option::as_ref)
}

fn rating(id: &FrameworkId, old: Option<&RatingRow>, new: Option<&RatingRow>) -> Option<Cause> {
    let judged = |rating: Option<&RatingRow>| rating.is_some_and(|r| r.overridden.is_some());
    let score = |rating: Option<&RatingRow>| rating.map(|r| r.score);
    let moved = scored(id, score(old), score(new))?;
    let by_the_team = judged(old) || judged(new);
    Some(if by_the_team { Cause::Override { framework: id.clone() } } else { moved })
}

fn scored(id: &FrameworkId, before: Option<f64>, after: Option<f64>) -> Option<Cause> {
    let same = match (before, after) {
        (Some(old), Some(new)) => !differ(old, new),
        (old, new) => old.is_none() && new.is_none(),
    };
    (!same).then(|| Cause::Rating { framework: id.clone(), before, after })
}

/// Why a part of project fit moved: what the project says of it, else what the frameworks are rated on it.
pub(super) fn of_part(
    lead: Lead,
    id: &str,
    parts: (Option<&FitPart>, Option<&FitPart>),
    in_way: Causes,
) -> Vec<Cause> {
    if let Some(said) = said(lead.old, lead.new, id) {
        return vec![said];
    }
    let score = |part: Option<&FitPart>, id: &FrameworkId| part?.scores.get(id).copied().flatten();
    let rating = |id: &FrameworkId| scored(id, score(parts.0, id), score(parts.1, id));
    let ratings = [lead.first, lead.second].into_iter().filter_map(rating);
    let others = in_way.weight.then_some(Cause::OtherWeights);
    others.into_iter().chain(ratings.filter(|_| in_way.rating)).collect()
}

fn said(old: &Decision, new: &Decision, id: &str) -> Option<Cause> {
    let counts: fn(Need) -> bool = match id {
        DEAD_WEIGHT => |need| need == Need::Bypass,
        FEATURE_MATCH => |need| need != Need::Bypass,
        asked => {
            let asked = TraitId::new(asked).ok()?;
            let answered = changes::answers(old, new).into_iter().any(|a| a.asked == asked);
            return answered.then_some(Cause::Answer { asked });
        }
    };
    let changed = changes::needs(old, new).into_iter();
    let capabilities: Vec<CapabilityId> = changed
        .filter(|need| need.before.is_some_and(counts) || need.after.is_some_and(counts))
        .map(|need| need.capability)
        .collect();
    (!capabilities.is_empty()).then_some(Cause::Needs { capabilities })
}
