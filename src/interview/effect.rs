//! The effect of an answer, in one line.

use super::session::Step;
use crate::decision::{Decision, FactKind, FactRow, Verdict, WeightFrom};
use crate::model::{Answer, Catalogue, FrameworkId, Need, TraitId};
use crate::text::{self, and_list, hundredths, join, mid_sentence, percent};

/// The smallest number of points that is mentioned.
const LEAST_POINTS: f64 = 0.05;

/// Who leads: `Django leads by 0.9`.
pub(super) fn lead(decision: &Decision) -> String {
    let found = &decision.recommendation;
    if !decision.described {
        return "nothing is known about the project, so there is no recommendation".to_owned();
    }
    let Some(leader) = found.leader.as_ref().map(|id| decision.name(id)) else {
        return "no candidate meets every requirement".to_owned();
    };
    let Some(lead) = found.lead else { return format!("only {leader} meets every requirement") };
    if lead < LEAST_POINTS {
        let tied = decision.frameworks.iter().take(2).map(|one| &one.name);
        return format!("{} are tied", and_list(tied));
    }
    let close = if found.verdict == Verdict::TooClose { ", too close to call" } else { "" };
    format!("{leader} leads by {}{close}", text::lead(lead))
}

/// The effect of the answer to a question; none where nothing was answered.
pub(super) fn effect(
    catalogue: &Catalogue,
    step: &Step,
    before: &Decision,
    after: &Decision,
) -> Option<String> {
    if matches!(step, Step::Title | Step::Context) {
        return None;
    }
    let changed = before != after;
    let mut parts = candidates(before, after);
    parts.extend(points(step, after));
    match step {
        Step::Trait(id) => parts.extend(factors(catalogue, id, after)),
        Step::Rank(_) if changed => parts.push(shares(after)),
        _ => {}
    }
    if changed {
        let (was, is) = (lead(before), lead(after));
        parts.push(match before.described {
            _ if parts.is_empty() && was == is => "no effect on the result".to_owned(),
            true if was == is => format!("{is}, as before"),
            true => format!("{is} (before: {was})"),
            false => is,
        });
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// `Litestar is compared too`, `Flask is excluded: it lacks accounts`.
fn candidates(before: &Decision, after: &Decision) -> Vec<String> {
    let was_excluded = |id: &FrameworkId| before.excluded.iter().any(|one| one.id == *id);
    let was = |id: &FrameworkId| before.frameworks.iter().any(|one| one.id == *id);
    let mut parts = Vec::new();
    for new in after.frameworks.iter().filter(|new| !was(&new.id) && !was_excluded(&new.id)) {
        parts.push(format!("{} is compared too", new.name));
    }
    for new in after.excluded.iter().filter(|new| !was_excluded(&new.id)) {
        let titles = new.missing.iter().filter_map(|id| after.project.capabilities.get(id));
        let missing = and_list(titles.map(|title| mid_sentence(title)));
        parts.push(format!("{} is excluded: it lacks {missing}", new.name));
    }
    parts
}

/// The points of what was answered and of what that implies: `Django +2.3, Flask −0.6 (Django: it ships
/// accounts)`.
fn points(step: &Step, decision: &Decision) -> Vec<String> {
    let answered = |row: &&FactRow| match step {
        Step::Trait(id) => match &row.brought_by {
            None => row.kind == FactKind::Trait && row.id == id.as_str(),
            Some(by) => by.split('=').next() == Some(id.as_str()),
        },
        Step::Needs(Need::Want) => row.kind == FactKind::Need && row.brought_by.is_none(),
        Step::Needs(Need::Bypass) => row.kind == FactKind::Bypass && row.brought_by.is_none(),
        _ => false,
    };
    let rows: Vec<&FactRow> = decision.fit.iter().filter(answered).collect();
    let mut parts = Vec::new();
    for row in &rows {
        let notable = row.points.iter().filter(|(_, points)| points.abs() >= LEAST_POINTS);
        let largest =
            notable.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()).then(a.1.total_cmp(&b.1)));
        let Some((largest, _)) = largest else { continue };
        let each = row.points.iter();
        let each =
            each.map(|(id, points)| format!("{} {}", decision.name(id), hundredths(*points)));
        let each = join(each, ", ");
        let about = if rows.len() > 1 { format!("{}: ", about(row)) } else { String::new() };
        let because = row.because.get(largest).map_or(String::new(), |because| {
            format!(" ({}: {})", decision.name(largest), because.trim_end_matches('.'))
        });
        parts.push(format!("{about}{each}{because}"));
    }
    parts
}

/// What a fact is about: `Shop`, `Admin site`, `hence schema migrations not used`.
fn about(row: &FactRow) -> String {
    let what = match row.kind {
        FactKind::Trait => row.label.clone(),
        FactKind::Bypass => format!("{} not used", row.title),
        _ => row.title.clone(),
    };
    if row.brought_by.is_some() { format!("hence {}", mid_sentence(&what)) } else { what }
}

/// `security ×2: a breach costs more here`.
fn factors(catalogue: &Catalogue, id: &TraitId, decision: &Decision) -> Vec<String> {
    let (asked, given) = (catalogue.find_trait(id), decision.project.traits.get(id));
    let answers = asked.into_iter().flat_map(|asked| &asked.answers);
    let is_given = |answer: &&Answer| given.into_iter().flatten().any(|one| answer.id == *one.id);
    let mut lines = Vec::new();
    for answer in answers.filter(is_given) {
        let mut kept = Vec::new();
        let factors = answer.weights.iter().filter_map(|(criterion, factor)| {
            let title = mid_sentence(catalogue.criterion_title(criterion));
            match (decision.criterion(criterion).map(|row| row.weight_from), factor.get()) {
                (None, 0.0) => Some(format!("{title} does not apply")),
                // What another answer removed has no weight to change; comparisons set only shares among themselves.
                (None | Some(WeightFrom::Pairwise), _) => None,
                (Some(WeightFrom::User | WeightFrom::Ranking), _) => {
                    kept.push(title);
                    None
                }
                (Some(WeightFrom::Catalogue | WeightFrom::Traits), factor) => {
                    Some(format!("{title} ×{factor}"))
                }
            }
        });
        let factors = and_list(factors);
        match &answer.because {
            _ if factors.is_empty() => {}
            Some(because) => lines.push(format!("{factors}: {because}")),
            None => lines.push(factors),
        }
        if !kept.is_empty() {
            let (keep, weight) =
                if kept.len() > 1 { ("keep", "weights") } else { ("keeps", "weight") };
            lines.push(format!("{} {keep} the {weight} that you set", and_list(&kept)));
        }
    }
    lines
}

/// The shares, the largest first: `security 24%, database 20%`.
fn shares(decision: &Decision) -> String {
    let rows = decision.criteria.iter();
    let shares = rows.map(|row| format!("{} {}", mid_sentence(&row.title), percent(row.share)));
    join(shares, ", ")
}
