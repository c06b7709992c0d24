//! The answers so far, and the questions that follow from them.

use crate::model::{CapabilityId, Catalogue, CriterionId, Need, Profile, TraitId, Weighting};

/// One question of the interview.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Trait(TraitId),
    Needs,
    /// How important all needs are.
    NeedLevels,
    NeedLevel(CapabilityId),
    /// The criterion at this place of the ranking, from 0 on.
    Rank(usize),
    Title,
    Context,
}

/// The answers so far.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) profile: Profile,
    /// The weighting before the interview, unless that was a ranking.
    weighting: Weighting,
    /// Whether the level of each need is asked.
    pub(super) one_by_one: bool,
}

impl Draft {
    pub(super) fn new(profile: Profile) -> Self {
        let weighting = match &profile.weighting {
            Weighting::Ranking(_) => Weighting::Catalogue,
            weighting => weighting.clone(),
        };
        Self { profile, weighting, one_by_one: false }
    }

    /// All questions after these answers: first the kind of project and its needs, which can exclude candidates;
    /// weights of so many criteria last.
    pub(super) fn steps(&self, catalogue: &Catalogue, criteria: usize) -> Vec<Step> {
        let mut traits = catalogue.traits.iter().map(|asked| Step::Trait(asked.id.clone()));
        let mut steps: Vec<Step> = traits.next().into_iter().collect();
        if !catalogue.capabilities.is_empty() {
            steps.push(Step::Needs);
        }
        if !self.profile.needs.is_empty() {
            steps.push(Step::NeedLevels);
        }
        if self.one_by_one {
            steps.extend(self.profile.needs.keys().cloned().map(Step::NeedLevel));
        }
        steps.extend(traits);
        // The last place follows from the others.
        let places = (self.ranking().len() + 1).min(criteria.saturating_sub(1));
        steps.extend((0..places).map(Step::Rank));
        steps.extend([Step::Title, Step::Context]);
        steps
    }

    /// Replaces the needs; those that were there keep their level.
    pub(super) fn set_needs(&mut self, needs: impl Iterator<Item = CapabilityId>) {
        let before = std::mem::take(&mut self.profile.needs);
        let level = |id: &CapabilityId| before.get(id).copied().unwrap_or(Need::Want);
        self.profile.needs = needs.map(|id| (id.clone(), level(&id))).collect();
    }

    pub(super) fn set_all_needs(&mut self, need: Need) {
        self.one_by_one = false;
        self.profile.needs.values_mut().for_each(|given| *given = need);
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

    /// The draft without the answer to a question about the project.
    pub(super) fn without(&self, step: &Step) -> Self {
        let mut draft = self.clone();
        match step {
            Step::Trait(id) => drop(draft.profile.traits.remove(id)),
            _ => draft.profile.needs.clear(),
        }
        draft
    }
}
