//! What would change the outcome of a criterion: the single findings that could do it.

use super::finding;
use crate::analysis::verdict::TIE;
use crate::model::{Criterion, Framework, Indicator, Scale};
use crate::score::{Cell, HIGHEST, LOWEST, rating};

/// At most this many turns are listed.
const MOST_TURNS: usize = 4;

/// The two best frameworks of a criterion, and what would change their order.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Change<'a> {
    /// The framework with the highest rating.
    pub(super) leader: &'a Framework,
    /// The framework with the next rating.
    pub(super) runner_up: &'a Framework,
    /// Whether the two are tied, so that a turn ends the tie; else a turn brings them level.
    pub(super) tie: bool,
    /// The findings that would do it, the smallest step first.
    pub(super) turns: Vec<Turn<'a>>,
}

/// A finding that would change the outcome, all else equal.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Turn<'a> {
    /// Whose finding.
    pub(super) framework: &'a Framework,
    /// On which indicator.
    pub(super) indicator: &'a Indicator,
    /// Who draws level by it, or wins where it was a tie.
    pub(super) gains: &'a Framework,
    /// The score now; none where the indicator was not checked.
    pub(super) now: Option<f64>,
    /// The score at which the outcome changes.
    pub(super) turns_at: f64,
    /// The same in the indicator's unit, where it has a measured scale.
    pub(super) figure: Option<f64>,
    /// Whether it lies within the range of the present finding.
    pub(super) within_range: bool,
}

impl Turn<'_> {
    fn step(&self) -> f64 {
        (self.turns_at - self.now.unwrap_or(HIGHEST / 2.0)).abs()
    }
}

/// What would change the outcome between these frameworks; none where fewer than two are rated.
pub(super) fn change<'a>(
    criterion: &'a Criterion,
    frameworks: &[&'a Framework],
) -> Option<Change<'a>> {
    let mut rated: Vec<(&Framework, f64)> = frameworks
        .iter()
        .filter_map(|framework| Some((*framework, rating::rate(framework, criterion)?.score)))
        .collect();
    rated.sort_by(|a, b| b.1.total_cmp(&a.1));
    let [(leader, best), (runner_up, second), ..] = rated[..] else { return None };
    let lead = best - second;
    let tie = lead < TIE;
    let weights: f64 = criterion.indicators.iter().map(|one| one.weight.get()).sum();
    let mut turns = Vec::new();
    for indicator in &criterion.indicators {
        let in_points = |rating: f64| rating * weights / indicator.weight.get();
        // Who moves, by how much, and who gains.
        let steps = if tie {
            vec![
                (leader, TIE - lead, leader),
                (runner_up, lead - TIE, leader),
                (runner_up, TIE + lead, runner_up),
            ]
        } else {
            vec![(runner_up, lead, runner_up), (leader, -lead, runner_up)]
        };
        let possible = steps
            .into_iter()
            .filter_map(|(who, by, gains)| turn(criterion, indicator, who, gains, in_points(by)));
        turns.extend(possible.min_by(|a, b| a.step().total_cmp(&b.step())));
    }
    turns.sort_by(|a, b| a.step().total_cmp(&b.step()));
    turns.truncate(MOST_TURNS);
    Some(Change { leader, runner_up, tie, turns })
}

fn turn<'a>(
    criterion: &Criterion,
    indicator: &'a Indicator,
    framework: &'a Framework,
    gains: &'a Framework,
    step: f64,
) -> Option<Turn<'a>> {
    let found = finding(framework, criterion, indicator);
    let cell = found.map_or_else(Cell::unknown, |found| rating::score(found, indicator));
    let turns_at = cell.score + step;
    (LOWEST..=HIGHEST).contains(&turns_at).then(|| Turn {
        framework,
        indicator,
        gains,
        now: found.map(|_| cell.score),
        turns_at,
        figure: figure_at(&indicator.scale, turns_at),
        within_range: (cell.low..=cell.high).contains(&turns_at),
    })
}

/// The figure that has a score on a measured scale.
fn figure_at(scale: &Scale, score: f64) -> Option<f64> {
    let part = score / HIGHEST;
    match scale {
        Scale::Linear { worst, best } => Some(worst + part * (best - worst)),
        Scale::Log { worst, best } => Some(worst * (best / worst).powf(part)),
        Scale::Checklist { .. } | Scale::Judgement => None,
    }
}

#[cfg(test)]
mod tests {
    use super::figure_at;
    use crate::model::Scale;

    #[test]
    fn a_score_leads_back_to_its_figure() {
        let near = |left: Option<f64>, right: f64| (left.unwrap() - right).abs() < 1e-9;
        assert!(near(figure_at(&Scale::Linear { worst: 100.0, best: 0.0 }, 7.5), 25.0));
        assert!(near(figure_at(&Scale::Log { worst: 0.1, best: 10.0 }, 5.0), 1.0));
        assert_eq!(figure_at(&Scale::Judgement, 5.0), None);
    }
}
