//! The answers of every analysis, from places in the matrix to names.

use super::Settings;
use crate::analysis::age;
use crate::decision::{Age, Analysis, Stale};
use crate::model::Catalogue;
use crate::score::{Matrix, Scoreboard};

/// The analyses, and what the draws say of each criterion.
pub(super) struct Firm {
    pub(super) analysis: Analysis,
    /// For each criterion, in canonical order, how often each candidate is best on it.
    pub(super) best_in_draws: Vec<Vec<f64>>,
}

/// Answers every question of how firm the decision is.
pub(super) fn analyse(
    catalogue: &Catalogue,
    board: &Scoreboard,
    _matrix: &Matrix,
    settings: &Settings,
) -> Firm {
    Firm {
        analysis: Analysis { age: age(catalogue, board, settings), ..Analysis::default() },
        best_in_draws: Vec::new(),
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
