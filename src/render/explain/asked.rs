//! The page of a trait.

use super::doc::{Block, Doc, Item, Phrase};
use super::words::{bibliography, cited_all, name, points, sentence, text, times};
use crate::explain::{AnswerPart, FitPart, TraitPage};
use crate::render::messages;

pub(super) fn page(page: &TraitPage) -> Doc {
    let mut doc = Doc::titled(text(&page.question), format!("trait `{}`", page.id));
    doc.maybe(page.help.as_deref().map(sentence));
    let several = if page.several {
        "Several answers may be given; they count by their mean."
    } else {
        "One answer."
    };
    let fit =
        page.fit_points.map(|counts| format!(" Within project fit it has {}.", points(counts)));
    doc.para(format!(
        "{several}{} A question not answered changes nothing.",
        fit.unwrap_or_default()
    ));
    for answer in &page.answers {
        answered(&mut doc, answer);
    }
    let fits = page.answers.iter().flat_map(|answer| &answer.fits).flat_map(|fit| &fit.sources);
    let sources: Vec<_> =
        page.answers.iter().flat_map(|answer| &answer.sources).chain(fits).collect();
    if !sources.is_empty() {
        doc.heading("Sources");
        doc.items(bibliography(sources));
    }
    doc
}

fn answered(doc: &mut Doc, answer: &AnswerPart) {
    doc.push(Block::Subheading(name(&answer.label), format!("`{}`", answer.id)));
    if answer.effects.is_empty() && answer.fits.is_empty() {
        doc.para("An ordinary answer: it changes nothing.");
    }
    if !answer.effects.is_empty() {
        doc.items(vec![effects(answer)]);
    }
    doc.items(answer.fits.iter().map(suits).collect());
}

fn effects(answer: &AnswerPart) -> Item {
    let effects = answer
        .effects
        .iter()
        .map(|one| format!("{} {}", name(&one.criterion.name), times(one.factor)));
    let because =
        answer.because.as_deref().map(|why| format!(": {}", text(why))).unwrap_or_default();
    let lead = Phrase::default()
        .strong(effects.collect::<Vec<_>>().join(", "))
        .then(format!("{because}."));
    let under = (!answer.sources.is_empty()).then(|| cited_all(&answer.sources).then("."));
    Item { lead, under: under.into_iter().collect() }
}

fn suits(fit: &FitPart) -> Item {
    let score = fit.score.map_or("not known".to_owned(), messages::score);
    let range = fit
        .low
        .zip(fit.high)
        .map(|(low, high)| format!(" ({}–{})", messages::score(low), messages::score(high)));
    let why = fit.because.as_deref().map(|why| format!(": {}.", text(why))).unwrap_or_default();
    let lead = Phrase::default()
        .strong(name(&fit.framework.name))
        .then(format!(": {score}{}{why}", range.unwrap_or_default()));
    let under = (!fit.sources.is_empty()).then(|| cited_all(&fit.sources).then("."));
    Item { lead, under: under.into_iter().collect() }
}
