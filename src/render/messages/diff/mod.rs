//! What is said of the difference between two decisions: the outcome first, then what moved it, then what flipped it.

mod flip;
mod movements;
mod rest;

pub(in crate::render) use flip::flip;
pub(in crate::render) use movements::{Line, Lines};
pub(in crate::render) use rest::rest;

use super::figures::{self, percent, score};
use super::{NAME, within_sentence};
use crate::decision::Verdict;
use crate::diff::{Difference, Outcome, Pair};
use crate::model::{CapabilityId, CriterionId, FrameworkId};
use crate::render::safe;

/// The outcome in one sentence.
pub(in crate::render) fn headline(difference: &Difference) -> String {
    let leader =
        |id: &Option<FrameworkId>| id.as_ref().map_or_else(String::new, |id| name(difference, id));
    let (before, after) = (leader(&difference.leader.before), leader(&difference.leader.after));
    match difference.outcome {
        Outcome::NothingMoved => "Nothing moved.".to_owned(),
        Outcome::NoneQualifiesStill => "Nobody qualifies, then as now.".to_owned(),
        Outcome::NoneQualifiesNow => format!("{before} led, and now nobody qualifies."),
        Outcome::QualifiesNow => format!("Nobody qualified, and now {after} leads."),
        Outcome::Flipped if recommended(difference) => {
            format!("The answer flipped from {before} to {after}.")
        }
        Outcome::Flipped => format!("The lead passed from {before} to {after}."),
        Outcome::Still => still(difference, &after),
    }
}

/// Whether both decisions recommend someone.
fn recommended(difference: &Difference) -> bool {
    difference.winner.before.is_some() && difference.winner.after.is_some()
}

fn still(difference: &Difference, leader: &str) -> String {
    let close = difference.winner.after.is_none();
    let subject =
        if close { format!("{leader} is still ahead") } else { format!("Still {leader}") };
    let leads = difference.pair.as_ref().and_then(|pair| Some((pair, pair.before?, pair.after?)));
    let Some((pair, before, after)) = leads else { return format!("{subject}.") };
    let second = name(difference, &pair.second);
    let (was, is) = apart(before, after);
    let lead = match (was == is, after > before) {
        (true, _) => format!("its lead over {second} stays at {is}"),
        (false, true) => format!("its lead over {second} grew from {was} to {is}"),
        (false, false) => format!("its lead over {second} fell from {was} to {is}"),
    };
    format!("{subject}; {lead}.")
}

/// Two figures with one decimal, or with two where one does not tell them apart.
fn apart(one: f64, other: f64) -> (String, String) {
    let rounded = (score(one), score(other));
    if rounded.0 != rounded.1 {
        return rounded;
    }
    let finer = (hundredths(one), hundredths(other));
    if finer.0 == finer.1 { rounded } else { finer }
}

fn hundredths(figure: f64) -> String {
    figures::part(figure).trim_start_matches('+').to_owned()
}

/// The sentences below the outcome: the lead, the verdict and the draws before and after.
pub(in crate::render) fn standing(difference: &Difference) -> Vec<String> {
    let inputs = (difference.outcome == Outcome::NothingMoved).then(|| unmoved(difference));
    let sentences = [leads(difference), verdict(difference), draws(difference), inputs.flatten()];
    sentences.into_iter().flatten().collect()
}

fn unmoved(difference: &Difference) -> Option<String> {
    let inputs = &difference.inputs;
    let other = inputs.profile.is_some() || inputs.catalogue.is_some() || inputs.flags.is_some();
    let said =
        "What it was computed from has other bytes, and nothing in them bears on the answer.";
    other.then(|| said.to_owned())
}

/// Who led by how much, where the leader changed.
fn leads(difference: &Difference) -> Option<String> {
    let pair = difference.pair.as_ref().filter(|_| difference.outcome == Outcome::Flipped)?;
    let was = led(difference, pair, (pair.before?, ["led", "were"]));
    let is = led(difference, pair, (pair.after?, ["leads", "are"]));
    Some(format!("{was}; now {is}."))
}

fn led(difference: &Difference, pair: &Pair, (lead, [leads, are]): (f64, [&str; 2])) -> String {
    let (first, second) = (name(difference, &pair.first), name(difference, &pair.second));
    let by = hundredths(lead.abs());
    if by == "0.00" {
        format!("{first} and {second} {are} level")
    } else if lead > 0.0 {
        format!("{first} {leads} {second} by {by}")
    } else {
        format!("{second} {leads} {first} by {by}")
    }
}

fn verdict(difference: &Difference) -> Option<String> {
    let word = |verdict: Verdict| verdict.as_str().replace('-', " ");
    let verdict = &difference.verdict;
    let (was, is) = (word(verdict.before), word(verdict.after));
    verdict.changed().then(|| format!("The verdict was {was} and is {is}."))
}

/// How often the new leader comes first in the draws.
fn draws(difference: &Difference) -> Option<String> {
    let id = difference.leader.after.as_ref()?;
    let change = difference.first_in_draws.get(id)?;
    let (was, is) = (percent(change.before?), percent(change.after?));
    (was != is).then(|| {
        format!("{} came first in {was} of the draws and does in {is}.", name(difference, id))
    })
}

/// A framework's name; with its id where another has the same name.
fn name(difference: &Difference, id: &FrameworkId) -> String {
    let shown = |id| difference.names.get(id).map(|name| safe::given(name, NAME));
    let Some(name) = shown(id).filter(|name| !name.is_empty()) else { return id.to_string() };
    let same = difference.names.keys().filter(|other| shown(other).as_ref() == Some(&name));
    if same.count() > 1 { format!("{name} ({id})") } else { name }
}

/// A criterion's title as a heading.
fn criterion_title(difference: &Difference, id: &CriterionId) -> String {
    let title = difference.criteria.get(id).map(|title| safe::given(title, NAME));
    title.filter(|title| !title.is_empty()).unwrap_or_else(|| id.to_string())
}

/// A criterion within a sentence.
fn criterion(difference: &Difference, id: &CriterionId) -> String {
    within_sentence(&criterion_title(difference, id))
}

/// A capability within a sentence.
fn capability(difference: &Difference, id: &CapabilityId) -> String {
    let title = difference.capabilities.get(id).map(|title| safe::given(title, NAME));
    let title = title.filter(|title| !title.is_empty());
    title.map_or_else(|| id.to_string(), |title| within_sentence(&title))
}

fn capabilities<'a>(
    difference: &Difference,
    ids: impl IntoIterator<Item = &'a CapabilityId>,
) -> Vec<String> {
    ids.into_iter().map(|id| capability(difference, id)).collect()
}

/// A part of project fit within a sentence.
fn part(id: &str) -> String {
    safe::given(id, NAME).replace('-', " ")
}
