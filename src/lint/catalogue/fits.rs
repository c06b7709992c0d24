//! Fits: centred over the frameworks, and stated only where they count.

use crate::lint::rule::{Check, Rule, Says, Severity};
use crate::lint::{Ground, Kind};
use crate::model::{Answer, AnswerFit, Trait};

/// How far the mean of an answer's fits may lie from the middle.
const OFF: f64 = 0.5;
/// The fit that neither helps nor hinders.
const MIDDLE: f64 = 5.0;

pub(in crate::lint) const OFF_CENTRE: Rule = Rule {
    id: "off-centre",
    severity: Severity::Warning,
    title: "The fits to one answer do not average 5",
    why: "5 stands for a framework of which nothing is known. Where the known ones lie above it on average, not \
          being known is a penalty; where they lie below, it is an advantage.",
    fix: "Move the scores so that their mean over the catalogue's frameworks is within half a point of 5.",
    example: "fit:\n  deadline:\n    tight: {score: 6.5, …}    # the others 4.2 and 4.3",
    check: Check::Catalogue(off_centre),
};

pub(in crate::lint) const IDLE_FIT: Rule = Rule {
    id: "idle-fit",
    severity: Severity::Error,
    title: "A fit is stated for an answer that does not count",
    why: "An answer without `fit: true` says nothing of frameworks, so that the score and its reason are never \
          used.",
    fix: "Mark the answer with `fit: true` in traits.yaml, or remove the fit.",
    example: "tight: {label: \"Soon, time is short\", fit: true}",
    check: Check::Catalogue(idle),
};

fn off_centre(ground: &Ground<'_>, says: &mut Says) {
    let Some(file) = ground.one(Kind::Traits) else { return };
    for (_, asked, answer) in ground.answers() {
        let scores = scores(ground, asked, answer);
        let mean = scores.iter().sum::<f64>() / scores.len() as f64;
        if scores.len() > 1 && (mean - MIDDLE).abs() > OFF {
            let message =
                format!("the fits to `{}: {}` have a mean of {mean:.1}", asked.id, answer.id);
            let path = [asked.id.as_str(), "answers", answer.id.as_str()];
            says.say(file, file.place(&path), &message, "move them so that it is near 5");
        }
    }
}

fn scores(ground: &Ground<'_>, asked: &Trait, answer: &Answer) -> Vec<f64> {
    let frameworks = ground.known.frameworks.values();
    let stated = |framework: &crate::model::Framework| {
        Some(framework.fit.get(&asked.id)?.get(&answer.id)?.score.get())
    };
    match &answer.fit {
        AnswerFit::Silent => Vec::new(),
        AnswerFit::Stated => frameworks.filter_map(stated).collect(),
        AnswerFit::Names { framework: named, own, other } => {
            let of = |one: &crate::model::Framework| if one.id == *named { own } else { other };
            frameworks.map(|one| of(one).get()).collect()
        }
    }
}

fn idle(ground: &Ground<'_>, says: &mut Says) {
    for (file, asked, answer, _) in ground.fits() {
        if answer.fit != AnswerFit::Stated {
            let place = file.place(&["fit", asked.id.as_str(), answer.id.as_str()]);
            let message = format!("`{}: {}` does not count within fit", asked.id, answer.id);
            says.say(file, place, &message, "mark the answer with `fit: true`, or remove this");
        }
    }
}
