//! The page of a framework.

use super::doc::{Block, Doc, Item, Phrase, Span};
use super::words::{
    address, and, bibliography, cited_all, claim, figure, items, name, rated, sentence, text,
    with_id,
};
use crate::explain::{
    CapabilityPart, Claimed, CriterionPart, ExtensionPart, FitPart, FrameworkPage, Named, Observed,
};
use crate::render::messages;

pub(super) fn page(page: &FrameworkPage) -> Doc {
    let mut doc = Doc::titled(name(&page.name), format!("framework `{}`", page.id));
    doc.maybe(page.summary.as_deref().map(|summary| Phrase::default().strong(text(summary))));
    doc.para(facts(page));
    doc.heading("How it does");
    doc.items(page.criteria.iter().map(on).collect());
    doc.heading("What it can do");
    capabilities(&mut doc, &page.capabilities);
    if !page.fits.is_empty() {
        doc.heading("What it suits");
        doc.para("From 0 to 10; 5 neither helps nor hinders.");
        suits(&mut doc, &page.fits);
    }
    claims(&mut doc, "What it is used for", &page.used_for);
    claims(&mut doc, "Who uses it", &page.users);
    let findings = page.criteria.iter().flat_map(|part| &part.findings);
    let cited =
        findings.filter_map(|one| one.finding.as_ref()).flat_map(|finding| &finding.sources);
    let claimed = page.used_for.iter().chain(&page.users).flat_map(|one| &one.sources);
    let fits = page.fits.iter().flat_map(|(.., fit)| &fit.sources);
    let sources: Vec<_> = cited.chain(claimed).chain(fits).collect();
    if !sources.is_empty() {
        doc.heading("Sources");
        doc.items(bibliography(sources));
    }
    doc
}

fn facts(page: &FrameworkPage) -> Phrase {
    let version = page
        .version
        .as_deref()
        .map(|version| format!("The findings are about version {}. ", name(version)));
    let default = if page.default {
        "It is compared where nobody names frameworks."
    } else {
        "It is compared where somebody asks for it."
    };
    let said = Phrase::from(format!("{}{default}", version.unwrap_or_default()));
    match page.homepage.as_deref().map(address) {
        Some(home) => {
            said.then(" Its home is ").and(Phrase(vec![Span::Link(home.clone(), home)])).then(" .")
        }
        None => said,
    }
}

fn on(part: &CriterionPart) -> Item {
    let rating = part.rating.as_ref().map_or("nothing found yet".to_owned(), rated);
    let wins = if part.wins { ", wins" } else { "" };
    let why = part.because.as_deref().map(|why| format!("; {}", text(why))).unwrap_or_default();
    let lead =
        Phrase::default().strong(name(&part.criterion.name)).then(format!(": {rating}{wins}{why}"));
    Item { lead, under: part.findings.iter().map(observed).collect() }
}

fn observed(observed: &Observed) -> Phrase {
    let title = name(&observed.indicator.name);
    let Some(finding) = &observed.finding else {
        return format!("{title}: not known").into();
    };
    let unit = observed.unit.as_deref();
    let figure = figure(&finding.figure, unit).or_else(|| items(&finding.figure));
    let figure = figure.map(|figure| format!("; {figure}")).unwrap_or_default();
    format!("{title}: {}{figure}", messages::score(finding.rated.score)).into()
}

fn capabilities(doc: &mut Doc, part: &CapabilityPart) {
    let named = |all: &[Named]| all.iter().map(with_id).collect::<Vec<_>>();
    if !part.built_in.is_empty() {
        doc.para(
            Phrase::default()
                .strong("Built in: ")
                .then(format!("{}.", and(&named(&part.built_in)))),
        );
    }
    if !part.extension.is_empty() {
        doc.para(Phrase::default().strong("By extension:"));
        doc.items(part.extension.iter().map(extension).collect());
    }
    if !part.none.is_empty() {
        doc.para(
            Phrase::default().strong("Not at all: ").then(format!("{}.", and(&named(&part.none)))),
        );
    }
    if !part.unknown.is_empty() {
        doc.para(
            Phrase::default()
                .strong("Not known: ")
                .then(format!("{}.", and(&named(&part.unknown)))),
        );
    }
}

fn extension(part: &ExtensionPart) -> Item {
    let released = match part.released {
        Some(day) if part.stale => format!(", last released {day}, which is long ago"),
        Some(day) => format!(", last released {day}"),
        None => ", last release not known".to_owned(),
    };
    let lead = format!("{}: {}{released}.", with_id(&part.capability), name(&part.name));
    Item {
        lead: lead.into(),
        under: part.note.as_deref().map(|note| sentence(note).into()).into_iter().collect(),
    }
}

fn suits(doc: &mut Doc, fits: &[(Named, Named, FitPart)]) {
    let mut rest = fits;
    while let Some((asked, ..)) = rest.first() {
        let same = rest.iter().take_while(|(other, ..)| other == asked).count();
        let (now, later) = rest.split_at(same);
        doc.push(Block::Subheading(text(&asked.name), format!("`{}`", asked.id)));
        doc.items(now.iter().map(|(_, answer, fit)| suit(answer, fit)).collect());
        rest = later;
    }
}

fn suit(answer: &Named, fit: &FitPart) -> Item {
    let score = fit.score.map_or("?".to_owned(), messages::score);
    let why = fit.because.as_deref().map(|why| format!(": {}", text(why))).unwrap_or_default();
    let lead = Phrase::default().strong(score).then(format!(": {}{why}", name(&answer.name)));
    let under = (!fit.sources.is_empty()).then(|| cited_all(&fit.sources).then("."));
    Item { lead, under: under.into_iter().collect() }
}

fn claims(doc: &mut Doc, heading: &str, claims: &[Claimed]) {
    if claims.is_empty() {
        return;
    }
    doc.heading(heading);
    let item = |one: &Claimed| {
        let note =
            one.note.as_deref().map(|note| format!(" {}", sentence(note))).unwrap_or_default();
        let said = format!(" ({}; ", claim(one.claim));
        let lead = Phrase::default().strong(name(&one.what)).then(said);
        lead.and(cited_all(&one.sources)).then(format!(").{note}"))
    };
    doc.list(claims.iter().map(item));
}
