//! What would change the outcome of a criterion: the single findings that could turn it.

use super::parts::Named;
use crate::analysis::verdict::TIE;
use crate::model::{Criterion, Framework, Indicator, Scale};
use crate::score::{Cell, HIGHEST, LOWEST, rating};
use serde::Serialize;

/// So many turns are told, the easiest first.
const TOLD: usize = 4;

/// What would change an outcome.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Change {
    /// Who has the highest rating.
    pub leader: Option<Named>,
    /// Who has the next.
    pub runner_up: Option<Named>,
    /// Whether the two are a tie, so that a turn ends it; else a turn brings them level.
    pub tie: bool,
    /// Single findings that would do it, the smallest step first.
    pub turns: Vec<Turn>,
    /// What nobody has looked at: framework and the indicator's title.
    pub unknown: Vec<(Named, Named)>,
}

/// One finding that would turn the outcome, all else as it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Turn {
    /// Whose finding.
    pub framework: Named,
    /// On which indicator.
    pub indicator: Named,
    /// Who gains by it: draws level, or wins where it was a tie.
    pub gains: Named,
    /// Its score now; nothing where nobody has looked.
    pub now: Option<f64>,
    /// The score at which it turns.
    pub turns_at: f64,
    /// The same in the indicator's unit, where it has a measured scale.
    pub figure: Option<f64>,
    /// The unit.
    pub unit: Option<String>,
    /// Whether the finding's own range reaches as far.
    pub within_range: bool,
}

/// What would change the outcome between these frameworks.
pub(super) fn of(criterion: &Criterion, frameworks: &[&Framework]) -> Change {
    let mut rated: Vec<(&Framework, f64)> = frameworks
        .iter()
        .filter_map(|framework| Some((*framework, rating::rate(framework, criterion)?.score)))
        .collect();
    rated.sort_by(|a, b| b.1.total_cmp(&a.1));
    let unknown = unknown(criterion, frameworks);
    let [(leader, best), (next, second), ..] = rated[..] else {
        let leader = rated.first().map(|(leader, _)| Named::framework(leader));
        return Change { leader, unknown, ..Change::default() };
    };
    let race = Race { criterion, leader, next, lead: best - second };
    Change {
        leader: Some(Named::framework(leader)),
        runner_up: Some(Named::framework(next)),
        tie: race.is_tie(),
        turns: race.turns(),
        unknown,
    }
}

fn unknown(criterion: &Criterion, frameworks: &[&Framework]) -> Vec<(Named, Named)> {
    let missing = |framework: &Framework, indicator: &Indicator| {
        let found = framework.findings.get(&criterion.id).and_then(|all| all.get(&indicator.id));
        let pair = || (Named::framework(framework), Named::new(&indicator.id, &indicator.title));
        found.is_none().then(pair)
    };
    let of = |framework| criterion.indicators.iter().filter_map(move |one| missing(framework, one));
    frameworks.iter().flat_map(|framework| of(framework)).collect()
}

/// The two at the top of a criterion.
struct Race<'a> {
    criterion: &'a Criterion,
    leader: &'a Framework,
    next: &'a Framework,
    lead: f64,
}

impl<'a> Race<'a> {
    fn is_tie(&self) -> bool {
        self.lead < TIE
    }

    fn turns(&self) -> Vec<Turn> {
        let mut turns: Vec<Turn> =
            self.criterion.indicators.iter().filter_map(|one| self.easiest(one)).collect();
        let step = |turn: &Turn| (turn.turns_at - turn.now.unwrap_or(HIGHEST / 2.0)).abs();
        turns.sort_by(|a, b| step(a).total_cmp(&step(b)));
        turns.truncate(TOLD);
        turns
    }

    /// The smallest step on one indicator that turns the outcome, if any can.
    fn easiest(&self, indicator: &Indicator) -> Option<Turn> {
        let sum: f64 = self.criterion.indicators.iter().map(|one| one.weight.get()).sum();
        let in_points = |ratings: f64| ratings * sum / indicator.weight.get();
        let up = |who: &'a Framework, by: f64| self.turn(indicator, who, who, in_points(by));
        let down = |who: &'a Framework, gains: &'a Framework, by: f64| {
            self.turn(indicator, who, gains, -in_points(by))
        };
        let steps = if self.is_tie() {
            let (more, over) = (TIE - self.lead, TIE + self.lead);
            [up(self.leader, more), down(self.next, self.leader, more), up(self.next, over)]
        } else {
            [up(self.next, self.lead), down(self.leader, self.next, self.lead), None]
        };
        let step = |turn: &Turn| (turn.turns_at - turn.now.unwrap_or(HIGHEST / 2.0)).abs();
        steps.into_iter().flatten().min_by(|a, b| step(a).total_cmp(&step(b)))
    }

    fn turn(
        &self,
        indicator: &Indicator,
        who: &Framework,
        gains: &Framework,
        step: f64,
    ) -> Option<Turn> {
        let finding = who.findings.get(&self.criterion.id).and_then(|all| all.get(&indicator.id));
        let cell = finding.map_or_else(Cell::unknown, |found| rating::score(found, indicator));
        let turns_at = cell.score + step;
        (LOWEST..=HIGHEST).contains(&turns_at).then(|| Turn {
            framework: Named::framework(who),
            indicator: Named::new(&indicator.id, &indicator.title),
            gains: Named::framework(gains),
            now: finding.map(|_| cell.score),
            turns_at,
            figure: figure_at(&indicator.scale, turns_at),
            unit: indicator.unit.clone(),
            within_range: (cell.low..=cell.high).contains(&turns_at),
        })
    }
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
