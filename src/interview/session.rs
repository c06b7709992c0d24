//! The course of an interview: forward, back, skip, quit.

use super::Interview;
use super::draft::{Draft, LEVELS, Step, is_given};
use super::effect;
use super::prompter::{Prompter, Stop};
use super::relevance::{self, Open};
use crate::decide::{Settings, ZeroWeights, decide};
use crate::decision::Decision;
use crate::model::{Need, Profile};
use crate::text::{and_list, plural};
use std::collections::BTreeSet;

pub(super) struct Session<'a, 'p> {
    pub(super) interview: &'a Interview<'a>,
    pub(super) prompter: &'p mut dyn Prompter,
    /// Called with the answers after each that changes them.
    save: &'p mut dyn FnMut(&Profile),
    pub(super) draft: Draft,
    /// The decision from the draft, without simulations.
    pub(super) decision: Decision,
    /// The questions behind us, in order.
    history: Vec<Step>,
    /// Questions that were asked at any time or had an answer before; they are asked whatever their effect.
    seen: BTreeSet<Step>,
    /// The question to ask next, after going back.
    again: Option<Step>,
    /// What can still change who is first; none where fewer than two candidates are left.
    open: Option<Open>,
    /// The number of this question, and of all expected.
    pub(super) place: (usize, usize),
}

impl<'a, 'p> Session<'a, 'p> {
    pub(super) fn new(
        interview: &'a Interview<'a>,
        prompter: &'p mut dyn Prompter,
        save: &'p mut dyn FnMut(&Profile),
    ) -> Result<Self, Stop> {
        let draft = Draft::new(interview.profile.clone());
        let mut seen: BTreeSet<Step> =
            draft.profile.traits.keys().cloned().map(Step::Trait).collect();
        let given = |asked: &Need| draft.profile.needs.values().any(|need| is_given(*need, *asked));
        seen.extend(LEVELS.into_iter().filter(given).map(Step::Needs));
        let mut session = Self {
            interview,
            prompter,
            save,
            draft,
            decision: Decision::default(),
            history: Vec::new(),
            seen,
            again: None,
            open: None,
            place: (1, 1),
        };
        session.update()?;
        Ok(session)
    }

    pub(super) fn run(mut self) -> Result<(Profile, Decision), Stop> {
        self.introduce()?;
        while let Some(step) = self.next() {
            let before = self.draft.clone();
            self.seen.insert(step.clone());
            match self.ask(&step) {
                Ok(()) => self.forward(&step, before)?,
                Err(Stop::Back) => self.back(step)?,
                Err(stop) => return Err(stop),
            }
        }
        self.name_left_out()?;
        let decision =
            decide(self.interview.catalogue, &self.draft.profile, &self.interview.settings)?;
        Ok((self.draft.profile, decision))
    }

    fn introduce(&mut self) -> Result<(), Stop> {
        let candidates = self.interview.catalogue.candidates(&self.draft.profile);
        let names: Vec<&str> = candidates.iter().map(|one| one.name.as_str()).collect();
        let mut line = format!(
            "Candidates: {}. At most {}; skipping one has no effect.",
            and_list(&names),
            plural(self.waiting().len(), "question"),
        );
        if self.decision.described {
            line += &format!(" With the answers so far, {}.", effect::lead(&self.decision));
        }
        Ok(self.prompter.say(&line)?)
    }

    fn next(&mut self) -> Option<Step> {
        let waiting = self.waiting();
        let step = self.again.take().or_else(|| waiting.first().cloned())?;
        let others = waiting.iter().filter(|other| **other != step).count();
        let number = self.history.len() + 1;
        self.place = (number, number + others);
        Some(step)
    }

    fn steps(&self) -> Vec<Step> {
        self.draft.steps(self.interview.catalogue, self.decision.criteria.len())
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
        let settings = Settings { draws: 0, ..self.interview.settings.clone() };
        self.decision = decide(catalogue, &self.draft.profile, &settings)?;
        if !self.interview.all {
            let mut left: Vec<_> = catalogue.traits.iter().collect();
            left.retain(|asked| !self.history.contains(&Step::Trait(asked.id.clone())));
            let (weights, today) =
                (!self.history.contains(&Step::Rank(0)), self.interview.settings.today);
            self.open = relevance::open(catalogue, &self.draft.profile, &left, weights, today)?;
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
        self.update()?;
        Ok(())
    }

    fn forward(&mut self, step: &Step, before: Draft) -> Result<(), Stop> {
        let was = self.decision.clone();
        self.history.push(step.clone());
        if let Err(problem) = self.update() {
            self.prompter.say(&format!("{problem}."))?;
            self.draft = before;
            self.again = self.history.pop();
            return Ok(self.update()?);
        }
        if self.draft.profile != before.profile {
            (self.save)(&self.draft.profile);
        }
        if !matches!(step, Step::Title | Step::Context) {
            let effect = effect::effect(self.interview.catalogue, step, &was, &self.decision);
            effect.map_or(Ok(()), |effect| self.prompter.say(&effect))?;
        }
        Ok(())
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
        self.prompter.say(&format!(
            "{count} not asked, because {why}: {names}. `weigh ask --all` asks all."
        ))?;
        Ok(())
    }
}
