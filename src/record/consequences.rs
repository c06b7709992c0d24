//! What follows from the choice, good and bad, and how it is confirmed.

use super::document::Subject;
use super::text::{escaped, file_link};
use crate::decision::Verdict;
use crate::model::{CapabilityId, CriterionId, FrameworkId, Need, Provision};
use crate::render::prose;
use std::collections::BTreeMap;

/// The most criteria that are named on each side.
const MOST: usize = 3;
/// The most characters of a reason.
const REASON: usize = 300;
/// The most characters of an extension's name.
const NAME: usize = 48;

/// What is gained.
pub(super) fn good(subject: &Subject<'_>) -> Vec<String> {
    let recommendation = &subject.decision.recommendation;
    let Some(winner) = &recommendation.winner else {
        return vec!["Good, because the choice stays open until more is known.".to_owned()];
    };
    let won = recommendation.reasons_for.iter().take(MOST);
    let mut said: Vec<String> = won.filter_map(|id| better(subject, winner, id)).collect();
    said.extend(comes_with(subject, winner));
    if said.is_empty() {
        said.push(format!(
            "Good, because {} has what the project must have.",
            subject.name(winner)
        ));
    }
    said
}

/// What is lost or has to be borne.
pub(super) fn bad(subject: &Subject<'_>) -> Vec<String> {
    let recommendation = &subject.decision.recommendation;
    let Some(winner) = &recommendation.winner else { return vec![waiting(subject)] };
    let lost = recommendation.reasons_against.iter().take(MOST);
    let mut said: Vec<String> = to_add(subject, winner);
    said.extend(burdens(subject, winner));
    said.extend(lost.filter_map(|id| worse(subject, id)));
    if said.is_empty() {
        said.push(
            "Bad, because to change the framework later is to write again what was built on it."
                .to_owned(),
        );
    }
    said
}

fn waiting(subject: &Subject<'_>) -> String {
    let verdict = subject.decision.recommendation.verdict;
    let why = if verdict == Verdict::NoneQualifies {
        "nothing can be built before the needs or the candidates are others"
    } else {
        "nothing can be built before somebody decides"
    };
    format!("Bad, because {why}.")
}

/// "Good, because on security it is rated 9.3 against 5.8: most protections ship with it."
fn better(subject: &Subject<'_>, winner: &FrameworkId, id: &CriterionId) -> Option<String> {
    let rival = subject.decision.recommendation.runner_up.as_ref()?;
    let ratings = against(subject, id, winner, rival)?;
    Some(format!(
        "Good, because on {} it is rated {ratings}{}.",
        escaped(&prose::criterion(subject.decision, id)),
        reason(subject, id, winner)
    ))
}

fn worse(subject: &Subject<'_>, id: &CriterionId) -> Option<String> {
    let recommendation = &subject.decision.recommendation;
    let (winner, rival) = (recommendation.winner.as_ref()?, recommendation.runner_up.as_ref()?);
    let ratings = against(subject, id, rival, winner)?;
    Some(format!(
        "Bad, because on {} {} would have been better, rated {ratings}{}.",
        escaped(&prose::criterion(subject.decision, id)),
        subject.name(rival),
        reason(subject, id, rival)
    ))
}

/// "9.3 against 5.8".
pub(super) fn against(
    subject: &Subject<'_>,
    id: &CriterionId,
    one: &FrameworkId,
    other: &FrameworkId,
) -> Option<String> {
    let row = subject.decision.criterion(id)?;
    let score = |id: &FrameworkId| {
        let rating = row.ratings.get(id).and_then(Option::as_ref);
        rating.map_or_else(|| "?".to_owned(), |rating| prose::score(rating.score))
    };
    Some(format!("{} against {}", score(one), score(other)))
}

/// ": most protections ship with it", where the framework's file says why it wins the criterion.
pub(super) fn reason(subject: &Subject<'_>, id: &CriterionId, whose: &FrameworkId) -> String {
    let framework = subject.catalogue.frameworks.get(whose);
    let because = framework.and_then(|framework| framework.because.get(id));
    let because = because.map(|because| prose::harmless(because, REASON)).unwrap_or_default();
    let because = because.trim_end_matches('.');
    if because.is_empty() { String::new() } else { format!(": {}", escaped(because)) }
}

/// What is needed and ships with the framework.
pub(super) fn comes_with(subject: &Subject<'_>, id: &FrameworkId) -> Option<String> {
    let framework = subject.catalogue.frameworks.get(id)?;
    let needs = subject.decision.project.needs.iter();
    let ships = |(capability, need): &(&CapabilityId, &Need)| {
        **need != Need::Bypass
            && framework.capabilities.get(*capability) == Some(&Provision::BuiltIn)
    };
    let titles: Vec<String> = needs.filter(ships).map(|(id, _)| capability(subject, id)).collect();
    (!titles.is_empty()).then(|| {
        format!("Good, because it comes with {}, as the project asks.", prose::list(&titles))
    })
}

fn capability(subject: &Subject<'_>, id: &CapabilityId) -> String {
    escaped(&prose::capability(subject.decision, id))
}

/// An item for what has to be added, each extension once.
pub(super) fn to_add(subject: &Subject<'_>, id: &FrameworkId) -> Vec<String> {
    let mut parts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (what, extension) in subject.decision.to_add.get(id).into_iter().flatten() {
        let extension = escaped(&prose::harmless(extension, NAME));
        parts.entry(extension).or_default().push(capability(subject, what));
    }
    let part =
        |(extension, what): (&String, &Vec<String>)| format!("{extension} ({})", prose::list(what));
    let parts: Vec<String> = parts.iter().map(part).collect();
    let verb = if parts.len() == 1 { "has" } else { "have" };
    let said =
        format!("Bad, because {} {verb} to be added and kept up to date.", prose::list(&parts));
    if parts.is_empty() { Vec::new() } else { vec![said] }
}

/// What is wanted and not to be had, and what lies unused.
pub(super) fn burdens(subject: &Subject<'_>, id: &FrameworkId) -> Vec<String> {
    let titles = |ids: Option<&Vec<CapabilityId>>| -> Vec<String> {
        ids.into_iter().flatten().map(|id| capability(subject, id)).collect()
    };
    let lacking = titles(subject.decision.lacking.get(id));
    let unused = titles(subject.decision.unused.get(id));
    let verb = if unused.len() == 1 { "comes with it and lies" } else { "come with it and lie" };
    let said = [
        (!lacking.is_empty()).then(|| {
            format!(
                "Bad, because it lacks {}, and no extension is known to bring it.",
                prose::list(&lacking)
            )
        }),
        (!unused.is_empty())
            .then(|| format!("Bad, because {} {verb} unused.", prose::list(&unused))),
    ];
    said.into_iter().flatten().collect()
}

/// How anybody can see whether the decision still holds.
pub(super) fn confirmation(subject: &Subject<'_>) -> String {
    let from = match &subject.inputs.profile {
        Some(path) => format!("from {}", file_link("the project's profile", path)),
        None => "from what was said of the project".to_owned(),
    };
    let check = format!(
        "`weigh check {}` computes this decision again {from} and says whether it still holds; in CI it fails when \
         another framework would be chosen.",
        subject.record.replace('`', "'")
    );
    let review = subject.decision.project.review_by;
    check + &review.map_or_else(String::new, |day| format!(" Look at it again by {day}."))
}
