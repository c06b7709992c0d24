//! The laws of the difference between two decisions, and the public case of one office that decided twice.

use crate::unit::made_decisions::{Made, decision, id};
use proptest::prelude::*;
use std::path::Path;
use weigh::decide::{Settings, decide};
use weigh::decision::{Decision, Verdict};
use weigh::diff::{Difference, Flip, Outcome, Pair, Presence, diff, facts, movements};
use weigh::load::{Overlay, Text};
use weigh::model::{CapabilityId, Need, SortedMap};
use weigh::render::{self, Options};

const NEAR: f64 = 1e-9;

fn sum(difference: &Difference) -> f64 {
    let criteria: f64 = difference.movements.iter().map(|movement| movement.moved).sum();
    criteria + difference.facts.iter().map(|fact| fact.moved).sum::<f64>()
}

/// The table as a terminal without colour shows it.
fn shown(difference: &Difference) -> String {
    let table = render::diff::table(difference, &Options::default());
    anstream::adapter::strip_str(&table).to_string()
}

fn total(decision: &Decision, framework: &str) -> Option<f64> {
    decision.frameworks.iter().find(|s| s.id.as_str() == framework).map(|s| s.total)
}

proptest! {
    /// The movements are the change of the lead, whole and in both ways of splitting them.
    #[test]
    fn movements_sum_to_the_change_of_the_lead(old in Made::any(), new in Made::any()) {
        let (old, new) = (decision(&old), decision(&new));
        let difference = diff(&old, &new);
        let Some(pair) = &difference.pair else { return Ok(()) };
        let lead = |d: &Decision| Some(total(d, pair.first.as_str())? - total(d, pair.second.as_str())?);
        prop_assert_eq!(pair.before.is_some(), lead(&old).is_some());
        prop_assert_eq!(pair.after.is_some(), lead(&new).is_some());
        let (Some(before), Some(after)) = (lead(&old), lead(&new)) else {
            prop_assert!(difference.movements.is_empty());
            return Ok(());
        };
        prop_assert!((sum(&difference) - (after - before)).abs() < NEAR);
        for movement in &difference.movements {
            prop_assert!((movement.by_weight + movement.by_rating - movement.moved).abs() < NEAR);
        }
    }

    #[test]
    fn a_decision_does_not_differ_from_itself(made in Made::any()) {
        let decision = decision(&made);
        let difference = diff(&decision, &decision);
        prop_assert!(difference.is_empty());
        prop_assert_eq!(difference.outcome, Outcome::NothingMoved);
        prop_assert!(difference.movements.is_empty() && difference.flip.is_none());
    }

    /// Going back undoes every movement.
    #[test]
    fn going_back_negates(old in Made::any(), new in Made::any()) {
        let (old, new) = (decision(&old), decision(&new));
        let pair = Pair { first: id("a"), second: id("b"), before: None, after: None };
        let there = movements(&old, &new, &pair);
        let back = movements(&new, &old, &pair);
        prop_assert_eq!(there.len(), back.len());
        for movement in &there {
            let undone = back.iter().find(|m| m.criterion == movement.criterion).unwrap();
            prop_assert!((movement.moved + undone.moved).abs() < NEAR);
            prop_assert!((movement.by_weight + undone.by_weight).abs() < NEAR);
            prop_assert!((movement.by_rating + undone.by_rating).abs() < NEAR);
        }
        let back = facts(&new, &old, &pair);
        for fact in &facts(&old, &new, &pair) {
            let undone = back.iter().find(|other| other.id == fact.id).unwrap();
            prop_assert!((fact.moved + undone.moved).abs() < NEAR);
        }
    }

    /// What flipped the answer is a reason: without it the old leader leads, and the leader is another.
    #[test]
    fn what_flipped_it_is_enough_and_no_more(old in Made::any(), new in Made::any()) {
        let (old, new) = (decision(&old), decision(&new));
        let difference = diff(&old, &new);
        prop_assert_eq!(difference.flip.is_some(), difference.outcome == Outcome::Flipped);
        let lead = difference.pair.as_ref().and_then(|pair| pair.after);
        match (difference.flip, lead) {
            (Some(Flip::Each { movers }), Some(lead)) => {
                prop_assert!(movers.iter().all(|mover| lead - mover.moved > -NEAR));
            }
            (Some(Flip::Together { movers }), Some(lead)) => {
                let all: f64 = movers.iter().map(|mover| mover.moved).sum();
                let last = movers.last().unwrap().moved;
                prop_assert!(lead - all > -NEAR);
                prop_assert!(lead - (all - last) < NEAR);
                prop_assert!(movers.len() > 1);
            }
            _ => {}
        }
    }

    /// What is said to have changed looks different before and after, however small the change.
    #[test]
    fn no_change_is_told_from_something_to_the_same(
        old in Made::any(), new in Made::any(), near in 1e-7..0.1f64
    ) {
        let nearly = Made::between(&old, &new, near);
        for new in [&new, &nearly] {
            for said in render::diff::sentences(&diff(&decision(&old), &decision(new))) {
                prop_assert!(!repeats(&said), "{said}");
            }
        }
    }

    /// Every format says something, fits its width, and JSON comes back as it was.
    #[test]
    fn every_format_takes_every_difference(old in Made::any(), new in Made::any(), width in 1usize..120) {
        let difference = diff(&decision(&old), &decision(&new));
        let text = render::diff::table(&difference, &Options { width, ..Options::default() });
        prop_assert!(!text.trim().is_empty());
        prop_assert!(!render::diff::markdown(&difference).trim().is_empty());
        let json = render::json(&difference);
        let back: Difference = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(back.movements.len(), difference.movements.len());
        prop_assert_eq!(back.outcome, difference.outcome);
    }
}

/// Whether a sentence tells of a change from something to the same.
fn repeats(said: &str) -> bool {
    let changes = said.split(" from ").skip(1).filter_map(|rest| rest.split_once(" to "));
    changes.into_iter().any(|(was, is)| {
        let is = is.split([';', ',']).next().unwrap_or_default();
        was == is.trim_end_matches('.')
    })
}

/// What is said between the decisions from two profiles.
fn told(old: &str, new: &str) -> (Difference, String) {
    let catalogue = weigh::Catalogue::embedded();
    let [old, new] = [old, new].map(|text| {
        let profile = weigh::Profile::from_yaml(text, &catalogue).unwrap();
        decide(&catalogue, &profile, &Settings::with_draws(1, 0)).unwrap()
    });
    let difference = diff(&old, &new);
    let said = render::diff::sentences(&difference).join("\n");
    (difference, said)
}

#[test]
fn a_factor_of_an_answer_that_changes_no_weight_is_no_change_of_a_weight() {
    for weights in ["weights: {security: 30}", "ranking: [hiring, security]"] {
        let old = format!("traits: {{project-kind: cms}}\n{weights}");
        let new = format!("traits: {{project-kind: cms, sensitivity: sensitive}}\n{weights}");
        let (difference, said) = told(&old, &new);
        assert_eq!(difference.answers.len(), 1);
        assert!(difference.weights.is_empty() && !said.contains("weight"), "{said}");
    }
    let (_, said) = told("weights: {hiring: 30}", "weights: {hiring: 30, security: 10}");
    let same = "Security: its weight, 10.0, now comes from your weights (before: catalogue).";
    assert!(said.contains(same), "{said}");
}

#[test]
fn a_package_that_is_still_needed_is_not_said_to_be_new_or_gone() {
    for (old, new, expected) in [
        (
            "file-uploads: want",
            "forms: want",
            "still needs python-multipart, now for forms instead of file uploads.",
        ),
        (
            "forms: want",
            "forms: want, file-uploads: want",
            "now needs python-multipart for file uploads too.",
        ),
        (
            "forms: want, file-uploads: want",
            "forms: want",
            "still needs python-multipart, but no longer for file uploads.",
        ),
        ("forms: want", "templates: want", "no longer needs python-multipart (forms)."),
    ] {
        let [old, new] = [old, new].map(|needs| format!("needs: {{{needs}}}"));
        let (_, said) = told(&old, &new);
        assert!(said.contains(&format!("FastAPI {expected}")), "{said}");
        assert_eq!(said.matches("python-multipart").count(), 1, "{said}");
    }
}

fn decided(path: &str) -> Decision {
    let catalogue = weigh::Catalogue::embedded();
    let text = Text::read(Path::new(path)).unwrap();
    let profile = weigh::load::profile(Some(&text), &Overlay::default(), &catalogue).unwrap();
    decide(&catalogue, &profile, &Settings::default()).unwrap()
}

#[test]
fn the_office_that_decided_twice_flipped_for_the_reasons_it_gave() {
    let (old, new) =
        (decided("examples/opre-ops/2021.yaml"), decided("examples/opre-ops/2022.yaml"));
    let difference = diff(&old, &new);
    assert_eq!(difference.outcome, Outcome::Flipped);
    assert_eq!(difference.leader.before.as_ref().unwrap().as_str(), "django");
    assert_eq!(difference.leader.after.as_ref().unwrap().as_str(), "flask");
    let bypassed = |need: &weigh::diff::NeedChange| need.after == Some(Need::Bypass);
    assert!(difference.needs.iter().any(|n| n.capability.as_str() == "admin" && bypassed(n)));
    let idle = difference.trade_offs.iter().find(|b| b.framework.as_str() == "django").unwrap();
    let idle: Vec<&str> = idle.unused_now.iter().map(CapabilityId::as_str).collect();
    assert!(idle.contains(&"admin") && idle.contains(&"accounts"), "{idle:?}");
    let facts: Vec<&str> = difference.facts.iter().map(|fact| fact.id.as_str()).collect();
    assert!(facts.contains(&"admin") && facts.contains(&"team"), "{facts:?}");
    let said = shown(&difference);
    assert!(said.starts_with("The recommendation changed from Django to Flask."), "{said}");
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    for what in ["admin", "user accounts", "what this project will not use", "own"] {
        assert!(said.contains(what), "`{what}` is not in: {said}");
    }
}

/// The first framework is out in the new decision.
#[test]
fn a_leader_that_falls_out_is_said_to_have_fallen_out() {
    let old = decision(&Made::of(&[("x", 1.0, &[("a", Some(9.0)), ("b", Some(1.0))])]));
    let mut new = decision(&Made::of(&[("x", 1.0, &[("b", Some(1.0))])]));
    new.excluded = vec![weigh::decision::Excluded {
        id: id("a"),
        name: "A".to_owned(),
        missing: vec![CapabilityId::new("admin").unwrap()],
        by_extension_only: SortedMap::new(),
    }];
    let difference = diff(&old, &new);
    assert_eq!(difference.flip, Some(Flip::LeaderGone { framework: id("a") }));
    assert!(difference.movements.is_empty());
    let gone = difference.candidates.iter().find(|c| c.id == id("a")).unwrap();
    assert_eq!(gone.after, Presence::Excluded);
    let said = shown(&difference);
    assert!(said.contains("A no longer qualifies: it lacks admin"), "{said}");
}

/// Whoever has it by an extension does not lack it, and who qualifies because less is required has not changed.
#[test]
fn why_a_candidate_qualifies_is_told_by_the_need() {
    let catalogue = weigh::Catalogue::embedded();
    let decided = |need: Option<&str>| {
        let needs = need.map(|need| ("admin".to_owned(), need.to_owned())).into_iter().collect();
        let overlay = Overlay { needs, ..Overlay::default() };
        let profile = weigh::load::profile(None, &overlay, &catalogue).unwrap();
        decide(&catalogue, &profile, &Settings::with_draws(1, 0)).unwrap()
    };
    let told = |old, new| shown(&diff(&decided(old), &decided(new))).replace("\n    ", " ");
    for (old, new, said) in [
        (
            None,
            Some("built-in"),
            "Flask no longer qualifies: it has no built-in administration site, which",
        ),
        (
            Some("built-in"),
            Some("must"),
            "Flask now qualifies: an extension for administration site is now enough.",
        ),
        (
            Some("built-in"),
            Some("want"),
            "Flask now qualifies: administration site is no longer required.",
        ),
        (Some("built-in"), None, "Flask now qualifies: administration site is no longer required."),
    ] {
        let told = told(old, new);
        assert!(told.contains(said), "{told}");
    }
}

#[test]
fn nobody_one_and_strangers_are_told_plainly() {
    let none = decision(&Made::of(&[]));
    let one = decision(&Made::of(&[("x", 1.0, &[("a", Some(9.0))])]));
    let other = decision(&Made::of(&[("x", 1.0, &[("c", Some(9.0)), ("d", Some(2.0))])]));
    let headline = |old, new| render::diff::headline(&diff(old, new));
    assert_eq!(none.recommendation.verdict, Verdict::NoneQualifies);
    assert_eq!(headline(&none, &none), "Nothing changed.");
    assert_eq!(headline(&one, &one), "Nothing changed.");
    assert_eq!(headline(&one, &none), "A led; now no framework qualifies.");
    assert_eq!(headline(&none, &one), "No framework qualified; now A leads.");
    assert_eq!(headline(&one, &other), "The recommendation changed from A to C.");
    let told = shown(&diff(&one, &other));
    assert!(told.contains("A is no longer a candidate."), "{told}");
}

#[test]
fn a_project_that_is_no_longer_described_is_named() {
    let catalogue = weigh::Catalogue::embedded();
    let decided = |text: &str| {
        let profile = weigh::Profile::from_yaml(text, &catalogue).unwrap();
        decide(&catalogue, &profile, &Settings::with_draws(1, 0)).unwrap()
    };
    let (some, none) = (decided("needs: {admin: want}"), decided("{}"));
    let shown = |old, new| shown(&diff(old, new)).split_whitespace().collect::<Vec<_>>().join(" ");
    let told = shown(&some, &none);
    assert!(told.contains("Nothing is recommended now: no project is described."), "{told}");
    let told = shown(&none, &some);
    assert!(told.contains("Nothing was recommended before: no project was described."), "{told}");
}

/// A lead that only shrank: the words, the figures and what flips nothing.
#[test]
fn a_smaller_lead_is_no_flip() {
    let old = decision(&Made::of(&[("x", 1.0, &[("a", Some(6.0)), ("b", Some(5.1))])]));
    let new = decision(&Made::of(&[("x", 1.0, &[("a", Some(5.5)), ("b", Some(5.1))])]));
    let difference = diff(&old, &new);
    assert_eq!(difference.outcome, Outcome::Still);
    assert_eq!(difference.flip, None);
    assert_eq!(
        render::diff::headline(&difference),
        "A still leads; its lead over B fell from 0.9 to 0.4."
    );
    assert!((sum(&difference) + 0.5).abs() < NEAR);
}

/// The lead that matters is the one over the rival of now.
#[test]
fn the_lead_is_over_the_best_rival_of_the_new_decision() {
    let scores =
        |b, c| Made::of(&[("x", 1.0, &[("a", Some(8.0)), ("b", Some(b)), ("c", Some(c))])]);
    let (old, new) = (decision(&scores(6.0, 5.0)), decision(&scores(6.0, 7.5)));
    assert_eq!(
        render::diff::headline(&diff(&old, &new)),
        "A still leads; its lead over C fell from 3.0 to 0.5."
    );
}

#[test]
fn hostile_names_come_out_harmless() {
    let mut old = decision(&Made::of(&[("x", 1.0, &[("a", Some(6.0)), ("b", Some(5.1))])]));
    let mut new = decision(&Made::of(&[("x", 1.0, &[("a", Some(2.0)), ("b", Some(5.1))])]));
    for decision in [&mut old, &mut new] {
        decision.frameworks[0].name = "A|B <script>\u{1b}[31m".to_owned();
        decision.criteria[0].title = "::error::|x".to_owned();
    }
    let difference = diff(&old, &new);
    let table = shown(&difference);
    assert!(!table.contains('\u{1b}') && !table.contains("::error"), "{table}");
    let markdown = render::diff::markdown(&difference);
    assert!(!markdown.contains("<script>") && markdown.contains("A\\|B"), "{markdown}");
}
