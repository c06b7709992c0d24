//! The comparison: one row for each criterion and one for the project, each with its evidence below.

use super::chart::{bar, dot, drawing, level, tick};
use super::{Page, rich};
use crate::decision::CriterionRow;
use crate::model::FrameworkId;
use crate::render::messages::{self, Comparison, Row};
use crate::text::{self, hundredths, signed};
use maud::{Markup, html};

impl Page<'_> {
    /// The table, with its legend and what does not apply.
    pub(super) fn comparison(&self) -> Markup {
        let comparison = Comparison::of(self.decision, usize::MAX);
        let criteria = messages::by_contribution(self.decision);
        let (parts, sums): (Vec<&Row>, Vec<&Row>) = comparison
            .rows
            .iter()
            .partition(|row| !row.share.is_empty() || row.title == messages::PROJECT);
        let sizes = parts.iter().filter_map(|row| row.part).map(f64::abs);
        let largest = sizes.fold(f64::MIN_POSITIVE, f64::max);
        let mut rows: Vec<(f64, Markup)> = Vec::new();
        for (at, worded) in parts.into_iter().enumerate() {
            let row = match criteria.get(at) {
                Some(row) => self.criterion(row, worded, largest),
                None => self.project(worded, largest),
            };
            rows.push((worded.part.unwrap_or(0.0), row));
        }
        rows.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let recommendation = &self.decision.recommendation;
        let sides = recommendation.leader.as_ref().zip(recommendation.runner_up.as_ref());
        let lead = html! {
            "Lead" @if let Some((leader, rival)) = sides {
                " of " (self.named(leader)) " over " (self.named(rival))
            }
        };
        let large = if comparison.names.len() > 6 { "scroll large" } else { "scroll" };
        html! {
            (super::heading("comparison", "Criterion by criterion"))
            label.all { input type="checkbox"; " Show all evidence, also in print" }
            div class=(large) tabindex="0" role="region" aria-label="Criterion by criterion" {
                table.main role="table" {
                    thead role="rowgroup" {
                        tr role="row" {
                            th role="columnheader" scope="col" { "Criterion" }
                            th role="columnheader" scope="col" { "Share" }
                            @for one in &self.decision.frameworks {
                                th role="columnheader" scope="col" { (self.named(&one.id)) }
                            }
                            th role="columnheader" scope="col" { (lead) }
                        }
                    }
                    @for (_, row) in &rows { (row) }
                    tfoot role="rowgroup" { @for row in sums { (self.sum(row)) } }
                }
            }
            @if !comparison.legend.is_empty() {
                div.legend { @for said in &comparison.legend { p { (said) } } }
            }
            @for said in messages::not_applicable(self.decision) { p.soft { (rich(&said)) } }
        }
    }

    fn criterion(&self, row: &CriterionRow, worded: &Row, largest: f64) -> Markup {
        let bounds = messages::tipping_bounds(self.decision, &row.id);
        let cells = self.decision.frameworks.iter().zip(&worded.ratings).map(|(one, text)| {
            let rating = row.rating(&one.id);
            let range = rating.map(|it| dot("", it.score * 10.0, it.low * 10.0, it.high * 10.0));
            self.cell(&one.id, text, range.as_ref())
        });
        let share = html! {
            strong { (worded.share) }
            // Where someone else takes over, in that one's colour.
            (drawing(&html! {
                (level("filled", 0.0, row.share * 100.0))
                @for (ids, at, _) in &bounds { (tick(&format!("tip {}", self.colour(&ids[0])), at * 100.0)) }
            }))
            @for (ids, _, bound) in &bounds {
                small { @for id in *ids { (self.named(id)) " " } (bound) }
            }
        };
        let part = self.part(worded, largest);
        let detail = html! {
            @if !self.brief { summary { "Evidence on " (text::mid_sentence(&worded.title)) } (self.evidence(row)) }
        };
        let id = format!("criterion-{}", row.id);
        whole_row(&id, worded, cells, &[share, part, detail])
    }

    fn project(&self, worded: &Row, largest: f64) -> Markup {
        let all = self.decision.frameworks.iter().map(|one| one.adjustment.abs());
        let most = all.fold(f64::MIN_POSITIVE, f64::max);
        let cells = self.decision.frameworks.iter().map(|one| {
            let bar = bar(&self.colour(&one.id), one.adjustment, most);
            self.cell(&one.id, &signed(one.adjustment), Some(&bar))
        });
        let share = html! {
            strong { "× " (text::score(self.decision.fit_factor)) }
            @if let Some(factor) = self.decision.analysis.tipping_factor {
                small { "level at × " (format!("{factor:.2}")) }
            }
        };
        let part = self.part(worded, largest);
        let detail = html! {
            @if !self.brief { summary { "Answers and needs, in points" } (self.facts()) }
        };
        whole_row("project", worded, cells, &[share, part, detail])
    }

    fn sum(&self, row: &Row) -> Markup {
        let cells = self.decision.frameworks.iter().zip(&row.ratings);
        html! {
            tr role="row" {
                th role="rowheader" scope="row" { (row.title) }
                td role="cell" {}
                @for (one, sum) in cells { (self.cell(&one.id, sum, None)) }
                td.part role="cell" { @if let Some(part) = row.part { (self.figure(part)) } }
            }
        }
    }

    /// A candidate's figure, with its name for narrow screens.
    fn cell(&self, id: &FrameworkId, text: &str, drawing: Option<&Markup>) -> Markup {
        let class = format!("cell {}", self.colour(id));
        let label = format!("{} {}", self.mark(id), messages::name(self.decision, id));
        html! {
            td class=(class) role="cell" data-label=(label) {
                strong { (text) }
                @if let Some(drawing) = drawing { (drawing) }
            }
        }
    }

    /// What a row adds to the lead, in the colour of whom it speaks for.
    fn part(&self, row: &Row, largest: f64) -> Markup {
        let Some(part) = row.part else { return html! {} };
        let colour = self.favours(part).map(|id| self.colour(id)).unwrap_or_default();
        html! { (self.figure(part)) (bar(&colour, part, largest)) }
    }

    /// A part of the lead, with the sign of whom it speaks for.
    fn figure(&self, part: f64) -> Markup {
        html! { strong { @if let Some(id) = self.favours(part) { (self.sign(id)) " " } (hundredths(part)) } }
    }

    /// The one of leader and runner-up for whom a part of the lead speaks, unless it shows as 0.
    fn favours(&self, part: f64) -> Option<&FrameworkId> {
        let recommendation = &self.decision.recommendation;
        let whom = if part < 0.0 { &recommendation.runner_up } else { &recommendation.leader };
        whom.as_ref().filter(|_| hundredths(part) != "0.00")
    }
}

/// A row, and below it the row that unfolds.
fn whole_row(
    id: &str,
    worded: &Row,
    cells: impl ExactSizeIterator<Item = Markup>,
    [share, part, detail]: &[Markup; 3],
) -> Markup {
    let why = html! { (worded.best) @if !worded.why.is_empty() { ": " (rich(&worded.why)) } };
    let columns = cells.len() + 3;
    html! {
        tbody role="rowgroup" id=(id) {
            tr role="row" {
                th role="rowheader" scope="row" { a href={ "#" (id) } { (worded.title) } span.why { (why) } }
                td.share role="cell" { div { (share) } }
                @for cell in cells { (cell) }
                td.part role="cell" { (part) }
            }
            @if !detail.0.is_empty() {
                tr.more role="row" {
                    td role="cell" colspan=(columns) { details { (detail) } }
                }
            }
        }
    }
}
