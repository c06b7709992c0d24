//! The pages of frameworks, traits, capabilities, sources and rules, and the list of all topics.

use super::words::{
    because, cite, claim, figure, items, lead, name, points, provided, published, range, rated,
    sentence, text, times,
};
use super::{Explainer, Kind, finding};
use crate::doc::{Block, Doc, Item, Phrase, link, strong};
use crate::lint::Rule;
use crate::model::{
    Answer, AnswerFit, Capability, Criterion, Framework, Provision, Source, SourceId, Trait,
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
    let default = if of.catalogue.candidates(None).contains(&framework) {
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
    suits(&mut doc, of, framework);
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

fn suits(doc: &mut Doc, of: &Explainer, framework: &Framework) {
    if framework.fit.is_empty() {
        return;
    }
    doc.heading("Project fit");
    doc.para("From 0 to 10; 5 is neutral.");
    for question in &of.catalogue.traits {
        let Some(views) = framework.fit.get(&question.id) else { continue };
        let mut list = Vec::new();
        for answer in &question.answers {
            let Some(view) = views.get(&answer.id) else { continue };
            let said = format!(": {}: {}", name(&answer.label), text(&view.because));
            let sources = cite(doc, of, &view.sources);
            list.push(Item::new(strong(score(view.score.get())).then(said)).with(sources));
        }
        doc.subheading(text(&question.question), format!("`{}`", question.id));
        doc.list(list);
    }
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

pub(super) fn question(of: &Explainer, question: &Trait) -> Doc {
    let mut doc = Doc::titled(text(&question.question), format!("trait `{}`", question.id));
    if let Some(help) = &question.help {
        doc.para(sentence(help));
    }
    let several = if question.several {
        "Several answers are possible; their mean counts."
    } else {
        "One answer."
    };
    let fit = of.catalogue.fit.as_ref().and_then(|rules| rules.points.get(&question.id));
    let fit = fit.map(|fit| format!(" It has {} in project fit.", points(fit.get())));
    let fit = fit.unwrap_or_default();
    doc.para(format!("{several}{fit} An unanswered question has no effect."));
    for answer in &question.answers {
        doc.subheading(name(&answer.label), format!("`{}`", answer.id));
        if answer.weights.is_empty() && answer.fit == AnswerFit::Silent {
            doc.para("No effect on the result.");
        }
        weights(&mut doc, of, answer);
        if answer.fit != AnswerFit::Silent {
            let mut list = Vec::new();
            for framework in of.frameworks() {
                list.push(suited(&mut doc, of, framework, question, answer));
            }
            doc.list(list);
        }
    }
    doc
}

/// What an answer does to the criteria's weights.
fn weights(doc: &mut Doc, of: &Explainer, answer: &Answer) {
    if answer.weights.is_empty() {
        return;
    }
    let effect = |(id, factor): (&_, &crate::model::Factor)| {
        format!("{} {}", name(of.catalogue.criterion_title(id)), times(factor.get()))
    };
    let effects: Vec<String> = answer.weights.iter().map(effect).collect();
    let why = because(answer.because.as_deref());
    let sources = cite(doc, of, &answer.sources);
    let item = Item::new(strong(effects.join(", ")).then(format!("{why}."))).with(sources);
    doc.list(vec![item]);
}

fn suited(
    doc: &mut Doc,
    of: &Explainer,
    framework: &Framework,
    question: &Trait,
    answer: &Answer,
) -> Item {
    let view = framework.fit.get(&question.id).and_then(|views| views.get(&answer.id));
    let fit = match &answer.fit {
        AnswerFit::Names { framework: named, own, .. } if *named == framework.id => Some(*own),
        AnswerFit::Names { other, .. } => Some(*other),
        _ => view.map(|view| view.score),
    };
    let fit = fit.map_or("not checked".to_owned(), |fit| score(fit.get()));
    let who = lead(&framework.name).then(format!(": {fit}"));
    let Some(view) = view else {
        return Item::new(who);
    };
    let range = view.low.zip(view.high).and_then(|(low, high)| range(low.get(), high.get()));
    let range = range.map(|range| format!(" ({range})")).unwrap_or_default();
    let said = who.then(format!("{range}: {}.", text(&view.because)));
    Item::new(said).with(cite(doc, of, &view.sources))
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
        let (how, note) = provided(of, framework.capabilities.get(&capability.id));
        Item::new(lead(&framework.name).then(format!(": {how}"))).with(note)
    };
    doc.list(of.frameworks().into_iter().map(item).collect());
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

/// All topics by kind.
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
        if kind == Kind::Trait {
            let item = |question: &Trait| {
                let answers: Vec<&str> =
                    question.answers.iter().map(|answer| answer.id.as_str()).collect();
                let said = strong(question.id.as_str());
                let said = said.then(format!(": {}", text(&question.question)));
                Item::new(said).with(Some(answers.join(", ")))
            };
            doc.list(of.catalogue.traits.iter().map(item).collect());
        } else {
            let row = |topic: super::Topic| vec![strong(topic.id()), name(topic.summary()).into()];
            doc.table(&["", ""], topics.into_iter().map(row).collect());
        }
    }
    doc
}
