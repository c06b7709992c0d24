//! Figures and phrases that several pages share.

use super::Explainer;
use crate::doc::{Doc, Item, Phrase, link, strong};
use crate::model::{
    Claim, Factor, Finding, FindingValue, Framework, Indicator, Months, Provision, Source, SourceId,
};
use crate::text::{NBSP, and_list, capitalise, excerpt, join, number, plural, score};
use std::fmt::Display;

/// The most characters of a name or title.
const NAME: usize = 160;
/// What to do about a wrong figure.
pub(super) const CONTEST: &str = concat!(
    "A figure is wrong? ",
    env!("CARGO_PKG_REPOSITORY"),
    "/blob/main/CONTRIBUTING.md says how to correct it."
);
/// The most characters of a longer text.
const TEXT: usize = 2_000;

/// A name from a file.
pub(super) fn name(text: &str) -> String {
    excerpt(text, NAME)
}

/// A longer text from a file.
pub(super) fn text(text: &str) -> String {
    excerpt(text, TEXT)
}

/// A text from a file as a sentence: a capital first, a full stop last.
pub(super) fn sentence(said: &str) -> String {
    let whole = capitalise(&text(said));
    let ended = whole.is_empty() || whole.ends_with(['.', '!', '?', '…']);
    if ended { whole } else { whole + "." }
}

/// Something with words before it, where there is one.
pub(super) fn optional(before: &str, what: Option<impl Display>) -> String {
    what.map(|what| format!("{before}{what}")).unwrap_or_default()
}

/// `: the reason`, where there is one.
pub(super) fn because(reason: Option<&str>) -> String {
    optional(": ", reason.map(text))
}

/// Strong text that begins a list entry.
pub(super) fn lead(text_of: &str) -> Phrase {
    strong(name(text_of))
}

/// `7.5 (7.0–8.0)`, or `7.5` where the range is nothing.
pub(super) fn rated(rating: f64, low: f64, high: f64) -> String {
    let range = range(low, high).map(|range| format!("({range})"));
    score(rating) + &optional(" ", range)
}

pub(super) fn range(low: f64, high: f64) -> Option<String> {
    (score(low) != score(high)).then(|| crate::text::range(low, high))
}

/// A figure from a file with its unit.
pub(super) fn measured(figure: f64, unit: Option<&str>) -> String {
    with_unit(&number(figure), unit)
}

/// A figure as it is shown, with its unit: `13 people`, `81%`; a `year` is one of the calendar.
pub(super) fn with_unit(figure: &str, unit: Option<&str>) -> String {
    let glue = NBSP.to_string();
    match unit {
        None => figure.to_owned(),
        Some("%") => format!("{figure}%"),
        Some("year") => format!("year{glue}{}", figure.replace(',', "")),
        Some(unit) => {
            let unit = if figure == "1" { singular(unit) } else { unit.to_owned() };
            format!("{figure}{glue}{}", name(&unit).replace(' ', &glue))
        }
    }
}

/// A unit, which files write in the plural, for one of it.
fn singular(unit: &str) -> String {
    let (noun, rest) = unit.split_at(unit.find(' ').unwrap_or(unit.len()));
    let noun = match noun {
        "people" => "person",
        "ms" => "ms",
        plural => plural.strip_suffix('s').unwrap_or(plural),
    };
    format!("{noun}{rest}")
}

pub(super) fn months(span: Months) -> String {
    plural(span.0.into(), "month")
}

/// What an answer does to the weight of a criterion: `× 0.6`.
pub(super) fn times(factor: Factor) -> String {
    match factor.get() {
        factor if factor > 0.0 => format!("×{NBSP}{}", number(factor)),
        _ => "does not apply".to_owned(),
    }
}

/// An address as a link to itself.
pub(super) fn address(url: &str) -> Phrase {
    link(text(url), text(url))
}

/// Adds sources to a page and names them: each title as a link, with its date.
pub(super) fn cite(doc: &mut Doc, of: &Explainer, ids: &[SourceId]) -> Option<Phrase> {
    let mut phrase: Option<Phrase> = None;
    for source in ids.iter().filter_map(|id| of.catalogue.sources.get(id)) {
        doc.cited.insert(source.id.clone());
        let title = name(&source.title);
        let title = match &source.url {
            Some(url) => link(title, text(url)),
            None => title.into(),
        };
        let date = source.observed.as_deref().map(|date| format!("({})", name(date)));
        let before = phrase.map(|before| before.then("; ")).unwrap_or_default();
        phrase = Some(before.then(title).then(optional(" ", date)));
    }
    phrase.map(|phrase| phrase.then("."))
}

/// The list of everything a page cites.
pub(super) fn sources(doc: &mut Doc, of: &Explainer) {
    let cited = doc.cited.iter().filter_map(|id| of.catalogue.sources.get(id));
    let item = |source: &Source| {
        let what = format!("`{}` {}. {}.", source.id, name(&source.title), published(source));
        Item::new(what).with(place(source))
    };
    let items = cited.map(item).collect();
    doc.section("Sources", items);
}

/// Where a source is: its address, its path, or why it has neither.
pub(super) fn place(source: &Source) -> Option<Phrase> {
    let why = || Some(sentence(source.because.as_deref()?).into());
    let path = || Some(format!("`{}`", text(source.path.as_deref()?)).into());
    source.url.as_deref().map(address).or_else(path).or_else(why)
}

/// Who published a source, and when.
pub(super) fn published(source: &Source) -> String {
    match (source.publisher.as_str(), source.observed.as_deref().map(name)) {
        ("unknown", None) => "Publisher and date unknown".to_owned(),
        ("unknown", Some(date)) => format!("Publisher unknown, {date}"),
        (publisher, date) => {
            format!("{}, {}", name(publisher), date.as_deref().unwrap_or("date unknown"))
        }
    }
}

/// What was found: a figure with its bounds; none for a checklist or a judgement.
pub(super) fn figure(finding: &Finding, indicator: &Indicator) -> Option<String> {
    let FindingValue::Value(value) = finding.found else { return None };
    let unit = indicator.unit.as_deref();
    let number = |bound| match unit {
        Some("year") => number(bound).replace(',', ""),
        _ => number(bound),
    };
    let bounds = match (finding.low, finding.high) {
        (Some(low), Some(high)) => format!(", {} to {}", number(low), number(high)),
        (Some(low), None) => format!(", at least {}", number(low)),
        (None, Some(high)) => format!(", at most {}", number(high)),
        (None, None) => String::new(),
    };
    Some(measured(value, unit) + &bounds)
}

/// What was found on a checklist, as sentences.
pub(super) fn items(finding: &Finding, indicator: &Indicator) -> Option<String> {
    let FindingValue::Items { built_in, extension } = &finding.found else { return None };
    let found = |item: &String| built_in.contains(item) || extension.contains_key(item);
    let by = |(item, by): &(String, String)| format!("{} ({})", name(item), name(by));
    let missing = indicator.scale.items().iter().filter(|item| !found(item));
    let groups = [
        ("Built in", join(built_in.iter().map(|item| name(item)), ", ")),
        ("By extension", join(extension.iter().map(by), ", ")),
        ("Missing", join(missing.map(|item| name(item)), ", ")),
    ];
    let groups = groups.iter().filter(|(_, items)| !items.is_empty());
    Some(join(groups.map(|(what, items)| format!("{what}: {items}.")), " "))
}

/// `by flask-admin, last release 2026-09-21`, and a note where there is one.
pub(super) fn provided(of: &Explainer, provision: Option<&Provision>) -> (String, Option<String>) {
    let said = match provision {
        None => "not checked",
        Some(Provision::BuiltIn) => "built in",
        Some(Provision::None) => "not available",
        Some(Provision::Extension { name: by, released, note }) => {
            let released = released.map_or("unknown".to_owned(), |day| day.to_string());
            let stale = of.passed(provision.and_then(Provision::stale_since));
            let stale = stale.map(|_| format!("{} ago", months(Provision::STALE_AFTER)));
            let stale = optional(", more than ", stale);
            let said = format!("by {}, last release {released}{stale}", name(by));
            return (said, note.as_deref().map(sentence));
        }
    };
    (said.to_owned(), None)
}

/// Whether a claim is confirmed.
pub(super) fn claim(claim: Option<Claim>) -> &'static str {
    match claim {
        Some(Claim::Confirmed) => "confirmed elsewhere",
        Some(Claim::Article) => "the article's claim, not found elsewhere",
        Some(Claim::Was) => "confirmed for a project that is archived now",
        Some(Claim::Disputed) => "disputed",
        None => "not checked",
    }
}

/// `Django, Flask and FastAPI`.
pub(super) fn names(frameworks: &[&Framework]) -> String {
    and_list(frameworks.iter().map(|framework| name(&framework.name)))
}

#[cfg(test)]
mod tests {
    use super::{measured, sentence};
    use std::collections::BTreeSet;
    use std::fs;

    #[test]
    fn one_of_a_unit_is_singular_and_everything_else_plural() {
        let mut units = BTreeSet::new();
        for file in fs::read_dir("criteria").unwrap().map(|file| file.unwrap().path()) {
            let text = if file.is_file() { fs::read_to_string(file).unwrap() } else { continue };
            let of =
                |line: &str| Some(line.trim().strip_prefix("unit: ")?.trim_matches('"').to_owned());
            units.extend(text.lines().filter_map(of));
        }
        assert!(units.len() > 10, "{units:?}");
        let said = |figure, unit: &str| measured(figure, Some(unit)).replace('\u{a0}', " ");
        for unit in &units {
            let glue = if unit == "%" { "" } else { " " };
            for (figure, start) in [(0.0, "0"), (1.5, "1.5"), (2.0, "2")] {
                assert_eq!(said(figure, unit), format!("{start}{glue}{unit}"));
            }
            let one = said(1.0, unit);
            let noun = one.split(' ').nth(1).unwrap_or_default();
            assert!(noun == "ms" || !noun.ends_with('s'), "{one}");
        }
        for (unit, one) in [
            ("files", "1 file"),
            ("people", "1 person"),
            ("ms", "1 ms"),
            ("points per % of advertisements", "1 point per % of advertisements"),
        ] {
            assert!(units.contains(unit) && said(1.0, unit) == one, "{unit}");
        }
        assert_eq!(said(2020.4, "year"), "year 2020.4");
    }

    #[test]
    fn a_reason_becomes_a_sentence() {
        assert_eq!(sentence("most are on"), "Most are on.");
        assert_eq!(sentence("Why? Because."), "Why? Because.");
        assert_eq!(sentence(""), "");
    }
}
