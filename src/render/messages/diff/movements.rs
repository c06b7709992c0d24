//! What moved the lead: a line for each movement, project fit by its parts.

use super::rest::{answered, needed};
use super::{capability, criterion_title, name, part};
use crate::decision::WeightFrom;
use crate::diff::{Cause, Difference, Movement, Side, Weighted};
use crate::model::{CriterionId, FrameworkId};
use crate::render::messages::figures::{self, list, percent, plural, score, signed};
use crate::render::terminal::GLUE;

/// A movement smaller than this is shown as 0.00.
const SHOWN: f64 = 0.005;

/// One movement.
#[derive(Debug)]
pub(in crate::render) struct Line {
    /// How far it moved the lead.
    pub(in crate::render) moved: String,
    /// Whether it moved it towards the old leader.
    pub(in crate::render) towards_first: bool,
    /// The criterion, or the part of project fit.
    pub(in crate::render) what: String,
    /// What caused it.
    pub(in crate::render) because: String,
}

/// All movements, largest first.
#[derive(Debug)]
pub(in crate::render) struct Lines {
    /// What the signs mean.
    pub(in crate::render) title: String,
    /// Those large enough to be seen.
    pub(in crate::render) seen: Vec<Line>,
    /// What the others come to.
    pub(in crate::render) others: Option<String>,
}

impl Lines {
    /// The movements in words; none where there is nothing to show.
    pub(in crate::render) fn of(difference: &Difference) -> Option<Self> {
        let pair = difference.pair.as_ref()?;
        let sum = figures::part(pair.moved()?);
        let (first, second) = (name(difference, &pair.first), name(difference, &pair.second));
        let mut moves: Vec<(f64, Line)> =
            difference.movements.iter().flat_map(|movement| of(difference, movement)).collect();
        moves.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then_with(|| a.1.what.cmp(&b.1.what)));
        let (shown, small): (Vec<_>, Vec<_>) =
            moves.into_iter().partition(|(moved, _)| moved.abs() >= SHOWN);
        let rest: f64 = small.iter().map(|(moved, _)| moved).sum();
        let others = (!small.is_empty()).then(|| {
            let count = plural(small.len() as f64, "smaller movement");
            match figures::part(rest).as_str() {
                "0.00" => format!("{count} besides."),
                rest => format!("{count} besides, together {rest}."),
            }
        });
        let seen: Vec<Line> = shown.into_iter().map(|(_, line)| line).collect();
        (!seen.is_empty() || others.is_some()).then(|| Self {
            title: format!("What moved: {sum} in all (+ is for {first}, − for {second})"),
            seen,
            others,
        })
    }
}

fn of(difference: &Difference, movement: &Movement) -> Vec<(f64, Line)> {
    let line = |moved, what: String, because: Vec<String>| {
        let towards_first = moved > 0.0;
        (
            moved,
            Line { moved: figures::part(moved), towards_first, what, because: because.join("; ") },
        )
    };
    let title = criterion_title(difference, &movement.criterion);
    if movement.parts.is_empty() {
        let of = Of {
            difference,
            criterion: &movement.criterion,
            sides: (movement.before, movement.after),
        };
        return vec![line(movement.moved, title, of.causes(&movement.because))];
    }
    let parts = movement.parts.iter().map(|moved| {
        let sides = (moved.before, moved.after);
        let of = Of { difference, criterion: &movement.criterion, sides };
        line(moved.moved, format!("{title}: {}", part(&moved.id)), of.causes(&moved.because))
    });
    parts.collect()
}

/// What a movement is of.
struct Of<'a> {
    difference: &'a Difference,
    criterion: &'a CriterionId,
    sides: (Option<Side>, Option<Side>),
}

impl Of<'_> {
    fn causes(&self, causes: &[Cause]) -> Vec<String> {
        causes.iter().map(|cause| self.cause(cause)).collect()
    }

    fn cause(&self, cause: &Cause) -> String {
        match cause {
            Cause::Answer { asked } => {
                let answers =
                    self.difference.answers.iter().find(|answers| answers.asked == *asked);
                answers.map_or_else(|| asked.to_string(), answered)
            }
            Cause::Needs { capabilities } => {
                let needs = &self.difference.needs;
                let changed = needs.iter().filter(|need| capabilities.contains(&need.capability));
                let said = |need| needed(need, &capability(self.difference, &need.capability));
                list(&changed.map(said).collect::<Vec<_>>())
            }
            Cause::Weight { .. } => self.weight(),
            Cause::OtherWeights => format!("{}, as others' weights moved", self.share()),
            Cause::Override { framework } => self.judged(framework),
            Cause::Rating { framework, before, after } => self.rated(framework, *before, *after),
        }
    }

    fn share(&self) -> String {
        let share = |side: Option<Side>| side.map_or(0.0, |side| side.share);
        let (was, is) = shares(share(self.sides.0), share(self.sides.1));
        format!("its share went from {was} to {is}")
    }

    fn weight(&self) -> String {
        let weights = &self.difference.weights;
        let Some(change) = weights.iter().find(|change| change.criterion == *self.criterion) else {
            return self.share();
        };
        match (change.before, change.after) {
            (Some(before), Some(after)) => format!(
                "its weight was {} and is {}, so {}",
                weighted(before),
                weighted(after),
                self.share()
            ),
            (None, Some(after)) => {
                format!("it now counts, with {} of the weight", percent(after.share))
            }
            (Some(_) | None, None) => "it no longer counts".to_owned(),
        }
    }

    fn judged(&self, framework: &FrameworkId) -> String {
        let overrides = &self.difference.overrides;
        let same = |o: &&crate::diff::OverrideChange| {
            o.framework == *framework && o.criterion == *self.criterion
        };
        let change = overrides.iter().find(same);
        super::rest::judged(change, &name(self.difference, framework))
    }

    fn rated(&self, framework: &FrameworkId, before: Option<f64>, after: Option<f64>) -> String {
        let shown = |score: Option<f64>| score.map_or_else(|| "?".to_owned(), figures::score);
        let name = name(self.difference, framework);
        match (before, after) {
            (Some(old), Some(new)) if score(old) == score(new) => {
                format!("{name}'s rating moved by {}", finely(new - old))
            }
            _ => format!("{name}'s rating was {} and is {}", shown(before), shown(after)),
        }
    }
}

/// Two shares, with a decimal where they would look the same without.
fn shares(before: f64, after: f64) -> (String, String) {
    let whole = (percent(before), percent(after));
    if whole.0 != whole.1 {
        return whole;
    }
    let finer = |share: f64| format!("{}{GLUE}%", score(share * 100.0));
    (finer(before), finer(after))
}

fn finely(moved: f64) -> String {
    let hundredths = figures::part(moved);
    if hundredths == "0.00" { signed(moved) } else { hundredths }
}

/// Points and who set them.
pub(super) fn weighted(weight: Weighted) -> String {
    let by = match weight.weight_from {
        WeightFrom::Catalogue => "the catalogue's",
        WeightFrom::Traits => "the catalogue's, moved by the answers",
        WeightFrom::Fit => "by what the project says",
        WeightFrom::User => "the user's",
        WeightFrom::Ranking => "by the user's ranking",
        WeightFrom::Pairwise => "by the user's comparisons",
    };
    format!("{} ({by})", score(weight.weight))
}
