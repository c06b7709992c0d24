//! Criteria, their indicators and scales.

use super::index::{Index, Scales};
use super::{Sink, all, optional};
use crate::load::raw::{self, Number, ScaleName, Spot};
use crate::load::text::Text;
use crate::model::{
    ArticleView, ArticleWinner, Criterion, CriterionId, FrameworkId, Indicator, IndicatorId,
    Months, Points, Scale, Standing,
};

pub(super) fn criterion(
    raw: &raw::Criterion,
    index: &Index,
    sink: &mut Sink<'_>,
) -> Option<Criterion> {
    sink.schema(raw.schema.as_ref());
    let (title, question) = (sink.words(&raw.title), sink.words(&raw.question));
    let weight = sink.checked(&raw.weight, Points::new);
    let view = optional(raw.article.as_ref(), |view| article(view, index, sink));
    if raw.indicators.value.is_empty() {
        sink.say(raw.indicators.at, "a criterion needs at least one indicator").advise("add one");
    }
    sink.distinct("the indicator", raw.indicators.value.iter().map(|indicator| &indicator.id));
    let indicators = all(raw.indicators.value.iter().map(|one| indicator(one, sink)));
    Some(Criterion {
        id: sink.id(&raw.id, CriterionId::new)?,
        title: title?,
        question: question?,
        about: raw.about.clone(),
        weight: weight?,
        article: view?,
        indicators: indicators?,
    })
}

/// The scales of a criterion's indicators, so far as they are right; says nothing.
pub(super) fn scales(raw: &raw::Criterion) -> Scales {
    let nowhere = Text::new("", "");
    let scale_of = |one: &raw::Indicator| scale(one, &mut Sink::new(&nowhere));
    let indicators = raw.indicators.value.iter();
    indicators.map(|one| (one.id.value.clone(), scale_of(one))).collect()
}

fn article(raw: &Spot<raw::Article>, index: &Index, sink: &mut Sink<'_>) -> Option<ArticleView> {
    let view = &raw.value;
    let winner = if view.winner.value == "tie" {
        Some(ArticleWinner::Tie)
    } else {
        let known = index.frameworks.iter().map(String::as_str).chain(["tie"]);
        let id = sink.refer("framework", &view.winner, known, FrameworkId::new);
        id.map(ArticleWinner::Framework)
    };
    let because = sink.words(&view.because);
    let noted = view.note.as_ref().is_some_and(|note| !note.trim().is_empty());
    if view.today.value != Standing::Agrees && !noted {
        sink.say(view.today.at, "a `note` must say what differs today from the article")
            .advise("add `note:`, or write `today: agrees`");
        return None;
    }
    Some(ArticleView {
        winner: winner?,
        because: because?,
        today: view.today.value,
        note: view.note.clone(),
    })
}

fn indicator(raw: &raw::Indicator, sink: &mut Sink<'_>) -> Option<Indicator> {
    let (id, title) = (sink.id(&raw.id, IndicatorId::new), sink.words(&raw.title));
    let weight = sink.checked(&raw.weight, Points::new).filter(|weight| {
        let counts = weight.get() > 0.0;
        if !counts {
            sink.say(raw.weight.at, "an indicator's weight is above zero")
                .advise("remove the indicator if it should not count");
        }
        counts
    });
    let scale = scale(raw, sink);
    let stale_after = optional(raw.stale_after.as_ref(), |span| months(span, sink));
    Some(Indicator {
        id: id?,
        title: title?,
        unit: raw.unit.clone(),
        weight: weight?,
        scale: scale?,
        anchors: raw.anchors.clone(),
        stale_after: stale_after?,
    })
}

fn scale(raw: &raw::Indicator, sink: &mut Sink<'_>) -> Option<Scale> {
    let name = raw.scale.value;
    if name != ScaleName::Checklist
        && let Some(items) = &raw.items
    {
        sink.say(items.at, "`items` belong to a checklist, and this indicator has another scale")
            .advise("remove them, or write `scale: checklist`");
    }
    if matches!(name, ScaleName::Checklist | ScaleName::Judgement) {
        for end in [&raw.worst, &raw.best].into_iter().flatten() {
            sink.say(end.at, "`worst` and `best` belong to a linear or log scale")
                .advise("remove them, or change the scale");
        }
    }
    match name {
        ScaleName::Checklist => checklist(raw, sink),
        ScaleName::Judgement => Some(Scale::Judgement),
        ScaleName::Linear => ends(raw, sink).map(|(worst, best)| Scale::Linear { worst, best }),
        ScaleName::Log => {
            let (worst, best) = ends(raw, sink)?;
            let ends = [(&raw.worst, worst), (&raw.best, best)];
            let wrong = ends.iter().filter(|(_, end)| *end <= 0.0);
            let places: Vec<_> =
                wrong.filter_map(|(end, _)| end.as_ref().map(|end| end.at)).collect();
            for at in &places {
                sink.say(*at, "both ends of a log scale are above zero")
                    .advise("write a number above zero, or use a linear scale");
            }
            places.is_empty().then_some(Scale::Log { worst, best })
        }
    }
}

fn checklist(raw: &raw::Indicator, sink: &mut Sink<'_>) -> Option<Scale> {
    let items = match &raw.items {
        Some(items) if !items.value.is_empty() => &items.value,
        given => {
            let at = given.as_ref().map_or(raw.scale.at, |items| items.at);
            sink.say(at, "a checklist needs the items that it looks for")
                .advise("add `items: [...]`");
            return None;
        }
    };
    sink.distinct("the item", items);
    let ids = all(items.iter().map(|item| sink.id(item, IndicatorId::new)));
    let ids: Vec<IndicatorId> = ids?;
    Some(Scale::Checklist { items: ids.into_iter().map(String::from).collect() })
}

fn ends(raw: &raw::Indicator, sink: &mut Sink<'_>) -> Option<(f64, f64)> {
    let worst = end("worst", raw.worst.as_ref(), raw, sink);
    let best = end("best", raw.best.as_ref(), raw, sink);
    let (worst, best) = (worst?, best?);
    if worst.total_cmp(&best).is_eq() {
        let at = raw.best.as_ref().map_or(raw.scale.at, |best| best.at);
        sink.say(at, "`worst` and `best` are the same, so that every value would score alike")
            .advise("`worst` scores 0 and `best` scores 10; `best` may be the smaller");
        return None;
    }
    Some((worst, best))
}

fn end(
    name: &str,
    given: Option<&Spot<Number>>,
    raw: &raw::Indicator,
    sink: &mut Sink<'_>,
) -> Option<f64> {
    let Some(given) = given else {
        let message = format!("this scale needs `{name}`");
        sink.say(raw.scale.at, &message)
            .advise("`worst` is the value that scores 0, `best` the one that scores 10");
        return None;
    };
    sink.number(given)
}

fn months(spot: &Spot<String>, sink: &mut Sink<'_>) -> Option<Months> {
    let parsed = spot.value.split_once(' ').and_then(|(count, unit)| {
        let each = match unit {
            "month" | "months" => 1,
            "year" | "years" => 12,
            _ => return None,
        };
        count.parse::<u16>().ok()?.checked_mul(each).filter(|months| *months > 0)
    });
    if parsed.is_none() {
        sink.say(spot.at, &format!("`{}` is no span of time", spot.value))
            .advise("write it as `24 months` or `2 years`");
    }
    parsed.map(Months)
}
