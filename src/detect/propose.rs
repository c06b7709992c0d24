//! From evidence to proposals: grouped, compared, sorted.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::deps::Scope;
use super::evidence::Evidence;
use super::kind::file_name;
use super::report::{Confidence, FrameworkUse, Place, Proposal, Target};
use super::repository::Repository;
use super::signs::signs;
use super::size;
use crate::model::Need;
use crate::text::plural;

/// With less code than this, that something is missing says nothing.
const ENOUGH_LINES: usize = 50;

/// The evidence for each statement, the firmest first.
type Groups = BTreeMap<&'static str, Vec<Evidence>>;

/// All proposals, traits first.
pub(super) fn proposals(
    repository: &Repository,
    frameworks: &[FrameworkUse],
    evidence: Vec<Evidence>,
) -> Vec<Proposal> {
    let mut groups = Groups::new();
    for one in evidence {
        groups.entry(one.about).or_default().push(one);
    }
    for group in groups.values_mut() {
        group.sort_by(|one, other| {
            let key = |e: &Evidence| (e.strength, Reverse(e.confidence));
            let place = |e: &Evidence| (e.place.clone(), e.because.clone());
            key(one).cmp(&key(other)).then_with(|| place(one).cmp(&place(other)))
        });
    }
    let mut all = existing_code(repository, frameworks);
    all.extend(output(&groups));
    all.extend(data(&groups, frameworks));
    all.extend(login(&groups, frameworks));
    all.extend(project_kind(&groups));
    for (about, evidence) in &groups {
        if let Some(id) = about.strip_prefix("needs.") {
            let target = Target::Need { id: id.to_owned(), value: evidence[0].strength };
            all.extend(Grounds::of(evidence).map(|grounds| grounds.propose(target)));
        }
    }
    all.sort_by(|one, other| one.target.cmp(&other.target));
    all
}

/// What the evidence for one statement comes to.
pub(super) struct Grounds {
    pub(super) confidence: Confidence,
    pub(super) because: String,
    pub(super) places: Vec<Place>,
}

impl Grounds {
    /// The firmest evidence gives the reason; the places of all that is as strong follow, each once.
    fn of(evidence: &[Evidence]) -> Option<Self> {
        let first = evidence.first()?;
        let mut seen = BTreeSet::new();
        let as_strong = evidence.iter().filter(|one| one.strength == first.strength);
        let places = as_strong.map(|one| &one.place).filter(|place| seen.insert(*place));
        Some(Self {
            confidence: first.confidence,
            because: first.because.clone(),
            places: places.cloned().collect(),
        })
    }

    fn at_most(mut self, confidence: Confidence) -> Self {
        self.confidence = self.confidence.min(confidence);
        self
    }

    fn propose(self, target: Target) -> Proposal {
        let Self { confidence, because, places } = self;
        Proposal { target, confidence, because, places }
    }

    fn answer(self, id: &str, value: &str) -> Proposal {
        self.propose(Target::Trait { id: id.to_owned(), value: value.to_owned() })
    }
}

fn grounds(groups: &Groups, about: &str) -> Option<Grounds> {
    Grounds::of(groups.get(about)?)
}

/// The grade of the framework with the most code. The question takes one answer: what there is of
/// another framework is shown as a guess beside it.
fn existing_code(repository: &Repository, frameworks: &[FrameworkUse]) -> Vec<Proposal> {
    let has_code = |found: &&FrameworkUse| found.confidence > Confidence::Low && found.lines > 0;
    let mut sure: Vec<&FrameworkUse> = frameworks.iter().filter(has_code).collect();
    sure.sort_by_key(|found| (Reverse(found.lines), &found.id));
    let mut all = Vec::new();
    for (index, found) in sure.iter().enumerate() {
        let (word, mut grounds) = size::grade(repository, found);
        if index > 0 {
            grounds.because = format!("beside {}: {}", sure[0].id, grounds.because);
            grounds = grounds.at_most(Confidence::Low);
        } else if sure.len() > 1 {
            grounds.because += ", the most";
            grounds = grounds.at_most(Confidence::Medium);
        }
        all.push(grounds.answer("existing-code", &format!("{}-{word}", found.id)));
    }
    if all.is_empty() { other_stack(repository).into_iter().collect() } else { all }
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
    let grounds = Grounds { confidence: Confidence::Medium, because, places };
    Some(grounds.answer("existing-code", "other-stack"))
}

fn output(groups: &Groups) -> Option<Proposal> {
    match (grounds(groups, "output.pages"), grounds(groups, "output.api")) {
        (Some(pages), Some(api)) => {
            // One place of each first, so that a short list shows both.
            let mut places: Vec<Place> = Vec::new();
            let heads = [pages.places.first(), api.places.first()].into_iter().flatten();
            for place in heads.chain(&pages.places).chain(&api.places) {
                if !places.contains(place) {
                    places.push(place.clone());
                }
            }
            let because = format!("{}, and {}", pages.because, api.because);
            let confidence = pages.confidence.min(api.confidence);
            Some(Grounds { confidence, because, places }.answer("output", "both"))
        }
        (Some(pages), None) => Some(pages.answer("output", "server-pages")),
        (None, Some(api)) => Some(api.answer("output", "api-only")),
        (None, None) => None,
    }
}

/// Models mean an own schema, whatever drivers there are, unless they are mapped on tables that
/// nothing here migrates. Without models, the code that talks to a store tells more than a service
/// of a compose file.
fn data(groups: &Groups, frameworks: &[FrameworkUse]) -> Option<Proposal> {
    let ground =
        |about: &'static str| grounds(groups, &format!("data.{about}")).map(|g| (about, g));
    let is_used = |e: &Evidence| e.strength == Need::Must;
    let has_models = groups.get("needs.orm").is_some_and(|evidence| evidence.iter().any(is_used));
    let found = if has_models {
        let migrated = groups.contains_key("needs.migrations");
        ground("unmanaged").filter(|_| !migrated).or_else(|| ground("own-relational"))
    } else {
        ["non-relational", "foreign-sql", "own-relational"].into_iter().find_map(ground)
    };
    match found {
        Some(("unmanaged", grounds)) => Some(grounds.answer("data", "foreign-sql")),
        Some(("foreign-sql", grounds)) => {
            Some(grounds.at_most(Confidence::Medium).answer("data", "foreign-sql"))
        }
        Some((value, grounds)) => Some(grounds.answer("data", value)),
        None => absent(frameworks, "data", "no sign of a database"),
    }
}

/// The firmest; among equals the first of the list. Accounts of one's own beside single sign-on
/// are likely the rule, and that an option.
fn login(groups: &Groups, frameworks: &[FrameworkUse]) -> Option<Proposal> {
    let kinds = ["framework-accounts", "external-provider", "own-scheme"];
    let found = kinds.map(|kind| Some((kind, grounds(groups, &format!("login.{kind}"))?)));
    let found: Vec<(&str, Grounds)> = found.into_iter().flatten().collect();
    let sure = found.len() == 1 && found[0].0 != "own-scheme";
    let most = if sure { Confidence::High } else { Confidence::Medium };
    match found.into_iter().min_by_key(|(_, grounds)| Reverse(grounds.confidence)) {
        Some((kind, grounds)) => Some(grounds.at_most(most).answer("login", kind)),
        None if groups.contains_key("needs.accounts") => None,
        None => absent(frameworks, "login", "no sign of a login"),
    }
}

/// `none`, as a guess, where a program of some size shows nothing of the kind.
fn absent(frameworks: &[FrameworkUse], id: &str, because: &str) -> Option<Proposal> {
    let largest = frameworks.iter().max_by_key(|found| found.lines)?;
    let boilerplate = signs().framework(&largest.id).map_or(0, |known| known.boilerplate);
    if largest.lines < ENOUGH_LINES + boilerplate {
        return None;
    }
    let because = format!("{because} in {}", plural(largest.lines, "line"));
    let places = largest.places.iter().take(1).cloned().collect();
    Some(Grounds { confidence: Confidence::Low, because, places }.answer(id, "none"))
}

/// Only where one kind, and no second, is settled by a package in use.
fn project_kind(groups: &Groups) -> Option<Proposal> {
    let kinds = groups.iter().filter_map(|(about, evidence)| {
        let kind = about.strip_prefix("project-kind.")?;
        Some((kind, Grounds::of(evidence).filter(|g| g.confidence > Confidence::Low)?))
    });
    let mut kinds: Vec<(&str, Grounds)> = kinds.collect();
    let (kind, grounds) = kinds.pop()?;
    kinds.is_empty().then(|| grounds.at_most(Confidence::Medium).answer("project-kind", kind))
}
