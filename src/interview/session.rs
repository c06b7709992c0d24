//! The course of an interview: forward, back, skip, quit.

use super::relevance::{self, Open};
use super::{Interview, Origins, Prompter, Stop, effect};
use crate::decide::{Settings, ZeroWeights, decide};
use crate::decision::Decision;
use crate::model::{CriterionId, Framework, Need, Profile, TraitId, Weighting};
use crate::text::{and_list, plural};
use std::collections::BTreeSet;

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
const LEVELS: [Need; 3] = [Need::Want, Need::Must, Need::Bypass];

/// Whether a feature that is needed this much is among the answers at a level.
pub(super) fn is_given(need: Need, asked: Need) -> bool {
    match asked {
        Need::Must => need.decides(),
        _ => need.rejects() == asked.rejects(),
    }
}

/// The criteria that a profile ranks.
pub(super) fn ranking(profile: &Profile) -> &[CriterionId] {
    match &profile.weighting {
        Weighting::Ranking(order) => order,
        _ => &[],
    }
}

pub(super) struct Session<'a, 'p> {
    pub(super) interview: &'a Interview<'a>,
    pub(super) prompter: &'p mut dyn Prompter,
    /// Gets the answers after each that changes them.
    save: &'p mut dyn FnMut(&Profile),
    /// The answers so far.
    pub(super) profile: Profile,
    /// The decision from these answers, without simulations.
    pub(super) decision: Decision,
    /// The questions behind us, in order.
    pub(super) history: Vec<Step>,
    /// Questions that were asked at any time or had an answer before; they are asked whatever their effect.
    seen: BTreeSet<Step>,
    /// The question to ask next, after going back.
    again: Option<Step>,
    /// What can still change who is first; none where fewer than two candidates are left.
    open: Option<Open>,
    /// The number of this question, and of all expected.
    pub(super) place: (usize, usize),
}

impl Interview<'_> {
    /// Asks the questions; `save` gets the answers after each that changes them.
    pub fn run(
        &self,
        prompter: &mut dyn Prompter,
        save: &mut dyn FnMut(&Profile),
    ) -> Result<Profile, Stop> {
        let profile = self.profile.clone();
        let mut seen: BTreeSet<Step> = profile.traits.keys().cloned().map(Step::Trait).collect();
        let given = |asked: &Need| profile.needs.values().any(|need| is_given(*need, *asked));
        seen.extend(LEVELS.into_iter().filter(given).map(Step::Needs));
        let mut session = Session {
            interview: self,
            prompter,
            save,
            profile,
            decision: Decision::default(),
            history: Vec::new(),
            seen,
            again: None,
            open: None,
            place: (1, 1),
        };
        session.update()?;
        session.introduce()?;
        while let Some(step) = session.next() {
            let before = session.profile.clone();
            session.seen.insert(step.clone());
            match session.ask(&step) {
                Ok(()) => session.forward(&step, before)?,
                Err(Stop::Back) => session.back(step)?,
                Err(stop) => return Err(stop),
            }
        }
        session.name_left_out()?;
        Ok(session.profile)
    }
}

impl Session<'_, '_> {
    fn introduce(&mut self) -> Result<(), Stop> {
        let candidates = self.candidates();
        let mut line = format!(
            "Candidates: {}. About {}; skipping one has no effect.",
            and_list(candidates.iter().map(|one| &one.name)),
            plural(self.waiting().len(), "question"),
        );
        if self.decision.described && !self.interview.blind {
            line += &format!(" With the answers so far, {}.", effect::lead(&self.decision));
        }
        Ok(self.prompter.say(&line)?)
    }

    pub(super) fn candidates(&self) -> Vec<&Framework> {
        let Interview { catalogue, today, .. } = self.interview;
        catalogue.candidates(&self.profile.in_force(*today))
    }

    fn next(&mut self) -> Option<Step> {
        let waiting = self.waiting();
        let step = self.again.take().or_else(|| waiting.first().cloned())?;
        // The ranking counts as one question, however many criteria are ranked.
        let counts = |step: &&Step| !matches!(step, Step::Rank(1..));
        let others = waiting.iter().filter(|other| **other != step).filter(counts).count();
        let number = self.history.iter().chain([&step]).filter(counts).count();
        self.place = (number, number + others);
        Some(step)
    }

    /// All questions after these answers: first the kind of project and its needs, which can exclude candidates; the
    /// ranking of the criteria last.
    fn steps(&self) -> Vec<Step> {
        let asked = self.interview.catalogue.traits.iter();
        let mut traits = asked.map(|asked| Step::Trait(asked.id.clone()));
        let mut steps: Vec<Step> = traits.next().into_iter().collect();
        steps.extend(LEVELS.map(Step::Needs));
        steps.extend(traits);
        // The last place follows from the others.
        let places = self.decision.criteria.len().saturating_sub(1);
        steps.extend((0..places.min(ranking(&self.profile).len() + 1)).map(Step::Rank));
        steps.extend([Step::Title, Step::Context]);
        steps
    }

    /// The questions still to ask.
    fn waiting(&self) -> Vec<Step> {
        let mut steps = self.steps();
        steps.retain(|step| !self.history.contains(step) && self.is_worth_asking(step));
        steps
    }

    fn is_worth_asking(&self, step: &Step) -> bool {
        let always = self.interview.all || self.seen.contains(step);
        let open = self.open.as_ref();
        match step {
            Step::Trait(id) => always || open.is_some_and(|open| open.traits.contains(id)),
            Step::Needs(asked) => {
                (always || open.is_some()) && !self.capabilities(*asked).is_empty()
            }
            Step::Rank(0) => always || open.is_some_and(|open| open.weights),
            Step::Title => self.interview.title || self.interview.all,
            Step::Context => self.interview.all,
            Step::Rank(_) => true,
        }
    }

    /// Finds out what the answers so far leave open. Fails where every weight is zero.
    fn update(&mut self) -> Result<(), ZeroWeights> {
        let catalogue = self.interview.catalogue;
        let settings = Settings { today: self.interview.today, ..Settings::with_draws(0, 0) };
        self.decision = decide(catalogue, &self.profile, &settings)?;
        if !self.interview.all {
            let mut left: Vec<_> = catalogue.traits.iter().collect();
            left.retain(|asked| !self.history.contains(&Step::Trait(asked.id.clone())));
            let weights = !self.history.contains(&Step::Rank(0));
            self.open = relevance::open(catalogue, &self.profile, &left, weights, settings.today)?;
        }
        Ok(())
    }

    fn back(&mut self, step: Step) -> Result<(), Stop> {
        let steps = self.steps();
        let earlier = std::iter::from_fn(|| self.history.pop()).find(|step| steps.contains(step));
        if earlier.is_none() {
            self.prompter.say("This is the first question; Ctrl-C quits.")?;
        }
        self.again = earlier.or(Some(step));
        Ok(self.update()?)
    }

    fn forward(&mut self, step: &Step, before: Profile) -> Result<(), Stop> {
        let was = self.decision.clone();
        self.history.push(step.clone());
        if let Err(problem) = self.update() {
            self.prompter.say(&format!("{problem}."))?;
            self.profile = before;
            self.again = self.history.pop();
            return Ok(self.update()?);
        }
        // Accepting an answer that was found changes nothing, but it is one.
        if self.profile != before || self.interview.origins != Origins::default() {
            (self.save)(&self.profile);
        }
        match effect::effect(self.interview.catalogue, step, &was, &self.decision) {
            Some(effect) if !self.interview.blind => Ok(self.prompter.say(&effect)?),
            _ => Ok(()),
        }
    }

    /// Names the questions that were not asked.
    fn name_left_out(&mut self) -> Result<(), Stop> {
        let steps = self.steps().into_iter().filter(|step| !self.history.contains(step));
        let subject = |step| match step {
            Step::Trait(id) => Some(id.as_str().replace('-', " ")),
            Step::Needs(Need::Want) => Some("needs".to_owned()),
            Step::Rank(0) => Some("weights".to_owned()),
            _ => None,
        };
        let left: Vec<String> = steps.filter_map(subject).collect();
        if left.is_empty() {
            return Ok(());
        }
        let why = match self.open {
            Some(_) => "no answer can change who is first".to_owned(),
            None => effect::lead(&self.decision),
        };
        let (count, names) = (plural(left.len(), "question"), and_list(&left));
        Ok(self.prompter.say(&format!(
            "{count} not asked, because {why}: {names}. {}",
            self.interview.left_out
        ))?)
    }
}
