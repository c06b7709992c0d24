//! Project fit: the seventh criterion, built from what the project says.
//!
//! Each answer that is marked makes an indicator, the needs make one (feature match), and what the project
//! will not use makes one (dead weight). Fits are centred: 5 neither helps nor hinders.

use super::matrix::{Cell, HIGHEST, LOWEST};
use super::rating::Rating;
use crate::model::{
    Answer, AnswerFit, AnswerId, CapabilityId, Catalogue, FitRules, Framework, Need, Profile,
    Provision, TraitId,
};

/// The indicator made of the needs.
pub const FEATURE_MATCH: &str = "feature-match";
/// The indicator made of what is bypassed.
pub const DEAD_WEIGHT: &str = "dead-weight";

/// One indicator of fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// A trait's id, or the name of one of the two made from needs.
    pub id: String,
    /// Its points within fit.
    pub points: f64,
    /// One for each framework asked about; none where its file says nothing.
    pub cells: Vec<Option<Cell>>,
}

/// What the project says, as indicators; empty where it says nothing that fit counts.
pub fn indicators(
    rules: &FitRules,
    catalogue: &Catalogue,
    profile: &Profile,
    frameworks: &[&Framework],
) -> Vec<Indicator> {
    let answered = profile
        .traits
        .iter()
        .filter_map(|(id, answers)| answered(rules, catalogue, (id, answers), frameworks));
    let from_needs =
        [feature_match(rules, profile, frameworks), dead_weight(rules, profile, frameworks)];
    answered.chain(from_needs.into_iter().flatten()).collect()
}

/// Fit's weight as a part of the sum of the other criteria's weights; none without an indicator.
pub fn weight(rules: &FitRules, indicators: &[Indicator]) -> Option<f64> {
    let points: f64 = indicators.iter().map(|indicator| indicator.points).sum();
    (points > 0.0).then(|| (points / rules.full_at.get()).min(1.0))
}

/// Each framework's rating on fit.
pub fn ratings(indicators: &[Indicator], frameworks: usize) -> Vec<Option<Rating>> {
    let of = |framework: usize| {
        Rating::mean(
            indicators.iter().map(|indicator| (indicator.points, indicator.cells[framework])),
        )
    };
    (0..frameworks).map(of).collect()
}

fn answered(
    rules: &FitRules,
    catalogue: &Catalogue,
    (id, answers): (&TraitId, &Vec<AnswerId>),
    frameworks: &[&Framework],
) -> Option<Indicator> {
    let asked = catalogue.find_trait(id)?;
    let speaking: Vec<&Answer> = answers
        .iter()
        .filter_map(|answer| asked.find(answer))
        .filter(|answer| answer.fit != AnswerFit::Silent)
        .collect();
    let points = rules.points.get(id).filter(|_| !speaking.is_empty())?.get();
    let cells = frameworks.iter().map(|framework| mean_fit(framework, id, &speaking)).collect();
    Some(Indicator { id: id.to_string(), points, cells })
}

/// The mean of a framework's fits to the answers given; none where its file says nothing of any.
fn mean_fit(framework: &Framework, asked: &TraitId, answers: &[&Answer]) -> Option<Cell> {
    let parts = answers.iter().map(|answer| (1.0, fit(framework, asked, answer)));
    Rating::mean(parts).map(Rating::cell)
}

fn fit(framework: &Framework, asked: &TraitId, answer: &Answer) -> Option<Cell> {
    match &answer.fit {
        AnswerFit::Silent => None,
        AnswerFit::Names { framework: named, own, other } => {
            let score = if *named == framework.id { own } else { other };
            Some(Cell::exact(score.get()))
        }
        AnswerFit::Stated => {
            let view = framework.fit.get(asked)?.get(&answer.id)?;
            let low = view.low.map_or(view.score, |low| low).get();
            let high = view.high.map_or(view.score, |high| high).get();
            Some(Cell { score: view.score.get(), low, high, known: true })
        }
    }
}

/// 10 · Σ w (1 built in, a part by extension, 0 not at all) / Σ w.
fn feature_match(
    rules: &FitRules,
    profile: &Profile,
    frameworks: &[&Framework],
) -> Option<Indicator> {
    let rule = rules.feature_match;
    let weight = |need: Need| match need {
        Need::BuiltIn | Need::Must | Need::Want => Some(1.0),
        Need::Maybe => Some(rule.maybe),
        Need::Bypass => None,
    };
    let needs: Vec<(&CapabilityId, f64)> =
        profile.needs.iter().filter_map(|(id, need)| Some((id, weight(*need)?))).collect();
    let sum: f64 = needs.iter().map(|(_, weight)| weight).sum();
    let points = (rule.points_per_need * sum).min(rule.most);
    let had = |provision: Option<&Provision>| match provision? {
        Provision::BuiltIn => Some(HIGHEST),
        Provision::Extension { .. } => Some(HIGHEST * rule.extension),
        Provision::None => Some(LOWEST),
    };
    made_of(FEATURE_MATCH, points, &needs, frameworks, had)
}

/// 10 · (1 − bypassed and built in / bypassed).
fn dead_weight(
    rules: &FitRules,
    profile: &Profile,
    frameworks: &[&Framework],
) -> Option<Indicator> {
    let rule = rules.dead_weight;
    let bypassed = profile.needs.iter().filter(|(_, need)| **need == Need::Bypass);
    let bypassed: Vec<(&CapabilityId, f64)> = bypassed.map(|(id, _)| (id, 1.0)).collect();
    let points = (rule.points_per_bypass * bypassed.len() as f64).min(rule.most);
    let free = |provision: Option<&Provision>| {
        Some(if *provision? == Provision::BuiltIn { LOWEST } else { HIGHEST })
    };
    made_of(DEAD_WEIGHT, points, &bypassed, frameworks, free)
}

fn made_of(
    id: &str,
    points: f64,
    asked: &[(&CapabilityId, f64)],
    frameworks: &[&Framework],
    score: impl Fn(Option<&Provision>) -> Option<f64>,
) -> Option<Indicator> {
    let cell = |framework: &&Framework| {
        let parts = asked.iter().map(|(capability, weight)| {
            (*weight, score(framework.capabilities.get(*capability)).map(Cell::exact))
        });
        Rating::mean(parts).map(Rating::cell)
    };
    let cells = frameworks.iter().map(cell).collect();
    (points > 0.0).then(|| Indicator { id: id.to_owned(), points, cells })
}
