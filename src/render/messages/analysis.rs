//! The full analysis, as titled lists of sentences.

use super::{
    NAME, TEXT, TITLE, by_contribution, capability, context, criterion, criterion_title, facts,
    group, name, reason, robustness, trade_offs, verdict,
};
use crate::decision::{CriterionRow, Decision, FactKind, FactRow, WeightFrom};
use crate::model::{Need, Origin};
use crate::text::{
    and_list, estimate, excerpt, join, label, or_list, percent, points, range, score, thousands,
};

/// A title and its sentences, at least one.
type Section = (&'static str, Vec<String>);

/// Everything behind the answer.
pub fn sections(decision: &Decision) -> Vec<Section> {
    let mut sections = vec![
        ("Reasons", facts::reasons(decision)),
        ("Trade-offs", trade_offs(decision)),
        ("Robustness", robustness::robustness(decision)),
    ];
    sections.extend(analysis(decision));
    sections.push(("Public decisions like this one", facts::precedent_lines(decision)));
    sections.retain(|(_, sentences)| !sentences.is_empty());
    sections
}

/// The project, and every figure of the analysis.
pub fn analysis(decision: &Decision) -> Vec<Section> {
    let facts = needs(decision).into_iter().chain(inputs(decision));
    let facts = facts.map(|(label, value)| format!("{label}: {value}."));
    let project = context(decision).into_iter().chain(answers(decision)).chain(facts);
    let rated = by_contribution(decision).into_iter().map(|row| rated(decision, row));
    let mut sections = vec![
        ("Project", project.collect()),
        ("Estimate", verdict::estimate_lines(decision)),
        ("The project's facts, in points", facts::fact_lines(decision)),
        ("Weights and ratings", rated.chain(exchange_rates(decision)).collect()),
    ];
    let suits = decision.frameworks.iter().filter_map(|one| robustness::suits(decision, &one.id));
    // A sole candidate is first whatever changes.
    sections.push(("Facts that would change who is first", robustness::tipping_facts(decision)));
    let compared = [
        ("How far each weight can change", robustness::tipping_weights(decision)),
        ("How far each rating can change", robustness::tipping_ratings(decision)),
        (
            "Simulation, within the model: weights, ratings and facts vary within their ranges",
            robustness::ranks(decision),
        ),
        ("Which weights put each candidate first, the project's facts included", suits.collect()),
        ("Other methods, on the criteria alone", robustness::methods(decision)),
    ];
    if decision.frameworks.len() > 1 {
        sections.extend(compared);
    }
    sections.push(("Stale evidence", robustness::stale(decision)));
    sections.retain(|(_, sentences)| !sentences.is_empty());
    sections
}

/// A criterion's weight and its ratings with their ranges.
pub fn rated(decision: &Decision, row: &CriterionRow) -> String {
    let rating = |id| {
        let name = name(decision, id);
        let Some(one) = row.rating(id) else { return format!("{name} unknown") };
        let own = one.overridden.as_deref().map(reason);
        let own = own.map_or(String::new(), |because| format!("; your own rating: {because}"));
        format!("{name} {} ({}{own})", score(one.score), range(one.low, one.high))
    };
    let ratings = and_list(decision.frameworks.iter().map(|one| rating(&one.id)));
    let colon = if ratings.is_empty() { "" } else { ": " };
    let from = match row.weight_from {
        WeightFrom::Catalogue => "from the catalogue".to_owned(),
        WeightFrom::Traits => format!("changed by answers (× {:.2})", row.factor),
        WeightFrom::User => "set by you".to_owned(),
        WeightFrom::Ranking => "from your ranking".to_owned(),
        WeightFrom::Pairwise => "from your comparisons".to_owned(),
    };
    let (title, share) = (criterion_title(decision, &row.id), percent(row.share));
    let winner = row.winner.as_ref().filter(|_| decision.frameworks.len() > 1);
    let wins = winner.and_then(|id| Some((name(decision, id), row.best_in_draws.get(id)?)));
    let wins = wins.map_or(String::new(), |(name, wins)| {
        format!(" Within the ranges {name} is best in {} of the draws.", estimate(*wins))
    });
    format!("{title}: {}, {from}, {share}{colon}{ratings}.{wins}", points(&score(row.weight)))
}

/// What a point of the criterion with the largest share is worth in the others.
fn exchange_rates(decision: &Decision) -> Option<String> {
    let mut rows: Vec<&CriterionRow> =
        decision.criteria.iter().filter(|row| row.share > 0.0).collect();
    rows.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.id.cmp(&b.id)));
    let (first, others) = rows.split_first()?;
    let rates = others.iter();
    let rates = rates.map(|row| (score(first.share / row.share), criterion(decision, &row.id)));
    let rates = group(rates).into_iter().map(|(rate, titles)| {
        format!("{} of {}", rate.strip_suffix(".0").unwrap_or(&rate), or_list(titles))
    });
    let rates = join(rates, ", or ");
    let first = criterion(decision, &first.id);
    (!rates.is_empty()).then(|| format!("One point of {first} counts as much as {rates}."))
}

/// The questions with their answers.
fn answers(decision: &Decision) -> impl Iterator<Item = String> {
    decision.project.traits.iter().map(|(id, answers)| {
        let is_it = |row: &&FactRow| row.kind == FactKind::Trait && row.id == id.as_str();
        let question = decision.fit.iter().find(is_it).map(|row| excerpt(&row.title, TEXT));
        let question = question.unwrap_or_else(|| label(id.as_str()));
        let colon = if question.ends_with('?') { "" } else { ":" };
        let answers = and_list(answers.iter().map(|one| excerpt(&one.label, TITLE)));
        format!("{question}{colon} {}.", answers.trim_end_matches('.'))
    })
}

/// Who decides, and what the decision was computed from, as labels and values.
pub fn inputs(decision: &Decision) -> Vec<(&'static str, String)> {
    let Decision { project, inputs, fit_factor, .. } = decision;
    let is_default = (fit_factor - 1.0).abs() <= 1e-9;
    let factor = (!is_default).then(|| format!("{} (default 1)", score(*fit_factor)));
    let profile = inputs.profile.as_ref().map(|one| with_digest(&one.path, &one.sha256));
    let origin = inputs.catalogue.origin.replace(Origin::EMBEDDED, "built in");
    let catalogue = (!origin.is_empty()).then(|| with_digest(&origin, &inputs.catalogue.sha256));
    let draws = decision.analysis.draws.as_ref();
    let facts = [
        ("Deciders", Some(and_list(project.deciders.iter().map(|one| excerpt(one, NAME))))),
        ("Review by", project.review_by.map(|day| day.to_string())),
        ("Fit factor", factor),
        ("Profile", profile),
        ("Flags", Some(excerpt(&inputs.flags.join(" "), TEXT))),
        ("Catalogue", catalogue),
        ("Draws", draws.map(|draws| format!("{}, seed {}", thousands(draws.count), draws.seed))),
    ];
    let facts = facts.into_iter().filter_map(|(label, value)| Some((label, value?)));
    facts.filter(|(_, value)| !value.is_empty()).collect()
}

/// What the project needs, as labels and lists.
pub fn needs(decision: &Decision) -> Vec<(&'static str, String)> {
    let level = |level: &Need| {
        let ids = decision.project.needs.iter().filter(|(_, need)| need == level);
        (need(*level), and_list(ids.map(|(id, _)| capability(decision, id))))
    };
    Need::ALL.iter().map(level).filter(|(_, titles)| !titles.is_empty()).collect()
}

/// How much a feature is needed.
pub fn need(level: Need) -> &'static str {
    match level {
        Need::BuiltIn => "Required, built in",
        Need::Must => "Required",
        Need::Want => "Wanted",
        Need::Maybe => "Nice to have",
        Need::Bypass => "Not used",
    }
}

/// Files and enough of their digest to tell two versions apart.
fn with_digest(path: &str, sha256: &str) -> String {
    let (path, digest) = (excerpt(&without_folders(path), TITLE), excerpt(sha256, 12));
    let digest = digest.trim_end_matches('…');
    if digest.is_empty() { path } else { format!("{path} (sha256 {digest})") }
}

/// Paths joined by ` + `; of an absolute one only the name.
pub fn without_folders(paths: &str) -> String {
    let name = |path: &str| {
        let is_absolute = path.starts_with(['/', '\\']) || path.get(1..3) == Some(":\\");
        let name = path.rsplit(['/', '\\']).next().filter(|_| is_absolute);
        name.unwrap_or(path).to_owned()
    };
    join(paths.split(" + ").map(name), " + ")
}
