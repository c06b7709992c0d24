//! The reference pages that are generated: everything in the catalogue, and every lint rule.

use super::doc::Doc;
use super::{markdown, worded};
use crate::explain::{Explainer, Kind};

const GENERATED: &str =
    "<!-- Generated; `UPDATE=1 cargo test` rewrites it. Do not edit by hand. -->";

/// Everything that the catalogue holds, as one Markdown page.
pub fn catalogue(explainer: &Explainer<'_>) -> String {
    const KINDS: [(Kind, &str); 5] = [
        (Kind::Criterion, "Criteria"),
        (Kind::Framework, "Frameworks"),
        (Kind::Trait, "Traits"),
        (Kind::Capability, "Capabilities"),
        (Kind::Source, "Sources"),
    ];
    let mut page = format!(
        "# What weigh knows\n\n{GENERATED}\n\nEvery criterion with its indicators, scales, figures, ranges, sources \
         and days; every framework; every question and what its answers do; every capability; every source. \
         `weigh explain ID` tells the same of one of them.\n"
    );
    for (kind, title) in KINDS {
        page.extend(["\n## ", title, "\n"]);
        for id in explainer.ids(kind) {
            if let Some(one) = explainer.page(kind, &id) {
                page.push('\n');
                page.push_str(&markdown::page(&worded(&one).without("Sources"), 3));
            }
        }
    }
    page
}

/// Every lint rule, as one Markdown page.
pub fn rules(explainer: &Explainer<'_>) -> String {
    let mut page = format!(
        "# Rules of `weigh lint`\n\n{GENERATED}\n\nAn error fails the run with exit code 1; a warning does not, \
         unless `--fail-on` says so. `weigh explain RULE` tells one rule.\n"
    );
    let mut all = Doc::default();
    for id in explainer.ids(Kind::Rule) {
        if let Some(rule) = explainer.page(Kind::Rule, &id) {
            all.append(worded(&rule));
        }
    }
    page.push('\n');
    page.push_str(&markdown::page(&all, 2));
    page
}
