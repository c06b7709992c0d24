//! A record as a whole: what it begins with, weigh's part in it, and what each flavour makes of it.

use super::consequences::{bad, confirmation, good};
use super::context::{drivers, options, question, situation};
use super::data::{Inputs, comment};
use super::options::pros_and_cons;
use super::outcome::{chosen, firmness, notices};
use super::sources::{computed, sources, table};
use super::text::{blocks, bullets, escaped, plain_title};
use super::{Flavour, Named, part};
use crate::decision::Decision;
use crate::model::Catalogue;
use crate::render::prose;
use jiff::civil::Date;
use std::fmt::Write as _;

/// What a record is about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The decision.
    pub decision: &'a Decision,
    /// The catalogue that it was made with.
    pub catalogue: &'a Catalogue,
    /// Where it was computed from.
    pub inputs: &'a Inputs,
    /// The record's own path, as somebody would type it at the repository's root.
    pub record: &'a str,
    /// The arguments of `weigh decide` that compute it again, as somebody would type them there.
    pub arguments: &'a str,
    /// How it is written.
    pub flavour: Flavour,
}

/// What stands around weigh's part when a record is new; from then on it is people's.
#[derive(Debug, Clone)]
pub struct Frame<'a> {
    /// The record's number; not used where the flavour has none.
    pub number: u32,
    /// The day of the decision.
    pub date: Date,
    /// The status.
    pub status: &'a str,
    /// The record that this one replaces.
    pub supersedes: Option<Named>,
}

/// What the record is called: about the question, so that another answer does not make it wrong.
pub fn title(decision: &Decision) -> String {
    match prose::title(decision).map(|title| plain_title(&title)) {
        Some(title) if title.to_lowercase().contains("framework") => title,
        Some(title) if !title.is_empty() => format!("Web framework: {title}"),
        _ => {
            let standing = decision.frameworks.iter().map(|standing| &standing.id);
            let all = standing.chain(decision.excluded.iter().map(|out| &out.id));
            let names: Vec<String> =
                all.map(|id| plain_title(&prose::name(decision, id))).collect();
            format!("Web framework: {}", prose::either(&names))
        }
    }
}

/// A new record.
pub fn new_record(subject: &Subject<'_>, frame: &Frame<'_>) -> String {
    let title = title(subject.decision);
    let head = match subject.flavour {
        Flavour::Madr => madr_head(subject.decision, frame, &title),
        Flavour::Nygard => nygard_head(frame, &title),
        Flavour::Log4brains => log4brains_head(subject.decision, frame, &title),
    };
    let foot = match subject.flavour {
        Flavour::Madr | Flavour::Nygard => String::new(),
        Flavour::Log4brains => links(subject, frame),
    };
    format!("{head}\n{}{foot}", own_part(subject))
}

fn madr_head(decision: &Decision, frame: &Frame<'_>, title: &str) -> String {
    let mut head = format!(
        "---\nnumber: {}\nstatus: {}\ndate: {}\n",
        frame.number,
        quoted(frame.status),
        frame.date
    );
    let deciders = deciders(decision);
    if !deciders.is_empty() {
        let names: Vec<String> = deciders.iter().map(|name| quoted(name)).collect();
        let _ = writeln!(head, "decision-makers: [{}]", names.join(", "));
    }
    let _ = write!(head, "---\n\n# {title}\n\n");
    if let Some(old) = &frame.supersedes {
        let _ = write!(head, "{}\n\n", old.superseded_by_new(Flavour::Madr));
    }
    head + "## Context and Problem Statement\n"
}

fn nygard_head(frame: &Frame<'_>, title: &str) -> String {
    let status = capitalised(frame.status);
    let mut head =
        format!("# {}. {title}\n\nDate: {}\n\n## Status\n\n{status}\n\n", frame.number, frame.date);
    if let Some(old) = &frame.supersedes {
        let _ = write!(head, "{}\n\n", old.superseded_by_new(Flavour::Nygard));
    }
    head + "## Context\n"
}

fn log4brains_head(decision: &Decision, frame: &Frame<'_>, title: &str) -> String {
    let mut head = format!("# {title}\n\n- Status: {}\n", frame.status);
    // The list is parted at its commas.
    let deciders: Vec<String> =
        deciders(decision).iter().map(|name| escaped(&name.replace(',', " "))).collect();
    if !deciders.is_empty() {
        let _ = writeln!(head, "- Deciders: {}", deciders.join(", "));
    }
    let _ = write!(head, "- Date: {}\n- Tags: web-framework\n\n", frame.date);
    head + "## Context and Problem Statement\n"
}

fn links(subject: &Subject<'_>, frame: &Frame<'_>) -> String {
    let profile = subject.inputs.profile.as_ref();
    let mut links: Vec<String> = profile
        .map(|path| super::text::file_link("The project's profile", path))
        .into_iter()
        .collect();
    links.extend(frame.supersedes.as_ref().map(|old| old.superseded_by_new(Flavour::Log4brains)));
    if links.is_empty() { String::new() } else { format!("\n## Links\n\n{}", bullets('-', &links)) }
}

fn deciders(decision: &Decision) -> Vec<String> {
    let names = decision.project.deciders.iter().map(|name| plain_title(name));
    names.filter(|name| !name.is_empty()).collect()
}

/// A text as YAML takes it; what JSON writes, YAML reads.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// weigh's part with the comments around it.
pub fn own_part(subject: &Subject<'_>) -> String {
    let body = match subject.flavour {
        Flavour::Madr => madr(subject),
        Flavour::Nygard => nygard(subject),
        Flavour::Log4brains => log4brains(subject),
    };
    let data = comment(subject.decision, subject.inputs, subject.flavour);
    part::enclosed(&format!("\n{body}\n{data}"))
}

fn titled(heading: &str, body: &str) -> String {
    if body.trim().is_empty() { String::new() } else { format!("{heading}\n\n{}", body.trim_end()) }
}

/// What MADR and log4brains share: everything down to the outcome.
fn down_to_outcome(subject: &Subject<'_>) -> Vec<String> {
    vec![
        question(subject),
        situation(subject),
        titled("## Decision Drivers", &drivers(subject)),
        titled("## Considered Options", &options(subject)),
        titled("## Decision Outcome", &chosen(subject)),
        titled("### How Firm This Is", &firmness(subject)),
    ]
}

/// What MADR and log4brains share: everything from the options on.
fn from_options_on(subject: &Subject<'_>) -> Vec<String> {
    let more = blocks(&[
        computed(subject),
        table(subject),
        notices(subject),
        titled("### Sources", &sources(subject)),
    ]);
    vec![
        titled("## Pros and Cons of the Options", &pros_and_cons(subject)),
        titled("## More Information", &more),
    ]
}

fn madr(subject: &Subject<'_>) -> String {
    let consequences = bullets('*', &[good(subject), bad(subject)].concat());
    let middle = vec![
        titled("### Consequences", &consequences),
        titled("### Confirmation", &confirmation(subject)),
    ];
    blocks(&[down_to_outcome(subject), middle, from_options_on(subject)].concat())
}

fn log4brains(subject: &Subject<'_>) -> String {
    let plain = |said: Vec<String>| {
        let because = |said: &String| {
            let rest = said.split_once("because ").map_or(said.as_str(), |(_, rest)| rest);
            capitalised(rest)
        };
        bullets('-', &said.iter().map(because).collect::<Vec<_>>())
    };
    let middle = vec![
        titled("### Positive Consequences", &plain(good(subject))),
        titled("### Negative Consequences", &plain(bad(subject))),
        titled("### Confirmation", &confirmation(subject)),
    ];
    blocks(&[down_to_outcome(subject), middle, from_options_on(subject)].concat())
}

fn nygard(subject: &Subject<'_>) -> String {
    let consequences = bullets('*', &[good(subject), bad(subject)].concat());
    blocks(&[
        question(subject),
        situation(subject),
        titled("### What counts", &drivers(subject)),
        titled("### The options", &pros_and_cons(subject)),
        titled("## Decision", &chosen(subject)),
        titled("### How firm this is", &firmness(subject)),
        titled(
            "### How it was weighed",
            &blocks(&[computed(subject), table(subject), notices(subject)]),
        ),
        "## Consequences".to_owned(),
        consequences,
        titled("### Confirmation", &confirmation(subject)),
        titled("### Sources", &sources(subject)),
    ])
}
