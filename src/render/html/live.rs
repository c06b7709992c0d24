//! The page that answers what-if questions in the browser, and the playground, which asks about the project first.
//!
//! The page carries the engine as WebAssembly and the catalogue. Its script asks the engine and shows what it returns; it
//! computes nothing. Without scripts the report shows as it is written.

use super::document::{base64, document};
use super::{Page, STYLE, WhatIf};
use crate::decision::Decision;
use crate::model::{Catalogue, Profile};
use crate::render::messages;
use crate::text::escape_json;
use maud::{PreEscaped, html};
use serde_json::{Value, json};

const LIVE_STYLE: &str = include_str!("live.css");
const SCRIPT: &str = include_str!("live.js");

/// A page with the engine in it.
pub struct Live<'a> {
    /// The decision that shows first.
    pub decision: &'a Decision,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The engine, compressed with gzip.
    pub module: &'a [u8],
    /// The profile as a file.
    pub profile: &'a str,
    /// The profile that is decided; none where the page asks questions first.
    pub decided: Option<&'a Profile>,
    /// What every request says: draws, seed and day.
    pub settings: Value,
}

impl Live<'_> {
    /// The page.
    pub fn text(&self) -> String {
        let page = Page::new(self.decision, self.catalogue);
        let asks = self.decided.is_none();
        let title = if asks { "Choose a web framework".to_owned() } else { page.title() };
        let state = json!({"profile": self.profile, "asks": asks, "settings": self.settings});
        // `<` could end the element that holds it.
        let state = escape_json(&state.to_string()).replace('<', "\\u003c");
        // The page may be sent to others.
        let mut carried = self.catalogue.clone();
        carried.origin.place = messages::without_folders(&carried.origin.place);
        let data = |id: &str, text: &str| html! { script type="text/plain" id=(id) { (PreEscaped(text)) } };
        let body = html! {
            aside id="what-if" aria-label="What if" tabindex="-1" hidden {
                @if let Some(profile) = self.decided {
                    (WhatIf::opened(self.catalogue, profile, self.decision).markup())
                }
            }
            main {
                @if asks {
                    section id="interview" {
                        h1 { (title) }
                        p {
                            "Answer what you know and skip the rest. weigh asks only questions that can still change which framework leads. "
                            "Your answers stay in this browser."
                        }
                        noscript { p.card { "This page needs JavaScript and WebAssembly. Without them, install weigh and run " code { "weigh ask" } "." } }
                        form id="question" {}
                        p {
                            button type="button" data-do="show" aria-expanded="false" aria-controls="report" hidden { "Show the decision so far" }
                        }
                        p id="effect" role="status" {}
                    }
                }
                div id="report" hidden[asks] { @if !asks { (page.body()) } }
            }
            (data("state", &state))
            (data("catalogue", &base64(&carried.to_bytes())))
            (data("module", &base64(self.module)))
        };
        document(&title, &format!("{STYLE}{LIVE_STYLE}"), Some(SCRIPT), &body)
    }
}

/// The report without its frame; a brief one is without evidence and simulation, for a slider that is dragged.
pub fn report(decision: &Decision, catalogue: &Catalogue, brief: bool) -> String {
    Page { brief, ..Page::new(decision, catalogue) }.body().into_string()
}
