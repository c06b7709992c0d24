//! The long analysis, as titled lists of sentences.

use super::facts::{context, facts, sentence_case};
use super::figures::{list, percent, plural, range, score};
use super::{NAME, criterion_title, firmness, name};
use crate::decision::{CriterionRow, Decision, FitPart, WeightFrom};
use crate::render::safe;

/// A titled list of sentences.
#[derive(Debug)]
pub(in crate::render) struct Section {
    /// Its title.
    pub(in crate::render) title: &'static str,
    /// Its sentences; at least one.
    pub(in crate::render) lines: Vec<String>,
}

/// Everything that the short form leaves out; empty sections are not there.
pub(in crate::render) fn sections(decision: &Decision) -> Vec<Section> {
    let sections = [
        ("The project", project(decision)),
        ("Weights and ratings", ratings(decision)),
        ("What project fit is made of", fit(decision)),
        ("How far each weight may move", firmness::tipping_weights(decision)),
        ("How far each rating may move", firmness::tipping_ratings(decision)),
        ("Weights and ratings drawn within their ranges", firmness::ranks(decision)),
        ("Who should choose which", firmness::central(decision)),
        ("Second opinions", firmness::methods(decision)),
        ("Evidence past its date", firmness::stale(decision)),
    ];
    let filled = sections.into_iter().filter(|(_, lines)| !lines.is_empty());
    filled.map(|(title, lines)| Section { title, lines }).collect()
}

fn project(decision: &Decision) -> Vec<String> {
    let facts = facts(decision).into_iter().map(|(label, value)| format!("{label}: {value}."));
    context(decision).into_iter().chain(facts).collect()
}

fn ratings(decision: &Decision) -> Vec<String> {
    decision.criteria.iter().map(|row| rated(decision, row)).collect()
}

fn rated(decision: &Decision, row: &CriterionRow) -> String {
    let ratings = decision.frameworks.iter().map(|standing| {
        let name = name(decision, &standing.id);
        match row.ratings.get(&standing.id).and_then(Option::as_ref) {
            Some(rating) => {
                format!("{name} {} ({})", score(rating.score), range(rating.low, rating.high))
            }
            None => format!("{name} unknown"),
        }
    });
    let ratings: Vec<String> = ratings.collect();
    let weight = format!("{} {}, {}", plural(row.weight, "point"), origin(row), percent(row.share));
    let rated = if ratings.is_empty() { String::new() } else { format!(": {}", list(&ratings)) };
    format!("{}, {weight}{rated}.", criterion_title(decision, &row.id))
}

fn origin(row: &CriterionRow) -> String {
    match row.weight_from {
        WeightFrom::Catalogue => "from the catalogue".to_owned(),
        WeightFrom::Traits => format!("after the answers (× {:.2})", row.factor),
        WeightFrom::Fit => "from what the project says".to_owned(),
        WeightFrom::User => "set by you".to_owned(),
        WeightFrom::Ranking => "from your ranking".to_owned(),
        WeightFrom::Pairwise => "from your comparisons".to_owned(),
    }
}

fn fit(decision: &Decision) -> Vec<String> {
    let parts = decision.criteria.iter().flat_map(|row| &row.parts);
    parts.map(|part| fit_part(decision, part)).collect()
}

fn fit_part(decision: &Decision, part: &FitPart) -> String {
    let scores = decision.frameworks.iter().map(|standing| {
        let figure = part.scores.get(&standing.id).copied().flatten();
        let figure = figure.map_or_else(|| "unknown".to_owned(), score);
        format!("{} {figure}", name(decision, &standing.id))
    });
    let what = part_title(&part.id);
    format!("{what}, {}: {}.", percent(part.share), list(&scores.collect::<Vec<_>>()))
}

fn part_title(id: &str) -> String {
    match id {
        "feature-match" => "What is needed and there".to_owned(),
        "dead-weight" => "What is gone round and not there".to_owned(),
        id => sentence_case(&safe::given(id, NAME)),
    }
}
