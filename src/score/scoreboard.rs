//! All ratings, shares and facts of one decision.

use super::facts::{self, Fact, Needs};
use super::matrix::{Adjustment, Cell, Matrix};
use super::needs;
use super::pairwise::Consistency;
use super::rating::{self, Rating};
use super::weights::{self, Weight, Weights, ZeroWeights};
use crate::decision::{Excluded, NotApplicable};
use crate::model::{
    CapabilityId, Catalogue, CriterionId, Framework, FrameworkId, Override, OverrideTarget,
    Profile, SortedMap,
};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Ratings, shares and facts, with everyone who qualifies.
#[derive(Debug, Clone)]
pub struct Scoreboard<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The profile, with the overrides that count.
    pub profile: &'a Profile,
    /// The day on which evidence is looked at.
    pub today: Option<Date>,
    /// The candidates that qualify, in canonical order.
    pub candidates: Vec<&'a Framework>,
    /// The candidates that are out, with what they lack.
    pub excluded: Vec<Excluded>,
    /// Required capabilities that were not checked, per candidate that qualifies.
    pub unknown_needs: Vec<Vec<CapabilityId>>,
    /// One for each criterion that applies, in canonical order.
    pub rows: Vec<Row>,
    /// The criteria that do not apply to this project.
    pub not_applicable: Vec<NotApplicable>,
    /// Those that do not apply, but that the user's weights name.
    pub kept: Vec<CriterionId>,
    /// What the project needs, with what its answers imply.
    pub needs: Needs<'a>,
    /// What the project says, with the points of each candidate.
    pub facts: Vec<Fact<'a>>,
    /// The candidates' adjustments at a fit factor of 1.
    pub unfactored: Vec<f64>,
    /// How consistent the comparisons are, where the weights come from comparisons.
    pub consistency: Option<Consistency>,
    /// The decision as plain numbers.
    pub matrix: Matrix,
    /// Stacks that another of the same base is ahead of: the stack, the better one, and by how many points.
    pub behind: Vec<(&'a Framework, &'a Framework, f64)>,
}

/// One criterion's weight and ratings.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The weight.
    pub weight: Weight,
    /// One for each candidate that qualifies; none where nothing was found.
    pub ratings: Vec<Option<Rating>>,
}

impl<'a> Scoreboard<'a> {
    /// Scores every candidate, of each base the best stack.
    pub fn new(
        catalogue: &'a Catalogue,
        profile: &'a Profile,
        today: Option<Date>,
        rated: Option<&Scoreboard>,
    ) -> Result<Self, ZeroWeights> {
        let frameworks = catalogue.candidates(profile);
        let mut board = Self::of(catalogue, profile, frameworks.clone(), today, rated)?;
        let bases: BTreeSet<&FrameworkId> = board.candidates.iter().map(|f| f.base()).collect();
        if bases.len() < 2 || bases.len() == board.candidates.len() {
            return Ok(board);
        }
        // The best stack of each base is a candidate. Totals do not depend on who else is compared.
        let totals = board.matrix.totals.clone();
        let mut order: Vec<usize> = (0..totals.len()).collect();
        order.sort_by(|a, b| totals[*b].total_cmp(&totals[*a]));
        let mut best: SortedMap<&FrameworkId, usize> = SortedMap::new();
        let mut behind = Vec::new();
        for at in order {
            let stack = board.candidates[at];
            let first = *best.get_or_insert_with(stack.base(), || at);
            if first != at {
                behind.push((stack, board.candidates[first], totals[first] - totals[at]));
            }
        }
        let left = |f: &&Framework| !behind.iter().any(|(stack, ..)| stack.id == f.id);
        let kept = frameworks.into_iter().filter(left).collect();
        board = Self::of(catalogue, profile, kept, today, Some(&board))?;
        board.behind = behind;
        Ok(board)
    }

    /// Scores these frameworks. Ratings are taken from `rated` where it has them; its overrides are the same.
    pub fn of(
        catalogue: &'a Catalogue,
        profile: &'a Profile,
        frameworks: Vec<&'a Framework>,
        today: Option<Date>,
        rated: Option<&Scoreboard>,
    ) -> Result<Self, ZeroWeights> {
        let Weights { each, consistency, not_applicable, kept } =
            weights::weigh(catalogue, profile)?;
        let needs = facts::effective_needs(catalogue, profile);
        let (mut candidates, mut unknown_needs, mut excluded) =
            (Vec::new(), Vec::new(), Vec::new());
        for framework in frameworks {
            let (lacks, unknown) = needs::gate(framework, profile);
            if lacks.missing.is_empty() {
                candidates.push(framework);
                unknown_needs.push(unknown);
            } else {
                excluded.push(lacks);
            }
        }
        let row = |weight: Weight| {
            let rating = |f: &&Framework| {
                let known = rated.and_then(|rated| rated.rating(&f.id, &weight.criterion));
                known.or_else(|| rate(catalogue, profile, f, &weight.criterion))
            };
            Row { ratings: candidates.iter().map(rating).collect(), weight }
        };
        let rows: Vec<Row> = each.into_iter().map(row).collect();
        let mut facts = facts::facts(catalogue, profile, &needs, &candidates);
        let sum = |c: usize| facts.iter().map(|fact| fact.effects[c].span.points).sum();
        let unfactored = (0..candidates.len()).map(sum).collect();
        for effect in facts.iter_mut().flat_map(|fact| &mut fact.effects) {
            effect.span = effect.span.times(profile.factor());
        }
        // Half the width, in points, of what the profile does not say.
        let unsaid = catalogue.fit.as_ref().map_or(0.0, |rules| rules.unsaid * profile.factor());
        let adjustment =
            |c: usize| Adjustment::new(facts.iter().map(|fact| fact.effects[c].span), unsaid);
        let cell = |row: &Row, c: usize| row.ratings[c].map_or_else(Cell::unknown, Rating::cell);
        let all = 0..candidates.len();
        let matrix = Matrix::new(
            rows.iter().map(|row| row.weight.criterion.clone()).collect(),
            candidates.iter().map(|framework| framework.id.clone()).collect(),
            rows.iter().map(|row| row.weight.share).collect(),
            all.clone().flat_map(|c| rows.iter().map(move |row| cell(row, c))).collect(),
            all.map(adjustment).collect(),
        );
        Ok(Self {
            catalogue,
            profile,
            today,
            not_applicable,
            kept,
            matrix,
            rows,
            facts,
            unfactored,
            candidates,
            excluded,
            unknown_needs,
            needs,
            consistency,
            behind: Vec::new(),
        })
    }

    /// A candidate's rating on a criterion; none where there is none on this board.
    fn rating(&self, framework: &FrameworkId, criterion: &CriterionId) -> Option<Rating> {
        let candidate = self.candidates.iter().position(|known| known.id == *framework)?;
        let row = self.rows.iter().find(|row| row.weight.criterion == *criterion)?;
        row.ratings[candidate]
    }

    /// The part of a candidate's weight that rests on findings, 0 to 1.
    pub fn coverage(&self, candidate: usize) -> f64 {
        let known = |row: &Row| row.ratings[candidate].map_or(0.0, |rating| rating.coverage);
        self.rows.iter().map(|row| row.weight.share * known(row)).sum()
    }

    /// A figure of each candidate.
    pub fn each<T>(&self, of: impl Fn(usize) -> T) -> SortedMap<FrameworkId, T> {
        let candidates = self.candidates.iter().enumerate();
        candidates.map(|(at, one)| (one.id.clone(), of(at))).collect()
    }
}

/// A framework's rating on a criterion, the team's own where it gave one.
fn rate(
    catalogue: &Catalogue,
    profile: &Profile,
    framework: &Framework,
    criterion: &CriterionId,
) -> Option<Rating> {
    let own = profile.overrides.iter().find(|o| o.rates(&framework.id, criterion));
    if let Some(OverrideTarget::Rating { score, low, high, .. }) = own.map(|o| &o.target) {
        return Some(Rating::given(score.get(), low.get(), high.get()));
    }
    rating::rate(framework, catalogue.criteria.get(criterion)?)
}

/// Whether an override touches anything: its framework is a candidate and its criterion or fact counts.
pub fn touches(o: &Override, board: &Scoreboard) -> bool {
    let framework = |id: &FrameworkId| board.candidates.iter().any(|known| known.id == *id);
    framework(&o.framework)
        && match &o.target {
            OverrideTarget::Rating { criterion, .. } => {
                board.rows.iter().any(|row| row.weight.criterion == *criterion)
            }
            OverrideTarget::Fact { fact, .. } => {
                board.facts.iter().any(|known| fact.names(known.id, known.value))
            }
        }
}
