//! The pages of frameworks, capabilities, sources and rules, and lists of topics.

use super::words::{
    address, cite, claim, figure, items, lead, name, optional, place, provided, published, rated,
    sentence, text,
};
use super::{Explainer, Kind, Topic, finding, fit};
use crate::doc::{Block, Doc, Item, Phrase, strong};
use crate::lint::Rule;
use crate::model::{
    Capability, Criterion, Framework, Need, Precedent, Source, SourceId, Trait, Use,
};
use crate::score::rating;
use crate::text::{and_list, join, score};

pub(super) fn framework(of: &Explainer, framework: &Framework) -> Doc {
    let mut doc = Doc::titled(name(&framework.name), format!("framework `{}`", framework.id));
    if let Some(summary) = &framework.summary {
        doc.para(strong(text(summary)));
    }
    if let Some(base) = framework.based_on.as_ref().and_then(|id| of.catalogue.frameworks.get(id)) {
        let base = name(&base.name);
        doc.para(format!(
            "A stack based on {base}. Values not given here are inherited from {base}."
        ));
    }
    let version = framework.version.as_deref().map(|version| name(version) + ". ");
    let added = &of.catalogue.origin.added;
    let default = if !framework.default && added.contains(&framework.id) {
        "It is compared because it was added."
    } else if of.candidates().contains(&framework) {
        "It is a candidate by default."
    } else {
        "It is a candidate only where it is named."
    };
    let mut about = Phrase::from(optional("Findings are about version ", version) + default);
    if let Some(url) = &framework.homepage {
        about = about.then(" Home page: ").then(address(url));
    }
    doc.para(about);
    doc.heading("Ratings");
    let rating = |criterion| rating_of(&mut doc, of, framework, criterion);
    let ratings: Vec<Item> = of.catalogue.criteria.values().map(rating).collect();
    doc.list(ratings);
    doc.heading("Features");
    let feature = |capability: &Capability| {
        let (how, note) = provided(of, framework.capabilities.get(&capability.id));
        Item::new(lead(&capability.title).then(format!(" (`{}`): {how}", capability.id))).with(note)
    };
    doc.list(of.catalogue.capabilities.values().map(feature));
    fit::of_framework(&mut doc, of, framework);
    uses(&mut doc, of, "Used for", &framework.used_for);
    uses(&mut doc, of, "Used by", &framework.users);
    doc
}

fn rating_of(doc: &mut Doc, of: &Explainer, framework: &Framework, criterion: &Criterion) -> Item {
    let rating = rating::rate(framework, criterion);
    let rating = rating.map_or("no findings".to_owned(), |r| rated(r.score, r.low, r.high));
    let wins = if of.winner(criterion).0 == Some(framework) { ", wins" } else { "" };
    let why = optional("; ", framework.because.get(&criterion.id).map(|why| text(why)));
    let mut item = Item::new(lead(&criterion.title).then(format!(": {rating}{wins}{why}")));
    for indicator in &criterion.indicators {
        let found = match finding(framework, criterion, indicator) {
            None => "not checked".to_owned(),
            Some(found) => {
                doc.cited.extend(found.sources.iter().cloned());
                let details = figure(found, indicator).or_else(|| items(found, indicator));
                score(rating::score(found, indicator).score) + &optional("; ", details)
            }
        };
        item.under.push(format!("{}: {found}", name(&indicator.title)).into());
    }
    item
}

fn uses(doc: &mut Doc, of: &Explainer, heading: &str, uses: &[Use]) {
    let item = |one: &Use| {
        let sources = cite(doc, of, &one.sources).unwrap_or_else(|| "no source.".into());
        let said = lead(&one.what).then(format!(" ({}): ", claim(one.claim)));
        let note = optional(" ", one.note.as_deref().map(sentence));
        Item::new(said.then(sources).then(note))
    };
    let items = uses.iter().map(item).collect();
    doc.section(heading, items);
}

pub(super) fn capability(of: &Explainer, capability: &Capability) -> Doc {
    let mut doc = Doc::titled(name(&capability.title), format!("capability `{}`", capability.id));
    if let Some(question) = &capability.question {
        doc.para(strong(text(question)));
    }
    if let Some(about) = &capability.about {
        doc.para(sentence(about));
    }
    doc.heading("Support");
    let item = |framework: &Framework| {
        let provision = framework.capabilities.get(&capability.id);
        let (how, note) = provided(of, provision);
        let points = fit::of_need(of, provision).unwrap_or_default();
        Item::new(lead(&framework.name).then(format!(": {how}{points}"))).with(note)
    };
    doc.list(of.frameworks().into_iter().map(item));
    doc.list(fit::brought(of, |condition| condition.subject() == capability.id.as_str()));
    doc.para(format!(
        "Use `--need {}=must`, or `needs` in a profile. Levels: {}.",
        capability.id,
        join(Need::ALL.iter().map(|need| need.as_str()), ", ")
    ));
    doc
}

pub(super) fn source(of: &Explainer, source: &Source) -> Doc {
    let mut doc = Doc::titled(name(&source.title), format!("source `{}`", source.id));
    let place = place(source).unwrap_or_else(|| "No address.".into());
    doc.para(Phrase::from(format!("{}. ", published(source))).then(place));
    doc.heading("Used by");
    let used = cited_by(of, &source.id);
    if used.is_empty() {
        doc.para("Nothing.");
    }
    doc.list(used);
    doc
}

/// Everything in the catalogue that cites a source.
fn cited_by(of: &Explainer, id: &SourceId) -> Vec<Item> {
    let mut list = Vec::new();
    for framework in of.frameworks() {
        let mut add = |sources: &[SourceId], use_of: String| {
            if sources.contains(id) {
                list.push(Item::new(lead(&framework.name).then(format!(": {use_of}"))));
            }
        };
        for (criterion, findings) in &framework.findings {
            for (indicator, found) in findings {
                let checked = found.checked;
                add(&found.sources, format!("`{criterion}`, `{indicator}`, checked {checked}"));
            }
        }
        for (question, views) in &framework.fit {
            for (answer, view) in views {
                add(&view.sources, format!("fit for `{question}={answer}`"));
            }
        }
        for used in &framework.used_for {
            add(&used.sources, format!("used for {}", text(&used.what)));
        }
        for user in &framework.users {
            add(&user.sources, format!("used by {}", name(&user.what)));
        }
    }
    for question in &of.catalogue.traits {
        for answer in question.answers.iter().filter(|answer| answer.sources.contains(id)) {
            list.push(Item::new(format!("`{}={}`: effect on weights", question.id, answer.id)));
        }
    }
    list
}

pub(super) fn rule(rule: &Rule) -> Doc {
    let note = format!("rule `{}`, {}", rule.id, rule.severity.as_str());
    let mut doc = Doc::titled(rule.title, note);
    doc.para(rule.why);
    doc.para(strong("Fix:").then(format!(" {}", rule.fix.replace('\n', " "))));
    doc.blocks.push(Block::Code { text: rule.example.to_owned() });
    doc
}

/// Adds the topics of one kind.
pub(super) fn list(doc: &mut Doc, of: &Explainer, kind: Kind) {
    match kind {
        Kind::Trait => {
            let item = |question: &Trait| {
                let answers = join(question.answers.iter().map(|answer| answer.id.as_str()), ", ");
                let said = strong(question.id.as_str());
                let said = said.then(format!(": {}", text(&question.question)));
                Item::new(said).with(Some(answers))
            };
            doc.list(of.catalogue.traits.iter().map(item));
        }
        Kind::Precedent => {
            let row = |one: &Precedent| {
                let year = one.year.map(|year| year.to_string()).unwrap_or_default();
                vec![
                    strong(one.id.as_str()),
                    name(&one.title).into(),
                    of.named(&one.chose).into(),
                    year.into(),
                ]
            };
            let rows = of.catalogue.precedents.values().map(row);
            doc.table(&["Id", "Project", "Choice", "Year"], rows);
        }
        _ => {
            let row = |topic: Topic| vec![strong(topic.id), name(topic.summary).into()];
            doc.table(&["", ""], of.of_kind(kind).into_iter().map(row));
        }
    }
}

/// The page of a public decision.
pub(super) fn precedent(of: &Explainer, precedent: &Precedent) -> Doc {
    let mut doc = Doc::titled(name(&precedent.title), format!("`{}`", precedent.id));
    doc.para(sentence(&precedent.facts));
    let considered = and_list(precedent.candidates.iter().map(|one| of.named(one)));
    let year = optional(" ", precedent.year.map(|year| format!("({year})")));
    let parts = [
        ("Choice:", Some(Phrase::from(of.named(&precedent.chose) + &year))),
        ("Considered:", Some(considered.into())),
        ("Reasons:", Some(sentence(&precedent.because).into())),
        ("Later:", precedent.later.as_deref().map(|later| sentence(later).into())),
        ("Source:", precedent.url.as_deref().map(address)),
    ];
    let item = |(label, text): (&str, Option<Phrase>)| {
        Some(Item::new(strong(label).then(" ").then(text?)))
    };
    doc.list(parts.into_iter().filter_map(item));
    let Some(profile) = &precedent.profile else { return doc };
    let mut facts = Vec::new();
    for (asked, answer) in of.catalogue.given(profile) {
        facts.push(Item::new(format!("`{}={}`: {}", asked.id, answer.id, name(&answer.label))));
    }
    for (id, need) in &profile.needs {
        let title = of.catalogue.capabilities.get(id).map_or("", |one| &one.title);
        facts.push(Item::new(format!("`{id}={need}`: {}", name(title))));
    }
    doc.section("What the team said, as a profile", facts);
    doc
}
