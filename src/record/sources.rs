//! What the decision rests on: the table, where it was computed from, and the sources.

use super::document::Subject;
use super::options::is_fit;
use super::text::{self, escaped, file_link, link};
use crate::model::{CriterionId, FrameworkId, Source, SourceId};
use crate::render::prose;

/// The most sources named behind one point; all of them stand at the end.
const MOST: usize = 3;
/// The most characters of a source's title.
const TITLE: usize = 120;
/// Digits of a digest that tell two files apart.
const DIGEST: usize = 12;

/// The comparison as a table with its legend.
pub(super) fn table(subject: &Subject<'_>) -> String {
    let Some(table) = prose::table(subject.decision) else { return String::new() };
    let escape = |cells: &Vec<String>| cells.iter().map(|cell| escaped(cell)).collect::<Vec<_>>();
    let rows: Vec<Vec<String>> = table.rows.iter().map(escape).collect();
    let head = escape(&table.head);
    let left = head.len().saturating_sub(2);
    let legend: Vec<String> = table.legend.iter().map(|said| escaped(said)).collect();
    text::blocks(&[text::table(&head, &rows, left), legend.join(" ")])
}

/// How it was weighed, from what, and how to do it again.
pub(super) fn computed(subject: &Subject<'_>) -> String {
    let method = "Every option was rated from 0 to 10 on each driver, 10 being best, from findings that name their \
                  source. A total is the mean of its ratings, each counting as much as its driver's share; a range \
                  says how far the evidence leaves room.";
    let again =
        format!("`weigh decide {}` shows the whole analysis", subject.arguments.replace('`', "'"));
    let again = again.replace(" ` ", "` ").replace("decide `", "decide`");
    let weighed = !subject.decision.frameworks.is_empty();
    let method = if weighed {
        method
    } else {
        "Nothing was weighed: no option has what the project must have."
    };
    text::blocks(&[method.to_owned(), format!("{} {again}.", inputs(subject))])
}

fn inputs(subject: &Subject<'_>) -> String {
    let computed = &subject.decision.inputs;
    let profile = subject.inputs.profile.as_ref().zip(computed.profile.as_ref());
    let profile = profile.map(|(path, read)| {
        format!("{} ({})", file_link("the project's profile", path), short(&read.sha256))
    });
    let flags = (!subject.inputs.flags.is_empty()).then(|| {
        format!("the flags {}", escaped(&prose::harmless(&subject.inputs.flags.join(" "), 500)))
    });
    let catalogue = match (&subject.inputs.criteria, subject.inputs.add.is_empty()) {
        (None, true) => "the catalogue that it carries".to_owned(),
        (None, false) => "the catalogue that it carries and what was added to it".to_owned(),
        (Some(path), true) => file_link("a catalogue", path),
        (Some(path), false) => {
            format!("{} and what was added to it", file_link("a catalogue", path))
        }
    };
    let catalogue = format!("{catalogue} ({})", short(&computed.catalogue.sha256));
    let from: Vec<String> = [profile, flags, Some(catalogue)].into_iter().flatten().collect();
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "It was computed by weigh {version}, a program that weighs web frameworks against a project, from {}.",
        prose::list(&from)
    )
}

fn short(sha256: &str) -> String {
    let digits: String = sha256.chars().filter(char::is_ascii_hexdigit).take(DIGEST).collect();
    format!("sha256 {digits}")
}

/// Titles with their addresses in brackets, a few by name and the rest by number; nothing where it rests on none.
pub(super) fn evidence(subject: &Subject<'_>, id: &FrameworkId, criterion: &CriterionId) -> String {
    cited(subject, &of_rating(subject, id, criterion))
}

/// The same for sources that are named.
pub(super) fn cited(subject: &Subject<'_>, ids: &[SourceId]) -> String {
    let known: Vec<&Source> =
        ids.iter().filter_map(|id| subject.catalogue.sources.get(id)).collect();
    if known.is_empty() {
        return String::new();
    }
    let mut titles: Vec<String> = known.iter().take(MOST).map(|source| titled(source)).collect();
    if known.len() > MOST {
        titles.push(format!("{} more", known.len() - MOST));
    }
    format!(" (evidence: {})", prose::list(&titles))
}

fn titled(source: &Source) -> String {
    let title = prose::harmless(&source.title, TITLE);
    match &source.url {
        Some(address) => link(&title, address),
        None => escaped(&title),
    }
}

/// The sources of a rating, those of the indicators that count most first.
fn of_rating(subject: &Subject<'_>, id: &FrameworkId, criterion: &CriterionId) -> Vec<SourceId> {
    let catalogue = subject.catalogue;
    let Some(known) = catalogue.criteria.get(criterion) else { return Vec::new() };
    let findings = catalogue.frameworks.get(id).and_then(|f| f.findings.get(criterion));
    let Some(findings) = findings else { return Vec::new() };
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
pub(super) fn sources(subject: &Subject<'_>) -> String {
    let mut ids: Vec<SourceId> = Vec::new();
    for standing in &subject.decision.frameworks {
        for row in subject.decision.criteria.iter().filter(|row| row.share > 0.0) {
            ids.extend(of_rating(subject, &standing.id, &row.id));
            if is_fit(&row.id) {
                ids.extend(of_fit(subject, &standing.id));
            }
        }
    }
    let mut known: Vec<&Source> =
        ids.iter().filter_map(|id| subject.catalogue.sources.get(id)).collect();
    known.sort_by(|a, b| (a.title.to_lowercase(), &a.id).cmp(&(b.title.to_lowercase(), &b.id)));
    known.dedup_by(|a, b| a.id == b.id);
    subject.list(&known.into_iter().map(line).collect::<Vec<_>>())
}

fn of_fit(subject: &Subject<'_>, id: &FrameworkId) -> Vec<SourceId> {
    let Some(framework) = subject.catalogue.frameworks.get(id) else { return Vec::new() };
    let answered = subject.decision.project.traits.iter();
    let views = answered.flat_map(|(asked, said)| {
        let views = framework.fit.get(asked);
        said.iter().filter_map(move |said| views?.iter().find(|(id, _)| id.as_str() == said.id))
    });
    views.flat_map(|(_, view)| view.sources.clone()).collect()
}

fn line(source: &Source) -> String {
    let publisher = Some(&source.publisher).filter(|name| !name.is_empty() && *name != "unknown");
    let parts = [
        Some(titled(source)),
        publisher.map(|name| words(name)),
        source.date.as_deref().map(words),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn words(text: &str) -> String {
    escaped(&prose::harmless(text, TITLE))
}
