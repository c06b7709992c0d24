//! Composes a record: its head, which from then on belongs to people, and weigh's part.

use super::data::{Inputs, comment};
use super::markdown::{NAME, TEXT, clause, file_link, fill, given, link, plain_title, table};
use super::{AdrFile, part};
use crate::decision::{CriterionRow, Decision, Verdict, WeightFrom};
use crate::model::{AdrFormat, AdrStatus, CapabilityId, Catalogue, FrameworkId};
use crate::render::messages::{self, COLUMNS, Comparison};
use crate::text::{self, escape_line_start, escape_markdown};
use jiff::civil::Date;
use serde_json::json;

const METHOD: &str = "Every option is rated from 0 to 10 on each criterion, 10 being best, from findings that name \
                      their source. A total is the mean of its ratings, each weighted by its criterion's share, plus \
                      the points of each fact of the project; a range says how much the evidence leaves open.";

/// Composes the record of one decision.
#[derive(Debug, Clone, Copy)]
pub struct Composer<'a> {
    /// The decision.
    pub decision: &'a Decision,
    /// The catalogue that it was made with.
    pub catalogue: &'a Catalogue,
    /// Where it was computed from.
    pub inputs: &'a Inputs,
    /// The record's own path, relative to the repository's root.
    pub record: &'a str,
    /// The arguments of `weigh decide` that compute it again at the repository's root.
    pub arguments: &'a str,
    /// The format.
    pub format: AdrFormat,
}

/// The title of a record. It names the question, so that another answer does not make it wrong.
pub fn title(decision: &Decision) -> String {
    let title = messages::title(decision).map(|title| plain_title(&title)).unwrap_or_default();
    if title.to_lowercase().contains("framework") {
        return title;
    }
    let name = |(id, _)| plain_title(&messages::name(decision, id));
    let mut names: Vec<String> = decision.compared().map(name).collect();
    // Whatever their order in the result.
    names.sort_unstable();
    let title = if title.is_empty() { text::or_list(names) } else { title };
    format!("Web framework: {title}")
}

/// The template of a format: the record around weigh's part, and that part.
fn template(format: AdrFormat) -> (&'static str, &'static str) {
    let text = match format {
        AdrFormat::Madr => include_str!("formats/madr.md"),
        AdrFormat::Nygard => include_str!("formats/nygard.md"),
        AdrFormat::Log4brains => include_str!("formats/log4brains.md"),
        AdrFormat::Nhs => include_str!("formats/nhs.md"),
    };
    text.split_once("<!-- part -->").unwrap_or_default()
}

impl Composer<'_> {
    /// A new record, which replaces the old one.
    pub fn new_record(
        &self,
        number: Option<u32>,
        date: Date,
        status: AdrStatus,
        old: Option<&AdrFile>,
    ) -> String {
        use AdrFormat::{Log4brains, Madr, Nhs, Nygard};
        let old = old.map(|old| old.superseded(self.format));
        let title = match (self.format, number) {
            (Nygard, Some(number)) => format!("{number}. {}", title(self.decision)),
            (Nhs, Some(number)) => format!("ADR-{number:03}: {}", title(self.decision)),
            _ => title(self.decision),
        };
        let status = match (self.format, status.as_str(), &old) {
            (Madr | Log4brains, status, _) => status.to_owned(),
            (Nygard, status, _) => text::capitalise(status),
            (Nhs, status, None) => format!("`{}`", text::capitalise(status)),
            (Nhs, status, Some(old)) => {
                format!("`{}`, {}", text::capitalise(status), text::mid_sentence(old))
            }
        };
        let deciders = self.decision.project.deciders.iter().map(|name| plain_title(name));
        let deciders = deciders.filter(|name| !name.is_empty()).map(|name| match self.format {
            Madr => json!(name).to_string(),
            // log4brains splits the list at its commas.
            Log4brains => escape_markdown(&name.replace(',', " ")),
            Nhs | Nygard => name,
        });
        let deciders = text::join(deciders, ", ");
        let record = fill(template(self.format).0, |name| match name {
            "title" => title.clone(),
            "number" => number.map(|number| number.to_string()).unwrap_or_default(),
            "status" => status.clone(),
            "date" => date.to_string(),
            "deciders" => deciders.clone(),
            "supersedes" => old.clone().unwrap_or_default(),
            "links" => self.list(self.profile_link("The").into_iter().chain(old.clone())),
            _ => self.own_part(),
        });
        record + "\n"
    }

    /// weigh's part, with the comments around it.
    pub fn own_part(&self) -> String {
        let body = fill(template(self.format).1, |name| self.value(name));
        let data = comment(self.decision, self.inputs, self.format);
        part::enclosed(&format!("\n{body}\n\n{data}"))
    }

    /// What stands in the place of a name in a template.
    fn value(&self, name: &str) -> String {
        let decision = self.decision;
        let capitalised =
            |list: &[String]| self.list(list.iter().map(|text| text::capitalise(text)));
        match name {
            "question" => self.question(),
            "context" => {
                let context = messages::context(decision).unwrap_or_default();
                escape_line_start(&escape_markdown(&context))
            }
            "facts" => self.facts(),
            "drivers" => self.drivers(),
            "options" => self.list(self.names()),
            "choice" => self.choice(),
            "excluded" => escape_markdown(&messages::excluded(decision).join(" ")),
            "reasons" => {
                let reasons = self.escaped(&messages::reasons(decision));
                let head = "What separates them, in points of the total:";
                if reasons.is_empty() { reasons } else { format!("{head}\n\n{reasons}") }
            }
            "migration" => escape_markdown(&messages::migration(decision).join(" ")),
            "robustness" => self.escaped(&messages::robustness(decision)),
            "consequences" => {
                let [good, bad] = self.consequences();
                let good = good.into_iter().map(|text| format!("Good, because {text}."));
                let bad = bad.into_iter().map(|text| format!("Bad, because {text}."));
                self.list(good.chain(bad))
            }
            "positive" => capitalised(&self.consequences()[0]),
            "negative" => capitalised(&self.consequences()[1]),
            "confirmation" => self.confirmation(),
            "pros-and-cons" => self.pros_and_cons(),
            "method" if decision.frameworks.is_empty() => {
                "Nothing was rated: no option has what the project requires.".to_owned()
            }
            "method" => METHOD.to_owned(),
            "computed-from" => self.computed_from(),
            "comparison" | "legend" if decision.frameworks.is_empty() => String::new(),
            "comparison" => {
                let mut rows = Comparison::of(decision, COLUMNS).cells();
                // The last column repeats the reasons of the options.
                rows.iter_mut().for_each(|row| drop(row.pop()));
                table(&rows)
            }
            "legend" => escape_markdown(&Comparison::of(decision, COLUMNS).legend.join(" ")),
            "notices" => self.escaped(&messages::notices(decision)),
            "precedents" => {
                let line = |one: messages::Precedent| {
                    format!("{}. {}", link(&one.title, &one.url), escape_markdown(&one.text))
                };
                self.list(messages::precedents(decision).into_iter().map(line))
            }
            "changes" => escape_markdown(&messages::changes(decision).unwrap_or_default()),
            "review-by" => decision.project.review_by.map_or(String::new(), |day| day.to_string()),
            "profile" => self.profile_link("The").unwrap_or_default(),
            _ => text::shell_path(self.record).replace('`', "'"),
        }
    }

    fn question(&self) -> String {
        let title = messages::title(self.decision);
        let project = title.map(|title| format!("“{}”", escape_markdown(&title)));
        let project = project.as_deref().unwrap_or("this project");
        format!("Which web framework should {project} use: {}?", text::or_list(self.names()))
    }

    /// The project's answers and needs.
    fn facts(&self) -> String {
        let mut facts = Vec::new();
        for asked in &self.catalogue.traits {
            if let Some(answers) = self.decision.project.traits.get(&asked.id) {
                let labels =
                    text::and_list(answers.iter().map(|answer| given(&answer.label, NAME)));
                let question = given(&asked.question, TEXT);
                facts.push(format!("{question} {}.", labels.trim_end_matches('.')));
            }
        }
        for (label, what) in messages::needs(self.decision) {
            facts.push(format!("{label}: {}.", escape_markdown(&what)));
        }
        if facts.is_empty() {
            return "Nothing else is known about the project.".to_owned();
        }
        format!("About the project:\n\n{}", self.list(facts))
    }

    /// The criteria, with how much each counts and who set that.
    fn drivers(&self) -> String {
        let mut drivers = Vec::new();
        for row in messages::by_contribution(self.decision) {
            let title = escape_markdown(&messages::criterion_title(self.decision, &row.id));
            let known = self.catalogue.criteria.get(&row.id);
            let question = known.map(|known| given(&known.question, TEXT)).unwrap_or_default();
            let (share, origin) = (text::percent(row.share), origin(row));
            let driver = format!("{title}, {share} of the weight{origin}. {question}");
            drivers.push(driver.trim_end().to_owned());
        }
        if !self.decision.fit.is_empty() {
            let facts = "The project's facts, in points added to the criteria; each fact is listed with the \
                         options.";
            drivers.push(facts.to_owned());
        }
        for one in &self.decision.not_applicable {
            let (title, because) = (given(&one.title, NAME), clause(&one.because, TEXT));
            drivers.push(format!("{title} does not apply: {because}."));
        }
        self.list(drivers)
    }

    fn choice(&self) -> String {
        let decision = self.decision;
        let recommendation = &decision.recommendation;
        let contenders = text::and_list(recommendation.contenders.iter().map(|id| self.name(id)));
        let because = match recommendation.verdict {
            Verdict::NoneQualifies => {
                "every candidate lacks something that the project requires. Require less, or add another framework."
            }
            _ if recommendation.winner.is_none() => &format!(
                "the evidence does not separate {contenders}. To decide, say more about the project, or take the one \
                 that the team knows."
            ),
            _ if decision.frameworks.len() == 1 && decision.excluded.is_empty() => {
                "it is the only candidate."
            }
            _ if decision.frameworks.len() == 1 => {
                "it is the only candidate that has what the project requires."
            }
            Verdict::Clear => "it has a clear lead.",
            _ => "it leads, but not clearly; see below how firm that is.",
        };
        let winner = recommendation.winner.as_ref();
        let winner = winner.map_or("none yet".to_owned(), |id| format!("\"{}\"", self.name(id)));
        let mut sentences = vec![format!("Chosen option: {winner}, because {because}")];
        if decision.frameworks.len() > 1 {
            let figures =
                messages::estimate(decision).into_iter().chain(messages::because(decision));
            // The sentences after the first two are advice.
            let most = if decision.recommendation.estimate.is_some() { 2 } else { 1 };
            sentences.extend(figures.take(most).map(|text| escape_markdown(&text)));
        }
        if recommendation.provisional {
            let open = "This is provisional: facts that were not checked could change it.";
            sentences.push(open.to_owned());
        }
        sentences.join(" ")
    }

    /// How anybody can see whether the decision still holds.
    fn confirmation(&self) -> String {
        let profile = self.profile_link("the").map(|link| format!(" from {link}"));
        let review = self.decision.project.review_by.map(|day| format!(" Review it by {day}."));
        format!(
            "`weigh check {}` recomputes this decision{} and reports whether it still holds; in CI it fails if the \
             recommendation or the method has changed, or if the record cannot be checked.{}",
            self.value("record"),
            profile.unwrap_or_default(),
            review.unwrap_or_default()
        )
    }

    fn computed_from(&self) -> String {
        let inputs = self.inputs;
        let mut from = Vec::from_iter(self.profile_link("the"));
        if !inputs.flags.is_empty() {
            from.push(format!("the flags {}", given(&inputs.flags.join(" "), TEXT)));
        }
        let catalogue = match &inputs.criteria {
            None => "its built-in catalogue".to_owned(),
            Some(path) => file_link("a catalogue", path),
        };
        from.push(catalogue + if inputs.add.is_empty() { "" } else { " with additions" });
        // A profile that is written later is not meant.
        let only = if inputs.profile.is_none() { " --no-config" } else { "" };
        format!(
            "It was computed by weigh {}, a program that compares web frameworks for a project, from {}. \
             `weigh decide --full{only} {}` shows the whole analysis.",
            env!("CARGO_PKG_VERSION"),
            text::and_list(from),
            self.arguments.replace('`', "'").trim_end()
        )
    }

    /// A list, an item a line; nothing where there is nothing.
    pub(super) fn list(&self, items: impl IntoIterator<Item = String>) -> String {
        let has_hyphens = matches!(self.format, AdrFormat::Log4brains | AdrFormat::Nhs);
        let mark = if has_hyphens { '-' } else { '*' };
        let line = |item: String| format!("{mark} {}\n", escape_line_start(&item));
        text::join(items.into_iter().map(line), "")
    }

    fn escaped(&self, items: &[String]) -> String {
        self.list(items.iter().map(|item| escape_markdown(item)))
    }

    /// A link to the profile, if there is one.
    fn profile_link(&self, article: &str) -> Option<String> {
        let path = self.inputs.profile.as_ref()?;
        Some(file_link(&format!("{article} project's profile"), path))
    }

    /// The candidates' names, with those that are excluded last.
    fn names(&self) -> impl Iterator<Item = String> {
        self.decision.compared().map(|(id, _)| self.name(id))
    }

    pub(super) fn name(&self, id: &FrameworkId) -> String {
        escape_markdown(&messages::name(self.decision, id))
    }

    pub(super) fn feature(&self, id: &CapabilityId) -> String {
        escape_markdown(&messages::capability(self.decision, id))
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
