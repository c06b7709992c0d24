//! Small catalogues made for a test, with ratings as judgements.

use weigh::model::{
    Catalogue, Criterion, CriterionId, Finding, FindingValue, Framework, FrameworkId, Indicator,
    IndicatorId, Origin, Points, Profile, Scale, Score, SortedMap, SourceId,
};

/// A catalogue of criteria `c0`, `c1`, … and frameworks `f0`, `f1`, …, one row of ratings for each framework.
pub(crate) fn catalogue(ratings: &[Vec<Option<f64>>], weights: &[f64]) -> Catalogue {
    let mut catalogue = Catalogue {
        criteria: weights.iter().enumerate().map(|(at, weight)| criterion(at, *weight)).collect(),
        fit: None,
        frameworks: SortedMap::new(),
        traits: Vec::new(),
        capabilities: SortedMap::new(),
        sources: SortedMap::new(),
        precedents: SortedMap::new(),
        origin: Origin { place: "made".to_owned(), sha256: String::new(), added: Vec::new() },
    };
    for (at, row) in ratings.iter().enumerate() {
        catalogue.add_framework(framework(at, row));
    }
    catalogue
}

/// A rating that somebody has found.
pub(crate) fn known(row: &[f64]) -> Vec<Option<f64>> {
    row.iter().copied().map(Some).collect()
}

/// A profile that says nothing.
pub(crate) fn silent() -> Profile {
    Profile::default()
}

pub(crate) fn criterion_id(at: usize) -> CriterionId {
    CriterionId::new(&format!("c{at}")).unwrap()
}

pub(crate) fn framework_id(at: usize) -> FrameworkId {
    FrameworkId::new(&format!("f{at}")).unwrap()
}

fn indicator_id() -> IndicatorId {
    IndicatorId::new("judged").unwrap()
}

fn criterion(at: usize, weight: f64) -> (CriterionId, Criterion) {
    let indicator = Indicator {
        id: indicator_id(),
        title: "Judged".to_owned(),
        unit: None,
        weight: Points::new(1.0).unwrap(),
        scale: Scale::Judgement,
        anchors: None,
        stale_after: None,
    };
    let criterion = Criterion {
        id: criterion_id(at),
        title: format!("Criterion {at}"),
        question: "How good is it?".to_owned(),
        about: None,
        weight: Points::new(weight).unwrap(),
        article: None,
        indicators: vec![indicator],
    };
    (criterion_id(at), criterion)
}

fn framework(at: usize, row: &[Option<f64>]) -> Framework {
    let finding = |score: f64| Finding {
        found: FindingValue::Judged(Score::new(score).unwrap()),
        low: None,
        high: None,
        sources: vec![SourceId::new("test").unwrap()],
        checked: jiff::civil::date(2026, 11, 23),
        method: None,
        confidence: None,
        because: Some("made for a test".to_owned()),
    };
    let rated =
        row.iter().enumerate().filter_map(|(criterion, score)| Some((criterion, (*score)?)));
    let findings = rated
        .map(|(criterion, score)| {
            (criterion_id(criterion), SortedMap::from([(indicator_id(), finding(score))]))
        })
        .collect();
    Framework {
        based_on: None,
        id: framework_id(at),
        name: format!("Framework {at}"),
        version: None,
        homepage: None,
        summary: None,
        default: true,
        because: SortedMap::new(),
        findings,
        capabilities: SortedMap::new(),
        fit: SortedMap::new(),
        used_for: Vec::new(),
        users: Vec::new(),
    }
}
