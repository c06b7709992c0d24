//! The panel of the what-if page: a control for everything that a profile can say, and what the changes did.
//!
//! The script sends `data-what` and `data-id` of a control with its value to the engine, which changes the profile.

use super::chart::{drawing, tick};
use super::{Page, items, rich};
use crate::decision::Decision;
use crate::diff::diff;
use crate::model::{Catalogue, Framework, Need, OverrideTarget, Profile, Trait};
use crate::render::diff::{flip, headline, sentences};
use crate::render::messages;
use crate::text::{excerpt, number};
use maud::{Markup, html};

/// The most that a share can be set to.
pub const MOST_SHARE: f64 = 0.95;

/// What the panel shows.
pub struct WhatIf<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The profile as it stands.
    pub profile: &'a Profile,
    /// The decision from it.
    pub decision: &'a Decision,
    /// The decision from the profile that was opened, if that is another.
    pub before: Option<&'a Decision>,
    /// What else to say.
    pub note: Option<&'static str>,
    /// Whether the page has an interview.
    pub asks: bool,
    /// Whether only what a share changes is wanted.
    pub brief: bool,
}

impl<'a> WhatIf<'a> {
    /// The panel before any change.
    pub fn opened(catalogue: &'a Catalogue, profile: &'a Profile, decision: &'a Decision) -> Self {
        let (before, note, asks, brief) = (None, None, false, false);
        Self { catalogue, profile, decision, before, note, asks, brief }
    }

    /// The panel.
    pub fn markup(&self) -> Markup {
        let page = Page::new(self.decision, self.catalogue);
        let difference = self.before.map(|before| diff(before, self.decision));
        let verdict = messages::verdict(self.decision);
        html! {
            h2 { "What if?" }
            div id="now" role="status" {
                @if let (Some(before), Some(difference)) = (self.before, &difference) {
                    p { "Original result: " (messages::verdict(before)) "." }
                    p { strong { "Current result: " (verdict) "." } }
                    p { (headline(difference)) }
                    @for said in flip(difference) { p { (rich(&said)) } }
                } @else {
                    p { "Result: " strong { (verdict) } "." }
                    p.soft { "Move a share, or change an answer. Nothing leaves this page." }
                }
                @if let Some(note) = self.note { p.soft { (rich(note)) } }
            }
            @if !self.brief {
                @let changes = difference.as_ref().map(sentences).unwrap_or_default();
                @if !changes.is_empty() {
                    details id="changes" { summary { "All changes" } (items(&changes)) }
                }
                (self.actions())
            }
            (group("shares", "Shares and fit factor", &self.shares(&page)))
            @if !self.brief {
                (group("answers", "Answers", &html! {
                    @for asked in &self.catalogue.traits { (self.answer(asked)) }
                }))
                (group("needs", "Features", &self.needs()))
                (group("candidates", "Candidates", &self.candidates(&page)))
                (group("ratings", "Your ratings", &self.ratings(&page)))
            }
        }
    }

    fn actions(&self) -> Markup {
        let actions = [
            ("reset", "Reset", true),
            ("link", "Copy link", true),
            ("copy", "Copy as profile", true),
            ("profile", "Download profile", true),
            ("record", "Download record", self.catalogue.is_embedded()),
            ("json", "Download JSON", true),
            ("ask", "Answer the questions", self.asks),
        ];
        html! {
            div.actions {
                @for (action, label, shown) in actions {
                    @if shown { button type="button" data-do=(action) { (label) } }
                }
            }
            p.soft id="copied" role="status" {}
            textarea id="to-copy" aria-label="Text to copy" readonly hidden {}
        }
    }

    fn shares(&self, page: &Page<'_>) -> Markup {
        let known = self.catalogue.criteria.keys();
        let rows: Vec<_> = known.filter_map(|id| self.decision.criterion(id)).collect();
        let factor = self.decision.analysis.tipping_factor;
        html! {
            fieldset.knobs {
                legend { "Shares of the criteria, in percent" }
                @for row in rows {
                    @let bounds = messages::tipping_bounds(self.decision, &row.id);
                    (knob(&Knob {
                        what: "share",
                        id: row.id.as_str(),
                        title: &messages::criterion_title(self.decision, &row.id),
                        value: (row.share * 1000.0).round() / 10.0,
                        most: MOST_SHARE * 100.0,
                        step: "0.5",
                        marks: &html! {
                            @for (ids, at, _) in &bounds {
                                (tick(&format!("tip {}", page.colour(&ids[0])), (at / MOST_SHARE * 100.0).min(100.0)))
                            }
                        },
                        note: &html! {
                            @for (ids, _, bound) in &bounds {
                                span { @for id in *ids { (page.named(id)) " " } (bound) } " "
                            }
                        },
                    }))
                }
            }
            fieldset.knobs {
                legend { "Project" }
                (knob(&Knob {
                    what: "fit-factor",
                    id: "fit-factor",
                    title: "How much the project's facts count, from 0 to 4",
                    value: self.profile.factor(),
                    most: Profile::MOST_FIT_FACTOR,
                    step: "0.05",
                    marks: &html! {
                        @if let Some(at) = factor { (tick("tip", at / Profile::MOST_FIT_FACTOR * 100.0)) }
                    },
                    note: &html! { @if let Some(at) = factor { "level at " (format!("{at:.2}")) } },
                }))
            }
        }
    }

    fn answer(&self, asked: &Trait) -> Markup {
        let given = self.profile.traits.get(&asked.id).map(Vec::as_slice).unwrap_or_default();
        let id = format!("answer-{}", asked.id);
        html! {
            @if asked.several {
                fieldset id=(id) {
                    legend { (asked.question) }
                    div.choices {
                        @for answer in &asked.answers {
                            label {
                                input type="checkbox" data-what="answer" data-id=(asked.id) value=(answer.id)
                                    checked[given.contains(&answer.id)];
                                span { (answer.label) }
                            }
                        }
                    }
                }
            } @else {
                label for=(id) { (asked.question) }
                select id=(id) data-what="answer" data-id=(asked.id) {
                    option value="" { "Not answered" }
                    @for answer in &asked.answers {
                        option value=(answer.id) selected[given.contains(&answer.id)] { (answer.label) }
                    }
                }
            }
        }
    }

    fn needs(&self) -> Markup {
        let mut all: Vec<_> = self.catalogue.capabilities.values().collect();
        all.sort_unstable_by_key(|one| (one.title.to_lowercase(), &one.id));
        html! {
            @for one in all {
                @let id = format!("need-{}", one.id);
                @let given = self.profile.needs.get(&one.id);
                div.pair {
                    label for=(id) { (one.title) }
                    select id=(id) data-what="need" data-id=(one.id) {
                        option value="" { "Not specified" }
                        @for need in Need::ALL.iter() {
                            option value=(need.as_str()) selected[given == Some(need)] { (messages::need(*need)) }
                        }
                    }
                }
            }
        }
    }

    fn compared(&self) -> Vec<&'a Framework> {
        let profile = self.profile.in_force(self.decision.inputs.as_of);
        self.catalogue.candidates(&profile)
    }

    fn candidates(&self, page: &Page<'_>) -> Markup {
        let candidates = self.compared();
        let chosen = |known: &Framework| candidates.iter().any(|one| one.id == known.id);
        html! {
            div.choices {
                @for known in self.catalogue.frameworks.values() {
                    label {
                        input type="checkbox" data-what="framework" data-id=(known.id) checked[chosen(known)];
                        span { (page.sign(&known.id)) " " (known.name) }
                    }
                }
            }
        }
    }

    fn ratings(&self, page: &Page<'_>) -> Markup {
        html! {
            @for (at, own) in self.profile.overrides.iter().enumerate() {
                p {
                    // It may be rated without being a candidate.
                    @let rated = self.catalogue.frameworks.get(&own.framework);
                    (page.sign(&own.framework)) " " @if let Some(rated) = rated { (rated.name) } ", "
                    @match &own.target {
                        OverrideTarget::Rating { criterion, score: rating, .. } => {
                            (self.catalogue.criterion_title(criterion)) ": " (number(rating.get()))
                        }
                        OverrideTarget::Fact { fact, points } => { (fact) ": " (points) " points" }
                    }
                    ". " (excerpt(&own.because, 300)) " "
                    button type="button" data-what="unrate" data-id=(at) { "Remove" }
                }
            }
            form.rate data-what="rating" {
                label { "Framework" select name="framework" {
                    @for one in self.compared() { option value=(one.id) { (one.name) } }
                } }
                label { "Criterion" select name="criterion" {
                    @for row in &self.decision.criteria { option value=(row.id) { (messages::criterion_title(self.decision, &row.id)) } }
                } }
                label { "Rating, 0 to 10" input name="score" type="number" min="0" max="10" step="0.1" required; }
                label { "Reason" input name="because" type="text" maxlength="300" required; }
                button type="submit" { "Use this rating" }
            }
        }
    }
}

struct Knob<'a> {
    what: &'a str,
    id: &'a str,
    title: &'a str,
    value: f64,
    most: f64,
    step: &'a str,
    marks: &'a Markup,
    note: &'a Markup,
}

/// A slider with marks on its track, and a box for the same number.
fn knob(knob: &Knob<'_>) -> Markup {
    let Knob { what, id, title, value, most, step, marks, note } = knob;
    let (name, most) = (format!("{what}-{id}"), most.to_string());
    let value = ((value * 100.0).round() / 100.0).to_string();
    html! {
        div.knob id={ "knob-" (name) } {
            label for=(name) { (title) }
            input id=(name) type="number" min="0" max=(most) step="any" value=(value) data-what=(what) data-id=(id);
            div.track {
                (drawing(marks))
                input type="range" min="0" max=(most) step=(step) value=(value) data-what=(what) data-id=(id)
                    aria-label={ (title) ", slider" };
            }
            small { (note) }
        }
    }
}

fn group(id: &str, title: &str, body: &Markup) -> Markup {
    html! { details.group id=(id) { summary { (title) } (body) } }
}
