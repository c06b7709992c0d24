//! How each step is put, and where its answer goes.

use super::draft::{Step, Weights};
use super::prompter::{Answer, Question};
use super::session::Session;
use super::{Failure, Found, effect};
use crate::model::{AnswerId, CapabilityId, CriterionId, Framework, Need, Points, Trait, TraitId};
use std::io;

/// More points than anybody gives.
const MOST_POINTS: f64 = 1e6;

/// What was answered, where the answer itself is already in its place.
type Turn = io::Result<Answer<()>>;

impl Session<'_, '_> {
    /// Puts a question and takes the answer in.
    pub(super) fn ask(&mut self, step: &Step) -> Result<Answer<()>, Failure> {
        let turn = match step {
            Step::Trait(id) => self.ask_trait(id),
            Step::Needs => self.ask_needs(),
            Step::Strengths => self.ask_strengths(),
            Step::Strength(id) => self.ask_strength(id),
            Step::Weights => return self.ask_weights(),
            Step::Points(id) => return self.ask_points(id),
            Step::Rank(place) => return self.ask_rank(*place),
            Step::Title => self.ask_title(),
            Step::Context => self.ask_context(),
        };
        Ok(turn?)
    }

    /// A question with its place in the interview.
    fn question(&self, text: &str) -> Question {
        let (at, of) = self.place;
        Question::new(format!("[{at}/{of}] {text}"))
    }

    fn ask_trait(&mut self, id: &TraitId) -> Turn {
        let Some(asked) = self.interview.catalogue.find_trait(id) else {
            return Ok(Answer::Skipped);
        };
        let mut question = self.question(&asked.question).found(self.found_trait(id));
        question.help.clone_from(&asked.help);
        let labels: Vec<String> = asked.answers.iter().map(|answer| answer.label.clone()).collect();
        let given = self.given(asked);
        let picked = if asked.several {
            self.prompter.select_several(&question, &labels, &given)?
        } else {
            self.prompter.select(&question, &labels, given.first().copied())?.map(|at| vec![at])
        };
        Ok(match picked {
            Answer::Given(places) => {
                let ids = places.iter().filter_map(|at| asked.answers.get(*at));
                self.draft.traits.insert(id.clone(), ids.map(|answer| answer.id.clone()).collect());
                Answer::Given(())
            }
            Answer::Skipped => {
                self.draft.traits.remove(id);
                Answer::Skipped
            }
            other => other.map(|_| ()),
        })
    }

    /// The places of the answers so far.
    fn given(&self, asked: &Trait) -> Vec<usize> {
        let given: &[AnswerId] = self.draft.traits.get(&asked.id).map_or(&[], Vec::as_slice);
        let places = asked.answers.iter().enumerate();
        places.filter(|(_, answer)| given.contains(&answer.id)).map(|(at, _)| at).collect()
    }

    /// Where the present answer was found; nothing where another has been given since.
    fn found_trait(&self, id: &TraitId) -> Option<String> {
        self.interview.found.iter().find_map(|found| match found {
            Found::Trait { id: of, answers, at }
                if of == id && self.draft.traits.get(id) == Some(answers) =>
            {
                Some(at.clone())
            }
            _ => None,
        })
    }

    /// What can be needed: that in which the candidates differ, or everything; by title.
    pub(super) fn capabilities(&self) -> Vec<CapabilityId> {
        let catalogue = self.interview.catalogue;
        let candidates = catalogue.candidates(self.interview.base.frameworks.as_deref());
        let differs = |id: &CapabilityId| {
            let provision =
                |known: &Framework| known.capabilities.get(id).map(std::mem::discriminant);
            candidates.windows(2).any(|two| provision(two[0]) != provision(two[1]))
        };
        let all = self.interview.all;
        let offered = catalogue
            .capabilities
            .values()
            .filter(|known| all || differs(&known.id) || self.draft.needs.contains_key(&known.id));
        let mut offered: Vec<_> = offered.map(|known| (&known.title, &known.id)).collect();
        offered.sort_unstable();
        offered.into_iter().map(|(_, id)| id.clone()).collect()
    }

    fn capability_title(&self, id: &CapabilityId) -> String {
        let known = self.interview.catalogue.capabilities.get(id);
        known.map_or_else(|| id.to_string(), |known| known.title.clone())
    }

    fn ask_needs(&mut self) -> Turn {
        let offered = self.capabilities();
        let mut question = self
            .question("What does it need, or go round?")
            .skip("Nothing in particular")
            .found(self.found_needs());
        if !self.interview.all {
            question = question.help("only that in which the candidates differ");
        }
        let labels: Vec<String> = offered.iter().map(|id| self.capability_title(id)).collect();
        let needs = &self.draft.needs;
        let given: Vec<usize> =
            (0..offered.len()).filter(|at| needs.contains_key(&offered[*at])).collect();
        Ok(match self.prompter.select_several(&question, &labels, &given)? {
            Answer::Given(places) => {
                let marked = places.iter().filter_map(|at| offered.get(*at).cloned());
                self.draft.mark(marked.collect());
                Answer::Given(())
            }
            Answer::Skipped => {
                self.draft.mark(Vec::new());
                self.draft.one_by_one = false;
                Answer::Skipped
            }
            other => other.map(|_| ()),
        })
    }

    fn found_needs(&self) -> Option<String> {
        let found = self.interview.found.iter().filter_map(|found| match found {
            Found::Need { id, at, .. } => Some(format!("{at} ({})", self.capability_title(id))),
            Found::Trait { .. } => None,
        });
        let found: Vec<String> = found.collect();
        let shown = found.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
        match found.len() {
            0 => None,
            1..=3 => Some(shown),
            many => Some(format!("{shown} and {} more", many - 3)),
        }
    }

    fn ask_strengths(&mut self) -> Turn {
        let count = self.draft.needs.len();
        let question = self
            .question(if count == 1 {
                "How much is it needed?"
            } else {
                "How much are they needed?"
            })
            .help("without what must be there, a framework is out");
        let choices = [
            "Wanted: it counts".to_owned(),
            "Must be there, an extension counts".to_owned(),
            "Set one by one: built in, must, want, maybe, bypass".to_owned(),
        ];
        let alike = |need: Need| self.draft.needs.values().all(|given| *given == need);
        let (question, given) = match self.draft.one_by_one {
            true => (question.answered(), Some(2)),
            _ if alike(Need::Want) => (question.answered(), Some(0)),
            _ if alike(Need::Must) => (question.answered(), Some(1)),
            _ => (question.skip("As they are"), None),
        };
        let picked = self.prompter.select(&question, &choices, given)?;
        match picked {
            Answer::Given(0) => self.draft.need_all(Need::Want),
            Answer::Given(1) => self.draft.need_all(Need::Must),
            Answer::Given(_) => self.draft.one_by_one = true,
            Answer::Skipped => self.draft.one_by_one = false,
            Answer::Back | Answer::Quit => {}
        }
        Ok(picked.map(|_| ()))
    }

    fn ask_strength(&mut self, id: &CapabilityId) -> Turn {
        let Some(given) = self.draft.needs.get(id).copied() else { return Ok(Answer::Skipped) };
        let title = self.capability_title(id);
        let mut question = self.question(&format!("{title}: how much?")).answered();
        if let Some(about) =
            self.interview.catalogue.capabilities.get(id).and_then(|c| c.about.clone())
        {
            question = question.help(about);
        }
        let picked = self.prompter.strength(&question, given)?;
        if let Answer::Given(need) = picked {
            self.draft.needs.insert(id.clone(), need);
        }
        Ok(picked.map(|_| ()))
    }

    fn ask_weights(&mut self) -> Result<Answer<()>, Failure> {
        let shares = effect::present_shares(&self.decide(&self.draft)?);
        let question = self
            .question("How much shall each criterion count?")
            .help(format!("now {shares}"))
            .skip("Leave the weights as they are");
        let choices = ["Give points".to_owned(), "Rank the criteria".to_owned()];
        let given = match self.draft.weights {
            Weights::Kept => None,
            Weights::Points => Some(0),
            Weights::Ranking => Some(1),
        };
        let picked = self.prompter.select(&question, &choices, given)?;
        match picked {
            Answer::Given(0) => self.draft.weights = Weights::Points,
            Answer::Given(_) => self.draft.weights = Weights::Ranking,
            Answer::Skipped => self.draft.weights = Weights::Kept,
            Answer::Back | Answer::Quit => {}
        }
        Ok(picked.map(|_| ()))
    }

    fn ask_points(&mut self, id: &CriterionId) -> Result<Answer<()>, Failure> {
        let decision = self.decide(&self.draft)?;
        let Some(row) = decision.criterion(id) else { return Ok(Answer::Skipped) };
        let share = row.share * 100.0;
        let question = self
            .question(&format!("Points for {}?", row.title.to_lowercase()))
            .help(format!("now {:.1} points, {share:.0} % · empty leaves them", row.weight));
        let given = self.draft.points.get(id).map(|points| points.get());
        let most = given.map_or(MOST_POINTS, |given| given.max(MOST_POINTS));
        Ok(match self.prompter.number(&question, most, given)?.map(Points::new) {
            Answer::Given(Ok(points)) => {
                self.draft.points.insert(id.clone(), points);
                Answer::Given(())
            }
            Answer::Given(Err(_)) | Answer::Skipped => {
                self.draft.points.remove(id);
                Answer::Skipped
            }
            other => other.map(|_| ()),
        })
    }

    fn ask_rank(&mut self, place: usize) -> Result<Answer<()>, Failure> {
        let decision = self.decide(&self.draft)?;
        let placed = self.draft.ranking.get(..place).unwrap_or_default();
        let mut left: Vec<_> =
            decision.criteria.iter().filter(|row| !placed.contains(&row.id)).collect();
        left.sort_by(|a, b| b.share.total_cmp(&a.share));
        let question = if place == 0 {
            self.question("What matters most?").skip("Nothing in particular")
        } else {
            self.question("And then?").skip("The others count alike")
        };
        let labels: Vec<String> = left.iter().map(|row| row.title.clone()).collect();
        let present = self.draft.ranking.get(place);
        let given = left.iter().position(|row| Some(&row.id) == present);
        let picked = self.prompter.select(&question, &labels, given)?;
        match picked {
            Answer::Given(at) => {
                if let Some(row) = left.get(at) {
                    self.draft.rank(place, &row.id);
                }
            }
            Answer::Skipped => self.draft.ranking.truncate(place),
            Answer::Back | Answer::Quit => {}
        }
        Ok(picked.map(|_| ()))
    }

    fn ask_title(&mut self) -> Turn {
        let question = self.question("What is the project called?").help("it heads the record");
        let typed = self.prompter.text(&question, self.draft.title.as_deref())?;
        take_in(&mut self.draft.title, typed)
    }

    fn ask_context(&mut self) -> Turn {
        let question = self
            .question("What is the situation?")
            .help("a sentence for the record: who decides, what is given");
        let typed = self.prompter.text(&question, self.draft.context.as_deref())?;
        take_in(&mut self.draft.context, typed)
    }
}

#[expect(clippy::unnecessary_wraps, reason = "reads as the end of a question")]
fn take_in(place: &mut Option<String>, typed: Answer<String>) -> Turn {
    match &typed {
        Answer::Given(text) => *place = Some(text.clone()),
        Answer::Skipped => *place = None,
        Answer::Back | Answer::Quit => {}
    }
    Ok(typed.map(|_| ()))
}
