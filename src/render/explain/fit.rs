//! The page of project fit.

use super::doc::{Block, Doc, Phrase};
use super::words::{name, number, points, sentence, text};
use crate::explain::FitPage;
use crate::render::messages;

pub(super) fn page(page: &FitPage) -> Doc {
    let mut doc = Doc::titled(name(&page.title), format!("criterion `{}`", page.id));
    doc.para(Phrase::default().strong(text(&page.question)));
    doc.maybe(page.about.as_deref().map(sentence));
    doc.heading("What it is made of");
    let row = |part: &crate::explain::PointsPart| {
        let id = format!("`{}`", part.asked.id);
        vec![id.into(), number(part.points).into(), text(&part.asked.name).into()]
    };
    let mut rows: Vec<Vec<Phrase>> = page.points.iter().map(row).collect();
    let (needs, dead) = (page.feature_match, page.dead_weight);
    rows.push(vec![
        "feature match".into(),
        format!("to {}", number(needs.most)).into(),
        format!(
            "{} for each need; a `maybe` counts {}, an extension {} of built in",
            points(needs.points_per_need),
            number(needs.maybe),
            number(needs.extension)
        )
        .into(),
    ]);
    rows.push(vec![
        "dead weight".into(),
        format!("to {}", number(dead.most)).into(),
        format!(
            "{} for each capability that the project goes round",
            points(dead.points_per_bypass)
        )
        .into(),
    ]);
    doc.push(Block::Table(vec!["Answer to", "Points", ""], rows));
    doc.heading("How much it counts");
    doc.para(format!(
        "Its weight is its points in this project, divided by {}, times the weight of all other criteria together, \
         and at most as much as they: {} once the points reach {}. With nothing said it is not in the table.",
        number(page.full_at),
        messages::percent(0.5),
        number(page.full_at)
    ));
    doc
}
