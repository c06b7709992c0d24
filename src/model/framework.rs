//! Frameworks and what was found about them.

use super::{
    Answer, AnswerId, Basis, CapabilityId, Claim, Confidence, CriterionId, FrameworkId,
    IndicatorId, Method, Months, Score, SortedMap, SourceId, Trait, TraitId,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A framework, and everything that was found about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Framework {
    /// The id, which is also the file's name.
    pub id: FrameworkId,
    /// The framework of which it is a stack: that framework with further packages.
    pub based_on: Option<FrameworkId>,
    /// The name that people read.
    pub name: String,
    /// The version that the findings are about.
    pub version: Option<String>,
    /// Its home page.
    pub homepage: Option<String>,
    /// A summary in one sentence.
    pub summary: Option<String>,
    /// Whether it is a candidate when the profile names none.
    #[serde(default)]
    pub default: bool,
    /// For each criterion that it can win, why.
    #[serde(default)]
    pub because: SortedMap<CriterionId, String>,
    /// What was found, by criterion and indicator; a missing finding is unknown.
    #[serde(default)]
    pub findings: SortedMap<CriterionId, SortedMap<IndicatorId, Finding>>,
    /// How it provides each capability; a missing one is unknown.
    #[serde(default)]
    pub capabilities: SortedMap<CapabilityId, Provision>,
    /// How well it suits each answer; a missing fit is unknown.
    #[serde(default)]
    pub fit: SortedMap<TraitId, SortedMap<AnswerId, FitView>>,
    /// What people use it for.
    #[serde(default)]
    pub used_for: Vec<Use>,
    /// Who uses it.
    #[serde(default)]
    pub users: Vec<Use>,
}

impl Framework {
    /// The framework itself, or the one of which it is a stack.
    pub fn base(&self) -> &FrameworkId {
        self.based_on.as_ref().unwrap_or(&self.id)
    }

    /// How well it suits an answer, where its file states it.
    pub fn view(&self, asked: &Trait, answer: &Answer) -> Option<&FitView> {
        self.fit.get(&asked.id)?.get(&answer.id)
    }

    /// Copies from its base the reasons, capabilities, findings and fits that the stack does not state.
    pub fn inherit(&mut self, base: &Self) {
        fn fill<K: Ord + Clone, V: Clone>(own: &mut SortedMap<K, V>, base: &SortedMap<K, V>) {
            for (key, value) in base {
                own.get_or_insert_with(key.clone(), || value.clone());
            }
        }
        fill(&mut self.because, &base.because);
        fill(&mut self.capabilities, &base.capabilities);
        for (criterion, findings) in &base.findings {
            fill(self.findings.get_or_default(criterion.clone()), findings);
        }
        for (asked, views) in &base.fit {
            fill(self.fit.get_or_default(asked.clone()), views);
        }
    }
}

/// What was found for one framework on one indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The finding itself; its kind is the one that the indicator's scale takes.
    pub found: FindingValue,
    /// The lower bound, where the evidence allows a range: in the value's unit, else in score points (0 to 10).
    pub low: Option<f64>,
    /// The upper bound, likewise.
    pub high: Option<f64>,
    /// The sources; at least one.
    #[serde(default, rename = "source")]
    pub sources: Vec<SourceId>,
    /// The day on which it was checked.
    pub checked: Date,
    /// How it was obtained.
    pub method: Option<Method>,
    /// How certain it is.
    pub confidence: Option<Confidence>,
    /// The reason; required for a judgement.
    pub because: Option<String>,
}

/// The kinds of finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingValue {
    /// For a checklist.
    Items {
        /// The items that ship with the framework.
        #[serde(default, rename = "built-in")]
        built_in: Vec<String>,
        /// The items that an extension provides: item to the extension's name.
        #[serde(default)]
        extension: SortedMap<String, String>,
    },
    /// For a linear or logarithmic scale, in the indicator's unit.
    Value(f64),
    /// For a judgement, 0 to 10.
    #[serde(rename = "score")]
    Judged(Score),
}

/// How a framework provides a capability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provision {
    /// It ships with the framework.
    BuiltIn,
    /// A named extension provides it.
    Extension {
        /// The extension's name.
        #[serde(rename = "extension")]
        name: String,
        /// The day of its last release, where known.
        released: Option<Date>,
        /// A note about it.
        note: Option<String>,
    },
    /// Neither the framework nor a known extension provides it.
    None,
}

impl Provision {
    /// How long after its last release an extension is stale.
    pub const STALE_AFTER: Months = Months(24);

    /// The first day on which the extension is stale; none where there is none or its last release is not known.
    pub fn stale_since(&self) -> Option<Date> {
        match self {
            Self::Extension { released, .. } => Self::STALE_AFTER.first_day_after((*released)?),
            Self::BuiltIn | Self::None => None,
        }
    }
}

/// How well a framework suits one answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FitView {
    /// The fit, 0 to 10; 5 has no effect.
    pub score: Score,
    /// The lowest that can be argued; by default [`Basis::slack`] below the score.
    pub low: Option<Score>,
    /// The highest that can be argued; by default [`Basis::slack`] above the score.
    pub high: Option<Score>,
    /// The reason.
    pub because: String,
    /// What it rests on.
    pub basis: Basis,
    /// The sources, if any.
    #[serde(default, rename = "source")]
    pub sources: Vec<SourceId>,
}

/// A use of the framework, or an organisation or product said to use it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    /// The use, or who uses it.
    #[serde(alias = "name")]
    pub what: String,
    /// The sources.
    #[serde(default, rename = "source")]
    pub sources: Vec<SourceId>,
    /// How well it is supported.
    pub claim: Option<Claim>,
    /// A note about it.
    pub note: Option<String>,
}
