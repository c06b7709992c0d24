//! A small catalogue for the tests of the interview.

use crate::model::{
    Answer, AnswerFit, AnswerId, Capability, CapabilityId, Catalogue, Criterion, CriterionId,
    DeadWeight, Each, Factor, FeatureMatch, Finding, FitRules, FitView, Found, Framework,
    FrameworkId, Indicator, IndicatorId, Origin, Points, Provision, Scale, Score, Trait, TraitId,
};
use std::collections::BTreeMap;

fn score(value: f64) -> Score {
    Score::new(value).unwrap()
}

fn points(value: f64) -> Points {
    Points::new(value).unwrap()
}

fn criterion(id: &str) -> Criterion {
    let indicator = Indicator {
        id: IndicatorId::new("all").unwrap(),
        title: "All".to_owned(),
        unit: None,
        weight: points(1.0),
        scale: Scale::Judgement,
        anchors: None,
        stale_after: None,
    };
    Criterion {
        id: CriterionId::new(id).unwrap(),
        title: id[..1].to_uppercase() + &id[1..],
        question: String::new(),
        about: None,
        weight: points(10.0),
        article: None,
        indicators: vec![indicator],
    }
}

fn judged(value: f64) -> Finding {
    Finding {
        found: Found::Judged(score(value)),
        low: None,
        high: None,
        sources: Vec::new(),
        checked: jiff::civil::date(2026, 11, 1),
        method: None,
        confidence: None,
        because: Some("so".to_owned()),
    }
}

/// A framework with its ratings, its capabilities and how it suits a shop and a small project.
fn framework(id: &str, ratings: [f64; 3], has: [Provision; 3], fits: [f64; 2]) -> Framework {
    let criteria = ["community", "performance", "security"];
    let finding = |(criterion, value): (&str, f64)| {
        let all = BTreeMap::from([(IndicatorId::new("all").unwrap(), judged(value))]);
        (CriterionId::new(criterion).unwrap(), all)
    };
    let fit = |(asked, answer, value): (&str, &str, f64)| {
        let because = "so".to_owned();
        let view =
            FitView { score: score(value), low: None, high: None, because, sources: Vec::new() };
        let answers = BTreeMap::from([(AnswerId::new(answer).unwrap(), view)]);
        (TraitId::new(asked).unwrap(), answers)
    };
    let capabilities = ["admin", "orm", "websockets"].into_iter().zip(has);
    Framework {
        id: FrameworkId::new(id).unwrap(),
        name: id[..1].to_uppercase() + &id[1..],
        version: None,
        homepage: None,
        summary: None,
        default: true,
        because: BTreeMap::new(),
        findings: criteria.into_iter().zip(ratings).map(finding).collect(),
        capabilities: capabilities
            .map(|(id, provision)| (CapabilityId::new(id).unwrap(), provision))
            .collect(),
        fit: [("kind", "shop", fits[0]), ("size", "small", fits[1])].into_iter().map(fit).collect(),
        used_for: Vec::new(),
        users: Vec::new(),
    }
}

/// An answer that is marked, or one that moves a weight.
fn answer(id: &str, fit: bool, weight: Option<(&str, f64)>) -> Answer {
    let factor =
        |(id, factor): (&str, f64)| (CriterionId::new(id).unwrap(), Factor::new(factor).unwrap());
    Answer {
        id: AnswerId::new(id).unwrap(),
        label: format!("A {id}"),
        fit: if fit { AnswerFit::Stated } else { AnswerFit::Silent },
        weights: weight.map(factor).into_iter().collect(),
        because: weight.map(|_| "it will not wait".to_owned()),
        sources: Vec::new(),
    }
}

fn asked(id: &str, answers: Vec<Answer>) -> Trait {
    Trait {
        id: TraitId::new(id).unwrap(),
        question: format!("Which {id}?"),
        help: None,
        several: id == "team",
        answers,
        each_framework: if id == "team" { vec![known()] } else { Vec::new() },
    }
}

fn known() -> Each {
    let (answer, label) = ("{id}".to_owned(), "{name}".to_owned());
    Each { answer, label, own: score(9.0), other: score(3.0) }
}

fn fit_rules() -> FitRules {
    let part = |(id, value)| (TraitId::new(id).unwrap(), points(value));
    FitRules {
        title: "Project fit".to_owned(),
        question: String::new(),
        about: None,
        points: [("kind", 10.0), ("size", 5.0), ("team", 20.0)].into_iter().map(part).collect(),
        feature_match: FeatureMatch {
            points_per_need: 5.0,
            most: 15.0,
            maybe: 0.3,
            extension: 0.5,
        },
        dead_weight: DeadWeight { points_per_bypass: 5.0, most: 15.0 },
        full_at: points(60.0),
    }
}

fn capability(id: &str) -> Capability {
    let title = format!("The {id}");
    Capability { id: CapabilityId::new(id).unwrap(), title, question: None, about: None }
}

/// Alpha leads Beta by 0.5; Alpha has an admin built in, Beta none; both have an ORM built in.
pub(super) fn catalogue() -> Catalogue {
    let by_extension =
        Provision::Extension { name: "sockets".to_owned(), released: None, note: None };
    let alpha = [Provision::BuiltIn, Provision::BuiltIn, by_extension];
    let beta = [Provision::None, Provision::BuiltIn, Provision::BuiltIn];
    let criteria = ["community", "performance", "security"].map(criterion);
    let mut catalogue = Catalogue {
        criteria: criteria.into_iter().map(|known| (known.id.clone(), known)).collect(),
        fit: Some(fit_rules()),
        frameworks: BTreeMap::new(),
        traits: vec![
            asked("kind", vec![answer("shop", true, None), answer("blog", false, None)]),
            asked("team", vec![answer("python", false, None)]),
            asked("size", vec![answer("small", true, None), answer("medium", false, None)]),
            asked(
                "secrecy",
                vec![answer("high", false, Some(("security", 2.0))), answer("low", false, None)],
            ),
            asked("mood", vec![answer("good", false, None), answer("bad", false, None)]),
        ],
        capabilities: ["admin", "orm", "websockets"]
            .map(capability)
            .map(|known| (known.id.clone(), known))
            .into(),
        sources: BTreeMap::new(),
        origin: Origin { place: "code".to_owned(), sha256: String::new(), added: Vec::new() },
    };
    catalogue.add_framework(framework("alpha", [6.0, 5.0, 7.5], alpha, [7.0, 4.0]));
    catalogue.add_framework(framework("beta", [6.0, 6.0, 5.0], beta, [4.0, 6.0]));
    catalogue
}
