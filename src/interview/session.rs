//! The interview as a state machine over a list of steps: forward, back, skip, leave.

use super::draft::{Draft, Step};
use super::effect;
use super::prompter::{Answer, Prompter};
use super::relevance::{self, Open};
use super::text::list;
use super::{Failure, Finished, Interview, Outcome};
use crate::decide::{Settings, ZeroWeights, decide};
use crate::decision::Decision;
use crate::model::{AnswerId, CriterionId, TraitId};
use std::collections::BTreeSet;

/// An interview under way.
pub(super) struct Session<'a, 'p> {
    pub(super) interview: &'a Interview<'a>,
    pub(super) prompter: &'p mut dyn Prompter,
    pub(super) draft: Draft,
    /// The questions that were put and passed, in order.
    history: Vec<Step>,
    /// The questions that were put at any time, or that were answered before the interview; they are put again.
    seen: BTreeSet<Step>,
    /// The question to put next, where somebody went back.
    again: Option<Step>,
    open: Open,
    /// The criteria that count now.
    pub(super) weighable: Vec<CriterionId>,
    /// Where this question stands: its number, and how many there may be.
    pub(super) place: (usize, usize),
}

impl<'a, 'p> Session<'a, 'p> {
    /// Begins.
    pub(super) fn new(
        interview: &'a Interview<'a>,
        prompter: &'p mut dyn Prompter,
    ) -> Result<Self, Failure> {
        let draft = Draft::new(interview.base.clone(), &interview.found);
        let mut seen: BTreeSet<Step> = draft.traits.keys().cloned().map(Step::Trait).collect();
        if !draft.needs.is_empty() {
            seen.insert(Step::Needs);
        }
        let mut session = Self {
            interview,
            prompter,
            draft,
            history: Vec::new(),
            seen,
            again: None,
            open: Open::default(),
            weighable: Vec::new(),
            place: (1, 1),
        };
        session.look()?;
        Ok(session)
    }

    /// Asks to the end.
    pub(super) fn run(mut self) -> Result<Outcome, Failure> {
        self.introduce()?;
        while let Some(step) = self.next() {
            let before = self.draft.clone();
            self.seen.insert(step.clone());
            let turn = self.ask(&step)?;
            match turn {
                Answer::Quit => return Ok(Outcome::Quit),
                Answer::Back => self.back(step)?,
                Answer::Given(()) | Answer::Skipped => self.forward(step, before, turn)?,
            }
        }
        self.finish()
    }

    fn introduce(&mut self) -> Result<(), Failure> {
        let decision = self.decide(&self.draft)?;
        let names = decision.frameworks.iter().map(|standing| &standing.name);
        let mut names: Vec<&str> =
            names.chain(decision.excluded.iter().map(|e| &e.name)).map(String::as_str).collect();
        names.sort_unstable();
        let most = self.waiting().len();
        let said = if self.interview.found.is_empty() { "Nothing said yet" } else { "As found" };
        self.prompter.say(&format!(
            "{}: at most {most} questions; one that you skip changes nothing. {said}, {}.",
            list(&names),
            effect::standing(&decision)
        ))?;
        Ok(())
    }

    /// The next question: one gone back to, else the first of those that wait.
    fn next(&mut self) -> Option<Step> {
        let waiting = self.waiting();
        let step = self.again.take().or_else(|| waiting.first().cloned())?;
        let others = waiting.iter().filter(|other| **other != step).count();
        self.place = (self.history.len() + 1, self.history.len() + 1 + others);
        Some(step)
    }

    fn steps(&self) -> Vec<Step> {
        self.draft.steps(self.interview.catalogue, &self.weighable)
    }

    /// The questions that are still to be put.
    fn waiting(&self) -> Vec<Step> {
        let passed: BTreeSet<&Step> = self.history.iter().collect();
        let steps = self.steps().into_iter();
        steps.filter(|step| !passed.contains(step) && self.is_worth_asking(step)).collect()
    }

    fn is_worth_asking(&self, step: &Step) -> bool {
        let all = self.interview.all || self.seen.contains(step);
        match step {
            Step::Trait(id) => all || self.open.traits.contains(id),
            Step::Needs => (all || self.open.contested) && !self.capabilities().is_empty(),
            Step::Weights => all || self.open.contested,
            Step::Title => self.interview.titled || self.interview.all,
            Step::Context => self.interview.all,
            Step::Strengths | Step::Strength(_) | Step::Points(_) | Step::Rank(_) => true,
        }
    }

    /// Looks at what the answers so far leave open. An error where they leave nothing to weigh.
    fn look(&mut self) -> Result<(), ZeroWeights> {
        let decision = self.decide(&self.draft)?;
        self.weighable = decision.criteria.into_iter().map(|row| row.id).collect();
        if !self.interview.all {
            let passed: BTreeSet<&Step> = self.history.iter().collect();
            let traits = self.interview.catalogue.traits.iter().map(|asked| asked.id.clone());
            let left: Vec<TraitId> =
                traits.filter(|id| !passed.contains(&Step::Trait(id.clone()))).collect();
            let today = self.interview.settings.today;
            self.open =
                relevance::open(self.interview.catalogue, &self.draft.profile(), &left, today)?;
        }
        Ok(())
    }

    fn back(&mut self, step: Step) -> Result<(), Failure> {
        let there: BTreeSet<Step> = self.steps().into_iter().collect();
        let earlier = std::iter::from_fn(|| self.history.pop()).find(|step| there.contains(step));
        if earlier.is_none() {
            self.prompter.say("This is the first question; Ctrl-C leaves.")?;
        }
        self.again = earlier.or(Some(step));
        self.look()?;
        Ok(())
    }

    fn forward(&mut self, step: Step, before: Draft, turn: Answer<()>) -> Result<(), Failure> {
        self.history.push(step);
        if let Err(problem) = self.look() {
            self.prompter.say(&format!("{problem}."))?;
            self.draft = before;
            self.again = self.history.pop();
            self.look()?;
            return Ok(());
        }
        if let (Answer::Given(()), Some(step)) = (turn, self.history.last()) {
            let step = step.clone();
            let without = match step {
                Step::Trait(_) | Step::Needs => self.draft.without(&step),
                _ => before.clone(),
            };
            let new = without.profile() == before.profile();
            self.tell(&step, &without, if new { "before" } else { "without it" })?;
        }
        Ok(())
    }

    /// Tells what an answer does.
    fn tell(&mut self, step: &Step, before: &Draft, word: &str) -> Result<(), Failure> {
        if before.profile() == self.draft.profile() || matches!(step, Step::Title | Step::Context) {
            return Ok(());
        }
        let decisions = (word, &self.decide(before)?, &self.decide(&self.draft)?);
        let answers: &[AnswerId] = match step {
            Step::Trait(id) => self.draft.traits.get(id).map_or(&[], Vec::as_slice),
            _ => &[],
        };
        let line = effect::effect(self.interview.catalogue, step, answers, decisions);
        self.prompter.say(&line)?;
        Ok(())
    }

    /// The decision that a draft makes, with nothing drawn.
    pub(super) fn decide(&self, draft: &Draft) -> Result<Decision, ZeroWeights> {
        let settings = Settings { draws: 0, ..self.interview.settings.clone() };
        decide(self.interview.catalogue, &draft.profile(), &settings)
    }

    fn finish(self) -> Result<Outcome, Failure> {
        let left_out = self.left_out();
        if !left_out.is_empty() {
            let why = if self.open.contested {
                "no answer can still change who leads or how clearly".to_owned()
            } else {
                effect::standing(&self.decide(&self.draft)?)
            };
            let (count, names) = (left_out.len(), list(&left_out));
            let questions = if count == 1 { "question" } else { "questions" };
            self.prompter.say(&format!("Left out {count} {questions}, since {why}: {names}. `weigh ask --all` asks everything."))?;
        }
        let profile = self.draft.profile();
        let decision = decide(self.interview.catalogue, &profile, &self.interview.settings)?;
        let asked = self.history.len();
        Ok(Outcome::Finished(Box::new(Finished { profile, decision, asked, left_out })))
    }

    /// The subjects that were not asked about although they could have been.
    fn left_out(&self) -> Vec<String> {
        let passed: BTreeSet<&Step> = self.history.iter().collect();
        let left = self.steps().into_iter().filter(|step| !passed.contains(step));
        let subject = |step: Step| match step {
            Step::Trait(id) => Some(id.as_str().replace('-', " ")),
            Step::Needs if !self.interview.catalogue.capabilities.is_empty() => {
                Some("needs".to_owned())
            }
            Step::Weights => Some("weights".to_owned()),
            _ => None,
        };
        left.filter_map(subject).collect()
    }
}
