//! What several pages have in common: names, figures, findings.

use super::Explainer;
use crate::analysis::age;
use crate::model::{
    Confidence, Finding, Found, Framework, FrameworkId, Indicator, Method, Scale, Source, SourceId,
};
use crate::score::{Rating, rating};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// Something with an id, as people call it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The id.
    pub id: String,
    /// The name or title.
    pub name: String,
}

impl Named {
    /// An id and what it is called.
    pub(super) fn new(id: &impl ToString, name: &str) -> Self {
        Self { id: id.to_string(), name: name.to_owned() }
    }

    /// A framework.
    pub(super) fn framework(framework: &Framework) -> Self {
        Self::new(&framework.id, &framework.name)
    }
}

/// A rating or a score with its range.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rated {
    /// 0 to 10.
    pub score: f64,
    /// The lowest that the evidence allows.
    pub low: f64,
    /// The highest that the evidence allows.
    pub high: f64,
    /// The part that rests on findings, 0 to 1.
    pub coverage: f64,
}

impl From<Rating> for Rated {
    fn from(rating: Rating) -> Self {
        let Rating { score, low, high, coverage, .. } = rating;
        Self { score, low, high, coverage }
    }
}

/// What was found, before it became a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Figure {
    /// On a checklist.
    Items {
        /// The items that ship with the framework.
        built_in: Vec<String>,
        /// The items that a named extension brings.
        extension: BTreeMap<String, String>,
        /// The items that were looked for and not found.
        missing: Vec<String>,
    },
    /// In the indicator's unit.
    Value {
        /// The figure.
        value: f64,
        /// The least it could be.
        low: Option<f64>,
        /// The most it could be.
        high: Option<f64>,
    },
    /// Given directly.
    Judged,
}

/// One framework's finding on one indicator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FindingPart {
    /// What was found.
    pub figure: Figure,
    /// What it scores.
    pub rated: Rated,
    /// The reason, or how to read the figure.
    pub because: Option<String>,
    /// Where it is written.
    pub sources: Vec<Source>,
    /// The day it was checked.
    pub checked: Date,
    /// How it was obtained.
    pub method: Option<Method>,
    /// How sure it is.
    pub confidence: Option<Confidence>,
    /// The first day on which it is stale.
    pub stale_since: Option<Date>,
    /// Whether it is stale today.
    pub stale: bool,
}

impl Explainer<'_> {
    /// The sources of these ids.
    pub(super) fn cited(&self, ids: &[SourceId]) -> Vec<Source> {
        ids.iter().filter_map(|id| self.catalogue.sources.get(id).cloned()).collect()
    }

    /// What a framework is called.
    pub(super) fn named(&self, id: &FrameworkId) -> Named {
        Named::new(id, self.catalogue.frameworks.get(id).map_or(id.as_str(), |known| &known.name))
    }

    /// The frameworks that are compared where nobody names any, then the others, each by id.
    pub(super) fn frameworks(&self) -> Vec<&Framework> {
        let mut all: Vec<&Framework> = self.catalogue.frameworks.values().collect();
        all.sort_by_key(|framework| !framework.default);
        all
    }

    pub(super) fn finding(&self, finding: &Finding, indicator: &Indicator) -> FindingPart {
        let cell = rating::score(finding, indicator);
        let stale_since = age::stale_since(finding.checked, indicator);
        FindingPart {
            figure: figure(finding, &indicator.scale),
            rated: Rated { score: cell.score, low: cell.low, high: cell.high, coverage: 1.0 },
            because: finding.because.clone(),
            sources: self.cited(&finding.sources),
            checked: finding.checked,
            method: finding.method,
            confidence: finding.confidence,
            stale: self.is_past(stale_since),
            stale_since,
        }
    }
}

fn figure(finding: &Finding, scale: &Scale) -> Figure {
    match &finding.found {
        Found::Items { built_in, extension } => {
            let looked_for = match scale {
                Scale::Checklist { items } => items.as_slice(),
                Scale::Linear { .. } | Scale::Log { .. } | Scale::Judgement => &[],
            };
            let had = |item: &&String| built_in.contains(item) || extension.contains_key(*item);
            let missing = looked_for.iter().filter(|item| !had(item)).cloned().collect();
            Figure::Items { built_in: built_in.clone(), extension: extension.clone(), missing }
        }
        Found::Value(value) => {
            Figure::Value { value: *value, low: finding.low, high: finding.high }
        }
        Found::Judged(_) => Figure::Judged,
    }
}
