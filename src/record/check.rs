//! Whether a record still holds: what it says against what the same inputs give now.

use super::data::comparable;
use super::{AdrDir, Data, Split};
use crate::decision::{Decision, Notice, Verdict};
use crate::diff::{Difference, diff};
use crate::model::{Word as _, words};
use crate::render::findings::Entry;
use crate::render::{self, messages};
use crate::text;
use jiff::civil::Date;

words! {
    /// Everything that `check` looks for, the most serious first, each with what to do about it.
    pub enum CheckRule {
        /// The recommendation is another one now
        /// run `weigh record --update` to update the record, or write another that replaces it with `--supersede`
        RecommendationChanged = "recommendation-changed",
        /// The record cannot be checked: it is damaged, or its profile or catalogue is missing or invalid
        /// restore the record, its profile and its catalogue from version control
        NotChecked = "not-checked",
        /// An earlier method made the record
        /// run `weigh record --update`, and read the new result
        MethodChanged = "method-changed",
        /// The recommendation is the same, but less firm
        /// run `weigh record --update` to update the record
        VerdictWeaker = "verdict-weaker",
        /// The recommendation is the same with other figures
        /// run `weigh record --update` to update the record
        FiguresMoved = "figures-moved",
        /// The profile has changed
        /// run `weigh record --update` to update the record
        ProfileChanged = "profile-changed",
        /// The catalogue has changed
        /// run `weigh record --update` to update the record
        CatalogueChanged = "catalogue-changed",
        /// Evidence is out of date
        /// upgrade weigh for newer evidence, correct your own catalogue, or override the rating in the profile
        EvidenceStale = "evidence-stale",
        /// The review date has passed
        /// review it, and set another `review-by` in the profile
        ReviewDue = "review-due",
        /// An override has expired
        /// renew its `until` in the profile, or remove it
        OverrideExpired = "override-expired",
        /// The part written by weigh was edited by hand
        /// run `weigh record --update` to restore it; write above or below that part
        EditedByHand = "edited-by-hand",
        /// Two records have the same number, or a record has two
        /// rename one of them, or correct the number in its text
        NumberTwice = "number-twice",
    }
}

impl CheckRule {
    /// Whether updating the record settles it.
    pub fn is_settled_by_update(self) -> bool {
        let others = [
            Self::NotChecked,
            Self::EvidenceStale,
            Self::ReviewDue,
            Self::OverrideExpired,
            Self::NumberTwice,
        ];
        !others.contains(&self)
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

impl RecordCheck<'_> {
    /// Everything found about the record, the recommendation first; nothing if it holds.
    pub fn findings(&self) -> Vec<Entry> {
        let (then, now, inputs) = (&self.data.decision, self.now, &self.data.inputs);
        let mut found = Vec::from_iter(self.recommendation());
        let line = self.split.line;
        let mut add = |rule, message: String| found.push(self.entry(rule, line, &message));
        let digest = |of: &Decision| of.inputs.profile.as_ref().map(|file| file.sha256.clone());
        if digest(then) != digest(now) {
            let path = text::quote(inputs.profile.as_deref().unwrap_or_default());
            add(CheckRule::ProfileChanged, format!("the profile {path} has changed"));
        }
        if then.inputs.catalogue.sha256 != now.inputs.catalogue.sha256 {
            let files = inputs.criteria.iter().chain(&inputs.add).map(|path| text::quote(path));
            let files = match text::and_list(files) {
                none if none.is_empty() => none,
                files => format!(" ({files})"),
            };
            let since = match text::excerpt(&self.data.weigh, 20).as_str() {
                _ if inputs.criteria.is_some() => String::new(),
                env!("CARGO_PKG_VERSION") => String::new(),
                earlier => format!(" since weigh {earlier}"),
            };
            let message = format!("the catalogue{files} has changed{since}");
            add(CheckRule::CatalogueChanged, message);
        }
        let mut stale: Vec<_> = now.analysis.age.stale.iter().collect();
        stale.sort_by_key(|one| one.since);
        let stale = stale.into_iter().map(|one| messages::stale_finding(now, one));
        if stale.len() > 0 {
            let count = text::plural(stale.len(), "finding");
            let stale = text::and_more(stale, MOST);
            add(CheckRule::EvidenceStale, format!("{count} out of date: {stale}"));
        }
        if let Some(day) = now.project.review_by.filter(|day| self.today > *day) {
            add(CheckRule::ReviewDue, format!("the decision was due for review by {day}"));
        }
        let expired = now.notices.iter().filter_map(|notice| match notice {
            Notice::OverrideExpired { framework, on, until } => {
                let name = messages::name(now, framework);
                Some(format!("of {name} on {on} expired on {until}"))
            }
            _ => None,
        });
        let expired = text::and_list(expired);
        if !expired.is_empty() {
            add(CheckRule::OverrideExpired, format!("the override {expired}"));
        }
        if !self.split.is_unedited {
            let message =
                "the part written by weigh was edited by hand and may no longer match the result";
            add(CheckRule::EditedByHand, message.to_owned());
        }
        found
    }

    fn entry(&self, rule: CheckRule, line: u32, message: &str) -> Entry {
        let help = rule.help().replace("weigh record --update", self.update);
        Entry::warning(rule.as_str(), (self.file, line), message, &help)
    }

    /// Another recommendation, a weaker one, or the same with other figures.
    fn recommendation(&self) -> Option<Entry> {
        if self.data.earlier_method {
            let message = "method changed: run `weigh record --update`";
            return Some(self.entry(CheckRule::MethodChanged, self.split.line, message));
        }
        let (then, now) = (&self.data.decision, comparable(self.now));
        let difference = diff(then, &now);
        let none_qualifies = |one: &Decision| one.recommendation.verdict == Verdict::NoneQualifies;
        let [was, is] = [then, &now].map(messages::verdict);
        let verdicts = (then.recommendation.verdict, now.recommendation.verdict);
        let (rule, message) = if then.recommendation.winner != now.recommendation.winner
            || none_qualifies(then) != none_qualifies(&now)
        {
            let message = format!("the record says: {was}; the result is now: {is}");
            (CheckRule::RecommendationChanged, message)
        } else if verdicts == (Verdict::Clear, Verdict::Lean) {
            (CheckRule::VerdictWeaker, format!("the recommendation is no longer clear: {is}"))
        } else if is_same_in_figures(&difference) {
            return None;
        } else {
            let headline = render::diff::headline(&difference);
            let headline = headline.trim_end_matches('.').replacen("The lead", "the lead", 1);
            let same = match &now.recommendation.winner {
                Some(_) => "the recommendation is unchanged, but the figures differ",
                None => "there is no recommendation, as before, but the figures differ",
            };
            (CheckRule::FiguresMoved, format!("{same}: {headline}"))
        };
        let choice = self.split.inside.lines().position(|line| line.starts_with("Chosen option"));
        let below = choice.and_then(|lines| u32::try_from(lines + 1).ok()).unwrap_or(0);
        let detail = render::diff::sentences(&difference);
        Some(Entry { detail, ..self.entry(rule, self.split.line + below, &message) })
    }
}

/// Whether the profile says at most something else with the same result.
fn is_same_in_figures(difference: &Difference) -> bool {
    let (answers, needs) = (Vec::new(), Vec::new());
    Difference { answers, needs, ..difference.clone() }.is_empty()
}

/// For each file that shares its number with another, or whose text has another number, what to say of it.
pub fn wrong_numbers(dir: &AdrDir) -> Vec<Entry> {
    let rule = CheckRule::NumberTwice.as_str();
    let mut found = Vec::new();
    for (number, files) in dir.duplicates() {
        for file in &files {
            let others = files.iter().filter(|other| other.name != file.name);
            let others = text::and_more(others.map(|other| text::quote(&other.name)), MOST);
            let message = format!("number {number} is also used by {others}");
            let inner = file.number_in_text().map_or("", |_| ", and change the number in its text");
            let help = format!("rename one of them to {}{inner}", dir.next_label());
            found.push(Entry::warning(rule, (&file.name, 1), &message, &help));
        }
    }
    for file in &dir.files {
        let Some((own, (inner, line))) = file.number().zip(file.number_in_text()) else { continue };
        if own != inner {
            let message = format!("the name of the file has number {own}, its text has {inner}");
            let help = "correct the number in the text, or rename the file";
            found.push(Entry::warning(rule, (&file.name, line), &message, help));
        }
    }
    found
}
