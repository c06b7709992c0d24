//! The charts of the page: small drawings, each with its label and its value as text.

use crate::decision::{CandidateResult, Decision, TippingWeight};
use crate::model::FrameworkId;
use crate::render::messages;
use crate::text::{hundredths, percent, range, score};
use maud::{Markup, html};

/// A horizontal line in a drawing that is 100 wide and 10 high.
fn level(class: &str, from: f64, to: f64) -> Markup {
    html! { line class=(class) x1=(format!("{from:.2}")) y1="5" x2=(format!("{to:.2}")) y2="5" {} }
}

/// A vertical line across the drawing.
fn upright(class: &str, at: f64) -> Markup {
    let at = format!("{at:.2}");
    html! { line class=(class) x1=(at) y1="0" x2=(at) y2="10" {} }
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

/// The totals with their ranges.
pub(super) fn totals(decision: &Decision) -> Markup {
    let leader = decision.recommendation.leader.as_ref();
    let least = decision.frameworks.iter().map(|one| one.low).fold(0.0, f64::min);
    let most = decision.frameworks.iter().map(|one| one.high).fold(10.0, f64::max);
    let at = |points: f64| (points - least) / (most - least) * 100.0;
    let total = |candidate: &CandidateResult| {
        let side = if Some(&candidate.id) == leader { "s-leader" } else { "s-rival" };
        let drawing = html! {
            (level("track", 0.0, 100.0))
            (level(&format!("span {side}"), at(candidate.low), at(candidate.high)))
            (level(&format!("dot {side}"), at(candidate.total), at(candidate.total)))
        };
        let value =
            format!("{} ({})", score(candidate.total), range(candidate.low, candidate.high));
        row(&messages::name(decision, &candidate.id), &drawing, &value)
    };
    html! {
        @if !decision.frameworks.is_empty() {
            section.card {
                h2 { "Totals in points, with their ranges" }
                div.chart { @for candidate in &decision.frameworks { (total(candidate)) } }
            }
        }
    }
}

/// What each criterion and the project add to the lead: to the right for the leader, to the left for the runner-up.
pub(super) fn contributions(decision: &Decision) -> Markup {
    let recommendation = &decision.recommendation;
    let sides = recommendation.leader.as_ref().zip(recommendation.runner_up.as_ref());
    let Some((leader, rival)) = sides else { return html! {} };
    let mut parts: Vec<(String, f64)> = messages::by_contribution(decision)
        .into_iter()
        .map(|row| (messages::criterion_title(decision, &row.id), row.contribution.unwrap_or(0.0)))
        .collect();
    let adjustment = |id: &FrameworkId| {
        let one = decision.frameworks.iter().find(|one| one.id == *id);
        one.map_or(0.0, |one| one.adjustment)
    };
    let project = adjustment(leader) - adjustment(rival);
    if project.abs() > 1e-9 {
        parts.push(("Your project".to_owned(), project));
    }
    let largest = parts.iter().map(|(_, part)| part.abs()).fold(f64::MIN_POSITIVE, f64::max);
    let bar = |part: f64| {
        html! {
            (upright("axis", 50.0))
            (level(if part < 0.0 { "bar s-rival" } else { "bar s-leader" }, 50.0, 50.0 + 50.0 * part / largest))
        }
    };
    html! {
        section {
            h2 { "What adds to the lead" }
            div.chart {
                div.empty {}
                div.draw.sides {
                    span.rival { "for " (messages::name(decision, rival)) }
                    span.leader { "for " (messages::name(decision, leader)) }
                }
                div.empty {}
                @for (label, part) in &parts { (row(label, &bar(*part), &hundredths(*part))) }
            }
        }
    }
}

/// Each weight's share from 0% to 100%: its value, and where it changes who is first.
pub(super) fn scales(decision: &Decision) -> Markup {
    let scale = |tip: &TippingWeight| {
        let [low, high] = tip.holds.map_or([0.0, 100.0], |holds| holds.map(|share| share * 100.0));
        let now = tip.share * 100.0;
        let drawing = html! {
            (level("track", 0.0, 100.0))
            (level("hold", low, high))
            @if !tip.below.is_empty() { (upright("tip", low)) }
            @if !tip.above.is_empty() { (upright("tip", high)) }
            (level("now", now, now))
        };
        let value = format!("now {}, tips at {}", percent(tip.share), messages::tips_at(tip));
        row(&messages::criterion_title(decision, &tip.criterion), &drawing, &value)
    };
    let tips = &decision.analysis.tipping_weights;
    html! {
        @if decision.frameworks.len() > 1 && !tips.is_empty() {
            section {
                h2 { "How far each weight can change" }
                p.soft {
                    "Each line is a share of the weight from 0% to 100%: " span.key {} " now, "
                    span.key.bar-key {} " where another candidate becomes first."
                }
                div.chart { @for tip in tips { (scale(tip)) } }
            }
        }
    }
}
