//! The recommendation, the reasons for and against it, and what to do next.

use super::{TITLE, criterion, heading, name, names, robustness};
use crate::decision::{Decision, Verdict};
use crate::text::{and_list, estimate, excerpt, hundredths, or_list, score, thousands};

/// The answer in one line: "Recommendation: Django, clearly".
pub fn headline(decision: &Decision) -> String {
    format!("Recommendation: {}", verdict(decision))
}

/// The answer without its label: "Django, clearly", "leaning to Django", "too close to call between ...".
pub fn verdict(decision: &Decision) -> String {
    let recommendation = &decision.recommendation;
    let winner = recommendation.winner.as_ref().map(|id| name(decision, id)).unwrap_or_default();
    match recommendation.verdict {
        Verdict::Clear => format!("{winner}, clearly"),
        Verdict::Lean => format!("leaning to {winner}"),
        Verdict::TooClose => {
            let contenders = names(decision, &recommendation.contenders);
            format!("too close to call between {}", and_list(&contenders))
        }
        Verdict::NoneQualifies => "none qualifies".to_owned(),
    }
}

/// The sentences that follow the answer: the lead, how certain it is, and advice.
pub fn because(decision: &Decision) -> Vec<String> {
    let recommendation = &decision.recommendation;
    if recommendation.verdict == Verdict::NoneQualifies {
        return vec![
            "Every candidate lacks a required feature. Lower a need (`want` instead of `must`), or add a candidate \
             with `--frameworks` or `--add`."
                .to_owned(),
        ];
    }
    if let [only] = decision.frameworks.as_slice() {
        let with =
            if decision.excluded.is_empty() { "" } else { " that has every required feature" };
        return vec![format!("{} is the only candidate{with}.", name(decision, &only.id))];
    }
    let mut sentences = Vec::from_iter(lead(decision));
    if recommendation.provisional {
        sentences.push("This is provisional: missing ratings could still change it.".to_owned());
    }
    if recommendation.verdict == Verdict::TooClose {
        sentences.push(format!(
            "The evidence does not separate them: describe the project further (`weigh ask`), or choose {}, \
             whichever your team knows.",
            or_list(&names(decision, &recommendation.contenders))
        ));
    }
    sentences
}

fn lead(decision: &Decision) -> Option<String> {
    let recommendation = &decision.recommendation;
    let first = name(decision, recommendation.leader.as_ref()?);
    let second = name(decision, recommendation.runner_up.as_ref()?);
    let lead = recommendation.lead?;
    let sentence = match score(lead).as_str() {
        "0.0" if lead.abs() < 1e-9 => format!("{first} and {second} have the same total"),
        "0.0" => format!("{first} leads {second} by less than 0.1 points"),
        by => format!("{first} leads {second} by {by} points"),
    };
    let draws = decision.analysis.draws.as_ref().zip(recommendation.leader_wins);
    let draws = draws.map(|(draws, wins)| {
        format!(" and came first in {} of {} draws", estimate(wins), thousands(draws.count))
    });
    Some(format!("{sentence}{}.", draws.unwrap_or_default()))
}

/// What speaks for the leader and for the runner-up, strongest first; `parts` adds each one's part of the lead.
pub fn reasons(decision: &Decision, parts: bool) -> Vec<String> {
    let recommendation = &decision.recommendation;
    let sides = [
        (&recommendation.leader, &recommendation.reasons_for),
        (&recommendation.runner_up, &recommendation.reasons_against),
    ];
    let mut sentences = Vec::new();
    for (candidate, ids) in sides {
        let reason = |id| {
            let part = hundredths(decision.criterion(id)?.contribution?.abs());
            let what = criterion(decision, id);
            (part != "0.00").then(|| if parts { format!("{what} ({part})") } else { what })
        };
        let reasons: Vec<String> = ids.iter().filter_map(reason).collect();
        if let Some(candidate) = candidate.as_ref().filter(|_| !reasons.is_empty()) {
            sentences.push(format!("For {}: {}.", name(decision, candidate), and_list(&reasons)));
        }
    }
    sentences
}

/// What to run next.
pub fn next(decision: &Decision) -> String {
    if decision.recommendation.verdict == Verdict::NoneQualifies {
        let missing = decision.excluded.iter().flat_map(|out| &out.missing).next();
        let topic = missing.map_or(String::new(), |id| format!(" {id}"));
        return format!("Next: `weigh explain{topic}` shows which frameworks have it.");
    }
    let check_first = robustness::check_first(decision).map(|rating| &rating.criterion);
    let topic = check_first.or(decision.criteria.first().map(|row| &row.id));
    let topic = topic.map_or(String::new(), |id| format!(" {id}"));
    format!("Next: `weigh explain{topic}` (evidence), `--full` (analysis), `--format markdown`.")
}

/// The decision on one line: the profile's file or else its title, the answer, the lead and the draws won.
pub fn summary(decision: &Decision) -> [String; 3] {
    let path = decision.inputs.profile.as_ref().map(|profile| excerpt(&profile.path, TITLE));
    let path = path.filter(|path| !path.is_empty() && path != "-");
    let recommendation = &decision.recommendation;
    let wins = recommendation.leader_wins.map(|wins| format!(", {} of draws", estimate(wins)));
    let lead = recommendation
        .lead
        .map(|lead| format!("(lead {}{})", score(lead), wins.unwrap_or_default()));
    [path.unwrap_or_else(|| heading(decision)), verdict(decision), lead.unwrap_or_default()]
}
