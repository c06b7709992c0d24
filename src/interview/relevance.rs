//! Which questions can still change the recommendation.
//!
//! For each candidate, the questions left are answered in its favour: question by question the answer that helps it
//! most, in a few rounds. Effects on the lead are nearly additive, so this climb ends at or near the maximum. If no
//! candidate can change the verdict or the leader in this way, nothing more is asked. Otherwise a question stays
//! open if some answer to it changes the lead.
//!
//! Answers never exclude a framework; needs do, and are asked early.

use crate::decide::{Outlook, ZeroWeights, outlook};
use crate::model::{AnswerId, Catalogue, FrameworkId, Profile, Trait, TraitId};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Two rounds are nearly always enough.
const ROUNDS: usize = 3;
/// The smallest change of the lead for which a question is asked; leads are shown with one decimal.
const LEAST_CHANGE: f64 = 0.005;

/// Which of the questions `left` are open; none where there are fewer than two candidates.
pub(super) fn open(
    catalogue: &Catalogue,
    profile: &Profile,
    left: &[&Trait],
    today: Option<Date>,
) -> Result<Option<BTreeSet<TraitId>>, ZeroWeights> {
    let now = outlook(catalogue, profile, today)?;
    if now.totals.len() < 2 {
        return Ok(None);
    }
    let mut search = Search { catalogue, today, open: BTreeSet::new() };
    let mut can_change = false;
    for (candidate, _) in &now.totals {
        let favoured = search.favour(profile, left, candidate)?;
        can_change |= (favoured.verdict, favoured.leader) != (now.verdict, now.leader.clone());
    }
    Ok(Some(if can_change { search.open } else { BTreeSet::new() }))
}

struct Search<'a> {
    catalogue: &'a Catalogue,
    today: Option<Date>,
    open: BTreeSet<TraitId>,
}

impl Search<'_> {
    /// The outlook when every question left is answered in favour of a candidate.
    fn favour(
        &mut self,
        profile: &Profile,
        left: &[&Trait],
        candidate: &FrameworkId,
    ) -> Result<Outlook, ZeroWeights> {
        let mut profile = profile.clone();
        for _ in 0..ROUNDS {
            let before = profile.traits.clone();
            for asked in left {
                self.answer(&mut profile, asked, candidate)?;
            }
            if profile.traits == before {
                break;
            }
        }
        outlook(self.catalogue, &profile, self.today)
    }

    /// Gives a question the answer that helps most.
    fn answer(
        &mut self,
        profile: &mut Profile,
        asked: &Trait,
        candidate: &FrameworkId,
    ) -> Result<(), ZeroWeights> {
        let (mut best, mut most, mut least) = (None, f64::NEG_INFINITY, f64::INFINITY);
        let answers = asked.answers.iter().map(|answer| Some(&answer.id));
        for answer in std::iter::once(None).chain(answers) {
            set(profile, &asked.id, answer);
            let margin = outlook(self.catalogue, profile, self.today)?.margin(candidate);
            let margin = margin.unwrap_or(0.0);
            least = least.min(margin);
            if margin > most + 1e-9 {
                (best, most) = (answer, margin);
            }
        }
        if most - least > LEAST_CHANGE {
            self.open.insert(asked.id.clone());
        }
        set(profile, &asked.id, best);
        Ok(())
    }
}

fn set(profile: &mut Profile, asked: &TraitId, answer: Option<&AnswerId>) {
    match answer {
        Some(answer) => drop(profile.traits.insert(asked.clone(), vec![answer.clone()])),
        None => drop(profile.traits.remove(asked)),
    }
}
