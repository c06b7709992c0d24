//! Evidence: packages in use or only stated, code that matches a rule, files by their place.

use std::collections::{BTreeMap, BTreeSet};

use super::deps::{Dependency, Scope};
use super::kind::{self, Kind};
use super::report::{Confidence, FrameworkUse, Place};
use super::repository::{Repository, Source, root_of};
use super::signs::{Package, Rule, Seen, signs};
use crate::model::Need;

/// One thing that speaks for a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Evidence {
    /// As `means` in `signs.toml`: `needs.orm`, `data.own-relational`.
    pub(super) about: &'static str,
    /// `must` where code shows it, `want` where a dependency brings it.
    pub(super) strength: Need,
    pub(super) confidence: Confidence,
    pub(super) because: String,
    pub(super) place: Place,
}

struct Gathered<'a> {
    repository: &'a Repository,
    /// The program's files by the first parts of the modules that each names.
    users: BTreeMap<&'a str, Vec<&'a Source>>,
    /// Names that an absolute import may mean because the repository has them itself.
    local: BTreeSet<String>,
    /// First parts of the modules whose packages are stated for use.
    stated: BTreeSet<&'static str>,
    all: Vec<Evidence>,
}

/// All evidence, in no order.
pub(super) fn gather(repository: &Repository, frameworks: &[FrameworkUse]) -> Vec<Evidence> {
    let signs = signs();
    let mut users: BTreeMap<&str, Vec<&Source>> = BTreeMap::new();
    for source in repository.program() {
        let named = source.facts.imports.keys().chain(source.facts.strings.keys());
        for root in named.map(|name| root_of(name)).collect::<BTreeSet<_>>() {
            users.entry(root).or_default().push(source);
        }
    }
    let is_stated = |p: &&Package| p.names.iter().any(|name| repository.is_stated_for_use(name));
    let stated = signs.packages.iter().filter(is_stated).flat_map(|package| &package.modules);
    let stated = stated.map(|module| root_of(module)).collect();
    let local = repository.local_modules();
    let mut gathered = Gathered { repository, users, local, stated, all: Vec::new() };
    for package in &signs.packages {
        gathered.package(package);
    }
    for source in &repository.sources {
        gathered.code(source);
    }
    gathered.files(!frameworks.is_empty());
    gathered.compose();
    for framework in frameworks.iter().filter(|found| found.confidence == Confidence::High) {
        if let (Some(known), Some(place)) =
            (signs.framework(&framework.id), framework.places.first())
        {
            gathered.add(&known.means, Confidence::Medium, &framework.because, place);
        }
    }
    gathered.all
}

impl Gathered<'_> {
    fn push(&mut self, about: &'static str, confidence: Confidence, because: &str, place: &Place) {
        let (because, place) = (because.to_owned(), place.clone());
        self.all.push(Evidence { about, strength: Need::Must, confidence, because, place });
    }

    fn add(
        &mut self,
        means: &'static [String],
        confidence: Confidence,
        because: &str,
        place: &Place,
    ) {
        for about in means {
            self.push(about, confidence, because, place);
        }
    }

    fn package(&mut self, package: &'static Package) {
        let mut used = false;
        for module in &package.modules {
            used |= self.module(module, &package.means);
        }
        for name in &package.names {
            match self.repository.stated_anywhere(name) {
                Some(dependency) if used && dependency.scope > Scope::Development => {
                    let because = format!("{name} is a dependency");
                    self.add(&package.means, Confidence::Low, &because, &dependency.place);
                }
                Some(dependency) if !used => self.wish(dependency, &package.means),
                _ => {}
            }
        }
    }

    /// Adds the files that use a module. Whether there are any.
    fn module(&mut self, module: &str, means: &'static [String]) -> bool {
        let root = root_of(module);
        let declared = self.stated.contains(root);
        if !declared && self.local.contains(root) {
            return false;
        }
        let bundled =
            signs().framework(root).is_some() || signs().bundled.iter().any(|b| b == root);
        let confidence = if declared || bundled { Confidence::High } else { Confidence::Medium };
        let mut used = false;
        for source in self.users.get(root).cloned().unwrap_or_default() {
            let imported = source.facts.import_line(module).map(|line| (line, "imported"));
            let listed = || {
                let line = source.facts.string_line(module).filter(|_| is_settings(source));
                line.map(|line| (line, "in the settings"))
            };
            if let Some((line, how)) = imported.or_else(listed) {
                let place = Place::line(&source.path, line);
                self.add(means, confidence, &format!("{module} is {how}"), &place);
                used = true;
            }
        }
        used
    }

    /// A dependency that no code was seen to use: a wish for what it brings, and no answer.
    fn wish(&mut self, dependency: &Dependency, means: &'static [String]) {
        let name = &dependency.name;
        let (confidence, because) = match dependency.scope {
            Scope::Runtime => (Confidence::Medium, format!("{name} is a dependency")),
            Scope::Optional => (Confidence::Low, format!("{name} is an optional dependency")),
            Scope::Locked => (Confidence::Low, format!("{name} is only in a lock file")),
            Scope::Development | Scope::Transitive => return,
        };
        for about in means.iter().filter(|about| about.starts_with("needs.")) {
            let (because, place) = (because.clone(), dependency.place.clone());
            self.all.push(Evidence { about, strength: Need::Want, confidence, because, place });
        }
    }

    fn code(&mut self, source: &Source) {
        let path = &source.path;
        let is_first = kind::file_name(path).starts_with("0001_");
        if source.migration {
            if is_first && !source.aside && source.facts.imports("django") {
                let place = Place::file(path);
                self.push("needs.migrations", Confidence::High, "models have migrations", &place);
            }
            return;
        }
        for rule in &signs().rules {
            if let Some(line) = matching_line(rule, source) {
                let place = Place::line(path, line);
                self.add(&rule.means, rule.confidence, &rule.because, &place);
            }
        }
        if source.aside {
            return;
        }
        let web = ["django", "flask", "fastapi"].iter().any(|module| source.facts.imports(module));
        if let Some(line) = source.facts.first_async.filter(|_| web) {
            let place = Place::line(path, line);
            self.push("needs.async", Confidence::Medium, "handlers are asynchronous", &place);
        }
        for (text, line) in &source.facts.strings {
            if let Some(engine) = text.strip_prefix("django.db.backends.")
                && engine != "sqlite3"
            {
                let (because, place) =
                    (format!("the settings name {engine}"), Place::line(path, *line));
                self.push("data.own-relational", Confidence::Medium, &because, &place);
            }
        }
    }

    /// Files whose place in the repository is the evidence.
    fn files(&mut self, has_framework: bool) {
        for (kind, path) in &self.repository.present {
            let (means, confidence, because): (&[&str], _, _) = match kind {
                _ if kind::is_aside(path) => continue,
                Kind::Alembic => (&["needs.migrations"], Confidence::High, "Alembic is configured"),
                Kind::Messages => (&["needs.i18n"], Confidence::High, "messages are translated"),
                Kind::Template if has_framework => {
                    let means = &["needs.templates", "output.pages"];
                    (means, Confidence::Medium, "there are page templates")
                }
                _ => continue,
            };
            for about in means {
                self.push(about, confidence, because, &Place::file(path));
            }
        }
    }

    /// Services by the lines `image: name:version`; no other line matters, so no parser is needed.
    fn compose(&mut self) {
        for (path, text) in &self.repository.compose {
            for (index, line) in text.lines().enumerate() {
                let Some(image) = line.trim().strip_prefix("image:") else { continue };
                let image = image.trim().trim_matches(['"', '\'']);
                let known = signs().images.iter().find(|(start, _)| image.starts_with(*start));
                if let Some((_, about)) = known {
                    let place = Place::line(path, index + 1);
                    let because = "a compose service runs the database";
                    self.push(about, Confidence::Medium, because, &place);
                }
            }
        }
    }
}

/// Only in settings does a string name an app or a middleware.
fn is_settings(source: &Source) -> bool {
    let assigns = |name| source.facts.line_of(Seen::Assign, name).is_some();
    source.path.contains("settings") || assigns("INSTALLED_APPS") || assigns("MIDDLEWARE")
}

fn matching_line(rule: &Rule, source: &Source) -> Option<usize> {
    let in_docs = || source.path.split('/').any(|part| part == "docs");
    let right_place = if rule.in_tests { source.aside && !in_docs() } else { !source.aside };
    let imports =
        rule.with.is_empty() || rule.with.iter().any(|module| source.facts.imports(module));
    if source.facts.seen.is_empty() || !right_place || !imports {
        return None;
    }
    rule.names().filter_map(|(seen, name)| source.facts.line_of(seen, name)).min()
}
