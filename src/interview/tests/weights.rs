//! The effect of answers on weights, and the ranking.

use super::fixture::{Reply, catalogue};
use super::{by_question, interview, lead, said, scripted};
use crate::interview::Interview;
use crate::load::{self, Overlay, Text};
use crate::model::Weighting;

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
        let text = Text::new("p.yaml", weights);
        let profile = load::profile(Some(&text), &Overlay::default(), &catalogue).unwrap();
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
        ("Which one next", Reply::Skip),
    ];
    let (finished, transcript) = lead(&interview, by_question(&ranks));
    let Weighting::Ranking(order) = finished.unwrap().weighting else { panic!("no ranking") };
    assert_eq!(order[0].as_str(), "performance");
    assert_eq!(order.len(), 1);
    // However long the ranking is, it is one question of as many as were announced.
    let place = |part| said(&transcript, part).split(']').next().unwrap().to_owned();
    assert_eq!(place("which would you improve"), place("Which one next"));
    said(&transcript, "  performance 61%, community 19%, security 19%; ");
}

#[test]
fn a_ranking_can_be_gone_back_over() {
    let catalogue = catalogue();
    let mut replies = vec![Reply::Skip; 6];
    replies.extend([Reply::pick("Security"), Reply::Back, Reply::pick("Community"), Reply::Skip]);
    let (finished, _) = scripted(&catalogue, &replies);
    let Weighting::Ranking(order) = finished.weighting else { panic!("no ranking") };
    assert_eq!(order.iter().map(ToString::to_string).collect::<Vec<_>>(), ["community"]);
}
