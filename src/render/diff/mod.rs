//! The difference between two decisions: for a terminal, for a pull request, for programs.

mod movements;
mod rest;

use super::Options;
use super::doc;
use crate::decision::{FactKind, Verdict};
use crate::diff::{Candidate, Difference, Flip, Mover, Outcome, Pair, Presence};
use crate::doc::{Doc, strong};
use crate::model::{CapabilityId, CriterionId, FrameworkId};
use crate::text::{
    NBSP, and_list, capitalise, escape_json, estimate, excerpt, hundredths, mid_sentence, or_list,
    score,
};
use movements::movements;
use rest::rest;

/// The most characters of a name or title.
const NAME: usize = 48;

/// For a terminal.
pub fn table(difference: &Difference, options: &Options) -> String {
    doc::text(&page(difference), options)
}

/// For a pull request's comment or a job's summary.
pub fn markdown(difference: &Difference) -> String {
    doc::markdown(&page(difference), 2)
}

/// For programs: the whole difference, in full precision.
pub fn json(difference: &Difference) -> serde_json::Result<String> {
    Ok(escape_json(&(serde_json::to_string_pretty(difference)? + "\n")))
}

/// All of it as sentences without the headline, for other documents.
pub fn sentences(difference: &Difference) -> Vec<String> {
    let mut all = standing(difference);
    if let Some(moved) = movements(difference) {
        all.push(format!("{}:", moved.title));
        all.extend(moved.lines.iter().map(|[by, what, why]| format!("{by} {what}: {why}")));
        all.extend(moved.smaller);
    }
    all.extend(flip(difference));
    all.extend(rest(difference));
    all.iter().map(|sentence| sentence.replace(NBSP, " ")).collect()
}

fn page(difference: &Difference) -> Doc {
    let mut doc = Doc::default();
    doc.para(strong(headline(difference)));
    let standing = standing(difference);
    if !standing.is_empty() {
        doc.para(standing.join(" "));
    }
    if let Some(moved) = movements(difference) {
        doc.heading(&moved.title);
        let rows: Vec<_> =
            moved.lines.into_iter().map(|row| row.map(Into::into).to_vec()).collect();
        if !rows.is_empty() {
            doc.table(&["Moved", "What", "Why"], rows);
        }
        doc.entries(moved.smaller.into_iter().collect());
    }
    for (title, sentences) in
        [("What flipped it", flip(difference)), ("Other changes", rest(difference))]
    {
        if !sentences.is_empty() {
            doc.heading(title);
            doc.entries(sentences);
        }
    }
    doc
}

/// The outcome in one sentence.
pub fn headline(difference: &Difference) -> String {
    let leader =
        |id: &Option<FrameworkId>| id.as_ref().map_or_else(String::new, |id| name(difference, id));
    let (before, after) = (leader(&difference.leader.before), leader(&difference.leader.after));
    let winner = &difference.winner;
    match difference.outcome {
        Outcome::NothingMoved => "Nothing moved.".to_owned(),
        Outcome::NoneQualifiesStill => "No framework qualifies, before or after.".to_owned(),
        Outcome::NoneQualifiesNow => format!("{before} led; now no framework qualifies."),
        Outcome::QualifiesNow => format!("No framework qualified; now {after} leads."),
        Outcome::Flipped if winner.before.is_some() && winner.after.is_some() => {
            format!("The answer flipped from {before} to {after}.")
        }
        Outcome::Flipped => format!("The lead passed from {before} to {after}."),
        Outcome::Still => format!("{after} still leads{}.", lead_change(difference)),
    }
}

/// `; its lead over Flask fell from 0.9 to 0.4`.
fn lead_change(difference: &Difference) -> String {
    let Some(pair) = &difference.pair else { return String::new() };
    let (Some(before), Some(after)) = (pair.before, pair.after) else { return String::new() };
    let (mut was, mut is) = (score(before), score(after));
    if was == is {
        (was, is) = (unsigned(before), unsigned(after));
    }
    let second = name(difference, &pair.second);
    if was == is {
        format!("; its lead over {second} stays at {}", score(after))
    } else {
        let verb = if after > before { "grew" } else { "fell" };
        format!("; its lead over {second} {verb} from {was} to {is}")
    }
}

/// A lead with two decimals: `0.42`.
fn unsigned(lead: f64) -> String {
    hundredths(lead).trim_start_matches('+').to_owned()
}

/// The lead, the verdict and the draws before and after.
fn standing(difference: &Difference) -> Vec<String> {
    let mut said = Vec::new();
    if let (Outcome::Flipped, Some(pair)) = (difference.outcome, &difference.pair)
        && let (Some(before), Some(after)) = (pair.before, pair.after)
    {
        let was = leads(difference, pair, before, ["led", "were"]);
        let is = leads(difference, pair, after, ["leads", "are"]);
        said.push(format!("{was}; now {is}."));
    }
    if difference.verdict.changed() {
        let word = |verdict: Verdict| verdict.as_str().replace('-', " ");
        let (was, is) = (word(difference.verdict.before), word(difference.verdict.after));
        said.push(format!("The verdict changed from {was} to {is}."));
    }
    let leader = difference.leader.after.as_ref();
    if let Some((id, change)) = leader.and_then(|id| difference.first_in_draws.get_key_value(id))
        && let (Some(before), Some(after)) = (change.before, change.after)
        && estimate(before) != estimate(after)
    {
        let (was, is) = (estimate(before), estimate(after));
        said.push(format!(
            "Within the model, {} came first in {was} of the draws; now in {is}.",
            name(difference, id)
        ));
    }
    let inputs = &difference.inputs;
    let inputs = inputs.profile.is_some() || inputs.catalogue.is_some() || inputs.flags.is_some();
    if difference.outcome == Outcome::NothingMoved && inputs {
        said.push("The inputs differ, but not in a way that affects the result.".to_owned());
    }
    said
}

fn leads(difference: &Difference, pair: &Pair, lead: f64, [leads, are]: [&str; 2]) -> String {
    let (first, second) = (name(difference, &pair.first), name(difference, &pair.second));
    match unsigned(lead.abs()).as_str() {
        "0.00" => format!("{first} and {second} {are} level"),
        by if lead > 0.0 => format!("{first} {leads} {second} by {by}"),
        by => format!("{second} {leads} {first} by {by}"),
    }
}

/// Why the leader changed.
fn flip(difference: &Difference) -> Vec<String> {
    let Some(flip) = &difference.flip else { return Vec::new() };
    let leader =
        |id: &Option<FrameworkId>| id.as_ref().map_or_else(String::new, |id| name(difference, id));
    let (first, second) = (leader(&difference.leader.before), leader(&difference.leader.after));
    let named = |movers: &[Mover]| {
        let mover = |mover: &Mover| {
            let what = match (&mover.criterion, &mover.fact) {
                (Some(id), _) => criterion(difference, id),
                (None, fact) => self::fact(difference, fact.as_deref().unwrap_or_default()),
            };
            format!("{what} ({})", hundredths(mover.moved))
        };
        and_list(&movers.iter().map(mover).collect::<Vec<_>>())
    };
    match flip {
        Flip::LeaderGone { framework } | Flip::LeaderCame { framework } => {
            let change = difference.candidates.iter().find(|one| one.id == *framework);
            change.map(|change| candidate(difference, change)).into_iter().collect()
        }
        Flip::Each { movers } => {
            let without = if movers.len() > 1 { "any one of these" } else { "it" };
            let causes = capitalise(&named(movers));
            vec![format!("{causes}: without {without} {first} would still lead {second}.")]
        }
        Flip::Together { movers } => {
            let causes = named(movers);
            vec![format!(
                "No single movement is enough. Together: {causes}. Without them {first} would still lead {second}."
            )]
        }
    }
}

/// How a candidate's part in the decision changed.
fn candidate(difference: &Difference, change: &Candidate) -> String {
    let name = name(difference, &change.id);
    let missing = capabilities(difference, &change.missing);
    match (change.before, change.after) {
        (Presence::Qualifies, Presence::Excluded) => {
            let missing = and_list(&missing);
            format!("{name} no longer qualifies: it lacks {missing}, which the project requires.")
        }
        (Presence::Excluded, Presence::Qualifies) => {
            format!("{name} now qualifies: it no longer lacks {}.", or_list(&missing))
        }
        (Presence::Absent, Presence::Excluded) => {
            let missing = and_list(&missing);
            format!("{name} is a new candidate but does not qualify: it lacks {missing}.")
        }
        (Presence::Absent, _) => format!("{name} is a new candidate."),
        (_, _) => format!("{name} is no longer a candidate."),
    }
}

/// A framework's name; with its id where another has the same name.
fn name(difference: &Difference, id: &FrameworkId) -> String {
    let shown = |id| difference.names.get(id).map(|name| excerpt(name, NAME));
    let Some(name) = shown(id).filter(|name| !name.is_empty()) else { return id.to_string() };
    let same = difference.names.keys().filter(|other| shown(other).as_ref() == Some(&name));
    if same.count() > 1 { format!("{name} ({id})") } else { name }
}

fn title(difference: &Difference, id: &CriterionId) -> String {
    let title = difference.criteria.get(id).map(|title| excerpt(title, NAME));
    title.filter(|title| !title.is_empty()).unwrap_or_else(|| id.to_string())
}

/// A criterion within a sentence.
fn criterion(difference: &Difference, id: &CriterionId) -> String {
    mid_sentence(&title(difference, id))
}

/// A capability within a sentence.
fn capability(difference: &Difference, id: &CapabilityId) -> String {
    let title = difference.capabilities.get(id).map(|title| excerpt(title, NAME));
    let title = title.filter(|title| !title.is_empty());
    title.map_or_else(|| id.to_string(), |title| mid_sentence(&title))
}

fn capabilities<'a>(
    difference: &Difference,
    ids: impl IntoIterator<Item = &'a CapabilityId>,
) -> Vec<String> {
    ids.into_iter().map(|id| capability(difference, id)).collect()
}

/// A question or capability within a sentence.
fn fact(difference: &Difference, id: &str) -> String {
    let known = difference.capabilities.keys().find(|known| known.as_str() == id);
    let asked = difference.facts.iter().find(|one| one.id == id);
    match known.filter(|_| asked.is_none_or(|one| one.kind != FactKind::Trait)) {
        Some(id) => capability(difference, id),
        None => excerpt(id, NAME).replace('-', " "),
    }
}
