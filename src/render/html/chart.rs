//! Drawings of bars, dots and ticks in the colour of a framework; the same stands beside them as text.
//!
//! Places are percentages of the width; the style sheet has the heights.

use maud::{Markup, html};

/// A drawing; a reader hears the text beside it instead.
pub fn drawing(parts: &Markup) -> Markup {
    html! { svg aria-hidden="true" { (parts) } }
}

/// A bar.
pub fn level(class: &str, from: f64, to: f64) -> Markup {
    let (from, to) = (from.min(to), from.max(to));
    html! { rect class=(class) x=(percent(from)) width=(percent(to - from)) {} }
}

/// An upright line.
pub fn tick(class: &str, at: f64) -> Markup {
    html! { rect class=(class) x=(percent(at)) {} }
}

/// A range and the value within it.
pub fn dot(colour: &str, at: f64, low: f64, high: f64) -> Markup {
    drawing(&html! {
        (level(&format!("span {colour}"), low, high))
        circle class=(colour) cx=(percent(at)) {}
    })
}

/// A bar from the middle: to the right for more, to the left for less.
pub fn bar(colour: &str, part: f64, largest: f64) -> Markup {
    drawing(&html! {
        (tick("axis", 50.0))
        @if part.abs() > 1e-9 { (level(&format!("bar {colour}"), 50.0, 50.0 + 50.0 * part / largest)) }
    })
}

/// Shares side by side, each with its class.
pub fn stack(shares: impl Iterator<Item = (String, f64)>) -> Markup {
    let mut end = 0.0;
    let lines = shares.filter(|(_, share)| *share > 0.0).map(|(class, share)| {
        let start = end;
        end += share * 100.0;
        level(&format!("bar {class}"), start, end)
    });
    drawing(&html! { @for line in lines { (line) } })
}

/// A row of a chart: its label, its drawing, and the same as text.
pub fn row(label: &Markup, drawing: &Markup, value: &str) -> Markup {
    html! { div.row { div { (label) } (drawing) div.value { (value) } } }
}

fn percent(share: f64) -> String {
    number(share) + "%"
}

/// A place or size in a drawing.
pub fn number(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}
