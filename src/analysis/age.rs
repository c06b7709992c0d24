//! How old the evidence is, and which of it is past its date.

use crate::model::{
    Catalogue, Criterion, CriterionId, Finding, Framework, FrameworkId, Indicator, IndicatorId,
};
use jiff::civil::Date;

/// A finding past its date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// Of which framework.
    pub framework: FrameworkId,
    /// On which criterion.
    pub criterion: CriterionId,
    /// On which indicator.
    pub indicator: IndicatorId,
    /// When it was checked.
    pub checked: Date,
    /// The first day on which it was stale.
    pub since: Date,
}

/// The day on which the oldest finding about these frameworks was checked.
pub fn oldest(catalogue: &Catalogue, frameworks: &[&Framework]) -> Option<Date> {
    findings(catalogue, frameworks).map(|(.., finding)| finding.checked).min()
}

/// The findings about these frameworks that are past their date on a day.
pub fn stale(catalogue: &Catalogue, frameworks: &[&Framework], on: Date) -> Vec<Stale> {
    let stale = |(framework, criterion, indicator, finding): (
        &Framework,
        &Criterion,
        &Indicator,
        &Finding,
    )| {
        let since = stale_since(finding.checked, indicator)?;
        (since <= on).then(|| Stale {
            framework: framework.id.clone(),
            criterion: criterion.id.clone(),
            indicator: indicator.id.clone(),
            checked: finding.checked,
            since,
        })
    };
    findings(catalogue, frameworks).filter_map(stale).collect()
}

/// The first day on which a finding of an indicator is stale; none where the indicator does not age.
pub fn stale_since(checked: Date, indicator: &Indicator) -> Option<Date> {
    indicator.stale_after?.first_day_after(checked)
}

fn findings<'a>(
    catalogue: &'a Catalogue,
    frameworks: &'a [&'a Framework],
) -> impl Iterator<Item = (&'a Framework, &'a Criterion, &'a Indicator, &'a Finding)> {
    let of = |framework: &'a Framework, criterion: &'a Criterion| {
        criterion.indicators.iter().filter_map(move |indicator| {
            let finding = framework.findings.get(&criterion.id)?.get(&indicator.id)?;
            Some((framework, criterion, indicator, finding))
        })
    };
    frameworks.iter().flat_map(move |framework| {
        catalogue.criteria.values().flat_map(move |criterion| of(framework, criterion))
    })
}
