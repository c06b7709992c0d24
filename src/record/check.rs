//! Whether a record still holds: what it says against what the same inputs give now.

use super::data::comparable;
use super::{AdrDir, Data, Split};
use crate::decision::{Decision, Notice, Recommendation, Stale, Verdict};
use crate::diff::{Difference, Staleness, diff};
use crate::model::FrameworkId;
use crate::render::{self, prose};
use crate::text;
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

const fn rule(id: &'static str, title: &'static str, help: &'static str) -> Rule {
    Rule { id, title, help }
}

const RECOMMENDATION: &str = "recommendation-changed";
const DUPLICATE: &str = "number-twice";

/// Everything that `check` looks for, the most serious first.
pub const RULES: [Rule; 10] = [
    rule(
        RECOMMENDATION,
        "The recommendation is another one now",
        "Decide again: update the record, or write another that supersedes it.",
    ),
    rule(
        "verdict-weaker",
        "The recommendation is the same, but less firm",
        "See what changed, and update the record.",
    ),
    rule("figures-moved", "The recommendation is the same with other figures", UPDATE),
    rule("profile-changed", "The profile has changed", UPDATE),
    rule("catalogue-changed", "The catalogue has changed", UPDATE),
    rule(
        "evidence-stale",
        "Evidence is out of date",
        "Check the facts again and correct the catalogue.",
    ),
    rule("review-due", "The review date has passed", "Review the decision and set another date."),
    rule(
        "override-expired",
        "A rating by the team has expired",
        "Renew its last day in the profile, or remove it.",
    ),
    rule(
        "edited-by-hand",
        "The part written by weigh was edited by hand",
        "Update the record, and write outside of that part.",
    ),
    rule(DUPLICATE, "Two records have the same number", "Rename one of them."),
];

const UPDATE: &str = "Update the record.";

/// The number of findings and files that are named.
const MOST: usize = 3;

/// A record beside the current result of its inputs.
#[derive(Debug, Clone, Copy)]
pub struct RecordCheck<'a> {
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

/// Something that a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckFinding {
    /// The rule's id.
    pub rule: &'static str,
    /// What, in a sentence.
    pub message: String,
    /// More sentences.
    pub detail: Vec<String>,
    /// On which line of the record, counted from 1.
    pub line: u32,
    /// What to do about it.
    pub help: String,
}

/// What changed since the record was written, as far as records compare it.
pub fn compare(data: &Data, now: &Decision) -> Difference {
    diff(&data.decision, &comparable(now))
}

/// How an answer changed.
enum Changed {
    Recommendation,
    Weaker,
    Nothing,
}

fn changed(then: &Recommendation, now: &Recommendation) -> Changed {
    use Verdict::{Clear, Lean, NoneQualifies, TooClose};
    match (then.verdict, now.verdict) {
        _ if then.winner != now.winner => Changed::Recommendation,
        (Clear, Lean) => Changed::Weaker,
        (TooClose, NoneQualifies) | (NoneQualifies, TooClose) => Changed::Recommendation,
        _ => Changed::Nothing,
    }
}

/// "Django", "too close to call between Django and Flask".
fn answer(decision: &Decision) -> String {
    let recommendation = &decision.recommendation;
    let name = |id: &FrameworkId| prose::name(decision, id);
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
    pub fn findings(&self) -> Vec<CheckFinding> {
        let mut found: Vec<CheckFinding> = self.answer().into_iter().collect();
        found.extend(self.inputs());
        found.extend(self.dates());
        if !self.split.is_unedited {
            let message =
                "the part written by weigh was edited by hand and may no longer match the result";
            let help = format!(
                "run `{}` to restore it, and write above or below the two `weigh:` comments",
                self.update
            );
            found.push(self.finding("edited-by-hand", message.to_owned(), help));
        }
        found
    }

    fn finding(&self, rule: &'static str, message: String, help: String) -> CheckFinding {
        CheckFinding { rule, message, detail: Vec::new(), line: self.split.line, help }
    }

    fn update(&self) -> String {
        format!("run `{}` to update the record", self.update)
    }

    /// Another recommendation, a weaker one, or the same with other figures.
    fn answer(&self) -> Option<CheckFinding> {
        let difference = compare(self.data, self.now);
        let (then, now) = (&self.data.decision, self.now);
        let (rule, message) = match changed(&then.recommendation, &now.recommendation) {
            Changed::Recommendation => (
                RECOMMENDATION,
                format!("the record says {}, the result is now {}", answer(then), answer(now)),
            ),
            Changed::Weaker => (
                "verdict-weaker",
                format!("the recommendation is still {}, but no longer clear", answer(now)),
            ),
            Changed::Nothing => {
                // The age of evidence has a rule of its own.
                let aged = Difference { stale: Staleness::default(), ..difference.clone() };
                if aged.is_empty() {
                    return None;
                }
                let headline = render::diff::headline(&difference);
                let headline = headline.trim_end_matches('.').to_owned();
                (
                    "figures-moved",
                    format!("the recommendation holds with other figures: {headline}"),
                )
            }
        };
        let mut help = self.update();
        if rule == RECOMMENDATION {
            help.push_str(", or write another that replaces it with `--supersede`");
        }
        let choice = self.split.inside.lines().position(|line| line.starts_with("Chosen option"));
        let below = choice.and_then(|lines| u32::try_from(lines + 1).ok()).unwrap_or(0);
        Some(CheckFinding {
            detail: prose::moved(&difference),
            line: self.split.line + below,
            ..self.finding(rule, message, help)
        })
    }

    fn inputs(&self) -> Vec<CheckFinding> {
        let (then, now) = (&self.data.decision.inputs, &self.now.inputs);
        let digest = |inputs: &crate::decision::Inputs| {
            inputs.profile.as_ref().map(|profile| profile.sha256.clone())
        };
        let inputs = &self.data.inputs;
        let mut found = Vec::new();
        if digest(then) != digest(now) {
            let path = inputs.profile.as_deref().unwrap_or_default();
            let message = format!("the profile {} has changed", text::quote(path));
            found.push(self.finding("profile-changed", message, self.update()));
        }
        if then.catalogue.sha256 != now.catalogue.sha256 {
            let message = match &inputs.criteria {
                Some(path) => format!("the catalogue {} has changed", text::quote(path)),
                None => {
                    let version = text::excerpt(&self.data.weigh, 20);
                    format!("the catalogue has changed since weigh {version}")
                }
            };
            found.push(self.finding("catalogue-changed", message, self.update()));
        }
        found
    }

    fn dates(&self) -> Vec<CheckFinding> {
        let now = self.now;
        let mut found = Vec::new();
        let stale = |one: &Stale| {
            let name = prose::name(now, &one.framework);
            format!("{name}'s {} since {} ({})", one.indicator, one.since, one.criterion)
        };
        let stale: Vec<String> = now.analysis.age.stale.iter().map(stale).collect();
        if !stale.is_empty() {
            let count = text::plural(stale.len(), "finding");
            let message = format!("{count} out of date: {}", first_few(stale));
            let help = "check the facts again and correct the catalogue".to_owned();
            found.push(self.finding("evidence-stale", message, help));
        }
        if let Some(day) = now.project.review_by.filter(|day| self.today > *day) {
            let message = format!("the decision was due for review by {day}");
            let help = "review it, and set another `review-by` in the profile".to_owned();
            found.push(self.finding("review-due", message, help));
        }
        let expired = now.notices.iter().filter_map(|notice| match notice {
            Notice::OverrideExpired { framework, criterion, until } => {
                let (name, what) = (prose::name(now, framework), prose::criterion(now, criterion));
                Some(format!("of {name} on {what} expired on {until}"))
            }
            _ => None,
        });
        let expired: Vec<String> = expired.collect();
        if !expired.is_empty() {
            let message = format!("the team's rating {}", text::and_list(&expired));
            let help = "renew its `until` in the profile, or remove it".to_owned();
            found.push(self.finding("override-expired", message, help));
        }
        found
    }
}

/// Each file that shares its number with another, and what to say of it.
pub fn duplicate_numbers(dir: &AdrDir) -> Vec<(&str, CheckFinding)> {
    let mut found = Vec::new();
    for (number, files) in dir.duplicates() {
        for file in &files {
            let others = files.iter().filter(|other| other.name != file.name);
            let others = others.map(|other| text::quote(&other.name));
            let others = first_few(others.collect());
            let finding = CheckFinding {
                rule: DUPLICATE,
                message: format!("number {number} is also used by {others}"),
                detail: Vec::new(),
                line: 1,
                help: format!("rename one of them to {:04}", dir.next_number()),
            };
            found.push((file.name.as_str(), finding));
        }
    }
    found
}
