//! The recommendation, the estimate, and what to do next.

use super::notices::compare_with;
use super::{NAME, TITLE, criterion, heading, name, names, robustness};
use crate::decision::{BandCount, CriterionRow, Decision, Recommendation, Verdict};
use crate::model::{Need, Origin, Thresholds, Word};
use crate::text::{self, and_list, excerpt, in_100, join, mid_sentence, percent, plural};

/// The answer in one line: "Recommendation: Django, clearly".
pub fn headline(decision: &Decision) -> String {
    format!("Recommendation: {}", verdict(decision))
}

/// The answer without its label: "Django, clearly", "leaning towards Django", "too close to call between ...".
pub fn verdict(decision: &Decision) -> String {
    let recommendation = &decision.recommendation;
    let winner = recommendation.winner.as_ref().map(|id| name(decision, id)).unwrap_or_default();
    match recommendation.verdict {
        Verdict::NoneQualifies => "none qualifies".to_owned(),
        _ if !decision.described => "none yet".to_owned(),
        Verdict::Clear => format!("{winner}, clearly"),
        Verdict::Lean => format!("leaning towards {winner}"),
        Verdict::TooClose => {
            let contenders = and_list(names(decision, &recommendation.contenders));
            format!("too close to call between {contenders}")
        }
    }
}

/// The estimate as a word and a number: "Likely: about 78% of similar teams chose Django."
pub fn estimate(decision: &Decision) -> Option<String> {
    let number = in_100(decision.recommendation.estimate?).min(95);
    let word = match number {
        0..45 => "Ahead, but less likely than not",
        45..55 => "As likely as not",
        55..60 => "Slightly more likely than not",
        60..Thresholds::LIKELY => "More likely than not",
        Thresholds::LIKELY..90 => "Likely",
        90.. => "Very likely",
    };
    let whom = match (&decision.recommendation.winner, &decision.recommendation.leader) {
        (None, Some(leader)) => name(decision, leader),
        _ => "it".to_owned(),
    };
    Some(format!("{word}: about {number}% of similar teams chose {whom}."))
}

/// What the estimate is based on, or that it favours another than the leader.
fn basis(decision: &Decision) -> Option<String> {
    let basis = decision.estimate.as_ref()?;
    if let Some(likelier) = &basis.likelier {
        return Some(format!(
            "The estimate counts a lead in the criteria at {}: by that measure {} is the likelier choice.",
            percent(basis.criteria),
            name(decision, likelier)
        ));
    }
    let BandCount { leader_chosen, of } = basis.like_this?;
    let of = plural(of as usize, "public decision");
    Some(format!("In {leader_chosen} of the {of} with this verdict, the team chose the leader."))
}

/// Where no candidate qualifies, so many of those who would are named; so many criteria that could change the answer.
const FEW: usize = 3;

/// The sentences that follow the answer: what it rests on, and advice.
pub fn because(decision: &Decision) -> Vec<String> {
    let recommendation = &decision.recommendation;
    if recommendation.verdict == Verdict::NoneQualifies {
        let lacks = "Every candidate lacks a required feature.";
        let mut missing = decision.excluded.iter().flat_map(|out| &out.missing);
        let needs = &decision.project.needs;
        let lower = if missing.any(|id| needs.get(id) == Some(&Need::Must)) {
            "`want` instead of `must`"
        } else {
            "`must` instead of `built-in`"
        };
        let others: Vec<_> = decision.others_qualify.iter().take(FEW).collect();
        if others.is_empty() {
            let advice = "or add a candidate with `--frameworks` or `--add`.";
            return vec![format!("{lacks} Lower a need ({lower}), {advice}")];
        }
        let names = and_list(others.iter().map(|(_, name)| excerpt(name, NAME)));
        let flag = compare_with(decision, others.iter().map(|(id, _)| id));
        let (have, them) = if others.len() > 1 { ("have", "them") } else { ("has", "it") };
        let advice = format!("{names} {have} every required feature: `{flag}` compares {them}.");
        return vec![lacks.to_owned(), advice, format!("Or lower a need: {lower}.")];
    }
    if !decision.described {
        let shares = || decision.criteria.iter().map(|row| row.share);
        let equal = shares().zip(shares().skip(1)).all(|(one, next)| (one - next).abs() < 1e-9);
        let weights = if equal { "equal" } else { "its own" };
        return vec![
            format!("No project described: this is the catalogue's view with {weights} weights."),
            "Describe one: `weigh ask` asks, `weigh detect` reads a repository, `weigh init` writes a file to fill \
             in; or use flags, such as `-t size=small -n admin=must`."
                .to_owned(),
        ];
    }
    if let [only] = decision.frameworks.as_slice() {
        let all = decision.excluded.is_empty();
        let with = if all { "" } else { " that has every required feature" };
        return vec![format!("{} is the only candidate{with}.", name(decision, &only.id))];
    }
    let mut sentences = Vec::from_iter(basis(decision).or_else(|| lead(decision)));
    sentences.extend(no_estimate(decision).filter(|_| recommendation.winner.is_some()));
    if recommendation.provisional {
        sentences.push(provisional(decision));
    }
    if recommendation.verdict == Verdict::TooClose {
        sentences.push(format!(
            "The evidence does not separate them: describe the project further (`weigh ask`), or let your team \
             choose between {}.",
            and_list(names(decision, &recommendation.contenders))
        ));
    }
    sentences
}

/// What could still change the answer: criteria with missing ratings, else a required feature.
fn provisional(decision: &Decision) -> String {
    let is_missing = |row: &&CriterionRow| {
        let mut ratings = row.ratings.values();
        row.share > 0.0
            && ratings.any(|one| one.as_ref().is_none_or(|one| one.coverage < 1.0 - 1e-9))
    };
    let rows = decision.criteria.iter().filter(is_missing);
    match text::and_more(rows.map(|row| criterion(decision, &row.id)), FEW).as_str() {
        "" => "This is provisional: a required feature was not checked.".to_owned(),
        criteria => {
            format!("This is provisional: missing ratings ({criteria}) could still change it.")
        }
    }
}

/// The lead in points: "Django leads Flask by 3.8 points."
pub fn lead(decision: &Decision) -> Option<String> {
    let recommendation = &decision.recommendation;
    let first = name(decision, recommendation.leader.as_ref()?);
    let second = name(decision, recommendation.runner_up.as_ref()?);
    let lead = recommendation.lead?;
    Some(match text::lead(lead).as_str() {
        "0.0" if lead.abs() < 1e-9 => format!("{first} and {second} have the same total."),
        "0.0" => format!("{first} leads {second} by less than 0.1 points."),
        by => format!("{first} leads {second} by {by} points."),
    })
}

/// How the estimate was made, for the long form.
pub fn estimate_lines(decision: &Decision) -> Vec<String> {
    if !decision.described {
        return Vec::new();
    }
    let mut lines = Vec::from_iter(lead(decision));
    let estimate = decision.estimate.as_ref().zip(decision.recommendation.estimate);
    lines.extend(match estimate {
        Some((basis, estimate)) => Some(format!(
            "Teams in a position like this chose the leader in about {}% of cases: 1 / (1 + the sum of e^(−{:.3} × lead) \
             over the other candidates), where a lead in the criteria counts {}, fitted on {} ({}).",
            in_100(estimate).min(95),
            basis.k,
            percent(basis.criteria),
            excerpt(&basis.basis, TITLE),
            excerpt(&basis.fitted, TITLE)
        )),
        None => no_estimate(decision),
    });
    lines
}

/// Why there is no estimate, if there is none.
fn no_estimate(decision: &Decision) -> Option<String> {
    let why = mid_sentence(decision.no_estimate?.about());
    Some(format!("There is no estimate: {why}"))
}

/// What to run next; `notes` are the notes that were left out.
pub fn next(decision: &Decision, notes: usize, has_flags: bool) -> Option<String> {
    if decision.recommendation.verdict == Verdict::NoneQualifies {
        let missing = decision.excluded.iter().find_map(|out| out.missing.first());
        let topic = missing.map_or(String::new(), |id| format!(" {id}"));
        return Some(format!("More: weigh explain{topic} shows which frameworks have it."));
    }
    let check_first = robustness::check_first(decision).map(|rating| &rating.criterion);
    let topic = check_first.or(decision.criteria.first().map(|row| &row.id));
    // The command sees what is built in, not what flags named.
    let is_embedded = decision.inputs.catalogue.origin == Origin::EMBEDDED;
    let topic = topic.filter(|_| is_embedded);
    let explain = topic.map(|id| format!("weigh explain {id}"));
    let notes = if notes > 0 { format!(" ({})", plural(notes, "note")) } else { String::new() };
    let flags = has_flags.then(|| format!("--full{notes}, --format html"));
    let more = join(flags.into_iter().chain(explain), ", ");
    (!more.is_empty()).then(|| format!("More: {more}"))
}

/// The decision on one line: the profile's file or else its title, the answer, the lead and the estimate.
pub fn summary(decision: &Decision) -> [String; 3] {
    let path = decision.inputs.profile.as_ref().map(|profile| excerpt(&profile.path, TITLE));
    let path = path.filter(|path| !path.is_empty() && path != "-");
    let path = path.unwrap_or_else(|| heading(decision));
    if !decision.described {
        return [path, "no project described".to_owned(), String::new()];
    }
    let Recommendation { lead, estimate, .. } = decision.recommendation;
    let likely = estimate.map_or(String::new(), |p| format!(", estimate {}%", in_100(p).min(95)));
    let lead = lead.map_or(String::new(), |lead| format!("(lead {}{likely})", text::lead(lead)));
    [path, verdict(decision), lead]
}
