//! Sentences and figures that several pages share.

use super::doc::{Item, Phrase, Span};
use crate::explain::{Figure, FindingPart, Named, Rated};
use crate::model::{Claim, Confidence, Method, Source};
use crate::render::messages;
use crate::render::safe;
use crate::render::terminal::GLUE;

/// The most characters of a name or title.
const NAME: usize = 160;
/// The most characters of a longer text.
const TEXT: usize = 2_000;

/// What a file calls something.
pub(super) fn name(text: &str) -> String {
    safe::given(text, NAME)
}

/// What a file says at length.
pub(super) fn text(text: &str) -> String {
    safe::given(text, TEXT)
}

/// A sentence made of what a file says: a capital first, a full stop last.
pub(super) fn sentence(said: &str) -> String {
    let said = text(said);
    let mut letters = said.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    let whole = first + letters.as_str();
    let ended = whole.is_empty() || whole.ends_with(['.', '!', '?', '…']);
    if ended { whole } else { whole + "." }
}

/// A name with its id for who wants to type it.
pub(super) fn with_id(named: &Named) -> String {
    format!("{} (`{}`)", name(&named.name), named.id)
}

/// Names in a sentence: `one, two and three`.
pub(super) fn and(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// A score with its range, where it has one.
pub(super) fn rated(rated: &Rated) -> String {
    let score = messages::score(rated.score);
    match range(rated) {
        Some(range) => format!("{score} ({range})"),
        None => score,
    }
}

/// A rating's range, where it has one.
pub(super) fn range(rated: &Rated) -> Option<String> {
    let (low, high) = (messages::score(rated.low), messages::score(rated.high));
    (low != high).then(|| format!("{low}–{high}"))
}

/// A figure as people write it: thousands parted, no more digits than it needs.
pub(super) fn number(figure: f64) -> String {
    let digits = match figure.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        _ => 2,
    };
    let fixed = format!("{figure:.digits$}");
    let short = if fixed.contains('.') {
        fixed.trim_end_matches('0').trim_end_matches('.')
    } else {
        &fixed
    };
    parted(short).replace('-', "−")
}

fn parted(number: &str) -> String {
    let (whole, rest) = number.find('.').map_or((number, ""), |dot| number.split_at(dot));
    let digits = whole.trim_start_matches('-');
    let sign = &whole[..whole.len() - digits.len()];
    let mut parts: Vec<&str> = Vec::new();
    let mut end = digits.len();
    while end > 3 {
        parts.insert(0, &digits[end - 3..end]);
        end -= 3;
    }
    parts.insert(0, &digits[..end]);
    format!("{sign}{}{rest}", parts.join(","))
}

/// A figure with its unit.
pub(super) fn measured(figure: f64, unit: Option<&str>) -> String {
    let unit = unit.map(|unit| format!("{GLUE}{}", name(unit).replace(' ', &GLUE.to_string())));
    format!("{}{}", number(figure), unit.unwrap_or_default())
}

/// A factor: `× 2`, `× 0.6`.
pub(super) fn times(factor: f64) -> String {
    format!("×{GLUE}{}", number(factor))
}

/// Points: `3 points`.
pub(super) fn points(points: f64) -> String {
    let plural = if (points - 1.0).abs() < f64::EPSILON { "" } else { "s" };
    format!("{}{GLUE}point{plural}", number(points))
}

/// A source within a sentence: its title as a link, and its date.
pub(super) fn cited(source: &Source) -> Phrase {
    let title = name(&source.title);
    let dated = source.date.as_deref().map(|date| format!(" ({})", name(date))).unwrap_or_default();
    match &source.url {
        Some(url) => Phrase(vec![Span::Link(title, address(url))]).then(dated),
        None => Phrase::from(title + &dated),
    }
}

/// An address that is safe to write.
pub(super) fn address(url: &str) -> String {
    safe::given(url, TEXT)
}

/// Sources in a row; says so where there are none.
pub(super) fn cited_all(sources: &[Source]) -> Phrase {
    if sources.is_empty() {
        return Phrase::from("no source");
    }
    Phrase::joined(sources.iter().map(cited), "; ")
}

/// What was found, as a figure.
pub(super) fn figure(figure: &Figure, unit: Option<&str>) -> Option<String> {
    match figure {
        Figure::Items { .. } | Figure::Judged => None,
        Figure::Value { value, low, high } => {
            let bounds = match (low, high) {
                (Some(low), Some(high)) => format!(", {} to {}", number(*low), number(*high)),
                (Some(low), None) => format!(", at least {}", number(*low)),
                (None, Some(high)) => format!(", at most {}", number(*high)),
                (None, None) => String::new(),
            };
            Some(format!("{}{bounds}", measured(*value, unit)))
        }
    }
}

/// What was found on a checklist, in sentences.
pub(super) fn items(figure: &Figure) -> Option<String> {
    let Figure::Items { built_in, extension, missing } = figure else { return None };
    let brought: Vec<String> =
        extension.iter().map(|(item, by)| format!("{} ({})", name(item), name(by))).collect();
    let named =
        |items: &[String]| items.iter().map(|item| name(item)).collect::<Vec<_>>().join(", ");
    let parts = [
        (!built_in.is_empty()).then(|| format!("Built in: {}.", named(built_in))),
        (!brought.is_empty()).then(|| format!("By extension: {}.", brought.join(", "))),
        (!missing.is_empty()).then(|| format!("Not at all: {}.", named(missing))),
    ];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// How a finding was obtained and how sure it is.
pub(super) fn provenance(finding: &FindingPart) -> Phrase {
    let method =
        finding.method.map(|method| format!("{}, ", method_word(method))).unwrap_or_default();
    let sure = finding.confidence.map(|sure| format!(", {} confidence", confidence_word(sure)));
    let stale =
        finding.stale_since.filter(|_| finding.stale).map(|since| format!("; stale since {since}"));
    let start = format!(
        "{} {}{}{}: ",
        if method.is_empty() { "Checked".to_owned() } else { capital(&method) + "checked" },
        finding.checked,
        sure.unwrap_or_default(),
        stale.unwrap_or_default(),
    );
    Phrase::from(start).and(cited_all(&finding.sources)).then(".")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default()
        + letters.as_str()
}

fn method_word(method: Method) -> &'static str {
    match method {
        Method::Measured => "measured",
        Method::Counted => "counted",
        Method::Documented => "documented",
        Method::Survey => "from a survey",
        Method::Judged => "judged",
    }
}

fn confidence_word(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
    }
}

/// How far a claim is borne out.
pub(super) fn claim(claim: Option<Claim>) -> &'static str {
    match claim {
        Some(Claim::Confirmed) => "confirmed elsewhere",
        Some(Claim::Article) => "the article's claim, found nowhere else",
        Some(Claim::Disputed) => "disputed",
        None => "not checked",
    }
}

/// The sources of a page, each once, with where they are.
pub(super) fn bibliography<'a>(sources: impl IntoIterator<Item = &'a Source>) -> Vec<Item> {
    let mut listed: Vec<&Source> = sources.into_iter().collect();
    listed.sort_by(|a, b| a.id.cmp(&b.id));
    listed.dedup_by(|a, b| a.id == b.id);
    let item = |source: &&Source| {
        let dated = source.date.as_deref().map(|date| format!(", {}", name(date)));
        let by = format!(". {}{}.", name(&source.publisher), dated.unwrap_or_default());
        let title = Phrase::from(format!("`{}` {}{by}", source.id, name(&source.title)));
        let url = source.url.as_deref().map(address);
        Item {
            lead: title,
            under: url.map(|url| Phrase(vec![Span::Link(url.clone(), url)])).into_iter().collect(),
        }
    };
    listed.iter().map(item).collect()
}

#[cfg(test)]
mod tests {
    use super::{number, sentence};

    #[test]
    fn figures_have_the_digits_they_need() {
        let said = [0.92, 1.0, 15.5, 126_175.0, 220_200_000.0, 0.0, -3.25].map(number);
        assert_eq!(said, ["0.92", "1", "15.5", "126,175", "220,200,000", "0", "−3.25"]);
    }

    #[test]
    fn a_reason_becomes_a_sentence() {
        assert_eq!(sentence("most are on"), "Most are on.");
        assert_eq!(sentence("Why? Because."), "Why? Because.");
        assert_eq!(sentence(""), "");
    }
}
