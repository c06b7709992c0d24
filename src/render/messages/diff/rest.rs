//! What else is different: candidates, burdens, answers and needs that moved no lead, evidence, inputs.

use super::flip::{candidate, tells_unused};
use super::movements::weighted;
use super::{capabilities, capability, criterion, name};
use crate::decision::{SelectedAnswer, Stale};
use crate::diff::{
    Answers, Burdens, Cause, Difference, Flip, NeedChange, OverrideChange, Rated, RatingChange,
    WeightChange,
};
use crate::model::{CapabilityId, FitRules, Need};
use crate::render::messages::NAME;
use crate::render::messages::figures::{list, percent, plural, range, score};
use crate::render::safe;
use std::collections::BTreeMap;

/// The findings past their date that are named one by one.
const NAMED: usize = 3;

/// A sentence for everything that the movements and the flip do not tell.
pub(in crate::render) fn rest(difference: &Difference) -> Vec<String> {
    let told = Told::of(difference);
    let d = difference;
    let sections = [
        d.candidates.iter().filter(|c| !told.flipped(&c.id)).map(|c| candidate(d, c)).collect(),
        d.burdens.iter().flat_map(|burdens| burden(d, burdens)).collect(),
        d.answers.iter().filter(|a| !told.answer(a)).map(answer).collect(),
        d.needs.iter().filter(|n| !told.need(n)).map(|n| need(d, n)).collect(),
        d.weights.iter().filter(|w| !told.weight(w)).filter_map(|w| weight(d, w)).collect(),
        d.overrides.iter().filter(|o| !told.judged(o)).map(|o| judgement(d, o)).collect(),
        d.ratings.iter().filter(|r| !told.rating(r)).filter_map(|r| rating(d, r)).collect(),
        coverage(d),
        stale(d),
        inputs(d),
    ];
    let sections: [Vec<String>; 10] = sections;
    sections.concat()
}

/// What the movements and the flip tell already.
struct Told<'a> {
    difference: &'a Difference,
    causes: Vec<(&'a crate::model::CriterionId, &'a Cause)>,
}

impl<'a> Told<'a> {
    fn of(difference: &'a Difference) -> Self {
        let causes = difference.movements.iter().flat_map(|movement| {
            let own = movement.because.iter().filter(|_| movement.parts.is_empty());
            let parts = movement.parts.iter().flat_map(|part| &part.because);
            own.chain(parts).map(|cause| (&movement.criterion, cause))
        });
        Self { difference, causes: causes.collect() }
    }

    fn flipped(&self, id: &crate::model::FrameworkId) -> bool {
        let flip = self.difference.flip.as_ref();
        flip.is_some_and(|flip| match flip {
            Flip::LeaderGone { framework } | Flip::LeaderCame { framework } => framework == id,
            Flip::Each { .. } | Flip::Together { .. } => false,
        })
    }

    fn any(&self, told: impl Fn(&Cause) -> bool) -> bool {
        self.causes.iter().any(|(_, cause)| told(cause))
    }

    fn answer(&self, answers: &Answers) -> bool {
        self.any(|cause| matches!(cause, Cause::Answer { asked } if *asked == answers.asked))
    }

    fn need(&self, need: &NeedChange) -> bool {
        let named = |ids: &[CapabilityId]| ids.contains(&need.capability);
        self.any(|cause| matches!(cause, Cause::Needs { capabilities } if named(capabilities)))
    }

    fn weight(&self, change: &WeightChange) -> bool {
        let on = |id: &crate::model::CriterionId| *id == change.criterion;
        self.causes.iter().any(|(id, cause)| on(id) && matches!(cause, Cause::Weight { .. }))
    }

    fn judged(&self, change: &OverrideChange) -> bool {
        let of = |cause: &Cause| matches!(cause, Cause::Override { framework } if *framework == change.framework);
        self.causes.iter().any(|(id, cause)| **id == change.criterion && of(cause))
    }

    fn rating(&self, change: &RatingChange) -> bool {
        let of = |cause: &Cause| match cause {
            Cause::Override { framework } | Cause::Rating { framework, .. } => {
                *framework == change.framework
            }
            _ => false,
        };
        self.causes.iter().any(|(id, cause)| **id == change.criterion && of(cause))
    }
}

fn burden(difference: &Difference, burdens: &Burdens) -> Vec<String> {
    let told = tells_unused(difference, &burdens.framework);
    let name = name(difference, &burdens.framework);
    let titles = |ids: &[CapabilityId]| list(&capabilities(difference, ids));
    let said = |ids: &[CapabilityId], sentence: &dyn Fn(String) -> String| {
        (!ids.is_empty()).then(|| sentence(titles(ids)))
    };
    let sentences = [
        unused(difference, burdens).filter(|_| !told),
        said(&burdens.unused_no_longer, &|t| format!("{name} would no longer carry {t} unused.")),
        added(difference, &burdens.to_add_now).map(|t| format!("{name} would now need {t} added.")),
        added(difference, &burdens.to_add_no_longer)
            .map(|t| format!("{name} would no longer need {t} added.")),
        said(&burdens.lacking_now, &|t| format!("{name} lacks {t}, which is now wanted.")),
        said(&burdens.lacking_no_longer, &|t| {
            format!("That {name} lacks {t} no longer matters, or is no longer so.")
        }),
    ];
    sentences.into_iter().flatten().collect()
}

/// What would lie unused.
pub(super) fn unused(difference: &Difference, burdens: &Burdens) -> Option<String> {
    let said = idle(difference, burdens)?;
    Some(format!("With {}, {said}.", name(difference, &burdens.framework)))
}

/// The same without the name: "user accounts and forms come built in and would now lie unused".
pub(super) fn idle(difference: &Difference, burdens: &Burdens) -> Option<String> {
    let titles = capabilities(difference, &burdens.unused_now);
    let verb = if titles.len() == 1 { "comes" } else { "come" };
    (!titles.is_empty())
        .then(|| format!("{} {verb} built in and would now lie unused", list(&titles)))
}

fn added(difference: &Difference, parts: &BTreeMap<CapabilityId, String>) -> Option<String> {
    let part = |(what, extension): (&CapabilityId, &String)| {
        format!("{} ({})", safe::given(extension, NAME), capability(difference, what))
    };
    let parts: Vec<String> = parts.iter().map(part).collect();
    (!parts.is_empty()).then(|| list(&parts))
}

/// "now server pages, before API only".
pub(super) fn answered(answers: &Answers) -> String {
    let labels = |said: &[SelectedAnswer]| {
        let label = |said: &SelectedAnswer| {
            let label = safe::given(&said.label, NAME);
            if label.is_empty() { safe::given(&said.id, NAME) } else { label }
        };
        list(&said.iter().map(label).collect::<Vec<_>>())
    };
    let (before, after) = (labels(&answers.before), labels(&answers.after));
    match (answers.before.is_empty(), answers.after.is_empty()) {
        (true, _) => format!("now answered: {after}"),
        (_, true) => format!("no longer answered; it was: {before}"),
        _ => format!("was: {before}; is: {after}"),
    }
}

/// Such an answer moved nothing, or a weight that others moved with it.
fn answer(answers: &Answers) -> String {
    format!("`{}`: {}.", answers.asked, answered(answers))
}

/// "administration site (`maybe`, now `bypass`)".
pub(super) fn needed(need: &NeedChange, title: &str) -> String {
    let said = match (need.before.map(Need::as_str), need.after.map(Need::as_str)) {
        (Some(before), Some(after)) => format!("`{before}`, now `{after}`"),
        (Some(before), None) => format!("no longer `{before}`"),
        (None, after) => format!("now `{}`", after.unwrap_or_default()),
    };
    format!("{title} ({said})")
}

fn need(difference: &Difference, need: &NeedChange) -> String {
    format!("Needed: {}.", needed(need, &capability(difference, &need.capability)))
}

fn weight(difference: &Difference, change: &WeightChange) -> Option<String> {
    if change.criterion.as_str() == FitRules::ID {
        return None;
    }
    let title = criterion(difference, &change.criterion);
    Some(match (change.before, change.after) {
        (Some(before), Some(after)) => {
            format!("The weight of {title} was {} and is {}.", weighted(before), weighted(after))
        }
        (None, _) => format!("There is a criterion more: {title}."),
        (_, None) => format!("There is a criterion less: {title}."),
    })
}

/// What the team did with a rating of its own.
pub(super) fn judged(change: Option<&OverrideChange>, name: &str) -> String {
    let Some(change) = change else { return format!("the team's own rating of {name}") };
    match (&change.before, &change.after, change.expired) {
        (None, _, _) => format!("the team now rates {name} itself"),
        (_, None, Some(day)) => format!("the team's own rating of {name} ended on {day}"),
        (_, None, None) => format!("the team's own rating of {name} is gone"),
        _ => format!("the team's own rating of {name} is another"),
    }
}

fn judgement(difference: &Difference, change: &OverrideChange) -> String {
    let said = judged(Some(change), &name(difference, &change.framework));
    format!("On {}, {said}.", criterion(difference, &change.criterion))
}

/// Project fit is left out: it follows from what the project says, which is told already.
fn rating(difference: &Difference, change: &RatingChange) -> Option<String> {
    if change.criterion.as_str() == FitRules::ID {
        return None;
    }
    let shown = |rated: Option<Rated>| {
        rated.map_or_else(
            || "unknown".to_owned(),
            |rated| format!("{} ({})", score(rated.score), range(rated.low, rated.high)),
        )
    };
    let (was, is) = (shown(change.before), shown(change.after));
    let on = format!(
        "{}'s rating on {}",
        name(difference, &change.framework),
        criterion(difference, &change.criterion)
    );
    Some(if was == is {
        format!("{on} rests on other evidence.")
    } else {
        format!("{on} was {was} and is {is}.")
    })
}

fn coverage(difference: &Difference) -> Vec<String> {
    let said = |(id, change): (&crate::model::FrameworkId, &crate::diff::Change<f64>)| {
        let (was, is) = (percent(change.before), percent(change.after));
        (was != is).then(|| {
            format!(
                "Of the weight, {was} rested on findings for {}, and {is} does.",
                name(difference, id)
            )
        })
    };
    difference.coverage.iter().filter_map(said).collect()
}

fn stale(difference: &Difference) -> Vec<String> {
    let said = |stale: &[Stale], what: &str| {
        let named = stale.iter().take(NAMED).map(|stale| {
            let Stale { framework, criterion, indicator, .. } = stale;
            format!("`{framework}/{criterion}/{indicator}`")
        });
        let named: Vec<String> = named.collect();
        let more = if stale.len() > NAMED { " and more" } else { "" };
        let count = plural(stale.len() as f64, "finding");
        (!stale.is_empty()).then(|| format!("{count} {what}: {}{more}.", named.join(", ")))
    };
    let now = said(&difference.stale.now, "past the date by which to look again");
    let no_longer = said(&difference.stale.no_longer, "no longer past the date");
    now.into_iter().chain(no_longer).collect()
}

fn inputs(difference: &Difference) -> Vec<String> {
    let catalogue = difference.inputs.catalogue.as_ref();
    let said = |_| "The two were decided with different catalogues.".to_owned();
    catalogue.filter(|_| !difference.is_empty()).map(said).into_iter().collect()
}
