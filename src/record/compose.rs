//! Composes a record: its head, which from then on belongs to people, and weigh's part.

use super::data::{Inputs, comment};
use super::markdown::{blocks, bullets, file_link, plain_title};
use super::{RecordRef, part};
use crate::decision::Decision;
use crate::model::{AdrFormat, AdrStatus, CapabilityId, Catalogue, CriterionId, FrameworkId};
use crate::render::messages;
use crate::text::{self, escape_markdown};
use jiff::civil::Date;
use serde_json::json;

/// Composes the record of one decision.
#[derive(Debug, Clone, Copy)]
pub struct Composer<'a> {
    /// The decision.
    pub decision: &'a Decision,
    /// The catalogue that it was made with.
    pub catalogue: &'a Catalogue,
    /// Where it was computed from.
    pub inputs: &'a Inputs,
    /// The record's own path, relative to the repository's root.
    pub record: &'a str,
    /// The arguments of `weigh decide` that compute it again at the repository's root.
    pub arguments: &'a str,
    /// The format.
    pub format: AdrFormat,
}

/// What the head of a new record says.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The record's number, for formats that have numbers.
    pub number: u32,
    /// The day of the decision.
    pub date: Date,
    /// The status.
    pub status: AdrStatus,
    /// The record that this one replaces.
    pub supersedes: Option<RecordRef>,
}

/// The title of a record. It names the question, so that another answer does not make it wrong.
pub fn title(decision: &Decision) -> String {
    let title = messages::title(decision).map(|title| plain_title(&title)).unwrap_or_default();
    if title.to_lowercase().contains("framework") {
        return title;
    }
    let title = if title.is_empty() {
        let ids = candidates(decision);
        let names: Vec<String> =
            ids.iter().map(|id| plain_title(&messages::name(decision, id))).collect();
        text::or_list(&names)
    } else {
        title
    };
    format!("Web framework: {title}")
}

/// Every candidate, with those that are excluded last.
fn candidates(decision: &Decision) -> Vec<&FrameworkId> {
    let ranked = decision.frameworks.iter().map(|framework| &framework.id);
    ranked.chain(decision.excluded.iter().map(|excluded| &excluded.id)).collect()
}

/// A heading with what stands under it, if anything does.
fn section(heading: &str, body: &str) -> String {
    if body.trim().is_empty() { String::new() } else { format!("{heading}\n\n{}", body.trim_end()) }
}

/// Names between two texts; nothing if there are none.
fn labelled(before: &str, names: &[String], after: &str) -> String {
    let names = names.join(", ");
    if names.is_empty() { names } else { format!("{before}{names}{after}") }
}

impl Composer<'_> {
    /// A new record.
    pub fn new_record(&self, frame: &Frame) -> String {
        let (title, own_part) = (title(self.decision), self.own_part());
        let Frame { number, date, status, supersedes } = frame;
        let old = supersedes.as_ref().map(|old| old.supersedes(self.format));
        let old_paragraph = old.as_ref().map(|old| format!("{old}\n\n")).unwrap_or_default();
        let deciders = self.decision.project.deciders.iter().map(|name| plain_title(name));
        let deciders = deciders.filter(|name| !name.is_empty());
        match self.format {
            AdrFormat::Madr => {
                let names: Vec<String> = deciders.map(|name| json!(name).to_string()).collect();
                let deciders = labelled("decision-makers: [", &names, "]\n");
                format!(
                    "---\nnumber: {number}\nstatus: \"{status}\"\ndate: {date}\n{deciders}---\n\n# {title}\n\n\
                     {old_paragraph}## Context and Problem Statement\n\n{own_part}"
                )
            }
            AdrFormat::Nygard => {
                let status = text::capitalise(status.as_str());
                format!(
                    "# {number}. {title}\n\nDate: {date}\n\n## Status\n\n{status}\n\n{old_paragraph}## Context\n\n\
                     {own_part}"
                )
            }
            AdrFormat::Log4brains => {
                // log4brains splits the list at its commas.
                let names: Vec<String> =
                    deciders.map(|name| escape_markdown(&name.replace(',', " "))).collect();
                let deciders = labelled("- Deciders: ", &names, "\n");
                let profile = self.inputs.profile.as_ref();
                let profile = profile.map(|path| file_link("The project's profile", path));
                let links: Vec<String> = profile.into_iter().chain(old).collect();
                let links = labelled("\n## Links\n\n", &[self.list(&links)], "");
                format!(
                    "# {title}\n\n- Status: {status}\n{deciders}- Date: {date}\n- Tags: web-framework\n\n\
                     ## Context and Problem Statement\n\n{own_part}{links}"
                )
            }
        }
    }

    /// weigh's part, with the comments around it.
    pub fn own_part(&self) -> String {
        let body = match self.format {
            AdrFormat::Nygard => self.nygard(),
            AdrFormat::Madr | AdrFormat::Log4brains => self.madr(),
        };
        let data = comment(self.decision, self.inputs, self.format);
        part::enclosed(&format!("\n{body}\n{data}"))
    }

    /// MADR's sections. log4brains keeps good and bad consequences apart.
    fn madr(&self) -> String {
        let (good, bad) = (self.good(), self.bad());
        let consequences = if self.format == AdrFormat::Log4brains {
            let plain = |items: &[String]| {
                let reason = |item: &String| {
                    text::capitalise(item.split_once("because ").map_or(item, |(_, reason)| reason))
                };
                self.list(&items.iter().map(reason).collect::<Vec<_>>())
            };
            blocks(&[
                section("### Positive Consequences", &plain(&good)),
                section("### Negative Consequences", &plain(&bad)),
            ])
        } else {
            section("### Consequences", &self.list(&[good, bad].concat()))
        };
        blocks(&[
            self.question(),
            self.situation(),
            section("## Decision Drivers", &self.drivers()),
            section("## Considered Options", &self.list(&self.names())),
            section("## Decision Outcome", &self.chosen()),
            section(
                "### How Firm This Is",
                &self.escaped_list(&messages::robustness(self.decision)),
            ),
            consequences,
            section("### Confirmation", &self.confirmation()),
            section("## Pros and Cons of the Options", &self.pros_and_cons("###")),
            section(
                "## More Information",
                &blocks(&[
                    self.computed(),
                    section("### Public Decisions Like This One", &self.precedents()),
                    section("### Sources", &self.sources()),
                ]),
            ),
        ])
    }

    fn nygard(&self) -> String {
        blocks(&[
            self.question(),
            self.situation(),
            section("### What counts", &self.drivers()),
            section("### The options", &self.pros_and_cons("####")),
            section("## Decision", &self.chosen()),
            section(
                "### How firm this is",
                &self.escaped_list(&messages::robustness(self.decision)),
            ),
            section("### How it was computed", &self.computed()),
            section("## Consequences", &self.list(&[self.good(), self.bad()].concat())),
            section("### Confirmation", &self.confirmation()),
            section("### Public decisions like this one", &self.precedents()),
            section("### Sources", &self.sources()),
        ])
    }

    /// How it was computed, and what came out.
    fn computed(&self) -> String {
        let notices = self.escaped_list(&messages::notices(self.decision));
        blocks(&[self.method(), self.table(), notices])
    }

    pub(super) fn list(&self, items: &[String]) -> String {
        bullets(self.format.bullet(), items)
    }

    pub(super) fn escaped_list(&self, items: &[String]) -> String {
        self.list(&items.iter().map(|item| escape_markdown(item)).collect::<Vec<_>>())
    }

    /// The candidates' names, with those that are excluded last.
    pub(super) fn names(&self) -> Vec<String> {
        candidates(self.decision).iter().map(|id| self.name(id)).collect()
    }

    pub(super) fn name(&self, id: &FrameworkId) -> String {
        escape_markdown(&messages::name(self.decision, id))
    }

    pub(super) fn criterion(&self, id: &CriterionId) -> String {
        escape_markdown(&messages::criterion(self.decision, id))
    }

    pub(super) fn feature(&self, id: &CapabilityId) -> String {
        escape_markdown(&messages::capability(self.decision, id))
    }

    /// A framework's rating on a criterion, `?` if there is none.
    pub(super) fn rating(&self, id: &CriterionId, framework: &FrameworkId) -> String {
        let row = self.decision.criterion(id);
        let rating = row.and_then(|row| row.ratings.get(framework)?.as_ref());
        rating.map_or_else(|| "?".to_owned(), |rating| text::score(rating.score))
    }
}
