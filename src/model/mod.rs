//! The words of the domain as types that cannot be wrong.
//!
//! Nothing here reads a file, computes a decision or prints one.

mod catalogue;
mod criterion;
mod framework;
mod id;
mod needs;
mod number;
mod profile;

pub use catalogue::{Answer, AnswerFit, Capability, Catalogue, Each, Origin, Source, Trait};
pub use criterion::{
    ArticleView, ArticleWinner, Criterion, DeadWeight, FeatureMatch, FitRules, Indicator, Months,
    Scale, Standing,
};
pub use framework::{
    Claim, Confidence, Finding, FitView, Found, Framework, Method, Provision, UsedFor, User,
};
pub use id::{
    AnswerId, CapabilityId, CriterionId, FrameworkId, IndicatorId, InvalidId, SourceId, TraitId,
};
pub use needs::Need;
pub use number::{Factor, InvalidNumber, Points, Ratio, Score};
pub use profile::{Comparison, Override, Profile, Weighting};
