//! The answers so far, and the questions that follow from them.

use crate::model::{CapabilityId, Catalogue, CriterionId, Need, Profile, TraitId, Weighting};

/// One question of the interview.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Trait(TraitId),
    /// The features wanted, those of them required, those that will not be used: one of [`LEVELS`].
    Needs(Need),
    /// The criterion at this place of the ranking, from 0 on.
    Rank(usize),
    Title,
    Context,
}

/// The levels at which features are asked for.
pub(super) const LEVELS: [Need; 3] = [Need::Want, Need::Must, Need::Bypass];

/// Whether a feature that is needed this much is among the answers at a level.
pub(super) fn is_given(need: Need, asked: Need) -> bool {
    match asked {
        Need::Must => need.decides(),
        Need::Bypass => need == Need::Bypass,
        _ => need != Need::Bypass,
    }
}

/// The answers so far.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) profile: Profile,
    /// The weighting before the interview, unless that was a ranking.
    weighting: Weighting,
}

impl Draft {
    pub(super) fn new(profile: Profile) -> Self {
        let weighting = match &profile.weighting {
            Weighting::Ranking(_) => Weighting::Catalogue,
            weighting => weighting.clone(),
        };
        Self { profile, weighting }
    }

    /// All questions after these answers: first the kind of project and its needs, which can exclude candidates;
    /// the ranking of so many criteria last.
    pub(super) fn steps(&self, catalogue: &Catalogue, criteria: usize) -> Vec<Step> {
        let mut traits = catalogue.traits.iter().map(|asked| Step::Trait(asked.id.clone()));
        let mut steps: Vec<Step> = traits.next().into_iter().collect();
        steps.extend(LEVELS.map(Step::Needs));
        steps.extend(traits);
        // The last place follows from the others.
        let places = (self.ranking().len() + 1).min(criteria.saturating_sub(1));
        steps.extend((0..places).map(Step::Rank));
        steps.extend([Step::Title, Step::Context]);
        steps
    }

    /// Replaces the features at a level; those that were there keep their exact need.
    pub(super) fn set_needs(&mut self, asked: Need, picked: &[CapabilityId]) {
        let needs = &mut self.profile.needs;
        if asked == Need::Must {
            needs.iter_mut().filter(|(_, need)| need.decides()).for_each(|(id, need)| {
                if !picked.contains(id) {
                    *need = Need::Want;
                }
            });
        } else {
            needs.retain(|id, need| !is_given(*need, asked) || picked.contains(id));
        }
        for id in picked {
            let need = needs.entry(id.clone()).or_insert(asked);
            if !is_given(*need, asked) {
                *need = asked;
            }
        }
    }

    pub(super) fn ranking(&self) -> &[CriterionId] {
        match &self.profile.weighting {
            Weighting::Ranking(order) => order,
            _ => &[],
        }
    }

    /// Puts a criterion at a place of the ranking, or ends the ranking there. Later places stay if they still can.
    pub(super) fn set_rank(&mut self, place: usize, criterion: Option<&CriterionId>) {
        let mut order = self.ranking().to_vec();
        if criterion.is_none() || order.get(place) != criterion {
            order.truncate(place);
            order.extend(criterion.cloned());
        }
        self.profile.weighting =
            if order.is_empty() { self.weighting.clone() } else { Weighting::Ranking(order) };
    }
}
