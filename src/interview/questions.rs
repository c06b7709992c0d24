//! The questions, and where their answers go.

use super::draft::Step;
use super::prompter::{Question, Stop};
use super::session::Session;
use super::swings;
use crate::model::{Answer, AnswerFit, CapabilityId, Framework, Need, TraitId, Word};
use crate::text::{and_list, capitalise};

type Turn = Result<(), Stop>;

impl Session<'_, '_> {
    /// Asks a question and keeps the answer.
    pub(super) fn ask(&mut self, step: &Step) -> Turn {
        match step {
            Step::Trait(id) => self.ask_trait(id),
            Step::Needs => self.ask_needs(),
            Step::NeedLevels => self.ask_need_levels(),
            Step::NeedLevel(id) => self.ask_need_level(id),
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
            AnswerFit::Names { framework, .. } => {
                if candidates.iter().any(|one| one.id == *framework) { 0 } else { 2 }
            }
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

    /// The needs to offer, by title: those on which the candidates differ, those given, or all.
    pub(super) fn capabilities(&self) -> Vec<CapabilityId> {
        let catalogue = self.interview.catalogue;
        let candidates = catalogue.candidates(&self.draft.profile);
        let differs = |id: &CapabilityId| {
            let provision = |one: &Framework| one.capabilities.get(id).map(std::mem::discriminant);
            candidates.windows(2).any(|two| provision(two[0]) != provision(two[1]))
        };
        let mut offered: Vec<_> = catalogue.capabilities.values().collect();
        offered.retain(|one| {
            let given = self.draft.profile.needs.contains_key(&one.id);
            self.interview.all || given || differs(&one.id)
        });
        offered.sort_unstable_by_key(|one| (&one.title, &one.id));
        offered.into_iter().map(|one| one.id.clone()).collect()
    }

    fn capability_title(&self, id: &CapabilityId) -> String {
        let known = self.interview.catalogue.capabilities.get(id);
        known.map_or_else(|| id.to_string(), |known| known.title.clone())
    }

    fn ask_needs(&mut self) -> Turn {
        let offered = self.capabilities();
        let mut question = self
            .question("Which features do you need, and which will you not use?")
            .skip("None in particular");
        if !self.interview.all {
            question = question.help("only features on which the candidates differ");
        }
        question.found = self.found_needs();
        let labels: Vec<String> = offered.iter().map(|id| self.capability_title(id)).collect();
        let needs = &self.draft.profile.needs;
        let marked: Vec<usize> =
            (0..offered.len()).filter(|at| needs.contains_key(&offered[*at])).collect();
        let picked = self.prompter.select_several(&question, &labels, &marked)?;
        let places = picked.unwrap_or_default();
        self.draft.set_needs(places.iter().map(|at| offered[*at].clone()));
        self.draft.one_by_one &= !places.is_empty();
        Ok(())
    }

    fn found_needs(&self) -> Option<String> {
        let mut found = Vec::new();
        for (id, at) in &self.interview.found.needs {
            if self.interview.profile.needs.get(id) == self.draft.profile.needs.get(id) {
                found.push(format!("{at} ({})", self.capability_title(id)));
            }
        }
        if found.len() > 3 {
            let more = format!("{} more", found.len() - 3);
            found.truncate(3);
            found.push(more);
        }
        (!found.is_empty()).then(|| and_list(&found))
    }

    fn ask_need_levels(&mut self) -> Turn {
        let needs = &self.draft.profile.needs;
        let text =
            if needs.len() == 1 { "How important is it?" } else { "How important are they?" };
        let mut question = self
            .question(text)
            .help("a candidate without a required feature is excluded")
            .skip("As they are");
        let choices = [
            "Wanted",
            "Required: built in or by extension",
            "Set each one: built-in, must, want, maybe or bypass",
        ];
        let all = |level: Need| needs.values().all(|given| *given == level);
        let given = match () {
            () if self.draft.one_by_one => Some(2),
            () if all(Need::Want) => Some(0),
            () if all(Need::Must) => Some(1),
            () => None,
        };
        if given.is_some() {
            question.skip = None;
        }
        let picked = self.prompter.select(&question, &choices.map(str::to_owned), given)?;
        match picked {
            Some(0) => self.draft.set_all_needs(Need::Want),
            Some(1) => self.draft.set_all_needs(Need::Must),
            Some(_) => self.draft.one_by_one = true,
            None => self.draft.one_by_one = false,
        }
        Ok(())
    }

    fn ask_need_level(&mut self, id: &CapabilityId) -> Turn {
        let given = self.draft.profile.needs.get(id).copied();
        let known = self.interview.catalogue.capabilities.get(id);
        let title = self.capability_title(id);
        let mut question = self.question(&format!("{title}: how important?"));
        question.help = known.and_then(|known| known.about.clone());
        question.skip = None;
        let choices: Vec<String> = Need::ALL
            .iter()
            .map(|need| format!("{}: {}", capitalise(need.as_str()), need.about()))
            .collect();
        let given = Need::ALL.iter().position(|need| Some(*need) == given);
        let picked = self.prompter.select(&question, &choices, given)?;
        if let Some(at) = picked {
            self.draft.profile.needs.insert(id.clone(), Need::ALL[at]);
        }
        Ok(())
    }

    fn ask_rank(&mut self, place: usize) -> Turn {
        let decision = self.decide(&self.draft)?;
        let ranked = self.draft.ranking().get(..place).unwrap_or_default();
        let criteria = &self.interview.catalogue.criteria;
        let rows = decision.criteria.iter().filter(|row| !ranked.contains(&row.id));
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
