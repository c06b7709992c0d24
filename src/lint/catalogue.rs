//! Questions, fit, capabilities, sources and public decisions.

use super::{File, Linter};
use crate::load::record;
use crate::model::{
    Answer, AnswerFit, Catalogue, Condition, SortedMap, SourceId, SourceKind, Trait,
};
use std::collections::BTreeSet;
use std::path::Path;

impl<'a> Linter<'a> {
    pub(super) fn check_catalogue(&mut self) {
        self.files(record("Traits")).for_each(|file| self.check_traits(file));
        self.files(record("Fit")).for_each(|file| self.check_points(file));
        self.files(record("Capabilities")).for_each(|file| self.check_capabilities(file));
        self.files(record("Sources")).for_each(|file| self.check_sources(file));
        self.files(record("Precedent")).for_each(|file| self.check_precedent(file));
    }

    fn check_traits(&mut self, file: &File) {
        for (asked, answer) in answers(self.catalogue) {
            let name = format!("`{}: {}`", asked.id, answer.id);
            let at = file.at(&[asked.id.as_str(), "answers", answer.id.as_str()]);
            let has_reason = answer.because.is_some() || !answer.sources.is_empty();
            let changes_weights = answer.weights.values().any(|factor| factor.get() > 0.0);
            if answer.fit != AnswerFit::Neutral && changes_weights {
                let path = [asked.id.as_str(), "answers", answer.id.as_str(), "weights"];
                let message = format!("{name} counts twice: by its fits and by its weights");
                self.report("counted-twice", file.at(&path), &message);
            }
            if !answer.weights.is_empty() && answer.sources.is_empty() {
                self.report("unsourced", at, &format!("the weights of {name} have no source"));
            } else if answer.weights.is_empty() && has_reason {
                self.report("unused-reason", at, &format!("{name} has a reason but no weights"));
            }
        }
        let rules = self.catalogue.fit.as_ref();
        let implies =
            rules.into_iter().flat_map(|rules| rules.implies.iter().chain(&rules.expects));
        let implies = implies.map(|one| &one.when);
        let outside = rules.into_iter().flat_map(|rules| &rules.outside).map(|one| &one.when);
        let conditions: Vec<&Condition> = implies.chain(outside).flatten().collect();
        for asked in &self.catalogue.traits {
            let is_condition =
                |one: &&Condition| matches!(one, Condition::Answer(id, _) if *id == asked.id);
            let has_weights = asked.answers.iter().any(|answer| !answer.weights.is_empty());
            if !has_weights && !has_fit(asked) && !conditions.iter().any(is_condition) {
                let message = format!("no answer to `{}` has an effect", asked.id);
                self.report("unused-trait", file.at(&[asked.id.as_str()]), &message);
            }
        }
    }

    fn check_points(&mut self, file: &File) {
        let Some(rules) = &self.catalogue.fit else { return };
        for asked in &self.catalogue.traits {
            let problem = match (rules.points.contains_key(&asked.id), has_fit(asked)) {
                (false, true) => "has fits but no points",
                (true, false) => "has points but no fits",
                _ => continue,
            };
            let at = file.at(&["points", asked.id.as_str()]);
            self.report("pointless-fit", at, &format!("`{}` {problem}", asked.id));
        }
    }

    fn check_capabilities(&mut self, file: &File) {
        let frameworks = &self.catalogue.frameworks;
        for id in self.catalogue.capabilities.keys() {
            if !frameworks.values().any(|framework| framework.capabilities.contains_key(id)) {
                let message = format!("no framework says whether it has `{id}`");
                self.report("unused-capability", file.at(&[id.as_str()]), &message);
            }
        }
    }

    fn check_sources(&mut self, file: &File) {
        let (cited, mut seen) = (self.cited(), SortedMap::new());
        let written = self.catalogue.sources.iter().filter(|(id, _)| file.has(&[id.as_str()]));
        for (id, source) in written {
            if !cited.contains(id) {
                let message = format!("the source `{id}` is not used");
                self.report("unused-source", file.at(&[id.as_str()]), &message);
            }
            let what = format!("the date of the source `{id}`");
            self.check_past(file.at(&[id.as_str(), "observed"]), &what, source.day());
            let located = match source.kind {
                None => source.path.is_some(),
                Some(SourceKind::Judgement) => true,
                Some(SourceKind::Unlocated) => source.because.is_some(),
            };
            if source.url.is_none() && !located {
                let message = format!("the source `{id}` has no address");
                self.report("source-incomplete", file.at(&[id.as_str()]), &message);
            }
            let Some(url) = &source.url else { continue };
            let path = [id.as_str(), "url"];
            if let Some(first) = seen.insert((url, &source.observed), id) {
                let message = format!("`{first}` has the same address and date");
                self.report("source-twice", file.at(&path), &message);
            }
            self.check_link(file, &path, url);
        }
    }

    pub(super) fn check_link(&mut self, file: &File, path: &[&str], address: &str) {
        if !is_https(address) {
            let message = format!("`{address}` is not a valid https link");
            self.report("bad-link", file.at(path), &message);
        }
    }

    fn cited(&self) -> BTreeSet<&'a SourceId> {
        let mut cited = BTreeSet::new();
        for framework in self.catalogue.frameworks.values() {
            let findings = framework.findings.values().flat_map(SortedMap::values);
            cited.extend(findings.flat_map(|finding| &finding.sources));
            let fits = framework.fit.values().flat_map(SortedMap::values);
            cited.extend(fits.flat_map(|view| &view.sources));
            let uses = framework.used_for.iter().chain(&framework.users);
            cited.extend(uses.flat_map(|one| &one.sources));
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
            self.report("no-address", file.at(&["id"]), &message);
        }
        let chose = &precedent.chose;
        let known = self.catalogue.frameworks.contains_key(chose.as_str());
        if !known && !precedent.candidates.contains(chose) {
            let message = format!("`{chose}` is neither a candidate nor a framework");
            self.report("unknown-choice", file.at(&["chose"]), &message);
        }
    }
}

/// Every answer, with its question.
pub(super) fn answers(catalogue: &Catalogue) -> impl Iterator<Item = (&Trait, &Answer)> {
    let traits = catalogue.traits.iter();
    traits.flat_map(|asked| asked.answers.iter().map(move |answer| (asked, answer)))
}

fn has_fit(asked: &Trait) -> bool {
    asked.answers.iter().any(|answer| answer.fit != AnswerFit::Neutral)
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
