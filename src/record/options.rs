//! The good and the bad points of every option, with the evidence for each.

use super::consequences::{burdens, comes_with, reason, to_add};
use super::document::Subject;
use super::sources::evidence;
use super::text::{blocks, escaped, link, started};
use crate::decision::{CandidateResult, CriterionRow, Excluded, FitPart};
use crate::model::{AnswerId, CriterionId, FitRules, FitView, FrameworkId, TraitId};
use crate::render::prose;

/// A fit this far from the middle is worth a word.
const TELLING: f64 = 1.0;
/// Neither helps nor hinders.
const MIDDLE: f64 = 5.0;
/// The most characters of a reason.
const REASON: usize = 300;

/// Every option under its own heading.
pub(super) fn pros_and_cons(subject: &Subject<'_>) -> String {
    let decision = subject.decision;
    let heading = |id: &FrameworkId| {
        // In Nygard's sections the options lie one level deeper.
        let level = if subject.flavour == super::Flavour::Nygard { "####" } else { "###" };
        format!("{level} {}", subject.name(id))
    };
    let standing = decision.frameworks.iter().map(|standing| {
        let points = subject.list(&points(subject, &standing.id));
        blocks(&[heading(&standing.id), about(subject, standing), points])
    });
    let out = decision.excluded.iter().map(|out| {
        let points =
            [lacks(subject, out), comes_with(subject, &out.id).into_iter().collect()].concat();
        blocks(&[heading(&out.id), summary(subject, &out.id), subject.list(&points)])
    });
    blocks(&standing.chain(out).collect::<Vec<_>>())
}

/// What it is and what it scores.
fn about(subject: &Subject<'_>, standing: &CandidateResult) -> String {
    let total = format!(
        "It scores {} of 10; within its evidence, {}.",
        prose::score(standing.total),
        prose::range(standing.low, standing.high)
    );
    format!("{} {total}", summary(subject, &standing.id)).trim().to_owned()
}

fn summary(subject: &Subject<'_>, id: &FrameworkId) -> String {
    let Some(framework) = subject.catalogue.frameworks.get(id) else { return String::new() };
    let name = prose::name(subject.decision, id);
    let version = framework.version.as_deref().map(|version| prose::harmless(version, 20));
    let name = version.map_or(name.clone(), |version| format!("{name} {version}"));
    let name = match &framework.homepage {
        Some(address) => link(&name, address),
        None => escaped(&name),
    };
    let summary = framework.summary.as_deref().map(|said| prose::harmless(said, REASON));
    let summary = summary.map(|said| escaped(said.trim_end_matches('.'))).unwrap_or_default();
    started(&if summary.is_empty() { format!("{name}.") } else { format!("{name}: {summary}.") })
}

fn lacks(subject: &Subject<'_>, out: &Excluded) -> Vec<String> {
    let lack = |id| {
        let what = escaped(&prose::capability(subject.decision, id));
        match out.by_extension_only.get(id) {
            Some(extension) => format!(
                "Bad, because {what} must be built in, and it has it by an extension only ({}).",
                escaped(&prose::harmless(extension, 48))
            ),
            None => format!("Bad, because it has no {what}, which the project must have."),
        }
    };
    out.missing.iter().map(lack).collect()
}

/// Criteria won, level and lost, then what the project's answers mean for it, then what comes with it or has to be added.
fn points(subject: &Subject<'_>, id: &FrameworkId) -> Vec<String> {
    let rows = subject.decision.criteria.iter().filter(|row| !is_fit(&row.id));
    let mut points: Vec<(u8, String)> = rows.map(|row| point(subject, id, row)).collect();
    points.extend(fits(subject, id));
    points.extend(comes_with(subject, id).map(|said| (0, said)));
    let bad = [to_add(subject, id), burdens(subject, id)].concat();
    points.extend(bad.into_iter().map(|said| (2, said)));
    points.sort_by_key(|(order, _)| *order);
    points.into_iter().map(|(_, said)| said).collect()
}

/// Good comes before neutral and neutral before bad.
fn point(subject: &Subject<'_>, id: &FrameworkId, row: &CriterionRow) -> (u8, String) {
    let what = escaped(&prose::criterion(subject.decision, &row.id));
    let Some(rating) = row.ratings.get(id).and_then(Option::as_ref) else {
        return (1, format!("Neutral, because nobody has looked at its {what} yet."));
    };
    // What the team judged does not rest on the catalogue's findings.
    let evidence = match rating.overridden {
        Some(_) => String::new(),
        None => evidence(subject, id, &row.id),
    };
    let rated = format!("because {what} is rated {}", prose::score(rating.score));
    let judged = rating.overridden.as_ref().map(|because| judged(because));
    match &row.winner {
        Some(winner) if winner == id => {
            let why = judged.unwrap_or_else(|| reason(subject, &row.id, id));
            (0, format!("Good, {rated}{why}{evidence}."))
        }
        Some(winner) => {
            let why = judged.unwrap_or_default();
            (2, format!("Bad, {rated}{why}, and {}{evidence}.", best(subject, row, winner)))
        }
        None => {
            let why = judged.unwrap_or_else(|| level(row));
            (1, format!("Neutral, {rated}{why}{evidence}."))
        }
    }
}

fn level(row: &CriterionRow) -> String {
    if row.tie { ", about as high as the best other".to_owned() } else { String::new() }
}

fn judged(because: &str) -> String {
    let because = prose::harmless(because, REASON);
    format!(" by the team itself ({})", escaped(because.trim_end_matches('.')))
}

fn best(subject: &Subject<'_>, row: &CriterionRow, winner: &FrameworkId) -> String {
    let rating = row.ratings.get(winner).and_then(Option::as_ref);
    let score = rating.map_or_else(|| "?".to_owned(), |rating| prose::score(rating.score));
    format!("that of {} {score}", subject.name(winner))
}

/// What the framework's file says of the project's answers, where it is more than middling.
fn fits(subject: &Subject<'_>, id: &FrameworkId) -> Vec<(u8, String)> {
    let rows = subject.decision.criteria.iter();
    let parts = rows.flat_map(|row| &row.parts);
    parts.filter_map(|part| fit(subject, id, part)).collect()
}

fn fit(subject: &Subject<'_>, id: &FrameworkId, part: &FitPart) -> Option<(u8, String)> {
    let score = part.scores.get(id).copied().flatten()?;
    let asked = TraitId::new(&part.id).ok()?;
    let said = subject.decision.project.traits.get(&asked)?;
    let labels: Vec<String> =
        said.iter().map(|said| escaped(&prose::harmless(&said.label, 48))).collect();
    if (score - MIDDLE).abs() < TELLING {
        return None;
    }
    let (order, word) = if score > MIDDLE { (0, "Good") } else { (2, "Bad") };
    let what = escaped(&prose::fit_part(&part.id).to_lowercase());
    let views = said.iter().filter_map(|said| view(subject, id, &asked, &said.id));
    let because: Vec<String> = views.map(|view| because(subject, view)).collect();
    let because =
        if because.is_empty() { String::new() } else { format!(": {}", because.join("; ")) };
    let (fit, labels) = (prose::score(score), prose::list(&labels));
    Some((order, format!("{word}, because it is rated {fit} for the {what} “{labels}”{because}.")))
}

fn view<'a>(
    subject: &Subject<'a>,
    id: &FrameworkId,
    asked: &TraitId,
    answer: &str,
) -> Option<&'a FitView> {
    let answer = AnswerId::new(answer).ok()?;
    subject.catalogue.frameworks.get(id)?.fit.get(asked)?.get(&answer)
}

fn because(subject: &Subject<'_>, view: &FitView) -> String {
    let said = prose::harmless(&view.because, REASON);
    let said = escaped(said.trim_end_matches('.'));
    let sources = super::sources::cited(subject, &view.sources);
    format!("{said}{sources}")
}

/// Whether a criterion is project fit.
pub(super) fn is_fit(id: &CriterionId) -> bool {
    id == FitRules::ID
}
