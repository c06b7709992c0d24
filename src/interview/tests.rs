//! The interview in memory: every step, back and forth, skipping, and leaving at every question.

use super::fixture::catalogue;
use super::{Answer, Finished, Found, Interview, Keep, Memory, Outcome, Reply, offer};
use crate::decide::{Settings, decide};
use crate::model::{AnswerId, CapabilityId, Catalogue, Need, Profile, TraitId, Weighting};

/// Leads an interview; what it came to, and the conversation.
fn lead(interview: &Interview, mut memory: Memory) -> (Option<Finished>, Vec<String>) {
    let outcome = interview.run(&mut memory).unwrap();
    let finished = match outcome {
        Outcome::Finished(finished) => Some(*finished),
        Outcome::Quit => None,
    };
    (finished, memory.transcript)
}

fn settings() -> Settings {
    Settings::with_draws(1, 50)
}

fn scripted(catalogue: &Catalogue, replies: &[Reply]) -> (Finished, Vec<String>) {
    let interview = Interview::new(catalogue, &settings());
    let (finished, transcript) = lead(&interview, Memory::scripted(replies.to_vec()));
    (finished.unwrap(), transcript)
}

fn answers(profile: &Profile, id: &str) -> Vec<String> {
    let given = profile.traits.get(&TraitId::new(id).unwrap());
    given.into_iter().flatten().map(ToString::to_string).collect()
}

fn need(profile: &Profile, id: &str) -> Option<Need> {
    profile.needs.get(&CapabilityId::new(id).unwrap()).copied()
}

fn said<'a>(transcript: &'a [String], part: &str) -> &'a str {
    let line = transcript.iter().find(|line| line.contains(part));
    line.unwrap_or_else(|| panic!("nobody said `{part}` in {transcript:#?}"))
}

/// Answers by what the question says; Enter to all others.
fn by_question<'a>(replies: &'a [(&'a str, Reply)]) -> Memory<'a> {
    Memory::replying(move |question, _| {
        let reply = replies.iter().find(|(part, _)| question.text.contains(part));
        reply.map_or(Reply::Enter, |(_, reply)| reply.clone())
    })
}

#[test]
fn nothing_answered_changes_nothing() {
    let catalogue = catalogue();
    let (finished, transcript) = scripted(&catalogue, &[]);
    assert_eq!(finished.profile, Profile::default());
    assert_eq!(finished.decision, decide(&catalogue, &Profile::default(), &settings()).unwrap());
    assert!(said(&transcript, "Alpha leads by 0.5").starts_with("  Alpha and Beta: at most 6"));
    assert!(
        transcript.iter().filter(|line| line.starts_with("  ")).count() <= 2,
        "{transcript:#?}"
    );
}

#[test]
fn a_question_without_effect_is_left_out_and_named() {
    let catalogue = catalogue();
    let (finished, transcript) = scripted(&catalogue, &[]);
    assert_eq!(finished.left_out, ["mood"]);
    assert!(!transcript.iter().any(|line| line.contains("Which mood?")));
    assert!(said(&transcript, "Left out 1 question").contains("--all"));
    let all = Interview::new(&catalogue, &settings()).asking_all(true);
    let (finished, transcript) = lead(&all, Memory::scripted([]));
    assert!(finished.unwrap().left_out.is_empty());
    said(&transcript, "Which mood?");
    said(&transcript, "What is the situation?");
}

#[test]
fn the_effect_is_told_as_an_answer_is_given() {
    let catalogue = catalogue();
    let replies = [
        ("secrecy", Reply::pick("A high")),
        ("team", Reply::pick("Beta")),
        ("kind", Reply::pick("A blog")),
    ];
    let interview = Interview::new(&catalogue, &settings());
    let (_, transcript) = lead(&interview, by_question(&replies));
    said(&transcript, "  security ×2: it will not wait; ");
    said(&transcript, "suits Alpha 3, Beta 9; Beta leads by");
    said(&transcript, "an ordinary answer: it changes nothing");
}

#[test]
fn a_need_that_one_lacks_settles_it_and_ends_the_questions() {
    let catalogue = catalogue();
    let replies =
        [("need, or go", Reply::mark(&["admin"])), ("How much is it", Reply::pick("Must"))];
    let interview = Interview::new(&catalogue, &settings());
    let (finished, transcript) = lead(&interview, by_question(&replies));
    let finished = finished.unwrap();
    assert_eq!(need(&finished.profile, "admin"), Some(Need::Must));
    said(&transcript, "Beta is out, it lacks the admin; only Alpha has all that must be there");
    assert_eq!(finished.left_out, ["team", "size", "secrecy", "mood", "weights"]);
    assert_eq!(finished.asked, 3);
}

#[test]
fn needs_get_their_strengths_one_by_one() {
    let catalogue = catalogue();
    let replies = [
        ("need, or go", Reply::mark(&["admin", "websockets"])),
        ("How much are they", Reply::pick("one by one")),
        ("admin: how much", Reply::pick("Bypass")),
    ];
    let interview = Interview::new(&catalogue, &settings());
    let (finished, transcript) = lead(&interview, by_question(&replies));
    let profile = finished.unwrap().profile;
    assert_eq!(need(&profile, "admin"), Some(Need::Bypass));
    assert_eq!(need(&profile, "websockets"), Some(Need::Want));
    said(&transcript, "free of what you go round, Alpha 0, Beta 10");
}

#[test]
fn only_what_parts_the_candidates_is_offered_as_a_need() {
    let catalogue = catalogue();
    for (all, expected) in [(false, 2), (true, 3)] {
        let interview = Interview::new(&catalogue, &settings()).asking_all(all);
        let mut offered = 0;
        let memory = Memory::replying(|question, choices| {
            if question.text.contains("need, or go") {
                offered = choices.len();
            }
            Reply::Enter
        });
        lead(&interview, memory);
        assert_eq!(offered, expected);
    }
}

#[test]
fn going_back_keeps_the_earlier_answer() {
    let catalogue = catalogue();
    // kind, needs, back to kind, Enter keeps it, needs again, team, back, back to kind, another answer.
    let replies = [
        Reply::pick("A shop"),
        Reply::Back,
        Reply::Enter,
        Reply::mark(&["admin"]),
        Reply::Back,
        Reply::Enter,
        Reply::Enter,
        Reply::mark(&["Beta"]),
        Reply::Back,
        Reply::Enter,
    ];
    let (finished, transcript) = scripted(&catalogue, &replies);
    assert_eq!(answers(&finished.profile, "kind"), ["shop"]);
    assert_eq!(answers(&finished.profile, "team"), ["beta"]);
    assert_eq!(need(&finished.profile, "admin"), Some(Need::Want));
    assert_eq!(transcript.iter().filter(|line| line.contains("Which kind?")).count(), 2);
}

#[test]
fn an_answer_can_be_taken_back_and_the_first_question_has_none_before_it() {
    let catalogue = catalogue();
    let replies = [Reply::Back, Reply::pick("A shop"), Reply::Back, Reply::Skip];
    let (finished, transcript) = scripted(&catalogue, &replies);
    assert!(finished.profile.traits.is_empty());
    said(&transcript, "This is the first question");
}

#[test]
fn points_and_rankings_set_the_weights() {
    let catalogue = catalogue();
    let interview = Interview::new(&catalogue, &settings());
    let points =
        [("shall each", Reply::pick("points")), ("Points for security", Reply::Number(40.0))];
    let (finished, transcript) = lead(&interview, by_question(&points));
    let Weighting::Points(given) = finished.unwrap().profile.weighting else { panic!("no points") };
    assert_eq!(given.len(), 1);
    said(&transcript, "security 33 % to 67 %");
    let ranks = [
        ("shall each", Reply::pick("Rank")),
        ("What matters most", Reply::pick("Performance")),
        ("And then", Reply::Skip),
    ];
    let (finished, transcript) = lead(&interview, by_question(&ranks));
    let Weighting::Ranking(order) = finished.unwrap().profile.weighting else {
        panic!("no ranking")
    };
    assert_eq!(order[0].as_str(), "performance");
    assert_eq!(order.len(), 1);
    said(&transcript, "performance 33 % to 61 %");
}

#[test]
fn a_ranking_can_be_gone_back_over() {
    let catalogue = catalogue();
    let mut replies = vec![Reply::Skip; 5];
    replies.extend([
        Reply::pick("Rank"),
        Reply::pick("Security"),
        Reply::pick("Performance"),
        Reply::Back,
        Reply::Back,
        Reply::pick("Community"),
        Reply::Skip,
    ]);
    let (finished, _) = scripted(&catalogue, &replies);
    let Weighting::Ranking(order) = finished.profile.weighting else { panic!("no ranking") };
    assert_eq!(order.iter().map(ToString::to_string).collect::<Vec<_>>(), ["community"]);
}

#[test]
fn weights_that_are_all_zero_are_asked_again() {
    let catalogue = catalogue();
    let mut security = 0;
    let memory = Memory::replying(|question, _| {
        if question.text.contains("shall each") {
            return Reply::pick("points");
        }
        if question.text.contains("Points for security") {
            security += 1;
            return Reply::Number(if security == 1 { 0.0 } else { 5.0 });
        }
        if question.text.contains("Points for") { Reply::Number(0.0) } else { Reply::Enter }
    });
    let interview = Interview::new(&catalogue, &settings());
    let (finished, transcript) = lead(&interview, memory);
    assert!(
        matches!(finished.unwrap().profile.weighting, Weighting::Points(points) if points.len() == 3)
    );
    said(&transcript, "all weights are zero");
}

#[test]
fn what_was_found_is_offered_marked_and_accepted_with_enter() {
    let catalogue = catalogue();
    let (team, beta) = (TraitId::new("team").unwrap(), AnswerId::new("beta").unwrap());
    let found = vec![
        Found::Trait { id: team.clone(), answers: vec![beta], at: "setup.py:3".to_owned() },
        Found::Trait {
            id: team,
            answers: vec![AnswerId::new("cobol").unwrap()],
            at: String::new(),
        },
        Found::Need {
            id: CapabilityId::new("admin").unwrap(),
            need: Need::Maybe,
            at: "urls.py:9".to_owned(),
        },
    ];
    let mut marks = Vec::new();
    let interview = Interview::new(&catalogue, &settings()).with_found(found);
    let memory = Memory::replying(|question, _| {
        marks.extend(question.found.clone());
        Reply::Enter
    });
    let (finished, transcript) = lead(&interview, memory);
    let profile = finished.unwrap().profile;
    assert_eq!(answers(&profile, "team"), ["beta"]);
    assert_eq!(need(&profile, "admin"), Some(Need::Maybe));
    assert_eq!(marks, ["urls.py:9 (The admin)", "setup.py:3"]);
    said(&transcript, "As found, Beta leads");
}

#[test]
fn leaving_works_at_every_question_and_so_does_going_back() {
    let catalogue = catalogue();
    let long = |question: &super::Question| match question.text.as_str() {
        text if text.contains("need, or go") => Reply::mark(&["websockets"]),
        text if text.contains("How much is it") => Reply::pick("one by one"),
        text if text.contains("shall each") => Reply::pick("Rank"),
        text if text.contains("matters most") => Reply::pick("Security"),
        text if text.contains("called") => Reply::Type("A shop".to_owned()),
        _ => Reply::Enter,
    };
    let interview = Interview::new(&catalogue, &settings()).asking_all(true);
    let (_, transcript) = lead(&interview, Memory::replying(|question, _| long(question)));
    let count = transcript.iter().filter(|line| line.starts_with("? ")).count();
    assert_eq!(count, 13, "{transcript:#?}");
    let (whole, _) = lead(&interview, Memory::replying(|question, _| long(question)));
    for at in 0..count {
        let (mut leaving, mut returning) = (0, 0);
        let quits = Memory::replying(|question, _| {
            leaving += 1;
            if leaving == at + 1 { Reply::Quit } else { long(question) }
        });
        assert!(lead(&interview, quits).0.is_none(), "at question {at}");
        let returns = Memory::replying(|question, _| {
            returning += 1;
            if returning == at + 1 { Reply::Back } else { long(question) }
        });
        let profile = lead(&interview, returns).0.map(|finished| finished.profile);
        assert_eq!(profile, whole.as_ref().map(|w| w.profile.clone()), "at question {at}");
    }
}

/// What an offer comes to; `there.yaml` exists.
fn offered(replies: &[Reply], records: bool) -> Answer<Keep> {
    let mut memory = Memory::scripted(replies.to_vec());
    offer(&mut memory, (records, false), &|path| path.ends_with("there.yaml")).unwrap()
}

#[test]
fn nothing_is_kept_unless_it_is_asked_for() {
    assert_eq!(offered(&[], true), Answer::Skipped);
    assert_eq!(offered(&[Reply::pick("Save"), Reply::Quit], true), Answer::Quit);
    assert_eq!(offered(&[Reply::pick("Save"), Reply::Back, Reply::Enter], true), Answer::Skipped);
    let Answer::Given(keep) = offered(&[Reply::pick("record")], true) else { panic!("nothing") };
    assert!(
        keep.record && keep.profile == Some("weigh-profile.yaml".into()) && keep.title.is_none()
    );
    let typed = |text: &str| Reply::Type(text.to_owned());
    let replies =
        [Reply::pick("Save"), typed("there.yaml"), Reply::Enter, typed("b.yaml"), typed("Shop")];
    let Answer::Given(keep) = offered(&replies, false) else { panic!("nothing") };
    assert_eq!(keep.profile, Some("b.yaml".into()));
    assert_eq!(keep.title.as_deref(), Some("Shop"));
    let replies = [Reply::pick("Save"), typed("there.yaml"), Reply::Yes];
    let Answer::Given(keep) = offered(&replies, false) else { panic!("nothing") };
    assert_eq!(keep.profile, Some("there.yaml".into()));
}
