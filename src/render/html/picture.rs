//! The comparison as one SVG file: what makes up each total, and the shares at which another framework would lead.
//!
//! It brings its own paper and both colour schemes, so that it can be read on any page; a reader hears the description.

use super::chart::number;
use super::{COLOURS, Page, STYLE};
use crate::decision::{CandidateResult, CriterionRow, Decision};
use crate::model::{Catalogue, FrameworkId, Score};
use crate::render::messages;
use crate::text::{join, percent, range, score, shorten, signed, wrap};
use maud::{Markup, PreEscaped, html};
use std::fmt::Write as _;

const WIDTH: f64 = 760.0;
const LEFT: f64 = 20.0;
/// Where bars begin, and their length; figures end at the right.
const BARS: f64 = 190.0;
const LENGTH: f64 = 400.0;
const RIGHT: f64 = WIDTH - LEFT;
/// Columns of a sentence, of a name, and of the answer in its larger letters.
const SENTENCE: usize = 96;
const NAME: usize = 20;
const ANSWER: usize = 62;
/// The narrowest bar with a number in it.
const NUMBER: f64 = 18.0;

/// The picture.
pub(crate) fn render(decision: &Decision, catalogue: &Catalogue) -> String {
    let page = Page::new(decision, catalogue);
    let mut picture = Picture { page, parts: Vec::new(), y: 8.0 };
    picture.draw();
    picture.finish().into_string() + "\n"
}

/// Shapes and text from the top down.
struct Picture<'a> {
    page: Page<'a>,
    parts: Vec<Markup>,
    /// The lower edge of what is drawn.
    y: f64,
}

impl Picture<'_> {
    fn draw(&mut self) {
        let decision = self.page.decision;
        self.sentence("soft", &messages::heading(decision), SENTENCE);
        self.sentence("ink answer", &messages::headline(decision), ANSWER);
        if !decision.frameworks.is_empty() {
            self.heading("Points that make up each total");
            decision.frameworks.iter().for_each(|one| self.total(one));
            self.heading("Share of each criterion, with marks where another framework would lead");
            let rows = messages::by_contribution(decision);
            rows.iter().enumerate().for_each(|(at, row)| self.share(at + 1, row));
            self.project();
        }
        self.y += 8.0;
        let is_unrated = |one: &CandidateResult| {
            decision.criteria.iter().any(|row| row.rating(&one.id).is_none())
        };
        if decision.frameworks.iter().any(is_unrated) {
            let unknown = score(Score::UNKNOWN);
            let said = format!("Grey parts are not rated and count as {unknown}.");
            self.sentence("soft", &said, SENTENCE);
        }
        for said in messages::excluded(decision) {
            self.sentence("soft", &said, SENTENCE);
        }
    }

    /// A total as a bar of its criteria, in the order of the rows below, and under it what the project adds or takes.
    fn total(&mut self, one: &CandidateResult) {
        let decision = self.page.decision;
        let all = &decision.frameworks;
        let least = all.iter().map(|one| one.total.min(0.0)).fold(0.0, f64::min);
        let most = all.iter().map(|one| one.total.max(one.criteria)).fold(10.0, f64::max);
        let at = |points: f64| BARS + (points - least) / (most - least) * LENGTH;
        let colour = self.page.colour(&one.id);
        self.y += 30.0;
        let (base, mut end) = (self.y, 0.0);
        let mut bars = Vec::new();
        for (number, row) in messages::by_contribution(decision).into_iter().enumerate() {
            let rated = row.rating(&one.id);
            let points = row.share * rated.map_or(Score::UNKNOWN, |rating| rating.score);
            let (from, to) = (at(end), at(end + points));
            end += points;
            let title = messages::criterion_title(decision, &row.id);
            let said = format!("{title}: {} of {}", score(points), score(one.criteria));
            let (fill, ink) =
                if rated.is_some() { (colour.as_str(), "paper") } else { ("line", "ink") };
            bars.push(html! {
                (bar(fill, [from, to - 1.0], [base - 13.0, 16.0], &said))
                @if to - from > NUMBER {
                    (text(&format!("{ink} small"), "middle", [f64::midpoint(from, to), base - 1.0], &(number + 1).to_string()))
                }
            });
        }
        let figure = format!("{} ({})", score(one.total), range(one.low, one.high));
        self.parts.push(html! {
            (self.marked(&one.id, [LEFT, base], "ink", &shorten(&messages::name(decision, &one.id), NAME)))
            @for bar in &bars { (bar) }
            (text("ink", "end", [RIGHT, base], &figure))
        });
        if one.adjustment.abs() > 1e-9 {
            self.y += 16.0;
            let said = format!("Your project: {}", signed(one.adjustment));
            let detail =
                format!("criteria {}, project {}", score(one.criteria), signed(one.adjustment));
            let edges = [at(one.criteria), at(one.total)];
            self.parts.push(html! {
                (text("soft small", "start", [LEFT, self.y], &detail))
                (bar(&colour, edges, [base + 5.0, 5.0], &said))
            });
        }
    }

    /// A criterion's share, with the shares at which someone else takes over in that one's colour.
    fn share(&mut self, number: usize, row: &CriterionRow) {
        let decision = self.page.decision;
        let bounds = messages::tipping_bounds(decision, &row.id);
        self.y += 26.0;
        let at = |share: f64| BARS + share * LENGTH;
        let title = shorten(&messages::criterion_title(decision, &row.id), NAME);
        let title = format!("{number} {title}");
        let share = percent(row.share);
        self.parts.push(html! {
            (text("ink", "start", [LEFT, self.y], &title))
            (bar("line", [BARS, BARS + LENGTH], [self.y - 6.0, 3.0], "All of the weight"))
            (bar("soft", [BARS, at(row.share)], [self.y - 7.0, 5.0], &share))
            (text("ink", "end", [RIGHT, self.y], &share))
            @for (ids, share, bound) in &bounds {
                @let x = at(*share);
                (bar(&self.page.colour(&ids[0]), [x - 1.5, x + 1.5], [self.y - 13.0, 17.0], bound))
            }
        });
        for (ids, _, bound) in bounds {
            self.y += 17.0;
            let names = join(ids.iter().map(|id| messages::name(decision, id)), ", ");
            let said = format!("{} at {bound}", shorten(&names, 2 * NAME));
            self.parts.push(html! { (self.marked(&ids[0], [BARS, self.y], "ink small", &said)) });
        }
    }

    /// How much the project counts, and where a rival would be level.
    fn project(&mut self) {
        let decision = self.page.decision;
        if let Some(factor) = decision.analysis.tipping_factor {
            self.y += 26.0;
            let rival = messages::rival(decision);
            let said = format!("A fit factor of {factor:.2} puts {rival} level");
            self.parts.push(html! {
                (text("ink", "start", [LEFT, self.y], "Your project"))
                (text("ink small", "start", [BARS, self.y], &said))
                (text("ink", "end", [RIGHT, self.y], &format!("× {}", score(decision.fit_factor))))
            });
        }
    }

    /// Text behind a framework's mark in its colour.
    fn marked(&self, id: &FrameworkId, [x, y]: [f64; 2], class: &str, said: &str) -> Markup {
        html! {
            text class=(class) x=(number(x)) y=(number(y)) {
                tspan class=(self.page.colour(id)) { (self.page.mark(id)) } " " (said)
            }
        }
    }

    fn heading(&mut self, title: &str) {
        self.y += 14.0;
        self.sentence("ink strong", title, SENTENCE);
    }

    fn sentence(&mut self, class: &str, said: &str, columns: usize) {
        for line in wrap(&said.replace('`', ""), columns) {
            self.y += if columns == ANSWER { 26.0 } else { 20.0 };
            self.parts.push(text(class, "start", [LEFT, self.y], &line));
        }
    }

    fn finish(self) -> Markup {
        let decision = self.page.decision;
        let (width, height) = (number(WIDTH), number(self.y + LEFT));
        let totals = decision.frameworks.iter().map(|one| {
            let (name, range) = (messages::name(decision, &one.id), range(one.low, one.high));
            format!("{name} has {} points ({range}).", score(one.total))
        });
        let said = join(totals.chain(messages::brief(decision)), " ");
        html! {
            svg xmlns="http://www.w3.org/2000/svg" width=(width) height=(height)
                viewBox={ "0 0 " (width) " " (height) } role="img" aria-labelledby="weigh-title weigh-desc" {
                title id="weigh-title" { (self.page.title()) }
                desc id="weigh-desc" { (said.replace('`', "")) }
                style { (PreEscaped(style())) }
                rect class="paper" width=(width) height=(height) rx="8" {}
                @for part in &self.parts { (part) }
            }
        }
    }
}

/// A bar between two edges, given its top and height, with what it shows as its title.
fn bar(class: &str, [from, to]: [f64; 2], [top, height]: [f64; 2], said: &str) -> Markup {
    let (from, to) = (from.min(to), from.max(to));
    html! {
        rect class=(class) x=(number(from)) y=(number(top)) width=(number(to - from)) height=(number(height)) {
            title { (said) }
        }
    }
}

fn text(class: &str, anchor: &str, [x, y]: [f64; 2], said: &str) -> Markup {
    html! {
        text class=(class) x=(number(x)) y=(number(y)) text-anchor=[(anchor != "start").then_some(anchor)] { (said) }
    }
}

/// The fills of the page's style sheet, in both schemes.
fn style() -> String {
    let names = ["paper", "ink", "soft", "line"].map(|name| (name.to_owned(), format!("--{name}")));
    let frameworks = (0..COLOURS).map(|at| (format!("c{at}"), format!(".c{at}{{--c")));
    let [mut light, mut dark] = [String::new(), String::new()];
    for (class, name) in names.into_iter().chain(frameworks) {
        let Some((one, other)) = shades(&name) else { continue };
        let _ = write!(light, ".{class}{{fill:{one}}}");
        let _ = write!(dark, ".{class}{{fill:{other}}}");
    }
    format!(
        "text{{font:14px system-ui,\"Segoe UI\",Roboto,\"Helvetica Neue\",sans-serif}}.small{{font-size:12px}}\
         .strong{{font-weight:600}}.answer{{font-size:20px;font-weight:600}}{light}\
         @media(prefers-color-scheme:dark){{{dark}}}"
    )
}

/// The light and the dark form of a colour of the page.
fn shades(name: &str) -> Option<(&'static str, &'static str)> {
    let (_, rest) = STYLE.split_once(&format!("{name}:light-dark("))?;
    rest.split_once(')')?.0.split_once(',')
}

#[cfg(test)]
mod tests {
    use super::{COLOURS, style};

    #[test]
    fn every_colour_of_the_page_has_two_shades() {
        let style = style();
        assert_eq!(style.matches("{fill:#").count(), 2 * (4 + COLOURS), "{style}");
    }
}
