//! The page of a criterion.

use super::doc::{Block, Doc, Item, Phrase};
use super::words::{
    and, bibliography, cited_all, figure, items, measured, name, points, provenance, range, rated,
    sentence, text, times,
};
use crate::explain::{
    ArticlePart, Change, CriterionPage, FindingPart, IndicatorPart, Mover, Named, Turn,
};
use crate::model::{Scale, Standing};
use crate::render::messages;

pub(super) fn page(page: &CriterionPage) -> Doc {
    let mut doc = Doc::titled(name(&page.title), format!("criterion `{}`", page.id));
    doc.para(Phrase::default().strong(text(&page.question)));
    doc.maybe(page.about.as_deref().map(sentence));
    doc.para(format!(
        "It counts {}, {} of all criteria together, before answers and weights of your own move it.",
        points(page.points),
        messages::percent(page.share)
    ));
    outcome(&mut doc, page);
    doc.heading("What is looked at");
    for indicator in &page.indicators {
        observed(&mut doc, indicator);
    }
    if let Some(article) = &page.article {
        doc.heading("What the article said");
        said_by_article(&mut doc, article);
    }
    doc.heading("What would change it");
    doc.list(changes(&page.changes));
    doc.maybe(aging(page));
    if !page.movers.is_empty() {
        doc.heading("What makes it count more or less");
        doc.items(page.movers.iter().map(mover).collect());
    }
    let findings =
        page.indicators.iter().flat_map(|one| &one.findings).filter_map(|(_, f)| f.as_ref());
    let sources = findings.flat_map(|finding| &finding.sources);
    let sources: Vec<_> = sources.chain(page.movers.iter().flat_map(|one| &one.sources)).collect();
    if !sources.is_empty() {
        doc.heading("Sources");
        doc.items(bibliography(sources));
    }
    doc
}

fn outcome(doc: &mut Doc, page: &CriterionPage) {
    doc.heading("Ratings");
    let row = |one: &crate::explain::RatedFramework| {
        let score = one.rating.map_or("?".to_owned(), |rating| messages::score(rating.score));
        let range = one.rating.as_ref().and_then(range).unwrap_or_default();
        let wins = page.outcome.winner.as_ref() == Some(&one.framework);
        let remark = match &one.rating {
            None => "nothing found yet".to_owned(),
            Some(_) if wins => "wins".to_owned(),
            Some(_) if !one.default => "not compared unless asked for".to_owned(),
            Some(_) => String::new(),
        };
        let name = name(&one.framework.name);
        vec![Phrase::default().strong(name), score.into(), range.into(), remark.into()]
    };
    let head = vec!["Framework", "Rating", "Range", ""];
    doc.push(Block::Table(head, page.ratings.iter().map(row).collect()));
    doc.para(conclusion(page));
}

fn conclusion(page: &CriterionPage) -> String {
    let outcome = &page.outcome;
    let among: Vec<String> = outcome.among.iter().map(|one| name(&one.name)).collect();
    let Some(winner) = &outcome.winner else {
        let lead = outcome.lead.map(messages::score);
        return match lead.filter(|_| outcome.tie) {
            Some(lead) => format!(
                "Between {} it is a tie: the best two are {lead} apart, less than half a point.",
                and(&among)
            ),
            None => "Nobody is rated, so nobody wins it.".to_owned(),
        };
    };
    let lead =
        outcome.lead.map(|lead| format!(" by {}", messages::score(lead))).unwrap_or_default();
    let why = outcome.because.as_deref().map(|why| format!(": {}", text(why))).unwrap_or_default();
    let provisional = if outcome.provisional {
        " It is provisional: something nobody has looked at could still change it."
    } else {
        ""
    };
    format!(
        "Of {}, {} wins it{lead}{}{provisional}",
        and(&among),
        name(&winner.name),
        stopped(&why)
    )
}

fn stopped(text: &str) -> String {
    if text.ends_with('.') { text.to_owned() } else { format!("{text}.") }
}

fn observed(doc: &mut Doc, indicator: &IndicatorPart) {
    let beside = format!("`{}`, {}", indicator.id, messages::percent(indicator.share));
    doc.push(Block::Subheading(name(&indicator.title), beside));
    let anchors = indicator.anchors.as_deref().map(|why| format!(" {}", sentence(why)));
    doc.para(format!("{}{}", scale(indicator), anchors.unwrap_or_default()));
    doc.items(
        indicator
            .findings
            .iter()
            .map(|(who, found)| finding(who, found.as_ref(), indicator))
            .collect(),
    );
}

/// How a finding becomes a score.
pub(super) fn scale(indicator: &IndicatorPart) -> String {
    let unit = indicator.unit.as_deref();
    let aged = indicator.stale_after.map(|months| format!(" Stale after {} months.", months.0));
    let how = match &indicator.scale {
        Scale::Checklist { items } => {
            let items: Vec<String> = items.iter().map(|item| name(item)).collect();
            format!(
                "A checklist of {}: {}. Built in counts one, by extension a half.",
                items.len(),
                items.join(", ")
            )
        }
        Scale::Linear { worst, best } => {
            format!(
                "A linear scale: {} is 0, {} is 10.",
                measured(*worst, unit),
                measured(*best, unit)
            )
        }
        Scale::Log { worst, best } => {
            format!(
                "A logarithmic scale: {} is 0, {} is 10.",
                measured(*worst, unit),
                measured(*best, unit)
            )
        }
        Scale::Judgement => "A judgement from 0 to 10.".to_owned(),
    };
    how + &aged.unwrap_or_default()
}

fn finding(who: &Named, found: Option<&FindingPart>, indicator: &IndicatorPart) -> Item {
    let who = Phrase::default().strong(name(&who.name));
    let Some(found) = found else {
        return Item {
            lead: who.then(": not known; it may be anything from 0 to 10"),
            under: Vec::new(),
        };
    };
    let figure =
        figure(&found.figure, indicator.unit.as_deref()).map(|figure| format!("; {figure}"));
    let lead = who.then(format!(": {}{}", rated(&found.rated), figure.unwrap_or_default()));
    let said = [items(&found.figure), found.because.as_deref().map(sentence)];
    let said: Vec<String> = said.into_iter().flatten().collect();
    let mut under: Vec<Phrase> = Vec::new();
    if !said.is_empty() {
        under.push(said.join(" ").into());
    }
    under.push(provenance(found));
    Item { lead, under }
}

fn said_by_article(doc: &mut Doc, article: &ArticlePart) {
    let winner = article.winner.as_ref().map_or("a tie".to_owned(), |winner| name(&winner.name));
    doc.para(format!("It concluded {winner}: {}", stopped(&text(&article.because))));
    let standing = match article.today {
        Standing::Agrees => "That stands today.",
        Standing::Contested => "Today that is contested: it holds in part.",
        Standing::Outdated => "Today that is outdated: it no longer holds.",
    };
    let outcome = if article.same_outcome {
        " The findings above come to the same."
    } else {
        " The findings above come to something else."
    };
    let note = article.note.as_deref().map(|note| format!(" {}", sentence(note)));
    doc.para(format!("{standing}{outcome}{}", note.unwrap_or_default()));
}

fn changes(change: &Change) -> Vec<Phrase> {
    let mut said: Vec<Phrase> =
        change.turns.iter().map(|turn| turned(turn, change).into()).collect();
    if let (true, Some(leader), Some(next)) = (said.is_empty(), &change.leader, &change.runner_up) {
        said.push(
            format!(
                "No single finding can: even at the end of its scale none brings {} level with {}.",
                name(&next.name),
                name(&leader.name)
            )
            .into(),
        );
    }
    let unknown = |(who, what): &(Named, Named)| {
        Phrase::from(format!(
            "Nobody has looked at {} for {}.",
            within(&what.name),
            name(&who.name)
        ))
    };
    said.extend(change.unknown.iter().map(unknown));
    said
}

fn turned(turn: &Turn, change: &Change) -> String {
    let result = if change.tie {
        format!("{} would win", name(&turn.gains.name))
    } else {
        format!("{} would draw level", name(&turn.gains.name))
    };
    let now =
        turn.now.map_or("not known now".to_owned(), |now| format!("now {}", messages::score(now)));
    let figure =
        turn.figure.map(|figure| format!(", that is {}", measured(figure, turn.unit.as_deref())));
    let reach = if turn.within_range { " That lies within the evidence's own range." } else { "" };
    format!(
        "{result} if {} had {} on {} ({now}){}.{reach}",
        name(&turn.framework.name),
        messages::score(turn.turns_at),
        within(&turn.indicator.name),
        figure.unwrap_or_default()
    )
}

/// A title within a sentence.
fn within(title: &str) -> String {
    format!("“{}”", name(title))
}

fn aging(page: &CriterionPage) -> Option<String> {
    let oldest = page.oldest?;
    let stale = page.first_stale.map(|day| format!("; the first is stale from {day} on"));
    Some(format!("The oldest finding was checked on {oldest}{}.", stale.unwrap_or_default()))
}

fn mover(mover: &Mover) -> Item {
    let because =
        mover.because.as_deref().map(|why| format!(": {}", text(why))).unwrap_or_default();
    let lead = Phrase::default().strong(times(mover.factor)).then(format!(
        " for `{}={}`, {}{because}.",
        mover.asked.id,
        mover.answer.id,
        name(&mover.answer.name)
    ));
    let under = (!mover.sources.is_empty()).then(|| cited_all(&mover.sources).then("."));
    Item { lead, under: under.into_iter().collect() }
}
