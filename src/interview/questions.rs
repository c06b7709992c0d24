//! The questions, and where their answers go.

use super::draft::{Step, Weights};
use super::effect;
use super::prompter::{Question, Stop};
use super::session::Session;
use crate::model::{CapabilityId, CriterionId, Framework, Need, Points, TraitId, Word};
use crate::text::{and_list, capitalise, mid_sentence, percent, score};

type Turn = Result<(), Stop>;

impl Session<'_, '_> {
    /// Asks a question and keeps the answer.
    pub(super) fn ask(&mut self, step: &Step) -> Turn {
        match step {
            Step::Trait(id) => self.ask_trait(id),
            Step::Needs => self.ask_needs(),
            Step::NeedLevels => self.ask_need_levels(),
            Step::NeedLevel(id) => self.ask_need_level(id),
            Step::Weights => self.ask_weights(),
            Step::Points(id) => self.ask_points(id),
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
        let labels: Vec<String> = asked.answers.iter().map(|answer| answer.label.clone()).collect();
        let marked: Vec<usize> =
            (0..labels.len()).filter(|at| given.contains(&asked.answers[*at].id)).collect();
        let picked = if asked.several {
            self.prompter.select_several(&question, &labels, &marked)?
        } else {
            self.prompter.select(&question, &labels, marked.first().copied())?.map(|at| vec![at])
        };
        match picked {
            Some(places) => {
                let answers = places.iter().map(|at| asked.answers[*at].id.clone()).collect();
                self.draft.profile.traits.insert(id.clone(), answers);
            }
            None => drop(self.draft.profile.traits.remove(id)),
        }
        Ok(())
    }

    /// The needs to offer, by title: those on which the candidates differ, those given, or all.
    pub(super) fn capabilities(&self) -> Vec<CapabilityId> {
        let catalogue = self.interview.catalogue;
        let candidates = catalogue.candidates(self.interview.profile.frameworks.as_deref());
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

    fn ask_weights(&mut self) -> Turn {
        let shares = effect::present_shares(&self.decide(&self.draft)?);
        let question = self
            .question("How should the criteria be weighted?")
            .help(format!("now {shares}"))
            .skip("Keep the current weights");
        let choices = ["Give points", "Rank the criteria"].map(str::to_owned);
        let given = match self.draft.weights {
            Weights::Kept => None,
            Weights::Points => Some(0),
            Weights::Ranking => Some(1),
        };
        let picked = self.prompter.select(&question, &choices, given)?;
        match picked {
            Some(0) => self.draft.set_weights(Weights::Points),
            Some(_) => self.draft.set_weights(Weights::Ranking),
            None => self.draft.set_weights(Weights::Kept),
        }
        Ok(())
    }

    fn ask_points(&mut self, id: &CriterionId) -> Turn {
        let decision = self.decide(&self.draft)?;
        let Some(row) = decision.criterion(id) else { return Ok(()) };
        let (title, share) = (mid_sentence(&row.title), percent(row.share));
        let question = self
            .question(&format!("Points for {title}?"))
            .help(format!("now {} points, {share}; leave empty to keep", score(row.weight)));
        let given = self.draft.points(id).map(|points| points.get().to_string());
        let valid = |text: &str| parse_points(text).map(drop);
        let typed = self.prompter.text(&question, given.as_deref(), valid)?;
        self.draft.set_points(id, typed.and_then(|text| parse_points(&text).ok()));
        Ok(())
    }

    fn ask_rank(&mut self, place: usize) -> Turn {
        let decision = self.decide(&self.draft)?;
        let ranked = self.draft.ranking().get(..place).unwrap_or_default();
        let mut left: Vec<_> =
            decision.criteria.iter().filter(|row| !ranked.contains(&row.id)).collect();
        left.sort_by(|a, b| b.share.total_cmp(&a.share));
        let question = if place == 0 {
            self.question("What matters most?").skip("Nothing in particular")
        } else {
            self.question("What comes next?").skip("The others are equally important")
        };
        let labels: Vec<String> = left.iter().map(|row| row.title.clone()).collect();
        let present = self.draft.ranking().get(place);
        let given = left.iter().position(|row| Some(&row.id) == present);
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

fn parse_points(text: &str) -> Result<Points, String> {
    let number = text.trim().replace(',', ".").parse::<f64>().ok();
    number
        .and_then(|number| Points::new(number).ok())
        .ok_or_else(|| format!("`{text}` is not a number of points, such as 30"))
}
