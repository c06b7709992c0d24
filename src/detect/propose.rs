//! From evidence to proposals: grouped, weighed against one another, sorted.

use std::collections::{BTreeMap, BTreeSet};

use super::deps::Scope;
use super::evidence::{About, Data, Evidence, Login, Output};
use super::packages::OTHER_FRAMEWORKS;
use super::report::{Confidence, Found, Place, Proposal, Strength, Target};
use super::repository::Repository;
use super::size;

/// With less code than this, that something is not there says nothing at all.
const ENOUGH_LINES: usize = 50;

/// The evidence for each statement.
type Groups = BTreeMap<About, Vec<Evidence>>;

/// All proposals, traits first.
pub(super) fn proposals(
    repository: &Repository,
    frameworks: &[Found],
    evidence: Vec<Evidence>,
) -> Vec<Proposal> {
    let mut groups = Groups::new();
    for one in evidence {
        groups.entry(one.about).or_default().push(one);
    }
    let mut all = existing_code(repository, frameworks);
    all.extend(output(&groups));
    all.extend(data(&groups, frameworks));
    all.extend(login(&groups, frameworks));
    all.extend(project_kind(&groups));
    for (about, evidence) in &groups {
        if let About::Need(capability) = about {
            all.push(need(capability, evidence));
        }
    }
    all.sort_by(|one, other| one.target.cmp(&other.target));
    all
}

fn answer(id: &str, value: &str, grounds: Grounds) -> Proposal {
    let target = Target::Trait { id: id.to_owned(), value: vec![value.to_owned()] };
    let Grounds { confidence, because, places } = grounds;
    Proposal { target, confidence, because, places }
}

/// What a group of evidence comes to.
struct Grounds {
    confidence: Confidence,
    because: String,
    places: Vec<Place>,
}

impl Grounds {
    /// The firmest evidence speaks; the places of all follow, each once.
    fn of(evidence: &[Evidence]) -> Option<Self> {
        let mut sorted: Vec<&Evidence> = evidence.iter().collect();
        sorted.sort_by(|one, other| {
            let firm = other.confidence.cmp(&one.confidence);
            firm.then_with(|| one.place.cmp(&other.place))
                .then_with(|| one.because.cmp(&other.because))
        });
        let first = sorted.first()?;
        let mut seen = BTreeSet::new();
        let once = sorted.iter().map(|one| &one.place).filter(|place| seen.insert(*place));
        Some(Self {
            confidence: first.confidence,
            because: first.because.clone(),
            places: once.cloned().collect(),
        })
    }
}

fn grounds(groups: &Groups, about: About) -> Option<Grounds> {
    groups.get(&about).and_then(|evidence| Grounds::of(evidence))
}

fn need(capability: &str, evidence: &[Evidence]) -> Proposal {
    let used: Vec<Evidence> =
        evidence.iter().filter(|one| one.strength == Strength::Must).cloned().collect();
    let strength = if used.is_empty() { Strength::Want } else { Strength::Must };
    let chosen = if used.is_empty() { evidence } else { used.as_slice() };
    let Grounds { confidence, because, places } = Grounds::of(chosen).unwrap_or(Grounds {
        confidence: Confidence::Low,
        because: String::new(),
        places: Vec::new(),
    });
    let target = Target::Need { capability: capability.to_owned(), strength };
    Proposal { target, confidence, because, places }
}

/// The grade of the framework with the most code. A question with one answer cannot take a second
/// one: what there is of another framework is shown as a guess beside it.
fn existing_code(repository: &Repository, frameworks: &[Found]) -> Vec<Proposal> {
    let has_code = |found: &&Found| found.confidence > Confidence::Low && found.lines > 0;
    let mut sure: Vec<&Found> = frameworks.iter().filter(has_code).collect();
    sure.sort_by(|one, other| other.lines.cmp(&one.lines).then_with(|| one.id.cmp(&other.id)));
    let alone = sure.len() == 1;
    let grade = |(index, found): (usize, &&Found)| {
        let grade = size::grade(repository, found);
        let (confidence, because) = match index {
            0 if alone => (grade.confidence, grade.because),
            0 => (grade.confidence.min(Confidence::Medium), format!("{}, the most", grade.because)),
            _ => (Confidence::Low, format!("beside {}: {}", sure[0].id, grade.because)),
        };
        let grounds = Grounds { confidence, because, places: grade.places };
        answer("existing-code", &format!("{}-{}", found.id, grade.word), grounds)
    };
    let graded: Vec<Proposal> = sure.iter().enumerate().map(grade).collect();
    if graded.is_empty() { other_stack(repository).into_iter().collect() } else { graded }
}

/// Code that runs in another Python web framework.
fn other_stack(repository: &Repository) -> Option<Proposal> {
    OTHER_FRAMEWORKS.iter().find_map(|(package, module)| {
        let stated = repository.stated_anywhere(package)?;
        let line = |path: &str, line: u32| Place::new(path, line as usize);
        let used = repository
            .program()
            .find_map(|source| source.facts.import_line(module).map(|at| line(&source.path, at)))?;
        (stated.scope == Scope::Runtime).then(|| {
            let because = format!("{package} is imported, and a dependency");
            let places = vec![used, stated.place.clone()];
            let grounds = Grounds { confidence: Confidence::Medium, because, places };
            answer("existing-code", "other-stack", grounds)
        })
    })
}

fn output(groups: &Groups) -> Option<Proposal> {
    let pages = grounds(groups, About::Output(Output::Pages));
    let api = grounds(groups, About::Output(Output::Api));
    let (value, grounds) = match (pages, api) {
        (Some(pages), Some(api)) => ("both", both(&pages, &api)),
        (Some(pages), None) => ("server-pages", pages),
        (None, Some(api)) => ("api-only", api),
        (None, None) => return None,
    };
    Some(answer("output", value, grounds))
}

fn both(one: &Grounds, other: &Grounds) -> Grounds {
    // One place of each first, so that a short list shows both.
    let mut places: Vec<Place> = Vec::new();
    let heads = one.places.iter().take(1).chain(other.places.iter().take(1));
    for place in heads.chain(one.places.iter().skip(1)).chain(other.places.iter().skip(1)) {
        if !places.contains(place) {
            places.push(place.clone());
        }
    }
    Grounds {
        confidence: one.confidence.min(other.confidence),
        because: format!("{}, and {}", one.because, other.because),
        places,
    }
}

/// Models mean an own schema, whatever drivers there are, unless they are mapped on tables that
/// nothing here migrates. Without models, the code that talks to a store tells more than a service
/// of a compose file.
fn data(groups: &Groups, frameworks: &[Found]) -> Option<Proposal> {
    let ground = |data| grounds(groups, About::Data(data)).map(|grounds| (data, grounds));
    let used = |evidence: &Vec<Evidence>| evidence.iter().any(|e| e.strength == Strength::Must);
    let modelled = groups.get(&About::Need("orm")).is_some_and(used);
    let migrated = groups.contains_key(&About::Need("migrations"));
    let unmanaged = ground(Data::Unmanaged).filter(|_| !migrated);
    let own = || ground(Data::OwnRelational);
    let other = || ground(Data::NonRelational).or_else(|| ground(Data::Foreign));
    let found = if modelled { unmanaged.or_else(own) } else { other().or_else(own) };
    let Some((data, grounds)) = found else {
        return absent(frameworks, "data", "no sign of a database");
    };
    let most = if data == Data::Foreign { Confidence::Medium } else { Confidence::High };
    let confidence = grounds.confidence.min(most);
    Some(answer("data", data.id(), Grounds { confidence, ..grounds }))
}

fn login(groups: &Groups, frameworks: &[Found]) -> Option<Proposal> {
    let kinds = [Login::External, Login::Framework, Login::OwnScheme];
    let found = kinds.map(|kind| (kind, grounds(groups, About::Login(kind))));
    let present = found.into_iter().filter_map(|(kind, grounds)| Some((kind, grounds?)));
    // The firmest; among equals the first of the list.
    let best = present.min_by_key(|(kind, grounds)| (std::cmp::Reverse(grounds.confidence), *kind));
    let Some((kind, grounds)) = best else {
        return absent(frameworks, "login", "no sign of a login");
    };
    let guess = kind == Login::OwnScheme;
    let most = if guess { Confidence::Medium } else { Confidence::High };
    let confidence = grounds.confidence.min(most);
    Some(answer("login", kind.id(), Grounds { confidence, ..grounds }))
}

/// `none`, as a guess, where a program of some size shows nothing of the kind.
fn absent(frameworks: &[Found], id: &str, because: &str) -> Option<Proposal> {
    let largest = frameworks.iter().max_by_key(|found| found.lines)?;
    let generated = largest.id == "django" && largest.lines < 2 * ENOUGH_LINES;
    if largest.lines < ENOUGH_LINES || generated {
        return None;
    }
    let because = format!("{because} in {}", size::count(largest.lines, "line"));
    let places = largest.places.iter().take(1).cloned().collect();
    Some(answer(id, "none", Grounds { confidence: Confidence::Low, because, places }))
}

/// Only where one kind, and no second, is settled by a package in use.
fn project_kind(groups: &Groups) -> Option<Proposal> {
    let used = |about: &About| groups[about].iter().any(|one| one.confidence > Confidence::Low);
    let kinds: Vec<&str> = groups
        .keys()
        .filter(|about| used(about))
        .filter_map(|about| if let About::Kind(kind) = about { Some(*kind) } else { None })
        .collect();
    let [kind] = kinds.as_slice() else { return None };
    let found = grounds(groups, About::Kind(kind))?;
    let confidence = found.confidence.min(Confidence::Medium);
    Some(answer("project-kind", kind, Grounds { confidence, ..found }))
}
