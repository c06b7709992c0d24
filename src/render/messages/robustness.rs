//! How robust the answer is, in plain sentences.

use super::{criterion, facts, group, name, names, nearest, title_or_id};
use crate::decision::{
    CandidateResult, CrossCheck, Decision, FactKind, GivenOrder, Stale, TippingFact, TippingRating,
    TippingWeight,
};
use crate::model::{CriterionId, FrameworkId, SortedMap};
use crate::text::{
    self, and_list, and_more, at_least, at_most, capitalise, estimate, join, or_list, percent,
    plural, score,
};

/// How many criteria of a central weighting are named.
const FEW: usize = 2;
/// The most facts that are named.
const TIPPING_FACTS: usize = 3;
/// How many dominated candidates are named.
const MANY: usize = 5;

/// What would put another framework first: up to three facts and the nearest weight, as examples where there are more facts.
pub fn changes(decision: &Decision) -> Option<String> {
    if decision.frameworks.is_empty() || !decision.described {
        return None;
    }
    let tips = among_candidates(decision);
    // That an answer is not given adds nothing to another answer.
    let is_new = |tip: &&&TippingFact| {
        let same = |one: &&TippingFact| (&one.winner, &one.id) == (&tip.winner, &tip.id);
        tip.to.is_some() || !tips.iter().copied().filter(same).any(|one| one.to.is_some())
    };
    let shown: Vec<&TippingFact> =
        tips.iter().filter(is_new).take(TIPPING_FACTS).copied().collect();
    let more = tips.len() - shown.len();
    let mut reasons = Vec::new();
    for tips in by_question(shown) {
        reasons.push((name(decision, &tips[0].winner), tipping_fact(decision, &tips, false)));
    }
    let rated = decision.analysis.tipping_weights.iter();
    let rated = rated.filter(|tip| is_rated(decision, &tip.criterion));
    let distance = |tip: &TippingWeight| {
        let distances = bounds(tip).into_iter().map(|(_, at, _)| (at - tip.share).abs());
        distances.min_by(f64::total_cmp)
    };
    if let Some(tip) = nearest(rated, distance) {
        let what = criterion(decision, &tip.criterion);
        for (ids, _, bound) in bounds(tip) {
            reasons.push((and_list(names(decision, ids)), format!("{what} counted {bound}")));
        }
    }
    let rivals = decision.frameworks.iter().skip(1).map(|one| name(decision, &one.id));
    match (reasons.is_empty(), rivals.len()) {
        (true, 0) => return None,
        (true, many) => {
            let rivals = if many > FEW { "another candidate".to_owned() } else { or_list(rivals) };
            return Some(format!(
                "No single answer or weight, changed alone, would put {rivals} first."
            ));
        }
        _ => {}
    }
    let verb = if more > 0 { " would come first, for example," } else { " would come first" };
    let sentences = group(reasons).into_iter().enumerate().map(|(at, (who, what))| {
        format!("{who}{} if {}", if at == 0 { verb } else { "" }, what.join(", or "))
    });
    Some(join(sentences, "; ") + ".")
}

/// The facts that would put another candidate first, or one that is excluded. An answer that names a framework which is not
/// compared brings that one in; a notice names it where it matters.
fn among_candidates(decision: &Decision) -> Vec<&TippingFact> {
    let compared = |id: &FrameworkId| decision.compared().any(|(known, _)| known == id);
    decision.analysis.tipping_facts.iter().filter(|tip| compared(&tip.winner)).collect()
}

/// The facts by winner and question; no group is empty.
fn by_question(tips: Vec<&TippingFact>) -> Vec<Vec<&TippingFact>> {
    let groups = group(tips.into_iter().map(|tip| ((&tip.winner, tip.kind, &tip.id), tip)));
    groups.into_iter().map(|(_, tips)| tips).collect()
}

/// What would have to be otherwise, after "if"; several tips differ in the answer alone. With the leads, if asked.
fn tipping_fact(decision: &Decision, tips: &[&TippingFact], leads: bool) -> String {
    let Some(TippingFact { kind, id, .. }) = tips.first() else { return String::new() };
    let title = facts::title(decision, *kind, id);
    let lead = |tip: &TippingFact| match text::lead(tip.lead).as_str() {
        _ if !leads => String::new(),
        "0.0" => " (by less than 0.1)".to_owned(),
        by => format!(" (by {by})"),
    };
    let changed = |tip: &&TippingFact| {
        let to = match (kind, &tip.to) {
            (FactKind::Trait, Some(to)) => format!("`{to}`"),
            (FactKind::Trait, None) => "not answered".to_owned(),
            (FactKind::Bypass, _) => "used".to_owned(),
            _ => "not needed".to_owned(),
        };
        to + &lead(tip)
    };
    let subject = if *kind == FactKind::Trait { format!("`{id}`") } else { title };
    format!("{subject} were {}", or_list(tips.iter().map(changed)))
}

/// A sentence for each winner and question, then one on the fit factor.
pub(super) fn tipping_facts(decision: &Decision) -> Vec<String> {
    let tips = by_question(among_candidates(decision)).into_iter();
    let sentence = |tips: Vec<&TippingFact>| {
        let winner = name(decision, &tips[0].winner);
        let changed = tipping_fact(decision, &tips, true);
        format!("{winner} would lead if {changed}.")
    };
    let factor = decision.analysis.tipping_factor.map(|factor| {
        let (rival, now) = (rival(decision), score(decision.fit_factor));
        format!(
            "A `fit-factor` of {factor:.2} (now {now}) would put {rival} level with the leader."
        )
    });
    tips.map(sentence).chain(factor).collect()
}

/// The sentences below every table.
pub fn robustness(decision: &Decision) -> Vec<String> {
    let mut sentences = Vec::from_iter(changes(decision));
    if decision.frameworks.len() > 1 {
        sentences.extend(rating_to_check(decision));
        sentences.extend(weightings(decision));
        if let Some(id) = &decision.recommendation.runner_up {
            sentences.extend(suits(decision, id));
        }
        // What a dominated one dominates, its dominator does too.
        let dominated = &decision.analysis.dominated;
        let is_dominated = |id: &FrameworkId| dominated.iter().any(|pair| pair.id == *id);
        let pairs = dominated.iter().filter(|pair| !is_dominated(&pair.by));
        for (better, worse) in group(pairs.map(|pair| (&pair.by, &pair.id))) {
            let (better, worse) = (name(decision, better), and_more(names(decision, worse), MANY));
            sentences.push(format!(
                "{better} is at least as good as {worse} on every criterion and for this project."
            ));
        }
        sentences.extend(methods_in_brief(decision));
    }
    if decision.frameworks.iter().any(|one| one.coverage < 1.0 - 1e-9) {
        let shares = each(decision, |one| percent(one.coverage));
        sentences.push(format!("Share of the weight that is rated: {shares}."));
    }
    sentences.extend(age(decision));
    sentences
}

/// The name of each candidate with its figure, as a list.
fn each(decision: &Decision, figure: impl Fn(&CandidateResult) -> String) -> String {
    let one = |one: &CandidateResult| format!("{} {}", name(decision, &one.id), figure(one));
    and_list(decision.frameworks.iter().map(one))
}

// Weights

/// Whether any candidate is rated on a criterion: what counts more where nobody is says nothing of anyone.
fn is_rated(decision: &Decision, id: &CriterionId) -> bool {
    let row = decision.criterion(id);
    row.is_some_and(|row| row.ratings.values().any(Option::is_some))
}

/// Who takes over, and at which shares.
type Bounds<'a> = Vec<(&'a [FrameworkId], f64, String)>;

/// The same of a criterion.
pub fn tipping_bounds<'a>(decision: &'a Decision, id: &CriterionId) -> Bounds<'a> {
    let tip = decision.analysis.tipping_weights.iter().find(|tip| tip.criterion == *id);
    tip.map(bounds).unwrap_or_default()
}

fn bounds(tip: &TippingWeight) -> Bounds<'_> {
    let Some([low, high]) = tip.holds else { return Vec::new() };
    let below = (tip.below.as_slice(), low, format!("{} or less", at_most(low, tip.share)));
    let above = (tip.above.as_slice(), high, format!("{} or more", at_least(high, tip.share)));
    [below, above].into_iter().filter(|(candidates, ..)| !candidates.is_empty()).collect()
}

/// A sentence for each criterion's weight.
pub(super) fn tipping_weights(decision: &Decision) -> Vec<String> {
    let tips = &decision.analysis.tipping_weights;
    let changes_nothing =
        |tip: &TippingWeight| tip.holds.is_some() && tip.below.is_empty() && tip.above.is_empty();
    if tips.len() > 1 && tips.iter().all(changes_nothing) {
        return vec!["No single weight, changed alone, changes who is first.".to_owned()];
    }
    let rated = tips.iter().filter(|tip| is_rated(decision, &tip.criterion));
    rated.map(|tip| tipping_weight(decision, tip)).collect()
}

fn tipping_weight(decision: &Decision, tip: &TippingWeight) -> String {
    let (what, now) = (criterion(decision, &tip.criterion), percent(tip.share));
    if tip.holds.is_none() {
        return format!("All the weight is on {what}.");
    }
    let tips = bounds(tip).into_iter().map(|(candidates, _, bound)| {
        let win = if candidates.len() == 1 { "wins" } else { "win" };
        format!("{} {win} if {what} counts {bound}", and_list(names(decision, candidates)))
    });
    let tips = join(tips, ", and ");
    match &decision.recommendation.leader {
        _ if !tips.is_empty() => format!("{tips} (now {now})."),
        Some(leader) => {
            format!("{} stays first whatever {what} counts (now {now}).", name(decision, leader))
        }
        None => format!("The share of {what} changes nothing (now {now})."),
    }
}

/// The share of the weightings that a candidate wins; what every sample or none shows is told of the samples.
pub fn won(exact: bool, share: f64) -> String {
    if exact { percent(share) } else { estimate(share) }
}

/// The same of those in the order of the shares, where the shares have an order.
pub fn given_order(decision: &Decision) -> Option<&GivenOrder> {
    let shares: Vec<f64> = decision.criteria.iter().map(|row| row.share).collect();
    let is_ordered = shares.windows(2).any(|two| (two[0] - two[1]).abs() > 1e-9);
    decision.analysis.given_order.as_ref().filter(|_| is_ordered)
}

fn weightings(decision: &Decision) -> Option<String> {
    let all = decision.analysis.all_weightings.as_ref()?;
    let sampled = if all.exact { "" } else { " (sampled)" };
    let won = |by: &SortedMap<FrameworkId, f64>, id: &FrameworkId| {
        won(all.exact, by.get(id).copied().unwrap_or(0.0))
    };
    if let (2, Some(leader)) = (decision.frameworks.len(), &decision.recommendation.leader) {
        let ordered = given_order(decision).map_or(String::new(), |given| {
            format!(", and {} of those with the criteria in this order", won(&given.first, leader))
        });
        let (name, wins) = (name(decision, leader), won(&all.first, leader));
        return Some(format!("{name} wins {wins} of all possible weightings{sampled}{ordered}."));
    }
    let wins = each(decision, |one| won(&all.first, &one.id));
    let which = if all.exact { "all possible" } else { "sampled" };
    Some(format!("Share of {which} weightings won: {wins}."))
}

/// Shares that differ from equal ones by less are about equal.
const ABOUT_EQUAL: f64 = 0.02;

/// Whom a candidate suits.
pub(super) fn suits(decision: &Decision, id: &FrameworkId) -> Option<String> {
    let candidate = name(decision, id);
    let all = decision.analysis.all_weightings.as_ref();
    let sampled = if all.is_some_and(|all| all.exact) { "" } else { "sampled " };
    let Some(central) = decision.analysis.central_weights.get(id)? else {
        return Some(format!("No {sampled}weighting puts {candidate} first."));
    };
    if all.and_then(|all| all.first.get(id)).is_some_and(|share| *share >= 1.0) {
        return Some(format!("Every {sampled}weighting puts {candidate} first."));
    }
    let equal = 1.0 / central.len() as f64;
    if central.values().all(|share| (share - equal).abs() < ABOUT_EQUAL) {
        return Some(format!("{candidate} suits those who weigh all criteria about equally."));
    }
    let mut shares: Vec<_> = central.iter().filter(|(id, _)| is_rated(decision, id)).collect();
    shares.sort_by(|(_, more), (_, less)| less.total_cmp(more));
    shares.truncate(FEW);
    let share = |(id, share): &(_, _)| format!("{} {}", criterion(decision, id), percent(*share));
    let largest = and_list(shares.into_iter().map(share));
    Some(format!("{candidate} suits those who give {largest}."))
}

// Ratings

/// The leader's rating that is nearest to the value at which a rival is level.
pub(super) fn check_first(decision: &Decision) -> Option<&TippingRating> {
    let distance = |rating: &TippingRating| Some((rating.score - rating.tips_at?).abs());
    nearest(&decision.analysis.tipping_ratings, distance)
}

fn rating_to_check(decision: &Decision) -> Option<String> {
    let leader = decision.recommendation.leader.as_ref()?;
    // In a tie, any rating changes who is first.
    decision.recommendation.lead.filter(|lead| lead.abs() >= 1e-9)?;
    Some(match check_first(decision).and_then(|rating| tipping_rating(decision, rating)) {
        Some(rating) => format!("Check first: {rating}"),
        None => format!("No single rating of {} changes who is first.", name(decision, leader)),
    })
}

/// A sentence for each of the leader's ratings.
pub(super) fn tipping_ratings(decision: &Decision) -> Vec<String> {
    let ratings = decision.analysis.tipping_ratings.iter();
    ratings.filter_map(|one| tipping_rating(decision, one)).collect()
}

/// The rating at which the runner-up would be level, where there is one.
fn tipping_rating(decision: &Decision, rating: &TippingRating) -> Option<String> {
    let candidate = name(decision, &rating.framework);
    let what = criterion(decision, &rating.criterion);
    let rated = decision.criterion(&rating.criterion).and_then(|row| row.rating(&rating.framework));
    let rated = rated.map_or("not rated".to_owned(), |it| format!("rated {}", score(it.score)));
    let runner_up = decision.recommendation.runner_up.as_ref();
    let level = runner_up.map_or_else(|| rival(decision), |id| name(decision, id));
    let at = score(rating.tips_at?);
    Some(format!("{candidate} on {what}, {rated}; a rating of {at} would put {level} level."))
}

/// The rival's name where there is only one.
pub fn rival(decision: &Decision) -> String {
    match decision.frameworks.as_slice() {
        [_, only] => name(decision, &only.id),
        _ => "a rival".to_owned(),
    }
}

/// How often each candidate came first, second, and so on; a line each.
pub fn ranks(decision: &Decision) -> Vec<String> {
    let Some(draws) = &decision.analysis.draws else { return Vec::new() };
    let line = |candidate: &CandidateResult| {
        let ranks = draws.rank_acceptability.get(&candidate.id)?;
        let places = ["first", "second", "third", "fourth", "fifth", "sixth"];
        let (named, lower) = ranks.split_at(ranks.len().min(places.len()));
        let lower = (!lower.is_empty()).then(|| ("lower", lower.iter().sum()));
        let shares = places.into_iter().zip(named.iter().copied()).chain(lower);
        let ranks = shares.map(|(place, share)| format!("{place} in {}", estimate(share)));
        Some(format!("{}: {}.", name(decision, &candidate.id), and_list(ranks)))
    };
    decision.frameworks.iter().filter_map(line).collect()
}

// Other methods

/// Whom the other methods put first, in one line.
fn methods_in_brief(decision: &Decision) -> Option<String> {
    let methods = &decision.analysis.methods;
    let views = group(methods.iter().map(|method| (&method.first, method_name(&method.id))));
    let view = |(first, ids): (&Vec<FrameworkId>, Vec<&str>)| {
        format!("{} {}", and_list(&ids), puts(decision, first, ids.len() > 1))
    };
    let views = join(views.into_iter().map(view), "; ");
    (!views.is_empty()).then(|| format!("By the criteria alone: {views}."))
}

/// "puts Django first", "put Django and Flask level".
fn puts(decision: &Decision, first: &[FrameworkId], several: bool) -> String {
    let put = if several { "put" } else { "puts" };
    let place = if first.len() > 1 { "level" } else { "first" };
    format!("{put} {} {place}", and_list(names(decision, first)))
}

/// What each method gives each candidate; a line each.
pub(super) fn methods(decision: &Decision) -> Vec<String> {
    let line = |method: &CrossCheck| {
        let scores = each(decision, |one| {
            let score = method.scores.get(&one.id);
            score.map_or("?".to_owned(), |score| format!("{score:.2}").replace('-', "−"))
        });
        let view = puts(decision, &method.first, false);
        format!("{} {view} ({scores}).", capitalise(method_name(&method.id)))
    };
    decision.analysis.methods.iter().map(line).collect()
}

fn method_name(id: &str) -> &str {
    match id {
        "weighted-product" => "weighted product",
        "topsis" => "TOPSIS",
        "vikor" => "VIKOR",
        "promethee-ii" => "PROMETHEE II",
        _ => "another method",
    }
}

// Age

fn age(decision: &Decision) -> Option<String> {
    let age = &decision.analysis.age;
    let oldest = age.oldest?;
    let stale = match (age.stale.len(), decision.inputs.as_of) {
        (0, None) => String::new(),
        (0, Some(day)) => format!("; nothing is stale on {day}"),
        (count, _) => format!("; {}", plural(count, "stale finding")),
    };
    Some(format!("Oldest evidence: {oldest}{stale}."))
}

/// Each stale finding; a line each.
pub(super) fn stale(decision: &Decision) -> Vec<String> {
    let line = |one: &Stale| {
        format!("{}; its data is from {}.", stale_finding(decision, one), one.observed)
    };
    decision.analysis.age.stale.iter().map(line).collect()
}

/// A stale finding within a list: "Flask: web developers (hiring, since 2027-01-02)".
pub fn stale_finding(decision: &Decision, one: &Stale) -> String {
    let title = title_or_id(Some(&one.title), one.indicator.as_str());
    let (name, criterion) = (name(decision, &one.framework), criterion(decision, &one.criterion));
    format!("{name}: {title} ({criterion}, since {})", one.since)
}
