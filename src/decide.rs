//! Catalogue and profile to decision, without files, terminal and clock; the settings have the day.

pub mod calibration;
mod estimate;
mod migration;
mod notices;
mod precedents;
mod recommend;
mod rows;

use crate::analysis::{DrawCache, Sampling};
use crate::analysis::{age, dominance, draws, methods, tipping, tipping_facts, weightings};
use crate::decision::{
    Analysis, CandidateResult, CatalogueInput, Decision, Inputs, NotCompared, Project, SCHEMA,
    SelectedAnswer,
};
use crate::model::{AnswerId, Catalogue, Framework, FrameworkId, Profile, SortedMap, TraitId};
use crate::score::{Scoreboard, TOLERANCE, needs, ranks};
use jiff::civil::Date;
use std::fmt;
use std::sync::Arc;

pub use crate::score::weights::ZeroWeights;

/// The default number of draws.
pub const DEFAULT_DRAWS: usize = 10_000;
/// The default seed of the draws.
pub const DEFAULT_SEED: u64 = 1;

/// What a decision depends on besides catalogue and profile.
///
/// ```
/// use weigh::{Settings, parts::Date};
///
/// let mut settings = Settings::with_draws(1, 0);
/// settings.today = Some(Date::constant(2026, 11, 23));
/// ```
#[derive(Clone)]
pub struct Settings {
    /// The day that counts as today; without it no evidence is stale and no override expires.
    pub today: Option<Date>,
    /// The seed of the random numbers; the same seed gives the same result, on every platform.
    pub seed: u64,
    /// The number of draws; 0 for none.
    ///
    /// The command accepts 0 to 1,000,000. The library has no fixed limit; it lowers the number where draws ×
    /// candidates × criteria would exceed 100,000,000, and [`Draws::count`](crate::parts::Draws::count) has the result.
    pub draws: usize,
    /// Random numbers made beforehand; they change no result.
    pub(crate) cache: Option<Arc<DrawCache>>,
    /// What the catalogue's precedents say, where it was made beforehand.
    pub(crate) precedents: Option<Arc<precedents::Index>>,
}

impl Settings {
    /// Settings with this seed and this number of draws, and without a day.
    pub fn with_draws(seed: u64, draws: usize) -> Self {
        Self { today: None, seed, draws, cache: None, precedents: None }
    }

    /// The same settings, prepared for many decisions on this catalogue; the results are the same.
    ///
    /// It makes the random numbers of the default candidates in advance, and keeps them in memory (some megabytes for
    /// 10,000 draws). Those of more than 65,536 draws are not kept.
    #[must_use]
    pub fn cached_for(mut self, catalogue: &Catalogue) -> Self {
        let criteria: Vec<_> = catalogue.criteria.keys().cloned().collect();
        let candidates = catalogue.candidates(&Profile::default());
        let candidates: Vec<_> = candidates.iter().map(|f| f.id.clone()).collect();
        self.cache = self.sampling().and_then(|s| DrawCache::new(&s, &criteria, &candidates));
        self.precedents = Some(Arc::new(precedents::Index::new(catalogue)));
        self
    }

    fn sampling(&self) -> Option<Sampling> {
        let sampling =
            || Sampling { cache: self.cache.clone(), ..Sampling::new(self.seed, self.draws) };
        (self.draws > 0).then(sampling)
    }
}

/// Without the cache, which holds megabytes of random numbers.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { today, seed, draws, .. } = self;
        let mut shown = f.debug_struct("Settings");
        shown.field("today", today).field("seed", seed).field("draws", draws);
        shown.finish_non_exhaustive()
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::with_draws(DEFAULT_SEED, DEFAULT_DRAWS)
    }
}

/// Compares the candidates, and returns which to choose and how firm that is.
///
/// The catalogue must be the one with which the profile was read. Only [`Profile::from_yaml`] checks a profile. The
/// fields of a profile that code made or changed are not checked; a fit factor that is not a finite number counts as 1.
///
/// # Errors
///
/// [`ZeroWeights`] if no criterion that applies to the project has a weight above 0.
pub fn decide(
    catalogue: &Catalogue,
    profile: &Profile,
    settings: &Settings,
) -> Result<Decision, ZeroWeights> {
    let in_force = profile.in_force(settings.today);
    let board = Scoreboard::new(catalogue, &in_force, settings.today, None)?;
    let others = others(&board)?;
    let everyone = others.as_ref().unwrap_or(&board);
    let (analysis, best_on) = analyse(&board, everyone, settings);
    let (recommendation, estimate) = recommend::recommend(&board, analysis.draws.as_ref());
    let precedents = settings.precedents.clone();
    let precedents = precedents.unwrap_or_else(|| Arc::new(precedents::Index::new(catalogue)));
    let not_compared = not_compared(&board, everyone);
    // Whoever read files and flags adds them.
    let (origin, sha256) = (catalogue.origin.place.clone(), catalogue.origin.sha256.clone());
    let input = CatalogueInput { origin, sha256 };
    let provided = |at: usize| needs::provided(board.candidates[at], &board.needs);
    Ok(Decision {
        schema: SCHEMA.to_owned(),
        described: recommend::described(&board),
        fit_factor: profile.factor(),
        no_estimate: estimate.as_ref().err().copied(),
        estimate: estimate.ok(),
        frameworks: candidates(&board),
        excluded: board.excluded.clone(),
        others_qualify: others_qualify(&board),
        to_add: board.each(|at| provided(at).by_extension),
        lacking: board.each(|at| provided(at).missing),
        unchecked: board.each(|at| provided(at).unknown),
        unused: board.each(|at| needs::unused(board.candidates[at], &board.needs)),
        migration: migration::migration(&board),
        criteria: rows::criteria(&board, &best_on),
        fit: rows::facts(&board),
        not_applicable: board.not_applicable.clone(),
        notices: notices::notices(&board, &profile.overrides, &not_compared),
        not_compared,
        precedents: precedents.nearest(catalogue, profile, recommendation.leader.as_ref()),
        analysis,
        recommendation,
        project: project(&board),
        inputs: Inputs { catalogue: input, ..Inputs::default() },
    })
}

/// The same project scored for every known framework; none where all are compared. A stack that the profile does not
/// name is not known.
fn others<'a>(board: &Scoreboard<'a>) -> Result<Option<Scoreboard<'a>>, ZeroWeights> {
    let Scoreboard { catalogue, profile, today, .. } = *board;
    let candidates = catalogue.candidates(profile);
    let known = |f: &&Framework| f.based_on.is_none() || candidates.iter().any(|c| c.id == f.id);
    let known: Vec<&Framework> = catalogue.frameworks.values().filter(known).collect();
    let all_compared = known.len() == board.candidates.len() + board.excluded.len();
    if all_compared {
        return Ok(None);
    }
    Scoreboard::of(catalogue, profile, known, today, Some(board)).map(Some)
}

/// Where no candidate qualifies: who would, each requirement being checked.
fn others_qualify(board: &Scoreboard) -> SortedMap<FrameworkId, String> {
    let qualifies = |framework: &&Framework| {
        let (gate, unknown) = needs::gate(framework, board.profile);
        gate.missing.is_empty() && unknown.is_empty()
    };
    let known = board.catalogue.frameworks.values().filter(|_| board.candidates.is_empty());
    known.filter(qualifies).map(|one| (one.id.clone(), one.name.clone())).collect()
}

/// The known frameworks that are not candidates, those that are first or second of all known with the place that they
/// would have among the candidates.
fn not_compared(board: &Scoreboard, everyone: &Scoreboard) -> Vec<NotCompared> {
    let candidates = board.catalogue.candidates(board.profile);
    let ranks = ranks(&everyone.matrix.totals);
    let best = board.matrix.order.first().map(|leader| board.matrix.totals[*leader]);
    let too_close = estimate::thresholds(board).too_close - TOLERANCE;
    let rank = |f: &Framework| {
        // Of one base only the best is compared.
        if board.candidates.iter().any(|candidate| candidate.base() == f.base()) {
            return None;
        }
        let at = everyone.matrix.candidates.iter().position(|known| *known == f.id)?;
        // A framework whose file is silent on a requirement, or on most of what the project says, gets no rank.
        let spoken = everyone.facts.iter().filter(|fact| fact.effects[at].basis.is_some()).count();
        let is_known = 2 * spoken >= everyone.facts.len() && everyone.unknown_needs[at].is_empty();
        let total = everyone.matrix.totals[at];
        let ahead = board.matrix.totals.iter().filter(|own| **own > total + TOLERANCE).count();
        let close = best.is_some_and(|best| (total - best).abs() < too_close);
        (is_known && ranks[at] <= 2).then_some((ahead + 1, close))
    };
    let known = board.catalogue.frameworks.values().filter(|f| f.based_on.is_none());
    known
        .filter(|f| candidates.iter().all(|c| c.id != f.id))
        .map(|f| {
            let (rank, close) = rank(f).unzip();
            let (id, name, close) = (f.id.clone(), f.name.clone(), close.unwrap_or(false));
            NotCompared { id, name, rank, close }
        })
        .collect()
}

/// The answers of every analysis, and for each criterion how often each candidate is best on it in the draws.
///
/// Without candidates no question has an answer.
fn analyse(
    board: &Scoreboard,
    everyone: &Scoreboard,
    settings: &Settings,
) -> (Analysis, Vec<Vec<f64>>) {
    let matrix = &board.matrix;
    let age = age::age(board);
    if board.candidates.is_empty() {
        return (Analysis { age, ..Analysis::default() }, Vec::new());
    }
    let sampling = settings.sampling();
    let drawn = sampling.as_ref().map(|sampling| draws::run(matrix, sampling));
    let (draws, best_on) = drawn.map(|drawn| (drawn.draws, drawn.best_on)).unzip();
    let analysis = Analysis {
        tipping_weights: tipping::weights(matrix),
        tipping_ratings: tipping::ratings(matrix),
        tipping_facts: tipping_facts::facts(board, everyone),
        tipping_factor: tipping::factor(matrix, &board.unfactored, board.profile.factor()),
        draws,
        dominated: dominance::dominated(matrix),
        methods: methods::all(matrix),
        age,
        ..weightings::answers(matrix, sampling.as_ref()).unwrap_or_default()
    };
    (analysis, best_on.unwrap_or_default())
}

fn candidates(board: &Scoreboard) -> Vec<CandidateResult> {
    let matrix = &board.matrix;
    let ranks = ranks(&matrix.totals);
    let result = |candidate: usize| CandidateResult {
        id: board.candidates[candidate].id.clone(),
        name: board.candidates[candidate].name.clone(),
        total: matrix.total(candidate),
        criteria: matrix.criteria_part(candidate),
        adjustment: matrix.adjustment(candidate).points,
        low: matrix.weighted(candidate, |cell| cell.low) + matrix.adjustment(candidate).low,
        high: matrix.weighted(candidate, |cell| cell.high) + matrix.adjustment(candidate).high,
        rank: ranks[candidate],
        coverage: board.coverage(candidate),
    };
    matrix.order.iter().map(|candidate| result(*candidate)).collect()
}

fn project(Scoreboard { catalogue, profile, needs, .. }: &Scoreboard) -> Project {
    let selected = |id: &TraitId, answer: &AnswerId| {
        let known = catalogue.find_trait(id).and_then(|asked| asked.find(answer));
        let label = known.map_or_else(|| answer.to_string(), |answer| answer.label.clone());
        SelectedAnswer { id: answer.to_string(), label }
    };
    let traits = profile
        .traits
        .iter()
        .map(|(id, answers)| (id.clone(), answers.iter().map(|a| selected(id, a)).collect()));
    let titles = needs
        .keys()
        .filter_map(|id| Some(((*id).clone(), catalogue.capabilities.get(*id)?.title.clone())));
    Project {
        title: profile.title.clone(),
        context: profile.context.clone(),
        traits: traits.collect(),
        needs: profile.needs.clone(),
        capabilities: titles.collect(),
        deciders: profile.deciders.clone(),
        review_by: profile.review_by,
    }
}
