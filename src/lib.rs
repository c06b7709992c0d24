//! Compares web frameworks for a project and says how sure the result is.
//!
//! This is the engine of the command `weigh`. It needs three things: a [`Catalogue`] (what is known about the
//! frameworks), a [`Profile`] (what a project is and needs), and [`Settings`] (how many random draws, which day).
//! [`decide()`] makes a [`Decision`] of them, and [`Decision::render`] writes it. The types of their fields are in
//! [`parts`].
//!
//! ```
//! use weigh::{Catalogue, Format, Profile, Settings, decide};
//!
//! let catalogue = Catalogue::embedded();
//! let profile = Profile::from_yaml(
//!     "
//!     frameworks: [django, flask]
//!     traits: {project-kind: e-commerce, size: small}
//!     needs: {orm: must, admin: want}
//!     weights: {security: 30}
//!     ",
//!     &catalogue,
//! )?;
//! let decision = decide(&catalogue, &profile, &Settings::default())?;
//! assert_eq!(decision.frameworks.len(), 2);
//! println!("{}", decision.render(Format::Markdown, &catalogue));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The keys of a profile are those of the files that the command reads. An invalid profile gives [`Problems`]: each
//! with its line and column, and what to do. The same input always gives the same result, on every platform. The
//! engine reads no clock, no environment and no network.
//!
//! # Features
//!
//! - `cli` (default): the command `weigh`, and reading catalogues from folders.
//! - `parallel` (default): the command decides streams of profiles on all cores.
//!
//! With `default-features = false` the crate uses no terminal, files or threads, and compiles to WebAssembly.
//!
//! # Inside
//!
//! ```text
//! criteria/*.yaml ─┐
//!                  ├─ load ──> Catalogue ─┐
//! profile.yaml ────┤                      ├─ score, analysis ──> Decision ── render ──> table, ...
//! prompts, detect ─┴────────> Profile ────┘
//! ```
#![cfg_attr(
    not(feature = "cli"),
    allow(dead_code, unused_imports, reason = "the command line uses more than the engine")
)]

mod analysis;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
mod decide;
mod decision;
#[cfg(feature = "cli")]
mod detect;
mod diff;
mod doc;
mod explain;
mod interview;
mod lint;
mod load;
mod model;
mod record;
mod render;
#[cfg(feature = "cli")]
mod schema;
mod score;
mod text;
#[doc(hidden)]
pub mod whatif;

pub use decide::{Settings, ZeroWeights, decide};
pub use decision::{Decision, Verdict};
pub use load::{Place, Problem, Problems};
pub use model::{Catalogue, OutputFormat as Format, Precedent, Profile};

/// What a [`Catalogue`], a [`Profile`] and a [`Decision`] consist of.
pub mod parts {
    pub use crate::decision::*;
    pub use crate::model::{
        Agreement, Answer, AnswerFit, AnswerId, AnswerTemplate, ArticleView, ArticleWinner, Basis,
        Capability, CapabilityId, Claim, Comparison, Condition, Confidence, Criterion, CriterionId,
        FactId, FactRef, Factor, Finding, FindingValue, FitRules, FitView, Framework, FrameworkId,
        Implication, Indicator, IndicatorId, InvalidId, InvalidNumber, Method, Months, Need,
        NeedPoints, Origin, Outside, Override, OverrideTarget, Points, PrecedentId, Provision,
        Ratio, Scale, ScaleKind, Score, SortedMap, Source, SourceId, Thresholds, Trait, TraitId,
        UnknownWord, Use, Weighting,
    };
    pub use jiff::civil::Date;
}

// The tests in tests/unit name the crate as others do, but reach what is private.
#[cfg(all(test, feature = "cli"))]
extern crate self as weigh;
#[cfg(all(test, feature = "cli"))]
#[path = "../tests/unit/mod.rs"]
mod unit;
