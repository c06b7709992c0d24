//! Decisions made from nothing but shares and ratings, for laws that hold of all of them.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use weigh::decision::{
    CandidateResult, CriterionRow, Decision, FactKind, FactRow, RatingRow, Recommendation, SCHEMA,
    Verdict, WeightFrom,
};
use weigh::model::{CriterionId, FrameworkId, SortedMap};

/// What stands for a rating that nobody knows.
const UNKNOWN: f64 = 5.0;

/// What a decision is made of: criteria with points and ratings, and facts with their points.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    frameworks: Vec<String>,
    rows: SortedMap<String, Row>,
    /// The points of each fact.
    facts: SortedMap<String, SortedMap<String, f64>>,
}

/// A criterion, its points, and its ratings.
type Plain<'a> = (&'a str, f64, &'a [(&'a str, Option<f64>)]);

/// Points, and a rating for each framework.
type Row = (f64, SortedMap<String, Option<f64>>);

pub(crate) fn id(text: &str) -> FrameworkId {
    FrameworkId::new(text).unwrap()
}

fn row() -> impl Strategy<Value = Row> {
    let rating = proptest::option::weighted(0.85, 0.0..=10.0f64);
    let ratings = vec(rating, 4).prop_map(|ratings| {
        ["a", "b", "c", "d"].into_iter().map(str::to_owned).zip(ratings).collect()
    });
    (prop_oneof![Just(1.0), 0.1..100.0f64], ratings)
}

impl Made {
    /// Any decision: from no framework to four, with and without facts.
    pub(crate) fn any() -> impl Strategy<Value = Self> {
        let frameworks = proptest::sample::subsequence(vec!["a", "b", "c", "d"], 0..=4);
        let likely = prop_oneof![1 => frameworks, 3 => Just(vec!["a", "b", "c"])];
        let rows = btree_map("[u-z]", row(), 1..6);
        let points = vec(-4.0..=4.0f64, 4).prop_map(|points| {
            ["a", "b", "c", "d"].into_iter().map(str::to_owned).zip(points).collect()
        });
        let facts = btree_map(prop_oneof!["team", "admin", "forms"], points, 0..4);
        (likely, rows, facts).prop_map(|(names, rows, facts)| Self {
            frameworks: names.into_iter().map(str::to_owned).collect(),
            rows: rows.into_iter().collect(),
            facts: facts.into_iter().collect(),
        })
    }

    /// The first, with each figure moved so far towards the second.
    pub(crate) fn between(first: &Self, second: &Self, part: f64) -> Self {
        let mut between = first.clone();
        let near = |from: &mut f64, to: f64| *from += part * (to - *from);
        for (name, (points, ratings)) in between.rows.iter_mut() {
            let Some((other, others)) = second.rows.get(name) else { continue };
            near(points, *other);
            for (id, rating) in ratings.iter_mut() {
                if let (Some(rating), Some(Some(other))) = (rating, others.get(id)) {
                    near(rating, *other);
                }
            }
        }
        between
    }

    /// A decision of these criteria, each with its points and ratings.
    pub(crate) fn of(rows: &[Plain]) -> Self {
        let rated = |ratings: &[(&str, Option<f64>)]| {
            ratings
                .iter()
                .map(|(id, score)| ((*id).to_owned(), *score))
                .collect::<SortedMap<_, _>>()
        };
        let frameworks = rows.first().map(|(_, _, r)| rated(r).keys().cloned().collect());
        let row = |(id, points, ratings): &Plain| ((*id).to_owned(), (*points, rated(ratings)));
        Self {
            frameworks: frameworks.unwrap_or_default(),
            rows: rows.iter().map(row).collect(),
            facts: SortedMap::new(),
        }
    }

    fn scores(&self, row: &Row) -> SortedMap<FrameworkId, Option<f64>> {
        self.frameworks.iter().map(|name| (id(name), row.1.get(name).copied().flatten())).collect()
    }

    fn facts(&self) -> Vec<FactRow> {
        let fact = |(name, points): &(String, SortedMap<String, f64>)| FactRow {
            kind: if name == "team" { FactKind::Trait } else { FactKind::Need },
            id: name.clone(),
            answer: "x".to_owned(),
            title: name.clone(),
            label: "x".to_owned(),
            points: self.frameworks.iter().map(|name| (id(name), points[name])).collect(),
            brought_by: None,
            because: SortedMap::new(),
            basis: SortedMap::new(),
            sources: SortedMap::new(),
            overridden: Vec::new(),
        };
        self.facts.iter().map(fact).collect()
    }

    fn criteria(&self) -> Vec<CriterionRow> {
        let sum: f64 = self.rows.values().map(|row| row.0).sum();
        let rows = self.rows.iter();
        rows.map(|(name, row)| criterion(name, row.0, row.0 / sum, self.scores(row))).collect()
    }
}

fn criterion(
    name: &str,
    weight: f64,
    share: f64,
    scores: SortedMap<FrameworkId, Option<f64>>,
) -> CriterionRow {
    let rated =
        |score: f64| RatingRow { score, low: score, high: score, coverage: 1.0, overridden: None };
    CriterionRow {
        id: CriterionId::new(name).unwrap(),
        title: name.to_uppercase(),
        weight,
        share,
        weight_from: WeightFrom::Catalogue,
        factor: 1.0,
        ratings: scores.into_iter().map(|(id, score)| (id, score.map(rated))).collect(),
        winner: None,
        tie: false,
        provisional: false,
        lead: None,
        contribution: None,
        tied: Vec::new(),
        why: None,
        best_in_draws: SortedMap::new(),
    }
}

/// The decision, best first, equals by id.
pub(crate) fn decision(made: &Made) -> Decision {
    let criteria = made.criteria();
    let fit = made.facts();
    let rated = |id: &FrameworkId| -> f64 {
        let score = |row: &CriterionRow| row.ratings[id].as_ref().map_or(UNKNOWN, |r| r.score);
        criteria.iter().map(|row| row.share * score(row)).sum()
    };
    let points = |id: &FrameworkId| -> f64 { fit.iter().map(|row| row.points[id]).sum() };
    let mut frameworks: Vec<CandidateResult> = made
        .frameworks
        .iter()
        .map(|name| result(name, rated(&id(name)), points(&id(name))))
        .collect();
    frameworks.sort_by(|a, b| b.total.total_cmp(&a.total).then_with(|| a.id.cmp(&b.id)));
    Decision {
        schema: SCHEMA.to_owned(),
        recommendation: recommendation(&frameworks),
        described: true,
        fit_factor: 1.0,
        frameworks,
        criteria,
        fit,
        ..Decision::default()
    }
}

fn result(name: &str, criteria: f64, adjustment: f64) -> CandidateResult {
    let total = criteria + adjustment;
    CandidateResult {
        id: id(name),
        name: name.to_uppercase(),
        total,
        criteria,
        adjustment,
        low: total,
        high: total,
        rank: 1,
        coverage: 1.0,
    }
}

fn recommendation(frameworks: &[CandidateResult]) -> Recommendation {
    let place = |at: usize| frameworks.get(at).map(|one| one.id.clone());
    Recommendation {
        verdict: if frameworks.is_empty() { Verdict::NoneQualifies } else { Verdict::Clear },
        winner: place(0),
        lead: frameworks.get(1).map(|second| frameworks[0].total - second.total),
        leader: place(0),
        runner_up: place(1),
        ..Recommendation::default()
    }
}
