//! The answers so far, and the questions that follow from them.

use crate::model::{
    CapabilityId, Catalogue, CriterionId, Need, Points, Profile, TraitId, Weighting,
};

/// One question of the interview.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Trait(TraitId),
    Needs,
    /// How important all needs are.
    NeedLevels,
    NeedLevel(CapabilityId),
    /// How to set weights.
    Weights,
    Points(CriterionId),
    /// The criterion at this place of the ranking, from 0 on.
    Rank(usize),
    Title,
    Context,
}

/// How weights are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weights {
    Kept,
    Points,
    Ranking,
}

/// The answers so far.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) profile: Profile,
    /// The weighting before the interview.
    weighting: Weighting,
    pub(super) weights: Weights,
    /// Whether the level of each need is asked.
    pub(super) one_by_one: bool,
}

impl Draft {
    pub(super) fn new(profile: Profile) -> Self {
        let weighting = profile.weighting.clone();
        Self { profile, weighting, weights: Weights::Kept, one_by_one: false }
    }

    /// All questions after these answers: first the kind of project and its needs, which can exclude candidates;
    /// weights last.
    pub(super) fn steps(&self, catalogue: &Catalogue, weighable: &[CriterionId]) -> Vec<Step> {
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
        steps.push(Step::Weights);
        match self.weights {
            Weights::Kept => {}
            Weights::Points => steps.extend(weighable.iter().cloned().map(Step::Points)),
            Weights::Ranking => {
                let places = (self.ranking().len() + 1).min(weighable.len());
                steps.extend((0..places).map(Step::Rank));
            }
        }
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

    /// Chooses how weights are set; weights set in another way are dropped.
    pub(super) fn set_weights(&mut self, weights: Weights) {
        if self.weights != weights {
            self.weights = weights;
            self.profile.weighting = self.weighting.clone();
        }
    }

    pub(super) fn points(&self, id: &CriterionId) -> Option<Points> {
        match &self.profile.weighting {
            Weighting::Points(points) => points.get(id).copied(),
            _ => None,
        }
    }

    pub(super) fn set_points(&mut self, id: &CriterionId, points: Option<Points>) {
        let mut all = match std::mem::replace(&mut self.profile.weighting, Weighting::Catalogue) {
            Weighting::Points(points) => points,
            _ => std::collections::BTreeMap::new(),
        };
        match points {
            Some(points) => drop(all.insert(id.clone(), points)),
            None => drop(all.remove(id)),
        }
        if !all.is_empty() {
            self.profile.weighting = Weighting::Points(all);
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
            if order.is_empty() { Weighting::Catalogue } else { Weighting::Ranking(order) };
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
