//! What was chosen and why, and how firm that is.

use super::document::Subject;
use super::text::{blocks, escaped};
use crate::decision::{CandidateResult, Decision, Verdict};
use crate::render::prose;

/// The choice with its reasons.
pub(super) fn chosen(subject: &Subject<'_>) -> String {
    let decision = subject.decision;
    let reasons: Vec<String> = prose::reasons(decision).iter().map(|said| escaped(said)).collect();
    let apart = "What parts the two, in points of the total:";
    let reasons = if reasons.is_empty() {
        String::new()
    } else {
        format!("{apart}\n\n{}", subject.list(&reasons))
    };
    let excluded: Vec<String> =
        prose::excluded(decision).iter().map(|said| escaped(said)).collect();
    let moving: Vec<String> = prose::moving(decision).iter().map(|said| escaped(said)).collect();
    blocks(&[choice(subject), excluded.join(" "), reasons, moving.join(" ")])
}

fn choice(subject: &Subject<'_>) -> String {
    let decision = subject.decision;
    let winner = decision.recommendation.winner.as_ref().map(|id| subject.name(id));
    match (decision.recommendation.verdict, winner) {
        (Verdict::NoneQualifies, _) => {
            "Chosen option: none yet, because every candidate lacks something that the project must have. Ask for \
             less, or look at another framework."
                .to_owned()
        }
        (Verdict::TooClose, _) | (_, None) => undecided(subject),
        (_, Some(name)) if decision.frameworks.len() < 2 => sole(decision, &name),
        (verdict, Some(name)) => {
            let firm = match verdict {
                Verdict::Clear => "The lead is clear.",
                _ => "This is a leaning and not a clear choice: see below how firm it is.",
            };
            format!("Chosen option: \"{name}\", because {}. {firm}{}", lead(subject), unsure(decision))
        }
    }
}

fn sole(decision: &Decision, name: &str) -> String {
    let why = if decision.excluded.is_empty() {
        "it is the only candidate"
    } else {
        "it is the only candidate that has what the project must have"
    };
    format!("Chosen option: \"{name}\", because {why}.{}", unsure(decision))
}

fn undecided(subject: &Subject<'_>) -> String {
    let ids = &subject.decision.recommendation.contenders;
    let names: Vec<String> = ids.iter().map(|id| subject.name(id)).collect();
    format!(
        "Chosen option: none yet, because nothing found so far parts {}: {}. To decide, say more about the project, \
         or take whichever of them the team knows.{}",
        prose::list(&names),
        lead(subject),
        unsure(subject.decision)
    )
}

/// "it scores 6.7 of 10 against Flask's 5.7".
fn lead(subject: &Subject<'_>) -> String {
    let [first, second, ..] = subject.decision.frameworks.as_slice() else { return String::new() };
    let total = |standing: &CandidateResult| prose::score(standing.total);
    let first_name = match subject.decision.recommendation.winner {
        Some(_) => "it".to_owned(),
        None => subject.name(&first.id),
    };
    let second_name = subject.name(&second.id);
    let scores = format!(
        "{first_name} scores {} of 10 against {second_name}'s {}",
        total(first),
        total(second)
    );
    format!("{scores}{}", drawn(subject.decision))
}

/// How often the leader stays first, for who has never heard of draws.
fn drawn(decision: &Decision) -> String {
    let wins = decision.analysis.draws.as_ref().zip(decision.recommendation.leader_wins);
    wins.map_or_else(String::new, |(draws, wins)| {
        let count = prose::count(draws.count);
        let often = if wins >= 1.0 {
            format!("all {count}")
        } else {
            format!("{} of {count}", prose::percent(wins))
        };
        format!(
            ", and was first in {often} trials in which every weight was moved between half and double and every \
             rating within what its evidence allows"
        )
    })
}

fn unsure(decision: &Decision) -> &'static str {
    if decision.recommendation.provisional {
        " It is provisional: what nobody has looked at yet could still change it."
    } else {
        ""
    }
}

/// What would change the answer.
pub(super) fn firmness(subject: &Subject<'_>) -> String {
    let said: Vec<String> =
        prose::firmness(subject.decision).iter().map(|said| escaped(said)).collect();
    subject.list(&said)
}

/// What the reader should know besides.
pub(super) fn notices(subject: &Subject<'_>) -> String {
    let said: Vec<String> =
        prose::notices(subject.decision).iter().map(|said| escaped(said)).collect();
    subject.list(&said)
}
