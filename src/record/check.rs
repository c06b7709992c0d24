//! Whether a record still holds: what it says against what the same inputs give now.

use super::data::comparable;
use super::{AdrDir, Data, Split};
use crate::decision::{Decision, Notice, Recommendation, Verdict};
use crate::diff::{Difference, Staleness, diff};
use crate::model::{FrameworkId, words};
use crate::render::findings::Entry;
use crate::render::{self, messages};
use crate::text;
use jiff::civil::Date;

words! {
    /// Everything that `check` looks for, the most serious first.
    pub enum CheckRule {
        /// The recommendation is another one now
        RecommendationChanged = "recommendation-changed",
        /// An earlier method made the record
        MethodChanged = "method-changed",
        /// The recommendation is the same, but less firm
        VerdictWeaker = "verdict-weaker",
        /// The recommendation is the same with other figures
        FiguresMoved = "figures-moved",
        /// The profile has changed
        ProfileChanged = "profile-changed",
        /// The catalogue has changed
        CatalogueChanged = "catalogue-changed",
        /// Evidence is out of date
        EvidenceStale = "evidence-stale",
        /// The review date has passed
        ReviewDue = "review-due",
        /// A judgement by the team has expired
        OverrideExpired = "override-expired",
        /// The part written by weigh was edited by hand
        EditedByHand = "edited-by-hand",
        /// Two records have the same number
        NumberTwice = "number-twice",
    }
}

impl CheckRule {
    /// What to do about what it finds.
    pub fn help(self) -> &'static str {
        match self {
            Self::RecommendationChanged => {
                "Decide again: update the record, or write another that supersedes it."
            }
            Self::MethodChanged => "Run `weigh record --update`, and read the new result.",
            Self::VerdictWeaker => "See what changed, and update the record.",
            Self::FiguresMoved | Self::ProfileChanged | Self::CatalogueChanged => {
                "Update the record."
            }
            Self::EvidenceStale => "Check the facts again and correct the catalogue.",
            Self::ReviewDue => "Review the decision and set another date.",
            Self::OverrideExpired => "Renew its last day in the profile, or remove it.",
            Self::EditedByHand => "Update the record, and write outside of that part.",
            Self::NumberTwice => "Rename one of them.",
        }
    }
}

/// The number of findings and files that are named.
const MOST: usize = 3;

/// A record beside the current result of its inputs.
#[derive(Debug, Clone, Copy)]
pub struct RecordCheck<'a> {
    /// The file, as it was named.
    pub file: &'a str,
    /// The record, split.
    pub split: &'a Split<'a>,
    /// What it carries.
    pub data: &'a Data,
    /// The same computed now.
    pub now: &'a Decision,
    /// The day of the check.
    pub today: Date,
    /// The command that updates the record.
    pub update: &'a str,
}

/// What changed since the record was written, as far as records compare it.
pub fn compare(data: &Data, now: &Decision) -> Difference {
    diff(&data.decision, &comparable(now))
}

/// "Django", "too close to call between Django and Flask".
fn answer(decision: &Decision) -> String {
    let recommendation = &decision.recommendation;
    let name = |id: &FrameworkId| messages::name(decision, id);
    match &recommendation.winner {
        Some(winner) => name(winner),
        None if recommendation.verdict == Verdict::NoneQualifies => {
            "that none qualifies".to_owned()
        }
        None => {
            let names: Vec<String> = recommendation.contenders.iter().map(name).collect();
            format!("too close to call between {}", text::and_list(&names))
        }
    }
}

fn first_few(mut names: Vec<String>) -> String {
    let more = names.len().saturating_sub(MOST);
    if more > 0 {
        names.truncate(MOST);
        names.push(format!("{more} more"));
    }
    text::and_list(&names)
}

impl RecordCheck<'_> {
    /// Everything found about the record; nothing if it holds.
    pub fn findings(&self) -> Vec<Entry> {
        let (then, now, inputs) = (&self.data.decision, self.now, &self.data.inputs);
        let mut found: Vec<Entry> = self.answer().into_iter().collect();
        let mut add = |rule, message, help: &str| found.push(self.finding(rule, message, help));
        let update = format!("run `{}` to update the record", self.update);
        let digest = |of: &Decision| of.inputs.profile.as_ref().map(|file| file.sha256.clone());
        if digest(then) != digest(now) {
            let path = text::quote(inputs.profile.as_deref().unwrap_or_default());
            add(CheckRule::ProfileChanged, format!("the profile {path} has changed"), &update);
        }
        if then.inputs.catalogue.sha256 != now.inputs.catalogue.sha256 {
            let message = if let Some(path) = &inputs.criteria {
                format!("the catalogue {} has changed", text::quote(path))
            } else {
                let version = text::excerpt(&self.data.weigh, 20);
                format!("the catalogue has changed since weigh {version}")
            };
            add(CheckRule::CatalogueChanged, message, &update);
        }
        let stale = now.analysis.age.stale.iter().map(|one| {
            let name = messages::name(now, &one.framework);
            format!("{name}'s {} since {} ({})", one.indicator, one.since, one.criterion)
        });
        if stale.len() > 0 {
            let count = text::plural(stale.len(), "finding");
            let message = format!("{count} out of date: {}", first_few(stale.collect()));
            add(
                CheckRule::EvidenceStale,
                message,
                "check the facts again and correct the catalogue",
            );
        }
        if let Some(day) = now.project.review_by.filter(|day| self.today > *day) {
            let message = format!("the decision was due for review by {day}");
            add(
                CheckRule::ReviewDue,
                message,
                "review it, and set another `review-by` in the profile",
            );
        }
        let expired = now.notices.iter().filter_map(|notice| match notice {
            Notice::OverrideExpired { framework, on, until } => {
                let name = messages::name(now, framework);
                Some(format!("of {name} on {on} expired on {until}"))
            }
            _ => None,
        });
        let expired = text::and_list(&expired.collect::<Vec<_>>());
        if !expired.is_empty() {
            let message = format!("the team's judgement {expired}");
            add(
                CheckRule::OverrideExpired,
                message,
                "renew its `until` in the profile, or remove it",
            );
        }
        if !self.split.is_unedited {
            let message =
                "the part written by weigh was edited by hand and may no longer match the result";
            let help =
                format!("run `{}` to restore it; write above or below that part", self.update);
            add(CheckRule::EditedByHand, message.to_owned(), &help);
        }
        found
    }

    fn finding(&self, rule: CheckRule, message: String, help: &str) -> Entry {
        Entry::warning(rule.as_str(), (self.file, self.split.line), message, help)
    }

    /// Another recommendation, a weaker one, or the same with other figures.
    fn answer(&self) -> Option<Entry> {
        if self.data.earlier_method {
            let help = format!("run `{}`, and read the new result", self.update);
            let message = "method changed: run `weigh record --update`".to_owned();
            return Some(self.finding(CheckRule::MethodChanged, message, &help));
        }
        let difference = compare(self.data, self.now);
        let (then, now) = (&self.data.decision.recommendation, &self.now.recommendation);
        let none_qualifies = |one: &Recommendation| one.verdict == Verdict::NoneQualifies;
        let mut help = format!("run `{}` to update the record", self.update);
        // The age of evidence has a rule of its own.
        let aged = Difference { stale: Staleness::default(), ..difference.clone() };
        let is = answer(self.now);
        let (rule, message) =
            if then.winner != now.winner || none_qualifies(then) != none_qualifies(now) {
                help.push_str(", or write another that replaces it with `--supersede`");
                let was = answer(&self.data.decision);
                (
                    CheckRule::RecommendationChanged,
                    format!("the record says {was}, the result is now {is}"),
                )
            } else if (then.verdict, now.verdict) == (Verdict::Clear, Verdict::Lean) {
                (
                    CheckRule::VerdictWeaker,
                    format!("the recommendation is still {is}, but no longer clear"),
                )
            } else if aged.is_empty() {
                return None;
            } else {
                let headline = render::diff::headline(&difference);
                let headline = headline.trim_end_matches('.');
                (
                    CheckRule::FiguresMoved,
                    format!("the recommendation holds with other figures: {headline}"),
                )
            };
        let choice = self.split.inside.lines().position(|line| line.starts_with("Chosen option"));
        let below = choice.and_then(|lines| u32::try_from(lines + 1).ok()).unwrap_or(0);
        let place = Some((self.split.line + below, 1, 0));
        let detail = render::diff::sentences(&difference);
        Some(Entry { place, detail, ..self.finding(rule, message, &help) })
    }
}

/// For each file that shares its number with another, what to say of it.
pub fn duplicate_numbers(dir: &AdrDir) -> Vec<Entry> {
    let mut found = Vec::new();
    for (number, files) in dir.duplicates() {
        for file in &files {
            let others = files.iter().filter(|other| other.name != file.name);
            let others = first_few(others.map(|other| text::quote(&other.name)).collect());
            let message = format!("number {number} is also used by {others}");
            let help = format!("rename one of them to {:04}", dir.next_number());
            let rule = CheckRule::NumberTwice.as_str();
            found.push(Entry::warning(rule, (&file.name, 1), message, &help));
        }
    }
    found
}
