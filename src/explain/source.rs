//! A source: what it is, and everything that rests on it.

use super::Explainer;
use super::parts::Named;
use crate::model::{Framework, Source, SourceId};
use crate::score::rating;
use jiff::civil::Date;
use serde::Serialize;

/// Everything known about a source.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SourcePage {
    /// The source.
    pub source: Source,
    /// What rests on it.
    pub resting: Vec<Resting>,
}

/// Something that rests on a source.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Resting {
    /// A finding.
    Finding {
        /// Whose.
        framework: Named,
        /// On which criterion.
        criterion: Named,
        /// On which indicator.
        indicator: Named,
        /// What it scores.
        score: f64,
        /// The day it was checked.
        checked: Date,
    },
    /// How well a framework suits an answer.
    Fit {
        /// Which framework.
        framework: Named,
        /// The trait.
        asked: Named,
        /// The answer.
        answer: Named,
        /// How well.
        score: f64,
    },
    /// What an answer does to weights.
    Effect {
        /// The trait.
        asked: Named,
        /// The answer.
        answer: Named,
    },
    /// A use.
    UsedFor {
        /// Of which framework.
        framework: Named,
        /// Which use.
        use_: String,
    },
    /// A user.
    User {
        /// Of which framework.
        framework: Named,
        /// Who.
        name: String,
    },
}

impl Explainer<'_> {
    pub(super) fn source(&self, source: &Source) -> SourcePage {
        let mut resting = Vec::new();
        for framework in self.frameworks() {
            resting.extend(self.findings_on(framework, &source.id));
            resting.extend(self.fits_on(framework, &source.id));
            resting.extend(claims_on(framework, &source.id));
        }
        resting.extend(self.effects_on(&source.id));
        SourcePage { source: source.clone(), resting }
    }

    fn findings_on(&self, framework: &Framework, source: &SourceId) -> Vec<Resting> {
        let mut resting = Vec::new();
        for criterion in self.catalogue.criteria.values() {
            for indicator in &criterion.indicators {
                let all = framework.findings.get(&criterion.id);
                let Some(finding) = all.and_then(|all| all.get(&indicator.id)) else { continue };
                if finding.sources.contains(source) {
                    resting.push(Resting::Finding {
                        framework: Named::framework(framework),
                        criterion: Named::new(&criterion.id, &criterion.title),
                        indicator: Named::new(&indicator.id, &indicator.title),
                        score: rating::score(finding, indicator).score,
                        checked: finding.checked,
                    });
                }
            }
        }
        resting
    }

    fn fits_on(&self, framework: &Framework, source: &SourceId) -> Vec<Resting> {
        let mut resting = Vec::new();
        for asked in &self.catalogue.traits {
            let Some(views) = framework.fit.get(&asked.id) else { continue };
            for answer in &asked.answers {
                let Some(view) = views.get(&answer.id) else { continue };
                if view.sources.contains(source) {
                    resting.push(Resting::Fit {
                        framework: Named::framework(framework),
                        asked: Named::new(&asked.id, &asked.question),
                        answer: Named::new(&answer.id, &answer.label),
                        score: view.score.get(),
                    });
                }
            }
        }
        resting
    }

    fn effects_on(&self, source: &SourceId) -> Vec<Resting> {
        let mut resting = Vec::new();
        for asked in &self.catalogue.traits {
            for answer in asked.answers.iter().filter(|answer| answer.sources.contains(source)) {
                resting.push(Resting::Effect {
                    asked: Named::new(&asked.id, &asked.question),
                    answer: Named::new(&answer.id, &answer.label),
                });
            }
        }
        resting
    }
}

fn claims_on(framework: &Framework, source: &SourceId) -> Vec<Resting> {
    let named = || Named::framework(framework);
    let listed = framework.used_for.iter().filter(|used| used.sources.contains(source));
    let put_to =
        listed.map(|used| Resting::UsedFor { framework: named(), use_: used.what.clone() });
    let said = framework.users.iter().filter(|user| user.sources.contains(source));
    let users = said.map(|user| Resting::User { framework: named(), name: user.name.clone() });
    put_to.chain(users).collect()
}
