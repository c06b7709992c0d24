//! The recommendation, what speaks for and against it, and what to do next.

use super::figures::{count, either, list, part, percent, score};
use super::{TITLE, criterion, name, names};
use crate::decision::{Decision, Verdict};
use crate::model::{CriterionId, FrameworkId};
use crate::render::safe;

/// The answer in one line: "Recommendation: Django, clearly".
pub(in crate::render) fn headline(decision: &Decision) -> String {
    format!("Recommendation: {}", verdict_word(decision))
}

/// The answer without its label: "Django, clearly", "leaning to Django", "too close to call between ...".
pub(in crate::render) fn verdict_word(decision: &Decision) -> String {
    let recommendation = &decision.recommendation;
    let winner =
        || recommendation.winner.as_ref().map_or_else(String::new, |id| name(decision, id));
    match recommendation.verdict {
        Verdict::Clear => format!("{}, clearly", winner()),
        Verdict::Lean => format!("leaning to {}", winner()),
        Verdict::TooClose => {
            let contenders = names(decision, &recommendation.contenders);
            format!("too close to call between {}", list(&contenders))
        }
        Verdict::NoneQualifies => "none qualifies".to_owned(),
    }
}

/// The sentences right below the answer: by how much, how surely, and what to make of it.
pub(in crate::render) fn because(decision: &Decision) -> Vec<String> {
    match decision.recommendation.verdict {
        Verdict::NoneQualifies => vec![no_one_left().to_owned()],
        _ if decision.frameworks.len() < 2 => only_one_left(decision).into_iter().collect(),
        verdict => {
            let advice = (verdict == Verdict::TooClose).then(|| too_close_advice(decision));
            [lead(decision), provisional(decision), advice].into_iter().flatten().collect()
        }
    }
}

fn no_one_left() -> &'static str {
    "Every candidate lacks something that the project must have. Ask for less (`want` in place of `must`), or \
     bring in another candidate with `--frameworks` or `--add`."
}

fn only_one_left(decision: &Decision) -> Option<String> {
    let left = decision.frameworks.first()?;
    let name = name(decision, &left.id);
    Some(if decision.excluded.is_empty() {
        format!("{name} is the only candidate.")
    } else {
        format!("{name} is the only candidate that has what the project must have.")
    })
}

fn lead(decision: &Decision) -> Option<String> {
    let recommendation = &decision.recommendation;
    let first_name = name(decision, recommendation.leader.as_ref()?);
    let second_name = name(decision, recommendation.runner_up.as_ref()?);
    let lead = recommendation.lead?;
    let sentence = match score(lead).as_str() {
        "0.0" if lead.abs() < 1e-9 => format!("{first_name} and {second_name} have the same total"),
        "0.0" => format!("{first_name} leads {second_name} by less than 0.1 points"),
        by => format!("{first_name} leads {second_name} by {by} points"),
    };
    Some(format!("{sentence}{}.", drawn(decision)))
}

/// "and came first in 97 % of 10,000 draws", where any were made.
fn drawn(decision: &Decision) -> String {
    let Some((draws, wins)) =
        decision.analysis.draws.as_ref().zip(decision.recommendation.leader_wins)
    else {
        return String::new();
    };
    format!(" and came first in {} of {} draws", percent(wins), count(draws.count))
}

fn provisional(decision: &Decision) -> Option<String> {
    let said = "This is provisional: what nobody has looked at yet could still change it.";
    decision.recommendation.provisional.then(|| said.to_owned())
}

fn too_close_advice(decision: &Decision) -> String {
    let names = names(decision, &decision.recommendation.contenders);
    format!(
        "Nothing found so far parts them: say more about the project (`weigh ask`), or take {}, whichever you know.",
        either(&names)
    )
}

/// What speaks for the leader and for the runner-up by more than a trace, strongest first; with `figures`, what each adds to the lead.
pub(in crate::render) fn reasons(decision: &Decision, figures: bool) -> Vec<String> {
    let recommendation = &decision.recommendation;
    let sides = [
        (recommendation.leader.as_ref(), &recommendation.reasons_for),
        (recommendation.runner_up.as_ref(), &recommendation.reasons_against),
    ];
    sides.into_iter().filter_map(|(who, why)| side(decision, who?, why, figures)).collect()
}

fn side(
    decision: &Decision,
    who: &FrameworkId,
    why: &[CriterionId],
    figures: bool,
) -> Option<String> {
    let gain = |id: &CriterionId| {
        let by = part(decision.criterion(id)?.contribution?.abs());
        let what = criterion(decision, id);
        (by != "0.00").then_some(if figures { format!("{what} ({by})") } else { what })
    };
    let gains: Vec<String> = why.iter().filter_map(gain).collect();
    (!gains.is_empty()).then(|| format!("For {}: {}.", name(decision, who), list(&gains)))
}

/// What to run next.
pub(in crate::render) fn next(decision: &Decision) -> String {
    if decision.recommendation.verdict == Verdict::NoneQualifies {
        let missing = decision.excluded.iter().flat_map(|out| &out.missing).next();
        let topic = missing.map_or(String::new(), |id| format!(" {id}"));
        return format!("Next: `weigh explain{topic}` says who has it.");
    }
    let worth_a_look = super::firmness::cell_to_check(decision).map(|cell| &cell.criterion);
    let topic = worth_a_look.or(decision.criteria.first().map(|row| &row.id));
    let topic = topic.map_or(String::new(), |id| format!(" {id}"));
    format!("Next: `weigh explain{topic}` (evidence), `--full` (analysis), `--format markdown`.")
}

/// Whose decision it is: the profile's file, or else its title.
pub(in crate::render) fn whose(decision: &Decision) -> String {
    let path = decision.inputs.profile.as_ref().map(|profile| safe::given(&profile.path, TITLE));
    let path = path.filter(|path| !path.is_empty() && path != "-");
    path.unwrap_or_else(|| super::heading(decision))
}

/// "(lead 1.8, 97 % of draws)"; nothing where there is no lead.
pub(in crate::render) fn lead_and_wins(decision: &Decision) -> String {
    let recommendation = &decision.recommendation;
    let Some(lead) = recommendation.lead else { return String::new() };
    let wins = recommendation.leader_wins;
    let wins = wins.map_or_else(String::new, |wins| format!(", {} of draws", percent(wins)));
    format!("(lead {}{wins})", score(lead))
}
