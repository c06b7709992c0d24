//! The pros and cons of every option, with the evidence for each.

use super::compose::Composer;
use super::markdown::{NAME, TEXT, blocks, clause, given, link};
use crate::decision::{CriterionRow, Excluded, FactKind, FactRow, Reason, ReasonKind};
use crate::model::FrameworkId;
use crate::render::messages;
use crate::text::{self, escape_line_start, escape_markdown};

/// Fewer points are not mentioned.
const NOTABLE: f64 = 0.2;

/// A point for (0), neither for nor against (1), or against (2) an option.
type Point = (u8, String);

impl Composer<'_> {
    /// Every option under its own heading.
    pub(super) fn pros_and_cons(&self, level: &str) -> String {
        let heading = |id: &FrameworkId| format!("{level} {}", self.name(id));
        let mut all = Vec::new();
        for framework in &self.decision.frameworks {
            let id = &framework.id;
            let total = text::score(framework.total);
            let range = text::range(framework.low, framework.high);
            let about = format!("{} It has {total} points (range {range}).", self.summary(id));
            all.extend([heading(id), about.trim().to_owned(), self.list(&self.points(id))]);
        }
        for excluded in &self.decision.excluded {
            let id = &excluded.id;
            let mut points = self.missing(excluded);
            points.extend(self.ships_with(id));
            all.extend([heading(id), self.summary(id), self.list(&points)]);
        }
        blocks(&all)
    }

    fn summary(&self, id: &FrameworkId) -> String {
        let Some(framework) = self.catalogue.frameworks.get(id) else { return String::new() };
        let mut name = messages::name(self.decision, id);
        if let Some(version) = &framework.version {
            name = format!("{name} {}", text::excerpt(version, NAME));
        }
        let name = match &framework.homepage {
            Some(address) => link(&name, address),
            None => escape_markdown(&name),
        };
        let summary = framework.summary.as_deref().map(|text| clause(text, TEXT));
        match summary.filter(|summary| !summary.is_empty()) {
            Some(summary) => escape_line_start(&format!("{name}: {summary}.")),
            None => escape_line_start(&format!("{name}.")),
        }
    }

    fn missing(&self, excluded: &Excluded) -> Vec<String> {
        let missing = excluded.missing.iter().map(|id| {
            let feature = self.feature(id);
            match excluded.by_extension_only.get(id) {
                Some(extension) => format!(
                    "Bad, because {feature} must be built in, and only an extension adds it ({}).",
                    given(extension, NAME)
                ),
                None => format!("Bad, because it has no {feature}, which the project requires."),
            }
        });
        missing.collect()
    }

    /// The pros, then what is neutral, then the cons.
    fn points(&self, id: &FrameworkId) -> Vec<String> {
        let rows = messages::by_contribution(self.decision);
        let mut points: Vec<Point> = rows.into_iter().map(|row| self.rated(id, row)).collect();
        points.extend(self.decision.fit.iter().filter_map(|row| self.fact(id, row)));
        points.extend(self.trade_offs(id).into_iter().map(|text| (2, text)));
        points.sort_by_key(|(order, _)| *order);
        points.into_iter().map(|(_, text)| text).collect()
    }

    /// What a criterion says for or against the option.
    fn rated(&self, id: &FrameworkId, row: &CriterionRow) -> Point {
        let criterion = self.criterion(&row.id);
        let Some(rating) = row.ratings.get(id).and_then(Option::as_ref) else {
            return (1, format!("Neutral, because nobody has checked its {criterion} yet."));
        };
        // The team's own rating does not rest on the catalogue's findings.
        let (team, evidence) = match &rating.overridden {
            Some(because) => {
                let because = clause(because, TEXT);
                (Some(format!(" by the team itself ({because})")), String::new())
            }
            None => (None, self.evidence(id, &row.id)),
        };
        let (order, word, more) = match &row.winner {
            Some(winner) if winner == id => {
                (0, "Good", team.unwrap_or_else(|| self.reason(&row.id, id)))
            }
            Some(winner) => {
                let best = format!("{}'s {}", self.name(winner), self.rating(&row.id, winner));
                (2, "Bad", format!("{}, against {best}", team.unwrap_or_default()))
            }
            None if row.tie && team.is_none() => {
                (1, "Neutral", ", about as high as the best other".to_owned())
            }
            None => (1, "Neutral", team.unwrap_or_default()),
        };
        let score = text::score(rating.score);
        (order, format!("{word}, because {criterion} is rated {score}{more}{evidence}."))
    }

    /// What a fact of the project says for or against the option.
    fn fact(&self, id: &FrameworkId, row: &FactRow) -> Option<Point> {
        let points = row.points.get(id).copied().filter(|points| points.abs() >= NOTABLE)?;
        let kind = match row.kind {
            FactKind::Trait => ReasonKind::Trait,
            FactKind::Need => ReasonKind::Need,
            FactKind::Bypass => ReasonKind::Bypass,
        };
        let (id_of_fact, answer) = (row.id.clone(), Some(row.answer.clone()));
        let reason = Reason { kind, id: id_of_fact, answer, points };
        let fact = escape_markdown(&messages::reason_words(self.decision, &reason));
        let because = row.because.get(id);
        let because =
            because.map_or(String::new(), |because| format!(": {}", clause(because, TEXT)));
        let basis = if row.overridden.contains(id) {
            " (the team's own points)".to_owned()
        } else {
            let basis = row.basis.get(id).map_or(String::new(), |basis| format!(" ({basis})"));
            let sources = row.sources.get(id).map_or(String::new(), |ids| self.cited(ids));
            format!("{basis}{sources}")
        };
        let (order, word) = if points > 0.0 { (0, "Good") } else { (2, "Bad") };
        let points = text::signed(points);
        Some((order, format!("{word}, because “{fact}” counts {points} points{because}{basis}.")))
    }
}
