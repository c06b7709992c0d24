//! The form of NHS England's repository template.

use super::{Composer, section};
use crate::model::FrameworkId;
use crate::record::markdown::{blocks, table};
use crate::render::messages;
use crate::text::{self, escape_markdown};
use jiff::civil::Date;

/// The title and the table of the head; `status` and `deciders` are ready to stand in it.
pub(super) fn head(
    number: Option<u32>,
    title: &str,
    date: Date,
    status: &str,
    deciders: &str,
) -> String {
    let number = number.map(|number| format!("ADR-{number:03}: ")).unwrap_or_default();
    format!(
        "# {number}{title}\n\n> |              |     |\n> | ------------ | --- |\n\
         > | Date         | `{date}` |\n> | Status       | {status} |\n{deciders}\
         > | Significance | `Architecture, Dependencies` |\n\n---\n\n## Context\n\n"
    )
}

impl Composer<'_> {
    pub(super) fn nhs(&self) -> String {
        blocks(&[
            self.question(),
            self.situation(),
            section("## Decision", &section("### Assumptions", &self.assumptions())),
            section("### Drivers", &self.drivers()),
            section("### Options", &self.pros_and_cons("####")),
            section("### Outcome", &blocks(&[self.chosen(), self.triggers()])),
            section("### Rationale", &blocks(&[self.computed(), self.robustness()])),
            section("## Consequences", &self.good_and_bad()),
            section("## Compliance", &self.compliance()),
            section("## Notes", &self.notes()),
            section("## Actions", &self.actions()),
            section("## Tags", "`#web-framework`"),
        ])
    }

    fn assumptions(&self) -> String {
        self.list([
            "The answers and needs above describe the project.".to_owned(),
            "The cited evidence holds for it; a range says how much the evidence leaves open."
                .to_owned(),
        ])
    }

    /// The letter of an option, and whether it is the one chosen.
    pub(in crate::record) fn option_title(&self, at: usize, id: &FrameworkId) -> String {
        let number = u32::try_from(at).unwrap_or_default();
        let letter = char::from_digit(number + 10, 36).map(|letter| letter.to_ascii_uppercase());
        let letter = letter.map_or_else(|| (at + 1).to_string(), String::from);
        let is_chosen = self.decision.recommendation.winner.as_ref() == Some(id);
        let chosen = if is_chosen { " (Selected)" } else { "" };
        format!("Option {letter}: {}{chosen}", self.name(id))
    }

    /// What each criterion counts, and what the option has on it; nothing for one that is excluded.
    pub(in crate::record) fn scores(&self, id: &FrameworkId) -> String {
        if !self.decision.frameworks.iter().any(|one| one.id == *id) {
            return String::new();
        }
        let mut rows = vec![["Criterion", "Weight", "Score of 10"].map(str::to_owned).to_vec()];
        for row in messages::by_contribution(self.decision) {
            let rating = row.ratings.get(id).and_then(Option::as_ref);
            let rating = rating.map_or("unknown".to_owned(), |one| text::score(one.score));
            let title = messages::criterion_title(self.decision, &row.id);
            rows.push(vec![title, text::percent(row.share), rating]);
        }
        table(&rows)
    }

    pub(in crate::record) fn why_not(&self, id: &FrameworkId) -> String {
        let decision = self.decision;
        let of = |id: &FrameworkId| decision.frameworks.iter().find(|one| one.id == *id);
        let winner = decision.recommendation.winner.as_ref().filter(|winner| *winner != id);
        let Some((best, one)) = winner.and_then(of).zip(of(id)) else { return String::new() };
        format!(
            "**Why not chosen**: it has {} points less than {}.",
            text::score(best.total - one.total),
            self.name(&best.id)
        )
    }

    /// Whether the choice can be undone, and when to look at it again.
    fn triggers(&self) -> String {
        let changes = escape_markdown(&messages::changes(self.decision).unwrap_or_default());
        let mut triggers = vec!["The project's answers or needs change.".to_owned()];
        let review = self.decision.project.review_by;
        triggers.extend(review.map(|day| format!("The day of its review has come: {day}.")));
        triggers.push("`weigh check` reports another recommendation.".to_owned());
        format!(
            "The decision is reversible, but only by rewriting what was built on the framework. {changes} It is worth \
             another look when one of these happens:\n\n{}",
            self.list(triggers)
        )
    }

    fn compliance(&self) -> String {
        let record = self.record.replace('`', "'");
        self.list([
            format!("Command: `weigh check {record}`, in a working copy or in CI."),
            "What it evaluates: the decision, computed again from the profile and the evidence."
                .to_owned(),
            "When it fails: another framework is recommended, or the record is damaged.".to_owned(),
            "Evidence: its findings, also as SARIF or JUnit (`--format`).".to_owned(),
        ])
    }

    fn notes(&self) -> String {
        let profile = self.list(self.profile_link("The").map(|link| format!("{link}.")));
        blocks(&[profile, section("Public decisions like this one:", &self.precedents())])
    }

    fn actions(&self) -> String {
        let review = self.decision.project.review_by;
        review.map(|day| format!("- [ ] Review this decision by {day}")).unwrap_or_default()
    }
}
