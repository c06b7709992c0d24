//! The pros and cons of every option, with the evidence for each.

use super::compose::Composer;
use super::markdown::{NAME, TEXT, blocks, clause, given, link};
use crate::decision::{CriterionRow, Excluded, FitPart};
use crate::model::{AnswerId, FitRules, FitView, FrameworkId, TraitId};
use crate::render::prose;
use crate::text::{self, escape_line_start, escape_markdown};

/// A fit this far from the middle of the scale is mentioned.
const NOTABLE: f64 = 1.0;
const MIDDLE: f64 = 5.0;

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
            let about = format!("{} It scores {total} of 10 (range {range}).", self.summary(id));
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
        let mut name = prose::name(self.decision, id);
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
        let rows = &self.decision.criteria;
        let rated = rows.iter().filter(|row| row.id.as_str() != FitRules::ID);
        let mut points: Vec<Point> = rated.map(|row| self.rated(id, row)).collect();
        points.extend(rows.iter().flat_map(|row| &row.parts).filter_map(|part| self.fit(id, part)));
        points.extend(self.ships_with(id).map(|text| (0, text)));
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

    /// What the framework's file says of the project's answers, if it is far from the middle.
    fn fit(&self, id: &FrameworkId, part: &FitPart) -> Option<Point> {
        let score = part.scores.get(id).copied().flatten()?;
        if (score - MIDDLE).abs() < NOTABLE {
            return None;
        }
        let asked = TraitId::new(&part.id).ok()?;
        let answers = self.decision.project.traits.get(&asked)?;
        let views = self.catalogue.frameworks.get(id).and_then(|known| known.fit.get(&asked));
        let view = |answer: &str| views?.get(&AnswerId::new(answer).ok()?);
        let labels: Vec<String> = answers.iter().map(|answer| given(&answer.label, NAME)).collect();
        let reasons: Vec<String> = answers
            .iter()
            .filter_map(|answer| view(&answer.id))
            .map(|view: &FitView| {
                let because = clause(&view.because, TEXT);
                format!("{because}{}", self.cited(&view.sources))
            })
            .collect();
        let reasons =
            if reasons.is_empty() { String::new() } else { format!(": {}", reasons.join("; ")) };
        let (order, word) = if score > MIDDLE { (0, "Good") } else { (2, "Bad") };
        let what = escape_markdown(&text::label(&part.id).to_lowercase());
        let (score, labels) = (text::score(score), text::and_list(&labels));
        Some((
            order,
            format!("{word}, because it is rated {score} for the {what} “{labels}”{reasons}."),
        ))
    }
}
