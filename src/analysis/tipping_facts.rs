//! What single fact, if it were otherwise, would put someone else first.
//!
//! Each thing said is left out in turn, and each other single answer of each question is tried, asked or not. Needs
//! that are not said are not tried. What was said comes first, then the order is by the points of the question.

use crate::decision::{FactKind, TippingFact};
use crate::model::{
    Answer, AnswerFit, AnswerId, CapabilityId, Condition, FactRef, FitRules, FrameworkId, Need,
    OverrideTarget, Profile, Trait,
};
use crate::score::facts::of_answer;
use crate::score::weights::weigh;
use crate::score::{Scoreboard, TOLERANCE};

/// All of them, in the order in which they are shown.
pub fn facts(board: &Scoreboard) -> Vec<TippingFact> {
    let (Some(rules), [leader, _, ..]) = (&board.catalogue.fit, &board.matrix.order[..]) else {
        return Vec::new();
    };
    let search = Search { board, rules, leader: *leader };
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
        let kind = if *need == Need::Bypass { FactKind::Bypass } else { FactKind::Need };
        let (id, from) = (id.to_string(), Some(need.to_string()));
        found.push((true, 0.0, TippingFact { kind, id, from, to: None, winner, lead }));
    }
    found.sort_by(|a, b| {
        b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then_with(|| b.2.lead.total_cmp(&a.2.lead))
    });
    found.into_iter().map(|(_, _, fact)| fact).collect()
}

struct Search<'a> {
    board: &'a Scoreboard<'a>,
    rules: &'a FitRules,
    leader: usize,
}

impl Search<'_> {
    /// Who comes first, and by how much, where the answers are `said` no more but `to`; none where the leader stays.
    fn with_answer(
        &self,
        asked: &Trait,
        said: &[AnswerId],
        to: Option<&Answer>,
    ) -> Option<(FrameworkId, f64)> {
        let changed = || said.iter().filter_map(|id| asked.find(id)).chain(to);
        let contested = self.board.profile.overrides.iter().any(|o| {
            matches!(&o.target, OverrideTarget::Fact { fact: FactRef::Trait(id, _), .. } if *id == asked.id)
        });
        let changed_profile = || {
            let mut profile = self.board.profile.clone();
            match to {
                Some(answer) => profile.traits.insert(asked.id.clone(), vec![answer.id.clone()]),
                None => profile.traits.remove(&asked.id),
            };
            profile
        };
        if contested
            || self.implies(|when| matches!(when, Condition::Answer(id, _) if *id == asked.id))
            || changed().any(|answer| self.brings_a_candidate(answer) || drops_a_criterion(answer))
        {
            return self.again(&changed_profile());
        }
        let reweighed = if changed().any(|answer| !answer.weights.is_empty()) {
            Some(weigh(self.board.catalogue, &changed_profile()).ok()?)
        } else {
            None
        };
        self.first(|candidate| {
            let said = self.points_of(FactKind::Trait, asked.id.as_str(), candidate);
            let framework = self.board.candidates[candidate];
            let new = to
                .map_or(0.0, |answer| of_answer(self.rules, asked, answer, framework).span.points);
            let criteria = reweighed.as_ref().map_or(0.0, |weights| {
                let cells = self.board.matrix.row(candidate).iter().zip(&weights.each);
                cells.map(|(cell, weight)| cell.score * weight.share).sum::<f64>()
                    - self.board.matrix.criteria_part(candidate)
            });
            criteria + new * self.board.profile.factor() - said
        })
    }

    fn without_need(&self, id: &CapabilityId, need: Need) -> Option<(FrameworkId, f64)> {
        let brought = self.rules.implies.iter().any(|implied| implied.needs.contains_key(id));
        if need.decides()
            || brought
            || self.implies(|when| matches!(when, Condition::Need(known, _) if known == id))
        {
            let mut profile = self.board.profile.clone();
            profile.needs.remove(id);
            return self.again(&profile);
        }
        let kind = if need == Need::Bypass { FactKind::Bypass } else { FactKind::Need };
        self.first(|candidate| -self.points_of(kind, id.as_str(), candidate))
    }

    /// What the facts on a question or capability give a candidate now.
    fn points_of(&self, kind: FactKind, id: &str, candidate: usize) -> f64 {
        let facts = self.board.facts.iter().filter(|fact| fact.kind == kind && fact.id == id);
        facts.map(|fact| fact.effects[candidate].span.points).sum()
    }

    fn implies(&self, mentions: impl Fn(&Condition) -> bool) -> bool {
        self.rules.implies.iter().flat_map(|implied| &implied.when).any(mentions)
    }

    /// Whether an answer makes a framework a candidate.
    fn brings_a_candidate(&self, answer: &Answer) -> bool {
        let frameworks = &self.board.catalogue.frameworks;
        match &answer.fit {
            AnswerFit::Names { framework, .. } => {
                self.board.profile.frameworks.is_none()
                    && frameworks.get(framework).is_some_and(|named| !named.default)
                    && frameworks.values().any(|known| known.default)
            }
            AnswerFit::Silent | AnswerFit::Stated => false,
        }
    }

    /// Who comes first where each total changes by this; none where the leader stays.
    fn first(&self, change: impl Fn(usize) -> f64) -> Option<(FrameworkId, f64)> {
        let totals: Vec<f64> = self
            .board
            .matrix
            .totals
            .iter()
            .enumerate()
            .map(|(c, total)| total + change(c))
            .collect();
        let leads = |c: usize| {
            let others = totals.iter().enumerate().filter(|(other, _)| *other != c);
            totals[c] - others.map(|(_, total)| *total).fold(f64::NEG_INFINITY, f64::max)
        };
        let winner = (0..totals.len()).find(|c| leads(*c) > TOLERANCE)?;
        (winner != self.leader)
            .then(|| (self.board.matrix.candidates[winner].clone(), leads(winner)))
    }

    /// The same by scoring anew.
    fn again(&self, profile: &Profile) -> Option<(FrameworkId, f64)> {
        let board = Scoreboard::new(self.board.catalogue, profile, self.board.today).ok()?;
        let matrix = board.matrix;
        let winner = &matrix.candidates[*matrix.order.first()?];
        let lead = matrix.lead().filter(|lead| *lead > TOLERANCE)?;
        (*winner != self.board.matrix.candidates[self.leader]).then(|| (winner.clone(), lead))
    }
}

/// Whether an answer makes a criterion not applicable.
fn drops_a_criterion(answer: &Answer) -> bool {
    answer.weights.values().any(|factor| factor.get() <= 0.0)
}
