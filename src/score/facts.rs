//! Project fit: what the project's own facts add to or take from each framework, in points beside the criteria.
//!
//! A plain sum over answers, needs and bypassed features, each counted once:
//!
//! - an answer: points of its question / 30 × (fit − 5);
//! - a need: `step` × (+0.5 built in, −0.5 by extension, −1.5 missing, 0 unknown), a `maybe` times its factor;
//! - a bypassed feature: `bypass` × (−0.5 built in, +0.5 otherwise, 0 unknown);
//!
//! all times the profile's `fit-factor`. A sum, because adding an argument for one framework must never lower its
//! lead, and a third candidate must never change the difference of two others (`docs/method.md`).

use crate::decision::FactKind;
use crate::model::{
    Answer, AnswerFit, Basis, CapabilityId, Catalogue, Condition, FitRules, Framework, Need,
    Override, OverrideTarget, Profile, Provision, Score, SourceId, Trait,
};
use std::collections::BTreeMap;

/// A fit at which an answer neither helps nor hinders.
pub const NEUTRAL: f64 = 5.0;
/// A question's points are divided by this.
const DIVISOR: f64 = 30.0;

/// A number of points with the range that the evidence leaves.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Span {
    /// What enters the totals.
    pub points: f64,
    /// The lowest.
    pub low: f64,
    /// The highest.
    pub high: f64,
}

impl std::iter::Sum for Span {
    fn sum<I: Iterator<Item = Self>>(spans: I) -> Self {
        spans.fold(Self::default(), |sum, span| Self {
            points: sum.points + span.points,
            low: sum.low + span.low,
            high: sum.high + span.high,
        })
    }
}

impl Span {
    fn times(self, factor: f64) -> Self {
        Self { points: self.points * factor, low: self.low * factor, high: self.high * factor }
    }
}

/// One thing that the project says, and what it does to each candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Answer, need or bypassed feature.
    pub kind: FactKind,
    /// The trait or capability.
    pub id: String,
    /// The answer, or the need level.
    pub value: String,
    /// What brought it along, as `trait=answer` or `capability=level`.
    pub brought_by: Option<String>,
    /// One for each candidate.
    pub effects: Vec<Effect>,
}

/// What one fact does to one framework, and why.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Effect {
    /// After the fit factor.
    pub span: Span,
    /// The reason; none where the framework's file is silent.
    pub because: Option<String>,
    /// What the reason rests on.
    pub basis: Option<Basis>,
    /// Where it is written.
    pub sources: Vec<SourceId>,
    /// Whether the team contested it.
    pub overridden: bool,
}

/// What a project says of one capability, and what brought it along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectiveNeed {
    /// The level.
    pub need: Need,
    /// Set where an answer or another need brings it along.
    pub brought_by: Option<String>,
}

/// The needs of a profile with what its answers bring along.
///
/// What the profile says of a capability replaces what is brought; of two brought, `want` before `maybe` before
/// `bypass`.
pub fn effective_needs(
    catalogue: &Catalogue,
    profile: &Profile,
) -> BTreeMap<CapabilityId, EffectiveNeed> {
    let said = |(id, need): (&CapabilityId, &Need)| {
        (id.clone(), EffectiveNeed { need: *need, brought_by: None })
    };
    let said: BTreeMap<_, _> = profile.needs.iter().map(said).collect();
    let implications = catalogue.fit.as_ref().map_or(&[][..], |rules| &rules.implies);
    let mut needs = said.clone();
    // Each pass begins anew from what is said, so that nothing stays that was brought by something since replaced.
    // The loader refuses cycles: no chain is longer than the list.
    for _ in 0..=implications.len() {
        let need = |id: &CapabilityId| needs.get(id).map(|known| known.need);
        let holds = |condition: &Condition| condition.holds(profile, need);
        let mut next = said.clone();
        for implication in implications.iter().filter(|one| one.when.iter().all(holds)) {
            for (capability, need) in &implication.needs {
                let weaker =
                    |known: &EffectiveNeed| known.brought_by.is_some() && known.need > *need;
                if next.get(capability).is_none_or(weaker) {
                    let brought_by = implication.when.first().map(ToString::to_string);
                    next.insert(capability.clone(), EffectiveNeed { need: *need, brought_by });
                }
            }
        }
        if next == needs {
            break;
        }
        needs = next;
    }
    needs
}

/// Every fact of a project, with its effect on each framework.
pub fn facts(
    catalogue: &Catalogue,
    profile: &Profile,
    needs: &BTreeMap<CapabilityId, EffectiveNeed>,
    overrides: &[&Override],
    frameworks: &[&Framework],
) -> Vec<Fact> {
    let Some(rules) = &catalogue.fit else { return Vec::new() };
    let mut facts = Vec::new();
    let mut add = |kind,
                   id: &str,
                   value: &str,
                   brought_by: Option<String>,
                   of: &dyn Fn(&Framework) -> Effect| {
        let effect = |framework: &&Framework| {
            let mut effect = of(framework);
            if let Some((points, because)) = contested(overrides, framework, id, value) {
                let Span { points: middle, low, high } = effect.span;
                effect.span =
                    Span { points, low: points - (middle - low), high: points + (high - middle) };
                effect.because = Some(because.to_owned());
                (effect.overridden, effect.sources) = (true, Vec::new());
            }
            effect.span = effect.span.times(profile.fit_factor);
            effect
        };
        facts.push(Fact {
            kind,
            id: id.to_owned(),
            value: value.to_owned(),
            brought_by,
            effects: frameworks.iter().map(effect).collect(),
        });
    };
    for (id, answers) in &profile.traits {
        let Some(asked) = catalogue.find_trait(id) else { continue };
        for answer in answers.iter().filter_map(|answer| asked.find(answer)) {
            add(FactKind::Trait, id.as_str(), answer.id.as_str(), None, &|framework| {
                of_answer(rules, asked, answer, framework)
            });
        }
    }
    for (id, EffectiveNeed { need, brought_by }) in needs {
        let kind = if *need == Need::Bypass { FactKind::Bypass } else { FactKind::Need };
        add(kind, id.as_str(), need.as_str(), brought_by.clone(), &|framework| {
            of_need(rules, *need, framework.capabilities.get(id))
        });
    }
    facts
}

/// The points that the team puts in place of a fact's, and its reason.
fn contested<'a>(
    overrides: &[&'a Override],
    framework: &Framework,
    id: &str,
    value: &str,
) -> Option<(f64, &'a str)> {
    overrides.iter().filter(|o| o.framework == framework.id).find_map(|o| match &o.target {
        OverrideTarget::Fact { fact, points } if fact.names(id, value) => {
            Some((*points, o.because.as_str()))
        }
        _ => None,
    })
}

/// The effect of an answer on a framework, at factor 1. An ordinary answer has none.
pub fn of_answer(
    rules: &FitRules,
    asked: &Trait,
    answer: &Answer,
    framework: &Framework,
) -> Effect {
    let Some(points) = rules.points.get(&asked.id) else { return Effect::default() };
    let span = |score: f64, low: f64, high: f64| {
        Span { points: score - NEUTRAL, low: low - NEUTRAL, high: high - NEUTRAL }
            .times(points.get() / DIVISOR)
    };
    match &answer.fit {
        AnswerFit::Silent => Effect::default(),
        AnswerFit::Names { framework: named, own, other, because } => {
            let score = if *named == framework.id { own.get() } else { other.get() };
            let slack = Basis::Judgement.slack();
            Effect {
                span: span(score, score - slack, score + slack),
                because: because.clone(),
                basis: Some(Basis::Judgement),
                ..Effect::default()
            }
        }
        AnswerFit::Stated => match framework.fit.get(&asked.id).and_then(|fit| fit.get(&answer.id))
        {
            None => Effect::default(),
            Some(view) => {
                let score = view.score.get();
                let low = view.low.map_or(score - view.basis.slack(), Score::get);
                let high = view.high.map_or(score + view.basis.slack(), Score::get);
                Effect {
                    span: span(score, low, high),
                    because: Some(view.because.clone()),
                    basis: Some(view.basis),
                    sources: view.sources.clone(),
                    overridden: false,
                }
            }
        },
    }
}

/// The effect of a need or a bypassed feature on a framework, at factor 1.
pub fn of_need(rules: &FitRules, need: Need, provision: Option<&Provision>) -> Effect {
    let exactly = |points: f64| Span { points, low: points, high: points };
    let (step, span) = match (need, provision) {
        (Need::Bypass, None) => (rules.needs.bypass, Span { points: 0.0, low: -0.5, high: 0.5 }),
        (Need::Bypass, Some(Provision::BuiltIn)) => (rules.needs.bypass, exactly(-0.5)),
        (Need::Bypass, Some(_)) => (rules.needs.bypass, exactly(0.5)),
        (_, None) => (rules.needs.step, Span { points: 0.0, low: -1.5, high: 0.5 }),
        (_, Some(Provision::BuiltIn)) => (rules.needs.step, exactly(0.5)),
        (_, Some(Provision::Extension { .. })) => (rules.needs.step, exactly(-0.5)),
        (_, Some(Provision::None)) => (rules.needs.step, exactly(-1.5)),
    };
    let weight = if need == Need::Maybe { rules.needs.maybe } else { 1.0 };
    let because = provision.map(|provision| match provision {
        Provision::BuiltIn => "built in".to_owned(),
        Provision::Extension { name, .. } => format!("by extension: {name}"),
        Provision::None => "not available".to_owned(),
    });
    let basis = because.as_ref().map(|_| Basis::Fact);
    Effect { span: span.times(step * weight), because, basis, ..Effect::default() }
}
