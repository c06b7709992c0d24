//! The rows of a decision: criteria and facts.

use crate::analysis::verdict;
use crate::decision::{CriterionRow, FactKind, FactRow, RatingRow};
use crate::model::SortedMap;
use crate::score::facts::Effect;
use crate::score::{Rating, Row, Scoreboard};

/// One row for each criterion, those that count most first.
///
/// `best_on` is for each criterion how often each candidate is best on it in the draws; empty without draws.
pub(super) fn criteria(board: &Scoreboard, best_on: &[Vec<f64>]) -> Vec<CriterionRow> {
    // Empty with fewer than two candidates.
    let contributions = board.matrix.contributions();
    let row = |(at, Row { weight, ratings }): (usize, &Row)| {
        let verdict = verdict::criterion(ratings);
        let ratings = board.each(|candidate| {
            let Rating { score, low, high, coverage, .. } = ratings[candidate]?;
            let id = &board.candidates[candidate].id;
            let given = board.profile.overrides.iter().find(|o| o.rates(id, &weight.criterion));
            let overridden = given.map(|o| o.because.clone());
            Some(RatingRow { score, low, high, coverage, overridden })
        });
        // The team's own rating rests on the team's reason.
        let why = |winner: usize| {
            let winner = board.candidates[winner];
            let own = ratings[&winner.id].as_ref().and_then(|rating| rating.overridden.clone());
            own.or_else(|| winner.because.get(&weight.criterion).cloned())
        };
        let best = best_on.get(at).filter(|best| !best.is_empty());
        CriterionRow {
            why: verdict.winner.and_then(why),
            id: weight.criterion.clone(),
            title: board.catalogue.criterion_title(&weight.criterion).to_owned(),
            weight: weight.points,
            share: weight.share,
            weight_from: weight.from,
            factor: weight.factor,
            ratings,
            winner: verdict.winner.map(|winner| board.candidates[winner].id.clone()),
            tie: verdict.tie,
            tied: verdict.tied.iter().map(|at| board.candidates[*at].id.clone()).collect(),
            provisional: verdict.provisional,
            lead: verdict.lead,
            contribution: contributions.get(at).copied(),
            best_in_draws: best.map(|best| board.each(|c| best[c])).unwrap_or_default(),
        }
    };
    let mut rows: Vec<CriterionRow> = board.rows.iter().enumerate().map(row).collect();
    rows.sort_by(|a, b| b.share.total_cmp(&a.share).then_with(|| a.id.cmp(&b.id)));
    rows
}

/// One row for each fact, those that separate the candidates most first.
pub(super) fn facts(board: &Scoreboard) -> Vec<FactRow> {
    let mut rows: Vec<(f64, FactRow)> = Vec::new();
    for fact in &board.facts {
        let (title, label) = if fact.kind == FactKind::Trait {
            let asked = board.catalogue.find_trait(fact.id);
            let answer = asked.and_then(|asked| asked.answers.iter().find(|a| a.id == *fact.value));
            (asked.map(|asked| &asked.question), answer.map(|answer| &answer.label))
        } else {
            (board.catalogue.capabilities.get(fact.id).map(|known| &known.title), None)
        };
        let each = || board.candidates.iter().map(|one| one.id.clone()).zip(&fact.effects);
        let points: SortedMap<_, _> = each().map(|(id, effect)| (id, effect.span.points)).collect();
        let least = points.values().copied().fold(f64::INFINITY, f64::min);
        let most = points.values().copied().fold(f64::NEG_INFINITY, f64::max);
        let because =
            |(id, effect): (_, &Effect)| Some((id, effect.because.as_deref()?.to_owned()));
        let sources = each().filter(|(_, effect)| !effect.sources.is_empty());
        let row = FactRow {
            kind: fact.kind,
            id: fact.id.to_owned(),
            answer: fact.value.to_owned(),
            title: title.map_or(fact.id, String::as_str).to_owned(),
            label: label.map_or(fact.value, String::as_str).to_owned(),
            brought_by: fact.brought_by.map(ToString::to_string),
            points,
            because: each().filter_map(because).collect(),
            basis: each().filter_map(|(id, effect)| Some((id, effect.basis?))).collect(),
            sources: sources.map(|(id, effect)| (id, effect.sources.to_vec())).collect(),
            overridden: each().filter(|(_, effect)| effect.overridden).map(|(id, _)| id).collect(),
        };
        rows.push((most - least, row));
    }
    rows.sort_by(|a, b| {
        let key = |row: &FactRow| (row.kind, row.id.clone(), row.answer.clone());
        b.0.total_cmp(&a.0).then_with(|| key(&a.1).cmp(&key(&b.1)))
    });
    rows.into_iter().map(|(_, row)| row).collect()
}
