//! What the catalogue, the project's answers and the user say of the weights, to shares.
//!
//! In this order: the catalogue's points; times the factors of the traits' answers; what the user sets replaces
//! both. A criterion that an answer makes not applicable is left out, unless the user's weights name it.

use super::pairwise::{self, Consistency};
use crate::decision::{NotApplicable, WeightFrom};
use crate::model::{Catalogue, Criterion, CriterionId, Profile, SortedMap, Weighting};

/// A criterion's factors together are clamped between this and its inverse.
pub const MOST_FACTOR: f64 = 3.0;

/// One criterion's weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Weight {
    /// The criterion.
    pub criterion: CriterionId,
    /// Points, after everything.
    pub points: f64,
    /// Points divided by all points.
    pub share: f64,
    /// Who set it.
    pub from: WeightFrom,
    /// What the answers multiplied the catalogue's points by, clamped to a third to 3.
    pub factor: f64,
    /// The same before it was clamped.
    pub raw_factor: f64,
}

/// All weights of a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// One for each criterion that counts, in canonical order.
    pub each: Vec<Weight>,
    /// How consistent the comparisons are, where the weights come from comparisons.
    pub consistency: Option<Consistency>,
    /// The criteria that do not apply to this project.
    pub not_applicable: Vec<NotApplicable>,
    /// Those that do not apply, but that the user's weights name.
    pub kept: Vec<CriterionId>,
}

/// Every weight is zero, so that nothing can be weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("all weights are zero, so there is nothing to weigh; give at least one criterion points")]
pub struct ZeroWeights;

/// The weights in force, of the criteria that apply.
pub fn weigh(catalogue: &Catalogue, profile: &Profile) -> Result<Weights, ZeroWeights> {
    let (not_applicable, kept) = not_applicable(catalogue, profile);
    let mut each = from_traits(catalogue, profile);
    each.retain(|weight| not_applicable.iter().all(|out| out.criterion != weight.criterion));
    let mut consistency = None;
    match &profile.weighting {
        Weighting::Catalogue => {}
        Weighting::Points(points) => {
            for weight in &mut each {
                if let Some(points) = points.get(&weight.criterion) {
                    (weight.points, weight.from) = (points.get(), WeightFrom::User);
                }
            }
        }
        Weighting::Ranking(order) => rank(&mut each, order),
        Weighting::Pairwise(comparisons) => {
            let (shares, found) = pairwise::shares(comparisons);
            divide_among(&mut each, &shares, WeightFrom::Pairwise);
            consistency = Some(found);
        }
    }
    let sum: f64 = each.iter().map(|weight| weight.points).sum();
    if sum <= 0.0 {
        return Err(ZeroWeights);
    }
    for weight in &mut each {
        weight.share = weight.points / sum;
    }
    Ok(Weights { each, consistency, not_applicable, kept })
}

/// The criteria to which an answer gives the factor 0: those that do not apply, and those that stay all the same, since
/// the user's weights name them.
fn not_applicable(
    catalogue: &Catalogue,
    profile: &Profile,
) -> (Vec<NotApplicable>, Vec<CriterionId>) {
    let named = |id: &CriterionId| match &profile.weighting {
        Weighting::Catalogue => false,
        Weighting::Points(points) => points.contains_key(id),
        Weighting::Ranking(order) => order.contains(id),
        Weighting::Pairwise(each) => each.iter().any(|c| c.first == *id || c.second == *id),
    };
    let (mut dropped, mut kept): (Vec<NotApplicable>, Vec<CriterionId>) = (Vec::new(), Vec::new());
    for (_, answer) in catalogue.given(profile) {
        for (id, _) in answer.weights.iter().filter(|(_, factor)| factor.get() <= 0.0) {
            let Some(criterion) = catalogue.criteria.get(id) else { continue };
            if kept.contains(id) || dropped.iter().any(|known| known.criterion == *id) {
                continue;
            }
            if named(id) {
                kept.push(id.clone());
            } else {
                let because = answer.because.clone().unwrap_or_default();
                let (criterion, title) = (id.clone(), criterion.title.clone());
                dropped.push(NotApplicable { criterion, title, because });
            }
        }
    }
    (dropped, kept)
}

/// The catalogue's points times the product of the answers' factors; several answers to one question count by their
/// geometric mean. A factor of 0 is no factor here: it makes the criterion not applicable.
fn from_traits(catalogue: &Catalogue, profile: &Profile) -> Vec<Weight> {
    let mut logs: SortedMap<&CriterionId, f64> = SortedMap::new();
    for (asked, answer) in catalogue.given(profile) {
        let count = profile.traits[&asked.id].len() as f64;
        for (criterion, factor) in answer.weights.iter().filter(|(_, f)| f.get() > 0.0) {
            *logs.get_or_default(criterion) += libm::log(factor.get()) / count;
        }
    }
    let weight = |(id, criterion): &(CriterionId, Criterion)| {
        let raw_factor = logs.get(id).map_or(1.0, |log| libm::exp(*log));
        let factor = raw_factor.clamp(MOST_FACTOR.recip(), MOST_FACTOR);
        let from = if (raw_factor - 1.0).abs() > 1e-12 {
            WeightFrom::Traits
        } else {
            WeightFrom::Catalogue
        };
        let points = criterion.weight.get() * factor;
        Weight { criterion: id.clone(), points, share: 0.0, from, factor, raw_factor }
    };
    catalogue.criteria.iter().map(weight).collect()
}

/// Rank-order-centroid weights; whoever is not named shares equally what the remaining places get.
///
/// Source: Barron & Barrett 1996.
fn rank(each: &mut [Weight], order: &[CriterionId]) {
    let mut order = order.to_vec();
    order.retain(|id| each.iter().any(|weight| weight.criterion == *id));
    let unnamed = each.iter().filter(|weight| !order.contains(&weight.criterion)).count();
    let centroids = rank_order_centroid(order.len() + unnamed);
    let (named, rest) = centroids.split_at(order.len());
    let equal = rest.iter().sum::<f64>() / unnamed as f64;
    let shares = each.iter().map(|weight| &weight.criterion).map(|id| {
        let place = order.iter().rposition(|named| named == id);
        (id.clone(), place.map_or(equal, |place| named[place]))
    });
    divide_among(each, &shares.collect(), WeightFrom::Ranking);
}

/// The weights of `count` ranked criteria: place k gets (1/k + … + 1/count) / count.
pub fn rank_order_centroid(count: usize) -> Vec<f64> {
    let tail = |place: usize| (place..=count).map(|k| (k as f64).recip()).sum::<f64>();
    (1..=count).map(|place| tail(place) / count as f64).collect()
}

/// Divides what the criteria named in `shares` have together among them; the others keep what they have.
fn divide_among(each: &mut [Weight], shares: &SortedMap<CriterionId, f64>, from: WeightFrom) {
    let named = |weight: &&Weight| shares.contains_key(&weight.criterion);
    let together: f64 = each.iter().filter(named).map(|weight| weight.points).sum();
    for weight in each {
        if let Some(share) = shares.get(&weight.criterion) {
            weight.points = together * share;
            weight.from = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::rank_order_centroid;

    #[test]
    fn two_of_six_named_get_what_the_design_says() {
        let centroids = rank_order_centroid(6);
        let rest: f64 = centroids[2..].iter().sum::<f64>() / 4.0;
        for (found, said) in [(centroids[0], 0.408), (centroids[1], 0.242), (rest, 0.087)] {
            assert!((found - said).abs() <= 0.0005 + 1e-9, "{found} is not {said}");
        }
        assert!((centroids.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }
}
