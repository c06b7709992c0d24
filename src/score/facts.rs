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
    OverrideTarget, Profile, Provision, Score, SortedMap, SourceId, Trait,
};
use std::borrow::Cow;

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

impl Span {
    /// All three times a factor.
    pub fn times(self, factor: f64) -> Self {
        Self { points: self.points * factor, low: self.low * factor, high: self.high * factor }
    }
}

/// One thing that the project says, and what it does to each candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact<'a> {
    /// Answer, need or bypassed feature.
    pub kind: FactKind,
    /// The trait or capability.
    pub id: &'a str,
    /// The answer, or the need level.
    pub value: &'a str,
    /// What brought it along.
    pub brought_by: Option<&'a Condition>,
    /// One for each candidate.
    pub effects: Vec<Effect<'a>>,
}

/// What one fact does to one framework, and why.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Effect<'a> {
    /// In points.
    pub span: Span,
    /// The reason; none where the framework's file is silent.
    pub because: Option<Cow<'a, str>>,
    /// What the reason rests on.
    pub basis: Option<Basis>,
    /// Where it is written.
    pub sources: &'a [SourceId],
    /// Whether the team contested it.
    pub overridden: bool,
}

/// What a project needs, with what its answers imply.
pub type Needs<'a> = SortedMap<&'a CapabilityId, EffectiveNeed<'a>>;

/// What a project says of one capability, and what brought it along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EffectiveNeed<'a> {
    /// The level.
    pub need: Need,
    /// Set where an answer or another need brings it along.
    pub brought_by: Option<&'a Condition>,
}

/// The needs of a profile, with what its answers imply.
///
/// What the profile says of a capability replaces what is brought; of two brought, `want` before `maybe` before
/// `bypass`.
pub fn effective_needs<'a>(catalogue: &'a Catalogue, profile: &'a Profile) -> Needs<'a> {
    let said = || profile.needs.iter();
    let said = || said().map(|(id, need)| (id, EffectiveNeed { need: *need, brought_by: None }));
    let implications = catalogue.fit.as_ref().map_or(&[][..], |rules| &rules.implies);
    let mut needs: Needs = said().collect();
    // Each pass begins anew from what is said, so that nothing stays that was brought by something since replaced.
    // The loader refuses cycles: no chain is longer than the list.
    for _ in 0..=implications.len() {
        let need = |id: &CapabilityId| needs.get(id).map(|known| known.need);
        let holds = |condition: &Condition| condition.holds(profile, need);
        let mut next: Needs = said().collect();
        for implication in implications.iter().filter(|one| one.when.iter().all(holds)) {
            for (capability, need) in &implication.needs {
                let weaker =
                    |known: &EffectiveNeed| known.brought_by.is_some() && known.need > *need;
                if next.get(capability).is_none_or(weaker) {
                    let brought_by = implication.when.first();
                    next.insert(capability, EffectiveNeed { need: *need, brought_by });
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

/// Every fact of a project, with its effect on each framework at a fit factor of 1.
pub fn facts<'a>(
    catalogue: &'a Catalogue,
    profile: &'a Profile,
    needs: &Needs<'a>,
    frameworks: &[&'a Framework],
) -> Vec<Fact<'a>> {
    let Some(rules) = &catalogue.fit else { return Vec::new() };
    let mut facts = Vec::new();
    for (asked, answer) in catalogue.given(profile) {
        facts.push(Fact {
            kind: FactKind::Trait,
            id: asked.id.as_str(),
            value: answer.id.as_str(),
            brought_by: None,
            effects: frameworks.iter().map(|f| of_answer(rules, asked, answer, f)).collect(),
        });
    }
    for (id, EffectiveNeed { need, brought_by }) in needs {
        let effect = |f: &&'a Framework| of_need(rules, *need, f.capabilities.get(*id));
        facts.push(Fact {
            kind: if need.rejects() { FactKind::Bypass } else { FactKind::Need },
            id: id.as_str(),
            value: need.as_str(),
            brought_by: *brought_by,
            effects: frameworks.iter().map(effect).collect(),
        });
    }
    for o in &profile.overrides {
        let OverrideTarget::Fact { fact: named, points } = &o.target else { continue };
        let Some(at) = frameworks.iter().position(|f| f.id == o.framework) else { continue };
        // A question with several answers has these points once.
        let mut points = *points;
        for fact in facts.iter_mut().filter(|fact| named.names(fact.id, fact.value)) {
            let effect = &mut fact.effects[at];
            // Of several overrides of one fact the first counts.
            if !effect.overridden {
                let moved = points - effect.span.points;
                let (low, high) = (effect.span.low + moved, effect.span.high + moved);
                *effect = Effect {
                    span: Span { points: std::mem::take(&mut points), low, high },
                    because: Some(Cow::Borrowed(&o.because)),
                    basis: effect.basis,
                    sources: &[],
                    overridden: true,
                };
            }
        }
    }
    facts
}

/// The effect of an answer on a framework, at factor 1. An ordinary answer has none.
pub fn of_answer<'a>(
    rules: &FitRules,
    asked: &Trait,
    answer: &'a Answer,
    framework: &'a Framework,
) -> Effect<'a> {
    let Some(points) = rules.points.get(&asked.id) else { return Effect::default() };
    let span = |score: f64, low: f64, high: f64| {
        Span { points: score - NEUTRAL, low: low - NEUTRAL, high: high - NEUTRAL }
            .times(points.get() / DIVISOR)
    };
    match (&answer.fit, framework.view(asked, answer)) {
        (AnswerFit::Neutral, _) | (AnswerFit::Scored, None) => Effect::default(),
        (AnswerFit::Names { framework: named, if_named, otherwise, because }, _) => {
            let score = if named == framework.base() { if_named.get() } else { otherwise.get() };
            let slack = Basis::Judgement.slack();
            Effect {
                span: span(score, score - slack, score + slack),
                because: because.as_deref().map(Cow::Borrowed),
                basis: Some(Basis::Judgement),
                ..Effect::default()
            }
        }
        (AnswerFit::Scored, Some(view)) => {
            let score = view.score.get();
            let low = view.low.map_or(score - view.basis.slack(), Score::get);
            let high = view.high.map_or(score + view.basis.slack(), Score::get);
            Effect {
                span: span(score, low, high),
                because: Some(Cow::Borrowed(&view.because)),
                basis: Some(view.basis),
                sources: &view.sources,
                overridden: false,
            }
        }
    }
}

/// The effect of a need or a bypassed feature on a framework, at factor 1.
pub fn of_need<'a>(rules: &FitRules, need: Need, provision: Option<&'a Provision>) -> Effect<'a> {
    // Points with their range, times the points of the rules.
    let (wanted, unwanted) = match provision {
        None => ((0.0, -1.5, 0.5), (0.0, -0.5, 0.5)),
        Some(Provision::BuiltIn) => ((0.5, 0.5, 0.5), (-0.5, -0.5, -0.5)),
        Some(Provision::Extension { .. }) => ((-0.5, -0.5, -0.5), (0.5, 0.5, 0.5)),
        Some(Provision::None) => ((-1.5, -1.5, -1.5), (0.5, 0.5, 0.5)),
    };
    let times = |(points, low, high), factor| Span { points, low, high }.times(factor);
    let span = match need {
        Need::BuiltIn | Need::Must | Need::Want => times(wanted, rules.needs.step),
        Need::Maybe => times(wanted, rules.needs.step * rules.needs.maybe),
        Need::Bypass => times(unwanted, rules.needs.bypass),
    };
    let because = provision.map(|provision| match provision {
        Provision::BuiltIn if need.rejects() => Cow::Borrowed("built in, though not used"),
        _ if need.rejects() => Cow::Borrowed("not built in"),
        Provision::BuiltIn => Cow::Borrowed("built in"),
        Provision::Extension { name, .. } => Cow::Owned(format!("by extension: {name}")),
        Provision::None => Cow::Borrowed("not available"),
    });
    let basis = because.as_ref().map(|_| Basis::Fact);
    Effect { span, because, basis, ..Effect::default() }
}
