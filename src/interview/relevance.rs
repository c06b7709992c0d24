//! Which questions can still change who is first.
//!
//! Points add up. So a rival can come first at most if its total less the leader's, with the most that each question
//! left can add to that difference and the most that weights can, is above zero. The weights' part is the largest
//! weighted mean over all factors that the questions left allow, and over all rankings while the ranking is not asked.
//! A question is worth asking if it moves such a rival against the leader.
//!
//! Answers never exclude a framework; needs do, and are asked early.

use crate::decide::{Settings, ZeroWeights, decide};
use crate::decision::{CriterionRow, WeightFrom};
use crate::model::{
    Answer, AnswerFit, AnswerId, Catalogue, CriterionId, Framework, FrameworkId, Profile, Trait,
    TraitId,
};
use crate::score::facts::{adjustment, effective_needs, facts};
use crate::score::weights::{MOST_FACTOR, rank_order_centroid};
use crate::score::{TOLERANCE, UNKNOWN_SCORE, in_force};
use std::collections::BTreeSet;

/// The smallest change of a difference for which a question is asked; leads are shown with one decimal.
const LEAST_CHANGE: f64 = 0.005;

/// What can still change who is first.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub(super) traits: BTreeSet<TraitId>,
    pub(super) weights: bool,
}

/// Which of the questions `left` are open, and whether the ranking is; none where there are fewer than two candidates.
pub(super) fn open(
    catalogue: &Catalogue,
    profile: &Profile,
    left: &[&Trait],
    ranking_left: bool,
    settings: &Settings,
) -> Result<Option<Open>, ZeroWeights> {
    // As it stands without the questions left, with every framework that their answers could bring in.
    let mut base = profile.clone();
    base.traits.retain(|id, _| left.iter().all(|asked| asked.id != *id));
    let candidates = catalogue.candidates(profile);
    let mut field = candidates.clone();
    if profile.frameworks.is_none() {
        let answers = left.iter().flat_map(|asked| &asked.answers);
        let named = answers.filter_map(|answer| match &answer.fit {
            AnswerFit::Names { framework, .. } => catalogue.frameworks.get(framework),
            AnswerFit::Silent | AnswerFit::Stated => None,
        });
        field.extend(named);
    }
    base.frameworks = Some(field.iter().map(|framework| framework.id.clone()).collect::<BTreeSet<_>>().into_iter().collect());
    let decision = decide(catalogue, &base, settings)?;
    let qualified = |id: &FrameworkId| candidates.iter().any(|framework| framework.id == *id);
    let mut first = decision.frameworks.iter().filter(|one| qualified(&one.id));
    let (Some(leader), Some(_)) = (first.next(), first.next()) else { return Ok(None) };

    let frameworks: Vec<&Framework> =
        decision.frameworks.iter().filter_map(|one| catalogue.frameworks.get(&one.id)).collect();
    let overrides = in_force(profile, settings.today);
    let points = |profile: &Profile| -> Vec<f64> {
        let needs = effective_needs(catalogue, profile);
        let facts = facts(catalogue, profile, &needs, &overrides, &frameworks);
        (0..frameworks.len()).map(|at| adjustment(&facts, at).points).collect()
    };
    let before = points(&base);
    // For each question and answer, how many points it moves each framework.
    let moves: Vec<Vec<Vec<f64>>> = left.iter().map(|asked| {
        asked.answers.iter().map(|answer| {
            let mut with = base.clone();
            with.traits.insert(asked.id.clone(), vec![answer.id.clone()]);
            points(&with).iter().zip(&before).map(|(after, before)| after - before).collect()
        }).collect()
    }).collect();
    todo!()
}
