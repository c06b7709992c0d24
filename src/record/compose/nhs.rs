//! What NHS England's template says of each option.

use super::Composer;
use crate::model::FrameworkId;
use crate::record::markdown::table;
use crate::render::messages;
use crate::text;

impl Composer<'_> {
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
}
