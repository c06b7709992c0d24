//! Project fit: the criterion that is computed from what the project says.

use super::Explainer;
use super::parts::Named;
use crate::model::{DeadWeight, FeatureMatch, FitRules, Points, TraitId};
use serde::Serialize;

/// Everything known about project fit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FitPage {
    /// Always `fit`.
    pub id: String,
    /// As tables head it.
    pub title: String,
    /// The question that it answers.
    pub question: String,
    /// More about it.
    pub about: Option<String>,
    /// The traits that can make an indicator of it, most points first.
    pub points: Vec<PointsPart>,
    /// How needs count.
    pub feature_match: FeatureMatch,
    /// How bypassed capabilities count.
    pub dead_weight: DeadWeight,
    /// The points at which it weighs as much as all other criteria together.
    pub full_at: f64,
}

/// What a trait counts within fit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PointsPart {
    /// The trait.
    pub asked: Named,
    /// Its points.
    pub points: f64,
}

impl Explainer<'_> {
    pub(super) fn fit(&self) -> Option<FitPage> {
        let rules = self.catalogue.fit.as_ref()?;
        let part = |(id, points): (&TraitId, &Points)| {
            let question =
                self.catalogue.find_trait(id).map_or("", |asked| asked.question.as_str());
            PointsPart { asked: Named::new(id, question), points: points.get() }
        };
        let mut points: Vec<PointsPart> = rules.points.iter().map(part).collect();
        points.sort_by(|a, b| b.points.total_cmp(&a.points));
        Some(FitPage {
            id: FitRules::ID.to_owned(),
            title: rules.title.clone(),
            question: rules.question.clone(),
            about: rules.about.clone(),
            points,
            feature_match: rules.feature_match,
            dead_weight: rules.dead_weight,
            full_at: rules.full_at.get(),
        })
    }
}
