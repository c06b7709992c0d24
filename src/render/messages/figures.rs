//! Rounding and lists, settled once for everything that people read.
//!
//! Scores have one decimal, shares none. A half is rounded away from zero, and a figure within 1e-9 of a half counts
//! as one: who reads 71.35 in the JSON expects 71.4 here, though its binary form lies a hair below. Zero never has a
//! sign. A share is called 0 % or 100 % only where it is exactly that.

use crate::render::terminal::GLUE;

/// What two figures may differ by and still be the same figure.
const TOLERANCE: f64 = 1e-9;

fn to_one_decimal(figure: f64) -> f64 {
    let tenths = (figure.abs() * 10.0 + 0.5 + TOLERANCE).floor() / 10.0;
    if tenths == 0.0 { 0.0 } else { tenths.copysign(figure) }
}

/// A score: `7.8`.
pub(in crate::render) fn score(figure: f64) -> String {
    minus(&format!("{:.1}", to_one_decimal(figure)))
}

/// A figure with one decimal where it has any: `5`, `2.5`.
pub(in crate::render) fn trimmed(figure: f64) -> String {
    let text = score(figure);
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// A difference: `+1.8`, `−0.4`, `0.0`.
pub(in crate::render) fn signed(figure: f64) -> String {
    let rounded = to_one_decimal(figure);
    if rounded > 0.0 { format!("+{rounded:.1}") } else { score(rounded) }
}

/// A difference with two decimals, for parts of a total: `+0.78`.
pub(in crate::render) fn part(figure: f64) -> String {
    let hundredths = (figure.abs() * 100.0 + 0.5 + TOLERANCE).floor() / 100.0;
    match (hundredths > 0.0, figure < 0.0) {
        (false, _) => "0.00".to_owned(),
        (true, true) => format!("−{hundredths:.2}"),
        (true, false) => format!("+{hundredths:.2}"),
    }
}

fn minus(text: &str) -> String {
    text.replace('-', "−")
}

/// A range of scores: `7.1–8.3`.
pub(in crate::render) fn range(low: f64, high: f64) -> String {
    format!("{}–{}", score(low), score(high))
}

/// A share: `25 %`, `under 1 %`, `over 99 %`.
pub(in crate::render) fn percent(share: f64) -> String {
    match whole_percent(share) {
        Percent::Under => format!("under{GLUE}1{GLUE}%"),
        Percent::Over => format!("over{GLUE}99{GLUE}%"),
        Percent::About(figure) => format!("{figure:.0}{GLUE}%"),
    }
}

/// A share for a narrow column: `<1 %`, `>99 %`.
pub(in crate::render) fn percent_short(share: f64) -> String {
    percent(share).replace(&format!("under{GLUE}"), "<").replace(&format!("over{GLUE}"), ">")
}

enum Percent {
    Under,
    Over,
    About(f64),
}

fn whole_percent(share: f64) -> Percent {
    let rounded = (share * 100.0 + 0.5 + TOLERANCE).floor();
    if rounded <= 0.0 && share > 0.0 {
        Percent::Under
    } else if rounded >= 100.0 && share < 1.0 - f64::EPSILON {
        Percent::Over
    } else {
        Percent::About(rounded.clamp(0.0, 100.0))
    }
}

/// A share from which on something holds, never rounded below it; finer where `now` or zero is near.
pub(in crate::render) fn at_least(share: f64, now: f64) -> String {
    bound(share, now, |figure| (figure - TOLERANCE * 1e3).ceil())
}

/// A share up to which something holds, never rounded above it; finer where `now` or zero is near.
pub(in crate::render) fn at_most(share: f64, now: f64) -> String {
    bound(share, now, |figure| (figure + TOLERANCE * 1e3).floor())
}

fn bound(share: f64, now: f64, toward: impl Fn(f64) -> f64) -> String {
    if (share - now).abs() < 0.02 || share < 0.01 {
        return format!("{:.1}{GLUE}%", toward(share * 1000.0).abs() / 10.0);
    }
    format!("{:.0}{GLUE}%", toward(share * 100.0).abs())
}

/// A count with its thousands parted: `10,000`.
pub(in crate::render) fn count(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect();
    groups.join(",")
}

/// A figure and its noun: `1 point`, `2.5 points`.
pub(in crate::render) fn plural(figure: f64, noun: &str) -> String {
    let figure = trimmed(figure);
    format!("{figure} {noun}{}", if figure == "1" { "" } else { "s" })
}

/// `a`, `a and b`, `a, b and c`.
pub(in crate::render) fn list<S: AsRef<str>>(items: &[S]) -> String {
    joined(items, "and")
}

/// `a`, `a or b`, `a, b or c`.
pub(in crate::render) fn either<S: AsRef<str>>(items: &[S]) -> String {
    joined(items, "or")
}

fn joined<S: AsRef<str>>(items: &[S], word: &str) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{at_least, at_most, count, list, part, percent, plural, score, signed};

    fn spaced(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn halves_go_away_from_zero_and_zero_has_no_sign() {
        for (figure, words) in [
            (71.35, "71.4"),
            (71.25, "71.3"),
            (0.35, "0.4"),
            (-0.04, "0.0"),
            (-0.0, "0.0"),
            (-0.05, "−0.1"),
            (10.0, "10.0"),
        ] {
            assert_eq!(score(figure), words);
        }
        assert_eq!((signed(1.8).as_str(), signed(-0.04).as_str()), ("+1.8", "0.0"));
        assert_eq!((part(-0.125).as_str(), part(-0.001).as_str()), ("−0.13", "0.00"));
    }

    #[test]
    fn all_and_nothing_are_said_only_of_all_and_nothing() {
        for (share, words) in [
            (0.0, "0 %"),
            (0.0001, "under 1 %"),
            (0.25, "25 %"),
            (0.285, "29 %"),
            (0.9999, "over 99 %"),
            (1.0, "100 %"),
        ] {
            assert_eq!(spaced(&percent(share)), words);
        }
    }

    #[test]
    fn a_bound_is_rounded_to_the_side_on_which_it_holds() {
        assert_eq!(spaced(&at_least(0.46, 0.1)), "46 %");
        assert_eq!(spaced(&at_least(0.452, 0.1)), "46 %");
        assert_eq!(spaced(&at_most(0.058, 0.3)), "5 %");
        assert_eq!(spaced(&at_least(0.1041, 0.1)), "10.5 %");
    }

    #[test]
    fn lists_and_counts_read_as_written() {
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!((count(10_000).as_str(), count(999).as_str()), ("10,000", "999"));
        assert_eq!(
            (plural(1.0, "point").as_str(), plural(2.5, "point").as_str()),
            ("1 point", "2.5 points")
        );
    }
}
