//! The shapes of the files as they are written, before their meaning is checked.
//!
//! The descriptions here are also those of the JSON schemas. Whatever `check` may have to complain of carries its
//! place.

mod criterion;
mod fit;
mod framework;
mod profile;
mod shape;
mod tables;

pub use criterion::{Article, Criterion, Indicator, ScaleName};
pub use fit::{DeadWeight, FeatureMatch, Fit};
pub use framework::{Extension, Finding, FitView, Framework, Provision, UsedFor, User};
pub use profile::{Override, Profile};
pub use shape::{Entries, Number, OneOrMany};
pub use tables::{Answer, Capabilities, Capability, Each, Source, Sources, Table, Trait, Traits};

pub use super::yaml::{At, Spot};
