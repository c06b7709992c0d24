//! Every figure of the reference decisions, which were computed apart from this project.

use serde_json::Value;
use weigh::analysis::counts::{BLOCK, Block, RankCounts};
use weigh::analysis::methods::{self, Vikor};
use weigh::analysis::{Sampling, dominance, draws, tipping, weightings};
use weigh::score::{Matrix, ranks};

use crate::unit::support::{
    EXACT, Reference, assert_near, central, figures, place, places, places_of, references, values,
};

/// How many samples we take.
const SAMPLES: usize = 50_000;
/// How many the reference took.
const THEIR_SAMPLES: f64 = 2e6;

fn each(check: impl Fn(&Reference, &Value, &str)) {
    for reference in references() {
        check(&reference, &reference.expected, &reference.name);
    }
}

/// Scores, and ranks of three kinds, all of which follow from the same comparison of figures.
#[track_caller]
fn assert_scores(found: &[f64], ranked: &[f64], wanted: &Value, what: &str) {
    assert_near(found, &figures(&wanted["scores"]), EXACT, what);
    let competition = ranks(ranked);
    assert_eq!(competition, places(&wanted["ranks"]), "{what}: ranks");
    let mut levels = competition.clone();
    levels.sort_unstable();
    let level = |rank: usize| levels.iter().filter(|other| **other == rank).count();
    let average: Vec<f64> =
        competition.iter().map(|&rank| rank as f64 + (level(rank) - 1) as f64 / 2.0).collect();
    assert_near(&average, &figures(&wanted["ranks_average"]), EXACT, what);
    levels.dedup();
    let dense: Vec<usize> =
        competition.iter().map(|rank| levels.partition_point(|other| other <= rank)).collect();
    assert_eq!(dense, places(&wanted["ranks_dense"]), "{what}: dense ranks");
}

#[test]
fn shares_totals_and_ranks() {
    each(|reference, expected, name| {
        let wanted = figures(&expected["weights_normalised"]);
        assert_near(&reference.matrix.shares, &wanted, EXACT, name);
        let totals = &reference.matrix.totals;
        assert_scores(totals, totals, &expected["weighted_sum"], name);
    });
}

#[test]
fn second_opinions() {
    each(|reference, expected, name| {
        for opinion in methods::all(&reference.matrix) {
            let wanted = &expected[opinion.id.replace('-', "_")];
            let sign = if opinion.id == "vikor" { -1.0 } else { 1.0 };
            let scores = values(&opinion.scores);
            let ranked: Vec<f64> = scores.iter().map(|score| sign * score).collect();
            assert_scores(&scores, &ranked, wanted, &format!("{name}, {}", opinion.id));
            let first: Vec<usize> =
                (0..ranked.len()).filter(|&place| ranks(&ranked)[place] == 1).collect();
            assert_eq!(places_of(&opinion.first), first, "{name}, {}", opinion.id);
        }
    });
}

#[test]
fn parts_of_vikor_and_promethee() {
    each(|reference, expected, name| {
        let found = methods::vikor(&reference.matrix);
        let wanted = &expected["vikor"];
        assert_near(&found.s, &figures(&wanted["S"]), EXACT, name);
        assert_near(&found.r, &figures(&wanted["R"]), EXACT, name);
        assert_eq!(compromise(&found), places(&wanted["compromise_set"]), "{name}");
        let flows = methods::promethee(&reference.matrix);
        let wanted = &expected["promethee_ii"];
        assert_near(&flows.plus, &figures(&wanted["phi_plus"]), EXACT, name);
        assert_near(&flows.minus, &figures(&wanted["phi_minus"]), EXACT, name);
    });
}

#[test]
fn tipping_weights() {
    each(|reference, expected, name| {
        let wanted = expected["tipping"]["per_criterion"].as_array().unwrap();
        let found = tipping::weights(&reference.matrix);
        assert_eq!(found.len(), wanted.len());
        for (found, wanted) in found.iter().zip(wanted) {
            let what = format!("{name}, criterion {}", found.criterion);
            assert_near(&[found.share], &[wanted["weight"].as_f64().unwrap()], EXACT, &what);
            assert_near(&found.holds.unwrap(), &figures(&wanted["winner_holds"]), EXACT, &what);
            assert_eq!(
                places_of(&found.below),
                places(&wanted["challenger_below"]),
                "{what}: below"
            );
            assert_eq!(
                places_of(&found.above),
                places(&wanted["challenger_above"]),
                "{what}: above"
            );
        }
    });
}

/// The reference also gives the share at which the first two are level, whoever else is ahead there. With the
/// others taken away that is the end of the interval.
#[test]
fn the_first_two_tie_where_the_reference_says() {
    each(|reference, expected, name| {
        let top = places(&expected["tipping"]["top_two"]);
        let matrix = &reference.matrix;
        assert_eq!(matrix.order[..2], top, "{name}");
        let row = |c: usize| matrix.row(c).iter().map(|cell| cell.score).collect::<Vec<_>>();
        let two = crate::unit::support::plain(&[row(top[0]), row(top[1])], &matrix.shares);
        let wanted = expected["tipping"]["per_criterion"].as_array().unwrap();
        for (found, wanted) in tipping::weights(&two).iter().zip(wanted) {
            let [low, high] = found.holds.unwrap();
            let what = format!("{name}, criterion {}", found.criterion);
            if let Some(tie) = wanted["top_two_tie"].as_f64() {
                let end = if tie <= found.share && low > 0.0 || tie == 0.0 { low } else { high };
                assert_near(&[end], &[tie], EXACT, &what);
            } else {
                assert_near(&[low, high], &[0.0, 1.0], EXACT, &what);
            }
        }
    });
}

#[test]
fn tipping_ratings() {
    each(|reference, expected, name| {
        let wanted = figures(&expected["extra"]["runner_up_raise_to_tie"]);
        let found: Vec<f64> =
            tipping::points_to_level(&reference.matrix).into_iter().map(Option::unwrap).collect();
        assert_near(&found, &wanted, EXACT, name);
        for (rating, raise) in tipping::ratings(&reference.matrix).iter().zip(wanted) {
            let level = rating.score - raise;
            // Where the two are level already, no rating tips.
            let tips = raise > EXACT && (0.0..=10.0).contains(&level);
            assert_eq!(rating.tips_at.is_some(), tips, "{name}");
            assert_near(&[rating.tips_at.unwrap_or(level)], &[level], EXACT, name);
        }
    });
}

#[test]
fn explanation_by_differences() {
    each(|reference, expected, name| {
        let extra = &expected["extra"];
        let found = reference.matrix.contributions();
        assert_near(&found, &figures(&extra["contributions"]), EXACT, name);
        let lead: f64 = found.iter().sum();
        assert_near(&[lead], &[extra["margin"].as_f64().unwrap()], EXACT, name);
        // Without ranges there is nothing to count.
        let best_on = draws::run(&reference.matrix, &Sampling::new(1, 1)).best_on;
        assert!(best_on.iter().all(Vec::is_empty), "{name}");
        let winners = extra["criterion_winners"].as_array().unwrap();
        for (criterion, wanted) in winners.iter().enumerate() {
            let candidates = 0..reference.matrix.candidates.len();
            let score = |candidate: usize| reference.matrix.cell(candidate, criterion).score;
            let best = candidates.clone().map(score).fold(f64::NEG_INFINITY, f64::max);
            let best: Vec<usize> = candidates.filter(|c| score(*c) > best - EXACT).collect();
            assert_eq!(best, places(wanted), "{name}");
        }
    });
}

/// VIKOR's compromise set: the best by Q alone where it is ahead by 1 / (n − 1) and also best by S or R, else those it
/// shares with.
fn compromise(Vikor { s, r, q }: &Vikor) -> Vec<usize> {
    let mut order: Vec<usize> = (0..q.len()).collect();
    order.sort_by(|&a, &b| q[a].total_cmp(&q[b]));
    let [best, next, ..] = order[..] else { return order };
    let enough = 1.0 / (q.len() - 1) as f64;
    let behind = |candidate: usize| q[candidate] - q[best];
    let least = |figures: &[f64]| figures.iter().all(|figure| figures[best] < figure + EXACT);
    let mut set = if behind(next) < enough - EXACT {
        order.into_iter().filter(|&c| behind(c) < enough - EXACT).collect()
    } else if least(s) || least(r) {
        vec![best]
    } else {
        vec![best, next]
    };
    set.sort_unstable();
    set
}

#[test]
fn dominance_over_each() {
    each(|reference, expected, name| {
        let wanted = expected["extra"]["dominated_by"].as_array().unwrap().iter().enumerate();
        let pairs: Vec<(usize, usize)> = wanted
            .flat_map(|(loser, by)| places(by).into_iter().map(move |by| (loser, by)))
            .collect();
        let found: Vec<(usize, usize)> = dominance::dominated(&reference.matrix)
            .iter()
            .map(|pair| (place(pair.id.as_str()), place(pair.by.as_str())))
            .collect();
        assert_eq!(found, pairs, "{name}");
    });
}

#[test]
fn pairs_are_exact_for_any_number() {
    each(|reference, expected, name| {
        let wanted = expected["smaa"]["pairwise_win"].as_array().unwrap();
        for (a, row) in wanted.iter().enumerate() {
            for (b, wanted) in row.as_array().unwrap().iter().enumerate() {
                assert_eq!(a == b, wanted.is_null(), "{name}");
                let Some(wanted) = wanted.as_f64() else { continue };
                let (found, _) = weightings::between(&reference.matrix, a, b);
                assert_near(&[found], &[wanted], EXACT, name);
            }
        }
    });
}

/// How far our share and the reference's may lie apart: four standard errors of both together.
///
/// A share that neither met may still be as large as a few in all samples.
fn four_errors(share: f64) -> f64 {
    let least = 3.0 / SAMPLES as f64;
    let share = share.clamp(least, 1.0 - least);
    4.0 * (share * (1.0 - share) * (1.0 / SAMPLES as f64 + 1.0 / THEIR_SAMPLES)).sqrt()
}

/// Totals under weightings made here, so that the counting of ranks is checked apart from the sampler.
#[expect(clippy::cast_possible_truncation, reason = "samples are single-precision figures")]
fn each_weighting(matrix: &Matrix, mut visit: impl FnMut(&[Block], usize)) {
    let mut state = 1_u64;
    let mut uniform = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    };
    let mut totals = vec![[0.0; BLOCK]; matrix.candidates.len()];
    for first in (0..SAMPLES).step_by(BLOCK) {
        let len = BLOCK.min(SAMPLES - first);
        for sample in 0..len {
            let weights: Vec<f64> = matrix.criteria.iter().map(|_| -libm::log(uniform())).collect();
            for (candidate, total) in totals.iter_mut().enumerate() {
                let cells = matrix.row(candidate).iter().zip(&weights);
                total[sample] = cells.map(|(cell, weight)| cell.score * weight).sum::<f64>() as f32;
            }
        }
        visit(&totals, len);
    }
}

#[test]
fn shares_of_all_weightings() {
    let sampling = Sampling::new(1, SAMPLES * weightings::DRAWS_A_SAMPLE);
    each(|reference, expected, name| {
        let smaa = &expected["smaa"];
        let exact = smaa["method"] == "exact";
        let mut ranks = RankCounts::new(reference.matrix.candidates.len());
        each_weighting(&reference.matrix, |totals, len| ranks.count(totals, len));
        let ranks = ranks.shares(SAMPLES);
        let all = weightings::answers(&reference.matrix, Some(&sampling)).unwrap();
        let all = all.all_weightings.unwrap();
        assert_eq!(all.exact, exact, "{name}");
        let (all, wanted) = (values(&all.first), figures(&smaa["first_rank"]));
        for (place, share) in wanted.iter().enumerate() {
            let tolerance = if exact { EXACT } else { four_errors(*share) };
            assert_near(&all[place..=place], &[*share], tolerance, name);
            assert_near(&ranks[place][..1], &[*share], four_errors(*share), name);
        }
        let Some(wanted) = smaa["rank_acceptability"].as_array() else { return };
        for (found, wanted) in ranks.iter().zip(wanted) {
            for (found, wanted) in found.iter().zip(figures(wanted)) {
                assert_near(&[*found], &[wanted], four_errors(wanted), name);
            }
        }
    });
}

#[test]
fn central_weights() {
    let sampling = Sampling::new(1, SAMPLES * weightings::DRAWS_A_SAMPLE);
    each(|reference, expected, name| {
        let smaa = &expected["smaa"];
        let first = figures(&smaa["first_rank"]);
        let found = central(&weightings::answers(&reference.matrix, Some(&sampling)).unwrap());
        for (candidate, wanted) in smaa["central_weights"].as_array().unwrap().iter().enumerate() {
            let what = format!("{name}, candidate {candidate}");
            assert_eq!(found[candidate].is_some(), wanted.is_array(), "{what}");
            let Some(found) = &found[candidate] else { continue };
            let tolerance = if smaa["method"] == "exact" {
                EXACT
            } else {
                // A weight between 0 and 1 with mean 1/n spreads by less than 2/n around it.
                let firsts = first[candidate] * SAMPLES as f64;
                4.0 * (1.1 / firsts).sqrt() * 2.0 / found.len() as f64
            };
            assert_near(found, &figures(wanted), tolerance, &what);
        }
    });
}
