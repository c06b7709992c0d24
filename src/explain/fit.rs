//! Project fit: its rules, and the points of every answer and need.

use super::words::{because, cite, lead, name, optional, sentence, text, times};
use super::{Explainer, Kind};
use crate::doc::{Doc, Item, Phrase, strong};
use crate::model::{
    AnswerFit, Basis, Condition, FitRules, Framework, Implication, Need, Outside, Provision,
    Thresholds, Trait, Word,
};
use crate::score::facts::{Effect, Span, of_answer, of_need as points_of_need};
use crate::text::{and_list, hundredths, join, number, points};
use std::fmt::Display;

/// What project fit is, in one line.
pub(super) const SUMMARY: &str =
    "What the project's own facts add to each framework or take from it";

/// The page of the rules.
pub(super) fn page(of: &Explainer, rules: &FitRules) -> Doc {
    let mut doc = Doc::titled(Kind::Fit.about(), "`fit`");
    doc.para(strong(SUMMARY));
    doc.para(
        "Each fact about a project moves each framework by a fixed number of points. Facts that follow from one \
         another count once, and some answers change a weight instead. `fit-factor` in a profile, from 0 to 4, \
         multiplies these points.",
    );
    doc.heading("Answers");
    doc.para("Each framework has a fit from 0 to 10 for each answer. The answer adds weight / 30 × (fit − 5) points to it.");
    let mut traits: Vec<_> = rules.points.iter().collect();
    traits.sort_by(|(_, a), (_, b)| b.get().total_cmp(&a.get()));
    let rows = traits.into_iter().map(|(id, points)| {
        let question = of.catalogue.find_trait(id).map_or(String::new(), |one| text(&one.question));
        vec![format!("`{id}`").into(), number(points.get()).into(), question.into()]
    });
    doc.table(&["Question", "Weight", ""], rows);
    doc.heading("Needs");
    let extension = Provision::Extension { name: String::new(), released: None, note: None };
    let rows = Need::ALL.iter().map(|need| {
        let provisions = [&Provision::BuiltIn, &extension, &Provision::None];
        let points = provisions.map(|one| points_of(rules, *need, Some(one)).into());
        std::iter::once(format!("`{need}`").into()).chain(points).collect()
    });
    doc.table(&["Need", "Built in", "By extension", "Not available"], rows);
    doc.para("An unknown feature has no points.");
    doc.section("Implied needs", brought(of, |_| true));
    let contradiction = |one: &Implication| {
        let (when, needs) = (quoted(&one.when), quoted(one.needs.keys()));
        Item::new(format!("{when} with a need for {needs}: {}.", text(&one.because)))
    };
    doc.section("Conflicting answers and needs", rules.expects.iter().map(contradiction).collect());
    doc.section("Outside the catalogue", outside(of, |_| true));
    doc.heading("Verdict");
    doc.para(format!(
        "A lead below {} is too close; a lead of {} or more is clear where the estimate is at least {}%. What a \
         profile does not say may move a framework by up to {} either way in the random draws.",
        points(&number(rules.thresholds.too_close)),
        points(&number(rules.thresholds.clear)),
        Thresholds::LIKELY,
        points(&number(rules.unsaid)),
    ));
    doc
}

/// The page of a question.
pub(super) fn question(of: &Explainer, question: &Trait) -> Doc {
    let mut doc = Doc::titled(text(&question.question), format!("trait `{}`", question.id));
    if let Some(help) = &question.help {
        doc.para(sentence(help));
    }
    let several =
        if question.several { "Takes several answers; each counts." } else { "Takes one answer." };
    let rules = of.catalogue.fit.as_ref();
    let worth = rules.and_then(|rules| rules.points.get(&question.id));
    let worth = optional(
        " An answer adds ",
        worth.map(|worth| format!("{} / 30 × (fit − 5) points.", number(worth.get()))),
    );
    doc.para(format!("{several}{worth} An unanswered question has no effect."));
    for answer in &question.answers {
        doc.subheading(name(&answer.label), format!("`{}`", answer.id));
        let before = doc.blocks.len();
        // What it does to the criteria's weights.
        if !answer.weights.is_empty() {
            let effects = answer.weights.iter().map(|(id, factor)| {
                format!("{} {}", name(of.catalogue.criterion_title(id)), times(*factor))
            });
            let why = because(answer.because.as_deref());
            let effects = strong(join(effects, ", ")).then(format!("{why}."));
            let sources = cite(&mut doc, of, &answer.sources);
            doc.list([Item::new(effects).with(sources)]);
        }
        if let Some(rules) = rules.filter(|_| answer.fit != AnswerFit::Neutral) {
            let mut list = Vec::new();
            for framework in of.frameworks() {
                let effect = of_answer(rules, question, answer, framework);
                list.push(suited(&mut doc, of, lead(&framework.name).then(": "), &effect));
            }
            doc.list(list);
        }
        let this = |condition: &Condition| {
            condition.to_string() == format!("{}={}", question.id, answer.id)
        };
        doc.list(brought(of, this));
        doc.list(outside(of, this));
        if doc.blocks.len() == before {
            doc.para("No effect on the result.");
        }
    }
    doc
}

/// The answers that a framework suits or does not suit, on its page.
pub(super) fn of_framework(doc: &mut Doc, of: &Explainer, framework: &Framework) {
    let Some(rules) = of.catalogue.fit.as_ref().filter(|_| !framework.fit.is_empty()) else {
        return;
    };
    doc.heading(Kind::Fit.about());
    doc.para("The points that an answer adds or takes, with their range.");
    for question in &of.catalogue.traits {
        let mut list = Vec::new();
        for answer in &question.answers {
            if framework.view(question, answer).is_some() {
                let effect = of_answer(rules, question, answer, framework);
                let who = Phrase::from(format!("{}: ", name(&answer.label)));
                list.push(suited(doc, of, who, &effect));
            }
        }
        if !list.is_empty() {
            doc.subheading(text(&question.question), format!("`{}`", question.id));
            doc.list(list);
        }
    }
}

/// Points, their range, what they rest on, the reason and its sources.
fn suited(doc: &mut Doc, of: &Explainer, who: Phrase, effect: &Effect) -> Item {
    let Some(basis) = effect.basis else { return Item::new(who.then("not checked, no points")) };
    let Span { points, low, high } = effect.span;
    let basis = match basis {
        Basis::Fact => "by a documented fact",
        Basis::Survey => "by a survey",
        Basis::Judgement => "by judgement",
        Basis::Article => "by the article",
    };
    let why = because(effect.because.as_deref());
    let said = format!(" ({} to {}), {basis}{why}.", hundredths(low), hundredths(high));
    Item::new(who.then(strong(hundredths(points))).then(said)).with(cite(doc, of, effect.sources))
}

/// The points of a need, as `+0.60`.
fn points_of(rules: &FitRules, need: Need, provision: Option<&Provision>) -> String {
    hundredths(points_of_need(rules, need, provision).span.points)
}

/// What a capability is worth where a framework has it so, at each level that does not exclude: `; want +0.55, ...`.
pub(super) fn of_need(of: &Explainer, provision: Option<&Provision>) -> Option<String> {
    let rules = of.catalogue.fit.as_ref().filter(|_| provision.is_some())?;
    let weighed = Need::ALL.iter().filter(|need| !need.decides());
    let points = weighed.map(|need| format!("`{need}` {}", points_of(rules, *need, provision)));
    Some(format!("; {}", join(points, ", ")))
}

/// The needs that something implies.
pub(super) fn brought(of: &Explainer, of_interest: impl Fn(&Condition) -> bool) -> Vec<Item> {
    let implies = of.catalogue.fit.iter().flat_map(|rules| &rules.implies);
    let implies = implies.filter(|one| one.when.iter().any(&of_interest));
    let line = |one: &Implication| {
        let needs = quoted(one.needs.iter().map(|(id, need)| format!("{id}={need}")));
        format!("{} implies {needs}: {}.", quoted(&one.when), text(&one.because))
    };
    implies.map(line).map(Item::new).collect()
}

/// Where something outside the catalogue is the usual choice.
fn outside(of: &Explainer, of_interest: impl Fn(&Condition) -> bool) -> Vec<Item> {
    let outside = of.catalogue.fit.iter().flat_map(|rules| &rules.outside);
    let outside = outside.filter(|one| one.when.iter().any(&of_interest));
    let line = |one: &Outside| {
        let others = and_list(one.alternatives.iter().map(|other| name(other)));
        let ids = one.precedents.iter().filter(|id| of.catalogue.precedents.contains_key(*id));
        let ids = Some(quoted(ids) + ".").filter(|ids| ids != ".");
        format!(
            "{}: also consider {others} (not rated in this catalogue). {}{}",
            quoted(&one.when),
            sentence(&one.because),
            optional(" See ", ids),
        )
    };
    outside.map(line).map(Item::new).collect()
}

fn quoted<T: Display>(words: impl IntoIterator<Item = T>) -> String {
    and_list(words.into_iter().map(|word| format!("`{word}`")))
}
