//! The words of the domain as types that cannot be wrong.
//!
//! Nothing here reads a file, computes a decision or prints one.

mod catalogue;
mod criterion;
mod framework;
mod id;
mod number;
mod profile;
mod words;

pub use catalogue::{Answer, AnswerFit, Capability, Catalogue, Each, Origin, Source, Trait};
pub use criterion::{
    ArticleView, ArticleWinner, Criterion, DeadWeight, FeatureMatch, FitRules, Indicator, Months,
    Scale, ScaleKind, checklist_score,
};
pub use framework::{Finding, FitView, Found, Framework, Provision, UsedFor, User};
pub use id::{
    AnswerId, CapabilityId, CriterionId, FrameworkId, ID_PATTERN, IndicatorId, InvalidId, SourceId,
    TraitId,
};
pub use number::{Factor, InvalidNumber, Points, Ratio, Score};
pub use profile::{Comparison, Override, Profile, Weighting};
pub(crate) use words::pad as pad_word;
pub(crate) use words::words;
pub use words::{
    AdrFormat, AdrStatus, Claim, Confidence, DetectFormat, DiffFormat, FailOn, FindingsFormat,
    LintFailOn, ListFormat, Method, Need, OutputFormat, PageFormat, Standing, UnknownWord, Word,
    parse as parse_word,
};
