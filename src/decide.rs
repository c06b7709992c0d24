//! Catalogue and profile to decision. Knows no file, no terminal and no clock; the day comes in with the settings.

mod migration;
mod notices;
mod recommend;
mod rows;

use crate::analysis::{DrawCache, Sampling};
use crate::analysis::{age, contributions, dominance, draws, methods, tipping, weightings};
use crate::decision::{
    Analysis, CandidateResult, CatalogueInput, Decision, Excluded, Inputs, Project, SCHEMA,
    SelectedAnswer,
};
use crate::model::{AnswerId, Catalogue, Framework, FrameworkId, Profile, TraitId};
use crate::score::{Matrix, Scoreboard, in_force, needs, ranks};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use crate::score::weights::ZeroWeights;
pub use recommend::{Outlook, outlook};

/// The default number of draws.
pub const DEFAULT_DRAWS: usize = 10_000;
/// The default seed of the draws.
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
    /// Random numbers made beforehand; they change no result.
    pub(crate) cache: Option<Arc<DrawCache>>,
}

impl Settings {
    /// Settings with so many draws; 0 leaves them out.
    pub fn with_draws(seed: u64, draws: usize) -> Self {
        Self { today: None, seed, draws, cache: None }
    }

    /// The same settings, faster for many decisions on one catalogue between its default candidates.
    #[must_use]
    pub fn cached_for(mut self, catalogue: &Catalogue) -> Self {
        let criteria: Vec<_> = catalogue.weighable().collect();
        let candidates: Vec<_> = catalogue.candidates(None).iter().map(|f| f.id.clone()).collect();
        self.cache = self.sampling().and_then(|s| DrawCache::new(&s, &criteria, &candidates));
        self
    }

    fn sampling(&self) -> Option<Sampling> {
        let sampling =
            || Sampling { cache: self.cache.clone(), ..Sampling::new(self.seed, self.draws) };
        (self.draws > 0).then(sampling)
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
    let overrides = in_force(profile, settings.today);
    let contributions = contributions::of_lead(&matrix);
    let (analysis, best_on) = analyse(catalogue, &board, &matrix, settings);
    let rows = rows::Rows {
        catalogue,
        board: &board,
        best_on: &best_on,
        overrides: &overrides,
        contributions: &contributions,
    };
    Ok(Decision {
        schema: SCHEMA.to_owned(),
        recommendation: recommend::recommend(&board, &matrix, analysis.draws.as_ref()),
        frameworks: candidates(&board, &matrix),
        excluded: excluded(&board),
        to_add: per_candidate(&board, |framework| needs::to_add(framework, profile)),
        lacking: per_candidate(&board, |framework| needs::lacking(framework, profile)),
        unused: per_candidate(&board, |framework| needs::unused(framework, profile)),
        moving: migration::migration(catalogue, profile, &board),
        criteria: rows.all(),
        analysis,
        notices: notices::notices(catalogue, profile, &board, &overrides),
        project: project(catalogue, profile),
        inputs: inputs(catalogue),
    })
}

/// The answers of every analysis, and for each criterion how often each candidate is best on it in the draws.
///
/// Without candidates no question has an answer.
fn analyse(
    catalogue: &Catalogue,
    board: &Scoreboard,
    matrix: &Matrix,
    settings: &Settings,
) -> (Analysis, Vec<Vec<f64>>) {
    let age = age::age(catalogue, &board.candidates, settings.today);
    if board.candidates.is_empty() {
        return (Analysis { age, ..Analysis::default() }, Vec::new());
    }
    let sampling = settings.sampling();
    let drawn = sampling.as_ref().map(|sampling| draws::run(matrix, sampling));
    let (draws, best_on) = drawn.map(|drawn| (drawn.draws, drawn.best_on)).unzip();
    let mut analysis = Analysis {
        tipping_weights: tipping::weights(matrix),
        tipping_ratings: tipping::ratings(matrix),
        draws,
        dominated: dominance::dominated(matrix),
        methods: methods::all(matrix),
        age,
        ..Analysis::default()
    };
    if let Some(answers) = weightings::answers(matrix, sampling.as_ref()) {
        analysis.all_weightings = Some(answers.all);
        analysis.given_order = answers.given_order;
        analysis.central_weights = answers.central;
    }
    (analysis, best_on.unwrap_or_default())
}

fn candidates(board: &Scoreboard, matrix: &Matrix) -> Vec<CandidateResult> {
    let ranks = ranks(matrix.totals());
    let result = |candidate: usize| CandidateResult {
        id: board.candidates[candidate].id.clone(),
        name: board.candidates[candidate].name.clone(),
        total: matrix.total(candidate),
        low: matrix.weighted(candidate, |cell| cell.low),
        high: matrix.weighted(candidate, |cell| cell.high),
        rank: ranks[candidate],
        coverage: board.coverage(candidate),
    };
    matrix.order().iter().map(|candidate| result(*candidate)).collect()
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

fn per_candidate<T>(board: &Scoreboard, of: impl Fn(&Framework) -> T) -> BTreeMap<FrameworkId, T> {
    board.candidates.iter().map(|framework| (framework.id.clone(), of(framework))).collect()
}

fn project(catalogue: &Catalogue, profile: &Profile) -> Project {
    let selected = |id: &TraitId, answer: &AnswerId| {
        let known = catalogue.find_trait(id).and_then(|asked| asked.find(answer));
        let label = known.map_or_else(|| answer.to_string(), |answer| answer.label.clone());
        SelectedAnswer { id: answer.to_string(), label }
    };
    let traits = profile
        .traits
        .iter()
        .map(|(id, answers)| (id.clone(), answers.iter().map(|a| selected(id, a)).collect()));
    let titles = profile
        .needs
        .keys()
        .filter_map(|id| Some((id.clone(), catalogue.capabilities.get(id)?.title.clone())));
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

/// The catalogue; whoever read files and flags adds them.
fn inputs(catalogue: &Catalogue) -> Inputs {
    let catalogue = CatalogueInput {
        origin: catalogue.origin.place.clone(),
        sha256: catalogue.origin.sha256.clone(),
    };
    Inputs { catalogue, ..Inputs::default() }
}
