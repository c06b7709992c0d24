//! What the question was: the situation, what counts, and between what was chosen.

use super::document::Subject;
use super::text::{blocks, bullets, escaped, started};
use crate::decision::{CriterionRow, SelectedAnswer, WeightFrom};
use crate::model::{CriterionId, FitRules, FrameworkId, Trait};
use crate::render::prose;

/// The most characters of a question.
const QUESTION: usize = 200;
/// The most characters of an answer.
const LABEL: usize = 80;

impl Subject<'_> {
    /// Every candidate's id, those that are out last.
    pub(super) fn candidates(&self) -> Vec<&FrameworkId> {
        let standing = self.decision.frameworks.iter().map(|standing| &standing.id);
        standing.chain(self.decision.excluded.iter().map(|out| &out.id)).collect()
    }

    /// A candidate's name, escaped.
    pub(super) fn name(&self, id: &FrameworkId) -> String {
        escaped(&prose::name(self.decision, id))
    }

    /// A list in the flavour's manner.
    pub(super) fn list(&self, items: &[String]) -> String {
        bullets(self.flavour.bullet(), items)
    }
}

/// The question in one sentence.
pub(super) fn question(subject: &Subject<'_>) -> String {
    let names: Vec<String> = subject.candidates().iter().map(|id| subject.name(id)).collect();
    let names = prose::either(&names);
    match prose::title(subject.decision) {
        Some(title) => {
            format!("Which web framework should “{}” be built on: {names}?", escaped(&title))
        }
        None => format!("Which web framework should this project be built on: {names}?"),
    }
}

/// The team's own words, and what it said of the project.
pub(super) fn situation(subject: &Subject<'_>) -> String {
    let context = prose::context(subject.decision).map(|context| started(&escaped(&context)));
    let need =
        |(label, value): &(String, String)| format!("{}: {}", escaped(label), escaped(value));
    let needs = prose::needs(subject.decision);
    let items: Vec<String> = answers(subject).into_iter().chain(needs.iter().map(need)).collect();
    let said = if items.is_empty() {
        "Nothing more was said of the project: what follows holds for any.".to_owned()
    } else {
        format!("What is known of the project:\n\n{}", subject.list(&items))
    };
    blocks(&[context.unwrap_or_default(), said])
}

/// Every question answered with its answers, in the order in which it is asked.
fn answers(subject: &Subject<'_>) -> Vec<String> {
    let answered = &subject.decision.project.traits;
    let asked = subject.catalogue.traits.iter();
    let item = |asked: &Trait| {
        let said = answered.get(&asked.id)?;
        let label = |said: &SelectedAnswer| escaped(&prose::harmless(&said.label, LABEL));
        let labels: Vec<String> = said.iter().map(label).collect();
        let question = escaped(&prose::harmless(&asked.question, QUESTION));
        Some(format!("{question} {}.", prose::list(&labels).trim_end_matches('.')))
    };
    asked.filter_map(item).collect()
}

/// The criteria, with how much each counts and why so much.
pub(super) fn drivers(subject: &Subject<'_>) -> String {
    let rows = &subject.decision.criteria;
    let items: Vec<String> = rows.iter().map(|row| driver(subject, row)).collect();
    subject.list(&items)
}

fn driver(subject: &Subject<'_>, row: &CriterionRow) -> String {
    let title = escaped(&prose::criterion_title(subject.decision, &row.id));
    let question = asked(subject, &row.id);
    let question = question.map_or_else(String::new, |asked| format!(" {}", escaped(&asked)));
    format!("{title}, {} of the weight{}.{question}", prose::percent(row.share), origin(row))
}

fn asked(subject: &Subject<'_>, id: &CriterionId) -> Option<String> {
    let fit = subject.catalogue.fit.as_ref().filter(|_| id == FitRules::ID);
    let question = fit.map(|fit| &fit.question);
    let question = question.or_else(|| Some(&subject.catalogue.criteria.get(id)?.question))?;
    let question = prose::harmless(question, QUESTION);
    (!question.is_empty()).then_some(question)
}

/// Who gave the weight, where it was not the catalogue alone.
fn origin(row: &CriterionRow) -> &'static str {
    match row.weight_from {
        WeightFrom::Fit => " (the more is known of the project, the more it counts)",
        WeightFrom::Traits if row.factor > 1.0 + 1e-9 => {
            " (more than usual, for what the project is)"
        }
        WeightFrom::Traits if row.factor < 1.0 - 1e-9 => {
            " (less than usual, for what the project is)"
        }
        WeightFrom::Catalogue | WeightFrom::Traits => "",
        WeightFrom::User => " (as the team set it)",
        WeightFrom::Ranking => " (from the team's ranking)",
        WeightFrom::Pairwise => " (from the team's comparisons)",
    }
}

/// The candidates.
pub(super) fn options(subject: &Subject<'_>) -> String {
    let names: Vec<String> = subject.candidates().iter().map(|id| subject.name(id)).collect();
    subject.list(&names)
}
