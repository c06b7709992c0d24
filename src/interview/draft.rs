//! The answers so far, and the questions that follow from them.

use super::Found;
use crate::model::{
    AnswerId, CapabilityId, Catalogue, CriterionId, Need, Points, Profile, TraitId, Weighting,
};
use std::collections::BTreeMap;

/// One question of the interview.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// What the project is.
    Trait(TraitId),
    /// What it needs.
    Needs,
    /// How much, for all needs at once.
    Strengths,
    /// How much, for one.
    Strength(CapabilityId),
    /// How the weights are to be set.
    Weights,
    /// The points of one criterion.
    Points(CriterionId),
    /// Which criterion comes at this place, from 0 on.
    Rank(usize),
    /// What the project is called.
    Title,
    /// The situation.
    Context,
}

/// How weights are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Weights {
    /// Left as they are.
    #[default]
    Kept,
    /// In points.
    Points,
    /// By ranking.
    Ranking,
}

/// The answers so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// What the interview does not ask for.
    base: Profile,
    pub(super) traits: BTreeMap<TraitId, Vec<AnswerId>>,
    pub(super) needs: BTreeMap<CapabilityId, Need>,
    /// Whether each need's strength is asked by itself.
    pub(super) one_by_one: bool,
    pub(super) weights: Weights,
    pub(super) points: BTreeMap<CriterionId, Points>,
    pub(super) ranking: Vec<CriterionId>,
    pub(super) title: Option<String>,
    pub(super) context: Option<String>,
}

impl Draft {
    /// Begins with a profile and with what was found.
    pub(super) fn new(base: Profile, found: &[Found]) -> Self {
        let mut draft = Self {
            traits: base.traits.clone(),
            needs: base.needs.clone(),
            title: base.title.clone(),
            context: base.context.clone(),
            base,
            ..Self::default()
        };
        match &draft.base.weighting {
            Weighting::Points(points) => {
                draft.weights = Weights::Points;
                draft.points.clone_from(points);
            }
            Weighting::Ranking(order) => {
                draft.weights = Weights::Ranking;
                draft.ranking.clone_from(order);
            }
            Weighting::Catalogue | Weighting::Pairwise(_) => {}
        }
        for found in found {
            match found {
                Found::Trait { id, answers, .. } => {
                    draft.traits.insert(id.clone(), answers.clone());
                }
                Found::Need { id, need, .. } => {
                    draft.needs.insert(id.clone(), *need);
                }
            }
        }
        draft
    }

    /// The profile that these answers make.
    pub(super) fn profile(&self) -> Profile {
        let weighting = match self.weights {
            Weights::Points if !self.points.is_empty() => Weighting::Points(self.points.clone()),
            Weights::Ranking if !self.ranking.is_empty() => {
                Weighting::Ranking(self.ranking.clone())
            }
            Weights::Kept => match &self.base.weighting {
                Weighting::Pairwise(pairs) => Weighting::Pairwise(pairs.clone()),
                _ => Weighting::Catalogue,
            },
            Weights::Points | Weights::Ranking => Weighting::Catalogue,
        };
        Profile {
            traits: self.traits.clone(),
            needs: self.needs.clone(),
            weighting,
            title: self.title.clone(),
            context: self.context.clone(),
            ..self.base.clone()
        }
    }

    /// All questions that there are after these answers, in order: what the project is; what it must have, which can
    /// settle everything; the rest of what it is; how much each criterion counts.
    pub(super) fn steps(&self, catalogue: &Catalogue, weighable: &[CriterionId]) -> Vec<Step> {
        let mut traits = catalogue.traits.iter().map(|asked| Step::Trait(asked.id.clone()));
        let mut steps: Vec<Step> = traits.next().into_iter().collect();
        if !catalogue.capabilities.is_empty() {
            steps.push(Step::Needs);
        }
        if !self.needs.is_empty() {
            steps.push(Step::Strengths);
        }
        if self.one_by_one {
            steps.extend(self.needs.keys().cloned().map(Step::Strength));
        }
        steps.extend(traits);
        steps.push(Step::Weights);
        match self.weights {
            Weights::Kept => {}
            Weights::Points => steps.extend(weighable.iter().cloned().map(Step::Points)),
            Weights::Ranking => {
                let places = (self.ranking.len() + 1).min(weighable.len());
                steps.extend((0..places).map(Step::Rank));
            }
        }
        steps.extend([Step::Title, Step::Context]);
        steps
    }

    /// Marks what is needed; what was marked before keeps its strength.
    pub(super) fn mark(&mut self, needs: Vec<CapabilityId>) {
        let before = std::mem::take(&mut self.needs);
        let strength = |id: &CapabilityId| before.get(id).copied().unwrap_or(Need::Want);
        self.needs = needs.into_iter().map(|id| (id.clone(), strength(&id))).collect();
    }

    /// Needs everything that is marked alike.
    pub(super) fn need_all(&mut self, need: Need) {
        self.one_by_one = false;
        self.needs.values_mut().for_each(|given| *given = need);
    }

    /// Puts a criterion at a place of the ranking; what comes after stays if it still can.
    pub(super) fn rank(&mut self, place: usize, criterion: &CriterionId) {
        if self.ranking.get(place) != Some(criterion) {
            self.ranking.truncate(place);
            self.ranking.push(criterion.clone());
        }
    }

    /// The draft without the answer to one question, to see what the answer does.
    pub(super) fn without(&self, step: &Step) -> Self {
        let mut draft = self.clone();
        match step {
            Step::Trait(id) => drop(draft.traits.remove(id)),
            Step::Needs | Step::Strengths | Step::Strength(_) => draft.needs.clear(),
            Step::Weights | Step::Points(_) | Step::Rank(_) => {
                draft.weights = Weights::Kept;
            }
            Step::Title | Step::Context => {}
        }
        draft
    }
}
