//! The pros and cons of every option, with the evidence for each, and what follows from the choice.

use super::compose::Composer;
use super::markdown::{NAME, TEXT, TITLE, clause, given, link, table};
use crate::decision::{CriterionRow, FactRow, Verdict};
use crate::model::{
    AdrFormat, CapabilityId, CriterionId, FrameworkId, Provision, SourceId, SourceKind,
};
use crate::render::messages;
use crate::text::{self, escape_line_start, escape_markdown};
use std::collections::BTreeSet;

/// Fewer points are not mentioned.
const NOTABLE: f64 = 0.2;
/// The number of pros and of cons that are repeated as consequences, and of sources named behind one point.
const MOST: usize = 3;

/// Whether a point speaks for an option; the order in which points are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Good,
    Neutral,
    Bad,
}

/// A point of an option.
struct Point {
    side: Side,
    because: String,
    /// Its sources in brackets, or nothing.
    evidence: String,
}

impl Point {
    fn new(side: Side, because: String) -> Self {
        Self { side, because, evidence: String::new() }
    }

    fn sentence(&self) -> String {
        format!("{:?}, because {}{}.", self.side, self.because, self.evidence)
    }
}

impl Composer<'_> {
    /// Every option under its own heading.
    pub(super) fn pros_and_cons(&self) -> String {
        let is_below = matches!(self.format, AdrFormat::Nygard | AdrFormat::Nhs);
        let level = if is_below { "####" } else { "###" };
        let mut all = Vec::new();
        let mut options = 0;
        let mut add = |id: &FrameworkId, about: String, points: Vec<Point>| {
            let points = self.list(points.iter().map(Point::sentence));
            let [title, scores, why_not] = match self.format {
                AdrFormat::Nhs => {
                    [self.option_title(options, id), self.scores(id), self.why_not(id)]
                }
                _ => [self.name(id), String::new(), String::new()],
            };
            all.extend([format!("{level} {title}"), about, scores, points, why_not]);
            options += 1;
        };
        for framework in &self.decision.frameworks {
            let id = &framework.id;
            let total = text::score(framework.total);
            let range = text::range(framework.low, framework.high);
            let about = format!("{} It has {total} points (range {range}).", self.summary(id));
            let mut points = self.points(id);
            points.extend(self.trade_offs(id).into_iter().map(|text| Point::new(Side::Bad, text)));
            add(id, about.trim().to_owned(), points);
        }
        for excluded in &self.decision.excluded {
            let id = &excluded.id;
            let missing = excluded.missing.iter().map(|missing| {
                let feature = self.feature(missing);
                match excluded.by_extension_only.get(missing) {
                    Some(extension) => format!(
                        "{feature} must be built in, and only an extension adds it ({})",
                        given(extension, NAME)
                    ),
                    None => format!("it has no {feature}, which the project requires"),
                }
            });
            let missing = missing.map(|text| Point::new(Side::Bad, text));
            let ships = self.ships(id).map(|text| Point::new(Side::Good, text));
            add(id, self.summary(id), missing.chain(ships).collect());
        }
        let filled = all.iter().map(|block| block.trim_end()).filter(|block| !block.is_empty());
        text::join(filled, "\n\n") + "\n"
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
        let summary = summary.filter(|text| !text.is_empty()).map(|text| format!(": {text}"));
        escape_line_start(&format!("{name}{}.", summary.unwrap_or_default()))
    }

    /// What the criteria and the project's facts say of an option: the pros, then what is neutral, then the cons.
    fn points(&self, id: &FrameworkId) -> Vec<Point> {
        let rows = messages::by_contribution(self.decision);
        let mut points: Vec<Point> = rows.into_iter().map(|row| self.rated(id, row)).collect();
        points.extend(self.decision.fit.iter().filter_map(|row| self.fact(id, row)));
        points.sort_by_key(|point| point.side);
        points
    }

    /// What a criterion says for or against the option.
    fn rated(&self, id: &FrameworkId, row: &CriterionRow) -> Point {
        let criterion = escape_markdown(&messages::criterion(self.decision, &row.id));
        let Some(own) = row.rating(id) else {
            return Point::new(Side::Neutral, format!("its {criterion} was not checked"));
        };
        let team = own.overridden.as_ref();
        let team = team.map(|text| format!(" by the team itself ({})", clause(text, TEXT)));
        // The team's own rating does not rest on the catalogue's findings.
        let evidence = match team {
            Some(_) => String::new(),
            None => self.cited(self.sources_of_rating(id, &row.id)),
        };
        let (side, more) = match &row.winner {
            Some(winner) if winner == id => {
                let framework = self.catalogue.frameworks.get(id);
                let because = framework.and_then(|framework| framework.because.get(&row.id));
                let because = because.map(|text| clause(text, TEXT));
                let because = because.filter(|because| !because.is_empty());
                (Side::Good, team.or_else(|| Some(format!(": {}", because?))).unwrap_or_default())
            }
            Some(winner) => {
                let best =
                    row.rating(winner).map_or("?".to_owned(), |best| text::score(best.score));
                let against = format!(", against {}'s {best}", self.name(winner));
                (Side::Bad, team.unwrap_or_default() + &against)
            }
            None if row.tie && team.is_none() => {
                (Side::Neutral, ", about the same as the best other option".to_owned())
            }
            None => (Side::Neutral, team.unwrap_or_default()),
        };
        let because = format!("{criterion} is rated {}{more}", text::score(own.score));
        Point { side, because, evidence }
    }

    /// What a fact of the project says for or against the option.
    fn fact(&self, id: &FrameworkId, row: &FactRow) -> Option<Point> {
        let points = row.points.get(id).copied().filter(|points| points.abs() >= NOTABLE)?;
        let fact = text::mid_sentence(&messages::fact(self.decision, row));
        let fact = escape_markdown(&fact);
        let because = row.because.get(id).map(|text| format!(": {}", clause(text, TEXT)));
        let evidence = if row.overridden.contains(id) {
            " (the team's own points)".to_owned()
        } else {
            let basis = row.basis.get(id).map(|basis| format!(" ({basis})"));
            // That a judgement is ours is said by its basis.
            let is_page = |id: &&SourceId| {
                let known = self.catalogue.sources.get(*id);
                known.is_none_or(|source| source.kind != Some(SourceKind::Judgement))
            };
            let sources = row.sources.get(id).map(|ids| self.cited(ids.iter().filter(is_page)));
            basis.unwrap_or_default() + &sources.unwrap_or_default()
        };
        let side = if points > 0.0 { Side::Good } else { Side::Bad };
        let because = because.unwrap_or_default();
        let because = format!("“{fact}” counts {} points{because}", text::hundredths(points));
        Some(Point { side, because, evidence })
    }

    /// Sources in brackets, the first of them by title; nothing if there are none.
    fn cited<'i>(&self, ids: impl IntoIterator<Item = &'i SourceId>) -> String {
        let known = ids.into_iter().filter_map(|id| self.catalogue.sources.get(id));
        let titles = known.map(|source| match &source.url {
            Some(address) => link(&text::excerpt(&source.title, TITLE), address),
            None => given(&source.title, TITLE),
        });
        // Titles have commas.
        let titles = text::join(text::few(titles, MOST), "; ");
        if titles.is_empty() { titles } else { format!(" (evidence: {titles})") }
    }

    /// The sources of a rating, those of the indicators with the most weight first.
    fn sources_of_rating(&self, id: &FrameworkId, criterion: &CriterionId) -> Vec<&SourceId> {
        let known = self.catalogue.criteria.get(criterion);
        let framework = self.catalogue.frameworks.get(id);
        let findings = framework.and_then(|framework| framework.findings.get(criterion));
        let Some((known, findings)) = known.zip(findings) else { return Vec::new() };
        let mut indicators: Vec<_> = known.indicators.iter().collect();
        indicators.sort_by(|a, b| b.weight.get().total_cmp(&a.weight.get()));
        let findings = indicators.iter().filter_map(|indicator| findings.get(&indicator.id));
        let mut seen = BTreeSet::new();
        findings.flat_map(|found| &found.sources).filter(|id| seen.insert(*id)).collect()
    }

    /// What is good and what is bad about the choice.
    pub(super) fn consequences(&self) -> [Vec<String>; 2] {
        let recommendation = &self.decision.recommendation;
        let Some(winner) = &recommendation.winner else {
            let until = match recommendation.verdict {
                Verdict::NoneQualifies => "the requirements or the candidates change",
                _ => "somebody decides",
            };
            return [Vec::new(), vec![format!("nothing can be built until {until}")]];
        };
        let points = self.points(winner);
        let of = |side| {
            let points = points.iter().filter(move |point| point.side == side);
            points.take(MOST).map(|point| point.because.clone())
        };
        let mut good: Vec<String> = of(Side::Good).chain(self.ships(winner)).collect();
        let mut bad = self.trade_offs(winner);
        bad.extend(of(Side::Bad));
        if good.is_empty() {
            good.push(format!("{} has what the project requires", self.name(winner)));
        }
        if bad.is_empty() {
            let change = "changing the framework later means rewriting what was built on it";
            bad.push(change.to_owned());
        }
        [good, bad]
    }

    fn features<'a>(&self, ids: impl IntoIterator<Item = &'a CapabilityId>) -> String {
        text::and_list(ids.into_iter().map(|id| self.feature(id)))
    }

    /// What the project needs and the framework ships.
    fn ships(&self, id: &FrameworkId) -> Option<String> {
        let framework = self.catalogue.frameworks.get(id)?;
        let needs = self.decision.project.needs.iter();
        let shipped = needs.filter(|(id, need)| {
            !need.rejects() && framework.capabilities.get(id) == Some(&Provision::BuiltIn)
        });
        let features = self.features(shipped.map(|(id, _)| id));
        (!features.is_empty())
            .then(|| format!("these features ship with it, as the project asks: {features}"))
    }

    /// What has to be added, what is missing, and what is not used.
    fn trade_offs(&self, id: &FrameworkId) -> Vec<String> {
        let extensions = messages::extensions(self.decision.to_add.get(id), |what| {
            messages::capability(self.decision, what)
        });
        let extensions = text::and_list(extensions.iter().map(|one| escape_markdown(one)));
        let lacking = self.features(self.decision.lacking.get(id).into_iter().flatten());
        let unused = self.features(self.decision.unused.get(id).into_iter().flatten());
        let said = [
            (&extensions, format!("{extensions} must be added and kept up to date")),
            (&lacking, format!("it lacks {lacking}, and no known extension adds it")),
            (&unused, format!("it ships what the project will not use: {unused}")),
        ];
        said.into_iter().filter(|(what, _)| !what.is_empty()).map(|(_, text)| text).collect()
    }

    // What NHS England's template says of each option.

    /// The letter of an option, and whether it is the one chosen.
    fn option_title(&self, at: usize, id: &FrameworkId) -> String {
        let letter = ('A'..='Z').nth(at).map_or_else(|| (at + 1).to_string(), String::from);
        let is_chosen = self.decision.recommendation.winner.as_ref() == Some(id);
        let chosen = if is_chosen { " (Selected)" } else { "" };
        format!("Option {letter}: {}{chosen}", self.name(id))
    }

    /// What each criterion counts, and what the option has on it; nothing for one that is excluded.
    fn scores(&self, id: &FrameworkId) -> String {
        if !self.decision.frameworks.iter().any(|one| one.id == *id) {
            return String::new();
        }
        let mut rows = vec![["Criterion", "Weight", "Score of 10"].map(str::to_owned).to_vec()];
        for row in messages::by_contribution(self.decision) {
            let rating = row.rating(id).map_or("unknown".to_owned(), |one| text::score(one.score));
            let title = messages::criterion_title(self.decision, &row.id);
            rows.push(vec![title, text::percent(row.share), rating]);
        }
        table(&rows)
    }

    fn why_not(&self, id: &FrameworkId) -> String {
        let decision = self.decision;
        let of = |id: &FrameworkId| decision.frameworks.iter().find(|one| one.id == *id);
        let winner = decision.recommendation.winner.as_ref().filter(|winner| *winner != id);
        let Some((best, one)) = winner.and_then(of).zip(of(id)) else { return String::new() };
        format!(
            "**Why not chosen**: it has {} points fewer than {}.",
            text::score(best.total - one.total),
            self.name(&best.id)
        )
    }
}
