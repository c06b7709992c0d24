//! The difference between two decisions: for a terminal, for a pull request, for programs.

mod changes;

use super::messages::{NAME, name_among, title_or_id};
use super::{Options, page};
use crate::decision::{FactKind, Verdict};
use crate::diff::{
    Candidate, Change, Difference, Flip, Inputs, Mover, NeedChange, Outcome, Pair, Presence,
};
use crate::doc::{Doc, Item, strong};
use crate::model::{CapabilityId, CriterionId, FrameworkId, Need};
use crate::text::{
    and_list, capitalise, estimate, excerpt, fine_lead, fit_comment, hundredths, lead, mid_sentence,
};

/// For a terminal.
pub fn table(difference: &Difference, options: &Options) -> String {
    page::text(&written(difference), options)
}

/// For a pull request's comment or a job's summary.
pub fn markdown(difference: &Difference) -> String {
    fit_comment(page::markdown(&written(difference), 2))
}

/// All of it as sentences without the headline, for other documents.
pub fn sentences(difference: &Difference) -> Vec<String> {
    let mut all = standing(difference);
    let (title, movements) = changes::movements(difference);
    all.extend((!movements.is_empty()).then(|| format!("{title}:")));
    all.extend(movements);
    all.extend(flip(difference));
    all.extend(changes::other(difference));
    all
}

fn written(difference: &Difference) -> Doc {
    let mut doc = Doc::default();
    doc.para(strong(headline(difference)));
    let standing = standing(difference);
    if !standing.is_empty() {
        doc.para(standing.join(" "));
    }
    let changed = ("What changed it".to_owned(), flip(difference));
    let others = ("Other changes".to_owned(), changes::other(difference));
    for (title, said) in [changes::movements(difference), changed, others] {
        doc.section(&title, said.into_iter().map(Item::new).collect());
    }
    doc
}

/// The outcome in one sentence.
pub fn headline(difference: &Difference) -> String {
    let [before, after] = leaders(difference);
    let winner = &difference.winner;
    match difference.outcome {
        Outcome::NothingMoved => "Nothing changed.".to_owned(),
        Outcome::NoneQualifiesStill => "No framework qualifies, before or after.".to_owned(),
        Outcome::NoneQualifiesNow => format!("{before} led; now no framework qualifies."),
        Outcome::QualifiesNow => format!("No framework qualified; now {after} leads."),
        Outcome::Flipped if winner.before.is_some() && winner.after.is_some() => {
            format!("The recommendation changed from {before} to {after}.")
        }
        Outcome::Flipped => format!("The lead passed from {before} to {after}."),
        Outcome::Still => format!("{after} still leads{}.", lead_change(difference)),
    }
}

/// Who led and who leads.
fn leaders(difference: &Difference) -> [String; 2] {
    let leader = &difference.leader;
    [&leader.before, &leader.after]
        .map(|id| id.as_ref().map_or_else(String::new, |id| name(difference, id)))
}

/// `; its lead over Flask fell from 0.9 to 0.4`.
fn lead_change(difference: &Difference) -> String {
    let Some(pair) = &difference.pair else { return String::new() };
    let (Some(before), Some(after)) = (pair.before, pair.after) else { return String::new() };
    let (mut was, mut is) = (lead(before), lead(after));
    if was == is {
        (was, is) = (fine_lead(before), fine_lead(after));
    }
    let second = name(difference, &pair.second);
    if was == is {
        format!("; its lead over {second} stays at {}", lead(after))
    } else {
        let verb = if after > before { "grew" } else { "fell" };
        format!("; its lead over {second} {verb} from {was} to {is}")
    }
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
    // Without a project there is no recommendation, whatever the lead.
    let described = &difference.described;
    if difference.verdict.changed() && (described.before || described.after) {
        let word = |verdict: Verdict| verdict.as_str().replace('-', " ");
        let (was, is) = (word(difference.verdict.before), word(difference.verdict.after));
        said.push(format!("The verdict changed from {was} to {is}."));
    }
    match (described.before, described.after) {
        (true, false) => {
            said.push("Nothing is recommended now: no project is described.".to_owned());
        }
        (false, true) => {
            said.push("Nothing was recommended before: no project was described.".to_owned());
        }
        _ => {}
    }
    if let Some(id) = &difference.leader.after
        && let Some(Change { before: Some(before), after: Some(after) }) =
            difference.first_in_draws.get(id)
        && estimate(*before) != estimate(*after)
    {
        let (was, is) = (estimate(*before), estimate(*after));
        said.push(format!(
            "Within the model, {} came first in {was} of the draws; now in {is}.",
            name(difference, id)
        ));
    }
    if difference.outcome == Outcome::NothingMoved && difference.inputs != Inputs::default() {
        said.push("The inputs differ, but not in a way that affects the result.".to_owned());
    }
    said
}

fn leads(difference: &Difference, pair: &Pair, by: f64, [leads, are]: [&str; 2]) -> String {
    let (first, second) = (name(difference, &pair.first), name(difference, &pair.second));
    match fine_lead(by.abs()).as_str() {
        "0.00" => format!("{first} and {second} {are} level"),
        points if by > 0.0 => format!("{first} {leads} {second} by {points}"),
        points => format!("{second} {leads} {first} by {points}"),
    }
}

/// Why the leader changed.
pub fn flip(difference: &Difference) -> Vec<String> {
    let Some(flip) = &difference.flip else { return Vec::new() };
    let [first, second] = leaders(difference);
    let named = |movers: &[Mover]| {
        let mover = |mover: &Mover| {
            let what = match (&mover.criterion, &mover.fact) {
                (Some(id), _) => criterion(difference, id),
                (None, fact) => self::fact(difference, fact.as_deref().unwrap_or_default()),
            };
            format!("{what} ({})", hundredths(mover.moved))
        };
        and_list(movers.iter().map(mover))
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
                "Undoing any one of these changes leaves {second} first; undoing all of them puts {first} first: {causes}."
            )]
        }
    }
}

/// How a candidate's part in the decision changed.
fn candidate(difference: &Difference, change: &Candidate) -> String {
    let name = name(difference, &change.id);
    let each = |said: fn(&Difference, &CapabilityId) -> String| {
        and_list(change.missing.iter().map(|id| said(difference, id)))
    };
    match (change.before, change.after) {
        (Presence::Qualifies, Presence::Excluded) => {
            format!("{name} no longer qualifies: it {}, which the project requires.", each(unmet))
        }
        (Presence::Excluded, Presence::Qualifies) => {
            format!("{name} now qualifies: {}.", each(met))
        }
        (Presence::Absent, Presence::Excluded) => {
            format!("{name} is a new candidate but does not qualify: it {}.", each(unmet))
        }
        (Presence::Absent, _) => format!("{name} is a new candidate."),
        (_, _) => format!("{name} is no longer a candidate."),
    }
}

/// Of a required capability, what a candidate lacks: itself, or that it is built in.
fn unmet(difference: &Difference, id: &CapabilityId) -> String {
    let is_built_in = need(difference, id).is_some_and(|need| need.after == Some(Need::BuiltIn));
    let lacks = if is_built_in { "has no built-in" } else { "lacks" };
    format!("{lacks} {}", capability(difference, id))
}

/// Why a capability no longer excludes a candidate.
fn met(difference: &Difference, id: &CapabilityId) -> String {
    let title = capability(difference, id);
    match need(difference, id).map(|need| (need.before, need.after)) {
        Some((Some(Need::BuiltIn), Some(Need::Must))) => {
            format!("an extension for {title} is now enough")
        }
        None | Some((_, Some(Need::BuiltIn | Need::Must))) => format!("it no longer lacks {title}"),
        Some(_) => format!("{title} is no longer required"),
    }
}

fn need<'a>(difference: &'a Difference, id: &CapabilityId) -> Option<&'a NeedChange> {
    difference.needs.iter().find(|one| one.capability == *id)
}

fn name(difference: &Difference, id: &FrameworkId) -> String {
    name_among(difference.names.iter().map(|(id, name)| (id, name)), id)
}

/// A criterion within a sentence.
fn criterion(difference: &Difference, id: &CriterionId) -> String {
    mid_sentence(&title_or_id(difference.criteria.get(id), id.as_str()))
}

/// A capability within a sentence.
fn capability(difference: &Difference, id: &CapabilityId) -> String {
    mid_sentence(&title_or_id(difference.capabilities.get(id), id.as_str()))
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
