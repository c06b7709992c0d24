//! The profile that an interview saves: loading it gives the same profile, and so the same decision.

use weigh::decide::{Settings, decide};
use weigh::load::profile_yaml;
use weigh::load::{self, Overlay, Text};
use weigh::model::{
    AnswerId, CapabilityId, Comparison, CriterionId, FactId, FactRef, FrameworkId, Need, Override,
    OverrideTarget, Points, Profile, Ratio, Score, TraitId, Weighting,
};

fn criterion(id: &str) -> CriterionId {
    CriterionId::new(id).unwrap()
}

/// Points in place of those of a capability or of an answer.
fn contested(id: &str, answer: Option<&str>) -> Override {
    let answer = answer.map(|answer| AnswerId::new(answer).unwrap());
    let fact = FactRef { id: FactId::new(id).unwrap(), answer };
    Override {
        framework: FrameworkId::new("flask").unwrap(),
        target: OverrideTarget::Fact { fact, points: -0.25 },
        because: "it runs already".to_owned(),
        until: None,
    }
}

/// Texts that look like anything but text, and every kind of override.
fn everything(weighting: Weighting) -> Profile {
    let text = |text: &str| Some(text.to_owned());
    Profile {
        title: text("A \"shop\": #1 \\ \u{85}\u{2028}\u{1f600} {x}"),
        context: text("line\nline\ttab \u{7f}"),
        frameworks: Some(["django", "fastapi"].map(|id| FrameworkId::new(id).unwrap()).into()),
        traits: [
            (TraitId::new("project-kind").unwrap(), vec![AnswerId::new("e-commerce").unwrap()]),
            (
                TraitId::new("team").unwrap(),
                vec![AnswerId::new("flask").unwrap(), AnswerId::new("django").unwrap()],
            ),
        ]
        .into(),
        needs: [(CapabilityId::new("admin").unwrap(), Need::Maybe)].into(),
        weighting,
        overrides: vec![
            Override {
                framework: FrameworkId::new("django").unwrap(),
                target: OverrideTarget::Rating {
                    criterion: criterion("security"),
                    score: Score::new(4.25).unwrap(),
                    low: Score::new(4.0).unwrap(),
                    high: Score::new(5.0).unwrap(),
                },
                because: "we know: better".to_owned(),
                until: Some(jiff::civil::date(2027, 6, 1)),
            },
            contested("admin", None),
            contested("team", Some("flask")),
        ],
        deciders: vec!["Ann, Bob".to_owned(), "- 贝拉".to_owned()],
        ..Profile::default()
    }
}

#[test]
fn what_is_written_loads_as_what_it_was() {
    let catalogue = weigh::Catalogue::embedded();
    let third = Ratio::new(1.0 / 3.0).unwrap();
    let (first, second) = (criterion("community"), criterion("security"));
    let weightings = [
        Weighting::Catalogue,
        Weighting::Points([(criterion("security"), Points::new(12.5).unwrap())].into()),
        Weighting::Ranking(vec![second.clone(), first.clone()]),
        Weighting::Pairwise(vec![Comparison { first, second, ratio: third }]),
    ];
    for profile in weightings.map(everything).into_iter().chain([Profile::default()]) {
        let yaml = profile_yaml(&profile, &catalogue);
        let text = Text::new("p.yaml", &yaml);
        let loaded = load::profile(Some(&text), &Overlay::default(), &catalogue);
        let loaded = loaded.unwrap_or_else(|problems| panic!("{}", problems.render(false)));
        assert_eq!(loaded, profile, "{yaml}");
        let json = |profile: &Profile| {
            let decision = decide(&catalogue, profile, &Settings::with_draws(1, 200)).unwrap();
            serde_json::to_vec(&decision).unwrap()
        };
        assert!(json(&loaded) == json(&profile), "{yaml}");
    }
}

/// Each key alone, with its example or, where the catalogue has the words, with those.
#[test]
fn every_key_that_is_described_is_kept() {
    let catalogue = weigh::Catalogue::embedded();
    for key in load::record("Profile").keys.iter().filter(|key| key.name != "schema") {
        let example = match key.name.as_str() {
            "traits" => "{project-kind: e-commerce}",
            "needs" => "{admin: must}",
            "weights" => "{security: 12.5}",
            _ => &key.example,
        };
        let profile = Profile::from_yaml(&format!("{}: {example}", key.name), &catalogue);
        let profile = profile.unwrap_or_else(|problems| panic!("{}", problems.render(false)));
        let written = profile_yaml(&profile, &catalogue);
        assert!(written.contains(&format!("\n{}: ", key.name)), "{} in {written}", key.name);
        assert_eq!(Profile::from_yaml(&written, &catalogue).ok(), Some(profile), "{written}");
    }
}
