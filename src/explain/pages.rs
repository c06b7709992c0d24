//! The pages of frameworks, capabilities, sources and rules, and lists of topics.

use super::words::{
    cite, claim, figure, items, lead, name, provided, published, rated, sentence, text,
};
use super::{Explainer, Kind, Topic, finding, fit};
use crate::doc::{Block, Doc, Item, Phrase, link, strong};
use crate::lint::Rule;
use crate::model::{
    Capability, Criterion, Framework, Precedent, Provision, Source, SourceId, Trait,
};
use crate::score::rating;
use crate::text::{and_list, score};

pub(super) fn framework(of: &Explainer, framework: &Framework) -> Doc {
    let mut doc = Doc::titled(name(&framework.name), format!("framework `{}`", framework.id));
    if let Some(summary) = &framework.summary {
        doc.para(strong(text(summary)));
    }
    let version = framework.version.as_deref();
    let version = version.map(|version| format!("Findings are about version {}. ", name(version)));
    let default = if of.candidates().contains(&framework) {
        "It is a candidate by default."
    } else {
        "It is a candidate only where it is named."
    };
    let mut about = Phrase::from(version.unwrap_or_default() + default);
    if let Some(url) = framework.homepage.as_deref().map(text) {
        about = about.then(" Home page: ").then(link(url.clone(), url)).then(" .");
    }
    doc.para(about);
    doc.heading("Ratings");
    let mut ratings = Vec::new();
    for criterion in of.catalogue.criteria.values() {
        ratings.push(rating_of(&mut doc, of, framework, criterion));
    }
    doc.list(ratings);
    capabilities(&mut doc, of, framework);
    fit::of_framework(&mut doc, of, framework);
    let used = framework.used_for.iter().map(|u| (&u.what, u.claim, &u.note, &u.sources[..]));
    claims(&mut doc, of, "Used for", used.collect());
    let users = framework.users.iter().map(|u| (&u.name, Some(u.claim), &u.note, &u.sources[..]));
    claims(&mut doc, of, "Used by", users.collect());
    doc
}

fn rating_of(doc: &mut Doc, of: &Explainer, framework: &Framework, criterion: &Criterion) -> Item {
    let rating = rating::rate(framework, criterion);
    let rating = rating.map_or("no findings".to_owned(), |r| rated(r.score, r.low, r.high));
    let wins = if of.winner(criterion).0 == Some(framework) { ", wins" } else { "" };
    let why = framework.because.get(&criterion.id);
    let why = why.map(|why| format!("; {}", text(why))).unwrap_or_default();
    let mut item = Item::new(lead(&criterion.title).then(format!(": {rating}{wins}{why}")));
    for indicator in &criterion.indicators {
        let title = name(&indicator.title);
        let Some(found) = finding(framework, criterion, indicator) else {
            item.under.push(format!("{title}: not checked").into());
            continue;
        };
        doc.cited.extend(found.sources.iter().cloned());
        let figure = figure(found, indicator.unit.as_deref()).or_else(|| items(found, indicator));
        let figure = figure.map(|figure| format!("; {figure}")).unwrap_or_default();
        let scored = score(rating::score(found, indicator).score);
        item.under.push(format!("{title}: {scored}{figure}").into());
    }
    item
}

fn capabilities(doc: &mut Doc, of: &Explainer, framework: &Framework) {
    let (mut built_in, mut missing, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    let mut extensions = Vec::new();
    for capability in of.catalogue.capabilities.values() {
        let title = format!("{} (`{}`)", name(&capability.title), capability.id);
        let provision = framework.capabilities.get(&capability.id);
        match provision {
            Some(Provision::BuiltIn) => built_in.push(title),
            Some(Provision::None) => missing.push(title),
            None => unknown.push(title),
            Some(Provision::Extension { .. }) => {
                let (how, note) = provided(of, provision);
                extensions.push(Item::new(format!("{title}: {how}.")).with(note));
            }
        }
    }
    let named = |doc: &mut Doc, label: &str, titles: &[String]| {
        if !titles.is_empty() {
            doc.para(strong(label).then(format!(" {}.", and_list(titles))));
        }
    };
    doc.heading("Features");
    named(doc, "Built in:", &built_in);
    if !extensions.is_empty() {
        doc.para(strong("By extension:"));
        doc.list(extensions);
    }
    named(doc, "Not available:", &missing);
    named(doc, "Not checked:", &unknown);
}

type Claimed<'a> = (&'a String, Option<crate::model::Claim>, &'a Option<String>, &'a [SourceId]);

fn claims(doc: &mut Doc, of: &Explainer, heading: &str, claims: Vec<Claimed>) {
    if claims.is_empty() {
        return;
    }
    let mut list = Vec::new();
    for (what, borne_out, note, ids) in claims {
        let sources = cite(doc, of, ids).unwrap_or_else(|| "no source.".into());
        let claim = format!(" ({}): ", claim(borne_out));
        let said = lead(what).then(claim).then(sources);
        list.push(Item::new(match note {
            Some(note) => said.then(format!(" {}", sentence(note))),
            None => said,
        }));
    }
    doc.heading(heading);
    doc.list(list);
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
    doc.list(of.frameworks().into_iter().map(item).collect());
    fit::brought(&mut doc, of, |condition| condition.subject() == capability.id.as_str());
    doc.para(format!(
        "Use `--need {}=must`, or `needs` in a profile. Levels: built-in, must, want, maybe, bypass.",
        capability.id
    ));
    doc
}

pub(super) fn source(of: &Explainer, source: &Source) -> Doc {
    let mut doc = Doc::titled(name(&source.title), format!("source `{}`", source.id));
    let published = Phrase::from(format!("{}. ", published(source)));
    doc.para(match source.url.as_deref().map(text) {
        Some(url) => published.then(link(url.clone(), url)),
        None => published.then("No URL."),
    });
    doc.heading("Used by");
    let used = uses(of, &source.id);
    if used.is_empty() {
        doc.para("Nothing.");
    }
    doc.list(used);
    doc
}

/// Everything in the catalogue that cites a source.
fn uses(of: &Explainer, id: &SourceId) -> Vec<Item> {
    let mut list = Vec::new();
    for framework in of.frameworks() {
        let mut add = |said: String| list.push(Item::new(lead(&framework.name).then(said)));
        for criterion in of.catalogue.criteria.values() {
            for indicator in &criterion.indicators {
                let found = finding(framework, criterion, indicator);
                if let Some(found) = found.filter(|found| found.sources.contains(id)) {
                    add(format!(
                        ": {}, {}: {}, checked {}",
                        name(&criterion.title),
                        name(&indicator.title),
                        score(rating::score(found, indicator).score),
                        found.checked
                    ));
                }
            }
        }
        for (question, views) in &framework.fit {
            for (answer, view) in views.iter().filter(|(_, view)| view.sources.contains(id)) {
                let scored = score(view.score.get());
                add(format!(": fit for `{question}={answer}`: {scored}"));
            }
        }
        for used in framework.used_for.iter().filter(|used| used.sources.contains(id)) {
            add(format!(" is used for {}", text(&used.what)));
        }
        for user in framework.users.iter().filter(|user| user.sources.contains(id)) {
            add(format!(" is used by {}", name(&user.name)));
        }
    }
    for question in &of.catalogue.traits {
        for answer in question.answers.iter().filter(|answer| answer.sources.contains(id)) {
            let (label, answer) = (name(&answer.label), &answer.id);
            let said = format!("Effect of `{}={answer}` on weights: {label}", question.id);
            list.push(Item::new(said));
        }
    }
    list
}

pub(super) fn rule(rule: &Rule) -> Doc {
    let note = format!("rule `{}`, {}", rule.id, rule.severity.as_str());
    let mut doc = Doc::titled(rule.title, note);
    doc.para(rule.why);
    doc.para(strong("Fix:").then(format!(" {}", rule.fix)));
    doc.blocks.push(Block::Code { text: rule.example.to_owned() });
    doc
}

/// All topics by kind; of public decisions, only how many there are.
pub(super) fn index(of: &Explainer) -> Doc {
    let mut doc = Doc::titled("Topics", "");
    doc.para(
        "Read about one with `weigh explain ID`, or with `weigh explain KIND:ID` where two kinds share an id.",
    );
    for &kind in Kind::ALL {
        let topics = of.of_kind(kind);
        if topics.is_empty() {
            continue;
        }
        doc.heading(kind.title());
        if kind == Kind::Precedent {
            let count = topics.len();
            doc.para(format!("{count} decisions; `weigh explain precedents` lists them."));
        } else {
            topics_of(&mut doc, of, kind);
        }
    }
    doc
}

/// The topics of one kind.
pub(super) fn list(of: &Explainer, kind: Kind) -> Doc {
    let mut doc = Doc::titled(kind.title(), "");
    topics_of(&mut doc, of, kind);
    doc
}

fn topics_of(doc: &mut Doc, of: &Explainer, kind: Kind) {
    match kind {
        Kind::Trait => {
            let item = |question: &Trait| {
                let answers: Vec<&str> =
                    question.answers.iter().map(|answer| answer.id.as_str()).collect();
                let said = strong(question.id.as_str());
                let said = said.then(format!(": {}", text(&question.question)));
                Item::new(said).with(Some(answers.join(", ")))
            };
            doc.list(of.catalogue.traits.iter().map(item).collect());
        }
        Kind::Precedent => {
            let row = |one: &Precedent| {
                let year = one.year.map(|year| year.to_string()).unwrap_or_default();
                vec![
                    strong(one.id.as_str()),
                    name(&one.title).into(),
                    of.choice(one).into(),
                    year.into(),
                ]
            };
            let rows = of.catalogue.precedents.values().map(row).collect();
            doc.table(&["Id", "Project", "Choice", "Year"], rows);
        }
        _ => {
            let row = |topic: Topic| vec![strong(topic.id()), name(topic.summary()).into()];
            doc.table(&["", ""], of.of_kind(kind).into_iter().map(row).collect());
        }
    }
}

/// The page of a public decision.
pub(super) fn precedent(of: &Explainer, precedent: &Precedent) -> Doc {
    let mut doc = Doc::titled(name(&precedent.title), format!("`{}`", precedent.id));
    doc.para(sentence(&precedent.facts));
    let considered: Vec<String> = precedent.candidates.iter().map(|one| of.named(one)).collect();
    let year = precedent.year.map(|year| format!(" ({year})")).unwrap_or_default();
    let mut list = vec![
        Item::new(strong("Choice:").then(format!(" {}{year}", of.choice(precedent)))),
        Item::new(strong("Considered:").then(format!(" {}", and_list(&considered)))),
        Item::new(strong("Reasons:").then(format!(" {}", sentence(&precedent.because)))),
    ];
    if let Some(later) = &precedent.later {
        list.push(Item::new(strong("Later:").then(format!(" {}", sentence(later)))));
    }
    if let Some(url) = precedent.url.as_deref().map(text) {
        list.push(Item::new(strong("Source:").then(" ").then(link(url.clone(), url))));
    }
    doc.list(list);
    let Some(profile) = &precedent.profile else { return doc };
    let mut facts = Vec::new();
    for (id, answers) in &profile.traits {
        let Some(asked) = of.catalogue.find_trait(id) else { continue };
        for answer in answers.iter().filter_map(|answer| asked.find(answer)) {
            facts.push(format!("`{id}={}`: {}", answer.id, name(&answer.label)));
        }
    }
    for (id, need) in &profile.needs {
        let title = of.catalogue.capabilities.get(id).map_or("", |one| &one.title);
        facts.push(format!("`{id}={need}`: {}", name(title)));
    }
    if !facts.is_empty() {
        doc.heading("What the team said, as a profile");
        doc.entries(facts);
    }
    doc
}
