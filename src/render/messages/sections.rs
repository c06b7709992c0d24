//! The full analysis, as titled lists of sentences.

use super::{NAME, TEXT, TITLE, capability, context, criterion_title, name, robustness};
use crate::decision::{CriterionRow, Decision, WeightFrom};
use crate::model::Need;
use crate::text::{and_list, excerpt, label, percent, points, range, score, thousands};

/// A titled list of sentences, at least one.
#[derive(Debug)]
pub struct Section {
    /// Its title.
    pub title: &'static str,
    /// Its sentences.
    pub lines: Vec<String>,
}

/// Everything that the short form leaves out.
pub fn sections(decision: &Decision) -> Vec<Section> {
    let sections = [
        ("Project", project(decision)),
        ("Weights and ratings", decision.criteria.iter().map(|row| rated(decision, row)).collect()),
        ("Project fit", fit_parts(decision)),
        ("How far each weight can change", robustness::tipping_weights(decision)),
        ("How far each rating can change", robustness::tipping_ratings(decision)),
        ("Simulation of weights and ratings within their ranges", robustness::ranks(decision)),
        ("Whom each candidate suits", robustness::central_weights(decision)),
        ("Other methods", robustness::methods(decision)),
        ("Stale evidence", robustness::stale(decision)),
    ];
    let filled = sections.into_iter().filter(|(_, lines)| !lines.is_empty());
    filled.map(|(title, lines)| Section { title, lines }).collect()
}

fn project(decision: &Decision) -> Vec<String> {
    let facts = facts(decision).into_iter().map(|(label, value)| format!("{label}: {value}."));
    context(decision).into_iter().chain(facts).collect()
}

fn rated(decision: &Decision, row: &CriterionRow) -> String {
    let rating = |id| {
        let name = name(decision, id);
        match row.ratings.get(id).and_then(Option::as_ref) {
            Some(one) => format!("{name} {} ({})", score(one.score), range(one.low, one.high)),
            None => format!("{name} unknown"),
        }
    };
    let ratings: Vec<String> = decision.frameworks.iter().map(|one| rating(&one.id)).collect();
    let ratings =
        if ratings.is_empty() { ratings.concat() } else { format!(": {}", and_list(&ratings)) };
    let from = match row.weight_from {
        WeightFrom::Catalogue => "from the catalogue".to_owned(),
        WeightFrom::Traits => format!("changed by answers (× {:.2})", row.factor),
        WeightFrom::Fit => "from the project's answers and needs".to_owned(),
        WeightFrom::User => "set by you".to_owned(),
        WeightFrom::Ranking => "from your ranking".to_owned(),
        WeightFrom::Pairwise => "from your comparisons".to_owned(),
    };
    let (title, share) = (criterion_title(decision, &row.id), percent(row.share));
    format!("{title}: {}, {from}, {share}{ratings}.", points(row.weight))
}

fn fit_parts(decision: &Decision) -> Vec<String> {
    let mut lines = Vec::new();
    for part in decision.criteria.iter().flat_map(|row| &row.parts) {
        let scores = decision.frameworks.iter().map(|one| {
            let number = part.scores.get(&one.id).copied().flatten();
            format!("{} {}", name(decision, &one.id), number.map_or("unknown".to_owned(), score))
        });
        let scores: Vec<String> = scores.collect();
        lines.push(format!(
            "{}, {}: {}.",
            fit_part(&part.id),
            percent(part.share),
            and_list(&scores)
        ));
    }
    lines
}

/// The part of project fit that an id names, as a label.
pub fn fit_part(id: &str) -> String {
    match id {
        "feature-match" => "Needed features".to_owned(),
        "dead-weight" => "Unused features that it does not ship".to_owned(),
        id => label(&excerpt(id, NAME)),
    }
}

/// The project and the decision's inputs, as labels and values.
pub fn facts(decision: &Decision) -> Vec<(String, String)> {
    let project = &decision.project;
    let mut facts = Vec::new();
    for (id, answers) in &project.traits {
        let answers: Vec<String> = answers.iter().map(|one| excerpt(&one.label, NAME)).collect();
        facts.push((label(id.as_str()), and_list(&answers)));
    }
    facts.extend(needs(decision));
    let mut add = |label: &str, value: String| {
        if !value.is_empty() {
            facts.push((label.to_owned(), value));
        }
    };
    let deciders: Vec<String> = project.deciders.iter().map(|one| excerpt(one, NAME)).collect();
    add("Deciders", and_list(&deciders));
    add("Review by", project.review_by.map_or(String::new(), |day| day.to_string()));
    let inputs = &decision.inputs;
    if let Some(profile) = &inputs.profile {
        add("Profile", with_digest(&profile.path, &profile.sha256));
    }
    add("Flags", excerpt(&inputs.flags.join(" "), TEXT));
    if !inputs.catalogue.origin.is_empty() {
        add("Catalogue", with_digest(&inputs.catalogue.origin, &inputs.catalogue.sha256));
    }
    if let Some(draws) = &decision.analysis.draws {
        add("Draws", format!("{}, seed {}", thousands(draws.count), draws.seed));
    }
    facts
}

/// What the project needs, as labels and lists.
pub fn needs(decision: &Decision) -> Vec<(String, String)> {
    let mut needs = Vec::new();
    for level in Need::ALL.iter().copied() {
        let ids = decision.project.needs.iter().filter(|(_, need)| **need == level);
        let titles: Vec<String> = ids.map(|(id, _)| capability(decision, id)).collect();
        let label = match level {
            Need::BuiltIn => "Required, built in",
            Need::Must => "Required",
            Need::Want => "Wanted",
            Need::Maybe => "Nice to have",
            Need::Bypass => "Not used",
        };
        if !titles.is_empty() {
            needs.push((label.to_owned(), and_list(&titles)));
        }
    }
    needs
}

/// A path, and enough of its digest to tell two versions apart.
fn with_digest(path: &str, sha256: &str) -> String {
    let (path, digest) = (excerpt(path, TITLE), excerpt(sha256, 12));
    let digest = digest.trim_end_matches('…');
    if digest.is_empty() { path } else { format!("{path} (sha256 {digest})") }
}
