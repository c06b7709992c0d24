//! The page of a criterion, and the single findings that would change its outcome.

use super::words::{
    because, cite, figure, items, lead, measured, months, name, names, optional, range, rated,
    sentence, text, times, with_unit,
};
use super::{Explainer, finding};
use crate::analysis::age;
use crate::analysis::verdict::TIE;
use crate::doc::{Doc, Item, Phrase, strong};
use crate::model::{Agreement, ArticleView, ArticleWinner, Criterion, Framework, Indicator, Score};
use crate::score::{Cell, HIGHEST, LOWEST, Rating, rating};
use crate::text::{capitalise, computed, join, number, percent, points, score};

/// At most this many findings that would change the outcome are listed.
const MOST: usize = 4;

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
        points(&number(weight)),
        percent(if all > 0.0 { weight / all } else { 0.0 })
    ));
    ratings(&mut doc, of, criterion);
    doc.heading("Indicators");
    evidence(&mut doc, of, criterion, (&of.frameworks(), false));
    let changes = order_changes(criterion, &of.candidates()).into_iter();
    doc.section("What would change it", changes.map(Item::new).collect());
    answers(&mut doc, of, criterion);
    doc
}

fn ratings(doc: &mut Doc, of: &Explainer, criterion: &Criterion) {
    let (winner, verdict) = of.winner(criterion);
    let rated = of.frameworks().into_iter().map(|one| (one, rating::rate(one, criterion)));
    let mut rows: Vec<(&Framework, Option<Rating>)> = rated.collect();
    let order = |rating: Option<Rating>| rating.map_or(f64::NEG_INFINITY, |it| it.score);
    rows.sort_by(|(_, a), (_, b)| order(*b).total_cmp(&order(*a)));
    let row = |(framework, rating): (&Framework, Option<Rating>)| {
        let remark = match rating {
            None => "not rated: no findings".to_owned(),
            Some(_) if winner == Some(framework) => "wins".to_owned(),
            Some(rating) if rating.coverage < 1.0 - 1e-9 => {
                let unknown = score(Score::UNKNOWN);
                format!("{} checked, the rest counts as {unknown}", percent(rating.coverage))
            }
            Some(_) => String::new(),
        };
        let score = rating.map_or("?".to_owned(), |rating| score(rating.score));
        let range = rating.and_then(|rating| range(rating.low, rating.high)).unwrap_or_default();
        vec![lead(&framework.name), score.into(), range.into(), remark.into()]
    };
    doc.heading("Ratings");
    doc.table(&["Framework", "Rating", "Range", ""], rows.into_iter().map(row));
    let among = names(&of.candidates());
    doc.para(match (winner, verdict.lead.map(score)) {
        (Some(winner), by) => {
            let (who, by) = (name(&winner.name), optional(" by ", by));
            let why = because(winner.because.get(&criterion.id).map(String::as_str));
            let provisional =
                " This is provisional: an indicator that was not checked could change it.";
            let provisional = if verdict.provisional { provisional } else { "" };
            sentence(&format!("Among {among}, {who} wins{by}{why}")) + provisional
        }
        (None, Some(by)) if verdict.tie => {
            let candidates = of.candidates();
            let tied: Vec<_> = verdict.tied.iter().map(|at| candidates[*at]).collect();
            let tied = names(&tied);
            format!("Tie among {tied}: the best two are {by} apart, less than half a point.")
        }
        _ => "No framework is rated, so none wins.".to_owned(),
    });
}

/// What was found on each indicator, and the article's view; in short without ids and the grounds of the scales.
pub(super) fn evidence(
    doc: &mut Doc,
    of: &Explainer,
    criterion: &Criterion,
    (frameworks, short): (&[&Framework], bool),
) {
    let all: f64 = criterion.indicators.iter().map(|one| one.weight.get()).sum();
    for indicator in &criterion.indicators {
        let share = percent(indicator.weight.get() / all);
        let scale = indicator.scale.about(|value| measured(value, indicator.unit.as_deref()));
        if short {
            doc.subheading(name(&indicator.title), share);
            doc.para(scale);
        } else {
            doc.subheading(name(&indicator.title), format!("`{}`, {share}", indicator.id));
            let items = join(indicator.scale.items().iter().map(|item| name(item)), ", ");
            let items = optional(" Items: ", (!items.is_empty()).then(|| items + "."));
            let stale = indicator.stale_after.map(|after| months(after) + ".");
            let stale = optional(" Stale after ", stale);
            let anchors = optional(" ", indicator.anchors.as_deref().map(sentence));
            doc.para(scale + &items + &stale + &anchors);
        }
        let (mut list, mut unknown) = (Vec::new(), Vec::new());
        // What a stack has of its base is said once.
        let inherits = |stack: &Framework, base: &Framework| {
            let found = |of| finding(of, criterion, indicator);
            stack.based_on.as_ref() == Some(&base.id) && found(stack) == found(base)
        };
        for framework in frameworks {
            if frameworks.iter().any(|base| inherits(framework, base)) {
                continue;
            }
            let Some(found) = finding(framework, criterion, indicator) else {
                unknown.push(*framework);
                continue;
            };
            let stacks = frameworks.iter().filter(|stack| inherits(stack, framework));
            let who = [*framework].into_iter().chain(stacks.copied()).map(|one| name(&one.name));
            let who = lead(&join(who, ", "));
            let cell = rating::score(found, indicator);
            let figure = optional("; ", figure(found, indicator));
            let score = rated(cell.score, cell.low, cell.high);
            let mut item = Item::new(who.then(format!(": {score}{figure}")));
            let reason = [items(found, indicator), found.because.as_deref().map(sentence)];
            let reason = join(reason.into_iter().flatten(), " ");
            item.under.extend((!reason.is_empty()).then(|| reason.into()));
            let method = found.method.map_or(String::new(), |method| format!("{method}, "));
            let confidence =
                found.confidence.map_or(String::new(), |how| format!(", {how} confidence"));
            let stale = of.passed(age::stale_since(of.catalogue.observed(found), indicator));
            let (day, stale) = (found.checked, optional("; stale since ", stale));
            let checked = capitalise(&format!("{method}checked {day}{confidence}{stale}: "));
            let sources = cite(doc, of, &found.sources).unwrap_or_else(|| "no source.".into());
            item.under.push(Phrase::from(checked).then(sources));
            list.push(item);
        }
        if !unknown.is_empty() {
            let unknown = names(&unknown);
            list.push(Item::new(format!(
                "{unknown}: not checked; anything from 0 to 10 is possible"
            )));
        }
        doc.list(list);
    }
    if let Some(view) = &criterion.article {
        article(doc, of, criterion, view);
    }
}

fn article(doc: &mut Doc, of: &Explainer, criterion: &Criterion, view: &ArticleView) {
    let (winner, verdict) = of.winner(criterion);
    let (named, same) = match &view.winner {
        ArticleWinner::Tie => ("a tie".to_owned(), verdict.tie),
        ArticleWinner::Framework(id) => {
            (of.named(id.as_str()), winner.is_some_and(|winner| winner.id == *id))
        }
    };
    doc.heading("Verdict of the article on which the catalogue was first based");
    doc.para(sentence(&format!("{}: {}", capitalise(&named), text(&view.because))));
    let today = match view.today {
        Agreement::Agrees => "This holds today.",
        Agreement::Contested => "This is contested today: it holds in part.",
        Agreement::Outdated => "This is outdated: it no longer holds.",
    };
    let agree = if same { "agree" } else { "do not agree" };
    let note = optional(" ", view.note.as_deref().map(sentence));
    doc.para(format!("{today} The findings above {agree} with it.{note}"));
}

/// The findings that would change the order of the two best frameworks, all else equal, the smallest step first.
fn order_changes(criterion: &Criterion, frameworks: &[&Framework]) -> Vec<String> {
    let mut rated: Vec<(&Framework, f64)> = frameworks
        .iter()
        .filter_map(|framework| Some((*framework, rating::rate(framework, criterion)?.score)))
        .collect();
    rated.sort_by(|a, b| b.1.total_cmp(&a.1));
    let [(leader, best), (runner_up, second), ..] = rated[..] else { return Vec::new() };
    let lead = best - second;
    // Who moves, by how much, and who gains: a tie ends, or the two draw level.
    let (result, steps) = if lead < TIE {
        let mut steps = vec![(leader, TIE - lead, leader)];
        steps.extend([(runner_up, lead - TIE, leader), (runner_up, TIE + lead, runner_up)]);
        ("ahead", steps)
    } else {
        ("level", vec![(runner_up, lead, runner_up), (leader, -lead, runner_up)])
    };
    let weights: f64 = criterion.indicators.iter().map(|one| one.weight.get()).sum();
    // The finding that moves a score so far, and the size of the step; none where it is off the scale.
    let needed = |indicator: &Indicator, framework: &Framework, by: f64| {
        let found = finding(framework, criterion, indicator);
        let cell = found.map_or_else(Cell::unknown, |found| rating::score(found, indicator));
        let at = Some(cell.score + by).filter(|at| (LOWEST..=HIGHEST).contains(at))?;
        let (step, now) = match found {
            Some(_) => ((at - cell.score).abs(), format!("now {}", score(cell.score))),
            None => ((at - HIGHEST / 2.0).abs(), "not checked".to_owned()),
        };
        let span = indicator.scale.ends().map_or(HIGHEST, |(worst, best)| best - worst);
        let figure = indicator.scale.value(at).map(|it| computed(it, span));
        let figure = figure.map(|it| with_unit(&it, indicator.unit.as_deref()));
        let figure = optional("; ", figure);
        let is_possible = (cell.low..=cell.high).contains(&at);
        let range = if is_possible { " This is within the range of the evidence." } else { "" };
        let (who, what, at) = (name(&framework.name), name(&indicator.title), score(at));
        Some((step, format!("A score of {at} for {who} on “{what}” ({now}{figure})"), range))
    };
    let smallest = |indicator: &Indicator| {
        let possible = steps.iter().filter_map(|(who, by, gains)| {
            let by = by * weights / indicator.weight.get();
            let (step, finding, range) = needed(indicator, who, by)?;
            Some((step, format!("{finding} would put {} {result}.{range}", name(&gains.name))))
        });
        possible.min_by(|a, b| a.0.total_cmp(&b.0))
    };
    let mut list: Vec<_> = criterion.indicators.iter().filter_map(smallest).collect();
    list.sort_by(|a, b| a.0.total_cmp(&b.0));
    if list.is_empty() {
        return vec![format!(
            "No single finding can: even at the end of its scale none brings {} level with {}.",
            name(&runner_up.name),
            name(&leader.name)
        )];
    }
    list.into_iter().take(MOST).map(|(_, text)| text).collect()
}

fn answers(doc: &mut Doc, of: &Explainer, criterion: &Criterion) {
    let mut list = Vec::new();
    for question in &of.catalogue.traits {
        for answer in &question.answers {
            let Some(factor) = answer.weights.get(&criterion.id) else { continue };
            let (why, label) = (because(answer.because.as_deref()), name(&answer.label));
            let effect = format!(" for `{}={}`, {label}{why}.", question.id, answer.id);
            let sources = cite(doc, of, &answer.sources);
            let factor = capitalise(&times(*factor));
            list.push(Item::new(strong(factor).then(effect)).with(sources));
        }
    }
    doc.section("Answers that change its weight", list);
}
