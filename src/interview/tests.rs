//! The interview in memory: every step, back and forth, skipping, and leaving at every question.

mod fixture;
mod relevance;
mod weights;

use super::{Interview, Origins, Question, Stop, offer};
use crate::model::{AnswerId, CapabilityId, Catalogue, Factor, Need, Profile, Trait, TraitId};
use fixture::{Memory, Reply, asked, catalogue, framework, part};
use std::path::Path;

/// Leads an interview; its result, and the conversation.
fn lead(interview: &Interview, mut memory: Memory) -> (Option<Profile>, Vec<String>) {
    let finished = match interview.run(&mut memory, &mut |_| {}) {
        Ok(finished) => Some(finished),
        Err(Stop::Quit) => None,
        Err(stop) => panic!("{stop}"),
    };
    (finished, memory.transcript)
}

fn interview(catalogue: &Catalogue) -> Interview<'_> {
    let (profile, origins) = (Profile::default(), Origins::default());
    let left_out = "See the rest.";
    Interview {
        catalogue,
        today: None,
        profile,
        origins,
        all: false,
        title: false,
        blind: false,
        left_out,
    }
}

fn scripted(catalogue: &Catalogue, replies: &[Reply]) -> (Profile, Vec<String>) {
    let (finished, transcript) = lead(&interview(catalogue), Memory::scripted(replies.to_vec()));
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
    Memory::replying(move |question| {
        let reply = replies.iter().find(|(part, _)| question.text.contains(part));
        reply.map_or(Reply::Enter, |(_, reply)| reply.clone())
    })
}

#[test]
fn nothing_answered_changes_nothing() {
    let catalogue = catalogue();
    let (finished, transcript) = lead(&interview(&catalogue), Memory::scripted([]));
    assert_eq!(finished, Some(Profile::default()));
    said(
        &transcript,
        "  Candidates: Alpha and Beta. About 7 questions; skipping one has no effect.",
    );
    assert!(!transcript.iter().any(|line| line.contains("leads")), "{transcript:#?}");
    assert!(
        transcript.iter().filter(|line| line.starts_with("  ")).count() <= 2,
        "{transcript:#?}"
    );
}

#[test]
fn a_question_without_effect_is_left_out_and_named() {
    let catalogue = catalogue();
    let (_, transcript) = scripted(&catalogue, &[]);
    assert!(!transcript.iter().any(|line| line.contains("Which mood?")));
    assert!(said(&transcript, "1 question not asked").contains(": mood. See the rest."));
    let all = Interview { all: true, ..interview(&catalogue) };
    let (_, transcript) = lead(&all, Memory::scripted([]));
    assert!(!transcript.iter().any(|line| line.contains("not asked")));
    said(&transcript, "Which mood?");
    said(&transcript, "What is the situation?");
}

#[test]
fn the_effect_is_told_as_an_answer_is_given() {
    let catalogue = catalogue();
    let replies = [
        ("secrecy", Reply::pick("A high")),
        ("team", Reply::pick("Beta")),
        ("kind", Reply::pick("A shop")),
        ("size", Reply::pick("A medium")),
    ];
    let interview = Interview { all: true, ..interview(&catalogue) };
    let (_, transcript) = lead(&interview, by_question(&replies));
    said(&transcript, "  Alpha +0.67, Beta −0.33 (Alpha: so); Alpha leads by 1.5");
    said(&transcript, "  security ×2: it will not wait; ");
    said(&transcript, "  Alpha −1.33, Beta +2.67; Beta leads by");
    said(&transcript, "no effect on the result");
}

#[test]
fn a_blind_interview_tells_no_result() {
    let catalogue = catalogue();
    let replies = [
        ("features do you need", Reply::mark(&["admin"])),
        ("of them are required", Reply::mark(&["admin"])),
        ("kind", Reply::pick("A shop")),
    ];
    let open = Interview { all: true, ..interview(&catalogue) };
    let (told, transcript) = lead(&open, by_question(&replies));
    said(&transcript, "Alpha +0.67");
    let blind = Interview { blind: true, ..open };
    let (finished, untold) = lead(&blind, by_question(&replies));
    assert_eq!(told, finished);
    let questions = |lines: &[String]| -> Vec<String> {
        lines.iter().filter(|line| line.starts_with("? ")).cloned().collect()
    };
    assert_eq!(questions(&transcript), questions(&untold));
    assert_eq!(untold.len(), questions(&untold).len() + 1, "{untold:#?}");
}

#[test]
fn a_need_that_one_lacks_settles_it_and_ends_the_questions() {
    let catalogue = catalogue();
    let replies = [
        ("features do you need", Reply::mark(&["admin"])),
        ("of them are required", Reply::mark(&["admin"])),
    ];
    let interview = interview(&catalogue);
    let (finished, transcript) = lead(&interview, by_question(&replies));
    assert_eq!(need(&finished.unwrap(), "admin"), Some(Need::Must));
    said(&transcript, "Beta is excluded: it lacks the admin; only Alpha meets");
    let left_out = said(&transcript, "5 questions not asked, because only Alpha meets");
    assert!(left_out.contains(": team, size, secrecy, mood and weights."), "{left_out}");
    assert_eq!(transcript.iter().filter(|line| line.starts_with("? ")).count(), 3);
}

#[test]
fn needs_are_asked_at_three_levels() {
    let catalogue = catalogue();
    let replies = [
        ("features do you need", Reply::mark(&["websockets", "orm"])),
        ("features will you not use", Reply::mark(&["admin"])),
    ];
    let profile = Profile {
        needs: [("websockets", Need::BuiltIn), ("orm", Need::Maybe)]
            .map(|(id, need)| (CapabilityId::new(id).unwrap(), need))
            .into(),
        ..Profile::default()
    };
    let interview = Interview { profile, all: true, ..interview(&catalogue) };
    let profile = lead(&interview, by_question(&replies)).0.unwrap();
    let found = ["websockets", "orm", "admin"].map(|id| need(&profile, id).unwrap());
    assert_eq!(found, [Need::BuiltIn, Need::Maybe, Need::Bypass]);
}

#[test]
fn only_what_separates_the_candidates_is_offered_as_a_need() {
    let catalogue = catalogue();
    for (all, expected) in [(false, 2), (true, 3)] {
        let interview = Interview { all, ..interview(&catalogue) };
        let mut offered = 0;
        let memory = Memory::replying(|question| {
            if question.text.contains("features do you need") {
                offered = question.choices.len();
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
    // Kind, back to it, Enter keeps it; needs and team likewise.
    let replies = [
        Reply::pick("A shop"),
        Reply::Back,
        Reply::Enter,
        Reply::mark(&["admin"]),
        Reply::Back,
        Reply::Enter,
        Reply::Enter,
        Reply::Enter,
        Reply::mark(&["Beta"]),
        Reply::Back,
        Reply::Enter,
    ];
    let (finished, transcript) = scripted(&catalogue, &replies);
    assert_eq!(answers(&finished, "kind"), ["shop"]);
    assert_eq!(answers(&finished, "team"), ["beta"]);
    assert_eq!(need(&finished, "admin"), Some(Need::Want));
    assert_eq!(transcript.iter().filter(|line| line.contains("Which kind?")).count(), 2);
}

#[test]
fn an_answer_can_be_taken_back_and_the_first_question_has_none_before_it() {
    let catalogue = catalogue();
    let mut replies = [Reply::Back, Reply::pick("A shop"), Reply::Back, Reply::Skip].into_iter();
    let mut firsts = Vec::new();
    let memory = Memory::replying(|question| {
        firsts.push(question.first);
        replies.next().unwrap_or(Reply::Enter)
    });
    let (finished, transcript) = lead(&interview(&catalogue), memory);
    assert!(finished.unwrap().traits.is_empty());
    assert_eq!(firsts[..5], [true, true, false, true, false]);
    said(&transcript, "This is the first question");
}

#[test]
fn an_answer_that_leaves_nothing_to_weigh_is_asked_again() {
    let mut catalogue = catalogue();
    let mut void: Trait = part(asked("void", &[("nothing", "neutral"), ("something", "neutral")]));
    for id in catalogue.criteria.keys() {
        void.answers[0].weights.insert(id.clone(), Factor::new(0.0).unwrap());
    }
    catalogue.traits.push(void);
    let mut times = 0;
    let memory = Memory::replying(|question| {
        times += usize::from(question.text.contains("Which void"));
        match times {
            1 if question.text.contains("Which void") => Reply::pick("A nothing"),
            _ => Reply::Enter,
        }
    });
    let interview = Interview { all: true, ..interview(&catalogue) };
    let (finished, transcript) = lead(&interview, memory);
    assert!(finished.unwrap().traits.is_empty());
    said(&transcript, "all weights are zero");
    assert_eq!(times, 2);
}

#[test]
fn every_answer_is_saved_as_it_is_given() {
    let catalogue = catalogue();
    let mut replies = vec![Reply::pick("A shop"), Reply::Skip, Reply::Skip];
    replies.extend([Reply::mark(&["Beta"]), Reply::Quit]);
    let mut memory = Memory::scripted(replies);
    let mut saved = Vec::new();
    let interview = Interview { all: true, ..interview(&catalogue) };
    let finished = interview.run(&mut memory, &mut |profile| saved.push(profile.clone()));
    assert!(matches!(finished, Err(Stop::Quit)));
    assert_eq!(saved.len(), 2);
    assert_eq!(answers(&saved[1], "kind"), ["shop"]);
    assert_eq!(answers(&saved[1], "team"), ["beta"]);
}

#[test]
fn an_answer_brings_in_the_framework_that_it_names_and_candidates_stand_first() {
    let mut catalogue = catalogue();
    let mut gamma = framework("gamma", [4.0; 3], ["none"; 3], [5.0; 2]);
    gamma.default = false;
    catalogue.add_framework(gamma);
    let mut offered = Vec::new();
    let memory = Memory::replying(|question| {
        if !question.text.contains("Which team") {
            return Reply::Enter;
        }
        offered = question.choices.clone();
        Reply::mark(&["Gamma"])
    });
    let interview = interview(&catalogue);
    let (finished, transcript) = lead(&interview, memory);
    assert_eq!(offered, ["Alpha", "Beta", "A python", "Gamma"]);
    assert_eq!(catalogue.candidates(&finished.unwrap()).len(), 3);
    said(&transcript, "  Candidates: Alpha and Beta.");
    said(&transcript, "  Gamma is compared too; Alpha −1.33, Beta −1.33, Gamma +2.67; ");
}

#[test]
fn what_was_found_is_offered_marked_and_accepted_with_enter() {
    let catalogue = catalogue();
    let (team, beta) = (TraitId::new("team").unwrap(), AnswerId::new("beta").unwrap());
    let admin = CapabilityId::new("admin").unwrap();
    let origins = Origins {
        traits: [(team.clone(), "setup.py:3".to_owned())].into(),
        needs: [(admin.clone(), "urls.py:9".to_owned())].into(),
    };
    let profile = Profile {
        traits: [(team, vec![beta])].into(),
        needs: [(admin, Need::Maybe)].into(),
        ..Profile::default()
    };
    let mut marks = Vec::new();
    let interview = Interview { profile, origins, ..interview(&catalogue) };
    let memory = Memory::replying(|question| {
        marks.extend(question.found.clone());
        Reply::Enter
    });
    let (finished, transcript) = lead(&interview, memory);
    let profile = finished.unwrap();
    assert_eq!(answers(&profile, "team"), ["beta"]);
    assert_eq!(need(&profile, "admin"), Some(Need::Maybe));
    assert_eq!(marks, ["urls.py:9 (The admin)", "setup.py:3"]);
    said(&transcript, "With the answers so far, Beta leads");
}

#[test]
fn leaving_works_at_every_question_and_so_does_going_back() {
    let catalogue = catalogue();
    let long = |question: &Question| match question.text.as_str() {
        text if text.contains("features do you need") => Reply::mark(&["websockets"]),
        text if text.contains("which would you improve") => Reply::pick("Security"),
        text if text.contains("called") => Reply::Type("A shop".to_owned()),
        _ => Reply::Enter,
    };
    let interview = Interview { all: true, ..interview(&catalogue) };
    let (_, transcript) = lead(&interview, Memory::replying(|question| long(question)));
    let count = transcript.iter().filter(|line| line.starts_with("? ")).count();
    assert_eq!(count, 12, "{transcript:#?}");
    let (whole, _) = lead(&interview, Memory::replying(|question| long(question)));
    for at in 0..count {
        let (mut leaving, mut returning) = (0, 0);
        let quits = Memory::replying(|question| {
            leaving += 1;
            if leaving == at + 1 { Reply::Quit } else { long(question) }
        });
        assert!(lead(&interview, quits).0.is_none(), "at question {at}");
        let returns = Memory::replying(|question| {
            returning += 1;
            if returning == at + 1 { Reply::Back } else { long(question) }
        });
        assert_eq!(lead(&interview, returns).0, whole, "at question {at}");
    }
}

#[test]
fn the_offer_saves_unless_the_name_is_taken_away() {
    let offered = |replies: &[Reply]| {
        let mut memory = Memory::scripted(replies.to_vec());
        let saves =
            |path: &Path| if path.starts_with("nowhere") { Err("no".to_owned()) } else { Ok(()) };
        offer(&mut memory, &|path| path.ends_with("weigh-profile.yaml"), &mut { saves })
    };
    let named = |replies: &[Reply]| offered(replies).unwrap().unwrap().display().to_string();
    assert_eq!(named(&[]), "weigh-profile-2.yaml");
    assert_eq!(named(&[Reply::Type("weigh-profile.yaml".to_owned())]), "weigh-profile-2.yaml");
    assert_eq!(named(&[Reply::Type("b.yaml".to_owned())]), "b.yaml");
    let elsewhere = ["nowhere/a.yaml", "b.yaml"].map(|name| Reply::Type(name.to_owned()));
    assert_eq!(named(&elsewhere), "b.yaml");
    assert_eq!(offered(&[Reply::Skip]).unwrap(), None);
    assert!(matches!(offered(&[Reply::Quit]), Err(Stop::Quit)));
}
