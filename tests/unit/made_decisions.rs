//! Decisions made from nothing but shares and ratings, for laws that hold of all of them.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use std::collections::BTreeMap;
use weigh::decision::{
    Analysis, CandidateResult, CriterionRow, Decision, FitPart, Inputs, Project, RatingRow,
    Recommendation, SCHEMA, Verdict, WeightFrom,
};
use weigh::model::{CriterionId, FrameworkId};

/// What stands for a rating that nobody knows.
const UNKNOWN: f64 = 5.0;

/// What a decision is made of: criteria with points and ratings, and fit with its parts.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    frameworks: Vec<String>,
    rows: BTreeMap<String, Row>,
    /// Points of fit, and its parts.
    fit: Option<(f64, BTreeMap<String, Row>)>,
}

/// A criterion, its points, and its ratings.
type Plain<'a> = (&'a str, f64, &'a [(&'a str, Option<f64>)]);

/// Points, and a rating for each framework.
type Row = (f64, BTreeMap<String, Option<f64>>);

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
    /// Any decision: from no framework to four, with and without fit.
    pub(crate) fn any() -> impl Strategy<Value = Self> {
        let frameworks = proptest::sample::subsequence(vec!["a", "b", "c", "d"], 0..=4);
        let likely = prop_oneof![1 => frameworks, 3 => Just(vec!["a", "b", "c"])];
        let rows = btree_map("[u-z]", row(), 1..6);
        let parts = btree_map(prop_oneof!["team", "dead-weight", "feature-match"], row(), 1..4);
        (likely, rows, proptest::option::of((0.1..50.0f64, parts))).prop_map(
            |(names, rows, fit)| Self {
                frameworks: names.into_iter().map(str::to_owned).collect(),
                rows,
                fit,
            },
        )
    }

    /// A decision of these criteria, each with its points and ratings.
    pub(crate) fn of(rows: &[Plain]) -> Self {
        let rated = |ratings: &[(&str, Option<f64>)]| {
            ratings.iter().map(|(id, score)| ((*id).to_owned(), *score)).collect::<BTreeMap<_, _>>()
        };
        let frameworks = rows.first().map(|(_, _, r)| rated(r).into_keys().collect());
        let row = |(id, points, ratings): &Plain| ((*id).to_owned(), (*points, rated(ratings)));
        Self {
            frameworks: frameworks.unwrap_or_default(),
            rows: rows.iter().map(row).collect(),
            fit: None,
        }
    }

    fn scores(&self, row: &Row) -> BTreeMap<FrameworkId, Option<f64>> {
        self.frameworks.iter().map(|name| (id(name), row.1.get(name).copied().flatten())).collect()
    }

    fn parts(&self) -> Vec<FitPart> {
        let parts = self.fit.iter().flat_map(|(_, parts)| parts);
        let sum: f64 = parts.clone().map(|(_, row)| row.0).sum();
        let part = |(id, row): (&String, &Row)| FitPart {
            id: id.clone(),
            share: row.0 / sum,
            scores: self.scores(row),
        };
        parts.map(part).collect()
    }

    /// The mean of the parts; none where nothing is known of any.
    fn fits(&self) -> BTreeMap<FrameworkId, Option<f64>> {
        let parts = self.parts();
        let fit = |name: &String| {
            let own: Vec<_> =
                parts.iter().map(|part| (part.share, part.scores[&id(name)])).collect();
            let known = own.iter().any(|(_, score)| score.is_some());
            let mean = own.iter().map(|(share, score)| share * score.unwrap_or(UNKNOWN)).sum();
            (id(name), known.then_some(mean))
        };
        self.frameworks.iter().map(fit).collect()
    }

    fn criteria(&self) -> Vec<CriterionRow> {
        let fit = self.fit.as_ref().map(|(points, _)| (*points, self.fits(), self.parts()));
        let points: f64 = self.rows.values().map(|row| row.0).sum();
        let sum = points + fit.as_ref().map_or(0.0, |fit| fit.0);
        let plain = self
            .rows
            .iter()
            .map(|(name, row)| criterion(name, row.0, row.0 / sum, (self.scores(row), Vec::new())));
        let fit =
            fit.map(|(points, fits, parts)| criterion("fit", points, points / sum, (fits, parts)));
        plain.chain(fit).collect()
    }
}

fn criterion(
    name: &str,
    weight: f64,
    share: f64,
    (scores, parts): (BTreeMap<FrameworkId, Option<f64>>, Vec<FitPart>),
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
        why: None,
        best_in_draws: BTreeMap::new(),
        parts,
    }
}

/// The decision, best first, equals by id.
pub(crate) fn decision(made: &Made) -> Decision {
    let criteria = made.criteria();
    let total = |id: &FrameworkId| -> f64 {
        let score = |row: &CriterionRow| row.ratings[id].as_ref().map_or(UNKNOWN, |r| r.score);
        criteria.iter().map(|row| row.share * score(row)).sum()
    };
    let mut frameworks: Vec<CandidateResult> =
        made.frameworks.iter().map(|name| standing(name, total(&id(name)))).collect();
    frameworks.sort_by(|a, b| b.total.total_cmp(&a.total).then_with(|| a.id.cmp(&b.id)));
    Decision {
        schema: SCHEMA.to_owned(),
        recommendation: recommendation(&frameworks),
        frameworks,
        excluded: Vec::new(),
        to_add: BTreeMap::new(),
        lacking: BTreeMap::new(),
        moving: None,
        unused: BTreeMap::new(),
        criteria,
        analysis: Analysis::default(),
        notices: Vec::new(),
        project: project(),
        inputs: Inputs::default(),
    }
}

fn standing(name: &str, total: f64) -> CandidateResult {
    CandidateResult {
        id: id(name),
        name: name.to_uppercase(),
        total,
        low: total,
        high: total,
        rank: 1,
        coverage: 1.0,
    }
}

fn recommendation(frameworks: &[CandidateResult]) -> Recommendation {
    let place = |at: usize| frameworks.get(at).map(|standing| standing.id.clone());
    Recommendation {
        verdict: if frameworks.is_empty() { Verdict::NoneQualifies } else { Verdict::Clear },
        winner: place(0),
        contenders: Vec::new(),
        lead: frameworks.get(1).map(|second| frameworks[0].total - second.total),
        leader: place(0),
        runner_up: place(1),
        leader_wins: None,
        provisional: false,
        reasons_for: Vec::new(),
        reasons_against: Vec::new(),
    }
}

fn project() -> Project {
    Project {
        title: None,
        context: None,
        traits: BTreeMap::new(),
        needs: BTreeMap::new(),
        capabilities: BTreeMap::new(),
        deciders: Vec::new(),
        review_by: None,
    }
}
