//! What counts as a tie, as too close, as clear. The reasons are in `docs/method.md`.

use crate::decision::Verdict;
use crate::model::Thresholds;
use crate::score::{HIGHEST, Rating, TOLERANCE};

/// A criterion is a tie when the best two differ by less than this, in score points.
pub const TIE: f64 = 0.5;
/// The verdict that follows from the lead; none where the leader is alone.
pub fn of_lead(lead: Option<f64>, thresholds: Thresholds) -> Verdict {
    match lead {
        Some(lead) if lead < thresholds.too_close - TOLERANCE => Verdict::TooClose,
        Some(lead) if lead < thresholds.clear - TOLERANCE => Verdict::Lean,
        _ => Verdict::Clear,
    }
}

/// Who wins one criterion.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CriterionVerdict {
    /// The best of the rated; none on a tie or where nobody is rated.
    pub winner: Option<usize>,
    /// Whether the best two differ by less than [`TIE`].
    pub tie: bool,
    /// Those on a tie: all that differ from the best by less than that.
    pub tied: Vec<usize>,
    /// Whether an unknown could still beat the winner.
    pub provisional: bool,
    /// The best rating less the next; none with fewer than two rated.
    pub lead: Option<f64>,
}

/// Who wins a criterion, by the ratings of all candidates on it.
pub fn criterion(ratings: &[Option<Rating>]) -> CriterionVerdict {
    let rated = || ratings.iter().enumerate().filter_map(|(at, rating)| Some((at, (*rating)?)));
    let Some((best, top)) = rated().reduce(|a, b| if b.1.score > a.1.score { b } else { a }) else {
        return CriterionVerdict::default();
    };
    let next = rated().filter(|(at, _)| *at != best).map(|(_, r)| r.score).reduce(f64::max);
    let lead = next.map(|next| top.score - next);
    let tie = lead.is_some_and(|lead| lead < TIE - TOLERANCE);
    let is_near = |(_, rating): &(usize, Rating)| top.score - rating.score < TIE - TOLERANCE;
    let tied = rated().filter(|rating| tie && is_near(rating)).map(|(at, _)| at).collect();
    let could_beat = |(at, rating): (usize, &Option<Rating>)| {
        at != best && rating.map_or(HIGHEST, |r| r.if_best) > top.if_worst + TOLERANCE
    };
    let provisional = !tie && ratings.iter().enumerate().any(could_beat);
    CriterionVerdict { winner: (!tie).then_some(best), tie, tied, provisional, lead }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_belong_to_the_firmer_side() {
        let thresholds = Thresholds { too_close: 1.0, clear: 3.0 };
        assert_eq!(of_lead(Some(0.99), thresholds), Verdict::TooClose);
        assert_eq!(of_lead(Some(1.0), thresholds), Verdict::Lean);
        assert_eq!(of_lead(Some(2.99), thresholds), Verdict::Lean);
        assert_eq!(of_lead(Some(3.0), thresholds), Verdict::Clear);
        assert_eq!(of_lead(None, thresholds), Verdict::Clear);
    }

    #[test]
    fn half_a_point_is_a_win_and_less_is_a_tie() {
        let given = |score| Some(Rating::given(score, score, score));
        assert_eq!(criterion(&[given(7.0), given(7.5)]).winner, Some(1));
        assert!(criterion(&[given(7.0), given(7.4)]).tie);
        assert_eq!(criterion(&[None, None]).winner, None);
        let alone = criterion(&[None, given(7.0)]);
        assert!(alone.winner == Some(1) && alone.provisional && alone.lead.is_none());
    }
}
