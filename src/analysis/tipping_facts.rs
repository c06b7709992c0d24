//! Which single fact, if it were different, would put another framework first.
//!
//! Each thing said is left out in turn, and each other single answer of each question is tried, asked or not. Needs
//! that are not said are not tried. What was said comes first, then the order is by the points of the question.

use crate::decision::{FactKind, TippingFact};
use crate::model::{
    Answer, AnswerId, CapabilityId, Condition, FitRules, Framework, FrameworkId, Need,
    OverrideTarget, Profile, SortedMap, Trait, TraitId,
};
use crate::score::facts::of_answer;
use crate::score::weights::weigh;
use crate::score::{Scoreboard, TOLERANCE};

/// All of them, in the order in which they are shown. `everyone` scores the same project for every framework that an
/// answer may bring in as a candidate.
pub fn facts(board: &Scoreboard, everyone: &Scoreboard) -> Vec<TippingFact> {
    let (Some(rules), [leader, ..]) = (&board.catalogue.fit, &board.matrix.order[..]) else {
        return Vec::new();
    };
    let leader = &board.matrix.candidates[*leader];
    let unasked = Profile { traits: SortedMap::new(), ..board.profile.clone() };
    let unasked = board.catalogue.candidates(&unasked);
    let may_name = board.profile.frameworks.is_none();
    let given = || board.catalogue.given(board.profile).filter(|_| may_name);
    let reasons = everyone.candidates.iter().map(|framework| {
        let named = given().filter(|(_, answer)| answer.names() == Some(&framework.id));
        let itself = unasked.iter().any(|known| known.id == framework.id);
        Reasons { itself, named: named.map(|(asked, _)| &asked.id).collect() }
    });
    let search = Search { board, everyone, reasons: reasons.collect(), rules, leader };
    let mut found: Vec<(bool, f64, TippingFact)> = Vec::new();
    for asked in &board.catalogue.traits {
        let said = board.profile.traits.get(&asked.id).map_or(&[][..], Vec::as_slice);
        let points = rules.points.get(&asked.id).map_or(0.0, |points| points.get());
        let others = asked.answers.iter().filter(|answer| said != [answer.id.clone()]);
        let without = (!said.is_empty()).then_some(None);
        let from = said.iter().map(AnswerId::as_str).collect::<Vec<_>>().join(", ");
        let from = Some(from).filter(|_| !said.is_empty());
        for to in without.into_iter().chain(others.map(Some)) {
            let Some((winner, lead)) = search.with_answer(asked, said, to) else { continue };
            let (id, to) = (asked.id.to_string(), to.map(|answer| answer.id.to_string()));
            let (kind, from) = (FactKind::Trait, from.clone());
            found.push((from.is_some(), points, TippingFact { kind, id, from, to, winner, lead }));
        }
    }
    for (id, need) in &board.profile.needs {
        let Some((winner, lead)) = search.without_need(id, *need) else { continue };
        let (id, from, kind) = (id.to_string(), Some(need.to_string()), kind_of(*need));
        found.push((true, 0.0, TippingFact { kind, id, from, to: None, winner, lead }));
    }
    // Equal leads keep their order, whatever rounding made of them.
    let steps = |fact: &TippingFact| (fact.lead / TOLERANCE).round();
    found.sort_by(|a, b| {
        b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then_with(|| steps(&b.2).total_cmp(&steps(&a.2)))
    });
    found.into_iter().map(|(_, _, fact)| fact).collect()
}

struct Search<'a> {
    board: &'a Scoreboard<'a>,
    everyone: &'a Scoreboard<'a>,
    /// One for each of everyone.
    reasons: Vec<Reasons<'a>>,
    rules: &'a FitRules,
    leader: &'a FrameworkId,
}

/// Why a framework is a candidate, if it is.
struct Reasons<'a> {
    /// Whatever is answered.
    itself: bool,
    /// The questions of which an answer names it.
    named: Vec<&'a TraitId>,
}

fn kind_of(need: Need) -> FactKind {
    if need.rejects() { FactKind::Bypass } else { FactKind::Need }
}

/// Who comes first, and by how much; none where the leader stays.
type Winner = Option<(FrameworkId, f64)>;

impl Search<'_> {
    /// Where the answers are `said` no more but `to`.
    fn with_answer(&self, asked: &Trait, said: &[AnswerId], to: Option<&Answer>) -> Winner {
        let Scoreboard { catalogue, profile, .. } = *self.board;
        let changed = || said.iter().filter_map(|id| asked.find(id)).chain(to);
        let contested = profile.overrides.iter().any(|o| {
            matches!(&o.target, OverrideTarget::Fact { fact, .. } if fact.id == *asked.id.as_str())
        });
        let changed_profile = || {
            let mut profile = profile.clone();
            match to {
                Some(answer) => profile.traits.insert(asked.id.clone(), vec![answer.id.clone()]),
                None => profile.traits.remove(&asked.id),
            };
            profile
        };
        if contested
            || self.implies(|when| matches!(when, Condition::Answer(id, _) if *id == asked.id))
            // A criterion that does not apply is no row of the matrix.
            || changed().flat_map(|answer| answer.weights.values()).any(|by| by.get() <= 0.0)
        {
            return self.again(&changed_profile());
        }
        let reweighs = changed().any(|answer| !answer.weights.is_empty());
        let reweighed = reweighs.then(|| weigh(catalogue, &changed_profile())).transpose().ok()?;
        self.first(Some((asked, to)), |at| {
            let said = self.points_of(FactKind::Trait, asked.id.as_str(), at);
            let framework = self.everyone.candidates[at];
            let answer = |answer| of_answer(self.rules, asked, answer, framework).span.points;
            let criteria = reweighed.as_ref().map_or(0.0, |weights| {
                let cells = self.everyone.matrix.row(at).iter().zip(&weights.each);
                cells.map(|(cell, weight)| cell.score * weight.share).sum::<f64>()
                    - self.everyone.matrix.criteria_part(at)
            });
            criteria + to.map_or(0.0, answer) * profile.factor() - said
        })
    }

    fn without_need(&self, id: &CapabilityId, need: Need) -> Winner {
        let brought = self.rules.implies.iter().any(|implied| implied.needs.contains_key(id));
        if need.decides()
            || brought
            || self.implies(|when| matches!(when, Condition::Need(known, _) if known == id))
        {
            let mut profile = self.board.profile.clone();
            profile.needs.remove(id);
            return self.again(&profile);
        }
        self.first(None, |at| -self.points_of(kind_of(need), id.as_str(), at))
    }

    /// What the facts on a question or capability give one of everyone now.
    fn points_of(&self, kind: FactKind, id: &str, at: usize) -> f64 {
        let facts = self.everyone.facts.iter().filter(|fact| fact.kind == kind && fact.id == id);
        facts.map(|fact| fact.effects[at].span.points).sum()
    }

    fn implies(&self, mentions: impl Fn(&Condition) -> bool) -> bool {
        self.rules.implies.iter().flat_map(|implied| &implied.when).any(mentions)
    }

    /// Where one question has this answer alone and each total changes by this.
    fn first(
        &self,
        answered: Option<(&Trait, Option<&Answer>)>,
        change: impl Fn(usize) -> f64,
    ) -> Winner {
        let Scoreboard { matrix, candidates, profile, .. } = self.everyone;
        let is_candidate = |at: &usize| {
            let Reasons { itself, named } = &self.reasons[*at];
            let another =
                |question: &&TraitId| answered.is_none_or(|(asked, _)| asked.id != **question);
            let newly = answered.and_then(|(_, to)| to?.names()) == Some(&candidates[*at].id);
            *itself || named.iter().any(another) || (newly && profile.frameworks.is_none())
        };
        let mut totals: Vec<(f64, &Framework)> = (0..candidates.len())
            .filter(is_candidate)
            .map(|at| (matrix.totals[at] + change(at), candidates[at]))
            .collect();
        totals.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (best, winner) = *totals.first()?;
        // Of stacks of one base the best is compared, unless there is only that base.
        let other = |one: &&(f64, &Framework)| one.1.base() != winner.base();
        let rival = totals.iter().find(other).or_else(|| totals.get(1))?;
        let lead = best - rival.0;
        (lead > TOLERANCE && winner.id != *self.leader).then(|| (winner.id.clone(), lead))
    }

    /// The same by scoring anew.
    fn again(&self, profile: &Profile) -> Winner {
        let Scoreboard { catalogue, today, .. } = *self.board;
        let board = Scoreboard::new(catalogue, profile, today, Some(self.everyone)).ok()?;
        let matrix = board.matrix;
        let winner = &matrix.candidates[*matrix.order.first()?];
        let lead = matrix.lead().filter(|lead| *lead > TOLERANCE)?;
        (winner != self.leader).then(|| (winner.clone(), lead))
    }
}
