//! Answers what-if questions: a profile, changed in one place and decided again.
//!
//! This is what the page of `weigh decide --what-if` and the playground ask in WebAssembly. Requests and answers are JSON,
//! and profiles are texts as in files, so that whatever the page shows can be computed again by `weigh decide`.

mod change;

use crate::decide::{Settings, decide};
use crate::decision::{Decision, ProfileInput};
use crate::interview::{self, Interview, Prompter, Question, Stop};
use crate::load::{self, Overlay, Text, profile_yaml};
use crate::model::{AdrFormat, AdrStatus, Catalogue, Profile, Weighting};
use crate::record::{self, AdrDir, Composer, Inputs};
use crate::render;
use crate::render::html::{WhatIf, report, rich};
use change::Change;
use jiff::civil::Date;
use maud::html;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io;

/// The name of a downloaded profile, and where a downloaded record expects it.
const PROFILE: &str = "weigh-profile.yaml";

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Want {
    /// The panel and the report, as HTML.
    Page,
    /// The next question of the interview.
    Question,
    /// A new decision record.
    Record,
    /// The decision, as `weigh decide --format json` writes it.
    Json,
}

/// A request.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Request {
    want: Want,
    /// The profile as it stands.
    profile: String,
    /// The profile that it is compared with.
    #[serde(default)]
    base: String,
    /// What to change first.
    set: Option<Change>,
    /// The answers of the interview so far: positions, a text, or null for a skipped question.
    #[serde(default)]
    answers: Vec<Value>,
    /// Whether the page has an interview.
    #[serde(default)]
    asks: bool,
    /// Whether a share is being dragged: no simulation, and only what changes.
    #[serde(default)]
    brief: bool,
    draws: usize,
    seed: u64,
    as_of: Option<Date>,
}

/// A catalogue, and the last profile that others were compared with.
#[derive(Debug)]
pub struct Engine {
    catalogue: Catalogue,
    /// With an index of the catalogue's precedents.
    settings: Settings,
    before: Option<Decided>,
}

/// A profile with its decision, and what it was made of: text, seed and day.
#[derive(Debug, Clone)]
struct Decided {
    made_of: (String, u64, Option<Date>),
    draws: usize,
    profile: Profile,
    decision: Decision,
}

impl Engine {
    /// Reads a catalogue from the bytes that a page carries.
    pub fn new(bytes: &[u8]) -> Result<Self, String> {
        let catalogue = Catalogue::from_bytes(bytes);
        let catalogue = catalogue.ok_or("the catalogue was written by another version of weigh")?;
        let settings = Settings::with_draws(0, 0).cached_for(&catalogue);
        Ok(Self { catalogue, settings, before: None })
    }

    /// Answers a request.
    pub fn answer(&mut self, request: &str) -> Result<Value, String> {
        let request: Request = serde_json::from_str(request).map_err(|error| error.to_string())?;
        if request.want == Want::Question {
            return self.question(&request);
        }
        let mut text = Text::new(PROFILE, request.profile.as_str());
        if let Some(change) = &request.set {
            let mut profile = self.load(&text)?;
            change.apply(&mut profile, &self.catalogue, request.as_of)?;
            text = Text::new(PROFILE, profile_yaml(&profile, &self.catalogue));
        }
        let now = self.decided(&request, text)?;
        match request.want {
            Want::Record => self.record(now.decision, request.as_of),
            Want::Json => Ok(json!({"text": render::json(&now.decision)})),
            Want::Page | Want::Question => {
                let panel = self.panel(&request, &now)?;
                let report = report(&now.decision, &self.catalogue, request.brief);
                Ok(json!({"profile": now.made_of.0, "panel": panel, "report": report}))
            }
        }
    }

    fn load(&self, text: &Text) -> Result<Profile, String> {
        text.within_limits().map_err(|problem| problem.message)?;
        load::profile(Some(text), &Overlay::default(), &self.catalogue).map_err(|problems| {
            crate::text::join(problems.iter().map(|problem| &problem.message), "; ")
        })
    }

    /// The decision from a profile, with its settings.
    fn decided(&self, request: &Request, text: Text) -> Result<Decided, String> {
        let profile = self.load(&text)?;
        let Request { seed, as_of: today, .. } = *request;
        let draws = if request.brief { 0 } else { request.draws };
        let settings = Settings { today, seed, draws, ..self.settings.clone() };
        let decided = decide(&self.catalogue, &profile, &settings);
        let mut decision = decided.map_err(|error| error.to_string())?;
        let (path, sha256) = (text.name.clone(), text.sha256());
        decision.inputs.profile = Some(ProfileInput { path, sha256 });
        decision.inputs.as_of = today;
        Ok(Decided { made_of: (text.text, seed, today), draws, profile, decision })
    }

    /// The panel, of which a brief one is what a share changes.
    fn panel(&mut self, request: &Request, now: &Decided) -> Result<String, String> {
        let made_of = (request.base.clone(), request.seed, request.as_of);
        let fits = |known: &Decided| {
            known.made_of == made_of && (request.brief || known.draws == now.draws)
        };
        let before = match self.before.take().filter(fits) {
            Some(known) => known,
            None if fits(now) => now.clone(),
            None => self.decided(request, Text::new(PROFILE, request.base.as_str()))?,
        };
        let panel = WhatIf {
            catalogue: &self.catalogue,
            profile: &now.profile,
            decision: &now.decision,
            before: (before.profile != now.profile).then_some(&before.decision),
            note: note(&before.profile.weighting, &now.profile.weighting),
            asks: request.asks,
            brief: request.brief,
        };
        let panel = panel.markup().into_string();
        self.before = Some(before);
        Ok(panel)
    }

    /// The record that `weigh record weigh-profile.yaml` writes in a repository without records.
    fn record(&self, mut decision: Decision, date: Option<Date>) -> Result<Value, String> {
        decision.inputs.as_of = None;
        if !decision.described {
            return Err("the profile does not describe the project yet".to_owned());
        }
        let date =
            date.filter(|_| self.catalogue.is_embedded()).ok_or("no record can be written here")?;
        let (format, dir) = (AdrFormat::Madr, AdrDir::default());
        let name = dir.new_name(format, date, &record::title(&decision));
        let folder = format.default_folder();
        let up = "../".repeat(folder.split('/').count());
        let inputs = Inputs { profile: Some(up + PROFILE), ..Inputs::default() };
        let composer = Composer {
            decision: &decision,
            catalogue: &self.catalogue,
            inputs: &inputs,
            record: &format!("{folder}/{name}"),
            arguments: PROFILE,
            format,
        };
        let text = composer.new_record(Some(dir.next_number()), date, AdrStatus::Proposed, None);
        Ok(json!({"name": name, "text": text}))
    }

    /// The next question of the interview after these answers, and the profile that they make.
    fn question(&self, request: &Request) -> Result<Value, String> {
        let interview = Interview {
            catalogue: &self.catalogue,
            today: request.as_of,
            profile: self.load(&Text::new(PROFILE, request.profile.as_str()))?,
            origins: interview::Origins::default(),
            all: false,
            title: true,
            blind: false,
            left_out: "The panel has all questions.",
        };
        let mut profile = interview.profile.clone();
        let mut script = Script { answers: &request.answers, number: 0, said: None, form: None };
        match interview.run(&mut script, &mut |saved| profile = saved.clone()) {
            Ok(finished) => profile = finished,
            Err(Stop::Quit) => {}
            Err(stop) => return Err(stop.to_string()),
        }
        Ok(json!({
            "profile": profile_yaml(&profile, &self.catalogue),
            "question": script.form,
            "effect": script.said,
        }))
    }
}

/// What the first move of a share did to weights that were no points.
fn note(before: &Weighting, now: &Weighting) -> Option<&'static str> {
    match before {
        _ if !matches!(now, Weighting::Points(_)) => None,
        Weighting::Points(_) => None,
        Weighting::Catalogue => Some("All weights are points now; answers no longer change them."),
        Weighting::Ranking(_) => Some("Points replace the profile's ranking of the criteria."),
        Weighting::Pairwise(_) => Some("Points replace the profile's comparisons in pairs."),
    }
}

/// Gives the answers that are known, and stops at the first question without one.
struct Script<'a> {
    answers: &'a [Value],
    number: usize,
    /// The effect of the last answer.
    said: Option<String>,
    form: Option<String>,
}

impl<'a> Script<'a> {
    /// The next answer; where there is none, the question is kept.
    fn next(&mut self, question: &Question, written: &str) -> Result<&'a Value, Stop> {
        let answers = self.answers;
        if let Some(answer) = answers.get(self.number) {
            self.number += 1;
            self.said = None;
            return Ok(answer);
        }
        let kind = if question.several { "checkbox" } else { "radio" };
        let form = html! {
            fieldset {
                legend { (rich(&question.text)) }
                @if let Some(help) = &question.help { p.soft { (rich(help)) } }
                @if question.choices.is_empty() {
                    input type="text" name="text" value=(written) maxlength="500" aria-label=(question.text);
                } @else {
                    div.choices {
                        @for (at, label) in question.choices.iter().enumerate() {
                            label {
                                input type=(kind) name="choice" value=(at) checked[question.given.contains(&at)];
                                span { (rich(label)) }
                            }
                        }
                    }
                }
            }
            div.actions {
                button.first type="submit" { "Next" }
                button type="button" data-do="skip" { (question.skip) }
                @if self.number > 0 { button type="button" data-do="back" { "Back" } }
                button type="button" data-do="finish" { "Stop here and show the decision" }
            }
        };
        self.form = Some(form.into_string());
        Err(Stop::Quit)
    }
}

impl Prompter for Script<'_> {
    fn say(&mut self, line: &str) -> io::Result<()> {
        self.said = Some(line.to_owned());
        Ok(())
    }

    fn choose(&mut self, question: &Question) -> interview::Answer<Vec<usize>> {
        let picked = self.next(question, "")?.as_array();
        let picked = picked.into_iter().flatten().filter_map(Value::as_u64);
        let picked = picked.filter_map(|at| usize::try_from(at).ok());
        let picked: Vec<usize> = picked.filter(|at| *at < question.choices.len()).collect();
        Ok(Some(picked).filter(|picked| !picked.is_empty()))
    }

    fn text(&mut self, question: &Question, given: Option<&str>) -> interview::Answer<String> {
        let written = self.next(question, given.unwrap_or_default())?.as_str();
        Ok(written.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned))
    }
}
