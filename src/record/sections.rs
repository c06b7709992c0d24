//! The sections that explain the question, the choice and what follows from it.

use super::compose::Composer;
use super::markdown::{NAME, TEXT, blocks, clause, file_link, given, link};
use crate::decision::{CriterionRow, Reason, ReasonKind, Verdict, WeightFrom};
use crate::model::{CapabilityId, CriterionId, FrameworkId, Need, Provision};
use crate::render::messages;
use crate::text::{self, escape_line_start, escape_markdown};
use std::collections::BTreeMap;

/// The number of reasons named on each side.
const MOST: usize = 3;

impl Composer<'_> {
    pub(super) fn question(&self) -> String {
        let project = messages::title(self.decision).map_or_else(
            || "this project".to_owned(),
            |title| format!("“{}”", escape_markdown(&title)),
        );
        format!("Which web framework should {project} use: {}?", text::or_list(&self.names()))
    }

    /// The team's own words, its answers and its needs.
    pub(super) fn situation(&self) -> String {
        let context = messages::context(self.decision)
            .map(|context| escape_line_start(&escape_markdown(&context)));
        let mut facts = Vec::new();
        for asked in &self.catalogue.traits {
            if let Some(answers) = self.decision.project.traits.get(&asked.id) {
                let labels: Vec<String> =
                    answers.iter().map(|answer| given(&answer.label, NAME)).collect();
                let labels = text::and_list(&labels);
                let question = given(&asked.question, TEXT);
                facts.push(format!("{question} {}.", labels.trim_end_matches('.')));
            }
        }
        let needs = messages::needs(self.decision);
        facts.extend(
            needs.iter().map(|(label, what)| format!("{label}: {}", escape_markdown(what))),
        );
        let facts = if facts.is_empty() {
            "Nothing else is known of the project.".to_owned()
        } else {
            format!("What is known of the project:\n\n{}", self.list(&facts))
        };
        blocks(&[context.unwrap_or_default(), facts])
    }

    /// The criteria, with how much each counts and who set that.
    pub(super) fn drivers(&self) -> String {
        let driver = |row: &CriterionRow| {
            let title = escape_markdown(&messages::criterion_title(self.decision, &row.id));
            let known = self.catalogue.criteria.get(&row.id);
            let question = known.map(|known| given(&known.question, TEXT)).unwrap_or_default();
            let share = text::percent(row.share);
            format!("{title}, {share} of the weight{}. {question}", origin(row))
                .trim_end()
                .to_owned()
        };
        let mut drivers: Vec<String> =
            messages::by_contribution(self.decision).into_iter().map(driver).collect();
        if !self.decision.fit.is_empty() {
            drivers.push(
                "What the project says of itself, in points beside the criteria; each fact is listed with the options."
                    .to_owned(),
            );
        }
        drivers.extend(self.decision.not_applicable.iter().map(|one| {
            let (title, because) = (given(&one.title, NAME), clause(&one.because, TEXT));
            format!("{title} does not apply: {because}.")
        }));
        self.list(&drivers)
    }

    /// The choice with its reasons.
    pub(super) fn chosen(&self) -> String {
        let decision = self.decision;
        let mut reasons = self.escaped_list(&messages::reasons(decision));
        if !reasons.is_empty() {
            reasons = format!("What separates them, in points of the total:\n\n{reasons}");
        }
        let excluded = escape_markdown(&messages::excluded(decision).join(" "));
        let migration = escape_markdown(&messages::migration(decision).join(" "));
        blocks(&[self.choice(), excluded, reasons, migration])
    }

    fn choice(&self) -> String {
        let recommendation = &self.decision.recommendation;
        let reason = match (&recommendation.winner, recommendation.verdict) {
            (_, Verdict::NoneQualifies) => {
                return "Chosen option: none yet, because every candidate lacks something that the project requires. \
                        Require less, or add another framework."
                    .to_owned();
            }
            (Some(_), verdict) if self.decision.frameworks.len() > 1 => {
                let firm = if verdict == Verdict::Clear {
                    "The lead is clear."
                } else {
                    "The lead is not clear; see below how firm it is."
                };
                format!("{}. {firm}{}", self.lead(), self.estimate())
            }
            (Some(_), _) if self.decision.excluded.is_empty() => {
                "it is the only candidate.".to_owned()
            }
            (Some(_), _) => {
                "it is the only candidate that has what the project requires.".to_owned()
            }
            (None, _) => {
                let contenders = recommendation.contenders.iter().map(|id| self.name(id));
                format!(
                    "the evidence does not separate {}: {}. To decide, say more about the project, or take the one \
                     that the team knows.{}",
                    text::and_list(&contenders.collect::<Vec<_>>()),
                    self.lead(),
                    self.estimate()
                )
            }
        };
        let winner = recommendation.winner.as_ref();
        let winner = winner.map_or("none yet".to_owned(), |id| format!("\"{}\"", self.name(id)));
        let provisional = if recommendation.provisional {
            " This is provisional: facts that nobody has checked yet could change it."
        } else {
            ""
        };
        format!("Chosen option: {winner}, because {reason}{provisional}")
    }

    /// "it has 8.9 points against Flask's 5.1".
    fn lead(&self) -> String {
        let [first, second, ..] = self.decision.frameworks.as_slice() else { return String::new() };
        let leader = match self.decision.recommendation.winner {
            Some(_) => "it".to_owned(),
            None => self.name(&first.id),
        };
        let rival = self.name(&second.id);
        let (score, other) = (text::score(first.total), text::score(second.total));
        format!("{leader} has {score} points against {rival}'s {other}")
    }

    /// How likely teams in such a position are to choose the leader, and what that rests on.
    fn estimate(&self) -> String {
        let Some(estimate) = messages::estimate(self.decision) else { return String::new() };
        let basis = messages::because(self.decision).into_iter().next().unwrap_or_default();
        format!(" {} {}", escape_markdown(&estimate), escape_markdown(&basis))
    }

    /// The reasons for the leader (1) or for the runner-up (-1) that are large enough to be told.
    fn told(&self, sign: f64) -> impl Iterator<Item = &Reason> {
        let reasons = self.decision.recommendation.reasons.iter();
        reasons.filter(move |reason| reason.points * sign >= 0.05).take(MOST)
    }

    /// A reason as a clause: "it is rated 9.3 on security, against 5.8", "“team: Django” puts it ahead by 1.3 points".
    fn reason_clause(
        &self,
        reason: &Reason,
        subject: &str,
        own: &FrameworkId,
        other: &FrameworkId,
    ) -> String {
        if let (ReasonKind::Criterion, Ok(id)) = (reason.kind, CriterionId::new(&reason.id)) {
            return format!(
                "{subject} is rated {} on {}, against {}{}",
                self.rating(&id, own),
                self.criterion(&id),
                self.rating(&id, other),
                self.reason(&id, own)
            );
        }
        let fact = escape_markdown(&messages::reason_words(self.decision, reason));
        let mut rows = self.decision.fit.iter();
        let row =
            rows.find(|row| row.id == reason.id && Some(&row.answer) == reason.answer.as_ref());
        let because = row.and_then(|row| row.because.get(own));
        let because = because.map_or(String::new(), |text| format!(": {}", clause(text, TEXT)));
        let points = text::score(reason.points.abs());
        format!("“{fact}” puts {subject} ahead by {points} points{because}")
    }

    /// Public decisions like this one, with links.
    pub(super) fn precedents(&self) -> String {
        let line = |one: messages::Precedent| {
            format!("{}. {}", link(&one.title, &one.url), escape_markdown(&one.text))
        };
        self.list(&messages::precedents(self.decision).into_iter().map(line).collect::<Vec<_>>())
    }

    pub(super) fn good(&self) -> Vec<String> {
        let recommendation = &self.decision.recommendation;
        let Some(winner) = &recommendation.winner else {
            return vec!["Good, because the choice stays open until more is known.".to_owned()];
        };
        let mut items = Vec::new();
        if let Some(rival) = &recommendation.runner_up {
            for reason in self.told(1.0) {
                let clause = self.reason_clause(reason, "it", winner, rival);
                items.push(format!("Good, because {clause}."));
            }
        }
        items.extend(self.ships_with(winner));
        if items.is_empty() {
            let name = self.name(winner);
            items.push(format!("Good, because {name} has what the project requires."));
        }
        items
    }

    pub(super) fn bad(&self) -> Vec<String> {
        let recommendation = &self.decision.recommendation;
        let Some(winner) = &recommendation.winner else {
            let until = match recommendation.verdict {
                Verdict::NoneQualifies => "the requirements or the candidates change",
                _ => "somebody decides",
            };
            return vec![format!("Bad, because nothing can be built until {until}.")];
        };
        let mut items = self.trade_offs(winner);
        if let Some(rival) = &recommendation.runner_up {
            for reason in self.told(-1.0) {
                let clause = self.reason_clause(reason, &self.name(rival), rival, winner);
                items.push(format!("Bad, because {clause}."));
            }
        }
        if items.is_empty() {
            items.push(
                "Bad, because changing the framework later means rewriting what was built on it."
                    .to_owned(),
            );
        }
        items
    }

    /// ": most protections ship with it", if the framework's file says why it is good at the criterion.
    pub(super) fn reason(&self, id: &CriterionId, framework: &FrameworkId) -> String {
        let framework = self.catalogue.frameworks.get(framework);
        match framework.and_then(|framework| framework.because.get(id)) {
            Some(because) if !because.trim().is_empty() => {
                format!(": {}", clause(because, TEXT))
            }
            _ => String::new(),
        }
    }

    fn features<'a>(&self, ids: impl IntoIterator<Item = &'a CapabilityId>) -> String {
        text::and_list(&ids.into_iter().map(|id| self.feature(id)).collect::<Vec<_>>())
    }

    /// What the project needs and the framework ships.
    pub(super) fn ships_with(&self, id: &FrameworkId) -> Option<String> {
        let framework = self.catalogue.frameworks.get(id)?;
        let needs = self.decision.project.needs.iter();
        let shipped = needs.filter(|(id, need)| {
            **need != Need::Bypass && framework.capabilities.get(*id) == Some(&Provision::BuiltIn)
        });
        let features = self.features(shipped.map(|(id, _)| id));
        (!features.is_empty())
            .then(|| format!("Good, because it ships {features}, as the project asks."))
    }

    /// What has to be added, what is missing, and what is not used.
    pub(super) fn trade_offs(&self, id: &FrameworkId) -> Vec<String> {
        let mut by_extension: BTreeMap<&String, Vec<&CapabilityId>> = BTreeMap::new();
        for (feature, extension) in self.decision.to_add.get(id).into_iter().flatten() {
            by_extension.entry(extension).or_default().push(feature);
        }
        let extensions: Vec<String> = by_extension
            .into_iter()
            .map(|(name, features)| format!("{} ({})", given(name, NAME), self.features(features)))
            .collect();
        let lacking = self.features(self.decision.lacking.get(id).into_iter().flatten());
        let unused = self.features(self.decision.unused.get(id).into_iter().flatten());
        let mut items = Vec::new();
        if !extensions.is_empty() {
            let extensions = text::and_list(&extensions);
            items.push(format!("Bad, because {extensions} must be added and kept up to date."));
        }
        if !lacking.is_empty() {
            items.push(format!("Bad, because it lacks {lacking}, and no known extension adds it."));
        }
        if !unused.is_empty() {
            items.push(format!("Bad, because it ships {unused}, which the project will not use."));
        }
        items
    }

    /// How anybody can see whether the decision still holds.
    pub(super) fn confirmation(&self) -> String {
        let profile = self
            .inputs
            .profile
            .as_ref()
            .map(|path| format!(" from {}", file_link("the project's profile", path)));
        let review = self.decision.project.review_by.map(|day| format!(" Review it by {day}."));
        format!(
            "`weigh check {}` computes this decision again{} and reports whether it still holds; in CI it fails when \
             the recommendation changes.{}",
            self.record.replace('`', "'"),
            profile.unwrap_or_default(),
            review.unwrap_or_default()
        )
    }
}

/// Who set the weight, unless it was the catalogue alone.
fn origin(row: &CriterionRow) -> &'static str {
    match row.weight_from {
        WeightFrom::Traits if row.factor > 1.0 + 1e-9 => " (raised by the project's answers)",
        WeightFrom::Traits if row.factor < 1.0 - 1e-9 => " (lowered by the project's answers)",
        WeightFrom::Catalogue | WeightFrom::Traits => "",
        WeightFrom::User => " (set by the team)",
        WeightFrom::Ranking => " (from the team's ranking)",
        WeightFrom::Pairwise => " (from the team's comparisons)",
    }
}
