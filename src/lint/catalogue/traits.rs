//! Traits: no reason without an effect, no question without a purpose.

use crate::lint::rule::{Check, Rule, Says, Severity};
use crate::lint::{Ground, Kind};
use crate::model::{AnswerFit, FitRules, Trait};

pub(in crate::lint) const IDLE_REASON: Rule = Rule {
    id: "idle-reason",
    severity: Severity::Error,
    title: "An answer gives a reason for something it does not do",
    why: "Readers of the reason believe that the answer moves a weight, and it moves none.",
    fix: "Add `weights:` with what it moves, or remove `because:` and `source:`.",
    example: "sensitive: {label: Records of people, weights: {security: 2}, because: a breach costs more here, \
              source: bench-defaults}",
    check: Check::Catalogue(idle_reason),
};

pub(in crate::lint) const UNUSED_TRAIT: Rule = Rule {
    id: "unused-trait",
    severity: Severity::Warning,
    title: "No answer to a question changes anything",
    why: "People take the time to answer it.",
    fix: "Give an answer weights or `fit: true`, or remove the question.",
    example: "high: {label: So much that servers cost real money, weights: {performance: 2}, because: …, source: …}",
    check: Check::Catalogue(unused),
};

pub(in crate::lint) const POINTLESS: Rule = Rule {
    id: "pointless-fit",
    severity: Severity::Error,
    title: "A trait with fits has no points within fit, or the other way round",
    why: "Without points the fits to its answers are never counted; points for a trait without fits promise \
          something that cannot happen.",
    fix: "Add the trait to `points` in fit.yaml, or remove it there.",
    example: "points:\n  project-kind: 10",
    check: Check::Catalogue(pointless),
};

fn idle_reason(ground: &Ground<'_>, says: &mut Says) {
    for (file, asked, answer) in ground.answers() {
        if answer.weights.is_empty() && (answer.because.is_some() || !answer.sources.is_empty()) {
            let place = file.place(&[asked.id.as_str(), "answers", answer.id.as_str()]);
            let message =
                format!("`{}: {}` gives a reason and moves no weight", asked.id, answer.id);
            says.say(file, place, &message, "add `weights:`, or remove the reason");
        }
    }
}

fn speaks_to_fit(asked: &Trait) -> bool {
    asked.answers.iter().any(|answer| answer.fit != AnswerFit::Silent)
}

fn unused(ground: &Ground<'_>, says: &mut Says) {
    let Some(file) = ground.one(Kind::Traits) else { return };
    for asked in &ground.known.traits {
        let moves = asked.answers.iter().any(|answer| !answer.weights.is_empty());
        if !moves && !speaks_to_fit(asked) {
            let message = format!("no answer to `{}` changes anything", asked.id);
            let hint = "give an answer weights or `fit: true`, or remove the question";
            says.say(file, file.place(&[asked.id.as_str()]), &message, hint);
        }
    }
}

fn pointless(ground: &Ground<'_>, says: &mut Says) {
    let (Some(file), Some(rules)) = (ground.one(Kind::Fit), &ground.known.fit) else { return };
    for asked in &ground.known.traits {
        let place = file.place(&["points", asked.id.as_str()]);
        match (rules.points.contains_key(&asked.id), speaks_to_fit(asked)) {
            (false, true) => {
                let message =
                    format!("`{}` has fits and no points within {}", asked.id, FitRules::ID);
                says.say(file, place, &message, &format!("add `{}:` with its points", asked.id));
            }
            (true, false) => {
                let message = format!("`{}` has points and no answer with a fit", asked.id);
                says.say(file, place, &message, "remove it, or mark an answer with `fit: true`");
            }
            _ => {}
        }
    }
}
