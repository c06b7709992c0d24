//! What would change the outcome of a criterion: the single findings that could do it.

use super::finding;
use super::words::{measured, name};
use crate::analysis::verdict::TIE;
use crate::doc::Item;
use crate::model::{Criterion, Framework, Indicator, Scale};
use crate::score::{Cell, HIGHEST, LOWEST, rating};
use crate::text::score;

/// At most this many findings are listed.
const MOST: usize = 4;

/// The findings that would change the order of the two best frameworks, all else equal, the smallest step first.
pub(super) fn changes(criterion: &Criterion, frameworks: &[&Framework]) -> Vec<Item> {
    let mut rated: Vec<(&Framework, f64)> = frameworks
        .iter()
        .filter_map(|framework| Some((*framework, rating::rate(framework, criterion)?.score)))
        .collect();
    rated.sort_by(|a, b| b.1.total_cmp(&a.1));
    let [(leader, best), (runner_up, second), ..] = rated[..] else { return Vec::new() };
    let lead = best - second;
    // Who moves, by how much, and who gains: a tie ends, or the two draw level.
    let (result, steps) = if lead < TIE {
        let mut steps = vec![(leader, TIE - lead, leader)];
        steps.extend([(runner_up, lead - TIE, leader), (runner_up, TIE + lead, runner_up)]);
        ("win", steps)
    } else {
        ("draw level", vec![(runner_up, lead, runner_up), (leader, -lead, runner_up)])
    };
    let weights: f64 = criterion.indicators.iter().map(|one| one.weight.get()).sum();
    let mut list: Vec<(f64, String)> = Vec::new();
    for indicator in &criterion.indicators {
        let possible = steps.iter().filter_map(|(who, by, gains)| {
            let by = by * weights / indicator.weight.get();
            let (step, finding) = needed(criterion, indicator, who, by)?;
            Some((step, format!("{} would {result} if {finding}", name(&gains.name))))
        });
        list.extend(possible.min_by(|a, b| a.0.total_cmp(&b.0)));
    }
    list.sort_by(|a, b| a.0.total_cmp(&b.0));
    if list.is_empty() {
        return vec![Item::new(format!(
            "No single finding can: even at the end of its scale none brings {} level with {}.",
            name(&runner_up.name),
            name(&leader.name)
        ))];
    }
    list.into_iter().take(MOST).map(|(_, text)| Item::new(text)).collect()
}

/// The finding that moves a score so far, and the size of the step; none where it is off the scale.
fn needed(
    criterion: &Criterion,
    indicator: &Indicator,
    framework: &Framework,
    by: f64,
) -> Option<(f64, String)> {
    let found = finding(framework, criterion, indicator);
    let cell = found.map_or_else(Cell::unknown, |found| rating::score(found, indicator));
    let at = cell.score + by;
    if !(LOWEST..=HIGHEST).contains(&at) {
        return None;
    }
    let (step, now) = match found {
        Some(_) => ((at - cell.score).abs(), format!("now {}", score(cell.score))),
        None => ((at - HIGHEST / 2.0).abs(), "not checked".to_owned()),
    };
    let figure = figure_at(&indicator.scale, at)
        .map(|figure| format!(", that is {}", measured(figure, indicator.unit.as_deref())));
    let range = if (cell.low..=cell.high).contains(&at) {
        " This is within the range of the evidence."
    } else {
        ""
    };
    let text = format!(
        "{} had {} on “{}” ({now}){}.{range}",
        name(&framework.name),
        score(at),
        name(&indicator.title),
        figure.unwrap_or_default()
    );
    Some((step, text))
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
