//! The rules of project fit.

use super::index::Index;
use super::{Sink, all};
use crate::load::raw::{self, Number, Spot};
use crate::model::{DeadWeight, FeatureMatch, FitRules, Points, TraitId};

pub(super) fn fit(raw: &raw::Fit, index: &Index, sink: &mut Sink<'_>) -> Option<FitRules> {
    sink.schema(raw.schema.as_ref());
    let (title, question) = (sink.words(&raw.title), sink.words(&raw.question));
    let points = all(raw.points.iter().map(|(asked, points)| {
        let points = sink.checked(points, Points::new);
        let known = index.traits.as_ref()?.keys().map(String::as_str);
        let id = sink.refer("trait", asked, known, TraitId::new);
        Some((id?, points?))
    }));
    let feature_match = feature_match(&raw.feature_match, sink);
    let dead_weight = dead_weight(&raw.dead_weight, sink);
    let full_at = sink.checked(&raw.full_at, Points::new).filter(|points| {
        let counts = points.get() > 0.0;
        if !counts {
            sink.say(raw.full_at.at, "`full-at` is above zero").advise("write a number of points");
        }
        counts
    });
    Some(FitRules {
        title: title?,
        question: question?,
        about: raw.about.clone(),
        points: points?,
        feature_match: feature_match?,
        dead_weight: dead_weight?,
        full_at: full_at?,
    })
}

fn feature_match(raw: &raw::FeatureMatch, sink: &mut Sink<'_>) -> Option<FeatureMatch> {
    let (points_per_need, most) = (points(&raw.points_per_need, sink), points(&raw.most, sink));
    let (maybe, extension) = (portion(&raw.maybe, sink), portion(&raw.extension, sink));
    Some(FeatureMatch {
        points_per_need: points_per_need?,
        most: most?,
        maybe: maybe?,
        extension: extension?,
    })
}

fn dead_weight(raw: &raw::DeadWeight, sink: &mut Sink<'_>) -> Option<DeadWeight> {
    let (points_per_bypass, most) = (points(&raw.points_per_bypass, sink), points(&raw.most, sink));
    Some(DeadWeight { points_per_bypass: points_per_bypass?, most: most? })
}

fn points(spot: &Spot<Number>, sink: &mut Sink<'_>) -> Option<f64> {
    sink.checked(spot, Points::new).map(Points::get)
}

/// A part of a whole: 0 to 1.
fn portion(spot: &Spot<Number>, sink: &mut Sink<'_>) -> Option<f64> {
    let value = sink.number(spot)?;
    if !(0.0..=1.0).contains(&value) {
        sink.say(spot.at, &format!("{value} is no part of a whole"))
            .advise("write a number from 0 to 1");
        return None;
    }
    Some(value)
}
