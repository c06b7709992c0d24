//! Numbers with a rule, checked once where they come in.

use serde::{Deserialize, Serialize};

/// A number outside its range.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("expected {rule}, found {value}")]
pub struct InvalidNumber {
    value: f64,
    rule: &'static str,
}

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident, $valid:expr, $rule:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
        #[serde(try_from = "f64")]
        pub struct $name(f64);

        impl $name {
            #[doc = concat!("Checks the number; expects ", $rule, ".")]
            ///
            /// # Errors
            ///
            /// [`InvalidNumber`] for a number outside this range, for infinity and for NaN.
            pub fn new(value: f64) -> Result<Self, InvalidNumber> {
                let valid: fn(f64) -> bool = $valid;
                (value.is_finite() && valid(value))
                    .then_some(Self(value))
                    .ok_or(InvalidNumber { value, rule: $rule })
            }

            /// The number.
            pub fn get(self) -> f64 {
                self.0
            }
        }

        impl TryFrom<f64> for $name {
            type Error = InvalidNumber;

            fn try_from(value: f64) -> Result<Self, InvalidNumber> {
                Self::new(value)
            }
        }
    )+};
}

numbers! {
    /// A score, 0 to 10; 10 is best.
    Score, |v| (0.0..=10.0).contains(&v), "a score from 0 to 10";
    /// A weight, 0 to 10^12. Only its ratio to the other weights counts.
    Points, |v| (0.0..=1e12).contains(&v), "points from 0 to 10^12";
    /// What an answer multiplies a weight by, 0 to 10^6; 0 makes the criterion not applicable.
    Factor, |v| (0.0..=1e6).contains(&v), "a factor from 0 to 10^6";
    /// How many times as important the first criterion is, 1/9 to 9 (Saaty's scale). A rounded 1/9, such as 0.111, is
    /// accepted.
    ///
    /// Source: T. L. Saaty, "The Analytic Hierarchy Process", 1980.
    Ratio, |v| (1.0 / 9.0 - 2e-4..=9.0).contains(&v), "a ratio from 1/9 to 9";
}

impl Score {
    /// The score that stands for an unknown one: the middle of the scale.
    pub const UNKNOWN: f64 = 5.0;

    /// The default range of a team's own score: ± 1, limited to 0 to 10.
    pub fn default_range(score: f64) -> [f64; 2] {
        [score - 1.0, score + 1.0].map(|bound| bound.clamp(0.0, 10.0))
    }
}

#[cfg(test)]
mod tests {
    use super::{Points, Ratio, Score};

    #[test]
    fn what_is_not_a_number_is_never_valid() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.5] {
            assert!(Score::new(value).is_err(), "{value}");
            assert!(Points::new(value).is_err(), "{value}");
            assert!(Ratio::new(value).is_err(), "{value}");
        }
        assert!(Score::new(10.0).is_ok() && Score::new(10.01).is_err());
        assert!(
            Ratio::new(1.0 / 9.0).is_ok() && Ratio::new(0.111).is_ok() && Ratio::new(9.5).is_err()
        );
    }
}
