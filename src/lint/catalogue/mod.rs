//! Rules for the files of a catalogue, one file a subject.

pub(super) mod capabilities;
pub(super) mod described;
pub(super) mod fits;
pub(super) mod links;
pub(super) mod order;
pub(super) mod reasons;
pub(super) mod scales;
pub(super) mod sources;
pub(super) mod stale;
pub(super) mod traits;
pub(super) mod unrated;

use super::{File, Ground, Kind};
use crate::model::{Answer, Criterion, Finding, FitView, Framework, Indicator, Trait};

/// A finding with everything that it belongs to.
pub(super) struct Found<'a> {
    pub(super) file: &'a File,
    pub(super) framework: &'a Framework,
    pub(super) criterion: &'a Criterion,
    pub(super) indicator: &'a Indicator,
    pub(super) finding: &'a Finding,
}

impl Found<'_> {
    /// The keys that lead to it.
    pub(super) fn path(&self) -> [&str; 3] {
        ["findings", self.criterion.id.as_str(), self.indicator.id.as_str()]
    }

    /// The keys that lead to one of its own.
    pub(super) fn key<'k>(&'k self, key: &'k str) -> [&'k str; 4] {
        let [findings, criterion, indicator] = self.path();
        [findings, criterion, indicator, key]
    }

    /// What it is called.
    pub(super) fn name(&self) -> String {
        format!("the finding `{}` of {}", self.indicator.id, self.framework.name)
    }
}

impl<'a> Ground<'a> {
    /// The frameworks that are looked at.
    pub(super) fn frameworks(&self) -> impl Iterator<Item = (&'a File, &'a Framework)> + use<'a> {
        let known = self.known;
        let files = self.files.iter().filter(|file| file.kind == Kind::Framework);
        files.filter_map(move |file| Some((file, known.frameworks.get(file.id())?)))
    }

    /// The criteria that are looked at.
    pub(super) fn criteria(&self) -> impl Iterator<Item = (&'a File, &'a Criterion)> + use<'a> {
        let known = self.known;
        let files = self.files.iter().filter(|file| file.kind == Kind::Criterion);
        files.filter_map(move |file| Some((file, known.criteria.get(file.id())?)))
    }

    /// The findings that are looked at.
    pub(super) fn findings(&self) -> Vec<Found<'a>> {
        let mut all = Vec::new();
        for (file, framework) in self.frameworks() {
            for criterion in self.known.criteria.values() {
                for indicator in &criterion.indicators {
                    let found = framework.findings.get(&criterion.id);
                    if let Some(finding) = found.and_then(|found| found.get(&indicator.id)) {
                        all.push(Found { file, framework, criterion, indicator, finding });
                    }
                }
            }
        }
        all
    }

    /// The fits that are looked at.
    pub(super) fn fits(&self) -> Vec<(&'a File, &'a Trait, &'a Answer, &'a FitView)> {
        let mut all = Vec::new();
        for (file, framework) in self.frameworks() {
            for asked in &self.known.traits {
                let Some(views) = framework.fit.get(&asked.id) else { continue };
                let stated =
                    asked.answers.iter().filter_map(|one| Some((one, views.get(&one.id)?)));
                all.extend(stated.map(|(answer, view)| (file, asked, answer, view)));
            }
        }
        all
    }

    /// The answers of the questions, where their file is looked at.
    pub(super) fn answers(&self) -> Vec<(&'a File, &'a Trait, &'a Answer)> {
        let Some(file) = self.one(Kind::Traits) else { return Vec::new() };
        let asked = self.known.traits.iter();
        asked.flat_map(|one| one.answers.iter().map(move |answer| (file, one, answer))).collect()
    }

    /// The one file of a kind, if it is looked at.
    pub(super) fn one(&self, kind: Kind) -> Option<&'a File> {
        self.files.iter().find(|file| file.kind == kind)
    }

    /// Whether a framework is compared where nobody names any.
    pub(super) fn is_compared(&self, framework: &Framework) -> bool {
        framework.default || !self.known.frameworks.values().any(|other| other.default)
    }
}
