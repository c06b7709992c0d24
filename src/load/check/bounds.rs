//! The range around a figure: the least and the most that the evidence allows.

use super::Sink;
use crate::load::raw::{At, Number, Spot};

/// The bounds as numbers; nothing is wrong where they hold the figure between them.
pub(super) struct Bounds {
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
}

/// Checks `low` and `high` against each other and against what they bound, called by its name.
pub(super) fn around(
    sink: &mut Sink<'_>,
    figure: (&str, Option<f64>),
    low: Option<&Spot<Number>>,
    high: Option<&Spot<Number>>,
) -> Option<Bounds> {
    let lower = super::optional(low, |low| sink.number(low))?;
    let upper = super::optional(high, |high| sink.number(high))?;
    let (name, value) = figure;
    let at = |spot: Option<&Spot<Number>>| spot.map(|spot| spot.at);
    let mut right = true;
    if let (Some(place), Some(lower), Some(value)) = (at(low), lower, value)
        && lower > value
    {
        right = wrong(sink, place, &format!("`low` is {lower}, above {name}, {value}"));
    }
    if let (Some(place), Some(upper), Some(value)) = (at(high), upper, value)
        && upper < value
    {
        right = wrong(sink, place, &format!("`high` is {upper}, below {name}, {value}"));
    }
    if let (Some(place), Some(lower), Some(upper), None) = (at(low), lower, upper, value)
        && lower > upper
    {
        right = wrong(sink, place, &format!("`low` is {lower}, above `high`, {upper}"));
    }
    right.then_some(Bounds { low: lower, high: upper })
}

fn wrong(sink: &mut Sink<'_>, at: At, message: &str) -> bool {
    sink.say(at, message).advise("`low` is the least it could be and `high` the most");
    false
}
