//! The laws of project fit, over random catalogues and profiles that are written as files and read by the loader.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use weigh::parts::{
    CandidateResult, CriterionId, CriterionRow, FactKind, FrameworkId, Need, Notice, SortedMap,
    Verdict,
};
use weigh::{Catalogue, Decision, Profile, Settings, decide};

const CRITERIA: [&str; 3] = ["c0", "c1", "c2"];
/// The last is no default candidate.
const FRAMEWORKS: [&str; 4] = ["f0", "f1", "f2", "f3"];
/// `t1` takes several answers; answers to `t2` move weights; `known` has an answer for each framework.
const TRAITS: [&str; 3] = ["t0", "t1", "t2"];
const ANSWERS: [&str; 3] = ["a0", "a1", "a2"];
const CAPABILITIES: [&str; 5] = ["k0", "k1", "k2", "k3", "k4"];
/// The answer that makes `c2` not applicable.
const WITHOUT_C2: (&str, &str) = ("t2", "a1");

/// Random numbers from bytes, so that a failing case shrinks towards zeros.
#[derive(Debug, Clone)]
struct Dice {
    bytes: Vec<u8>,
    at: usize,
}

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.at += 1;
        usize::from(self.bytes[self.at % self.bytes.len()]) % sides
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.roll(list.len())]
    }

    fn score(&mut self) -> f64 {
        self.roll(21) as f64 / 2.0
    }
}

fn dice() -> impl Strategy<Value = Dice> {
    vec(any::<u8>(), 256).prop_map(|bytes| Dice { bytes, at: 0 })
}

/// The files of a catalogue.
type World = BTreeMap<String, Value>;

fn world(dice: &mut Dice) -> World {
    let mut files = World::new();
    let source = json!({"title": "Made", "publisher": "a test", "url": null, "observed": null});
    files.insert("sources.yaml".into(), json!({"made": source}));
    for id in CRITERIA {
        let indicator =
            json!({"id": "judged", "title": "Judged", "weight": 1, "scale": "judgement"});
        let criterion = json!({"id": id, "title": id, "question": "How good?",
            "weight": 1 + dice.roll(9), "indicators": [indicator]});
        files.insert(format!("{id}.yaml"), criterion);
    }
    let answers = |with: [Value; 3]| {
        let answer = |(id, more): (&str, Value)| {
            let mut answer = json!({"label": id, "fit": true});
            answer.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            (id.to_owned(), answer)
        };
        Value::Object(ANSWERS.into_iter().zip(with).map(answer).collect())
    };
    let plain = || answers([json!({}), json!({}), json!({})]);
    let moving = |weights: Value| json!({"weights": weights, "because": "made"});
    let moves = answers([
        moving(json!({"c0": 2})),
        moving(json!({"c2": 0})),
        moving(json!({"c1": 0.5, "c2": 3})),
    ]);
    let named = json!([{"answer": "{id}", "label": "{name}", "if-named": 9, "otherwise": 3}]);
    let question = |answers: Value, several: bool| json!({"question": "Which?", "several": several, "answers": answers});
    files.insert(
        "traits.yaml".into(),
        json!({"t0": question(plain(), false), "t1": question(plain(), true),
            "t2": question(moves, false),
            "known": {"question": "Who?", "several": true, "each-framework": named}}),
    );
    let capabilities = CAPABILITIES.map(|id| (id.to_owned(), json!({"title": id})));
    files.insert("capabilities.yaml".into(), Value::Object(capabilities.into_iter().collect()));
    files.insert("fit.yaml".into(), fit_rules(dice));
    for (at, id) in FRAMEWORKS.into_iter().enumerate() {
        files.insert(format!("frameworks/{id}.yaml"), framework(dice, id, at < 3));
    }
    files
}

fn fit_rules(dice: &mut Dice) -> Value {
    let points: Map<String, Value> = ["t0", "t1", "t2", "known"]
        .iter()
        .map(|id| ((*id).to_owned(), json!(5 + dice.roll(21))))
        .collect();
    let implication = |dice: &mut Dice| {
        let mut when = Map::new();
        let from = dice.roll(CAPABILITIES.len());
        let mut first = 0;
        if dice.roll(2) == 0 {
            when.insert(dice.of(&TRAITS).into(), json!(dice.of(&ANSWERS)));
        } else {
            let level = dice.of(&["want", "maybe", "bypass"]);
            when.insert(CAPABILITIES[from.min(3)].into(), json!(level));
            // Only later ones are brought along, so that there is no cycle.
            first = from.min(3) + 1;
        }
        if dice.roll(4) == 0 {
            when.insert(dice.of(&TRAITS).into(), json!(dice.of(&ANSWERS)));
        }
        let brought = CAPABILITIES[first + dice.roll(CAPABILITIES.len() - first)];
        json!({"when": when, "needs": {brought: dice.of(&["want", "maybe", "bypass"])},
            "because": "made"})
    };
    let implies: Vec<Value> = (0..dice.roll(7)).map(|_| implication(dice)).collect();
    json!({"points": points, "implies": implies,
        "needs": {"step": 1.1, "maybe": 0.3, "bypass": 1.8},
        "unsaid": 3, "thresholds": {"too-close": 1, "clear": 3}})
}

fn framework(dice: &mut Dice, id: &str, default: bool) -> Value {
    let mut findings = Map::new();
    for criterion in CRITERIA {
        if dice.roll(6) > 0 {
            findings.insert(criterion.into(), finding(dice.score()));
        }
    }
    let mut capabilities = Map::new();
    for capability in CAPABILITIES {
        let provision = match dice.roll(4) {
            0 => continue,
            1 => json!("built-in"),
            2 => json!({"extension": "some-package"}),
            _ => json!("none"),
        };
        capabilities.insert(capability.into(), provision);
    }
    let mut fit = Map::new();
    for asked in TRAITS {
        let mut views = Map::new();
        for answer in ANSWERS {
            if dice.roll(5) > 0 {
                views.insert(answer.into(), json!({"score": dice.score(), "because": "made"}));
            }
        }
        fit.insert(asked.into(), Value::Object(views));
    }
    json!({"id": id, "name": id.to_uppercase(), "default": default, "findings": findings,
        "capabilities": capabilities, "fit": fit})
}

fn finding(score: f64) -> Value {
    json!({"judged": {"score": score, "because": "made", "source": "made", "checked": "2026-11-23"}})
}

fn catalogue(world: &World) -> Catalogue {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in world {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text.to_string()).unwrap();
    }
    Catalogue::from_folder(folder.path(), &[]).unwrap_or_else(|problems| panic!("{problems}"))
}

/// A profile; a need that a framework could not meet is only wanted, so that nobody is excluded.
fn said(dice: &mut Dice, world: &World) -> Value {
    let mut traits = Map::new();
    for asked in TRAITS {
        let mut answers: Vec<&str> = ANSWERS.into_iter().filter(|_| dice.roll(3) == 0).collect();
        answers.truncate(if asked == "t1" { 3 } else { 1 });
        if !answers.is_empty() {
            traits.insert(asked.into(), json!(answers));
        }
    }
    if dice.roll(3) == 0 {
        traits.insert("known".into(), json!([dice.of(&FRAMEWORKS)]));
    }
    let mut needs = Map::new();
    for capability in CAPABILITIES {
        if dice.roll(3) == 0 {
            let level = dice.of(&["want", "maybe", "bypass", "must"]);
            let lacks = |id: &&str| {
                world[&format!("frameworks/{id}.yaml")]["capabilities"][capability] == "none"
            };
            let impossible = level == "must" && FRAMEWORKS.iter().any(lacks);
            needs.insert(capability.into(), json!(if impossible { "want" } else { level }));
        }
    }
    let mut said =
        json!({"traits": traits, "needs": needs, "fit-factor": dice.of(&[1.0, 0.5, 2.0, 4.0])});
    match dice.roll(4) {
        0 => said["weights"] = json!({"c0": 1 + dice.roll(20), "c1": dice.roll(20)}),
        1 => said["ranking"] = json!(["c1", "c0"]),
        _ => {}
    }
    if dice.roll(3) == 0 {
        let fact = dice.of(&["k1", "k3", "t0", "t1=a1", "known=f1"]);
        said["overrides"] = json!([{"framework": dice.of(&FRAMEWORKS[..3]), "fact": fact,
            "points": dice.score() - 5.0, "because": "made"}]);
    }
    if dice.roll(3) == 0 {
        said["frameworks"] = json!(FRAMEWORKS[..2 + dice.roll(3)]);
    }
    said
}

fn decided(catalogue: &Catalogue, said: &Value) -> Decision {
    let text = said.to_string();
    let profile =
        Profile::from_yaml(&text, catalogue).unwrap_or_else(|problems| panic!("{problems}"));
    decide(catalogue, &profile, &Settings::with_draws(1, 0)).unwrap()
}

/// The same with one key below `traits` or `needs` replaced; null removes it.
fn with(said: &Value, under: &str, id: &str, value: Value) -> Value {
    let mut said = said.clone();
    let map = said[under].as_object_mut().unwrap();
    if value.is_null() {
        map.remove(id);
    } else {
        map.insert(id.to_owned(), value);
    }
    said
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

fn id(text: &str) -> FrameworkId {
    FrameworkId::new(text).unwrap()
}

fn criterion<'a>(decision: &'a Decision, id: &str) -> Option<&'a CriterionRow> {
    decision.criterion(&CriterionId::new(id).unwrap())
}

/// Criteria's part and adjustment per framework.
fn parts(decision: &Decision) -> BTreeMap<FrameworkId, (f64, f64)> {
    let parts = decision.frameworks.iter();
    parts.map(|one| (one.id.clone(), (one.criteria, one.adjustment))).collect()
}

/// The items of the closure, each with its points.
fn items(decision: &Decision) -> BTreeMap<(String, String), SortedMap<FrameworkId, f64>> {
    let rows = decision.fit.iter();
    rows.map(|row| ((row.id.clone(), row.answer.clone()), row.points.clone())).collect()
}

/// What could be said besides: under which key, the id, the value and the answer.
fn unsaid(said: &Value, before: &Decision) -> Vec<(&'static str, String, Value, String)> {
    let mut found = Vec::new();
    for asked in TRAITS {
        for answer in ANSWERS {
            let mut answers = said["traits"][asked].as_array().cloned().unwrap_or_default();
            if (asked == "t1" || answers.is_empty()) && !answers.contains(&json!(answer)) {
                answers.push(json!(answer));
                found.push(("traits", asked.to_owned(), Value::Array(answers), answer.to_owned()));
            }
        }
    }
    let closed = |id: &str| before.fit.iter().any(|row| row.id == id);
    for capability in CAPABILITIES.into_iter().filter(|id| !closed(id)) {
        for level in ["want", "maybe", "bypass"] {
            found.push(("needs", capability.to_owned(), json!(level), level.to_owned()));
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// An added fact moves every lead by exactly the difference of its points, whatever else is said. What it brings
    /// along does the same, each item by itself.
    #[test]
    fn an_added_fact_moves_the_lead_by_its_points(mut dice in dice()) {
        let world = world(&mut dice);
        let said = said(&mut dice, &world);
        let catalogue = catalogue(&world);
        let before = decided(&catalogue, &said);
        let possible = unsaid(&said, &before);
        prop_assume!(!possible.is_empty());
        let (under, key, value, answer) = possible[dice.roll(possible.len())].clone();
        let after = decided(&catalogue, &with(&said, under, &key, value.clone()));
        let mut alone = said.clone();
        (alone["traits"], alone["needs"]) = (json!({}), json!({}));
        let single = if under == "traits" { json!([answer]) } else { value };
        let alone = decided(&catalogue, &with(&alone, under, &key, single));

        let (was, is, by_itself) = (items(&before), items(&after), items(&alone));
        let added = (key.clone(), answer.clone());
        prop_assert!(!was.contains_key(&added));
        for (framework, points) in &is[&added] {
            let other = by_itself[&added].get(framework);
            prop_assert!(other.is_none_or(|other| near(*points, *other)), "{} {}", framework, points);
        }
        for (item, points) in &is {
            let Some(before) = was.get(item) else { continue };
            for (framework, points) in points {
                prop_assert!(before.get(framework).is_none_or(|b| near(*b, *points)), "{:?}", item);
            }
        }
        let difference = |points: &SortedMap<FrameworkId, f64>, a, b| points[a] - points[b];
        let (before, after) = (parts(&before), parts(&after));
        for (a, b) in before.keys().flat_map(|a| before.keys().map(move |b| (a, b))) {
            let come = is.iter().filter(|(item, _)| !was.contains_key(*item));
            let gone = was.iter().filter(|(item, _)| !is.contains_key(*item));
            let expected = come.map(|(_, points)| difference(points, a, b)).sum::<f64>()
                - gone.map(|(_, points)| difference(points, a, b)).sum::<f64>();
            let moved = (after[a].1 - after[b].1) - (before[a].1 - before[b].1);
            prop_assert!(near(moved, expected), "{} over {}: {} for {}", a, b, moved, expected);
            if key != "t2" {
                prop_assert!(near(after[a].0, before[a].0), "the criteria's part moved");
            }
        }
    }

    #[test]
    fn a_third_candidate_changes_no_difference_of_two_others(mut dice in dice()) {
        let world = world(&mut dice);
        let mut said = said(&mut dice, &world);
        let catalogue = catalogue(&world);
        said["frameworks"] = json!(["f0", "f1"]);
        let two = decided(&catalogue, &said);
        for others in [json!(["f0", "f1", "f2"]), json!(FRAMEWORKS)] {
            said["frameworks"] = others;
            let more = decided(&catalogue, &said);
            let total = |decision: &Decision, id: &FrameworkId| {
                decision.frameworks.iter().find(|one| one.id == *id).map(|one| one.total.to_bits())
            };
            for one in [id("f0"), id("f1")] {
                prop_assert_eq!(total(&two, &one), total(&more, &one));
            }
        }
    }

    #[test]
    fn what_is_unknown_is_neutral(mut dice in dice()) {
        let mut world = world(&mut dice);
        let mut said = said(&mut dice, &world);
        said.as_object_mut().unwrap().remove("overrides");
        let before = decided(&catalogue(&world), &said);
        for row in &before.fit {
            for (framework, points) in &row.points {
                let file = &world[&format!("frameworks/{framework}.yaml")];
                let silent = match row.kind {
                    FactKind::Trait => row.id != "known" && file["fit"][&row.id][&row.answer].is_null(),
                    _ => file["capabilities"][&row.id].is_null(),
                };
                prop_assert!(!silent || near(*points, 0.0), "{:?}", row);
            }
        }
        for id in FRAMEWORKS {
            let file = world.get_mut(&format!("frameworks/{id}.yaml")).unwrap();
            for criterion in CRITERIA {
                if file["findings"][criterion].is_null() {
                    file["findings"][criterion] = finding(5.0);
                }
            }
            for asked in TRAITS {
                for answer in ANSWERS {
                    if file["fit"][asked][answer].is_null() {
                        file["fit"][asked][answer] = json!({"score": 5, "because": "made"});
                    }
                }
            }
        }
        let after = decided(&catalogue(&world), &said);
        for (one, other) in before.frameworks.iter().zip(&after.frameworks) {
            prop_assert!(one.id == other.id && near(one.total, other.total));
        }
    }

    /// Each item brought along may be said as well, alone or all together.
    #[test]
    fn saying_what_is_implied_changes_nothing(mut dice in dice()) {
        let world = world(&mut dice);
        let said = said(&mut dice, &world);
        let catalogue = catalogue(&world);
        let before = decided(&catalogue, &said);
        let brought: Vec<_> = before.fit.iter().filter(|row| row.brought_by.is_some()).collect();
        let one = |said: &Value, row: &&weigh::parts::FactRow| with(said, "needs", &row.id, json!(row.answer));
        let mut fuller: Vec<Value> = brought.iter().map(|row| one(&said, row)).collect();
        fuller.push(brought.iter().fold(said.clone(), |said, row| one(&said, row)));
        for said in fuller {
            let after = decided(&catalogue, &said);
            prop_assert_eq!(items(&before), items(&after));
            prop_assert_eq!(&before.frameworks, &after.frameworks);
            prop_assert_eq!(&before.recommendation, &after.recommendation);
        }
    }

    #[test]
    fn what_does_not_apply_cannot_decide(mut dice in dice()) {
        let mut world = world(&mut dice);
        let said = said(&mut dice, &world);
        let (asked, answer) = WITHOUT_C2;
        let mut said = with(&said, "traits", asked, json!([answer]));
        if !said["ranking"].is_null() && dice.roll(2) == 0 {
            said["ranking"] = json!(["c0"]);
        }
        let mut before = decided(&catalogue(&world), &said);
        for id in FRAMEWORKS {
            let file = world.get_mut(&format!("frameworks/{id}.yaml")).unwrap();
            file["findings"]["c2"] = finding(dice.score());
        }
        world.get_mut("c2.yaml").unwrap()["weight"] = json!(dice.roll(100));
        let changed = catalogue(&world);
        let mut after = decided(&changed, &said);
        (before.inputs, after.inputs) = Default::default();
        // How old the evidence is counts findings, also those on `c2`.
        (before.analysis.age, after.analysis.age) = Default::default();
        // With another answer `c2` counts again.
        for decision in [&mut before, &mut after] {
            decision.analysis.tipping_facts.retain(|tip| tip.id != asked);
        }
        prop_assert!(criterion(&before, "c2").is_none());
        prop_assert_eq!(before.not_applicable.len(), 1);
        prop_assert_eq!(before, after);
        // What the user's weights name stays, with a notice.
        said.as_object_mut().unwrap().remove("ranking");
        said["weights"] = json!({"c2": 7});
        let kept = decided(&changed, &said);
        prop_assert!(criterion(&kept, "c2").is_some() && kept.not_applicable.is_empty());
        let told = |notice: &Notice| matches!(notice, Notice::NotApplicableKept { .. });
        prop_assert!(kept.notices.iter().any(told));
    }

    #[test]
    fn shares_of_weights_given_are_kept(mut dice in dice(), given in [1..100_u8, 0..100_u8, 0..100_u8]) {
        let world = world(&mut dice);
        let mut said = said(&mut dice, &world);
        said.as_object_mut().unwrap().remove("ranking");
        let catalogue = catalogue(&world);
        let [a, b, c] = given.map(f64::from);
        said["weights"] = json!({"c0": a, "c1": b, "c2": c});
        let all = decided(&catalogue, &said);
        for (id, points) in CRITERIA.into_iter().zip([a, b, c]) {
            prop_assert!((criterion(&all, id).unwrap().share - points / (a + b + c)).abs() < 1e-12);
        }
        said["weights"] = json!({"c0": a, "c1": b});
        let two = decided(&catalogue, &said);
        let share = |id| criterion(&two, id).unwrap().share;
        prop_assert!((share("c1") - share("c0") * b / a).abs() < 1e-12);
    }

    #[test]
    fn the_factor_scales_the_facts_and_nothing_else(mut dice in dice()) {
        let world = world(&mut dice);
        let mut said = said(&mut dice, &world);
        let catalogue = catalogue(&world);
        let mut by_factor = Vec::new();
        for factor in [0.0, 1.0, 2.5] {
            said["fit-factor"] = json!(factor);
            let decision = decided(&catalogue, &said);
            for one in &decision.frameworks {
                let points: f64 = decision.fit.iter().map(|row| row.points[&one.id]).sum();
                let rated = |row: &CriterionRow| row.ratings[&one.id].as_ref().map_or(5.0, |r| r.score);
                let criteria: f64 = decision.criteria.iter().map(|row| row.share * rated(row)).sum();
                prop_assert!(near(points, one.adjustment) && near(criteria, one.criteria));
                prop_assert!(near(one.total, one.criteria + one.adjustment));
                prop_assert!(factor > 0.0 || near(one.total, one.criteria));
                prop_assert!(one.low <= one.total + 1e-9 && one.total <= one.high + 1e-9);
            }
            by_factor.push(parts(&decision));
        }
        for (id, (criteria, adjustment)) in &by_factor[1] {
            prop_assert!(near(by_factor[0][id].0, *criteria) && near(by_factor[2][id].0, *criteria));
            prop_assert!(near(by_factor[2][id].1, 2.5 * adjustment));
        }
    }

    #[test]
    fn contributions_and_facts_sum_to_the_lead(mut dice in dice()) {
        let world = world(&mut dice);
        let said = said(&mut dice, &world);
        let decision = decided(&catalogue(&world), &said);
        let criteria: f64 = decision.criteria.iter().filter_map(|row| row.contribution).sum();
        let reasons = &decision.recommendation.reasons;
        let facts = reasons.iter().filter(|reason| reason.kind != FactKind::Criterion);
        let facts: f64 = facts.map(|reason| reason.points).sum();
        prop_assert!(near(criteria + facts, decision.recommendation.lead.unwrap()));
        prop_assert!(reasons.windows(2).all(|two| two[0].points.abs() >= two[1].points.abs()));
        for reason in reasons.iter().filter(|reason| reason.kind == FactKind::Criterion) {
            let row = criterion(&decision, &reason.id).unwrap();
            prop_assert!(!row.tie && near(row.contribution.unwrap(), reason.points));
        }
    }

    /// Each tipping fact fed back puts its winner first by its lead, and no other answer does.
    #[test]
    fn tipping_facts_tip_and_none_is_left_out(mut dice in dice()) {
        let world = world(&mut dice);
        let said = said(&mut dice, &world);
        let catalogue = catalogue(&world);
        let now = decided(&catalogue, &said);
        let tips = &now.analysis.tipping_facts;
        let then = |under: &str, key: &str, to: Option<&str>| {
            let value = to.map_or(Value::Null, |to| json!([to]));
            decided(&catalogue, &with(&said, under, key, value)).recommendation
        };
        for tip in tips {
            let under = if tip.kind == FactKind::Trait { "traits" } else { "needs" };
            let then = then(under, &tip.id, tip.to.as_deref());
            prop_assert_eq!(then.leader.as_ref(), Some(&tip.winner), "{:?}", tip);
            prop_assert!(near(then.lead.unwrap(), tip.lead), "{:?} {:?}", tip, then.lead);
            prop_assert_eq!(tip.from.is_some(), !said[under][&tip.id].is_null());
        }
        let mut changes: Vec<(&str, &str, Option<&str>)> = Vec::new();
        for asked in &catalogue.traits {
            let own = &said["traits"][asked.id.as_str()];
            let others = asked.answers.iter().filter(|answer| *own != json!([answer.id]));
            changes.extend(others.map(|to| ("traits", asked.id.as_str(), Some(to.id.as_str()))));
            changes.extend((!own.is_null()).then_some(("traits", asked.id.as_str(), None)));
        }
        let needs = said["needs"].as_object().unwrap();
        changes.extend(needs.keys().map(|capability| ("needs", capability.as_str(), None)));
        for (under, key, to) in changes {
            let then = then(under, key, to);
            let listed = tips.iter().any(|tip| {
                tip.id == key && tip.to.as_deref() == to && (tip.kind == FactKind::Trait) == (under == "traits")
            });
            let tipped = then.leader != now.recommendation.leader && then.lead.is_some_and(|lead| lead > 1e-9);
            prop_assert_eq!(listed, tipped, "{} {} {:?}", under, key, to);
        }
    }

    /// At the tipping factor a rival is level with the leader; nearer to the present factor none is ahead of it.
    #[test]
    fn the_tipping_factor_tips(mut dice in dice()) {
        let world = world(&mut dice);
        let mut said = said(&mut dice, &world);
        let catalogue = catalogue(&world);
        let now = decided(&catalogue, &said);
        let (first, rivals) = now.frameworks.split_first().unwrap();
        let mut lead = |factor: f64| {
            said["fit-factor"] = json!(factor);
            let parts = parts(&decided(&catalogue, &said));
            let total = |one: &CandidateResult| parts[&one.id].0 + parts[&one.id].1;
            total(first) - rivals.iter().map(total).fold(f64::NEG_INFINITY, f64::max)
        };
        match now.analysis.tipping_factor {
            Some(factor) => {
                prop_assert!((0.0..=4.0).contains(&factor) && factor.is_sign_positive());
                prop_assert!(near(lead(factor), 0.0));
                prop_assert!(lead(f64::midpoint(factor, now.fit_factor)) > -1e-9);
            }
            None => prop_assert!(lead(0.0) > -1e-9 && lead(4.0) > -1e-9),
        }
    }

    /// A framework that was not compared has the place that is told, once it is compared.
    #[test]
    fn the_place_of_who_is_not_compared_is_the_one_it_has(mut dice in dice()) {
        let world = world(&mut dice);
        let mut said = said(&mut dice, &world);
        said["frameworks"] = json!(FRAMEWORKS[..2]);
        let catalogue = catalogue(&world);
        for one in decided(&catalogue, &said).not_compared {
            let Some(rank) = one.rank else { continue };
            said["frameworks"] = json!([FRAMEWORKS[0], FRAMEWORKS[1], one.id.as_str()]);
            let joined = decided(&catalogue, &said);
            let place = joined.frameworks.iter().find(|framework| framework.id == one.id).unwrap().rank;
            prop_assert_eq!(place, rank);
        }
    }

    /// Who is told that weights cannot change the result finds none that does.
    #[test]
    fn weights_that_cannot_change_the_result_do_not(mut dice in dice()) {
        let world = world(&mut dice);
        let mut said = said(&mut dice, &world);
        said.as_object_mut().unwrap().remove("ranking");
        let catalogue = catalogue(&world);
        let mut weighted = |points: [u8; 3]| {
            said["weights"] = json!({"c0": points[0], "c1": points[1], "c2": points[2]});
            decided(&catalogue, &said)
        };
        let now = weighted([1, 1, 1]);
        let told = now.notices.iter().any(|notice| matches!(notice, Notice::WeightsCannotChange { .. }));
        for points in [[1, 0, 0], [0, 1, 0], [0, 0, 1]] {
            let leader = weighted(points).recommendation.leader;
            prop_assert!(!told || leader == now.recommendation.leader);
        }
    }

    /// The adjustments stay as they are while a share moves.
    #[test]
    fn tipping_shares_tip_beside_the_facts(mut dice in dice()) {
        let world = world(&mut dice);
        let mut said = said(&mut dice, &world);
        said.as_object_mut().unwrap().remove("ranking");
        let catalogue = catalogue(&world);
        let now = decided(&catalogue, &said);
        let leader = now.recommendation.leader.clone().unwrap();
        let mut at = |moved: &CriterionId, share: f64| {
            let own = now.criterion(moved).unwrap().share;
            let points = |row: &CriterionRow| {
                let points = if row.id == *moved { share } else { row.share * (1.0 - share) / (1.0 - own) };
                (row.id.to_string(), json!(points))
            };
            said["weights"] = Value::Object(now.criteria.iter().map(points).collect());
            let decision = decided(&catalogue, &said);
            let total = |id: &FrameworkId| decision.frameworks.iter().find(|one| one.id == *id).unwrap().total;
            let best = decision.frameworks[0].total;
            (decision.recommendation.leader.clone().unwrap(), best - total(&leader))
        };
        for tip in &now.analysis.tipping_weights {
            let Some([low, high]) = tip.holds else { continue };
            for (share, beyond, takers) in
                [(low, low - 1e-4, &tip.below), (high, high + 1e-4, &tip.above)]
            {
                if !(2e-4..=1.0 - 2e-4).contains(&share) {
                    continue;
                }
                prop_assert!(near(at(&tip.criterion, share).1, 0.0), "{:?}", tip);
                let (first, behind) = at(&tip.criterion, beyond);
                prop_assert!(takers.contains(&first) && behind > 0.0, "{:?} {}", tip, first);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// The exact share of all weightings between two is what sampling finds, adjustments and all.
    #[test]
    fn the_exact_share_agrees_with_sampling(mut dice in dice(), seed in any::<u64>()) {
        let world = world(&mut dice);
        let mut said = said(&mut dice, &world);
        (said["frameworks"], said["fit-factor"]) = (json!(["f0", "f1"]), json!(0.25));
        let decision = decided(&catalogue(&world), &said);
        let adjusted = |row: &CriterionRow, id: &FrameworkId| {
            let adjustment = decision.frameworks.iter().find(|one| one.id == *id).unwrap().adjustment;
            row.ratings[id].as_ref().map_or(5.0, |rating| rating.score) + adjustment
        };
        let ids = (id("f0"), id("f1"));
        let differences: Vec<f64> =
            decision.criteria.iter().map(|row| adjusted(row, &ids.0) - adjusted(row, &ids.1)).collect();
        let mut state = seed;
        let mut uniform = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
        };
        let samples = 40_000;
        let mut wins = 0.0;
        for _ in 0..samples {
            let lead: f64 = differences.iter().map(|d| -libm::log(uniform()) * d).sum();
            wins += if lead.abs() < 1e-9 { 0.5 } else { f64::from(lead > 0.0) };
        }
        let all = decision.analysis.all_weightings.unwrap();
        let tolerance = 5.0 * 0.5 / f64::from(samples).sqrt();
        prop_assert!(all.exact);
        prop_assert!((all.first[&ids.0] - wins / f64::from(samples)).abs() < tolerance, "{:?} {}", all, wins);
    }
}

/// A world in which nothing is left to chance but what the zeros of the dice give.
fn plain_world() -> World {
    world(&mut Dice { bytes: (0..=255).collect(), at: 0 })
}

fn compared(decision: &Decision) -> Vec<&str> {
    let mut ids: Vec<&str> = decision.frameworks.iter().map(|one| one.id.as_str()).collect();
    ids.sort_unstable();
    ids
}

/// Named in the profile, else the defaults and whoever an answer or an override names.
#[test]
fn who_is_compared() {
    let catalogue = catalogue(&plain_world());
    let defaults = ["f0", "f1", "f2"];
    let cases = [
        (json!({"traits": {"t0": "a0"}}), &defaults[..]),
        (json!({"traits": {"known": "f1"}}), &defaults[..]),
        (json!({"traits": {"known": "f3"}}), &FRAMEWORKS[..]),
        (
            json!({"overrides": [{"framework": "f3", "criterion": "c0", "score": 5, "because": "x"}]}),
            &FRAMEWORKS[..],
        ),
        (json!({"frameworks": ["f0", "f1"], "traits": {"known": "f3"}}), &FRAMEWORKS[..2]),
        (json!({"frameworks": ["f0", "f3"]}), &["f0", "f3"][..]),
    ];
    for (said, expected) in cases {
        let decision = decided(&catalogue, &said);
        assert_eq!(compared(&decision), expected, "{said}");
        let left_out: Vec<&str> =
            FRAMEWORKS.into_iter().filter(|id| !expected.contains(id)).collect();
        let told: Vec<&str> = decision.not_compared.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(told, left_out, "{said}");
        let notices = decision.notices.iter();
        let notices = notices.filter(|notice| matches!(notice, Notice::NotCompared { .. }));
        let placed = decision.not_compared.iter().filter(|one| one.rank.is_some());
        assert_eq!(notices.count(), placed.count());
        assert!(decision.not_compared.iter().all(|one| one.rank.is_none_or(|rank| rank <= 2)));
    }
    for said in [json!({"frameworks": ["f0"]}), json!({"frameworks": ["f0", "f0"]})] {
        assert!(Profile::from_yaml(&said.to_string(), &catalogue).is_err(), "{said}");
    }
}

#[test]
fn nothing_said_recommends_nothing() {
    let world = plain_world();
    let catalogue = catalogue(&world);
    for said in [json!({}), json!({"title": "x", "fit-factor": 2, "frameworks": ["f0", "f1"]})] {
        let decision = decided(&catalogue, &said);
        assert!(!decision.described && decision.recommendation.winner.is_none());
        assert!(
            decision.recommendation.leader.is_some() && decision.recommendation.estimate.is_none()
        );
    }
    for said in [
        json!({"traits": {"t0": "a0"}}),
        json!({"needs": {"k0": "maybe"}}),
        json!({"weights": {"c0": 3}}),
        json!({"overrides": [{"framework": "f0", "criterion": "c0", "score": 5, "because": "x"}]}),
    ] {
        assert!(decided(&catalogue, &said).described, "{said}");
    }
}

#[test]
fn nothing_said_fails_where_an_answer_is_expected() {
    let repository = crate::repository::Repository::new();
    repository.write("empty.yaml", "{}\n");
    for (arguments, code) in [
        (&["decide", "empty.yaml"][..], 0),
        (&["decide", "empty.yaml", "--fail-on", "undescribed"], 1),
        (&["decide", "empty.yaml", "--fail-on", "none-qualifies"], 0),
        (&["decide", "empty.yaml", "--expect", "django"], 1),
        (&["decide", "empty.yaml", "--expect", "flask"], 1),
        (&["decide", "empty.yaml", "--fit-factor", "2", "--fail-on", "undescribed"], 1),
        (&["decide", "empty.yaml", "--trait", "size=small", "--fail-on", "undescribed"], 0),
        (&["record", "empty.yaml"], 2),
    ] {
        let ran = repository.weigh(arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {}", ran.err);
    }
}

/// There is an estimate where it was calibrated, and nowhere else.
#[test]
fn when_there_is_no_estimate() {
    let embedded = Catalogue::embedded();
    let house =
        |id: &str| json!({"frameworks": ["django", "flask"], "traits": {"house-standard": id}});
    let estimate = |catalogue: &Catalogue, said: &Value| {
        let decision = decided(catalogue, said);
        assert_eq!(decision.recommendation.estimate.is_some(), decision.estimate.is_some());
        decision.recommendation.estimate
    };
    for id in ["django", "flask"] {
        let found = estimate(&embedded, &house(id)).unwrap();
        assert!((0.5..=0.95).contains(&found), "{found}");
        let mut twice = house(id);
        twice["fit-factor"] = json!(2);
        assert_eq!(estimate(&embedded, &twice), None);
    }
    assert_eq!(estimate(&embedded, &json!({})), None);
    assert_eq!(estimate(&embedded, &json!({"weights": {"security": 30}})), None);
    let mut nobody_chose = Catalogue::embedded();
    nobody_chose.precedents.clear();
    assert_eq!(estimate(&nobody_chose, &house("django")), None);
    let mut elsewhere = Catalogue::embedded();
    elsewhere.origin.place = "elsewhere".to_owned();
    assert_eq!(estimate(&elsewhere, &house("django")), None);
    let made = catalogue(&plain_world());
    assert_eq!(estimate(&made, &json!({"traits": {"t0": "a0"}})), None);
    // A must that all but one lack leaves a sole candidate.
    let mut alone = Catalogue::embedded();
    let capability = alone.capabilities.keys().next().unwrap().clone();
    for (name, framework) in alone.frameworks.iter_mut() {
        let provision = match name.as_str() {
            "django" => weigh::parts::Provision::BuiltIn,
            _ => weigh::parts::Provision::None,
        };
        framework.capabilities.insert(capability.clone(), provision);
    }
    let mut must = house("django");
    must["needs"] = json!({capability.as_str(): Need::Must.as_str()});
    assert_eq!(estimate(&alone, &must), None);
}

/// A lead that is clear over a sole rival is no more than a lean over two rivals as near: the words agree with the estimate.
/// The estimate follows from the figures that stand beside it.
#[test]
fn a_clear_verdict_is_likely() {
    let embedded = Catalogue::embedded();
    let with_points = |points: [f64; 3]| {
        let overrides = ["django", "fastapi", "flask"].into_iter().zip(points).map(|(id, points)| {
            json!({"framework": id, "fact": "house-standard", "points": points, "because": "made"})
        });
        let overrides: Vec<Value> = overrides.collect();
        json!({"traits": {"house-standard": "django"}, "overrides": overrides})
    };
    let level = decided(&embedded, &with_points([0.1; 3]));
    let basis = level.estimate.as_ref().unwrap();
    // Points with which a framework counts as much in the estimate as is wanted.
    let counted = |id: &str, wanted: f64| {
        let one = level.frameworks.iter().find(|one| one.id.as_str() == id).unwrap();
        wanted - basis.criteria * one.criteria
    };
    let with = |leads: [f64; 2]| {
        let [second, third] = leads.map(|lead| 8.0 - lead);
        let points = [counted("django", 8.0), counted("fastapi", second), counted("flask", third)];
        let mut said = with_points(points);
        let found = decided(&embedded, &said).recommendation;
        let odds: f64 = leads.iter().map(|lead| libm::exp(-basis.k * lead)).sum();
        assert!((found.estimate.unwrap() - 1.0 / (1.0 + odds)).abs() < 1e-9, "{found:?}");
        assert!(found.lead > Some(3.0), "{found:?}");
        // The verdict does not depend on whether there is an estimate.
        said["fit-factor"] = json!(0.999);
        let without = decided(&embedded, &said).recommendation;
        assert_eq!((without.estimate, without.verdict), (None, found.verdict));
        found
    };
    let (sole, two) = (with([4.4, 14.0]), with([4.4, 4.4]));
    assert_eq!((sole.verdict, two.verdict), (Verdict::Clear, Verdict::Lean));
    assert!(two.estimate < sole.estimate && two.estimate < Some(0.75), "{two:?}");
}

/// Where the estimate is higher for another than the leader, the answer says so; its interval begins at its lower end.
#[test]
fn an_estimate_that_speaks_for_another_is_said() {
    let embedded = Catalogue::embedded();
    for points in [0.0, 1.0, 1.5, 2.0, 2.5, 6.0] {
        let said = json!({
            "frameworks": ["django", "fastapi"],
            "traits": {"house-standard": "fastapi"},
            "weights": {"security": 1, "database": 0, "community": 0, "hiring": 0, "performance": 0, "flexibility": 0},
            "overrides": [
                {"framework": "django", "fact": "house-standard", "points": 0, "because": "made"},
                {"framework": "fastapi", "fact": "house-standard", "points": points, "because": "made"},
            ],
        });
        let decision = decided(&embedded, &said);
        let recommendation = &decision.recommendation;
        let (Some(estimate), Some(basis)) = (recommendation.estimate, &decision.estimate) else {
            assert!(points < 1e-9, "{said}");
            continue;
        };
        let [low, high] = basis.interval;
        assert!(low <= estimate && estimate <= high, "{low} {estimate} {high}");
        let text = decision.render(weigh::Format::Markdown, &embedded);
        assert_eq!(text.contains("is the likelier choice"), estimate < 0.5, "{estimate}: {text}");
    }
}

/// A gate for a framework is met by a stack of it.
#[test]
fn a_stack_meets_what_is_expected_of_its_base() {
    let repository = crate::repository::Repository::new();
    let all = "--frameworks=django,django-rest-framework,flask";
    let run = |expected| {
        let ran =
            repository.weigh(&["decide", all, "-n", "rest-api=built-in", "--expect", expected]);
        (ran.code, ran.out.contains("Django + REST framework"))
    };
    assert_eq!(run("django"), (0, true));
    assert_eq!(run("django-rest-framework"), (0, true));
    assert_eq!(run("flask"), (1, true));
}
