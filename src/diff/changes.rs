//! What is different between two decisions, apart from the lead.

use super::{
    Answers, Candidate, Change, Inputs, NeedChange, OverrideChange, Presence, Rated, RatingChange,
    Staleness, WeightChange, Weighted, differ,
};
use crate::decision::{CriterionRow, Decision, Notice, RatingRow, SelectedAnswer, Stale};
use crate::model::{CapabilityId, CriterionId, FrameworkId, TraitId};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Questions answered otherwise; the order of several answers is none.
pub(super) fn answers(old: &Decision, new: &Decision) -> Vec<Answers> {
    let (old, new) = (&old.project.traits, &new.project.traits);
    let asked: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let change = |id: &TraitId| {
        let said =
            |traits: &BTreeMap<_, Vec<SelectedAnswer>>| traits.get(id).cloned().unwrap_or_default();
        let ids = |said: &[SelectedAnswer]| {
            said.iter().map(|said| said.id.clone()).collect::<BTreeSet<_>>()
        };
        let (before, after) = (said(old), said(new));
        (ids(&before) != ids(&after)).then(|| Answers { asked: id.clone(), before, after })
    };
    asked.into_iter().filter_map(change).collect()
}

/// Needs that changed.
pub(super) fn needs(old: &Decision, new: &Decision) -> Vec<NeedChange> {
    let (old, new) = (&old.project.needs, &new.project.needs);
    let named: BTreeSet<&CapabilityId> = old.keys().chain(new.keys()).collect();
    let change = |id: &CapabilityId| NeedChange {
        capability: id.clone(),
        before: old.get(id).copied(),
        after: new.get(id).copied(),
    };
    named.into_iter().map(change).filter(|need| need.before != need.after).collect()
}

/// Weights whose points, or whose origin, changed.
pub(super) fn weights(old: &Decision, new: &Decision) -> Vec<WeightChange> {
    let change = |id: &CriterionId| {
        let (before, after) = (old.criterion(id), new.criterion(id));
        let title = after.or(before).map_or_else(|| id.to_string(), |row| row.title.clone());
        let (before, after) = (before.map(weighted), after.map(weighted));
        let same = before.zip(after).is_some_and(|(before, after)| same_weight(before, after));
        (!same).then(|| WeightChange { criterion: id.clone(), title, before, after })
    };
    criteria(old, new).into_iter().filter_map(change).collect()
}

fn criteria<'a>(old: &'a Decision, new: &'a Decision) -> BTreeSet<&'a CriterionId> {
    old.criteria.iter().chain(&new.criteria).map(|row| &row.id).collect()
}

fn weighted(row: &CriterionRow) -> Weighted {
    let CriterionRow { weight, share, weight_from, factor, .. } = *row;
    Weighted { weight, share, weight_from, factor }
}

fn same_weight(one: Weighted, other: Weighted) -> bool {
    let figures = !differ(one.weight, other.weight) && !differ(one.factor, other.factor);
    figures && one.weight_from == other.weight_from
}

/// A framework's ratings on one criterion of both decisions.
struct Both<'a> {
    framework: &'a FrameworkId,
    criterion: &'a CriterionId,
    before: Option<&'a RatingRow>,
    after: Option<&'a RatingRow>,
}

/// The ratings of every framework and criterion that both decisions weighed.
fn both<'a>(old: &'a Decision, new: &'a Decision) -> Vec<Both<'a>> {
    let rows = old.criteria.iter().filter_map(|row| Some((row, new.criterion(&row.id)?)));
    let pair = |(old, new): (&'a CriterionRow, &'a CriterionRow)| {
        let weighed = old.ratings.iter();
        weighed.filter_map(move |(framework, before)| {
            let (before, after) = (before.as_ref(), new.ratings.get(framework)?.as_ref());
            Some(Both { framework, criterion: &old.id, before, after })
        })
    };
    let mut found: Vec<Both> = rows.flat_map(pair).collect();
    found.sort_by_key(|both| (both.criterion, both.framework));
    found
}

/// Ratings, their ranges and their coverage, where one of them changed.
pub(super) fn ratings(old: &Decision, new: &Decision) -> Vec<RatingChange> {
    let change = |both: Both| {
        let (before, after) = (both.before.map(rated), both.after.map(rated));
        (!same_rating(before, after)).then(|| RatingChange {
            framework: both.framework.clone(),
            criterion: both.criterion.clone(),
            before,
            after,
        })
    };
    both(old, new).into_iter().filter_map(change).collect()
}

fn rated(row: &RatingRow) -> Rated {
    let RatingRow { score, low, high, coverage, .. } = *row;
    Rated { score, low, high, coverage }
}

fn same_rating(before: Option<Rated>, after: Option<Rated>) -> bool {
    let figures = |r: Rated| [r.score, r.low, r.high, r.coverage];
    match (before.map(figures), after.map(figures)) {
        (Some(old), Some(new)) => old.into_iter().zip(new).all(|(old, new)| !differ(old, new)),
        (old, new) => old.is_none() && new.is_none(),
    }
}

/// The team's own ratings that came or went, or of which the reason or the figure changed.
pub(super) fn overrides(old: &Decision, new: &Decision) -> Vec<OverrideChange> {
    let change = |both: Both| {
        let reason = |rating: Option<&RatingRow>| rating.and_then(|r| r.overridden.clone());
        let (before, after) = (reason(both.before), reason(both.after));
        let moved = !same_rating(both.before.map(rated), both.after.map(rated));
        let judged = before.is_some() && after.is_some();
        (before != after || (judged && moved)).then(|| OverrideChange {
            framework: both.framework.clone(),
            criterion: both.criterion.clone(),
            expired: after
                .is_none()
                .then(|| expired(new, both.framework, both.criterion))
                .flatten(),
            before,
            after,
        })
    };
    both(old, new).into_iter().filter_map(change).collect()
}

fn expired(decision: &Decision, of: &FrameworkId, on: &CriterionId) -> Option<Date> {
    decision.notices.iter().find_map(|notice| match notice {
        Notice::OverrideExpired { framework, criterion, until }
            if framework == of && criterion == on =>
        {
            Some(*until)
        }
        _ => None,
    })
}

/// Candidates that came, went, fell out or came back.
pub(super) fn candidates(old: &Decision, new: &Decision) -> Vec<Candidate> {
    let ids = |decision: &Decision| {
        let weighed = decision.frameworks.iter().map(|standing| standing.id.clone());
        weighed.chain(decision.excluded.iter().map(|out| out.id.clone())).collect::<Vec<_>>()
    };
    let named: BTreeSet<FrameworkId> = ids(old).into_iter().chain(ids(new)).collect();
    let change = |id: FrameworkId| {
        let (before, after) = (presence(old, &id), presence(new, &id));
        let missing =
            if after == Presence::Excluded { missing(new, &id) } else { missing(old, &id) };
        (before != after).then_some(Candidate { id, before, after, missing })
    };
    named.into_iter().filter_map(change).collect()
}

fn presence(decision: &Decision, id: &FrameworkId) -> Presence {
    if super::pair::qualifies(decision, id) {
        Presence::Qualifies
    } else if decision.excluded.iter().any(|out| out.id == *id) {
        Presence::Excluded
    } else {
        Presence::Absent
    }
}

fn missing(decision: &Decision, id: &FrameworkId) -> Vec<CapabilityId> {
    let out = decision.excluded.iter().find(|out| out.id == *id);
    out.map(|out| out.missing.clone()).unwrap_or_default()
}

/// Per framework weighed in both, how much of the weight rests on findings, where that changed.
pub(super) fn coverage(old: &Decision, new: &Decision) -> BTreeMap<FrameworkId, Change<f64>> {
    let covered = |decision: &Decision, id: &FrameworkId| {
        decision.frameworks.iter().find(|standing| standing.id == *id).map(|s| s.coverage)
    };
    let change = |id: &FrameworkId| {
        let (before, after) = (covered(old, id)?, covered(new, id)?);
        differ(before, after).then(|| (id.clone(), Change { before, after }))
    };
    old.frameworks.iter().filter_map(|standing| change(&standing.id)).collect()
}

/// Findings that are past their date on one side only.
pub(super) fn stale(old: &Decision, new: &Decision) -> Staleness {
    let (old, new) = (&old.analysis.age.stale, &new.analysis.age.stale);
    let only = |own: &[Stale], other: &[Stale]| {
        own.iter().filter(|stale| !other.contains(stale)).cloned().collect()
    };
    Staleness { now: only(new, old), no_longer: only(old, new) }
}

/// Per framework, the share of draws that it wins, where that changed.
pub(super) fn first_in_draws(
    old: &Decision,
    new: &Decision,
) -> BTreeMap<FrameworkId, Change<Option<f64>>> {
    let (old, new) = (first(old), first(new));
    let drawn: BTreeSet<&FrameworkId> = old.keys().chain(new.keys()).collect();
    let change = |id: &FrameworkId| {
        let (before, after) = (old.get(id).copied(), new.get(id).copied());
        let same = before.zip(after).is_some_and(|(before, after)| !differ(before, after));
        (!same).then(|| (id.clone(), Change { before, after }))
    };
    drawn.into_iter().filter_map(change).collect()
}

fn first(decision: &Decision) -> BTreeMap<FrameworkId, f64> {
    let ranks = decision.analysis.draws.iter().flat_map(|draws| &draws.rank_acceptability);
    ranks.filter_map(|(id, ranks)| Some((id.clone(), *ranks.first()?))).collect()
}

/// Digests and flags that changed.
pub(super) fn inputs(old: &Decision, new: &Decision) -> Inputs {
    let digest = |d: &Decision| d.inputs.profile.as_ref().map(|profile| profile.sha256.clone());
    let profile = Change::of(old, new, digest);
    let catalogue = Change::of(old, new, |d: &Decision| d.inputs.catalogue.sha256.clone());
    let flags = Change::of(old, new, |d: &Decision| d.inputs.flags.clone());
    Inputs {
        profile: profile.changed().then_some(profile),
        catalogue: catalogue.changed().then_some(catalogue),
        flags: flags.changed().then_some(flags),
    }
}
