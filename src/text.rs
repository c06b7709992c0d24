//! Text for people: sanitizing, escaping, lists, plurals, wrapping, and the rounding of numbers.

mod escape;
mod wrap;

pub use escape::{
    clip, csv_cell, csv_text, escape_comment, escape_json, escape_line_start, escape_markdown,
    excerpt, fit_comment, is_unsafe, mask, percent_encode, quote, sanitize, sanitize_lines,
    shell_path,
};
pub use wrap::{hang, pad_left, pad_right, shorten, width, wrap};

use std::ops::Range;

/// Keeps two words on one line; whoever writes a line turns it into a space.
pub const NBSP: char = '\u{a0}';

/// `a`, `a and b`, `a, b and c`.
pub fn and_list<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> String {
    join_last(items, "and")
}

/// `a`, `a or b`, `a, b or c`.
pub fn or_list<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> String {
    join_last(items, "or")
}

/// The first of many items: `a, b and 4 more`.
pub fn and_more(items: impl IntoIterator<Item = String>, most: usize) -> String {
    and_list(few(items, most))
}

/// The first of many items, and then how many more there are.
pub fn few(items: impl IntoIterator<Item = String>, most: usize) -> Vec<String> {
    let mut items: Vec<String> = items.into_iter().collect();
    let more = items.len().saturating_sub(most);
    items.truncate(most);
    items.extend((more > 0).then(|| format!("{} more", thousands(more))));
    items
}

fn join_last<S: AsRef<str>>(items: impl IntoIterator<Item = S>, word: &str) -> String {
    let mut items: Vec<S> = items.into_iter().collect();
    let Some(last) = items.pop() else { return String::new() };
    let last = last.as_ref();
    if items.is_empty() { last.to_owned() } else { format!("{} {word} {last}", join(&items, ", ")) }
}

/// A Markdown table of escaped cells, the first line being its head; the columns of numbers are aligned right.
pub fn markdown_table(lines: impl Iterator<Item = Vec<String>>, numbers: Range<usize>) -> String {
    let mut table = String::new();
    for (at, cells) in lines.enumerate() {
        table += &format!("| {} |\n", cells.join(" | "));
        if at == 0 {
            let align = |column| if numbers.contains(&column) { " --: |" } else { " :-- |" };
            table += &format!("|{}\n", (0..cells.len()).map(align).collect::<String>());
        }
    }
    table
}

/// Items with a text between each two.
pub fn join<S: AsRef<str>>(items: impl IntoIterator<Item = S>, between: &str) -> String {
    let mut joined = String::new();
    for (at, item) in items.into_iter().enumerate() {
        joined += if at == 0 { "" } else { between };
        joined += item.as_ref();
    }
    joined
}

/// A count and its noun: `1 file`, `1,200 files`, `2 capabilities`.
pub fn plural(count: usize, noun: &str) -> String {
    match (count, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) if !stem.ends_with(['a', 'e', 'o', 'u']) => {
            format!("{} {stem}ies", thousands(count))
        }
        _ => format!("{} {noun}s", thousands(count)),
    }
}

/// The text with its first letter in upper case.
pub fn capitalise(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A kebab-case id as a label: `project-kind` to `Project kind`.
pub fn label(id: &str) -> String {
    capitalise(&id.replace('-', " "))
}

/// A title for use within a sentence: `Hiring` to `hiring`; abbreviations such as `ORM` stay.
pub fn mid_sentence(title: &str) -> String {
    let first_word = title.split(' ').next().unwrap_or_default();
    let capitals = first_word.chars().filter(|letter| letter.is_uppercase()).count();
    let mut letters = title.chars();
    match letters.next() {
        Some(first) if capitals == 1 && first_word.chars().count() > 1 => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => title.to_owned(),
    }
}

// Numbers: a half is rounded away from zero; a number within 1e-9 of a half counts as one, so that a reader who sees
// 71.35 in the JSON finds 71.4 here, although its binary form lies just below. Zero has no sign.

const TOLERANCE: f64 = 1e-9;

fn rounded(number: f64, steps: f64) -> f64 {
    let rounded = (number.abs() * steps + 0.5 + TOLERANCE).floor() / steps;
    if rounded == 0.0 { 0.0 } else { rounded.copysign(number) }
}

/// A score or total, one decimal: `7.8`.
pub fn score(number: f64) -> String {
    format!("{:.1}", rounded(number, 10.0)).replace('-', "−")
}

/// A lead in points, one decimal: `1.8`; two where one would round it up to a whole number, which may be a threshold:
/// `0.96`.
pub fn lead(number: f64) -> String {
    let tenths = rounded(number, 10.0);
    if tenths.fract() == 0.0 && tenths > number + TOLERANCE {
        fine_lead(number)
    } else {
        score(number)
    }
}

/// A lead in points, two decimals, never rounded up to a whole number: `0.42`, `0.99`.
pub fn fine_lead(number: f64) -> String {
    let near = rounded(number, 100.0);
    let passes = near.fract() == 0.0 && near > number + TOLERANCE;
    let shown = if passes { near - 0.01 } else { near };
    format!("{shown:.2}").replace('-', "−")
}

/// A difference of scores, one decimal: `+1.8`, `−0.4`, `0.0`.
pub fn signed(number: f64) -> String {
    let text = score(number);
    if rounded(number, 10.0) > 0.0 { format!("+{text}") } else { text }
}

/// A part of a difference, two decimals: `+0.78`, `−0.13`, `0.00`.
pub fn hundredths(number: f64) -> String {
    let number = rounded(number, 100.0);
    let sign = if number > 0.0 { "+" } else { "" };
    format!("{sign}{number:.2}").replace('-', "−")
}

/// A range of scores: `7.1–8.3`.
pub fn range(low: f64, high: f64) -> String {
    format!("{}–{}", score(low), score(high))
}

/// Points as a figure shows them, without a decimal that is zero: `1 point`, `5 points`, `2.5 points`.
pub fn points(figure: &str) -> String {
    match figure.strip_suffix(".0").unwrap_or(figure) {
        "1" => "1 point".to_owned(),
        figure => format!("{figure} points"),
    }
}

/// A share from 0 to 1: `27%`; `0%` and `100%` only where they are exact, else `<1%` and `>99%`.
pub fn percent(share: f64) -> String {
    let whole = rounded(share, 100.0) * 100.0;
    if whole < 0.5 && share > 0.0 {
        "<1%".to_owned()
    } else if whole > 99.5 && share < 1.0 - f64::EPSILON {
        ">99%".to_owned()
    } else {
        format!("{:.0}%", whole.clamp(0.0, 100.0))
    }
}

/// A probability that was simulated or estimated: as [`percent`], but never `0%` or `100%`.
pub fn estimate(probability: f64) -> String {
    match percent(probability).as_str() {
        "0%" => "<1%".to_owned(),
        "100%" => ">99%".to_owned(),
        text => text.to_owned(),
    }
}

/// A probability as a number in 100, from 1 to 99.
pub fn in_100(probability: f64) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 99")]
    let number = (rounded(probability, 100.0) * 100.0).round().clamp(1.0, 99.0) as u8;
    number
}

/// A share from which on something holds, never rounded below it; finer near zero, near all and near the share `now`.
pub fn at_least(share: f64, now: f64) -> String {
    bound(share, now, |number| (number - 1e-6).ceil())
}

/// A share up to which something holds, never rounded above it; finer near zero, near all and near the share `now`.
pub fn at_most(share: f64, now: f64) -> String {
    bound(share, now, |number| (number + 1e-6).floor())
}

fn bound(share: f64, now: f64, round: impl Fn(f64) -> f64) -> String {
    if (share - now).abs() < 0.02 || !(0.01..=0.99).contains(&share) {
        format!("{:.1}%", round(share * 1000.0).abs() / 10.0)
    } else {
        format!("{:.0}%", round(share * 100.0).abs())
    }
}

/// A figure as somebody wrote it, with a comma after thousands. Beyond 15 digits its binary form differs from what was
/// written.
pub fn number(figure: f64) -> String {
    let figure: f64 = format!("{figure:.14e}").parse().unwrap_or(figure);
    let size = figure.abs();
    let digits = if is_extreme(size) { format!("{size:e}") } else { size.to_string() };
    let (whole, rest) = digits.split_at(digits.find(['.', 'e']).unwrap_or(digits.len()));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), thousands);
    format!("{}{whole}{rest}", if figure < 0.0 { "−" } else { "" })
}

/// A computed figure with three digits, or more where it is larger or the span in which it lies is narrow.
pub fn computed(figure: f64, span: f64) -> String {
    let mut size = figure.abs().min(span.abs());
    if is_extreme(size) {
        return number(format!("{figure:.2e}").parse().unwrap_or(figure));
    }
    let mut digits = 0;
    while size > 0.0 && size < 100.0 {
        (size, digits) = (size * 10.0, digits + 1);
    }
    number(format!("{figure:.digits$}").parse().unwrap_or(figure))
}

fn is_extreme(size: f64) -> bool {
    size != 0.0 && !(1e-9..1e15).contains(&size)
}

/// A count: `999`, `10,000`.
pub fn thousands(count: usize) -> String {
    if count < 1000 {
        return count.to_string();
    }
    format!("{},{:03}", thousands(count / 1000), count % 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_plurals_read_as_written() {
        assert_eq!(and_list(["a", "b", "c"]), "a, b and c");
        assert_eq!(or_list(["a", "b"]), "a or b");
        assert_eq!(and_list::<&str>([]), "");
        assert_eq!(plural(1, "file"), "1 file");
        assert_eq!(plural(0, "day"), "0 days");
        assert_eq!(plural(1200, "capability"), "1,200 capabilities");
    }

    #[test]
    fn titles_fit_where_they_stand() {
        assert_eq!(label("project-kind"), "Project kind");
        assert_eq!(mid_sentence("Ease of hiring"), "ease of hiring");
        assert_eq!(mid_sentence("ORM and migrations"), "ORM and migrations");
    }

    #[test]
    fn written_figures_keep_their_digits() {
        for (figure, text) in [
            (99.999, "99.999"),
            (300.5, "300.5"),
            (-273.15, "−273.15"),
            (0.000_003, "0.000003"),
            (126_175.0, "126,175"),
            (999_999.5, "999,999.5"),
            (0.0, "0"),
            (-0.0, "0"),
            (0.1 + 0.2, "0.3"),
            (123_456_789_012_345_678.0, "1.23456789012346e17"),
            (1e100, "1e100"),
            (-1e-20, "−1e-20"),
        ] {
            assert_eq!(number(figure), text);
        }
    }

    #[test]
    fn computed_figures_keep_apart_what_their_span_does() {
        for (figure, span, text) in [
            (0.001_234, 1.0, "0.00123"),
            (1.006, 10.0, "1.01"),
            (99.358_61, 0.999, "99.359"),
            (300.417, 0.5, "300.417"),
            (-257_067.3, 1e6, "−257,067"),
            (5.132_168_935e17, 1e18, "5.13e17"),
            (0.0, 5.0, "0"),
        ] {
            assert_eq!(computed(figure, span), text);
        }
    }

    #[test]
    fn halves_go_away_from_zero_and_zero_has_no_sign() {
        for (number, text) in [
            (71.35, "71.4"),
            (71.25, "71.3"),
            (0.35, "0.4"),
            (-0.04, "0.0"),
            (-0.0, "0.0"),
            (-0.05, "−0.1"),
            (10.0, "10.0"),
        ] {
            assert_eq!(score(number), text);
        }
        let leads = [0.96, 2.999, 3.0, 3.04, 0.94, 0.02].map(lead);
        assert_eq!(leads, ["0.96", "2.99", "3.0", "3.0", "0.9", "0.0"]);
        let fine = [0.416, 2.996, 3.0, -0.42, 0.004].map(fine_lead);
        assert_eq!(fine, ["0.42", "2.99", "3.00", "−0.42", "0.00"]);
        assert_eq!([signed(1.8), signed(-0.04)], ["+1.8", "0.0"]);
        assert_eq!(
            [hundredths(0.775), hundredths(-0.125), hundredths(-0.001)],
            ["+0.78", "−0.13", "0.00"]
        );
        assert_eq!(["1.0", "2.5", "5.0"].map(points), ["1 point", "2.5 points", "5 points"]);
        assert_eq!(
            [thousands(999), thousands(10_000), thousands(1_234_567)],
            ["999", "10,000", "1,234,567"]
        );
    }

    #[test]
    fn all_and_nothing_are_said_only_where_they_are_exact() {
        for (share, text) in [
            (0.0, "0%"),
            (0.0001, "<1%"),
            (0.25, "25%"),
            (0.285, "29%"),
            (0.9999, ">99%"),
            (1.0, "100%"),
        ] {
            assert_eq!(percent(share), text);
        }
        assert_eq!([estimate(0.0), estimate(0.5), estimate(1.0)], ["<1%", "50%", ">99%"]);
    }

    #[test]
    fn a_bound_is_rounded_to_the_side_on_which_it_holds() {
        assert_eq!(
            [at_least(0.46, 0.1), at_least(0.452, 0.1), at_least(0.1041, 0.1)],
            ["46%", "46%", "10.5%"]
        );
        assert_eq!(at_most(0.058, 0.3), "5%");
        assert_eq!(at_least(0.9973, 0.3), "99.8%");
    }
}
