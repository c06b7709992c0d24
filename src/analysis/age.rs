//! How old the evidence is, and which of it is past its date.

use crate::decision::{Age, Stale};
use crate::model::Indicator;
use crate::score::Scoreboard;
use jiff::civil::Date;

/// The oldest finding about the candidates, and those that are stale today; without a day none is. What the profile
/// rates itself rests on no finding.
pub fn age(Scoreboard { catalogue, profile, candidates, today, .. }: &Scoreboard) -> Age {
    let mut age = Age::default();
    for framework in candidates {
        for criterion in catalogue.criteria.values() {
            let Some(findings) = framework.findings.get(&criterion.id) else { continue };
            if profile.overrides.iter().any(|one| one.rates(&framework.id, &criterion.id)) {
                continue;
            }
            for indicator in &criterion.indicators {
                let Some(finding) = findings.get(&indicator.id) else { continue };
                let observed = catalogue.observed(finding);
                age.oldest = Some(age.oldest.map_or(observed, |oldest| oldest.min(observed)));
                let since = stale_since(observed, indicator);
                if let Some(since) = since.filter(|since| today.is_some_and(|day| *since <= day)) {
                    age.stale.push(Stale {
                        framework: framework.id.clone(),
                        criterion: criterion.id.clone(),
                        indicator: indicator.id.clone(),
                        title: indicator.title.clone(),
                        observed,
                        since,
                    });
                }
            }
        }
    }
    age
}

/// The first day on which a finding of an indicator is stale; none where the indicator does not age.
pub fn stale_since(observed: Date, indicator: &Indicator) -> Option<Date> {
    indicator.stale_after?.first_day_after(observed)
}
