//! What changed between two decisions, and why the leader changed.
//!
//! A movement is what one criterion did to the lead of one framework over another. It has a part by weight,
//! Δshare × mean difference, and a part by rating, mean share × Δdifference. The two are exactly
//! share × difference after minus before. A fact moves the lead by the change of its points, so that all movements and
//! facts sum to the change of the lead. Each part uses the mean of both ends, so neither order of the two changes is
//! preferred.
//!
//! Only the two decisions are read; the inputs they were computed from are not needed.

mod movement;
mod report;

pub use movement::{facts, movements};
pub use report::*;

use crate::decision::{
    CandidateResult, CriterionRow, Decision, Excluded, RatingRow, SelectedAnswer,
};
use crate::model::{CapabilityId, CriterionId, FrameworkId, SortedMap};
use std::collections::BTreeSet;

/// Smaller relative differences are rounding errors.
const TOLERANCE: f64 = 1e-9;

/// What changed from `old` to `new`.
pub fn diff(old: &Decision, new: &Decision) -> Difference {
    let pair = movement::pair(old, new);
    // Without a lead before and after, there is nothing that moved.
    let leads = pair.as_ref().filter(|pair| pair.moved().is_some());
    let explain = |pair: &Pair| (movements(old, new, pair), facts(old, new, pair));
    let (movements, facts) = leads.map(explain).unwrap_or_default();
    let mut difference = Difference {
        schema: SCHEMA.to_owned(),
        outcome: outcome(old, new),
        leader: Change::of(old, new, |d| d.recommendation.leader.clone()),
        winner: Change::of(old, new, |d| d.recommendation.winner.clone()),
        verdict: Change::of(old, new, |d| d.recommendation.verdict),
        described: Change::of(old, new, |d| d.described),
        flip: None,
        pair,
        movements,
        facts,
        fit_factor: Change::if_any(old, new, |d| d.fit_factor),
        answers: answers(old, new),
        needs: needs(old, new),
        weights: weights(old, new),
        ratings: ratings(old, new),
        own_ratings: own_ratings(old, new),
        candidates: candidates(old, new),
        trade_offs: trade_offs(old, new),
        totals: figures(&totals(old), &totals(new)),
        first_in_draws: figures(&first_in_draws(old), &first_in_draws(new)),
        inputs: Inputs {
            profile: Change::if_any(old, new, |d| {
                d.inputs.profile.as_ref().map(|profile| profile.sha256.clone())
            }),
            catalogue: Change::if_any(old, new, |d| d.inputs.catalogue.sha256.clone()),
            flags: Change::if_any(old, new, |d| d.inputs.flags.clone()),
        },
        criteria: SortedMap::new(),
        names: SortedMap::new(),
        capabilities: SortedMap::new(),
    };
    difference.flip = movement::flip(&difference);
    for decision in [old, new] {
        let titles = decision.criteria.iter().map(|row| (row.id.clone(), row.title.clone()));
        difference.criteria.extend(titles);
        let names = decision.compared().map(|(id, name)| (id.clone(), name.clone()));
        difference.names.extend(names);
        difference.capabilities.extend(decision.project.capabilities.clone());
    }
    if difference.is_empty() {
        difference.outcome = Outcome::NothingMoved;
    }
    difference
}

impl Difference {
    /// Whether nothing that affects the result changed; the inputs may differ.
    pub fn is_empty(&self) -> bool {
        !self.leader.changed()
            && !self.winner.changed()
            && !self.verdict.changed()
            && self.movements.is_empty()
            && self.facts.is_empty()
            && self.answers.is_empty()
            && self.needs.is_empty()
            && self.weights.is_empty()
            && self.ratings.is_empty()
            && self.candidates.is_empty()
            && self.trade_offs.is_empty()
            && self.totals.is_empty()
            && self.first_in_draws.is_empty()
    }
}

fn outcome(old: &Decision, new: &Decision) -> Outcome {
    match (&old.recommendation.leader, &new.recommendation.leader) {
        (None, None) => Outcome::NoneQualifiesStill,
        (Some(_), None) => Outcome::NoneQualifiesNow,
        (None, Some(_)) => Outcome::QualifiesNow,
        (Some(before), Some(after)) if before == after => Outcome::Still,
        (Some(_), Some(_)) => Outcome::Flipped,
    }
}

fn title(old: &Decision, new: &Decision, id: &CriterionId) -> String {
    new.criterion(id).or(old.criterion(id)).map_or_else(String::new, |row| row.title.clone())
}

fn qualifies(decision: &Decision, id: &FrameworkId) -> bool {
    decision.frameworks.iter().any(|framework| framework.id == *id)
}

pub(crate) fn differ(one: f64, other: f64) -> bool {
    (one - other).abs() > TOLERANCE * one.abs().max(other.abs()).max(1.0)
}

/// The same for figures that may be unknown.
fn changed(before: Option<f64>, after: Option<f64>) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => differ(before, after),
        (before, after) => before.is_some() || after.is_some(),
    }
}

/// The entries of two maps that differ, each made of its key, what was and what is.
fn changes<K: Ord + Clone, V: Clone, T>(
    old: &SortedMap<K, V>,
    new: &SortedMap<K, V>,
    differ: impl Fn(Option<&V>, Option<&V>) -> bool,
    change: impl Fn(K, Option<V>, Option<V>) -> T,
) -> Vec<T> {
    let keys: BTreeSet<&K> = old.keys().chain(new.keys()).collect();
    let all = keys.into_iter().map(|key| (key, old.get(key), new.get(key)));
    all.filter(|(_, before, after)| differ(*before, *after))
        .map(|(key, before, after)| change(key.clone(), before.cloned(), after.cloned()))
        .collect()
}

/// Questions with another answer; the order of several answers does not matter.
fn answers(old: &Decision, new: &Decision) -> Vec<Answers> {
    let ids = |said: Option<&Vec<SelectedAnswer>>| {
        said.into_iter().flatten().map(|one| one.id.clone()).collect::<BTreeSet<_>>()
    };
    let differ = |before: Option<&_>, after: Option<&_>| ids(before) != ids(after);
    let change = |asked, before: Option<_>, after: Option<_>| {
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        Answers { asked, before, after }
    };
    changes(&old.project.traits, &new.project.traits, differ, change)
}

fn needs(old: &Decision, new: &Decision) -> Vec<NeedChange> {
    let change = |capability, before, after| NeedChange { capability, before, after };
    changes(&old.project.needs, &new.project.needs, |before, after| before != after, change)
}

/// Weights of which the origin changed, or the points and with them the share. A factor that is not used changes nothing,
/// and points of a ranking that all grow alike do not either.
fn weights(old: &Decision, new: &Decision) -> Vec<WeightChange> {
    let weighted = |row: &CriterionRow| {
        let CriterionRow { weight, share, weight_from, factor, .. } = *row;
        (row.id.clone(), Weighted { weight, share, weight_from, factor })
    };
    let all =
        |decision: &Decision| decision.criteria.iter().map(weighted).collect::<SortedMap<_, _>>();
    let differ = |old: Option<&Weighted>, new: Option<&Weighted>| {
        old.zip(new).is_none_or(|(old, new)| {
            old.weight_from != new.weight_from
                || differ(old.weight, new.weight) && differ(old.share, new.share)
        })
    };
    let change = |criterion, before, after| {
        let title = title(old, new, &criterion);
        WeightChange { criterion, title, before, after }
    };
    changes(&all(old), &all(new), differ, change)
}

/// Of the criteria and frameworks in both, those with another rating.
fn ratings(old: &Decision, new: &Decision) -> SortedMap<CriterionId, Vec<FrameworkId>> {
    let score = |rating: &Option<RatingRow>| rating.as_ref().map(|rating| rating.score);
    let rows = old.criteria.iter().filter_map(|row| Some((row, new.criterion(&row.id)?)));
    let changes = rows.map(|(row, now)| {
        let both = row.ratings.iter().filter_map(|(id, before)| {
            let after = now.ratings.get(id)?;
            changed(score(before), score(after)).then(|| id.clone())
        });
        (row.id.clone(), both.collect())
    });
    changes.filter(|(_, frameworks): &(_, Vec<_>)| !frameworks.is_empty()).collect()
}

fn own_ratings(old: &Decision, new: &Decision) -> Vec<OwnRating> {
    let own = |decision: &Decision| {
        let mut all = SortedMap::new();
        for row in &decision.criteria {
            for (id, rating) in &row.ratings {
                if let Some(rating) = rating.as_ref().filter(|one| one.overridden.is_some()) {
                    all.insert((row.id.clone(), id.clone()), rating.score);
                }
            }
        }
        all
    };
    let change =
        |(criterion, framework), before, after| OwnRating { criterion, framework, before, after };
    changes(&own(old), &own(new), |before, after| before != after, change)
}

fn candidates(old: &Decision, new: &Decision) -> Vec<Candidate> {
    let differ = |before: Option<&(Presence, _)>, after: Option<&(Presence, _)>| {
        before.map(|one| one.0) != after.map(|one| one.0)
    };
    let change = |id, before: Option<_>, after: Option<_>| {
        let (before, was_missing) = before.unwrap_or((Presence::Absent, Vec::new()));
        let (after, is_missing) = after.unwrap_or((Presence::Absent, Vec::new()));
        let missing = if after == Presence::Excluded { is_missing } else { was_missing };
        Candidate { id, before, after, missing }
    };
    changes(&presences(old), &presences(new), differ, change)
}

/// The candidates, and of those that are excluded what they lack.
fn presences(decision: &Decision) -> SortedMap<FrameworkId, (Presence, Vec<CapabilityId>)> {
    let out = |one: &Excluded| (one.id.clone(), (Presence::Excluded, one.missing.clone()));
    let within = |one: &CandidateResult| (one.id.clone(), (Presence::Qualifies, Vec::new()));
    let excluded = decision.excluded.iter().map(out);
    excluded.chain(decision.frameworks.iter().map(within)).collect()
}

/// One entry for each framework of both with changes, in order of their ids.
fn trade_offs(old: &Decision, new: &Decision) -> Vec<TradeOffs> {
    let ids = |decision: &Decision| -> BTreeSet<FrameworkId> {
        decision.frameworks.iter().map(|framework| framework.id.clone()).collect()
    };
    let mut list = Vec::new();
    for id in &ids(old) & &ids(new) {
        let listed = |lists: &SortedMap<FrameworkId, Vec<CapabilityId>>| {
            lists.get(&id).cloned().unwrap_or_default()
        };
        let to_add = |decision: &Decision| decision.to_add.get(&id).cloned().unwrap_or_default();
        let (unused_now, unused_no_longer) = gained(listed(&old.unused), listed(&new.unused));
        let (lacking_now, lacking_no_longer) = gained(listed(&old.lacking), listed(&new.lacking));
        let (to_add_now, to_add_no_longer) = gained(to_add(old), to_add(new));
        let changed = |package: &String| {
            [&to_add_now, &to_add_no_longer].iter().any(|map| map.values().any(|it| it == package))
        };
        let mut to_add_still = to_add(new);
        to_add_still
            .retain(|what, package| changed(package) && to_add(old).get(what) == Some(package));
        let lists = [&unused_now, &unused_no_longer, &lacking_now, &lacking_no_longer];
        if lists.iter().any(|list| !list.is_empty()) || to_add(old) != to_add(new) {
            list.push(TradeOffs {
                framework: id,
                unused_now,
                unused_no_longer,
                to_add_now,
                to_add_no_longer,
                to_add_still,
                lacking_now,
                lacking_no_longer,
            });
        }
    }
    list
}

/// What only the new collection has, and what only the old one has.
fn gained<C: IntoIterator<Item = T> + FromIterator<T>, T: Ord + Clone>(old: C, new: C) -> (C, C) {
    let (old, new) = (BTreeSet::from_iter(old), BTreeSet::from_iter(new));
    ((&new - &old).into_iter().collect(), (&old - &new).into_iter().collect())
}

type Figures = SortedMap<FrameworkId, f64>;

fn totals(decision: &Decision) -> Figures {
    let total = |one: &CandidateResult| (one.id.clone(), one.total);
    decision.frameworks.iter().map(total).collect()
}

/// Of a sole candidate that says nothing.
fn first_in_draws(decision: &Decision) -> Figures {
    let draws = decision.analysis.draws.iter().filter(|_| decision.frameworks.len() > 1);
    let ranks = draws.flat_map(|draws| &draws.rank_acceptability);
    ranks.filter_map(|(id, ranks)| Some((id.clone(), *ranks.first()?))).collect()
}

/// The figures of the frameworks that differ.
fn figures(old: &Figures, new: &Figures) -> SortedMap<FrameworkId, Change<Option<f64>>> {
    let differ =
        |before: Option<&f64>, after: Option<&f64>| changed(before.copied(), after.copied());
    let change = |id, before, after| (id, Change { before, after });
    changes(old, new, differ, change).into_iter().collect()
}
