//! A criterion: what is looked at, what was found, who wins, what the article said, what would change it.

use super::Explainer;
use super::change::{self, Change};
use super::parts::{FindingPart, Named, Rated};
use crate::analysis::verdict;
use crate::model::{
    ArticleView, ArticleWinner, Criterion, Framework, Indicator, Months, Scale, Source, Standing,
};
use crate::score::{Rating, rating};
use jiff::civil::Date;
use serde::Serialize;

/// Everything known about a criterion.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CriterionPage {
    /// The id.
    pub id: String,
    /// As tables head it.
    pub title: String,
    /// The question that it answers.
    pub question: String,
    /// What stands behind the question.
    pub about: Option<String>,
    /// Points before traits and before the user.
    pub points: f64,
    /// Its part of all criteria's points without fit, 0 to 1.
    pub share: f64,
    /// Every framework's rating, the best first.
    pub ratings: Vec<RatedFramework>,
    /// Who wins it among the frameworks compared by default.
    pub outcome: Outcome,
    /// What the article said.
    pub article: Option<ArticlePart>,
    /// What is looked at.
    pub indicators: Vec<IndicatorPart>,
    /// What would change the outcome.
    pub changes: Change,
    /// The answers that make it count more or less.
    pub movers: Vec<Mover>,
    /// The day on which the oldest finding was checked.
    pub oldest: Option<Date>,
    /// The first day on which a finding is stale.
    pub first_stale: Option<Date>,
}

/// One framework's rating.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RatedFramework {
    /// The framework.
    pub framework: Named,
    /// Whether it is compared where nobody names frameworks.
    pub default: bool,
    /// Its rating; nothing where nothing was found.
    pub rating: Option<Rated>,
}

/// Who wins a criterion.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// Who was compared.
    pub among: Vec<Named>,
    /// Who wins; nothing on a tie or where nobody is rated.
    pub winner: Option<Named>,
    /// Whether the best two differ by less than half a point.
    pub tie: bool,
    /// Whether an unknown could still beat the winner.
    pub provisional: bool,
    /// The best rating less the next.
    pub lead: Option<f64>,
    /// Why the winner wins it.
    pub because: Option<String>,
}

/// What the article concluded, and how that stands today.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArticlePart {
    /// Whom it named; nothing on a tie.
    pub winner: Option<Named>,
    /// Its reason.
    pub because: String,
    /// Whether today's evidence bears it out.
    pub today: Standing,
    /// What differs.
    pub note: Option<String>,
    /// Whether the findings name the same winner.
    pub same_outcome: bool,
}

/// One indicator with every framework's finding.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndicatorPart {
    /// The id.
    pub id: String,
    /// As explanations head it.
    pub title: String,
    /// What a figure counts or measures.
    pub unit: Option<String>,
    /// Points within the criterion.
    pub points: f64,
    /// Its part of the criterion, 0 to 1.
    pub share: f64,
    /// How a finding becomes a score.
    pub scale: Scale,
    /// Why the scale's ends are where they are.
    pub anchors: Option<String>,
    /// How old a finding may be before it is called stale.
    pub stale_after: Option<Months>,
    /// Every framework's finding; nothing where nobody has looked.
    pub findings: Vec<(Named, Option<FindingPart>)>,
}

/// An answer that moves the criterion's weight.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mover {
    /// The trait.
    pub asked: Named,
    /// The answer.
    pub answer: Named,
    /// What the weight is multiplied by.
    pub factor: f64,
    /// The reason.
    pub because: Option<String>,
    /// Where the reason is written.
    pub sources: Vec<Source>,
}

impl Explainer<'_> {
    pub(super) fn criterion(&self, criterion: &Criterion) -> CriterionPage {
        let points = criterion.weight.get();
        let sum: f64 = self.catalogue.criteria.values().map(|one| one.weight.get()).sum();
        let outcome = self.outcome(criterion);
        let indicators: Vec<_> =
            criterion.indicators.iter().map(|one| self.indicator(criterion, one)).collect();
        let found =
            || indicators.iter().flat_map(|one| &one.findings).filter_map(|(_, f)| f.as_ref());
        CriterionPage {
            id: criterion.id.to_string(),
            title: criterion.title.clone(),
            question: criterion.question.clone(),
            about: criterion.about.clone(),
            points,
            share: if sum > 0.0 { points / sum } else { 0.0 },
            ratings: self.ratings(criterion),
            article: criterion.article.as_ref().map(|view| self.article(view, &outcome)),
            outcome,
            changes: change::of(criterion, &self.compared()),
            movers: self.movers(criterion),
            oldest: found().map(|finding| finding.checked).min(),
            first_stale: found().filter_map(|finding| finding.stale_since).min(),
            indicators,
        }
    }

    /// The frameworks compared where nobody names any.
    pub(super) fn compared(&self) -> Vec<&Framework> {
        let all = || self.catalogue.frameworks.values();
        let default: Vec<&Framework> = all().filter(|framework| framework.default).collect();
        if default.is_empty() { all().collect() } else { default }
    }

    fn ratings(&self, criterion: &Criterion) -> Vec<RatedFramework> {
        let mut ratings: Vec<RatedFramework> = self
            .frameworks()
            .into_iter()
            .map(|framework| RatedFramework {
                framework: Named::framework(framework),
                default: self.compared().contains(&framework),
                rating: rating::rate(framework, criterion).map(Rated::from),
            })
            .collect();
        let score =
            |one: &RatedFramework| one.rating.map_or(f64::NEG_INFINITY, |rating| rating.score);
        ratings.sort_by(|a, b| score(b).total_cmp(&score(a)));
        ratings
    }

    /// Who wins a criterion among the frameworks compared by default.
    pub(super) fn outcome(&self, criterion: &Criterion) -> Outcome {
        let compared = self.compared();
        let ratings: Vec<Option<Rating>> =
            compared.iter().map(|framework| rating::rate(framework, criterion)).collect();
        let verdict = verdict::criterion(&ratings);
        let winner = verdict.winner.map(|at| compared[at]);
        Outcome {
            among: compared.iter().map(|framework| Named::framework(framework)).collect(),
            winner: winner.map(Named::framework),
            tie: verdict.tie,
            provisional: verdict.provisional,
            lead: verdict.lead,
            because: winner.and_then(|winner| winner.because.get(&criterion.id).cloned()),
        }
    }

    fn article(&self, view: &ArticleView, outcome: &Outcome) -> ArticlePart {
        let winner = match &view.winner {
            ArticleWinner::Framework(id) => Some(self.named(id)),
            ArticleWinner::Tie => None,
        };
        ArticlePart {
            same_outcome: match &winner {
                Some(named) => outcome.winner.as_ref() == Some(named),
                None => outcome.tie,
            },
            winner,
            because: view.because.clone(),
            today: view.today,
            note: view.note.clone(),
        }
    }

    fn indicator(&self, criterion: &Criterion, indicator: &Indicator) -> IndicatorPart {
        let sum: f64 = criterion.indicators.iter().map(|one| one.weight.get()).sum();
        let found = |framework: &Framework| {
            let finding = framework.findings.get(&criterion.id)?.get(&indicator.id)?;
            Some(self.finding(finding, indicator))
        };
        let frameworks = self.frameworks().into_iter();
        IndicatorPart {
            id: indicator.id.to_string(),
            title: indicator.title.clone(),
            unit: indicator.unit.clone(),
            points: indicator.weight.get(),
            share: indicator.weight.get() / sum,
            scale: indicator.scale.clone(),
            anchors: indicator.anchors.clone(),
            stale_after: indicator.stale_after,
            findings: frameworks.map(|one| (Named::framework(one), found(one))).collect(),
        }
    }

    fn movers(&self, criterion: &Criterion) -> Vec<Mover> {
        let answers = self
            .catalogue
            .traits
            .iter()
            .flat_map(|asked| asked.answers.iter().map(move |answer| (asked, answer)));
        let mover = |(asked, answer): (&crate::model::Trait, &crate::model::Answer)| {
            let factor = answer.weights.get(&criterion.id)?.get();
            Some(Mover {
                asked: Named::new(&asked.id, &asked.question),
                answer: Named::new(&answer.id, &answer.label),
                factor,
                because: answer.because.clone(),
                sources: self.cited(&answer.sources),
            })
        };
        answers.filter_map(mover).collect()
    }
}
