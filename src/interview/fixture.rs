//! A small catalogue, and a prompter with scripted replies, for the tests of the interview.

use super::{Answer as Answered, Prompter, Question, Stop};
use crate::model::{
    Answer, AnswerFit, AnswerId, Basis, Capability, CapabilityId, Catalogue, Criterion,
    CriterionId, Each, Factor, Finding, FitRules, FitView, Found, Framework, FrameworkId,
    Indicator, IndicatorId, NeedPoints, Origin, Points, Provision, Scale, Score, SortedMap,
    Thresholds, Trait, TraitId,
};
use std::collections::VecDeque;
use std::io;

fn score(value: f64) -> Score {
    Score::new(value).unwrap()
}

fn points(value: f64) -> Points {
    Points::new(value).unwrap()
}

fn criterion(id: &str) -> Criterion {
    let indicator = Indicator {
        id: IndicatorId::new("all").unwrap(),
        title: "All".to_owned(),
        unit: None,
        weight: points(1.0),
        scale: Scale::Judgement,
        anchors: None,
        stale_after: None,
    };
    Criterion {
        id: CriterionId::new(id).unwrap(),
        title: id[..1].to_uppercase() + &id[1..],
        question: String::new(),
        about: None,
        weight: points(10.0),
        article: None,
        indicators: vec![indicator],
    }
}

fn judged(value: f64) -> Finding {
    Finding {
        found: Found::Judged(score(value)),
        low: None,
        high: None,
        sources: Vec::new(),
        checked: jiff::civil::date(2026, 11, 1),
        method: None,
        confidence: None,
        because: Some("so".to_owned()),
    }
}

/// A framework with its ratings, its capabilities and how it suits a shop and a small project.
pub(super) fn framework(
    id: &str,
    ratings: [f64; 3],
    has: [Provision; 3],
    fits: [f64; 2],
) -> Framework {
    let criteria = ["community", "performance", "security"];
    let finding = |(criterion, value): (&str, f64)| {
        let all = SortedMap::from([(IndicatorId::new("all").unwrap(), judged(value))]);
        (CriterionId::new(criterion).unwrap(), all)
    };
    let fit = |(asked, answer, value): (&str, &str, f64)| {
        let because = "so".to_owned();
        let (score, basis, sources) = (score(value), Basis::Fact, Vec::new());
        let view = FitView { score, low: None, high: None, because, basis, sources };
        let answers = SortedMap::from([(AnswerId::new(answer).unwrap(), view)]);
        (TraitId::new(asked).unwrap(), answers)
    };
    let capabilities = ["admin", "orm", "websockets"].into_iter().zip(has);
    Framework {
        based_on: None,
        id: FrameworkId::new(id).unwrap(),
        name: id[..1].to_uppercase() + &id[1..],
        version: None,
        homepage: None,
        summary: None,
        default: true,
        because: SortedMap::new(),
        findings: criteria.into_iter().zip(ratings).map(finding).collect(),
        capabilities: capabilities
            .map(|(id, provision)| (CapabilityId::new(id).unwrap(), provision))
            .collect(),
        fit: [("kind", "shop", fits[0]), ("size", "small", fits[1])].into_iter().map(fit).collect(),
        used_for: Vec::new(),
        users: Vec::new(),
    }
}

/// An answer that is marked, or one that moves a weight.
pub(super) fn answer(id: &str, fit: bool, weight: Option<(&str, f64)>) -> Answer {
    let factor =
        |(id, factor): (&str, f64)| (CriterionId::new(id).unwrap(), Factor::new(factor).unwrap());
    Answer {
        id: AnswerId::new(id).unwrap(),
        label: format!("A {id}"),
        fit: if fit { AnswerFit::Stated } else { AnswerFit::Silent },
        weights: weight.map(factor).into_iter().collect(),
        because: weight.map(|_| "it will not wait".to_owned()),
        sources: Vec::new(),
    }
}

pub(super) fn asked(id: &str, answers: Vec<Answer>) -> Trait {
    Trait {
        id: TraitId::new(id).unwrap(),
        question: format!("Which {id}?"),
        help: None,
        several: id == "team",
        answers,
        each_framework: if id == "team" { vec![known()] } else { Vec::new() },
    }
}

fn known() -> Each {
    let (answer, label) = ("{id}".to_owned(), "{name}".to_owned());
    Each { answer, label, own: score(9.0), other: score(3.0), because: None }
}

fn fit_rules() -> FitRules {
    let part = |(id, value)| (TraitId::new(id).unwrap(), points(value));
    FitRules {
        points: [("kind", 10.0), ("size", 5.0), ("team", 20.0)].into_iter().map(part).collect(),
        needs: NeedPoints { step: 1.1, maybe: 0.3, bypass: 1.8 },
        unsaid: 6.0,
        thresholds: Thresholds { too_close: 1.0, clear: 3.0 },
        implies: Vec::new(),
        outside: Vec::new(),
    }
}

fn capability(id: &str) -> Capability {
    let title = format!("The {id}");
    Capability {
        id: CapabilityId::new(id).unwrap(),
        title,
        question: None,
        about: None,
        alternatives: Vec::new(),
    }
}

/// Alpha leads Beta by 0.5; Alpha has an admin built in, Beta none; both have an ORM built in.
pub(super) fn catalogue() -> Catalogue {
    let by_extension =
        Provision::Extension { name: "sockets".to_owned(), released: None, note: None };
    let alpha = [Provision::BuiltIn, Provision::BuiltIn, by_extension];
    let beta = [Provision::None, Provision::BuiltIn, Provision::BuiltIn];
    let criteria = ["community", "performance", "security"].map(criterion);
    let mut catalogue = Catalogue {
        criteria: criteria.into_iter().map(|known| (known.id.clone(), known)).collect(),
        fit: Some(fit_rules()),
        frameworks: SortedMap::new(),
        traits: vec![
            asked("kind", vec![answer("shop", true, None), answer("blog", false, None)]),
            asked("team", vec![answer("python", false, None)]),
            asked("size", vec![answer("small", true, None), answer("medium", false, None)]),
            asked(
                "secrecy",
                vec![answer("high", false, Some(("security", 2.0))), answer("low", false, None)],
            ),
            asked("mood", vec![answer("good", false, None), answer("bad", false, None)]),
        ],
        capabilities: ["admin", "orm", "websockets"]
            .map(capability)
            .map(|known| (known.id.clone(), known))
            .into(),
        sources: SortedMap::new(),
        precedents: SortedMap::new(),
        origin: Origin { place: "code".to_owned(), sha256: String::new(), added: Vec::new() },
    };
    catalogue.add_framework(framework("alpha", [6.0, 5.0, 7.5], alpha, [7.0, 4.0]));
    catalogue.add_framework(framework("beta", [6.0, 6.0, 5.0], beta, [4.0, 6.0]));
    catalogue
}

/// What the person does at a question.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reply {
    /// Accepts what is offered; where nothing is, skips.
    Enter,
    /// Picks the first choice that contains this.
    Pick(String),
    /// Marks the choices that contain one of these, and no other.
    Mark(Vec<String>),
    /// Types this.
    Type(String),
    /// Takes an answer away, or gives none.
    Skip,
    /// Goes one question back.
    Back,
    /// Leaves.
    Quit,
}

impl Reply {
    /// Picks the choice that contains this.
    pub(super) fn pick(label: &str) -> Self {
        Self::Pick(label.to_owned())
    }

    /// Marks the choices that contain these.
    pub(super) fn mark(labels: &[&str]) -> Self {
        Self::Mark(labels.iter().map(|label| (*label).to_owned()).collect())
    }
}

type Replying<'a> = Box<dyn FnMut(&Question, &[String]) -> Reply + 'a>;

/// Replies to every question, and keeps the conversation.
pub(super) struct Memory<'a> {
    replying: Replying<'a>,
    /// What was asked (`? …`) and said (`  …`), in order.
    pub(super) transcript: Vec<String>,
}

impl<'a> Memory<'a> {
    /// Replies in this order, then with Enter for ever.
    pub(super) fn scripted(replies: impl IntoIterator<Item = Reply>) -> Self {
        let mut replies: VecDeque<Reply> = replies.into_iter().collect();
        Self::replying(move |_, _| replies.pop_front().unwrap_or(Reply::Enter))
    }

    /// Replies as the function does.
    pub(super) fn replying(replying: impl FnMut(&Question, &[String]) -> Reply + 'a) -> Self {
        Self { replying: Box::new(replying), transcript: Vec::new() }
    }

    fn ask<T>(
        &mut self,
        question: &Question,
        choices: &[String],
        given: Option<T>,
        read: impl Fn(&Reply) -> Option<T>,
    ) -> Answered<T> {
        self.transcript.push(format!("? {}", question.text));
        let reply = (self.replying)(question, choices);
        match reply {
            Reply::Enter => Ok(given),
            Reply::Skip => Ok(None),
            Reply::Back => Err(Stop::Back),
            Reply::Quit => Err(Stop::Quit),
            reply => match read(&reply) {
                Some(answer) => Ok(Some(answer)),
                None => panic!("{reply:?} is no answer to `{}`", question.text),
            },
        }
    }
}

fn place(choices: &[String], label: &str) -> Option<usize> {
    choices.iter().position(|choice| choice.contains(label))
}

impl Prompter for Memory<'_> {
    fn say(&mut self, line: &str) -> io::Result<()> {
        self.transcript.push(format!("  {line}"));
        Ok(())
    }

    fn choose(
        &mut self,
        question: &Question,
        choices: &[String],
        given: &[usize],
    ) -> Answered<Vec<usize>> {
        let given = (!given.is_empty()).then(|| given.to_vec());
        self.ask(question, choices, given, |reply| match reply {
            Reply::Pick(label) => Some(vec![place(choices, label)?]),
            Reply::Mark(labels) if question.several => {
                labels.iter().map(|label| place(choices, label)).collect()
            }
            _ => None,
        })
    }

    fn text(&mut self, question: &Question, given: Option<&str>) -> Answered<String> {
        self.ask(question, &[], given.map(str::to_owned), |reply| match reply {
            Reply::Type(text) => Some(text.clone()),
            _ => None,
        })
    }
}
