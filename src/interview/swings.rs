//! Weights by swings: which criterion to lift first from its worst to its best end, then which next.
//!
//! "What matters most?" is answered alike whatever the ends are (Fischer 1995; Keeney 2002 calls it a mistake), so the
//! ends are named. They are those of the catalogue's scales, not of the candidates (Monat 2009). The order gives
//! rank-order-centroid weights (Edwards & Barron 1994).

use crate::decision::Decision;
use crate::model::{Criterion, Indicator, Scale};
use crate::text::{and_list, mid_sentence, percent, score, thousands};

/// The most indicators whose ends are named.
const MOST_ENDS: usize = 2;

/// A criterion with its ends: `Security: support 0 to 36 months, protections 0 to all 8, and 2 more`.
pub(super) fn ends(criterion: &Criterion) -> String {
    let mut indicators: Vec<&Indicator> = criterion.indicators.iter().collect();
    indicators.sort_by(|a, b| b.weight.get().total_cmp(&a.weight.get()));
    let more = indicators.len().saturating_sub(MOST_ENDS);
    let mut parts: Vec<String> =
        indicators.into_iter().take(MOST_ENDS).map(ends_of_indicator).collect();
    parts.extend((more > 0).then(|| format!("and {more} more")));
    format!("{}: {}", criterion.title, parts.join(", "))
}

fn ends_of_indicator(indicator: &Indicator) -> String {
    let title = mid_sentence(&indicator.title);
    match &indicator.scale {
        Scale::Checklist { items } => format!("{title} (none to all {})", items.len()),
        Scale::Judgement => format!("{title} (0 to 10)"),
        Scale::Linear { worst, best } | Scale::Log { worst, best } => {
            let unit = indicator.unit.as_deref().unwrap_or_default();
            let space = if matches!(unit, "" | "%") { "" } else { " " };
            format!("{title} ({} to {}{space}{unit})", number(*worst), number(*best))
        }
    }
}

/// A number with a comma at every third digit: `100,000`, `0.1`.
fn number(value: f64) -> String {
    let text = value.to_string();
    text.parse().map_or(text, thousands)
}

/// The shares, the largest first: `security 24%, database 20%`.
pub(super) fn shares(decision: &Decision) -> String {
    let rows = decision.criteria.iter();
    let shares = rows.map(|row| format!("{} {}", mid_sentence(&row.title), percent(row.share)));
    shares.collect::<Vec<_>>().join(", ")
}

/// What a point of the heaviest criterion counts: `one point of security counts as much as 1.7 of hiring, and 4.7 of
/// any other`. None where all count alike.
pub(super) fn exchange_rates(decision: &Decision) -> Option<String> {
    let (first, others) = decision.criteria.split_first()?;
    let least = others.last().map(|row| row.share).filter(|share| *share > 0.0)?;
    let rate = |share: f64| score(first.share / share);
    let equal = others.iter().filter(|row| row.share - least < 1e-9).count();
    let named = if equal > 1 { others.len() - equal } else { others.len() };
    let mut rates: Vec<String> = others[..named]
        .iter()
        .map(|row| format!("{} of {}", rate(row.share), mid_sentence(&row.title)))
        .collect();
    if named < others.len() {
        rates.push(format!("{} of any other", rate(least)));
    }
    (first.share - least > 1e-9).then(|| {
        format!(
            "one point of {} counts as much as {}",
            mid_sentence(&first.title),
            and_list(&rates)
        )
    })
}
