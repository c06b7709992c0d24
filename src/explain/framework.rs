//! A framework: its ratings, what it can do, what it suits, and who uses it for what.

use super::Explainer;
use super::asked::FitPart;
use super::capability::Provider;
use super::parts::{FindingPart, Named, Rated};
use crate::model::{Claim, Criterion, Framework, Source, SourceId};
use crate::score::rating;
use jiff::civil::Date;
use serde::Serialize;

/// Everything known about a framework.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FrameworkPage {
    /// The id.
    pub id: String,
    /// As people write it.
    pub name: String,
    /// The version that the findings are about.
    pub version: Option<String>,
    /// Where it lives.
    pub homepage: Option<String>,
    /// One sentence.
    pub summary: Option<String>,
    /// Whether it is compared where nobody names frameworks.
    pub default: bool,
    /// Its criteria.
    pub criteria: Vec<CriterionPart>,
    /// What it can do, by how it does it.
    pub capabilities: CapabilityPart,
    /// What it suits: the trait, the answer, and how well.
    pub fits: Vec<(Named, Named, FitPart)>,
    /// What people use it for.
    pub used_for: Vec<Claimed>,
    /// Who uses it.
    pub users: Vec<Claimed>,
}

/// How it does on one criterion.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CriterionPart {
    /// The criterion.
    pub criterion: Named,
    /// Its rating; nothing where nothing was found.
    pub rating: Option<Rated>,
    /// Whether it wins it among the frameworks compared by default.
    pub wins: bool,
    /// What is said of it there.
    pub because: Option<String>,
    /// Its findings, indicator by indicator.
    pub findings: Vec<Observed>,
}

/// What was found on one indicator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Observed {
    /// The indicator.
    pub indicator: Named,
    /// Its unit.
    pub unit: Option<String>,
    /// The finding; nothing where nobody has looked.
    pub finding: Option<FindingPart>,
}

/// What a framework can do.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct CapabilityPart {
    /// What ships with it.
    pub built_in: Vec<Named>,
    /// What an extension brings.
    pub extension: Vec<ExtensionPart>,
    /// What it does not have.
    pub none: Vec<Named>,
    /// What nobody has looked at.
    pub unknown: Vec<Named>,
}

/// An extension and what it brings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExtensionPart {
    /// What it brings.
    pub capability: Named,
    /// Its name.
    pub name: String,
    /// The day of its last release.
    pub released: Option<Date>,
    /// Whether that is long ago.
    pub stale: bool,
    /// Anything to know about it.
    pub note: Option<String>,
}

/// Something said of a framework, and how far it is borne out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Claimed {
    /// What is said.
    pub what: String,
    /// How far it is borne out.
    pub claim: Option<Claim>,
    /// Anything to know about it.
    pub note: Option<String>,
    /// Where it is written.
    pub sources: Vec<Source>,
}

impl Explainer<'_> {
    pub(super) fn framework(&self, framework: &Framework) -> FrameworkPage {
        let criteria = self.catalogue.criteria.values();
        let claimed = |what: &str, claim, note: &Option<String>, sources: &[SourceId]| Claimed {
            what: what.to_owned(),
            claim,
            note: note.clone(),
            sources: self.cited(sources),
        };
        let used_for = framework.used_for.iter();
        let users = framework.users.iter();
        FrameworkPage {
            id: framework.id.to_string(),
            name: framework.name.clone(),
            version: framework.version.clone(),
            homepage: framework.homepage.clone(),
            summary: framework.summary.clone(),
            default: self.compared().contains(&framework),
            criteria: criteria.map(|criterion| self.on(framework, criterion)).collect(),
            capabilities: self.capabilities(framework),
            fits: self.fits(framework),
            used_for: used_for.map(|u| claimed(&u.what, u.claim, &u.note, &u.sources)).collect(),
            users: users.map(|u| claimed(&u.name, Some(u.claim), &u.note, &u.sources)).collect(),
        }
    }

    fn on(&self, framework: &Framework, criterion: &Criterion) -> CriterionPart {
        let found = framework.findings.get(&criterion.id);
        let observed = |indicator: &crate::model::Indicator| Observed {
            indicator: Named::new(&indicator.id, &indicator.title),
            unit: indicator.unit.clone(),
            finding: found
                .and_then(|all| all.get(&indicator.id))
                .map(|finding| self.finding(finding, indicator)),
        };
        let winner = self.outcome(criterion).winner;
        CriterionPart {
            criterion: Named::new(&criterion.id, &criterion.title),
            rating: rating::rate(framework, criterion).map(Rated::from),
            wins: winner.is_some_and(|winner| winner.id == framework.id.as_str()),
            because: framework.because.get(&criterion.id).cloned(),
            findings: criterion.indicators.iter().map(observed).collect(),
        }
    }

    fn capabilities(&self, framework: &Framework) -> CapabilityPart {
        let mut part = CapabilityPart::default();
        for capability in self.catalogue.capabilities.values() {
            let named = Named::new(&capability.id, &capability.title);
            match self.provider(framework.capabilities.get(&capability.id)) {
                Provider::BuiltIn => part.built_in.push(named),
                Provider::None => part.none.push(named),
                Provider::Unknown => part.unknown.push(named),
                Provider::Extension { name, released, stale, note } => {
                    part.extension.push(ExtensionPart {
                        capability: named,
                        name,
                        released,
                        stale,
                        note,
                    });
                }
            }
        }
        part
    }

    /// What the framework's own file says of answers, in the order of the questions.
    fn fits(&self, framework: &Framework) -> Vec<(Named, Named, FitPart)> {
        let stated = |asked: &crate::model::Trait, answer: &crate::model::Answer| {
            framework.fit.get(&asked.id)?.get(&answer.id)?;
            let part = self.suits(framework, asked, answer);
            let (question, label) = (&asked.question, &answer.label);
            Some((Named::new(&asked.id, question), Named::new(&answer.id, label), part))
        };
        let of = |asked| {
            let asked: &crate::model::Trait = asked;
            asked.answers.iter().filter_map(|answer| stated(asked, answer)).collect::<Vec<_>>()
        };
        self.catalogue.traits.iter().flat_map(of).collect()
    }
}
