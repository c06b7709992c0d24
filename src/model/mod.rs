//! The words of the domain as types that cannot be wrong.
//!
//! Nothing here reads a file, computes a decision or prints one.

mod catalogue;
mod criterion;
mod fit;
mod framework;
mod id;
mod number;
mod precedent;
mod profile;
mod words;

pub use catalogue::{Answer, AnswerFit, Capability, Catalogue, Each, Origin, Source, Trait};
pub use criterion::{
    ArticleView, ArticleWinner, Criterion, Indicator, Months, Scale, ScaleKind, checklist_score,
};
pub use fit::{Condition, FitRules, Implication, NeedPoints, Outside, Thresholds};
pub use framework::{Finding, FitView, Found, Framework, Provision, UsedFor, User};
pub use id::{
    AnswerId, CapabilityId, CriterionId, FrameworkId, ID_PATTERN, IndicatorId, InvalidId,
    PrecedentId, SourceId, TraitId,
};
pub use number::{Factor, InvalidNumber, Points, Ratio, Score};
pub use precedent::Precedent;
pub use profile::{Comparison, FactRef, Override, OverrideTarget, Profile, Weighting};
pub(crate) use words::words;
pub use words::{
    AdrFormat, AdrStatus, Basis, Claim, Confidence, DetectFormat, DiffFormat, FailOn,
    FindingsFormat, LintFailOn, ListFormat, Method, Need, OutputFormat, PageFormat, SourceKind,
    Standing, UnknownWord, Word, parse as parse_word,
};
