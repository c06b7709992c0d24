//! Frameworks and what was found about them.

use super::{
    Answer, AnswerId, Basis, CapabilityId, Claim, Confidence, CriterionId, FrameworkId,
    IndicatorId, Method, Months, Score, SortedMap, SourceId, Trait, TraitId,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One of the things chosen between.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Framework {
    /// The id, which is also the file's name.
    pub id: FrameworkId,
    /// The framework of which it is a stack: that one with named packages.
    pub based_on: Option<FrameworkId>,
    /// As people write it.
    pub name: String,
    /// The version that the findings are about.
    pub version: Option<String>,
    /// Where it lives.
    pub homepage: Option<String>,
    /// One sentence.
    pub summary: Option<String>,
    /// Whether it is a candidate when nobody names candidates.
    #[serde(default)]
    pub default: bool,
    /// What to say when it wins a criterion.
    #[serde(default)]
    pub because: SortedMap<CriterionId, String>,
    /// What was found; what is not there is unknown.
    #[serde(default)]
    pub findings: SortedMap<CriterionId, SortedMap<IndicatorId, Finding>>,
    /// What it can do; what is not there is unknown.
    #[serde(default)]
    pub capabilities: SortedMap<CapabilityId, Provision>,
    /// How well it suits an answer; what is not there is unknown.
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

    /// Takes from its base what is not stated of the stack itself.
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
    /// The lower bound where the evidence leaves room: in the value's unit, else in score points.
    pub low: Option<f64>,
    /// The upper bound, likewise.
    pub high: Option<f64>,
    /// Where it is written; at least one.
    #[serde(default, rename = "source")]
    pub sources: Vec<SourceId>,
    /// The day it was checked.
    pub checked: Date,
    /// How it was obtained.
    pub method: Option<Method>,
    /// How sure it is.
    pub confidence: Option<Confidence>,
    /// The reason; always there for a judgement.
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
        /// The items that a named extension brings.
        #[serde(default)]
        extension: SortedMap<String, String>,
    },
    /// For a linear or logarithmic scale, in the indicator's unit.
    Value(f64),
    /// For a judgement.
    #[serde(rename = "score")]
    Judged(Score),
}

/// How a framework provides a capability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provision {
    /// It ships with the framework.
    BuiltIn,
    /// A named extension brings it.
    Extension {
        /// The extension's name.
        #[serde(rename = "extension")]
        name: String,
        /// The day of its last release, where known.
        released: Option<Date>,
        /// Anything to know about it.
        note: Option<String>,
    },
    /// It is said to be missing.
    None,
}

impl Provision {
    /// How long after its last release an extension is called stale.
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
    /// 5 neither helps nor hinders.
    pub score: Score,
    /// The least that can be argued.
    pub low: Option<Score>,
    /// The most that can be argued.
    pub high: Option<Score>,
    /// The reason.
    pub because: String,
    /// What it rests on.
    pub basis: Basis,
    /// Where it is written, if anywhere.
    #[serde(default, rename = "source")]
    pub sources: Vec<SourceId>,
}

/// A use that the framework is put to, or someone said to use it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    /// The use, or who uses it.
    #[serde(alias = "name")]
    pub what: String,
    /// Where it is written.
    #[serde(default, rename = "source")]
    pub sources: Vec<SourceId>,
    /// How far it is borne out.
    pub claim: Option<Claim>,
    /// Anything to know about it.
    pub note: Option<String>,
}
