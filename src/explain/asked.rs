//! A trait: the question, its answers, and what each answer does.

use super::Explainer;
use super::parts::Named;
use crate::model::{Answer, AnswerFit, Framework, Source, Trait};
use serde::Serialize;

/// Everything known about a trait.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TraitPage {
    /// The id.
    pub id: String,
    /// The question.
    pub question: String,
    /// A line of help.
    pub help: Option<String>,
    /// Whether several answers may be given.
    pub several: bool,
    /// Its points within fit; nothing where it makes no indicator.
    pub fit_points: Option<f64>,
    /// The answers.
    pub answers: Vec<AnswerPart>,
}

/// One answer and what it does; one without effects and fits changes nothing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AnswerPart {
    /// The id.
    pub id: String,
    /// As people read it.
    pub label: String,
    /// The criteria whose weight it multiplies.
    pub effects: Vec<Effect>,
    /// The reason of the effects.
    pub because: Option<String>,
    /// Where the reason is written.
    pub sources: Vec<Source>,
    /// How well each framework suits it, where it counts within fit.
    pub fits: Vec<FitPart>,
}

/// What an answer does to a criterion's weight.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Effect {
    /// The criterion.
    pub criterion: Named,
    /// What its weight is multiplied by.
    pub factor: f64,
}

/// How well a framework suits an answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FitPart {
    /// The framework.
    pub framework: Named,
    /// 5 neither helps nor hinders; nothing where nobody has looked.
    pub score: Option<f64>,
    /// The least that can be argued.
    pub low: Option<f64>,
    /// The most that can be argued.
    pub high: Option<f64>,
    /// The reason; nothing where the answer itself names the framework.
    pub because: Option<String>,
    /// Where it is written.
    pub sources: Vec<Source>,
}

impl Explainer<'_> {
    pub(super) fn asked(&self, asked: &Trait) -> TraitPage {
        let points = self.catalogue.fit.as_ref().and_then(|rules| rules.points.get(&asked.id));
        TraitPage {
            id: asked.id.to_string(),
            question: asked.question.clone(),
            help: asked.help.clone(),
            several: asked.several,
            fit_points: points.map(|points| points.get()),
            answers: asked.answers.iter().map(|answer| self.answer(asked, answer)).collect(),
        }
    }

    fn answer(&self, asked: &Trait, answer: &Answer) -> AnswerPart {
        let effect = |(id, factor): (&crate::model::CriterionId, &crate::model::Factor)| Effect {
            criterion: Named::new(id, self.catalogue.criterion_title(id)),
            factor: factor.get(),
        };
        let fits = match answer.fit {
            AnswerFit::Silent => Vec::new(),
            AnswerFit::Stated | AnswerFit::Names { .. } => {
                let frameworks = self.frameworks().into_iter();
                frameworks.map(|framework| self.suits(framework, asked, answer)).collect()
            }
        };
        AnswerPart {
            id: answer.id.to_string(),
            label: answer.label.clone(),
            effects: answer.weights.iter().map(effect).collect(),
            because: answer.because.clone(),
            sources: self.cited(&answer.sources),
            fits,
        }
    }

    /// How well a framework suits an answer.
    pub(super) fn suits(&self, framework: &Framework, asked: &Trait, answer: &Answer) -> FitPart {
        let view = framework.fit.get(&asked.id).and_then(|answers| answers.get(&answer.id));
        let score = match &answer.fit {
            AnswerFit::Names { framework: named, own, other } => {
                Some(if *named == framework.id { own.get() } else { other.get() })
            }
            AnswerFit::Stated => view.map(|view| view.score.get()),
            AnswerFit::Silent => None,
        };
        FitPart {
            framework: Named::framework(framework),
            score,
            low: view.and_then(|view| view.low).map(f64::from),
            high: view.and_then(|view| view.high).map(f64::from),
            because: view.map(|view| view.because.clone()),
            sources: view.map(|view| self.cited(&view.sources)).unwrap_or_default(),
        }
    }
}
