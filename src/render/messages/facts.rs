//! The project as it was described, and what the decision was computed from.

use super::figures::list;
use super::{NAME, TEXT, capability};
use crate::decision::Decision;
use crate::model::Need;
use crate::render::safe;

/// The situation in the team's own words.
pub(in crate::render) fn context(decision: &Decision) -> Option<String> {
    let context = safe::given(decision.project.context.as_deref()?, TEXT);
    (!context.is_empty()).then_some(context)
}

/// What is known of the project and of the decision's inputs, as labels and values.
pub(in crate::render) fn facts(decision: &Decision) -> Vec<(String, String)> {
    let mut facts = answers(decision);
    facts.extend(needs(decision));
    let project = &decision.project;
    let deciders: Vec<String> =
        project.deciders.iter().map(|person| safe::given(person, NAME)).collect();
    if !deciders.is_empty() {
        facts.push(("Deciders".to_owned(), list(&deciders)));
    }
    if let Some(day) = project.review_by {
        facts.push(("Look again by".to_owned(), day.to_string()));
    }
    facts.extend(inputs(decision));
    facts
}

fn answers(decision: &Decision) -> Vec<(String, String)> {
    let answer = |said: &crate::decision::SelectedAnswer| safe::given(&said.label, NAME);
    let traits = decision.project.traits.iter();
    traits
        .map(|(id, said)| {
            (sentence_case(id.as_str()), list(&said.iter().map(answer).collect::<Vec<_>>()))
        })
        .collect()
}

/// A kebab-case id as a label: `project-kind` to `Project kind`.
pub(in crate::render) fn sentence_case(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// What is needed, as labels and lists.
pub(in crate::render) fn needs(decision: &Decision) -> Vec<(String, String)> {
    let of = |need: Need| {
        let ids = decision.project.needs.iter().filter(move |(_, given)| **given == need);
        let titles: Vec<String> = ids.map(|(id, _)| capability(decision, id)).collect();
        (!titles.is_empty()).then(|| (label(need).to_owned(), list(&titles)))
    };
    Need::ALL.iter().copied().filter_map(of).collect()
}

fn label(need: Need) -> &'static str {
    match need {
        Need::BuiltIn => "Must be built in",
        Need::Must => "Must be there",
        Need::Want => "Wanted",
        Need::Maybe => "Perhaps wanted",
        Need::Bypass => "Goes round",
    }
}

fn inputs(decision: &Decision) -> Vec<(String, String)> {
    let mut inputs = Vec::new();
    if let Some(profile) = &decision.inputs.profile {
        inputs.push(("Profile".to_owned(), digest(&profile.path, &profile.sha256)));
    }
    if !decision.inputs.flags.is_empty() {
        let flags = decision.inputs.flags.join(" ");
        inputs.push(("Flags".to_owned(), safe::given(&flags, TEXT)));
    }
    let catalogue = &decision.inputs.catalogue;
    if !catalogue.origin.is_empty() {
        inputs.push(("Catalogue".to_owned(), digest(&catalogue.origin, &catalogue.sha256)));
    }
    if let Some(draws) = &decision.analysis.draws {
        let drawn = format!("{} from seed {}", super::figures::count(draws.count), draws.seed);
        inputs.push(("Draws".to_owned(), drawn));
    }
    inputs
}

/// A path, and enough of its digest to tell two versions apart.
fn digest(path: &str, sha256: &str) -> String {
    let path = safe::given(path, super::TITLE);
    let sha256 = safe::given(sha256, 12);
    let short = sha256.trim_end_matches('…');
    if short.is_empty() { path } else { format!("{path} (sha256 {short})") }
}
