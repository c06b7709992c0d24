//! The article's six verdicts come out of the catalogue's own figures, and not out of a stored winner.

use weigh::decide::{Settings, decide};
use weigh::decision::{CriterionRow, Decision};
use weigh::model::{
    ArticleWinner, Catalogue, CriterionId, Finding, FindingValue, FrameworkId, Profile, Score,
    SortedMap,
};

fn decided(catalogue: &Catalogue) -> Decision {
    let two = ["django", "flask"].map(|id| FrameworkId::new(id).unwrap());
    let profile = Profile { frameworks: Some(two.into()), ..Profile::default() };
    decide(catalogue, &profile, &Settings::with_draws(1, 0)).unwrap()
}

fn row<'a>(decision: &'a Decision, criterion: &str) -> &'a CriterionRow {
    decision.criterion(&CriterionId::new(criterion).unwrap()).unwrap()
}

fn winner<'a>(decision: &'a Decision, criterion: &str) -> Option<&'a str> {
    row(decision, criterion).winner.as_ref().map(FrameworkId::as_str)
}

#[test]
fn the_six_verdicts_come_out() {
    let decision = decided(&Catalogue::embedded());
    let verdicts = [
        ("performance", None),
        ("database", Some("django")),
        ("flexibility", Some("flask")),
        ("security", Some("django")),
        ("hiring", Some("flask")),
        ("community", Some("django")),
    ];
    for (criterion, expected) in verdicts {
        assert_eq!(winner(&decision, criterion), expected, "{criterion}");
        assert_eq!(row(&decision, criterion).tie, expected.is_none(), "{criterion}");
    }
}

/// Puts a finding where its scale gives a framework the best or the worst score.
fn put(catalogue: &mut Catalogue, framework: &str, criterion: &str, best: bool) {
    let scales = catalogue.criteria[criterion].indicators.clone();
    let framework = catalogue.frameworks.get_mut(framework).unwrap();
    let findings = framework.findings.get_mut(criterion).unwrap();
    for indicator in &scales {
        let Some(finding) = findings.get_mut(&indicator.id) else { continue };
        finding.found = extreme(finding, &indicator.scale, best);
        (finding.low, finding.high) = (None, None);
    }
}

fn extreme(finding: &Finding, scale: &weigh::model::Scale, at_best: bool) -> FindingValue {
    match finding.found {
        FindingValue::Items { .. } => FindingValue::Items {
            built_in: if at_best { scale.items().to_vec() } else { Vec::new() },
            extension: SortedMap::new(),
        },
        FindingValue::Value(_) => {
            let (worst, best) = scale.ends().unwrap();
            FindingValue::Value(if at_best { best } else { worst })
        }
        FindingValue::Judged(_) => {
            FindingValue::Judged(Score::new(if at_best { 10.0 } else { 0.0 }).unwrap())
        }
    }
}

#[test]
fn findings_decide_and_no_stored_winner_does() {
    let original = Catalogue::embedded();
    for criterion in original.criteria.keys() {
        for (up, down) in [("django", "flask"), ("flask", "django")] {
            let mut catalogue = original.clone();
            put(&mut catalogue, up, criterion.as_str(), true);
            put(&mut catalogue, down, criterion.as_str(), false);
            assert_eq!(winner(&decided(&catalogue), criterion.as_str()), Some(up), "{criterion}");
        }
        let mut catalogue = original.clone();
        for (id, other) in [("django", "flask"), ("flask", "django")] {
            let findings = original.frameworks[other].findings[criterion].clone();
            let framework = catalogue.frameworks.get_mut(id).unwrap();
            framework.findings.insert(criterion.clone(), findings);
        }
        let (before, after) = (decided(&original), decided(&catalogue));
        let swapped = winner(&before, criterion.as_str()).map(|id| match id {
            "django" => "flask",
            _ => "django",
        });
        assert_eq!(winner(&after, criterion.as_str()), swapped, "{criterion}");
    }
}

#[test]
fn what_the_article_said_has_no_say() {
    let original = Catalogue::embedded();
    let mut catalogue = original.clone();
    for criterion in catalogue.criteria.values_mut() {
        if let Some(article) = &mut criterion.article {
            article.winner = match &article.winner {
                ArticleWinner::Framework(id) if id.as_str() == "django" => {
                    ArticleWinner::Framework(FrameworkId::new("flask").unwrap())
                }
                _ => ArticleWinner::Framework(FrameworkId::new("django").unwrap()),
            };
        }
    }
    assert_eq!(decided(&original), decided(&catalogue));
}
