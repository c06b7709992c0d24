//! The pure heart: catalogue and profile to decision.
//!
//! Knows no file, no terminal and no clock; the day comes in with the settings.

mod firmness;
mod moving;
mod outlook;
mod recommend;
mod rows;

use crate::analysis::Sampling;
use crate::analysis::contributions;
use crate::decision::{
    CandidateResult, CatalogueInput, Decision, Excluded, Inputs, Notice, Project, SCHEMA,
    SelectedAnswer, WorstComparison,
};
use crate::model::{AnswerId, CapabilityId, Catalogue, FrameworkId, Profile, TraitId, Weighting};
use crate::score::pairwise::ACCEPTED_INCONSISTENCY;
use crate::score::weights::weigh;
use crate::score::{Scoreboard, in_force, needs, ranks, touches};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

pub use crate::score::weights::ZeroWeights;
pub use outlook::{Outlook, outlook};

/// How many draws are made where nothing is said.
pub const DEFAULT_DRAWS: usize = 10_000;
/// The seed of the draws where nothing is said.
pub const DEFAULT_SEED: u64 = 1;

/// What a decision depends on besides catalogue and profile.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The day on which evidence and overrides are looked at; without it nothing is stale and nothing expires.
    pub today: Option<Date>,
    /// The seed of everything that is drawn; the same seed gives the same bytes.
    pub seed: u64,
    /// How many draws are made; 0 for none.
    pub draws: usize,
}

impl Settings {
    /// Settings with so many draws; 0 leaves them out.
    pub fn with_draws(seed: u64, count: usize) -> Self {
        Self { today: None, seed, draws: count }
    }

    /// How what cannot be computed exactly is sampled; none where nothing is drawn.
    fn sampling(&self) -> Option<Sampling> {
        (self.draws > 0).then_some(Sampling { seed: self.seed, count: self.draws })
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::with_draws(DEFAULT_SEED, DEFAULT_DRAWS)
    }
}

/// Decides.
pub fn decide(
    catalogue: &Catalogue,
    profile: &Profile,
    settings: &Settings,
) -> Result<Decision, ZeroWeights> {
    let board = Scoreboard::new(catalogue, profile, settings.today)?;
    let matrix = board.matrix();
    let firmness = firmness::analyse(catalogue, &board, &matrix, settings);
    let parts = contributions::of_lead(&matrix);
    let recommendation =
        recommend::recommend(&board, &matrix, firmness.analysis.draws.as_ref(), &parts);
    let in_force = in_force(profile, settings.today);
    let criteria = rows::Rows {
        catalogue,
        board: &board,
        firm: &firmness,
        overrides: &in_force,
        contributions: &parts,
    }
    .all();
    Ok(Decision {
        schema: SCHEMA.to_owned(),
        frameworks: standings(&board, &matrix),
        excluded: excluded(&board),
        to_add: per_candidate(&board, |framework| needs::to_add(framework, profile)),
        lacking: per_candidate(&board, |framework| needs::lacking(framework, profile)),
        unused: per_candidate(&board, |framework| needs::unused(framework, profile)),
        moving: moving::moving(catalogue, profile, &board),
        notices: notices(catalogue, profile, &board, settings),
        project: project(catalogue, profile),
        inputs: inputs(catalogue),
        analysis: firmness.analysis,
        recommendation,
        criteria,
    })
}

fn standings(board: &Scoreboard, matrix: &crate::score::Matrix) -> Vec<CandidateResult> {
    let totals = matrix.totals();
    let ranks = ranks(&totals);
    let standing = |candidate: usize| CandidateResult {
        id: board.candidates[candidate].id.clone(),
        name: board.candidates[candidate].name.clone(),
        total: totals[candidate],
        low: matrix.weighted(candidate, |cell| cell.low),
        high: matrix.weighted(candidate, |cell| cell.high),
        rank: ranks[candidate],
        coverage: board.coverage(candidate),
    };
    matrix.order().into_iter().map(standing).collect()
}

fn excluded(board: &Scoreboard) -> Vec<Excluded> {
    let excluded = board.excluded.iter().map(|(framework, gate)| Excluded {
        id: framework.id.clone(),
        name: framework.name.clone(),
        missing: gate.missing.clone(),
        by_extension_only: gate.by_extension_only.clone(),
    });
    excluded.collect()
}

fn per_candidate<T>(
    board: &Scoreboard,
    of: impl Fn(&crate::model::Framework) -> T,
) -> BTreeMap<FrameworkId, T> {
    board.candidates.iter().map(|framework| (framework.id.clone(), of(framework))).collect()
}

fn notices(
    catalogue: &Catalogue,
    profile: &Profile,
    board: &Scoreboard,
    settings: &Settings,
) -> Vec<Notice> {
    let mut notices = shares_moved(catalogue, profile, board);
    let held = board.rows.iter().map(|row| &row.weight);
    notices.extend(held.filter(|w| (w.factor.asked - w.factor.held).abs() > 1e-12).map(|weight| {
        Notice::FactorHeld {
            criterion: weight.criterion.clone(),
            factor: weight.factor.asked,
            held_to: weight.factor.held,
        }
    }));
    notices.extend(board.weights.consistency.as_ref().map(consistency));
    notices.extend(overrides(profile, board, settings));
    notices.extend(unknown_needs(board));
    notices
}

/// What the user's points did to the shares of the criteria that they name.
fn shares_moved(catalogue: &Catalogue, profile: &Profile, board: &Scoreboard) -> Vec<Notice> {
    let Weighting::Points(points) = &profile.weighting else { return Vec::new() };
    let plain = Profile { weighting: Weighting::Catalogue, ..profile.clone() };
    let part = catalogue.fit.as_ref().and_then(|r| crate::score::fit::weight(r, &board.fit));
    let Ok(before) = weigh(catalogue, &plain, part) else { return Vec::new() };
    let both =
        before.each.iter().zip(&board.rows).filter(|(b, _)| points.contains_key(&b.criterion));
    both.map(|(before, row)| Notice::ShareMoved {
        criterion: before.criterion.clone(),
        before: before.share,
        after: row.weight.share,
    })
    .collect()
}

fn consistency(found: &crate::score::pairwise::Consistency) -> Notice {
    let named = found.worst.as_ref().filter(|_| found.ratio > ACCEPTED_INCONSISTENCY);
    let worst = named.map(|(comparison, implied)| WorstComparison {
        first: comparison.first.clone(),
        second: comparison.second.clone(),
        given: comparison.ratio.get(),
        implied: *implied,
    });
    Notice::Consistency { ratio: found.ratio, worst }
}

fn overrides(profile: &Profile, board: &Scoreboard, settings: &Settings) -> Vec<Notice> {
    let in_force = in_force(profile, settings.today);
    let excluded = |id: &FrameworkId| board.excluded.iter().any(|(out, _)| out.id == *id);
    let notice = |o: &crate::model::Override| {
        let (framework, criterion) = (o.framework.clone(), o.criterion.clone());
        match o.until {
            Some(until) if !in_force.contains(&o) => {
                Some(Notice::OverrideExpired { framework, criterion, until })
            }
            _ if !excluded(&o.framework) && !touches(o, &board.candidates, &board.rows) => {
                Some(Notice::OverrideUnused { framework, criterion })
            }
            _ => None,
        }
    };
    profile.overrides.iter().filter_map(notice).collect()
}

fn unknown_needs<'a>(board: &'a Scoreboard<'a>) -> impl Iterator<Item = Notice> + 'a {
    board.candidates.iter().zip(&board.unknown_needs).flat_map(|(framework, gate)| {
        gate.unknown.iter().map(|capability| Notice::RestsOnUnknown {
            framework: framework.id.clone(),
            capability: capability.clone(),
        })
    })
}

fn project(catalogue: &Catalogue, profile: &Profile) -> Project {
    let said = |id: &TraitId, answer: &AnswerId| SelectedAnswer {
        id: answer.to_string(),
        label: catalogue
            .find_trait(id)
            .and_then(|asked| asked.find(answer))
            .map_or_else(|| answer.to_string(), |answer| answer.label.clone()),
    };
    let traits = profile.traits.iter();
    Project {
        title: profile.title.clone(),
        context: profile.context.clone(),
        traits: traits
            .map(|(id, answers)| (id.clone(), answers.iter().map(|a| said(id, a)).collect()))
            .collect(),
        needs: profile.needs.clone(),
        capabilities: titles(catalogue, profile),
        deciders: profile.deciders.clone(),
        review_by: profile.review_by,
    }
}

fn titles(catalogue: &Catalogue, profile: &Profile) -> BTreeMap<CapabilityId, String> {
    let named: BTreeSet<&CapabilityId> = profile.needs.keys().collect();
    let title = |id: &CapabilityId| catalogue.capabilities.get(id).map(|known| known.title.clone());
    named.into_iter().filter_map(|id| Some((id.clone(), title(id)?))).collect()
}

/// The catalogue; whoever read files and flags adds them.
fn inputs(catalogue: &Catalogue) -> Inputs {
    let catalogue = CatalogueInput {
        origin: catalogue.origin.place.clone(),
        sha256: catalogue.origin.sha256.clone(),
    };
    Inputs { catalogue, ..Inputs::default() }
}
