//! Whether a record still holds: what it says against what the same inputs say now.

use super::data::comparable;
use super::{Cut, Data, Shelf};
use crate::decision::{Decision, Notice, Recommendation, Stale, Verdict};
use crate::diff::{Difference, Staleness, diff};
use crate::model::FrameworkId;
use crate::render::{self, prose};
use jiff::civil::Date;

/// One thing that may be wrong with a record.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// As `--fail-on` and the formats name it.
    pub id: &'static str,
    /// What it finds.
    pub title: &'static str,
    /// What to do about it.
    pub help: &'static str,
}

const RECOMMENDATION: Rule = Rule {
    id: "recommendation-changed",
    title: "Another answer follows from the facts now",
    help: "Decide again: update the record, or write another that supersedes it.",
};
const WEAKER: Rule = Rule {
    id: "verdict-weaker",
    title: "The answer is the same and less firm than it was",
    help: "See what moved, and update the record.",
};
const FIGURES: Rule = Rule {
    id: "figures-moved",
    title: "The answer holds with other figures",
    help: "Update the record.",
};
const PROFILE: Rule = Rule {
    id: "profile-changed",
    title: "The profile was edited since",
    help: "Update the record.",
};
const CATALOGUE: Rule = Rule {
    id: "catalogue-changed",
    title: "The catalogue is another one now",
    help: "Update the record.",
};
const STALE: Rule = Rule {
    id: "evidence-stale",
    title: "Evidence is past its date",
    help: "Look the facts up again and correct the catalogue.",
};
const REVIEW: Rule = Rule {
    id: "review-due",
    title: "The day to look again has passed",
    help: "Look at the decision again and set another day.",
};
const OVERRIDE: Rule = Rule {
    id: "override-expired",
    title: "The team's own rating has run out",
    help: "Renew its last day in the profile, or take it out.",
};
const EDITED: Rule = Rule {
    id: "edited-by-hand",
    title: "weigh's part was edited by hand",
    help: "Update the record, and keep your own words outside of weigh's part.",
};
const TWICE: Rule =
    Rule { id: "number-twice", title: "Two records have one number", help: "Rename one of them." };

/// Everything that `check` looks for, the gravest first.
pub const RULES: [Rule; 10] =
    [RECOMMENDATION, WEAKER, FIGURES, PROFILE, CATALOGUE, STALE, REVIEW, OVERRIDE, EDITED, TWICE];

/// The most findings and files that are named one by one.
const NAMED: usize = 3;

/// A record beside what its inputs say now.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// The record, taken apart.
    pub cut: &'a Cut<'a>,
    /// What it carries.
    pub data: &'a Data,
    /// The same computed anew.
    pub now: &'a Decision,
    /// The day on which it is looked at.
    pub today: Option<Date>,
    /// The command that brings the record up to date.
    pub remedy: &'a str,
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Under which rule.
    pub rule: &'static str,
    /// What, in a sentence.
    pub message: String,
    /// More sentences.
    pub detail: Vec<String>,
    /// On which line of the record, counted from 1.
    pub line: u32,
    /// What to do about it.
    pub help: Option<String>,
}

/// What moved since the record was written, as far as records compare it.
pub fn compare(data: &Data, now: &Decision) -> Difference {
    diff(&data.decision, &comparable(now))
}

/// Everything found about a record; nothing where it holds.
pub fn looked_at(look: &Look<'_>, difference: &Difference) -> Vec<Found> {
    let found = [
        answer(look, difference),
        profile(look),
        catalogue(look),
        stale(look),
        review(look),
        overrides(look),
        edited(look),
    ];
    found.into_iter().flatten().collect()
}

impl Look<'_> {
    fn found(&self, rule: &Rule, message: String, help: &str) -> Found {
        let help = Some(help.to_owned()).filter(|help| !help.is_empty());
        Found { rule: rule.id, message, detail: Vec::new(), line: self.cut.line, help }
    }

    /// The line that names the choice.
    fn choice(&self) -> u32 {
        let below = self.cut.inside.lines().position(|line| line.starts_with("Chosen option"));
        let below = below.and_then(|lines| u32::try_from(lines).ok());
        below.map_or(self.cut.line, |lines| self.cut.line + 1 + lines)
    }
}

/// What became of the answer: another one, a weaker one, or the same with other figures.
fn answer(look: &Look<'_>, difference: &Difference) -> Option<Found> {
    let (then, now) = (&look.data.decision, look.now);
    let (rule, message) = match changed(&then.recommendation, &now.recommendation) {
        Changed::Answer => {
            let (was, is) = (said(then), said(now));
            (&RECOMMENDATION, format!("the record says {was}, and now it is {is}"))
        }
        Changed::Weaker => {
            (&WEAKER, format!("the answer is still {}, and no longer clear", said(now)))
        }
        Changed::Nothing if figures_moved(difference) => (&FIGURES, moved(difference)),
        Changed::Nothing => return None,
    };
    let help = format!(
        "run `{}` to bring the record up to date{}",
        look.remedy,
        if rule.id == RECOMMENDATION.id {
            ", or write another in its place with `--supersede`"
        } else {
            ""
        }
    );
    Some(Found {
        detail: prose::moved(difference),
        line: look.choice(),
        ..look.found(rule, message, &help)
    })
}

fn moved(difference: &Difference) -> String {
    let headline = render::diff::headline(difference);
    format!("the answer holds with other figures: {}", headline.trim_end_matches('.'))
}

enum Changed {
    Answer,
    Weaker,
    Nothing,
}

fn changed(then: &Recommendation, now: &Recommendation) -> Changed {
    if then.winner != now.winner {
        return Changed::Answer;
    }
    match (then.verdict, now.verdict) {
        (Verdict::Clear, Verdict::Lean) => Changed::Weaker,
        (Verdict::TooClose, Verdict::NoneQualifies)
        | (Verdict::NoneQualifies, Verdict::TooClose) => Changed::Answer,
        _ => Changed::Nothing,
    }
}

/// "Django", "too close to call between Django and Flask".
fn said(decision: &Decision) -> String {
    let recommendation = &decision.recommendation;
    let name = |id: &FrameworkId| prose::name(decision, id);
    match (&recommendation.winner, recommendation.verdict) {
        (Some(winner), _) => name(winner),
        (None, Verdict::NoneQualifies) => "that none qualifies".to_owned(),
        (None, _) => {
            let names: Vec<String> = recommendation.contenders.iter().map(name).collect();
            format!("too close to call between {}", prose::list(&names))
        }
    }
}

/// Whether anything moved besides the age of evidence, which is told by itself.
fn figures_moved(difference: &Difference) -> bool {
    let aged = Difference { stale: Staleness::default(), ..difference.clone() };
    !aged.is_empty()
}

fn profile(look: &Look<'_>) -> Option<Found> {
    let sha256 = |decision: &Decision| Some(decision.inputs.profile.as_ref()?.sha256.clone());
    if sha256(&look.data.decision) == sha256(look.now) {
        return None;
    }
    let path = look.data.inputs.profile.clone().unwrap_or_default();
    let path = prose::harmless(&path, usize::MAX);
    Some(look.found(&PROFILE, format!("the profile `{path}` was edited since"), &update(look)))
}

fn update(look: &Look<'_>) -> String {
    format!("run `{}` to bring the record up to date", look.remedy)
}

fn catalogue(look: &Look<'_>) -> Option<Found> {
    let sha256 = |decision: &Decision| decision.inputs.catalogue.sha256.clone();
    if sha256(&look.data.decision) == sha256(look.now) {
        return None;
    }
    let which = match &look.data.inputs.criteria {
        Some(path) => format!("the catalogue `{}`", prose::harmless(path, usize::MAX)),
        None => {
            format!("the catalogue that weigh {} carried", prose::harmless(&look.data.weigh, 20))
        }
    };
    Some(look.found(&CATALOGUE, format!("{which} is another one now"), &update(look)))
}

fn stale(look: &Look<'_>) -> Option<Found> {
    let stale = &look.now.analysis.age.stale;
    let name = |one: &Stale| {
        let whose = prose::name(look.now, &one.framework);
        format!("{whose}'s {} since {} ({})", one.indicator, one.since, one.criterion)
    };
    let mut names: Vec<String> = stale.iter().take(NAMED).map(name).collect();
    if stale.len() > NAMED {
        names.push(format!("{} more", stale.len() - NAMED));
    }
    let what = if stale.len() == 1 { "a finding is" } else { "findings are" };
    let message = format!("{what} past the day by which to look again: {}", prose::list(&names));
    let help = "look the facts up again and correct the catalogue";
    (!stale.is_empty()).then(|| look.found(&STALE, message, help))
}

fn review(look: &Look<'_>) -> Option<Found> {
    let day = look.now.project.review_by?;
    let passed = look.today.is_some_and(|today| today > day);
    let help = "look at the decision again, and set another `review-by` in the profile";
    passed.then(|| look.found(&REVIEW, format!("it was to be looked at again by {day}"), help))
}

fn overrides(look: &Look<'_>) -> Option<Found> {
    let expired = look.now.notices.iter().filter_map(|notice| match notice {
        Notice::OverrideExpired { framework, criterion, until } => {
            let (whose, what) =
                (prose::name(look.now, framework), prose::criterion(look.now, criterion));
            Some(format!("of {whose} on {what} ended on {until}"))
        }
        _ => None,
    });
    let expired: Vec<String> = expired.collect();
    let message = format!("the team's own rating {}", prose::list(&expired));
    let help = "renew its `until` in the profile, or take it out";
    (!expired.is_empty()).then(|| look.found(&OVERRIDE, message, help))
}

fn edited(look: &Look<'_>) -> Option<Found> {
    let message = "the part that weigh wrote was edited by hand, and may say what does not follow";
    let help = format!(
        "run `{}` to write it anew, and keep your own words above or below the two `weigh:` comments",
        look.remedy
    );
    (!look.cut.is_whole).then(|| look.found(&EDITED, message.to_owned(), &help))
}

/// For each file that shares its number with another: its name and what is found.
pub fn numbers_twice(shelf: &Shelf) -> Vec<(String, Found)> {
    let mut found = Vec::new();
    for (number, entries) in shelf.numbers_twice() {
        for entry in &entries {
            let others: Vec<String> = entries
                .iter()
                .filter(|other| other.name != entry.name)
                .take(NAMED)
                .map(|other| format!("`{}`", prose::harmless(&other.name, usize::MAX)))
                .collect();
            let message =
                format!("number {number} is used twice: {} has it, too", prose::list(&others));
            let help = format!("rename one of them to {:04}", shelf.next_number());
            let twice =
                Found { rule: TWICE.id, message, detail: Vec::new(), line: 1, help: Some(help) };
            found.push((entry.name.clone(), twice));
        }
    }
    found
}
