//! What each criterion, and each part of project fit, did to the lead.

use super::cause::{Causes, of_criterion, of_part};
use super::pair::{difference, part_difference};
use super::{Movement, Part, Side};
use crate::decision::{CriterionRow, Decision, FitPart};
use crate::model::{CriterionId, FrameworkId};
use std::collections::BTreeSet;

/// A movement smaller than this is a rounding error.
const NOTHING: f64 = 1e-12;
/// What the parts of fit may miss the rating by and still be what it is made of.
const PARTS_AGREE: f64 = 1e-10;

/// What each criterion did to the lead of `first` over `second`, largest first; what did nothing is left out.
///
/// They sum to the lead after less the lead before. Empty where one of the two was not weighed in both decisions.
pub fn movements(
    old: &Decision,
    new: &Decision,
    first: &FrameworkId,
    second: &FrameworkId,
) -> Vec<Movement> {
    let weighed = |decision, id| super::pair::qualifies(decision, id);
    let both = [old, new].into_iter().all(|d| weighed(d, first) && weighed(d, second));
    if !both {
        return Vec::new();
    }
    let lead = Lead { old, new, first, second };
    let mut found: Vec<Movement> =
        lead.criteria().into_iter().filter_map(|id| lead.movement(id)).collect();
    found.sort_by(|a, b| larger(a.moved, b.moved).then_with(|| a.criterion.cmp(&b.criterion)));
    found
}

/// Puts the larger figure first, whatever its sign.
pub(super) fn larger(one: f64, other: f64) -> std::cmp::Ordering {
    other.abs().total_cmp(&one.abs())
}

/// The lead whose change is taken apart.
#[derive(Clone, Copy)]
pub(super) struct Lead<'a> {
    pub(super) old: &'a Decision,
    pub(super) new: &'a Decision,
    pub(super) first: &'a FrameworkId,
    pub(super) second: &'a FrameworkId,
}

/// How far something moved the lead, and by what.
struct Shift {
    by_weight: f64,
    by_rating: f64,
}

impl Shift {
    /// On the side where something is missing, its share is 0 and its difference the other side's.
    fn between(before: Option<Side>, after: Option<Side>) -> Self {
        let absent = |side: &Side| Side { share: 0.0, ..*side };
        let nothing = Side { share: 0.0, difference: 0.0 };
        let old = before.or_else(|| after.as_ref().map(absent)).unwrap_or(nothing);
        let new = after.or_else(|| before.as_ref().map(absent)).unwrap_or(nothing);
        Self {
            by_weight: (new.share - old.share) * f64::midpoint(old.difference, new.difference),
            by_rating: f64::midpoint(old.share, new.share) * (new.difference - old.difference),
        }
    }

    fn moved(&self) -> f64 {
        self.by_weight + self.by_rating
    }

    fn is_something(&self) -> bool {
        self.by_weight.abs() > NOTHING || self.by_rating.abs() > NOTHING
    }

    fn causes(&self) -> Causes {
        Causes { weight: self.by_weight.abs() > NOTHING, rating: self.by_rating.abs() > NOTHING }
    }
}

impl<'a> Lead<'a> {
    fn criteria(self) -> BTreeSet<&'a CriterionId> {
        self.old.criteria.iter().chain(&self.new.criteria).map(|row| &row.id).collect()
    }

    fn movement(self, id: &CriterionId) -> Option<Movement> {
        let (old, new) = (self.old.criterion(id), self.new.criterion(id));
        let side = |row: &CriterionRow| Side {
            share: row.share,
            difference: difference(row, self.first, self.second),
        };
        let (before, after) = (old.map(side), new.map(side));
        let shift = Shift::between(before, after);
        let parts = self.parts(old, new);
        (shift.is_something() || !parts.is_empty()).then(|| Movement {
            criterion: id.clone(),
            title: new.or(old).map_or_else(|| id.to_string(), |row| row.title.clone()),
            before,
            after,
            by_weight: shift.by_weight,
            by_rating: shift.by_rating,
            moved: shift.moved(),
            because: of_criterion(self, (old, new), shift.causes()),
            parts,
        })
    }

    fn parts(self, old: Option<&CriterionRow>, new: Option<&CriterionRow>) -> Vec<Part> {
        let rows = || [old, new].into_iter().flatten();
        if !rows().all(|row| self.made_of_parts(row)) {
            return Vec::new();
        }
        let ids: BTreeSet<&str> =
            rows().flat_map(|row| &row.parts).map(|part| part.id.as_str()).collect();
        let part =
            |id| self.part(id, old.and_then(|row| of(row, id)), new.and_then(|row| of(row, id)));
        let mut parts: Vec<Part> = ids.into_iter().filter_map(part).collect();
        parts.sort_by(|a, b| larger(a.moved, b.moved).then_with(|| a.id.cmp(&b.id)));
        parts
    }

    /// Whether the row's ratings are what its parts come to, and nobody put another rating in their place.
    fn made_of_parts(self, row: &CriterionRow) -> bool {
        let rating = |id| row.ratings.get(id).and_then(Option::as_ref);
        let judged = |id| rating(id).is_some_and(|rating| rating.overridden.is_some());
        let sum: f64 = row.parts.iter().map(|part| part.share * self.between(part)).sum();
        let whole = difference(row, self.first, self.second);
        let sums = !row.parts.is_empty() && (sum - whole).abs() < PARTS_AGREE;
        sums && !judged(self.first) && !judged(self.second)
    }

    fn between(self, part: &FitPart) -> f64 {
        part_difference(part, self.first, self.second)
    }

    fn part(
        self,
        id: &str,
        old: Option<(f64, &FitPart)>,
        new: Option<(f64, &FitPart)>,
    ) -> Option<Part> {
        let side = |(share, part): (f64, &FitPart)| Side {
            share: share * part.share,
            difference: self.between(part),
        };
        let (before, after) = (old.map(side), new.map(side));
        let shift = Shift::between(before, after);
        let both = (old.map(|(_, part)| part), new.map(|(_, part)| part));
        shift.is_something().then(|| Part {
            id: id.to_owned(),
            before,
            after,
            by_weight: shift.by_weight,
            by_rating: shift.by_rating,
            moved: shift.moved(),
            because: of_part(self, id, both, shift.causes()),
        })
    }
}

/// A part of a row, with the row's share.
fn of<'a>(row: &'a CriterionRow, id: &str) -> Option<(f64, &'a FitPart)> {
    row.parts.iter().find(|part| part.id == id).map(|part| (row.share, part))
}

#[cfg(test)]
mod tests {
    use super::{Shift, Side};

    #[test]
    fn the_two_parts_are_the_whole() {
        let (old, new) =
            (Side { share: 0.2, difference: 3.0 }, Side { share: 0.5, difference: -1.0 });
        let shift = Shift::between(Some(old), Some(new));
        assert!((shift.by_weight - 0.3).abs() < 1e-12);
        assert!((shift.by_rating + 1.4).abs() < 1e-12);
        assert!((shift.moved() - (-0.5 - 0.2 * 3.0)).abs() < 1e-12);
    }

    #[test]
    fn what_comes_or_goes_moves_by_its_weight_alone() {
        let side = Side { share: 0.5, difference: 2.0 };
        let came = Shift::between(None, Some(side));
        assert!((came.by_weight - 1.0).abs() < 1e-12 && came.by_rating.abs() < 1e-12);
        let went = Shift::between(Some(side), None);
        assert!((went.by_weight + 1.0).abs() < 1e-12 && went.by_rating.abs() < 1e-12);
        assert!(!Shift::between(None, None).is_something());
    }
}
