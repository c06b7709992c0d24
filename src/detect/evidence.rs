//! Evidence: packages in use or only stated, code that matches a rule, files by their place.

use std::collections::{BTreeMap, BTreeSet};

use super::deps::{Dependency, Scope};
use super::facts::root_of;
use super::kind::{self, Kind};
use super::report::Confidence::{self, High, Low, Medium};
use super::report::{FrameworkUse, Place};
use super::repository::{Repository, Source};
use super::signs::{Package, Rule, Seen, signs};
use crate::model::Need::{self, Must};

/// From so many files on, one that uses an undeclared package is only a trace.
const LARGE: usize = 20;
/// So many asynchronous handlers, and one in `ASYNC_SHARE`, make a need.
const ASYNC_LEAST: usize = 2;
const ASYNC_SHARE: usize = 3;

/// One thing that speaks for a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Evidence {
    /// As `means` in the tables: `needs.orm`, `data.own-relational`.
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
    /// Packages that a framework in use installs.
    brought: BTreeSet<&'static str>,
    /// First parts of the modules whose packages are stated for use, and how firmly.
    stated: BTreeMap<&'static str, Scope>,
    all: Vec<Evidence>,
}

/// All evidence, in no order.
pub(super) fn gather(repository: &Repository, frameworks: &[FrameworkUse]) -> Vec<Evidence> {
    let signs = signs();
    let mut users: BTreeMap<&str, Vec<&Source>> = BTreeMap::new();
    for source in repository.program().filter(|source| !signs.commands.cover(&source.path)) {
        let named = source.facts.imports.keys().chain(source.facts.strings.keys());
        for root in named.map(|name| root_of(name)).collect::<BTreeSet<_>>() {
            users.entry(root).or_default().push(source);
        }
    }
    let mut stated: BTreeMap<&str, Scope> = BTreeMap::new();
    for package in &signs.packages {
        let scopes = package.names.iter().filter_map(|name| repository.stated_anywhere(name));
        let firmest = scopes.map(|found| found.scope).max();
        if let Some(scope) = firmest.filter(|scope| *scope > Scope::Development) {
            for module in &package.modules {
                let known = stated.entry(root_of(module)).or_insert(scope);
                *known = scope.max(*known);
            }
        }
    }
    let local = repository.local_modules();
    let brings = frameworks.iter().filter_map(|found| signs.framework(&found.id));
    let brought = brings.flat_map(|known| &known.brings).map(String::as_str).collect();
    let mut gathered = Gathered { repository, users, local, brought, stated, all: Vec::new() };
    for source in &repository.sources {
        gathered.code(source);
    }
    for package in &signs.packages {
        gathered.package(package);
    }
    gathered.handlers(frameworks);
    // Views that name no template in code render it nevertheless, in a framework with settings.
    let by_name =
        |found: &FrameworkUse| signs.framework(&found.id).is_none_or(|f| f.calls.is_empty());
    gathered.files(frameworks.iter().any(by_name));
    if !gathered.all.iter().any(|one| one.about.starts_with("output.")) {
        for found in frameworks.iter().filter(|found| found.confidence == High) {
            if let Some((known, place)) = signs.framework(&found.id).zip(found.places.first()) {
                gathered.add(&known.means, (Must, Medium), &found.because, place);
            }
        }
    }
    gathered.all
}

impl Gathered<'_> {
    fn add<S: AsRef<str>>(
        &mut self,
        means: &'static [S],
        (strength, confidence): (Need, Confidence),
        because: &str,
        place: &Place,
    ) {
        self.all.extend(means.iter().map(|about| Evidence {
            about: about.as_ref(),
            strength,
            confidence,
            because: because.to_owned(),
            place: place.clone(),
        }));
    }

    fn package(&mut self, package: &'static Package) {
        let mut used = false;
        // An extension of a package is about it, and imports it for that.
        if !package.names.iter().any(|name| self.repository.extends(name)) {
            for module in &package.modules {
                used |= self.module(module, package);
            }
        }
        // Code that uses another part of it shows what it is for.
        let used_otherwise = package.parts_only
            && package.modules.iter().any(|module| {
                let root = root_of(module);
                let users = self.users.get(root).into_iter().flatten();
                users.copied().any(|source| source.facts.imports(root))
            });
        // A store that only commands or drivers open is not what the program keeps its data in.
        let is_store = package.means.iter().any(|about| about.starts_with("data."));
        let opens = |source: &Source| package.modules.iter().any(|m| source.facts.imports(m));
        let is_beside = is_store && !used && self.repository.program().any(opens);
        let wish = if is_beside { Need::Maybe } else { Need::Want };
        let stated = package.names.iter().filter_map(|name| self.repository.stated_anywhere(name));
        for dependency in stated.collect::<Vec<_>>() {
            if self.repository.extends(&dependency.name) {
                let because = format!("an extension of {}", dependency.name);
                self.add(&package.means, (Need::Maybe, Low), &because, &dependency.place);
            } else if !used && (is_beside || !used_otherwise) {
                self.wish(dependency, wish, &package.means);
            } else if used && dependency.scope > Scope::Development {
                let because = format!("{} is a dependency", dependency.name);
                self.add(&package.means, (Must, Low), &because, &dependency.place);
            }
        }
    }

    /// Adds the files that use a module. Whether there are any.
    fn module(&mut self, module: &str, package: &'static Package) -> bool {
        let root = root_of(module);
        let scope = self.stated.get(root).copied();
        if scope.is_none() && self.local.contains(root) {
            return false;
        }
        let is_firm = scope.is_some_and(|scope| scope != Scope::Optional);
        // Beside models, another store in a driver is one of several to choose from.
        let means = |about: &str| package.means.iter().any(|one| one.starts_with(about));
        let is_store = means("data.") && !means("needs.orm");
        let has_models =
            || self.all.iter().any(|one| one.about == "needs.orm" && one.strength == Must);
        let is_second = is_store && has_models();
        let is_driver = |source: &Source| signs().drivers.cover(&source.path);
        let is_choice = is_second || is_store && !is_firm;
        let users = self.users.get(root).into_iter().flatten();
        let users = users.filter(|source| !is_choice || !is_driver(source));
        let uses = users.filter_map(|source| {
            let imported = source.facts.import_line(module).map(|line| (line, "imported"));
            let listed = || source.facts.string_line(module).filter(|_| is_settings(source));
            let (line, how) = imported.or_else(|| Some((listed()?, "in the settings")))?;
            let may_not = source.facts.guarded.contains(&line) || is_driver(source);
            Some((Place::line(&source.path, line), how, may_not))
        });
        let uses: Vec<(Place, &str, bool)> = uses.collect();
        let is_rare = scope.is_none()
            && uses.len() == 1
            && (is_second || self.repository.program().count() >= LARGE);
        let is_trace = is_rare || uses.iter().all(|(_, _, may_not)| *may_not);
        let firmness = match (package.strength, scope) {
            (Some(strength), _) => (strength, Medium),
            _ if is_bundled(root) => (Must, High),
            (None, _) if is_firm => (Must, High),
            (None, _) if is_trace => (Need::Maybe, Medium),
            (None, _) => (Must, Medium),
        };
        for (place, how, _) in &uses {
            let because = format!("{module} is {how}");
            self.add(&package.means, firmness, &because, place);
        }
        !uses.is_empty()
    }

    /// A dependency that no code was seen to use: a wish for what it brings, and no answer.
    fn wish(&mut self, dependency: &Dependency, wish: Need, means: &'static [String]) {
        if self.brought.contains(dependency.name.as_str()) {
            return;
        }
        let (confidence, what) = match dependency.scope {
            Scope::Runtime => (Medium, "a dependency"),
            Scope::Optional => (Low, "an optional dependency"),
            Scope::Locked => (Low, dependency.weakly_stated()),
            Scope::Development | Scope::Transitive => return,
        };
        // The needs come first in every list.
        let needs = means.iter().take_while(|about| about.starts_with("needs.")).count();
        let because = format!("{} is {what}", dependency.name);
        self.add(&means[..needs], (wish, confidence), &because, &dependency.place);
    }

    fn code(&mut self, source: &Source) {
        let path = &source.path;
        if source.migration {
            let first = kind::file_name(path).starts_with("0001_") && !source.aside;
            if first && source.facts.imports("django") {
                let means = &["needs.migrations"];
                self.add(means, (Must, High), "models have migrations", &Place::file(path));
            }
            return;
        }
        for rule in &signs().rules {
            if let Some(line) = matching_line(rule, source) {
                let firmness = (Must, rule.confidence.unwrap_or(High));
                self.add(&rule.means, firmness, &rule.because, &Place::line(path, line));
            }
        }
        let is_page = |rule: &&Rule| rule.means.iter().any(|about| about == "output.server-pages");
        let pages =
            || signs().rules.iter().filter(is_page).any(|r| matching_line(r, source).is_some());
        for known in signs().frameworks.iter().filter(|known| source.facts.imports(&known.id)) {
            if !known.means.is_empty() && source.facts.routes > 0 && !source.aside && !pages() {
                let line = source.facts.import_line(&known.id).unwrap_or(1);
                let because = format!("{} routes answer with data", known.id);
                self.add(&known.means, (Must, Medium), &because, &Place::line(path, line));
            }
        }
    }

    /// Asynchronous handlers are a need where they are a part of all that counts.
    fn handlers(&mut self, in_use: &[FrameworkUse]) {
        let frameworks = &signs().frameworks;
        let blocks = |found: &FrameworkUse| signs().framework(&found.id).is_none_or(|f| f.blocking);
        // Routes of an object that another file creates.
        let is_able = !in_use.is_empty() && !in_use.iter().any(blocks);
        let routes = |source: &Source| source.facts.routes > 0 && is_able;
        let is_web = |source: &&Source| {
            frameworks.iter().any(|known| known.is_used_in(&source.facts)) || routes(source)
        };
        let web: Vec<&Source> = self.repository.program().filter(is_web).collect();
        let all: usize = web.iter().map(|source| source.facts.handlers).sum();
        // A framework that runs them blocking gains nothing by them.
        let runs_async = |source: &&&Source| {
            frameworks.iter().any(|known| !known.blocking && known.is_used_in(&source.facts))
                || routes(source)
        };
        let able: Vec<&Source> = web.iter().filter(runs_async).copied().collect();
        let asynchronous: usize = able.iter().map(|source| source.facts.asynchronous.len()).sum();
        let is_habit = asynchronous >= ASYNC_LEAST && asynchronous * ASYNC_SHARE >= all;
        let strength = if is_habit { Must } else { Need::Maybe };
        let because = format!("asynchronous handlers: {asynchronous} of {all}");
        for source in able {
            if let Some(line) = source.facts.asynchronous.first() {
                let place = Place::line(&source.path, *line);
                self.add(&["needs.async"], (strength, Medium), &because, &place);
            }
        }
    }

    /// Files whose place in the repository is the evidence, and services of compose files.
    fn files(&mut self, pages_by_name: bool) {
        let mailed = self.repository.sources.iter().flat_map(|source| &source.facts.mailed);
        let mailed: Vec<String> = mailed.map(|template| format!("/{template}")).collect();
        let is_mailed = |path: &str| mailed.iter().any(|template| path.ends_with(template));
        for (kind, path) in self.repository.present.iter().filter(|(_, p)| !kind::is_aside(p)) {
            let is_evidence = *kind != Kind::Template || pages_by_name && !is_mailed(path);
            if let Some(file) = signs().file(path).filter(|_| is_evidence) {
                let firmness = (Must, file.confidence.unwrap_or(High));
                self.add(&file.means, firmness, &file.because, &Place::file(path));
            }
        }
        for (place, means) in &self.repository.services {
            let means = std::slice::from_ref(*means);
            self.add(means, (Must, Medium), "a compose service runs the database", place);
        }
    }
}

/// Whether a module needs no dependency of its own name.
fn is_bundled(root: &str) -> bool {
    signs().framework(root).is_some() || signs().bundled.iter().any(|bundled| bundled == root)
}

/// Only in settings does a string name an app or a middleware.
fn is_settings(source: &Source) -> bool {
    let assigns = |name| source.facts.line_of(Seen::Setting, name).is_some();
    source.path.contains("settings") || assigns("INSTALLED_APPS") || assigns("MIDDLEWARE")
}

fn matching_line(rule: &Rule, source: &Source) -> Option<usize> {
    let in_docs = || source.path.split('/').any(|part| part == "docs");
    let right_place = if rule.in_tests {
        source.aside && !in_docs()
    } else {
        // A command is a use of the command line alone.
        !source.aside && (rule.means == ["needs.cli"] || !signs().commands.cover(&source.path))
    };
    let imports =
        rule.with.is_empty() || rule.with.iter().any(|module| source.facts.imports(module));
    let excluded = rule.not_in.as_ref().is_some_and(|paths| paths.cover(&source.path));
    if source.facts.seen.is_empty() || !right_place || !imports || excluded {
        return None;
    }
    let names =
        rule.lists().into_iter().flat_map(|(seen, names)| names.iter().map(move |n| (seen, n)));
    names.filter_map(|(seen, name)| source.facts.line_of(seen, name)).min()
}
