//! Scales: how a finding becomes a score from 0 to 10. Which keys a scale takes in files is in `load/files.json`.

use super::words;
use serde::{Deserialize, Serialize};

words! {
    /// The kinds of scale.
    pub enum ScaleKind {
        /// 10 × (1 per item built in, ½ per item by extension) / items.
        Checklist = "checklist",
        /// 0 at `worst`, 10 at `best`, clamped to that range.
        Linear = "linear",
        /// Linear in the logarithm; both ends are above zero.
        Log = "log",
        /// 0 to 10 given directly, with a reason.
        Judgement = "judgement",
    }
}

/// How a finding becomes a score from 0 to 10.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// 10 × (1 per item built in, ½ per item by extension) / items.
    Checklist {
        /// The items that are looked for.
        items: Vec<String>,
    },
    /// 0 at `worst`, 10 at `best`, limited to that range.
    Linear {
        /// The value that scores 0.
        worst: f64,
        /// The value that scores 10.
        best: f64,
    },
    /// Linear in the logarithm, limited to 0 to 10; both ends are above zero.
    Log {
        /// The value that scores 0.
        worst: f64,
        /// The value that scores 10.
        best: f64,
    },
    /// 0 to 10 given directly, with a reason.
    Judgement,
}

impl Scale {
    /// Its kind.
    pub fn kind(&self) -> ScaleKind {
        match self {
            Self::Checklist { .. } => ScaleKind::Checklist,
            Self::Linear { .. } => ScaleKind::Linear,
            Self::Log { .. } => ScaleKind::Log,
            Self::Judgement => ScaleKind::Judgement,
        }
    }

    /// The values that score 0 and 10; none for a checklist or a judgement.
    pub fn ends(&self) -> Option<(f64, f64)> {
        match self {
            Self::Linear { worst, best } | Self::Log { worst, best } => Some((*worst, *best)),
            Self::Checklist { .. } | Self::Judgement => None,
        }
    }

    /// Whether a lower value has a higher score.
    pub fn less_is_better(&self) -> bool {
        match self {
            Self::Linear { worst, best } | Self::Log { worst, best } => best < worst,
            Self::Checklist { .. } | Self::Judgement => false,
        }
    }

    /// The items of a checklist; empty for another scale.
    pub fn items(&self) -> &[String] {
        if let Self::Checklist { items } = self { items } else { &[] }
    }

    /// The score of a value, 0 to 10; beyond the ends it is 0 or 10. The value is in the indicator's unit for a linear
    /// or log scale, else in score points.
    ///
    /// On a log scale a value of 0 or below has the score of the smallest values: 0, or 10 where less is better.
    pub fn score(&self, value: f64) -> f64 {
        let part = match self {
            Self::Linear { worst, best } => (value - worst) / (best - worst),
            Self::Log { .. } if value <= 0.0 => f64::from(u8::from(self.less_is_better())),
            Self::Log { worst, best } => libm::log(value / worst) / libm::log(best / worst),
            Self::Checklist { .. } | Self::Judgement => value / 10.0,
        };
        (10.0 * part).clamp(0.0, 10.0)
    }

    /// The value that has a score; none for a checklist or a judgement. A score outside 0 to 10 is extrapolated.
    pub fn value(&self, score: f64) -> Option<f64> {
        let part = score / 10.0;
        match self {
            Self::Linear { worst, best } => Some(worst + part * (best - worst)),
            Self::Log { worst, best } => Some(worst * libm::pow(best / worst, part)),
            Self::Checklist { .. } | Self::Judgement => None,
        }
    }

    /// Its worst and best end in words; `write` formats a value.
    pub fn reach(&self, write: impl Fn(f64) -> String) -> String {
        match self {
            Self::Checklist { items } => format!("none to all {}", items.len()),
            Self::Linear { worst, best } | Self::Log { worst, best } => {
                format!("{} to {}", write(*worst), write(*best))
            }
            Self::Judgement => "0 to 10".to_owned(),
        }
    }

    /// What it does, in a sentence; `write` formats a value.
    pub fn about(&self, write: impl Fn(f64) -> String) -> String {
        let ends = |name: &str, worst: f64, best: f64| {
            format!("{name} scale: {} scores 0, {} scores 10.", write(worst), write(best))
        };
        match self {
            Self::Checklist { items } => {
                format!("Checklist of {}: built in counts 1, by extension ½.", items.len())
            }
            Self::Linear { worst, best } => ends("Linear", *worst, *best),
            Self::Log { worst, best } => ends("Logarithmic", *worst, *best),
            Self::Judgement => "Judgement from 0 to 10.".to_owned(),
        }
    }
}

/// The score of a checklist, 0 to 10: an item that is built in counts 1, one by extension ½.
pub fn checklist_score(built_in: usize, extension: usize, items: usize) -> f64 {
    10.0 * (built_in as f64 + 0.5 * extension as f64) / items as f64
}

#[cfg(test)]
mod tests {
    use super::Scale;

    fn near(left: f64, right: f64) {
        assert!((left - right).abs() < 1e-9, "{left} is not {right}");
    }

    #[test]
    fn scales_are_anchored_at_their_ends_and_held_there() {
        let log = Scale::Log { worst: 100.0, best: 10_000.0 };
        near(log.score(1000.0), 5.0);
        near(log.score(1.0), 0.0);
        near(log.score(0.0), 0.0);
        near(log.score(1e9), 10.0);
        let less_is_better = Scale::Linear { worst: 100.0, best: 0.0 };
        near(less_is_better.score(25.0), 7.5);
        near(Scale::Log { worst: 10.0, best: 1.0 }.score(0.0), 10.0);
    }

    #[test]
    fn a_score_leads_back_to_its_value() {
        near(Scale::Linear { worst: 100.0, best: 0.0 }.value(7.5).unwrap(), 25.0);
        near(Scale::Log { worst: 0.1, best: 10.0 }.value(5.0).unwrap(), 1.0);
        assert_eq!(Scale::Judgement.value(5.0), None);
    }
}
