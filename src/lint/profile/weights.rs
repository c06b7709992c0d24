//! Weights that do something else than one may think.

use crate::lint::Project;
use crate::lint::rule::{Check, Rule, Says, Severity};
use crate::model::{Criterion, CriterionId, FitRules, Points, Weighting};
use std::collections::BTreeMap;

pub(in crate::lint) const DOES_LESS: Rule = Rule {
    id: "weight-does-less",
    severity: Severity::Warning,
    title: "Every weight that is set makes its criterion count less",
    why: "A weight is in points beside those of the other criteria, which keep theirs: `security: 3` among tens \
          is less than was there without it. Who names only criteria that matter to them seldom means that.",
    fix: "Give more points than the catalogue does (see `weigh explain`), give all criteria points, or use \
          `ranking`.",
    example: "weights: {security: 30}    # the others have 10 each; not `security: 0.5`",
    check: Check::Profile(does_less),
};

pub(in crate::lint) const RANKING_OF_ONE: Rule = Rule {
    id: "ranking-of-one",
    severity: Severity::Warning,
    title: "A ranking names one criterion",
    why: "The first of six places gets 41 % of the weight and the other five share the rest equally. That is more \
          than most people mean who put one criterion first.",
    fix: "Rank two or three criteria, or give the one its points under `weights`.",
    example: "ranking: [security, hiring, database]",
    check: Check::Profile(ranking_of_one),
};

fn does_less(project: &Project<'_>, says: &mut Says) {
    let Weighting::Points(given) = &project.profile.weighting else { return };
    let criteria = &project.known.criteria;
    let named: Vec<(&CriterionId, f64)> = given
        .iter()
        .map(|(id, points)| (id, points.get()))
        .filter(|(id, _)| *id != FitRules::ID)
        .collect();
    let less = |(id, after): &(&CriterionId, f64)| {
        *after > 0.0
            && after / sum(criteria, given)
                < criteria[*id].weight.get() / sum(criteria, &BTreeMap::new())
    };
    if named.is_empty() || named.len() == criteria.len() || !named.iter().all(less) {
        return;
    }
    for (id, after) in named {
        let before = percent(criteria[id].weight.get() / sum(criteria, &BTreeMap::new()));
        let now = percent(after / sum(criteria, given));
        let message = format!(
            "with {after} points {id} counts {now} %, less than the {before} % it has by itself"
        );
        let place = project.file.place(&["weights", id.as_str()]);
        says.say(
            project.file,
            place,
            &message,
            "the other criteria keep their points; give this one more",
        );
    }
}

/// All points, the given ones in place of the catalogue's.
fn sum(criteria: &BTreeMap<CriterionId, Criterion>, given: &BTreeMap<CriterionId, Points>) -> f64 {
    criteria.iter().map(|(id, one)| given.get(id).unwrap_or(&one.weight).get()).sum()
}

fn percent(share: f64) -> f64 {
    (share * 100.0).round()
}

fn ranking_of_one(project: &Project<'_>, says: &mut Says) {
    let Weighting::Ranking(order) = &project.profile.weighting else { return };
    if let [only] = order.as_slice() {
        let message = format!("this ranking names {only} alone");
        let hint = "rank two or three criteria, or use `weights`";
        says.say(project.file, project.file.place(&["ranking"]), &message, hint);
    }
}
