//! Frameworks: everything they refer to is there.

use super::finding::{finding, sources};
use super::index::Index;
use super::{Sink, all, optional};
use crate::load::raw::{self, Entries, Provision as Written, Spot};
use crate::model::{
    AnswerId, CapabilityId, CriterionId, Finding, FitView, Framework, FrameworkId, IndicatorId,
    Provision, Score, TraitId, UsedFor, User,
};
use std::collections::BTreeMap;

pub(super) fn framework(
    raw: &raw::Framework,
    index: &Index,
    sink: &mut Sink<'_>,
) -> Option<Framework> {
    sink.schema(raw.schema.as_ref());
    let name = sink.words(&raw.name);
    let homepage = optional(raw.homepage.as_ref(), |homepage| sink.address(homepage));
    let because = because(raw, index, sink);
    let findings = findings(raw, index, sink);
    let capabilities = capabilities(raw, index, sink);
    let fit = fit(raw, index, sink);
    let used_for = all(raw.used_for.iter().flatten().map(|used| used_for(used, index, sink)));
    let users = all(raw.users.iter().flatten().map(|one| user(one, index, sink)));
    Some(Framework {
        id: FrameworkId::new(&raw.id.value).ok()?,
        name: name?,
        version: raw.version.clone(),
        homepage: homepage?,
        summary: raw.summary.clone(),
        default: raw.default,
        because: because?,
        findings: findings?,
        capabilities: capabilities?,
        fit: fit?,
        used_for: used_for?,
        users: users?,
    })
}

fn entries<V>(given: Option<&Entries<V>>) -> impl Iterator<Item = (&Spot<String>, &V)> {
    given.into_iter().flat_map(Entries::iter)
}

fn because(
    raw: &raw::Framework,
    index: &Index,
    sink: &mut Sink<'_>,
) -> Option<BTreeMap<CriterionId, String>> {
    all(entries(raw.because.as_ref()).map(|(criterion, line)| {
        let id = sink.refer("criterion", criterion, index.weighable(), CriterionId::new);
        let line = sink.words(line);
        Some((id?, line?))
    }))
}

type Findings<K> = BTreeMap<K, Finding>;

fn findings(
    raw: &raw::Framework,
    index: &Index,
    sink: &mut Sink<'_>,
) -> Option<BTreeMap<CriterionId, Findings<IndicatorId>>> {
    all(entries(raw.findings.as_ref()).map(|(criterion, told)| {
        let known = index.criteria.keys().map(String::as_str);
        let id = sink.refer("criterion", criterion, known, CriterionId::new)?;
        Some((id, findings_of(criterion, told, index, sink)?))
    }))
}

/// The findings on one criterion; where its file could not be read nothing is said of them.
fn findings_of(
    criterion: &Spot<String>,
    told: &Entries<Option<Spot<raw::Finding>>>,
    index: &Index,
    sink: &mut Sink<'_>,
) -> Option<Findings<IndicatorId>> {
    let scales = index.criteria.get(&criterion.value)?.as_ref()?;
    let findings: Option<Vec<_>> = all(told.iter().map(|(indicator, told)| {
        let known = scales.keys().map(String::as_str);
        let id = sink.refer("indicator", indicator, known, IndicatorId::new)?;
        let scale = scales.get(&indicator.value)?.as_ref()?;
        let Some(told) = told else { return Some(None) };
        Some(Some((id, finding(told, scale, index, sink)?)))
    }));
    findings.map(|findings| findings.into_iter().flatten().collect())
}

fn capabilities(
    raw: &raw::Framework,
    index: &Index,
    sink: &mut Sink<'_>,
) -> Option<BTreeMap<CapabilityId, Provision>> {
    let provisions: Option<Vec<_>> =
        all(entries(raw.capabilities.as_ref()).map(|(capability, written)| {
            let unknown = matches!(&written.value, Written::Word(word) if word == "unknown");
            let provision = if unknown { None } else { Some(provision(written, sink)) };
            let known = index.capabilities.as_ref()?.iter().map(String::as_str);
            let id = sink.refer("capability", capability, known, CapabilityId::new)?;
            match provision {
                None => Some(None),
                Some(provision) => Some(Some((id, provision?))),
            }
        }));
    provisions.map(|provisions| provisions.into_iter().flatten().collect())
}

fn provision(written: &Spot<Written>, sink: &mut Sink<'_>) -> Option<Provision> {
    match &written.value {
        Written::Word(word) if word == "built-in" => Some(Provision::BuiltIn),
        Written::Word(word) if word == "none" => Some(Provision::None),
        Written::Word(word) => {
            sink.say(written.at, &format!("`{word}` does not say how the capability is provided"))
                .advise("write `built-in`, `none`, `unknown` or `{extension: NAME}`");
            None
        }
        Written::Extension(extension) => {
            let name = sink.words(&extension.extension);
            let released = optional(extension.released.as_ref(), |day| sink.day(day));
            Some(Provision::Extension {
                name: name?,
                released: released?,
                note: extension.note.clone(),
            })
        }
    }
}

type Views<K> = BTreeMap<K, FitView>;

fn fit(
    raw: &raw::Framework,
    index: &Index,
    sink: &mut Sink<'_>,
) -> Option<BTreeMap<TraitId, Views<AnswerId>>> {
    all(entries(raw.fit.as_ref()).map(|(asked, views)| {
        let traits = index.traits.as_ref()?;
        let id = sink.refer("trait", asked, traits.keys().map(String::as_str), TraitId::new)?;
        let answers = traits.get(&asked.value)?;
        let views = all(views.iter().map(|(answer, view)| {
            let what = format!("answer to the question `{}`:", asked.value);
            let known = answers.iter().map(String::as_str);
            let answer = sink.refer(&what, answer, known, AnswerId::new);
            let view = fit_view(view, index, sink);
            Some((answer?, view?))
        }));
        Some((id, views?))
    }))
}

fn fit_view(raw: &Spot<raw::FitView>, index: &Index, sink: &mut Sink<'_>) -> Option<FitView> {
    let view = &raw.value;
    let because = sink.words(&view.because);
    let sources = sources(&view.source, index, sink);
    let score = sink.checked(&view.score, Score::new);
    let low = optional(view.low.as_ref(), |low| sink.checked(low, Score::new));
    let high = optional(view.high.as_ref(), |high| sink.checked(high, Score::new));
    let (score, low, high) = (score?, low?, high?);
    let figure = ("the score", Some(score.get()));
    super::bounds::around(sink, figure, view.low.as_ref(), view.high.as_ref())?;
    Some(FitView { score, low, high, because: because?, sources: sources? })
}

fn used_for(raw: &raw::UsedFor, index: &Index, sink: &mut Sink<'_>) -> Option<UsedFor> {
    let (what, sources) = (sink.words(&raw.what), sources(&raw.source, index, sink));
    Some(UsedFor { what: what?, sources: sources?, claim: raw.claim, note: raw.note.clone() })
}

fn user(raw: &raw::User, index: &Index, sink: &mut Sink<'_>) -> Option<User> {
    let (name, sources) = (sink.words(&raw.name), sources(&raw.source, index, sink));
    Some(User { name: name?, sources: sources?, claim: raw.claim, note: raw.note.clone() })
}
