//! The answers of every analysis, from places in the matrix to names.

use super::Settings;
use crate::analysis::{Sampling, age, dominance, draws, methods, tipping, weightings};
use crate::decision::{
    Age, Analysis, Central, CrossCheck, Dominated, Draws, GivenOrder, Stale, TippingRating,
    TippingWeight, Weightings,
};
use crate::model::{Catalogue, CriterionId, FrameworkId};
use crate::score::{Matrix, Scoreboard};
use std::collections::BTreeMap;

/// The analyses, and what the draws say of each criterion.
pub(super) struct Firm {
    pub(super) analysis: Analysis,
    /// For each criterion, in canonical order, how often each candidate is best on it; empty without draws.
    pub(super) best_in_draws: Vec<Vec<f64>>,
}

/// Answers every question of how firm the decision is. Without candidates no question has an answer.
pub(super) fn analyse(
    catalogue: &Catalogue,
    board: &Scoreboard,
    matrix: &Matrix,
    settings: &Settings,
) -> Firm {
    let names = Names { board };
    let age = age(catalogue, board, settings);
    if board.candidates.is_empty() {
        return Firm {
            analysis: Analysis { age, ..Analysis::default() },
            best_in_draws: Vec::new(),
        };
    }
    let drawn = settings.sampling().map(|s| draws::run(matrix, &draws::Bank::new(s.seed, s.count)));
    let sampled = names.weightings(matrix, settings);
    let analysis = Analysis {
        tipping_weights: names.tipping_weights(matrix),
        tipping_ratings: names.tipping_ratings(matrix),
        all_weightings: sampled.all,
        given_order: sampled.given_order,
        central_weights: sampled.central,
        draws: drawn.as_ref().map(|drawn| names.draws(drawn)),
        dominated: names.dominated(matrix),
        methods: names.methods(matrix),
        age,
    };
    Firm { analysis, best_in_draws: drawn.map(|drawn| drawn.criterion_wins).unwrap_or_default() }
}

/// Gives places in the matrix their names.
struct Names<'a> {
    board: &'a Scoreboard<'a>,
}

/// What all weightings say.
struct Sampled {
    all: Option<Weightings>,
    given_order: Option<GivenOrder>,
    central: BTreeMap<FrameworkId, Option<Central>>,
}

impl Names<'_> {
    fn framework(&self, candidate: usize) -> FrameworkId {
        self.board.candidates[candidate].id.clone()
    }

    fn frameworks(&self, candidates: &[usize]) -> Vec<FrameworkId> {
        candidates.iter().map(|candidate| self.framework(*candidate)).collect()
    }

    fn criterion(&self, at: usize) -> CriterionId {
        self.board.rows[at].weight.criterion.clone()
    }

    fn each<T>(&self, figures: impl IntoIterator<Item = T>) -> BTreeMap<FrameworkId, T> {
        figures.into_iter().enumerate().map(|(at, figure)| (self.framework(at), figure)).collect()
    }

    fn tipping_weights(&self, matrix: &Matrix) -> Vec<TippingWeight> {
        let named = |found: tipping::TippingWeight| TippingWeight {
            criterion: self.criterion(found.criterion),
            share: found.share,
            holds: found.holds.map(|(from, to)| [from, to]),
            below: self.frameworks(&found.below),
            above: self.frameworks(&found.above),
        };
        tipping::weights(matrix).into_iter().map(named).collect()
    }

    fn tipping_ratings(&self, matrix: &Matrix) -> Vec<TippingRating> {
        let named = |found: tipping::TippingRating| TippingRating {
            criterion: self.criterion(found.criterion),
            framework: self.framework(found.candidate),
            score: found.score,
            tips_at: found.tips_at,
        };
        tipping::ratings(matrix).into_iter().map(named).collect()
    }

    /// With up to two candidates exact; with more sampled, where draws are wanted at all.
    fn weightings(&self, matrix: &Matrix, settings: &Settings) -> Sampled {
        let exact = matrix.candidates().len() <= 2;
        let Some(sampling) = settings.sampling().or_else(|| exact.then(Sampling::default)) else {
            return Sampled { all: None, given_order: None, central: BTreeMap::new() };
        };
        let (first, central) = if exact {
            (weightings::all(matrix, &sampling).first, weightings::central(matrix, &sampling))
        } else {
            let sample = weightings::sample(matrix, &sampling);
            (sample.first, sample.central)
        };
        let given_order = weightings::given_order(matrix, &sampling);
        let shares = |shares: Vec<f64>| -> Central {
            shares.into_iter().enumerate().map(|(at, share)| (self.criterion(at), share)).collect()
        };
        Sampled {
            all: Some(Weightings { exact, first: self.each(first) }),
            given_order: given_order.map(|first| GivenOrder { first: self.each(first) }),
            central: self.each(central.into_iter().map(|central| central.map(shares))),
        }
    }

    fn draws(&self, drawn: &draws::Draws) -> Draws {
        Draws {
            count: drawn.count,
            seed: drawn.seed,
            rank_acceptability: self.each(drawn.rank_acceptability.iter().cloned()),
        }
    }

    fn dominated(&self, matrix: &Matrix) -> Vec<Dominated> {
        let named = |(id, by)| Dominated { id: self.framework(id), by: self.framework(by) };
        dominance::dominated(matrix).into_iter().map(named).collect()
    }

    fn methods(&self, matrix: &Matrix) -> Vec<CrossCheck> {
        let named = |opinion: methods::SecondOpinion| CrossCheck {
            id: opinion.id.to_owned(),
            scores: self.each(opinion.scores),
            first: self.frameworks(&opinion.first),
        };
        methods::all(matrix).into_iter().map(named).collect()
    }
}

fn age(catalogue: &Catalogue, board: &Scoreboard, settings: &Settings) -> Age {
    let stale = |stale: age::Stale| Stale {
        framework: stale.framework,
        criterion: stale.criterion,
        indicator: stale.indicator,
        checked: stale.checked,
        since: stale.since,
    };
    let found = settings.today.map(|today| age::stale(catalogue, &board.candidates, today));
    Age {
        oldest: age::oldest(catalogue, &board.candidates),
        stale: found.unwrap_or_default().into_iter().map(stale).collect(),
    }
}
