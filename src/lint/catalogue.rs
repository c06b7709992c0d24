//! Criteria, questions, fit, capabilities, sources and public decisions.

use super::{File, Linter};
use crate::load::record;
use crate::model::{Answer, AnswerFit, Catalogue, Condition, SourceId, SourceKind, Trait};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How to fix a missing source.
pub(super) const CITE: &str = "add `source:` with an id of sources.yaml";

impl<'a> Linter<'a> {
    pub(super) fn check_catalogue(&mut self) {
        self.files(record("Criterion")).for_each(|file| self.check_indicators(file));
        self.files(record("Traits")).for_each(|file| self.check_traits(file));
        self.files(record("Fit")).for_each(|file| self.check_points(file));
        self.files(record("Capabilities")).for_each(|file| self.check_capabilities(file));
        self.files(record("Sources")).for_each(|file| self.check_sources(file));
        self.files(record("Precedent")).for_each(|file| self.check_precedent(file));
    }

    fn check_indicators(&mut self, file: &File) {
        let Some(criterion) = self.catalogue.criteria.get(file.id.as_str()) else { return };
        for (at, indicator) in criterion.indicators.iter().enumerate() {
            let (id, place) = (&indicator.id, file.item("indicators", at));
            if indicator.anchors.is_none() {
                let message = format!("the scale of `{id}` has no `anchors`");
                let hint = "add `anchors:` with what scores 0 and 10, and why";
                self.report("unanchored", place, &message, hint);
            }
            if indicator.stale_after.is_none() {
                let message = format!("`{id}` has no `stale-after`");
                let hint = "add for example `stale-after: 24 months`";
                self.report("ageless", place, &message, hint);
            }
        }
    }

    fn check_traits(&mut self, file: &File) {
        let rules = self.catalogue.fit.iter();
        let conditions: Vec<&Condition> = rules
            .flat_map(|rules| {
                let implies = rules.implies.iter().map(|one| &one.when);
                implies.chain(rules.outside.iter().map(|one| &one.when))
            })
            .flatten()
            .collect();
        for (asked, answer) in answers(self.catalogue) {
            let name = format!("`{}: {}`", asked.id, answer.id);
            let path = [asked.id.as_str(), "answers", answer.id.as_str()];
            if !answer.weights.is_empty() {
                if answer.sources.is_empty() {
                    let message = format!("the weights of {name} have no source");
                    self.report("unsourced", file.at(&path), &message, CITE);
                }
            } else if answer.because.is_some() || !answer.sources.is_empty() {
                let message = format!("{name} has a reason but no weights");
                let hint = "add `weights:`, or remove the reason";
                self.report("idle-reason", file.at(&path), &message, hint);
            }
        }
        for asked in &self.catalogue.traits {
            let is_condition =
                |one: &&Condition| matches!(one, Condition::Answer(id, _) if *id == asked.id);
            let has_weights = asked.answers.iter().any(|answer| !answer.weights.is_empty());
            if !has_weights && !has_fit(asked) && !conditions.iter().any(is_condition) {
                let message = format!("no answer to `{}` has an effect", asked.id);
                let hint = "give an answer weights or `fit: true`, or remove the question";
                self.report("unused-trait", file.at(&[asked.id.as_str()]), &message, hint);
            }
        }
    }

    fn check_points(&mut self, file: &File) {
        let Some(rules) = &self.catalogue.fit else { return };
        for asked in &self.catalogue.traits {
            let id = asked.id.as_str();
            let (problem, hint) = match (rules.points.contains_key(&asked.id), has_fit(asked)) {
                (false, true) => ("has fits but no points", format!("add `{id}:` with its points")),
                (true, false) => (
                    "has points but no fits",
                    "remove it, or mark an answer with `fit: true`".to_owned(),
                ),
                _ => continue,
            };
            let message = format!("`{id}` {problem}");
            self.report("pointless-fit", file.at(&["points", id]), &message, &hint);
        }
    }

    fn check_capabilities(&mut self, file: &File) {
        let frameworks = &self.catalogue.frameworks;
        for (id, capability) in &self.catalogue.capabilities {
            for (key, text) in [("question", &capability.question), ("about", &capability.about)] {
                if text.is_none() {
                    let message = format!("the capability `{id}` has no `{key}`");
                    let hint = format!("add `{key}:`");
                    self.report("undescribed", file.at(&[id.as_str()]), &message, &hint);
                }
            }
            if !frameworks.values().any(|framework| framework.capabilities.contains_key(id)) {
                let message = format!("no framework says whether it has `{id}`");
                let hint = "add it to the frameworks, or remove the capability";
                self.report("unused-capability", file.at(&[id.as_str()]), &message, hint);
            }
        }
    }

    fn check_sources(&mut self, file: &File) {
        for id in file.keys(&[]) {
            if !file.has(&[id, "observed"]) {
                let message = format!("the source `{id}` has no `observed`");
                let hint =
                    "add the day of which it speaks, or `observed: null` where it is unknown";
                self.report("source-incomplete", file.at(&[id]), &message, hint);
            }
        }
        let (cited, mut seen) = (self.cited(), BTreeMap::new());
        for (id, source) in &self.catalogue.sources {
            if !cited.contains(id) && file.has(&[id.as_str()]) {
                let message = format!("the source `{id}` is not used");
                let hint = "cite it, or remove it";
                self.report("unused-source", file.at(&[id.as_str()]), &message, hint);
            }
            let located = match source.kind {
                None => source.path.is_some(),
                Some(SourceKind::Judgement) => true,
                Some(SourceKind::Unlocated) => source.because.is_some(),
            };
            if source.url.is_none() && !located && file.has(&[id.as_str()]) {
                let message = format!("the source `{id}` has no address");
                let hint = "add `url:`, `path:`, or `kind: unlocated` with `because:`";
                self.report("source-incomplete", file.at(&[id.as_str()]), &message, hint);
            }
            let Some(url) = &source.url else { continue };
            let path = [id.as_str(), "url"];
            if let Some(first) = seen.insert((url, &source.observed), id) {
                let message = format!("`{first}` has the same address and date");
                self.report("source-twice", file.at(&path), &message, "keep one of the two");
            }
            self.check_link(file, &path, url);
        }
    }

    pub(super) fn check_link(&mut self, file: &File, path: &[&str], address: &str) {
        if !is_https(address) {
            let message = format!("`{address}` is not a valid https link");
            let hint = "write the whole address, starting with https://";
            self.report("bad-link", file.at(path), &message, hint);
        }
    }

    fn cited(&self) -> BTreeSet<&'a SourceId> {
        let mut cited = BTreeSet::new();
        for framework in self.catalogue.frameworks.values() {
            let findings = framework.findings.values().flat_map(BTreeMap::values);
            cited.extend(findings.flat_map(|finding| &finding.sources));
            let fits = framework.fit.values().flat_map(BTreeMap::values);
            cited.extend(fits.flat_map(|view| &view.sources));
            cited.extend(framework.used_for.iter().flat_map(|used| &used.sources));
            cited.extend(framework.users.iter().flat_map(|user| &user.sources));
        }
        let answers = self.catalogue.traits.iter().flat_map(|asked| &asked.answers);
        cited.extend(answers.flat_map(|answer| &answer.sources));
        cited
    }

    fn check_precedent(&mut self, file: &File) {
        let Some(precedent) = self.catalogue.precedents.get(file.id.as_str()) else { return };
        let folder = Path::new(&file.text.name).parent();
        if precedent.url.is_none() && folder.is_some_and(|folder| folder.ends_with("precedents")) {
            let message = format!("the decision `{}` has no address", precedent.id);
            let hint = "add `url:`, or keep it outside the catalogue";
            self.report("no-address", file.at(&["id"]), &message, hint);
        }
        let chose = &precedent.chose;
        let known = self.catalogue.frameworks.contains_key(chose.as_str());
        if !known && !precedent.candidates.contains(chose) {
            let message = format!("`{chose}` is neither a candidate nor a framework");
            let hint = "write it under `candidates` as under `chose`";
            self.report("unknown-choice", file.at(&["chose"]), &message, hint);
        }
    }
}

/// Every answer, with its question.
pub(super) fn answers(catalogue: &Catalogue) -> impl Iterator<Item = (&Trait, &Answer)> {
    let traits = catalogue.traits.iter();
    traits.flat_map(|asked| asked.answers.iter().map(move |answer| (asked, answer)))
}

fn has_fit(asked: &Trait) -> bool {
    asked.answers.iter().any(|answer| answer.fit != AnswerFit::Silent)
}

fn is_https(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"`{}|\\^".contains(c);
    host.contains('.') && !host.contains('@') && address.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::is_https;

    #[test]
    fn only_whole_secure_addresses_are_valid() {
        for good in ["https://a.org", "https://a.org/b?c#d", "https://lp.a.com/x-2024/"] {
            assert!(is_https(good), "{good}");
        }
        let bad = ["http://a.org", "https://", "https://a b.org", "https://a@b.org", "a.org"];
        for bad in bad.into_iter().chain(["https://localhost"]) {
            assert!(!is_https(bad), "{bad}");
        }
    }
}
