//! The questions, and where their answers go.

use super::draft::{Step, is_given};
use super::prompter::{Question, Stop};
use super::session::Session;
use super::swings;
use crate::model::{
    Answer, AnswerFit, Capability, CapabilityId, Framework, Need, Provision, TraitId,
};

type Turn = Result<(), Stop>;

impl Session<'_, '_> {
    /// Asks a question and keeps the answer.
    pub(super) fn ask(&mut self, step: &Step) -> Turn {
        match step {
            Step::Trait(id) => self.ask_trait(id),
            Step::Needs(asked) => self.ask_needs(*asked),
            Step::Rank(place) => self.ask_rank(*place),
            Step::Title => self.ask_title(),
            Step::Context => self.ask_context(),
        }
    }

    fn question(&self, text: &str) -> Question {
        let (number, of) = self.place;
        Question::new(format!("[{number}/{of}] {text}"))
    }

    fn ask_trait(&mut self, id: &TraitId) -> Turn {
        let Some(asked) = self.interview.catalogue.find_trait(id) else { return Ok(()) };
        let given = self.draft.profile.traits.get(id).cloned().unwrap_or_default();
        let mut question = self.question(&asked.question);
        question.help.clone_from(&asked.help);
        if self.interview.profile.traits.get(id) == Some(&given) {
            question.found = self.interview.found.traits.get(id).cloned();
        }
        // The answers that name candidates first, those that name other frameworks last.
        let candidates = self.interview.catalogue.candidates(&self.draft.profile);
        let mut answers: Vec<&Answer> = asked.answers.iter().collect();
        answers.sort_by_key(|answer| match &answer.fit {
            AnswerFit::Names { framework, .. } if candidates.iter().any(|c| c.id == *framework) => {
                0
            }
            AnswerFit::Names { .. } => 2,
            AnswerFit::Silent | AnswerFit::Stated => 1,
        });
        let labels: Vec<String> = answers.iter().map(|answer| answer.label.clone()).collect();
        let marked: Vec<usize> =
            (0..labels.len()).filter(|at| given.contains(&answers[*at].id)).collect();
        let picked = if asked.several {
            self.prompter.select_several(&question, &labels, &marked)?
        } else {
            self.prompter.select(&question, &labels, marked.first().copied())?.map(|at| vec![at])
        };
        match picked {
            Some(places) => {
                let answers = places.iter().map(|at| answers[*at].id.clone()).collect();
                self.draft.profile.traits.insert(id.clone(), answers);
            }
            None => drop(self.draft.profile.traits.remove(id)),
        }
        Ok(())
    }

    /// The features to offer at a level, by title: those given, those on which the candidates differ, or all. What is
    /// required is among what is wanted; what is wanted is not among what will not be used.
    pub(super) fn capabilities(&self, asked: Need) -> Vec<&Capability> {
        let catalogue = self.interview.catalogue;
        let candidates = catalogue.candidates(&self.draft.profile);
        let provision = |one: &Framework, id| one.capabilities.get(id).map(std::mem::discriminant);
        let differs = |id| {
            candidates.windows(2).any(|two| provision(two[0], id) != provision(two[1], id))
                && (asked == Need::Want
                    || candidates
                        .iter()
                        .any(|one| one.capabilities.get(id) == Some(&Provision::BuiltIn)))
        };
        let mut offered: Vec<_> = catalogue.capabilities.values().collect();
        offered.retain(|one| match self.draft.profile.needs.get(&one.id) {
            Some(need) => asked == Need::Want || (*need == Need::Bypass) == (asked == Need::Bypass),
            None => asked != Need::Must && (self.interview.all || differs(&one.id)),
        });
        offered.sort_unstable_by_key(|one| (&one.title, &one.id));
        offered
    }

    fn ask_needs(&mut self, asked: Need) -> Turn {
        let offered = self.capabilities(asked);
        let text = match asked {
            Need::Must => "Which of them are required? (Without one, a candidate is excluded)",
            Need::Bypass => "Which features will you not use?",
            _ => "Which features do you need?",
        };
        let mut question = self.question(text).skip("None");
        question.found = self.found_needs(asked);
        let labels: Vec<String> = offered.iter().map(|one| one.title.clone()).collect();
        let given = |at: &usize| {
            let need = self.draft.profile.needs.get(&offered[*at].id);
            need.is_some_and(|need| is_given(*need, asked))
        };
        let marked: Vec<usize> = (0..offered.len()).filter(given).collect();
        let ids: Vec<CapabilityId> = offered.iter().map(|one| one.id.clone()).collect();
        let picked = self.prompter.select_several(&question, &labels, &marked)?.unwrap_or_default();
        let picked: Vec<CapabilityId> = picked.iter().map(|at| ids[*at].clone()).collect();
        self.draft.set_needs(asked, &picked);
        Ok(())
    }

    /// Where the features given at a level were found.
    fn found_needs(&self, asked: Need) -> Option<String> {
        let mut found = self.interview.found.needs.iter().filter_map(|(id, at)| {
            let need = self.draft.profile.needs.get(id)?;
            let as_found = self.interview.profile.needs.get(id) == Some(need);
            let title = &self.interview.catalogue.capabilities.get(id)?.title;
            (as_found && is_given(*need, asked)).then(|| format!("{at} ({title})"))
        });
        let first = found.next()?;
        let more = found.count();
        Some(if more == 0 { first } else { format!("{first} and {more} more") })
    }

    fn ask_rank(&mut self, place: usize) -> Turn {
        let ranked = self.draft.ranking().get(..place).unwrap_or_default();
        let criteria = &self.interview.catalogue.criteria;
        let rows = self.decision.criteria.iter().filter(|row| !ranked.contains(&row.id));
        let left: Vec<_> = rows.filter_map(|row| criteria.get(&row.id)).collect();
        let question = if place == 0 {
            self.question(
                "If every criterion were at its worst end, which would you lift to its best end first?",
            )
            .help("this sets the weights")
            .skip("Keep the weights as they are")
        } else {
            self.question("Which next?").skip("Stop here: the others count alike")
        };
        let labels: Vec<String> = left.iter().map(|criterion| swings::ends(criterion)).collect();
        let present = self.draft.ranking().get(place);
        let given = left.iter().position(|criterion| Some(&criterion.id) == present);
        let picked = self.prompter.select(&question, &labels, given)?;
        self.draft.set_rank(place, picked.map(|at| &left[at].id));
        Ok(())
    }

    fn ask_title(&mut self) -> Turn {
        let question = self.question("What is the project called?").help("the title of the record");
        let given = self.draft.profile.title.as_deref();
        self.draft.profile.title = self.prompter.text(&question, given, |_| Ok(()))?;
        Ok(())
    }

    fn ask_context(&mut self) -> Turn {
        let question = self
            .question("What is the situation?")
            .help("one sentence for the record: who decides, which constraints");
        let given = self.draft.profile.context.as_deref();
        self.draft.profile.context = self.prompter.text(&question, given, |_| Ok(()))?;
        Ok(())
    }
}
