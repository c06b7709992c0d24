//! Text for people: sanitizing, escaping, lists, plurals, wrapping, and the rounding of numbers.

mod escape;
mod number;
mod sanitize;
mod wrap;

pub use escape::{
    csv_cell, csv_text, escape_comment, escape_json, escape_line_start, escape_markdown, shell_word,
};
pub use number::{
    at_least, at_most, estimate, hundredths, in_100, percent, points, range, score, signed,
    thousands,
};
pub use sanitize::{clip, excerpt, is_unsafe, mask, quote, sanitize, sanitize_lines};
pub use wrap::{hang, pad_left, pad_right, shorten, width, wrap};

/// Keeps two words on one line; whoever writes a line turns it into a space.
pub const NBSP: char = '\u{a0}';

/// `a`, `a and b`, `a, b and c`.
pub fn and_list<S: AsRef<str>>(items: &[S]) -> String {
    join_last(items, "and")
}

/// `a`, `a or b`, `a, b or c`.
pub fn or_list<S: AsRef<str>>(items: &[S]) -> String {
    join_last(items, "or")
}

/// The first of many items: `a, b and 4 more`.
pub fn and_more(mut items: Vec<String>, most: usize) -> String {
    let more = items.len().saturating_sub(most);
    items.truncate(most);
    items.extend((more > 0).then(|| format!("{} more", thousands(more))));
    and_list(&items)
}

fn join_last<S: AsRef<str>>(items: &[S], word: &str) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_plurals_read_as_written() {
        assert_eq!(and_list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(or_list(&["a", "b"]), "a or b");
        assert_eq!(and_list::<&str>(&[]), "");
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
}
