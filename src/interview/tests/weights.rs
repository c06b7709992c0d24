//! The effect of answers on weights, and the ranking.

use super::fixture::{Memory, Reply, catalogue};
use super::{by_question, interview, lead, said, scripted};
use crate::interview::Interview;
use crate::model::{Profile, Weighting};

/// Weights that the user sets are never changed by an answer.
#[test]
fn no_factor_is_told_of_a_weight_that_the_user_set() {
    let catalogue = catalogue();
    let replies = [("secrecy", Reply::pick("A high"))];
    let set = [
        ("weights: {security: 30}", "  security keeps the weight that you set; "),
        ("ranking: [security, community]", "  security keeps the weight that you set; "),
        ("pairwise: [[security, community, 3]]", "leads by"),
        ("weights: {community: 30}", "  security ×2: it will not wait; "),
    ];
    for (weights, expected) in set {
        let profile = Profile::from_yaml(weights, &catalogue).unwrap();
        let interview = Interview { profile, all: true, ..interview(&catalogue) };
        let (_, transcript) = lead(&interview, by_question(&replies));
        said(&transcript, expected);
        let is_told = transcript.iter().any(|line| line.contains('×'));
        assert_eq!(is_told, expected.contains('×'), "{transcript:#?}");
    }
}

#[test]
fn swings_set_the_weights() {
    let catalogue = catalogue();
    let interview = interview(&catalogue);
    let ranks = [
        ("which would you improve", Reply::pick("Performance: all (0 to 10)")),
        ("Which one next", Reply::pick("Security")),
    ];
    let (finished, transcript) = lead(&interview, by_question(&ranks));
    let Weighting::Ranking(order) = finished.unwrap().weighting else { panic!("no ranking") };
    assert_eq!(
        order.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["performance", "security"]
    );
    // However long the ranking is, it is one question of as many as were announced.
    let place = |part| said(&transcript, part).split(']').next().unwrap().to_owned();
    assert_eq!(place("which would you improve"), place("Which one next"));
    said(&transcript, "  performance 61%, community 19%, security 19%; ");
    said(&transcript, "  performance 61%, security 28%, community 11%; ");
}

/// One criterion in front of all others gets more than most people intend; `lint` says so of a profile.
#[test]
fn a_ranking_has_two_places_or_none_unless_the_profile_has_one() {
    let catalogue = catalogue();
    let ranked = |weights: &str, reply: Reply| {
        let profile = Profile::from_yaml(weights, &catalogue).unwrap();
        let before = profile.weighting.clone();
        let interview = Interview { profile, all: true, ..interview(&catalogue) };
        let mut skip = String::new();
        let memory = Memory::replying(|question| {
            if question.text.contains("Which one next") {
                skip.clone_from(&question.skip);
                return reply.clone();
            }
            let is_first = question.text.contains("which would you improve");
            if is_first { Reply::pick("Security") } else { Reply::Enter }
        });
        let after = lead(&interview, memory).0.unwrap().weighting;
        (skip, before, after)
    };
    for weights in ["{}", "weights: {community: 30}"] {
        let (skip, before, after) = ranked(weights, Reply::Skip);
        assert_eq!(skip, "Keep the weights as they were");
        assert_eq!(before, after);
    }
    let (_, _, after) = ranked("{}", Reply::pick("Community"));
    assert!(matches!(after, Weighting::Ranking(order) if order.len() == 2));
    let (skip, before, after) = ranked("ranking: security", Reply::Enter);
    assert!(skip.starts_with("Stop here"));
    assert_eq!(before, after);
}

#[test]
fn a_ranking_can_be_gone_back_over() {
    let catalogue = catalogue();
    let mut replies = vec![Reply::Skip; 6];
    let pick = Reply::pick;
    replies.extend([pick("Security"), Reply::Back, pick("Community"), pick("Security")]);
    let (finished, _) = scripted(&catalogue, &replies);
    let Weighting::Ranking(order) = finished.weighting else { panic!("no ranking") };
    assert_eq!(
        order.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["community", "security"]
    );
}
