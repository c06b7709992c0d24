//! Evidence: packages in use or only stated, code that matches a rule, files by their place.

use std::collections::{BTreeMap, BTreeSet};

use super::deps::{Dependency, Scope};
use super::kind::{self, Kind};
use super::report::{Confidence, FrameworkUse, Place};
use super::repository::{Repository, Source, root_of};
use super::signs::{Package, Rule, Seen, signs};
use crate::model::Need;

/// From so many files on, one that uses an undeclared package is only a trace.
const LARGE: usize = 20;
/// One asynchronous handler in so many makes a need.
const ASYNC_SHARE: usize = 3;

/// One thing that speaks for a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Evidence {
    /// As `means` in `signs.toml`: `needs.orm`, `data.own-relational`.
    pub(super) about: &'static str,
    /// `must` where code shows it, `want` where a dependency brings it, `maybe` for a trace.
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
    for source in repository.program().filter(|source| !kind::is_command(&source.path)) {
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
    gathered.handlers();
    gathered.files(!frameworks.is_empty());
    gathered.compose();
    for framework in frameworks.iter().filter(|found| found.confidence == Confidence::High) {
        if let (Some(known), Some(place)) =
            (signs.framework(&framework.id), framework.places.first())
        {
            gathered.add(&known.means, Confidence::Medium, &framework.because, place.clone());
        }
    }
    gathered.all
}

impl Gathered<'_> {
    fn add<S>(&mut self, means: &'static [S], confidence: Confidence, because: &str, place: Place)
    where
        S: AsRef<str>,
    {
        self.add_as(Need::Must, means, (confidence, because, place));
    }

    fn add_as<S: AsRef<str>>(
        &mut self,
        strength: Need,
        means: &'static [S],
        (confidence, because, place): (Confidence, &str, Place),
    ) {
        for about in means {
            let (about, because, place) = (about.as_ref(), because.to_owned(), place.clone());
            self.all.push(Evidence { about, strength, confidence, because, place });
        }
    }

    fn package(&mut self, package: &'static Package) {
        let mut used = false;
        for module in &package.modules {
            used |= self.module(module, package);
        }
        for name in &package.names {
            match self.repository.stated_anywhere(name) {
                Some(dependency) if used && dependency.scope > Scope::Development => {
                    let (because, place) = (format!("{name} is a dependency"), &dependency.place);
                    self.add(&package.means, Confidence::Low, &because, place.clone());
                }
                Some(dependency) if !used => self.wish(dependency, &package.means),
                _ => {}
            }
        }
    }

    /// Adds the files that use a module. Whether there are any.
    fn module(&mut self, module: &str, package: &'static Package) -> bool {
        let root = root_of(module);
        let declared = self.stated.contains(root);
        if !declared && self.local.contains(root) {
            return false;
        }
        let bundled =
            signs().framework(root).is_some() || signs().bundled.iter().any(|b| b == root);
        let users = self.users.get(root).cloned().unwrap_or_default();
        let uses = users.into_iter().filter_map(|source| {
            let imported = source.facts.import_line(module).map(|line| (line, "imported"));
            let listed = source.facts.string_line(module).filter(|_| is_settings(source));
            let (line, how) = imported.or(listed.map(|line| (line, "in the settings")))?;
            Some((Place::line(&source.path, line), how))
        });
        let uses: Vec<(Place, &str)> = uses.collect();
        let trace = uses.len() == 1 && self.repository.program().count() >= LARGE;
        let (strength, confidence) = match package.strength {
            Some(strength) => (strength, Confidence::Medium),
            None if declared || bundled => (Need::Must, Confidence::High),
            None if trace => (Need::Maybe, Confidence::Medium),
            None => (Need::Must, Confidence::Medium),
        };
        for (place, how) in &uses {
            let because = format!("{module} is {how}");
            self.add_as(strength, &package.means, (confidence, &because, place.clone()));
        }
        !uses.is_empty()
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
        // The needs come first in every list.
        let needs = means.iter().take_while(|about| about.starts_with("needs.")).count();
        self.add_as(Need::Want, &means[..needs], (confidence, &because, dependency.place.clone()));
    }

    fn code(&mut self, source: &Source) {
        let path = &source.path;
        if source.migration {
            let first = kind::file_name(path).starts_with("0001_") && !source.aside;
            if first && source.facts.imports("django") {
                let means = &["needs.migrations"];
                self.add(means, Confidence::High, "models have migrations", Place::file(path));
            }
            return;
        }
        for rule in &signs().rules {
            if let Some(line) = matching_line(rule, source) {
                let confidence = rule.confidence.unwrap_or(Confidence::High);
                self.add(&rule.means, confidence, &rule.because, Place::line(path, line));
            }
        }
        if source.aside {
            return;
        }
        for (text, line) in &source.facts.strings {
            if let Some(engine) = text.strip_prefix("django.db.backends.")
                && engine != "sqlite3"
            {
                let because = format!("the settings name {engine}");
                let means = &["data.own-relational"];
                self.add(means, Confidence::Medium, &because, Place::line(path, *line));
            }
        }
        for (backend, line) in &source.facts.login_backends {
            if signs().is_external_login(backend) {
                let because = format!("AUTHENTICATION_BACKENDS has {backend}");
                let means = &["needs.sso", "login.external-provider"];
                self.add(means, Confidence::High, &because, Place::line(path, *line));
            }
        }
        let data = source.facts.handlers.returns_data.filter(|_| source.facts.imports("flask"));
        if let Some(line) = data {
            let because = "views return dictionaries or lists";
            self.add(&["output.api"], Confidence::Medium, because, Place::line(path, line));
        }
    }

    /// Asynchronous handlers are a need where they are a part of all that counts.
    fn handlers(&mut self) {
        let repository = self.repository;
        let modules = signs().frameworks.iter().map(|framework| &framework.id);
        let modules: Vec<&String> = modules.collect();
        let web = |source: &&Source| modules.iter().any(|module| source.facts.imports(module));
        let web: Vec<&Source> = repository.program().filter(web).collect();
        let all: usize = web.iter().map(|source| source.facts.handlers.count).sum();
        let asynchronous: usize = web.iter().map(|s| s.facts.handlers.asynchronous).sum();
        let strength = if asynchronous * ASYNC_SHARE >= all { Need::Must } else { Need::Maybe };
        for source in web {
            if let Some(line) = source.facts.handlers.first_asynchronous {
                let because = format!("asynchronous handlers: {asynchronous} of {all}");
                let place = Place::line(&source.path, line);
                self.add_as(strength, &["needs.async"], (Confidence::Medium, &because, place));
            }
        }
    }

    /// Files whose place in the repository is the evidence.
    fn files(&mut self, has_framework: bool) {
        for (kind, path) in &self.repository.present {
            let (means, confidence, because): (&'static [&str], _, _) = match kind {
                _ if kind::is_aside(path) => continue,
                Kind::Alembic => (&["needs.migrations"], Confidence::High, "Alembic is configured"),
                Kind::Messages => (&["needs.i18n"], Confidence::High, "messages are translated"),
                Kind::Template if has_framework => {
                    let means = &["needs.templates", "output.pages"];
                    (means, Confidence::Medium, "there are page templates")
                }
                _ => continue,
            };
            self.add(means, confidence, because, Place::file(path));
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
                    self.add(std::slice::from_ref(about), Confidence::Medium, because, place);
                }
            }
        }
    }
}

/// Only in settings does a string name an app or a middleware.
fn is_settings(source: &Source) -> bool {
    let assigns = |name| source.facts.line_of(Seen::Setting, name).is_some();
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
