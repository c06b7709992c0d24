//! The pictures of the page, as small drawings beside their labels and figures.
//!
//! Each drawing is stretched to the room it has; its strokes are not. Whatever it shows stands beside it as text, so
//! that a reader who cannot see it misses nothing.

use crate::decision::{CandidateResult, CriterionRow, Decision, TippingWeight};
use crate::model::FrameworkId;
use crate::render::messages;
use maud::{Markup, html};

/// Where a candidate stands in the order of the columns.
pub(super) fn place(decision: &Decision, id: Option<&FrameworkId>) -> Option<usize> {
    decision.frameworks.iter().position(|standing| Some(&standing.id) == id)
}

/// A line of a drawing that is 100 wide and 10 high.
fn stroke(class: &str, from: (f64, f64), to: (f64, f64)) -> Markup {
    let at = |figure: f64| format!("{figure:.2}");
    html! { line class=(class) x1=(at(from.0)) y1=(at(from.1)) x2=(at(to.0)) y2=(at(to.1)) {} }
}

fn level(class: &str, from: f64, to: f64) -> Markup {
    stroke(class, (from, 5.0), (to, 5.0))
}

fn upright(class: &str, at: f64) -> Markup {
    stroke(class, (at, 0.0), (at, 10.0))
}

/// A row of a chart: its label, its drawing, and the same as text.
fn row(label: &str, drawing: &Markup, value: &str) -> Markup {
    html! {
        div.row {
            div { (label) }
            div.draw {
                svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" { (drawing) }
            }
            div.value { (value) }
        }
    }
}

/// The totals with their ranges on the scale from 0 to 10.
pub(super) fn totals(decision: &Decision) -> Markup {
    let leader = decision.recommendation.leader.as_ref();
    let side = |standing: &CandidateResult| {
        if Some(&standing.id) == leader { "s-leader" } else { "s-rival" }
    };
    let drawing = |standing: &CandidateResult| {
        let side = side(standing);
        html! {
            (level("track", 0.0, 100.0))
            (level(&format!("span {side}"), standing.low * 10.0, standing.high * 10.0))
            (level(&format!("dot {side}"), standing.total * 10.0, standing.total * 10.0))
        }
    };
    let value = |standing: &CandidateResult| {
        format!(
            "{} ({})",
            messages::score(standing.total),
            messages::range(standing.low, standing.high)
        )
    };
    html! {
        @if !decision.frameworks.is_empty() {
            section.card {
                h2 { "Totals, from 0 to 10, with their ranges" }
                div.chart {
                    @for standing in &decision.frameworks {
                        (row(&messages::name(decision, &standing.id), &drawing(standing), &value(standing)))
                    }
                }
            }
        }
    }
}

/// What each criterion adds to the lead: to the right for the leader, to the left for the runner-up.
pub(super) fn contributions(decision: &Decision) -> Markup {
    let recommendation = &decision.recommendation;
    let Some((leader, rival)) =
        recommendation.leader.as_ref().zip(recommendation.runner_up.as_ref())
    else {
        return html! {};
    };
    let figures = decision.criteria.iter().filter_map(|row| row.contribution);
    let most = figures.map(f64::abs).fold(f64::MIN_POSITIVE, f64::max);
    let bar = |contribution: f64| {
        let side = if contribution < 0.0 { "bar s-rival" } else { "bar s-leader" };
        html! {
            (upright("axis", 50.0))
            (level(side, 50.0, 50.0 + 50.0 * contribution / most))
        }
    };
    let line = |criterion: &CriterionRow| {
        let by = criterion.contribution.unwrap_or(0.0);
        row(&messages::title_of(decision, criterion), &bar(by), &messages::part(by))
    };
    html! {
        section {
            h2 { "What each criterion adds to the lead" }
            div.chart {
                div.empty {}
                div.draw.sides {
                    span.rival { "for " (messages::name(decision, rival)) }
                    span.leader { "for " (messages::name(decision, leader)) }
                }
                div.empty {}
                @for criterion in &decision.criteria { (line(criterion)) }
            }
        }
    }
}

/// Each weight's scale from 0 to 100 %, with its place now and where the answer tips.
pub(super) fn scales(decision: &Decision) -> Markup {
    let tipping = &decision.analysis.tipping_weights;
    let line = |tip: &TippingWeight| {
        let title = decision.criterion(&tip.criterion).map(|row| messages::title_of(decision, row));
        let title = title.unwrap_or_else(|| tip.criterion.to_string());
        let value =
            format!("now {}, tips {}", messages::percent(tip.share), messages::tips_at(tip));
        row(&title, &scale(tip), &value)
    };
    html! {
        @if decision.frameworks.len() > 1 && !tipping.is_empty() {
            section {
                h2 { "Where each weight tips the answer" }
                p.soft {
                    "Each line is a share of the weight from 0 to 100 %: " span.key {} " now, "
                    span.key.bar-key {} " where somebody else takes over."
                }
                div.chart { @for tip in tipping { (line(tip)) } }
            }
        }
    }
}

fn scale(tip: &TippingWeight) -> Markup {
    let [low, high] = tip.holds.map_or([0.0, 100.0], |holds| holds.map(|share| share * 100.0));
    let now = tip.share * 100.0;
    html! {
        (level("track", 0.0, 100.0))
        (level("hold", low, high))
        @if !tip.below.is_empty() { (upright("tip", low)) }
        @if !tip.above.is_empty() { (upright("tip", high)) }
        (level("now", now, now))
    }
}
