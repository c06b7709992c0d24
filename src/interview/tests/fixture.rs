//! A small catalogue, and a prompter with scripted replies.

use crate::interview::{Answer, Prompter, Question, Stop};
use crate::model::{Catalogue, Framework};
use crate::text::capitalise;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::collections::VecDeque;
use std::io;

/// A part of a catalogue, as its JSON form has it.
pub(super) fn part<T: DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).unwrap()
}

/// A framework with its ratings, its capabilities and how it suits a shop and a small project.
pub(super) fn framework(id: &str, ratings: [f64; 3], has: [&str; 3], fits: [f64; 2]) -> Framework {
    let finding = |score: f64| json!({"all": {"found": {"score": score}, "checked": "2026-11-01", "because": "so"}});
    let fit = |score: f64| json!({"score": score, "because": "so", "basis": "fact"});
    let provision = |has: &str| match has {
        "extension" => json!({"extension": {"extension": "sockets"}}),
        has => json!(has),
    };
    let [community, performance, security] = ratings.map(finding);
    let [admin, orm, websockets] = has.map(provision);
    let [shop, small] = fits.map(fit);
    part(json!({
        "id": id,
        "name": capitalise(id),
        "default": true,
        "findings": {"community": community, "performance": performance, "security": security},
        "capabilities": {"admin": admin, "orm": orm, "websockets": websockets},
        "fit": {"kind": {"shop": shop}, "size": {"small": small}},
    }))
}

/// A question whose answers are named and marked, or not.
pub(super) fn asked(id: &str, answers: &[(&str, &str)]) -> Value {
    let answer =
        |(id, fit): &(&str, &str)| json!({"id": id, "label": format!("A {id}"), "fit": fit});
    let answers: Vec<Value> = answers.iter().map(answer).collect();
    json!({"id": id, "question": format!("Which {id}?"), "answers": answers})
}

/// Entries by id.
fn table(ids: [&str; 3], entry: impl Fn(&str) -> Value) -> Map<String, Value> {
    ids.map(|id| (id.to_owned(), entry(id))).into_iter().collect()
}

/// Alpha leads Beta by 0.5; Alpha has an admin built in, Beta none; both have an ORM built in.
pub(super) fn catalogue() -> Catalogue {
    let indicator = json!({"id": "all", "title": "All", "weight": 1.0, "scale": "judgement"});
    let criterion = |id: &str| {
        let title = capitalise(id);
        json!({"id": id, "title": title, "question": "", "weight": 10.0, "indicators": [indicator]})
    };
    let capability = |id: &str| json!({"id": id, "title": format!("The {id}")});
    let mut team = asked("team", &[("python", "neutral")]);
    team["several"] = json!(true);
    team["each-framework"] =
        json!([{"answer": "{id}", "label": "{name}", "if-named": 9.0, "otherwise": 3.0}]);
    let mut secrecy = asked("secrecy", &[("high", "neutral"), ("low", "neutral")]);
    secrecy["answers"][0]["weights"] = json!({"security": 2.0});
    secrecy["answers"][0]["because"] = json!("it will not wait");
    let mut catalogue: Catalogue = part(json!({
        "criteria": table(["community", "performance", "security"], criterion),
        "fit": {
            "points": {"kind": 10.0, "size": 5.0, "team": 20.0},
            "needs": {"step": 1.1, "maybe": 0.3, "bypass": 1.8},
            "unsaid": 6.0,
            "thresholds": {"too-close": 1.0, "clear": 3.0},
        },
        "frameworks": {},
        "traits": [
            asked("kind", &[("shop", "scored"), ("blog", "neutral")]),
            team,
            asked("size", &[("small", "scored"), ("medium", "neutral")]),
            secrecy,
            asked("mood", &[("good", "neutral"), ("bad", "neutral")]),
        ],
        "capabilities": table(["admin", "orm", "websockets"], capability),
        "sources": {},
        "precedents": {},
        "origin": {"place": "code", "sha256": "", "added": []},
    }));
    let alpha = ["built-in", "built-in", "extension"];
    let beta = ["none", "built-in", "built-in"];
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

type Replying<'a> = Box<dyn FnMut(&Question) -> Reply + 'a>;

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
        Self::replying(move |_| replies.pop_front().unwrap_or(Reply::Enter))
    }

    /// Replies as the function does.
    pub(super) fn replying(replying: impl FnMut(&Question) -> Reply + 'a) -> Self {
        Self { replying: Box::new(replying), transcript: Vec::new() }
    }

    fn ask<T>(
        &mut self,
        question: &Question,
        given: Option<T>,
        read: impl Fn(&Reply) -> Option<T>,
    ) -> Answer<T> {
        self.transcript.push(format!("? {}", question.text));
        let reply = (self.replying)(question);
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

impl Prompter for Memory<'_> {
    fn say(&mut self, line: &str) -> io::Result<()> {
        self.transcript.push(format!("  {line}"));
        Ok(())
    }

    fn choose(&mut self, question: &Question) -> Answer<Vec<usize>> {
        let given = Some(question.given.clone()).filter(|given| !given.is_empty());
        let place = |label: &String| question.choices.iter().position(|one| one.contains(label));
        self.ask(question, given, |reply| match reply {
            Reply::Pick(label) => Some(vec![place(label)?]),
            Reply::Mark(labels) if question.several => labels.iter().map(place).collect(),
            _ => None,
        })
    }

    fn text(&mut self, question: &Question, given: Option<&str>) -> Answer<String> {
        self.ask(question, given.map(str::to_owned), |reply| match reply {
            Reply::Type(text) => Some(text.clone()),
            _ => None,
        })
    }
}
