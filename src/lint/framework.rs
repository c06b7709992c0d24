//! Frameworks: reasons, capabilities, claims, findings and fits.

use super::catalogue::answers;
use super::{File, Linter};
use crate::load::record;
use crate::model::{
    AnswerFit, Claim, Criterion, Finding, FindingValue, Framework, Indicator, Provision, SortedMap,
    Source,
};
use crate::text::plural;

/// Longer reasons do not fit the last column of the table.
const LONGEST: usize = 60;

impl<'a> Linter<'a> {
    pub(super) fn check_frameworks(&mut self) {
        for (file, framework) in self.frameworks() {
            if let Some(address) = &framework.homepage {
                self.check_link(file, &["homepage"], address);
            }
            self.check_reasons(file, framework);
            self.check_uses(file, framework);
            self.check_extensions(file, framework);
            self.check_rivals(file, framework);
            for (id, findings) in &framework.findings {
                let Some(criterion) = self.catalogue.criteria.get(id) else { continue };
                for indicator in &criterion.indicators {
                    // What a stack has of its base is checked there.
                    let path = ["findings", id.as_str(), indicator.id.as_str()];
                    if let Some(finding) = findings.get(&indicator.id).filter(|_| file.has(&path)) {
                        self.check_finding((file, framework), criterion, indicator, finding);
                    }
                }
            }
            self.check_gaps(file, framework);
        }
        self.check_fits();
    }

    fn frameworks(&self) -> impl Iterator<Item = (&'a File, &'a Framework)> + use<'a> {
        let known = &self.catalogue.frameworks;
        self.files(record("Framework"))
            .filter_map(|file| Some((file, known.get(file.id.as_str())?)))
    }

    fn check_reasons(&mut self, file: &File, framework: &Framework) {
        let rated = framework.findings.iter().filter(|(_, findings)| !findings.is_empty());
        for criterion in rated.map(|(id, _)| id.as_str()) {
            let message = match framework.because.get(criterion).map(|line| line.chars().count()) {
                None => format!("{} has no short reason for {criterion}", framework.name),
                Some(length) if length > LONGEST => {
                    format!("this reason has {length} characters (at most {LONGEST})")
                }
                Some(_) => continue,
            };
            self.report("says-why", file.at(&["because", criterion]), &message);
        }
    }

    /// An archived project confirms nothing of today.
    fn check_uses(&mut self, file: &File, framework: &Framework) {
        let today = self.today;
        let lists = [("used-for", &framework.used_for), ("users", &framework.users)];
        let uses = lists.into_iter().flat_map(|(key, uses)| {
            uses.iter().enumerate().map(move |(at, one)| (file.item(key, at), one))
        });
        for (place, one) in uses.filter(|(_, one)| one.claim == Some(Claim::Confirmed)) {
            let sources = one.sources.iter().filter_map(|id| self.catalogue.sources.get(id));
            for source in sources.filter(|source| source.archived.is_some_and(|day| day <= today)) {
                let message = format!("`{}` rests on `{}`, which is archived", one.what, source.id);
                self.report("archived", place, &message);
            }
        }
    }

    /// Reports two extensions of the framework of which a project uses one.
    fn check_rivals(&mut self, file: &File, framework: &Framework) {
        let mut named: Vec<(Vec<&str>, String)> = Vec::new();
        for (id, provision) in &framework.capabilities {
            if let Provision::Extension { name, .. } = provision {
                named.push((vec!["capabilities", id.as_str()], name.to_lowercase()));
            }
        }
        for (criterion, findings) in &framework.findings {
            for (indicator, finding) in findings {
                let FindingValue::Items { extension, .. } = &finding.found else { continue };
                let path = ["findings", criterion.as_str(), indicator.as_str(), "extension"];
                for (item, name) in extension {
                    named.push(([&path[..], &[item.as_str()]].concat(), name.to_lowercase()));
                }
            }
        }
        for (id, capability) in &self.catalogue.capabilities {
            let alternatives: Vec<String> =
                capability.alternatives.iter().map(|name| name.to_lowercase()).collect();
            let mut rivals = named.iter().filter(|(_, name)| alternatives.contains(name));
            let Some((_, first)) = rivals.next() else { continue };
            for (path, other) in rivals.filter(|(path, name)| name != first && file.has(path)) {
                let message = format!("{other} and {first} are alternatives for `{id}`");
                self.report("rival-extensions", file.at(path), &message);
            }
        }
    }

    fn check_extensions(&mut self, file: &File, framework: &Framework) {
        for (id, provision) in &framework.capabilities {
            let Provision::Extension { name, released, note } = provision else { continue };
            let path = ["capabilities", id.as_str(), "released"];
            if file.has(&path) {
                self.check_past(file.at(&path), &format!("the last release of {name}"), *released);
            }
            let stale = provision.stale_since().is_some_and(|since| since <= self.today);
            if let (Some(released), None, true, true) = (released, note, stale, file.has(&path)) {
                let message = format!("the last release of {name} was on {released}");
                self.report("stale-extension", file.at(&path), &message);
            }
        }
    }

    fn check_finding(
        &mut self,
        (file, framework): (&File, &Framework),
        criterion: &Criterion,
        indicator: &Indicator,
        finding: &Finding,
    ) {
        let (checked, today) = (finding.checked, self.today);
        let known = self.catalogue;
        let observed = known.observed(finding);
        let path = |key| ["findings", criterion.id.as_str(), indicator.id.as_str(), key];
        let mut report = |rule, key, problem: &str| {
            let name = format!("the finding `{}` of {}", indicator.id, framework.name);
            self.report(rule, file.at(&path(key)), &format!("{name} {problem}"));
        };
        if checked > today {
            let problem = format!("has a `checked` date in the future: {checked}");
            report("checked-in-future", "checked", &problem);
        }
        if checked < observed && observed <= today {
            let problem =
                format!("was checked on {checked}, before the data of its source: {observed}");
            report("checked-before-source", "checked", &problem);
        }
        if let Some(after) = indicator.stale_after
            && after.first_day_after(observed).is_some_and(|day| day <= today)
        {
            let after = plural(after.0.into(), "month");
            let mut sources = finding.sources.iter();
            let day = |id| known.sources.get(id).and_then(Source::day);
            let oldest = sources.find(|id| day(*id) == Some(observed));
            let source = oldest.map(|id| format!(" (source `{id}`)")).unwrap_or_default();
            report(
                "stale",
                "checked",
                &format!("has evidence from {observed}{source}, more than {after} old"),
            );
        }
        match &finding.found {
            FindingValue::Judged(_) => {
                if finding.low.is_none() || finding.high.is_none() {
                    report("unranged", "score", "is a judgement without a range");
                }
            }
            FindingValue::Value(value) => {
                if let Some((worst, best)) = indicator.scale.ends()
                    && !(worst.min(best)..=worst.max(best)).contains(value)
                {
                    let problem = format!("is {value}, outside the scale from {worst} to {best}");
                    report("off-scale", "value", &problem);
                }
            }
            FindingValue::Items { .. } => {
                let named = ["built-in", "none", "extension"].map(|key| file.names(&path(key)));
                let named = named.concat();
                let items = indicator.scale.items().iter().map(String::as_str);
                let missing: Vec<&str> = items.filter(|item| !named.contains(item)).collect();
                if !missing.is_empty() {
                    let problem = format!("does not mention {}", missing.join(", "));
                    report("unaccounted", "built-in", &problem);
                }
            }
        }
    }

    /// Reports what is unknown of a candidate and not `null` or `unknown` either. Of frameworks that are only compared
    /// where they are named, what was not looked at may stay out.
    fn check_gaps(&mut self, file: &File, framework: &Framework) {
        let known = self.catalogue;
        let rule = if framework.default || !known.frameworks.values().any(|one| one.default) {
            "unrated"
        } else if known.origin.added.contains(&framework.id) {
            "unexplored"
        } else {
            return;
        };
        let mut report = |path: &[&str], problem: &str| {
            if !file.has(path) {
                self.report(rule, file.at(path), &format!("{} {problem}", framework.name));
            }
        };
        for (id, criterion) in &known.criteria {
            let findings = framework.findings.get(id);
            for Indicator { id: indicator, title, .. } in &criterion.indicators {
                if findings.is_none_or(|findings| !findings.contains_key(indicator)) {
                    let problem = format!("has no finding `{indicator}` for {id}: {title}");
                    report(&["findings", id.as_str(), indicator.as_str()], &problem);
                }
            }
        }
        for (id, capability) in &known.capabilities {
            if !framework.capabilities.contains_key(id) {
                let about = capability.about.as_ref().unwrap_or(&capability.title);
                let problem = format!("has no entry for the capability `{id}`: {about}");
                report(&["capabilities", id.as_str()], &problem);
            }
        }
        for (asked, answer) in answers(known) {
            if answer.fit == AnswerFit::Scored && framework.view(asked, answer).is_none() {
                let (asked, id) = (asked.id.as_str(), answer.id.as_str());
                let problem = format!("has no fit for `{asked}: {id}`: {}", answer.label);
                report(&["fit", asked, id], &problem);
            }
        }
    }

    fn check_fits(&mut self) {
        let mut seen = SortedMap::new();
        for (file, framework) in self.frameworks() {
            for (asked, answer) in answers(self.catalogue) {
                let Some(view) = framework.view(asked, answer) else { continue };
                let (name, score) = (format!("`{}: {}`", asked.id, answer.id), view.score.get());
                let path = ["fit", asked.id.as_str(), answer.id.as_str()];
                if !file.has(&path) {
                    continue;
                }
                if answer.fit != AnswerFit::Scored {
                    let message = format!(
                        "the answer {name} is not marked `fit: true`, so this fit has no effect"
                    );
                    self.report("unused-fit", file.at(&path), &message);
                }
                // The same words for another answer, or for another framework on the same answer, must mean the same.
                for key in [(file.id.as_str(), ""), (path[1], path[2])] {
                    let now = (file.id.as_str(), name.clone(), score);
                    let before = seen.insert((key, view.because.as_str()), now);
                    let Some((other, its_name, its_score)) = before else { continue };
                    if its_score.total_cmp(&score).is_ne() {
                        let message = format!(
                            "this reason gives {score} for {name} and {its_score} for {its_name} of `{other}`"
                        );
                        let path = [path[0], path[1], path[2], "because"];
                        self.report("same-reason", file.at(&path), &message);
                    }
                }
            }
        }
    }
}
