//! The page of a criterion.

use super::words::{
    because, cite, figure, items, lead, measured, name, names, points, range, rated, sentence,
    text, times,
};
use super::{Explainer, change, finding};
use crate::analysis::age;
use crate::doc::{Doc, Item, Phrase, strong};
use crate::model::{ArticleView, ArticleWinner, Criterion, Framework, Indicator, Scale, Standing};
use crate::score::rating;
use crate::text::{capitalise, percent, score};

pub(super) fn page(of: &Explainer, criterion: &Criterion) -> Doc {
    let mut doc = Doc::titled(name(&criterion.title), format!("criterion `{}`", criterion.id));
    doc.para(strong(text(&criterion.question)));
    if let Some(about) = &criterion.about {
        doc.para(sentence(about));
    }
    let weight = criterion.weight.get();
    let all: f64 = of.catalogue.criteria.values().map(|one| one.weight.get()).sum();
    doc.para(format!(
        "Default weight: {}, {} of all criteria. Answers and your own weights change it.",
        points(weight),
        percent(if all > 0.0 { weight / all } else { 0.0 })
    ));
    ratings(&mut doc, of, criterion);
    doc.heading("Indicators");
    for one in &criterion.indicators {
        indicator(&mut doc, of, criterion, one);
    }
    if let Some(view) = &criterion.article {
        article(&mut doc, of, criterion, view);
    }
    changes(&mut doc, of, criterion);
    answers(&mut doc, of, criterion);
    doc
}

fn ratings(doc: &mut Doc, of: &Explainer, criterion: &Criterion) {
    let candidates = of.candidates();
    let (winner, verdict) = of.winner(criterion);
    let mut rows: Vec<_> = of
        .frameworks()
        .into_iter()
        .map(|framework| (framework, rating::rate(framework, criterion)))
        .collect();
    rows.sort_by(|(_, a), (_, b)| {
        let order = |rating: &Option<rating::Rating>| rating.map_or(f64::NEG_INFINITY, |r| r.score);
        order(b).total_cmp(&order(a))
    });
    let row = |(framework, rating): (&Framework, Option<rating::Rating>)| {
        let remark = match rating {
            None => "not rated: no findings",
            Some(_) if winner == Some(framework) => "wins",
            Some(_) if !candidates.contains(&framework) => "not a default candidate",
            Some(_) => "",
        };
        let score = rating.map_or("?".to_owned(), |rating| score(rating.score));
        let range = rating.and_then(|rating| range(rating.low, rating.high)).unwrap_or_default();
        vec![lead(&framework.name), score.into(), range.into(), remark.into()]
    };
    doc.heading("Ratings");
    doc.table(&["Framework", "Rating", "Range", ""], rows.into_iter().map(row).collect());
    let among = names(&candidates);
    let by = verdict.lead.map(score);
    doc.para(match (winner, by) {
        (Some(winner), by) => {
            let by = by.map(|by| format!(" by {by}")).unwrap_or_default();
            let why = because(winner.because.get(&criterion.id).map(String::as_str));
            let provisional = if verdict.provisional {
                " This is provisional: an indicator that was not checked could change it."
            } else {
                ""
            };
            let said = sentence(&format!("Among {among}, {} wins{by}{why}", name(&winner.name)));
            format!("{said}{provisional}")
        }
        (None, Some(by)) if verdict.tie => {
            format!("Tie among {among}: the best two are {by} apart, less than half a point.")
        }
        _ => "No framework is rated, so none wins.".to_owned(),
    });
}

fn indicator(doc: &mut Doc, of: &Explainer, criterion: &Criterion, indicator: &Indicator) {
    let all: f64 = criterion.indicators.iter().map(|one| one.weight.get()).sum();
    let share = percent(indicator.weight.get() / all);
    doc.subheading(name(&indicator.title), format!("`{}`, {share}", indicator.id));
    let anchors = indicator.anchors.as_deref().map(|why| format!(" {}", sentence(why)));
    doc.para(format!("{}{}", scale(indicator), anchors.unwrap_or_default()));
    let mut list = Vec::new();
    for framework in of.frameworks() {
        let who = lead(&framework.name);
        let Some(found) = finding(framework, criterion, indicator) else {
            list.push(Item::new(who.then(": not checked; it may be anything from 0 to 10")));
            continue;
        };
        let cell = rating::score(found, indicator);
        let figure = figure(found, indicator.unit.as_deref()).map(|figure| format!("; {figure}"));
        let score = rated(cell.score, cell.low, cell.high);
        let mut item = Item::new(who.then(format!(": {score}{}", figure.unwrap_or_default())));
        let reason = [items(found, indicator), found.because.as_deref().map(sentence)];
        let reason: Vec<String> = reason.into_iter().flatten().collect();
        if !reason.is_empty() {
            item.under.push(reason.join(" ").into());
        }
        let stale = age::stale_since(found.checked, indicator).filter(|day| of.is_past(Some(*day)));
        let method = found.method.map_or(String::new(), |method| format!("{method}, "));
        let confidence = found.confidence.map(|level| format!(", {level} confidence"));
        let checked = format!(
            "{}{}{}: ",
            capitalise(&format!("{method}checked {}", found.checked)),
            confidence.unwrap_or_default(),
            stale.map(|since| format!("; stale since {since}")).unwrap_or_default(),
        );
        let sources = cite(doc, of, &found.sources).unwrap_or_else(|| "no source.".into());
        item.under.push(Phrase::from(checked).then(sources));
        list.push(item);
    }
    doc.list(list);
}

/// How a finding becomes a score.
fn scale(indicator: &Indicator) -> String {
    let ends = |kind: &str, worst: f64, best: f64| {
        let unit = indicator.unit.as_deref();
        format!(
            "{kind} scale: {} scores 0, {} scores 10.",
            measured(worst, unit),
            measured(best, unit)
        )
    };
    let how = match &indicator.scale {
        Scale::Checklist { items } => {
            let names: Vec<String> = items.iter().map(|item| name(item)).collect();
            format!(
                "Checklist of {}: {}. Built in counts 1, by extension ½.",
                items.len(),
                names.join(", ")
            )
        }
        Scale::Linear { worst, best } => ends("Linear", *worst, *best),
        Scale::Log { worst, best } => ends("Logarithmic", *worst, *best),
        Scale::Judgement => "Judgement from 0 to 10.".to_owned(),
    };
    let stale = indicator.stale_after.map(|months| format!(" Stale after {} months.", months.0));
    how + &stale.unwrap_or_default()
}

fn article(doc: &mut Doc, of: &Explainer, criterion: &Criterion, view: &ArticleView) {
    let (winner, verdict) = of.winner(criterion);
    let (named, same) = match &view.winner {
        ArticleWinner::Tie => ("a tie".to_owned(), verdict.tie),
        ArticleWinner::Framework(id) => {
            let known = of.catalogue.frameworks.get(id);
            let named = known.map_or(id.as_str(), |framework| &framework.name);
            (name(named), winner.is_some_and(|winner| winner.id == *id))
        }
    };
    doc.heading("The article's verdict");
    doc.para(sentence(&format!("It named {named}: {}", text(&view.because))));
    let today = match view.today {
        Standing::Agrees => "This holds today.",
        Standing::Contested => "This is contested today: it holds in part.",
        Standing::Outdated => "This is outdated: it no longer holds.",
    };
    let outcome = if same {
        "The findings above agree with it."
    } else {
        "The findings above do not agree with it."
    };
    let note = view.note.as_deref().map(|note| format!(" {}", sentence(note)));
    doc.para(format!("{today} {outcome}{}", note.unwrap_or_default()));
}

fn changes(doc: &mut Doc, of: &Explainer, criterion: &Criterion) {
    let candidates = of.candidates();
    let mut list = change::changes(criterion, &candidates);
    for framework in candidates {
        for indicator in &criterion.indicators {
            if finding(framework, criterion, indicator).is_none() {
                let (what, who) = (name(&indicator.title), name(&framework.name));
                list.push(Item::new(format!("Not checked: “{what}” for {who}.")));
            }
        }
    }
    doc.heading("What would change it");
    doc.list(list);
    let mut days = Vec::new();
    for indicator in &criterion.indicators {
        let found = of.catalogue.frameworks.values();
        let found = found.filter_map(|framework| finding(framework, criterion, indicator));
        days.extend(found.map(|one| (one.checked, age::stale_since(one.checked, indicator))));
    }
    if let Some(oldest) = days.iter().map(|(checked, _)| checked).min() {
        let stale = days.iter().filter_map(|(_, stale)| *stale).min();
        let stale = stale.map(|day| format!("; the first becomes stale on {day}"));
        doc.para(format!(
            "The oldest finding was checked on {oldest}{}.",
            stale.unwrap_or_default()
        ));
    }
}

fn answers(doc: &mut Doc, of: &Explainer, criterion: &Criterion) {
    let mut list = Vec::new();
    for question in &of.catalogue.traits {
        for answer in &question.answers {
            let Some(factor) = answer.weights.get(&criterion.id) else { continue };
            let why = because(answer.because.as_deref());
            let (id, label) = (&answer.id, name(&answer.label));
            let effect = format!(" for `{}={id}`, {label}{why}.", question.id);
            let sources = cite(doc, of, &answer.sources);
            let factor = match factor.get() {
                factor if factor > 0.0 => times(factor),
                _ => "Does not apply".to_owned(),
            };
            list.push(Item::new(strong(factor).then(effect)).with(sources));
        }
    }
    if !list.is_empty() {
        doc.heading("Answers that change its weight");
        doc.list(list);
    }
}
