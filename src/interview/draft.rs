//! The answers so far, and the questions that follow from them.

use crate::model::{CapabilityId, Catalogue, CriterionId, Need, Profile, TraitId, Weighting};

/// One question of the interview.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Trait(TraitId),
    /// The features at one of [`LEVELS`].
    Needs(Need),
    /// The criterion at this place of the ranking, from 0 on.
    Rank(usize),
    Title,
    Context,
}

/// The levels at which features are asked for.
pub(super) const LEVELS: [Need; 3] = [Need::Must, Need::Want, Need::Bypass];

/// The level at which a feature that is needed this much is asked for.
pub(super) fn level(need: Need) -> Need {
    match need {
        Need::BuiltIn => Need::Must,
        Need::Maybe => Need::Want,
        asked => asked,
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

    /// Replaces the features at a level; those that were there keep their exact level.
    pub(super) fn set_needs(&mut self, asked: Need, picked: &[&CapabilityId]) {
        let needs = &mut self.profile.needs;
        needs.retain(|id, need| level(*need) != asked || picked.contains(&id));
        for id in picked {
            let need = needs.entry((*id).clone()).or_insert(asked);
            if level(*need) != asked {
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
