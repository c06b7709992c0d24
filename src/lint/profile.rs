//! Profiles.

use super::{File, Linter};
use crate::load::record;
use crate::model::{
    CriterionId, FactRef, Framework, OverrideTarget, Points, Profile, SortedMap, Thresholds,
    Weighting,
};
use crate::score::{Scoreboard, pairwise};
use crate::text::percent;

impl Linter<'_> {
    pub(super) fn check_profile(&mut self, profile: &Profile) {
        let Some(file) = self.files(record("Profile")).next() else { return };
        let candidates = self.catalogue.candidates(&profile.in_force(Some(self.today)));
        self.check_needs(file, profile, &candidates);
        self.check_overrides(file, profile, &candidates);
        match &profile.weighting {
            Weighting::Points(points) => self.check_points_given(file, points),
            Weighting::Ranking(order) => {
                if let [only] = order.as_slice() {
                    let message = format!("this ranking contains only {only}");
                    self.report("ranking-of-one", file.at(&["ranking"]), &message);
                }
            }
            Weighting::Pairwise(comparisons) => {
                let (_, consistency) = pairwise::shares(comparisons);
                if consistency.ratio > Thresholds::ACCEPTED_INCONSISTENCY {
                    let message = format!(
                        "these comparisons contradict each other: their consistency ratio is {:.2}, and at most {} is accepted",
                        consistency.ratio,
                        Thresholds::ACCEPTED_INCONSISTENCY
                    );
                    self.report("inconsistent", file.at(&["pairwise"]), &message);
                }
            }
            Weighting::Catalogue => {}
        }
        if let Some(day) = profile.review_by.filter(|day| *day < self.today) {
            let message = format!("the review was due on {day}");
            self.report("review-passed", file.at(&["review-by"]), &message);
        }
        if profile.title.as_ref().is_none_or(|title| title.trim().is_empty()) {
            self.report("untitled", file.at(&["title"]), "this profile has no title");
        }
    }

    /// What is required.
    fn check_needs(&mut self, file: &File, profile: &Profile, candidates: &[&Framework]) {
        for (id, need) in profile.needs.iter().filter(|(_, need)| need.decides()) {
            let path = ["needs", id.as_str()];
            for framework in candidates.iter().filter(|one| !one.capabilities.contains_key(id)) {
                let name = &framework.name;
                let message = format!("`{id}` is required ({need}) but unknown for {name}");
                self.report("unknown-need", file.at(&path), &message);
            }
            let fails =
                |one: &&Framework| one.capabilities.get(id).is_some_and(|has| !need.allows(has));
            if candidates.iter().all(fails) {
                let message = format!("no candidate meets `{id}: {need}`");
                self.report("impossible-need", file.at(&path), &message);
            }
        }
    }

    /// Points that all give less than the default, though the profile means to stress these criteria.
    fn check_points_given(&mut self, file: &File, given: &SortedMap<CriterionId, Points>) {
        let criteria = &self.catalogue.criteria;
        let by_default: f64 = criteria.values().map(|one| one.weight.get()).sum();
        let points = criteria.values().map(|one| given.get(&one.id).unwrap_or(&one.weight).get());
        let now: f64 = points.sum();
        let mut reduced = Vec::new();
        for (id, one) in criteria {
            let Some(points) = given.get(id) else { continue };
            let (before, after) = (one.weight.get() / by_default, points.get() / now);
            if points.get() == 0.0 || after >= before {
                return;
            }
            reduced.push((id, points.get(), percent(before), percent(after)));
        }
        if reduced.len() == criteria.len() {
            return;
        }
        for (id, points, before, after) in reduced {
            let message =
                format!("a weight of {points} gives {id} {after}; the default is {before}");
            self.report("weight-does-less", file.at(&["weights", id.as_str()]), &message);
        }
    }

    fn check_overrides(&mut self, file: &File, profile: &Profile, candidates: &[&Framework]) {
        let in_force = profile.in_force(Some(self.today));
        let Ok(board) = Scoreboard::new(self.catalogue, &in_force, Some(self.today), None) else {
            return;
        };
        let is_said =
            |fact: &FactRef| board.facts.iter().any(|said| fact.names(said.id, said.value));
        for (at, one) in profile.overrides.iter().enumerate() {
            let (what, is_said) = match &one.target {
                OverrideTarget::Rating { criterion, .. } => (criterion.to_string(), true),
                OverrideTarget::Fact { fact, .. } => (fact.to_string(), is_said(fact)),
            };
            let today = self.today;
            let mut report = |rule, problem: &str| {
                let message = format!("the override of {what} for {} {problem}", one.framework);
                self.report(rule, file.item("overrides", at), &message);
            };
            if let Some(until) = one.until.filter(|until| *until < today) {
                report("override-expired", &format!("expired on {until}"));
            } else if !candidates.iter().any(|framework| framework.id == one.framework) {
                report("override-unused", "has no effect: the framework is not a candidate");
            }
            if !is_said {
                report("override-unused", "has no effect: the profile does not contain this fact");
            }
        }
    }
}
