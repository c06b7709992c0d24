//! What a rule may look at.

use super::File;
use crate::load::{CRITERION, FRAMEWORK, PRECEDENT, PROFILE, Record, TRAITS};
use crate::model::{
    Answer, Catalogue, Criterion, Finding, FitView, Framework, Indicator, Precedent, Profile, Trait,
};
use jiff::civil::Date;

/// The files to check, and what they mean.
#[derive(Debug, Clone, Copy)]
pub struct LintContext<'a> {
    /// The files; only these are reported.
    pub files: &'a [File],
    /// The catalogue that the files belong to.
    pub catalogue: &'a Catalogue,
    /// The profile, where the one file is a profile.
    pub profile: Option<&'a Profile>,
    /// The day by which evidence is stale; without it none is.
    pub today: Option<Date>,
}

/// A finding with everything it belongs to.
pub(super) struct FindingAt<'a> {
    pub(super) file: &'a File,
    pub(super) framework: &'a Framework,
    pub(super) criterion: &'a Criterion,
    pub(super) indicator: &'a Indicator,
    pub(super) finding: &'a Finding,
}

impl FindingAt<'_> {
    pub(super) fn key<'k>(&'k self, key: &'k str) -> [&'k str; 4] {
        ["findings", self.criterion.id.as_str(), self.indicator.id.as_str(), key]
    }

    pub(super) fn name(&self) -> String {
        format!("the finding `{}` of {}", self.indicator.id, self.framework.name)
    }
}

impl<'a> LintContext<'a> {
    /// The only file of this kind, if it is checked.
    pub(super) fn file(&self, record: &Record) -> Option<&'a File> {
        self.files.iter().find(|file| file.is(record))
    }

    pub(super) fn frameworks(&self) -> impl Iterator<Item = (&'a File, &'a Framework)> + use<'a> {
        let known = &self.catalogue.frameworks;
        let files = self.files.iter().filter(|file| file.is(&FRAMEWORK));
        files.filter_map(|file| Some((file, known.get(file.id.as_str())?)))
    }

    /// The indicators with their positions.
    pub(super) fn indicators(&self) -> Vec<(&'a File, usize, &'a Indicator)> {
        let mut all = Vec::new();
        for file in self.files.iter().filter(|file| file.is(&CRITERION)) {
            let Some(criterion) = self.catalogue.criteria.get(file.id.as_str()) else { continue };
            let indicators = criterion.indicators.iter().enumerate();
            all.extend(indicators.map(|(at, indicator)| (file, at, indicator)));
        }
        all
    }

    pub(super) fn findings(&self) -> Vec<FindingAt<'a>> {
        let mut all = Vec::new();
        for (file, framework) in self.frameworks() {
            for (id, findings) in &framework.findings {
                let Some(criterion) = self.catalogue.criteria.get(id) else { continue };
                for indicator in &criterion.indicators {
                    if let Some(finding) = findings.get(&indicator.id) {
                        all.push(FindingAt { file, framework, criterion, indicator, finding });
                    }
                }
            }
        }
        all
    }

    pub(super) fn fits(&self) -> Vec<(&'a File, &'a Trait, &'a Answer, &'a FitView)> {
        let mut all = Vec::new();
        for (file, framework) in self.frameworks() {
            for asked in &self.catalogue.traits {
                let Some(views) = framework.fit.get(&asked.id) else { continue };
                for answer in &asked.answers {
                    all.extend(views.get(&answer.id).map(|view| (file, asked, answer, view)));
                }
            }
        }
        all
    }

    /// The answers to every question, if their file is checked.
    pub(super) fn answers(&self) -> Vec<(&'a File, &'a Trait, &'a Answer)> {
        let Some(file) = self.file(&TRAITS) else { return Vec::new() };
        let asked = self.catalogue.traits.iter();
        asked.flat_map(|one| one.answers.iter().map(move |answer| (file, one, answer))).collect()
    }

    pub(super) fn precedents(&self) -> impl Iterator<Item = (&'a File, &'a Precedent)> + use<'a> {
        let known = &self.catalogue.precedents;
        let files = self.files.iter().filter(|file| file.is(&PRECEDENT));
        files.filter_map(|file| Some((file, known.get(file.id.as_str())?)))
    }

    /// The profile with its file.
    pub(super) fn project(&self) -> Option<(&'a File, &'a Profile)> {
        self.file(&PROFILE).zip(self.profile)
    }
}
