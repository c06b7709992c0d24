//! The laws of the value model, over catalogues of every shape.

use crate::unit::made::{catalogue, criterion_id, framework_id, known, silent};
use proptest::collection::vec;
use proptest::prelude::*;

use weigh::decide::{Settings, decide};
use weigh::decision::{CandidateResult, Decision, Notice, Verdict};
use weigh::model::{
    CapabilityId, Catalogue, Condition, FrameworkId, Need, Points, Profile, Provision, SortedMap,
    Weighting,
};
use weigh::render::messages;

const CRITERIA: usize = 5;

fn score() -> impl Strategy<Value = f64> {
    prop_oneof![(0u8..=10).prop_map(f64::from), 0.0..=10.0]
}

fn row() -> impl Strategy<Value = Vec<Option<f64>>> {
    vec(proptest::option::weighted(0.85, score()), CRITERIA)
}

fn weights() -> impl Strategy<Value = Vec<f64>> {
    vec(prop_oneof![Just(0.0), 0.1..50.0], CRITERIA)
        .prop_filter("something to weigh", |weights| weights.iter().sum::<f64>() > 0.0)
}

fn decided(catalogue: &Catalogue, profile: &Profile) -> Decision {
    decide(catalogue, profile, &Settings::with_draws(1, 0)).unwrap()
}

fn standing(decision: &Decision, framework: usize) -> &CandidateResult {
    let id = framework_id(framework);
    decision.frameworks.iter().find(|standing| standing.id == id).unwrap()
}

fn near(left: f64, right: f64) -> bool {
    (left - right).abs() < 1e-9
}

proptest! {
    #[test]
    fn only_ratios_of_weights_count(rows in vec(row(), 2..4), weights in weights(), times in 0.01..100.0) {
        let more: Vec<f64> = weights.iter().map(|weight| weight * times).collect();
        let (one, other) = (decided(&catalogue(&rows, &weights), &silent()), decided(&catalogue(&rows, &more), &silent()));
        for (a, b) in one.frameworks.iter().zip(&other.frameworks) {
            prop_assert!(a.id == b.id && near(a.total, b.total) && a.rank == b.rank);
        }
    }

    #[test]
    fn a_losing_third_changes_nothing_between_the_first_two(
        first in row(), second in row(), third in row(), weights in weights(), unknown in any::<bool>(),
    ) {
        let third = if unknown { vec![None; CRITERIA] } else { third };
        let two = decided(&catalogue(&[first.clone(), second.clone()], &weights), &silent());
        let three = decided(&catalogue(&[first, second, third], &weights), &silent());
        for framework in 0..2 {
            let bits = |d: &Decision| standing(d, framework).total.to_bits();
            prop_assert_eq!(bits(&two), bits(&three));
        }
        let ahead = |d: &Decision| standing(d, 0).rank.cmp(&standing(d, 1).rank);
        prop_assert_eq!(ahead(&two), ahead(&three));
    }

    #[test]
    fn raising_a_rating_never_lowers_a_rank(
        rows in vec(vec(score(), CRITERIA), 2..5), weights in weights(), at in 0..CRITERIA, up in 0.0..5.0f64,
    ) {
        let plain: Vec<Vec<Option<f64>>> = rows.iter().map(|row| known(row)).collect();
        let mut raised: Vec<Vec<Option<f64>>> = plain.clone();
        raised[0][at] = raised[0][at].map(|score: f64| (score + up).min(10.0));
        let before = decided(&catalogue(&plain, &weights), &silent());
        let after = decided(&catalogue(&raised, &weights), &silent());
        prop_assert!(standing(&after, 0).rank <= standing(&before, 0).rank);
    }

    #[test]
    fn a_weight_of_zero_is_inert(rows in vec(row(), 2..4), weights in weights(), at in 0..CRITERIA, other in row()) {
        let mut weights = weights;
        weights[at] = 0.0;
        prop_assume!(weights.iter().sum::<f64>() > 0.0);
        let mut changed = rows.clone();
        changed[0][at] = other[at];
        let before = decided(&catalogue(&rows, &weights), &silent());
        let after = decided(&catalogue(&changed, &weights), &silent());
        for framework in 0..rows.len() {
            prop_assert!(near(standing(&before, framework).total, standing(&after, framework).total));
        }
    }

    #[test]
    fn what_is_unknown_is_never_zero(mut rows in vec(row(), 2..4), weights in weights(), at in 0..CRITERIA) {
        rows[0][at] = None;
        let unknown = decided(&catalogue(&rows, &weights), &silent());
        rows[0][at] = Some(5.0);
        let middle = decided(&catalogue(&rows, &weights), &silent());
        prop_assert!(near(standing(&unknown, 0).total, standing(&middle, 0).total));
        let share = unknown.criterion(&criterion_id(at)).unwrap().share;
        let (wide, narrow) = (standing(&unknown, 0), standing(&middle, 0));
        prop_assert!(near(wide.high - wide.low, narrow.high - narrow.low + 10.0 * share));
        prop_assert!(near(wide.coverage, narrow.coverage - share));
    }

    #[test]
    fn shares_sum_to_one_and_totals_stay_on_the_scale(rows in vec(row(), 2..4), weights in weights()) {
        let decision = decided(&catalogue(&rows, &weights), &silent());
        prop_assert!(near(decision.criteria.iter().map(|row| row.share).sum(), 1.0));
        for standing in &decision.frameworks {
            let rising = [0.0, standing.low, standing.total, standing.high, 10.0];
            prop_assert!(rising.windows(2).all(|pair| pair[0] <= pair[1] + 1e-9), "{:?}", rising);
        }
    }

    #[test]
    fn a_verdict_that_the_unknown_could_change_is_not_clear(rows in vec(row(), 2..4), weights in weights()) {
        let found = decided(&catalogue(&rows, &weights), &silent()).recommendation;
        prop_assert!(!found.provisional || found.verdict.as_str() != "clear");
    }

    #[test]
    fn contributions_sum_to_the_lead(rows in vec(row(), 2..4), weights in weights()) {
        let decision = decided(&catalogue(&rows, &weights), &silent());
        let sum: f64 = decision.criteria.iter().filter_map(|row| row.contribution).sum();
        prop_assert!(near(sum, decision.recommendation.lead.unwrap()));
    }

    #[test]
    fn points_that_the_user_sets_replace_the_catalogues(rows in vec(row(), 2..4), weights in weights(), mine in weights()) {
        let points = mine.iter().enumerate().map(|(at, w)| (criterion_id(at), Points::new(*w).unwrap()));
        let profile = Profile { weighting: Weighting::Points(points.collect::<SortedMap<_, _>>()), ..silent() };
        let (by_user, by_catalogue) = (decided(&catalogue(&rows, &weights), &profile), decided(&catalogue(&rows, &mine), &silent()));
        for framework in 0..rows.len() {
            prop_assert!(near(standing(&by_user, framework).total, standing(&by_catalogue, framework).total));
        }
    }
}

#[test]
fn an_exact_tie_is_too_close_whatever_the_order() {
    let rows = [known(&[9.0, 6.0, 8.0, 5.0, 7.0]), known(&[6.0, 9.0, 5.0, 8.0, 7.0])];
    for rows in [rows.to_vec(), rows.iter().rev().cloned().collect()] {
        let decision =
            decide(&catalogue(&rows, &[1.0; 5]), &silent(), &Settings::default()).unwrap();
        assert_eq!(decision.recommendation.verdict.as_str(), "too-close");
        assert_eq!(decision.recommendation.winner, None);
        assert_eq!(decision.recommendation.contenders.len(), 2);
    }
}

#[test]
fn all_weights_zero_are_refused() {
    let rows = [known(&[1.0; 5]), known(&[2.0; 5])];
    assert!(decide(&catalogue(&rows, &[0.0; 5]), &silent(), &Settings::default()).is_err());
}

/// Where no candidate qualifies, exactly those others are named of which every requirement was checked and is there.
#[test]
fn where_none_qualifies_those_who_would_are_named() {
    let mut catalogue = Catalogue::embedded();
    let need = CapabilityId::new("admin").unwrap();
    for framework in catalogue.frameworks.values_mut() {
        framework.capabilities.insert(need.clone(), Provision::None);
    }
    let frameworks = &mut catalogue.frameworks;
    frameworks.get_mut("falcon").unwrap().capabilities.insert(need.clone(), Provision::BuiltIn);
    frameworks.get_mut("tornado").unwrap().capabilities.remove(&need);
    let profile = |level| Profile { needs: [(need.clone(), level)].into(), ..Profile::default() };
    let named = |level| {
        let decision = decided(&catalogue, &profile(level));
        decision.others_qualify.keys().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(named(Need::BuiltIn), ["falcon"]);
    assert_eq!(named(Need::Want), [""; 0]);
}

#[test]
fn a_rating_of_the_teams_own_wins_for_the_teams_own_reason() {
    let catalogue = Catalogue::embedded();
    let text = "overrides: [{framework: flask, criterion: security, score: 10, low: 10, high: 10, \
                because: we harden it ourselves, until: 2030-01-01}]";
    let profile = Profile::from_yaml(text, &catalogue).unwrap();
    let decision = decide(&catalogue, &profile, &Settings::with_draws(1, 0)).unwrap();
    let row = decision.criteria.iter().find(|row| row.id.as_str() == "security").unwrap();
    assert_eq!(row.winner.as_ref().map(FrameworkId::as_str), Some("flask"));
    assert_eq!(row.why.as_deref(), Some("we harden it ourselves"));
}

#[test]
fn of_two_answers_that_name_one_framework_the_stronger_counts() {
    let catalogue = Catalogue::embedded();
    let totals = |team: &str| {
        let text = format!("traits: {{team: [{team}]}}");
        let decision = decided(&catalogue, &Profile::from_yaml(&text, &catalogue).unwrap());
        decision.frameworks.into_iter().map(|one| (one.id, one.total)).collect::<Vec<_>>()
    };
    assert_eq!(totals("flask-basics, flask"), totals("flask"));
    assert_ne!(totals("flask-basics, django"), totals("django"));
}

#[test]
fn what_only_a_precedent_says_is_shown_by_its_label() {
    let catalogue = Catalogue::embedded();
    let profile = Profile::from_yaml("traits: {project-kind: cms}", &catalogue).unwrap();
    let decision = decide(&catalogue, &profile, &Settings::with_draws(1, 0)).unwrap();
    let precedents = messages::precedents(&decision).into_iter();
    let texts: Vec<String> = precedents.map(|one| one.text).collect();
    assert!(texts[1].contains("; lifetime: Ten years, or longer than"), "{texts:?}");
    assert!(texts[2].contains("; deadline: Soon, time is short; 3 more."), "{texts:?}");
}

#[test]
fn an_override_that_has_expired_does_not_count() {
    let catalogue = Catalogue::embedded();
    let text = "overrides: [{framework: litestar, criterion: hiring, score: 8, because: a, until: 2026-01-01}]";
    let profile = Profile::from_yaml(text, &catalogue).unwrap();
    let on = |day: &str| {
        let today = Some(day.parse().unwrap());
        let settings = Settings { today, ..Settings::with_draws(1, 0) };
        let decision = decide(&catalogue, &profile, &settings).unwrap();
        (decision.frameworks.len(), decision.described, decision.notices.len())
    };
    assert_eq!(on("2026-01-01"), (4, true, 0));
    assert_eq!(on("2026-01-02"), (3, false, 1));
}

#[test]
fn an_override_without_effect_describes_no_project() {
    let catalogue = Catalogue::embedded();
    let described = |text: &str| {
        let profile = Profile::from_yaml(text, &catalogue).unwrap();
        decide(&catalogue, &profile, &Settings::with_draws(1, 0)).unwrap().described
    };
    let on_a_fact = "overrides: [{framework: flask, fact: admin, points: -0.1, because: a}]";
    assert!(!described(on_a_fact));
    assert!(!described(
        "{frameworks: [django, flask], overrides: [{framework: fastapi, criterion: hiring, score: 8, because: a}]}"
    ));
    assert!(described("overrides: [{framework: flask, criterion: hiring, score: 8, because: a}]"));
    assert!(described(&format!("needs: {{admin: want}}\n{on_a_fact}")));
}

#[test]
fn an_override_of_a_question_counts_once_however_many_answers_it_has() {
    let catalogue = Catalogue::embedded();
    for answers in ["flask", "flask, python", "django-basics, flask, python"] {
        let text = format!(
            "traits: {{team: [{answers}]}}\noverrides: [{{framework: flask, fact: team, points: 2, because: a}}]"
        );
        let profile = Profile::from_yaml(&text, &catalogue).unwrap();
        let decision = decide(&catalogue, &profile, &Settings::with_draws(1, 0)).unwrap();
        let flask = decision.frameworks.iter().find(|one| one.id == *"flask").unwrap();
        assert!((flask.adjustment - 2.0).abs() < 1e-9, "{answers}: {}", flask.adjustment);
    }
}

/// Decisions of a limited verdict are mostly those with small leads.
#[test]
fn a_verdict_that_doubt_limits_is_not_told_with_the_others_of_its_kind() {
    let catalogue = Catalogue::embedded();
    let overrides = [("django", 10), ("flask", -10), ("fastapi", -10)].map(|(id, points)| {
        format!("{{framework: {id}, fact: team, points: {points}, because: a}}")
    });
    let project = format!("traits: {{team: [django]}}\noverrides: [{}]\n", overrides.join(", "));
    let circle =
        "pairwise: [[security, hiring, 9], [hiring, community, 9], [community, security, 9]]";
    for (weights, verdict, is_counted) in
        [("weights: {security: 12}", Verdict::Clear, true), (circle, Verdict::Lean, false)]
    {
        let profile = Profile::from_yaml(&(project.clone() + weights), &catalogue).unwrap();
        let decision = decide(&catalogue, &profile, &Settings::with_draws(1, 0)).unwrap();
        assert_eq!(decision.recommendation.verdict, verdict);
        assert_eq!(decision.estimate.as_ref().unwrap().like_this.is_some(), is_counted);
        let said = messages::because(&decision).join(" ");
        assert_eq!(said.contains("public decisions with this verdict"), is_counted, "{said}");
    }
}

#[test]
fn a_need_that_leaves_a_sole_candidate_is_told_to_decide() {
    let catalogue = Catalogue::embedded();
    let profile = Profile::from_yaml("needs: {admin: built-in}", &catalogue).unwrap();
    let mut decision = decide(&catalogue, &profile, &Settings::with_draws(1, 0)).unwrap();
    let [sole] = &decision.frameworks[..] else { panic!("{:?}", decision.frameworks) };
    let tips = &decision.analysis.tipping_facts;
    assert!(tips.iter().all(|tip| tip.winner != sole.id));
    let without = Profile::from_yaml("{}", &catalogue).unwrap();
    let without = decide(&catalogue, &without, &Settings::with_draws(1, 0)).unwrap();
    let told = tips.iter().find(|tip| tip.id == "admin").map(|tip| tip.winner.clone());
    let expected = without.recommendation.leader.filter(|leader| *leader != sole.id);
    assert_eq!(told, expected);
    // Whichever it is, a sentence names it.
    let winner = without.frameworks.iter().find(|one| one.id != sole.id).unwrap().id.clone();
    decision.analysis.tipping_facts = vec![crate::decision::TippingFact {
        kind: crate::decision::FactKind::Need,
        id: "admin".to_owned(),
        from: Some("built-in".to_owned()),
        to: None,
        winner,
        lead: 1.0,
    }];
    assert!(messages::changes(&decision).unwrap().ends_with("were not needed."));
}

#[test]
fn a_wanted_feature_that_was_not_checked_is_not_counted_as_there() {
    let mut catalogue = Catalogue::embedded();
    let flask = FrameworkId::new("flask").unwrap();
    let mut framework = catalogue.frameworks[&flask].clone();
    framework.capabilities.remove("orm");
    catalogue.frameworks.insert(flask, framework);
    let text = "frameworks: [django, flask]\nneeds: {orm: want, admin: want}";
    let profile = Profile::from_yaml(text, &catalogue).unwrap();
    let decision = decide(&catalogue, &profile, &Settings::with_draws(1, 0)).unwrap();
    assert!(
        messages::packages(&decision).unwrap().contains("1 not checked"),
        "{:?}",
        messages::packages(&decision)
    );
    let trade_offs = messages::trade_offs(&decision);
    let said = "Not checked for Flask: object-relational mapping (ORM).";
    assert!(trade_offs.iter().any(|one| one == said), "{trade_offs:?}");
}

#[test]
fn a_profile_that_contradicts_what_its_answers_let_one_expect_gets_a_notice() {
    let catalogue = Catalogue::embedded();
    let rules = catalogue.fit.as_ref().unwrap();
    assert!(rules.expects.len() > 2);
    for expected in rules.implies.iter().chain(&rules.expects) {
        let Condition::Answer(asked, answer) = &expected.when[0] else { continue };
        for (id, need) in expected.needs.iter().filter(|(_, need)| need.rejects()) {
            let notices = |needs: &str| {
                let text = format!("{{traits: {{{asked}: {answer}}}, needs: {{{needs}}}}}");
                let profile = Profile::from_yaml(&text, &catalogue).unwrap();
                let decision = decide(&catalogue, &profile, &Settings::with_draws(1, 0)).unwrap();
                let is_it = |notice: &Notice| matches!(notice, Notice::Contradicted { capability, wanted: true, .. } if capability == id);
                decision.notices.iter().any(is_it)
            };
            assert!(notices(&format!("{id}: want")), "{asked}={answer} and {id}");
            assert!(!notices(&format!("{id}: {need}")), "{asked}={answer} and {id}");
        }
    }
}
