//! The results of the analyses, as the decision holds them.

use super::FactKind;
use crate::model::{CriterionId, FrameworkId, IndicatorId, SortedMap};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The results of all analyses; null where an analysis has no result for this decision.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Analysis {
    /// Per criterion, how far its share may move.
    pub tipping_weights: Vec<TippingWeight>,
    /// Per criterion, the leader's rating that would put the runner-up level.
    pub tipping_ratings: Vec<TippingRating>,
    /// Of all possible weightings, the share that each candidate wins.
    pub all_weightings: Option<Weightings>,
    /// The same, of the weightings that keep the order of the present shares.
    pub given_order: Option<GivenOrder>,
    /// For each candidate, the mean of the weightings that it wins; null where it wins none.
    pub central_weights: SortedMap<FrameworkId, Option<Central>>,
    /// Single facts that would put another framework first, if they were different.
    pub tipping_facts: Vec<TippingFact>,
    /// The nearest fit factor at which a rival is level with the leader; null where there is none from 0 to 4.
    pub tipping_factor: Option<f64>,
    /// Weights and ratings drawn within their ranges.
    pub draws: Option<Draws>,
    /// Candidates that another one equals or beats on every criterion and in adjustment.
    pub dominated: Vec<Dominated>,
    /// What other methods say about the criteria alone, as information; they change no result.
    pub methods: Vec<CrossCheck>,
    /// How old the evidence is.
    pub age: Age,
}

/// A fact that would put another framework first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TippingFact {
    /// What kind of fact it is.
    pub kind: FactKind,
    /// The trait or capability.
    pub id: String,
    /// What the profile says; null where it says nothing.
    pub from: Option<String>,
    /// What it would have to say; null for leaving it out.
    pub to: Option<String>,
    /// The framework that would come first.
    pub winner: FrameworkId,
    /// The lead that it would have, in points.
    pub lead: f64,
}

/// A mean weighting: criterion to share, 0 to 1; the shares sum to 1.
pub type Central = SortedMap<CriterionId, f64>;

/// How far one criterion's share may move before another candidate is first, the others keeping their proportions.
///
/// Source: E. Triantaphyllou and A. Sánchez, "A Sensitivity Analysis Approach for Some Deterministic Multi-Criteria
/// Decision Making Methods", Decision Sciences 28 (1997), 151–194.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TippingWeight {
    /// The criterion.
    pub criterion: CriterionId,
    /// Its share now, 0 to 1.
    pub share: f64,
    /// The lowest and the highest share, 0 to 1, with which the leader stays first; null where the share is 1.
    pub holds: Option<[f64; 2]>,
    /// The candidates that are first just below the range of `holds`; empty where it begins at 0.
    pub below: Vec<FrameworkId>,
    /// The candidates that are first just above the range of `holds`; empty where it ends at 1.
    pub above: Vec<FrameworkId>,
}

/// The leader's rating that would put the runner-up level: its rating − lead / share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TippingRating {
    /// The criterion.
    pub criterion: CriterionId,
    /// The leader.
    pub framework: FrameworkId,
    /// Its rating now, 0 to 10; 5 where it has none.
    pub score: f64,
    /// The rating that would put the runner-up level, 0 to 10; null where no rating does, or where both are level now.
    pub tips_at: Option<f64>,
}

/// The share of all possible weightings, each equally likely, that each candidate wins.
///
/// Source: R. Lahdelma and P. Salminen, "SMAA-2: Stochastic Multicriteria Acceptability Analysis for Group Decision
/// Making", Operations Research 49 (2001), 444–454.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Weightings {
    /// Whether it was computed, not sampled; true with one or two candidates.
    pub exact: bool,
    /// The share that each candidate wins, 0 to 1; the shares sum to 1.
    pub first: SortedMap<FrameworkId, f64>,
}

/// The share of the weightings in the order of the present shares, each equally likely, that each candidate wins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GivenOrder {
    /// The share that each candidate wins, 0 to 1; the shares sum to 1.
    pub first: SortedMap<FrameworkId, f64>,
}

/// The result of a simulation that draws weights and ratings within their ranges.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Draws {
    /// The number of draws; fewer than asked for where the decision has very many ratings.
    pub count: usize,
    /// The seed of the random numbers.
    pub seed: u64,
    /// For each candidate, the share of draws in which it comes first, second, ..., each 0 to 1.
    ///
    /// Source: R. Lahdelma and P. Salminen, "SMAA-2: Stochastic Multicriteria Acceptability Analysis for Group
    /// Decision Making", Operations Research 49 (2001), 444–454.
    pub rank_acceptability: SortedMap<FrameworkId, Vec<f64>>,
}

/// A candidate that another one equals or beats on every criterion and in adjustment, and beats in at least one of
/// them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Dominated {
    /// The dominated candidate.
    pub id: FrameworkId,
    /// The candidate that dominates it.
    pub by: FrameworkId,
}

/// What another method says about the criteria alone; a missing rating counts as 5.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CrossCheck {
    /// `weighted-product`, `topsis`, `vikor` or `promethee-ii`.
    pub id: String,
    /// Its figure for each candidate; more is better, except for `vikor`.
    ///
    /// - `weighted-product`: Π rating^share, 0 to 10. D. W. Miller and M. K. Starr, "Executive Decisions and Operations
    ///   Research", 1969, after P. W. Bridgman, "Dimensional Analysis", 1922.
    /// - `topsis`: d⁻ / (d⁺ + d⁻), 0 to 1. C.-L. Hwang and K. Yoon, "Multiple Attribute Decision Making: Methods and
    ///   Applications", 1981.
    /// - `vikor`: Q with v = 0.5, 0 to 1; less is better. S. Opricovic and G.-H. Tzeng, "Compromise solution by MCDM
    ///   methods: A comparative analysis of VIKOR and TOPSIS", European Journal of Operational Research 156 (2004),
    ///   445–455.
    /// - `promethee-ii`: φ⁺ − φ⁻, −1 to 1. J.-P. Brans and P. Vincke, "A Preference Ranking Organisation Method: The
    ///   PROMETHEE Method for Multiple Criteria Decision-Making", Management Science 31 (1985), 647–656.
    pub scores: SortedMap<FrameworkId, f64>,
    /// The frameworks that it ranks first.
    pub first: Vec<FrameworkId>,
}

/// How old the evidence is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Age {
    /// The date of the oldest finding about the candidates; null without findings.
    pub oldest: Option<Date>,
    /// Stale findings; empty where no day counts as today.
    pub stale: Vec<Stale>,
}

/// A stale finding: it is older than its indicator allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Stale {
    /// Of which framework.
    pub framework: FrameworkId,
    /// On which criterion.
    pub criterion: CriterionId,
    /// On which indicator.
    pub indicator: IndicatorId,
    /// The indicator's title.
    #[serde(default)]
    pub title: String,
    /// The date of its data: of its oldest source, or else of its check.
    pub observed: Date,
    /// The first day on which the finding is stale.
    pub since: Date,
}
