//! The shapes of the files as they are written, before their meaning is checked.
//!
//! The descriptions here are also those of the JSON schemas. Whatever `check` may have to complain of carries its
//! place.

mod config;
mod criterion;
mod fit;
mod framework;
mod profile;
mod shape;
mod tables;

pub use config::{AdrName, Condition, Config, FormatName};
pub use criterion::{Article, Criterion, Indicator, ScaleName};
pub use fit::{DeadWeight, FeatureMatch, Fit};
pub use framework::{Extension, Finding, FitView, Framework, Provision, UsedFor, User};
pub use profile::{Override, Pair, Profile};
pub use shape::{Entries, Number, OneOrMany};
pub use tables::{Answer, Capabilities, Capability, Each, Source, Sources, Table, Trait, Traits};

pub use super::yaml::{At, Spot};

#[cfg(test)]
mod tests {
    use super::{Criterion, Fit, Framework, Profile, Traits};
    use schemars::schema_for;
    use serde_json::Value;

    fn at<'v>(schema: &'v Value, path: &str) -> &'v Value {
        schema.pointer(path).unwrap_or_else(|| panic!("{path} in {schema:#}"))
    }

    #[test]
    fn places_do_not_show_in_the_schemas() {
        let profile = schema_for!(Profile).to_value();
        assert_eq!(at(&profile, "/additionalProperties"), false);
        assert_eq!(at(&profile, "/properties/frameworks/items/type"), "string");
        assert_eq!(at(&profile, "/properties/weights/additionalProperties/type"), "number");
        assert_eq!(at(&profile, "/properties/needs/additionalProperties/type"), "string");
        let criterion = schema_for!(Criterion).to_value();
        assert_eq!(at(&criterion, "/properties/indicators/items/$ref"), "#/$defs/Indicator");
    }

    #[test]
    fn every_file_has_a_schema() {
        for schema in [schema_for!(Fit), schema_for!(Framework), schema_for!(Traits)] {
            assert_eq!(at(schema.as_value(), "/type"), "object");
        }
    }
}
