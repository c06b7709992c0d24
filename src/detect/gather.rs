//! From what was read to evidence: packages in use or only stated, rules on code, files' places.

use std::collections::{BTreeMap, BTreeSet};

use super::deps::{Dependency, Scope};
use super::evidence::About::{Data as D, Need, Output as O};
use super::evidence::{About, Data, Evidence, Output};
use super::kind;
use super::kind::Kind;
use super::packages::{PACKAGES, Package};
use super::python::facts::{Facts, Seen};
use super::report::{Confidence, Found, Place, Strength};
use super::repository::{Repository, Source, is_for_use};
use super::rules::{IMAGES, RULES, Rule};

/// All evidence, in no order of weight.
pub(super) fn evidence(repository: &Repository, frameworks: &[Found]) -> Vec<Evidence> {
    let (local, stated) = (repository.local_modules(), stated_roots(repository));
    let mut gathered =
        Gathered { repository, users: users(repository), local, stated, all: Vec::new() };
    for package in PACKAGES {
        gathered.package(package);
    }
    for source in &repository.sources {
        gathered.rules(source);
    }
    gathered.files(frameworks);
    gathered.compose();
    gathered.fastapi(frameworks);
    gathered.all
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

impl Gathered<'_> {
    fn add(&mut self, means: &[About], confidence: Confidence, because: &str, place: &Place) {
        for about in means {
            self.all.push(Evidence {
                about: *about,
                strength: Strength::Must,
                confidence,
                because: because.to_owned(),
                place: place.clone(),
            });
        }
    }

    fn package(&mut self, package: &Package) {
        let repository = self.repository;
        let stated: Vec<&Dependency> =
            package.names.iter().filter_map(|name| repository.stated_anywhere(name)).collect();
        let mut used = false;
        for module in package.modules {
            used |= self.module(module, package.means);
        }
        for dependency in stated {
            if used {
                self.beside(dependency, package.means);
            } else {
                self.wish(dependency, package.means);
            }
        }
    }

    /// Files that use a module. Whether there are any.
    fn module(&mut self, module: &str, means: &[About]) -> bool {
        let root = root(module);
        let declared = self.stated.contains(root);
        if !declared && self.local.contains(root) {
            return false;
        }
        let built_in = matches!(root, "django" | "sqlite3" | "fastapi" | "starlette");
        let confidence = if declared || built_in { Confidence::High } else { Confidence::Medium };
        let mut used = false;
        for source in self.users.get(root).cloned().unwrap_or_default() {
            if let Some((line, how)) = use_of(source, module) {
                let place = Place::new(&source.path, line as usize);
                self.add(means, confidence, &format!("{module} is {how}"), &place);
                used = true;
            }
        }
        used
    }

    /// The dependency of something in use: one place more.
    fn beside(&mut self, dependency: &Dependency, means: &[About]) {
        if is_for_use(Some(dependency)) {
            let because = format!("{} is a dependency", dependency.name);
            self.add(means, Confidence::Low, &because, &dependency.place);
        }
    }

    /// A dependency that no code was seen to use: a wish for what it brings, and no answer.
    fn wish(&mut self, dependency: &Dependency, means: &[About]) {
        let name = &dependency.name;
        let (confidence, because) = match dependency.scope {
            Scope::Runtime => (Confidence::Medium, format!("{name} is a dependency")),
            Scope::Optional => (Confidence::Low, format!("{name} is an optional dependency")),
            Scope::Locked => (Confidence::Low, format!("{name} is only in a lock file")),
            Scope::Development => return,
        };
        for about in means.iter().filter(|about| matches!(about, Need(_))) {
            self.all.push(Evidence {
                about: *about,
                strength: Strength::Want,
                confidence,
                because: because.clone(),
                place: dependency.place.clone(),
            });
        }
    }

    fn rules(&mut self, source: &Source) {
        if source.migration || source.facts.seen.is_empty() {
            return;
        }
        for rule in RULES {
            if let Some(line) = applies(rule, source) {
                let place = Place::new(&source.path, line as usize);
                self.add(rule.means, rule.confidence, rule.because, &place);
            }
        }
    }

    /// Files that mean something by being there.
    fn files(&mut self, frameworks: &[Found]) {
        let django = frameworks.iter().any(|framework| framework.id == "django");
        for source in &self.repository.sources {
            let path = source.path.as_str();
            if django && is_first_migration(path) {
                let place = Place::new(path, 0);
                self.add(&[Need("migrations")], Confidence::High, "models have migrations", &place);
            }
        }
        for (kind, path) in &self.repository.present {
            if kind::is_aside(path) {
                continue;
            }
            let place = Place::new(path, 0);
            match kind {
                Kind::Alembic => {
                    let because = "Alembic is configured";
                    self.add(&[Need("migrations")], Confidence::High, because, &place);
                }
                Kind::Messages => {
                    let because = "messages are translated";
                    self.add(&[Need("i18n")], Confidence::High, because, &place);
                }
                Kind::Template if !frameworks.is_empty() => {
                    let means = [Need("templates"), O(Output::Pages)];
                    self.add(&means, Confidence::Medium, "there are page templates", &place);
                }
                _ => {}
            }
        }
    }

    /// Services by the lines `image: name:version`. A line that is no such line says nothing, so
    /// no YAML parser is needed to be safe.
    fn compose(&mut self) {
        for (path, text) in &self.repository.compose {
            for (index, line) in text.lines().enumerate() {
                let Some(image) = line.trim().strip_prefix("image:") else { continue };
                let image = image.trim().trim_matches(['"', '\'']);
                let known = IMAGES.iter().find(|(start, _)| image.starts_with(start));
                if let Some((_, about)) = known {
                    let because = "a compose service runs the database";
                    self.add(&[*about], Confidence::Medium, because, &Place::new(path, index + 1));
                }
            }
        }
    }

    /// A `FastAPI` application is an API that describes itself, unless it says otherwise.
    fn fastapi(&mut self, frameworks: &[Found]) {
        let sure = |found: &&Found| found.id == "fastapi" && found.confidence == Confidence::High;
        if let Some(place) = frameworks.iter().find(sure).and_then(|found| found.places.first()) {
            let means = [Need("rest-api"), Need("api-schema"), O(Output::Api)];
            self.add(&means, Confidence::Medium, "the application is made by FastAPI(…)", place);
        }
    }
}

fn root(module: &str) -> &str {
    module.split('.').next().unwrap_or(module)
}

fn users(repository: &Repository) -> BTreeMap<&str, Vec<&Source>> {
    let mut users: BTreeMap<&str, Vec<&Source>> = BTreeMap::new();
    for source in repository.program() {
        let named = source.facts.imports.keys().chain(source.facts.strings.keys());
        let roots: BTreeSet<&str> = named.map(|name| root(name)).collect();
        for root in roots {
            users.entry(root).or_default().push(source);
        }
    }
    users
}

fn stated_roots(repository: &Repository) -> BTreeSet<&'static str> {
    let is_stated = |name: &&'static str| is_for_use(repository.stated_anywhere(name));
    let stated = PACKAGES.iter().filter(|package| package.names.iter().any(is_stated));
    stated.flat_map(|package| package.modules).map(|module| root(module)).collect()
}

/// How a file uses a module, and where.
fn use_of(source: &Source, module: &str) -> Option<(u32, &'static str)> {
    let imported = source.facts.import_line(module).map(|line| (line, "imported"));
    imported.or_else(|| {
        let listed = is_settings(source).then(|| string_line(&source.facts, module)).flatten();
        listed.map(|line| (line, "in the settings"))
    })
}

/// Only there does a string name an app or a middleware.
fn is_settings(source: &Source) -> bool {
    let assigns = |name| source.facts.line_of(Seen::Assign, name).is_some();
    source.path.contains("settings") || assigns("INSTALLED_APPS") || assigns("MIDDLEWARE")
}

fn string_line(facts: &Facts, module: &str) -> Option<u32> {
    let names = |text: &str| {
        text.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    facts.strings.iter().filter(|(text, _)| names(text)).map(|(_, line)| *line).min()
}

fn applies(rule: &Rule, source: &Source) -> Option<u32> {
    let line = source.facts.line_of(rule.seen, rule.name)?;
    let in_tests = source.aside && !source.path.split('/').any(|part| part == "docs");
    let right_place = if rule.in_tests { in_tests } else { !source.aside };
    let with = rule.with.is_empty() || rule.with.iter().any(|module| source.facts.imports(module));
    (right_place && with).then_some(line)
}

/// The first migration of an app. Later ones would only repeat it.
fn is_first_migration(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or("");
    name.starts_with("0001_") && parts.next() == Some("migrations") && !kind::is_aside(path)
}

/// Whether databases other than the one `startproject` sets up are named in settings.
pub(super) fn databases(repository: &Repository) -> Vec<Evidence> {
    let mut all = Vec::new();
    for source in repository.program() {
        for (text, line) in &source.facts.strings {
            let Some(engine) = text.strip_prefix("django.db.backends.") else { continue };
            if engine != "sqlite3" {
                all.push(Evidence {
                    about: D(Data::OwnRelational),
                    strength: Strength::Must,
                    confidence: Confidence::Medium,
                    because: format!("the settings name {engine}"),
                    place: Place::new(&source.path, *line as usize),
                });
            }
        }
    }
    all
}
