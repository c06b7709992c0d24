//! The questions, and where their answers go.
//!
//! The weights come from swings: which criterion to lift first from its worst to its best end, then which next. "What
//! matters most?" is answered alike whatever the ends are (Fischer 1995; Keeney 2002 calls it a mistake), so the ends
//! are named. They are those of the catalogue's scales, not of the candidates (Monat 2009). The order gives
//! rank-order-centroid weights (Edwards & Barron 1994).

use super::session::{Session, Step, is_given, ranking};
use super::{Question, Stop};
use crate::model::{
    Answer, Capability, CapabilityId, Criterion, CriterionId, Framework, Indicator, Need,
    Provision, SortedMap, TraitId, Weighting,
};
use crate::text::{mid_sentence, number};

/// The most indicators of a criterion whose ends are named.
const MOST_ENDS: usize = 2;

impl Session<'_, '_> {
    /// Asks a question and keeps the answer.
    pub(super) fn ask(&mut self, step: &Step) -> Result<(), Stop> {
        match step {
            Step::Trait(id) => self.ask_trait(id)?,
            Step::Needs(asked) => self.ask_needs(*asked)?,
            Step::Rank(place) => self.ask_rank(*place)?,
            Step::Title => {
                let help = Some("the title of the record");
                let question = self.question("What is the project called?", help);
                let title = &mut self.profile.title;
                *title = self.prompter.text(&question, title.as_deref())?;
            }
            Step::Context => {
                let help = Some("one sentence for the record: who decides, which constraints");
                let question = self.question("What is the situation?", help);
                let context = &mut self.profile.context;
                *context = self.prompter.text(&question, context.as_deref())?;
            }
        }
        Ok(())
    }

    fn question(&self, text: &str, help: Option<&str>) -> Question {
        let (number, of) = self.place;
        let question = Question::new(format!("[{number}/{of}] {text}"), help);
        Question { first: self.history.is_empty(), ..question }
    }

    fn ask_trait(&mut self, id: &TraitId) -> Result<(), Stop> {
        let Some(asked) = self.interview.catalogue.find_trait(id) else { return Ok(()) };
        let given = self.profile.traits.get(id).cloned().unwrap_or_default();
        let mut question = self.question(&asked.question, asked.help.as_deref());
        question.several = asked.several;
        if self.interview.profile.traits.get(id) == Some(&given) {
            question.found = self.interview.origins.traits.get(id).cloned();
        }
        // The answers that name candidates first, those that name other frameworks last.
        let candidates = self.candidates();
        let mut answers: Vec<&Answer> = asked.answers.iter().collect();
        answers.sort_by_key(|answer| match answer.names() {
            Some(named) if candidates.iter().any(|c| c.id == *named) => 0,
            Some(_) => 2,
            None => 1,
        });
        question.choices = answers.iter().map(|answer| answer.label.clone()).collect();
        question.given = (0..answers.len()).filter(|at| given.contains(&answers[*at].id)).collect();
        match self.prompter.choose(&question)? {
            Some(picked) => {
                let answers = picked.iter().map(|at| answers[*at].id.clone()).collect();
                self.profile.traits.insert(id.clone(), answers);
            }
            None => drop(self.profile.traits.remove(id)),
        }
        Ok(())
    }

    /// The features to offer at a level, by title: those given, those on which the candidates differ, or all. What is
    /// required is among what is wanted; what is wanted is not among what will not be used.
    pub(super) fn capabilities(&self, asked: Need) -> Vec<&Capability> {
        let catalogue = self.interview.catalogue;
        let candidates = self.candidates();
        let provision = |one: &Framework, id| one.capabilities.get(id).map(std::mem::discriminant);
        let differs = |id| {
            let ships = |one: &&Framework| one.capabilities.get(id) == Some(&Provision::BuiltIn);
            candidates.windows(2).any(|two| provision(two[0], id) != provision(two[1], id))
                && (asked == Need::Want || candidates.iter().any(ships))
        };
        let mut offered: Vec<_> = catalogue.capabilities.values().collect();
        offered.retain(|one| match self.profile.needs.get(&one.id) {
            Some(need) => asked == Need::Want || need.rejects() == asked.rejects(),
            None => asked != Need::Must && (self.interview.all || differs(&one.id)),
        });
        offered.sort_unstable_by_key(|one| (one.title.to_lowercase(), &one.id));
        offered
    }

    fn ask_needs(&mut self, asked: Need) -> Result<(), Stop> {
        let text = match asked {
            Need::Must => "Which of them are required? A candidate that lacks one is excluded.",
            Need::Bypass => "Which features will you not use?",
            _ => "Which features do you need?",
        };
        let offered = self.capabilities(asked);
        let ids: Vec<CapabilityId> = offered.iter().map(|one| one.id.clone()).collect();
        let need = |at: &usize| self.profile.needs.get(&ids[*at]);
        let given = |at: &usize| need(at).is_some_and(|need| is_given(*need, asked));
        let question = Question {
            skip: "None".to_owned(),
            found: self.found_needs(asked),
            choices: offered.iter().map(|one| one.title.clone()).collect(),
            given: (0..ids.len()).filter(given).collect(),
            several: true,
            ..self.question(text, None)
        };
        let picked = self.prompter.choose(&question)?.unwrap_or_default();
        let picked: Vec<CapabilityId> = picked.iter().map(|at| ids[*at].clone()).collect();
        set_needs(&mut self.profile.needs, asked, &picked);
        Ok(())
    }

    /// Where the features given at a level were found.
    fn found_needs(&self, asked: Need) -> Option<String> {
        let mut found = self.interview.origins.needs.iter().filter_map(|(id, at)| {
            let need = self.profile.needs.get(id)?;
            let as_found = self.interview.profile.needs.get(id) == Some(need);
            let title = &self.interview.catalogue.capabilities.get(id)?.title;
            (as_found && is_given(*need, asked)).then(|| format!("{at} ({title})"))
        });
        let first = found.next()?;
        let more = found.count();
        Some(if more == 0 { first } else { format!("{first} and {more} more") })
    }

    fn ask_rank(&mut self, place: usize) -> Result<(), Stop> {
        const FIRST: &str = "If every criterion were at its worst, which would you improve first?";
        let mut order = ranking(&self.profile).to_vec();
        let ranked = order.get(..place).unwrap_or_default();
        let criteria = &self.interview.catalogue.criteria;
        let rows = self.decision.criteria.iter().filter(|row| !ranked.contains(&row.id));
        let left: Vec<&Criterion> = rows.filter_map(|row| criteria.get(&row.id)).collect();
        let had = ranking(&self.interview.profile);
        let keep = match (had, place) {
            ([], 0) => "Keep the weights as they are",
            ([], _) => "Keep the weights as they were",
            _ => "No ranking: the catalogue's weights",
        };
        // A first place alone gets more of the weight than most people intend.
        let least = if had.len() == 1 { 1 } else { 2 };
        let (text, help, skip) = match place {
            0 => (FIRST, Some("this sets the weights"), keep),
            _ if place < least => ("Which one next?", None, keep),
            _ => ("Which one next?", None, "Stop here: the others count equally"),
        };
        let given = left.iter().position(|criterion| Some(&criterion.id) == order.get(place));
        let question = Question {
            skip: skip.to_owned(),
            choices: left.iter().map(|criterion| ends(criterion)).collect(),
            given: given.into_iter().collect(),
            ..self.question(text, help)
        };
        let picked = self.prompter.choose(&question)?;
        let picked: Option<&CriterionId> =
            picked.and_then(|picked| Some(&left[*picked.first()?].id));
        // Later places stay if they still can.
        if picked.is_none() || order.get(place) != picked {
            let kept = if picked.is_none() && place < least { 0 } else { place };
            order.truncate(kept);
            order.extend(picked.cloned());
        }
        self.profile.weighting = match &self.interview.profile.weighting {
            _ if !order.is_empty() => Weighting::Ranking(order),
            Weighting::Ranking(_) => Weighting::Catalogue,
            before => before.clone(),
        };
        Ok(())
    }
}

/// Replaces the features at a level; those that were there keep their exact need.
fn set_needs(needs: &mut SortedMap<CapabilityId, Need>, asked: Need, picked: &[CapabilityId]) {
    if asked == Need::Must {
        for (id, need) in needs.iter_mut() {
            if need.decides() && !picked.contains(id) {
                *need = Need::Want;
            }
        }
    } else {
        needs.retain(|id, need| !is_given(*need, asked) || picked.contains(id));
    }
    for id in picked {
        let need = needs.get_or_insert_with(id.clone(), || asked);
        if !is_given(*need, asked) {
            *need = asked;
        }
    }
}

/// A criterion with its ends: `Security: support 0 to 36 months, protections 0 to all 8, and 2 more`.
fn ends(criterion: &Criterion) -> String {
    let mut indicators: Vec<&Indicator> = criterion.indicators.iter().collect();
    indicators.sort_by(|a, b| b.weight.get().total_cmp(&a.weight.get()));
    let more = indicators.len().saturating_sub(MOST_ENDS);
    let mut parts: Vec<String> =
        indicators.into_iter().take(MOST_ENDS).map(ends_of_indicator).collect();
    parts.extend((more > 0).then(|| format!("and {more} more")));
    format!("{}: {}", criterion.title, parts.join(", "))
}

fn ends_of_indicator(indicator: &Indicator) -> String {
    let title = mid_sentence(&indicator.title);
    let unit = indicator.unit.as_deref().unwrap_or_default();
    let space = if matches!(unit, "" | "%") { "" } else { " " };
    format!("{title} ({}{space}{unit})", indicator.scale.reach(number))
}
