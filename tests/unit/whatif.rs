//! What a page asks the engine, and what it gets.

use crate::unit::made;
use proptest::prelude::*;
use serde_json::{Value, json};
use weigh::decide::{Settings, decide};
use weigh::model::{Catalogue, Profile};
use weigh::score::weights::weigh;
use weigh::whatif::Engine;

const BASE: &str = "traits: {size: small}\nranking: [security, hiring]\n";

fn engine(catalogue: &Catalogue) -> Engine {
    Engine::new(&catalogue.to_bytes()).unwrap()
}

fn ask(engine: &mut Engine, request: &Value) -> Result<Value, String> {
    let mut all = json!({"draws": 0, "seed": 1, "base": "{}", "want": "page"});
    all.as_object_mut().unwrap().extend(request.as_object().unwrap().clone());
    engine.answer(&all.to_string())
}

/// The profile after a change of one on the embedded catalogue.
fn changed(profile: &str, set: &Value) -> Result<Profile, String> {
    let catalogue = Catalogue::embedded();
    let answer = ask(&mut engine(&catalogue), &json!({"profile": profile, "set": set}))?;
    Ok(Profile::from_yaml(answer["profile"].as_str().unwrap(), &catalogue).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The share is as asked; the others sum to the rest in their proportions.
    #[test]
    fn a_share_moves_the_others_in_proportion(
        weights in prop::collection::vec(1..=9_u8, 2..=7),
        at in 0..2_usize,
        percent in 0.0..=95.0_f64,
    ) {
        let weights: Vec<f64> = weights.into_iter().map(f64::from).collect();
        let row = made::known(&vec![5.0; weights.len()]);
        let catalogue = made::catalogue(&[row.clone(), row], &weights);
        let set = json!({"what": "share", "id": format!("c{at}"), "value": percent.to_string()});
        let answer = ask(&mut engine(&catalogue), &json!({"profile": "{}", "set": set})).unwrap();
        let profile = Profile::from_yaml(answer["profile"].as_str().unwrap(), &catalogue).unwrap();
        let shares = weigh(&catalogue, &profile).unwrap().each;
        let target = percent / 100.0;
        prop_assert!((shares[at].share - target).abs() < 1e-4);
        let rest: f64 = weights.iter().sum::<f64>() - weights[at];
        for (other, share) in shares.iter().enumerate().filter(|(other, _)| *other != at) {
            prop_assert!((share.share - (1.0 - target) * weights[other] / rest).abs() < 1e-4);
        }
    }
}

#[test]
fn the_page_decides_as_the_library_does() {
    let catalogue = Catalogue::embedded();
    let request = json!({"want": "json", "profile": BASE, "draws": 500});
    let answer = ask(&mut engine(&catalogue), &request).unwrap();
    let profile = Profile::from_yaml(BASE, &catalogue).unwrap();
    let decision = decide(&catalogue, &profile, &Settings::with_draws(1, 500)).unwrap();
    let mut page: Value = serde_json::from_str(answer["text"].as_str().unwrap()).unwrap();
    page["inputs"] = json!(decision.inputs);
    assert_eq!(page, json!(decision));
}

/// What a dragged slider shows is what stands there when it is released.
#[test]
fn a_brief_answer_is_a_part_of_the_whole_one() {
    let mut engine = engine(&Catalogue::embedded());
    let set = json!({"what": "share", "id": "security", "value": "61"});
    let mut answer = |brief: bool| {
        let request = json!({"profile": BASE, "base": BASE, "set": set, "brief": brief});
        ask(&mut engine, &request).unwrap()
    };
    let (whole, brief) = (answer(false), answer(true));
    assert_eq!(brief["profile"], whole["profile"]);
    for (part, ends) in [("panel", "<div class=\"actions\">"), ("report", "<tr class=\"more\"")] {
        let [whole, brief] = [&whole, &brief].map(|answer| answer[part].as_str().unwrap());
        assert!(brief.len() * 2 < whole.len(), "{part}");
        let start = whole.split(ends).next().unwrap();
        let shown = start.split("<details id=\"changes\">").next().unwrap();
        assert!(brief.starts_with(shown), "{part}");
    }
}

#[test]
fn each_control_changes_what_it_names() {
    let on = json!({"what": "answer", "id": "team", "value": "django", "on": true});
    let profile = changed("traits: {team: [flask]}\n", &on).unwrap();
    assert_eq!(json!(profile.traits), json!({"team": ["flask", "django"]}));
    let off = json!({"what": "answer", "id": "size", "value": "", "on": true});
    assert!(changed(BASE, &off).unwrap().traits.is_empty());
    let need = json!({"what": "need", "id": "admin", "value": "must"});
    assert_eq!(json!(changed(BASE, &need).unwrap().needs), json!({"admin": "must"}));
    let out = json!({"what": "framework", "id": "flask", "on": false});
    assert_eq!(json!(changed(BASE, &out).unwrap().frameworks), json!(["django", "fastapi"]));
    let factor = json!({"what": "fit-factor", "value": "4"});
    assert!((changed(BASE, &factor).unwrap().factor() - 4.0).abs() < 1e-9);
    let mut rating =
        json!({"what": "rating", "framework": "flask", "criterion": "security", "score": "9.5"});
    rating["because"] = json!("measured");
    let rated = changed(BASE, &rating).unwrap();
    assert_eq!(rated.overrides.len(), 1);
    let yaml = weigh::load::profile_yaml(&rated, &Catalogue::embedded());
    assert!(changed(&yaml, &json!({"what": "unrate", "id": "0"})).unwrap().overrides.is_empty());
}

#[test]
fn what_cannot_be_done_is_said() {
    for (set, word) in [
        (json!({"what": "share", "id": "security", "value": "x"}), "not a number"),
        (json!({"what": "share", "id": "security", "value": "99"}), "from 0 to 95, found 99"),
        (json!({"what": "fit-factor", "value": "-1"}), "from 0 to 4, found -1"),
        (json!({"what": "share", "id": "nothing", "value": "5"}), "cannot be changed"),
        (json!({"what": "need", "id": "admin", "value": "much"}), "not a need level"),
        (json!({"what": "need", "id": "nothing", "value": "must"}), "unknown"),
        (json!({"what": "answer", "id": "size", "value": "Vast", "on": true}), "invalid id"),
        (json!({"what": "unrate", "id": "3"}), "no such rating"),
    ] {
        let error = changed(BASE, &set).unwrap_err();
        assert!(error.contains(word), "{set}: {error}");
    }
    let two = "frameworks: [django, flask]\n";
    let error = changed(two, &json!({"what": "framework", "id": "flask", "on": false}));
    assert!(error.unwrap_err().contains("at least two"));
    assert!(Engine::new(b"nothing").is_err());
}

#[test]
fn markup_in_a_profile_stays_text() {
    let attack = "</script><img src=x onerror=alert(1)>";
    let profile = json!({"title": attack, "context": attack, "overrides": [
        {"framework": "flask", "criterion": "security", "score": 9, "because": attack}]});
    let mut engine = engine(&Catalogue::embedded());
    let answer = ask(&mut engine, &json!({"profile": profile.to_string()})).unwrap();
    for part in ["panel", "report"] {
        let html = answer[part].as_str().unwrap();
        assert!(html.contains("&lt;img") && !html.contains("<img"), "{part}");
    }
}

/// Skipping every question changes nothing, and the interview comes to its end.
#[test]
fn an_interview_asks_until_every_question_is_answered() {
    let mut engine = engine(&Catalogue::embedded());
    let mut after = |skipped: usize| {
        let answers = vec![Value::Null; skipped];
        let request = json!({"want": "question", "profile": "{}", "answers": answers});
        ask(&mut engine, &request).unwrap()
    };
    for skipped in [0, 2] {
        let form = after(skipped)["question"].as_str().unwrap().to_owned();
        assert!(form.contains(&format!("[{}/", skipped + 1)), "{form}");
    }
    let last = after(99);
    assert!(last["question"].is_null() && last["profile"].as_str().unwrap().ends_with("\n{}\n"));
}
