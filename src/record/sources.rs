//! What the decision rests on: the method, the inputs, the table and the sources.

use super::compose::Composer;
use super::markdown::{TEXT, TITLE, blocks, file_link, given, link, table};
use crate::model::{CriterionId, FrameworkId, Source, SourceId};
use crate::render::messages::Comparison;
use crate::text::{self, escape_markdown};

/// The number of sources named behind one point; the end of the record lists all.
const MOST: usize = 3;

impl Composer<'_> {
    /// The comparison as a table with its legend.
    pub(super) fn table(&self) -> String {
        let comparison = Comparison::of(self.decision);
        if comparison.names.is_empty() {
            return String::new();
        }
        let mut rows = comparison.cells();
        for row in &mut rows {
            row.pop();
        }
        let head = rows.remove(0);
        let legend = escape_markdown(&comparison.legend.join(" "));
        blocks(&[table(&head, &rows, head.len() - 1), legend])
    }

    /// How it was computed, from what, and how to do it again.
    pub(super) fn method(&self) -> String {
        let method = if self.decision.frameworks.is_empty() {
            "Nothing was rated: no option has what the project requires."
        } else {
            "Every option is rated from 0 to 10 on each criterion, 10 being best, from findings that name their \
             source. A total is the mean of its ratings, each weighted by its criterion's share, plus the points of \
             each fact of the project; a range says how much the evidence leaves open."
        };
        let command = format!("weigh decide {}", self.arguments.replace('`', "'"));
        let again = format!("`{}` shows the whole analysis.", command.trim_end());
        blocks(&[method.to_owned(), format!("{} {again}", self.computed_from())])
    }

    fn computed_from(&self) -> String {
        let (inputs, digests) = (self.inputs, &self.decision.inputs);
        let mut from = Vec::new();
        if let Some((path, profile)) = inputs.profile.as_ref().zip(digests.profile.as_ref()) {
            let link = file_link("the project's profile", path);
            from.push(format!("{link} ({})", short(&profile.sha256)));
        }
        if !inputs.flags.is_empty() {
            from.push(format!("the flags {}", given(&inputs.flags.join(" "), TEXT)));
        }
        let catalogue = match &inputs.criteria {
            None => "its built-in catalogue".to_owned(),
            Some(path) => file_link("a catalogue", path),
        };
        let added = if inputs.add.is_empty() { "" } else { " with additions" };
        from.push(format!("{catalogue}{added} ({})", short(&digests.catalogue.sha256)));
        format!(
            "It was computed by weigh {}, a program that compares web frameworks for a project, from {}.",
            env!("CARGO_PKG_VERSION"),
            text::and_list(&from)
        )
    }

    /// The sources of a rating in brackets.
    pub(super) fn evidence(&self, id: &FrameworkId, criterion: &CriterionId) -> String {
        self.cited(&self.sources_of_rating(id, criterion))
    }

    /// Sources in brackets, the first of them by title; nothing if there are none.
    pub(super) fn cited(&self, ids: &[SourceId]) -> String {
        let known: Vec<&Source> =
            ids.iter().filter_map(|id| self.catalogue.sources.get(id)).collect();
        if known.is_empty() {
            return String::new();
        }
        let mut titles: Vec<String> = known.iter().take(MOST).map(|source| title(source)).collect();
        if known.len() > MOST {
            titles.push(format!("{} more", known.len() - MOST));
        }
        format!(" (evidence: {})", text::and_list(&titles))
    }

    /// The sources of a rating, those of the indicators with the most weight first.
    fn sources_of_rating(&self, id: &FrameworkId, criterion: &CriterionId) -> Vec<SourceId> {
        let known = self.catalogue.criteria.get(criterion);
        let framework = self.catalogue.frameworks.get(id);
        let findings = framework.and_then(|framework| framework.findings.get(criterion));
        let Some((known, findings)) = known.zip(findings) else { return Vec::new() };
        let mut indicators: Vec<_> = known.indicators.iter().collect();
        indicators.sort_by(|a, b| b.weight.get().total_cmp(&a.weight.get()));
        let mut sources = Vec::new();
        for indicator in indicators {
            for source in findings.get(&indicator.id).iter().flat_map(|finding| &finding.sources) {
                if !sources.contains(source) {
                    sources.push(source.clone());
                }
            }
        }
        sources
    }

    /// Every source that a rating or a fit in the decision rests on, by title.
    pub(super) fn sources(&self) -> String {
        let mut ids: Vec<SourceId> = Vec::new();
        for framework in &self.decision.frameworks {
            for row in self.decision.criteria.iter().filter(|row| row.share > 0.0) {
                ids.extend(self.sources_of_rating(&framework.id, &row.id));
            }
            for row in &self.decision.fit {
                ids.extend(row.sources.get(&framework.id).into_iter().flatten().cloned());
            }
        }
        let mut known: Vec<&Source> =
            ids.iter().filter_map(|id| self.catalogue.sources.get(id)).collect();
        known.sort_by(|a, b| (a.title.to_lowercase(), &a.id).cmp(&(b.title.to_lowercase(), &b.id)));
        known.dedup_by(|a, b| a.id == b.id);
        self.list(&known.into_iter().map(line).collect::<Vec<_>>())
    }
}

/// Enough of a digest to tell two files apart.
fn short(sha256: &str) -> String {
    let digits: String = sha256.chars().filter(char::is_ascii_hexdigit).take(12).collect();
    format!("sha256 {digits}")
}

fn title(source: &Source) -> String {
    match &source.url {
        Some(address) => link(&text::excerpt(&source.title, TITLE), address),
        None => given(&source.title, TITLE),
    }
}

/// Title, publisher and date, as far as they are known.
fn line(source: &Source) -> String {
    let mut parts = vec![title(source)];
    if !source.publisher.is_empty() && source.publisher != "unknown" {
        parts.push(given(&source.publisher, TITLE));
    }
    parts.extend(source.date.as_deref().map(|date| given(date, TITLE)));
    parts.join(", ")
}
