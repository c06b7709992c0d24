//! Which questions can still change the answer between the candidates.
//!
//! The answer is who leads and how clearly, before anything is drawn. To see how far the questions that are left
//! could push it, the furthest push for each candidate is looked for: question by question the answer that most
//! helps it, over and over until nothing helps more. What answers do to the lead adds up but for the common
//! denominator, so this climb reaches the top or close to it. If no push changes the answer, nothing that is left
//! can, and nothing more is asked. Else a question stays open when some answer to it moves the lead, now or at the
//! end of a push.
//!
//! Answers never exclude a framework; needs do, and are asked early for that.

use crate::decide::{Outlook, ZeroWeights, outlook};
use crate::decision::Verdict;
use crate::model::{AnswerId, Catalogue, FrameworkId, Profile, Trait, TraitId};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A push is looked for in at most so many rounds; two nearly always do.
const ROUNDS: usize = 3;
/// The lead is shown to one place; an answer that moves it by less than this in every case is not worth a question.
const LEAST_MOVE: f64 = 0.005;

/// What the questions left can do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Open {
    /// The questions of which some answer can change the answer.
    pub(super) traits: BTreeSet<TraitId>,
    /// Whether there is more than one candidate left to choose between.
    pub(super) contested: bool,
}

/// Where the search stands: the catalogue, the day, and what moved.
struct Search<'a> {
    catalogue: &'a Catalogue,
    today: Option<Date>,
    moving: BTreeSet<TraitId>,
}

/// Which of the questions `left` are open, given the answers so far.
pub(super) fn open(
    catalogue: &Catalogue,
    profile: &Profile,
    left: &[TraitId],
    today: Option<Date>,
) -> Result<Open, ZeroWeights> {
    let now = outlook(catalogue, profile, today)?;
    if now.totals.len() < 2 {
        return Ok(Open::default());
    }
    let left: Vec<&Trait> = left.iter().filter_map(|id| catalogue.find_trait(id)).collect();
    let mut search = Search { catalogue, today, moving: BTreeSet::new() };
    let mut changes = false;
    for (candidate, _) in &now.totals {
        let pushed = search.push(profile, &left, candidate)?;
        changes |= answer(&pushed) != answer(&now);
    }
    let traits = if changes { search.moving } else { BTreeSet::new() };
    Ok(Open { traits, contested: true })
}

fn answer(outlook: &Outlook) -> (Verdict, Option<&FrameworkId>) {
    (outlook.verdict, outlook.leader.as_ref())
}

impl Search<'_> {
    /// The outlook when every question left is answered as best helps the candidate.
    fn push(
        &mut self,
        profile: &Profile,
        left: &[&Trait],
        candidate: &FrameworkId,
    ) -> Result<Outlook, ZeroWeights> {
        let mut profile = profile.clone();
        for _ in 0..ROUNDS {
            let mut better = false;
            for asked in left {
                better |= self.push_one(&mut profile, asked, candidate)?;
            }
            if !better {
                break;
            }
        }
        outlook(self.catalogue, &profile, self.today)
    }

    /// Gives one question the answer that best helps; whether that is another than before.
    fn push_one(
        &mut self,
        profile: &mut Profile,
        asked: &Trait,
        candidate: &FrameworkId,
    ) -> Result<bool, ZeroWeights> {
        let before = profile.traits.get(&asked.id).cloned();
        let (mut best, mut most, mut least) = (None, f64::NEG_INFINITY, f64::INFINITY);
        let answers = asked.answers.iter().map(|answer| Some(answer.id.clone()));
        for answer in std::iter::once(None).chain(answers) {
            set(profile, &asked.id, answer.as_slice());
            let margin = outlook(self.catalogue, profile, self.today)?.margin(candidate);
            let margin = margin.unwrap_or(0.0);
            least = least.min(margin);
            if margin > most + 1e-9 {
                (best, most) = (answer, margin);
            }
        }
        if most - least > LEAST_MOVE {
            self.moving.insert(asked.id.clone());
        }
        set(profile, &asked.id, best.as_slice());
        Ok(profile.traits.get(&asked.id) != before.as_ref())
    }
}

fn set(profile: &mut Profile, asked: &TraitId, answers: &[AnswerId]) {
    if answers.is_empty() {
        profile.traits.remove(asked);
    } else {
        profile.traits.insert(asked.clone(), answers.to_vec());
    }
}
