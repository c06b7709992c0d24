//! From evidence to proposals: grouped, compared, sorted.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::deps::Scope;
use super::evidence::Evidence;
use super::kind::{Kind, file_name};
use super::report::{Confidence, FrameworkUse, Place, Proposal};
use super::repository::{Repository, module_of};
use super::signs::{Paths, signs};
use crate::model::{Need, SortedMap};
use crate::text::plural;

/// With less code than this, that something is missing says nothing.
const ENOUGH_LINES: usize = 50;

/// One file that answers with JSON for so many that make pages is an interface of its own.
const JSON_SHARE: usize = 3;

/// From here on there is more than a start. `startproject` with one empty app has about 80 lines.
const PROTOTYPE_LINES: usize = 400;
/// From here on it is a product, whatever else there is.
const PRODUCT_LINES: usize = 3_000;
/// From here on it is a product if enough else shows that it is in use.
const PRODUCT_LINES_IF_SIGNS: usize = 1_500;
/// Signs of production that are enough for a product and for a prototype, out of migrations,
/// containers, tests and CI.
const SIGNS: usize = 2;
const PROTOTYPE_SIGNS: usize = 3;
/// Migrations that show a schema that has changed over time.
const MIGRATIONS: usize = 10;
/// Files of tests that show that somebody relies on it.
const TEST_FILES: usize = 3;
/// Within this factor of a threshold the grade is only likely.
const NEAR: f64 = 1.25;

/// What the evidence for each statement comes to.
type Proposals = SortedMap<&'static str, Proposal>;

/// The proposed traits and needs, each by id.
pub(super) fn proposals(
    repository: &Repository,
    frameworks: &[FrameworkUse],
    evidence: Vec<Evidence>,
) -> (Vec<Proposal>, Vec<Proposal>) {
    // Issued tokens are a login of the project's own where it has accounts or checks tokens.
    let is_own = |one: &Evidence| ["login.checked", "needs.accounts"].contains(&one.about);
    let has_own = evidence.iter().any(is_own);
    let mut groups: SortedMap<&'static str, Vec<Evidence>> = SortedMap::new();
    for one in evidence {
        if one.about == "login.issued" && has_own {
            for about in ["needs.accounts", "login.own-scheme"] {
                groups.get_or_default(about).push(Evidence { about, ..one.clone() });
            }
        } else if !["login.issued", "login.checked"].contains(&one.about) {
            groups.get_or_default(one.about).push(one);
        }
    }
    let mut found = Proposals::new();
    for (about, mut evidence) in groups {
        evidence.sort_by_cached_key(|one| {
            (one.strength, Reverse(one.confidence), one.place.clone(), one.because.clone())
        });
        found.extend(proposal(about, &evidence).map(|proposal| (about, proposal)));
    }
    let mut traits = existing_code(repository, frameworks);
    traits.extend(output(&mut found));
    traits.extend(data(&found, frameworks));
    traits.extend(login(&found, frameworks));
    traits.extend(project_kind(&found));
    traits.sort();
    let needs = found.into_iter().filter(|(about, _)| about.starts_with("needs."));
    (traits, needs.map(|(_, proposal)| proposal).collect())
}

/// The first, firmest evidence gives the reason; the places of all that is as strong follow.
fn proposal(about: &str, evidence: &[Evidence]) -> Option<Proposal> {
    let first = evidence.first()?;
    let (id, value) = match about.split_once('.')? {
        ("needs", id) => (id, first.strength.as_str()),
        answer => answer,
    };
    // A trace answers no question.
    let is_trace = !about.starts_with("needs.") && first.strength > Need::Must;
    let confidence = if is_trace { Confidence::Low } else { first.confidence };
    let as_strong = evidence.iter().filter(|one| one.strength == first.strength);
    Some(Proposal {
        because: first.because.clone(),
        places: once(as_strong.map(|one| &one.place)),
        ..Proposal::new(id, value, confidence)
    })
}

/// Each place once, in the order of the first.
fn once<'a>(places: impl Iterator<Item = &'a Place>) -> Vec<Place> {
    let mut seen = BTreeSet::new();
    places.filter(|place| seen.insert(*place)).cloned().collect()
}

/// The grade of the framework with the most code. The question takes one answer: what there is of
/// another framework is shown as a guess beside it.
fn existing_code(repository: &Repository, frameworks: &[FrameworkUse]) -> Vec<Proposal> {
    let has_code = |found: &&FrameworkUse| found.confidence > Confidence::Low && found.lines > 0;
    let mut sure: Vec<&FrameworkUse> = frameworks.iter().filter(has_code).collect();
    sure.sort_by_key(|found| (Reverse(found.lines), &found.id));
    // A dependency that no code uses may serve scripts beside the server.
    let is_used = |found: &&FrameworkUse| {
        let module = module_of(&found.id);
        found.confidence == Confidence::High
            || repository.program().any(|source| source.facts.imports(&module))
    };
    if !sure.iter().any(is_used)
        && let Some(other) = other_stack(repository)
    {
        return vec![other];
    }
    let mut all: Vec<Proposal> = sure.iter().map(|found| grade(repository, found)).collect();
    if all.len() > 1 {
        let (confidence, rank) = if sure[0].lines > sure[1].lines {
            (Confidence::Medium, "the most code")
        } else {
            (Confidence::Low, "as much code as another framework")
        };
        let most = all.remove(0).at_most(confidence);
        for other in &mut all {
            let because = format!("in addition to {}: {}", sure[0].id, other.because);
            *other = Proposal { because, ..other.clone().at_most(Confidence::Low) };
        }
        all.push(Proposal { because: format!("{}, {rank}", most.because), ..most });
    }
    all
}

/// Code that runs in another web framework: one for Python, or in another language.
fn other_stack(repository: &Repository) -> Option<Proposal> {
    let python = signs().other_frameworks.iter().find_map(|(package, module)| {
        let stated = repository.stated_anywhere(package).filter(|s| s.scope == Scope::Runtime)?;
        let used = repository.program().find_map(|source| {
            Some(Place::line(&source.path, source.facts.import_line(module)?))
        })?;
        let because = format!("{package} is imported, and a dependency");
        Some((because, vec![used, stated.place.clone()]))
    });
    let other = || {
        let (place, word) = repository.other_stacks.first()?;
        let file = file_name(&place.path);
        Some((format!("{file} names {word}"), vec![place.clone()]))
    };
    let (because, places) = python.or_else(other)?;
    let proposal = Proposal::new("existing-code", "other-stack", Confidence::Medium);
    Some(Proposal { because, places, ..proposal })
}

/// Pages, data or both. Pages that fetch a little data themselves are no interface for programs, so
/// that files which answer with JSON count from a share of those that make pages.
fn output(found: &mut Proposals) -> Option<Proposal> {
    let files = |about: &str| -> BTreeSet<String> {
        let places = found.get(about).into_iter().flat_map(|proposal| &proposal.places);
        // Templates have no line.
        places.filter(|place| place.line.is_some()).map(|place| place.path.clone()).collect()
    };
    let (pages, json) = (files("output.server-pages"), files("output.json"));
    let is_share = |part: usize| part > 0 && part * JSON_SHARE >= pages.len();
    let (counts, is_api) = (is_share(json.len()), is_share(json.difference(&pages).count()));
    if let Some(json) = found.remove("output.json").filter(|_| counts) {
        if is_api {
            let need =
                Proposal { id: "rest-api".to_owned(), value: "must".to_owned(), ..json.clone() };
            found.get_or_insert_with("needs.rest-api", || need);
        }
        let api = Proposal { value: "api-only".to_owned(), ..json };
        found.get_or_insert_with("output.api-only", || api);
    }
    let (pages, api) = (found.get("output.server-pages"), found.get("output.api-only"));
    let (Some(pages), Some(api)) = (pages, api) else { return pages.or(api).cloned() };
    // One place of each first, so that a short list shows both.
    let first = pages.places.iter().take(1).chain(api.places.iter().take(1));
    Some(Proposal {
        because: format!("{}, and {}", pages.because, api.because),
        places: once(first.chain(&pages.places).chain(&api.places)),
        ..Proposal::new("output", "both", pages.confidence.min(api.confidence))
    })
}

/// Models mean an own schema, whatever drivers there are, unless they are mapped on tables that
/// nothing here migrates. Without models, the code that talks to a store tells more than a service
/// of a compose file.
fn data(found: &Proposals, frameworks: &[FrameworkUse]) -> Option<Proposal> {
    let has_models = found.get("needs.orm").is_some_and(|orm| orm.value == Need::Must.as_str());
    let stores: &[&str] = match (has_models, found.contains_key("needs.migrations")) {
        (true, true) => &["data.own-relational"],
        (true, false) => &["data.unmanaged", "data.own-relational"],
        (false, _) => &["data.non-relational", "data.foreign-sql", "data.own-relational"],
    };
    let Some(store) = stores.iter().find_map(|about| found.get(about).cloned()) else {
        // A trace of a store is no sign that there is none.
        let trace = ["needs.orm", "needs.non-relational"].iter().any(|id| found.contains_key(id));
        return absent(frameworks, "data", "no sign of a database").filter(|_| !trace);
    };
    Some(match store.value.as_str() {
        "unmanaged" => Proposal { value: "foreign-sql".to_owned(), ..store },
        "foreign-sql" => store.at_most(Confidence::Medium),
        _ => store,
    })
}

/// The first of the list that is more than a guess: beside accounts of one's own, single sign-on is
/// likely an option. What keeps a login in mind makes it the framework's where nothing else does.
fn login(found: &Proposals, frameworks: &[FrameworkUse]) -> Option<Proposal> {
    let needs = |id: &str| found.contains_key(format!("needs.{id}").as_str());
    let kinds = ["framework-accounts", "own-scheme", "external-provider", "session"];
    let kinds = kinds.map(|kind| found.get(format!("login.{kind}").as_str()));
    let session = kinds[3].is_some();
    let kinds: Vec<&Proposal> = kinds.into_iter().flatten().collect();
    let sure = kinds.len() == 1 && !session && !found.contains_key("login.own-scheme");
    let most = if sure { Confidence::High } else { Confidence::Medium };
    match kinds.into_iter().min_by_key(|kind| !kind.set).cloned() {
        Some(kind) if session && kind.value != "external-provider" => {
            Some(Proposal { value: "framework-accounts".to_owned(), ..kind.at_most(most) })
        }
        Some(kind) => Some(kind.at_most(most)),
        // An admin site and rights have users.
        None if ["accounts", "admin", "roles"].iter().any(|id| needs(id)) => None,
        None => absent(frameworks, "login", "no sign of a login"),
    }
}

/// `none`, as a guess, where a program of some size shows nothing of the kind.
fn absent(frameworks: &[FrameworkUse], id: &str, because: &str) -> Option<Proposal> {
    let largest = frameworks.iter().max_by_key(|found| found.lines)?;
    let boilerplate = signs().framework(&largest.id).map_or(0, |known| known.boilerplate);
    (largest.lines >= ENOUGH_LINES + boilerplate).then(|| Proposal {
        because: format!("{because} in {}", plural(largest.lines, "line")),
        places: largest.places.iter().take(1).cloned().collect(),
        ..Proposal::new(id, "none", Confidence::Low)
    })
}

/// Only where one kind, and no second, is settled by a package in use.
fn project_kind(found: &Proposals) -> Option<Proposal> {
    let mut kinds = found.iter().filter(|(about, kind)| {
        about.starts_with("project-kind.") && kind.confidence > Confidence::Low
    });
    let (_, kind) = kinds.next()?;
    kinds.next().is_none().then(|| kind.clone().at_most(Confidence::Medium))
}

/// `start`, `prototype` or `product`, and why.
fn grade(repository: &Repository, framework: &FrameworkUse) -> Proposal {
    let count = |paths: &Paths| repository.sources.iter().filter(|s| paths.cover(&s.path)).count();
    let first = |kind: Kind| {
        let found = repository.present.iter().filter(|(found, _)| *found == kind);
        found.map(|(_, path)| Place::file(path)).min()
    };
    let container = first(Kind::Dockerfile).or_else(|| first(Kind::Compose));
    let mut because = vec![format!("{} of its own Python", plural(framework.lines, "line"))];
    let mut places: Vec<Place> = framework.places.iter().take(1).cloned().collect();
    for (count, enough, noun) in [
        (count(&signs().migrations), MIGRATIONS, "migration"),
        (count(&signs().tests), TEST_FILES, "test file"),
    ] {
        because.extend((count >= enough).then(|| plural(count, noun)));
    }
    for (name, place) in [("a container", container), ("CI", first(Kind::Ci))] {
        because.extend(place.is_some().then(|| name.to_owned()));
        places.extend(place);
    }
    let near = |threshold: usize| {
        (1.0 / NEAR..NEAR).contains(&(framework.lines as f64 / threshold as f64))
    };
    let thresholds = [PROTOTYPE_LINES, PRODUCT_LINES_IF_SIGNS, PRODUCT_LINES];
    let sure = if thresholds.into_iter().any(near) { Confidence::Medium } else { Confidence::High };
    let word = word(framework.lines, because.len() - 1);
    let value = format!("{}-{word}", framework.id);
    let proposal = Proposal::new("existing-code", &value, sure.min(framework.confidence));
    Proposal { because: because.join(", "), places, ..proposal }
}

fn word(lines: usize, signs: usize) -> &'static str {
    match lines {
        PRODUCT_LINES.. => "product",
        PRODUCT_LINES_IF_SIGNS.. if signs >= SIGNS => "product",
        PROTOTYPE_LINES.. => "prototype",
        _ if signs >= PROTOTYPE_SIGNS => "prototype",
        _ => "start",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_rise_with_lines_and_signs() {
        let cases = [
            (0, 0, "start"),
            (PROTOTYPE_LINES - 1, PROTOTYPE_SIGNS - 1, "start"),
            (PROTOTYPE_LINES - 1, PROTOTYPE_SIGNS, "prototype"),
            (PROTOTYPE_LINES, 0, "prototype"),
            (PRODUCT_LINES_IF_SIGNS, SIGNS - 1, "prototype"),
            (PRODUCT_LINES_IF_SIGNS, SIGNS, "product"),
            (PRODUCT_LINES, 0, "product"),
        ];
        for (lines, signs, expected) in cases {
            assert_eq!(word(lines, signs), expected, "{lines} lines, {signs} signs");
        }
    }
}
