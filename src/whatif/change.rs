//! One change of a profile, as a control of the page says it.

use crate::model::{
    AnswerId, CapabilityId, Catalogue, CriterionId, FrameworkId, Override, OverrideTarget, Points,
    Profile, Score, SortedMap, TraitId, Weighting,
};
use crate::render::html::MOST_SHARE;
use crate::score::weights::weigh;
use jiff::civil::Date;
use serde::Deserialize;

/// A change. Values are texts, as the controls have them.
#[derive(Debug, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Change {
    /// The share of a criterion in percent; the others keep their proportions.
    Share { id: CriterionId, value: String },
    /// How much the project's facts count.
    FitFactor { value: String },
    /// An answer to a question; an empty one for none.
    Answer { id: TraitId, value: String, on: bool },
    /// How much a feature is needed; empty for nothing said.
    Need { id: CapabilityId, value: String },
    /// Whether a framework is a candidate.
    Framework { id: FrameworkId, on: bool },
    /// The team's own rating.
    Rating { framework: FrameworkId, criterion: CriterionId, score: String, because: String },
    /// Removes an override.
    Unrate { id: String },
}

impl Change {
    /// Makes the change. Whether the profile is valid afterwards is for its reader to say.
    pub fn apply(
        &self,
        profile: &mut Profile,
        catalogue: &Catalogue,
        today: Option<Date>,
    ) -> Result<(), String> {
        match self {
            Self::Share { id, value } => set_share(profile, catalogue, id, number(value)?)?,
            Self::FitFactor { value } => profile.fit_factor = Some(number(value)?),
            Self::Answer { id, value, on } => {
                let asked = catalogue.find_trait(id).ok_or("there is no such question")?;
                let given = profile.traits.get_or_default(id.clone());
                given.retain(|one| asked.several && one.as_str() != value);
                if *on && !value.is_empty() {
                    given.push(AnswerId::new(value.as_str()).map_err(|error| error.to_string())?);
                }
                if given.is_empty() {
                    profile.traits.remove(id);
                }
            }
            Self::Need { id, value } if value.is_empty() => drop(profile.needs.remove(id)),
            Self::Need { id, value } => {
                let need = value.parse().map_err(|_| format!("`{value}` is not a need level"))?;
                profile.needs.insert(id.clone(), need);
            }
            Self::Framework { id, on } => {
                let chosen = catalogue.candidates(&profile.in_force(today)).into_iter();
                let chosen = chosen.map(|one| one.id.clone());
                let mut chosen: Vec<FrameworkId> = chosen.filter(|one| one != id).collect();
                chosen.extend(on.then(|| id.clone()));
                chosen.sort_unstable();
                profile.frameworks = Some(chosen);
            }
            Self::Rating { framework, criterion, score, because } => {
                let score = number(score)?;
                if because.trim().is_empty() {
                    return Err("a rating of your own needs a reason".to_owned());
                }
                let [low, high] = Score::default_range(score);
                let valid = |number: f64| Score::new(number).map_err(|error| error.to_string());
                let (score, low, high) = (valid(score)?, valid(low)?, valid(high)?);
                profile.overrides.retain(|one| !one.rates(framework, criterion));
                profile.overrides.push(Override {
                    framework: framework.clone(),
                    target: OverrideTarget::Rating {
                        criterion: criterion.clone(),
                        score,
                        low,
                        high,
                    },
                    because: because.trim().to_owned(),
                    until: None,
                });
            }
            Self::Unrate { id } => {
                let at = id.parse().ok().filter(|at| *at < profile.overrides.len());
                profile.overrides.remove(at.ok_or("there is no such rating")?);
            }
        }
        Ok(())
    }
}

fn number(text: &str) -> Result<f64, String> {
    let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    number.ok_or_else(|| format!("`{}` is not a number", crate::text::excerpt(text, 20)))
}

/// Writes every share as points, in percent to three decimals: this one as given, the others in their proportions.
fn set_share(
    profile: &mut Profile,
    catalogue: &Catalogue,
    id: &CriterionId,
    percent: f64,
) -> Result<(), String> {
    let most = MOST_SHARE * 100.0;
    if !(0.0..=most).contains(&percent) {
        return Err(format!("expected a number from 0 to {most}, found {percent}"));
    }
    let share = percent / 100.0;
    let each = weigh(catalogue, profile).map_err(|error| error.to_string())?.each;
    if each.len() < 2 || each.iter().all(|weight| weight.criterion != *id) {
        return Err("this share cannot be changed".to_owned());
    }
    let others: f64 = each.iter().filter(|one| one.criterion != *id).map(|one| one.points).sum();
    let mut points = SortedMap::new();
    for weight in &each {
        let part = match others {
            _ if weight.criterion == *id => share,
            0.0 => (1.0 - share) / (each.len() - 1) as f64,
            others => (1.0 - share) * weight.points / others,
        };
        let part = Points::new((part * 1e5).round() / 1e3).map_err(|error| error.to_string())?;
        points.insert(weight.criterion.clone(), part);
    }
    profile.weighting = Weighting::Points(points);
    Ok(())
}
